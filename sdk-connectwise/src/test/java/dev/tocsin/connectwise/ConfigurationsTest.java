package dev.tocsin.connectwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.tocsin.connectwise.BulkOutcome.Done;
import dev.tocsin.connectwise.BulkOutcome.Refused;
import dev.tocsin.connectwise.BulkOutcome.Unknown;
import dev.tocsin.connectwise.FakeServer.Received;
import dev.tocsin.connectwise.FakeServer.Reply;
import dev.tocsin.connectwise.configuration.Configuration;
import dev.tocsin.connectwise.configuration.ConfigurationField;
import dev.tocsin.connectwise.configuration.ConfigurationStatus;
import dev.tocsin.connectwise.configuration.ConfigurationStatusField;
import dev.tocsin.connectwise.configuration.ConfigurationTypeQuestion;
import dev.tocsin.connectwise.configuration.ConfigurationTypeQuestionField;
import dev.tocsin.connectwise.configuration.ConfigurationTypeQuestionValue;
import dev.tocsin.connectwise.configuration.ConfigurationTypeQuestionValueField;
import dev.tocsin.connectwise.record.Draft;
import dev.tocsin.connectwise.record.InvalidRequestException;
import dev.tocsin.connectwise.record.Reference;
import dev.tocsin.core.base.ApiException;
import dev.tocsin.core.base.FieldError;
import dev.tocsin.core.base.OutcomeUnknownException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationsTest {
    private static final String ROOT = "/v2026_4/apis/3.0/company/configurations";

    private final FakeServer server = new FakeServer();

    @AfterEach
    void stop() {
        server.close();
    }

    private static Draft<Configuration> draft(String name) {
        return Configuration.draft()
                .set(ConfigurationField.NAME, name)
                .set(ConfigurationField.CONFIGURATION_TYPE, Reference.id(2))
                .set(ConfigurationField.COMPANY, Reference.id(3));
    }

    private Configurations configurations() {
        return server.client().configurations();
    }

    @Test
    void allFaultsOfADraftAreTold() {
        assertThat(Configuration.draft()
                        .set(ConfigurationField.SERIAL_NUMBER, "s".repeat(251))
                        .set(ConfigurationField.MAC_ADDRESS, "m".repeat(26))
                        .set(ConfigurationField.IP_ADDRESS, "i".repeat(51))
                        .set(ConfigurationField.NOTES, "two\nlines")
                        .set(ConfigurationField.RAM, "two\nlines")
                        .faults(null))
                .extracting(FieldError::toString)
                .containsExactly(
                        "name: is required",
                        "type: is required",
                        "company: is required",
                        "serialNumber: at most 250 characters, not 251",
                        "macAddress: at most 25 characters, not 26",
                        "ipAddress: at most 50 characters, not 51",
                        "ram: one line without control characters: the server turns them into spaces");
        assertThat(Configuration.edit()
                        .set(ConfigurationField.CONFIGURATION_TYPE, Reference.id(1))
                        .faults(null))
                .extracting(FieldError::field)
                .containsExactly("type");
    }

    @Test
    void aConfigurationIsReadWithItsQuestionsAndCustomFields() {
        server.answering(Reply.json(
                200,
                "{\"id\":9,\"name\":\"srv\",\"type\":{\"id\":2,\"name\":\"Server\"},\"company\":{\"id\":3,"
                        + "\"identifier\":\"acme\",\"name\":\"Acme\"},\"activeFlag\":true,"
                        + "\"warrantyExpirationDate\":\"2027-01-01T00:00:00Z\",\"backupBillableSpaceGb\":1.25,"
                        + "\"questions\":[{\"questionId\":1,\"question\":\"OS\",\"answer\":true,\"fieldType\":\"Checkbox\","
                        + "\"sequenceNumber\":1.5}],\"customFields\":[{\"id\":4,\"caption\":\"Rack\","
                        + "\"type\":\"Number\",\"value\":7}],"
                        + "\"_info\":{\"lastUpdated\":\"2026-11-21T10:00:00Z\"}}"));
        Configuration found = configurations().get(9).orElseThrow();
        assertThat(found.name()).isEqualTo("srv");
        assertThat(found.company()).isEqualTo(new Reference(3, "Acme", "acme"));
        assertThat(found.active()).isTrue();
        assertThat(found.bill()).isFalse();
        assertThat(found.serialNumber()).isNull();
        assertThat(found.warrantyExpirationDate()).isEqualTo(Instant.parse("2027-01-01T00:00:00Z"));
        assertThat(found.backupBillableSpaceGb()).isEqualTo(new BigDecimal("1.25"));
        assertThat(found.questions()).singleElement().satisfies(question -> {
            assertThat(question.answer()).isEqualTo(true);
            assertThat(question.sequenceNumber()).isEqualTo(new BigDecimal("1.5"));
        });
        assertThat(found.customFields()).singleElement().hasToString("Rack=7");
        assertThat(found.lastUpdated()).isEqualTo(Instant.parse("2026-11-21T10:00:00Z"));
        assertThat(server.onlyCall().path()).isEqualTo(ROOT + "/9");
    }

    @Test
    void setupRecordsAreWrittenBelowTheirType() {
        server.answering(Reply.json(201, "{\"id\":1}"));
        configurations()
                .questions(4)
                .create(ConfigurationTypeQuestion.draft()
                        .set(ConfigurationTypeQuestionField.FIELD_TYPE, "Text")
                        .set(ConfigurationTypeQuestionField.ENTRY_TYPE, "List")
                        .set(ConfigurationTypeQuestionField.SEQUENCE_NUMBER, new BigDecimal("1.5"))
                        .set(ConfigurationTypeQuestionField.QUESTION, "OS?"));
        configurations()
                .questionValues(4, 5)
                .create(ConfigurationTypeQuestionValue.draft().set(ConfigurationTypeQuestionValueField.VALUE, "Linux"));
        configurations()
                .statuses()
                .create(ConfigurationStatus.draft().set(ConfigurationStatusField.DESCRIPTION, "Spare"));
        configurations().types().copy(4, "Copy of it");
        assertThat(server.calls())
                .extracting(Received::method, Received::path, Received::body)
                .containsExactly(
                        tuple(
                                "POST",
                                ROOT + "/types/4/questions",
                                "{\"fieldType\":\"Text\",\"entryType\":\"List\",\"sequenceNumber\":1.5,"
                                        + "\"question\":\"OS?\"}"),
                        tuple("POST", ROOT + "/types/4/questions/5/values", "{\"value\":\"Linux\"}"),
                        tuple("POST", ROOT + "/statuses", "{\"description\":\"Spare\"}"),
                        tuple("POST", ROOT + "/types/copy", "{\"id\":4,\"name\":\"Copy of it\"}"));
        assertThatThrownBy(() -> configurations().types().copy(4, "n".repeat(51)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("at most 50 characters, not 51");
        assertThatThrownBy(() -> configurations()
                        .statuses()
                        .create(ConfigurationStatus.draft().set(ConfigurationStatusField.DESCRIPTION, "d".repeat(51))))
                .hasMessageContaining("description: at most 50 characters");
        assertThat(server.calls()).hasSize(4);
    }

    @Test
    void theTypeIsChangedByItsOwnPathAndCompared() {
        server.answering(Reply.json(200, "{\"id\":9,\"type\":{\"id\":6,\"name\":\"Laptop\"}}"));
        assertThat(configurations().changeType(9, Reference.id(6)).id()).isEqualTo(9);
        assertThat(server.onlyCall().method()).isEqualTo("PATCH");
        assertThat(server.onlyCall().path()).isEqualTo(ROOT + "/9/changeType");
        assertThat(server.onlyCall().body()).isEqualTo("[{\"op\":\"replace\",\"path\":\"type\",\"value\":{\"id\":6}}]");
        assertThatThrownBy(() -> configurations().changeType(9, Reference.named("Server")))
                .isInstanceOf(UnappliedEditException.class)
                .hasMessageContaining("asked for name Server, holds id 6");
    }

    @Test
    void eachElementOfABulkWriteHasItsOwnOutcome() {
        server.answering(Reply.json(
                207,
                "{\"payload\":["
                        + "{\"success\":false,\"originalIndex\":2,\"statusCode\":400,\"error\":{\"code\":\"InvalidObject\","
                        + "\"message\":\"bad \\\"secret\\\"\",\"errors\":[{\"code\":\"ObjectExists\",\"field\":\"name\","
                        + "\"message\":\"exists\"}]}},"
                        + "{\"success\":true,\"originalIndex\":0,\"statusCode\":201,\"data\":{\"id\":70,\"name\":\"a\"}},"
                        + "{\"success\":false,\"originalIndex\":1,\"statusCode\":500,\"error\":{\"message\":\"timeout\"}},"
                        + "{\"success\":true,\"originalIndex\":3,\"statusCode\":201},"
                        + "{\"success\":false,\"originalIndex\":4},"
                        + "{\"success\":true,\"originalIndex\":99,\"data\":{\"id\":71}},"
                        + "{\"success\":true,\"originalIndex\":6,\"data\":{\"id\":72}},"
                        + "{\"success\":true,\"originalIndex\":6,\"data\":{\"id\":73}}"
                        + "]}"));
        List<BulkOutcome<Configuration>> outcomes = configurations()
                .createAll(List.of(draft("a"), draft("b"), draft("c"), draft("d"), draft("e"), draft("f"), draft("g")));
        assertThat(server.onlyCall().path()).isEqualTo(ROOT + "/bulk");
        assertThat(server.onlyCall().body())
                .startsWith("[{\"name\":\"a\",\"type\":{\"id\":2},\"company\":{\"id\":3}},{\"name\":\"b\"");
        assertThat(outcomes).extracting(BulkOutcome::index).containsExactly(0, 1, 2, 3, 4, 5, 6);
        assertThat(outcomes.get(0))
                .isInstanceOfSatisfying(
                        Done.class,
                        done -> assertThat(((Configuration) done.record()).name())
                                .isEqualTo("a"));
        assertThat(outcomes.get(1))
                .isInstanceOfSatisfying(
                        Unknown.class, unknown -> assertThat(unknown.message()).contains("500"));
        assertThat(outcomes.get(2))
                .isEqualTo(new Refused<Configuration>(
                        2, "InvalidObject", "bad \"…\"", List.of(new FieldError("name", "ObjectExists", "exists"))));
        assertThat(outcomes.get(3)).isInstanceOf(Unknown.class);
        assertThat(outcomes.get(4)).isInstanceOf(Refused.class);
        assertThat(outcomes.get(5)).isEqualTo(new Unknown<>(5, "the answer does not tell of it"));
        assertThat(outcomes.get(6)).isEqualTo(new Unknown<>(6, "the answer tells of it twice"));
    }

    @Test
    void aBulkAnswerThatIsAListOfRecordsIsUnderstoodInItsOrder() {
        server.answering(Reply.json(207, "[{\"id\":70,\"name\":\"a\"},{\"id\":71,\"name\":\"b\"}]"));
        assertThat(configurations().createAll(List.of(draft("a"), draft("b"))))
                .extracting(outcome -> ((Done<Configuration>) outcome).record().id())
                .containsExactly(70, 71);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"payload\":[]}",
                "[]",
                "{\"payload\":null}",
                "[{\"id\":1}]",
                "{\"id\":5,\"name\":\"a\"}",
                "",
                "ok"
            })
    void aBulkAnswerThatTellsOfNothingLeavesAllOpen(String body) {
        server.answering(Reply.json(207, body));
        assertThatThrownBy(() -> configurations().createAll(List.of(draft("a"), draft("b"))))
                .isInstanceOf(OutcomeUnknownException.class);
        assertThat(server.calls()).hasSize(1);
    }

    @Test
    void faultsOfManyDraftsAreToldAtOnceWithTheirPlace() {
        assertThatThrownBy(() ->
                        configurations().createAll(List.of(draft("a"), Configuration.draft(), draft("x".repeat(101)))))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        e -> assertThat(e.fieldErrors())
                                .extracting(FieldError::field)
                                .containsExactly("[1].name", "[1].type", "[1].company", "[2].name"));
        assertThat(configurations().createAll(List.of())).isEmpty();
        assertThat(server.calls()).isEmpty();
    }

    @Test
    void aBulkWriteRefusedAsAWholeCreatedNone() {
        server.answering(Reply.json(403, "{\"code\":\"Security\",\"message\":\"no\"}"));
        assertThatThrownBy(() -> configurations().createAll(List.of(draft("a"))))
                .isInstanceOf(ApiException.class);
        server.answering(Reply.json(502, ""));
        assertThatThrownBy(() -> configurations().createAll(List.of(draft("a"))))
                .isInstanceOf(OutcomeUnknownException.class);
    }

    @Test
    void eachDeletionHasItsOwnOutcome() {
        server.answering(request -> switch (request.path().substring(ROOT.length())) {
            case "/1" -> Reply.json(204, "");
            case "/2" -> Reply.json(409, "{\"code\":\"InUse\",\"message\":\"in use\"}");
            case "/3" -> Reply.json(500, "{\"message\":\"timeout\"}");
            default -> Reply.json(404, "{\"code\":\"NotFound\",\"message\":\"no\"}");
        });
        List<BulkOutcome<Integer>> outcomes = configurations().deleteAll(List.of(1, 2, 3, 4));
        assertThat(outcomes.get(0)).isEqualTo(new Done<>(0, 1));
        assertThat(outcomes.get(1))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("InUse"));
        assertThat(outcomes.get(2)).isInstanceOf(Unknown.class);
        assertThat(outcomes.get(3)).isEqualTo(new Done<>(3, 4));
        assertThat(server.calls()).extracting(Received::method).containsOnly("DELETE");
    }

    @ParameterizedTest
    @CsvSource({"vendor/id,true", "notes,false", "Notes,false"})
    void anEditRefusedForAnotherFieldIsToldApart(String field, boolean other) {
        server.answering(Reply.json(
                400,
                "{\"code\":\"InvalidObject\",\"message\":\"x\",\"errors\":[{\"code\":\"NotFound\",\"field\":\"" + field
                        + "\",\"message\":\"gone\"}]}"));
        ApiException e = catchThrowableOfType(
                ApiException.class,
                () -> configurations().edit(1, Configuration.edit().set(ConfigurationField.NOTES, "n")));
        assertThat(e instanceof StoredValueException).isEqualTo(other);
        assertThat(e.fieldErrors()).extracting(FieldError::field).containsExactly(field);
    }
}
