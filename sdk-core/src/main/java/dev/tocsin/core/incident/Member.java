package dev.tocsin.core.incident;

import dev.tocsin.core.event.Fingerprint;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.event.Severity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One subject in an incident, with what its events said last. Immutable; {@link #change()} begins a changed copy.
 *
 * @param fingerprint the subject
 * @param incidentId the incident it belongs to
 * @param state what is known of it
 * @param severity its last severity
 * @param title its last title
 * @param asset the affected asset, or null
 * @param count how many events raised it in this incident
 * @param firstAt when it was first raised in this incident, by the source's clock
 * @param lastAt when its latest event happened, by the source's clock
 * @param lastSequence the sequence of its latest event, or null if the source gives none
 * @param acknowledged whether somebody acknowledged it at the source
 * @param told whether a note or the ticket's first text spoke of it
 * @param changed whether something happened since that a note should tell
 * @param payload a hash over what its latest event says, by which a change is noticed
 * @param quietUntil until when it opens nothing if it comes back unchanged, or null
 * @param traits what stays the same of it
 */
public record Member(
        Fingerprint fingerprint,
        long incidentId,
        MemberState state,
        Severity severity,
        String title,
        @Nullable String asset,
        long count,
        Instant firstAt,
        Instant lastAt,
        @Nullable Long lastSequence,
        boolean acknowledged,
        boolean told,
        boolean changed,
        long payload,
        @Nullable Instant quietUntil,
        Traits traits) {

    /**
     * The subject of an event as a member that the event begins: raised once, and not told yet.
     *
     * @param companyId the local company
     * @param at when the event happened, as far as its source is believed
     */
    public static Member begun(
            Fingerprint fingerprint, long incidentId, String companyId, SecurityEvent event, Instant at) {
        return new Member(
                fingerprint,
                incidentId,
                event.moment() ? MemberState.MOMENT : MemberState.ACTIVE,
                event.severity(),
                event.title(),
                event.asset().orElse(null),
                1,
                at,
                at,
                event.sequence(),
                false,
                false,
                true,
                event.payloadHash(),
                null,
                Traits.of(event, companyId));
    }

    /** Whether an event of that time and sequence happened before the latest that is known. Ties count as later. */
    public boolean isNewerThan(Instant occurredAt, @Nullable Long sequence) {
        if (sequence != null && lastSequence != null) {
            return lastSequence > sequence;
        }
        return lastAt.isAfter(occurredAt);
    }

    /** Whether an event at a moment is one that a person's "won't fix" keeps quiet: nothing changed since. */
    public boolean isQuietAbout(SecurityEvent event, Instant now) {
        return quietUntil != null
                && quietUntil.isAfter(now)
                && event.severity() == severity
                && event.payloadHash() == payload;
    }

    /** A copy to be changed. */
    public Change change() {
        return new Change(this);
    }

    /** A copy of a member that is being changed. Not thread-safe. */
    public static final class Change {
        private final Member from;
        private long incidentId;
        private MemberState state;
        private Severity severity;
        private String title;
        private long count;
        private Instant firstAt;
        private Instant lastAt;
        private @Nullable Long lastSequence;
        private boolean acknowledged;
        private boolean told;
        private boolean changed;
        private long payload;
        private @Nullable Instant quietUntil;

        private Change(Member from) {
            this.from = from;
            incidentId = from.incidentId;
            state = from.state;
            severity = from.severity;
            title = from.title;
            count = from.count;
            firstAt = from.firstAt;
            lastAt = from.lastAt;
            lastSequence = from.lastSequence;
            acknowledged = from.acknowledged;
            told = from.told;
            changed = from.changed;
            payload = from.payload;
            quietUntil = from.quietUntil;
        }

        /** The incident it belongs to. */
        public Change incidentId(long value) {
            incidentId = value;
            return this;
        }

        /** What is known of it. */
        public Change state(MemberState value) {
            state = value;
            return this;
        }

        /** Its last severity. */
        public Change severity(Severity value) {
            severity = value;
            return this;
        }

        /** Its last title. */
        public Change title(String value) {
            title = value;
            return this;
        }

        /** How many events raised it in this incident. */
        public Change count(long value) {
            count = value;
            return this;
        }

        /** When it was first raised in this incident, by the source's clock. */
        public Change firstAt(Instant value) {
            firstAt = value;
            return this;
        }

        /** When its latest event happened, by the source's clock, and the sequence of that event, or null. */
        public Change last(Instant at, @Nullable Long sequence) {
            lastAt = at;
            lastSequence = sequence;
            return this;
        }

        /** Whether somebody acknowledged it at the source. */
        public Change acknowledged(boolean value) {
            acknowledged = value;
            return this;
        }

        /** Whether a note or the ticket's first text spoke of it. */
        public Change told(boolean value) {
            told = value;
            return this;
        }

        /** Whether something happened since that a note should tell. */
        public Change changed(boolean value) {
            changed = value;
            return this;
        }

        /** The hash over what its latest event says. */
        public Change payload(long value) {
            payload = value;
            return this;
        }

        /** Until when it opens nothing if it comes back unchanged, or null. */
        public Change quietUntil(@Nullable Instant value) {
            quietUntil = value;
            return this;
        }

        /** The changed member. */
        public Member done() {
            return new Member(
                    from.fingerprint,
                    incidentId,
                    state,
                    severity,
                    title,
                    from.asset,
                    count,
                    firstAt,
                    lastAt,
                    lastSequence,
                    acknowledged,
                    told,
                    changed,
                    payload,
                    quietUntil,
                    from.traits);
        }
    }
}
