package dev.tocsin.core.store;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.escalation.Escalation;
import dev.tocsin.core.escalation.EscalationPhase;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Escalations in memory, with what finds them: their codes, in use or not, and their due time. */
final class VolatileEscalations implements EscalationStore {
    /** A code of one MSP. */
    private record Code(MspId msp, String code) {}

    private final VolatileTransaction transaction;
    private final Map<Long, Escalation> byIncident = new HashMap<>();
    private final Map<MspId, NavigableMap<Long, Escalation>> byMsp = new HashMap<>();
    private final Map<Code, Long> codes = new HashMap<>();
    /** Those that have or had a code, in the order in which they were over. */
    private final Map<Code, NavigableSet<VolatileDue>> coded = new HashMap<>();

    private final Map<MspId, NavigableSet<VolatileDue>> due = new HashMap<>();

    VolatileEscalations(VolatileTransaction transaction) {
        this.transaction = transaction;
    }

    @Override
    public Map<Long, Escalation> get(Collection<Long> incidentIds) {
        transaction.reading();
        Map<Long, Escalation> found = new LinkedHashMap<>();
        for (Long id : incidentIds) {
            Escalation escalation = byIncident.get(id);
            if (escalation != null) {
                found.put(id, escalation);
            }
        }
        return found;
    }

    @Override
    public void save(Collection<Escalation> escalations) {
        transaction.writing();
        escalations.forEach(this::save);
    }

    private void save(Escalation escalation) {
        Escalation before = byIncident.get(escalation.incidentId());
        long version = before == null ? 0 : before.version();
        if (escalation.version() != version) {
            throw transaction.refused("the escalation of incident " + escalation.incidentId() + " has version "
                    + version + "; a change of version " + escalation.version() + " is not legal");
        }
        if (before != null) {
            leave(before);
        }
        join(escalation.withVersion(version + 1));
    }

    private void join(Escalation escalation) {
        Long id = escalation.incidentId();
        transaction.put(byIncident, id, escalation);
        transaction.put(byMsp.computeIfAbsent(escalation.msp(), any -> new TreeMap<>()), id, escalation);
        Code code = codeInUse(escalation);
        if (code != null) {
            Long other = transaction.put(codes, code, id);
            if (other != null) {
                throw transaction.refused("code '" + code.code() + "' is that of incident " + other
                        + ", whose escalation is not over; a second one, of incident " + id + ", is not legal");
            }
        }
        if (escalation.code() != null) {
            transaction.add(codedBy(escalation.msp(), escalation.code()), over(escalation));
        }
        if (escalation.dueAt() != null) {
            transaction.add(dueOf(escalation), new VolatileDue(escalation.dueAt(), id));
        }
    }

    private void leave(Escalation escalation) {
        Code code = codeInUse(escalation);
        if (code != null) {
            transaction.remove(codes, code);
        }
        if (escalation.code() != null) {
            transaction.remove(codedBy(escalation.msp(), escalation.code()), over(escalation));
        }
        if (escalation.dueAt() != null) {
            transaction.remove(dueOf(escalation), new VolatileDue(escalation.dueAt(), escalation.incidentId()));
        }
    }

    private static @Nullable Code codeInUse(Escalation escalation) {
        String code = escalation.code();
        return code == null || escalation.phase() == EscalationPhase.ENDED ? null : new Code(escalation.msp(), code);
    }

    private NavigableSet<VolatileDue> codedBy(MspId msp, String code) {
        return coded.computeIfAbsent(new Code(msp, code), any -> new TreeSet<>());
    }

    private static VolatileDue over(Escalation escalation) {
        Instant endedAt = escalation.endedAt();
        return new VolatileDue(endedAt == null ? Instant.MIN : endedAt, escalation.incidentId());
    }

    private NavigableSet<VolatileDue> dueOf(Escalation escalation) {
        return due.computeIfAbsent(escalation.msp(), any -> new TreeSet<>());
    }

    @Override
    public List<Escalation> due(MspId msp, Instant now, int limit) {
        transaction.reading();
        return due.getOrDefault(msp, Collections.emptyNavigableSet()).headSet(VolatileDue.lastOf(now), true).stream()
                .limit(limit)
                .map(place -> known(place.id()))
                .toList();
    }

    @Override
    public @Nullable Instant nextDue(MspId msp) {
        transaction.reading();
        NavigableSet<VolatileDue> places = due.getOrDefault(msp, Collections.emptyNavigableSet());
        return places.isEmpty() ? null : places.first().at();
    }

    @Override
    public Map<String, Escalation> named(MspId msp, Collection<String> codes) {
        transaction.reading();
        Map<String, Escalation> found = new LinkedHashMap<>();
        for (String code : codes) {
            Code key = new Code(msp, code);
            Long inUse = this.codes.get(key);
            NavigableSet<VolatileDue> all = coded.getOrDefault(key, Collections.emptyNavigableSet());
            if (inUse != null) {
                found.put(code, known(inUse));
            } else if (!all.isEmpty()) {
                found.put(code, known(all.last().id()));
            }
        }
        return found;
    }

    @Override
    public List<Escalation> page(MspId msp, long after, int limit) {
        transaction.reading();
        return byMsp.getOrDefault(msp, Collections.emptyNavigableMap()).tailMap(after, false).values().stream()
                .limit(limit)
                .toList();
    }

    private Escalation known(long id) {
        Escalation escalation = byIncident.get(id);
        if (escalation == null) {
            throw new IllegalStateException("an index names the escalation of incident " + id + ", which is not kept");
        }
        return escalation;
    }
}
