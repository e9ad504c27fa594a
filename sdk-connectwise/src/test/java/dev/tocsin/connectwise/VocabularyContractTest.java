package dev.tocsin.connectwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.connectwise.FakeServer.Received;
import dev.tocsin.connectwise.FakeServer.Reply;
import dev.tocsin.connectwise.RecordingTransport.Exchange;
import dev.tocsin.connectwise.configuration.Configuration;
import dev.tocsin.connectwise.configuration.ConfigurationField;
import dev.tocsin.connectwise.configuration.ConfigurationReferenceField;
import dev.tocsin.connectwise.configuration.ConfigurationStatusField;
import dev.tocsin.connectwise.configuration.ConfigurationTypeField;
import dev.tocsin.connectwise.configuration.ConfigurationTypeQuestionField;
import dev.tocsin.connectwise.configuration.ConfigurationTypeQuestionValueField;
import dev.tocsin.connectwise.internal.Json;
import dev.tocsin.connectwise.record.Draft;
import dev.tocsin.connectwise.record.Field;
import dev.tocsin.connectwise.record.FieldRule;
import dev.tocsin.connectwise.record.FlagField;
import dev.tocsin.connectwise.record.MomentField;
import dev.tocsin.connectwise.record.NumberField;
import dev.tocsin.connectwise.record.Query;
import dev.tocsin.connectwise.record.RecordType;
import dev.tocsin.connectwise.record.Reference;
import dev.tocsin.connectwise.record.ReferenceField;
import dev.tocsin.connectwise.record.TextField;
import dev.tocsin.connectwise.service.BoardField;
import dev.tocsin.connectwise.service.BoardInfoField;
import dev.tocsin.connectwise.service.BoardItemField;
import dev.tocsin.connectwise.service.BoardStatusField;
import dev.tocsin.connectwise.service.BoardSubTypeField;
import dev.tocsin.connectwise.service.BoardTeamField;
import dev.tocsin.connectwise.service.BoardTypeField;
import dev.tocsin.connectwise.service.ImpactField;
import dev.tocsin.connectwise.service.ItemAssociationField;
import dev.tocsin.connectwise.service.PriorityField;
import dev.tocsin.connectwise.service.SeverityField;
import dev.tocsin.connectwise.service.SourceField;
import dev.tocsin.connectwise.service.TaskField;
import dev.tocsin.connectwise.service.TicketField;
import dev.tocsin.connectwise.service.TicketNoteField;
import dev.tocsin.connectwise.service.TypeAssociationField;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Holds the vocabulary of tickets, boards and configurations against the vendor's contract. */
@Tag("contract")
class VocabularyContractTest {
    private static final Pattern LENGTH = Pattern.compile("Max length: (\\d+)");

    /** The schemas of the contract by the kind of records. */
    private static final Map<String, RecordType<?>> SCHEMAS = Map.ofEntries(
            Map.entry("Company.Configuration", ConfigurationField.TYPE),
            Map.entry("ConfigurationType", ConfigurationTypeField.TYPE),
            Map.entry("ConfigurationStatus", ConfigurationStatusField.TYPE),
            Map.entry("ConfigurationTypeQuestion", ConfigurationTypeQuestionField.TYPE),
            Map.entry("ConfigurationTypeQuestionValue", ConfigurationTypeQuestionValueField.TYPE),
            Map.entry("ConfigurationReference", ConfigurationReferenceField.TYPE),
            Map.entry("Board", BoardField.TYPE),
            Map.entry("BoardInfo", BoardInfoField.TYPE),
            Map.entry("BoardStatus", BoardStatusField.TYPE),
            Map.entry("BoardType", BoardTypeField.TYPE),
            Map.entry("BoardSubType", BoardSubTypeField.TYPE),
            Map.entry("BoardItem", BoardItemField.TYPE),
            Map.entry("BoardItemAssociation", ItemAssociationField.TYPE),
            Map.entry("BoardTeam", BoardTeamField.TYPE),
            Map.entry("BoardTypeSubTypeItemAssociation", TypeAssociationField.TYPE),
            Map.entry("Priority", PriorityField.TYPE),
            Map.entry("Source", SourceField.TYPE),
            Map.entry("Severity", SeverityField.TYPE),
            Map.entry("Impact", ImpactField.TYPE),
            Map.entry("ServiceTask", TaskField.TYPE),
            Map.entry("ServiceNote", TicketNoteField.TYPE),
            Map.entry("Ticket", TicketField.TYPE));

    private static Path file;
    private static VendorContract contract;

    @BeforeAll
    static void load() {
        String shared = System.getProperty("tocsin.shared", "");
        assumeThat(shared)
                .as("set -Dtocsin.shared to the folder that holds specs/connectwise-manage.openapi.json")
                .isNotEmpty();
        file = Path.of(shared, "specs", "connectwise-manage.openapi.json");
        contract = VendorContract.load(file);
    }

    @Test
    void everyFieldHasTheContractsNameKindLengthAndDuty() throws IOException {
        JsonNode schemas =
                Json.parse(Files.readAllBytes(file)).path("components").path("schemas");
        List<String> faults = new ArrayList<>();
        SCHEMAS.forEach((name, type) -> {
            JsonNode schema = schemas.path(name);
            type.fields().forEach(field -> check(name, schema, field, faults));
            for (JsonNode required : schema.path("required")) {
                boolean known = type.fields().stream()
                        .anyMatch(f -> f.name().equals(required.asText())
                                && (f.is(FieldRule.REQUIRED) || f.name().equals("id")));
                if (!known) {
                    faults.add(name + "." + required.asText() + " is required");
                }
            }
        });
        assertThat(faults).isEmpty();
    }

    private static void check(String schemaName, JsonNode schema, Field<?> field, List<String> faults) {
        String place = schemaName + "." + field.name();
        JsonNode property = schema.path("properties").path(field.name());
        if (property.isMissingNode()) {
            // These stand in conditions, but in the _info of a record.
            if (!List.of("lastUpdated", "dateEntered").contains(field.name())) {
                faults.add(place + " is not in the contract");
            }
            return;
        }
        String kind = property.has("$ref") ? "reference" : property.path("type").asText();
        boolean fits = switch (kind) {
            case "reference" -> field instanceof ReferenceField;
            case "boolean" -> field instanceof FlagField;
            case "integer", "number" -> field instanceof NumberField;
            // Most dates of a ticket are plain strings in the contract.
            case "string" ->
                property.path("format").asText().equals("date-time")
                        ? field instanceof MomentField
                        : field instanceof TextField || field instanceof MomentField;
            default -> true;
        };
        if (!fits) {
            faults.add(place + " is " + kind + ", not " + field.getClass().getSimpleName());
        }
        Matcher length = LENGTH.matcher(property.path("description").asText());
        int longest = length.find() ? Integer.parseInt(length.group(1)) : Integer.MAX_VALUE;
        if (field instanceof TextField<?> text && text.longest(false) != longest) {
            faults.add(place + " takes " + longest + ", not " + text.longest(false));
        }
    }

    @Test
    void everyRequestKeepsTheContract() {
        RecordingTransport recording = new RecordingTransport(new PlainTransport());
        try (FakeServer server = new FakeServer()) {
            server.answering(VocabularyContractTest::leastAnswer);
            callAll(ConnectWise.connect(server.connection().transport(recording).build()));
        }
        TreeSet<String> operations = new TreeSet<>();
        for (Exchange exchange : recording.exchanges) {
            if (!RequestContractTest.isOutside(exchange.request())) {
                assertThat(contract.faultsOf(exchange.request()))
                        .as(exchange.request().toString())
                        .isEmpty();
                operations.add(contract.operation(exchange.request()).orElseThrow());
            }
        }
        assertThat(operations)
                .contains(
                        "POST /company/configurations/bulk",
                        "PATCH /company/configurations/{id}",
                        "PATCH /company/configurations/{id}/changeType",
                        "POST /company/configurations/types/copy",
                        "GET /company/configurations/types/{parentId}/questions",
                        "GET /company/configurations/types/{grandparentId}/questions/{parentId}/values",
                        "POST /service/tickets/{parentId}/merge",
                        "POST /service/tickets/{parentId}/attachChildren",
                        "POST /service/tickets/{id}/copy",
                        "POST /service/tickets/{parentId}/configurations",
                        "DELETE /service/tickets/{parentId}/configurations/{id}",
                        "GET /service/boards/{grandparentId}/items/{parentId}/associations",
                        "GET /service/info/boards",
                        "POST /service/boards/{parentId}/teams",
                        "POST /service/tickets/{parentId}/tasks")
                .hasSizeGreaterThan(70);
    }

    private static void callAll(ConnectWise client) {
        Configurations configurations = client.configurations();
        Draft<Configuration> draft = filled(ConfigurationField.TYPE);
        everything(configurations, draft);
        configurations.createAll(List.of(draft, draft));
        configurations.answer(1, Configuration.answers().set(1, "x"));
        configurations.changeType(1, Reference.id(1));
        everything(configurations.types(), filled(ConfigurationTypeField.TYPE));
        configurations.types().copy(1, "copy");
        everything(configurations.statuses(), filled(ConfigurationStatusField.TYPE));
        everything(configurations.questions(1), filled(ConfigurationTypeQuestionField.TYPE));
        everything(configurations.questionValues(1, 1), filled(ConfigurationTypeQuestionValueField.TYPE));
        everything(client.boards(), filled(BoardField.TYPE));
        everything(client.boards().statuses(1), filled(BoardStatusField.TYPE));
        everything(client.boards().types(1), filled(BoardTypeField.TYPE));
        everything(client.boards().subTypes(1), filled(BoardSubTypeField.TYPE));
        everything(client.boards().items(1), filled(BoardItemField.TYPE));
        everything(client.boards().teams(1), filled(BoardTeamField.TYPE));
        reads(client.boards().itemAssociations(1, 1));
        reads(client.boards().visible());
        reads(client.boards().associations(1));
        reads(client.severities());
        reads(client.impacts());
        everything(client.priorities(), filled(PriorityField.TYPE));
        everything(client.sources(), filled(SourceField.TYPE));
        everything(client.tickets(), filled(TicketField.TYPE));
        everything(client.tickets().notes(1), filled(TicketNoteField.TYPE));
        everything(client.tickets().tasks(1), filled(TaskField.TYPE));
        reads(client.tickets().configurations(1));
        client.tickets().configurations(1).attach(1);
        client.tickets().configurations(1).detach(1);
        client.tickets().merge(1, List.of(2), Reference.id(1));
        client.tickets().attachChildren(1, List.of(2));
        client.tickets().copy(1);
    }

    private static <R> void everything(Records<R> records, Draft<R> draft) {
        reads(records);
        records.create(draft);
        records.delete(1);
    }

    private static <R> void reads(ReadableRecords<R> records) {
        records.list(Query.all(), 1);
        records.count(Query.all());
        records.get(1);
    }

    /** A draft with every field that it can have; of an enumeration, a value that the contract knows. */
    private static <R> Draft<R> filled(RecordType<R> type) {
        Map<String, String> words = Map.ofEntries(
                Map.entry("fieldType", "Text"),
                Map.entry("entryType", "List"),
                Map.entry("billTime", "NoDefault"),
                Map.entry("billExpense", "NoDefault"),
                Map.entry("billExpenses", "NoDefault"),
                Map.entry("billProduct", "NoDefault"),
                Map.entry("billProducts", "NoDefault"),
                Map.entry("escalationStatus", "Resolved"),
                Map.entry("category", "Reactive"),
                Map.entry("color", "Red"),
                Map.entry("level", "High"),
                Map.entry("severity", "High"),
                Map.entry("impact", "High"),
                Map.entry("childScheduleAction", "Done"));
        Draft<R> draft = type.draft();
        for (Field<R> field : type.fields()) {
            if (field.is(FieldRule.READ_ONLY)) {
                continue;
            }
            if (field instanceof TextField<R> text) {
                draft.set(text, words.getOrDefault(field.name(), "x"));
            } else if (field instanceof NumberField<R> number) {
                draft.set(number, 1);
            } else if (field instanceof FlagField<R> flag) {
                draft.set(flag, true);
            } else if (field instanceof MomentField<R> moment) {
                draft.set(moment, Instant.EPOCH);
            } else if (field instanceof ReferenceField<R> reference) {
                draft.set(reference, Reference.id(1));
            }
        }
        return draft;
    }

    private static Reply leastAnswer(Received request) {
        String path = request.path();
        if (request.method().equals("DELETE")) {
            return Reply.json(204, "");
        }
        if (path.endsWith("/count")) {
            return Reply.json(200, "{\"count\":1}");
        }
        boolean list = request.method().equals("GET") && !path.matches(".*/\\d+");
        String record = "{\"id\":1,\"type\":{\"id\":1},\"questions\":[{\"questionId\":1,\"question\":\"q\","
                + "\"fieldType\":\"Text\",\"answer\":\"x\"}]}";
        return Reply.json(200, list ? "[]" : path.endsWith("/bulk") ? "[" + record + "," + record + "]" : record);
    }
}
