/**
 * The group of events behind one ticket: its key, its members, its state, and the pure decisions about what happens to
 * it next. Nothing here reads or writes anything.
 */
@NullMarked
package dev.tocsin.core.incident;

import org.jspecify.annotations.NullMarked;
