package dev.tocsin.core.escalation;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.MspId;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Steps by which people are told of an incident until somebody acknowledges it.
 *
 * @param msp the MSP
 * @param id the id, 1 to 64 characters; it stays when the name changes
 * @param name the name that people read
 * @param steps the steps, 1 to 20 in their order
 * @param repeats how often all steps are gone through again if nobody acknowledged, 0 to 10
 * @param repeatDelay how long after the last step the first comes again
 * @param reminderAfter how long after an acknowledgement, and again each such time, whoever gave it is reminded of what is still
 *     open; null for never
 * @param acknowledgementLapsesAfter after how long an acknowledgement of what is still open counts no more, so that the steps
 *     begin anew; null for never
 */
public record EscalationPolicy(
        MspId msp,
        String id,
        String name,
        List<EscalationStep> steps,
        int repeats,
        Duration repeatDelay,
        @Nullable Duration reminderAfter,
        @Nullable Duration acknowledgementLapsesAfter)
        implements EscalationPiece {
    private static final int MOST_STEPS = 20;
    private static final int MOST_REPEATS = 10;
    private static final Duration SHORTEST = Duration.ofMinutes(1);

    /** Copies the steps; refuses what is not legal, by the field's name. */
    public EscalationPolicy {
        steps = List.copyOf(steps);
        PieceRules.id("escalation.id", id);
        PieceRules.name("escalation.name", name);
        if (steps.isEmpty() || steps.size() > MOST_STEPS) {
            throw new ConfigurationException(
                    "escalation.steps", steps.size() + " are not legal; 1 to " + MOST_STEPS + " are");
        }
        if (repeats < 0 || repeats > MOST_REPEATS) {
            throw new ConfigurationException(
                    "escalation.repeats", repeats + " is not legal; 0 to " + MOST_REPEATS + " are");
        }
        PieceRules.notNegative("escalation.repeatDelay", repeatDelay);
        if (repeats > 0 && repeatDelay.compareTo(SHORTEST) < 0) {
            throw new ConfigurationException(
                    "escalation.repeatDelay", repeatDelay + " is not legal with repeats; PT1M or more is");
        }
        atLeastAMinute("escalation.reminderAfter", reminderAfter);
        atLeastAMinute("escalation.acknowledgementLapsesAfter", acknowledgementLapsesAfter);
    }

    private static void atLeastAMinute(String field, @Nullable Duration value) {
        if (value != null && value.compareTo(SHORTEST) < 0) {
            throw new ConfigurationException(field, value + " is not legal; PT1M or more is");
        }
    }
}
