package dev.tocsin.notify.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.base.Sleeper;
import dev.tocsin.http.Transport;
import dev.tocsin.http.TransportRequest;
import dev.tocsin.http.TransportResult;
import dev.tocsin.testkit.VirtualClock;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A sender's rate as the provider counts it. */
class SendWindowTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final TransportResult ANSWER = new TransportResult.Unknown("the answer of the test", null);

    private final VirtualClock clock = VirtualClock.at(Instant.parse("2026-11-22T09:00:00Z"));
    private final Sleeper sleeper = clock::advance;
    private final TransportRequest request =
            TransportRequest.of(TransportRequest.Method.POST, URI.create("http://127.0.0.1/"));

    @ParameterizedTest
    @ValueSource(doubles = {0.2, 0.75, 1, 2.5, 10})
    void noStretchHoldsMoreThanTheRateHoweverLongRequestsAreOnTheirWay(double perSecond) throws Exception {
        Random random = new Random(7);
        List<Instant> arrivals = new ArrayList<>();
        Transport window = new SendWindow(perSecond, clock, sleeper)
                .around(
                        sent -> {
                            clock.advance(Duration.ofMillis(random.nextInt(400)));
                            arrivals.add(clock.instant());
                            clock.advance(Duration.ofMillis(random.nextInt(400)));
                            return ANSWER;
                        },
                        LONG);

        for (int i = 0; i < 60; i++) {
            assertThat(window.send(request)).isSameAs(ANSWER);
        }

        int most = Math.max(1, (int) perSecond);
        Duration stretch = Duration.ofNanos(Math.round(most / perSecond * 1e9));
        for (int i = most; i < arrivals.size(); i++) {
            assertThat(Duration.between(arrivals.get(i - most), arrivals.get(i)))
                    .as("between message %d and the one %d before it", i, most)
                    .isGreaterThanOrEqualTo(stretch);
        }
    }

    @Test
    void whoWaitsTooLongIsNotSent() throws Exception {
        CountDownLatch onItsWay = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        Transport window = new SendWindow(1, clock, sleeper)
                .around(
                        sent -> {
                            onItsWay.countDown();
                            answered.await();
                            return ANSWER;
                        },
                        Duration.ofMillis(1));
        ExecutorService first = Executors.newSingleThreadExecutor();
        try {
            Future<TransportResult> sent = first.submit(() -> window.send(request));
            onItsWay.await();

            assertThat(window.send(request))
                    .isInstanceOfSatisfying(
                            TransportResult.NotSent.class,
                            not -> assertThat(not.reason()).contains("more to send than it may"));

            answered.countDown();
            assertThat(sent.get()).isSameAs(ANSWER);
        } finally {
            first.shutdownNow();
        }
    }

    @Test
    void whoCannotHaveAPlaceByTheDeadlineIsToldAtOnceWhenThereIsOne() throws Exception {
        Transport window = new SendWindow(1, clock, sleeper).around(sent -> ANSWER, LONG);
        window.send(request);

        TransportResult late = window.send(request.withNotAfter(clock.instant().plusMillis(300)));

        assertThat(late)
                .isInstanceOfSatisfying(
                        TransportResult.NotSent.class,
                        not -> assertThat(not.retryAfter()).isEqualTo(Duration.ofSeconds(1)));
    }

    @Test
    void whoGetsAPlaceTooLateIsToldToWaitAndDoesNotGoOut() throws Exception {
        List<Instant> arrivals = new ArrayList<>();
        Sleeper oversleeps = duration -> clock.advance(duration.plusMillis(20));
        Transport window = new SendWindow(1, clock, oversleeps)
                .around(
                        sent -> {
                            arrivals.add(clock.instant());
                            return ANSWER;
                        },
                        LONG);
        window.send(request);

        TransportResult late = window.send(request.withNotAfter(clock.instant().plusMillis(1_010)));

        assertThat(late)
                .isInstanceOfSatisfying(
                        TransportResult.NotSent.class,
                        not -> assertThat(not.retryAfter()).isEqualTo(Duration.ofSeconds(1)));
        assertThat(arrivals).hasSize(1);
    }

    @Test
    void anInterruptedWaitGivesThePlaceBack() throws Exception {
        List<Instant> arrivals = new ArrayList<>();
        boolean[] interrupts = {false};
        Transport window = new SendWindow(1, clock, duration -> {
                    if (interrupts[0]) {
                        throw new InterruptedException();
                    }
                    clock.advance(duration);
                })
                .around(
                        sent -> {
                            arrivals.add(clock.instant());
                            return ANSWER;
                        },
                        LONG);
        window.send(request);
        interrupts[0] = true;
        assertThatThrownBy(() -> window.send(request)).isInstanceOf(InterruptedException.class);
        interrupts[0] = false;

        assertThat(window.send(request)).isSameAs(ANSWER);
        assertThat(Duration.between(arrivals.get(0), arrivals.get(1))).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void thePlaceOfWhatWasNotSentIsTheNextThatIsTaken() throws Exception {
        boolean[] interrupts = {false};
        Transport window = new SendWindow(2, clock, duration -> {
                    if (interrupts[0]) {
                        throw new InterruptedException();
                    }
                    clock.advance(duration);
                })
                .around(sent -> ANSWER, LONG);
        window.send(request);
        Instant first = clock.instant();
        clock.advance(Duration.ofMillis(500));
        window.send(request);
        interrupts[0] = true;
        assertThatThrownBy(() -> window.send(request)).isInstanceOf(InterruptedException.class);
        interrupts[0] = false;

        window.send(request);

        assertThat(Duration.between(first, clock.instant())).isEqualTo(Duration.ofSeconds(1));
    }
}
