package dev.tocsin.core.incident;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What we set on a ticket beside its notes, for ourselves or because a technician acknowledged it: a ticket that has nothing else is
 * untouched. Immutable.
 *
 * @param statuses the open statuses, in lower case
 * @param owners the members whom we made its owner, in lower case
 */
public record OwnMarks(Set<String> statuses, Set<String> owners) {
    /** Brings the names into lower case. */
    public OwnMarks {
        statuses = lower(statuses);
        owners = lower(owners);
    }

    /** Of a ticket that has only the status that it was opened with. */
    public static OwnMarks ofStatus(String openStatus) {
        return new OwnMarks(Set.of(openStatus), Set.of());
    }

    private static Set<String> lower(Collection<String> names) {
        return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether a status is one that we set. */
    boolean hasStatus(String status) {
        return statuses.contains(status.toLowerCase(Locale.ROOT));
    }

    /** Whether an owner is none, or one that we set; whoever created the ticket counts as us. */
    boolean hasOwner(@Nullable String owner, @Nullable String createdBy) {
        return owner == null
                || owner.equalsIgnoreCase(String.valueOf(createdBy))
                || owners.contains(owner.toLowerCase(Locale.ROOT));
    }
}
