package dev.tocsin.core.store;

import dev.tocsin.core.base.MspId;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far one feed of one connection was read: a log of events, or the changes of a directory.
 *
 * @param msp the MSP
 * @param connectionId the connection, 1 to 100 characters
 * @param feed the feed among those of the connection, such as {@code sign-ins}, 1 to 100 characters
 * @param cursor where the next reading goes on, in the feed's own words; null to start at the beginning
 * @param state whether it is read
 * @param message why it is off or fails; null while it is read
 * @param failures how many readings failed in a row
 * @param triedAt when it was last tried; null if it never was
 * @param succeededAt when it was last read to its end; null if it never was
 * @param dueAt not before this is it read again, as the far side asked; null for at any time
 * @param owner who reads it now, or null if nobody does
 * @param leaseUntil until when the owner has it, or null if nobody does
 * @param version counts the changes of this row, for {@link FeedStore#save}
 */
public record StoredFeed(
        MspId msp,
        String connectionId,
        String feed,
        @Nullable String cursor,
        State state,
        @Nullable String message,
        int failures,
        @Nullable Instant triedAt,
        @Nullable Instant succeededAt,
        @Nullable Instant dueAt,
        @Nullable String owner,
        @Nullable Instant leaseUntil,
        long version) {
    /** Whether a feed is read. */
    public enum State {
        /** It is read. */
        ACTIVE,
        /** The far side does not offer it, as without a licence; that is no fault. It is asked for now and then. */
        OFF,
        /** The last reading failed. */
        FAILING
    }

    /** A feed that was never read. */
    public static StoredFeed never(MspId msp, String connectionId, String feed) {
        return new StoredFeed(msp, connectionId, feed, null, State.ACTIVE, null, 0, null, null, null, null, null, 0);
    }

    /**
     * Whether another state of the row is this very one. Versions alone do not tell: they begin anew when the connection is
     * forgotten and comes back.
     */
    public boolean isSameClaim(StoredFeed other) {
        return version == other.version && Objects.equals(owner, other.owner);
    }

    /** This state with another version. */
    public StoredFeed withVersion(long another) {
        return new StoredFeed(
                msp,
                connectionId,
                feed,
                cursor,
                state,
                message,
                failures,
                triedAt,
                succeededAt,
                dueAt,
                owner,
                leaseUntil,
                another);
    }

    /** This state, to be read again at any time. */
    public StoredFeed rested() {
        return new StoredFeed(
                msp,
                connectionId,
                feed,
                cursor,
                state,
                message,
                failures,
                triedAt,
                succeededAt,
                null,
                owner,
                leaseUntil,
                version);
    }

    /** Whether somebody has it at a moment. */
    public boolean leased(Instant now) {
        return leaseUntil != null && now.isBefore(leaseUntil);
    }
}
