/** Logs of sources that are read piece by piece: the port, and what reads them again and again without losing or doubling an event. */
@NullMarked
package dev.tocsin.core.feed;

import org.jspecify.annotations.NullMarked;
