package dev.tocsin.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.TransportException;
import dev.tocsin.http.TransportResult.NotSent;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthTransportTest {
    private static final Set<Origin> PINNED = Set.of(Origin.of(URI.create("https://api.example.test")));

    @Test
    void credentialsAreAskedForOnEveryAttempt() throws Exception {
        ScriptedTransport wire = new ScriptedTransport(Requests.answered(503), Requests.answered(200));
        AtomicInteger count = new AtomicInteger();
        VirtualTime time = VirtualTime.passing();
        Transport transport = TransportBuilder.create()
                .wire(wire)
                .clock(time)
                .sleeper(time)
                .credentials(() -> Map.of("Authorization", "key-" + count.incrementAndGet()))
                .allowedOrigins(URI.create("https://api.example.test"))
                .build();
        transport.send(Requests.get().withHeader("authorization", "stale"));
        assertThat(wire.sent())
                .extracting(r -> r.headers().get("authorization"))
                .containsExactly("key-1", "key-2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.test/v1",
                "https://api.example.test.evil.test/",
                "https://api.example.test:8443/",
                "http://api.example.test/",
                "https://example.test/"
            })
    void credentialsAreNotSentToAForeignOrigin(String address) throws Exception {
        ScriptedTransport wire = new ScriptedTransport(Requests.answered(200));
        AtomicInteger asked = new AtomicInteger();
        AuthTransport transport = new AuthTransport(
                wire,
                () -> {
                    asked.incrementAndGet();
                    return Map.of("authorization", "hunter2");
                },
                PINNED);
        NotSent refused = (NotSent) transport.send(Requests.get(URI.create(address)));
        assertThat(refused.reason()).startsWith("refused ").contains("pinned to [https://api.example.test:443]");
        assertThat(wire.sent()).isEmpty();
        assertThat(asked).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://api.example.test/x", "https://API.example.TEST:443/y"})
    void theSameOriginInAnotherSpellingIsAllowed(String address) throws Exception {
        ScriptedTransport wire = new ScriptedTransport(Requests.answered(200));
        new AuthTransport(wire, () -> Map.of("authorization", "k"), PINNED).send(Requests.get(URI.create(address)));
        assertThat(wire.sent().get(0).headers()).containsEntry("authorization", "k");
    }

    @Test
    void aLinkFromAnAnswerToAnotherServerGetsNothingOverRealHttp() throws Exception {
        try (RawServer evil = new RawServer((request, socket) -> RawServer.answer(socket, 200, "", ""));
                RawServer good = new RawServer((request, socket) -> RawServer.answer(socket, 200, "", ""))) {
            Transport transport = TransportBuilder.create()
                    .credentials(() -> Map.of("authorization", "hunter2"))
                    .allowedOrigins(good.uri("/"))
                    .build();
            assertThat(Requests.status(transport.send(Requests.get(good.uri("/a")))))
                    .isEqualTo(200);
            assertThat(transport.send(Requests.get(evil.uri("/a")))).isInstanceOf(NotSent.class);
            assertThat(good.received().get(0).has("authorization: hunter2")).isTrue();
            assertThat(evil.connections()).isZero();
        }
    }

    @Test
    void withoutACredentialNothingIsSent() throws Exception {
        ScriptedTransport wire = new ScriptedTransport(Requests.answered(200));
        NotSent refused = (NotSent) new AuthTransport(
                        wire,
                        () -> {
                            throw new TransportException("token endpoint away", Duration.ofSeconds(3), null);
                        },
                        PINNED)
                .send(Requests.post());
        assertThat(refused.reason()).isEqualTo("no credentials: token endpoint away");
        assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(3));
        assertThat(wire.sent()).isEmpty();
    }

    @Test
    void aBrokenSourceOrAnIllegalValueIsNotSentAndNotTold() throws Exception {
        ScriptedTransport wire = new ScriptedTransport(Requests.answered(200));
        for (Credentials broken : new Credentials[] {
            () -> Map.of("authorization", "hunter2\r\nX-Evil: 1"),
            () -> {
                throw new IllegalStateException("hunter2");
            }
        }) {
            NotSent refused = (NotSent) new AuthTransport(wire, broken, PINNED).send(Requests.post());
            assertThat(refused.toString()).doesNotContain("hunter2").contains("Illegal");
        }
        assertThat(wire.sent()).isEmpty();
    }

    @Test
    void theBuilderInsistsOnOriginsThatAreSafe() {
        assertThatThrownBy(() -> TransportBuilder.create()
                        .credentials(Credentials.none())
                        .build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("allowedOrigins: must name at least one");
        assertThatThrownBy(() -> TransportBuilder.create().allowedOrigins(URI.create("http://example.test")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("https");
        assertThatThrownBy(() -> TransportBuilder.create().allowedOrigins(URI.create("example.test")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("absolute");
    }

    @Test
    void aRequestsOwnCredentialsAreAskedForOnEveryAttemptWithoutPinnedOrigins() throws Exception {
        ScriptedTransport wire = new ScriptedTransport(Requests.answered(503), Requests.answered(200));
        AtomicInteger count = new AtomicInteger();
        VirtualTime time = VirtualTime.passing();
        Transport transport =
                TransportBuilder.create().wire(wire).clock(time).sleeper(time).build();
        transport.send(Requests.get().withCredentials(() -> Map.of("Authorization", "own-" + count.incrementAndGet())));
        assertThat(wire.sent())
                .extracting(r -> r.headers().get("authorization"))
                .containsExactly("own-1", "own-2");
    }

    @Test
    void rotatedCredentialsPassABreakerThatTheOldOnesOpened() throws Exception {
        ScriptedTransport wire = new ScriptedTransport(Requests.answered(401), Requests.answered(200));
        VirtualTime time = VirtualTime.passing();
        Transport transport =
                TransportBuilder.create().wire(wire).clock(time).sleeper(time).build();
        TransportRequest old = Requests.post().withCredentials(() -> Map.of("authorization", "old"));
        assertThat(Requests.status(transport.send(old))).isEqualTo(401);
        assertThat(transport.send(old)).isInstanceOf(NotSent.class);
        TransportRequest rotated = old.withCredentials(() -> Map.of("authorization", "new"));
        assertThat(Requests.status(transport.send(rotated))).isEqualTo(200);
        assertThat(wire.sent()).hasSize(2);
    }
}
