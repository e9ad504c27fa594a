package dev.tocsin.core.suppress;

import dev.tocsin.core.event.DeliveryKey;
import dev.tocsin.core.event.EventKind;
import dev.tocsin.core.event.Fingerprint;
import dev.tocsin.core.event.SecurityEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A subject that was raised and may not act yet, as it is to be kept until it may. Each change is a pure {@link Step}.
 * Moments are held like states: that nobody was to be bothered when one happened does not make it harmless, so it acts
 * when nothing suppresses it any more. It cannot be resolved meanwhile.
 *
 * @param subject the subject, as its latest event described it
 * @param event the latest event, which acts when nothing suppresses it any more
 * @param title the title of its latest event
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
        String title,
        long events,
        Instant since,
        Instant lastAt,
        @Nullable Long lastSequence,
        @Nullable Instant lookAgainAt,
        @Nullable Fingerprint parent,
        String reason) {
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
     * @param at when that happened, as far as its source is believed
     */
    public static Held begun(
            Subject subject, SecurityEvent event, Instant at, Verdict.Suppressed verdict, Instant now) {
        return new Held(
                subject,
                DeliveryKey.of(event),
                event.title(),
                1,
                now,
                at,
                event.sequence(),
                verdict.nextChange().orElse(null),
                verdict.parent().orElse(null),
                verdict.reason());
    }

    /**
     * A further event that raises or updates it. One that happened before the latest only counts.
     *
     * @param at when it happened, as far as its source is believed
     * @param described the subject as the event describes it
     * @param verdict whether what is newest may act now
     */
    public Step raised(SecurityEvent event, Instant at, Subject described, Verdict verdict) {
        return counted(event, at, described).lookedAt(verdict);
    }

    /**
     * The same with a further event that raises or updates it, before it is looked at.
     *
     * @param at when it happened, as far as its source is believed
     * @param described the subject as the event describes it
     */
    public Held counted(SecurityEvent event, Instant at, Subject described) {
        boolean old = isNewerThan(at, event.sequence());
        return new Held(
                old ? subject : described,
                old ? this.event : DeliveryKey.of(event),
                old ? title : event.title(),
                events + (event.kind() == EventKind.RAISED ? 1 : 0),
                since,
                old ? lastAt : at,
                old ? lastSequence : event.sequence(),
                lookAgainAt,
                parent,
                reason);
    }

    /** The same, as its subject is described now. */
    public Held about(Subject described) {
        return new Held(described, event, title, events, since, lastAt, lastSequence, lookAgainAt, parent, reason);
    }

    /** The same, to be looked at when that moment comes. */
    public Held lookAgainAt(Instant moment) {
        return new Held(subject, event, title, events, since, lastAt, lastSequence, moment, parent, reason);
    }

    /** What follows from a look at it, when it is due, when its parent ended or when the configuration changed. */
    public Step lookedAt(Verdict verdict) {
        if (verdict instanceof Verdict.Suppressed still) {
            Held kept = new Held(
                    subject,
                    event,
                    title,
                    events,
                    since,
                    lastAt,
                    lastSequence,
                    still.nextChange().orElse(null),
                    still.parent().orElse(null),
                    still.reason());
            return new Step.Stay(kept, still.reason());
        }
        String what = subject.moment() ? " when it happened: " : " and is still active: ";
        return new Step.Act(event, events, "was suppressed since " + since + what + verdict.reason());
    }

    /**
     * The subject was resolved at its source. A resolve that happened before the latest event changes nothing.
     *
     * @param at when that happened, as far as its source is believed
     */
    public Step resolved(SecurityEvent resolve, Instant at) {
        return isNewerThan(at, resolve.sequence())
                ? new Step.Stay(this, "its subject was raised again later")
                : new Step.Vanish(
                        events, "was resolved while it was suppressed (" + events + " events since " + since + ")");
    }

    /** Whether an event of that time and sequence happened before the latest that is known. Ties count as later. */
    public boolean isNewerThan(Instant occurredAt, @Nullable Long sequence) {
        return sequence != null && lastSequence != null ? lastSequence > sequence : lastAt.isAfter(occurredAt);
    }
}
