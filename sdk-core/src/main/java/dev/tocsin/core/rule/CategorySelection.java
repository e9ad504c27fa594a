package dev.tocsin.core.rule;

import dev.tocsin.core.event.GroupBy;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.event.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which events of one category an event set selects, and how it groups them.
 *
 * @param groupBy what the events of one ticket have in common
 * @param minSeverity the lowest severity that is selected
 * @param eventTypes the event types that are selected; empty for all
 * @param when what else must be true of the event's fields, or null if nothing must
 */
public record CategorySelection(
        GroupBy groupBy,
        Severity minSeverity,
        Set<String> eventTypes,
        @Nullable Condition when) {
    private static final int SHOWN_TYPES = 5;

    /** Copies the event types. */
    public CategorySelection {
        eventTypes = Set.copyOf(eventTypes);
    }

    /** A selection without a condition. */
    public CategorySelection(GroupBy groupBy, Severity minSeverity, Set<String> eventTypes) {
        this(groupBy, minSeverity, eventTypes, null);
    }

    /** Every event of the category. */
    public static CategorySelection of(GroupBy groupBy) {
        return new CategorySelection(groupBy, Severity.INFO, Set.of());
    }

    /** The same selection with a condition in place of its own; null for none. */
    public CategorySelection when(@Nullable Condition condition) {
        return new CategorySelection(groupBy, minSeverity, eventTypes, condition);
    }

    /** Whether the event, of this category, is selected. */
    public boolean selects(SecurityEvent event) {
        return selectsButForCondition(event) && (when == null || when.holds(event));
    }

    /** Whether the event, of this category, is severe enough and of one of the types. */
    public boolean selectsButForCondition(SecurityEvent event) {
        return event.severity().atLeast(minSeverity)
                && (eventTypes.isEmpty() || eventTypes.contains(event.eventType()));
    }

    /** Why the event, of this category, is selected or is not: severity, event types, condition. */
    List<Verdict> explain(SecurityEvent event) {
        List<Verdict> parts = new ArrayList<>();
        parts.add(new Verdict(
                "severity is at least " + minSeverity,
                event.severity().atLeast(minSeverity),
                "is " + event.severity(),
                List.of()));
        if (!eventTypes.isEmpty()) {
            parts.add(new Verdict(
                    "eventType is one of " + shownTypes(),
                    eventTypes.contains(event.eventType()),
                    "is " + Shown.quoted(event.eventType()),
                    List.of()));
        }
        if (when != null) {
            parts.add(when.explain(event));
        }
        return parts;
    }

    private String shownTypes() {
        List<String> shown = new ArrayList<>();
        new TreeSet<>(eventTypes).stream().limit(SHOWN_TYPES).map(Shown::quoted).forEach(shown::add);
        if (eventTypes.size() > SHOWN_TYPES) {
            shown.add("… and " + (eventTypes.size() - SHOWN_TYPES) + " more");
        }
        return String.join(", ", shown) + " exactly";
    }
}
