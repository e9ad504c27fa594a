package dev.tocsin.connectwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.tocsin.connectwise.FakeServer.Reply;
import dev.tocsin.connectwise.internal.Json;
import dev.tocsin.connectwise.record.Query;
import dev.tocsin.connectwise.record.Reference;
import dev.tocsin.connectwise.service.Ticket;
import dev.tocsin.connectwise.service.TicketField;
import dev.tocsin.connectwise.service.TicketNote;
import dev.tocsin.core.base.ApiException;
import dev.tocsin.core.base.TocsinException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class SecrecyTest {
    @Test
    void noSecretShowsInTextFormsErrorsOrLogs() {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> appender = new ListAppender<>();
        appender.start();
        Level before = root.getLevel();
        root.setLevel(Level.ALL);
        root.addAppender(appender);
        StringBuilder shown = new StringBuilder();
        String pair = "acme+" + FakeServer.PUBLIC_KEY + ":" + FakeServer.PRIVATE_KEY;
        String encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        try (FakeServer server = new FakeServer()) {
            // The server is as talkative as it can be: it echoes the credentials in each kind of answer.
            String echo =
                    String.join(" ", encoded, FakeServer.PRIVATE_KEY, FakeServer.PUBLIC_KEY, FakeServer.CLIENT_ID);
            server.companyInfo = "{\"Codebase\":\"v1/\",\"SiteUrl\":\"evil.example.com\"}";
            ConnectWiseConnection connection = server.connection().build();
            ConnectWise client = ConnectWise.connect(connection);
            shown.append(connection).append(client);
            List<Reply> replies = new ArrayList<>();
            for (int status : new int[] {200, 400, 401, 403, 404, 429, 500}) {
                replies.add(Reply.html(status, echo));
                replies.add(Reply.json(
                        status,
                        "{\"code\":\"" + echo + "\",\"message\":\"" + echo + "\"," + "\"errors\":[{\"field\":\"" + echo
                                + "\",\"message\":\"" + echo + "\"}]}"));
            }
            for (Reply reply : replies) {
                server.answering(reply);
                shown.append(trace(catchThrowable(() -> client.tickets().get(5))));
                shown.append(
                        trace(catchThrowable(() -> client.tickets().notes(5).create(TicketNote.internal("n")))));
            }
        } finally {
            root.detachAppender(appender);
            root.setLevel(before);
        }
        appender.list.forEach(event -> shown.append(event.getFormattedMessage()).append('\n'));
        assertThat(appender.list)
                .extracting(ILoggingEvent::getLoggerName)
                .anyMatch(name -> name.contains("connectwise"));
        assertThat(shown.toString())
                .contains("credentials stay")
                .doesNotContain(
                        FakeServer.PRIVATE_KEY,
                        FakeServer.PUBLIC_KEY,
                        FakeServer.CLIENT_ID,
                        encoded,
                        "evil.example.com");
    }

    /** The server may show what it was sent in any quotes, in none, or cut short. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Error converting value \"say \"SECRETWORD\" now\" to type 'X'. Path 'summary'.",
                "Error converting value 'SECRETWORD' to type X. Path 'summary'.",
                "The value SECRETWORD is not valid for summary.",
                "The value secretword is not valid for summary.",
                "A summary of xSECRETWORDx is too much.",
                "summary: 5\" SECRETWORD"
            })
    void whatWasSentIsNotShownAndTheRestStays(String message) {
        TocsinException e = refused(message, "SECRETWORD");
        assertThat(e.getMessage()).doesNotContainIgnoringCase("SECRETWORD").contains("summary", "…");
        assertThat(e)
                .isInstanceOfSatisfying(
                        ApiException.class, api -> assertThat(api.code()).hasValue("InvalidObject"));
    }

    @Test
    void severalLinesQuotesAndCutEchoesAreNotShown() {
        String value = "first line of it\nsecond \"quoted\" line, which goes on for quite a while";
        assertThat(refused("summary: first line of it second \\\"quoted\\\" line, which goes on", value)
                        .getMessage())
                .contains("summary")
                .doesNotContain("first line", "quoted", "which");
        assertThat(refused("summary 'first line of it\nsecond \"quo...' is wrong", value)
                        .getMessage())
                .contains("is wrong")
                .doesNotContain("first line", "second");
    }

    @Test
    void aLongEchoOfWhatIsStoredIsNotShown() {
        assertThat(refused("Error converting value \"" + "x".repeat(2100) + "SECRETWORD\" to type 'X'.", "other")
                        .getMessage())
                .doesNotContain("SECRETWORD", "xxx")
                .contains("to type 'X'");
    }

    @Test
    void theVendorsWordsAndTheFieldsNamesStay() {
        String message = "The field summary must be a string with a maximum length of 100.";
        assertThat(refused(message, "summary").getMessage()).contains(message);
        assertThat(refused(message, "leng").getMessage()).contains(message);
        assertThat(refused(message, "a").getMessage()).contains(message);
        assertThat(refused("NotFound", "NotFound"))
                .isInstanceOfSatisfying(
                        ApiException.class, api -> assertThat(api.code()).hasValue("InvalidObject"));
    }

    @Test
    void theNameOfAStatusStaysButThatOfACompanyDoesNot() {
        try (FakeServer server = new FakeServer()) {
            server.answering(Reply.json(400, "{\"code\":\"InvalidObject\",\"message\":\"no Waiting for Godot here\"}"));
            Reference named = Reference.named("Waiting for Godot");
            assertThatThrownBy(() ->
                            server.client().tickets().edit(1, Ticket.edit().set(TicketField.STATUS, named)))
                    .hasMessageContaining("no Waiting for Godot here");
            assertThatThrownBy(() ->
                            server.client().tickets().edit(1, Ticket.edit().set(TicketField.COMPANY, named)))
                    .hasMessageContaining("no … here");
        }
    }

    @Test
    void theValuesOfAConditionAreNotShownButItsFieldsAre() {
        try (FakeServer server = new FakeServer()) {
            server.answering(
                    Reply.json(400, "{\"code\":\"InvalidObject\",\"message\":\"summary is not SECRETWORD (bad)\"}"));
            Query query = Query.where(TicketField.SUMMARY.contains("SECRETWORD"));
            assertThatThrownBy(() -> server.client().tickets().list(query, 1))
                    .hasMessageContaining("summary is not … (bad)");
            assertThatThrownBy(() -> server.client().tickets().search(query).toList())
                    .hasMessageContaining("summary is not … (bad)");
            assertThatThrownBy(() -> server.client().raw().get("/a/b", Map.of("email", "SECRETWORD"), Map.class))
                    .hasMessageContaining("summary is not … (bad)");
        }
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aLargeRequestAndALargeAnswerTakeNoTimeToSpeakOf() {
        try (FakeServer server = new FakeServer()) {
            server.answering(Reply.json(400, "{\"code\":\"X\",\"message\":\"" + "value 77777 ".repeat(50_000) + "\"}"));
            List<String> values =
                    IntStream.range(0, 100_000).mapToObj(i -> "value " + i).toList();
            assertThatThrownBy(() -> server.client().raw().post("/a/b", values)).hasMessageNotContaining("77777");
        }
    }

    private static TocsinException refused(String message, String summary) {
        try (FakeServer server = new FakeServer()) {
            server.answering(Reply.json(
                    400,
                    "{\"code\":\"InvalidObject\",\"message\":"
                            + new String(Json.write(Json.tree(message)), StandardCharsets.UTF_8) + "}"));
            return catchThrowableOfType(
                    TocsinException.class,
                    () -> server.client().raw().records("/service/tickets").edit(1, Map.of("summary", summary)));
        }
    }

    private static String trace(Throwable thrown) {
        assertThat(thrown).isNotNull();
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
