package dev.tocsin.notify.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.base.Secret;
import dev.tocsin.core.notify.Channel;
import dev.tocsin.core.notify.ChannelFinding;
import dev.tocsin.core.notify.ChannelFinding.Level;
import dev.tocsin.simulators.http.Fault;
import dev.tocsin.simulators.twilio.TwilioSimulator;
import dev.tocsin.testkit.VirtualClock;
import dev.tocsin.testkit.VirtualSleeper;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is found out of an account and its senders by asking alone. */
class TwilioProbeTest {
    private static final String OURS = "+15550100001";
    private static final String NOT_OURS = "+15550100009";
    private static final String SERVICE = "MG" + "0".repeat(32);
    private static final String KEY = "SK" + "0".repeat(32);
    private static final TwilioCallbacks CALLBACKS =
            new TwilioCallbacks(URI.create("https://alerts.example.com/tocsin"));
    private static final URI ANSWERS = URI.create("https://alerts.example.com/tocsin/sms");

    private final TwilioSimulator twilio = TwilioSimulator.builder()
            .number(OURS)
            .service(SERVICE, "+15550100002")
            .apiKey(KEY, "hush")
            .start();
    private final String subject = "account " + twilio.accountSid();

    @AfterEach
    void stop() {
        assertThat(twilio.requests().all())
                .as("a probe only asks")
                .allMatch(request -> request.method().equals("GET"));
        twilio.close();
    }

    private TwilioAccount.Builder builder() {
        return TwilioAccount.builder(twilio.accountSid())
                .baseUri(twilio.baseUri())
                .httpClient(RawTwilio.CLIENT);
    }

    private TwilioAccount account() {
        return builder().authToken(Secret.of(twilio.authToken())).build();
    }

    private TwilioSmsChannel.Builder texts(TwilioAccount account) {
        return TwilioSmsChannel.builder("sms", account).callbacks(CALLBACKS);
    }

    private static ChannelFinding found(Level level, String subject, String message) {
        return new ChannelFinding(level, subject, message);
    }

    @Test
    void anActiveAccountWithItsNumberIsSound() {
        twilio.smsUrl(OURS, ANSWERS);
        assertThat(texts(account()).sender(OURS, 1).build().probe())
                .containsExactly(
                        found(Level.OK, subject, "active"), found(Level.OK, "sender " + OURS, "is the account's"));
    }

    @Test
    void aWrongTokenIsAFaultAndSendersAreNotAskedFor() {
        TwilioAccount account = builder().authToken(Secret.of("wrong")).build();
        List<ChannelFinding> findings = texts(account).sender(OURS, 1).build().probe();
        assertThat(findings)
                .containsExactly(found(Level.FAULT, subject, "Twilio answered 401 with error 20003: Authenticate"));
        assertThat(account.restsUntil()).as("a probe stops nobody").isNull();
        assertThat(twilio.requests().all()).hasSize(1);
    }

    @Test
    void aSuspendedAccountIsAFault() {
        twilio.accountStatus(twilio.accountSid(), "suspended");
        assertThat(texts(account()).sender(OURS, 1).build().probe())
                .containsExactly(found(Level.FAULT, subject, "is suspended at Twilio, and sends nothing"));
    }

    @Test
    void aNumberOfSomebodyElseCannotTextAndMayCall() {
        TwilioAccount account = account();
        Channel calls = TwilioVoiceChannel.builder("voice", account)
                .caller(OURS, 1)
                .caller(NOT_OURS, 1)
                .build();
        assertThat(texts(account).sender(NOT_OURS, 1).build().probe())
                .contains(found(Level.FAULT, "sender " + NOT_OURS, "is no number of the account"));
        assertThat(calls.probe())
                .containsExactly(
                        found(Level.OK, subject, "active"),
                        found(Level.OK, "caller " + OURS, "is the account's"),
                        found(
                                Level.WARNING,
                                "caller " + NOT_OURS,
                                "is no number of the account; calls are made if it is a verified caller id"));
    }

    @Test
    void answersThatGoElsewhereAreWarnedOf() {
        assertThat(texts(account()).sender(OURS, 1).build().probe().get(1).message())
                .isEqualTo(
                        "is the account's, but answers do not come in: its webhook of messages is not set, and should"
                                + " be " + ANSWERS);
        twilio.smsUrl(OURS, URI.create("https://old.example.com/sms"));
        assertThat(texts(account()).sender(OURS, 1).build().probe().get(1))
                .satisfies(finding -> assertThat(finding.level()).isEqualTo(Level.WARNING))
                .satisfies(
                        finding -> assertThat(finding.message()).contains("https://old.example.com/sms", "" + ANSWERS));
        assertThat(TwilioSmsChannel.builder("sms", account())
                        .sender(OURS, 1)
                        .build()
                        .probe())
                .as("nobody waits for answers")
                .allMatch(finding -> finding.level() == Level.OK);
    }

    @Test
    void aMessagingServiceIsAskedForWithAnApiKeyToo() {
        twilio.smsUrl(SERVICE, ANSWERS);
        TwilioAccount account = builder().apiKey(KEY, Secret.of("hush")).build();
        assertThat(texts(account).messagingService(SERVICE, 1).build().probe())
                .containsExactly(
                        found(Level.OK, subject, "takes the API key"),
                        found(Level.OK, "messaging service " + SERVICE, "is the account's"));
        String other = "MG" + "1".repeat(32);
        assertThat(texts(account).messagingService(other, 1).build().probe().get(1))
                .matches(finding -> finding.level() == Level.FAULT)
                .matches(finding -> finding.message().startsWith("Twilio answered 404 with error 20404"));
    }

    @Test
    void aServiceThatDoesNotAnswerSaysNothingOfTheCredentials() {
        twilio.faults().next(20, Fault.errorBeforeCommit(503), "GET", "/2010-04-01/Accounts/*");
        VirtualClock clock = VirtualClock.at(Instant.parse("2026-03-02T10:00:00Z"));
        TwilioAccount account = builder()
                .authToken(Secret.of(twilio.authToken()))
                .clock(clock)
                .sleeper(new VirtualSleeper(clock))
                .build();
        assertThat(texts(account).sender(OURS, 1).build().probe())
                .hasSize(1)
                .allMatch(finding -> finding.level() == Level.UNANSWERED);
    }

    @Test
    void theMessagingApiIsInTheSameRegionByAHostOfItsOwn() {
        Map<String, String> hosts = Map.of(
                "https://messaging.twilio.com/v1/Services/x", "https://messaging.dublin.ie1.twilio.com/v1/Services/x",
                "https://api.twilio.com/2010-04-01/x", "https://api.dublin.ie1.twilio.com/2010-04-01/x",
                "https://evil.example/x", "https://api.dublin.ie1.twilio.com/x");
        TwilioAccount account = TwilioAccount.builder(twilio.accountSid())
                .authToken(Secret.of("t"))
                .edge("dublin")
                .region("ie1")
                .httpClient(RawTwilio.CLIENT)
                .build();
        hosts.forEach((asked, sent) -> assertThat(TransportHttpClient.address(account, URI.create(asked)))
                .hasToString(sent));
    }
}
