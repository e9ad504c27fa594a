package dev.tocsin.core;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.consent.ConsentActor;
import dev.tocsin.core.consent.ConsentEntry;
import dev.tocsin.core.consent.NumberChanges;
import dev.tocsin.core.people.Technician;
import dev.tocsin.core.people.TechnicianChange;
import dev.tocsin.core.people.Username;
import dev.tocsin.core.store.Store;
import dev.tocsin.core.store.StoreSession;
import dev.tocsin.core.store.TechnicianStore.Kept;
import dev.tocsin.core.store.TrailStore;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How technicians are kept: by compare-and-set, with what it does to consent and a line in the trail. Thread-safe. */
final class TechnicianWrites {
    /** How often a change is made anew since somebody else was faster. */
    private static final int TRIES = 10;

    private final MspId msp;
    private final Store store;
    private final Clock clock;

    TechnicianWrites(MspId msp, Store store, Clock clock) {
        this.msp = msp;
        this.store = store;
        this.clock = clock;
    }

    /** Somebody else changed what was read; all that the transaction wrote is undone. */
    static final class Conflict extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    <R> R transaction(Function<StoreSession, R> work) {
        return retrying(() -> store.write(work));
    }

    <R> R retrying(Supplier<R> work) {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            try {
                return work.get();
            } catch (Conflict e) {
                continue;
            }
        }
        throw new ConfigurationException(
                "technician", "the technicians are being changed all the time; try again later");
    }

    Kept needed(StoreSession session, String id) {
        return session.technicians()
                .get(msp, id)
                .orElseThrow(() -> new ConfigurationException(
                        "technician.id", "'" + id + "' is no technician; the id of one that is listed is legal"));
    }

    /**
     * Keeps a technician; does nothing if it is as it was.
     *
     * @param before as it was read, or null if it is new
     * @param how what is done, for the trail; null to tell what changed only
     */
    void save(StoreSession session, @Nullable Kept before, Technician after, ConsentActor by, @Nullable String how) {
        Technician was = before == null ? null : before.technician();
        if (after.equals(was)) {
            return;
        }
        keep(session, after, before == null ? 0 : before.version());
        record(session, new TechnicianChange(was, after), by, how, clock.instant());
    }

    void remove(StoreSession session, Kept kept, ConsentActor by) {
        Technician technician = kept.technician();
        if (!session.technicians().remove(msp, technician.id(), kept.version())) {
            throw new Conflict();
        }
        Instant now = clock.instant();
        List<ConsentEntry> voided =
                NumberChanges.removed(session.consent().programmes(technician.ref()), technician, by, now);
        session.consent().append(voided);
        trail(session, technician.id(), "removed" + told(voided), by, now);
    }

    /** Keeps what an import decided over technicians as they were read in this transaction. */
    void apply(StoreSession session, List<Kept> read, List<TechnicianChange> changes, ConsentActor by, String how) {
        Map<String, Long> versions = new HashMap<>();
        read.forEach(kept -> versions.put(kept.technician().id(), kept.version()));
        Instant now = clock.instant();
        List<TechnicianChange> once = once(changes);
        for (TechnicianChange change : once) {
            release(session, change, once, versions);
        }
        for (TechnicianChange change : once) {
            String id = change.after().id();
            keep(session, change.after(), versions.getOrDefault(id, 0L));
            record(session, change, by, how, now);
        }
    }

    /** A technician who is changed twice in one import is changed once. */
    private static List<TechnicianChange> once(List<TechnicianChange> changes) {
        Map<String, TechnicianChange> byId = new LinkedHashMap<>();
        for (TechnicianChange change : changes) {
            byId.merge(
                    change.after().id(), change, (first, next) -> new TechnicianChange(first.before(), next.after()));
        }
        return byId.values().stream()
                .filter(change -> !change.after().equals(change.before()))
                .toList();
    }

    /** Principal names move between users, also in a ring, and no two technicians may have one even for a moment. */
    private void release(
            StoreSession session, TechnicianChange change, List<TechnicianChange> all, Map<String, Long> versions) {
        Technician before = change.before();
        if (before == null) {
            return;
        }
        Set<String> taken = new HashSet<>();
        all.stream()
                .map(TechnicianChange::after)
                .filter(other -> !other.id().equals(before.id()))
                .forEach(other -> other.usernames().forEach(name -> taken.add(name.key())));
        List<Username> left = before.usernames().stream()
                .filter(name -> !taken.contains(name.key()))
                .toList();
        if (left.size() < before.usernames().size()) {
            long version = versions.getOrDefault(before.id(), 0L);
            keep(session, withUsernames(before, left), version);
            versions.put(before.id(), version + 1);
        }
    }

    private static Technician withUsernames(Technician technician, List<Username> usernames) {
        return new Technician(
                technician.msp(),
                technician.id(),
                technician.name(),
                technician.emails(),
                technician.phones(),
                usernames,
                technician.directory(),
                technician.accountState(),
                technician.status(),
                technician.statusOrigin());
    }

    private static void keep(StoreSession session, Technician technician, long version) {
        if (!session.technicians().save(technician, version)) {
            throw new Conflict();
        }
    }

    private void record(
            StoreSession session, TechnicianChange change, ConsentActor by, @Nullable String how, Instant now) {
        List<ConsentEntry> voided =
                NumberChanges.voided(session.consent().programmes(change.after().ref()), change, by, now);
        session.consent().append(voided);
        Technician before = change.before();
        String what = before == null ? "" : changed(before, change.after());
        String text = how == null ? what : what.isEmpty() ? how : how + ": " + what;
        trail(session, change.after().id(), text + told(voided), by, now);
    }

    private static String told(List<ConsentEntry> voided) {
        return voided.isEmpty()
                ? ""
                : "; consent is void for "
                        + voided.stream()
                                .map(entry -> entry.number().masked())
                                .distinct()
                                .collect(Collectors.joining(", "));
    }

    /** What changed, without numbers and addresses. */
    private static String changed(Technician before, Technician after) {
        List<String> fields = new ArrayList<>();
        field(fields, "name", before.name(), after.name());
        field(fields, "e-mail", before.emails(), after.emails());
        field(fields, "phones", before.phones(), after.phones());
        field(fields, "usernames", before.usernames(), after.usernames());
        field(fields, "directory's user", before.directory(), after.directory());
        if (before.accountState() != after.accountState()) {
            fields.add("account " + before.accountState() + " to " + after.accountState());
        }
        if (before.status() != after.status()) {
            fields.add("status " + before.status() + " to " + after.status());
        } else if (before.statusOrigin() != after.statusOrigin()) {
            fields.add("status set by " + after.statusOrigin());
        }
        return "changed " + String.join(", ", fields);
    }

    private static void field(List<String> fields, String name, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            fields.add(name);
        }
    }

    private void trail(StoreSession session, String id, String text, ConsentActor by, Instant now) {
        session.trail().append(List.of(new TrailStore.Entry(0, msp, now, by.name(), "technician " + id, text)));
    }
}
