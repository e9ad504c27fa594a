package dev.tocsin.connectwise;

import dev.tocsin.connectwise.internal.JsonRecord;
import dev.tocsin.connectwise.record.Condition;
import dev.tocsin.connectwise.record.Conditions;
import dev.tocsin.connectwise.record.InvalidRequestException;
import dev.tocsin.connectwise.record.Query;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The pages of a search by POST, for conditions too long for an address. The contract gives that call no paging
 * parameters, so each page asks for the ids after the last one; only an empty page ends it. Not thread-safe.
 */
final class SearchPages implements PageSource {
    private final Gateway gateway;
    private final String path;
    private final Query query;
    private int lastId;

    SearchPages(Gateway gateway, String path, Query query) {
        if (query.order().isPresent()) {
            throw InvalidRequestException.of("search", "orderBy", "a search comes in the order of ids");
        }
        this.gateway = gateway;
        this.path = path;
        this.query = query;
    }

    @Override
    public List<JsonRecord> next() {
        Condition after = Conditions.ID.gt(lastId);
        Condition condition = query.condition().map(own -> own.and(after)).orElse(after);
        Map<String, String> body = new LinkedHashMap<>();
        body.put("conditions", condition.expression());
        body.put("orderBy", "id asc");
        query.childCondition().ifPresent(child -> body.put("childconditions", child.expression()));
        query.customFieldCondition().ifPresent(field -> body.put("customfieldconditions", field.expression()));
        Call call = Call.search(path, body);
        Answer answer = gateway.send(call);
        List<JsonRecord> rows = ListPages.rows(gateway, call, answer);
        for (JsonRecord row : rows) {
            if (row.id() <= lastId) {
                throw gateway.unusable(call, answer, "the page after id " + lastId + " repeats or disorders records");
            }
            lastId = row.id();
        }
        return rows;
    }
}
