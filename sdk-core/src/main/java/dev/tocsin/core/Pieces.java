package dev.tocsin.core;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.store.Origin;
import dev.tocsin.core.store.Store;
import dev.tocsin.core.store.StoreSession;
import dev.tocsin.core.store.Stored;
import dev.tocsin.core.store.StoredConfiguration;
import dev.tocsin.core.store.TrailStore;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * How any piece of configuration is replaced or removed on behalf of somebody: in one transaction, with respect for what
 * a person said, and on record. Thread-safe.
 */
final class Pieces {
    private final Store store;
    private final Origin origin;
    private final Clock clock;

    Pieces(Store store, Origin origin, Clock clock) {
        this.store = store;
        this.origin = origin;
        this.clock = clock;
    }

    Pieces by(Origin other) {
        return new Pieces(store, other, clock);
    }

    Origin origin() {
        return origin;
    }

    Instant now() {
        return clock.instant();
    }

    <R> R read(Function<StoreSession, R> work) {
        return store.read(work);
    }

    /** Whatever a change is about, what is suppressed may act by it, or belong elsewhere. */
    boolean write(MspId msp, Function<StoreSession, Boolean> work) {
        return change(msp, work, changed -> changed);
    }

    /** The same for a work with another answer, which tells whether it changed anything. */
    <R> R change(MspId msp, Function<StoreSession, R> work, Predicate<R> changed) {
        return store.write(session -> {
            R answer = work.apply(session);
            if (changed.test(answer)) {
                session.held().wakeAll(msp);
            }
            return answer;
        });
    }

    static StoredConfiguration configuration(StoreSession session, MspId msp) {
        return session.configuration().load(msp);
    }

    static void requireCompany(StoredConfiguration known, String companyId, String field) {
        if (known.companies().stream().noneMatch(company -> company.item().id().equals(companyId))) {
            throw new ConfigurationException(
                    field,
                    "company '" + companyId + "' does not exist; legal are "
                            + known.companies().stream()
                                    .map(company -> company.item().id())
                                    .limit(20)
                                    .toList()
                            + (known.companies().size() > 20 ? " and others" : ""));
        }
    }

    /** The piece as it is stored, if there is one. */
    static <T> Optional<Stored<T>> find(List<Stored<T>> known, Predicate<T> same) {
        return known.stream().filter(stored -> same.test(stored.item())).findFirst();
    }

    /** Saves a piece unless it is there already, or is a person's and it is no person who saves. Returns whether it did. */
    <T> boolean replaces(
            StoreSession session,
            MspId msp,
            String subject,
            List<Stored<T>> known,
            T item,
            Predicate<T> same,
            Runnable save) {
        Optional<Stored<T>> before = find(known, same);
        boolean unchanged = before.isPresent()
                && before.get().item().equals(item)
                && before.get().origin() == origin;
        boolean personsOwn =
                before.isPresent() && origin != Origin.PERSON && before.get().origin() == Origin.PERSON;
        if (unchanged || personsOwn) {
            return false;
        }
        save.run();
        trail(session, msp, subject, before.isPresent() ? "changed" : "added");
        return true;
    }

    /** Whether there is such a piece that may be removed: a person may remove any, a file what a file said. */
    <T> boolean mayRemove(List<Stored<T>> known, Predicate<T> same) {
        return known.stream()
                .anyMatch(stored ->
                        same.test(stored.item()) && (origin == Origin.PERSON || stored.origin() == Origin.FILE));
    }

    boolean removed(StoreSession session, MspId msp, String subject, boolean removed) {
        if (removed) {
            trail(session, msp, subject, "removed");
        }
        return removed;
    }

    void trail(StoreSession session, MspId msp, String subject, String what) {
        String actor = switch (origin) {
            case FILE -> "a configuration file";
            case GENERATED -> "a run that generates mappings";
            case PERSON -> "a person or the host";
        };
        session.trail().append(List.of(new TrailStore.Entry(0, msp, now(), actor, subject, what)));
    }
}
