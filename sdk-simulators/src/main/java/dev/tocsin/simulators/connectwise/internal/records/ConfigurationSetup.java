package dev.tocsin.simulators.connectwise.internal.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.connectwise.internal.query.RecordKind;
import dev.tocsin.simulators.connectwise.internal.wire.ApiError;
import dev.tocsin.simulators.connectwise.internal.wire.FieldFault;
import dev.tocsin.simulators.connectwise.internal.wire.Json;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What an administrator sets up for configurations: statuses, and types with their questions and values. */
public final class ConfigurationSetup {
    private static final String TYPES = "/company/configurations/types/";
    private static final Set<String> CHOICES = Set.of("List", "Option");

    private final Stamps stamps;
    private final Writable types;
    private final Writable questions;
    private final Writable values;
    private final Writable statuses;
    private final Map<Integer, List<ObjectNode>> activeQuestions = new HashMap<>();
    private IntPredicate typeInUse = id -> false;
    private IntPredicate statusInUse = id -> false;

    ConfigurationSetup(Supplier<String> baseUrl, Stamps stamps) {
        this.stamps = stamps;
        types = new Writable(
                        new Table(
                                RecordKind.CONFIGURATION_TYPE,
                                "Configuration Type",
                                11,
                                References.of(baseUrl, "type", r -> TYPES, "name")),
                        stamps,
                        Set.of("systemFlag", "connectWiseId"),
                        List.of("name"),
                        this::settleType)
                .beforeDelete(this::deleteType);
        questions = new Writable(
                        new Table(
                                RecordKind.CONFIGURATION_TYPE_QUESTION,
                                "Configuration Type Question",
                                101,
                                References.of(baseUrl, "question", r -> TYPES + typeId(r) + "/questions/", "question")),
                        stamps,
                        Set.of("configurationType", "connectWiseId", "parentId", "parentConnectWiseId"),
                        List.of("fieldType", "entryType", "sequenceNumber", "question"),
                        (row, before, faults) -> {
                            References.flags(row, false, "requiredFlag", "inactiveFlag");
                            activeQuestions.clear();
                        })
                .beforeDelete(this::deleteQuestion);
        values = new Writable(
                new Table(
                        RecordKind.CONFIGURATION_TYPE_QUESTION_VALUE,
                        "Configuration Type Question Value",
                        201,
                        row -> Json.object()),
                stamps,
                Set.of(
                        "configurationType",
                        "question",
                        "connectWiseId",
                        "parentId",
                        "parentConnectWiseId",
                        "grandParentId",
                        "grandParentConnectWiseId"),
                List.of("value"),
                (row, before, faults) -> References.flags(row, false, "defaultFlag", "inactiveFlag"));
        statuses = new Writable(
                        new Table(RecordKind.CONFIGURATION_STATUS, "Configuration Status", 1, row -> {
                            ObjectNode ref = References.of(baseUrl, "status", r -> "/company/configurations/statuses/")
                                    .apply(row);
                            return ref.set("name", row.path("description"));
                        }),
                        stamps,
                        Set.of("connectWiseId"),
                        List.of("description"),
                        (row, before, faults) -> {
                            References.flags(row, false, "closedFlag", "defaultFlag");
                            unique(statuses().table(), row, "description", faults);
                        })
                .beforeDelete(row -> refuseInUse("Configuration Status", id(row), statusInUse));
    }

    void inUse(IntPredicate type, IntPredicate status) {
        typeInUse = type;
        statusInUse = status;
    }

    /** The types. */
    public Writable types() {
        return types;
    }

    /** The questions of all types. */
    public Writable questions() {
        return questions;
    }

    /** The values of all questions. */
    public Writable values() {
        return values;
    }

    /** The statuses. */
    public Writable statuses() {
        return statuses;
    }

    private static int id(ObjectNode row) {
        return row.path("id").asInt();
    }

    private static int typeId(ObjectNode question) {
        return question.path("configurationType").path("id").asInt();
    }

    private void settleType(ObjectNode row, ObjectNode before, List<FieldFault> faults) {
        References.flags(row, false, "inactiveFlag", "systemFlag");
        unique(types.table(), row, "name", faults);
    }

    private static void unique(Table table, ObjectNode row, String field, List<FieldFault> faults) {
        String name = row.path(field).asText("");
        for (ObjectNode other : table.rows()) {
            if (id(other) != id(row) && other.path(field).asText().equalsIgnoreCase(name)) {
                String resource = table.kind().resource();
                faults.add(new FieldFault("ObjectExists", "The " + field + " already exists", resource, field));
            }
        }
    }

    private static void refuseInUse(String label, int id, IntPredicate inUse) {
        if (inUse.test(id)) {
            throw ApiError.connectWiseApi(409, label + " " + id + " is in use and cannot be deleted.");
        }
    }

    private void deleteType(ObjectNode type) {
        refuseInUse("Configuration Type", id(type), typeInUse);
        List.copyOf(questions.table().rows()).stream().filter(ofType(id(type))).forEach(q -> questions.delete(id(q)));
    }

    private void deleteQuestion(ObjectNode question) {
        activeQuestions.clear();
        List.copyOf(values.table().rows()).stream()
                .filter(ofQuestion(id(question)))
                .forEach(v -> values.delete(id(v)));
    }

    /** The questions of a type. */
    public static Predicate<ObjectNode> ofType(int typeId) {
        return row -> typeId(row) == typeId;
    }

    /** The values of a question. */
    public static Predicate<ObjectNode> ofQuestion(int questionId) {
        return row -> row.path("question").path("id").asInt() == questionId;
    }

    /**
     * The fields that make a question one of a type.
     *
     * @throws ApiError 404 if there is no such type
     */
    public ObjectNode belowType(int typeId) {
        ObjectNode fixed = Json.object();
        fixed.set("configurationType", types.table().reference(types.table().require(typeId)));
        return fixed.put("parentId", typeId);
    }

    /**
     * The fields that make a value one of a question.
     *
     * @throws ApiError 404 if the type has no such question; the server speaks of the value then
     */
    public ObjectNode belowQuestion(int typeId, int questionId) {
        ObjectNode fixed = belowType(typeId);
        ObjectNode question = questions
                .table()
                .get(questionId)
                .filter(ofType(typeId))
                .orElseThrow(() -> ApiError.notFound("Configuration Type Question Value", questionId));
        fixed.set("question", questions.table().reference(question));
        return fixed.put("parentId", questionId).put("grandParentId", typeId);
    }

    /**
     * Refuses values where the answer is typed in.
     *
     * @throws ApiError 400 unless the question is of the entry type List or Option
     */
    public void requireChoices(int questionId) {
        if (!isChoice(questions.table().require(questionId))) {
            throw ApiError.invalid(FieldFault.invalid(
                    "Values are legal for questions of the entry type List or Option only.",
                    RecordKind.CONFIGURATION_TYPE_QUESTION_VALUE.resource(),
                    "question"));
        }
    }

    static boolean isChoice(ObjectNode question) {
        return CHOICES.contains(question.path("entryType").asText());
    }

    /** A type's active questions by sequence number. */
    List<ObjectNode> activeQuestions(int typeId) {
        return activeQuestions.computeIfAbsent(
                typeId,
                id -> questions.table().rows().stream()
                        .filter(ofType(id).and(Catalog::active))
                        .sorted(Comparator.comparingDouble(
                                (ObjectNode q) -> q.path("sequenceNumber").asDouble()))
                        .toList());
    }

    /** The legal answers of a question; empty if it has none. */
    List<String> choices(ObjectNode question) {
        return values.table().rows().stream()
                .filter(ofQuestion(id(question)).and(Catalog::active))
                .map(v -> v.path("value").asText())
                .toList();
    }

    @Nullable
    ObjectNode statusReference(JsonNode sent) {
        for (ObjectNode row : statuses.table().rows()) {
            boolean means = sent.path("id").asInt() != 0
                    ? sent.path("id").asInt() == id(row)
                    : row.path("description")
                            .asText()
                            .equalsIgnoreCase(sent.path("name").asText());
            if (means) {
                return statuses.table().reference(row);
            }
        }
        return null;
    }

    /** Copies a type with its questions and values under a new name. */
    public ObjectNode copyType(JsonNode body, String actor) {
        int from = body.path("id").asInt();
        ObjectNode source = types.table().require(from);
        ObjectNode named = Json.object();
        named.set("name", body.path("name"));
        named.set("inactiveFlag", source.path("inactiveFlag"));
        ObjectNode copy = types.create(Json.object(), named, actor);
        for (ObjectNode question : List.copyOf(questions.table().rows())) {
            if (typeId(question) == from) {
                ObjectNode twin = questions.create(belowType(id(copy)), question, actor);
                List.copyOf(values.table().rows()).stream()
                        .filter(ofQuestion(id(question)))
                        .forEach(v -> values.create(belowQuestion(id(copy), id(twin)), v, actor));
            }
        }
        return copy;
    }

    /** Two types with questions and two statuses, as a provider's server has them. */
    public void addDefaults() {
        for (String status : List.of("Active", "Inactive")) {
            statuses.create(
                    Json.object(),
                    Json.object()
                            .put("description", status)
                            .put("defaultFlag", status.equals("Active"))
                            .put("closedFlag", status.equals("Inactive")),
                    "zadmin");
        }
        for (String name : List.of("Managed Workstation", "Managed Server")) {
            int type = id(types.create(Json.object(), Json.object().put("name", name), "zadmin"));
            question(type, 1, "Agent Version", "Text", "EntryField");
            question(type, 2, "Disk Encrypted", "Checkbox", "EntryField");
            int tier = question(type, 3, "Service Tier", "Text", "List");
            for (String value : List.of("Gold", "Silver", "Bronze")) {
                values.create(belowQuestion(type, tier), Json.object().put("value", value), "zadmin");
            }
        }
    }

    private int question(int type, int sequence, String text, String fieldType, String entryType) {
        ObjectNode body = Json.object()
                .put("fieldType", fieldType)
                .put("entryType", entryType)
                .put("sequenceNumber", sequence)
                .put("question", text);
        return id(questions.create(belowType(type), body, "zadmin"));
    }
}
