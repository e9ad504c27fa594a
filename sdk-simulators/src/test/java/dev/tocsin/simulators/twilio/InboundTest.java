package dev.tocsin.simulators.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InboundTest {
    private static final String OURS = "+15550100001";
    private static final String SECOND = "+15550100002";
    private static final String THIRD = "+15550100003";
    private static final String ANN = "+14155550101";
    private static final String SERVICE = "MG" + "0".repeat(32);
    private static final Duration LONG = Duration.ofSeconds(20);

    private final Host host = new Host();
    private final TwilioSimulator twilio = TwilioSimulator.builder()
            .number(OURS)
            .service(SERVICE, SECOND, THIRD)
            .smsUrl(OURS, host.uri("/sms"))
            .smsUrl(SERVICE, host.uri("/service"))
            .clock(new TestClock())
            .start();
    private final Client client = new Client(twilio);
    private final TwilioPerson ann = twilio.person(ANN);

    @AfterEach
    void stop() {
        twilio.close();
        host.close();
    }

    @Test
    void aReplyGoesToTheWebhookOfTheNumberThatWrote() throws InterruptedException {
        client.send(OURS, ANN, "Ransomware on dc01");
        assertThat(ann.awaitMessages(1, LONG)).hasSize(1);
        WebhookDelivery done = ann.reply("ACK 7Q – grüße 😀");
        assertThat(done.outcome()).isEqualTo(WebhookDelivery.Outcome.DELIVERED);
        assertThat(done.answer()).isEqualTo("<Response/>");
        Host.Got got = host.got("/sms").get(0);
        assertThat(got.field("Body")).isEqualTo("ACK 7Q – grüße 😀");
        assertThat(got.field("From")).isEqualTo(ANN);
        assertThat(got.field("To")).isEqualTo(OURS);
        assertThat(got.field("MessageSid")).matches("SM[0-9a-f]{32}").isEqualTo(got.field("SmsSid"));
        assertThat(got.field("NumMedia")).isEqualTo("0");
        assertThat(got.field("NumSegments")).isEqualTo("1");
        assertThat(got.field("SmsStatus")).isEqualTo("received");
        assertThat(got.form().has("OptOutType")).isFalse();
        assertThat(got.signature())
                .isEqualTo(TwilioSignature.of(
                        twilio.authToken(),
                        host.uri("/sms").toString(),
                        got.form().fields()));
        assertThat(client.message(got.field("MessageSid")).path("direction").asText())
                .isEqualTo("inbound");
        assertThat(ann.messages()).as("the empty answer sends nothing").hasSize(1);
    }

    @Test
    void anAnswerWithAMessageIsDelivered() {
        host.answer(
                "/sms",
                "<?xml version=\"1.0\"?><Response><Message>Who is this?</Message>"
                        + "<Message><Body>Reply HELP</Body></Message></Response>");
        ann.reply("Hi", OURS);
        assertThat(ann.messages()).extracting(SimMessage::body).containsExactly("Who is this?", "Reply HELP");
        assertThat(ann.messages()).allMatch(one -> one.origin() == MessageOrigin.TWIML);
        assertThat(twilio.report().total()).as("not by the API").isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><Response><Message>&x;</Message></Response>",
                "<Response><Message>",
                "<Answer/>",
                "Thank you"
            })
    void anAnswerThatIsNoTwimlIsAnErrorAndSendsNothing(String answer) {
        host.answer("/sms", answer);
        assertThat(ann.reply("Hi", OURS).errorCode()).isEqualTo(12_100);
        assertThat(ann.messages()).isEmpty();
    }

    @Test
    void aHostThatRefusesOrHasNoAddressIsTold() {
        host.status(500);
        assertThat(ann.reply("Hi", OURS).errorCode()).isEqualTo(11_200);
        try (TwilioSimulator bare = TwilioSimulator.builder().start()) {
            assertThat(bare.person(ANN).reply("Hi").outcome()).isEqualTo(WebhookDelivery.Outcome.NOT_SET_UP);
            assertThat(bare.messages()).extracting(SimMessage::status).containsExactly("received");
        }
    }

    @Test
    void whoWasNeverWrittenToMustSayWhichNumber() {
        assertThatThrownBy(() -> ann.reply("Hi")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> ann.reply("Hi", "+15559999999"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("+15559999999");
    }

    @ParameterizedTest
    @ValueSource(strings = {"STOP", "stop", " StopAll\n", "Unsubscribe", "CANCEL", "end", "quit", "Revoke", "OptOut"})
    void aStopWordBlocksTheNumberUntilStart(String word) {
        ann.reply(word, OURS);
        assertThat(host.got("/sms")).as("forwarded all the same").hasSize(1);
        assertThat(ann.messages()).singleElement().satisfies(answer -> {
            assertThat(answer.origin()).isEqualTo(MessageOrigin.PROVIDER);
            assertThat(answer.body()).contains("unsubscribed");
        });
        ann.reply(word, OURS);
        assertThat(ann.messages()).as("confirmed once").hasSize(1);
        Client.Reply refused = client.send(OURS, ANN, "x");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo(21_610);
        assertThat(client.send(SECOND, ANN, "x").status()).as("another pair").isEqualTo(201);
        assertThat(client.send(OURS, "+14155550199", "x").status())
                .as("another person")
                .isEqualTo(201);
        ann.reply("START", OURS);
        assertThat(client.send(OURS, ANN, "x").status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"STOP please", "stop.", "stop all", "unstoppable", "ARRET", ""})
    void anythingElseBlocksNothing(String text) {
        ann.reply(text, OURS);
        assertThat(client.send(OURS, ANN, "x").status()).isEqualTo(201);
        assertThat(host.got("/sms")).hasSize(1);
    }

    @Test
    void withAMessagingServiceTheWholePoolIsBlocked() {
        ann.reply("STOP", SECOND);
        assertThat(host.got("/service")).hasSize(1);
        assertThat(host.got("/service").get(0).field("MessagingServiceSid")).isEqualTo(SERVICE);
        assertThat(client.send(THIRD, ANN, "x").code()).isEqualTo(21_610);
        assertThat(client.post("/Messages.json", "MessagingServiceSid", SERVICE, "To", ANN, "Body", "x")
                        .code())
                .isEqualTo(21_610);
        assertThat(client.send(OURS, ANN, "x").status()).isEqualTo(201);
        ann.reply("unstop", THIRD);
        assertThat(client.send(SECOND, ANN, "x").status()).isEqualTo(201);
    }

    @Test
    void helpIsAnsweredByTheService() {
        ann.reply("help", OURS);
        ann.reply("Info", OURS);
        assertThat(ann.messages())
                .extracting(SimMessage::origin)
                .containsExactly(MessageOrigin.PROVIDER, MessageOrigin.PROVIDER);
    }

    @Test
    void yesFromWhoNeverOptedOutIsOnlyForwarded() {
        ann.reply("YES", OURS);
        assertThat(ann.messages()).isEmpty();
        assertThat(host.got("/sms")).hasSize(1);
    }

    @Test
    void aTwimlAnswerToAStopDoesNotArrive() {
        host.answer("/sms", "<Response><Message>You are out.</Message></Response>");
        ann.reply("STOP", OURS);
        assertThat(ann.messages()).extracting(SimMessage::origin).containsExactly(MessageOrigin.PROVIDER);
        assertThat(twilio.messages())
                .filteredOn(one -> one.origin() == MessageOrigin.TWIML)
                .extracting(SimMessage::errorCode)
                .containsExactly(21_610);
    }

    @Test
    void advancedOptOutNamesTheWishAndSwitchedOffNothingHappens() {
        twilio.advancedOptOut(true);
        for (String word : List.of("STOP", "START", "HELP", "hello")) {
            ann.reply(word, OURS);
        }
        assertThat(host.all("OptOutType")).containsExactly("STOP", "START", "HELP", "");
        twilio.optOutHandling(false);
        int before = ann.messages().size();
        ann.reply("STOP", OURS);
        assertThat(host.got().get(4).form().has("OptOutType")).isFalse();
        assertThat(ann.messages()).hasSize(before);
        assertThat(client.send(OURS, ANN, "x").status()).isEqualTo(201);
    }

    @Test
    void anOptOutMayBeThereWithoutAMessage() {
        twilio.optOut(ANN, OURS);
        assertThat(client.send(OURS, ANN, "x").code()).isEqualTo(21_610);
        assertThat(host.got()).isEmpty();
    }
}
