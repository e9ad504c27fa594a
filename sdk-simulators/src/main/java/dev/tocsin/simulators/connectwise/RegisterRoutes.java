package dev.tocsin.simulators.connectwise;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.connectwise.internal.query.RecordKind;
import dev.tocsin.simulators.connectwise.internal.records.Register;
import dev.tocsin.simulators.connectwise.internal.wire.ApiError;
import dev.tocsin.simulators.connectwise.internal.wire.Json;
import dev.tocsin.simulators.http.Answer;
import java.util.Collection;
import java.util.function.Function;
import java.util.function.IntFunction;

/** The routes that every resource has alike: list, count, one, and the writes that its {@link Register} carries out. */
final class RegisterRoutes {
    private final Router router;
    private final Answers answers;
    private final String member;

    RegisterRoutes(Router router, Answers answers, String member) {
        this.router = router;
        this.answers = answers;
        this.member = member;
    }

    /** Everything: GET, POST, PATCH, PUT, DELETE. */
    void all(String path, Register register) {
        permanent(path, register);
        router.add("DELETE", path + "/{}", t -> {
            register.remove(register.table().require(t.id(0)));
            return Answer.empty(204);
        });
    }

    /** Everything but DELETE. */
    void permanent(String path, Register register) {
        fixed(path, register);
        router.add("POST", path, t -> answers.created(t, register.create(t.body(), Json.object(), member)));
    }

    /** Rows that are given once and for all, but can be changed: GET, PATCH, PUT. */
    void fixed(String path, Register register) {
        RecordKind kind = register.table().kind();
        router.add("GET", path, t -> answers.list(t, t.query(kind), register.table()));
        router.add("GET", path + "/count", t -> answers.count(t.query(kind), register.table()));
        router.add("GET", path + "/{}", t -> answers.one(t, register.table().require(t.id(0))));
        router.add("PATCH", path + "/{}", t -> {
            ObjectNode before = register.table().require(t.id(0));
            return answers.one(t, register.patch(before, t.body(), member));
        });
        router.add("PUT", path + "/{}", t -> {
            ObjectNode before = register.table().require(t.id(0));
            return answers.one(t, register.replace(before, t.body(), member));
        });
    }

    /** Who knows the record above a list. */
    interface Owner {
        /** The field by which a record belongs to the one above with this id; throws 404 if that is not there. */
        ObjectNode fieldFor(int id);

        /** @throws ApiError 404 if the record above is not there */
        default void requireAbove(int id) {
            ObjectNode unused = fieldFor(id);
        }
    }

    /** The rows of a view. */
    interface Rows {
        Collection<ObjectNode> get();
    }

    /** GET of a list, of its count and of one. */
    void view(String path, RecordKind kind, Rows rows, Function<ObjectNode, ObjectNode> shown) {
        list(path, kind, rows, shown);
        router.add("GET", path + "/count", t -> answers.count(t.query(kind), shown(rows.get(), shown)));
        router.add(
                "GET",
                path + "/{}",
                t -> answers.one(
                        t,
                        rows.get().stream()
                                .filter(row -> row.path("id").asInt() == t.id(0))
                                .findFirst()
                                .map(shown)
                                .orElseThrow(() -> ApiError.notFound(kind.resource(), t.id(0)))));
    }

    /** GET of a list. */
    void list(String path, RecordKind kind, Rows rows, Function<ObjectNode, ObjectNode> shown) {
        router.add("GET", path, t -> answers.list(t, t.query(kind), shown(rows.get(), shown)));
    }

    private static Collection<ObjectNode> shown(Collection<ObjectNode> rows, Function<ObjectNode, ObjectNode> shown) {
        return rows.stream().map(shown).toList();
    }

    /**
     * Everything, below a record above.
     *
     * @param path the list's path with one number in it
     * @param owned the field by which a record belongs to the one above with this id; throws 404 if that is not there
     */
    void below(String path, Register register, Owner owned) {
        RecordKind kind = register.table().kind();
        readBelow(path, kind, id -> {
            owned.requireAbove(id);
            return register.below(id);
        });
        router.add("GET", path + "/{}", t -> answers.one(t, require(register, owned, t)));
        router.add("POST", path, t -> {
            ObjectNode above = owned.fieldFor(t.id(0));
            return answers.created(t, register.create(t.body(), above, member));
        });
        router.add(
                "PATCH",
                path + "/{}",
                t -> answers.one(t, register.patch(require(register, owned, t), t.body(), member)));
        router.add(
                "PUT",
                path + "/{}",
                t -> answers.one(t, register.replace(require(register, owned, t), t.body(), member)));
        router.add("DELETE", path + "/{}", t -> {
            register.remove(require(register, owned, t));
            return Answer.empty(204);
        });
    }

    /** GET of a list below a record above, and of its count. */
    void readBelow(String path, RecordKind kind, IntFunction<Collection<ObjectNode>> rows) {
        router.add("GET", path, t -> answers.list(t, t.query(kind), rows.apply(t.id(0))));
        router.add("GET", path + "/count", t -> answers.count(t.query(kind), rows.apply(t.id(0))));
    }

    private static ObjectNode require(Register register, Owner owned, Target target) {
        owned.requireAbove(target.id(0));
        return register.require(target.id(0), target.id(1));
    }

    /** A row cut down to what a shorter form of it has, as the specification's {@code Info} schemas are. */
    static ObjectNode cut(ObjectNode row, RecordKind shorter) {
        ObjectNode cut = Json.object();
        shorter.fields().forEach(field -> {
            if (row.has(field.name())) {
                cut.set(field.name(), row.get(field.name()));
            }
        });
        return cut;
    }
}
