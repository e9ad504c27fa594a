package dev.tocsin.core.escalation;

import dev.tocsin.core.incident.Incident;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a decision about an escalation stands on.
 *
 * @param incident the incident as it is now
 * @param snoozedUntil until when it is snoozed, or null if it is not
 * @param acknowledgedAtSource whether something is active, and all that is was acknowledged at its source
 */
public record EscalationGround(Incident incident, @Nullable Instant snoozedUntil, boolean acknowledgedAtSource) {}
