/**
 * The port to durable state. A store keeps events, incidents, intents, configuration and connections, with the due
 * times of whatever waits; it holds uniqueness and decides nothing.
 */
@NullMarked
package dev.tocsin.core.store;

import org.jspecify.annotations.NullMarked;
