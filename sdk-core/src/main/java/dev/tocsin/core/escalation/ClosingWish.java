package dev.tocsin.core.escalation;

import java.time.Instant;

/**
 * That somebody wants an incident closed whose ticket is not there yet.
 *
 * @param technicianId who
 * @param name the name that people read
 * @param via how
 * @param at when
 */
public record ClosingWish(String technicianId, String name, Via via, Instant at) {}
