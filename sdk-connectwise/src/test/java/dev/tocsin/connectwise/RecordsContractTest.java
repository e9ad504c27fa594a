package dev.tocsin.connectwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.connectwise.FakeServer.Received;
import dev.tocsin.connectwise.FakeServer.Reply;
import dev.tocsin.connectwise.company.ContactCommunication;
import dev.tocsin.connectwise.company.ContactCommunicationField;
import dev.tocsin.connectwise.company.ContactField;
import dev.tocsin.connectwise.record.Field;
import dev.tocsin.connectwise.record.FieldRule;
import dev.tocsin.connectwise.record.FlagField;
import dev.tocsin.connectwise.record.ListField;
import dev.tocsin.connectwise.record.MomentField;
import dev.tocsin.connectwise.record.NumberField;
import dev.tocsin.connectwise.record.Query;
import dev.tocsin.connectwise.record.Reference;
import dev.tocsin.connectwise.record.ReferenceField;
import dev.tocsin.connectwise.record.TextField;
import dev.tocsin.connectwise.record.Values;
import dev.tocsin.connectwise.system.DocumentOwner;
import dev.tocsin.connectwise.system.DocumentUpload;
import dev.tocsin.connectwise.system.UserDefinedFieldField;
import dev.tocsin.connectwise.system.UserDefinedFieldOption;
import dev.tocsin.connectwise.system.UserDefinedFieldOptionField;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Reads, creates, edits and deletes one record of each kind with every field it has. */
@Tag("contract")
class RecordsContractTest {
    /** The resources by their path in the contract. */
    private static final Map<String, Function<ConnectWise, Records<?>>> RESOURCES = resources();

    private static final Set<String> REMAINING = Set.of(
            "GET /system/members",
            "POST /system/members",
            "GET /system/members/{id}",
            "PATCH /system/members/{id}",
            "GET /system/info/members",
            "GET /system/info/members/count",
            "GET /system/info/members/{id}",
            "GET /system/documents",
            "POST /system/documents",
            "GET /system/documents/count",
            "GET /system/documents/{id}",
            "GET /system/documents/{id}/download",
            "DELETE /system/documents/{id}");

    private static JsonNode schemas;
    private static VendorContract contract;

    private static Map<String, Function<ConnectWise, Records<?>>> resources() {
        Map<String, Function<ConnectWise, Records<?>>> all = new LinkedHashMap<>();
        all.put("/company/companies", ConnectWise::companies);
        all.put("/company/companies/statuses", client -> client.companies().statuses());
        all.put("/company/companies/types", client -> client.companies().types());
        all.put(
                "/company/companies/{parentId}/sites",
                client -> client.companies().sites(5));
        all.put(
                "/company/companies/{parentId}/notes",
                client -> client.companies().notes(5));
        all.put(
                "/company/companies/{parentId}/typeAssociations",
                client -> client.companies().typeAssociations(5));
        all.put("/company/companyTypeAssociations", client -> client.companies().typeAssociations());
        all.put("/company/noteTypes", client -> client.companies().noteTypes());
        all.put("/company/contacts", ConnectWise::contacts);
        all.put("/company/contacts/types", client -> client.contacts().types());
        all.put(
                "/company/contacts/{parentId}/communications",
                client -> client.contacts().communications(5));
        all.put(
                "/company/contacts/{parentId}/typeAssociations",
                client -> client.contacts().typeAssociations(5));
        all.put("/company/communicationTypes", client -> client.contacts().communicationTypes());
        all.put("/finance/agreements", ConnectWise::agreements);
        all.put("/finance/agreements/types", client -> client.agreements().types());
        all.put(
                "/finance/agreements/{parentId}/additions",
                client -> client.agreements().additions(5));
        all.put("/procurement/catalog", ConnectWise::catalogItems);
        all.put("/time/entries", ConnectWise::timeEntries);
        all.put("/time/workRoles", ConnectWise::workRoles);
        all.put("/time/workTypes", ConnectWise::workTypes);
        all.put("/system/callbacks", ConnectWise::callbacks);
        all.put("/system/userDefinedFields", ConnectWise::userDefinedFields);
        return all;
    }

    @BeforeAll
    static void load() throws IOException {
        String shared = System.getProperty("tocsin.shared", "");
        assumeThat(shared)
                .as("set -Dtocsin.shared to the folder that holds specs/connectwise-manage.openapi.json")
                .isNotEmpty();
        Path file = Path.of(shared, "specs", "connectwise-manage.openapi.json");
        contract = VendorContract.load(file);
        schemas = new ObjectMapper()
                .readTree(Files.readAllBytes(file))
                .path("components")
                .path("schemas");
    }

    @Test
    void everyRequestForARecordWithAllItsFieldsKeepsTheContract() {
        RecordingTransport recording = new RecordingTransport(new PlainTransport());
        try (FakeServer server = new FakeServer().answering(RecordsContractTest::echo)) {
            ConnectWise client =
                    ConnectWise.connect(server.connection().transport(recording).build());
            RESOURCES.values().forEach(resource -> exercise(resource.apply(client)));
            client.contacts().delete(7, 8);
            client.members().create(filled(client.members().type().draft(), true));
            client.members().edit(7, filled(client.members().type().edit(), false));
            client.members().get(7);
            client.members().infos().readAll();
            client.members().infos().count(Query.all());
            client.members().infos().get(7);
            client.members().readAll();
            client.documents().of(DocumentOwner.ticket(5));
            client.documents().count(DocumentOwner.ticket(5));
            client.documents()
                    .upload(DocumentUpload.file(DocumentOwner.ticket(5), "a.txt", new byte[] {65})
                            .hiddenFromCustomer());
            client.documents().get(7);
            client.documents().download(7);
            client.documents().delete(7);
        }
        List<String> faults = new ArrayList<>();
        Set<String> operations = new TreeSet<>();
        recording.exchanges.stream()
                .map(RecordingTransport.Exchange::request)
                .filter(request -> !RequestContractTest.isOutside(request))
                .forEach(request -> {
                    contract.faultsOf(request).forEach(fault -> faults.add(request + ": " + fault));
                    operations.add(contract.operation(request).orElse("no operation for " + request));
                });
        assertThat(faults).isEmpty();
        assertThat(operations).containsExactlyInAnyOrderElementsOf(expected());
    }

    private static Set<String> expected() {
        Set<String> expected = new TreeSet<>(REMAINING);
        for (String path : RESOURCES.keySet()) {
            List.of(
                            "GET " + path,
                            "POST " + path,
                            "GET " + path + "/count",
                            "GET " + path + "/{id}",
                            "PATCH " + path + "/{id}",
                            "DELETE " + path + "/{id}")
                    .forEach(expected::add);
        }
        return expected;
    }

    private static <R> void exercise(Records<R> records) {
        records.readAll();
        records.count(Query.all());
        records.get(7);
        records.create(filled(records.type().draft(), true));
        records.edit(7, filled(records.type().edit(), false));
        records.delete(7);
    }

    /** With every field that may be written. */
    private static <R, S extends Values<R, S>> S filled(S values, boolean draft) {
        for (Field<R> field : values.type().fields()) {
            if (field.is(FieldRule.READ_ONLY) || (!draft && field.is(FieldRule.CREATE_ONLY))) {
                continue;
            }
            if (field instanceof TextField<R> text) {
                values.set(text, word(text));
            } else if (field instanceof NumberField<R> number) {
                values.set(number, number.name().equals("yearEstablished") ? 1999 : 3);
            } else if (field instanceof FlagField<R> flag) {
                values.set(flag, true);
            } else if (field instanceof MomentField<R> moment) {
                values.set(moment, Instant.parse("2026-01-02T03:04:05.678Z"));
            } else if (field instanceof ReferenceField<R> reference) {
                values.set(reference, Reference.id(4));
            }
        }
        lists(values, draft);
        return values;
    }

    @SuppressWarnings("unchecked")
    private static <R, S extends Values<R, S>> void lists(S values, boolean draft) {
        for (Field<R> field : values.type().fields()) {
            if (!(field instanceof ListField<R, ?> list)
                    || field.is(FieldRule.READ_ONLY)
                    || (!draft && field.is(FieldRule.CREATE_ONLY))) {
                continue;
            }
            List<?> elements;
            if (field.equals(ContactField.COMMUNICATION_ITEMS)) {
                elements = List.of(ContactCommunication.draft()
                        .set(ContactCommunicationField.COMMUNICATION_TYPE, Reference.id(1))
                        .set(ContactCommunicationField.VALUE, "a@example.com"));
            } else if (field.equals(UserDefinedFieldField.OPTIONS)) {
                elements = List.of(UserDefinedFieldOption.draft().set(UserDefinedFieldOptionField.VALUE, "red"));
            } else if (field.name().equals("types")) {
                elements = List.of(Reference.id(1));
            } else {
                elements = field.name().equals("integratorTags") ? List.of("tag") : List.of(1, 2);
            }
            values.set((ListField<R, Object>) list, (List<Object>) elements);
        }
    }

    /** A text that fits: where the contract lists words, its first for a field of that name. */
    private static String word(TextField<?> field) {
        for (JsonNode schema : schemas) {
            JsonNode words = schema.path("properties").path(field.name()).path("enum");
            if (words.isArray() && !words.isEmpty()) {
                return words.get(0).asText();
            }
        }
        return "x";
    }

    /** A server that does as it is told: an edited record holds what the edit says. */
    private static Reply echo(Received request) {
        if (request.method().equals("PATCH")) {
            ObjectMapper mapper = new ObjectMapper();
            ObjectNode record = mapper.createObjectNode().put("id", 7);
            try {
                mapper.readTree(request.body())
                        .forEach(operation -> record.set(operation.path("path").asText(), operation.path("value")));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return Reply.json(200, record.toString());
        }
        if (request.method().equals("DELETE")) {
            return Reply.json(204, "");
        }
        if (request.path().endsWith("/count")) {
            return Reply.json(200, "{\"count\":0}");
        }
        boolean single = request.method().equals("POST") || request.path().matches(".*/\\d+");
        return Reply.json(request.method().equals("POST") ? 201 : 200, single ? "{\"id\":7}" : "[]");
    }
}
