package dev.tocsin.core.suppress;

import static dev.tocsin.core.suppress.Subjects.NOW;
import static dev.tocsin.core.suppress.Subjects.active;
import static dev.tocsin.core.suppress.Subjects.event;
import static dev.tocsin.core.suppress.Subjects.later;
import static dev.tocsin.core.suppress.Subjects.subject;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.event.DeliveryKey;
import dev.tocsin.core.event.EventKind;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.event.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of a subject while it is suppressed, and afterwards. */
class HeldTest {
    private static final Instant END = NOW.plusSeconds(3600);
    private static final Suppression QUIET = new Suppression(
            List.of(new Silence("s", MspId.SINGLE, Scope.builder().asset("dc01").build(), NOW, END, "ann", "known")),
            List.of(),
            List.of());
    private static final SecurityEvent RAISE = event("disk-full", "dc01").build();

    private static Verdict at(Instant now) {
        return QUIET.decide(subject("disk-full", "dc01"), now, active());
    }

    private static Held held() {
        return Held.begun(subject("disk-full", "dc01"), RAISE, NOW, (Verdict.Suppressed) at(NOW), NOW);
    }

    @Test
    void aSuppressedStateIsHeldUntilTheKnownEnd() {
        Held held = held();

        assertThat(held.lookAgainAt()).isEqualTo(END);
        assertThat(held.parent()).isNull();
        assertThat(held.events()).isEqualTo(1);
        assertThat(held.event()).isEqualTo(DeliveryKey.of(RAISE));
        assertThat(held.reason()).startsWith("suppressed until " + END);
    }

    @Test
    void whatIsStillActiveActsWhenTheSuppressionEnds() {
        assertThat(held().lookedAt(at(END.minusNanos(1)))).isEqualTo(new Held.Step.Stay(held(), held().reason()));
        assertThat(held().lookedAt(at(END)))
                .isEqualTo(new Held.Step.Act(
                        DeliveryKey.of(RAISE),
                        1,
                        "was suppressed since 2026-03-01T12:00:00Z and is still active: no silence, maintenance window"
                                + " or active parent suppresses it"));
    }

    @Test
    void whatIsResolvedMeanwhileVanishesAndIsCounted() {
        SecurityEvent again =
                event("disk-full", "dc01").occurredAt(NOW.plusSeconds(10)).build();
        Held twice = ((Held.Step.Stay) held().raised(again, again.occurredAt(), held().subject(), at(NOW))).held();

        assertThat(twice.resolved(
                        later(event("disk-full", "dc01"), EventKind.RESOLVED, NOW.plusSeconds(20)),
                        NOW.plusSeconds(20)))
                .isEqualTo(new Held.Step.Vanish(
                        2, "was resolved while it was suppressed (2 events since 2026-03-01T12:00:00Z)"));
    }

    @Test
    void aResolveOlderThanTheLatestEventChangesNothing() {
        SecurityEvent old = later(event("disk-full", "dc01"), EventKind.RESOLVED, NOW.minusSeconds(1));
        SecurityEvent same = later(event("disk-full", "dc01"), EventKind.RESOLVED, NOW);

        assertThat(held().resolved(old, old.occurredAt()))
                .isEqualTo(new Held.Step.Stay(held(), "its subject was raised again later"));
        assertThat(held().resolved(same, same.occurredAt()))
                .as("ties go by arrival")
                .isInstanceOf(Held.Step.Vanish.class);
    }

    @Test
    void sequencesCountBeforeTimes() {
        SecurityEvent fifth = event("disk-full", "dc01").sequence(5L).build();
        Held held = Held.begun(subject("disk-full", "dc01"), fifth, NOW, (Verdict.Suppressed) at(NOW), NOW);
        SecurityEvent fourth = event("disk-full", "dc01")
                .kind(EventKind.RESOLVED)
                .sequence(4L)
                .occurredAt(NOW.plusSeconds(60))
                .build();
        SecurityEvent sixth = event("disk-full", "dc01")
                .kind(EventKind.RESOLVED)
                .sequence(6L)
                .occurredAt(NOW.minusSeconds(60))
                .build();

        assertThat(held.resolved(fourth, fourth.occurredAt())).isInstanceOf(Held.Step.Stay.class);
        assertThat(held.resolved(sixth, sixth.occurredAt())).isInstanceOf(Held.Step.Vanish.class);
    }

    @Test
    void theLatestEventIsTheOneThatActs() {
        SecurityEvent.Builder worse = event("disk-full", "dc01").severity(Severity.CRITICAL);
        SecurityEvent update = later(worse, EventKind.UPDATED, NOW.plusSeconds(10));
        SecurityEvent late =
                event("disk-full", "dc01").occurredAt(NOW.minusSeconds(10)).build();
        Held.Step first =
                held().raised(update, update.occurredAt(), subject("disk-full", "dc01", Severity.CRITICAL), at(NOW));
        Held updated = ((Held.Step.Stay) first).held();
        Held counted = ((Held.Step.Stay) updated.raised(late, late.occurredAt(), subject("disk-full", "dc01"), at(NOW)))
                .held();

        assertThat(updated.events()).as("an update raises nothing again").isEqualTo(1);
        assertThat(counted.events()).isEqualTo(2);
        assertThat(counted.event()).isEqualTo(DeliveryKey.of(update));
        assertThat(counted.subject().severity()).isEqualTo(Severity.CRITICAL);
        assertThat(counted.lastAt()).isEqualTo(NOW.plusSeconds(10));
    }

    @Test
    void anEventAfterTheEndActsBeforeTheDueLook() {
        SecurityEvent again = event("disk-full", "dc01").occurredAt(END).build();

        assertThat(held().raised(again, again.occurredAt(), held().subject(), at(END)))
                .isInstanceOfSatisfying(Held.Step.Act.class, act -> {
                    assertThat(act.event()).isEqualTo(DeliveryKey.of(again));
                    assertThat(act.events()).isEqualTo(2);
                });
    }

    @Test
    void childrenOfAParentActWhenItResolvesUnlessSomethingElseHoldsThem() {
        Inhibition rule = new Inhibition(
                "i",
                MspId.SINGLE,
                Selector.eventTypes("host-down"),
                Selector.eventTypes("disk-full"),
                EnumSet.of(SharedField.COMPANY, SharedField.ASSET));
        Subject parent = subject("host-down", "dc01");
        Subject child = subject("disk-full", "dc01");
        Suppression only = new Suppression(List.of(), List.of(), List.of(rule));
        Suppression both = new Suppression(QUIET.silences(), List.of(), List.of(rule));
        Held held = Held.begun(child, RAISE, NOW, (Verdict.Suppressed) only.decide(child, NOW, active(parent)), NOW);
        Held twofold = Held.begun(child, RAISE, NOW, (Verdict.Suppressed) both.decide(child, NOW, active(parent)), NOW);

        assertThat(held.lookAgainAt()).isNull();
        assertThat(held.parent()).isEqualTo(parent.fingerprint());
        assertThat(held.lookedAt(only.decide(child, NOW.plus(Duration.ofDays(9)), active(parent, child))))
                .isInstanceOf(Held.Step.Stay.class);
        assertThat(held.lookedAt(only.decide(child, NOW.plusSeconds(1), active(child))))
                .isInstanceOf(Held.Step.Act.class);
        assertThat(twofold.lookAgainAt()).isEqualTo(END);
        assertThat(twofold.lookedAt(both.decide(child, NOW.plusSeconds(1), active(child))))
                .isInstanceOfSatisfying(Held.Step.Stay.class, stay -> {
                    assertThat(stay.held().parent()).isNull();
                    assertThat(stay.held().lookAgainAt()).isEqualTo(END);
                });
    }

    @Test
    void aMomentIsHeldAndActsAfterwardsAsWhatHappened() {
        SecurityEvent moment = event("disk-full", "dc01").moment(true).build();
        Subject subject = Subject.of(moment, "acme", null, null);
        Held held = Held.begun(subject, moment, NOW, (Verdict.Suppressed) at(NOW), NOW);

        assertThat(held.lookAgainAt()).isEqualTo(END);
        assertThat(held.lookedAt(at(END)))
                .isInstanceOfSatisfying(
                        Held.Step.Act.class,
                        act -> assertThat(act.reason())
                                .startsWith("was suppressed since 2026-03-01T12:00:00Z when it happened: no silence"));
    }

    @Test
    void theTimeThatIsBelievedCountsAndNotTheOneThatTheSourceTells() {
        SecurityEvent ahead =
                event("disk-full", "dc01").occurredAt(NOW.plusSeconds(99_999)).build();
        Held held = Held.begun(
                subject("disk-full", "dc01"), ahead, NOW.plusSeconds(300), (Verdict.Suppressed) at(NOW), NOW);
        SecurityEvent resolve = later(event("disk-full", "dc01"), EventKind.RESOLVED, NOW.plusSeconds(400));

        assertThat(held.resolved(resolve, NOW.plusSeconds(400))).isInstanceOf(Held.Step.Vanish.class);
    }
}
