package dev.tocsin.core.rule;

import dev.tocsin.core.event.GroupBy;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.event.Severity;
import java.util.Set;

/**
 * Which events of one category an event set selects, and how it groups them.
 *
 * @param groupBy what the events of one ticket have in common
 * @param minSeverity the lowest severity that is selected
 * @param eventTypes the event types that are selected; empty for all
 */
public record CategorySelection(GroupBy groupBy, Severity minSeverity, Set<String> eventTypes) {
    /** Copies the event types. */
    public CategorySelection {
        eventTypes = Set.copyOf(eventTypes);
    }

    /** Every event of the category. */
    public static CategorySelection of(GroupBy groupBy) {
        return new CategorySelection(groupBy, Severity.INFO, Set.of());
    }

    /** Whether the event, of this category, is selected. */
    public boolean selects(SecurityEvent event) {
        return event.severity().atLeast(minSeverity)
                && (eventTypes.isEmpty() || eventTypes.contains(event.eventType()));
    }
}
