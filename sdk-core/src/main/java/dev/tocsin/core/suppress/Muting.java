package dev.tocsin.core.suppress;

import dev.tocsin.core.event.Fingerprint;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the active parents that mute one subject. A parent that the subject itself mutes, directly or through others,
 * does not count; so those on a circle all see the same, whichever is asked about first.
 */
final class Muting {
    /** How many parents one rule is asked for. Further ones mute nobody: in doubt, people are told. */
    static final int PARENTS = 64;

    /** How many subjects are looked at in search of a circle. A search that ends here counts as if it had found one. */
    static final int SEARCHED = 256;

    private final List<Inhibition> rules;
    private final ActiveParents active;

    Muting(List<Inhibition> rules, ActiveParents active) {
        this.rules = rules;
        this.active = active;
    }

    /** The longest active parent by each rule that has one. */
    List<Cause.ByParent> of(Subject subject) {
        boolean mayMute = rules.stream().anyMatch(rule -> rule.parent().selects(subject));
        List<Cause.ByParent> causes = new ArrayList<>();
        for (Inhibition rule : rules) {
            for (Parent parent : parents(rule, subject)) {
                if (!mayMute || !isBeneath(parent.subject(), subject)) {
                    causes.add(new Cause.ByParent(rule, parent));
                    break;
                }
            }
        }
        return causes;
    }

    private List<Parent> parents(Inhibition rule, Subject child) {
        Optional<ParentQuery> query = rule.queryFor(child);
        return query.isEmpty()
                ? List.of()
                : active.find(query.get(), PARENTS).stream()
                        .filter(parent -> rule.mutes(parent.subject(), child))
                        .toList();
    }

    /** Whether one subject is muted by another, directly or through active ones between them. */
    private boolean isBeneath(Subject lower, Subject upper) {
        Set<Fingerprint> seen = new HashSet<>(Set.of(lower.fingerprint()));
        Deque<Subject> open = new ArrayDeque<>(List.of(lower));
        while (!open.isEmpty()) {
            Subject at = open.remove();
            for (Inhibition rule : rules) {
                if (rule.mutes(upper, at)) {
                    return true;
                }
                for (Parent parent : parents(rule, at)) {
                    if (seen.add(parent.subject().fingerprint())) {
                        open.add(parent.subject());
                    }
                }
            }
            if (seen.size() > SEARCHED) {
                return true;
            }
        }
        return false;
    }
}
