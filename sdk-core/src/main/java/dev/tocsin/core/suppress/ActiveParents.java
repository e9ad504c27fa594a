package dev.tocsin.core.suppress;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * The active subjects, as a store or a preview knows them at the moment of the decision.
 *
 * <p>Active is every state that was raised and not resolved, whatever became of it: in an incident, answered by a person
 * who closed its ticket, or held back itself. A fault that people know of, or that is being worked on, has the same
 * consequences as one that they do not know of. A moment is never active.
 */
public interface ActiveParents {
    /** The longest active first, and of those of the same moment the lower fingerprint. */
    Comparator<Parent> ORDER = Comparator.comparing(Parent::since)
            .thenComparing(parent -> parent.subject().fingerprint());

    /**
     * The active subjects that match.
     *
     * @param limit how many at most, the first in {@link #ORDER}
     */
    List<Parent> find(ParentQuery query, int limit);

    /** An index in memory, over a copy of what is given. For previews and tests: it looks at each one for each question. */
    static ActiveParents of(Collection<Parent> active) {
        List<Parent> sorted = active.stream().sorted(ORDER).toList();
        return (query, limit) -> sorted.stream()
                .filter(parent -> query.matches(parent.subject()))
                .limit(limit)
                .toList();
    }
}
