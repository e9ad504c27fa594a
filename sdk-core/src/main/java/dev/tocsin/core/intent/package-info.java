/**
 * Writes to the outside, committed before any byte leaves: what is to be written, how far it has got, and the pure
 * decisions about what an outcome means.
 */
@NullMarked
package dev.tocsin.core.intent;

import org.jspecify.annotations.NullMarked;
