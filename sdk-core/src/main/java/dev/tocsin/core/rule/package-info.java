/** Which events matter and how a ticket is made of them: event sets and integration rules. */
@NullMarked
package dev.tocsin.core.rule;

import org.jspecify.annotations.NullMarked;
