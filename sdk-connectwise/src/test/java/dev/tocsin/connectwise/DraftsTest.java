package dev.tocsin.connectwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.connectwise.company.Company;
import dev.tocsin.connectwise.company.CompanyField;
import dev.tocsin.connectwise.internal.Json;
import dev.tocsin.connectwise.internal.JsonRecord;
import dev.tocsin.connectwise.record.Draft;
import dev.tocsin.connectwise.record.Edit;
import dev.tocsin.connectwise.record.Reference;
import dev.tocsin.connectwise.service.Ticket;
import dev.tocsin.connectwise.service.TicketField;
import dev.tocsin.connectwise.service.TicketNote;
import dev.tocsin.core.base.FieldError;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DraftsTest {
    @Test
    void aTicketIsSentWithTheLeastThatNamesEachReference() {
        Draft<Ticket> draft = Ticket.draft()
                .set(TicketField.SUMMARY, "disk")
                .set(TicketField.COMPANY, new Reference(5, "Acme", "acme"))
                .set(TicketField.BOARD, Reference.named("Help"))
                .set(TicketField.OWNER, Reference.identified("jd"))
                .set(TicketField.INITIAL_DESCRIPTION, "two\nlines")
                .set(TicketField.REQUIRED_DATE, Instant.parse("2026-11-21T10:00:00.9Z"))
                .set(TicketField.INTEGRATOR_TAGS, List.of("tocsin"))
                .customField(7, 5)
                .customField("Ref", "X1")
                .set(TicketField.PROCESS_NOTIFICATIONS, false);
        assertThat(Json.tree(draft.asValue()))
                .hasToString("{\"summary\":\"disk\",\"company\":{\"id\":5},\"board\":{\"name\":\"Help\"},"
                        + "\"owner\":{\"identifier\":\"jd\"},\"initialDescription\":\"two\\nlines\","
                        + "\"requiredDate\":\"2026-11-21T10:00:00Z\",\"integratorTags\":[\"tocsin\"],"
                        + "\"processNotifications\":false,"
                        + "\"customFields\":[{\"id\":7,\"value\":5},{\"caption\":\"Ref\",\"value\":\"X1\"}]}");
    }

    @Test
    void allFaultsOfATicketAreToldAtOnce() {
        assertThat(Ticket.draft()
                        .set(TicketField.EXTERNAL_X_REF, "y".repeat(101))
                        .set(TicketField.SUMMARY, "x".repeat(101))
                        .set(TicketField.CLOSED, true)
                        .set(TicketField.BUDGET_HOURS, 2)
                        .set(TicketField.REQUIRED_DATE, Instant.MAX)
                        .customField("Ref", List.of())
                        .faults(null))
                .extracting(FieldError::toString)
                .containsExactly(
                        "company: is required",
                        "externalXRef: at most 100 characters, not 101",
                        "summary: at most 100 characters, not 101",
                        "closedFlag: is set by the server",
                        "requiredDate: between the years 1753 and 9999, the range of the server's database",
                        "customFields[Ref]: a String, a Number, a Boolean or null, not "
                                + List.of().getClass().getName());
        assertThat(Ticket.draft()
                        .set(TicketField.SUMMARY, "a\nb")
                        .set(TicketField.COMPANY, Reference.id(1))
                        .faults(null))
                .singleElement()
                .asString()
                .contains("one line");
        assertThat(Ticket.draft()
                        .set(TicketField.SUMMARY, "x".repeat(100))
                        .set(TicketField.COMPANY, Reference.id(1))
                        .faults(null))
                .isEmpty();
    }

    @Test
    void anEditHoldsOnlyWhatItChanges() {
        Edit<Ticket> edit = Ticket.edit()
                .set(TicketField.SUMMARY, "new")
                .set(TicketField.STATUS, Reference.id(7))
                .clear(TicketField.OWNER)
                .set(TicketField.CUSTOMER_UPDATED, false);
        assertThat(edit.faults(null)).isEmpty();
        assertThat(edit.asValue().keySet()).containsExactly("summary", "status", "owner", "customerUpdatedFlag");
        assertThat(edit.asValue()).containsEntry("owner", null).containsEntry("status", Map.of("id", 7));
    }

    @Test
    void anEditThatCannotWorkIsRefused() {
        assertThat(Ticket.edit().faults(null)).singleElement().asString().contains("at least one field");
        assertThat(Ticket.edit()
                        .set(TicketField.BOARD, Reference.id(2))
                        .clear(TicketField.SUMMARY)
                        .set(TicketField.INITIAL_DESCRIPTION, "late")
                        .clear(TicketField.CLOSED)
                        .faults(null))
                .extracting(FieldError::toString)
                .containsExactly(
                        "summary: is required and cannot be cleared",
                        "status: is required with a new board, to which it belongs",
                        "initialDescription: can be set at creation only",
                        "closedFlag: is set by the server");
    }

    @Test
    void lengthsOfACompanyFollowTheServersVersion() {
        Draft<Company> draft = Company.draft()
                .set(CompanyField.IDENTIFIER, "i".repeat(31))
                .set(CompanyField.NAME, "n".repeat(51))
                .set(CompanyField.ZIP, "1".repeat(13));
        assertThat(draft.faults("2025.16"))
                .extracting(FieldError::toString)
                .containsExactly(
                        "identifier: at most 30 characters, not 31",
                        "name: at most 50 characters, not 51",
                        "zip: at most 12 characters, not 13");
        assertThat(draft.faults(null)).extracting(FieldError::field).containsExactly("zip");
        assertThat(draft.faults("2026.1")).extracting(FieldError::field).containsExactly("zip");
    }

    @Test
    void whatAnEditSaysOfItselfHoldsNoValue() {
        assertThat(Ticket.edit().set(TicketField.SUMMARY, "secret").customField("Pass", "word"))
                .hasToString("ticket[summary]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"discussion", "internal", "resolution"})
    void aNoteStandsInExactlyOnePlace(String kind) {
        Draft<TicketNote> draft = switch (kind) {
            case "discussion" -> TicketNote.discussion("text");
            case "internal" -> TicketNote.internal("text");
            default -> TicketNote.resolution("text");
        };
        assertThat(draft.asValue())
                .containsEntry("detailDescriptionFlag", kind.equals("discussion"))
                .containsEntry("internalAnalysisFlag", kind.equals("internal"))
                .containsEntry("resolutionFlag", kind.equals("resolution"))
                .doesNotContainKey("processNotifications");
        assertThat(TicketNote.internal(" ").faults(null))
                .extracting(FieldError::field)
                .containsExactly("text");
    }

    @Test
    void aReferenceNamesSomething() {
        assertThatThrownBy(() -> Reference.id(0)).hasMessageContaining("positive");
        assertThatThrownBy(() -> new Reference(null, null, null)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-02T03:04:05Z,2026-01-02T03:04:05Z",
        "2026-01-02T03:04:05.123Z,2026-01-02T03:04:05.123Z",
        "2026-01-02T03:04:05+02:00,2026-01-02T01:04:05Z",
        "2026-01-02T03:04:05,2026-01-02T03:04:05Z",
        "2026-01-02 03:04:05,2026-01-02T03:04:05Z",
        "2026-01-02,2026-01-02T00:00:00Z",
        "yesterday,",
        "2026-13-40,"
    })
    void datesAreReadLeniently(String text, Instant expected) {
        JsonRecord fields = fields("{\"d\":\"" + text + "\"}");
        assertThat(fields.instant("d")).isEqualTo(expected);
    }

    @Test
    void oddAnswersReadAsAbsent() {
        Ticket ticket = TicketField.TYPE.read(
                fields(
                        "{\"id\":\"12\",\"summary\":5,\"board\":\"x\",\"status\":{\"id\":null},"
                                + "\"severity\":\"Galactic\",\"closedFlag\":\"True\",\"new\":{\"a\":[1]},"
                                + "\"mergedParentTicket\":{\"id\":9,\"summary\":\"parent\"},\"_info\":{\"enteredBy\":\"api\"}}"));
        assertThat(ticket.id()).isEqualTo(12);
        assertThat(ticket.summary()).isEqualTo("5");
        assertThat(ticket.board()).isNull();
        assertThat(ticket.status()).isNull();
        assertThat(ticket.severity()).isEqualTo("Galactic");
        assertThat(ticket.closed()).isTrue();
        assertThat(ticket.mergedParentTicket()).isEqualTo(new Reference(9, "parent", null));
        assertThat(ticket.enteredBy()).isEqualTo("api");
        assertThat(TicketField.TYPE.read(fields("{}")).id()).isZero();
    }

    private static JsonRecord fields(String json) {
        return new JsonRecord(Json.parse(json.getBytes(StandardCharsets.UTF_8)));
    }

    /** As Java code without null checks calls it. */
    @SuppressWarnings("NullAway")
    private static <T> T none() {
        return null;
    }

    @Test
    void nullIsToldAsAFaultOfItsField() {
        Draft<Ticket> draft = Ticket.draft()
                .set(TicketField.COMPANY, DraftsTest.<Reference>none())
                .set(TicketField.SUMMARY, "disk")
                .set(TicketField.CITY, none())
                .set(TicketField.BUDGET_HOURS, DraftsTest.<BigDecimal>none())
                .set(TicketField.REQUIRED_DATE, DraftsTest.<Instant>none())
                .set(TicketField.INTEGRATOR_TAGS, Arrays.asList("a", null));
        assertThat(draft.faults(null))
                .extracting(FieldError::toString)
                .containsExactly(
                        "company: must not be null; leave it out",
                        "city: must not be null; leave it out",
                        "budgetHours: must not be null; leave it out",
                        "requiredDate: must not be null; leave it out",
                        "integratorTags[1]: must not be null");
        assertThat(Ticket.edit()
                        .set(TicketField.INTEGRATOR_TAGS, DraftsTest.<List<String>>none())
                        .faults(null))
                .extracting(FieldError::toString)
                .containsExactly("integratorTags: must not be null; use clear() to take the value away");
    }

    @Test
    void theLastValueOfAFieldCounts() {
        assertThat(Ticket.edit()
                        .set(TicketField.CITY, none())
                        .set(TicketField.CITY, "Bern")
                        .set(TicketField.SUMMARY, "a")
                        .set(TicketField.SUMMARY, "b")
                        .asValue())
                .containsExactlyInAnyOrderEntriesOf(Map.of("city", "Bern", "summary", "b"));
        assertThat(Ticket.edit()
                        .set(TicketField.CITY, "Bern")
                        .set(TicketField.CITY, none())
                        .faults(null))
                .hasSize(1);
        assertThat(Ticket.edit()
                        .set(TicketField.CITY, none())
                        .clear(TicketField.CITY)
                        .faults(null))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\"b'c", "a\\b", "a\u0001b"})
    void aReferenceThatNoConditionCanFindIsRefused(String reference) {
        assertThat(Ticket.edit().set(TicketField.EXTERNAL_X_REF, reference).faults(null))
                .singleElement()
                .extracting(FieldError::field)
                .isEqualTo("externalXRef");
        assertThat(Ticket.edit()
                        .set(TicketField.CITY, reference.replace('\u0001', ' '))
                        .faults(null))
                .isEmpty();
        assertThat(Ticket.edit()
                        .set(TicketField.EXTERNAL_X_REF, "it's \u00fc [x]%")
                        .faults(null))
                .isEmpty();
    }
}
