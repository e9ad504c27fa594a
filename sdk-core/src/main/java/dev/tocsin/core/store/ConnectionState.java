package dev.tocsin.core.store;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.psa.ReferenceMethod;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one PSA connection.
 *
 * @param msp the MSP
 * @param connectionId the connection
 * @param proven the way of carrying references that was proven, or null if none is
 * @param provenAt when it was proven, or when the last way was found not to work, or null; after a time it is tried anew
 * @param rejected how many of the PSA's ways, best first, were tried and did not work
 * @param probeIntent the create that is the probe now, or null
 * @param pausedUntil until when nothing is sent, or null
 * @param pausedReason why nothing is sent, for people, or null
 * @param polledUntil up to when changes were read, or null if they never were
 * @param nextPollAt when changes are to be read next, or null if at once
 * @param topPriority the PSA's first priority, or null if it is not known yet
 * @param psaVersion the PSA's version when it was last asked, or null; another one makes the proof worthless
 * @param version grows with each change
 */
public record ConnectionState(
        MspId msp,
        String connectionId,
        @Nullable ReferenceMethod proven,
        @Nullable Instant provenAt,
        int rejected,
        @Nullable Long probeIntent,
        @Nullable Instant pausedUntil,
        @Nullable String pausedReason,
        @Nullable Instant polledUntil,
        @Nullable Instant nextPollAt,
        @Nullable String topPriority,
        @Nullable String psaVersion,
        long version) {

    /** A connection of which nothing is known. */
    public static ConnectionState unknown(MspId msp, String connectionId) {
        return new ConnectionState(msp, connectionId, null, null, 0, null, null, null, null, null, null, null, 0);
    }

    /** The connection with the create that is the probe, or null for none. */
    public ConnectionState probedBy(@Nullable Long intentId) {
        return new ConnectionState(
                msp,
                connectionId,
                proven,
                provenAt,
                rejected,
                intentId,
                pausedUntil,
                pausedReason,
                polledUntil,
                nextPollAt,
                topPriority,
                psaVersion,
                version);
    }

    /** The connection with a proven way of carrying references. */
    public ConnectionState proven(ReferenceMethod method, Instant at) {
        return new ConnectionState(
                msp,
                connectionId,
                method,
                at,
                rejected,
                null,
                pausedUntil,
                pausedReason,
                polledUntil,
                nextPollAt,
                topPriority,
                psaVersion,
                version);
    }

    /** The connection with nothing proven and no probe, the first so many ways found at that moment not to work. */
    public ConnectionState rejected(int ways, Instant at) {
        return new ConnectionState(
                msp,
                connectionId,
                null,
                at,
                ways,
                null,
                pausedUntil,
                pausedReason,
                polledUntil,
                nextPollAt,
                topPriority,
                psaVersion,
                version);
    }

    /** The connection with nothing proven, no probe, and the first so many ways found not to work. */
    public ConnectionState unproven(int rejectedWays) {
        return new ConnectionState(
                msp,
                connectionId,
                null,
                null,
                rejectedWays,
                null,
                pausedUntil,
                pausedReason,
                polledUntil,
                nextPollAt,
                topPriority,
                psaVersion,
                version);
    }

    /** The connection with nothing to be sent until a moment, or null to go on. */
    public ConnectionState paused(@Nullable Instant until, @Nullable String reason) {
        return new ConnectionState(
                msp,
                connectionId,
                proven,
                provenAt,
                rejected,
                probeIntent,
                until,
                reason,
                polledUntil,
                nextPollAt,
                topPriority,
                psaVersion,
                version);
    }

    /** The connection with the times of its polls. */
    public ConnectionState polled(@Nullable Instant until, @Nullable Instant next) {
        return new ConnectionState(
                msp,
                connectionId,
                proven,
                provenAt,
                rejected,
                probeIntent,
                pausedUntil,
                pausedReason,
                until,
                next,
                topPriority,
                psaVersion,
                version);
    }

    /**
     * The connection with what its PSA says of itself. If the version is not the one that was known, nothing is proven any
     * more, since the new one may treat references otherwise.
     */
    public ConnectionState facts(String firstPriority, String newVersion) {
        boolean same = psaVersion == null || psaVersion.equals(newVersion);
        return new ConnectionState(
                msp,
                connectionId,
                same ? proven : null,
                same ? provenAt : null,
                same ? rejected : 0,
                same ? probeIntent : null,
                pausedUntil,
                pausedReason,
                polledUntil,
                nextPollAt,
                firstPriority,
                newVersion,
                version);
    }
}
