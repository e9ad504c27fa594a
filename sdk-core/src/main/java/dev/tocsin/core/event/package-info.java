/**
 * What a source reports: security events with their category, kind, severity and identity, and the receipt that the
 * host gets for each. Everything here is a value; nothing decides about tickets.
 */
@NullMarked
package dev.tocsin.core.event;

import org.jspecify.annotations.NullMarked;
