/**
 * The port to durable state. A store keeps events, incidents, intents, configuration, connections, persons and their consent, with
 * the due times of whatever waits; it holds uniqueness and decides nothing.
 */
@NullMarked
package dev.tocsin.core.store;

import org.jspecify.annotations.NullMarked;
