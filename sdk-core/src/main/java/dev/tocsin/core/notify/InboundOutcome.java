package dev.tocsin.core.notify;

import dev.tocsin.core.consent.InboundReading;

/**
 * What a message that came in led to.
 *
 * @param reading what it means
 * @param words what was done, for people; where an answer goes out, its words
 * @param repeated whether the same message had come before, so that nothing changed now
 */
public record InboundOutcome(InboundReading reading, String words, boolean repeated) {}
