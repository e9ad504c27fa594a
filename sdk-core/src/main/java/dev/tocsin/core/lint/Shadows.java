package dev.tocsin.core.lint;

import dev.tocsin.core.event.EventCategory;
import dev.tocsin.core.rule.CategorySelection;
import dev.tocsin.core.rule.EventSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether earlier event sets leave anything to a later one. Sees only what is certain: conditions are not compared. */
final class Shadows {
    private Shadows() {}

    /** Whether earlier sets of a mapping take all that a set selects. */
    static boolean hide(List<EventSet> earlier, EventSet later) {
        return later.categories().entrySet().stream()
                .allMatch(selection -> earlier.stream().anyMatch(set -> takesAll(set, selection)));
    }

    private static boolean takesAll(EventSet earlier, Map.Entry<EventCategory, CategorySelection> later) {
        return Optional.ofNullable(earlier.categories().get(later.getKey()))
                .filter(selection -> selection.when() == null
                        || selection.when().equals(later.getValue().when()))
                .filter(selection -> later.getValue().minSeverity().atLeast(selection.minSeverity()))
                .filter(selection -> selection.eventTypes().isEmpty()
                        || (!later.getValue().eventTypes().isEmpty()
                                && selection
                                        .eventTypes()
                                        .containsAll(later.getValue().eventTypes())))
                .isPresent();
    }
}
