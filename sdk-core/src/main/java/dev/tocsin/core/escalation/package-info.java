/**
 * Who is told of an incident, in which order and by which channel, who is on call, and who acknowledged it: the pieces of the
 * configuration and the pure decisions over them.
 */
@NullMarked
package dev.tocsin.core.escalation;

import org.jspecify.annotations.NullMarked;
