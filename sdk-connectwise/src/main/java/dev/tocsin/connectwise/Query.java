package dev.tocsin.connectwise;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which records to list and in what order. Immutable. */
public final class Query {
    /** The most records that the server puts on one page. */
    public static final int LARGEST_PAGE = 1000;

    private static final Query ALL = new Query(null, null, List.of(), LARGEST_PAGE);

    private final @Nullable Condition condition;
    private final @Nullable Condition childCondition;
    private final List<String> order;
    private final int pageSize;

    private Query(@Nullable Condition condition, @Nullable Condition childCondition, List<String> order, int pageSize) {
        this.condition = condition;
        this.childCondition = childCondition;
        this.order = order;
        this.pageSize = pageSize;
    }

    /** All records, by id, 1,000 to a page. */
    public static Query all() {
        return ALL;
    }

    /** The records that meet a condition, by id, 1,000 to a page. */
    public static Query where(Condition condition) {
        return new Query(condition, null, List.of(), LARGEST_PAGE);
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
        return new Query(condition, child, order, pageSize);
    }

    /** This query, ordered by one more field, upwards. A stream in an order of its own pages by number, not by id. */
    public Query orderBy(String field) {
        return ordered(field, "asc");
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
        return new Query(condition, childCondition, order, size);
    }

    /** What the records must meet; empty for all. */
    public Optional<Condition> condition() {
        return Optional.ofNullable(condition);
    }

    /** What an element of a list of theirs must meet; empty for all. */
    public Optional<Condition> childCondition() {
        return Optional.ofNullable(childCondition);
    }

    /** The order in the server's grammar; empty for the order of ids. */
    public Optional<String> order() {
        return order.isEmpty() ? Optional.empty() : Optional.of(String.join(",", order));
    }

    /** How many records to ask for at a time. */
    public int pageSize() {
        return pageSize;
    }

    private Query ordered(String field, String direction) {
        Conditions.field(field);
        List<String> more = new ArrayList<>(order);
        more.add(field + " " + direction);
        return new Query(condition, childCondition, List.copyOf(more), pageSize);
    }

    private static boolean usesList(Condition condition) {
        if (condition instanceof Junction junction) {
            return junction.parts().stream().anyMatch(Query::usesList);
        }
        return condition instanceof Comparison comparison && comparison.usesList();
    }
}
