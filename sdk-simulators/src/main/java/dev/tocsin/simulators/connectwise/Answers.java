package dev.tocsin.simulators.connectwise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.connectwise.internal.query.ListQuery;
import dev.tocsin.simulators.connectwise.internal.query.Rows;
import dev.tocsin.simulators.connectwise.internal.query.Selection;
import dev.tocsin.simulators.connectwise.internal.records.Behaviour;
import dev.tocsin.simulators.connectwise.internal.records.Table;
import dev.tocsin.simulators.connectwise.internal.wire.Json;
import dev.tocsin.simulators.http.Answer;
import java.io.ByteArrayOutputStream;
import java.util.Collection;
import java.util.Map;
import java.util.function.Supplier;

/** Writes answers as the server does: its content type, its Link and Location headers. */
final class Answers {
    static final String JSON = "application/vnd.connectwise.com+json";
    /** A host that differs from the one asked: a client that follows it leaves the simulator. */
    private static final String FOREIGN = "https://api-na.myconnectwise.invalid//v4_6_release" + Codebase.API;

    private final Supplier<String> baseUrl;
    private final Behaviour behaviour;

    Answers(Supplier<String> baseUrl, Behaviour behaviour) {
        this.baseUrl = baseUrl;
        this.behaviour = behaviour;
    }

    static Answer json(int status, JsonNode body) {
        return new Answer(status, Map.of("Content-Type", JSON), Json.bytes(body));
    }

    private String link(String path) {
        return (behaviour.foreignLinks() ? FOREIGN : baseUrl.get()) + path;
    }

    Answer created(Target target, ObjectNode row) {
        return json(
                        201,
                        Selection.of(target.call().query().getOrDefault("fields", ""))
                                .cut(row))
                .with("Location", link(target.path() + "/" + row.path("id").asText()));
    }

    Answer one(Target target, ObjectNode row) {
        return json(
                200,
                Selection.of(target.call().query().getOrDefault("fields", "")).cut(row));
    }

    Answer list(Target target, ListQuery query, Collection<ObjectNode> rows) {
        return list(query.page(rows, link(target.path())));
    }

    Answer list(Target target, ListQuery query, Rows rows) {
        return list(query.page(rows, link(target.path())));
    }

    Answer count(ListQuery query, Rows rows) {
        return json(200, Json.object().put("count", query.count(rows)));
    }

    /** A list of a whole table; forward-only paging begins where the caller is, rather than counting up to it. */
    Answer list(Target target, ListQuery query, Table table) {
        ListQuery.Page page = query.pageOfOrdered(table.among(query.ids()), link(target.path()));
        return query.wantsWholeRows() ? list(page, joined(table, page)) : list(page);
    }

    private static byte[] joined(Table table, ListQuery.Page page) {
        ByteArrayOutputStream out =
                new ByteArrayOutputStream(1_024 * (1 + page.rows().size()));
        out.write('[');
        for (ObjectNode row : page.rows()) {
            if (out.size() > 1) {
                out.write(',');
            }
            out.writeBytes(table.written(row));
        }
        out.write(']');
        return out.toByteArray();
    }

    private static Answer list(ListQuery.Page page) {
        ArrayNode array = Json.array();
        page.rows().forEach(array::add);
        return list(page, Json.bytes(array));
    }

    private static Answer list(ListQuery.Page page, byte[] body) {
        Answer answer = new Answer(200, Map.of("Content-Type", JSON), body);
        return page.link().map(text -> answer.with("Link", text)).orElse(answer);
    }

    Answer count(ListQuery query, Table table) {
        return json(200, Json.object().put("count", query.countOfOrdered(table.among(query.ids()))));
    }

    Answer count(ListQuery query, Collection<ObjectNode> rows) {
        return json(200, Json.object().put("count", query.count(rows)));
    }

    Answer success() {
        return json(200, Json.object().put("success", true).put("message", "Success"));
    }
}
