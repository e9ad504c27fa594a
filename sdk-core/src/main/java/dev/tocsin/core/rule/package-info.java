/**
 * Which events matter and how a ticket is made of them: event sets with their conditions, and integration rules. What
 * cannot work is refused when it is built.
 */
@NullMarked
package dev.tocsin.core.rule;

import org.jspecify.annotations.NullMarked;
