package dev.tocsin.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.http.TransportResult.NotSent;
import dev.tocsin.http.TransportResult.Unknown;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RateGateTest {
    private final ExecutorService pool = Executors.newCachedThreadPool();
    private final BlockingQueue<TransportRequest> passed = new LinkedBlockingQueue<>();

    @AfterEach
    void stop() {
        pool.shutdownNow();
    }

    private Transport recording(RateGate gate) {
        return new RateGateTransport(
                request -> {
                    passed.add(request);
                    return Requests.answered(200);
                },
                gate,
                TransportListener.none());
    }

    @Test
    void manyThreadsGetExactlyTheBurstAndThenOnePermitPerInterval() throws Exception {
        VirtualTime time = VirtualTime.parked();
        Transport gated = recording(RateGate.perMinute(60, 5, time, time));
        List<Future<TransportResult>> calls = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            calls.add(pool.submit(() -> gated.send(Requests.post())));
        }
        time.awaitSleepers(35);
        for (int i = 0; i < 5; i++) {
            passed.take();
        }
        assertThat(passed).as("no sixth without time passing").isEmpty();
        for (int second = 1; second <= 35; second++) {
            time.advance(Duration.ofMillis(999));
            time.awaitSleepers(36 - second);
            assertThat(passed).as("none before the interval is over").isEmpty();
            time.advance(Duration.ofMillis(1));
            passed.take();
            time.awaitSleepers(35 - second);
            assertThat(passed).as("one per interval").isEmpty();
        }
        for (Future<TransportResult> call : calls) {
            assertThat(Requests.status(call.get())).isEqualTo(200);
        }
    }

    @Test
    void theRateHoldsInTheLongRunWhateverTheInterleaving() throws Exception {
        VirtualTime time = VirtualTime.passing();
        RateGate gate = RateGate.perMinute(600, 10, time, time);
        BlockingQueue<Instant> moments = new LinkedBlockingQueue<>();
        Transport gated = new RateGateTransport(
                request -> {
                    moments.add(time.instant());
                    return Requests.answered(200);
                },
                gate,
                TransportListener.none());
        List<Future<?>> threads = new ArrayList<>();
        for (int t = 0; t < 16; t++) {
            threads.add(pool.submit(() -> {
                for (int i = 0; i < 50; i++) {
                    gated.send(Requests.get());
                }
                return null;
            }));
        }
        for (Future<?> thread : threads) {
            thread.get();
        }
        List<Instant> sorted = moments.stream().sorted().toList();
        assertThat(sorted).hasSize(800);
        for (int n = 10; n < sorted.size(); n++) {
            Duration least = Duration.ofMillis(100L * (n - 9));
            assertThat(sorted.get(n)).isAfterOrEqualTo(VirtualTime.START.plus(least));
        }
    }

    @Test
    void anIdleGateSavesNoMoreThanTheBurst() throws Exception {
        VirtualTime time = VirtualTime.passing();
        Transport gated = recording(RateGate.perMinute(60, 3, time, time));
        gated.send(Requests.get());
        time.advance(Duration.ofHours(5));
        for (int i = 0; i < 3; i++) {
            gated.send(Requests.get());
        }
        assertThat(time.sleeps()).isEmpty();
        gated.send(Requests.get());
        assertThat(time.sleeps()).containsExactly(Duration.ofSeconds(1));
    }

    @Test
    void aRequestWhoseDeadlineWouldPassIsNotSentAndTakesNoSlot() throws Exception {
        VirtualTime time = VirtualTime.passing();
        Transport gated = recording(RateGate.perMinute(6, 1, time, time));
        gated.send(Requests.get());
        NotSent late = (NotSent) gated.send(Requests.post().withNotAfter(VirtualTime.START.plusSeconds(9)));
        assertThat(late.retryAfter()).isEqualTo(Duration.ofSeconds(10));
        assertThat(late.reason()).contains("no slot before the request's deadline");
        assertThat(late.cause()).as("so that retry leaves it alone").isNull();
        assertThat(time.sleeps()).isEmpty();
        assertThat(gated.send(Requests.post().withNotAfter(VirtualTime.START.plusSeconds(10))))
                .isInstanceOf(TransportResult.Answered.class);
        assertThat(time.passed()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void a429PausesTheWholeConnectionAndThenOneProbeGoesFirst() throws Exception {
        VirtualTime time = VirtualTime.parked();
        RateGate gate = RateGate.pausingOnly(time, time);
        SynchronousQueue<TransportResult> answers = new SynchronousQueue<>();
        Transport gated = new RateGateTransport(
                request -> {
                    passed.add(request);
                    return answers.take();
                },
                gate,
                TransportListener.none());
        Future<TransportResult> first = pool.submit(() -> gated.send(Requests.post()));
        passed.take();
        answers.put(Requests.answered(429, "Retry-After", "30"));
        assertThat(Requests.status(first.get()))
                .as("passed through, not repeated")
                .isEqualTo(429);
        assertThat(gate.pausedFor()).isEqualTo(Duration.ofSeconds(30));

        List<Future<TransportResult>> calls = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            calls.add(pool.submit(() -> gated.send(Requests.post())));
        }
        time.awaitSleepers(10);
        time.advance(Duration.ofSeconds(29));
        assertThat(passed).isEmpty();
        time.advance(Duration.ofSeconds(1));
        passed.take();
        time.awaitSleepers(0);
        assertThat(passed).as("only the probe goes").isEmpty();

        answers.put(Requests.answered(429, "Retry-After", "5"));
        time.awaitSleepers(9);
        assertThat(passed).as("refused again, all wait again").isEmpty();
        time.advance(Duration.ofSeconds(5));
        passed.take();
        answers.put(Requests.answered(200));
        for (int i = 0; i < 8; i++) {
            passed.take();
            answers.put(Requests.answered(200));
        }
        for (Future<TransportResult> call : calls) {
            call.get();
        }
        assertThat(gate.pausedFor()).isZero();
    }

    @Test
    void afterAPauseTheBurstIsGone() throws Exception {
        VirtualTime time = VirtualTime.passing();
        ScriptedTransport wire =
                new ScriptedTransport(Requests.answered(429, "Retry-After", "60"), Requests.answered(200));
        Transport gated = new RateGateTransport(wire, RateGate.perMinute(60, 10, time, time), TransportListener.none());
        for (int i = 0; i < 4; i++) {
            gated.send(Requests.post());
        }
        assertThat(time.sleeps())
                .as("half the rate after the pause")
                .containsExactly(Duration.ofSeconds(60), Duration.ofSeconds(2), Duration.ofSeconds(2));
    }

    @Test
    void slotsReservedBeforeAPauseAreVoid() throws Exception {
        VirtualTime time = VirtualTime.parked();
        RateGate gate = RateGate.perMinute(60, 1, time, time);
        SynchronousQueue<TransportResult> answers = new SynchronousQueue<>();
        Transport gated = new RateGateTransport(
                request -> {
                    passed.add(request);
                    return answers.take();
                },
                gate,
                TransportListener.none());
        Future<TransportResult> first = pool.submit(() -> gated.send(Requests.get()));
        passed.take();
        Future<TransportResult> second = pool.submit(() -> gated.send(Requests.get()));
        time.awaitSleepers(1);
        answers.put(Requests.answered(429, "Retry-After", "20"));
        first.get();
        time.advance(Duration.ofSeconds(1));
        time.advance(Duration.ofSeconds(18));
        time.awaitSleepers(1);
        assertThat(passed).isEmpty();
        time.advance(Duration.ofSeconds(20));
        passed.take();
        answers.put(Requests.answered(200));
        assertThat(Requests.status(second.get())).isEqualTo(200);
    }

    @Test
    void a429WithoutOrWithZeroRetryAfterStillPauses() throws Exception {
        for (String[] headers : new String[][] {{}, {"Retry-After", "0"}, {"Retry-After", "-7"}}) {
            VirtualTime time = VirtualTime.passing();
            ScriptedTransport wire = new ScriptedTransport(Requests.answered(429, headers), Requests.answered(200));
            Transport gated = new RateGateTransport(wire, RateGate.pausingOnly(time, time), TransportListener.none());
            gated.send(Requests.post());
            gated.send(Requests.post());
            assertThat(time.sleeps()).containsExactly(Duration.ofSeconds(headers.length == 0 ? 30 : 1));
        }
    }

    @Test
    void aPauseThatOutlastsTheRequestIsNotSentWithTheRestOfIt() throws Exception {
        VirtualTime time = VirtualTime.passing();
        ScriptedTransport wire = new ScriptedTransport(Requests.answered(429, "Retry-After", "30"));
        Transport gated = new RateGateTransport(wire, RateGate.pausingOnly(time, time), TransportListener.none());
        gated.send(Requests.post());
        time.advance(Duration.ofSeconds(10));
        NotSent refused =
                (NotSent) gated.send(Requests.post().withNotAfter(time.instant().plusSeconds(19)));
        assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(20));
        assertThat(refused.reason()).contains("429");
        assertThat(wire.sent()).hasSize(1);
    }

    @Test
    void aProbeThatWasNotSentLeavesItToTheNextAndAnUnknownOneOpens() throws Exception {
        VirtualTime time = VirtualTime.passing();
        RateGate gate = RateGate.pausingOnly(time, time);
        ScriptedTransport wire = new ScriptedTransport(
                Requests.answered(429, "Retry-After", "30"),
                new NotSent("no connection", null, null),
                new Unknown("broke off", null),
                Requests.answered(200));
        Transport gated = new RateGateTransport(wire, gate, TransportListener.none());
        gated.send(Requests.post());
        gated.send(Requests.post());
        RateGate.Admission.Granted probe = (RateGate.Admission.Granted) gate.enter(null);
        assertThat(probe.probe()).isTrue();
        gate.leave(probe, null);
        gated.send(Requests.post());
        assertThat(((RateGate.Admission.Granted) gate.enter(null)).probe()).isFalse();
    }

    @Test
    void a429FromBeforeThePauseDoesNotBeginAnotherOne() throws Exception {
        VirtualTime time = VirtualTime.passing();
        RateGate gate = RateGate.pausingOnly(time, time);
        RateGate.Admission.Granted one = (RateGate.Admission.Granted) gate.enter(null);
        RateGate.Admission.Granted two = (RateGate.Admission.Granted) gate.enter(null);
        RateGate.Admission.Granted late = (RateGate.Admission.Granted) gate.enter(null);
        gate.leave(one, Requests.answered(429, "Retry-After", "10"));
        gate.leave(two, Requests.answered(429, "Retry-After", "20"));
        assertThat(gate.pausedFor()).as("the longer of the two").isEqualTo(Duration.ofSeconds(20));
        RateGate.Admission.Granted probe = (RateGate.Admission.Granted) gate.enter(null);
        gate.leave(probe, Requests.answered(200));
        gate.leave(late, Requests.answered(429, "Retry-After", "20"));
        assertThat(gate.pausedFor()).isZero();
    }

    @Test
    void aWallClockSetBackDoesNotStopTheGate() throws Exception {
        VirtualTime time = VirtualTime.passing();
        Transport gated = recording(RateGate.perMinute(60, 2, time, time));
        gated.send(Requests.get());
        time.advance(Duration.ofHours(-3));
        gated.send(Requests.get());
        gated.send(Requests.get());
        gated.send(Requests.get());
        assertThat(time.sleeps()).isNotEmpty().allMatch(d -> d.compareTo(Duration.ofSeconds(2)) <= 0);
    }

    @Test
    void anInterruptWhileWaitingIsThrownAndTheOthersGoOn() throws Exception {
        VirtualTime time = VirtualTime.parked();
        Transport gated = recording(RateGate.perMinute(60, 1, time, time));
        gated.send(Requests.get());
        Future<TransportResult> interrupted = pool.submit(() -> gated.send(Requests.get()));
        time.awaitSleepers(1);
        Future<TransportResult> other = pool.submit(() -> gated.send(Requests.get()));
        time.awaitSleepers(2);
        interrupted.cancel(true);
        time.awaitSleepers(1);
        time.advance(Duration.ofSeconds(2));
        assertThat(Requests.status(other.get())).isEqualTo(200);
        assertThat(passed).hasSize(2);
    }

    @Test
    void aNumberOutOfRangeIsNamed() {
        VirtualTime time = VirtualTime.passing();
        assertThatThrownBy(() -> RateGate.perMinute(0, 1, time, time))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("rateGate.permits: must be 1 to 1000000, but is 0");
        assertThatThrownBy(() -> RateGate.perMinute(1, -1, time, time)).hasMessageStartingWith("rateGate.burst");
    }
}
