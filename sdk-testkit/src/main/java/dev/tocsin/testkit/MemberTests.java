package dev.tocsin.testkit;

import static dev.tocsin.testkit.Samples.MSP;
import static dev.tocsin.testkit.Samples.SPECIAL;
import static dev.tocsin.testkit.Samples.after;
import static dev.tocsin.testkit.Samples.again;
import static dev.tocsin.testkit.Samples.member;
import static dev.tocsin.testkit.Samples.subject;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.event.EventCategory;
import dev.tocsin.core.event.EventUser;
import dev.tocsin.core.event.Fingerprint;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.incident.Member;
import dev.tocsin.core.incident.MemberState;
import dev.tocsin.core.incident.Traits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a store does with the members of incidents. */
abstract class MemberTests extends StoreTests {
    private long newIncident(String group) {
        return keepIncident(MSP, group).id();
    }

    private void add(Member... members) {
        change(session -> session.incidents().members().add(List.of(members)));
    }

    private void update(Member... members) {
        change(session -> session.incidents().members().update(List.of(members)));
    }

    private List<Member> of(long incidentId) {
        return read(session -> session.incidents().members().of(incidentId, false, 100));
    }

    private Map<Fingerprint, Member> current(Fingerprint... subjects) {
        return read(session -> session.incidents().members().current(List.of(subjects)));
    }

    private List<MemberState> states(long... subjects) {
        List<MemberState> states = new ArrayList<>();
        for (long subject : subjects) {
            current(subject(subject)).values().forEach(member -> states.add(member.state()));
        }
        return states;
    }

    @Test
    void aMemberIsKeptWithAllItsFields() {
        Member full = new Member(
                new Fingerprint(Long.MIN_VALUE, -1),
                newIncident("a"),
                MemberState.ANSWERED,
                Severity.CRITICAL,
                SPECIAL,
                "asset " + SPECIAL,
                3_000_000_000L,
                after(1),
                after(2),
                Long.MIN_VALUE,
                true,
                true,
                false,
                Long.MIN_VALUE,
                after(3),
                new Traits(
                        MSP,
                        "acme " + SPECIAL,
                        EventCategory.AD_AUDIT,
                        "type " + SPECIAL,
                        "product " + SPECIAL,
                        new EventUser("Object-1", "Ann " + SPECIAL)));
        add(full);
        assertThat(current(full.fingerprint())).isEqualTo(Map.of(full.fingerprint(), full));
        assertThat(of(full.incidentId())).containsExactly(full);
    }

    @Test
    void subjectsThatAreNotKnownAreAbsent() {
        Member one = member(1, newIncident("a"));
        add(one);
        assertThat(current(subject(2), subject(1))).isEqualTo(Map.of(subject(1), one));
        assertThat(current()).isEmpty();
        assertThat(of(one.incidentId() + 1_000)).isEmpty();
    }

    @Test
    void anUpdateReplacesTheCurrentMember() {
        Member one = member(1, newIncident("a"));
        add(one, member(2, one.incidentId()));
        Member changed = new Member(
                one.fingerprint(),
                one.incidentId(),
                MemberState.RESOLVED,
                Severity.HIGH,
                "new title",
                "new asset",
                9,
                one.firstAt(),
                after(99),
                4L,
                true,
                true,
                false,
                -8,
                after(100),
                one.traits());
        update(changed);
        assertThat(current(subject(1))).containsEntry(subject(1), changed);
        assertThat(of(one.incidentId())).containsExactly(changed, member(2, one.incidentId()));
    }

    @Test
    void aSubjectThatJoinsAnotherIncidentStaysAFormerMemberOfTheFirst() {
        long first = newIncident("a");
        long second = newIncident("b");
        Member before = member(1, first);
        add(before);
        Member now = member(1, second, MemberState.ACTIVE, Severity.HIGH, 7);
        add(now);
        assertThat(current(subject(1))).isEqualTo(Map.of(subject(1), now));
        assertThat(of(first)).containsExactly(before);
        assertThat(of(second)).containsExactly(now);
        update(again(now, true));
        assertThat(of(first)).containsExactly(before);
    }

    @Test
    void anUpdateOfASubjectThatIsNotInTheIncidentIsRefused() {
        long first = newIncident("a");
        long second = newIncident("b");
        add(member(1, first));
        add(member(1, second));
        assertRefused(() -> update(again(member(1, first), true)));
        assertRefused(() -> update(member(2, first)));
        assertThat(current(subject(1), subject(2))).isEqualTo(Map.of(subject(1), member(1, second)));
        assertThat(of(first)).containsExactly(member(1, first));
    }

    @Test
    void aSubjectThatIsACurrentMemberAlreadyIsNotAddedTwice() {
        Member one = member(1, newIncident("a"));
        add(one);
        assertRefused(() -> add(again(one, true)));
        assertThat(of(one.incidentId())).containsExactly(one);
    }

    @Test
    void membersComeWorstFirstAndThenEarliest() {
        long incident = newIncident("a");
        Member lowEarly = member(1, incident, MemberState.ACTIVE, Severity.LOW, 0);
        Member criticalLate = member(2, incident, MemberState.RESOLVED, Severity.CRITICAL, 30);
        Member criticalEarly = member(3, incident, MemberState.ACTIVE, Severity.CRITICAL, 20);
        Member high = member(4, incident, MemberState.ACTIVE, Severity.HIGH, 10);
        Member info = member(5, incident, MemberState.MOMENT, Severity.INFO, 1);
        Member medium = member(6, incident, MemberState.ANSWERED, Severity.MEDIUM, 1);
        add(lowEarly, criticalLate, criticalEarly, high, info, medium);
        assertThat(of(incident)).containsExactly(criticalEarly, criticalLate, high, medium, lowEarly, info);
        assertList(session -> session.incidents().members().of(incident, false, 2))
                .containsExactly(criticalEarly, criticalLate);
    }

    @Test
    void onlyChangedMembersAreListedIfAsked() {
        long incident = newIncident("a");
        Member changed = member(1, incident);
        Member unchanged = again(member(2, incident), false);
        Member moved = member(3, incident, MemberState.ACTIVE, Severity.HIGH, 0);
        add(changed, unchanged, moved);
        add(member(3, newIncident("b")));
        assertList(session -> session.incidents().members().of(incident, true, 10))
                .containsExactly(moved, changed);
        assertList(session -> session.incidents().members().of(incident, true, 1))
                .containsExactly(moved);
    }

    @Test
    void eventCountsAddUpTheMembersOfEachIncident() {
        long first = newIncident("a");
        long second = newIncident("b");
        long empty = newIncident("c");
        add(member(1, first), member(2, first), member(3, second));
        update(again(again(member(1, first), true), true));
        assertMap(session -> session.incidents().members().eventCounts(List.of(first, second, empty)))
                .isEqualTo(Map.of(first, 4L, second, 1L));
        add(member(1, second));
        assertMap(session -> session.incidents().members().eventCounts(List.of(first, second)))
                .as("a former member still counts where its events were raised")
                .isEqualTo(Map.of(first, 4L, second, 2L));
        assertMap(session -> session.incidents().members().eventCounts(List.of()))
                .isEmpty();
    }

    @Test
    void markingAsToldReachesAllMembersOfTheIncidentFormerOnesIncluded() {
        long first = newIncident("a");
        long second = newIncident("b");
        add(member(1, first), member(2, first), member(3, second));
        add(member(2, second));
        change(session -> session.incidents().members().markTold(first));
        assertThat(of(first)).hasSize(2).allMatch(member -> member.told() && !member.changed());
        assertThat(of(second)).hasSize(2).allMatch(member -> !member.told() && member.changed());
        assertThat(current(subject(1)).values()).allMatch(member -> member.told() && !member.changed());
        assertThat(current(subject(2)).values()).allMatch(member -> !member.told() && member.changed());
    }

    @Test
    void answeringTurnsActiveCurrentMembersOnly() {
        long first = newIncident("a");
        long second = newIncident("b");
        add(
                member(1, first),
                member(2, first, MemberState.RESOLVED, Severity.LOW, 0),
                member(3, first, MemberState.MOMENT, Severity.LOW, 0),
                member(4, first, MemberState.ANSWERED, Severity.LOW, 0),
                member(5, first),
                member(6, first),
                member(7, second));
        add(member(6, second));
        assertThat(write(session -> session.incidents().members().answer(first, null))
                        .intValue())
                .isEqualTo(2);
        assertThat(states(1, 2, 3, 4, 5, 6, 7))
                .containsExactly(
                        MemberState.ANSWERED,
                        MemberState.RESOLVED,
                        MemberState.MOMENT,
                        MemberState.ANSWERED,
                        MemberState.ANSWERED,
                        MemberState.ACTIVE,
                        MemberState.ACTIVE);
        assertThat(of(first))
                .filteredOn(member -> member.fingerprint().equals(subject(6)))
                .extracting(Member::state)
                .containsExactly(MemberState.ACTIVE);
        assertThat(current(subject(1)).values()).allMatch(Member::changed);
        assertThat(write(session -> session.incidents().members().answer(first, null))
                        .intValue())
                .isZero();
    }

    @Test
    void manyMembersAreKeptAndReadAtOnce() {
        long incident = newIncident("a");
        List<Member> many = new ArrayList<>();
        for (int i = 0; i < 2_500; i++) {
            many.add(member(i, incident));
        }
        change(session -> session.incidents().members().add(many));
        List<Fingerprint> subjects = many.stream().map(Member::fingerprint).toList();
        assertMap(session -> session.incidents().members().current(subjects)).hasSize(2_500);
        assertMap(session -> session.incidents().members().eventCounts(List.of(incident)))
                .containsEntry(incident, 2_500L);
    }
}
