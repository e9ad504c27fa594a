package dev.tocsin.connectwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tocsin.connectwise.FakeServer.Reply;
import dev.tocsin.connectwise.record.Conditions;
import dev.tocsin.connectwise.record.InvalidRequestException;
import dev.tocsin.connectwise.record.Query;
import dev.tocsin.core.base.ApiException;
import dev.tocsin.core.base.Execution;
import dev.tocsin.core.base.OutcomeUnknownException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawApiTest {
    private final FakeServer server = new FakeServer();

    /** A class of the caller's own. */
    record Opportunity(
            int id,
            String name,
            @Nullable Stage stage,
            @Nullable Instant closeDate,
            @Nullable Double probability) {
        record Stage(String name) {}
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aListIsReadIntoTheCallersRecords() {
        server.answering(Reply.json(
                200,
                "[{\"id\":3,\"name\":\"Big\",\"stage\":{\"name\":\"Open\",\"x\":1},\"closeDate\":\"2026-11-21T00:00:00Z\",\"new\":[1]},"
                        + "{\"id\":4,\"name\":\"Small\"}]"));
        RawRecords<Opportunity> opportunities =
                server.client().raw().records("/sales/opportunities", Opportunity.class);
        assertThat(opportunities.stream(Query.where(Conditions.field("name").startsWith("B"))))
                .containsExactly(
                        new Opportunity(
                                3, "Big", new Opportunity.Stage("Open"), Instant.parse("2026-11-21T00:00:00Z"), null),
                        new Opportunity(4, "Small", null, null, null));
        assertThat(server.onlyCall().path()).endsWith("/apis/3.0/sales/opportunities");
        assertThat(server.onlyCall().parameter("conditions")).isEqualTo("name like \"B%\"");
    }

    @Test
    void aListIsReadIntoMaps() {
        server.answering(Reply.json(200, "[{\"id\":3,\"stage\":{\"name\":\"Open\"},\"tags\":[\"a\"]}]"));
        assertThat(server.client()
                        .raw()
                        .records("/sales/opportunities")
                        .list(Query.all(), 1)
                        .items())
                .containsExactly(Map.of("id", 3, "stage", Map.of("name", "Open"), "tags", List.of("a")));
    }

    @Test
    void recordsAreCreatedChangedAndDeleted() {
        server.answering(request -> request.method().equals("DELETE")
                ? new Reply(204, Map.of(), "", -1)
                : Reply.json(200, "{\"id\":3,\"name\":\"Big\"}"));
        RawRecords<Opportunity> opportunities =
                server.client().raw().records("/sales/opportunities", Opportunity.class);
        assertThat(opportunities
                        .create(new Opportunity(0, "Big", null, null, 0.5))
                        .id())
                .isEqualTo(3);
        assertThat(opportunities
                        .edit(3, Collections.singletonMap("probability", null))
                        .name())
                .isEqualTo("Big");
        assertThat(opportunities.edit(3, Map.of("name", "Bigger")).name()).isEqualTo("Big");
        assertThat(opportunities.delete(3)).isTrue();
        assertThat(server.calls())
                .extracting(FakeServer.Received::body)
                .containsExactly(
                        "{\"id\":0,\"name\":\"Big\",\"probability\":0.5}",
                        "[{\"op\":\"remove\",\"path\":\"probability\"}]",
                        "[{\"op\":\"replace\",\"path\":\"name\",\"value\":\"Bigger\"}]",
                        "");
    }

    @Test
    void anActionIsAWriteAndIsNeverRepeated() {
        server.answering(Reply.json(503, "{\"message\":\"down\"}"));
        assertThatThrownBy(
                        () -> server.client().raw().post("/sales/opportunities/3/convert", Map.of("a", 1), Map.class))
                .isInstanceOf(OutcomeUnknownException.class);
        assertThat(server.onlyCall().body()).isEqualTo("{\"a\":1}");
    }

    @Test
    void anAnswerThatDoesNotFitTheClassSaysWhereAndThatTheCallWasExecuted() {
        server.answering(Reply.json(200, "{\"id\":3,\"name\":\"Big\",\"stage\":\"secret-value\"}"));
        ApiException e = catchThrowableOfType(
                ApiException.class,
                () -> server.client().raw().get("/sales/opportunities/3", Map.of(), Opportunity.class));
        assertThat(e.execution()).isEqualTo(Execution.EXECUTED);
        assertThat(e).hasMessageContaining("stage").hasMessageNotContaining("secret-value");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "sales",
                "//evil.example",
                "/a/../b",
                "/a?x=1",
                "/a#b",
                "/a/",
                "/a b",
                "/a%2e",
                "https://x",
                "/@x",
                "/.."
            })
    void aPathThatCouldLeadElsewhereIsRefused(String path) {
        RawApi raw = server.client().raw();
        assertThatThrownBy(() -> raw.get(path, Map.of(), Map.class))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("path");
        assertThatThrownBy(() -> raw.records(path)).isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> raw.delete(path)).isInstanceOf(InvalidRequestException.class);
        assertThat(server.all).isEmpty();
    }

    @Test
    void anActionThatIsAnsweredWithNothingIsDone() {
        server.answering(new Reply(204, Map.of(), "", -1));
        server.client().raw().post("/company/contacts/requestPassword", Map.of("email", "a@b"));
        assertThat(server.onlyCall().body()).isEqualTo("{\"email\":\"a@b\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null"})
    void anEmptyAnswerIsNotReadAsAClassButSaidToBeEmpty(String body) {
        server.answering(Reply.json(body.isEmpty() ? 204 : 200, body));
        ApiException e = catchThrowableOfType(
                ApiException.class, () -> server.client().raw().post("/a/b", Map.of(), Map.class));
        assertThat(e.execution()).isEqualTo(Execution.EXECUTED);
        assertThat(e).hasMessageContaining("empty");
    }

    @Test
    @SuppressWarnings("unchecked")
    void mapsSurviveAReadModifyWrite() {
        server.answering(
                Reply.json(
                        200,
                        "{\"id\":5,\"customFields\":[{\"id\":1,\"value\":\"old\"},"
                                + "{\"id\":2,\"none\":null,\"value\":1.10,\"fine\":0.1234567890123456789012,\"big\":123456789012345678901234567890}]}"));
        RawRecords<Map<String, Object>> companies = server.client().raw().records("/company/companies");
        Map<String, Object> record = companies.get(5).orElseThrow();
        List<Map<String, @Nullable Object>> fields =
                (List<Map<String, @Nullable Object>>) Objects.requireNonNull(record.get("customFields"));
        fields.get(0).put("value", null);
        companies.edit(5, Map.of("customFields", fields));
        assertThat(server.calls().get(1).body())
                .endsWith("\"value\":[{\"id\":1,\"value\":null},{\"id\":2,\"none\":null,\"value\":1.10,"
                        + "\"fine\":0.1234567890123456789012,\"big\":123456789012345678901234567890}]}]");
    }
}
