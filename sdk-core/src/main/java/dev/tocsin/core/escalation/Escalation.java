package dev.tocsin.core.escalation;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How people are told of one incident. Immutable; {@link #change()} begins a changed copy.
 *
 * @param incidentId the incident, whose only one it is
 * @param msp the MSP
 * @param code the short code by which people name the incident in messages, such as {@code 7Q}; null until somebody is told. No two
 *     escalations of an MSP that are not over have the same
 * @param phase how far it has got
 * @param epoch grows when people are to be told anew: the severity rose, the ticket was reopened, an acknowledgement lapsed
 * @param policyId the policy by which people are told, or null if no route takes the incident
 * @param step the number of the next step, counted on through the repeats
 * @param dueAt when it must be looked at next, or null if only a change of the incident moves it
 * @param acknowledgement who took the incident up in this epoch, or null if nobody did
 * @param unwritten the acknowledgements of all epochs whose note, owner and status are yet to be planned for the ticket, those made
 *     first in front: empty unless there was no ticket when they were made
 * @param closingWish who wants it closed once its ticket is there, or null
 * @param seen what was known of the incident when it was looked at last, or null before the first look
 * @param beganAt when it began
 * @param stepAt when the last step was reached, or null if none was in this epoch
 * @param endedAt when its incident was over, or null
 * @param reason why it is in its phase, for people
 * @param version grows with each change; the store refuses a change of an older version. 0 if it is new
 */
public record Escalation(
        long incidentId,
        MspId msp,
        @Nullable String code,
        EscalationPhase phase,
        int epoch,
        @Nullable String policyId,
        int step,
        @Nullable Instant dueAt,
        @Nullable Acknowledgement acknowledgement,
        List<Acknowledgement> unwritten,
        @Nullable ClosingWish closingWish,
        @Nullable Seen seen,
        Instant beganAt,
        @Nullable Instant stepAt,
        @Nullable Instant endedAt,
        String reason,
        long version) {
    /** Keeps a copy of the list. */
    public Escalation {
        unwritten = List.copyOf(unwritten);
    }

    /**
     * What of an incident moves its escalation.
     *
     * @param state its state
     * @param rises how often its severity rose
     * @param reopens how often its ticket was reopened
     */
    public record Seen(IncidentState state, int rises, int reopens) {
        /** Of an incident as it is. */
        public static Seen of(Incident incident) {
            return new Seen(
                    incident.state(), incident.facts().epoch(), incident.facts().reopens());
        }
    }

    /** The escalation of an incident that nobody has looked at yet, due at once. */
    public static Escalation begun(Incident incident, Instant now) {
        return new Escalation(
                incident.id(),
                incident.msp(),
                null,
                EscalationPhase.TELLING,
                0,
                null,
                0,
                now,
                null,
                List.of(),
                null,
                null,
                now,
                null,
                null,
                "",
                0);
    }

    /** The same in another version; for stores. */
    public Escalation withVersion(long value) {
        return new Escalation(
                incidentId,
                msp,
                code,
                phase,
                epoch,
                policyId,
                step,
                dueAt,
                acknowledgement,
                unwritten,
                closingWish,
                seen,
                beganAt,
                stepAt,
                endedAt,
                reason,
                value);
    }

    /** A copy to be changed. */
    public Change change() {
        return new Change(this);
    }

    /** A copy of an escalation that is being changed. Not thread-safe. */
    public static final class Change {
        private final Escalation from;
        private @Nullable String code;
        private EscalationPhase phase;
        private int epoch;
        private @Nullable String policyId;
        private int step;
        private @Nullable Instant dueAt;
        private @Nullable Acknowledgement acknowledgement;
        private List<Acknowledgement> unwritten;
        private @Nullable ClosingWish closingWish;
        private @Nullable Seen seen;
        private @Nullable Instant stepAt;
        private @Nullable Instant endedAt;
        private String reason;

        private Change(Escalation from) {
            this.from = from;
            code = from.code;
            phase = from.phase;
            epoch = from.epoch;
            policyId = from.policyId;
            step = from.step;
            dueAt = from.dueAt;
            acknowledgement = from.acknowledgement;
            unwritten = from.unwritten;
            closingWish = from.closingWish;
            seen = from.seen;
            stepAt = from.stepAt;
            endedAt = from.endedAt;
            reason = from.reason;
        }

        /** The short code. */
        public Change code(@Nullable String value) {
            code = value;
            return this;
        }

        /** The phase and why. */
        public Change phase(EscalationPhase value, String why) {
            phase = value;
            reason = why;
            return this;
        }

        /** A new epoch, whose steps begin at the first and which nobody has acknowledged. */
        public Change nextEpoch() {
            epoch = from.epoch + 1;
            step = 0;
            stepAt = null;
            acknowledgement = null;
            return this;
        }

        /** The policy, or null for none. */
        public Change policyId(@Nullable String value) {
            policyId = value;
            return this;
        }

        /** The next step, and when the one before it was reached. */
        public Change step(int next, @Nullable Instant reached) {
            step = next;
            stepAt = reached;
            return this;
        }

        /** When it is due, or null. */
        public Change dueAt(@Nullable Instant value) {
            dueAt = value;
            return this;
        }

        /** Who took it up, or null for nobody. */
        public Change acknowledgement(@Nullable Acknowledgement value) {
            acknowledgement = value;
            return this;
        }

        /** What is yet to be planned for the ticket. */
        public Change unwritten(List<Acknowledgement> value) {
            unwritten = value;
            return this;
        }

        /** Who wants it closed, or null for nobody. */
        public Change closingWish(@Nullable ClosingWish value) {
            closingWish = value;
            return this;
        }

        /** What is known of the incident. */
        public Change seen(@Nullable Seen value) {
            seen = value;
            return this;
        }

        /** When it was over. */
        public Change endedAt(@Nullable Instant value) {
            endedAt = value;
            return this;
        }

        /** The changed escalation, of the same version; the store counts it up when it saves. */
        public Escalation done() {
            return new Escalation(
                    from.incidentId,
                    from.msp,
                    code,
                    phase,
                    epoch,
                    policyId,
                    step,
                    dueAt,
                    acknowledgement,
                    unwritten,
                    closingWish,
                    seen,
                    from.beganAt,
                    stepAt,
                    endedAt,
                    reason,
                    from.version);
        }
    }
}
