package dev.tocsin.core.store;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.event.Fingerprint;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.Member;
import dev.tocsin.core.incident.MemberState;
import dev.tocsin.core.suppress.ActiveParents;
import dev.tocsin.core.suppress.Parent;
import dev.tocsin.core.suppress.ParentQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Members in memory: the current ones by fingerprint and, per incident, the current and the former ones. */
final class VolatileMembers implements MemberStore {
    private static final Comparator<Member> WORST_FIRST = Comparator.comparing(Member::severity)
            .reversed()
            .thenComparing(Member::firstAt)
            .thenComparing(Member::fingerprint);

    /** The members of one incident; a subject that left and came back is a former and a current one. */
    private static final class Roll {
        private final Map<Fingerprint, Member> current = new LinkedHashMap<>();
        private final Map<Integer, Member> former = new LinkedHashMap<>();

        private Stream<Member> all() {
            return Stream.concat(current.values().stream(), former.values().stream());
        }
    }

    private static final Roll EMPTY = new Roll();

    private final VolatileTransaction transaction;
    private final VolatileIncidents incidents;
    private final Map<Fingerprint, Member> current = new HashMap<>();
    private final Map<Long, Roll> rolls = new HashMap<>();
    private final Map<Long, Long> eventCounts = new HashMap<>();

    VolatileMembers(VolatileTransaction transaction, VolatileIncidents incidents) {
        this.transaction = transaction;
        this.incidents = incidents;
    }

    @Override
    public Map<Fingerprint, Member> current(Collection<Fingerprint> fingerprints) {
        transaction.reading();
        Map<Fingerprint, Member> found = new LinkedHashMap<>();
        for (Fingerprint fingerprint : fingerprints) {
            Member member = current.get(fingerprint);
            if (member != null) {
                found.put(fingerprint, member);
            }
        }
        return found;
    }

    @Override
    public void add(Collection<Member> members) {
        transaction.writing();
        for (Member member : members) {
            Fingerprint fingerprint = member.fingerprint();
            Member before = transaction.put(current, fingerprint, member);
            if (before != null) {
                if (before.incidentId() == member.incidentId()) {
                    throw transaction.refused("subject " + fingerprint + " is a current member of incident "
                            + member.incidentId() + " already; it can be updated, not added");
                }
                Roll left = roll(before.incidentId());
                transaction.remove(left.current, fingerprint);
                transaction.put(left.former, left.former.size(), before);
            }
            transaction.put(roll(member.incidentId()).current, fingerprint, member);
            count(member.incidentId(), member.count());
        }
    }

    @Override
    public void update(Collection<Member> members) {
        transaction.writing();
        for (Member member : members) {
            Member before = transaction.put(current, member.fingerprint(), member);
            if (before == null || before.incidentId() != member.incidentId()) {
                throw transaction.refused("subject " + member.fingerprint()
                        + " is not a current member of incident " + member.incidentId() + ": it "
                        + (before == null ? "is not known" : "is one of incident " + before.incidentId()));
            }
            transaction.put(roll(member.incidentId()).current, member.fingerprint(), member);
            count(member.incidentId(), member.count() - before.count());
        }
    }

    private void count(long incidentId, long by) {
        transaction.put(eventCounts, incidentId, eventCounts.getOrDefault(incidentId, 0L) + by);
    }

    private Roll roll(long incidentId) {
        return rolls.computeIfAbsent(incidentId, any -> new Roll());
    }

    @Override
    public List<Member> of(long incidentId, boolean changedOnly, int limit) {
        transaction.reading();
        Roll roll = rolls.get(incidentId);
        Stream<Member> all = roll == null ? Stream.empty() : roll.all();
        return all.filter(member -> !changedOnly || member.changed())
                .sorted(WORST_FIRST)
                .limit(limit)
                .toList();
    }

    @Override
    public Map<Long, Long> eventCounts(Collection<Long> incidentIds) {
        transaction.reading();
        Map<Long, Long> found = new LinkedHashMap<>();
        for (Long id : incidentIds) {
            Long count = eventCounts.get(id);
            if (count != null) {
                found.put(id, count);
            }
        }
        return found;
    }

    @Override
    public void markTold(long incidentId) {
        transaction.writing();
        Roll roll = roll(incidentId);
        Predicate<Member> untold = member -> !member.told() || member.changed();
        changeCurrent(roll, untold, VolatileMembers::told);
        for (Map.Entry<Integer, Member> one : List.copyOf(roll.former.entrySet())) {
            if (untold.test(one.getValue())) {
                transaction.put(roll.former, one.getKey(), told(one.getValue()));
            }
        }
    }

    @Override
    public int answer(long incidentId, @Nullable Instant quietUntil) {
        transaction.writing();
        if (quietUntil != null) {
            changeCurrent(
                    roll(incidentId),
                    member -> true,
                    member -> member.change().quietUntil(quietUntil).done());
        }
        return changeCurrent(
                roll(incidentId),
                member -> member.state() == MemberState.ACTIVE,
                member -> member.change().state(MemberState.ANSWERED).done());
    }

    @Override
    public Optional<Severity> worstActive(long incidentId) {
        transaction.reading();
        Roll roll = rolls.get(incidentId);
        return roll == null
                ? Optional.empty()
                : roll.current.values().stream()
                        .filter(member -> member.state() == MemberState.ACTIVE)
                        .map(Member::severity)
                        .max(Comparator.naturalOrder());
    }

    @Override
    public long acknowledged(long incidentId) {
        transaction.reading();
        return rolls.getOrDefault(incidentId, EMPTY).current.values().stream()
                .filter(member -> member.state() == MemberState.ACTIVE && member.acknowledged())
                .count();
    }

    @Override
    public List<Long> incidentsWith(MspId msp, String companyId, String asset) {
        transaction.reading();
        return incidents.live(msp).stream()
                .filter(incident -> incident.companyId().equals(companyId))
                .map(Incident::id)
                .filter(id -> rolls.getOrDefault(id, EMPTY).current.values().stream()
                        .anyMatch(member -> asset.equals(member.asset())))
                .sorted()
                .toList();
    }

    @Override
    public List<Parent> parents(ParentQuery query, int limit) {
        transaction.reading();
        return current.values().stream()
                .filter(member -> member.state() == MemberState.ACTIVE || member.state() == MemberState.ANSWERED)
                .map(Parent::of)
                .filter(parent -> query.matches(parent.subject()))
                .sorted(ActiveParents.ORDER)
                .limit(limit)
                .toList();
    }

    private int changeCurrent(Roll roll, Predicate<Member> which, UnaryOperator<Member> change) {
        List<Member> chosen = new ArrayList<>(roll.current.values());
        chosen.removeIf(which.negate());
        for (Member member : chosen) {
            Member changed = change.apply(member);
            transaction.put(roll.current, member.fingerprint(), changed);
            transaction.put(current, member.fingerprint(), changed);
        }
        return chosen.size();
    }

    private static Member told(Member member) {
        return member.change().told(true).changed(false).done();
    }
}
