package dev.tocsin.core.notify;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.people.PersonRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One message to one person by one channel and how far it has got. Immutable; {@link #change()} begins a changed copy.
 *
 * @param id the store's number of it
 * @param msp the MSP
 * @param key unique in the MSP, 1 to 200 characters of {@code [A-Za-z0-9/_.-]}; the same happening has the same key, so that it is
 *     told once
 * @param purpose what it is for
 * @param incidentId the incident, or null if it is about none
 * @param epoch the epoch of the incident's escalation; 0 if it is about none
 * @param step the step of the escalation; 0 if it is about none
 * @param fallback the place of its channel among those of the step, 0 for the first; those behind it are for when it does not reach
 * @param person the person
 * @param personName the person's name when it was planned
 * @param kind by what it goes
 * @param severity the severity of its incident when it was planned, or null if it answers or asks somebody, which comes before all else
 * @param address where it goes: frozen when it is sent, or given when it was planned because it answers a message from there; else null
 * @param words what it says: frozen when it is sent, or given when it was planned; else null
 * @param state how far it has got
 * @param plannedAt when it was planned
 * @param dueAt when it must be taken up next, or null
 * @param expiresAt when it is too late to send it; put off with its incident
 * @param owner the worker that holds it, or null
 * @param leaseUntil until when the owner holds it, or null; afterwards another may take it up
 * @param token grows with each claim; a worker whose token is not the latest changes nothing
 * @param attempts how often its request was tried
 * @param lookups how often the service was asked since its outcome became unknown or, once it took the message, how often in vain since
 *     it last answered
 * @param repeated whether it was sent again though its first request may have been executed
 * @param channelId the channel that it was sent by, or null
 * @param sentAt when its request was last sent, or null if none was: of one that certainly was not made nothing stays, and the one
 *     before it counts
 * @param earlierAt when the last request was sent of which nobody heard and after which it is sent again, or null: it may still be
 *     executed
 * @param notSentSince since when its requests are certainly not executed, or null if the last may have been or none was tried
 * @param providerId the service's id of it, or null
 * @param status what the service reported last, or null
 * @param proofId the entry of the ledger by which it was allowed, or null if it needs none
 * @param bundleId the notification that it goes or went out with, or null
 * @param reason why it is in its state, for people, or null
 * @param needless whether it was skipped because nobody needed it any more
 * @param endedAt when it ceased to be open, or null
 */
public record Notification(
        long id,
        MspId msp,
        String key,
        Purpose purpose,
        @Nullable Long incidentId,
        int epoch,
        int step,
        int fallback,
        PersonRef person,
        String personName,
        ChannelKind kind,
        @Nullable Severity severity,
        @Nullable String address,
        @Nullable Words words,
        NotificationState state,
        Instant plannedAt,
        @Nullable Instant dueAt,
        Instant expiresAt,
        @Nullable String owner,
        @Nullable Instant leaseUntil,
        long token,
        int attempts,
        int lookups,
        boolean repeated,
        @Nullable String channelId,
        @Nullable Instant sentAt,
        @Nullable Instant earlierAt,
        @Nullable Instant notSentSince,
        @Nullable String providerId,
        @Nullable DeliveryStatus status,
        @Nullable String proofId,
        @Nullable Long bundleId,
        @Nullable String reason,
        boolean needless,
        @Nullable Instant endedAt) {
    /** Refuses a person of another MSP. */
    public Notification {
        if (!person.msp().equals(msp)) {
            throw new IllegalArgumentException("notification.person: is of MSP '"
                    + person.msp().value() + "'; one of '" + msp.value() + "' is needed");
        }
    }

    /** A message about a step of an incident's escalation, due at once, its words written when it is sent. */
    public static Notification ofStep(
            long id,
            MspId msp,
            String key,
            Purpose purpose,
            long incidentId,
            int epoch,
            int step,
            int fallback,
            PersonRef person,
            String personName,
            ChannelKind kind,
            Severity severity,
            Instant now,
            Instant expiresAt) {
        return planned(
                id,
                msp,
                key,
                purpose,
                incidentId,
                epoch,
                step,
                fallback,
                person,
                personName,
                kind,
                severity,
                null,
                null,
                now,
                expiresAt);
    }

    /**
     * A message with words of its own, due at once.
     *
     * @param incidentId the incident, or null if it is about none
     * @param address where it goes, or null for where the person is reached when it is sent
     */
    public static Notification withWords(
            long id,
            MspId msp,
            String key,
            Purpose purpose,
            @Nullable Long incidentId,
            PersonRef person,
            String personName,
            ChannelKind kind,
            @Nullable String address,
            Words words,
            Instant now,
            Instant expiresAt) {
        return planned(
                id,
                msp,
                key,
                purpose,
                incidentId,
                0,
                0,
                0,
                person,
                personName,
                kind,
                null,
                address,
                words,
                now,
                expiresAt);
    }

    private static Notification planned(
            long id,
            MspId msp,
            String key,
            Purpose purpose,
            @Nullable Long incidentId,
            int epoch,
            int step,
            int fallback,
            PersonRef person,
            String personName,
            ChannelKind kind,
            @Nullable Severity severity,
            @Nullable String address,
            @Nullable Words words,
            Instant now,
            Instant expiresAt) {
        return new Notification(
                id,
                msp,
                key,
                purpose,
                incidentId,
                epoch,
                step,
                fallback,
                person,
                personName,
                kind,
                severity,
                address,
                words,
                NotificationState.PLANNED,
                now,
                now,
                expiresAt,
                null,
                null,
                0,
                0,
                0,
                false,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                false,
                null);
    }

    /**
     * When it may have told its person of its incident: when its request was last sent or, within a bundle or if its service
     * reported it nevertheless, when it ended. Null if it is neither an alert nor a reminder of an incident, or no request was made.
     */
    public @Nullable Instant toldAt() {
        if (incidentId == null || (purpose != Purpose.ALERT && purpose != Purpose.REMINDER)) {
            return null;
        }
        boolean reached = switch (state) {
            case SENT, DELIVERED, FAILED, BUNDLED -> true;
            case PLANNED, SENDING, UNKNOWN, REFUSED, SKIPPED -> false;
        };
        return sentAt == null && reached ? endedAt : sentAt;
    }

    /** A copy to be changed. */
    public Change change() {
        return new Change(this);
    }

    /** The notification with its address and words left out. */
    @Override
    public String toString() {
        return "Notification[" + id + " " + key + " " + purpose + " by " + kind + ", " + state + "]";
    }

    /** A copy of a notification that is being changed. Not thread-safe. */
    public static final class Change {
        private final Notification from;
        private @Nullable String address;
        private @Nullable Words words;
        private NotificationState state;
        private @Nullable Instant dueAt;
        private Instant expiresAt;
        private @Nullable String owner;
        private @Nullable Instant leaseUntil;
        private long token;
        private int attempts;
        private int lookups;
        private boolean repeated;
        private @Nullable String channelId;
        private @Nullable Instant sentAt;
        private @Nullable Instant earlierAt;
        private @Nullable Instant notSentSince;
        private @Nullable String providerId;
        private @Nullable DeliveryStatus status;
        private @Nullable String proofId;
        private @Nullable Long bundleId;
        private @Nullable String reason;
        private boolean needless;
        private @Nullable Instant endedAt;

        private Change(Notification from) {
            this.from = from;
            address = from.address;
            words = from.words;
            state = from.state;
            dueAt = from.dueAt;
            expiresAt = from.expiresAt;
            owner = from.owner;
            leaseUntil = from.leaseUntil;
            token = from.token;
            attempts = from.attempts;
            lookups = from.lookups;
            repeated = from.repeated;
            channelId = from.channelId;
            sentAt = from.sentAt;
            earlierAt = from.earlierAt;
            notSentSince = from.notSentSince;
            providerId = from.providerId;
            status = from.status;
            proofId = from.proofId;
            bundleId = from.bundleId;
            reason = from.reason;
            needless = from.needless;
            endedAt = from.endedAt;
        }

        /** Still open, in the given state, due again at a moment, or null. Releases the lease. */
        public Change open(NotificationState value, @Nullable Instant due) {
            state = value;
            dueAt = due;
            owner = null;
            leaseUntil = null;
            return this;
        }

        /** No longer open. Releases the lease. */
        public Change ended(NotificationState value, Instant now) {
            state = value;
            dueAt = null;
            owner = null;
            leaseUntil = null;
            endedAt = now;
            return this;
        }

        /** Not open any more, but to be looked at again at a moment, or at none with null. Releases the lease. */
        public Change lookAgain(@Nullable Instant due) {
            dueAt = due;
            owner = null;
            leaseUntil = null;
            return this;
        }

        /** Held by a worker until a moment, under a new token, and due again if the worker dies. */
        public Change claimed(String worker, Instant until) {
            owner = worker;
            leaseUntil = until;
            dueAt = until;
            token = from.token + 1;
            return this;
        }

        /** About to be sent by a channel to an address with these words: one more attempt. */
        public Change sending(String channel, String to, Words said, Instant now) {
            state = NotificationState.SENDING;
            channelId = channel;
            address = to;
            words = said;
            attempts = from.attempts + 1;
            lookups = 0;
            sentAt = now;
            return this;
        }

        /** Its last request was certainly not executed, and since when none was. */
        public Change notSent(Instant since) {
            notSentSince = since;
            sentAt = from.earlierAt;
            return this;
        }

        /** The requests that were not executed count no more: one may have been, or it waits for something else now. */
        public Change sendable() {
            notSentSince = null;
            return this;
        }

        /**
         * To be sent when it is due, as if it had not been taken up, since its request was not even tried. Of a message with words of
         * its own the attempt stays counted, because the ledger says what it was taken up for.
         */
        public Change untried(Instant due) {
            sentAt = from.earlierAt;
            boolean ofStep = from.purpose == Purpose.ALERT
                    || from.purpose == Purpose.REMINDER
                    || from.purpose == Purpose.AFFECTED_USER;
            attempts = ofStep ? from.attempts - 1 : from.attempts;
            if (attempts == 0) {
                address = null;
                words = null;
                channelId = null;
                proofId = null;
            }
            return open(NotificationState.PLANNED, due);
        }

        /** When it is too late to send it. */
        public Change expiresAt(Instant value) {
            expiresAt = value;
            return this;
        }

        /** Skipped because nobody needs it any more. */
        public Change needless() {
            needless = true;
            return this;
        }

        /** How often the service was asked. */
        public Change lookups(int value) {
            lookups = value;
            return this;
        }

        /**
         * To be sent again, though nobody heard of its last request.
         *
         * @param repeat whether that may have been executed already; else its service did not have it, and it may at most be late
         */
        public Change again(boolean repeat) {
            repeated = from.repeated || repeat;
            earlierAt = from.sentAt;
            return this;
        }

        /** The service's id of it. */
        public Change providerId(@Nullable String value) {
            providerId = value;
            return this;
        }

        /** What the service reported last. */
        public Change status(@Nullable DeliveryStatus value) {
            status = value;
            return this;
        }

        /** The entry of the ledger by which it is allowed. */
        public Change proofId(@Nullable String value) {
            proofId = value;
            return this;
        }

        /** The notification that it goes out with. */
        public Change bundleId(@Nullable Long value) {
            bundleId = value;
            return this;
        }

        /** Why. */
        public Change reason(@Nullable String value) {
            reason = value;
            return this;
        }

        /** The changed notification. */
        public Notification done() {
            return new Notification(
                    from.id,
                    from.msp,
                    from.key,
                    from.purpose,
                    from.incidentId,
                    from.epoch,
                    from.step,
                    from.fallback,
                    from.person,
                    from.personName,
                    from.kind,
                    from.severity,
                    address,
                    words,
                    state,
                    from.plannedAt,
                    dueAt,
                    expiresAt,
                    owner,
                    leaseUntil,
                    token,
                    attempts,
                    lookups,
                    repeated,
                    channelId,
                    sentAt,
                    earlierAt,
                    notSentSince,
                    providerId,
                    status,
                    proofId,
                    bundleId,
                    reason,
                    needless,
                    endedAt);
        }
    }
}
