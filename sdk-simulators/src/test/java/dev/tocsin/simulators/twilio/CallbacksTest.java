package dev.tocsin.simulators.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallbacksTest {
    private static final String OURS = "+15550100001";
    private static final String ANN = "+14155550101";
    private static final Duration LONG = Duration.ofSeconds(20);

    private final TestClock clock = new TestClock();
    private final Host host = new Host();
    private final TwilioSimulator twilio =
            TwilioSimulator.builder().number(OURS).clock(clock).start();
    private final Client client = new Client(twilio);

    @AfterEach
    void stop() {
        twilio.close();
        host.close();
    }

    private String send(String body) {
        return send(body, host.uri("/status?n=alerts/1.a").toString());
    }

    private String send(String body, String callback) {
        return client.post(
                        "/Messages.json",
                        "From",
                        OURS,
                        "To",
                        ANN,
                        "Body",
                        body,
                        "StatusCallback",
                        callback,
                        "ValidityPeriod",
                        "60")
                .sid();
    }

    private void idle() throws InterruptedException {
        assertThat(twilio.awaitIdle(LONG)).isTrue();
    }

    @Test
    void everyStatusIsToldInOrderAndSigned() throws InterruptedException {
        String sid = send("Hello");
        idle();
        assertThat(host.all("MessageStatus")).containsExactly("queued", "sending", "sent", "delivered");
        for (Host.Got got : host.got()) {
            assertThat(got.uri()).isEqualTo("/status?n=alerts/1.a");
            assertThat(got.field("MessageSid")).isEqualTo(sid);
            assertThat(got.field("AccountSid")).isEqualTo(twilio.accountSid());
            assertThat(got.field("From")).isEqualTo(OURS);
            assertThat(got.field("To")).isEqualTo(ANN);
            assertThat(got.field("ApiVersion")).isEqualTo("2010-04-01");
            assertThat(got.field("ErrorCode")).isEmpty();
            assertThat(got.contentType()).startsWith("application/x-www-form-urlencoded");
            assertThat(got.signature())
                    .isEqualTo(TwilioSignature.of(
                            twilio.authToken(),
                            host.uri("/status?n=alerts/1.a").toString(),
                            got.form().fields()));
        }
        assertThat(host.all("RawDlrDoneDate")).containsExactly("", "", "", "2611201000");
        assertThat(new HashSet<>(host.got().stream().map(Host.Got::token).toList()))
                .as("one token each")
                .hasSize(4);
        assertThat(twilio.callbacks().deliveries(sid))
                .hasSize(4)
                .allMatch(one -> one.outcome() == WebhookDelivery.Outcome.DELIVERED && one.status() == 200);
    }

    @Test
    void deliveriesEndAsTheyAreScriptedForThePhone() throws InterruptedException {
        TwilioPerson ann = twilio.person(ANN)
                .gets(
                        Delivery.undelivered(30_003),
                        Delivery.failed(30_005),
                        Delivery.withoutReceipt(),
                        Delivery.delivered());
        String undelivered = send("1");
        String failed = send("2");
        String open = send("3");
        send("4");
        send("5");
        idle();
        assertThat(statuses(undelivered)).containsExactly("queued", "sending", "sent", "undelivered");
        assertThat(statuses(failed)).containsExactly("queued", "failed");
        assertThat(statuses(open)).containsExactly("queued", "sending", "sent");
        assertThat(client.message(undelivered).path("error_code").asInt()).isEqualTo(30_003);
        assertThat(client.message(undelivered).path("error_message").asText())
                .isEqualTo("Unreachable destination handset");
        assertThat(client.message(failed).path("status").asText()).isEqualTo("failed");
        assertThat(host.got().stream().map(got -> got.field("ErrorCode")).filter(code -> !code.isEmpty()))
                .containsExactlyInAnyOrder("30003", "30005");
        assertThat(ann.messages()).extracting(SimMessage::body).containsExactly("3", "4", "5");
    }

    private List<String> statuses(String sid) {
        return host.got().stream()
                .filter(got -> got.field("MessageSid").equals(sid))
                .map(got -> got.field("MessageStatus"))
                .toList();
    }

    @Test
    void aQueuedMessageIsReleasedOrExpires() throws InterruptedException {
        twilio.person(ANN).gets(Delivery.queued());
        String sid = send("in time");
        idle();
        assertThat(client.message(sid).path("status").asText()).isEqualTo("queued");
        assertThat(twilio.releaseQueued()).isEqualTo(1);
        String late = send("too late");
        idle();
        clock.advance(Duration.ofSeconds(61));
        assertThat(twilio.releaseQueued()).isEqualTo(1);
        assertThat(client.message(late).path("error_code").asInt()).isEqualTo(30_036);
        assertThat(twilio.person(ANN).messages()).extracting(SimMessage::sid).containsExactly(sid);
    }

    @Test
    void callbacksAreHeldBackAndComeInEitherOrder() throws InterruptedException {
        twilio.callbacks().hold(true);
        String sid = send("Hello");
        idle();
        assertThat(client.message(sid).path("status").asText()).isEqualTo("delivered");
        assertThat(host.got()).isEmpty();
        assertThat(twilio.callbacks().held()).isEqualTo(4);
        twilio.callbacks().releaseReversed();
        idle();
        assertThat(host.all("MessageStatus")).containsExactly("delivered", "sent", "sending", "queued");
        String next = send("Once more");
        idle();
        assertThat(twilio.callbacks().held()).isEqualTo(4);
        twilio.callbacks().hold(false);
        idle();
        assertThat(statuses(next)).containsExactly("queued", "sending", "sent", "delivered");
    }

    @Test
    void callbacksOvertakeEachOtherAndComeTwice() throws InterruptedException {
        twilio.callbacks().reorder(true);
        String sid = send("Hello");
        idle();
        assertThat(statuses(sid)).containsExactly("sending", "queued", "delivered", "sent");
        twilio.callbacks().reorder(false);
        twilio.callbacks().duplicate(true);
        String twice = send("Hello");
        idle();
        assertThat(statuses(twice))
                .containsExactly("queued", "queued", "sending", "sending", "sent", "sent", "delivered", "delivered");
        List<Host.Got> got = host.got().subList(4, 12);
        assertThat(new HashSet<>(got.stream().map(Host.Got::token).toList())).hasSize(4);
        assertThat(got.get(0).body()).isEqualTo(got.get(1).body());
    }

    @Test
    void whatWaitsForAnotherToOvertakeItGoesInTheEnd() throws InterruptedException {
        twilio.callbacks().reorder(true);
        twilio.person(ANN).gets(Delivery.withoutReceipt());
        String sid = send("Hello");
        idle();
        assertThat(statuses(sid)).containsExactly("sending", "queued", "sent");
    }

    @Test
    void aReplayIsTheSameBytesAndAForgeryIsNotSignedByTheAccount() throws InterruptedException {
        String sid = send("Hello");
        idle();
        WebhookDelivery last = twilio.callbacks().deliveries(sid).get(3);
        host.status(403);
        assertThat(twilio.callbacks().replay(last).outcome()).isEqualTo(WebhookDelivery.Outcome.REFUSED);
        WebhookDelivery forged = twilio.callbacks().forge(last);
        assertThat(forged.status()).isEqualTo(403);
        assertThat(forged.errorCode()).isEqualTo(11_200);
        twilio.callbacks().tamper(last, "MessageStatus", "failed");
        Host.Got original = host.got().get(3);
        assertThat(host.got().get(4)).isEqualTo(original);
        assertThat(host.got().get(5).body()).isEqualTo(original.body());
        assertThat(host.got().get(5).signature()).isNotEqualTo(original.signature());
        assertThat(host.got().get(6).field("MessageStatus")).isEqualTo("failed");
        assertThat(host.got().get(6).signature()).isEqualTo(original.signature());
    }

    @Test
    void aMadeUpWebhookIsRightlySigned() {
        String url = host.uri("/x").toString();
        twilio.callbacks().send(twilio.accountSid(), url, Map.of("MessageStatus", "read", "MessageSid", "SM1"));
        Host.Got got = host.got().get(0);
        assertThat(got.signature())
                .isEqualTo(
                        TwilioSignature.of(twilio.authToken(), url, got.form().fields()));
    }

    @Test
    void aPublicAddressIsSignedAndReachedThroughTheProxy() throws InterruptedException {
        twilio.publicAddress("https://alerts.example", host.uri(""));
        send("Hello", "https://alerts.example/status?n=1");
        idle();
        Host.Got got = host.got().get(0);
        assertThat(got.uri()).isEqualTo("/status?n=1");
        assertThat(got.signature())
                .isEqualTo(TwilioSignature.of(
                        twilio.authToken(),
                        "https://alerts.example/status?n=1",
                        got.form().fields()));
    }

    @Test
    void nothingLeavesThisMachineAndNobodyThereIsTold() throws InterruptedException {
        String away = send("Hello", "https://alerts.example/status");
        URI gone = host.uri("/status");
        host.close();
        String unreachable = send("Hello", gone.toString());
        idle();
        assertThat(twilio.callbacks().deliveries(away))
                .hasSize(4)
                .allMatch(one -> one.outcome() == WebhookDelivery.Outcome.UNDELIVERABLE);
        assertThat(twilio.callbacks().deliveries(unreachable))
                .hasSize(4)
                .allMatch(one -> one.outcome() == WebhookDelivery.Outcome.UNREACHABLE && one.errorCode() == 11_205);
    }

    @Test
    void callbacksMayComeBeforeTheAnswer() {
        twilio.callbacks().beforeAnswer(true);
        String sid = send("Hello");
        assertThat(statuses(sid)).containsExactly("queued", "sending", "sent", "delivered");
    }
}
