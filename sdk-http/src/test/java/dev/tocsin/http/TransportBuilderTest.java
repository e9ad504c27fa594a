package dev.tocsin.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.http.TransportListener.Exchange;
import dev.tocsin.http.TransportListener.Outcome;
import dev.tocsin.http.TransportResult.NotSent;
import dev.tocsin.http.TransportResult.Unknown;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TransportBuilderTest {
    private final VirtualTime time = VirtualTime.passing();
    private final List<Exchange> completed = new ArrayList<>();
    private final List<Integer> retried = new ArrayList<>();
    private final List<String> paused = new ArrayList<>();
    private final TransportListener listener = new TransportListener() {
        @Override
        public void completed(Exchange exchange) {
            completed.add(exchange);
        }

        @Override
        public void retrying(TransportRequest request, int attempt, Duration wait, TransportResult result) {
            retried.add(attempt);
        }

        @Override
        public void paused(TransportRequest request, Duration length, OptionalInt permitsPerMinute) {
            paused.add(request.method() + " " + length + " " + permitsPerMinute);
        }
    };

    private TransportBuilder builder(Transport wire) {
        return TransportBuilder.create()
                .wire(wire)
                .clock(time)
                .sleeper(time)
                .listener(listener)
                .random(new SplittableRandom(7));
    }

    @Test
    void eachAttemptPassesTheGateAndIsSignedWhileTheListenerHearsOfOneCall() throws Exception {
        ScriptedTransport wire =
                new ScriptedTransport(Requests.answered(500), Requests.answered(500), Requests.answered(200));
        List<String> order = new ArrayList<>();
        Transport transport = builder(request -> {
                    order.add("wire");
                    return wire.send(request);
                })
                .rateGate(RateGate.perMinute(1, 1, time, duration -> {
                    order.add("gate");
                    time.sleep(duration);
                }))
                .retryPolicy(new RetryPolicy(4, Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofHours(1)))
                .credentials(() -> {
                    order.add("sign");
                    return Map.of("authorization", "k");
                })
                .allowedOrigins(Requests.SOMEWHERE)
                .build();

        transport.send(Requests.get().withRoute("/v1/tickets/{id}"));

        assertThat(order).containsExactly("sign", "wire", "gate", "sign", "wire", "gate", "sign", "wire");
        assertThat(retried).containsExactly(1, 2);
        assertThat(completed).hasSize(1);
        Exchange exchange = completed.get(0);
        assertThat(exchange.route()).contains("/v1/tickets/{id}");
        assertThat(exchange.host()).isEqualTo("api.example.test");
        assertThat(exchange.outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(exchange.status()).hasValue(200);
        assertThat(exchange.duration()).isEqualTo(time.passed()).isGreaterThanOrEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void theDecoratorsAreNestedInTheFixedOrder() throws Exception {
        List<String> stack = new ArrayList<>();
        Transport transport = builder(request -> {
                    StackWalker.getInstance().forEach(frame -> {
                        if (frame.getMethodName().equals("send")) {
                            stack.add(frame.getClassName().replace("dev.tocsin.http.", ""));
                        }
                    });
                    return Requests.answered(200);
                })
                .credentials(Credentials.none())
                .allowedOrigins(Requests.SOMEWHERE)
                .build();
        transport.send(Requests.get());
        assertThat(stack.stream().filter(name -> !name.contains("Test")).toList())
                .containsExactly(
                        "LogTransport",
                        "AccessBreaker",
                        "AuthTransport",
                        "RateGateTransport",
                        "RetryTransport",
                        "MetricsTransport");
    }

    @Test
    void theListenerHearsOfEveryKindOfOutcome() throws Exception {
        ScriptedTransport wire = new ScriptedTransport(
                new NotSent("no", null, null), new Unknown("maybe", null), Requests.answered(404));
        Transport transport = builder(wire).build();
        for (int i = 0; i < 3; i++) {
            transport.send(Requests.post());
        }
        assertThat(completed)
                .extracting(Exchange::outcome)
                .containsExactly(Outcome.NOT_SENT, Outcome.UNKNOWN, Outcome.ANSWERED);
        assertThat(completed.get(0).status()).isEmpty();
        assertThat(completed.get(2).toString()).isEqualTo("POST api.example.test ANSWERED in PT0S");
    }

    @Test
    void anInterruptBeforeSendingCountsAsNotSent() {
        Transport transport = builder(request -> {
                    throw new InterruptedException();
                })
                .build();
        assertThatThrownBy(() -> transport.send(Requests.post())).isInstanceOf(InterruptedException.class);
        assertThat(completed).extracting(Exchange::outcome).containsExactly(Outcome.NOT_SENT);
    }

    @Test
    void theListenerHearsOfEachPauseWithTheNewRate() throws Exception {
        ScriptedTransport wire = new ScriptedTransport(
                Requests.answered(429, "Retry-After", "20"),
                Requests.answered(429, "Retry-After", "5"),
                Requests.answered(200));
        Transport transport =
                builder(wire).rateGate(RateGate.perMinute(1_000, 5, time, time)).build();
        for (int i = 0; i < 4; i++) {
            transport.send(Requests.post());
        }
        assertThat(paused).containsExactly("POST PT20S OptionalInt[500]", "POST PT5S OptionalInt[500]");
        paused.clear();
        builder(new ScriptedTransport(Requests.answered(429))).build().send(Requests.post());
        assertThat(paused).containsExactly("POST PT30S OptionalInt.empty");
    }

    @Test
    void aFaultyListenerChangesNothing() throws Exception {
        TransportListener faulty = new TransportListener() {
            @Override
            public void completed(Exchange exchange) {
                throw new IllegalStateException("metrics are down");
            }

            @Override
            public void retrying(TransportRequest request, int attempt, Duration wait, TransportResult result) {
                throw new IllegalStateException("metrics are down");
            }

            @Override
            public void paused(TransportRequest request, Duration length, OptionalInt permitsPerMinute) {
                throw new IllegalStateException("metrics are down");
            }
        };
        Transport transport = builder(
                        new ScriptedTransport(Requests.answered(503), Requests.answered(429), Requests.answered(201)))
                .listener(faulty)
                .build();
        assertThat(Requests.status(transport.send(Requests.get()))).isEqualTo(201);
    }

    @Test
    void theBreakerStopsAConnectionUnlessItIsLeftOut() throws Exception {
        ScriptedTransport wire = new ScriptedTransport(Requests.answered(401));
        Transport stopping = builder(wire).accessCoolDown(Duration.ofSeconds(5)).build();
        stopping.send(Requests.post());
        assertThat(((NotSent) stopping.send(Requests.post())).retryAfter()).isEqualTo(Duration.ofSeconds(5));
        Transport open = builder(wire).withoutAccessBreaker().build();
        open.send(Requests.post());
        assertThat(Requests.status(open.send(Requests.post()))).isEqualTo(401);
    }

    @Test
    void twoTransportsShareAGate() throws Exception {
        RateGate gate = RateGate.perMinute(60, 1, time, time);
        builder(new ScriptedTransport(Requests.answered(200)))
                .rateGate(gate)
                .build()
                .send(Requests.post());
        builder(new ScriptedTransport(Requests.answered(200)))
                .rateGate(gate)
                .build()
                .send(Requests.post());
        assertThat(time.passed()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aReadIsRetriedAndAPostIsNotOverRealHttp() throws Exception {
        List<String> seen = new ArrayList<>();
        try (RawServer server = new RawServer((request, socket) -> {
            synchronized (seen) {
                seen.add(request.method());
            }
            boolean retried = seen.stream().filter("GET"::equals).count() == 2;
            RawServer.answer(socket, retried ? 200 : 429, "Retry-After: 30\r\n", "<html>slow down</html>");
        })) {
            Transport transport =
                    TransportBuilder.create().clock(time).sleeper(time).build();
            assertThat(Requests.status(transport.send(Requests.post(server.uri("/"), "x"))))
                    .isEqualTo(429);
            assertThat(seen).containsExactly("POST");
            assertThat(Requests.status(transport.send(Requests.get(server.uri("/")))))
                    .isEqualTo(200);
            assertThat(seen).containsExactly("POST", "GET", "GET");
            assertThat(time.passed()).isGreaterThanOrEqualTo(Duration.ofSeconds(60));
        }
    }

    @Test
    void aMultipartUploadArrivesByteByByteAndOnce() throws Exception {
        byte[] file = new byte[100_000];
        new SplittableRandom(3).nextBytes(file);
        try (RawServer server =
                new RawServer((request, socket) -> RawServer.answer(socket, 503, "Retry-After: 1\r\n", ""))) {
            Transport transport = TransportBuilder.create()
                    .clock(time)
                    .sleeper(time)
                    .listener(listener)
                    .build();
            TransportRequest upload = TransportRequest.of(TransportRequest.Method.POST, server.uri("/documents"))
                    .withBody("multipart/form-data; boundary=\"x y\"", file);
            assertThat(Requests.status(transport.send(upload))).isEqualTo(503);
            assertThat(server.received()).hasSize(1);
            assertThat(server.received().get(0).bytes()).isEqualTo(file);
            assertThat(server.received().get(0).headers())
                    .contains("content-type: multipart/form-data; boundary=\"x y\"", "Content-Length: 100000");
            assertThat(retried).isEmpty();
        }
    }

    @Test
    void settingsThatContradictEachOtherAreNamed() {
        assertThatThrownBy(() -> TransportBuilder.create()
                        .httpClient(TransportBuilder.newHttpClient(Duration.ofSeconds(1)))
                        .connectTimeout(Duration.ofSeconds(1))
                        .build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("connectTimeout");
        assertThatThrownBy(() -> TransportBuilder.create().connectTimeout(Duration.ZERO))
                .hasMessage("connectTimeout: must be more than zero, but is PT0S");
        assertThatThrownBy(() -> TransportBuilder.create().maxAnswerBytes(0))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("maxAnswerBytes: must be 1 to");
        assertThatThrownBy(() -> TransportBuilder.create()
                        .wire(request -> Requests.answered(200))
                        .connectTimeout(Duration.ofSeconds(1))
                        .build())
                .hasMessageStartingWith("wire");
    }

    @Test
    void anAddressIsNotShownWithItsQueryAndMayHoldNoPassword() {
        assertThat(Requests.get().toString()).isEqualTo("GET https://api.example.test/v1/tickets");
        assertThatThrownBy(() -> Requests.get(URI.create("https://me:hunter2@api.example.test/")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("user information")
                .hasMessageNotContaining("hunter2");
    }
}
