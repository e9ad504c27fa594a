package dev.tocsin.core.directory;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.store.Store;
import dev.tocsin.core.store.StoreSession;
import dev.tocsin.core.store.StoredFeed;
import dev.tocsin.core.sync.MassChangeLimit;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the directories of customers. Thread-safe; of several readings of one directory at once, also in other processes, one goes on. */
public final class DirectorySync {
    /** The feed of a connection that stands for its users. */
    public static final String FEED = "users";
    /** How long one page may take before somebody else may go on. Correctness does not rest on it: each page compares and sets. */
    static final Duration LEASE = Duration.ofMinutes(5);

    private final MspId msp;
    private final Store store;
    private final Clock clock;

    /** A reader of an MSP. */
    public DirectorySync(MspId msp, Store store, Clock clock) {
        this.msp = msp;
        this.store = store;
        this.clock = clock;
    }

    /**
     * Reads what changed in a directory, or all of it the first time, and keeps it.
     *
     * @param limit how many users may be gone since a reading of all did not tell them, before it fails instead
     * @param stopped asked before each page; true ends the reading there
     * @param progress told after each page that is durable
     * @throws ConfigurationException if the connection's users are another customer's
     * @throws dev.tocsin.core.store.StoreException if the store cannot keep them; what was kept before stays
     */
    public DirectorySyncReport run(
            DirectoryLink link, MassChangeLimit limit, BooleanSupplier stopped, Consumer<DirectoryProgress> progress) {
        Instant startedAt = clock.instant();
        Optional<StoredFeed> claimed = claim(link.connectionId(), link.companyId());
        if (claimed.isEmpty()) {
            return new DirectorySyncReport(
                    link.connectionId(),
                    link.companyId(),
                    startedAt,
                    clock.instant(),
                    DirectorySyncReport.Ending.BUSY,
                    "another reading has the directory" + until(link.connectionId()),
                    false,
                    DirectoryProgress.start(link.connectionId()),
                    List.of());
        }
        return new DirectoryRun(msp, store, clock, link, claimed.get(), limit, stopped, progress).run(startedAt);
    }

    /** A lease that ends later than any can was made by a clock that was ahead; the allowance is for clocks that differ a little. */
    private static boolean isLeased(StoredFeed feed, Instant now) {
        Instant until = feed.leaseUntil();
        return feed.leased(now) && until != null && !until.isAfter(now.plus(LEASE.multipliedBy(2)));
    }

    private String until(String connectionId) {
        Instant until = store.read(session -> session.feeds()
                .get(msp, connectionId, FEED)
                .map(StoredFeed::leaseUntil)
                .orElse(null));
        return until == null
                ? ""
                : ", or one that was killed had it; it is free at " + until.truncatedTo(ChronoUnit.SECONDS)
                        + " unless it goes on";
    }

    /**
     * Whether a claim still holds. Versions alone do not tell: they begin anew when a connection was disconnected, and it may be
     * another customer's since.
     *
     * @param claim the feed as its owner last kept it
     */
    public static boolean isClaimed(StoreSession session, StoredFeed claim) {
        return session.feeds()
                .get(claim.msp(), claim.connectionId(), claim.feed())
                .filter(claim::isSameClaim)
                .isPresent();
    }

    /**
     * Takes a directory for one reading.
     *
     * @param companyId whose users the connection must have, or null if that does not matter
     * @return the feed with the claim; empty if somebody else has it
     */
    public Optional<StoredFeed> claim(String connectionId, @Nullable String companyId) {
        String owner = UUID.randomUUID().toString();
        return store.write(session -> {
            Instant now = clock.instant();
            StoredFeed feed = session.feeds()
                    .get(msp, connectionId, FEED)
                    .orElseGet(() -> StoredFeed.never(msp, connectionId, FEED));
            if (isLeased(feed, now)) {
                return Optional.empty();
            }
            session.companyUsers().page(msp, connectionId, null, 1).stream()
                    .filter(user -> companyId != null && !user.companyId().equals(companyId))
                    .findFirst()
                    .ifPresent(user -> {
                        throw new ConfigurationException(
                                "link.companyId",
                                "connection '" + connectionId + "' has the users of company '" + user.companyId()
                                        + "', not of '" + companyId
                                        + "'; legal is that company, or to disconnect the connection first");
                    });
            return session.feeds().save(FeedSteps.claimed(feed, owner, now.plus(LEASE), now));
        });
    }
}
