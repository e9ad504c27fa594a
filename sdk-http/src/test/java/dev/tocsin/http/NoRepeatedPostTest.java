package dev.tocsin.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.http.TransportResult.Answered;
import dev.tocsin.http.TransportResult.NotSent;
import dev.tocsin.http.TransportResult.Unknown;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The proof that the whole SDK rests on: a write leaves at most once, whatever becomes of its connection. */
@Timeout(60)
class NoRepeatedPostTest {
    private final Transport transport =
            new JdkTransport(TransportBuilder.newHttpClient(Duration.ofSeconds(60)), Clock.systemUTC(), 1_000_000);

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aPostOnAKeptConnectionThatDiesUnansweredLeavesOnceAndIsUnknown(boolean byReset) throws Exception {
        try (RawServer server = new RawServer((request, socket) -> {
            if (request.body().equals("first")) {
                RawServer.answer(socket, 200, "", "ok");
            } else if (byReset) {
                RawServer.reset(socket);
            } else {
                socket.close();
            }
        })) {
            assertThat(transport.send(Requests.post(server.uri("/t"), "first"))).isInstanceOf(Answered.class);
            TransportResult second = transport.send(Requests.post(server.uri("/t"), "second"));

            assertThat(second).isInstanceOf(Unknown.class);
            assertThat(server.count("POST", "second")).isEqualTo(1);
            // Proof that the dead connection was indeed the kept one.
            assertThat(server.received().get(1).connection()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    void noMethodButGetIsRepeatedByTheJdk(String method) throws Exception {
        try (RawServer server = new RawServer((request, socket) -> {
            if (request.method().equals("GET")) {
                RawServer.answer(socket, 200, "", "ok");
            } else {
                socket.close();
            }
        })) {
            transport.send(Requests.get(server.uri("/warm")));
            TransportResult result =
                    transport.send(TransportRequest.of(TransportRequest.Method.valueOf(method), server.uri("/t"))
                            .withBody("text/plain", new byte[] {'x'}));

            assertThat(result).isInstanceOf(Unknown.class);
            assertThat(server.count(method, "x")).isEqualTo(1);
        }
    }

    @Test
    void aGetOnAKeptConnectionThatDiesIsRepeatedByTheJdkSoThisTestCanSeeRepeats() throws Exception {
        try (RawServer server = new RawServer((request, socket) -> {
            if (request.line().contains("/second") && request.connection() == 1) {
                socket.close();
            } else {
                RawServer.answer(socket, 200, "", "ok");
            }
        })) {
            transport.send(Requests.get(server.uri("/first")));
            TransportResult second = transport.send(Requests.get(server.uri("/second")));

            assertThat(second).isInstanceOf(Answered.class);
            assertThat(server.received())
                    .filteredOn(r -> r.line().contains("/second"))
                    .hasSize(2);
        }
    }

    /**
     * The close and the POST race on purpose: now the client sees the close in time and connects anew, now the POST meets
     * the dead connection. Neither may send it twice.
     */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aPostThatMeetsAnIdleConnectionBeingClosedLeavesAtMostOnce(boolean byReset) throws Exception {
        BlockingQueue<Socket> idle = new LinkedBlockingQueue<>();
        ExecutorService closer = Executors.newSingleThreadExecutor();
        try (RawServer server = new RawServer((request, socket) -> {
            RawServer.answer(socket, 200, "", "ok");
            if (request.body().startsWith("warm")) {
                idle.add(socket);
            }
        })) {
            Map<Class<?>, Integer> outcomes = new HashMap<>();
            for (int i = 0; i < 500; i++) {
                // The connection left by the round before may itself be dying, so the warm-up may fail.
                if (!(transport.send(Requests.post(server.uri("/t"), "warm-" + i)) instanceof Answered)) {
                    continue;
                }
                Socket kept = idle.take();
                Future<?> closed = closer.submit(() -> {
                    if (byReset) {
                        RawServer.reset(kept);
                    } else {
                        kept.close();
                    }
                    return null;
                });
                if (i % 2 == 0) {
                    closed.get();
                }
                TransportResult result = transport.send(Requests.post(server.uri("/t"), "post-" + i));
                closed.get();
                idle.clear();

                assertTruthful(result, server.count("POST", "post-" + i));
                outcomes.merge(result.getClass(), 1, Integer::sum);
            }
            assertThat(outcomes.values().stream().mapToInt(n -> n).sum()).isGreaterThan(100);
        } finally {
            closer.shutdownNow();
        }
    }

    @Test
    void manyThreadsOnManyDyingConnectionsNeverSendAPostTwice() throws Exception {
        try (RawServer server = new RawServer((request, socket) -> {
            if (request.body().startsWith("warm")) {
                RawServer.answer(socket, 200, "", "ok");
            } else if (request.body().hashCode() % 3 == 0) {
                RawServer.answer(socket, 201, "", "{\"id\":1}");
            } else if (request.body().hashCode() % 3 == 1) {
                RawServer.reset(socket);
            } else {
                socket.close();
            }
        })) {
            int threads = 40;
            ExecutorService pool = Executors.newFixedThreadPool(threads);
            CountDownLatch together = new CountDownLatch(threads);
            List<Future<Map<String, TransportResult>>> runs = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                int thread = t;
                runs.add(pool.submit(() -> {
                    Map<String, TransportResult> results = new ConcurrentHashMap<>();
                    together.countDown();
                    together.await();
                    for (int i = 0; i < 10; i++) {
                        transport.send(Requests.post(server.uri("/t"), "warm"));
                        String body = "post-" + thread + "-" + i;
                        results.put(body, transport.send(Requests.post(server.uri("/t"), body)));
                    }
                    return results;
                }));
            }
            int unknown = 0;
            for (Future<Map<String, TransportResult>> run : runs) {
                for (Map.Entry<String, TransportResult> one : run.get().entrySet()) {
                    assertTruthful(one.getValue(), server.count("POST", one.getKey()));
                    unknown += one.getValue() instanceof Unknown ? 1 : 0;
                }
            }
            pool.shutdown();
            assertThat(unknown).as("connections did die").isGreaterThan(100);
        }
    }

    private static void assertTruthful(TransportResult result, int arrived) {
        assertThat(arrived).as("how often the POST arrived, with %s", result).isLessThanOrEqualTo(1);
        if (result instanceof Answered) {
            assertThat(arrived).isEqualTo(1);
        } else if (result instanceof NotSent) {
            assertThat(arrived).isZero();
        }
    }
}
