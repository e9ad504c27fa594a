package dev.tocsin.core.store;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.event.Fingerprint;
import dev.tocsin.core.suppress.ActiveParents;
import dev.tocsin.core.suppress.Held;
import dev.tocsin.core.suppress.Parent;
import dev.tocsin.core.suppress.ParentQuery;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Held subjects in memory: all by fingerprint, and the queue of those of each MSP that are due some time. */
final class VolatileHeld implements HeldStore {
    private final VolatileTransaction transaction;
    private final NavigableMap<Fingerprint, Held> kept = new TreeMap<>();
    private final Map<MspId, NavigableSet<Place>> due = new HashMap<>();

    /** A place in the queue: what is due first in front, and then what happened first. */
    private record Place(Instant dueAt, Instant lastAt, long lastSequence, Fingerprint subject) {
        private static final Comparator<Place> ORDER = Comparator.comparing(Place::dueAt)
                .thenComparing(Place::lastAt)
                .thenComparing(Place::lastSequence)
                .thenComparing(Place::subject);

        static Place of(Held held, Instant dueAt) {
            Long sequence = held.lastSequence();
            return new Place(
                    dueAt,
                    held.lastAt(),
                    sequence == null ? Long.MIN_VALUE : sequence,
                    held.subject().fingerprint());
        }
    }

    VolatileHeld(VolatileTransaction transaction) {
        this.transaction = transaction;
    }

    @Override
    public Map<Fingerprint, Held> current(Collection<Fingerprint> fingerprints) {
        transaction.reading();
        Map<Fingerprint, Held> found = new LinkedHashMap<>();
        if (!kept.isEmpty()) {
            for (Fingerprint fingerprint : fingerprints) {
                Held held = kept.get(fingerprint);
                if (held != null) {
                    found.put(fingerprint, held);
                }
            }
        }
        return found;
    }

    @Override
    public void save(Collection<Held> held) {
        transaction.writing();
        held.forEach(this::save);
    }

    private void save(Held held) {
        leave(transaction.put(kept, held.subject().fingerprint(), held));
        Instant dueAt = held.lookAgainAt();
        if (dueAt != null) {
            transaction.add(
                    due.computeIfAbsent(held.subject().msp(), any -> new TreeSet<>(Place.ORDER)),
                    Place.of(held, dueAt));
        }
    }

    private void leave(@Nullable Held before) {
        Instant dueAt = before == null ? null : before.lookAgainAt();
        NavigableSet<Place> queue =
                before == null ? null : due.get(before.subject().msp());
        if (before != null && dueAt != null && queue != null) {
            transaction.remove(queue, Place.of(before, dueAt));
        }
    }

    @Override
    public void remove(Collection<Fingerprint> fingerprints) {
        transaction.writing();
        fingerprints.forEach(fingerprint -> leave(transaction.remove(kept, fingerprint)));
    }

    @Override
    public List<Held> due(MspId msp, Instant now, int limit) {
        transaction.reading();
        return due.getOrDefault(msp, new TreeSet<>(Place.ORDER)).stream()
                .takeWhile(place -> !place.dueAt().isAfter(now))
                .limit(limit)
                .map(place -> kept.get(place.subject()))
                .toList();
    }

    @Override
    public @Nullable Instant nextDue(MspId msp) {
        transaction.reading();
        NavigableSet<Place> queue = due.get(msp);
        return queue == null || queue.isEmpty() ? null : queue.first().dueAt();
    }

    @Override
    public int wake(Collection<Fingerprint> parents) {
        return wake(held -> held.parent() != null && parents.contains(held.parent()));
    }

    @Override
    public int wakeAll(MspId msp) {
        return wake(held -> held.subject().msp().equals(msp));
    }

    private int wake(Predicate<Held> which) {
        transaction.writing();
        List<Held> asleep = kept.values().stream().filter(which).toList();
        asleep.forEach(held -> save(held.lookAgainAt(Instant.EPOCH)));
        return asleep.size();
    }

    @Override
    public List<Parent> parents(ParentQuery query, int limit) {
        transaction.reading();
        return kept.values().stream()
                .map(Parent::of)
                .filter(parent -> !parent.subject().moment() && query.matches(parent.subject()))
                .sorted(ActiveParents.ORDER)
                .limit(limit)
                .toList();
    }

    @Override
    public List<Held> page(MspId msp, @Nullable Fingerprint after, int limit) {
        transaction.reading();
        return (after == null ? kept : kept.tailMap(after, false))
                .values().stream()
                        .filter(held -> held.subject().msp().equals(msp))
                        .limit(limit)
                        .toList();
    }
}
