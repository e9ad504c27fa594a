package dev.tocsin.testkit;

import static dev.tocsin.testkit.Samples.CONNECTION;
import static dev.tocsin.testkit.Samples.MSP;
import static dev.tocsin.testkit.Samples.OTHER_MSP;
import static dev.tocsin.testkit.Samples.SPECIAL;
import static dev.tocsin.testkit.Samples.T0;
import static dev.tocsin.testkit.Samples.after;
import static dev.tocsin.testkit.Samples.group;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.event.EventCategory;
import dev.tocsin.core.event.GroupBy;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.incident.GroupKey;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.incident.StormPlace;
import dev.tocsin.core.incident.TicketFacts;
import dev.tocsin.core.store.HistoryStore.Entry;
import dev.tocsin.core.storm.Lane;
import dev.tocsin.core.storm.NoteBudget;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a store does with incidents and their history. */
abstract class IncidentTests extends StoreTests {
    private Incident waiting(MspId msp, String group, IncidentState state, @Nullable Instant until) {
        Incident kept = keepIncident(msp, group);
        return keep(kept.change().state(state, "").waitUntil(until).done());
    }

    @Test
    void numbersGrowWithinAWorkAndFromWorkToWork() {
        List<Long> first = write(session ->
                List.of(session.incidents().nextId(), session.incidents().nextId()));
        long later = write(session -> session.incidents().nextId());
        assertThat(first.get(0)).isPositive().isLessThan(first.get(1));
        assertThat(later).isGreaterThan(keepIncident(MSP, "before").id() - 2).isNotIn(first);
        assertThat(keepIncident(MSP, "g").id()).isGreaterThan(later);
    }

    @Test
    void anIncidentIsKeptWithAllItsFieldsInItsFirstVersion() {
        Incident full = new Incident(
                write(session -> session.incidents().nextId()),
                MSP,
                SPECIAL,
                "rule " + SPECIAL,
                7,
                "connection " + SPECIAL,
                group(MSP, "full"),
                EventCategory.SOLUTIONS,
                GroupBy.ASSET_AND_PRODUCT,
                List.of(SPECIAL, "", "b"),
                true,
                IncidentState.RESOLVING,
                Severity.CRITICAL,
                2_000_000_000,
                3,
                T0,
                after(1),
                after(2),
                after(3),
                "ticket " + SPECIAL,
                "previous " + SPECIAL,
                new TicketFacts(
                        TicketFacts.Link.SHARED,
                        "priority " + SPECIAL,
                        Severity.HIGH,
                        "company " + SPECIAL,
                        "attach to " + SPECIAL,
                        2,
                        3,
                        "question " + SPECIAL),
                new StormPlace(
                        true,
                        Lane.TOP,
                        after(20),
                        4_000_000_000L,
                        true,
                        new NoteBudget(List.of(after(21), after(22))),
                        after(23)),
                Samples.longText(),
                after(4),
                0);
        assertThat(keep(full)).isEqualTo(Samples.version(full, 1));
    }

    @Test
    void absentValuesStayAbsent() {
        Incident kept = keepIncident(MSP, "g");
        assertThat(kept.waitUntil()).isNull();
        assertThat(kept.noteDueAt()).isNull();
        assertThat(kept.lastNoteAt()).isNull();
        assertThat(kept.ticketId()).isNull();
        assertThat(kept.previousTicketId()).isNull();
        assertThat(kept.facts()).isEqualTo(TicketFacts.NONE);
        assertThat(kept.endedAt()).isNull();
        assertThat(kept.dimensions()).isEmpty();
    }

    @Test
    void aChangeIsKeptAndCountsTheVersionUp() {
        Incident kept = keepIncident(MSP, "g");
        Incident change = kept.change()
                .state(IncidentState.OPEN, "the ticket is there")
                .ruleRevision(3)
                .severity(Severity.HIGH)
                .members(5, 4)
                .waitUntil(after(10))
                .noteDueAt(after(11))
                .lastNoteAt(after(12))
                .ticketId("77")
                .previousTicketId("76")
                .facts(TicketFacts.NONE.reopened().risen().question("who?"))
                .endedAt(after(13))
                .done();
        assertThat(keep(change)).isEqualTo(Samples.version(change, 2));
    }

    @Test
    void aChangeOfAnOldVersionIsRefused() {
        Incident first = keepIncident(MSP, "g");
        Incident second = keep(first.change().ticketId("1").done());
        assertRefused(() -> keep(first.change().ticketId("2").done()));
        assertThat(incident(first.id())).isEqualTo(second);
    }

    @Test
    void aChangeOfAVersionYetToComeIsRefused() {
        Incident kept = keepIncident(MSP, "g");
        assertRefused(() -> keep(Samples.version(kept, kept.version() + 1)));
        assertThat(incident(kept.id())).isEqualTo(kept);
    }

    @Test
    void aNewIncidentWithTheNumberOfAnotherIsRefused() {
        Incident kept = keepIncident(MSP, "g");
        assertRefused(() -> keep(Samples.incident(kept.id(), MSP, "h").done()));
        assertThat(incident(kept.id())).isEqualTo(kept);
    }

    @Test
    void aChangeOfAnIncidentThatIsNotKeptIsRefused() {
        long id = write(session -> session.incidents().nextId());
        assertRefused(() -> keep(Samples.version(Samples.incident(id, MSP, "g").done(), 1)));
        assertMap(session -> session.incidents().get(List.of(id))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(IncidentState.class)
    void aGroupHasOneLiveIncidentAtMost(IncidentState state) {
        Incident first = keepIncident(MSP, "g", state);
        if (state.live()) {
            assertRefused(() -> keepIncident(MSP, "g"));
            assertList(session -> session.incidents().page(MSP, 0, 10)).containsExactly(first);
        } else {
            Incident second = keepIncident(MSP, "g");
            assertList(session -> session.incidents().page(MSP, 0, 10)).containsExactly(first, second);
        }
    }

    @Test
    void anEndedIncidentCannotComeBackBesideALiveOne() {
        Incident ended = keepIncident(MSP, "g", IncidentState.CLOSED_AUTO);
        keepIncident(MSP, "g");
        assertRefused(
                () -> keep(ended.change().state(IncidentState.OPEN, "again").done()));
        assertThat(incident(ended.id())).isEqualTo(ended);
    }

    @Test
    void oneWorkCanEndAnIncidentAndBeginTheNextOfItsGroup() {
        Incident first = keepIncident(MSP, "g");
        long second = write(session -> {
            long id = session.incidents().nextId();
            session.incidents()
                    .save(List.of(first.change()
                            .state(IncidentState.CLOSED_HUMAN, "closed")
                            .done()));
            session.incidents().save(List.of(Samples.incident(id, MSP, "g").done()));
            return id;
        });
        assertThat(read(session -> session.incidents().latest(List.of(group(MSP, "g"))))
                        .get(group(MSP, "g")))
                .isEqualTo(incident(second));
    }

    @Test
    void theLatestOfAGroupIsFoundLiveOrNot() {
        keepIncident(MSP, "g", IncidentState.CLOSED_AUTO);
        Incident second = keepIncident(MSP, "g", IncidentState.CLOSED_HUMAN);
        Incident other = keepIncident(MSP, "h", IncidentState.OPEN);
        List<GroupKey> keys = List.of(group(MSP, "g"), group(MSP, "unknown"), group(MSP, "h"));
        assertMap(session -> session.incidents().latest(keys))
                .isEqualTo(Map.of(group(MSP, "g"), second, group(MSP, "h"), other));
        Incident third = keepIncident(MSP, "g");
        assertMap(session -> session.incidents().latest(keys))
                .containsEntry(group(MSP, "g"), third)
                .hasSize(2);
        assertMap(session -> session.incidents().latest(List.of())).isEmpty();
    }

    @Test
    void aChangeOfAnEarlierIncidentDoesNotMakeItTheLatest() {
        Incident first = keepIncident(MSP, "g", IncidentState.CLOSED_AUTO);
        Incident second = keepIncident(MSP, "g");
        keep(first.change().lastNoteAt(after(1)).done());
        assertMap(session -> session.incidents().latest(List.of(group(MSP, "g"))))
                .containsEntry(group(MSP, "g"), second);
    }

    @Test
    void incidentsThatAreDueComeInTheOrderOfTheirDueTimes() {
        Incident third = waiting(MSP, "c", IncidentState.QUARANTINED, after(30));
        Incident first = waiting(MSP, "a", IncidentState.PENDING, after(10));
        Incident second = waiting(MSP, "b", IncidentState.RESOLVING, after(20));
        Incident foreign = waiting(OTHER_MSP, "b", IncidentState.RESOLVING, after(5));
        waiting(MSP, "later", IncidentState.PENDING, after(31));
        waiting(MSP, "opening", IncidentState.OPENING, after(1));
        waiting(MSP, "ended", IncidentState.DROPPED, after(1));
        waiting(MSP, "idle", IncidentState.PENDING, null);
        assertList(session -> session.incidents().due(MSP, after(30), 10)).containsExactly(first, second, third);
        assertList(session -> session.incidents().due(MSP, after(30), 2)).containsExactly(first, second);
        assertList(session -> session.incidents().due(MSP, after(9), 10)).isEmpty();
        assertList(session -> session.incidents().due(OTHER_MSP, after(30), 10)).containsExactly(foreign);
        assertValue(session -> session.incidents().nextDue(OTHER_MSP)).isEqualTo(after(5));
        assertValue(session -> session.incidents().nextDue(MSP)).isEqualTo(after(10));
    }

    @Test
    void anOpenIncidentIsDueAtTheEarlierOfItsWaitAndItsNote() {
        Incident kept = keepIncident(MSP, "g", IncidentState.OPEN);
        assertValue(session -> session.incidents().nextDue(MSP)).isNull();
        Incident note = keep(kept.change().noteDueAt(after(50)).done());
        assertValue(session -> session.incidents().nextDue(MSP)).isEqualTo(after(50));
        Incident wait = keep(note.change().waitUntil(after(20)).done());
        assertValue(session -> session.incidents().nextDue(MSP)).isEqualTo(after(20));
        assertList(session -> session.incidents().due(MSP, after(20), 10)).containsExactly(wait);
        keep(wait.change().waitUntil(after(60)).done());
        assertValue(session -> session.incidents().nextDue(MSP)).isEqualTo(after(50));
    }

    @Test
    void anIncidentThatNoLongerWaitsIsNotDue() {
        Incident kept = waiting(MSP, "g", IncidentState.PENDING, after(1));
        keep(kept.change().state(IncidentState.OPENING, "").done());
        assertList(session -> session.incidents().due(MSP, after(100), 10)).isEmpty();
        assertValue(session -> session.incidents().nextDue(MSP)).isNull();
    }

    @Test
    void waitsEndForLiveIncidentsOfTheMspOnly() {
        Incident pending = waiting(MSP, "a", IncidentState.PENDING, after(1_000));
        Incident open = keep(keepIncident(MSP, "b", IncidentState.OPEN)
                .change()
                .noteDueAt(after(2_000))
                .done());
        Incident both = keep(keepIncident(MSP, "c", IncidentState.OPEN)
                .change()
                .waitUntil(after(3_000))
                .noteDueAt(after(4_000))
                .done());
        Incident idle = keepIncident(MSP, "d", IncidentState.OPEN);
        Incident ended = waiting(MSP, "e", IncidentState.CLOSED_AUTO, after(1_000));
        Incident foreign = waiting(OTHER_MSP, "f", IncidentState.PENDING, after(1_000));

        change(session -> session.incidents().endWaits(MSP, after(5)));

        assertList(session -> session.incidents().due(MSP, after(5), 10))
                .extracting(Incident::id)
                .containsExactlyInAnyOrder(pending.id(), open.id(), both.id());
        assertThat(incident(pending.id()).waitUntil()).isEqualTo(after(5));
        assertThat(incident(pending.id()).noteDueAt()).isNull();
        assertThat(incident(open.id()).noteDueAt()).isEqualTo(after(5));
        assertThat(incident(open.id()).waitUntil()).isNull();
        assertThat(incident(both.id()).waitUntil()).isEqualTo(after(5));
        assertThat(incident(both.id()).noteDueAt()).isEqualTo(after(5));
        assertThat(incident(idle.id()).dueAt()).isEmpty();
        assertThat(incident(ended.id())).isEqualTo(ended);
        assertThat(incident(foreign.id())).isEqualTo(foreign);
    }

    @Test
    void endingWaitsIsAChangeThatCountsTheVersionUp() {
        Incident kept = waiting(MSP, "a", IncidentState.PENDING, after(1_000));
        change(session -> session.incidents().endWaits(MSP, after(5)));
        assertThat(incident(kept.id()).version()).isEqualTo(kept.version() + 1);
        assertRefused(() -> keep(kept.change().waitUntil(after(2_000)).done()));
    }

    @Test
    void liveIncidentsAreFoundByTheirTicket() {
        Incident open = keep(keepIncident(MSP, "a", IncidentState.OPEN)
                .change()
                .ticketId("77")
                .done());
        keep(keepIncident(MSP, "b", IncidentState.CLOSED_AUTO)
                .change()
                .ticketId("78")
                .done());
        keep(keepIncident(OTHER_MSP, "c", IncidentState.OPEN)
                .change()
                .ticketId("79")
                .done());
        List<String> tickets = List.of("76", "77", "78", "79");
        assertMap(session -> session.incidents().byTicket(MSP, CONNECTION, tickets))
                .isEqualTo(Map.of("77", open));
        assertMap(session -> session.incidents().byTicket(MSP, "other connection", tickets))
                .isEmpty();
        assertMap(session -> session.incidents().byTicket(OTHER_MSP, CONNECTION, tickets))
                .containsOnlyKeys("79");
        assertMap(session -> session.incidents().byTicket(MSP, CONNECTION, List.of()))
                .isEmpty();
    }

    @Test
    void anIncidentIsFoundByItsNewTicketAndNotByTheOldOne() {
        Incident open = keep(keepIncident(MSP, "a", IncidentState.OPEN)
                .change()
                .ticketId("77")
                .done());
        Incident moved = keep(open.change().ticketId("90").done());
        assertMap(session -> session.incidents().byTicket(MSP, CONNECTION, List.of("77", "90")))
                .isEqualTo(Map.of("90", moved));
        keep(moved.change().state(IncidentState.CLOSED_HUMAN, "closed").done());
        assertMap(session -> session.incidents().byTicket(MSP, CONNECTION, List.of("77", "90")))
                .isEmpty();
    }

    @Test
    void pagesFollowTheOrderOfNumbersWithinTheMsp() {
        List<Incident> mine = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            mine.add(keepIncident(MSP, "g" + i));
            keepIncident(OTHER_MSP, "g" + i);
        }
        assertList(session -> session.incidents().page(MSP, 0, 3)).isEqualTo(mine.subList(0, 3));
        assertList(session -> session.incidents().page(MSP, mine.get(2).id(), 3))
                .isEqualTo(mine.subList(3, 5));
        assertList(session -> session.incidents().page(MSP, mine.get(4).id(), 3))
                .isEmpty();
    }

    @Test
    void liveIncidentsAreReadByPagesThatLeaveOutWhatEnded() {
        List<Incident> mine = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Incident kept = keepIncident(MSP, "live" + i);
            if (i % 2 == 0) {
                mine.add(kept);
            } else {
                keep(kept.change().state(IncidentState.DROPPED, "over").done());
            }
            keepIncident(OTHER_MSP, "live" + i);
        }
        assertList(session -> session.incidents().live(MSP, 0, 2)).isEqualTo(mine.subList(0, 2));
        assertList(session -> session.incidents().live(MSP, mine.get(1).id(), 2))
                .isEqualTo(mine.subList(2, 3));
        assertList(session -> session.incidents().live(MSP, mine.get(2).id(), 2))
                .isEmpty();
    }

    @Test
    void manyIncidentsAreKeptAndReadAtOnce() {
        List<Long> ids = write(session -> {
            List<Incident> many = new ArrayList<>();
            for (int i = 0; i < 2_500; i++) {
                many.add(Samples.incident(session.incidents().nextId(), MSP, "g" + i)
                        .done());
            }
            session.incidents().save(many);
            return many.stream().map(Incident::id).toList();
        });
        Map<Long, Incident> found = read(session -> session.incidents().get(ids));
        assertThat(found).hasSize(2_500);
        assertMap(session -> session.incidents()
                        .latest(found.values().stream().map(Incident::groupKey).toList()))
                .hasSize(2_500);
    }

    @Test
    void historyIsAppendedInOrderAndByIncident() {
        long one = keepIncident(MSP, "a").id();
        long two = keepIncident(MSP, "b").id();
        List<Entry> first = List.of(new Entry(one, T0, "opened"), new Entry(two, T0, "opened"));
        change(session -> session.incidents().history().append(first));
        Entry later = new Entry(one, after(1), SPECIAL);
        Entry last = new Entry(one, after(1), Samples.longText());
        change(session -> session.incidents().history().append(List.of(later, last)));
        assertList(session -> session.incidents().history().of(one)).containsExactly(first.get(0), later, last);
        assertList(session -> session.incidents().history().of(two)).containsExactly(first.get(1));
        assertList(session -> session.incidents().history().of(two + 1_000)).isEmpty();
    }
}
