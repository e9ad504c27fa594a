package dev.tocsin.notify.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.Secret;
import dev.tocsin.core.notify.ChannelKind;
import dev.tocsin.core.notify.OutboundMessage;
import dev.tocsin.core.notify.SendOutcome;
import dev.tocsin.testkit.VirtualClock;
import dev.tocsin.testkit.VirtualSleeper;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** Texts, from the request on the wire to what an answer means. */
class TwilioSmsChannelTest {
    private static final String SENDER = "+15005550001";
    private static final String SERVICE = "MG" + "a".repeat(32);
    private static final String SID = "SM" + "b".repeat(32);
    private static final OutboundMessage MESSAGE =
            new OutboundMessage("i7/e1/s1", "+15005550006", null, "Malware on “PC 7”", null);
    private static final TwilioCallbacks CALLBACKS =
            new TwilioCallbacks(URI.create("https://alerts.example.com/tocsin"));

    private final VirtualClock clock = VirtualClock.at(Instant.parse("2026-03-02T10:00:00Z"));
    private @Nullable RawTwilio server;

    @AfterEach
    void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void sendsWhatTheContractAsksFor() throws Exception {
        start(new RawTwilio(201, "", "{\"sid\":\"" + SID + "\",\"status\":\"queued\"}"));

        SendOutcome outcome = TwilioSmsChannel.builder("sms", account())
                .sender(SENDER, 1)
                .callbacks(CALLBACKS)
                .validity(Duration.ofMinutes(20))
                .build()
                .send(MESSAGE);

        assertThat(outcome).isEqualTo(new SendOutcome.Accepted(SID));
        RawTwilio.Received request = server().received().get(0);
        assertThat(request.line())
                .isEqualTo("POST /2010-04-01/Accounts/" + RawTwilio.ACCOUNT + "/Messages.json HTTP/1.1");
        assertThat(request.headers())
                .containsEntry("content-type", "application/x-www-form-urlencoded")
                .containsEntry("authorization", basic(RawTwilio.ACCOUNT, "token"));
        assertThat(request.form())
                .isEqualTo(new TreeMap<>(Map.of(
                        "To", "+15005550006",
                        "From", SENDER,
                        "Body", "Malware on \"PC 7\"",
                        "ValidityPeriod", "1200",
                        "StatusCallback", "https://alerts.example.com/tocsin/status?n=i7%2Fe1%2Fs1")));
    }

    @Test
    void sendsByAMessagingServiceWithAnApiKey() throws Exception {
        start(new RawTwilio(201, "", "{\"sid\":\"" + SID + "\"}"));
        String key = "SK" + "c".repeat(32);
        TwilioAccount account = TwilioAccount.builder(RawTwilio.ACCOUNT)
                .apiKey(key, Secret.of("hush"))
                .baseUri(server().uri())
                .httpClient(RawTwilio.CLIENT)
                .build();

        TwilioSmsChannel.builder("sms", account)
                .messagingService(SERVICE, 10)
                .build()
                .send(new OutboundMessage("k", "+15005550006", null, "Łódź 😀 &=%+", null));

        RawTwilio.Received request = server().received().get(0);
        assertThat(request.headers()).containsEntry("authorization", basic(key, "hush"));
        assertThat(request.form())
                .containsEntry("MessagingServiceSid", SERVICE)
                .containsEntry("Body", "Łódź 😀 &=%+")
                .doesNotContainKeys("From", "StatusCallback");
    }

    @ParameterizedTest
    @CsvSource({
        "400, 21610, 21610",
        "400, 21211, 21211",
        "400, 21614, 21614",
        "400, 21612, 21612",
        "400, 21408, 21408",
        "400, 21617, 21617",
        "400, 21606, 21606",
        "400, 21608, 21608",
        "403, 21408, 21408"
    })
    void isRefusedWithTheCodeThatTheEngineActsOn(int status, int code, String expected) throws Exception {
        start(RawTwilio.refusing(status, code, "The number +15005550006 is bad"));

        assertThat(channel().send(MESSAGE)).isInstanceOfSatisfying(SendOutcome.Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo(expected);
            assertThat(refused.message())
                    .contains("The number •••••0006 is bad")
                    .doesNotContain("15005550006");
        });
    }

    @ParameterizedTest
    @CsvSource({"429, 20429, PT30S", "400, 21611, PT10M", "400, 30001, PT30S", "400, 20429, PT30S"})
    void isNotSentWhereItIsTooMuchAtOnce(int status, int code, Duration wait) throws Exception {
        start(RawTwilio.refusing(status, code, "Too much"));

        assertThat(channel().send(MESSAGE))
                .isInstanceOfSatisfying(
                        SendOutcome.NotSent.class,
                        not -> assertThat(not.retryAfter()).isEqualTo(wait));
    }

    @Test
    void waitsAsLongAsTwilioAsks() throws Exception {
        start(new RawTwilio(429, "Retry-After: 77\r\n", "{\"code\":20429,\"message\":\"m\",\"status\":429}"));
        TwilioSmsChannel channel = channel();

        SendOutcome first = channel.send(MESSAGE);
        SendOutcome second = channel.send(MESSAGE);

        assertThat(((SendOutcome.NotSent) first).retryAfter()).isEqualTo(Duration.ofSeconds(77));
        assertThat(((SendOutcome.NotSent) second).retryAfter()).isEqualTo(Duration.ofSeconds(77));
        assertThat(server().received()).as("the second is not tried before").hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"401, 20003", "403, 20003", "403, 20005", "401, 20006", "404, 20404", "400, 30002"})
    void stopsTheAccountWhereItMayNot(int status, int code) throws Exception {
        start(RawTwilio.refusing(status, code, "Authenticate"));
        TwilioAccount account = account();
        TwilioSmsChannel texts =
                TwilioSmsChannel.builder("sms", account).sender(SENDER, 10).build();
        TwilioVoiceChannel calls =
                TwilioVoiceChannel.builder("voice", account).caller(SENDER, 10).build();

        List<SendOutcome> outcomes = List.of(texts.send(MESSAGE), texts.send(MESSAGE), calls.send(MESSAGE));

        assertThat(outcomes)
                .allSatisfy(outcome -> assertThat(outcome)
                        .isInstanceOfSatisfying(
                                SendOutcome.NotSent.class,
                                not -> assertThat(not.retryAfter()).isEqualTo(Duration.ofMinutes(1))));
        assertThat(server().received()).hasSize(1);
        assertThat(account.restsUntil()).isEqualTo(clock.instant().plusSeconds(60));
        clock.advance(Duration.ofMinutes(1));
        calls.send(MESSAGE);
        assertThat(server().received()).as("and tries again after").hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"'{\"status\":\"queued\"}'", "'{}'", "'[]'", "'not json'", "''", "'{\"sid\":null}'"})
    void isUnknownWhereAnAcceptanceCannotBeRead(String body) throws Exception {
        start(new RawTwilio(201, "", body));

        assertThat(channel().send(MESSAGE)).isInstanceOf(SendOutcome.Unknown.class);
    }

    @Test
    void readsAnAnswerWithFieldsAndValuesThatNobodyKnew() throws Exception {
        start(new RawTwilio(201, "", "{\"sid\":\"" + SID + "\",\"status\":\"levitating\",\"new\":{\"a\":[1]}}"));

        assertThat(channel().send(MESSAGE)).isEqualTo(new SendOutcome.Accepted(SID));
    }

    @Test
    void isNotSentWhereNobodyListens() throws Exception {
        RawTwilio gone = new RawTwilio(201, "", "{}");
        start(gone);
        gone.close();

        assertThat(channel().send(MESSAGE)).isInstanceOf(SendOutcome.NotSent.class);
    }

    @Test
    void asksTwilioNothingOfWhatIsNoNumber() throws Exception {
        start(new RawTwilio(201, "", "{}"));

        assertThat(channel().send(new OutboundMessage("k", "tom@example.com", null, "T", null)))
                .isInstanceOf(SendOutcome.Refused.class);
        assertThat(server().received()).isEmpty();
    }

    @Test
    void aPersonAlwaysHearsFromTheSameNumberAndFewMoveWhenOneIsAdded() {
        List<String> three = List.of("+15005550001", "+15005550002", "+15005550003");
        List<String> four = List.of("+15005550001", "+15005550002", "+15005550003", "+15005550004");
        Map<String, Integer> counts = new LinkedHashMap<>();
        int moved = 0;
        for (int i = 0; i < 4000; i++) {
            String person = "+1500556" + (1000 + i);
            String before = SmsSender.of(three, id -> id, person);
            String after = SmsSender.of(four, id -> id, person);
            counts.merge(after, 1, Integer::sum);
            moved += before.equals(after) ? 0 : 1;
            assertThat(before.equals(after) || after.equals("+15005550004")).isTrue();
        }

        assertThat(counts.values()).allMatch(count -> count > 850 && count < 1150);
        assertThat(moved).isBetween(850, 1150);
    }

    @Test
    void keepsTheRateOfEachNumber() throws Exception {
        start(new RawTwilio(201, "", "{\"sid\":\"" + SID + "\"}"));
        VirtualSleeper sleeper = new VirtualSleeper(clock);
        TwilioAccount account = TwilioAccount.builder(RawTwilio.ACCOUNT)
                .authToken(Secret.of("token"))
                .baseUri(server().uri())
                .httpClient(RawTwilio.CLIENT)
                .clock(clock)
                .sleeper(sleeper)
                .build();
        TwilioSmsChannel channel = TwilioSmsChannel.builder("sms", account)
                .sender("+15005550001", 2)
                .sender("+15005550002", 2)
                .build();
        Instant start = clock.instant();

        for (int i = 0; i < 40; i++) {
            channel.send(new OutboundMessage("k" + i, "+1500556" + (1000 + i), null, "T", null));
        }

        Map<String, Integer> bySender = new LinkedHashMap<>();
        server().received()
                .forEach(one -> bySender.merge(String.valueOf(one.form().get("From")), 1, Integer::sum));
        int most = bySender.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        assertThat(bySender).hasSize(2);
        assertThat(Duration.between(start, clock.instant()))
                .isBetween(Duration.ofSeconds((most - 1) / 2), Duration.ofMillis(500L * 39));
    }

    @Test
    void sendsInTheOrderOfArrivalAndSaysWhenItsTurnIsTooFarOff() throws Exception {
        start(new RawTwilio(201, "", "{\"sid\":\"" + SID + "\"}"));
        TwilioAccount account = TwilioAccount.builder(RawTwilio.ACCOUNT)
                .authToken(Secret.of("token"))
                .baseUri(server().uri())
                .httpClient(RawTwilio.CLIENT)
                .clock(clock)
                .sleeper(new VirtualSleeper(clock))
                .longestWait(Duration.ofMillis(500))
                .build();
        TwilioSmsChannel channel =
                TwilioSmsChannel.builder("sms", account).sender(SENDER, 1).build();

        SendOutcome first = channel.send(MESSAGE);
        SendOutcome second = channel.send(MESSAGE);

        assertThat(first).isInstanceOf(SendOutcome.Accepted.class);
        assertThat(second)
                .isInstanceOfSatisfying(
                        SendOutcome.NotSent.class,
                        not -> assertThat(not.retryAfter()).isEqualTo(Duration.ofSeconds(1)));
        assertThat(server().received()).hasSize(1);
    }

    @Test
    void logsNeitherWordsNorNumbersNorKeys() throws Exception {
        start(RawTwilio.refusing(400, 21211, "The 'To' number +15005550006 is not valid"));
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Level before = root.getLevel();
        ListAppender<ILoggingEvent> appender = new ListAppender<>();
        appender.start();
        root.addAppender(appender);
        root.setLevel(Level.TRACE);
        try {
            TwilioSmsChannel channel = channel();
            channel.send(MESSAGE);
            channel.lookUp(MESSAGE, clock.instant(), id -> false);
        } finally {
            root.setLevel(before);
            root.detachAppender(appender);
        }

        String logged = new ArrayList<>(appender.list)
                .stream().map(ILoggingEvent::getFormattedMessage).reduce("", (a, b) -> a + "\n" + b);
        assertThat(logged)
                .contains("Messages.json")
                .doesNotContain("5005550006")
                .doesNotContain("5005550001")
                .doesNotContain("Malware")
                .doesNotContain("token")
                .doesNotContain(basic(RawTwilio.ACCOUNT, "token").substring(6));
    }

    @Test
    void entersByTheEdgeAndRegionThatItIsTold() {
        TwilioAccount account = TwilioAccount.builder(RawTwilio.ACCOUNT)
                .authToken(Secret.of("token"))
                .edge("dublin")
                .region("ie1")
                .build();

        assertThat(TransportHttpClient.address(account, URI.create("https://api.twilio.com/2010-04-01/x?a=b%2Bc")))
                .hasToString("https://api.dublin.ie1.twilio.com/2010-04-01/x?a=b%2Bc");
    }

    @Test
    void refusesSettingsThatCannotWork() throws Exception {
        TwilioAccount account = TwilioAccount.builder(RawTwilio.ACCOUNT)
                .authToken(Secret.of("token"))
                .build();
        assertRefused("twilio.accountSid", () -> TwilioAccount.builder("AC1"));
        assertRefused(
                "twilio.authToken",
                () -> TwilioAccount.builder(RawTwilio.ACCOUNT).build());
        assertRefused(
                "allowedOrigins",
                () -> TwilioAccount.builder(RawTwilio.ACCOUNT)
                        .authToken(Secret.of("t"))
                        .baseUri(URI.create("http://api.example.com"))
                        .build());
        assertRefused(
                "twilio.baseUri",
                () -> TwilioAccount.builder(RawTwilio.ACCOUNT).baseUri(URI.create("https://api.example.com/path")));
        assertRefused(
                "twilio.senders", () -> TwilioSmsChannel.builder("sms", account).build());
        assertRefused(
                "twilio.senders",
                () -> TwilioSmsChannel.builder("sms", account)
                        .messagingService(SERVICE, 1)
                        .sender(SENDER, 1)
                        .build());
        assertRefused(
                "twilio.senders",
                () -> TwilioSmsChannel.builder("sms", account)
                        .sender(SENDER, 1)
                        .sender(SENDER, 1)
                        .build());
        assertRefused(
                "twilio.sender", () -> TwilioSmsChannel.builder("sms", account).sender("TOCSIN", 1));
        assertRefused(
                "twilio.validity",
                () -> TwilioSmsChannel.builder("sms", account).validity(Duration.ofHours(11)));
        assertRefused("twilio.publicBase", () -> new TwilioCallbacks(URI.create("http://alerts.example.com")));
        assertRefused("twilio.publicBase", () -> new TwilioCallbacks(URI.create("https://alerts.example.com/?a=b")));
        assertThat(new TreeSet<>(List.of(account.toString(), channelOf(account).toString())))
                .noneMatch(text -> text.contains("token"));
        assertThat(channelOf(account).kind()).isEqualTo(ChannelKind.SMS);
    }

    private static void assertRefused(String field, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(ConfigurationException.class).hasMessageContaining(field);
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private void start(RawTwilio started) {
        server = started;
    }

    private RawTwilio server() {
        return Objects.requireNonNull(server);
    }

    private TwilioAccount account() {
        return TwilioAccount.builder(RawTwilio.ACCOUNT)
                .authToken(Secret.of("token"))
                .baseUri(server().uri())
                .httpClient(RawTwilio.CLIENT)
                .clock(clock)
                .sleeper(new VirtualSleeper(clock))
                .build();
    }

    private TwilioSmsChannel channel() {
        return channelOf(account());
    }

    private static TwilioSmsChannel channelOf(TwilioAccount account) {
        return TwilioSmsChannel.builder("sms", account).sender(SENDER, 10).build();
    }
}
