package dev.tocsin.testkit;

import static dev.tocsin.testkit.Samples.CONNECTION;
import static dev.tocsin.testkit.Samples.MSP;
import static dev.tocsin.testkit.Samples.OTHER_MSP;
import static dev.tocsin.testkit.Samples.SPECIAL;
import static dev.tocsin.testkit.Samples.after;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.incident.StormPlace;
import dev.tocsin.core.incident.TicketFacts;
import dev.tocsin.core.intent.Intent;
import dev.tocsin.core.store.StoredStorm;
import dev.tocsin.core.storm.CreateBudget;
import dev.tocsin.core.storm.KillSwitch;
import dev.tocsin.core.storm.KillSwitch.Level;
import dev.tocsin.core.storm.KillSwitches;
import dev.tocsin.core.storm.Lane;
import dev.tocsin.core.storm.LaneState;
import dev.tocsin.core.storm.RateEstimate;
import dev.tocsin.core.storm.StormKey;
import dev.tocsin.core.storm.StormState;
import dev.tocsin.core.storm.TopAssets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a store does with budgets, storms and kill switches, and how it lets what is due take turns. */
abstract class StormTests extends StoreTests {
    private static final StormKey KEY = new StormKey(MSP, "acme", "rule");
    private int groups;

    /** A pending incident of a company, due at a moment. */
    private Incident due(MspId msp, String company, Lane lane, long millis) {
        return keep(of(msp, company, lane, IncidentState.PENDING)
                .change()
                .waitUntil(after(millis))
                .done());
    }

    private Incident of(MspId msp, String company, Lane lane, IncidentState state) {
        long id = write(session -> session.incidents().nextId());
        Incident like = Samples.incident(id, msp, "group " + ++groups).done();
        return keep(new Incident(
                id,
                msp,
                company,
                like.ruleId(),
                1,
                like.connectionId(),
                like.groupKey(),
                like.category(),
                like.groupBy(),
                List.of(),
                false,
                state,
                Severity.LOW,
                1,
                1,
                after(0),
                null,
                null,
                null,
                null,
                null,
                TicketFacts.NONE,
                StormPlace.in(lane),
                "",
                null,
                0));
    }

    private static StoredStorm storm(MspId msp, String company, long incident, long since, @Nullable Long dueAt) {
        StormState state = new StormState(
                new StormKey(msp, company, "rule"),
                after(since),
                5_000_000_000L,
                6_000_000_000L,
                7,
                8,
                9,
                Severity.CRITICAL,
                new TopAssets(
                        List.of(new TopAssets.Counter("dc01", 3_000_000_000L, 4), new TopAssets.Counter("b", 2, 0))),
                new RateEstimate(Instant.parse("2026-03-01T08:00:00Z"), 10, 11),
                after(12),
                after(13),
                true);
        return new StoredStorm(state, incident, after(dueAt == null ? 0 : dueAt));
    }

    @Test
    void allThatIsDueComesInOrderIfItFits() {
        Incident b = due(MSP, "b", Lane.NORMAL, 2);
        Incident a = due(MSP, "a", Lane.TOP, 3);
        Incident c = due(MSP, "c", Lane.NORMAL, 1);
        assertList(session -> session.incidents().due(MSP, after(10), 3)).containsExactly(c, b, a);
    }

    @Test
    void companiesTakeTurnsSoThatNoneIsBehindAnothersThousands() {
        List<Incident> noisy = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            noisy.add(due(MSP, "noisy", Lane.NORMAL, i));
        }
        Incident quiet = due(MSP, "quiet", Lane.NORMAL, 100);
        Incident other = due(MSP, "other", Lane.NORMAL, 101);
        due(MSP, "later", Lane.NORMAL, 5_000);
        due(OTHER_MSP, "foreign", Lane.NORMAL, 0);

        List<Incident> slice = read(session -> session.incidents().due(MSP, after(200), 10));

        assertThat(slice).hasSizeLessThanOrEqualTo(10).contains(quiet, other);
        assertThat(slice.get(0)).isEqualTo(noisy.get(0));
        List<Incident> own = slice.stream()
                .filter(incident -> incident.companyId().equals("noisy"))
                .toList();
        assertThat(own).isNotEmpty().isEqualTo(noisy.subList(0, own.size()));
    }

    @Test
    void theTopPriorityOfACompanyIsNotBehindItsOwnThousands() {
        for (int i = 0; i < 40; i++) {
            due(MSP, "noisy", Lane.NORMAL, i);
        }
        Incident top = due(MSP, "noisy", Lane.TOP, 150);
        assertThat(read(session -> session.incidents().due(MSP, after(200), 10)).get(0))
                .isEqualTo(top);
    }

    @Test
    void whoeverWaitsLongestIsNotLeftOutIfThereAreMoreCompaniesThanTurns() {
        for (int i = 0; i < 20; i++) {
            due(MSP, "c" + i, Lane.NORMAL, 100 - i);
        }
        assertList(session -> session.incidents().due(MSP, after(200), 5))
                .extracting(Incident::companyId)
                .containsExactly("c19", "c18", "c17", "c16", "c15");
    }

    @Test
    void writesOfCompaniesTakeTurnsAndTheTopPriorityComesFirst() {
        List<Long> noisy = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            noisy.add(planned(of(MSP, "noisy", Lane.NORMAL, IncidentState.OPEN)));
        }
        long quiet = planned(of(MSP, "quiet", Lane.NORMAL, IncidentState.OPEN));
        long top = planned(of(MSP, "noisy", Lane.TOP, IncidentState.OPEN));
        assertList(session -> session.intents().due(MSP, after(1), List.of(CONNECTION), 5))
                .extracting(Intent::id)
                .containsExactly(top, noisy.get(0), quiet, noisy.get(1), noisy.get(2));
    }

    private long planned(Incident incident) {
        return write(session -> {
            long id = session.intents().nextId();
            session.intents().add(List.of(Samples.note(id, MSP, incident.id())));
            return id;
        });
    }

    @Test
    void nothingWasTakenFromALaneThatIsNotKept() {
        assertOptional(session -> session.storms().lane(MSP, Lane.TOP)).isEmpty();
    }

    @Test
    void budgetsAreKeptByLaneAndThoseNotNamedAnyMoreAreForgotten() {
        CreateBudget one = new CreateBudget(Long.MAX_VALUE / 2, after(1));
        CreateBudget two = new CreateBudget(0, after(2));
        LaneState first = new LaneState(one, Map.of("acme", two, SPECIAL, one), SPECIAL);
        LaneState other = new LaneState(two, Map.of(), "");
        change(session -> {
            session.storms().save(MSP, Lane.NORMAL, first);
            session.storms().save(MSP, Lane.TOP, other);
            session.storms().save(OTHER_MSP, Lane.NORMAL, other);
        });
        assertOptional(session -> session.storms().lane(MSP, Lane.NORMAL)).contains(first);
        assertOptional(session -> session.storms().lane(MSP, Lane.TOP)).contains(other);
        LaneState second = new LaneState(two, Map.of("beta", one), "beta");
        change(session -> session.storms().save(MSP, Lane.NORMAL, second));
        assertOptional(session -> session.storms().lane(MSP, Lane.NORMAL)).contains(second);
        assertOptional(session -> session.storms().lane(OTHER_MSP, Lane.NORMAL)).contains(other);
    }

    @Test
    void thoseInTheQueueAreCountedByCompanyAndTakeAPlace() {
        Incident kept = of(MSP, "acme", Lane.NORMAL, IncidentState.PENDING);
        of(MSP, "acme", Lane.NORMAL, IncidentState.PENDING);
        assertMap(session -> session.storms().waiting(MSP, Lane.NORMAL)).isEmpty();
        Incident queued =
                keep(kept.change().place(kept.place().queued(after(1))).done());
        assertMap(session -> session.storms().waiting(MSP, Lane.NORMAL)).isEqualTo(Map.of("acme", 1));
        assertMap(session -> session.storms().waiting(MSP, Lane.TOP)).isEmpty();
        assertMap(session -> session.storms().waiting(OTHER_MSP, Lane.NORMAL)).isEmpty();
        assertValue(session -> session.storms().openTickets(KEY, Lane.NORMAL)).isEqualTo(1);
        keep(queued.change().state(IncidentState.DROPPED, "").done());
        assertMap(session -> session.storms().waiting(MSP, Lane.NORMAL)).isEmpty();
        assertValue(session -> session.storms().openTickets(KEY, Lane.NORMAL)).isEqualTo(0);
    }

    @Test
    void aPlaceIsTakenByWhatIsOpenOrBeingCreatedInItsOwnLane() {
        for (IncidentState state : IncidentState.values()) {
            of(MSP, "acme", Lane.NORMAL, state);
            of(MSP, "beta", Lane.NORMAL, state);
        }
        of(MSP, "acme", Lane.TOP, IncidentState.OPEN);
        Incident storm = of(MSP, "acme", Lane.NORMAL, IncidentState.OPEN);
        keep(storm.change().place(StormPlace.STORM).done());
        Incident shared = of(MSP, "acme", Lane.NORMAL, IncidentState.OPEN);
        keep(shared.change()
                .facts(TicketFacts.NONE.link(TicketFacts.Link.SHARED))
                .done());
        // OPENING, UNKNOWN, OPEN, RESOLVING, CLOSING, REOPENING
        assertValue(session -> session.storms().openTickets(KEY, Lane.NORMAL)).isEqualTo(6);
        assertValue(session -> session.storms().openTickets(KEY, Lane.TOP)).isEqualTo(1);
        assertValue(session -> session.storms().openTickets(new StormKey(MSP, "acme", "other"), Lane.NORMAL))
                .isEqualTo(0);
    }

    @Test
    void theOldestThatAStormHoldsAreFoundAndThoseThatEndedInItAreNot() {
        Incident first = of(MSP, "acme", Lane.NORMAL, IncidentState.ABSORBED);
        Incident over = of(MSP, "acme", Lane.NORMAL, IncidentState.ABSORBED);
        keep(over.change().members(1, 0).done());
        Incident second = of(MSP, "acme", Lane.NORMAL, IncidentState.ABSORBED);
        Incident third = of(MSP, "acme", Lane.NORMAL, IncidentState.ABSORBED);
        Incident top = of(MSP, "acme", Lane.TOP, IncidentState.ABSORBED);
        of(MSP, "beta", Lane.NORMAL, IncidentState.ABSORBED);
        assertList(session -> session.storms().held(KEY, Lane.NORMAL, 2)).containsExactly(first, second);
        assertList(session -> session.storms().held(KEY, Lane.NORMAL, 9)).containsExactly(first, second, third);
        assertList(session -> session.storms().held(KEY, Lane.TOP, 9)).containsExactly(top);
    }

    @Test
    void aStormIsKeptWithAllItsFieldsUntilItEnds() {
        StoredStorm storm = storm(MSP, "acme", 4_000_000_000L, 1, 2L);
        change(session -> session.storms().save(storm));
        assertOptional(session -> session.storms().storm(KEY)).contains(storm);
        StoredStorm changed =
                storm.with(storm.state().told(after(20))).again(after(30)).incident(5);
        change(session -> session.storms().save(changed));
        assertOptional(session -> session.storms().storm(KEY)).contains(changed);
        assertOptional(session -> session.storms().storm(new StormKey(OTHER_MSP, "acme", "rule")))
                .isEmpty();
        change(session -> session.storms().end(KEY));
        assertOptional(session -> session.storms().storm(KEY)).isEmpty();
        assertValue(session -> session.storms().nextDue(MSP)).isNull();
    }

    @Test
    void stormsAreListedByTheirBeginAndDueByTheirDueTime() {
        StoredStorm a = storm(MSP, "a", 1, 30, 10L);
        StoredStorm b = storm(MSP, "b", 2, 20, 30L);
        StoredStorm c = storm(MSP, "c", 3, 10, 20L);
        StoredStorm foreign = storm(OTHER_MSP, "c", 4, 10, 5L);
        change(session -> List.of(a, b, c, foreign).forEach(session.storms()::save));
        assertList(session -> session.storms().storms(MSP)).containsExactly(c, b, a);
        assertList(session -> session.storms().due(MSP, after(20), 10)).containsExactly(a, c);
        assertList(session -> session.storms().due(MSP, after(30), 2)).containsExactly(a, c);
        assertList(session -> session.storms().due(MSP, after(9), 2)).isEmpty();
        assertValue(session -> session.storms().nextDue(MSP)).isEqualTo(after(10));
        assertValue(session -> session.storms().nextDue(OTHER_MSP)).isEqualTo(after(5));
    }

    @Test
    void notesThatWaitAreFoundUntilTheirTime() {
        Incident open = of(MSP, "acme", Lane.NORMAL, IncidentState.OPEN);
        Incident waits = keep(open.change()
                .noteDueAt(after(50))
                .place(open.place().noted(1, after(1)).notesFrom(after(50)))
                .done());
        of(MSP, "acme", Lane.NORMAL, IncidentState.OPEN);
        assertList(session -> session.storms().noteWaits(MSP, after(49))).containsExactly(waits);
        assertList(session -> session.storms().noteWaits(MSP, after(50))).isEmpty();
        assertList(session -> session.storms().noteWaits(OTHER_MSP, after(1))).isEmpty();
    }

    @Test
    void endingWaitsLeavesTheQueueAndNotesBeyondTheirNumberAsTheyAre() {
        Incident kept = due(MSP, "acme", Lane.NORMAL, 1_000);
        Incident queued =
                keep(kept.change().place(kept.place().queued(after(1))).done());
        Incident open = of(MSP, "acme", Lane.NORMAL, IncidentState.OPEN);
        Incident tooMany = keep(open.change()
                .noteDueAt(after(50))
                .place(open.place().notesFrom(after(50)))
                .done());
        change(session -> session.incidents().endWaits(MSP, after(5)));
        assertThat(incident(queued.id())).isEqualTo(queued);
        assertThat(incident(tooMany.id())).isEqualTo(tooMany);
        change(session -> session.incidents().endWaits(MSP, after(50)));
        assertThat(incident(tooMany.id()).version()).isEqualTo(tooMany.version() + 1);
    }

    @Test
    void aSwitchIsKeptAsItWasTurnedLast() {
        KillSwitch all = new KillSwitch(Level.MSP, "", true, "ann " + SPECIAL, after(1), SPECIAL);
        KillSwitch company = new KillSwitch(Level.COMPANY, SPECIAL, true, "bob", after(2), "");
        KillSwitch off = new KillSwitch(Level.MSP, "", false, "bob", after(3), "mended");
        assertValue(session -> session.killSwitches().of(MSP)).isEqualTo(KillSwitches.NONE);
        change(session -> {
            session.killSwitches().turn(MSP, company);
            session.killSwitches().turn(MSP, all);
        });
        assertValue(session -> session.killSwitches().of(MSP)).isEqualTo(new KillSwitches(List.of(all, company)));
        change(session -> session.killSwitches().turn(MSP, off));
        assertValue(session -> session.killSwitches().of(MSP)).isEqualTo(new KillSwitches(List.of(off, company)));
        assertValue(session -> session.killSwitches().of(OTHER_MSP)).isEqualTo(KillSwitches.NONE);
    }

    @Test
    void whatASwitchStoppedIsWokenAndNothingElse() {
        Incident kept = of(MSP, "acme", Lane.TOP, IncidentState.PENDING);
        Incident stopped = keep(kept.change().place(kept.place().stoppedNow()).done());
        Incident idle = of(MSP, "acme", Lane.TOP, IncidentState.PENDING);
        Incident theirs = of(OTHER_MSP, "acme", Lane.TOP, IncidentState.PENDING);
        Incident foreign =
                keep(theirs.change().place(theirs.place().stoppedNow()).done());
        assertResult(session -> session.killSwitches().wakeStopped(MSP, after(7)))
                .isEqualTo(1);
        Incident woken = incident(stopped.id());
        assertThat(woken.place()).isEqualTo(StormPlace.in(Lane.TOP));
        assertThat(woken.dueAt()).contains(after(7));
        assertThat(woken.version()).isEqualTo(stopped.version() + 1);
        assertThat(incident(idle.id())).isEqualTo(idle);
        assertThat(incident(foreign.id())).isEqualTo(foreign);
        assertResult(session -> session.killSwitches().wakeStopped(MSP, after(8)))
                .isEqualTo(0);
    }
}
