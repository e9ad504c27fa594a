package dev.tocsin.core.suppress;

import static dev.tocsin.core.suppress.Subjects.NOW;
import static dev.tocsin.core.suppress.Subjects.active;
import static dev.tocsin.core.suppress.Subjects.event;
import static dev.tocsin.core.suppress.Subjects.subject;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.MspId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The one decision over silences, windows and parents, and when it is to be asked again. */
class SuppressionTest {
    private static final Scope DC01 = Scope.builder().asset("dc01").build();
    private static final Subject HOST = subject("host-down", "dc01");
    private static final Subject PARENT = subject("switch-down", "core-1");
    private static final Inhibition RULE = new Inhibition(
            "sw",
            MspId.SINGLE,
            Selector.eventTypes("switch-down"),
            Selector.eventTypes("host-down"),
            EnumSet.of(SharedField.COMPANY));

    private static Silence silence(String id, Instant start, Instant end) {
        return new Silence(id, MspId.SINGLE, DC01, start, end, "ann", "known");
    }

    private static MaintenanceWindow window(String id, Instant start, Instant end) {
        return new MaintenanceWindow(
                id,
                MspId.SINGLE,
                DC01,
                ZoneId.of("Asia/Kathmandu"),
                new WindowTimes.Once(local(start), local(end)),
                "patching");
    }

    private static LocalDateTime local(Instant moment) {
        return LocalDateTime.ofInstant(moment, ZoneId.of("Asia/Kathmandu"));
    }

    private static Instant in(long minutes) {
        return NOW.plus(Duration.ofMinutes(minutes));
    }

    private static Verdict.Suppressed suppressed(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Suppressed.class);
        return (Verdict.Suppressed) verdict;
    }

    @Test
    void nothingSuppressesWhatNothingIsAbout() {
        Suppression all = new Suppression(
                List.of(silence("s", in(-10), in(10))), List.of(window("w", in(-10), in(10))), List.of(RULE));
        Verdict verdict = all.decide(subject("disk-full", "dc02"), NOW, active(PARENT));

        assertThat(verdict).isEqualTo(new Verdict.NotSuppressed());
        assertThat(verdict.nextChange()).isEmpty();
        assertThat(verdict.reason()).isEqualTo("no silence, maintenance window or active parent suppresses it");
        assertThat(Suppression.NONE.decide(HOST, NOW, active(PARENT))).isEqualTo(new Verdict.NotSuppressed());
    }

    @Test
    void theLongestCauseIsChiefAndAllAreTold() {
        Suppression all = new Suppression(
                List.of(silence("s1", in(-10), in(10)), silence("s2", in(-10), in(30)), silence("over", in(-9), NOW)),
                List.of(window("w1", in(-10), in(20))),
                List.of());
        Verdict.Suppressed verdict = suppressed(all.decide(HOST, NOW, active()));

        assertThat(verdict.until()).contains(in(30));
        assertThat(verdict.nextChange()).contains(in(30));
        assertThat(verdict.parent()).isEmpty();
        assertThat(verdict.causes())
                .extracting(Cause::item)
                .containsExactly("silence 's2'", "maintenance window 'w1'", "silence 's1'");
        assertThat(verdict.reason())
                .isEqualTo("suppressed until 2026-03-01T12:30:00Z by silence 's2' of ann on asset dc01: known;"
                        + " also by [maintenance window 'w1', silence 's1']");
        assertThat(verdict.explain())
                .hasSize(3)
                .contains("until 2026-03-01T12:20:00Z by maintenance window 'w1' (once from 2026-03-01T17:35 to"
                        + " 2026-03-01T18:05, Asia/Kathmandu) on asset dc01: patching");
    }

    @Test
    void causesOfOneEndAreInOneOrderHoweverTheyAreConfigured() {
        List<Silence> silences = new ArrayList<>(List.of(silence("b", NOW, in(5)), silence("a", NOW, in(5))));
        List<MaintenanceWindow> windows = List.of(window("c", NOW, in(5)));
        Verdict one = new Suppression(silences, windows, List.of()).decide(HOST, NOW, active());
        java.util.Collections.reverse(silences);
        Verdict other = new Suppression(silences, windows, List.of()).decide(HOST, NOW, active());

        assertThat(one).isEqualTo(other);
        assertThat(suppressed(one).causes())
                .extracting(Cause::item)
                .containsExactly("maintenance window 'c'", "silence 'a'", "silence 'b'");
    }

    @Test
    void aParentIsChiefSinceItsEndIsNotKnownAndKnownEndsAreStillAwaited() {
        Suppression all = new Suppression(List.of(silence("s", NOW, in(10))), List.of(), List.of(RULE));
        Verdict.Suppressed verdict = suppressed(all.decide(HOST, NOW, active(PARENT)));

        assertThat(verdict.until()).isEmpty();
        assertThat(verdict.parent()).contains(PARENT.fingerprint());
        assertThat(verdict.nextChange()).contains(in(10));
        assertThat(verdict.reason())
                .isEqualTo("suppressed while its parent 'switch-down' on core-1 of acme is active (switch-down, since"
                        + " 2026-03-01T12:00:00Z) by inhibition 'sw'; also by [silence 's']");

        Verdict.Suppressed onlyParent =
                suppressed(new Suppression(List.of(), List.of(), List.of(RULE)).decide(HOST, NOW, active(PARENT)));
        assertThat(onlyParent.nextChange()).isEmpty();
        assertThat(onlyParent.parent()).contains(PARENT.fingerprint());
    }

    @Test
    void aWindowThatFollowsASilenceWithoutAPauseTakesOver() {
        Suppression all =
                new Suppression(List.of(silence("s", NOW, in(10))), List.of(window("w", in(10), in(20))), List.of());

        assertThat(suppressed(all.decide(HOST, NOW, active())).nextChange()).contains(in(10));
        assertThat(suppressed(all.decide(HOST, in(10), active())).nextChange()).contains(in(20));
        assertThat(all.decide(HOST, in(20), active())).isEqualTo(new Verdict.NotSuppressed());
    }

    @Test
    void aMomentIsSuppressedLikeAState() {
        Subject moment = subject(event("host-down", "dc01").moment(true));
        Suppression all = new Suppression(List.of(silence("s", NOW, in(10))), List.of(), List.of(RULE));
        Verdict.Suppressed verdict = suppressed(all.decide(moment, NOW, active(PARENT)));

        assertThat(verdict.nextChange()).contains(in(10));
        assertThat(verdict.parent()).contains(PARENT.fingerprint());
    }

    @Test
    void theSourcesClockDoesNotMatter() {
        Suppression all = new Suppression(List.of(silence("s", NOW, in(10))), List.of(), List.of());
        Subject before = subject(event("host-down", "dc01").occurredAt(in(-100_000)));
        Subject within = subject(event("host-down", "dc01").occurredAt(in(5)));
        Subject after = subject(event("host-down", "dc01").occurredAt(in(100_000)));

        for (Subject subject : List.of(before, within, after)) {
            assertThat(all.decide(subject, in(5), active())).isInstanceOf(Verdict.Suppressed.class);
            assertThat(all.decide(subject, in(11), active())).isEqualTo(new Verdict.NotSuppressed());
        }
    }

    @Test
    void nodesWithSkewedClocksAgreeOnTheEndAndActOnce() {
        Suppression all = new Suppression(List.of(), List.of(window("w", NOW, in(60))), List.of());
        Instant due =
                suppressed(all.decide(HOST, in(30), active())).nextChange().orElseThrow();

        assertThat(suppressed(all.decide(HOST, due.minusSeconds(90), active())).nextChange())
                .as("a slow node that looks at the fast one's due time gets the same end")
                .contains(due);
        assertThat(all.decide(HOST, due, active())).isEqualTo(new Verdict.NotSuppressed());
        assertThat(all.decide(HOST, due.plusSeconds(90), active())).isEqualTo(new Verdict.NotSuppressed());
    }

    @Test
    void withoutParentsAVerdictHoldsUntilItsNextChangeWhichIsLater() {
        Random random = new Random(13);
        int held = 0;
        for (int round = 0; round < 500; round++) {
            List<Silence> silences = new ArrayList<>();
            List<MaintenanceWindow> windows = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Instant start = in(random.nextInt(120) - 60);
                Instant end = start.plus(Duration.ofMinutes(1 + random.nextInt(60)));
                silences.add(silence("s" + i, start, end));
                windows.add(window("w" + i, start.plusSeconds(1800), end.plusSeconds(1800)));
            }
            Suppression all = new Suppression(silences, windows, List.of());
            Verdict verdict = all.decide(HOST, NOW, active());
            if (verdict instanceof Verdict.Suppressed) {
                held++;
                Instant next = verdict.nextChange().orElseThrow();
                assertThat(next).isAfter(NOW);
                for (Instant at = NOW; at.isBefore(next); at = at.plusSeconds(60)) {
                    assertThat(all.decide(HOST, at, active())).isInstanceOf(Verdict.Suppressed.class);
                }
                assertThat(all.decide(HOST, next, active()).nextChange()).isNotEqualTo(verdict.nextChange());
            }
        }
        assertThat(held).isGreaterThan(200);
    }

    @Test
    void aWindowsEndIsFoundAgainFromEachMomentWithinIt() {
        MaintenanceWindow window = window("w", NOW, in(60));
        Suppression all = new Suppression(List.of(), List.of(window), List.of());

        for (int minute = 0; minute < 60; minute++) {
            assertThat(all.decide(HOST, in(minute), active()).nextChange()).contains(in(60));
        }
        assertThat(in(60).atOffset(ZoneOffset.UTC).getHour()).isEqualTo(13);
    }

    @Test
    void anIdIsUsedOnceForEachKindAndMsp() {
        Silence one = silence("s", NOW, in(10));
        Silence elsewhere = new Silence("s", new MspId("other"), DC01, NOW, in(10), "ann", "known");

        assertThat(new Suppression(List.of(one, elsewhere), List.of(window("s", NOW, in(1))), List.of()).silences())
                .containsExactly(one, elsewhere);
        assertThatThrownBy(() -> new Suppression(List.of(one, elsewhere, one), List.of(), List.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("silences[2].id: 's' is taken by another one");
        assertThatThrownBy(() -> new Suppression(List.of(), List.of(), List.of(RULE, RULE)))
                .hasMessageContaining("inhibitions[1].id: 'sw' is taken");
    }

    @Test
    void aWholeConfigurationIsReadBackAndRefusedByItsPlace() {
        Suppression all =
                new Suppression(List.of(silence("s", NOW, in(10))), List.of(window("w", NOW, in(10))), List.of(RULE));
        Suppression read = Suppression.of(MspId.SINGLE, all.asValue());

        assertThat(read.silences()).isEqualTo(all.silences());
        assertThat(read.windows()).isEqualTo(all.windows());
        assertThat(read.inhibitions()).isEqualTo(all.inhibitions());
        assertThat(Suppression.of(MspId.SINGLE, Map.of()).asValue()).isEqualTo(Suppression.NONE.asValue());
        assertThatThrownBy(() -> Suppression.of(MspId.SINGLE, Map.of("silences", List.of("s1"))))
                .hasMessageContaining("silences[0]: 's1' is not legal; a map is");
        assertThatThrownBy(() -> Suppression.of(MspId.SINGLE, Map.of("silences", List.of(Map.of("id", "s1")))))
                .hasMessageContaining("silences[0].scope: is missing");
        assertThatThrownBy(() -> Suppression.of(MspId.SINGLE, Map.of("windows", List.of())))
                .hasMessageContaining("windows: is not known; legal are [silences, maintenanceWindows, inhibitions]");
    }

    @Test
    void aSuppressionWithoutACauseIsRefused() {
        assertThatThrownBy(() -> new Verdict.Suppressed(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("causes: is empty");
    }
}
