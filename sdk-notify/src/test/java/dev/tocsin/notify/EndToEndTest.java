package dev.tocsin.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.base.Secret;
import dev.tocsin.core.consent.InboundMessage;
import dev.tocsin.core.consent.SigningKeys;
import dev.tocsin.core.escalation.ActionLinks;
import dev.tocsin.core.escalation.IncidentAction;
import dev.tocsin.core.escalation.LinkReading;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.notify.AlertFacts;
import dev.tocsin.core.notify.AlertWords;
import dev.tocsin.core.notify.ChannelKind;
import dev.tocsin.core.notify.DeliveryReport;
import dev.tocsin.core.notify.DeliveryStatus;
import dev.tocsin.core.notify.KeyPress;
import dev.tocsin.core.notify.MessageLookUp;
import dev.tocsin.core.notify.OutboundMessage;
import dev.tocsin.core.notify.SendOutcome;
import dev.tocsin.core.notify.Words;
import dev.tocsin.http.TransportBuilder;
import dev.tocsin.notify.twilio.SmsText;
import dev.tocsin.notify.twilio.TwilioAccount;
import dev.tocsin.notify.twilio.TwilioCallbacks;
import dev.tocsin.notify.twilio.TwilioSignature;
import dev.tocsin.notify.twilio.TwilioSmsChannel;
import dev.tocsin.notify.twilio.TwilioVoiceChannel;
import dev.tocsin.notify.webhook.JdkWebhookHandler;
import dev.tocsin.notify.webhook.NotificationWebhooks;
import dev.tocsin.notify.webhook.RecordingTarget;
import dev.tocsin.simulators.http.Fault;
import dev.tocsin.simulators.twilio.AnsweredBy;
import dev.tocsin.simulators.twilio.Delivery;
import dev.tocsin.simulators.twilio.SimCall;
import dev.tocsin.simulators.twilio.TwilioSimulator;
import dev.tocsin.simulators.twilio.WebhookDelivery;
import dev.tocsin.testkit.VirtualClock;
import dev.tocsin.testkit.VirtualSleeper;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Channels and webhooks together, against the simulator of Twilio: what is sent, what comes back, and what is found after a lost answer. */
class EndToEndTest {
    private static final String PERSON = "+15005550006";
    private static final String PUBLIC = "https://alerts.example.com/tocsin";
    private static final HttpClient CLIENT = TransportBuilder.newHttpClient(Duration.ofSeconds(60));
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final VirtualClock clock = VirtualClock.at(Instant.parse("2026-03-02T10:00:00Z"));
    private final RecordingTarget target = new RecordingTarget();
    private final Set<String> routes = new ConcurrentSkipListSet<>();
    private TwilioSimulator twilio;
    private HttpServer server;
    private TwilioSmsChannel texts;
    private TwilioVoiceChannel calls;

    @BeforeEach
    void start() throws Exception {
        twilio = TwilioSimulator.builder().clock(clock).start();
        TwilioCallbacks callbacks = new TwilioCallbacks(URI.create(PUBLIC));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                new JdkWebhookHandler(NotificationWebhooks.builder(target, callbacks)
                        .twilio(TwilioSignature.of(Secret.of(twilio.authToken())), "sms", "voice")
                        .clock(clock)
                        .build()));
        server.start();
        twilio.publicAddress(
                PUBLIC, URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
        twilio.smsUrl(twilio.numbers().get(0), URI.create(PUBLIC + TwilioCallbacks.SMS_PATH));
        TwilioAccount account = TwilioAccount.builder(twilio.accountSid())
                .authToken(Secret.of(twilio.authToken()))
                .baseUri(twilio.baseUri())
                .httpClient(CLIENT)
                .clock(clock)
                .sleeper(new VirtualSleeper(clock))
                .listener(exchange -> routes.add(exchange.route().orElse("none")))
                .build();
        String number = twilio.numbers().get(0);
        texts = TwilioSmsChannel.builder("sms", account)
                .sender(number, 100)
                .callbacks(callbacks)
                .build();
        calls = TwilioVoiceChannel.builder("voice", account)
                .caller(number, 100)
                .callbacks(callbacks)
                .build();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        twilio.close();
    }

    @Test
    void aTextArrivesAndItsStatesAreToldByItsKey() throws Exception {
        SendOutcome outcome = texts.send(text("i7/e1/s1", "Malware"));

        assertThat(twilio.awaitIdle(PATIENCE)).isTrue();
        assertThat(twilio.person(PERSON).messages())
                .extracting(one -> one.body())
                .containsExactly("Malware");
        String sid = twilio.messages().get(0).sid();
        assertThat(outcome).isEqualTo(new SendOutcome.Accepted(sid));
        assertThat(target.reports())
                .allMatch(report -> report.key().equals("i7/e1/s1")
                        && report.providerId().equals(sid)
                        && report.channelId().equals("sms"));
        assertThat(target.reports())
                .extracting(DeliveryReport::status)
                .endsWith(DeliveryStatus.SENT, DeliveryStatus.DELIVERED);
    }

    @Test
    void aTextThatDoesNotArriveIsToldWithItsCode() throws Exception {
        twilio.person(PERSON).gets(Delivery.undelivered(30003));

        texts.send(text("k", "Malware"));

        assertThat(twilio.awaitIdle(PATIENCE)).isTrue();
        DeliveryReport last = target.reports().get(target.reports().size() - 1);
        assertThat(last.status()).isEqualTo(DeliveryStatus.FAILED);
        assertThat(last.code()).isEqualTo("30003");
    }

    @Test
    void anAnswerComesInOnceAndNothingIsSaidToIt() throws Exception {
        texts.send(text("k", "Malware"));
        assertThat(twilio.awaitIdle(PATIENCE)).isTrue();

        WebhookDelivery answer = twilio.person(PERSON).reply("ACK 7Q");

        assertThat(answer.outcome()).isEqualTo(WebhookDelivery.Outcome.DELIVERED);
        assertThat(answer.errorCode()).isZero();
        assertThat(target.messages()).extracting(InboundMessage::text).containsExactly("ACK 7Q");
        assertThat(twilio.person(PERSON).messages()).hasSize(1);
    }

    @Test
    void whatIsForgedOrChangedOnTheWayIsRefused() throws Exception {
        texts.send(text("k", "Malware"));
        assertThat(twilio.awaitIdle(PATIENCE)).isTrue();
        WebhookDelivery answer = twilio.person(PERSON).reply("ACK 7Q");
        WebhookDelivery status =
                twilio.callbacks().deliveries(twilio.messages().get(0).sid()).get(0);
        int before = target.messages().size() + target.reports().size();

        List<WebhookDelivery> bad = List.of(
                twilio.callbacks().forge(answer),
                twilio.callbacks().tamper(answer, "Body", "CLOSE! 7Q"),
                twilio.callbacks().tamper(answer, "From", "+15005550009"),
                twilio.callbacks().forge(status),
                twilio.callbacks().tamper(status, "MessageStatus", "delivered"));

        assertThat(bad).extracting(WebhookDelivery::status).containsOnly(403);
        assertThat(target.messages().size() + target.reports().size()).isEqualTo(before);
    }

    @Test
    void aStopBlocksTheNextText() throws Exception {
        texts.send(text("k1", "Malware"));
        assertThat(twilio.awaitIdle(PATIENCE)).isTrue();
        twilio.person(PERSON).reply("stop");

        SendOutcome outcome = texts.send(text("k2", "More"));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        SendOutcome.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("21610"));
        assertThat(target.messages()).extracting(InboundMessage::text).containsExactly("stop");
    }

    @Test
    void aTextWhoseAnswerWasLostIsFound() throws Exception {
        twilio.faults().next(1, Fault.dropAfterCommit(), "POST", "/Messages.json");
        OutboundMessage message = text("k", "Malware on “PC 7”");
        Instant sentAt = clock.instant();

        SendOutcome outcome = texts.send(message);

        assertThat(outcome).isInstanceOf(SendOutcome.Unknown.class);
        assertThat(texts.lookUp(message, sentAt, id -> false))
                .isEqualTo(new MessageLookUp.Found(twilio.messages().get(0).sid()));
        assertThat(twilio.requests().count("POST", "/Messages.json")).isEqualTo(1);
    }

    @Test
    void aTextThatStillWaitsInAQueueIsFoundAlthoughItWasNotSent() throws Exception {
        twilio.person(PERSON).gets(Delivery.queued());
        twilio.faults().next(1, Fault.errorAfterCommit(503), "POST", "/Messages.json");

        SendOutcome outcome = texts.send(text("k", "Malware"));

        assertThat(outcome).isInstanceOf(SendOutcome.Unknown.class);
        assertThat(twilio.messages().get(0).sent()).isNull();
        assertThat(texts.lookUp(text("k", "Malware"), clock.instant(), id -> false))
                .isInstanceOf(MessageLookUp.Found.class);
    }

    @Test
    void aTextThatNeverArrivedAtTwilioIsAbsent() throws Exception {
        texts.send(text("earlier", "Malware"));
        clock.advance(Duration.ofMinutes(10));
        twilio.faults().next(1, Fault.dropBeforeCommit(), "POST", "/Messages.json");
        Instant sentAt = clock.instant();
        texts.send(text("other", "Something else"));
        texts.send(new OutboundMessage("elsewhere", "+15005550007", null, "Malware", null));

        assertThat(texts.send(text("k2", "Malware 2"))).isInstanceOf(SendOutcome.Accepted.class);
        assertThat(texts.lookUp(text("k", "Malware"), sentAt, id -> false))
                .as("the same words ten minutes before, other words and other people do not count")
                .isEqualTo(new MessageLookUp.Absent());
    }

    @Test
    void aListThatLagsShowsTheTextLater() throws Exception {
        twilio.listLag(Duration.ofSeconds(30));
        twilio.faults().next(1, Fault.dropAfterCommit(), "POST", "/Messages.json");
        Instant sentAt = clock.instant();
        texts.send(text("k", "Malware"));

        assertThat(texts.lookUp(text("k", "Malware"), sentAt, id -> false)).isEqualTo(new MessageLookUp.Absent());
        clock.advance(Duration.ofMinutes(1));
        assertThat(texts.lookUp(text("k", "Malware"), sentAt, id -> false)).isInstanceOf(MessageLookUp.Found.class);
    }

    @Test
    void aLookUpThatIsNotAnsweredSaysSo() throws Exception {
        twilio.faults().next(20, Fault.errorBeforeCommit(503), "GET", "/Messages.json");

        assertThat(texts.lookUp(text("k", "Malware"), clock.instant(), id -> false))
                .isInstanceOfSatisfying(
                        MessageLookUp.Unanswered.class,
                        open -> assertThat(open.able()).isTrue());
    }

    @Test
    void aTextIsFoundBeyondTheFirstPage() throws Exception {
        OutboundMessage wanted = text("k", "Wanted");
        texts.send(wanted);
        for (int i = 0; i < 120; i++) {
            texts.send(text("k" + i, "Other " + i));
        }

        assertThat(texts.lookUp(wanted, clock.instant().minus(Duration.ofSeconds(5)), id -> false))
                .isEqualTo(new MessageLookUp.Found(twilio.messages().get(0).sid()));
    }

    @Test
    void aPersonPressesAKeyInACall() throws Exception {
        twilio.person(PERSON).answers(AnsweredBy.HUMAN, "1");

        SendOutcome outcome = calls.send(text("i7/e1/s2", "Malware"));

        assertThat(twilio.awaitIdle(PATIENCE)).isTrue();
        SimCall call = twilio.calls().get(0);
        assertThat(outcome).isEqualTo(new SendOutcome.Accepted(call.sid()));
        assertThat(call.status()).isEqualTo("completed");
        assertThat(call.errors()).isEmpty();
        assertThat(call.spoken()).contains("Malware on <PC 7>", "Thank you");
        assertThat(target.presses()).extracting(KeyPress::digits).containsExactly("1");
        assertThat(target.presses()).extracting(KeyPress::notificationKey).containsExactly("i7/e1/s2");
        assertThat(target.reports()).extracting(DeliveryReport::status).endsWith(DeliveryStatus.DELIVERED);
    }

    @ParameterizedTest
    @EnumSource(
            value = AnsweredBy.class,
            names = {"MACHINE_START", "MACHINE_END_BEEP", "FAX"})
    void aMachineHearsTheWordsAndPressesNothing(AnsweredBy machine) throws Exception {
        twilio.person(PERSON).answers(machine, "1", "1", "1");

        calls.send(text("k", "Malware"));

        assertThat(twilio.awaitIdle(PATIENCE)).isTrue();
        assertThat(twilio.calls().get(0).spoken()).contains("Malware on <PC 7>");
        assertThat(target.presses()).isEmpty();
    }

    @Test
    void aCallThatNobodyTakesIsToldAsFailed() throws Exception {
        twilio.person(PERSON).doesNotAnswer();

        calls.send(text("k", "Malware"));

        assertThat(twilio.awaitIdle(PATIENCE)).isTrue();
        DeliveryReport last = target.reports().get(target.reports().size() - 1);
        assertThat(last.status()).isEqualTo(DeliveryStatus.FAILED);
        assertThat(last.code()).isEqualTo("no-answer");
    }

    @Test
    void aCallWithoutAPublicAddressOnlySpeaks() throws Exception {
        twilio.person(PERSON).answers(AnsweredBy.HUMAN, "1");
        TwilioAccount account = TwilioAccount.builder(twilio.accountSid())
                .authToken(Secret.of(twilio.authToken()))
                .baseUri(twilio.baseUri())
                .httpClient(CLIENT)
                .build();

        TwilioVoiceChannel plain = TwilioVoiceChannel.builder("voice", account)
                .caller(twilio.numbers().get(0), 1)
                .build();
        assertThat(plain.asksWhatToSay()).isFalse();
        plain.send(text("k", "Malware & <more>"));

        assertThat(twilio.awaitIdle(PATIENCE)).isTrue();
        assertThat(twilio.calls().get(0).spoken()).containsExactly("Malware & <more>", "Malware & <more>");
        assertThat(target.presses()).isEmpty();
        assertThat(target.reports()).isEmpty();
    }

    @Test
    void whatBecameOfATextIsToldWhenItsReportWasLost() throws Exception {
        texts.send(text("k1", "Malware"));
        twilio.person(PERSON).gets(Delivery.undelivered(30005));
        texts.send(text("k2", "Malware"));
        assertThat(twilio.awaitIdle(PATIENCE)).isTrue();
        String arrived = twilio.messages().get(0).sid();
        String lost = twilio.messages().get(1).sid();

        assertThat(texts.reportOf("k1", arrived))
                .contains(new DeliveryReport("k1", "sms", arrived, DeliveryStatus.DELIVERED, null, clock.instant()));
        assertThat(texts.reportOf("k2", lost))
                .contains(new DeliveryReport("k2", "sms", lost, DeliveryStatus.FAILED, "30005", clock.instant()));
        assertThat(texts.reportOf("k3", "SM" + "0".repeat(32))).isEmpty();
        twilio.faults().next(20, Fault.errorBeforeCommit(503), "GET", "/Messages/" + lost + ".json");
        assertThat(texts.reportOf("k2", lost)).isEmpty();
    }

    @Test
    void aPauseAfterTooManyQuestionsHoldsUpNoLookUp() throws Exception {
        twilio.faults().next(1, Fault.dropAfterCommit(), "POST", "/Messages.json");
        OutboundMessage message = text("k", "Malware");
        Instant sentAt = clock.instant();
        texts.send(message);
        String sid = twilio.messages().get(0).sid();
        twilio.faults().next(1, Fault.tooManyRequests(Duration.ofSeconds(30)), "GET", "/Messages/" + sid + ".json");

        assertThat(texts.reportOf("k", sid)).isEmpty();
        assertThat(texts.lookUp(message, sentAt, id -> false)).isEqualTo(new MessageLookUp.Found(sid));
    }

    @Test
    void whatIsAskedForIsOneRouteHoweverManyThereAre() throws Exception {
        twilio.person(PERSON).answers(AnsweredBy.HUMAN);
        for (int i = 0; i < 3; i++) {
            texts.send(text("t" + i, "Malware"));
            calls.send(new OutboundMessage("c" + i, PERSON, null, "Malware", null));
        }
        assertThat(twilio.awaitIdle(PATIENCE)).isTrue();
        twilio.messages().forEach(one -> texts.reportOf("t", one.sid()));
        twilio.calls().forEach(one -> calls.reportOf("c", one.sid()));

        String account = "/2010-04-01/Accounts/{account}";
        assertThat(routes)
                .containsExactly(
                        account + "/Calls.json",
                        account + "/Calls/{sid}.json",
                        account + "/Messages.json",
                        account + "/Messages/{sid}.json");
    }

    @Test
    void whatBecameOfACallIsToldWhenItsReportWasLost() throws Exception {
        twilio.person(PERSON).answers(AnsweredBy.HUMAN);
        calls.send(text("k1", "Malware"));
        assertThat(twilio.awaitIdle(PATIENCE)).isTrue();
        twilio.person(PERSON).doesNotAnswer();
        calls.send(text("k2", "Malware"));
        assertThat(twilio.awaitIdle(PATIENCE)).isTrue();
        String answered = twilio.calls().get(0).sid();
        String missed = twilio.calls().get(1).sid();

        assertThat(calls.asksWhatToSay()).isTrue();
        assertThat(calls.reportOf("k1", answered))
                .contains(new DeliveryReport("k1", "voice", answered, DeliveryStatus.DELIVERED, null, clock.instant()));
        assertThat(calls.reportOf("k2", missed))
                .contains(
                        new DeliveryReport("k2", "voice", missed, DeliveryStatus.FAILED, "no-answer", clock.instant()));
        assertThat(calls.reportOf("k3", "CA" + "0".repeat(32))).isEmpty();
        twilio.faults().next(20, Fault.errorBeforeCommit(503), "GET", "/Calls/" + missed + ".json");
        assertThat(calls.reportOf("k2", missed)).isEmpty();
        assertThat(calls.send(text("k4", "Malware")))
                .as("an unknown call stops no other")
                .isInstanceOf(SendOutcome.Accepted.class);
    }

    @Test
    void aCallWhoseAnswerWasLostIsFoundAndTwoCannotBeToldApart() throws Exception {
        twilio.faults().next(1, Fault.dropAfterCommit(), "POST", "/Calls.json");
        Instant sentAt = clock.instant();
        OutboundMessage message = text("k", "Malware");

        assertThat(calls.lookUp(message, sentAt, id -> false)).isEqualTo(new MessageLookUp.Absent());
        assertThat(calls.send(message)).isInstanceOf(SendOutcome.Unknown.class);
        assertThat(twilio.awaitIdle(PATIENCE)).isTrue();
        assertThat(calls.lookUp(message, sentAt, id -> false))
                .isEqualTo(new MessageLookUp.Found(twilio.calls().get(0).sid()));
        calls.send(text("k2", "Other"));
        assertThat(twilio.awaitIdle(PATIENCE)).isTrue();
        assertThat(calls.lookUp(message, sentAt, id -> false)).isInstanceOf(MessageLookUp.Unanswered.class);
        assertThat(twilio.requests().count("POST", "/Calls.json")).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "Contoso, Malware found on PC 7, true",
        "Müller & Söhne, 'Malware [Trojan] gefunden: C:\\Users\\müller', true",
        "Łódź Sp. z o.o., Malware found on PC 7, false",
        "Łódź, Malware, true",
        "北京科技, 发现恶意软件, true",
        "北京科技有限公司北京科技有限公司, 在电脑上发现恶意软件请立即检查并隔离受感染的计算机然后联系管理员以便进一步处理, false"
    })
    void aTextHasALinkThatOpensOrNone(String company, String title, boolean linked) throws Exception {
        ActionLinks links = new ActionLinks(
                URI.create("https://alerts.contoso-msp.example/tocsin/ack"),
                SigningKeys.of("k1", Secret.of("0123456789abcdef0123456789abcdef")));
        Instant expiresAt = Instant.parse("2099-01-01T00:00:00Z");
        URI link = links.link(
                new MspId("single"),
                1234,
                "f8fad5b1-d9cb-469f-a165-70867728950e",
                IncidentAction.ACKNOWLEDGE,
                expiresAt,
                "n123456");
        AlertFacts facts = new AlertFacts(company, Severity.CRITICAL, title, 1, "10471", "7Q", link, null);
        Words words = new AlertWords("Contoso IT", null).alert(facts, ChannelKind.SMS);

        texts.send(text("k", words.text()));
        texts.send(text("k2", AlertWords.repeated(words).text()));

        assertThat(twilio.awaitIdle(PATIENCE)).isTrue();
        assertThat(twilio.person(PERSON).messages()).hasSize(2).allSatisfy(one -> {
            assertThat(one.body()).contains("ACK 7Q or CLOSE 7Q").doesNotContain("...", "…");
            assertThat(SmsText.segments(one.body())).isLessThanOrEqualTo(3);
            int address = one.body().indexOf("https:");
            assertThat(address > 0).isEqualTo(linked);
            if (linked) {
                String token = one.body().substring(one.body().indexOf("t=", address) + 2);
                assertThat(links.read(token, clock.instant())).isInstanceOf(LinkReading.Valid.class);
            }
        });
    }

    @Test
    void whatAnotherMessageHasIsNotFound() throws Exception {
        calls.send(text("k1", "First"));
        texts.send(text("k1", "Same words"));
        assertThat(twilio.awaitIdle(PATIENCE)).isTrue();
        String call = twilio.calls().get(0).sid();
        String message = twilio.messages().get(0).sid();
        clock.advance(Duration.ofMinutes(1));
        Instant sentAt = clock.instant();

        assertThat(calls.lookUp(text("k2", "Second"), sentAt, call::equals)).isEqualTo(new MessageLookUp.Absent());
        assertThat(texts.lookUp(text("k2", "Same words"), sentAt, message::equals))
                .isEqualTo(new MessageLookUp.Absent());

        twilio.faults().next(1, Fault.dropAfterCommit(), "POST", "/Calls.json");
        calls.send(text("k2", "Second"));
        assertThat(twilio.awaitIdle(PATIENCE)).isTrue();
        assertThat(calls.lookUp(text("k2", "Second"), sentAt, call::equals))
                .as("of two calls the one that nobody has")
                .isEqualTo(new MessageLookUp.Found(twilio.calls().stream()
                        .map(SimCall::sid)
                        .filter(sid -> !sid.equals(call))
                        .findFirst()
                        .orElseThrow()));
    }

    private static OutboundMessage text(String key, String words) {
        return new OutboundMessage(key, PERSON, null, words, null);
    }
}
