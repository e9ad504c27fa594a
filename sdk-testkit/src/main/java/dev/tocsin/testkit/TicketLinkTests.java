package dev.tocsin.testkit;

import static dev.tocsin.testkit.Samples.CONNECTION;
import static dev.tocsin.testkit.Samples.MSP;
import static dev.tocsin.testkit.Samples.OTHER_MSP;
import static dev.tocsin.testkit.Samples.SPECIAL;
import static dev.tocsin.testkit.Samples.after;
import static dev.tocsin.testkit.Samples.member;
import static dev.tocsin.testkit.Samples.subject;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.incident.Member;
import dev.tocsin.core.incident.MemberState;
import dev.tocsin.core.incident.TicketFacts;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How a store finds incidents by their ticket, their assets and their state, and what a person's close does to members. */
abstract class TicketLinkTests extends StoreTests {
    private Incident linked(MspId msp, String group, IncidentState state, String ticketId) {
        return keep(keepIncident(msp, group, state).change().ticketId(ticketId).done());
    }

    private Incident withAsset(String group, IncidentState state, long subject, String asset) {
        Incident incident = keepIncident(MSP, group, state);
        add(new Member(
                subject(subject),
                incident.id(),
                MemberState.RESOLVED,
                Severity.LOW,
                "t",
                asset,
                1,
                after(0),
                after(0),
                null,
                false,
                false,
                true,
                7,
                null,
                Samples.traits("t")));
        return incident;
    }

    private void add(Member... members) {
        change(session -> session.incidents().members().add(List.of(members)));
    }

    private Member current(long subject) {
        return read(session -> session.incidents().members().current(List.of(subject(subject))))
                .values()
                .iterator()
                .next();
    }

    private int answer(long incidentId, @Nullable Instant quietUntil) {
        return write(session -> session.incidents().members().answer(incidentId, quietUntil));
    }

    @Test
    void allFactsOfATicketAreKept() {
        Incident incident = keepIncident(MSP, "a");
        TicketFacts full = new TicketFacts(
                TicketFacts.Link.READ_ONLY, "P1 " + SPECIAL, Severity.INFO, "c " + SPECIAL, "9", 3, 4, "? " + SPECIAL);
        assertThat(keep(incident.change().facts(full).done()).facts()).isEqualTo(full);
        assertThat(keep(incident(incident.id()).change().facts(TicketFacts.NONE).done())
                        .facts())
                .isEqualTo(TicketFacts.NONE);
    }

    @Test
    void theLiveIncidentsOfATicketComeInTheOrderOfTheirIds() {
        Incident one = linked(MSP, "a", IncidentState.OPEN, "5");
        Incident two = linked(MSP, "b", IncidentState.SUSPENDED, "5");
        linked(MSP, "c", IncidentState.CLOSED_AUTO, "5");
        linked(MSP, "d", IncidentState.OPEN, "55");
        linked(OTHER_MSP, "a", IncidentState.OPEN, "5");
        assertList(session -> session.incidents().linkedTo(MSP, CONNECTION, "5"))
                .containsExactly(one, two);
        assertList(session -> session.incidents().linkedTo(MSP, "halo", "5")).isEmpty();
        assertList(session -> session.incidents().linkedTo(MSP, CONNECTION, "6"))
                .isEmpty();
    }

    @Test
    void anIncidentThatEndsOrFollowsAMergeIsFoundThereNoMore() {
        Incident one = linked(MSP, "a", IncidentState.OPEN, "5");
        Incident followed = keep(one.change().ticketId("6").done());
        assertList(session -> session.incidents().linkedTo(MSP, CONNECTION, "5"))
                .isEmpty();
        assertList(session -> session.incidents().linkedTo(MSP, CONNECTION, "6"))
                .containsExactly(followed);
        Incident ended =
                keep(followed.change().state(IncidentState.CLOSED_HUMAN, "").done());
        assertList(session -> session.incidents().linkedTo(MSP, CONNECTION, "6"))
                .isEmpty();
        Incident again = keep(ended.change().state(IncidentState.REOPENING, "").done());
        assertList(session -> session.incidents().linkedTo(MSP, CONNECTION, "6"))
                .containsExactly(again);
    }

    @Test
    void wakingMakesTheIncidentsInTheStatesDueAndNoOthers() {
        Incident frozen = keepIncident(MSP, "a", IncidentState.FROZEN);
        Incident suspended = keep(keepIncident(MSP, "b", IncidentState.SUSPENDED)
                .change()
                .waitUntil(after(9_999))
                .done());
        Incident open = keepIncident(MSP, "c", IncidentState.OPEN);
        Incident other = keepIncident(OTHER_MSP, "a", IncidentState.FROZEN);
        List<IncidentState> asleep = List.of(IncidentState.FROZEN, IncidentState.SUSPENDED);
        assertResult(session -> session.incidents().wake(MSP, asleep, after(5))).isEqualTo(2);
        assertThat(incident(frozen.id()))
                .isEqualTo(Samples.version(frozen.change().waitUntil(after(5)).done(), frozen.version() + 1));
        assertThat(incident(open.id())).isEqualTo(open);
        assertThat(incident(other.id())).isEqualTo(other);
        assertList(session -> session.incidents().due(MSP, after(5), 9))
                .extracting(Incident::id)
                .containsExactly(frozen.id(), suspended.id());
        assertResult(session -> session.incidents().wake(MSP, List.of(), after(6)))
                .isEqualTo(0);
    }

    @Test
    void theLiveIncidentsWithAnAssetOfACompanyAreFound() {
        Incident one = withAsset("a", IncidentState.OPEN, 1, "dc01 " + SPECIAL);
        Incident two = withAsset("b", IncidentState.PENDING, 2, "dc01 " + SPECIAL);
        withAsset("c", IncidentState.CLOSED_AUTO, 3, "dc01 " + SPECIAL);
        withAsset("d", IncidentState.OPEN, 4, "DC01 " + SPECIAL);
        assertList(session -> session.incidents().members().incidentsWith(MSP, "acme", "dc01 " + SPECIAL))
                .containsExactly(one.id(), two.id());
        assertList(session -> session.incidents().members().incidentsWith(MSP, "beta", "dc01 " + SPECIAL))
                .isEmpty();
        assertList(session -> session.incidents().members().incidentsWith(OTHER_MSP, "acme", "dc01 " + SPECIAL))
                .isEmpty();
    }

    @Test
    void aFormerMembersAssetDoesNotCountAndAnIncidentCountsOnce() {
        Incident one = withAsset("a", IncidentState.OPEN, 1, "dc01");
        Incident two = withAsset("b", IncidentState.OPEN, 2, "dc01");
        add(current(1).change().incidentId(two.id()).done());
        assertList(session -> session.incidents().members().incidentsWith(MSP, "acme", "dc01"))
                .containsExactly(two.id())
                .doesNotContain(one.id());
    }

    @Test
    void theWorstOfWhatIsActiveIsThatOfCurrentMembers() {
        long first = keepIncident(MSP, "a").id();
        long second = keepIncident(MSP, "b").id();
        assertOptional(session -> session.incidents().members().worstActive(first))
                .isEmpty();
        add(
                member(1, first, MemberState.ACTIVE, Severity.CRITICAL, 0),
                member(2, first, MemberState.ACTIVE, Severity.MEDIUM, 0),
                member(3, first, MemberState.RESOLVED, Severity.HIGH, 0),
                member(4, first, MemberState.MOMENT, Severity.CRITICAL, 0));
        assertOptional(session -> session.incidents().members().worstActive(first))
                .contains(Severity.CRITICAL);
        add(member(1, second, MemberState.ACTIVE, Severity.CRITICAL, 0));
        assertOptional(session -> session.incidents().members().worstActive(first))
                .contains(Severity.MEDIUM);
        answer(first, null);
        assertOptional(session -> session.incidents().members().worstActive(first))
                .isEmpty();
    }

    @Test
    void whatTheirSourceAcknowledgedIsCountedAmongActiveCurrentMembers() {
        long first = keepIncident(MSP, "a").id();
        long second = keepIncident(MSP, "b").id();
        assertAcknowledged(first, 0);
        add(
                member(1, first, MemberState.ACTIVE, Severity.HIGH, 0),
                acknowledged(member(2, first, MemberState.ACTIVE, Severity.HIGH, 0)),
                acknowledged(member(3, first, MemberState.ACTIVE, Severity.HIGH, 0)),
                acknowledged(member(4, first, MemberState.RESOLVED, Severity.HIGH, 0)));
        assertAcknowledged(first, 2);
        add(acknowledged(member(3, second, MemberState.ACTIVE, Severity.HIGH, 0)));
        assertAcknowledged(first, 1);
        assertAcknowledged(second, 1);
        Member last = acknowledged(current(1));
        change(session -> session.incidents().members().update(List.of(last)));
        assertAcknowledged(first, 2);
    }

    private static Member acknowledged(Member member) {
        return member.change().acknowledged(true).done();
    }

    private void assertAcknowledged(long incidentId, long expected) {
        assertThat((long) read(session -> session.incidents().members().acknowledged(incidentId)))
                .isEqualTo(expected);
    }

    @Test
    void anAnswerKeepsQuietTheResolvedMembersTooIfItSaysUntilWhen() {
        long first = keepIncident(MSP, "a").id();
        long second = keepIncident(MSP, "b").id();
        add(
                member(1, first, MemberState.ACTIVE, Severity.LOW, 0),
                member(2, first, MemberState.RESOLVED, Severity.LOW, 0),
                member(3, first, MemberState.ACTIVE, Severity.LOW, 0),
                member(4, second, MemberState.ACTIVE, Severity.LOW, 0));
        add(member(3, second, MemberState.ACTIVE, Severity.LOW, 0));
        assertThat(answer(first, after(50))).isEqualTo(1);
        assertThat(current(1).state()).isEqualTo(MemberState.ANSWERED);
        assertThat(current(1).quietUntil()).isEqualTo(after(50));
        assertThat(current(2).state()).isEqualTo(MemberState.RESOLVED);
        assertThat(current(2).quietUntil()).isEqualTo(after(50));
        assertThat(List.of(current(3), current(4)))
                .allMatch(member -> member.state() == MemberState.ACTIVE && member.quietUntil() == null);
        assertThat(answer(first, null)).isZero();
        assertThat(current(1).quietUntil()).isEqualTo(after(50));
    }
}
