package dev.tocsin.notify.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.tocsin.connectwise.ConnectWise;
import dev.tocsin.connectwise.ConnectWiseConnection;
import dev.tocsin.connectwise.psa.ConnectWisePsa;
import dev.tocsin.connectwise.psa.ConnectWiseRule;
import dev.tocsin.core.Tocsin;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.base.Secret;
import dev.tocsin.core.company.Company;
import dev.tocsin.core.company.CompanyMapping;
import dev.tocsin.core.event.EventCategory;
import dev.tocsin.core.event.GroupBy;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.notify.OutboundMessage;
import dev.tocsin.core.notify.SendOutcome;
import dev.tocsin.core.rule.CategorySelection;
import dev.tocsin.core.rule.EventSet;
import dev.tocsin.core.settings.NotificationSettings;
import dev.tocsin.core.settings.Settings;
import dev.tocsin.core.store.VolatileStore;
import dev.tocsin.notify.twilio.TwilioAccount;
import dev.tocsin.notify.twilio.TwilioCallbacks;
import dev.tocsin.notify.twilio.TwilioSmsChannel;
import dev.tocsin.simulators.connectwise.ConnectWiseSimulator;
import dev.tocsin.simulators.connectwise.SimTicket;
import dev.tocsin.simulators.twilio.TwilioPerson;
import dev.tocsin.simulators.twilio.TwilioSimulator;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The guide to notifications shows programs that are compiled, and they do what it says. */
class NotificationsGuideTest {
    private static final Path PROGRAMS = Path.of("src/test/java/dev/tocsin/notify/docs");
    private static final Pattern SHOWN = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Duration LONG = Duration.ofSeconds(20);

    @Test
    void theGuideShowsTheProgramsThatAreCompiled() throws Exception {
        assertThat(SHOWN.matcher(Files.readString(Path.of("../docs/notifications.md")))
                        .results()
                        .map(result -> result.group(1)))
                .containsExactly(
                        Files.readString(PROGRAMS.resolve("TellPeople.java")),
                        Files.readString(PROGRAMS.resolve("ChatChannel.java")),
                        Files.readString(PROGRAMS.resolve("MountWebhooks.java")));
    }

    @Test
    void whoIsOnCallIsTextedAndClosesTheTicketByText() throws Exception {
        try (ConnectWiseSimulator connectWise = ConnectWiseSimulator.builder().start();
                TwilioSimulator twilio =
                        TwilioSimulator.builder().number("+14255550100").start()) {
            TwilioCallbacks callbacks = new TwilioCallbacks(URI.create("https://alerts.msp.example/tocsin"));
            twilio.smsUrl("+14255550100", URI.create(callbacks.publicBase() + TwilioCallbacks.SMS_PATH));
            Secret token = Secret.of(twilio.authToken());
            TwilioAccount account = TwilioAccount.builder(twilio.accountSid())
                    .authToken(token)
                    .baseUri(twilio.baseUri())
                    .build();
            try (Tocsin tocsin = Tocsin.builder()
                    .store(new VolatileStore())
                    .psa(psa(connectWise))
                    .settings(Settings.builder()
                            .groupWait(Duration.ZERO)
                            .notifications(NotificationSettings.builder()
                                    .ticketWait(LONG)
                                    .build())
                            .build())
                    .programme(TellPeople.PROGRAMME)
                    .channel(TwilioSmsChannel.builder("twilio-sms", account)
                            .sender("+14255550100", 10)
                            .callbacks(callbacks)
                            .build())
                    .build()) {
                configure(tocsin);
                TellPeople.configure(tocsin);
                HttpServer server = MountWebhooks.mount(tocsin, callbacks, token, 0);
                try {
                    twilio.publicAddress(
                            "https://alerts.msp.example",
                            URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
                    tocsin.start();
                    tocsin.ingest(List.of(event()));
                    TwilioPerson ada = twilio.person("+14255550109");
                    String alert = ada.awaitMessages(1, LONG).get(0).body();
                    Matcher code = Pattern.compile("CLOSE (\\w+)").matcher(alert);
                    assertThat(code.find()).as(alert).isTrue();
                    SimTicket ticket = connectWise.tickets().get(0);
                    assertThat(alert).contains("Contoso Ltd", "HIGH", "Remote code execution", "#" + ticket.id());

                    ada.reply("ACK " + code.group(1));
                    await(() -> connectWise.tickets().get(0).notes().stream()
                            .anyMatch(note -> note.text().contains("Acknowledged by Ada Lovelace by SMS")));
                    ada.reply("CLOSE! " + code.group(1));
                    await(() -> connectWise.tickets().get(0).closed());

                    long incident = tocsin.audit()
                            .incidents(MspId.SINGLE, 0, 1)
                            .get(0)
                            .incident()
                            .id();
                    assertThat(printed(() -> TellPeople.show(tocsin, incident))).contains("Ada Lovelace by SMS: ");
                } finally {
                    server.stop(0);
                }
            }
        }
    }

    @Test
    void aChannelOfTheHostsOwnTellsWhatBecameOfAMessage() throws Exception {
        OutboundMessage message = new OutboundMessage("i1/e0/s0/x/EMAIL", "ada@msp.example", "HIGH", "words", null);
        HttpServer chat = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 10);
        chat.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(
                    Integer.parseInt(exchange.getRequestURI().getPath().substring(1)), -1);
            exchange.close();
        });
        chat.start();
        URI base = URI.create("http://127.0.0.1:" + chat.getAddress().getPort() + "/");
        try {
            Map<String, Class<?>> outcomes = Map.of(
                    "200", SendOutcome.Accepted.class,
                    "404", SendOutcome.Refused.class,
                    "429", SendOutcome.NotSent.class,
                    "500", SendOutcome.Unknown.class);
            outcomes.forEach((status, outcome) -> assertThat(
                            new ChatChannel(HttpClient.newHttpClient(), base.resolve(status)).send(message))
                    .isInstanceOf(outcome));
        } finally {
            chat.stop(0);
        }
        assertThat(new ChatChannel(HttpClient.newHttpClient(), base).send(message))
                .isInstanceOf(SendOutcome.NotSent.class);
    }

    private static ConnectWisePsa psa(ConnectWiseSimulator simulator) {
        return new ConnectWisePsa(
                "cw",
                ConnectWise.connect(ConnectWiseConnection.builder()
                        .site(simulator.siteUri().toString())
                        .company(simulator.companyId())
                        .publicKey(Secret.of(simulator.publicKey()))
                        .privateKey(Secret.of(simulator.privateKey()))
                        .clientId(Secret.of(simulator.clientId()))
                        .build()));
    }

    private static void configure(Tocsin tocsin) {
        tocsin.configuration()
                .save(new EventSet(
                        MspId.SINGLE, "problems", Map.of(EventCategory.PROBLEMS, CategorySelection.of(GroupBy.ASSET))));
        tocsin.configuration()
                .save(ConnectWiseRule.builder(MspId.SINGLE)
                        .name("Critical")
                        .eventSet("problems")
                        .board("Security Alerts")
                        .openStatus("New")
                        .closedStatus(">Closed")
                        .priority("Priority 1 - Critical")
                        .build());
        tocsin.configuration().save(new Company(MspId.SINGLE, "contoso", "Contoso Ltd"));
        tocsin.configuration()
                .save(new CompanyMapping(MspId.SINGLE, "contoso", "cw", "Contoso", null, true, List.of("Critical")));
    }

    private static SecurityEvent event() {
        return SecurityEvent.builder()
                .source("scanner")
                .sourceCompanyId("contoso")
                .asset("web-1")
                .category(EventCategory.PROBLEMS)
                .severity(Severity.HIGH)
                .eventType("CVE-2026-1")
                .stableId("web-1/CVE-2026-1")
                .title("Remote code execution")
                .occurredAt(Instant.parse("2026-11-21T09:00:00Z"))
                .build();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + LONG.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("still waiting").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private static String printed(Runnable program) {
        PrintStream out = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            program.run();
        } finally {
            System.setOut(out);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
