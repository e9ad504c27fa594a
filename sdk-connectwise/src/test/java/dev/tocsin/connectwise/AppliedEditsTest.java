package dev.tocsin.connectwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.connectwise.FakeServer.Reply;
import dev.tocsin.connectwise.company.Company;
import dev.tocsin.connectwise.company.CompanyField;
import dev.tocsin.connectwise.configuration.Configuration;
import dev.tocsin.connectwise.configuration.ConfigurationField;
import dev.tocsin.connectwise.internal.Json;
import dev.tocsin.connectwise.internal.JsonRecord;
import dev.tocsin.connectwise.record.Edit;
import dev.tocsin.connectwise.record.ListField;
import dev.tocsin.connectwise.record.RecordType;
import dev.tocsin.connectwise.record.Reference;
import dev.tocsin.connectwise.service.Ticket;
import dev.tocsin.connectwise.service.TicketField;
import dev.tocsin.core.base.FieldError;
import dev.tocsin.core.base.OutcomeUnknownException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which answers to an edit are taken for its success. */
class AppliedEditsTest {
    private final FakeServer server = new FakeServer();

    @AfterEach
    void stop() {
        server.close();
    }

    private Ticket edit(String answer, Edit<Ticket> edit) {
        server.answering(Reply.json(200, answer));
        return server.client().tickets().edit(9, edit);
    }

    @Test
    void linesMayEndTheServersWay() {
        server.answering(Reply.json(200, "{\"id\":5,\"notes\":\"a\\r\\nb\"}"));
        Configurations configurations = server.client().configurations();
        assertThat(configurations
                        .edit(5, Configuration.edit().set(ConfigurationField.NOTES, "a\nb"))
                        .id())
                .isEqualTo(5);
        assertThatThrownBy(() -> configurations.edit(5, Configuration.edit().set(ConfigurationField.NOTES, "a\n\nb")))
                .isInstanceOf(UnappliedEditException.class);
    }

    @Test
    void aReferenceByNameIgnoresBlanksAroundIt() {
        String answer = "{\"id\":9,\"status\":{\"id\":3,\"name\":\"New\"}}";
        Edit<Ticket> blank = Ticket.edit().set(TicketField.STATUS, Reference.named("New "));
        assertThat(edit(answer, blank).id()).isEqualTo(9);
        assertThatThrownBy(() -> edit(answer, Ticket.edit().set(TicketField.STATUS, Reference.named("Newer"))))
                .isInstanceOf(UnappliedEditException.class);
    }

    @ParameterizedTest
    @CsvSource({"0,true", "0.0,true", "null,true", "1.5,false"})
    void aClearedNumberMayBeAnsweredAsZero(String shown, boolean holds) {
        String answer = "{\"id\":9,\"budgetHours\":" + shown + "}";
        Edit<Ticket> cleared = Ticket.edit().clear(TicketField.BUDGET_HOURS);
        if (holds) {
            assertThat(edit(answer, cleared).id()).isEqualTo(9);
        } else {
            assertThatThrownBy(() -> edit(answer, cleared)).isInstanceOf(UnappliedEditException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"a a,a b,false", "a b,a a,false", "a b,b a,true", "a a,a a,true", "a,a a,false"})
    void aListHoldsWhatWasAskedAsOftenAsItWasAsked(String asked, String shown, boolean holds) {
        String answer = "{\"id\":9,\"integratorTags\":[\"" + shown.replace(" ", "\",\"") + "\"]}";
        Edit<Ticket> tags = Ticket.edit().set(TicketField.INTEGRATOR_TAGS, List.of(asked.split(" ")));
        if (holds) {
            assertThat(edit(answer, tags).id()).isEqualTo(9);
        } else {
            assertThatThrownBy(() -> edit(answer, tags)).isInstanceOf(UnappliedEditException.class);
        }
    }

    @Test
    void anIdInAListTakesItsElementBeforeANameDoes() {
        RecordType<String> type = RecordType.of("thing", answer -> "");
        ListField<String, Reference> parts = type.references("parts");
        JsonRecord answer = new JsonRecord(
                Json.tree(Map.of("parts", List.of(Map.of("id", 2, "name", "x"), Map.of("id", 1, "name", "x")))));
        assertThat(unmet(parts, answer, type, Reference.named("X "), Reference.id(2)))
                .isEmpty();
        assertThat(unmet(parts, answer, type, Reference.id(2), Reference.id(2))).hasSize(1);
        assertThat(unmet(parts, answer, type, Reference.id(2), Reference.id(3))).hasSize(1);
    }

    private static List<FieldError> unmet(
            ListField<String, Reference> field, JsonRecord answer, RecordType<String> type, Reference... asked) {
        return AppliedCheck.unmet(type.edit().set(field, List.of(asked)).comparable(), answer);
    }

    @Test
    void anAnswerWithAnotherRecordLeavesOpenWhichWasChanged() {
        server.answering(request -> Reply.json(
                200,
                request.method().equals("GET")
                        ? "{\"id\":5,\"questions\":[{\"questionId\":1,\"question\":\"Q\",\"fieldType\":\"Text\"}]}"
                        : "{\"id\":6,\"name\":\"New\",\"type\":{\"id\":3},\"questions\":[{\"questionId\":1,"
                                + "\"question\":\"Q\",\"fieldType\":\"Text\",\"answer\":\"a\"}]}"));
        ConnectWise client = server.client();
        assertThatThrownBy(() -> client.companies().edit(5, Company.edit().set(CompanyField.NAME, "New")))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("company 5")
                .hasMessageContaining("company 6");
        assertThatThrownBy(() -> client.configurations().changeType(5, Reference.id(3)))
                .isInstanceOf(OutcomeUnknownException.class);
        assertThatThrownBy(() -> client.configurations()
                        .answer(5, Configuration.answers().set("Q", "a")))
                .isInstanceOf(OutcomeUnknownException.class);
    }

    @ParameterizedTest
    @CsvSource({"false,true", "true,false"})
    void aCheckboxShownWithoutAnswerIsAnsweredWithNo(boolean asked, boolean holds) {
        String question = "{\"id\":5,\"questions\":[{\"questionId\":1,\"question\":\"Q\",\"fieldType\":\"Checkbox\"";
        server.answering(request ->
                Reply.json(200, question + (request.method().equals("GET") ? ",\"answer\":true}]}" : "}]}")));
        Configurations configurations = server.client().configurations();
        if (holds) {
            assertThat(configurations
                            .answer(5, Configuration.answers().set("Q", asked))
                            .id())
                    .isEqualTo(5);
        } else {
            assertThatThrownBy(() ->
                            configurations.answer(5, Configuration.answers().set("Q", asked)))
                    .isInstanceOf(UnappliedEditException.class);
        }
    }
}
