package dev.tocsin.testkit;

import static dev.tocsin.testkit.Samples.MSP;
import static dev.tocsin.testkit.Samples.OTHER_MSP;
import static dev.tocsin.testkit.Samples.SPECIAL;
import static dev.tocsin.testkit.Samples.after;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.escalation.Acknowledgement;
import dev.tocsin.core.escalation.ClosingWish;
import dev.tocsin.core.escalation.Escalation;
import dev.tocsin.core.escalation.EscalationPhase;
import dev.tocsin.core.escalation.Via;
import dev.tocsin.core.incident.IncidentState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.assertj.core.api.MapAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a store does with escalations. */
abstract class EscalationTests extends StoreTests {
    private static final Acknowledgement ACKNOWLEDGED =
            new Acknowledgement("tech " + SPECIAL, "Jo " + SPECIAL, Via.SMS, after(4).plusNanos(1_001));

    private static final Acknowledgement UNWRITTEN = new Acknowledgement("other", "Bo", Via.LINK, after(3));

    private static Escalation begun(long incidentId, MspId msp, @Nullable Instant dueAt) {
        return Escalation.begun(
                        Samples.incident(incidentId, msp, "g" + incidentId).done(), after(0))
                .change()
                .dueAt(dueAt)
                .done();
    }

    private void save(Escalation... escalations) {
        change(session -> session.escalations().save(List.of(escalations)));
    }

    private Escalation kept(long incidentId) {
        Escalation kept =
                read(session -> session.escalations().get(List.of(incidentId))).get(incidentId);
        return Objects.requireNonNull(kept, () -> "incident " + incidentId + " has no escalation");
    }

    /** Keeps a new escalation with a code and gives it as it is kept. */
    private Escalation withCode(long incidentId, MspId msp, String code) {
        save(begun(incidentId, msp, after(0)).change().code(code).done());
        return kept(incidentId);
    }

    private static Escalation ended(Escalation from) {
        return from.change()
                .phase(EscalationPhase.ENDED, "over")
                .endedAt(after(9))
                .dueAt(null)
                .done();
    }

    private void assertDue(MspId msp, Instant now, int limit, long... expected) {
        assertList(session -> session.escalations().due(msp, now, limit))
                .extracting(Escalation::incidentId)
                .containsExactlyElementsOf(LongStream.of(expected).boxed().toList());
    }

    private MapAssert<String, Escalation> assertNamed(MspId msp, String... codes) {
        return assertMap(session -> session.escalations().named(msp, List.of(codes)));
    }

    @Test
    void noneIsKnownAtFirst() {
        assertMap(session -> session.escalations().get(List.of(1L))).isEmpty();
        assertMap(session -> session.escalations().get(List.of())).isEmpty();
        assertDue(MSP, after(100), 9);
        assertValue(session -> session.escalations().nextDue(MSP)).isNull();
        assertNamed(MSP, "7Q").isEmpty();
        assertList(session -> session.escalations().page(MSP, 0, 9)).isEmpty();
    }

    @Test
    void oneIsKeptWithAllItsFields() {
        Escalation full = new Escalation(
                7,
                MSP,
                "7Q",
                EscalationPhase.PAUSED,
                3,
                "policy " + SPECIAL,
                5,
                after(1).plusNanos(1),
                ACKNOWLEDGED,
                List.of(UNWRITTEN, ACKNOWLEDGED),
                new ClosingWish("tech " + SPECIAL, "Jo " + SPECIAL, Via.VOICE, after(5).plusNanos(999)),
                new Escalation.Seen(IncidentState.RESOLVING, 2, 4),
                after(-10),
                after(2),
                after(3),
                Samples.longText(),
                0);
        save(full);
        assertThat(kept(7)).usingRecursiveComparison().isEqualTo(full.withVersion(1));
        save(kept(7).change().acknowledgement(UNWRITTEN).unwritten(List.of()).done());
        assertThat(kept(7).acknowledgement()).isEqualTo(UNWRITTEN);
        assertThat(kept(7).unwritten()).isEmpty();
    }

    @Test
    void absentValuesStayAbsent() {
        Escalation bare = begun(7, MSP, null);
        save(bare, begun(8, OTHER_MSP, after(1)));
        assertThat(kept(7)).usingRecursiveComparison().isEqualTo(bare.withVersion(1));
        assertMap(session -> session.escalations().get(List.of(8L, 9L, 7L)))
                .isEqualTo(Map.of(
                        7L,
                        bare.withVersion(1),
                        8L,
                        begun(8, OTHER_MSP, after(1)).withVersion(1)));
        save(kept(7).change()
                .acknowledgement(new Acknowledgement(null, "the scanner", Via.SOURCE, after(1)))
                .done());
        assertThat(Objects.requireNonNull(kept(7).acknowledgement()).technicianId())
                .isNull();
        save(kept(7).change().acknowledgement(null).done());
        assertThat(kept(7)).isEqualTo(bare.withVersion(3));
    }

    @Test
    void everyPhaseAndWayIsKept() {
        save(begun(1, MSP, null));
        for (EscalationPhase phase : EscalationPhase.values()) {
            save(kept(1).change().phase(phase, "since " + phase).done());
            assertThat(kept(1).phase()).isEqualTo(phase);
        }
        for (Via via : Via.values()) {
            save(kept(1).change()
                    .closingWish(new ClosingWish("t", "T", via, after(1)))
                    .done());
            assertThat(Objects.requireNonNull(kept(1).closingWish()).via()).isEqualTo(via);
        }
    }

    @Test
    void anEarlierVersionIsRefusedAndChangesNothing() {
        save(begun(1, MSP, after(1)));
        Escalation first = kept(1);
        save(first.change().dueAt(after(2)).done());
        assertRefused(() -> save(first.change().dueAt(after(3)).done()));
        assertRefused(() -> save(kept(1).withVersion(3)));
        assertThat(kept(1).dueAt()).isEqualTo(after(2));
        assertThat(kept(1).version()).isEqualTo(2);
        assertValue(session -> session.escalations().nextDue(MSP)).isEqualTo(after(2));
    }

    @Test
    void anIncidentHasOneEscalation() {
        save(begun(1, MSP, after(1)));
        assertRefused(() -> save(begun(1, MSP, after(2))));
        assertRefused(() -> save(begun(2, MSP, after(2)), begun(2, MSP, after(2))));
        assertThat(kept(1).dueAt()).isEqualTo(after(1));
        assertMap(session -> session.escalations().get(List.of(2L))).isEmpty();
    }

    @Test
    void aChangeOfOneThatIsNotThereIsRefused() {
        assertRefused(() -> save(begun(1, MSP, after(1)).withVersion(1)));
    }

    @Test
    void aCodeBelongsToOneOfAnMspThatIsNotOver() {
        withCode(1, MSP, "7Q");
        withCode(2, OTHER_MSP, "7Q");
        assertRefused(() -> withCode(3, MSP, "7Q"));
        save(begun(4, MSP, after(0)));
        assertRefused(() -> save(kept(4).change().code("7Q").done()));
        assertThat(kept(4).code()).isNull();
        assertNamed(MSP, "7Q").isEqualTo(Map.of("7Q", kept(1)));
        assertNamed(OTHER_MSP, "7Q").isEqualTo(Map.of("7Q", kept(2)));
        assertNamed(MSP, "8Q").isEmpty();
    }

    @Test
    void whoNamesACodeMeansTheOneThatHasItOrElseTheLatestThatHadIt() {
        assertNamed(MSP, "7Q").isEmpty();
        save(ended(withCode(1, MSP, "7Q")));
        withCode(3, OTHER_MSP, "7Q");
        assertNamed(MSP, "7Q").isEqualTo(Map.of("7Q", kept(1)));
        save(ended(withCode(2, MSP, "7Q")));
        assertNamed(MSP, "7Q").isEqualTo(Map.of("7Q", kept(2)));
        assertNamed(MSP, "8Q").isEmpty();
    }

    @Test
    void ofThoseThatAreOverTheOneIsNamedThatWasOverLastThoughItsIncidentIsOlder() {
        save(ended(withCode(2, MSP, "7Q")));
        save(ended(withCode(1, MSP, "7Q")).change().endedAt(after(20)).done());
        assertNamed(MSP, "7Q").isEqualTo(Map.of("7Q", kept(1)));
        save(ended(withCode(3, MSP, "7Q")));
        assertNamed(MSP, "7Q").isEqualTo(Map.of("7Q", kept(1)));
        save(kept(2).change().endedAt(after(20)).done());
        assertNamed(MSP, "7Q").isEqualTo(Map.of("7Q", kept(2)));
    }

    @Test
    void ofManyCodesEachIsNamedAndWhatIsNotOverComesFirst() {
        assertNamed(MSP).isEmpty();
        save(ended(withCode(7, MSP, "7Q")), ended(withCode(5, MSP, "8R")));
        withCode(2, MSP, "7Q");
        withCode(3, MSP, "9T");
        withCode(4, OTHER_MSP, "2B");
        assertNamed(MSP, "2B", "9T", "7Q", "8R", SPECIAL)
                .isEqualTo(Map.of("7Q", kept(2), "8R", kept(5), "9T", kept(3)));
        save(kept(2).change().code("3C").done());
        assertNamed(MSP, "7Q", "3C").isEqualTo(Map.of("7Q", kept(7), "3C", kept(2)));
    }

    @Test
    void aCodeIsFreeOnceItsIncidentIsOverAndNotForItToComeBackTo() {
        Escalation first = withCode(1, MSP, "7Q");
        save(ended(first));
        assertThat(kept(1).code()).isEqualTo("7Q");
        withCode(2, MSP, "7Q");
        assertNamed(MSP, "7Q").isEqualTo(Map.of("7Q", kept(2)));
        assertRefused(() ->
                save(kept(1).change().phase(EscalationPhase.TELLING, "reopened").done()));
        assertThat(kept(1).phase()).isEqualTo(EscalationPhase.ENDED);
    }

    @Test
    void oneThatEndsPassesItsCodeOnInTheSameWork() {
        Escalation first = withCode(1, MSP, "7Q");
        save(ended(first), begun(2, MSP, after(0)).change().code("7Q").done());
        assertNamed(MSP, "7Q").isEqualTo(Map.of("7Q", kept(2)));
    }

    @Test
    void thoseDueComeByTheirTimeAndThenByTheirIncident() {
        save(
                begun(9, MSP, after(2)),
                begun(3, MSP, after(2)),
                begun(5, MSP, after(1)),
                begun(7, MSP, after(3)),
                begun(1, MSP, null),
                begun(2, OTHER_MSP, after(1)));
        assertDue(MSP, after(0), 9);
        assertDue(MSP, after(1), 9, 5);
        assertDue(MSP, after(2), 9, 5, 3, 9);
        assertDue(MSP, after(2), 2, 5, 3);
        assertDue(MSP, after(2), 0);
        assertDue(MSP, after(99), 9, 5, 3, 9, 7);
        assertDue(OTHER_MSP, after(99), 9, 2);
        assertValue(session -> session.escalations().nextDue(MSP)).isEqualTo(after(1));
        assertValue(session -> session.escalations().nextDue(new MspId("third")))
                .isNull();
    }

    @Test
    void dueTimesFollowTheirChanges() {
        save(begun(1, MSP, after(1)), begun(2, MSP, after(2)));
        save(kept(1).change().dueAt(after(3)).done());
        assertDue(MSP, after(9), 9, 2, 1);
        assertValue(session -> session.escalations().nextDue(MSP)).isEqualTo(after(2));
        save(kept(2).change().dueAt(null).done());
        assertDue(MSP, after(9), 9, 1);
        save(ended(kept(1)));
        assertValue(session -> session.escalations().nextDue(MSP)).isNull();
    }

    @Test
    void allAreReadPageByPageThoseThatAreOverIncluded() {
        save(Stream.of(8L, 2L, 5L).map(id -> begun(id, MSP, after(1))).toArray(Escalation[]::new));
        save(begun(3, OTHER_MSP, after(1)));
        save(ended(kept(5)));
        assertList(session -> session.escalations().page(MSP, 0, 2))
                .extracting(Escalation::incidentId)
                .containsExactly(2L, 5L);
        assertList(session -> session.escalations().page(MSP, 5, 2))
                .extracting(Escalation::incidentId)
                .containsExactly(8L);
        assertList(session -> session.escalations().page(MSP, 8, 2)).isEmpty();
    }

    @Test
    void aWorkThatFailsLeavesAllAsItWas() {
        Escalation first = withCode(1, MSP, "7Q");
        assertRefused(() -> change(session -> {
            session.escalations()
                    .save(List.of(
                            ended(first),
                            begun(2, MSP, after(0)).change().code("7Q").done()));
            session.escalations().save(List.of(first));
        }));
        assertThat(kept(1)).isEqualTo(first);
        assertMap(session -> session.escalations().get(List.of(2L))).isEmpty();
        assertNamed(MSP, "7Q").isEqualTo(Map.of("7Q", first));
        assertDue(MSP, after(9), 9, 1);
        assertList(session -> session.escalations().page(MSP, 0, 9)).hasSize(1);
    }
}
