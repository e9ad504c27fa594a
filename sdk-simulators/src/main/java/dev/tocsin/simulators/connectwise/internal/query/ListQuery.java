package dev.tocsin.simulators.connectwise.internal.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.connectwise.internal.wire.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One list request: which records it wants, in what order, and which page. Immutable. Reading it throws the server's 400
 * if any part is not valid.
 */
public final class ListQuery {
    private final Condition conditions;
    private final Condition childConditions;
    private final Condition customFieldConditions;
    private final Comparator<ObjectNode> order;
    private final Selection selection;
    private final Paging paging;
    private final boolean byId;
    private final boolean byIdDownwards;
    private final boolean unfiltered;
    private final IdRange ids;

    private ListQuery(RecordKind kind, Map<String, String> parameters, boolean forwardOnly) {
        paging = Paging.of(parameters, forwardOnly, kind.resource());
        conditions = ConditionParser.parse(
                parameters.getOrDefault("conditions", ""), Grammar.CONDITIONS, f -> FieldPaths.of(kind, f));
        childConditions = ConditionParser.parse(
                parameters.getOrDefault("childConditions", ""), Grammar.CHILD_CONDITIONS, f -> FieldPaths.of(kind, f));
        customFieldConditions = ConditionParser.parse(
                parameters.getOrDefault("customFieldConditions", ""),
                Grammar.CUSTOM_FIELD_CONDITIONS,
                FieldPaths::ofCustomField);
        order = Sorting.of(parameters.getOrDefault("orderBy", ""), kind);
        selection = Selection.of(parameters.getOrDefault("fields", ""));
        String words = parameters.getOrDefault("orderBy", "").strip().toLowerCase(Locale.ROOT);
        byId = words.isEmpty() || words.equals("id") || words.matches("id\\s+asc");
        byIdDownwards = words.matches("id\\s+desc");
        unfiltered = List.of("conditions", "childConditions", "customFieldConditions").stream()
                .allMatch(name -> parameters.getOrDefault(name, "").isBlank());
        boolean plain = List.of("childConditions", "customFieldConditions").stream()
                .allMatch(name -> parameters.getOrDefault(name, "").isBlank());
        ids = IdRange.of(conditions, plain, paging.after().orElse(0));
    }

    /**
     * Reads a request.
     *
     * @param kind what is listed
     * @param parameters the query's parameters; for a search the body's, too
     * @param forwardOnly whether the header {@code pagination-type: forward-only} was sent
     */
    public static ListQuery of(RecordKind kind, Map<String, String> parameters, boolean forwardOnly) {
        return new ListQuery(kind, parameters, forwardOnly);
    }

    /** How many records meet the conditions, whatever the page. */
    public int count(Collection<ObjectNode> rows) {
        return (int) rows.stream().filter(this::matches).count();
    }

    /**
     * The page asked for.
     *
     * @param rows the records to choose from
     * @param url the address of the list without its query, for the links
     */
    public Page page(Collection<ObjectNode> rows, String url) {
        List<ObjectNode> found =
                rows.stream().filter(this::matches).sorted(order).toList();
        Paging.Slice slice = paging.slice(found);
        return new Page(slice.rows().stream().map(selection::cut).toList(), slice.link(url));
    }

    /** How many records meet the conditions, whatever the page; without conditions none of them is looked at. */
    public int count(Rows rows) {
        return unfiltered
                ? rows.size()
                : (int) rows.idsAfter(0, required())
                        .filter(id -> matches(rows.row(id)))
                        .count();
    }

    /**
     * The page asked for, without holding more of the records than that page needs. Forward-only paging begins at its
     * {@code pageId}; pages by number skip without looking where there are no conditions. An order of one's own holds all
     * records up to the end of the page.
     *
     * @param rows the records to choose from
     * @param url the address of the list without its query, for the links
     */
    public Page page(Rows rows, String url) {
        Paging.Slice slice;
        if (paging.forwardOnly()) {
            List<ObjectNode> some = candidates(rows, paging.after().orElse(0))
                    .mapToObj(rows::row)
                    .filter(this::matches)
                    .limit(paging.size() + 1L)
                    .toList();
            slice = paging.slice(some);
        } else if (unfiltered && byId) {
            List<ObjectNode> here = rows.idsAfter(0)
                    .skip(paging.start())
                    .limit(paging.size())
                    .mapToObj(rows::row)
                    .toList();
            slice = paging.slice(here, rows.size());
        } else {
            slice = sorted(rows);
        }
        return new Page(slice.rows().stream().map(selection::cut).toList(), slice.link(url));
    }

    private Paging.Slice sorted(Rows rows) {
        long keep = paging.start() + paging.size();
        PriorityQueue<ObjectNode> first = new PriorityQueue<>(order.reversed());
        int[] total = {0};
        candidates(rows, 0).mapToObj(rows::row).filter(this::matches).forEach(row -> {
            total[0]++;
            first.add(row);
            if (first.size() > keep) {
                first.remove();
            }
        });
        List<ObjectNode> found = first.stream()
                .sorted(order)
                .skip(paging.start())
                .limit(paging.size())
                .toList();
        return paging.slice(found, total[0]);
    }

    /** Whether rows are shown whole rather than cut down to some fields. */
    public boolean wantsWholeRows() {
        return selection.isEverything();
    }

    /** The ids that a record must be among to match at all; for a forward-only page those after its beginning. */
    public IdRange ids() {
        return ids;
    }

    /** How many records meet the conditions, if these are all whose ids do. */
    public int countOfOrdered(Collection<ObjectNode> rows) {
        return ids.exact() ? rows.size() : count(rows);
    }

    /**
     * The page asked for out of records that are in the order of their ids already: quick even if there are many.
     *
     * @param rows the records whose ids match, ascending
     * @param url the address of the list without its query, for the links
     */
    public Page pageOfOrdered(Collection<ObjectNode> rows, String url) {
        if (!byId && !byIdDownwards) {
            return page(rows, url);
        }
        Stream<ObjectNode> found = ids.exact() ? rows.stream() : rows.stream().filter(this::matches);
        Paging.Slice slice;
        if (byIdDownwards) {
            List<ObjectNode> downwards = new ArrayList<>(found.toList());
            Collections.reverse(downwards);
            slice = paging.slice(downwards);
        } else if (ids.exact() || paging.forwardOnly()) {
            slice = paging.slice(found, rows::size);
        } else {
            slice = paging.slice(found.toList());
        }
        return new Page(slice.rows().stream().map(selection::cut).toList(), slice.link(url));
    }

    /** The ids of rows that are worth a look at the whole of them. */
    private IntStream candidates(Rows rows, int after) {
        IntStream ids = rows.idsAfter(after, required());
        return rows.plainFields().containsAll(conditions.roots())
                ? ids.filter(id -> conditions.test(rows.plain(id)) == Truth.TRUE)
                : ids;
    }

    /** What fields must equal for a record to match at all, by their paths; as text in lower case. */
    private Map<String, String> required() {
        Map<String, String> required = new HashMap<>();
        for (Condition part : conditions instanceof Condition.And and ? and.parts() : List.of(conditions)) {
            if (part instanceof Condition.Compare c && c.operator().equals("=")) {
                String path = String.join("/", c.path());
                if (c.literal() instanceof Literal.Text text) {
                    required.put(path, text.text().stripTrailing().toLowerCase(Locale.ROOT));
                } else if (c.literal() instanceof Literal.Number number) {
                    required.put(path, number.number().stripTrailingZeros().toPlainString());
                }
            }
        }
        return required;
    }

    /** The text that a field must equal, in any case, for a record to match at all; empty if nothing so simple is asked. */
    public Optional<String> requiredText(String field) {
        List<Condition> parts = conditions instanceof Condition.And and ? and.parts() : List.of(conditions);
        for (Condition part : parts) {
            if (part instanceof Condition.Compare c
                    && c.operator().equals("=")
                    && c.path().equals(List.of(field))
                    && c.literal() instanceof Literal.Text text) {
                return Optional.of(text.text());
            }
        }
        return Optional.empty();
    }

    private boolean matches(ObjectNode row) {
        return conditions.test(row) == Truth.TRUE
                && anyElement(row, new ArrayList<>(childConditions.roots()))
                && anyCustomField(row);
    }

    /** Whether, for each array that the child conditions name, there is one element so that all of them hold. */
    private boolean anyElement(ObjectNode row, List<String> unbound) {
        if (unbound.isEmpty()) {
            return childConditions.test(row) == Truth.TRUE;
        }
        String root = unbound.get(0);
        List<String> rest = unbound.subList(1, unbound.size());
        JsonNode array = row.path(root);
        if (!array.isArray()) {
            return anyElement(row, rest);
        }
        for (JsonNode element : array) {
            ObjectNode bound = Json.object().setAll(row);
            bound.set(root, element);
            if (anyElement(bound, rest)) {
                return true;
            }
        }
        return false;
    }

    private boolean anyCustomField(ObjectNode row) {
        if (customFieldConditions.roots().isEmpty()) {
            return true;
        }
        for (JsonNode field : row.path("customFields")) {
            if (customFieldConditions.test(field) == Truth.TRUE) {
                return true;
            }
        }
        return false;
    }

    /**
     * One page.
     *
     * @param rows the records, cut down to the fields asked for
     * @param link the Link header; empty text means that the header is sent empty
     */
    public record Page(List<ObjectNode> rows, Optional<String> link) {}
}
