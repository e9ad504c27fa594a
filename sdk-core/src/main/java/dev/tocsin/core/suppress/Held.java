package dev.tocsin.core.suppress;

import dev.tocsin.core.event.DeliveryKey;
import dev.tocsin.core.event.EventKind;
import dev.tocsin.core.event.Fingerprint;
import dev.tocsin.core.event.SecurityEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A state that is active and may not act yet, as it is to be kept until it may. Each change is a pure {@link Step}.
 * Moments are not held: one that is suppressed is over.
 *
 * @param subject the subject, as its latest event described it
 * @param event the latest event, which acts when nothing suppresses it any more
 * @param events how many events raised it meanwhile
 * @param since since when it is held
 * @param lastAt when its latest event happened, by the source's clock
 * @param lastSequence the sequence of its latest event, or null if the source gives none
 * @param lookAgainAt when it is due to be looked at, or null if only the end of {@link #parent} can free it
 * @param parent the parent at whose end it is due as well, or null
 * @param reason why it is held, for people
 */
public record Held(
        Subject subject,
        DeliveryKey event,
        long events,
        Instant since,
        Instant lastAt,
        @Nullable Long lastSequence,
        @Nullable Instant lookAgainAt,
        @Nullable Fingerprint parent,
        String reason) {
    /** Refuses a moment. */
    public Held {
        if (subject.moment()) {
            throw new IllegalArgumentException("subject: " + subject.text() + " is a moment; only a state is held");
        }
    }

    /** What follows for a held subject. */
    public sealed interface Step {
        /** Why, in a sentence for people. */
        String reason();

        /**
         * It stays held.
         *
         * @param held what is to be kept from now on
         * @param reason why
         */
        record Stay(Held held, String reason) implements Step {}

        /**
         * It is held no more, and its latest event acts like one that comes now.
         *
         * @param event the event
         * @param events how many events raised it while it was held
         * @param reason why
         */
        record Act(DeliveryKey event, long events, String reason) implements Step {}

        /**
         * It is held no more and never acted: it was over before it might. It is only counted.
         *
         * @param events how many events raised it while it was held
         * @param reason why
         */
        record Vanish(long events, String reason) implements Step {}
    }

    /**
     * A subject that is held from now on.
     *
     * @param event the event that raised it
     */
    public static Held begun(Subject subject, SecurityEvent event, Verdict.Suppressed verdict, Instant now) {
        return new Held(
                subject,
                DeliveryKey.of(event),
                1,
                now,
                event.occurredAt(),
                event.sequence(),
                verdict.nextChange().orElse(null),
                verdict.parent().orElse(null),
                verdict.reason());
    }

    /**
     * A further event that raises or updates it. One that happened before the latest only counts.
     *
     * @param described the subject as the event describes it
     * @param verdict whether what is newest may act now
     */
    public Step raised(SecurityEvent event, Subject described, Verdict verdict) {
        boolean old = isNewerThan(event.occurredAt(), event.sequence());
        Held counted = new Held(
                old ? subject : described,
                old ? this.event : DeliveryKey.of(event),
                events + (event.kind() == EventKind.RAISED ? 1 : 0),
                since,
                old ? lastAt : event.occurredAt(),
                old ? lastSequence : event.sequence(),
                lookAgainAt,
                parent,
                reason);
        return counted.lookedAt(verdict);
    }

    /** What follows from a look at it, when it is due, when its parent ended or when the configuration changed. */
    public Step lookedAt(Verdict verdict) {
        if (verdict instanceof Verdict.Suppressed still) {
            Held kept = new Held(
                    subject,
                    event,
                    events,
                    since,
                    lastAt,
                    lastSequence,
                    still.nextChange().orElse(null),
                    still.parent().orElse(null),
                    still.reason());
            return new Step.Stay(kept, still.reason());
        }
        return new Step.Act(
                event, events, "was suppressed since " + since + " and is still active: " + verdict.reason());
    }

    /** The subject was resolved at its source. A resolve that happened before the latest event changes nothing. */
    public Step resolved(SecurityEvent resolve) {
        return isNewerThan(resolve.occurredAt(), resolve.sequence())
                ? new Step.Stay(this, "its subject was raised again later")
                : new Step.Vanish(
                        events, "was resolved while it was suppressed (" + events + " events since " + since + ")");
    }

    private boolean isNewerThan(Instant occurredAt, @Nullable Long sequence) {
        return sequence != null && lastSequence != null ? lastSequence > sequence : lastAt.isAfter(occurredAt);
    }
}
