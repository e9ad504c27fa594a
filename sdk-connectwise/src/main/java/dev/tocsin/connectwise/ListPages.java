package dev.tocsin.connectwise;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.connectwise.internal.JsonRecord;
import dev.tocsin.connectwise.record.InvalidRequestException;
import dev.tocsin.connectwise.record.Query;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The pages of a list, by id where the order is that of ids ("forward-only", which stays fast and misses nothing when
 * records are removed meanwhile), else by number. Links in answers are never followed: they may name another host. Not
 * thread-safe.
 */
final class ListPages implements PageSource {
    private final Gateway gateway;
    private final String path;
    private final Query query;
    private boolean byId;
    private boolean ended;
    private int lastId;
    private int number = 1;
    private List<Integer> previous = List.of();

    ListPages(Gateway gateway, String path, Query query) {
        this.gateway = gateway;
        this.path = path;
        this.query = query;
        this.byId = query.order().isEmpty();
    }

    @Override
    public List<JsonRecord> next() {
        if (ended) {
            return List.of();
        }
        List<JsonRecord> page = byId ? nextById() : nextByNumber();
        ended = page.size() < query.pageSize();
        return page;
    }

    private List<JsonRecord> nextById() {
        Map<String, String> parameters = filters(query);
        parameters.put("pageSize", Integer.toString(query.pageSize()));
        if (lastId > 0) {
            parameters.put("pageId", Integer.toString(lastId));
        }
        Call call = Call.get(path, parameters).forward();
        Answer answer = gateway.send(checked(gateway, call));
        List<JsonRecord> rows = rows(gateway, call, answer);
        boolean full = rows.size() >= query.pageSize();
        if (lastId == 0 && full && answer.response().header("link").isEmpty()) {
            // Where forward-only is supported a Link header is always there; some endpoints ignore the request.
            byId = false;
            return nextByNumber();
        }
        if (lastId == 0 && !full) {
            return rows;
        }
        for (JsonRecord row : rows) {
            if (row.id() <= lastId) {
                throw gateway.unusable(
                        call,
                        answer,
                        "the page after id " + lastId + " repeats or disorders records (id " + row.id() + ")");
            }
            lastId = row.id();
        }
        return rows;
    }

    private List<JsonRecord> nextByNumber() {
        Call call = numbered(path, query, number);
        Answer answer = gateway.send(checked(gateway, call));
        List<JsonRecord> rows = rows(gateway, call, answer);
        List<Integer> ids = rows.stream().map(JsonRecord::id).toList();
        if (!ids.isEmpty() && ids.equals(previous)) {
            throw gateway.unusable(call, answer, "page " + number + " repeats the page before it");
        }
        previous = ids;
        number++;
        return rows;
    }

    /** The call for one page by number, in the order of ids if the query has none of its own. */
    static Call numbered(String path, Query query, int number) {
        Map<String, String> parameters = filters(query);
        parameters.put("orderBy", query.order().orElse("id asc"));
        parameters.put("page", Integer.toString(number));
        parameters.put("pageSize", Integer.toString(query.pageSize()));
        return Call.get(path, parameters);
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
