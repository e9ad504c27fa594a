package dev.tocsin.core.rule;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.event.EventCategory;
import dev.tocsin.core.event.SecurityEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which categories and event types matter, and how each category is grouped.
 *
 * @param msp the MSP
 * @param name the name, unique for the MSP
 * @param categories the selection per category; categories that are absent are not selected
 */
public record EventSet(MspId msp, String name, Map<EventCategory, CategorySelection> categories) {
    /** Copies the selections; refuses an empty set and a group-by that is not legal for its category. */
    public EventSet {
        if (name.isBlank()) {
            throw new ConfigurationException("eventSet.name", "the name is missing");
        }
        if (categories.isEmpty()) {
            throw new ConfigurationException(
                    "eventSets[" + name + "].categories",
                    "none is named; legal are " + List.of(EventCategory.values()));
        }
        categories = Collections.unmodifiableMap(new EnumMap<>(categories));
        categories.forEach((category, selection) -> {
            if (!category.legalGroupBys().contains(selection.groupBy())) {
                throw new ConfigurationException(
                        "eventSets[" + name + "].categories." + category + ".groupBy",
                        selection.groupBy() + " is not legal for " + category.label() + "; legal are "
                                + category.legalGroupBys());
            }
        });
    }

    /** The selection that takes the event; empty if the set does not select it. */
    public Optional<CategorySelection> select(SecurityEvent event) {
        CategorySelection selection = categories.get(event.category());
        return selection != null && selection.selects(event) ? Optional.of(selection) : Optional.empty();
    }

    /**
     * Why the set selects the event or does not: category, severity, event types and condition, term by term. It holds
     * exactly if {@link #select} finds a selection.
     */
    public Verdict explain(SecurityEvent event) {
        CategorySelection selection = categories.get(event.category());
        String term = "event set " + Shown.quoted(name);
        List<Verdict> parts = new ArrayList<>();
        parts.add(new Verdict(
                "category is one of " + categories.keySet(), selection != null, "is " + event.category(), List.of()));
        if (selection != null) {
            parts.addAll(selection.explain(event));
        }
        return Verdict.ofAll(term, parts);
    }
}
