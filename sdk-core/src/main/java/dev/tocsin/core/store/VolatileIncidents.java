package dev.tocsin.core.store;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.incident.GroupKey;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.storm.Lane;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Incidents in memory, with what finds them: their group, their ticket and their due time. */
final class VolatileIncidents implements IncidentStore {
    /** One lane of one company. */
    record Turn(Lane lane, String companyId) implements Comparable<Turn> {
        @Override
        public int compareTo(Turn other) {
            int order = lane.compareTo(other.lane);
            return order == 0 ? companyId.compareTo(other.companyId) : order;
        }
    }

    /** A ticket of one connection. */
    private record Ticket(MspId msp, String connectionId, String ticketId) {}

    private final VolatileTransaction transaction;
    private final VolatileMembers members;
    private final VolatileHistory history;
    private final Map<Long, Incident> byId = new HashMap<>();
    private final Map<MspId, NavigableMap<Long, Incident>> byMsp = new HashMap<>();
    private final Map<GroupKey, Long> latest = new HashMap<>();
    private final Map<GroupKey, Long> live = new HashMap<>();
    private final Map<Ticket, NavigableSet<Long>> liveByTicket = new HashMap<>();
    private final Map<MspId, NavigableSet<VolatileDue>> due = new HashMap<>();
    private final Map<MspId, NavigableMap<Turn, NavigableSet<VolatileDue>>> dueByTurn = new HashMap<>();
    private final VolatilePlaces places;
    private long lastId;

    VolatileIncidents(VolatileTransaction transaction) {
        this.transaction = transaction;
        members = new VolatileMembers(transaction, this);
        history = new VolatileHistory(transaction);
        places = new VolatilePlaces(transaction);
    }

    @Override
    public long nextId() {
        transaction.writing();
        return ++lastId;
    }

    @Override
    public Map<GroupKey, Incident> latest(Collection<GroupKey> keys) {
        transaction.reading();
        Map<GroupKey, Incident> found = new LinkedHashMap<>();
        for (GroupKey key : keys) {
            Long id = latest.get(key);
            if (id != null) {
                found.put(key, known(id));
            }
        }
        return found;
    }

    @Override
    public Map<Long, Incident> get(Collection<Long> ids) {
        transaction.reading();
        Map<Long, Incident> found = new LinkedHashMap<>();
        for (Long id : ids) {
            Incident incident = byId.get(id);
            if (incident != null) {
                found.put(id, incident);
            }
        }
        return found;
    }

    @Override
    public void save(Collection<Incident> incidents) {
        transaction.writing();
        incidents.forEach(this::save);
    }

    private void save(Incident incident) {
        Incident before = byId.get(incident.id());
        long version = before == null ? 0 : before.version();
        if (incident.version() != version) {
            throw transaction.refused("incident " + incident.id() + " has version " + version + "; a change of version "
                    + incident.version() + " is not legal");
        }
        if (before != null) {
            leave(before);
        }
        join(withVersion(incident, version + 1));
    }

    private void join(Incident incident) {
        Long id = incident.id();
        transaction.put(byId, id, incident);
        transaction.put(byMsp.computeIfAbsent(incident.msp(), any -> new TreeMap<>()), id, incident);
        if (id >= latest.getOrDefault(incident.groupKey(), id)) {
            transaction.put(latest, incident.groupKey(), id);
        }
        if (incident.state().live()) {
            Long other = transaction.put(live, incident.groupKey(), id);
            if (other != null) {
                throw transaction.refused("group " + incident.groupKey() + " has the live incident " + other
                        + "; a second one, " + id + ", is not legal");
            }
            if (incident.ticketId() != null) {
                transaction.add(
                        liveByTicket.computeIfAbsent(
                                new Ticket(incident.msp(), incident.connectionId(), incident.ticketId()),
                                any -> new TreeSet<>()),
                        id);
            }
        }
        incident.dueAt().ifPresent(at -> {
            transaction.add(dueOf(incident.msp()), new VolatileDue(at, id));
            transaction.add(dueOf(incident), new VolatileDue(at, id));
        });
        places.join(incident);
    }

    private void leave(Incident incident) {
        Long id = incident.id();
        if (incident.state().live()) {
            transaction.remove(live, incident.groupKey());
            if (incident.ticketId() != null) {
                NavigableSet<Long> ofTicket =
                        liveByTicket.get(new Ticket(incident.msp(), incident.connectionId(), incident.ticketId()));
                if (ofTicket != null) {
                    transaction.remove(ofTicket, id);
                }
            }
        }
        incident.dueAt().ifPresent(at -> {
            transaction.remove(dueOf(incident.msp()), new VolatileDue(at, id));
            transaction.remove(dueOf(incident), new VolatileDue(at, id));
        });
        places.leave(incident);
    }

    private NavigableSet<VolatileDue> dueOf(Incident incident) {
        return dueByTurn
                .computeIfAbsent(incident.msp(), any -> new TreeMap<>())
                .computeIfAbsent(new Turn(incident.place().lane(), incident.companyId()), any -> new TreeSet<>());
    }

    /** Whose turn a write for an incident is. */
    Turn turn(long id) {
        Incident incident = byId.get(id);
        return incident == null
                ? new Turn(Lane.NORMAL, "")
                : new Turn(incident.place().lane(), incident.companyId());
    }

    /** What waits in the fair queue, takes a place, is absorbed or stopped. */
    VolatilePlaces places() {
        return places;
    }

    private NavigableSet<VolatileDue> dueOf(MspId msp) {
        return due.computeIfAbsent(msp, any -> new TreeSet<>());
    }

    @Override
    public List<Incident> due(MspId msp, Instant now, int limit) {
        transaction.reading();
        List<Incident> first =
                due.getOrDefault(msp, Collections.emptyNavigableSet()).headSet(VolatileDue.lastOf(now), true).stream()
                        .limit(limit + 1L)
                        .map(place -> known(place.id()))
                        .toList();
        return first.size() <= limit ? first : inTurns(msp, now, limit);
    }

    private List<Incident> inTurns(MspId msp, Instant now, int limit) {
        List<NavigableSet<VolatileDue>> waiting = new ArrayList<>();
        List<Iterator<VolatileDue>> turns = new ArrayList<>();
        dueByTurn.getOrDefault(msp, Collections.emptyNavigableMap()).entrySet().stream()
                .filter(turn -> !turn.getValue().isEmpty())
                .sorted(Comparator.comparing((Map.Entry<Turn, NavigableSet<VolatileDue>> turn) ->
                                turn.getKey().lane())
                        .thenComparing(turn -> turn.getValue().first()))
                .forEach(turn -> waiting.add(turn.getValue().headSet(VolatileDue.lastOf(now), true)));
        waiting.forEach(own -> turns.add(own.iterator()));
        List<Incident> found = new ArrayList<>();
        while (found.size() < limit) {
            for (Iterator<VolatileDue> turn : turns) {
                if (turn.hasNext() && found.size() < limit) {
                    found.add(known(turn.next().id()));
                }
            }
        }
        return found;
    }

    @Override
    public @Nullable Instant nextDue(MspId msp) {
        transaction.reading();
        NavigableSet<VolatileDue> places = due.getOrDefault(msp, Collections.emptyNavigableSet());
        return places.isEmpty() ? null : places.first().at();
    }

    @Override
    public void endWaits(MspId msp, Instant now) {
        transaction.writing();
        List<Incident> waiting = ofMsp(msp).values().stream()
                .filter(incident -> incident.state().live())
                .filter(incident -> incident.waitUntil() != null || incident.noteDueAt() != null)
                .toList();
        for (Incident incident : waiting) {
            incident.withoutWaits(now).ifPresent(this::save);
        }
    }

    @Override
    public Map<String, Incident> byTicket(MspId msp, String connectionId, Collection<String> ticketIds) {
        transaction.reading();
        Map<String, Incident> found = new LinkedHashMap<>();
        for (String ticketId : ticketIds) {
            NavigableSet<Long> ids = liveByTicket.get(new Ticket(msp, connectionId, ticketId));
            if (ids != null && !ids.isEmpty()) {
                found.put(ticketId, known(ids.last()));
            }
        }
        return found;
    }

    @Override
    public List<Incident> linkedTo(MspId msp, String connectionId, String ticketId) {
        transaction.reading();
        return liveByTicket
                .getOrDefault(new Ticket(msp, connectionId, ticketId), Collections.emptyNavigableSet())
                .stream()
                .map(this::known)
                .toList();
    }

    @Override
    public int wake(MspId msp, Collection<IncidentState> states, Instant now) {
        transaction.writing();
        List<Incident> asleep = ofMsp(msp).values().stream()
                .filter(incident -> incident.state().live() && states.contains(incident.state()))
                .toList();
        asleep.forEach(incident -> save(incident.change().waitUntil(now).done()));
        return asleep.size();
    }

    /** The live incidents of an MSP. */
    List<Incident> live(MspId msp) {
        return ofMsp(msp).values().stream()
                .filter(incident -> incident.state().live())
                .toList();
    }

    @Override
    public List<Incident> page(MspId msp, long after, int limit) {
        transaction.reading();
        return ofMsp(msp).tailMap(after, false).values().stream().limit(limit).toList();
    }

    @Override
    public List<Incident> live(MspId msp, long after, int limit) {
        transaction.reading();
        return ofMsp(msp).tailMap(after, false).values().stream()
                .filter(incident -> incident.state().live())
                .limit(limit)
                .toList();
    }

    @Override
    public MemberStore members() {
        return members;
    }

    @Override
    public HistoryStore history() {
        return history;
    }

    private NavigableMap<Long, Incident> ofMsp(MspId msp) {
        return byMsp.getOrDefault(msp, Collections.emptyNavigableMap());
    }

    /** Whether an incident is kept and not over. */
    boolean isLive(long id) {
        Incident incident = byId.get(id);
        return incident != null && incident.state().live();
    }

    Incident known(long id) {
        Incident incident = byId.get(id);
        if (incident == null) {
            throw new IllegalStateException("an index names incident " + id + ", which is not kept");
        }
        return incident;
    }

    private static Incident withVersion(Incident incident, long version) {
        return new Incident(
                incident.id(),
                incident.msp(),
                incident.companyId(),
                incident.ruleId(),
                incident.ruleRevision(),
                incident.connectionId(),
                incident.groupKey(),
                incident.category(),
                incident.groupBy(),
                incident.dimensions(),
                incident.moments(),
                incident.state(),
                incident.severity(),
                incident.members(),
                incident.active(),
                incident.openedAt(),
                incident.waitUntil(),
                incident.noteDueAt(),
                incident.lastNoteAt(),
                incident.ticketId(),
                incident.previousTicketId(),
                incident.facts(),
                incident.place(),
                incident.reason(),
                incident.endedAt(),
                version);
    }
}
