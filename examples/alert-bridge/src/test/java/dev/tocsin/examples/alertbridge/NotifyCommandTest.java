package dev.tocsin.examples.alertbridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.Tocsin;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.escalation.QuietHours;
import dev.tocsin.simulators.twilio.TwilioSimulator;
import dev.tocsin.store.jdbc.JdbcStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is shown and done about messages to people, beside a simulated Twilio. */
class NotifyCommandTest {
    private static final String NUMBER = "+12065550111";
    private static final String EVENT =
            "{\"company\":\"contoso\",\"stableId\":\"a1\",\"kind\":\"RAISED\",\"occurredAt\":\"2026-03-02T09:00:00Z\","
                    + "\"category\":\"PROBLEMS\",\"eventType\":\"t\",\"title\":\"Disk\",\"asset\":\"H1\"}\n";

    @TempDir
    Path directory;

    private Bridge bridge;
    private TwilioSimulator twilio;
    private LoopbackMailbox mailbox;
    private int port;

    @BeforeEach
    void layOut() throws IOException {
        bridge = new Bridge(directory);
        twilio = TwilioSimulator.builder().number(DemoMessages.SENDER).start();
        mailbox = LoopbackMailbox.start();
        port = Ports.free();
        twilio.smsUrl(DemoMessages.SENDER, URI.create("http://127.0.0.1:" + port + "/sms"));
        bridge.configure(bridge.yaml(Bridge.BY_ASSET, Bridge.RULE) + DemoMessages.yaml(twilio, port, mailbox) + """
                  escalations:
                    - { id: everybody, steps: [ { technicians: [ ann ], channels: [ SMS, VOICE, EMAIL ] } ] }
                  routes:
                    - { id: all, escalation: everybody }
                """);
        assertThat(bridge.run("technicians", "add", "--name", "Ann", "--username", "ann", "--phone", NUMBER))
                .as(bridge.err)
                .isZero();
    }

    @AfterEach
    void end() {
        bridge.close();
        twilio.close();
        mailbox.close();
    }

    private void agree() {
        assertThat(bridge.run(
                        "consent", "grant", "ann", "--method", "web-form", "--evidence", "page=https://x.example"))
                .as(bridge.err)
                .isZero();
    }

    @Test
    void aTestGoesThroughTheGateAndSaysWhatCameOfIt() throws InterruptedException {
        assertThat(bridge.run("notify", "test", "--technician", "ann")).isEqualTo(1);
        assertThat(bridge.out).contains("skipped, nobody agreed to SMS on +1•••••0111");
        assertThat(bridge.run("notify", "test", "--technician", "ann", "--by", "email"))
                .isEqualTo(1);
        assertThat(bridge.out).contains("by email: skipped, there is no mail address");
        assertThat(twilio.messages()).isEmpty();

        agree();
        assertThat(bridge.run("notify", "test", "--technician", "ann", "--by", "voice"))
                .as(bridge.out + bridge.err)
                .isZero();

        assertThat(bridge.out).startsWith("test to 'Ann' by voice to +1•••••0111: delivered");
        // It asked what to say, and may not have said it yet.
        assertThat(twilio.awaitIdle(Duration.ofMinutes(1))).isTrue();
        assertThat(twilio.calls())
                .singleElement()
                .satisfies(call -> assertThat(call.spoken()).isNotEmpty());
        assertThat(bridge.run("notify", "list")).isZero();
        assertThat(bridge.out).contains("3 messages", "skipped", "delivered").doesNotContain(NUMBER);
        assertThat(bridge.run("notify", "audit")).as(bridge.out).isZero();
        assertThat(bridge.out).contains("0 findings");
    }

    @Test
    void aTestCallThatNobodyAnswersWithWordsFails() throws Exception {
        agree();
        try (ServerSocket other = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            twilio.publicAddress("http://127.0.0.1:" + port, URI.create("http://127.0.0.1:1"));
            assertThat(bridge.run("notify", "test", "--technician", "ann", "--by", "voice", "--timeout", "PT5S"))
                    .as(bridge.out + bridge.err)
                    .isEqualTo(1);
            assertThat(other.isClosed()).isFalse();
        }

        assertThat(twilio.awaitIdle(Duration.ofMinutes(1))).isTrue();
        assertThat(bridge.out).contains("by voice to +1•••••0111: sent");
        assertThat(bridge.err)
                .contains("cannot be listened on", "the call has nothing to say", "nothing came of it within PT5S");
        assertThat(twilio.calls())
                .singleElement()
                .satisfies(call -> assertThat(call.spoken()).isEmpty());
    }

    @Test
    void faultsOfTheCommandLineNameWhatIsLegal() {
        assertThat(bridge.run("notify", "test", "--technician", "zoe")).isEqualTo(2);
        assertThat(bridge.err).contains("no technician has the id or username 'zoe'");
        assertThat(bridge.run("notify", "test", "--technician", "ann", "--by", "fax"))
                .isEqualTo(2);
        assertThat(bridge.err).contains("sms, voice and email are");
        assertThat(bridge.run("notify", "test", "--technician", "ann", "--timeout", "P1D"))
                .isEqualTo(2);
        assertThat(bridge.err).contains("--timeout", "PT10M");
        assertThat(bridge.run("notify")).isEqualTo(2);
    }

    @Test
    void theListNamesIncidentsAndShowsTheLatest() {
        agree();
        bridge.file("one.jsonl", EVENT);
        bridge.run("ingest", "--once", "one.jsonl");
        bridge.run("notify", "test", "--technician", "ann");
        assertThat(bridge.run("notify", "list")).isZero();
        assertThat(bridge.out)
                .containsPattern("alert, incident 1 [0-9A-Z]{2} 'Disk'")
                .doesNotContainPattern(":\\d\\d\\.\\d+Z");
        assertThat(bridge.run("notify", "list", "--limit", "1")).isZero();
        assertThat(bridge.out)
                .containsPattern("1 message, and \\d+ before them")
                .doesNotContain("incident 1");
        assertThat(bridge.run("notify", "list", "--incident", "99")).isEqualTo(2);
        assertThat(bridge.err).startsWith("--incident: there is no incident 99");
        assertThat(bridge.run("notify", "list", "--limit", "-1")).isEqualTo(2);
    }

    @Test
    void ticketsSayWhoAcknowledgedAndUntilWhenItIsQuiet() {
        bridge.file("one.jsonl", EVENT);
        bridge.run("ingest", "--once", "one.jsonl");
        try (var store = JdbcStore.sqlite(directory.resolve("store.db"));
                Tocsin tocsin = Tocsin.builder().store(store).build()) {
            String ann = tocsin.technicians().byUsername("ann").orElseThrow().id();
            tocsin.acknowledgements().acknowledge(1, ann);
            assertThat(bridge.run("tickets")).isZero();
            assertThat(bridge.out).contains("acknowledged by Ann").doesNotContain("snoozed");
            tocsin.acknowledgements().snooze(1, ann, Duration.ofHours(2));
        }
        assertThat(bridge.run("tickets")).isZero();
        assertThat(bridge.out).containsPattern("snoozed\\s+until|snoozed until").contains("Ann");
    }

    @Test
    void checkSaysWhoCannotBeReachedAndWhy() {
        bridge.run("check");

        assertThat(bridge.out)
                .contains("notifications: SMS, voice, email; from outside http://127.0.0.1:" + port)
                .contains("linkKey is missing")
                .contains(
                        "'Ann'", "gets nothing by SMS: nobody agreed to SMS", "gets nothing by email: no mail address")
                .doesNotContain(twilio.authToken());

        agree();
        bridge.run("check");
        assertThat(bridge.out).doesNotContain("gets nothing by SMS", "gets nothing by voice");
    }

    @Test
    void whatTheFileSaysByAUsernameIsKeptOnceAfterTheTechnicianIsAdded() {
        bridge.reconfigure(
                yaml -> yaml + "  quietHours: [ { technician: tina, zone: UTC, from: \"00:01\", to: \"23:59\" } ]\n");
        bridge.run("ingest", "--once", bridge.file("none.jsonl", "").toString());
        bridge.run("check");
        assertThat(bridge.out).contains("there is no technician 'tina'");

        assertThat(bridge.run("technicians", "add", "--name", "Tina", "--username", "tina"))
                .isZero();

        bridge.run("check");
        assertThat(bridge.out).doesNotContain("tina").containsOnlyOnce("quiet hours of ");
        try (var store = JdbcStore.sqlite(directory.resolve("store.db"));
                Tocsin tocsin = Tocsin.builder().store(store).build()) {
            assertThat(tocsin.configuration().of(MspId.SINGLE).escalation())
                    .filteredOn(piece -> piece.item() instanceof QuietHours)
                    .singleElement()
                    .matches(piece -> piece.item().id().startsWith("T"));
        }
    }

    @Test
    void checkAsksTheServicesWithoutSendingAnything() {
        assertThat(bridge.run("check")).as(bridge.err).isZero();
        assertThat(bridge.out)
                .contains("account " + twilio.accountSid() + ": ok, active")
                .contains("sender " + DemoMessages.SENDER + ": ok, is the account's")
                .contains("caller " + DemoMessages.SENDER + ": ok, is the account's")
                .contains("server 127.0.0.1:" + mailbox.port() + ": ok, answers in the clear, no login is set")
                .containsOnlyOnce("account " + twilio.accountSid())
                .containsPattern("check: 0 faults, \\d+ warnings\n$");
        assertThat(bridge.out.indexOf("access: ok")).isLessThan(bridge.out.indexOf("notifications: "));
        assertThat(twilio.messages()).isEmpty();
        assertThat(twilio.calls()).isEmpty();

        twilio.authToken(twilio.accountSid(), "rotated");
        mailbox.close();
        assertThat(bridge.run("check")).isEqualTo(2);
        assertThat(bridge.err)
                .containsPattern("tocsin.yaml:\\d+: notifications.twilio: account " + twilio.accountSid()
                        + ": Twilio answered 401")
                .contains("server 127.0.0.1:" + mailbox.port() + ": no conversation: ");
        assertThat(bridge.out).contains("check: 1 fault, ", " warnings, 1 without an answer");
    }

    @Test
    void checkWarnsOfAnswersThatGoElsewhereAndOfWebhooksThatAllNetworksReach() {
        twilio.smsUrl(DemoMessages.SENDER, URI.create("https://old.example.com/sms"));
        bridge.reconfigure(
                yaml -> yaml.replace("listen: 127.0.0.1:", "listen: \"[::]:").replaceAll("(\\[::]:\\d+)", "$1\""));
        assertThat(bridge.run("check")).as(bridge.err).isZero();
        assertThat(bridge.out)
                .contains("its webhook of messages is https://old.example.com/sms, and should be http://127.0.0.1:"
                        + port + "/sms")
                .contains("listen is [::]:" + port + ": every network that this machine is in reaches the webhooks");
    }

    @Test
    void runListensForAnswersUntilItEnds() throws Exception {
        agree();
        FutureTask<Integer> running = new FutureTask<>(() -> bridge.run("run"));
        new Thread(running, "run").start();
        assertThat(bridge.waiting.await(60, TimeUnit.SECONDS)).isTrue();

        assertThat(twilio.person(NUMBER).reply("STOP", DemoMessages.SENDER).status())
                .isEqualTo(200);
        HttpRequest forged = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/sms"))
                .timeout(Duration.ofSeconds(10))
                .POST(HttpRequest.BodyPublishers.ofString("From=%2B12065550111&Body=START&MessageSid=SM1"))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(forged, HttpResponse.BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(403);
        bridge.stop.countDown();

        assertThat(running.get(60, TimeUnit.SECONDS)).isZero();
        assertThat(bridge.err).contains("webhooks at http://127.0.0.1:" + port);
        assertThat(bridge.run("notify", "test", "--technician", "ann")).isEqualTo(1);
        assertThat(bridge.out).contains("opted out of SMS");
    }

    @Test
    void theSimulatorsConfigurationIsOneThatTheBridgeReads() throws Exception {
        FutureTask<Integer> serving =
                new FutureTask<>(() -> bridge.run("simulator", "--twilio", "--webhooks", "http://127.0.0.1:8090/x"));
        new Thread(serving, "simulator").start();
        assertThat(bridge.waiting.await(60, TimeUnit.SECONDS)).isTrue();
        bridge.stop.countDown();
        assertThat(serving.get(60, TimeUnit.SECONDS)).isZero();
        assertThat(bridge.out)
                .contains("/simulator/replies", "/simulator/voice", "escalation: everybody", "consent grant tina")
                .contains("publicUrl: http://127.0.0.1:8090/x ", "listen: 127.0.0.1:8090", "linkKey: ")
                .contains("are posted to http://127.0.0.1:8090/x/sms");

        bridge.configure("store: \"jdbc:sqlite:" + directory.resolve("other.db") + "\"\n" + bridge.out);
        assertThat(bridge.run("notify", "list")).as(bridge.err).isZero();

        assertThat(bridge.run("simulator", "--twilio", "--webhooks", "http://alerts.example.com"))
                .isEqualTo(2);
        assertThat(bridge.err).startsWith("--webhooks: 'http://alerts.example.com' is not legal; an https address");
    }
}
