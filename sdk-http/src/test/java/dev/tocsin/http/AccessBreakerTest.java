package dev.tocsin.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.http.TransportResult.NotSent;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AccessBreakerTest {
    private static final Duration COOL_DOWN = Duration.ofSeconds(60);
    private final VirtualTime time = VirtualTime.passing();

    @Test
    void a401StopsTheConnectionForTheCoolDownAndThenOneProbeDecides() throws Exception {
        ScriptedTransport wire =
                new ScriptedTransport(Requests.answered(401), Requests.answered(401), Requests.answered(200));
        AccessBreaker breaker = new AccessBreaker(wire, time, COOL_DOWN);
        assertThat(Requests.status(breaker.send(Requests.post()))).isEqualTo(401);

        time.advance(Duration.ofSeconds(20));
        NotSent stopped = (NotSent) breaker.send(Requests.post());
        assertThat(stopped.reason()).contains("credentials were refused (401)");
        assertThat(stopped.retryAfter()).isEqualTo(Duration.ofSeconds(40));
        assertThat(wire.sent()).hasSize(1);

        time.advance(Duration.ofSeconds(40));
        assertThat(Requests.status(breaker.send(Requests.post()))).isEqualTo(401);
        assertThat(breaker.send(Requests.post())).isInstanceOf(NotSent.class);

        time.advance(COOL_DOWN);
        assertThat(Requests.status(breaker.send(Requests.post()))).isEqualTo(200);
        assertThat(Requests.status(breaker.send(Requests.post()))).isEqualTo(200);
    }

    @Test
    void a403StopsNothing() throws Exception {
        ScriptedTransport wire = new ScriptedTransport(Requests.answered(403));
        AccessBreaker breaker = new AccessBreaker(wire, time, COOL_DOWN);
        breaker.send(Requests.post());
        assertThat(Requests.status(breaker.send(Requests.post()))).isEqualTo(403);
    }

    @Test
    void onlyOneProbeIsUnderWay() throws Exception {
        CountDownLatch probing = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        Deque<TransportResult> first = new ArrayDeque<>();
        first.add(Requests.answered(401));
        AccessBreaker breaker = new AccessBreaker(
                request -> {
                    if (!first.isEmpty()) {
                        return first.remove();
                    }
                    probing.countDown();
                    answer.await();
                    return Requests.answered(200);
                },
                time,
                COOL_DOWN);
        breaker.send(Requests.post());
        time.advance(COOL_DOWN);
        ExecutorService pool = Executors.newSingleThreadExecutor();
        Future<TransportResult> probe = pool.submit(() -> breaker.send(Requests.post()));
        probing.await();
        NotSent other = (NotSent) breaker.send(Requests.post());
        assertThat(other.retryAfter()).isEqualTo(Duration.ofSeconds(1));
        answer.countDown();
        assertThat(Requests.status(probe.get())).isEqualTo(200);
        pool.shutdown();
        assertThat(Requests.status(breaker.send(Requests.post()))).isEqualTo(200);
    }

    @Test
    void aProbeThatEndsWithoutAnAnswerLeavesItToTheNext() throws Exception {
        Deque<Transport> script = new ArrayDeque<>();
        script.add(request -> Requests.answered(401));
        script.add(request -> {
            throw new InterruptedException();
        });
        script.add(request -> new NotSent("no connection", null, null));
        script.add(request -> Requests.answered(200));
        AccessBreaker breaker = new AccessBreaker(request -> script.remove().send(request), time, COOL_DOWN);
        breaker.send(Requests.post());
        time.advance(COOL_DOWN);
        assertThatThrownBy(() -> breaker.send(Requests.post())).isInstanceOf(InterruptedException.class);
        assertThat(((NotSent) breaker.send(Requests.post())).reason()).isEqualTo("no connection");
        assertThat(Requests.status(breaker.send(Requests.post()))).isEqualTo(200);
    }

    @Test
    void otherCredentialsGoAtOnceWhileTheRefusedOnesRest() throws Exception {
        ScriptedTransport wire =
                new ScriptedTransport(Requests.answered(401), Requests.answered(200), Requests.answered(200));
        AccessBreaker breaker = new AccessBreaker(wire, time, COOL_DOWN);
        TransportRequest old = Requests.post().withHeader("authorization", "Basic old");
        TransportRequest fresh = Requests.post().withHeader("authorization", "Basic fresh");
        assertThat(Requests.status(breaker.send(old))).isEqualTo(401);
        assertThat(Requests.status(breaker.send(fresh))).isEqualTo(200);
        assertThat(breaker.send(old)).isInstanceOf(NotSent.class);
        assertThat(Requests.status(breaker.send(fresh))).isEqualTo(200);
        assertThat(wire.sent()).hasSize(3);
    }

    @Test
    void oneProbeOfEachCredentialsIsUnderWayHoweverOftenTheyChange() throws Exception {
        ScriptedTransport wire = new ScriptedTransport(Requests.answered(401), Requests.answered(401));
        AccessBreaker breaker = new AccessBreaker(wire, time, COOL_DOWN);
        for (String key : new String[] {"one", "two", "one", "two"}) {
            TransportResult unused = breaker.send(Requests.post().withHeader("authorization", key));
        }
        assertThat(wire.sent()).hasSize(2);
    }
}
