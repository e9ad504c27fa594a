package dev.tocsin.core.incident;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.event.EventCategory;
import dev.tocsin.core.event.GroupBy;
import dev.tocsin.core.event.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A group of events and the ticket that stands for it. Immutable; {@link #change()} begins a changed copy.
 *
 * @param id the store's number of it
 * @param msp the MSP
 * @param companyId the local company
 * @param ruleId the integration rule
 * @param ruleRevision the revision of the rule that its ticket was made with; it stays when the rule is edited
 * @param connectionId the PSA connection
 * @param groupKey the group
 * @param category the category of its events
 * @param groupBy what they have in common
 * @param dimensions the values that they share, for people; empty for COMPANY
 * @param moments whether its events are moments, never active
 * @param state where it is on its way
 * @param severity the highest severity of its members so far
 * @param members how many subjects it has
 * @param active how many of them are active
 * @param openedAt when its first event came
 * @param waitUntil the end of the group wait, the hold or the quiet time, or null if nothing of that kind runs
 * @param noteDueAt when a note about what changed is due, or null if nothing changed
 * @param lastNoteAt when the last note, or the ticket's first text, was planned, or null if none was
 * @param ticketId the PSA's id of the ticket, or null if there is none yet
 * @param previousTicketId the ticket that the group had before, or null
 * @param facts what else is known of its ticket
 * @param place what storm protection keeps of it
 * @param reason why it is in its state, for people; may be empty
 * @param endedAt when it ceased to be live, or null
 * @param version grows with each change; the store refuses a change of an older version
 */
public record Incident(
        long id,
        MspId msp,
        String companyId,
        String ruleId,
        int ruleRevision,
        String connectionId,
        GroupKey groupKey,
        EventCategory category,
        GroupBy groupBy,
        List<String> dimensions,
        boolean moments,
        IncidentState state,
        Severity severity,
        int members,
        int active,
        Instant openedAt,
        @Nullable Instant waitUntil,
        @Nullable Instant noteDueAt,
        @Nullable Instant lastNoteAt,
        @Nullable String ticketId,
        @Nullable String previousTicketId,
        TicketFacts facts,
        StormPlace place,
        String reason,
        @Nullable Instant endedAt,
        long version) {
    /** Copies the dimensions. */
    public Incident {
        dimensions = List.copyOf(dimensions);
    }

    /** When it must be looked at next, if nothing happens before; empty if only an event or an outcome moves it. */
    public Optional<Instant> dueAt() {
        return switch (state) {
            case PENDING, RESOLVING, REOPENING, ABSORBED, QUARANTINED, FROZEN, SUSPENDED, CLOSED_HUMAN, DELETED ->
                Optional.ofNullable(waitUntil);
            case OPEN ->
                Optional.ofNullable(
                        waitUntil == null || (noteDueAt != null && noteDueAt.isBefore(waitUntil))
                                ? noteDueAt
                                : waitUntil);
            default -> Optional.empty();
        };
    }

    /** Whether it waits in the fair queue for its turn to get a ticket. */
    public boolean queued() {
        return state == IncidentState.PENDING && place.queuedAt() != null;
    }

    /** Whether it takes one of the places below the ceiling: its own ticket is open, being created or waits its turn. */
    public boolean takesPlace() {
        boolean ticket = switch (state) {
            case OPENING, UNKNOWN, OPEN, RESOLVING, CLOSING, REOPENING -> true;
            case FROZEN, SUSPENDED -> ticketId != null;
            case PENDING -> queued();
            default -> false;
        };
        return ticket && !place.storm() && facts.link() != TicketFacts.Link.SHARED;
    }

    /** Whether there is something that its ticket stands for: an active member, or moments, which never end. */
    public boolean stands() {
        return moments || active > 0;
    }

    /** The incident with its wait and its note due now, but for what storm protection lets wait; empty if none is left. */
    public Optional<Incident> withoutWaits(Instant now) {
        Instant notesFrom = place.notesFrom();
        boolean waits = waitUntil != null && !queued();
        boolean tells = noteDueAt != null && (notesFrom == null || !notesFrom.isAfter(now));
        return waits || tells
                ? Optional.of(change().waitUntil(waits ? now : waitUntil)
                        .noteDueAt(tells ? now : noteDueAt)
                        .done())
                : Optional.empty();
    }

    /** A copy to be changed. */
    public Change change() {
        return new Change(this);
    }

    /** A copy of an incident that is being changed. Not thread-safe. */
    public static final class Change {
        private final Incident from;
        private int ruleRevision;
        private IncidentState state;
        private Severity severity;
        private int members;
        private int active;
        private @Nullable Instant waitUntil;
        private @Nullable Instant noteDueAt;
        private @Nullable Instant lastNoteAt;
        private @Nullable String ticketId;
        private @Nullable String previousTicketId;
        private TicketFacts facts;
        private StormPlace place;
        private String reason;
        private @Nullable Instant endedAt;

        private Change(Incident from) {
            this.from = from;
            ruleRevision = from.ruleRevision;
            state = from.state;
            severity = from.severity;
            members = from.members;
            active = from.active;
            waitUntil = from.waitUntil;
            noteDueAt = from.noteDueAt;
            lastNoteAt = from.lastNoteAt;
            ticketId = from.ticketId;
            previousTicketId = from.previousTicketId;
            facts = from.facts;
            place = from.place;
            reason = from.reason;
            endedAt = from.endedAt;
        }

        /** The revision of the rule. */
        public Change ruleRevision(int value) {
            ruleRevision = value;
            return this;
        }

        /** The state and why. */
        public Change state(IncidentState value, String why) {
            state = value;
            reason = why;
            return this;
        }

        /** The highest severity. */
        public Change severity(Severity value) {
            severity = value;
            return this;
        }

        /** The number of subjects, and of active ones. */
        public Change members(int all, int activeOnes) {
            members = all;
            active = activeOnes;
            return this;
        }

        /** The end of a wait, or null. */
        public Change waitUntil(@Nullable Instant value) {
            waitUntil = value;
            return this;
        }

        /** When a note is due, or null. */
        public Change noteDueAt(@Nullable Instant value) {
            noteDueAt = value;
            return this;
        }

        /** When the last note was planned. */
        public Change lastNoteAt(@Nullable Instant value) {
            lastNoteAt = value;
            return this;
        }

        /** The ticket. */
        public Change ticketId(@Nullable String value) {
            ticketId = value;
            return this;
        }

        /** The ticket that the group had before. */
        public Change previousTicketId(@Nullable String value) {
            previousTicketId = value;
            return this;
        }

        /** What else is known of the ticket. */
        public Change facts(TicketFacts value) {
            facts = value;
            return this;
        }

        /** What storm protection keeps of it. */
        public Change place(StormPlace value) {
            place = value;
            return this;
        }

        /** When it ceased to be live. */
        public Change endedAt(@Nullable Instant value) {
            endedAt = value;
            return this;
        }

        /** The changed incident, of the same version; the store counts it up when it saves. */
        public Incident done() {
            return new Incident(
                    from.id,
                    from.msp,
                    from.companyId,
                    from.ruleId,
                    ruleRevision,
                    from.connectionId,
                    from.groupKey,
                    from.category,
                    from.groupBy,
                    from.dimensions,
                    from.moments,
                    state,
                    severity,
                    members,
                    active,
                    from.openedAt,
                    waitUntil,
                    noteDueAt,
                    lastNoteAt,
                    ticketId,
                    previousTicketId,
                    facts,
                    place,
                    reason,
                    endedAt,
                    from.version);
        }
    }
}
