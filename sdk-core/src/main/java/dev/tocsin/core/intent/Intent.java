package dev.tocsin.core.intent;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.psa.ReferenceMethod;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One write to the outside and how far it has got. Immutable; {@link #change()} begins a changed copy.
 *
 * @param id the store's number of it; intents of one incident are carried out in this order, one at a time
 * @param msp the MSP
 * @param connectionId the PSA connection
 * @param incidentId the incident that it is for
 * @param body what is to be written
 * @param state how far it has got
 * @param plannedAt when it was planned
 * @param dueAt when it is to be taken up next, or null if it is not; a done create may be due for a search for twins
 * @param owner the worker that holds it, or null
 * @param leaseUntil until when the owner holds it, or null; afterwards another may take it up
 * @param token grows with each claim; a worker whose token is not the latest changes nothing
 * @param attempts how often its request was sent
 * @param sentAt when its request was last sent, or null
 * @param lookups how many look-ups were made since its outcome became unknown, or since it was done for twins
 * @param everUnknown whether its outcome was ever unknown
 * @param carriedBy how its reference travels, or null if that is not decided or it has none
 * @param resultId the PSA's id of what it made, or null
 * @param lastError what went wrong last, for people, or null
 * @param endedAt when it ceased to be open, or null
 */
public record Intent(
        long id,
        MspId msp,
        String connectionId,
        long incidentId,
        IntentBody body,
        IntentState state,
        Instant plannedAt,
        @Nullable Instant dueAt,
        @Nullable String owner,
        @Nullable Instant leaseUntil,
        long token,
        int attempts,
        @Nullable Instant sentAt,
        int lookups,
        boolean everUnknown,
        @Nullable ReferenceMethod carriedBy,
        @Nullable String resultId,
        @Nullable String lastError,
        @Nullable Instant endedAt) {

    /** A new intent, due at once unless an earlier one of its incident is still open. */
    public static Intent planned(
            long id, MspId msp, String connectionId, long incidentId, IntentBody body, boolean behind, Instant now) {
        return new Intent(
                id,
                msp,
                connectionId,
                incidentId,
                body,
                behind ? IntentState.WAITING : IntentState.PLANNED,
                now,
                behind ? null : now,
                null,
                null,
                0,
                0,
                null,
                0,
                false,
                null,
                null,
                null,
                null);
    }

    /** A copy to be changed. */
    public Change change() {
        return new Change(this);
    }

    /** A copy of an intent that is being changed. Not thread-safe. */
    public static final class Change {
        private final Intent from;
        private IntentState state;
        private @Nullable Instant dueAt;
        private @Nullable String owner;
        private @Nullable Instant leaseUntil;
        private long token;
        private int attempts;
        private @Nullable Instant sentAt;
        private int lookups;
        private boolean everUnknown;
        private @Nullable ReferenceMethod carriedBy;
        private @Nullable String resultId;
        private @Nullable String lastError;
        private @Nullable Instant endedAt;

        private Change(Intent from) {
            this.from = from;
            state = from.state;
            dueAt = from.dueAt;
            owner = from.owner;
            leaseUntil = from.leaseUntil;
            token = from.token;
            attempts = from.attempts;
            sentAt = from.sentAt;
            lookups = from.lookups;
            everUnknown = from.everUnknown;
            carriedBy = from.carriedBy;
            resultId = from.resultId;
            lastError = from.lastError;
            endedAt = from.endedAt;
        }

        /** Still open, in the given state, due again at a moment. Releases the lease. */
        public Change open(IntentState value, @Nullable Instant due) {
            state = value;
            dueAt = due;
            owner = null;
            leaseUntil = null;
            return this;
        }

        /** No longer open. Releases the lease. */
        public Change ended(IntentState value, Instant now) {
            state = value;
            dueAt = null;
            owner = null;
            leaseUntil = null;
            endedAt = now;
            return this;
        }

        /** Due again, whatever the state. Releases the lease. */
        public Change dueAt(@Nullable Instant due) {
            dueAt = due;
            owner = null;
            leaseUntil = null;
            return this;
        }

        /** Held by a worker until a moment, under a new token. */
        public Change claimed(String worker, Instant until) {
            owner = worker;
            leaseUntil = until;
            token = from.token + 1;
            return this;
        }

        /** About to be sent: one more attempt. */
        public Change sending(Instant now) {
            state = IntentState.SENT;
            attempts = from.attempts + 1;
            sentAt = now;
            lookups = 0;
            return this;
        }

        /** The attempt does not count, since it was given up before a request was made. */
        public Change attemptNotCounted() {
            attempts = Math.max(0, from.attempts - 1);
            return this;
        }

        /** How many look-ups were made. */
        public Change lookups(int value) {
            lookups = value;
            return this;
        }

        /** Its outcome was unknown at least once. */
        public Change wasUnknown() {
            everUnknown = true;
            return this;
        }

        /** How the reference travels. */
        public Change carriedBy(@Nullable ReferenceMethod value) {
            carriedBy = value;
            return this;
        }

        /** What it made. */
        public Change resultId(@Nullable String value) {
            resultId = value;
            return this;
        }

        /** What went wrong last. */
        public Change lastError(@Nullable String value) {
            lastError = value;
            return this;
        }

        /** The changed intent. */
        public Intent done() {
            return new Intent(
                    from.id,
                    from.msp,
                    from.connectionId,
                    from.incidentId,
                    from.body,
                    state,
                    from.plannedAt,
                    dueAt,
                    owner,
                    leaseUntil,
                    token,
                    attempts,
                    sentAt,
                    lookups,
                    everUnknown,
                    carriedBy,
                    resultId,
                    lastError,
                    endedAt);
        }
    }
}
