package dev.tocsin.core.escalation;

import dev.tocsin.core.escalation.OnCallTurns.Turn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Who is on call by one schedule and what overrides it. Immutable and thread-safe. */
final class OnCallTimeline {
    /** The one that began last in front, ties by id. */
    private static final Comparator<OnCallOverride> PRECEDENCE =
            Comparator.comparing(OnCallOverride::from).reversed().thenComparing(OnCallOverride::id);

    private final OnCallSchedule schedule;
    private final List<OnCallOverride> overrides;

    OnCallTimeline(OnCallSchedule schedule, Collection<OnCallOverride> overrides) {
        this.schedule = schedule;
        this.overrides = overrides.stream().sorted(PRECEDENCE).toList();
    }

    OnCallSchedule schedule() {
        return schedule;
    }

    List<OnCallOverride> overrides() {
        return overrides;
    }

    /** The stretches from one moment to another, without gaps; neighbours differ. */
    List<OnCallStretch> stretches(Instant from, Instant until) {
        List<Turn> turns = new ArrayList<>(OnCallTurns.within(schedule, from, until));
        turns.sort(Comparator.comparing(Turn::from));
        List<OnCallStretch> stretches = new ArrayList<>();
        // a shift's turns do not overlap each other, since its week ends where its next begins at the latest
        TreeMap<Integer, Turn> active = new TreeMap<>();
        int begun = 0;
        Instant at = from;
        for (Instant next : changes(turns, from, until)) {
            Instant now = at;
            active.values().removeIf(turn -> !turn.until().isAfter(now));
            for (; begun < turns.size() && !turns.get(begun).from().isAfter(now); begun++) {
                if (turns.get(begun).until().isAfter(now)) {
                    active.put(turns.get(begun).shift(), turns.get(begun));
                }
            }
            append(stretches, stretch(now, next, active.values()));
            at = next;
        }
        return stretches;
    }

    /** The moments after the first at which something may change, and the last. */
    private TreeSet<Instant> changes(List<Turn> turns, Instant from, Instant until) {
        TreeSet<Instant> changes = new TreeSet<>();
        turns.forEach(turn -> changes.addAll(List.of(turn.from(), turn.until())));
        overrides.forEach(override -> changes.addAll(List.of(override.from(), override.until())));
        changes.add(until);
        return new TreeSet<>(changes.subSet(from, false, until, true));
    }

    private OnCallStretch stretch(Instant from, Instant until, Collection<Turn> active) {
        Optional<OnCallOverride> holds =
                overrides.stream().filter(one -> one.holdsAt(from)).findFirst();
        if (holds.isPresent()) {
            OnCallOverride override = holds.get();
            return new OnCallStretch(
                    from,
                    until,
                    override.technicianIds().stream().distinct().toList(),
                    "override " + override.id() + (override.reason().isBlank() ? "" : ": " + override.reason()));
        }
        List<String> technicians =
                active.stream().map(Turn::technicianId).distinct().toList();
        List<String> shifts = active.stream().map(turn -> text(turn.shift())).toList();
        return new OnCallStretch(from, until, technicians, shifts.isEmpty() ? "no shift" : String.join("; ", shifts));
    }

    private String text(int index) {
        OnCallShift shift = schedule.shifts().get(index);
        boolean whole = shift.fromDay() == shift.toDay() && shift.from().equals(shift.to());
        return whole
                ? "whole weeks from " + shift.fromDay() + " " + shift.from()
                : "shift " + shift.fromDay() + " " + shift.from() + " to " + shift.toDay() + " " + shift.to();
    }

    private static void append(List<OnCallStretch> stretches, OnCallStretch next) {
        OnCallStretch last = stretches.isEmpty() ? null : stretches.get(stretches.size() - 1);
        if (last != null
                && last.technicianIds().equals(next.technicianIds())
                && last.why().equals(next.why())) {
            stretches.set(
                    stretches.size() - 1,
                    new OnCallStretch(last.from(), next.until(), last.technicianIds(), last.why()));
        } else {
            stretches.add(next);
        }
    }
}
