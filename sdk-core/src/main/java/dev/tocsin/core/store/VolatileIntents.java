package dev.tocsin.core.store;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.intent.Intent;
import dev.tocsin.core.intent.IntentBody;
import dev.tocsin.core.intent.IntentState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Intents in memory, with what finds them: their incident, their state, their due time and the end of their lease. */
final class VolatileIntents implements IntentStore {
    /** A state of the intents of one MSP. */
    private record StateOf(MspId msp, IntentState state) {}

    /** So many are looked through for whose turn it is. */
    private static final int WINDOW = 1_000;

    private final VolatileTransaction transaction;
    private final VolatileIncidents incidents;
    private final Map<Long, Intent> byId = new HashMap<>();
    private final Map<Long, NavigableMap<Long, Intent>> byIncident = new HashMap<>();
    private final Map<StateOf, NavigableMap<Long, Intent>> byState = new HashMap<>();
    private final Map<Long, Long> openCreates = new HashMap<>();
    private final Map<String, Long> references = new HashMap<>();
    /** A connection of one MSP. */
    private record Place(MspId msp, String connectionId) {}

    /** By connection, in the order of their due times; those that are held are passed over, and they are few. */
    private final Map<Place, NavigableSet<VolatileDue>> due = new HashMap<>();
    /** When each that is due can be taken up: at its due time, or when its lease is over. */
    private final Map<Place, NavigableSet<VolatileDue>> wakeUps = new HashMap<>();

    private long lastId;

    VolatileIntents(VolatileTransaction transaction, VolatileIncidents incidents) {
        this.incidents = incidents;
        this.transaction = transaction;
    }

    @Override
    public long nextId() {
        transaction.writing();
        return ++lastId;
    }

    @Override
    public void add(Collection<Intent> intents) {
        transaction.writing();
        for (Intent intent : intents) {
            if (byId.containsKey(intent.id())) {
                throw transaction.refused("intent " + intent.id() + " is kept already");
            }
            if (intent.body() instanceof IntentBody.CreateTicket create) {
                String reference = create.draft().reference();
                Long other = transaction.put(references, reference, intent.id());
                if (other != null) {
                    throw transaction.refused(
                            "reference '" + reference + "' of intent " + intent.id() + " is taken by intent " + other);
                }
            }
            join(intent);
        }
    }

    @Override
    public void save(Collection<Intent> intents) {
        transaction.writing();
        for (Intent intent : intents) {
            Intent before = byId.get(intent.id());
            if (before == null) {
                throw transaction.refused("intent " + intent.id() + " is not known");
            }
            if (intent.token() != before.token() && intent.token() != before.token() + 1) {
                throw transaction.refused("intent " + intent.id() + " has token " + before.token()
                        + "; a change under token " + intent.token() + " is not legal");
            }
            leave(before);
            join(intent);
        }
    }

    private void join(Intent intent) {
        Long id = intent.id();
        transaction.put(byId, id, intent);
        transaction.put(byIncident.computeIfAbsent(intent.incidentId(), any -> new TreeMap<>()), id, intent);
        transaction.put(
                byState.computeIfAbsent(new StateOf(intent.msp(), intent.state()), any -> new TreeMap<>()), id, intent);
        if (isOpenCreate(intent)) {
            Long other = transaction.put(openCreates, intent.incidentId(), id);
            if (other != null) {
                throw transaction.refused("incident " + intent.incidentId() + " has the open create " + other
                        + "; a second one, " + id + ", is not legal");
            }
        }
        if (intent.dueAt() != null) {
            transaction.add(of(due, intent), new VolatileDue(intent.dueAt(), id));
            transaction.add(of(wakeUps, intent), new VolatileDue(wakeUp(intent, intent.dueAt()), id));
        }
    }

    private void leave(Intent intent) {
        Long id = intent.id();
        NavigableMap<Long, Intent> ofState = byState.get(new StateOf(intent.msp(), intent.state()));
        if (ofState != null) {
            transaction.remove(ofState, id);
        }
        if (isOpenCreate(intent)) {
            transaction.remove(openCreates, intent.incidentId());
        }
        if (intent.dueAt() != null) {
            transaction.remove(of(due, intent), new VolatileDue(intent.dueAt(), id));
            transaction.remove(of(wakeUps, intent), new VolatileDue(wakeUp(intent, intent.dueAt()), id));
        }
    }

    private static NavigableSet<VolatileDue> of(Map<Place, NavigableSet<VolatileDue>> queues, Intent intent) {
        return queues.computeIfAbsent(new Place(intent.msp(), intent.connectionId()), any -> new TreeSet<>());
    }

    private static boolean isOpenCreate(Intent intent) {
        return intent.state().open() && intent.body() instanceof IntentBody.CreateTicket;
    }

    private static Instant wakeUp(Intent intent, Instant dueAt) {
        Instant leaseUntil = intent.leaseUntil();
        return leaseUntil != null && leaseUntil.isAfter(dueAt) ? leaseUntil : dueAt;
    }

    @Override
    public Optional<Intent> get(long id) {
        transaction.reading();
        return Optional.ofNullable(byId.get(id));
    }

    @Override
    public List<Intent> due(MspId msp, Instant now, Collection<String> connections, int limit) {
        transaction.reading();
        VolatileDue last = VolatileDue.lastOf(now);
        Set<String> served = new LinkedHashSet<>(connections);
        List<Intent> first = served.stream()
                .flatMap(connection ->
                        due
                                .getOrDefault(new Place(msp, connection), Collections.emptyNavigableSet())
                                .headSet(last, true)
                                .stream()
                                .filter(place -> !heldBeyond(now, known(place.id())))
                                .limit(WINDOW + (long) limit))
                .sorted()
                .map(place -> known(place.id()))
                .toList();
        return first.size() <= limit ? first : inTurns(first, limit);
    }

    private List<Intent> inTurns(List<Intent> first, int limit) {
        Map<VolatileIncidents.Turn, List<Intent>> turns = new LinkedHashMap<>();
        first.forEach(intent -> turns.computeIfAbsent(incidents.turn(intent.incidentId()), any -> new ArrayList<>())
                .add(intent));
        // Stable: within a lane whoever is due first stays in front.
        List<List<Intent>> order = turns.entrySet().stream()
                .sorted(Comparator.comparing(turn -> turn.getKey().lane()))
                .map(Map.Entry::getValue)
                .toList();
        List<Intent> found = new ArrayList<>();
        for (int round = 0; found.size() < limit; round++) {
            for (List<Intent> own : order) {
                if (round < own.size() && found.size() < limit) {
                    found.add(own.get(round));
                }
            }
        }
        return found;
    }

    private static boolean heldBeyond(Instant now, Intent intent) {
        Instant leaseUntil = intent.leaseUntil();
        return leaseUntil != null && leaseUntil.isAfter(now);
    }

    @Override
    public @Nullable Instant nextDue(MspId msp, Collection<String> connections) {
        transaction.reading();
        return connections.stream()
                .map(connection -> wakeUps.getOrDefault(new Place(msp, connection), Collections.emptyNavigableSet()))
                .filter(places -> !places.isEmpty())
                .map(places -> places.first().at())
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    @Override
    public List<Intent> openOf(long incidentId) {
        return of(incidentId).stream().filter(intent -> intent.state().open()).toList();
    }

    @Override
    public List<Intent> of(long incidentId) {
        transaction.reading();
        return List.copyOf(byIncident
                .getOrDefault(incidentId, Collections.emptyNavigableMap())
                .values());
    }

    @Override
    public Map<String, Intent> byReference(MspId msp, Collection<String> wanted) {
        transaction.reading();
        Map<String, Intent> found = new HashMap<>();
        for (String reference : wanted) {
            Long id = references.get(reference);
            Intent intent = id == null ? null : byId.get(id);
            if (intent != null && intent.msp().equals(msp)) {
                found.put(reference, intent);
            }
        }
        return found;
    }

    @Override
    public List<Intent> inState(MspId msp, Collection<IntentState> states, int limit) {
        transaction.reading();
        return new LinkedHashSet<>(states)
                .stream()
                        .flatMap(state -> inState(msp, state).values().stream().limit(limit))
                        .sorted(Comparator.comparing(Intent::id))
                        .limit(limit)
                        .toList();
    }

    private NavigableMap<Long, Intent> inState(MspId msp, IntentState state) {
        return byState.getOrDefault(new StateOf(msp, state), Collections.emptyNavigableMap());
    }

    private Intent known(long id) {
        Intent intent = byId.get(id);
        if (intent == null) {
            throw new IllegalStateException("an index names intent " + id + ", which is not kept");
        }
        return intent;
    }
}
