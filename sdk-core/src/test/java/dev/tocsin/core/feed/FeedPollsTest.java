package dev.tocsin.core.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.Tocsin;
import dev.tocsin.core.base.Execution;
import dev.tocsin.core.base.TocsinException;
import dev.tocsin.core.event.Receipt;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.fake.DirectExecutor;
import dev.tocsin.core.fake.DyingStore;
import dev.tocsin.core.fake.Host;
import dev.tocsin.core.fake.ProcessDeath;
import dev.tocsin.core.feed.FeedReport.Outcome;
import dev.tocsin.core.incident.Member;
import dev.tocsin.core.store.StoredFeed;
import dev.tocsin.core.store.StoredFeed.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeedPollsTest {
    private static final Duration OVERLAP = Duration.ofMinutes(10);

    private final Host host = new Host();
    private final FeedPolls polls = host.tocsin().feeds();

    /** A feed that does what a test says. */
    private record Scripted(String connectionId, BiFunction<@Nullable String, Instant, FeedPage> script)
            implements EventFeed {
        @Override
        public String name() {
            return "log";
        }

        @Override
        public FeedPage read(@Nullable String cursor, Instant now) {
            return script.apply(cursor, now);
        }
    }

    private static FeedPage page(String cursor, boolean more, SecurityEvent... events) {
        return new FeedPage(List.of(events), List.of(), 0, cursor, more);
    }

    private SecurityEvent event(String id) {
        return host.moment("Reset password", id).asset(null).build();
    }

    private StoredFeed state(String connection) {
        return polls.states().stream()
                .filter(state -> state.connectionId().equals(connection))
                .findFirst()
                .orElseThrow();
    }

    /** How many events the incidents counted. */
    private long counted() {
        return host.incidents().stream()
                .flatMap(incident -> host.members(incident).stream())
                .mapToLong(Member::count)
                .sum();
    }

    @Test
    void allPagesAreTakenInAndTheCursorIsKept() {
        List<@Nullable String> asked = new ArrayList<>();
        Scripted feed = new Scripted("t-1", (cursor, now) -> {
            asked.add(cursor);
            return cursor == null
                    ? new FeedPage(List.of(event("1"), event("2")), List.of("line 3: no time"), 4, "b", true)
                    : page(
                            "c",
                            false,
                            event("2"),
                            host.moment("Other", "9").sourceCompanyId("nobody").build());
        });

        FeedReport report = polls.poll(feed);

        assertThat(asked).containsExactly(null, "b");
        assertThat(report.outcome()).isEqualTo(Outcome.READ);
        assertThat(report.pages()).isEqualTo(2);
        assertThat(report.events()).isEqualTo(4);
        assertThat(report.duplicates()).isEqualTo(1);
        assertThat(report.passedBy()).isEqualTo(4);
        assertThat(report.unread()).containsExactly("line 3: no time");
        assertThat(report.count(Receipt.Outcome.ACCEPTED)).isEqualTo(3);
        assertThat(report.count(Receipt.Outcome.PARKED)).isEqualTo(1);
        assertThat(state("t-1"))
                .returns("c", StoredFeed::cursor)
                .returns(State.ACTIVE, StoredFeed::state)
                .returns(host.time.instant(), StoredFeed::succeededAt)
                .returns(null, StoredFeed::owner);
        assertThat(counted()).isEqualTo(2);
    }

    @Test
    void aFeedThatIsWokenIsReadBeforeItsRestIsOverFromWhereItWas() {
        boolean[] down = {false};
        Scripted feed = new Scripted("t-1", (cursor, now) -> {
            if (down[0]) {
                throw new TocsinException("401", Execution.NOT_EXECUTED, Duration.ofHours(1), null);
            }
            return page("after " + cursor, false);
        });
        polls.poll(feed);
        down[0] = true;
        assertThat(polls.poll(feed).outcome()).isEqualTo(Outcome.FAILED);
        down[0] = false;
        assertThat(polls.wake("another")).isZero();
        assertThat(polls.poll(feed).outcome()).isEqualTo(Outcome.RESTING);

        assertThat(polls.wake("t-1")).isEqualTo(1);
        assertThat(polls.wake("t-1")).isZero();
        assertThat(polls.poll(feed).outcome()).isEqualTo(Outcome.READ);
        assertThat(state("t-1")).returns("after after null", StoredFeed::cursor);
    }

    @Test
    void aFeedThatFailsRestsLongerEachTimeAndComesBack() {
        AtomicInteger reads = new AtomicInteger();
        boolean[] down = {true};
        Scripted feed = new Scripted("t-1", (cursor, now) -> {
            reads.incrementAndGet();
            if (down[0]) {
                throw new TocsinException("503", Execution.NOT_EXECUTED, null, null);
            }
            return page("c", false);
        });

        assertThat(polls.poll(feed).notBefore()).isEqualTo(host.time.instant().plus(Duration.ofMinutes(1)));
        assertThat(polls.poll(feed).outcome()).isEqualTo(Outcome.RESTING);
        assertThat(reads).hasValue(1);
        host.time.advance(Duration.ofMinutes(1));
        assertThat(polls.poll(feed).notBefore()).isEqualTo(host.time.instant().plus(Duration.ofMinutes(2)));
        assertThat(state("t-1"))
                .returns(State.FAILING, StoredFeed::state)
                .returns("503", StoredFeed::message)
                .returns(2, StoredFeed::failures);
        down[0] = false;
        host.time.advance(Duration.ofMinutes(2));
        assertThat(polls.poll(feed).outcome()).isEqualTo(Outcome.READ);
        assertThat(state("t-1"))
                .returns(State.ACTIVE, StoredFeed::state)
                .returns(0, StoredFeed::failures)
                .returns(null, StoredFeed::message)
                .returns(null, StoredFeed::dueAt);
    }

    @Test
    void aSourceThatAsksToWaitIsObeyed() {
        Scripted feed = new Scripted("t-1", (cursor, now) -> {
            throw new TocsinException("429", Execution.NOT_EXECUTED, Duration.ofSeconds(17), null);
        });

        assertThat(polls.poll(feed).notBefore()).isEqualTo(host.time.instant().plus(Duration.ofSeconds(17)));
    }

    @Test
    void whatWasReadBeforeAFailureIsKept() {
        Scripted feed = new Scripted("t-1", (cursor, now) -> {
            if (cursor != null) {
                throw new IllegalStateException("broken");
            }
            return page("b", true, event("1"));
        });

        FeedReport report = polls.poll(feed);

        assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(report.events()).isEqualTo(1);
        assertThat(state("t-1").cursor()).isEqualTo("b");
        assertThat(counted()).isEqualTo(1);
    }

    @Test
    void aFeedThatIsNotOfferedIsNoFaultAndAskedForAgainAfterADay() {
        AtomicInteger reads = new AtomicInteger();
        Scripted feed = new Scripted("t-1", (cursor, now) -> {
            if (reads.incrementAndGet() == 1) {
                throw new FeedOffException("Entra ID P1 is lacking", null);
            }
            return page("c", false);
        });

        assertThat(polls.poll(feed).outcome()).isEqualTo(Outcome.OFF);
        assertThat(state("t-1"))
                .returns(State.OFF, StoredFeed::state)
                .returns(0, StoredFeed::failures)
                .returns("Entra ID P1 is lacking", StoredFeed::message);
        host.time.advance(Duration.ofHours(23));
        assertThat(polls.poll(feed).outcome()).isEqualTo(Outcome.RESTING);
        host.time.advance(Duration.ofHours(1));
        assertThat(polls.poll(feed).outcome()).isEqualTo(Outcome.READ);
    }

    @Test
    void aFeedThatGoesInCirclesEndsWithAFault() {
        Scripted feed = new Scripted("t-1", (cursor, now) -> page("a".equals(cursor) ? "b" : "a", true));

        FeedReport report = polls.poll(feed);

        assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(report.message()).contains("no progress");
        assertThat(report.pages()).isEqualTo(3);
    }

    @Test
    void aPollReadsABoundedNumberOfPagesAndTheNextGoesOn() {
        Scripted feed = new Scripted("t-1", (cursor, now) -> {
            int at = cursor == null ? 0 : Integer.parseInt(cursor);
            return page(String.valueOf(at + 1), at < 4, event("e" + at));
        });
        FeedPolls two = polls.with(FeedPolicy.DEFAULTS.withPages(2));

        assertThat(two.poll(feed).outcome()).isEqualTo(Outcome.MORE);
        assertThat(two.poll(feed).outcome()).isEqualTo(Outcome.MORE);
        assertThat(two.poll(feed).outcome()).isEqualTo(Outcome.READ);
        assertThat(counted()).isEqualTo(5);
    }

    @Test
    void onlyOneReadsAFeedAtATimeUntilItsLeaseRunsOut() {
        List<Outcome> others = new ArrayList<>();
        Scripted quick = new Scripted("t-1", (cursor, now) -> page("quick", false));
        Scripted slow = new Scripted("t-1", (cursor, now) -> {
            others.add(polls.poll(quick).outcome());
            host.time.advance(Duration.ofMinutes(10));
            others.add(polls.poll(quick).outcome());
            return page("slow", false, event("1"));
        });

        FeedReport late = polls.poll(slow);

        assertThat(others).containsExactly(Outcome.BUSY, Outcome.READ);
        assertThat(late.outcome()).isEqualTo(Outcome.BUSY);
        assertThat(late.message()).contains("took it over");
        assertThat(state("t-1").cursor()).isEqualTo("quick");
        assertThat(counted()).isEqualTo(1);
    }

    @Test
    void anInterruptedPollLeavesTheFeedToTheNext() {
        Scripted feed = new Scripted("t-1", (cursor, now) -> {
            if (cursor == null) {
                Thread.currentThread().interrupt();
            }
            return page(cursor == null ? "b" : "c", cursor == null, event("e" + cursor));
        });

        FeedReport report = polls.poll(feed);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(report.outcome()).isEqualTo(Outcome.INTERRUPTED);
        assertThat(state("t-1")).returns("b", StoredFeed::cursor).returns(null, StoredFeed::owner);
        assertThat(polls.poll(feed).outcome()).isEqualTo(Outcome.READ);
        assertThat(counted()).isEqualTo(2);
    }

    @Test
    void severalAreReadAtOnceWithinTheBoundAndOneThatFailsHoldsUpNone() {
        CyclicBarrier together = new CyclicBarrier(2);
        AtomicInteger running = new AtomicInteger();
        List<Integer> most = Collections.synchronizedList(new ArrayList<>());
        List<EventFeed> feeds = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            int number = i;
            feeds.add(new Scripted("t-" + i, (cursor, now) -> {
                most.add(running.incrementAndGet());
                try {
                    together.await();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
                running.decrementAndGet();
                if (number == 3) {
                    throw new TocsinException("down", Execution.NOT_EXECUTED, null, null);
                }
                return page("c", false);
            }));
        }

        List<FeedReport> reports =
                polls.with(FeedPolicy.DEFAULTS.withParallel(2)).pollAll(feeds);

        assertThat(reports)
                .extracting(FeedReport::connectionId)
                .containsExactly("t-0", "t-1", "t-2", "t-3", "t-4", "t-5");
        assertThat(reports)
                .extracting(FeedReport::outcome)
                .containsExactly(Outcome.READ, Outcome.READ, Outcome.READ, Outcome.FAILED, Outcome.READ, Outcome.READ);
        assertThat(most).allMatch(number -> number <= 2);
        assertThat(polls.pollAll(List.of())).isEmpty();
    }

    @Test
    void interruptingManyEndsThemAll() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        Scripted waiting = new Scripted("t-1", (cursor, now) -> {
            begun.countDown();
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
            return page("c", false);
        });
        Scripted next = new Scripted("t-2", (cursor, now) -> page("c", false));
        List<FeedReport> reports = new ArrayList<>();
        Thread caller = new Thread(() ->
                reports.addAll(polls.with(FeedPolicy.DEFAULTS.withParallel(1)).pollAll(List.of(waiting, next))));
        caller.start();
        begun.await();
        caller.interrupt();
        caller.join();

        assertThat(reports).extracting(FeedReport::outcome).containsExactly(Outcome.INTERRUPTED, Outcome.INTERRUPTED);
        assertThat(state("t-1").owner()).isNull();
    }

    @Test
    void whatIsForgottenBeginsAnew() {
        List<@Nullable String> asked = new ArrayList<>();
        Scripted feed = new Scripted("t-1", (cursor, now) -> {
            asked.add(cursor);
            return page("c", false);
        });
        polls.poll(feed);
        polls.poll(feed);

        assertThat(polls.forget("t-1")).isEqualTo(1);
        polls.poll(feed);

        assertThat(asked).containsExactly(null, "c", null);
    }

    @Test
    void aFeedWithoutNameAndAPolicyOutOfRangeAreRefused() {
        assertThatThrownBy(() -> polls.poll(new Scripted(" ", (cursor, now) -> page("c", false))))
                .hasMessageContaining("feed.connectionId");
        assertThatThrownBy(() -> FeedPolicy.DEFAULTS.withPages(0)).hasMessageContaining("feedPolicy.pages");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void whateverDiesWhenEveryEventIsTakenInOnce(int seed) {
        Random random = new Random(seed);
        LogFeed feed = new LogFeed("t-1", host.time.instant(), OVERLAP, 1 + random.nextInt(7));
        int written = 0;
        int deaths = 0;
        for (int round = 0; round < 40; round++) {
            host.time.advance(Duration.ofMinutes(1 + random.nextInt(15)));
            for (int i = random.nextInt(12); i > 0; i--) {
                SecurityEvent event = event("e" + written++);
                // some show up late, but within the overlap
                Instant shown = host.time.instant().plusSeconds(random.nextInt(4) == 0 ? random.nextInt(540) : 0);
                feed.log.add(new LogFeed.Entry(event, shown));
                if (random.nextInt(5) == 0) {
                    feed.log.add(new LogFeed.Entry(event, shown));
                }
            }
            deaths += pollDying(feed, random);
        }
        host.time.advance(Duration.ofMinutes(10));
        polls.poll(feed); // ends the window that a poll before began
        FeedReport last = polls.poll(feed);

        assertThat(deaths).as("deaths that the run had").isPositive();
        assertThat(last.outcome()).isEqualTo(Outcome.READ);
        assertThat(counted()).isEqualTo(written);
    }

    /** Polls in a process that may die at any write of its store; returns how often one did. */
    private int pollDying(LogFeed feed, Random random) {
        int fatal = random.nextInt(3) == 0 ? Integer.MAX_VALUE : random.nextInt(8);
        boolean before = random.nextBoolean();
        AtomicInteger writes = new AtomicInteger();
        DyingStore store = new DyingStore(
                host.store,
                () -> before && writes.getAndIncrement() == fatal,
                () -> !before && writes.getAndIncrement() == fatal);
        Tocsin process = Tocsin.builder()
                .store(store)
                .clock(host.time)
                .executor(new DirectExecutor())
                .build();
        try {
            process.feeds()
                    .with(FeedPolicy.DEFAULTS.withPages(1 + random.nextInt(5)))
                    .poll(feed);
            return 0;
        } catch (ProcessDeath e) {
            return 1;
        }
    }

    @Test
    void aDeathAtEveryStepOfOnePollLosesAndDoublesNothing() {
        for (int step = 0; step < 12; step++) {
            for (boolean before : new boolean[] {true, false}) {
                Host fresh = new Host();
                LogFeed feed = new LogFeed("t-1", fresh.time.instant(), OVERLAP, 2);
                for (int i = 0; i < 7; i++) {
                    feed.log.add(new LogFeed.Entry(
                            fresh.moment("Reset password", "e" + i).asset(null).build(), fresh.time.instant()));
                }
                int fatal = step;
                AtomicInteger writes = new AtomicInteger();
                DyingStore store = new DyingStore(
                        fresh.store,
                        () -> before && writes.getAndIncrement() == fatal,
                        () -> !before && writes.getAndIncrement() == fatal);
                try {
                    Tocsin.builder()
                            .store(store)
                            .clock(fresh.time)
                            .executor(new DirectExecutor())
                            .build()
                            .feeds()
                            .poll(feed);
                } catch (ProcessDeath e) {
                    fresh.time.advance(Duration.ofMinutes(10));
                }
                assertThat(fresh.tocsin().feeds().poll(feed).outcome()).isEqualTo(Outcome.READ);

                long counted = fresh.incidents().stream()
                        .flatMap(incident -> fresh.members(incident).stream())
                        .mapToLong(Member::count)
                        .sum();
                assertThat(counted).as("events after a death at step " + step).isEqualTo(7);
            }
        }
    }
}
