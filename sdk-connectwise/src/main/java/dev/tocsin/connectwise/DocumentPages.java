package dev.tocsin.connectwise;

import dev.tocsin.connectwise.internal.JsonRecord;
import dev.tocsin.connectwise.record.Query;
import dev.tocsin.connectwise.system.DocumentOwner;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The pages of the documents of one record, by number. The record is named by two parameters of the call, since no
 * condition can name it. Not thread-safe.
 */
final class DocumentPages implements PageSource {
    private final Gateway gateway;
    private final String path;
    private final DocumentOwner owner;
    private final Query query;
    private boolean ended;
    private int number = 1;
    private List<Integer> previous = List.of();

    DocumentPages(Gateway gateway, String path, DocumentOwner owner, Query query) {
        this.gateway = gateway;
        this.path = path;
        this.owner = owner;
        this.query = query;
    }

    @Override
    public List<JsonRecord> next() {
        if (ended) {
            return List.of();
        }
        Call call = owned(path, owner, ListPages.numbered(path, query, number).query());
        Answer answer = gateway.send(ListPages.checked(gateway, call));
        List<JsonRecord> rows = ListPages.rows(gateway, call, answer);
        List<Integer> ids = rows.stream().map(JsonRecord::id).toList();
        if (!ids.isEmpty() && ids.equals(previous)) {
            throw gateway.unusable(call, answer, "page " + number + " repeats the page before it");
        }
        previous = ids;
        number++;
        ended = rows.size() < query.pageSize();
        return rows;
    }

    static Call owned(String path, DocumentOwner owner, Map<String, String> others) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("recordType", owner.recordType());
        parameters.put("recordId", Integer.toString(owner.recordId()));
        parameters.putAll(others);
        return Call.get(path, parameters);
    }
}
