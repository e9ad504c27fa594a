package dev.tocsin.core.escalation;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.WEDNESDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.notify.ChannelKind;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class EscalationPlanTest {
    private static final MspId MSP = MspId.SINGLE;
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final LocalDate MONDAY_5_JANUARY = LocalDate.of(2026, 1, 5);

    @Test
    void theFirstRouteInOrderWhoseConditionsAreAllMetHolds() {
        EscalationPlan plan = plan(
                route("z-all", 9, Set.of(), Set.of(), Severity.LOW, "day"),
                route("b", 2, Set.of(), Set.of("urgent"), Severity.HIGH, "urgent"),
                route("a", 2, Set.of("contoso"), Set.of(), Severity.LOW, null),
                policy("day"),
                policy("urgent"));

        assertThat(plan.route("contoso", "urgent", Severity.CRITICAL))
                .map(NotificationRoute::id)
                .contains("a");
        assertThat(plan.route("other", "urgent", Severity.CRITICAL))
                .map(NotificationRoute::id)
                .contains("b");
        assertThat(plan.route("other", "urgent", Severity.MEDIUM))
                .map(NotificationRoute::id)
                .contains("z-all");
        assertThat(plan.routes()).extracting(NotificationRoute::id).containsExactly("a", "b", "z-all");
        assertThat(plan.policy("day")).isPresent();
        assertThat(plan.policy("night")).isEmpty();
    }

    @Test
    void nobodyIsToldWhereNoRouteTakesIt() {
        assertThat(plan(route("high", 1, Set.of(), Set.of(), Severity.HIGH, null))
                        .route("c", "r", Severity.MEDIUM))
                .isEmpty();
        assertThat(EscalationPlan.NONE.route("c", "r", Severity.CRITICAL)).isEmpty();
    }

    @Test
    void aNightShiftThatEndsWhereTheDayBeginsLeavesNobodyOutAndNobodyDoubledWhenClocksJump() {
        // 02:30 is not shown on 29 March: the change takes place at the jump, 01:00 UTC
        EscalationPlan plan = plan(schedule(
                shift(SUNDAY, "00:00", SUNDAY, "02:30", "ann"), shift(SUNDAY, "02:30", SUNDAY, "23:00", "bob")));

        List<OnCallStretch> night = plan.timeline("s", at("2026-03-29T00:00:00Z"), at("2026-03-29T04:00:00Z"));

        assertThat(night).extracting(OnCallStretch::technicianIds).containsExactly(List.of("ann"), List.of("bob"));
        assertThat(night.get(0).until()).isEqualTo(at("2026-03-29T01:00:00Z"));
    }

    @Test
    void aTimeThatIsShownTwiceChangesShiftsAtTheFirst() {
        EscalationPlan plan = plan(schedule(
                shift(SUNDAY, "00:00", SUNDAY, "02:30", "ann"), shift(SUNDAY, "02:30", SUNDAY, "23:00", "bob")));

        List<OnCallStretch> night = plan.timeline("s", at("2026-10-25T00:00:00Z"), at("2026-10-25T04:00:00Z"));

        assertThat(night).extracting(OnCallStretch::technicianIds).containsExactly(List.of("ann"), List.of("bob"));
        assertThat(night.get(0).until()).isEqualTo(at("2026-10-25T00:30:00Z"));
    }

    @Test
    void aWeekOfTurnsIsOnePersonsWhateverTheDayOfTheStart() {
        for (int day = 0; day < 7; day++) {
            LocalDate start = MONDAY_5_JANUARY.plusDays(day);
            EscalationPlan plan = plan(schedule(
                    shift(MONDAY, "08:00", MONDAY, "18:00", start, "ann", "bob", "cat"),
                    shift(WEDNESDAY, "08:00", WEDNESDAY, "18:00", start, "ann", "bob", "cat"),
                    shift(FRIDAY, "18:00", MONDAY, "08:00", start, "ann", "bob", "cat")));

            assertThat(onCall(plan, "2026-01-05T09:00:00Z")).containsExactly("ann");
            assertThat(onCall(plan, "2026-01-07T09:00:00Z")).containsExactly("ann");
            assertThat(onCall(plan, "2026-01-10T09:00:00Z")).containsExactly("ann");
            // the weekend is hers to its end, in the next week
            assertThat(onCall(plan, "2026-01-12T06:59:59Z")).containsExactly("ann");
            assertThat(onCall(plan, "2026-01-12T07:00:00Z")).containsExactly("bob");
            assertThat(onCall(plan, "2025-12-29T09:00:00Z")).containsExactly("cat");
            assertThat(onCall(plan, "2025-12-22T09:00:00Z")).containsExactly("bob");
            assertThat(onCall(plan, "2025-12-15T09:00:00Z")).containsExactly("ann");
        }
    }

    @Test
    void aWholeWeekTurnsAtItsTimeAndWhoIsAloneIsOnCallForGood() {
        EscalationPlan turns = plan(schedule(shift(FRIDAY, "17:00", FRIDAY, "17:00", "ann", "bob")));
        OnCallNow now = turns.onCall("s", at("2026-01-10T00:00:00Z"));
        assertThat(now.technicianIds()).containsExactly("ann");
        assertThat(now.why()).isEqualTo("whole weeks from FRIDAY 17:00");
        assertThat(now.until()).isEqualTo(at("2026-01-16T16:00:00Z"));

        EscalationPlan alone = plan(schedule(shift(FRIDAY, "17:00", FRIDAY, "17:00", "ann")));
        assertThat(alone.onCall("s", at("2026-01-10T00:00:00Z")).until()).isNull();
    }

    @Test
    void shiftsThatOverlapPutAllOnCallEachOnce() {
        EscalationPlan plan = plan(schedule(
                shift(MONDAY, "08:00", MONDAY, "18:00", "ann"),
                shift(MONDAY, "12:00", MONDAY, "20:00", "bob"),
                shift(MONDAY, "00:00", SUNDAY, "23:00", "ann")));

        OnCallNow now = plan.onCall("s", at("2026-01-05T12:00:00Z"));

        assertThat(now.technicianIds()).containsExactly("ann", "bob");
        assertThat(now.why())
                .isEqualTo("shift MONDAY 08:00 to MONDAY 18:00; shift MONDAY 12:00 to MONDAY 20:00;"
                        + " shift MONDAY 00:00 to SUNDAY 23:00");
        assertThat(now.until()).isEqualTo(at("2026-01-05T17:00:00Z"));
    }

    @Test
    void theOverrideThatBeganLastHoldsAndAnEmptyOneMeansNobody() {
        EscalationPlan plan = plan(
                schedule(shift(MONDAY, "00:00", MONDAY, "00:00", "ann")),
                override("long", List.of("bob"), "2026-01-05T00:00:00Z", "2026-01-09T00:00:00Z", "on leave"),
                override("off", List.of(), "2026-01-06T00:00:00Z", "2026-01-07T00:00:00Z", ""),
                override("tie", List.of("cat"), "2026-01-06T00:00:00Z", "2026-01-08T00:00:00Z", ""));

        List<OnCallStretch> days = plan.timeline("s", at("2026-01-04T00:00:00Z"), at("2026-01-10T00:00:00Z"));

        assertThat(days)
                .extracting(OnCallStretch::technicianIds)
                .containsExactly(
                        List.of("ann"), List.of("bob"), List.of(), List.of("cat"), List.of("bob"), List.of("ann"));
        assertThat(days.get(1).why()).isEqualTo("override long: on leave");
        assertThat(days.get(2).why()).isEqualTo("override off");
        assertThat(plan.onCall("s", at("2026-01-06T12:00:00Z")).technicianIds()).isEmpty();
    }

    @Test
    void nobodyIsOnCallOutsideShiftsOrByAScheduleThatIsNotThere() {
        EscalationPlan plan = plan(schedule(shift(MONDAY, "08:00", MONDAY, "18:00", "ann")));

        OnCallNow night = plan.onCall("s", at("2026-01-05T20:00:00Z"));
        assertThat(night.technicianIds()).isEmpty();
        assertThat(night.why()).isEqualTo("no shift");
        assertThat(night.until()).isEqualTo(at("2026-01-12T07:00:00Z"));
        assertThat(plan.onCall("t", at("2026-01-05T20:00:00Z")))
                .isEqualTo(new OnCallNow(List.of(), "there is no schedule 't'", null));
        assertThat(plan.timeline("t", at("2026-01-05T00:00:00Z"), at("2026-01-06T00:00:00Z")))
                .hasSize(1);
    }

    @Test
    void aTimelineIsBoundedAndFastForTheLargestScheduleAndTheLongestTime() {
        OnCallShift[] shifts = new OnCallShift[100];
        Arrays.setAll(
                shifts,
                i -> shift(DayOfWeek.of(1 + i % 7), "08:00", DayOfWeek.of(1 + i % 7), "18:00", "ann", "bob" + i));
        EscalationPlan plan = plan(schedule(shifts));
        Instant from = at("2026-01-01T00:00:00Z");

        assertThat(plan.timeline("s", from, from.plus(Duration.ofDays(400)))).hasSizeGreaterThan(800);
        assertThatThrownBy(() ->
                        plan.timeline("s", from, from.plus(Duration.ofDays(400).plusNanos(1))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("at most 400 days");
        assertThatThrownBy(() -> plan.timeline("s", from, from)).isInstanceOf(ConfigurationException.class);
    }

    @Test
    void quietHoursReachOverMidnightAndLetThePassingSeverityThrough() {
        EscalationPlan plan = plan(new QuietHours(
                MSP, "ann", BERLIN, EnumSet.of(MONDAY), LocalTime.of(22, 0), LocalTime.of(6, 0), Severity.CRITICAL));

        Instant end = at("2026-01-06T05:00:00Z");
        assertThat(plan.quietUntil("ann", Severity.HIGH, at("2026-01-05T20:59:59Z")))
                .isEmpty();
        assertThat(plan.quietUntil("ann", Severity.HIGH, at("2026-01-05T21:00:00Z")))
                .contains(end);
        assertThat(plan.quietUntil("ann", Severity.HIGH, at("2026-01-06T04:59:59Z")))
                .contains(end);
        assertThat(plan.quietUntil("ann", Severity.HIGH, end)).isEmpty();
        assertThat(plan.quietUntil("ann", Severity.CRITICAL, at("2026-01-06T01:00:00Z")))
                .isEmpty();
        assertThat(plan.quietUntil("bob", Severity.HIGH, at("2026-01-06T01:00:00Z")))
                .isEmpty();
    }

    @Test
    void quietHoursEndByTheWallOnTheNightsInWhichClocksChange() {
        EscalationPlan plan = plan(new QuietHours(
                MSP, "ann", BERLIN, EnumSet.allOf(DayOfWeek.class), LocalTime.of(22, 0), LocalTime.of(6, 0), null));

        assertThat(plan.quietUntil("ann", Severity.CRITICAL, at("2026-03-28T23:00:00Z")))
                .contains(at("2026-03-29T04:00:00Z"));
        assertThat(plan.quietUntil("ann", Severity.CRITICAL, at("2026-10-24T23:00:00Z")))
                .contains(at("2026-10-25T05:00:00Z"));
    }

    private static List<String> onCall(EscalationPlan plan, String moment) {
        return plan.onCall("s", at(moment)).technicianIds();
    }

    private static Instant at(String moment) {
        return Instant.parse(moment);
    }

    private static EscalationPlan plan(EscalationPiece... pieces) {
        return EscalationPlan.of(List.of(pieces));
    }

    private static NotificationRoute route(
            String id, int order, Set<String> companies, Set<String> rules, Severity atLeast, @Nullable String policy) {
        return new NotificationRoute(MSP, id, order, companies, rules, atLeast, policy, false);
    }

    private static EscalationPolicy policy(String id) {
        EscalationStep step = new EscalationStep(
                Duration.ZERO, List.of(new Recipient.OnCall("s")), List.of(ChannelKind.EMAIL), ChannelUse.ALL);
        return new EscalationPolicy(MSP, id, id, List.of(step), 0, Duration.ZERO, null, null);
    }

    private static OnCallSchedule schedule(OnCallShift... shifts) {
        return new OnCallSchedule(MSP, "s", "On call", BERLIN, List.of(shifts));
    }

    private static OnCallShift shift(DayOfWeek fromDay, String from, DayOfWeek toDay, String to, String... rotation) {
        return shift(fromDay, from, toDay, to, MONDAY_5_JANUARY, rotation);
    }

    private static OnCallShift shift(
            DayOfWeek fromDay, String from, DayOfWeek toDay, String to, LocalDate start, String... rotation) {
        return new OnCallShift(fromDay, LocalTime.parse(from), toDay, LocalTime.parse(to), List.of(rotation), start);
    }

    private static OnCallOverride override(
            String id, List<String> technicians, String from, String until, String reason) {
        return new OnCallOverride(MSP, id, "s", technicians, at(from), at(until), reason);
    }
}
