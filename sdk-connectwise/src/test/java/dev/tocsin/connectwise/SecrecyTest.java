package dev.tocsin.connectwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.tocsin.connectwise.FakeServer.Reply;
import dev.tocsin.connectwise.service.TicketNote;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
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

    private static String trace(Throwable thrown) {
        assertThat(thrown).isNotNull();
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
