/** Tests of what reads logs of sources, with logs in memory. */
@NullMarked
package dev.tocsin.core.feed;

import org.jspecify.annotations.NullMarked;
