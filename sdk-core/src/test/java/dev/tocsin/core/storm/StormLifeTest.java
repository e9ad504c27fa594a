package dev.tocsin.core.storm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.storm.StormLife.Room;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StormLifeTest {
    private static final Instant T0 = Instant.parse("2026-01-05T08:00:00Z");
    private static final StormKey KEY = new StormKey(MspId.SINGLE, "acme", "r1");
    private static final StormPolicy POLICY = StormPolicy.DEFAULTS;
    private static final Duration CALM = POLICY.calmFor();
    private final StormLife life = new StormLife(POLICY);

    private static Room room(int open, int waiting, Instant now) {
        return new Room(open, waiting, CreateBudgets.full(POLICY.normal(), now));
    }

    private static Room noRoom(Instant now) {
        return new Room(0, 0, new CreateBudgets(new CreateBudget(0, now), new CreateBudget(0, now)));
    }

    private StormStep tick(StormState storm, Instant now) {
        return life.tick(storm, room(0, 0, now), room(0, 0, now), null, now);
    }

    private StormState flood(int groups, Instant now) {
        StormState storm = life.begin(KEY, T0);
        for (int i = 0; i < groups; i++) {
            storm = life.absorb(storm, Lane.NORMAL, Severity.HIGH, "dc" + i % 3, 2, now);
        }
        return storm;
    }

    @Test
    void countsGroupsEventsAssetsAndTheWorst() {
        StormState storm = flood(4, T0);
        storm = life.joined(storm, Severity.CRITICAL, "dc9", 7);
        storm = life.absorb(storm, Lane.TOP, Severity.LOW, null, 1, T0);
        assertThat(storm.groups()).isEqualTo(5);
        assertThat(storm.events()).isEqualTo(16);
        assertThat(storm.held(Lane.NORMAL)).isEqualTo(4);
        assertThat(storm.held(Lane.TOP)).isEqualTo(1);
        assertThat(storm.worst()).isEqualTo(Severity.CRITICAL);
        assertThat(storm.assets().first(2))
                .containsExactly(new TopAssets.Counter("dc9", 7, 0), new TopAssets.Counter("dc0", 4, 0));
        storm = life.resolved(storm, Lane.NORMAL, 3);
        assertThat(storm.held()).isEqualTo(2);
        assertThat(storm.resolved()).isEqualTo(3);
        storm = life.cameBack(storm, Lane.NORMAL, Severity.LOW, "dc0", 1, T0);
        assertThat(storm.groups()).isEqualTo(5);
        assertThat(storm.held()).isEqualTo(3);
        storm = life.promoted(storm, Lane.NORMAL, 2);
        assertThat(storm.promoted()).isEqualTo(2);
        assertThat(storm.held()).isEqualTo(1);
        assertThat(life.recounted(storm, 4, 5).held()).isEqualTo(9);
    }

    @Test
    void updatesItsTicketAtMostEveryFiveMinutesAndOnlyIfSomethingChanged() {
        StormState storm = flood(200, T0);
        Instant due = T0.plus(Duration.ofMinutes(5));
        assertThat(tick(storm, due.minusNanos(1)))
                .isInstanceOfSatisfying(
                        StormStep.Rest.class, rest -> assertThat(rest.until()).isEqualTo(due));
        StormState told = ((StormStep.Update) tick(storm, due)).after();
        assertThat(told.toldAt()).isEqualTo(due);
        assertThat(tick(told, due))
                .isInstanceOfSatisfying(
                        StormStep.Rest.class, rest -> assertThat(rest.until()).isEqualTo(life.calmEnoughAt(told)));
        StormState more = life.joined(told, Severity.LOW, "x", 1);
        assertThat(tick(more, due.plusSeconds(299))).isInstanceOf(StormStep.Rest.class);
        assertThat(tick(more, due.plusSeconds(300))).isInstanceOf(StormStep.Update.class);
    }

    @Test
    void isCalmTenMinutesAfterTheRateFellBelowHalfTheBudget() {
        StormState storm = flood(400, T0.plusSeconds(20));
        // 400 in the minute from T0 fade to 149.99… when 37.5 s of the next are over.
        Instant below = T0.plusSeconds(60).plusMillis(37_500).plusNanos(1);
        assertThat(storm.calmFrom()).isEqualTo(below);
        assertThat(life.calmSince(storm, below.minusNanos(1))).isEmpty();
        assertThat(life.calmSince(storm, below)).contains(below);
        StormState told = ((StormStep.Update) tick(storm, T0.plusSeconds(400))).after();
        assertThat(tick(told, below.plus(CALM).minusNanos(1))).isInstanceOf(StormStep.Rest.class);
        assertThat(tick(told, below.plus(CALM))).isInstanceOfSatisfying(StormStep.Promote.class, promote -> {
            assertThat(promote.lane()).isEqualTo(Lane.NORMAL);
            assertThat(promote.groups()).isEqualTo(300);
            assertThat(promote.reason()).startsWith("300 of 400 groups have their turn");
        });
    }

    @Test
    void aTrickleKeepsItCalmAndASecondWaveStartsTheTimeAnew() {
        StormState storm = flood(400, T0);
        Instant calm = storm.calmFrom();
        Instant now = T0;
        for (int i = 0; i < 60; i++) {
            now = T0.plusSeconds(120 + i);
            storm = life.absorb(storm, Lane.NORMAL, Severity.LOW, null, 1, now);
        }
        assertThat(storm.calmFrom()).isEqualTo(calm);
        for (int i = 0; i < 300; i++) {
            storm = life.absorb(storm, Lane.NORMAL, Severity.LOW, null, 1, now.plusSeconds(60));
        }
        assertThat(storm.calmFrom()).isAfter(now.plusSeconds(60));
        assertThat(life.calmSince(storm, now.plusSeconds(60))).isEmpty();
    }

    /** The calm moment, against an exact count of every last minute; between them lies what the estimate may be off. */
    @Test
    void isNeverCalmTenMinutesAfterMoreThanTheBudget() {
        for (long seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            StormState storm = life.begin(KEY, T0);
            Instant now = T0;
            java.util.ArrayDeque<Instant> minute = new java.util.ArrayDeque<>();
            Instant lastOverBudget = T0.minus(Duration.ofDays(1));
            for (int i = 0; i < 8_000; i++) {
                now = now.plusMillis(random.nextInt(i / 1_000 % 2 == 0 ? 200 : 2_000));
                storm = life.absorb(storm, Lane.NORMAL, Severity.LOW, null, 1, now);
                minute.add(now);
                while (!minute.getFirst().isAfter(now.minusSeconds(60))) {
                    minute.removeFirst();
                }
                // More than twice the limit in a minute cannot hide: half of it is in one of the two counters.
                if (minute.size() > POLICY.normal().company().perMinute()) {
                    lastOverBudget = now;
                }
                assertThat(life.calmEnoughAt(storm)).isAfter(lastOverBudget.plus(CALM));
            }
        }
    }

    @Test
    void closesWhenItIsCalmAndNothingIsHeld() {
        StormState storm = life.resolved(flood(3, T0), Lane.NORMAL, 3);
        assertThat(tick(storm, T0.plus(CALM).minusNanos(1))).isNotInstanceOf(StormStep.Close.class);
        assertThat(tick(storm, T0.plus(CALM)))
                .isInstanceOfSatisfying(
                        StormStep.Close.class,
                        close -> assertThat(close.reason())
                                .contains("fewer than 50 % of 300 new groups a minute since 2026-01-05T08:00:00Z"));
    }

    @Test
    void promotesNoMoreThanBudgetQueueAndCeilingLeave() {
        StormState storm = ((StormStep.Update) tick(flood(400, T0), T0.plusSeconds(300))).after();
        Instant now = T0.plus(Duration.ofMinutes(15));
        assertThat(life.tick(storm, room(0, 0, now), room(0, 290, now), null, now))
                .isInstanceOfSatisfying(
                        StormStep.Promote.class,
                        promote -> assertThat(promote.groups()).isEqualTo(10));
        assertThat(life.tick(storm, room(0, 0, now), room(493, 0, now), null, now))
                .isInstanceOfSatisfying(
                        StormStep.Promote.class,
                        promote -> assertThat(promote.groups()).isEqualTo(7));
        assertThat(life.tick(storm, room(0, 0, now), room(500, 0, now), null, now))
                .isInstanceOfSatisfying(
                        StormStep.Rest.class, rest -> assertThat(rest.until()).isEqualTo(now.plusSeconds(60)));
        assertThat(life.tick(storm, room(0, 0, now), noRoom(now), null, now))
                .isInstanceOfSatisfying(
                        StormStep.Rest.class, rest -> assertThat(rest.until()).isEqualTo(now.plusSeconds(1)));
    }

    @Test
    void theTopPriorityIsPromotedWithoutWaitingForCalm() {
        StormState storm = life.absorb(flood(400, T0), Lane.TOP, Severity.CRITICAL, "dc", 1, T0);
        assertThat(tick(storm, T0)).isInstanceOfSatisfying(StormStep.Promote.class, promote -> {
            assertThat(promote.lane()).isEqualTo(Lane.TOP);
            assertThat(promote.groups()).isEqualTo(1);
        });
        assertThat(life.tick(storm, noRoom(T0), room(0, 0, T0), null, T0))
                .isInstanceOfSatisfying(
                        StormStep.Rest.class, rest -> assertThat(rest.until()).isEqualTo(T0.plusSeconds(1)));
    }

    @Test
    void aKillSwitchLetsItCountAndNothingElse() {
        KillSwitch stopped = new KillSwitch(KillSwitch.Level.COMPANY, "acme", true, "kim", T0, "");
        Instant late = T0.plus(Duration.ofDays(1));
        assertThat(life.tick(flood(3, T0), room(0, 0, late), room(0, 0, late), stopped, late))
                .isInstanceOfSatisfying(
                        StormStep.Rest.class, rest -> assertThat(rest.reason()).contains("stopped"));
    }

    @Test
    void aClockThatIsSetBackDelaysItByNoMoreThanItsTimes() {
        StormState storm = flood(400, T0);
        Instant back = T0.minus(Duration.ofDays(3));
        assertThat(tick(storm, back))
                .isInstanceOfSatisfying(
                        StormStep.Rest.class,
                        rest -> assertThat(rest.until()).isBetween(back, back.plus(Duration.ofMinutes(5))));
        StormState more = life.absorb(storm, Lane.NORMAL, Severity.LOW, null, 1, back);
        assertThat(life.calmEnoughAt(more)).isBefore(back.plus(Duration.ofMinutes(13)));
        assertThat(more.toldAt()).isEqualTo(back);
    }

    @Test
    void topAssetsFindTheFrequentOnesInBoundedSpace() {
        Random random = new Random(3);
        TopAssets assets = TopAssets.NONE;
        Map<String, Long> exact = new HashMap<>();
        for (int i = 0; i < 30_000; i++) {
            String asset = random.nextInt(3) == 0 ? "often" + random.nextInt(4) : "rare" + random.nextInt(5_000);
            assets = assets.plus(asset, 1);
            exact.merge(asset, 1L, Long::sum);
        }
        assertThat(assets.counters()).hasSize(TopAssets.COUNTERS);
        assertThat(assets.first(4)).extracting(TopAssets.Counter::asset).allMatch(name -> name.startsWith("often"));
        for (TopAssets.Counter counter : assets.counters()) {
            long real = exact.getOrDefault(counter.asset(), 0L);
            assertThat(counter.events()).isBetween(real, real + counter.slack());
        }
        assertThat(assets.counters().stream()
                        .mapToLong(TopAssets.Counter::events)
                        .sum())
                .isEqualTo(30_000);
    }

    @Test
    void assetNamesAreOneShortLineAndBlankOnesCountNothing() {
        assertThat(TopAssets.NONE.plus(" \n", 1).plus(null, 1)).isEqualTo(TopAssets.NONE);
        assertThat(TopAssets.NONE.plus("a\nb\u202Ec", 1).counters().get(0).asset())
                .isEqualTo("a b c");
        assertThat(TopAssets.NONE.plus("😀".repeat(99), 1).counters().get(0).asset())
                .hasSizeLessThanOrEqualTo(64)
                .endsWith("😀…");
    }

    @Test
    void theSummaryNamesAsManyAssetsAsThereIsRoomFor() {
        assertThat(StormText.summary(flood(1_234, T0), POLICY))
                .isEqualTo("Storm: 1,234 groups, 2,468 events, top assets: dc0, dc1, dc2");
        assertThat(StormText.summary(life.absorb(life.begin(KEY, T0), Lane.TOP, Severity.LOW, null, 1, T0), POLICY))
                .isEqualTo("Storm: 1 group, 1 event");
        StormState storm = flood(9, T0);
        for (int i = 0; i < 30; i++) {
            storm = life.joined(storm, Severity.LOW, "€".repeat(60) + i, 1_000);
        }
        assertThat(StormText.summary(storm, POLICY)).hasSizeLessThanOrEqualTo(StormText.SUMMARY_LIMIT);
    }

    @Test
    void theNotesSayWhatHappenedAndStayWithinTheLimit() {
        StormState storm = life.promoted(life.resolved(flood(500, T0), Lane.NORMAL, 20), Lane.NORMAL, 30);
        assertThat(StormText.firstNote(storm, POLICY, "Acme\nLtd", "Servers", "too many"))
                .startsWith("Storm: 500 groups, 1,000 events, top assets: dc0 (334), dc1 (334), dc2 (332)\n")
                .contains("450 groups are active in it, 20 were resolved, 30 got tickets of their own.")
                .contains("Worst severity HIGH. Since 2026-01-05 08:00:00 UTC.")
                .contains("More came for Acme Ltd under the rule 'Servers'")
                .contains("at most every 5 min");
        assertThat(StormText.update(storm, POLICY, T0.plusSeconds(10), "ref n-ABCDEFG"))
                .contains("About 500 new groups in the last minute.")
                .doesNotContain("calm")
                .endsWith("\n\nref n-ABCDEFG");
        assertThat(StormText.closing(storm, POLICY, "calm", "ref n-ABCDEFG"))
                .contains("Over: calm.")
                .endsWith("ref n-ABCDEFG");
        StormPolicy small =
                StormPolicy.builder().noteBytes(2_000).namedAssets(20).build();
        StormState long20 = storm;
        for (int i = 0; i < 40; i++) {
            long20 = life.joined(long20, Severity.LOW, "€".repeat(60) + i, 1_000);
        }
        String note = StormText.closing(long20, small, "w".repeat(9_000), "ref n-ABCDEFG");
        assertThat(NoteText.bytes(note)).isLessThanOrEqualTo(2_000);
        assertThat(note).endsWith("ref n-ABCDEFG").contains("… and");
    }

    @Test
    void theReportShowsEveryCap() {
        StormState storm = flood(3, T0);
        KillSwitch stopped = new KillSwitch(KillSwitch.Level.MSP, "", true, "kim", T0, "test");
        StormReport report = new StormReport(
                T0,
                List.of(
                        StormReport.BudgetLine.of(
                                Lane.NORMAL, null, POLICY.normal().msp(), new CreateBudget(0, T0), 4, T0),
                        StormReport.BudgetLine.of(
                                Lane.NORMAL, "acme", POLICY.normal().company(), new CreateBudget(0, T0), 4, T0)),
                List.of(new StormReport.CeilingLine(KEY, Lane.NORMAL, 500, 500)),
                List.of(StormReport.StormLine.of(storm, "77", POLICY)),
                List.of(new StormReport.NoteLine("77", T0.plusSeconds(60))),
                List.of(stopped));
        assertThat(report.gauges())
                .containsEntry("storm.normal.msp.available", 0L)
                .containsEntry("storm.normal.waiting", 4L)
                .containsEntry("storm.normal.companies.exhausted", 1L)
                .containsEntry("storm.normal.held", 3L)
                .containsEntry("storm.top.held", 0L)
                .containsEntry("storm.active", 1L)
                .containsEntry("storm.ceilings.reached", 1L)
                .containsEntry("storm.notes.waiting", 1L)
                .containsEntry("storm.stopped", 1L);
        assertThat(report.sentences())
                .containsExactly(
                        "writes for the MSP were stopped at 2026-01-05T08:00:00Z by kim: test",
                        "the MSP may create 0 tickets now (600 a minute, at most 600 at once); 4 wait; full again at"
                                + " 2026-01-05T08:01:00Z",
                        "company 'acme' may create 0 tickets now (300 a minute, at most 300 at once); 4 wait; full"
                                + " again at 2026-01-05T08:01:00Z",
                        "company 'acme' has 500 of at most 500 open tickets under rule 'r1'",
                        "storm of company 'acme' under rule 'r1' since 2026-01-05T08:00:00Z: 3 groups, 6 events, 3"
                                + " held, 0 promoted; ticket #77, next update from 2026-01-05T08:05:00Z, promotion from"
                                + " 2026-01-05T08:10:00Z if it stays calm",
                        "notes on ticket #77 wait until 2026-01-05T08:01:00Z");
    }

    @Test
    void negativeNumbersAreRefused() {
        assertThatThrownBy(() -> new StormState(
                        KEY, T0, 1, 1, -1, 0, 0, Severity.LOW, TopAssets.NONE, RateEstimate.none(T0), T0, T0, false))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Backlog(-1, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
