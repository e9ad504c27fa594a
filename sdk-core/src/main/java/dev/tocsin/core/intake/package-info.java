/**
 * The way of an event from the host to its incident: which company, which rule, which group, and what it does to its
 * subject. Decided on values; kept in one transaction.
 */
@NullMarked
package dev.tocsin.core.intake;

import org.jspecify.annotations.NullMarked;
