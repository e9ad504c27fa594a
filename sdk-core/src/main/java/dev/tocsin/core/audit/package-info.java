/** Answers to "what became of this, and why": the stored path of an event, and what is still to be done. */
@NullMarked
package dev.tocsin.core.audit;

import org.jspecify.annotations.NullMarked;
