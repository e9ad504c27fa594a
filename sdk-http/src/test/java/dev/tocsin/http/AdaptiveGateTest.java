package dev.tocsin.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.http.RateGate.Admission.Granted;
import dev.tocsin.http.TransportResult.Answered;
import dev.tocsin.http.TransportResult.NotSent;
import dev.tocsin.http.TransportResult.Unknown;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class AdaptiveGateTest {
    private static final int READERS = 8;
    private static final TransportResult OK = Requests.answered(200);

    private final ExecutorService pool = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        pool.shutdownNow();
    }

    /** A far side with a token bucket of its own, which says 429 in two ways: ConnectWise's and Cloudflare's. */
    private static final class LimitedServer {
        private final double perMinute;
        private final double burst;
        private double tokens;
        private Instant at = VirtualTime.START;
        private int refusals;

        LimitedServer(int perMinute, int burst) {
            this.perMinute = perMinute;
            this.burst = burst;
            this.tokens = burst;
        }

        synchronized TransportResult answer(Instant now) {
            tokens = Math.min(burst, tokens + Duration.between(at, now).toNanos() * perMinute / 60e9);
            at = now;
            if (tokens >= 1) {
                tokens--;
                return OK;
            }
            refusals++;
            return refusals % 2 == 0 ? cloudflare() : Requests.answered(429, "Retry-After", "10");
        }
    }

    private static TransportResult cloudflare(String... retryAfter) {
        Map<String, List<String>> headers = retryAfter.length == 0
                ? Map.of("Content-Type", List.of("text/html"))
                : Map.of("Content-Type", List.of("text/html"), "Retry-After", List.of(retryAfter[0]));
        byte[] page = "<html><title>Error 1015</title></html>".getBytes(StandardCharsets.UTF_8);
        return new Answered(new TransportResponse(429, headers, page, Requests.SOMEWHERE));
    }

    /** A request that left. */
    private record Passage(Instant moment, int reader, boolean probe, boolean refused) {}

    private List<Passage> read(RateGate gate, VirtualTime time, LimitedServer server, Duration length)
            throws Exception {
        List<Passage> passages = new ArrayList<>();
        List<Future<?>> readers = new ArrayList<>();
        Instant end = VirtualTime.START.plus(length);
        for (int r = 0; r < READERS; r++) {
            int reader = r;
            readers.add(pool.submit(() -> {
                try {
                    while (time.instant().isBefore(end)) {
                        Granted granted = (Granted) gate.enter(null);
                        Instant left = time.instant();
                        if (!granted.probe()) {
                            time.sleep(Duration.ofMillis(40));
                        }
                        TransportResult result = server.answer(time.instant());
                        synchronized (passages) {
                            passages.add(new Passage(left, reader, granted.probe(), Requests.status(result) == 429));
                        }
                        gate.leave(granted, result);
                    }
                    return null;
                } finally {
                    time.leave();
                }
            }));
        }
        for (Future<?> reader : readers) {
            reader.get();
        }
        return passages;
    }

    @ParameterizedTest
    @CsvSource({"600, 20", "300, 5", "900, 60"})
    void eightReadersSettleNearTheLimitOfTheFarSideWithFewRefusals(int limit, int burst) throws Exception {
        VirtualTime time = VirtualTime.sharedBy(READERS);
        RateGate gate = RateGate.perMinute(1_000, 10, time, time);
        List<Passage> passages = read(gate, time, new LimitedServer(limit, burst), Duration.ofMinutes(30));

        Instant settled = VirtualTime.START.plus(Duration.ofMinutes(5));
        List<Passage> late =
                passages.stream().filter(p -> p.moment().isAfter(settled)).toList();
        long served = late.stream().filter(p -> !p.refused()).count();
        long refused = late.stream().filter(Passage::refused).count();
        assertThat(served).as("requests in 25 minutes").isBetween(25L * limit * 3 / 4, 25L * limit + burst);
        assertThat(refused).as("of them refused").isLessThan(served / 100);
        for (int r = 0; r < READERS; r++) {
            int reader = r;
            long own = late.stream()
                    .filter(p -> p.reader() == reader && !p.refused())
                    .count();
            assertThat(own).as("share of reader %d", r).isGreaterThan(served / READERS * 4 / 5);
        }
    }

    @Test
    void noHerdFollowsTheProbe() throws Exception {
        VirtualTime time = VirtualTime.sharedBy(READERS);
        RateGate gate = RateGate.perMinute(1_000, 30, time, time);
        List<Passage> passages = read(gate, time, new LimitedServer(300, 5), Duration.ofMinutes(10));

        List<Passage> probes =
                passages.stream().filter(p -> p.probe() && !p.refused()).toList();
        assertThat(probes).hasSizeGreaterThan(2);
        for (Passage probe : probes) {
            List<Instant> followers = passages.stream()
                    .map(Passage::moment)
                    .filter(m -> m.isAfter(probe.moment())
                            && m.isBefore(probe.moment().plusSeconds(5)))
                    .sorted()
                    .toList();
            for (int i = 1; i < followers.size(); i++) {
                // At most half of the 1,000 a minute that were too many: one in 120 ms, and never two at once.
                assertThat(Duration.between(followers.get(i - 1), followers.get(i)))
                        .isGreaterThanOrEqualTo(Duration.ofMillis(119));
            }
        }
    }

    @Test
    void aFarSideThatBearsTheConfiguredRateIsAskedAtIt() throws Exception {
        VirtualTime time = VirtualTime.sharedBy(READERS);
        RateGate gate = RateGate.perMinute(1_000, 10, time, time);
        List<Passage> passages = read(gate, time, new LimitedServer(1_100, 50), Duration.ofMinutes(5));
        assertThat(passages).noneMatch(Passage::refused).hasSizeBetween(4_990, 5_030);
        assertThat(gate.permitsPerMinute()).hasValue(1_000);
    }

    @Test
    void aLimitThatIsLiftedIsFoundOut() throws Exception {
        VirtualTime time = VirtualTime.passing();
        RateGate gate = RateGate.perMinute(600, 1, time, time);
        for (int i = 0; i < 3; i++) {
            gate.leave(granted(gate), Requests.answered(429, "Retry-After", "5"));
            gate.leave(granted(gate), OK);
        }
        assertThat(gate.permitsPerMinute()).hasValue(75);
        Instant lifted = time.instant();
        while (gate.permitsPerMinute().orElseThrow() < 600) {
            gate.leave(granted(gate), OK);
        }
        assertThat(Duration.between(lifted, time.instant())).isBetween(Duration.ofMinutes(5), Duration.ofMinutes(15));
    }

    @Test
    void cloudflaresPageCountsLikeConnectWisesRefusal() throws Exception {
        VirtualTime time = VirtualTime.passing();
        RateGate gate = RateGate.perMinute(1_000, 1, time, time);
        gate.leave(granted(gate), cloudflare());
        assertThat(gate.pausedFor()).isEqualTo(Duration.ofSeconds(30));
        assertThat(gate.permitsPerMinute()).hasValue(500);
        gate.leave(granted(gate), OK);
        gate.leave(granted(gate), cloudflare("17"));
        assertThat(gate.pausedFor()).isEqualTo(Duration.ofSeconds(17));
        assertThat(gate.permitsPerMinute()).hasValue(250);
    }

    @Test
    void refusalsOfOnePauseAndOfItsProbeLowerTheRateOnce() throws Exception {
        VirtualTime time = VirtualTime.passing();
        RateGate gate = RateGate.perMinute(1_000, 8, time, time);
        List<Granted> underWay = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            underWay.add(granted(gate));
        }
        for (Granted one : underWay) {
            gate.leave(one, Requests.answered(429, "Retry-After", "10"));
        }
        gate.leave(granted(gate), Requests.answered(429, "Retry-After", "10"));
        assertThat(gate.permitsPerMinute()).hasValue(500);
        assertThat(gate.pausedFor()).as("the pause began anew").isEqualTo(Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503})
    void whatIsNoSuccessRaisesNothing(int status) throws Exception {
        VirtualTime time = VirtualTime.passing();
        RateGate gate = RateGate.perMinute(1_000, 1, time, time);
        gate.leave(granted(gate), cloudflare());
        gate.leave(granted(gate), new Unknown("broke off", null));
        for (int i = 0; i < 5; i++) {
            time.advance(Duration.ofMinutes(1));
            gate.leave(granted(gate), Requests.answered(status));
            gate.leave(granted(gate), new Unknown("broke off", null));
            gate.leave(granted(gate), new NotSent("no connection", null, null));
            gate.leave(granted(gate), null);
        }
        assertThat(gate.permitsPerMinute()).hasValue(500);
        time.advance(Duration.ofMinutes(1));
        gate.leave(granted(gate), Requests.answered(404));
        assertThat(gate.permitsPerMinute()).as("a 404 was answered").hasValue(600);
    }

    @Test
    void anAnswerFromBeforeThePauseRaisesNothing() throws Exception {
        VirtualTime time = VirtualTime.passing();
        RateGate gate = RateGate.perMinute(1_000, 8, time, time);
        Granted early = granted(gate);
        gate.leave(granted(gate), Requests.answered(429, "Retry-After", "10"));
        gate.leave(granted(gate), OK);
        time.advance(Duration.ofMinutes(2));
        gate.leave(early, OK);
        assertThat(gate.permitsPerMinute()).hasValue(500);
    }

    @Test
    void whoWaitedBeforeThePauseGoesAfterItInOrderAtTheNewRate() throws Exception {
        VirtualTime time = VirtualTime.sharedBy(5);
        RateGate gate = RateGate.perMinute(60, 1, time, time);
        Granted first = granted(gate);
        List<Passage> passages = new ArrayList<>();
        List<Future<?>> waiting = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            int place = i;
            waiting.add(pool.submit(() -> {
                time.sleep(Duration.ofMillis(place));
                Granted granted = granted(gate);
                synchronized (passages) {
                    passages.add(new Passage(time.instant(), place, granted.probe(), false));
                }
                gate.leave(granted, OK);
                time.leave();
                return null;
            }));
        }
        time.sleep(Duration.ofMillis(500));
        gate.leave(first, Requests.answered(429, "Retry-After", "20"));
        time.leave();
        for (Future<?> one : waiting) {
            one.get();
        }
        Instant resumed = VirtualTime.START.plusMillis(20_500);
        assertThat(passages)
                .extracting(Passage::moment)
                .containsExactly(resumed, resumed.plusSeconds(2), resumed.plusSeconds(4), resumed.plusSeconds(6));
        assertThat(passages).extracting(Passage::probe).containsExactly(true, false, false, false);
        assertThat(passages.subList(1, 4)).extracting(Passage::reader).isSorted();
    }

    @Test
    void whoGivesUpItsPlaceCostsTheOthersNoTime() throws Exception {
        VirtualTime time = VirtualTime.parked();
        RateGate gate = RateGate.perMinute(60, 1, time, time);
        granted(gate);
        CountDownLatch gone = new CountDownLatch(5);
        List<Future<Granted>> impatient = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            impatient.add(pool.submit(() -> {
                try {
                    return granted(gate);
                } finally {
                    gone.countDown();
                }
            }));
            time.awaitSleepers(i + 1);
        }
        for (Future<Granted> one : impatient) {
            one.cancel(true);
        }
        gone.await();
        Future<Granted> patient = pool.submit(() -> granted(gate));
        time.awaitSleepers(1);
        assertThat(time.sleeps().get(5)).isEqualTo(Duration.ofSeconds(1));
        time.advance(Duration.ofSeconds(1));
        assertThat(patient.get().probe()).isFalse();
    }

    @Test
    void aLongWaitIsReckonedAnewAsTheRateGrows() throws Exception {
        VirtualTime time = VirtualTime.parked();
        RateGate gate = RateGate.perMinute(4, 1, time, time);
        gate.leave(granted(gate), cloudflare("0"));
        time.advance(Duration.ofSeconds(1));
        gate.leave(granted(gate), OK);
        assertThat(gate.permitsPerMinute()).hasValue(2);
        time.advance(Duration.ofSeconds(1));
        Future<Granted> waiting = pool.submit(() -> granted(gate));
        time.awaitSleepers(1);
        time.advance(Duration.ofSeconds(19));
        gate.leave(new Granted(1, false), OK);
        // Due after 30 s at 2 a minute, but after 28.4 s at the 2.4 that hold since the 20th.
        time.advance(Duration.ofSeconds(1));
        time.awaitSleeps(2);
        time.advance(Duration.ofMillis(7_400));
        assertThat(waiting.get().probe()).isFalse();
    }

    @Test
    void aGateWithoutARateHasNoneToShow() throws Exception {
        VirtualTime time = VirtualTime.passing();
        RateGate gate = RateGate.pausingOnly(time, time);
        gate.leave(granted(gate), cloudflare());
        gate.leave(granted(gate), OK);
        assertThat(gate.permitsPerMinute()).isEqualTo(OptionalInt.empty());
    }

    private static Granted granted(RateGate gate) throws InterruptedException {
        return (Granted) gate.enter(null);
    }
}
