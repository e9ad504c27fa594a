package dev.tocsin.connectwise;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.connectwise.internal.JsonRecord;
import dev.tocsin.connectwise.record.Conditions;
import dev.tocsin.connectwise.record.InvalidRequestException;
import dev.tocsin.connectwise.record.Query;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The pages of a list: by id where the order is that of ids, which misses nothing when records are removed meanwhile, else
 * by number. By id the server is asked in its forward-only mode; where an endpoint does not know that mode, by a condition
 * on the id. Links in answers are never followed: they may name another host. Not thread-safe.
 */
final class ListPages implements PageSource {
    private final Gateway gateway;
    private final String path;
    private final Query query;
    private final Map<String, String> owner;
    private Way way;
    private boolean ended;
    private int lastId;
    private int number = 1;
    private List<Integer> previous = List.of();

    /** How the next page is asked for. */
    private enum Way {
        FORWARD_ONLY,
        AFTER_ID,
        BY_NUMBER
    }

    ListPages(Gateway gateway, String path, Query query) {
        this(gateway, path, query, Map.of(), query.order().isEmpty() ? Way.FORWARD_ONLY : Way.BY_NUMBER);
    }

    private ListPages(Gateway gateway, String path, Query query, Map<String, String> owner, Way way) {
        this.gateway = gateway;
        this.path = path;
        this.query = query;
        this.owner = owner;
        this.way = way;
    }

    /** The pages, by number, of what belongs to a record that parameters of their own name, and no condition can. */
    static ListPages ofOwner(Gateway gateway, String path, Query query, Map<String, String> owner) {
        return new ListPages(gateway, path, query, owner, Way.BY_NUMBER);
    }

    @Override
    public List<JsonRecord> next() {
        if (ended) {
            return List.of();
        }
        return switch (way) {
            case FORWARD_ONLY -> nextForward();
            case AFTER_ID -> inOrder(afterId(), gateway.send(checked(gateway, afterId())));
            case BY_NUMBER -> nextByNumber();
        };
    }

    private List<JsonRecord> nextForward() {
        Map<String, String> parameters = selection(query);
        parameters.put("pageSize", Integer.toString(query.pageSize()));
        if (lastId > 0) {
            parameters.put("pageId", Integer.toString(lastId));
        }
        Call call = Call.get(path, parameters).forward();
        Answer answer = gateway.send(checked(gateway, call));
        // Where forward-only is supported a Link header is always there; some endpoints ignore the request.
        boolean ignored = answer.hasLink()
                ? beginsAgain(answer)
                : lastId == 0 && answer.body().size() >= query.pageSize();
        if (ignored) {
            way = Way.AFTER_ID;
            return next();
        }
        return inOrder(call, answer);
    }

    private boolean beginsAgain(Answer answer) {
        int first = answer.body().path(0).path("id").asInt();
        return lastId > 0 && first > 0 && first <= lastId;
    }

    private Call afterId() {
        Query rest = lastId > 0 ? query.and(Conditions.ID.gt(lastId)) : query;
        return numbered(path, rest, 1);
    }

    private List<JsonRecord> inOrder(Call call, Answer answer) {
        List<JsonRecord> rows = rows(gateway, call, answer);
        ended = isLast(answer, rows);
        if (ended && lastId == 0) {
            return rows;
        }
        for (JsonRecord row : rows) {
            int id = row.id();
            if (id <= lastId) {
                throw gateway.unusable(
                        call,
                        answer,
                        id == 0
                                ? "the records have no id to go on after; give the query an order"
                                : "the page after id " + lastId + " repeats or disorders records (id " + id + ")");
            }
            lastId = id;
        }
        return rows;
    }

    /** A page that is shorter than asked for is not the last if the server says that there is more. */
    private boolean isLast(Answer answer, List<JsonRecord> rows) {
        return rows.isEmpty() || (rows.size() < query.pageSize() && !answer.saysNext());
    }

    private List<JsonRecord> nextByNumber() {
        Map<String, String> parameters = new LinkedHashMap<>(owner);
        parameters.putAll(numbered(path, query, number).query());
        Call call = Call.get(path, parameters);
        Answer answer = gateway.send(checked(gateway, call));
        List<JsonRecord> rows = rows(gateway, call, answer);
        List<Integer> ids = rows.stream().map(JsonRecord::id).toList();
        if (!ids.isEmpty() && ids.equals(previous)) {
            throw gateway.unusable(call, answer, "page " + number + " repeats the page before it");
        }
        ended = isLast(answer, rows);
        previous = ids;
        number++;
        return rows;
    }

    /** The call for one page by number, in the order of ids if the query has none of its own. */
    static Call numbered(String path, Query query, int number) {
        Map<String, String> parameters = selection(query);
        parameters.put("orderBy", query.order().orElse("id asc"));
        parameters.put("page", Integer.toString(number));
        parameters.put("pageSize", Integer.toString(query.pageSize()));
        return Call.get(path, parameters);
    }

    /** Which records, and which of their fields. */
    private static Map<String, String> selection(Query query) {
        Map<String, String> parameters = filters(query);
        if (!query.fields().isEmpty()) {
            parameters.put("fields", String.join(",", query.fields()));
        }
        return parameters;
    }

    static Map<String, String> filters(Query query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        query.condition().ifPresent(condition -> parameters.put("conditions", condition.expression()));
        query.childCondition().ifPresent(child -> parameters.put("childConditions", child.expression()));
        query.customFieldCondition().ifPresent(field -> parameters.put("customFieldConditions", field.expression()));
        return parameters;
    }

    static List<JsonRecord> rows(Gateway gateway, Call call, Answer answer) {
        if (!answer.body().isArray()) {
            throw gateway.unusable(call, answer, "the answer is a record where a list was expected");
        }
        List<JsonRecord> rows = new ArrayList<>();
        for (JsonNode row : answer.body()) {
            rows.add(new JsonRecord(row));
        }
        return rows;
    }

    /** The call itself, unless its address is longer than the server takes. */
    static Call checked(Gateway gateway, Call call) {
        if (gateway.fits(call)) {
            return call;
        }
        throw InvalidRequestException.of(
                "query",
                "conditions",
                "the address would exceed " + Gateway.LONGEST_ADDRESS
                        + " characters; split the values of an in list over several queries");
    }
}
