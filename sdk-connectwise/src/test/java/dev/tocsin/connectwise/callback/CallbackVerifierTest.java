package dev.tocsin.connectwise.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.connectwise.callback.Verification.Forged;
import dev.tocsin.connectwise.callback.Verification.Genuine;
import dev.tocsin.connectwise.callback.Verification.Malformed;
import dev.tocsin.connectwise.callback.Verification.Unverifiable;
import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.testkit.VirtualClock;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackVerifierTest {
    private final SigningServer server = new SigningServer();
    private final VirtualClock clock = VirtualClock.at(Instant.parse("2026-06-09T21:59:49Z"));
    private final CallbackVerifier verifier = settings().build();

    private CallbackVerifier.Builder settings() {
        return CallbackVerifier.builder()
                .site(server.site())
                .company("cobalt")
                .clock(clock)
                .keyTimeout(SigningServer.PATIENCE);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Verification verify(@Nullable String signature, String body) {
        return verifier.verify(signature, body.getBytes(StandardCharsets.UTF_8));
    }

    private Verification verifySigned(String body) {
        return verify(server.sign(body), body);
    }

    @Test
    void aSignedMessageIsGenuineAndReadWhole() {
        assertThat(verifySigned(server.body("m-1"))).isInstanceOfSatisfying(Genuine.class, genuine -> {
            CallbackMessage message = genuine.message();
            assertThat(message.messageId()).isEqualTo("m-1");
            assertThat(message.type()).isEqualTo("ticket");
            assertThat(message.action()).isEqualTo(CallbackAction.UPDATED);
            assertThat(message.recordId()).isEqualTo(4711);
            assertThat(message.companyId()).isEqualTo("Cobalt");
            assertThat(message.memberId()).isEqualTo("jdoe");
            assertThat(message.productInstanceId()).isEqualTo("639c96cab2eb560001dd1324");
            assertThat(message.callbackId()).isEqualTo(26604);
            assertThat(message.entity()).contains("Disk is full – dc01");
        });
    }

    /** The published recipe, computed apart from this code for a fixed key and body. */
    @Test
    void theSignatureIsTheVendorsOwn() {
        assertThat(SigningServer.sign("{}", "key")).isEqualTo("2P5ugu8P+WJqFxImlwA/l6MOomxD1EiS06BC3IwNbbE=");
    }

    @Test
    void theKeyIsAskedForAtTheGivenAddressWithoutAnyCredential() {
        assertThat(verifySigned(server.body("m-1"))).isInstanceOf(Genuine.class);

        assertThat(server.questions).singleElement().satisfies(question -> {
            assertThat(question.target())
                    .isEqualTo(
                            "/v2025_1//system/callbackkey/index.rails?companyName=Cobalt&id=" + SigningServer.KEY_ID);
            assertThat(question.headers().keySet())
                    .doesNotContain("Authorization", "Clientid", "Cookie")
                    .contains("Accept");
        });
    }

    @Test
    void theKeyIsAskedForOnceForManyMessages() {
        for (int i = 0; i < 50; i++) {
            assertThat(verifySigned(server.body("m-" + i))).isInstanceOf(Genuine.class);
        }

        assertThat(server.questions).hasSize(1);
    }

    @Test
    void oneChangedByteIsForged() {
        String body = server.body("m-1");
        String signature = server.sign(body);

        assertThat(verify(signature, body.replace("4711", "4712"))).isInstanceOf(Forged.class);
    }

    @Test
    void aBodyThatWasParsedAndWrittenAgainIsForged() {
        String body = server.body("m-1");

        assertThat(verify(server.sign(body), body.replace("\":", "\": "))).isInstanceOf(Forged.class);
    }

    @Test
    void aSignatureMadeWithAnotherKeyIsForged() {
        String body = server.body("m-1");

        assertThat(verify(SigningServer.sign(body, "guess"), body)).isInstanceOf(Forged.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "not base64 at all!", "AAAA", "====", "sha256=abcd"})
    void aSignatureThatIsNoneIsForgedAndNobodyIsAsked(String signature) {
        assertThat(verify(signature, server.body("m-1"))).isInstanceOf(Forged.class);
        assertThat(server.questions).isEmpty();
    }

    @Test
    void aMissingSignatureIsForgedAndNobodyIsAsked() {
        assertThat(verify(null, server.body("m-1"))).isInstanceOf(Forged.class);
        assertThat(server.questions).isEmpty();
    }

    @Test
    void aSignatureInHexIsForged() {
        String body = server.body("m-1");
        StringBuilder hex = new StringBuilder();
        for (byte b : Base64.getDecoder().decode(server.sign(body))) {
            hex.append(String.format("%02x", b));
        }

        assertThat(verify(hex.toString(), body)).isInstanceOf(Forged.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "\"text\"",
                "{",
                "{}",
                "{} {}",
                "<html/>",
            })
    void whatIsNoCallbackIsMalformed(String body) {
        assertThat(verifySigned(body)).isInstanceOf(Malformed.class);
        assertThat(server.questions).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"MessageId\":\"m-1\"|\"MessageId\":\"\"",
                "\"MessageId\":\"m-1\"|\"MessageId\":null",
                "\"MessageId\":\"m-1\"|\"MessageId\":\"a\\nb\"",
                "\"MemberId\":\"jdoe\"|\"MemberId\":\"a\\nb\"",
                "\"ID\":4711|\"ID\":\"many\"",
                "\"ID\":4711|\"ID\":4711.5",
                "\"ID\":4711|\"ID\":99999999999",
                "\"Type\":\"ticket\"|\"Type\":{}",
                "\"Action\":\"updated\"|\"Act\":\"updated\"",
                "\"CompanyId\"|\"Company\"",
                "\"Metadata\"|\"Data\"",
                "\"ID\":4711|\"ID\":4711,\"ID\":4712",
                "\"key_url\"|\"key_url\":\"https://a.example\",\"key_url\"",
            })
    void aMissingOrAmbiguousFieldIsMalformed(String change) {
        String[] parts = change.split("\\|");
        String body = server.body("m-1").replace(parts[0], parts[1]);

        assertThat(verifySigned(body)).isInstanceOf(Malformed.class);
        assertThat(server.questions).isEmpty();
    }

    @Test
    void deepNestingIsMalformedAndDoesNotBringTheThreadDown() {
        String body = server.body("m-1").replace("[\"a\",", "[" + "[".repeat(100_000));

        assertThat(verifySigned(body)).isInstanceOf(Malformed.class);
    }

    @Test
    void aBodyOfVeryManyValuesIsMalformed() {
        String body = server.body("m-1").replace("[\"a\",", "[" + "{},".repeat(20_000));

        assertThat(verifySigned(body)).isInstanceOf(Malformed.class);
    }

    @Test
    void anUnknownActionAndTypeAreKept() {
        String body = server.body("m-1").replace("updated", "Merged").replace("\"ticket\"", "\"HoloDeck\"");

        assertThat(verifySigned(body)).isInstanceOfSatisfying(Genuine.class, genuine -> {
            assertThat(genuine.message().action()).isEqualTo(new CallbackAction("merged"));
            assertThat(genuine.message().type()).isEqualTo("holodeck");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/v2025_1//system/callbackkey/index.rails?companyName=Cobalt&id=1",
                "https://na.myconnectwise.net@evil.example/system/callbackkey/index.rails?companyName=Cobalt",
                "http://localhost:1/system/callbackkey/index.rails?companyName=Cobalt",
                "http://169.254.169.254/latest/meta-data",
                "no address"
            })
    void aKeyFromElsewhereIsForgedAndNobodyIsAsked(String keyUrl) {
        assertThat(verifySigned(server.body("m-1", keyUrl, "Cobalt"))).isInstanceOf(Forged.class);
        assertThat(server.questions).isEmpty();
    }

    @Test
    void anotherCompanysKeyOnTheSameHostIsForgedAndNotAskedFor() {
        String evil = server.keyUrl().replace("companyName=Cobalt", "companyName=Evil");

        assertThat(verifySigned(server.body("m-1", evil, "Cobalt"))).isInstanceOf(Forged.class);
        assertThat(server.questions).isEmpty();
    }

    @Test
    void aMessageThatNamesAnotherCompanyIsForged() {
        assertThat(verifySigned(server.body("m-1", server.keyUrl(), "Other"))).isInstanceOf(Forged.class);
    }

    @Test
    void onlyTheExpectedInstallationsMaySend() {
        byte[] body = server.body("m-1").getBytes(StandardCharsets.UTF_8);
        String signature = server.sign(server.body("m-1"));

        assertThat(settings().productInstanceId("another").build().verify(signature, body))
                .isInstanceOf(Forged.class);
        assertThat(settings()
                        .productInstanceId("another")
                        .productInstanceId("639c96cab2eb560001dd1324")
                        .build()
                        .verify(signature, body))
                .isInstanceOf(Genuine.class);
    }

    @Test
    void aNewKeyIsTakenUpWhenTheOldOneNoLongerFits() {
        assertThat(verifySigned(server.body("m-1"))).isInstanceOf(Genuine.class);
        clock.advance(Duration.ofSeconds(11));
        server.signingKey = "second-signing-key";

        assertThat(verifySigned(server.body("m-2"))).isInstanceOf(Genuine.class);
        assertThat(server.questions).hasSize(2);
    }

    @Test
    void theOldKeyVouchesForNothingOnceItWasReplaced() {
        String body = server.body("m-1");
        String old = server.sign(body);
        assertThat(verify(old, body)).isInstanceOf(Genuine.class);
        server.signingKey = "second-signing-key";
        clock.advance(Duration.ofHours(1));

        assertThat(verify(old, body)).isInstanceOf(Forged.class);
    }

    @Test
    void forgedMessagesMakeUsAskAtMostOncePerInterval() {
        String body = server.body("m-1");
        assertThat(verifySigned(body)).isInstanceOf(Genuine.class);

        for (int second = 0; second < 60; second++) {
            for (int i = 0; i < 20; i++) {
                assertThat(verify(SigningServer.sign(body, "guess" + i), body)).isInstanceOf(Forged.class);
            }
            clock.advance(Duration.ofSeconds(1));
        }

        assertThat(server.questions).hasSizeBetween(5, 7);
        assertThat(verifySigned(body)).isInstanceOf(Genuine.class);
    }

    @Test
    void inventedKeysAreBounded() {
        server.script = exchange -> SigningServer.reply(exchange, 404, "");

        for (int i = 0; i < 2_000; i++) {
            assertThat(verifyInvented(i)).isNotInstanceOf(Genuine.class);
        }

        assertThat(server.questions).hasSize(10);
    }

    @Test
    void aFloodOfInventedKeysDoesNotKeepTheTrueOneFromBeingAskedForAnew() {
        assertThat(verifySigned(server.body("m-1"))).isInstanceOf(Genuine.class);
        clock.advance(Duration.ofHours(2));
        SigningServer.Script usual = server.script;
        server.script = exchange -> SigningServer.reply(exchange, 404, "");
        for (int i = 0; i < 20; i++) {
            assertThat(verifyInvented(i)).isNotInstanceOf(Genuine.class);
        }
        server.script = usual;

        assertThat(verifySigned(server.body("m-2"))).isInstanceOf(Genuine.class);
    }

    @Test
    void aFloodOfInventedKeysDoesNotDriveTheTrueOneOut() {
        assertThat(verifySigned(server.body("m-1"))).isInstanceOf(Genuine.class);
        server.script = exchange -> SigningServer.reply(exchange, 404, "");
        for (int i = 0; i < 300; i++) {
            assertThat(verifyInvented(i)).isInstanceOf(Forged.class);
            clock.advance(Duration.ofSeconds(1));
        }
        server.questions.clear();

        assertThat(verifySigned(server.body("m-2"))).isInstanceOf(Genuine.class);
        assertThat(server.questions).isEmpty();
    }

    @Test
    void aRefusalOfOneKeyDoesNotKeepOthersFromBeingAskedFor() {
        SigningServer.Script usual = server.script;
        server.script = exchange -> SigningServer.reply(exchange, 401, "");
        assertThat(verifyInvented(1)).isInstanceOf(Unverifiable.class);
        server.script = usual;

        assertThat(verifySigned(server.body("m-1"))).isInstanceOf(Genuine.class);
    }

    private Verification verifyInvented(int number) {
        return verifySigned(server.body("m-" + number, server.keyUrl("invented-" + number), "Cobalt"));
    }

    @Test
    void theBudgetForUnknownKeysFillsUpAgain() {
        CallbackVerifier tight = settings().keyFetches(1, Duration.ofSeconds(5)).build();
        String first = server.body("m-1");
        String second = server.body("m-2", server.keyUrl("another"), "Cobalt");

        assertThat(tight.verify(server.sign(first), first.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Genuine.class);
        assertThat(tight.verify(server.sign(second), second.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Unverifiable.class);
        clock.advance(Duration.ofSeconds(5));
        assertThat(tight.verify(server.sign(second), second.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Genuine.class);
    }

    @Test
    void aKeyThatDoesNotExistIsForgedAndRestsForAMinute() {
        SigningServer.Script usual = server.script;
        server.script = exchange -> SigningServer.reply(exchange, 404, "");

        assertThat(verifySigned(server.body("m-1"))).isInstanceOf(Forged.class);
        assertThat(verifySigned(server.body("m-1"))).isInstanceOf(Forged.class);
        assertThat(server.questions).hasSize(1);
        server.script = usual;
        clock.advance(Duration.ofMinutes(1));
        assertThat(verifySigned(server.body("m-1"))).isInstanceOf(Genuine.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 401, 403, 429, 500, 503})
    void aServerThatDoesNotSayIsNoReasonToDropTheMessage(int status) {
        server.script = exchange -> SigningServer.reply(exchange, status, "");

        assertThat(verifySigned(server.body("m-1")))
                .isInstanceOfSatisfying(
                        Unverifiable.class,
                        answer -> assertThat(answer.reason()).contains("HTTP " + status));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "<html>Down for maintenance</html>", "{}", "{\"signing_key\":\"\"}", "[\"signing_key\"]"})
    void anAnswerWithoutAKeyIsNoReasonToDropTheMessage(String answer) {
        server.script = exchange -> SigningServer.reply(exchange, 200, answer);

        assertThat(verifySigned(server.body("m-1"))).isInstanceOf(Unverifiable.class);
    }

    @Test
    void noRedirectIsFollowed() {
        server.script = exchange -> {
            if (exchange.getRequestURI().getPath().equals("/elsewhere")) {
                SigningServer.reply(exchange, 200, "{\"signing_key\":\"first-signing-key\"}");
            } else {
                exchange.getResponseHeaders().set("Location", server.site() + "/elsewhere");
                exchange.sendResponseHeaders(302, -1);
            }
        };

        assertThat(verifySigned(server.body("m-1"))).isInstanceOf(Unverifiable.class);
        assertThat(server.questions).hasSize(1);
    }

    @Test
    void aHugeAnswerIsNotRead() {
        server.script = exchange -> SigningServer.reply(
                exchange, 200, "{\"signing_key\":\"first-signing-key\",\"filling\":\"" + "x".repeat(64 * 1024) + "\"}");

        assertThat(verifySigned(server.body("m-1"))).isInstanceOf(Unverifiable.class);
    }

    @Test
    void aSlowAnswerIsGivenUpAndTheNextMessageGetsAnotherChance() {
        CountDownLatch never = new CountDownLatch(1);
        SigningServer.Script usual = server.script;
        server.script = exchange -> awaitOn(never);
        // Within it even a busy machine makes a connection and is answered.
        CallbackVerifier hasty = settings().keyTimeout(Duration.ofSeconds(4)).build();
        byte[] body = server.body("m-1").getBytes(StandardCharsets.UTF_8);
        String signature = server.sign(server.body("m-1"));

        assertThat(hasty.verify(signature, body)).isInstanceOf(Unverifiable.class);
        server.script = usual;
        assertThat(hasty.verify(signature, body)).isInstanceOf(Unverifiable.class);
        assertThat(server.questions).hasSize(1);
        // the vendor's first repeat
        clock.advance(Duration.ofSeconds(2));
        assertThat(hasty.verify(signature, body)).isInstanceOf(Genuine.class);
        never.countDown();
    }

    @Test
    void anUnreachableServerIsNoReasonToDropTheMessage() {
        String body = server.body("m-1");
        String signature = server.sign(body);
        server.close();

        assertThat(verify(signature, body)).isInstanceOf(Unverifiable.class);
    }

    @Test
    void aKnownKeyStillVouchesWhileTheServerIsAway() {
        String body = server.body("m-1");
        String signature = server.sign(body);
        assertThat(verify(signature, body)).isInstanceOf(Genuine.class);
        server.script = exchange -> SigningServer.reply(exchange, 503, "");
        clock.advance(Duration.ofMinutes(30));

        assertThat(verify(signature, body)).isInstanceOf(Genuine.class);
        // what does not fit may be signed with a new key, which cannot be had now
        assertThat(verify(SigningServer.sign(body, "new"), body)).isInstanceOf(Unverifiable.class);
        assertThat(verify(signature, body)).isInstanceOf(Genuine.class);
    }

    @Test
    void aClockThatWasSetBackKeepsNothingResting() {
        server.script = exchange -> SigningServer.reply(exchange, 404, "");
        assertThat(verifySigned(server.body("m-1"))).isInstanceOf(Forged.class);
        clock.set(clock.instant().minus(Duration.ofHours(5)));

        assertThat(verifySigned(server.body("m-1"))).isInstanceOf(Forged.class);
        assertThat(server.questions).hasSize(2);
    }

    @Test
    void manyMessagesAtOnceAskForTheKeyOnce() throws Exception {
        CountDownLatch allThere = new CountDownLatch(16);
        server.script = exchange -> {
            awaitOn(allThere);
            SigningServer.reply(exchange, 200, "{\"signing_key\":\"first-signing-key\"}");
        };
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<Future<Verification>> outcomes = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                String body = server.body("m-" + i);
                outcomes.add(threads.submit(() -> {
                    allThere.countDown();
                    return verifySigned(body);
                }));
            }
            for (Future<Verification> outcome : outcomes) {
                assertThat(outcome.get()).isInstanceOf(Genuine.class);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(server.questions).hasSize(1);
    }

    @Test
    void anInterruptedThreadKeepsItsFlagAndDropsNothing() {
        Thread.currentThread().interrupt();

        Verification outcome = verifySigned(server.body("m-1"));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(outcome).isInstanceOf(Unverifiable.class);
        clock.advance(Duration.ofSeconds(2));
        assertThat(verifySigned(server.body("m-1"))).isInstanceOf(Genuine.class);
    }

    @Test
    void noReasonHoldsAKeyOrASignature() {
        String body = server.body("m-1");
        assertThat(verifySigned(body)).isInstanceOf(Genuine.class);
        String wrong = SigningServer.sign(body, "guess");

        assertThat(verify(wrong, body).toString()).doesNotContain("first-signing-key", wrong, server.sign(body));
    }

    @Test
    void wrongSettingsAreRefusedByName() {
        assertThatThrownBy(() -> CallbackVerifier.builder().company("x").build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("site: ");
        assertThatThrownBy(() -> CallbackVerifier.builder()
                        .site(URI.create("https://na.myconnectwise.net"))
                        .build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("company: ");
        assertThatThrownBy(() -> settings().keyTimeout(Duration.ofSeconds(11))).hasMessageStartingWith("keyTimeout: ");
        assertThatThrownBy(() -> settings().refreshInterval(Duration.ZERO)).hasMessageStartingWith("refreshInterval: ");
        assertThatThrownBy(() -> settings().keyFetches(0, Duration.ofSeconds(1)))
                .hasMessageStartingWith("keyFetches.burst: ");
    }

    private static void awaitOn(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
