package dev.tocsin.core.storm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The kill switches of one MSP, at most one per target. Immutable.
 *
 * @param all those that were ever turned, the widest first, then by id
 */
public record KillSwitches(List<KillSwitch> all) {
    // Before the empty one, which is sorted by it.
    private static final Comparator<KillSwitch> WIDEST_FIRST =
            Comparator.comparing(KillSwitch::level).thenComparing(KillSwitch::id);

    /** Nothing was ever switched off. */
    public static final KillSwitches NONE = new KillSwitches(List.of());

    /** Sorts a copy; refuses two for one target. */
    public KillSwitches {
        all = all.stream().sorted(WIDEST_FIRST).toList();
        for (int i = 1; i < all.size(); i++) {
            if (isSameTarget(all.get(i - 1), all.get(i))) {
                throw new IllegalArgumentException("two switches for "
                        + all.get(i).level() + " '" + all.get(i).id() + "'");
            }
        }
    }

    /** With a switch turned; it replaces the last turn of its target. */
    public KillSwitches turned(KillSwitch turn) {
        List<KillSwitch> kept = new ArrayList<>(all);
        kept.removeIf(known -> isSameTarget(known, turn));
        kept.add(turn);
        return new KillSwitches(kept);
    }

    private static boolean isSameTarget(KillSwitch one, KillSwitch other) {
        return one.level() == other.level() && one.id().equals(other.id());
    }

    /** The widest switch that stops writes for a company under a rule; empty if none does. */
    public Optional<KillSwitch> stopping(String companyId, String ruleId) {
        return all.stream()
                .filter(KillSwitch::on)
                .filter(known -> switch (known.level()) {
                    case MSP -> true;
                    case COMPANY -> known.id().equals(companyId);
                    case RULE -> known.id().equals(ruleId);
                })
                .findFirst();
    }

    /** Those that stop writes now. */
    public List<KillSwitch> on() {
        return all.stream().filter(KillSwitch::on).toList();
    }
}
