package dev.tocsin.connectwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.base.FieldError;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DraftsTest {
    @Test
    void aTicketIsSentWithTheLeastThatNamesEachReference() {
        NewTicket draft = NewTicket.builder()
                .summary("disk")
                .company(new Reference(5, "Acme", "acme"))
                .board(Reference.named("Help"))
                .owner(Reference.identified("jd"))
                .externalXRef("X1-a")
                .initialDescription("two\nlines")
                .processNotifications(false)
                .build();
        assertThat(draft.toJson())
                .hasToString("{\"summary\":\"disk\",\"externalXRef\":\"X1-a\",\"initialDescription\":\"two\\nlines\","
                        + "\"company\":{\"id\":5},\"board\":{\"name\":\"Help\"},\"owner\":{\"identifier\":\"jd\"},"
                        + "\"processNotifications\":false}");
    }

    @Test
    void allFaultsOfATicketAreToldAtOnce() {
        assertThatThrownBy(() -> NewTicket.builder()
                        .summary("x".repeat(101))
                        .externalXRef("y".repeat(101))
                        .build())
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        e -> assertThat(e.fieldErrors())
                                .extracting(FieldError::field)
                                .containsExactly("summary", "company", "externalXRef"))
                .hasMessageContaining("at most 100 characters, not 101");
        assertThatThrownBy(() -> NewTicket.builder().build()).hasMessageContaining("summary: is required");
        assertThatThrownBy(() -> NewTicket.builder()
                        .summary("a\nb")
                        .company(Reference.id(1))
                        .build())
                .hasMessageContaining("one line");
        assertThat(NewTicket.builder()
                        .summary("x".repeat(100))
                        .company(Reference.id(1))
                        .build()
                        .summary())
                .hasSize(100);
    }

    @Test
    void anEditReplacesWholeValuesOnly() {
        TicketEdit edit = TicketEdit.builder()
                .summary("new")
                .status(Reference.id(7))
                .customerUpdated(false)
                .build();
        assertThat(edit.toJson())
                .hasToString("[{\"op\":\"replace\",\"path\":\"summary\",\"value\":\"new\"},"
                        + "{\"op\":\"replace\",\"path\":\"status\",\"value\":{\"id\":7}},"
                        + "{\"op\":\"replace\",\"path\":\"customerUpdatedFlag\",\"value\":false}]");
    }

    @Test
    void anEditThatCannotWorkIsRefused() {
        assertThatThrownBy(() -> TicketEdit.builder().build()).hasMessageContaining("at least one field");
        assertThatThrownBy(() ->
                        TicketEdit.builder().board(Reference.id(2)).summary(" ").build())
                .hasMessageContaining("status: is required with a new board")
                .hasMessageContaining("summary: must not be blank");
    }

    @Test
    void lengthsOfACompanyFollowTheServersVersion() {
        NewCompany draft = NewCompany.builder()
                .identifier("i".repeat(31))
                .name("n".repeat(51))
                .zip("1".repeat(13))
                .build();
        assertThatThrownBy(() -> draft.check("2025.16"))
                .hasMessageContaining("identifier: at most 30")
                .hasMessageContaining("name: at most 50")
                .hasMessageContaining("zip: at most 12");
        assertThatThrownBy(() -> draft.check(null)).hasMessageContaining("zip").hasMessageNotContaining("identifier");
        assertThatThrownBy(() -> NewCompany.builder().build().check(null))
                .hasMessageContaining("identifier: is required")
                .hasMessageContaining("name: is required");
    }

    @ParameterizedTest
    @EnumSource(NoteKind.class)
    void aNoteStandsInExactlyOnePlace(NoteKind kind) {
        Fields sent = new Fields(new NewNote(kind, "text", null).toJson());
        assertThat(List.of(NoteKind.values()))
                .allSatisfy(each -> assertThat(sent.flag(each.flag())).isEqualTo(each == kind));
        assertThat(sent.has("processNotifications")).isFalse();
        assertThatThrownBy(() -> new NewNote(kind, " ", null)).hasMessageContaining("text");
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
        Fields fields = fields("{\"d\":\"" + text + "\"}");
        assertThat(fields.instant("d")).isEqualTo(expected);
    }

    @Test
    void oddAnswersReadAsAbsent() {
        Ticket ticket = Ticket.from(fields("{\"id\":\"12\",\"summary\":5,\"board\":\"x\",\"status\":{\"id\":null},"
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
        assertThat(Ticket.from(fields("{}")).id()).isZero();
    }

    private static Fields fields(String json) {
        return new Fields(Json.parse(json.getBytes(StandardCharsets.UTF_8)));
    }
}
