package dev.tocsin.connectwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tocsin.connectwise.FakeServer.Reply;
import dev.tocsin.connectwise.company.Company;
import dev.tocsin.connectwise.company.CompanyField;
import dev.tocsin.connectwise.record.Draft;
import dev.tocsin.connectwise.record.Edit;
import dev.tocsin.connectwise.record.Query;
import dev.tocsin.connectwise.record.Reference;
import dev.tocsin.connectwise.service.Ticket;
import dev.tocsin.connectwise.service.TicketField;
import dev.tocsin.connectwise.service.TicketNote;
import dev.tocsin.core.base.ApiException;
import dev.tocsin.core.base.AuthenticationException;
import dev.tocsin.core.base.Execution;
import dev.tocsin.core.base.FieldError;
import dev.tocsin.core.base.OutcomeUnknownException;
import dev.tocsin.core.base.TocsinException;
import dev.tocsin.core.base.TransportException;
import dev.tocsin.http.Transport;
import dev.tocsin.http.TransportRequest;
import dev.tocsin.http.TransportResponse;
import dev.tocsin.http.TransportResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutcomesTest {
    private static final Draft<Ticket> DRAFT =
            Ticket.draft().set(TicketField.SUMMARY, "s").set(TicketField.COMPANY, Reference.id(1));
    private static final Edit<Ticket> EDIT = Ticket.edit().set(TicketField.STATUS, Reference.id(7));

    private final FakeServer server = new FakeServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 405, 409, 413, 415, 422, 429})
    void aRefusedWriteWasNotExecuted(int status) {
        server.answering(Reply.json(status, "{\"code\":\"InvalidObject\",\"message\":\"no\"}"));
        ApiException created = catchThrowableOfType(
                ApiException.class, () -> server.client().tickets().create(DRAFT));
        ApiException edited = catchThrowableOfType(
                ApiException.class, () -> server.client().tickets().edit(1, EDIT));
        assertThat(created.execution()).isEqualTo(Execution.NOT_EXECUTED);
        assertThat(created.status()).isEqualTo(status);
        assertThat(created.code()).hasValue("InvalidObject");
        assertThat(edited.execution()).isEqualTo(Execution.NOT_EXECUTED);
        assertThat(created instanceof AuthenticationException).isEqualTo(status == 401 || status == 403);
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 408, 418, 500, 502, 503, 504, 520, 599})
    void anyOtherFailureLeavesAWriteOpen(int status) {
        server.answering(Reply.json(status, "{\"code\":\"X\",\"message\":\"An unexpected database error\"}"));
        assertUnknownAndSentOnce();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{}", "null", "[]", "{\"id\":0}", "{\"id\":null}", "\"ok\"", "{\"id\":5", "{\"id\":5} x"})
    void aSuccessWithoutAWholeRecordLeavesAWriteOpen(String body) {
        server.answering(Reply.json(201, body));
        assertUnknownAndSentOnce();
    }

    @Test
    void aWebPageInPlaceOfARecordLeavesAWriteOpen() {
        server.answering(Reply.html(200, "Sign in"));
        assertUnknownAndSentOnce();
        assertThatThrownBy(() -> server.client().tickets().create(DRAFT))
                .hasMessageContaining("web page, not JSON (Sign in)");
    }

    @Test
    void aCutAnswerLeavesAWriteOpen() {
        server.answering(Reply.json(201, "{\"id\":5}").cut());
        assertUnknownAndSentOnce();
    }

    private void assertUnknownAndSentOnce() {
        assertThatThrownBy(() -> server.client().tickets().create(DRAFT))
                .isInstanceOfSatisfying(
                        OutcomeUnknownException.class,
                        e -> assertThat(e.execution()).isEqualTo(Execution.UNKNOWN));
        assertThat(server.calls()).hasSize(1);
        assertThatThrownBy(() -> server.client().tickets().edit(1, EDIT)).isInstanceOf(OutcomeUnknownException.class);
        assertThatThrownBy(() -> server.client().tickets().notes(1).create(TicketNote.internal("x")))
                .isInstanceOf(OutcomeUnknownException.class);
        assertThatThrownBy(() -> server.client()
                        .companies()
                        .create(Company.draft()
                                .set(CompanyField.IDENTIFIER, "a")
                                .set(CompanyField.NAME, "A")))
                .isInstanceOf(OutcomeUnknownException.class);
    }

    /** With the default transport, which repeats a DELETE: the first try may have deleted it. */
    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 409})
    void aDeleteWhoseSecondTryIsRefusedIsOpen(int second) {
        server.answering(request -> server.calls().size() == 1
                ? Reply.json(504, "{}")
                : Reply.json(second, "{\"code\":\"X\",\"message\":\"no\"}"));
        ConnectWise client =
                ConnectWise.connect(server.bareConnection().sleeper(wait -> {}).build());
        assertThatThrownBy(() -> client.companies().delete(5))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("504")
                .hasMessageContaining(String.valueOf(second));
        assertThat(server.calls()).hasSize(2);
    }

    @Test
    void aDeleteWhoseSecondTryFindsNothingIsSettled() {
        server.answering(request -> server.calls().size() == 1
                ? Reply.json(504, "{}")
                : Reply.json(404, "{\"code\":\"NotFound\",\"message\":\"Company 5 not found\"}"));
        ConnectWise client =
                ConnectWise.connect(server.bareConnection().sleeper(wait -> {}).build());
        assertThat(client.companies().delete(5)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 408, 500, 503})
    void aFailedReadHasNoEffectThatCouldBeOpen(int status) {
        server.answering(Reply.json(status, "{\"code\":\"X\",\"message\":\"Query read timeout\"}"));
        assertThatThrownBy(() -> server.client().tickets().get(1)).isInstanceOfSatisfying(ApiException.class, e -> {
            assertThat(e.execution()).isEqualTo(Execution.NOT_EXECUTED);
            assertThat(e.status()).isEqualTo(status);
        });
        assertThatThrownBy(() -> server.client().tickets().search(Query.all()).toList())
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.execution()).isEqualTo(Execution.NOT_EXECUTED));
    }

    @Test
    void aReadThatBreaksOffOrIsNoJsonSaysSo() {
        server.answering(Reply.json(200, "{\"id\":1}").cut());
        assertThatThrownBy(() -> server.client().tickets().get(1)).isInstanceOf(TransportException.class);
        server.answering(Reply.html(200, "Log in"));
        assertThatThrownBy(() -> server.client().tickets().get(1))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("web page");
        server.answering(Reply.json(200, "{\"id\":2}"));
        assertThatThrownBy(() -> server.client().tickets().get(1)).hasMessageContaining("not the record with id 1");
        server.answering(Reply.json(200, "{\"id\":2}"));
        assertThatThrownBy(() -> server.client().boards().readAll()).hasMessageContaining("list was expected");
        assertThatThrownBy(() -> server.client().tickets().count(Query.all())).hasMessageContaining("count");
    }

    @Test
    void theFaultsOfEachFieldAreTold() {
        server.answering(Reply.json(
                        400,
                        "{\"code\":\"InvalidObject\",\"message\":\"ticket object is"
                                + " invalid\",\"errors\":[{\"code\":\"MaxLengthField\",\"message\":\"too"
                                + " long\",\"resource\":\"ticket\",\"field\":\"summary\"},{\"code\":\"NotFound\",\"message\":\"Service"
                                + " Status 17 not found\",\"field\":\"status/id\"},{\"message\":\"odd\"}]}")
                .with("x-cw-request-id", "req-77"));
        ApiException e = catchThrowableOfType(
                ApiException.class, () -> server.client().tickets().create(DRAFT));
        assertThat(e.fieldErrors())
                .containsExactly(
                        new FieldError("summary", "MaxLengthField", "too long"),
                        new FieldError("status/id", "NotFound", "Service Status 17 not found"),
                        new FieldError(null, null, "odd"));
        assertThat(e.requestId()).hasValue("req-77");
        assertThat(e)
                .hasMessageContaining("POST /service/tickets answered 400")
                .hasMessageContaining("summary: too long")
                .hasMessageContaining("req-77");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "17||17",
                "Sat, 21 Nov 2026 10:00:30 GMT||30",
                "Sat, 21 Nov 2026 10:00:30 GMT|Sat, 21 Nov 2026 10:00:20 GMT|10",
                "Sat, 21 Nov 2026 09:00:00 GMT||0",
                "soon||30",
                "||30"
            })
    void aThrottledWriteWasNotExecutedAndSaysHowLongToWait(String retryAfter, String date, long seconds) {
        Reply reply = Reply.json(
                429,
                "{\"error\":\"ConnectWiseAPI\",\"message\":\"Too many requests. Please try again in 30 seconds.\"}");
        reply = retryAfter == null ? reply : reply.with("Retry-After", retryAfter);
        // The fake server sets its own Date unless it is told one.
        Reply dated = reply.with("Date", date == null ? "Sat, 21 Nov 2026 10:00:00 GMT" : date);
        server.answering(dated);
        ConnectWise client = ConnectWise.connect(server.connection()
                .clock(Clock.fixed(Instant.parse("2026-11-21T10:00:00Z"), ZoneOffset.UTC))
                .transport(new DatedTransport(dated))
                .build());
        ApiException e =
                catchThrowableOfType(ApiException.class, () -> client.tickets().create(DRAFT));
        assertThat(e.execution()).isEqualTo(Execution.NOT_EXECUTED);
        assertThat(e.retryAfter()).hasValue(Duration.ofSeconds(seconds));
        assertThat(e.code()).hasValue("ConnectWiseAPI");
    }

    /** Passes on to the wire, and puts the scripted Date in: the JDK's server always writes its own. */
    private record DatedTransport(Reply reply) implements Transport {
        @Override
        public TransportResult send(TransportRequest request) throws InterruptedException {
            TransportResult result = new PlainTransport().send(request);
            if (result instanceof TransportResult.Answered answered) {
                TransportResponse r = answered.response();
                Map<String, List<String>> headers = new HashMap<>(r.headers());
                headers.put("date", List.of(reply.headers().get("Date")));
                return new TransportResult.Answered(new TransportResponse(r.status(), headers, r.body(), r.uri()));
            }
            return result;
        }
    }

    @Test
    void aProxysThrottlingPageIsUnderstood() {
        server.answering(Reply.html(429, "Rate limited | Cloudflare").with("Retry-After", "9"));
        ApiException e = catchThrowableOfType(
                ApiException.class, () -> server.client().tickets().create(DRAFT));
        assertThat(e.retryAfter()).hasValue(Duration.ofSeconds(9));
        assertThat(e.execution()).isEqualTo(Execution.NOT_EXECUTED);
        assertThat(e).hasMessageContaining("Cloudflare");
    }

    @Test
    void echoedValuesAndCredentialsNeverReachTheMessage() {
        server.answering(Reply.json(
                400,
                "{\"code\":\"ConnectWiseApi\",\"message\":\"Error converting value \\\"jane@example.com\\\" to type "
                        + "'CompanyReference'. Key " + FakeServer.PRIVATE_KEY + " " + FakeServer.CLIENT_ID + " "
                        + "z".repeat(5000) + "\",\"errors\":[{\"field\":\"f\",\"message\":\"got \\\"Jane Doe\"}]}"));
        TocsinException e = catchThrowableOfType(
                TocsinException.class, () -> server.client().tickets().create(DRAFT));
        assertThat(e.getMessage())
                .contains("CompanyReference")
                .doesNotContain("jane@example.com", "Jane Doe", FakeServer.PRIVATE_KEY, FakeServer.CLIENT_ID)
                .hasSizeLessThan(1000);
    }

    @Test
    void theServersRecordIsComparedWithWhatAnEditAsked() {
        server.answering(Reply.json(200, "{\"id\":1,\"status\":{\"id\":3,\"name\":\"New\"},\"summary\":\"s\"}"));
        assertThatThrownBy(() -> server.client().tickets().edit(1, EDIT))
                .isInstanceOfSatisfying(UnappliedEditException.class, e -> {
                    assertThat(e.execution()).isEqualTo(Execution.EXECUTED);
                    assertThat(e.fieldErrors()).extracting(FieldError::field).containsExactly("status");
                })
                .hasMessageContaining("asked for id 7, holds id 3");
        Edit<Ticket> wide = Ticket.edit()
                .set(TicketField.SUMMARY, "other")
                .set(TicketField.OWNER, Reference.identified("JD"))
                .set(TicketField.CUSTOMER_UPDATED, true);
        assertThatThrownBy(() -> server.client().tickets().edit(1, wide))
                .isInstanceOfSatisfying(
                        UnappliedEditException.class,
                        e -> assertThat(e.fieldErrors())
                                .extracting(FieldError::field)
                                .containsExactly("summary", "owner", "customerUpdatedFlag"));
    }

    @Test
    void anEditThatHoldsIsAnsweredWithTheRecord() {
        server.answering(Reply.json(
                200,
                "{\"id\":1,\"summary\":\"new \",\"status\":{\"id\":7},\"owner\":{\"id\":2,\"identifier\":\"jd\"}}"));
        Ticket ticket = server.client()
                .tickets()
                .edit(
                        1,
                        Ticket.edit()
                                .set(TicketField.SUMMARY, "new")
                                .set(TicketField.STATUS, Reference.id(7))
                                .set(TicketField.OWNER, Reference.identified("JD")));
        assertThat(ticket.summary()).isEqualTo("new ");
        assertThat(server.onlyCall().method()).isEqualTo("PATCH");
    }

    @Test
    void aStatusThatDoesNotCloseIsToldApart() {
        server.answering(Reply.json(200, "{\"id\":1,\"status\":{\"id\":7},\"closedFlag\":false}"));
        assertThatThrownBy(() -> server.client().tickets().close(1, Reference.id(7)))
                .isInstanceOf(UnappliedEditException.class)
                .hasMessageContaining("closedFlag")
                .hasMessageContaining("not a closing one");
        server.answering(Reply.json(200, "{\"id\":1,\"status\":{\"id\":7},\"closedFlag\":true}"));
        assertThat(server.client().tickets().close(1, Reference.id(7)).closed()).isTrue();
    }

    @Test
    void meIsEmptyWhereTheServerDoesNotSay() {
        server.answering(Reply.json(404, "{\"code\":\"NotFound\",\"message\":\"no\"}"));
        assertThat(server.client().members().me()).isEmpty();
        server.answering(Reply.json(200, "{\"id\":4,\"identifier\":\"api\"}"));
        assertThat(server.client().members().me().orElseThrow().identifier()).isEqualTo("api");
        server.answering(Reply.json(401, "{\"code\":\"Unauthorized\",\"message\":\"Incorrect public/private key\"}"));
        assertThatThrownBy(() -> server.client().members().me())
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("check the company, both keys and the client id");
    }
}
