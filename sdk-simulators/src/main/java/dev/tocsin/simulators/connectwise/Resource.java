package dev.tocsin.simulators.connectwise;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.connectwise.internal.query.RecordKind;
import dev.tocsin.simulators.connectwise.internal.records.Table;
import dev.tocsin.simulators.connectwise.internal.records.Writable;
import dev.tocsin.simulators.connectwise.internal.wire.ApiError;
import dev.tocsin.simulators.connectwise.internal.wire.Json;
import dev.tocsin.simulators.http.Answer;
import java.util.Collection;
import java.util.function.Function;
import java.util.function.Predicate;

/** The operations that every collection of records has, added under its path. */
final class Resource {
    private final Router router;
    private final Answers answers;
    private final String member;

    Resource(Router router, Answers answers, String member) {
        this.router = router;
        this.answers = answers;
        this.member = member;
    }

    /** What is below no record. */
    static Scope everything(Target target) {
        return new Scope(row -> true, Json.object());
    }

    /** A list of what is shown of rows, and its count. */
    void list(String path, RecordKind kind, Function<Target, Collection<ObjectNode>> rows) {
        router.add("GET", path, t -> answers.list(t, t.query(kind), rows.apply(t)));
        router.add("GET", path + "/count", t -> answers.count(t.query(kind), rows.apply(t)));
    }

    /** List, count and single records. */
    void readable(String path, Table table, Function<Target, Scope> scope) {
        list(path, table.kind(), t -> {
            Predicate<ObjectNode> owned = scope.apply(t).owns();
            return table.rows().stream().filter(owned).toList();
        });
        router.add("GET", path + "/{}", t -> answers.one(t, require(table, scope, t)));
    }

    /** List, count and single records, cut down to what a reader without setup rights sees. */
    void info(String path, String infoPath, RecordKind kind, Table table, String... fields) {
        list(
                infoPath,
                kind,
                t -> table.rows().stream().map(row -> cut(row, fields)).toList());
        router.add("GET", path + "/{}/info", t -> answers.one(t, cut(table.require(t.id(0)), fields)));
    }

    private static ObjectNode cut(ObjectNode row, String... fields) {
        ObjectNode cut = Json.object();
        for (String field : fields) {
            if (row.has(field)) {
                cut.set(field, row.get(field));
            }
        }
        return cut;
    }

    /** All operations: those of reading, POST, PATCH, PUT and DELETE. */
    void writable(String path, Writable records, Function<Target, Scope> scope) {
        Table table = records.table();
        readable(path, table, scope);
        router.add(
                "POST",
                path,
                t -> answers.created(t, records.create(scope.apply(t).fixed(), t.body(), member)));
        router.add(
                "PATCH",
                path + "/{}",
                t -> answers.one(t, records.patch(id(require(table, scope, t)), t.body(), member)));
        router.add(
                "PUT",
                path + "/{}",
                t -> answers.one(t, records.replace(id(require(table, scope, t)), t.body(), member)));
        router.add("DELETE", path + "/{}", t -> {
            records.delete(id(require(table, scope, t)));
            return Answer.empty(204);
        });
    }

    private static int id(ObjectNode row) {
        return row.path("id").asInt();
    }

    private static ObjectNode require(Table table, Function<Target, Scope> scope, Target target) {
        int id = target.id(target.ids().size() - 1);
        return table.get(id).filter(scope.apply(target).owns()).orElseThrow(() -> ApiError.notFound(table.label(), id));
    }

    /**
     * The part of a table that lies below a path's parent.
     *
     * @param owns whether a row does
     * @param fixed the fields that make a new row do so
     */
    record Scope(Predicate<ObjectNode> owns, ObjectNode fixed) {}
}
