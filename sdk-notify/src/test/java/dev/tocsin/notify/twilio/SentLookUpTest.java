package dev.tocsin.notify.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.tocsin.core.base.Secret;
import dev.tocsin.core.notify.MessageLookUp;
import dev.tocsin.core.notify.OutboundMessage;
import dev.tocsin.testkit.VirtualClock;
import dev.tocsin.testkit.VirtualSleeper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Looking for a message whose answer was lost, in lists of every kind. */
class SentLookUpTest {
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final OutboundMessage MESSAGE = new OutboundMessage("k", "+15005550006", null, "Malware", null);
    private static final String SID = "SM" + "b".repeat(32);

    private final VirtualClock clock = VirtualClock.at(NOW);
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private @Nullable HttpServer server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    @Test
    void asksAgainWithoutTheTimeOfSendingSinceAQueuedMessageHasNone() throws Exception {
        String queued = message("Malware", "queued", "Mon, 02 Mar 2026 10:00:01 +0000");

        MessageLookUp found = lookUp(query -> page(query.contains("DateSent") ? "" : queued, null));

        assertThat(found).isEqualTo(new MessageLookUp.Found(SID));
        assertThat(asked).hasSize(2);
        assertThat(asked.get(0)).contains("DateSent%3E=2026-03-02T09%3A58%3A00Z", "To=%2B15005550006", "PageSize=100");
        assertThat(asked.get(1)).doesNotContain("DateSent");
    }

    @Test
    void doesNotCountAnotherSenderAnInboundTextOrAnOldOne() throws Exception {
        String made = "Mon, 02 Mar 2026 10:00:01 +0000";
        String others = message("Malware", "sent", made).replace("+15005550001", "+15005550002") + ","
                + message("Malware", "received", made).replace("outbound-api", "inbound") + ","
                + message("Malware ", "sent", made) + ","
                + message("Malware", "sent", "Mon, 02 Mar 2026 09:57:59 +0000");

        assertThat(lookUp(query -> page(others, null))).isEqualTo(new MessageLookUp.Absent());
    }

    @Test
    void allowsForClocksThatDiffer() throws Exception {
        String early = message("Malware", "sent", "Mon, 02 Mar 2026 09:58:30 +0000");

        assertThat(lookUp(query -> page(early, null))).isEqualTo(new MessageLookUp.Found(SID));
    }

    @Test
    void takesOneWhoseTimeCannotBeReadForTheOne() throws Exception {
        assertThat(lookUp(query -> page(message("Malware", "sent", "just now"), null)))
                .isEqualTo(new MessageLookUp.Found(SID));
    }

    @Test
    void endsWithoutAnAnswerWhereAListHasNoEnd() throws Exception {
        String other = message("Other", "sent", "Mon, 02 Mar 2026 10:00:01 +0000");

        assertThat(lookUp(query -> page(other, "/2010-04-01/Accounts/" + RawTwilio.ACCOUNT + "/Messages.json?Page=1")))
                .isInstanceOf(MessageLookUp.Unanswered.class);
        assertThat(asked).hasSize(5);
    }

    @Test
    void followsNoLinkToAnotherHost() throws Exception {
        String other = message("Other", "sent", "Mon, 02 Mar 2026 10:00:01 +0000");

        lookUp(query -> page(other, "@evil.example/x"));

        assertThat(asked).isNotEmpty().hasSizeLessThanOrEqualTo(10);
    }

    @Test
    void endsWithoutAnAnswerWhereAListCannotBeRead() throws Exception {
        for (String broken : new String[] {"", "<html>", "{}", "[]", "{\"messages\":7}"}) {
            assertThat(lookUp(query -> broken)).as(broken).isInstanceOf(MessageLookUp.Unanswered.class);
            stop();
        }
    }

    private MessageLookUp lookUp(UnaryOperator<String> answers) throws IOException {
        HttpServer started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server = started;
        started.createContext("/", exchange -> {
            try (exchange) {
                String query = String.valueOf(exchange.getRequestURI().getRawQuery());
                asked.add(query);
                byte[] answer = answers.apply(query).getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, answer.length == 0 ? -1 : answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
        started.start();
        TwilioAccount account = TwilioAccount.builder(RawTwilio.ACCOUNT)
                .authToken(Secret.of("token"))
                .baseUri(URI.create("http://127.0.0.1:" + started.getAddress().getPort()))
                .httpClient(RawTwilio.CLIENT)
                .clock(clock)
                .sleeper(new VirtualSleeper(clock))
                .build();
        return TwilioSmsChannel.builder("sms", account)
                .sender("+15005550001", 10)
                .build()
                .lookUp(MESSAGE, NOW, id -> false);
    }

    private static String page(String messages, @Nullable String next) {
        return "{\"messages\":[" + messages + "],\"page\":0,\"page_size\":100,\"uri\":\"/x\",\"next_page_uri\":"
                + (next == null ? "null" : "\"" + next + "\"") + "}";
    }

    private static String message(String body, String status, String created) {
        return "{\"sid\":\"" + SID + "\",\"to\":\"+15005550006\",\"from\":\"+15005550001\",\"body\":\"" + body
                + "\",\"status\":\"" + status + "\",\"direction\":\"outbound-api\",\"date_created\":\"" + created
                + "\",\"date_sent\":null}";
    }
}
