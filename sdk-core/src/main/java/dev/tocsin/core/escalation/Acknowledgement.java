package dev.tocsin.core.escalation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That somebody took an incident up.
 *
 * @param technicianId who, or null if it was acknowledged at its source
 * @param name the name that people read
 * @param via how
 * @param at when
 */
public record Acknowledgement(@Nullable String technicianId, String name, Via via, Instant at) {}
