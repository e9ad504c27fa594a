package dev.tocsin.core;

import dev.tocsin.core.base.Execution;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.base.TocsinException;
import dev.tocsin.core.consent.ConsentActor;
import dev.tocsin.core.directory.FeedSteps;
import dev.tocsin.core.people.AccountState;
import dev.tocsin.core.people.Directory;
import dev.tocsin.core.people.DirectoryDelta;
import dev.tocsin.core.people.DirectoryRef;
import dev.tocsin.core.people.DirectoryUser;
import dev.tocsin.core.people.ImportResult;
import dev.tocsin.core.people.PhoneBook;
import dev.tocsin.core.people.Technician;
import dev.tocsin.core.people.TechnicianChange;
import dev.tocsin.core.people.TechnicianImport;
import dev.tocsin.core.people.TechnicianRefresh;
import dev.tocsin.core.people.TechnicianStatus;
import dev.tocsin.core.store.Store;
import dev.tocsin.core.store.StoreSession;
import dev.tocsin.core.store.StoredFeed;
import dev.tocsin.core.store.TechnicianStore.Kept;
import dev.tocsin.core.sync.MassChangeGuard;
import dev.tocsin.core.sync.MassChangeLimit;
import java.time.Clock;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Brings imported technicians up to date with their directory. Thread-safe. */
final class TechnicianRefreshing {
    private static final String FEED = "technicians";
    /** How often a directory may begin anew within one reading before that is a fault. */
    private static final int MOST_RESETS = 3;
    /** From how many on it asks before most of them cease to get alerts. */
    private static final int SMALLEST_FLEET = 4;
    /** How many pages one reading may have before that is a fault. */
    private static final int MOST_PAGES = 100_000;

    private final MspId msp;
    private final Store store;
    private final TechnicianWrites writes;
    private final Clock clock;

    TechnicianRefreshing(MspId msp, Store store, TechnicianWrites writes, Clock clock) {
        this.msp = msp;
        this.store = store;
        this.writes = writes;
        this.clock = clock;
    }

    /**
     * What a directory told.
     *
     * @param users the last of each user
     * @param token where the next reading goes on
     * @param whole whether these are all users
     */
    private record Told(List<DirectoryUser> users, String token, boolean whole) {}

    TechnicianRefresh run(
            String connectionId, Directory directory, PhoneBook phones, MassChangeLimit limit, ConsentActor by) {
        TechnicianImport imports = new TechnicianImport(msp, connectionId, phones);
        return writes.retrying(() -> {
            StoredFeed feed = store.read(session -> feed(session, connectionId));
            Told told = told(directory, feed);
            return store.write(session -> {
                // The whole row: versions begin anew when a connection was disconnected.
                if (!feed(session, connectionId).equals(feed)) {
                    throw new TechnicianWrites.Conflict();
                }
                List<Kept> kept = session.technicians().all(msp);
                List<Technician> all = Technicians.technicians(kept);
                ImportResult result =
                        told.whole() ? imports.refreshAll(told.users(), all) : imports.refresh(told.users(), all);
                String question = question(connectionId, told, result, all, limit);
                if (question != null) {
                    return new TechnicianRefresh.Asks(result, question);
                }
                writes.apply(session, kept, result.changes(), by, "refreshed from " + connectionId);
                StoredFeed read = FeedSteps.succeeded(feed, told.token(), clock.instant());
                if (session.feeds().save(read).isEmpty()) {
                    throw new TechnicianWrites.Conflict();
                }
                return new TechnicianRefresh.Applied(result, told.whole());
            });
        });
    }

    private StoredFeed feed(StoreSession session, String connectionId) {
        return session.feeds().get(msp, connectionId, FEED).orElseGet(() -> StoredFeed.never(msp, connectionId, FEED));
    }

    private static @Nullable String question(
            String connectionId, Told told, ImportResult result, List<Technician> all, MassChangeLimit limit) {
        // Those who are gone already would only widen the limit for the others.
        long known = all.stream()
                .filter(technician -> isPresent(technician, connectionId))
                .count();
        if (told.whole() && told.users().isEmpty() && known > 0 && !limit.equals(MassChangeLimit.NONE)) {
            return "the directory told of no user at all, which is rather a missing permission; let it go on without a"
                    + " limit if that is meant";
        }
        long changes = result.changes().stream()
                .map(TechnicianChange::before)
                .filter(before -> before != null && isPresent(before, connectionId))
                .count();
        MassChangeGuard guard = new MassChangeGuard(limit, known, 0);
        return guard.allows(changes) ? lossOfMost(connectionId, result, all, limit) : guard.question();
    }

    /** The floor of a limit is more than a small MSP has, so that nearly all may cease to get alerts within it. */
    private static @Nullable String lossOfMost(
            String connectionId, ImportResult result, List<Technician> all, MassChangeLimit limit) {
        long active = all.stream()
                .filter(technician -> isPresent(technician, connectionId) && isActive(technician))
                .count();
        long lost = result.changes().stream()
                .filter(change -> change.before() != null
                        && isPresent(change.before(), connectionId)
                        && isActive(change.before())
                        && !isActive(change.after()))
                .count();
        boolean most = active >= SMALLEST_FLEET && lost * 2 > active && lost * 100 > limit.percent() * active;
        return most
                ? "the refresh would take the alerts from " + lost + " of " + active
                        + " technicians; look at what it would do, and let it go on with a higher percentage if that is"
                        + " meant"
                : null;
    }

    private static boolean isActive(Technician technician) {
        return technician.status() == TechnicianStatus.ACTIVE;
    }

    private static boolean isPresent(Technician technician, String connectionId) {
        DirectoryRef directory = technician.directory();
        return directory != null
                && directory.connectionId().equals(connectionId)
                && technician.accountState() != AccountState.GONE;
    }

    private Told told(Directory directory, StoredFeed feed) {
        try {
            return read(directory, feed.cursor());
        } catch (RuntimeException | Error e) {
            String message = e.getMessage();
            try {
                store.write(session -> session.feeds()
                        .save(FeedSteps.failed(
                                feed, message == null ? e.getClass().getSimpleName() : message, clock.instant())));
            } catch (RuntimeException unkept) {
                e.addSuppressed(unkept);
            }
            throw e;
        }
    }

    private static TocsinException unreadable(String message) {
        return new TocsinException(message, Execution.NOT_EXECUTED, null, null);
    }

    private static Told read(Directory directory, @Nullable String from) {
        Map<String, DirectoryUser> users = new LinkedHashMap<>();
        boolean whole = from == null;
        int resets = 0;
        @Nullable String token = from;
        Set<String> tokens = new HashSet<>();
        if (from != null) {
            tokens.add(from);
        }
        while (true) {
            // What an adapter answers is outside this library, whatever its signature says.
            @Nullable DirectoryDelta delta = directory.changes(token);
            if (delta == null) {
                throw unreadable("the directory gave null for a page");
            }
            if (delta.reset()) {
                users.clear();
                whole = true;
                tokens.clear();
                if (++resets > MOST_RESETS) {
                    throw unreadable("the directory began anew more than " + MOST_RESETS + " times in one reading");
                }
            }
            delta.users().forEach(user -> {
                users.remove(user.id());
                users.put(user.id(), user);
            });
            if (!delta.more()) {
                return new Told(List.copyOf(users.values()), delta.token(), whole);
            }
            token = delta.token();
            if (!tokens.add(token)) {
                throw unreadable("the directory gave one and the same page again and again");
            }
            if (tokens.size() >= MOST_PAGES) {
                throw unreadable("the directory came to no end within " + MOST_PAGES + " pages");
            }
        }
    }
}
