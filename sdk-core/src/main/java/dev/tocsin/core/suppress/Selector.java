package dev.tocsin.core.suppress;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.event.EventCategory;
import dev.tocsin.core.event.Severity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which subjects may mute, or be muted, by what they are. All parts must agree.
 *
 * @param category the category, or null for any
 * @param eventTypes the source's types of event, any of them; empty for all
 * @param assets the affected assets, any of them; empty for all, and for none
 * @param minSeverity the lowest severity
 * @param maxSeverity the highest severity
 */
public record Selector(
        @Nullable EventCategory category,
        Set<String> eventTypes,
        Set<String> assets,
        Severity minSeverity,
        Severity maxSeverity) {
    /** Every subject. */
    public static final Selector ALL = new Selector(null, Set.of(), Set.of(), Severity.INFO, Severity.CRITICAL);

    /** Copies the sets, with text in its one form; refuses a highest severity below the lowest. */
    public Selector {
        eventTypes = normal("eventTypes", eventTypes, 200);
        assets = normal("assets", assets, 300);
        if (!maxSeverity.atLeast(minSeverity)) {
            throw new ConfigurationException(
                    "selector.maxSeverity",
                    maxSeverity + " is below minSeverity, " + minSeverity + "; that or a higher one is legal");
        }
    }

    private static Set<String> normal(String field, Set<String> values, int longest) {
        Set<String> normal = new LinkedHashSet<>();
        values.forEach(value -> normal.add(Fields.required("selector." + field, value, longest)));
        return Collections.unmodifiableSet(normal);
    }

    /** The subjects of a category. */
    public static Selector category(EventCategory category) {
        return new Selector(category, Set.of(), Set.of(), Severity.INFO, Severity.CRITICAL);
    }

    /** The subjects of some event types. */
    public static Selector eventTypes(String... eventTypes) {
        return new Selector(null, new LinkedHashSet<>(List.of(eventTypes)), Set.of(), Severity.INFO, Severity.CRITICAL);
    }

    /** The same, only of a severity from one to another, both inclusive. */
    public Selector severity(Severity lowest, Severity highest) {
        return new Selector(category, eventTypes, assets, lowest, highest);
    }

    /** The same, only on these assets. */
    public Selector onAssets(String... names) {
        return new Selector(category, eventTypes, new LinkedHashSet<>(List.of(names)), minSeverity, maxSeverity);
    }

    /** Whether it takes the subject. */
    public boolean selects(Subject subject) {
        return (category == null || category == subject.category())
                && (eventTypes.isEmpty() || eventTypes.contains(subject.eventType()))
                && (assets.isEmpty() || (subject.asset() != null && assets.contains(subject.asset())))
                && subject.severity().atLeast(minSeverity)
                && maxSeverity.atLeast(subject.severity());
    }

    /** Whether nothing is asked for. */
    boolean isAll() {
        return equals(ALL);
    }

    /** The selector as a plain map of what is asked for; {@link #of} reads it back. */
    public Map<String, Object> asValue() {
        Map<String, Object> value = new LinkedHashMap<>();
        if (category != null) {
            value.put("category", category.name());
        }
        if (!eventTypes.isEmpty()) {
            value.put("eventTypes", List.copyOf(new ArrayList<>(eventTypes)));
        }
        if (!assets.isEmpty()) {
            value.put("assets", List.copyOf(new ArrayList<>(assets)));
        }
        if (minSeverity != Severity.INFO) {
            value.put("minSeverity", minSeverity.name());
        }
        if (maxSeverity != Severity.CRITICAL) {
            value.put("maxSeverity", maxSeverity.name());
        }
        return Collections.unmodifiableMap(value);
    }

    /**
     * The selector of a plain map; an empty one selects every subject.
     *
     * @param place where the map stands, for refusals, such as {@code inhibitions[0].parent}
     * @throws ConfigurationException if something is not known or not legal
     */
    public static Selector of(String place, Map<String, ?> value) {
        return of(new Fields(place, value));
    }

    static Selector of(Fields fields) {
        EventCategory category = fields.oneOf("category", EventCategory.class);
        Set<String> eventTypes = fields.texts("eventTypes", 200);
        Set<String> assets = fields.texts("assets", 300);
        Severity lowest = fields.oneOf("minSeverity", Severity.class);
        Severity highest = fields.oneOf("maxSeverity", Severity.class);
        fields.end();
        return fields.built(() -> new Selector(
                category,
                eventTypes,
                assets,
                lowest == null ? Severity.INFO : lowest,
                highest == null ? Severity.CRITICAL : highest));
    }
}
