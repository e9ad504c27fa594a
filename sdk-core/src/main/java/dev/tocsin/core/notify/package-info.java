/** Telling people: the port to what carries messages. */
@NullMarked
package dev.tocsin.core.notify;

import org.jspecify.annotations.NullMarked;
