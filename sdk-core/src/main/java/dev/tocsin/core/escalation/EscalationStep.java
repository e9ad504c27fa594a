package dev.tocsin.core.escalation;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.notify.ChannelKind;
import java.time.Duration;
import java.util.List;

/**
 * One step of an escalation.
 *
 * @param delay how long after the step before it is reached, or, of the first, after the escalation began; zero or more
 * @param recipients whom it tells, at least one
 * @param channels by which channels, in this order; at least one
 * @param use how the channels are used
 */
public record EscalationStep(Duration delay, List<Recipient> recipients, List<ChannelKind> channels, ChannelUse use) {
    private static final Duration LONGEST = Duration.ofDays(7);

    /** Copies the lists; refuses empty ones and a delay that is negative or longer than a week. */
    public EscalationStep {
        recipients = List.copyOf(recipients);
        channels = List.copyOf(channels);
        PieceRules.notNegative("step.delay", delay);
        if (delay.compareTo(LONGEST) > 0) {
            throw new ConfigurationException("step.delay", delay + " is not legal; at most " + LONGEST + " is");
        }
        PieceRules.someDifferent("step.recipients", recipients);
        PieceRules.someDifferent("step.channels", channels);
    }
}
