/**
 * Long runs that keep a PSA in step: how far one is, where it goes on, how it ended, the guard that stops it before it changes too
 * much, and the plans by which they recur.
 */
@NullMarked
package dev.tocsin.core.sync;

import org.jspecify.annotations.NullMarked;
