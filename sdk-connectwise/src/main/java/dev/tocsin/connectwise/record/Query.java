package dev.tocsin.connectwise.record;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which records to list and in what order. Immutable. */
public final class Query {
    /** The most records that the server puts on one page. */
    public static final int LARGEST_PAGE = 1000;

    private static final Query ALL = new Query(null, null, null, List.of(), LARGEST_PAGE, Set.of());

    private final @Nullable Condition condition;
    private final @Nullable Condition childCondition;
    private final @Nullable Condition customFieldCondition;
    private final List<String> order;
    private final int pageSize;
    private final Set<String> fields;

    private Query(
            @Nullable Condition condition,
            @Nullable Condition childCondition,
            @Nullable Condition customFieldCondition,
            List<String> order,
            int pageSize,
            Set<String> fields) {
        this.condition = condition;
        this.childCondition = childCondition;
        this.customFieldCondition = customFieldCondition;
        this.order = order;
        this.pageSize = pageSize;
        this.fields = fields;
    }

    /** All records, by id, 1,000 to a page. */
    public static Query all() {
        return ALL;
    }

    /** The records that meet a condition, by id, 1,000 to a page. */
    public static Query where(Condition condition) {
        return new Query(condition, null, null, List.of(), LARGEST_PAGE, Set.of());
    }

    /**
     * This query, limited to records of which an element of a list meets a condition, such as {@code types/id}.
     *
     * @throws InvalidRequestException if the condition uses {@code in}, which the server does not allow there
     */
    public Query whereChild(Condition child) {
        if (usesList(child)) {
            throw InvalidRequestException.of("query", "child condition", "must not use in: join equalities with or");
        }
        return new Query(condition, child, customFieldCondition, order, pageSize, fields);
    }

    /**
     * This query, limited to records of which one custom field meets a condition on its {@code caption} and
     * {@code value}.
     *
     * @throws InvalidRequestException if the condition uses {@code in}, which the server does not allow there
     */
    public Query whereCustomField(Condition field) {
        if (usesList(field)) {
            throw InvalidRequestException.of(
                    "query", "custom field condition", "must not use in: join equalities with or");
        }
        return new Query(condition, childCondition, field, order, pageSize, fields);
    }

    /** This query, ordered by one more field, upwards. A stream in an order of its own pages by number, not by id. */
    public Query orderBy(String field) {
        return ordered(field, "asc");
    }

    /** This query, ordered by one more field, upwards. */
    public Query orderBy(Field<?> field) {
        return ordered(field.name(), "asc");
    }

    /** This query, ordered by one more field, downwards. */
    public Query orderByDescending(Field<?> field) {
        return ordered(field.name(), "desc");
    }

    /** This query, ordered by one more field, downwards. */
    public Query orderByDescending(String field) {
        return ordered(field, "desc");
    }

    /**
     * This query with another size of page.
     *
     * @throws InvalidRequestException unless it is between 1 and 1,000
     */
    public Query pageSize(int size) {
        if (size < 1 || size > LARGEST_PAGE) {
            throw InvalidRequestException.of("query", "pageSize", "between 1 and " + LARGEST_PAGE + ", not " + size);
        }
        return new Query(condition, childCondition, customFieldCondition, order, size, fields);
    }

    /**
     * This query, answered with these fields and the id only: the others read as if they were unset. It spares the server
     * and the wire where lists are long.
     *
     * @param names names of fields, such as {@code status} or {@code customFields}
     * @throws InvalidRequestException if one is not made of words joined by {@code /}
     */
    public Query only(String... names) {
        Set<String> all = new LinkedHashSet<>(List.of("id"));
        for (String name : names) {
            all.add(Conditions.named(name));
        }
        return new Query(
                condition, childCondition, customFieldCondition, order, pageSize, Collections.unmodifiableSet(all));
    }

    /** The names of the fields to answer with; empty for all. */
    public Set<String> fields() {
        return fields;
    }

    /** What the records must meet; empty for all. */
    public Optional<Condition> condition() {
        return Optional.ofNullable(condition);
    }

    /** What an element of a list of theirs must meet; empty for all. */
    public Optional<Condition> childCondition() {
        return Optional.ofNullable(childCondition);
    }

    /** What one of their custom fields must meet; empty for all. */
    public Optional<Condition> customFieldCondition() {
        return Optional.ofNullable(customFieldCondition);
    }

    /** The order in the server's grammar; empty for the order of ids. */
    public Optional<String> order() {
        return order.isEmpty() ? Optional.empty() : Optional.of(String.join(",", order));
    }

    /** How many records to ask for at a time. */
    public int pageSize() {
        return pageSize;
    }

    /** This query, limited further. */
    public Query and(Condition more) {
        Condition both = condition == null ? more : condition.and(more);
        return new Query(both, childCondition, customFieldCondition, order, pageSize, fields);
    }

    /**
     * This query as two that together select the same records, each once: its longest {@code in} list is halved. Empty
     * if it has none that all records must meet, or none of more than one value.
     */
    public List<Query> halves() {
        if (condition == null) {
            return List.of();
        }
        List<Condition> parts =
                condition instanceof Junction junction && junction.all() ? junction.parts() : List.of(condition);
        Comparison longest = null;
        for (Condition part : parts) {
            if (part instanceof Comparison list
                    && list.values().size() > 1
                    && (longest == null
                            || list.values().size() > longest.values().size())) {
                longest = list;
            }
        }
        if (longest == null) {
            return List.of();
        }
        List<Query> halves = new ArrayList<>();
        for (Comparison half : longest.halves()) {
            List<Condition> changed = new ArrayList<>(parts);
            changed.set(parts.indexOf(longest), half);
            halves.add(
                    new Query(Conditions.all(changed), childCondition, customFieldCondition, order, pageSize, fields));
        }
        return halves;
    }

    private Query ordered(String field, String direction) {
        Conditions.field(field);
        List<String> more = new ArrayList<>(order);
        more.add(field + " " + direction);
        return new Query(condition, childCondition, customFieldCondition, List.copyOf(more), pageSize, fields);
    }

    private static boolean usesList(Condition condition) {
        if (condition instanceof Junction junction) {
            return junction.parts().stream().anyMatch(Query::usesList);
        }
        return condition instanceof Comparison comparison && comparison.usesList();
    }
}
