package dev.tocsin.testkit;

import static dev.tocsin.testkit.Samples.CONNECTION;
import static dev.tocsin.testkit.Samples.MSP;
import static dev.tocsin.testkit.Samples.OTHER_MSP;
import static dev.tocsin.testkit.Samples.SPECIAL;
import static dev.tocsin.testkit.Samples.T0;
import static dev.tocsin.testkit.Samples.after;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.intent.Intent;
import dev.tocsin.core.intent.IntentBody;
import dev.tocsin.core.intent.IntentState;
import dev.tocsin.core.psa.ReferenceMethod;
import dev.tocsin.core.psa.TicketDraft;
import dev.tocsin.core.rule.NoteType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a store does with intents, their leases and their tokens. */
abstract class IntentTests extends StoreTests {
    private long newIncident(String group) {
        return keepIncident(MSP, group).id();
    }

    private long nextId() {
        return write(session -> session.intents().nextId());
    }

    private Intent add(Intent intent) {
        change(session -> session.intents().add(List.of(intent)));
        return get(intent.id());
    }

    private Intent addNote(MspId msp, long incidentId, Instant due) {
        return add(Samples.note(nextId(), msp, incidentId).change().dueAt(due).done());
    }

    private Intent save(Intent intent) {
        change(session -> session.intents().save(List.of(intent)));
        return get(intent.id());
    }

    private Intent get(long id) {
        return read(session -> session.intents().get(id)).orElseThrow();
    }

    private List<Intent> due(Instant now) {
        return read(session -> session.intents().due(MSP, now, Set.of(CONNECTION), 100));
    }

    private Intent ended(Intent intent, IntentState state) {
        return intent.change().ended(state, after(1)).done();
    }

    @Test
    void numbersGrow() {
        long first = nextId();
        List<Long> next = write(
                session -> List.of(session.intents().nextId(), session.intents().nextId()));
        assertThat(first).isPositive().isLessThan(next.get(0));
        assertThat(next.get(0)).isLessThan(next.get(1));
    }

    @Test
    void everyKindOfIntentIsKeptWithAllItsFields() {
        long incident = newIncident("a");
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("z", SPECIAL);
        fields.put("a", "1");
        List<IntentBody> bodies = List.of(
                new IntentBody.CreateTicket(new TicketDraft(
                        "X1-" + SPECIAL,
                        SPECIAL,
                        SPECIAL,
                        "site " + SPECIAL,
                        "New",
                        "P1",
                        Samples.longText(),
                        NoteType.INTERNAL,
                        fields)),
                new IntentBody.AddNote("77", Samples.longText(), SPECIAL, NoteType.EXTERNAL),
                new IntentBody.CloseTicket("77", "New " + SPECIAL, "Closed " + SPECIAL),
                new IntentBody.CloseTwin("78", SPECIAL),
                new IntentBody.SetOwner("77", "member " + SPECIAL),
                new IntentBody.SetStatus("77", "New " + SPECIAL, "In progress " + SPECIAL),
                new IntentBody.CloseForPerson("77", "Closed " + SPECIAL));
        for (IntentBody body : bodies) {
            Intent full = new Intent(
                    nextId(),
                    MSP,
                    "connection " + SPECIAL,
                    incident,
                    body,
                    IntentState.UNKNOWN,
                    T0,
                    after(1),
                    "worker " + SPECIAL,
                    after(2),
                    42,
                    3,
                    after(3),
                    4,
                    true,
                    ReferenceMethod.SUMMARY_MARKER,
                    "result " + SPECIAL,
                    Samples.longText(),
                    after(4));
            assertThat(add(full)).isEqualTo(full);
        }
    }

    @Test
    void absentValuesStayAbsent() {
        Intent kept = Intent.planned(
                nextId(),
                MSP,
                CONNECTION,
                newIncident("a"),
                Samples.create(0, MSP, 0, "r").body(),
                true,
                T0);
        assertThat(add(kept)).isEqualTo(kept);
        assertOptional(session -> session.intents().get(kept.id() + 1_000)).isEmpty();
    }

    @Test
    void aChangeIsKept() {
        Intent kept = addNote(MSP, newIncident("a"), T0);
        Intent changed = kept.change()
                .claimed("worker", after(60))
                .sending(after(1))
                .lookups(2)
                .wasUnknown()
                .carriedBy(ReferenceMethod.FIELD)
                .resultId("5")
                .lastError("slow")
                .done();
        assertThat(save(changed)).isEqualTo(changed);
        Intent ended = ended(changed, IntentState.DONE);
        assertThat(save(ended)).isEqualTo(ended);
    }

    @Test
    void aChangeOfAnIntentThatIsNotKnownIsRefused() {
        Intent unknown = Samples.note(nextId(), MSP, newIncident("a"));
        assertRefused(() -> save(unknown));
        assertOptional(session -> session.intents().get(unknown.id())).isEmpty();
    }

    @Test
    void anIntentIsAddedOnce() {
        Intent kept = addNote(MSP, newIncident("a"), T0);
        assertRefused(() -> add(ended(kept, IntentState.CANCELLED)));
        assertThat(get(kept.id())).isEqualTo(kept);
    }

    @ParameterizedTest
    @EnumSource(IntentState.class)
    void anIncidentHasOneOpenCreateAtMost(IntentState state) {
        long incident = newIncident("a");
        Intent first = add(Samples.create(nextId(), MSP, incident, "ref-1")
                .change()
                .open(state, null)
                .done());
        Intent second = Samples.create(nextId(), MSP, incident, "ref-2");
        if (state.open()) {
            assertRefused(() -> add(second));
            assertList(session -> session.intents().of(incident)).containsExactly(first);
        } else {
            assertThat(add(second)).isEqualTo(second);
        }
    }

    @Test
    void anEndedCreateCannotOpenAgainBesideAnother() {
        long incident = newIncident("a");
        Intent first = save(ended(add(Samples.create(nextId(), MSP, incident, "ref-1")), IntentState.REFUSED));
        Intent second = add(Samples.create(nextId(), MSP, incident, "ref-2"));
        Intent again = first.change().open(IntentState.PLANNED, T0).done();
        assertRefused(() -> save(again));
        save(ended(second, IntentState.CANCELLED));
        assertThat(save(again)).isEqualTo(again);
    }

    @Test
    void anIncidentMayHaveManyOpenNotesBesideItsCreate() {
        long incident = newIncident("a");
        add(Samples.create(nextId(), MSP, incident, "ref-1"));
        addNote(MSP, incident, T0);
        addNote(MSP, incident, T0);
        assertList(session -> session.intents().openOf(incident)).hasSize(3);
    }

    @Test
    void aReferenceIsTakenForEver() {
        save(ended(add(Samples.create(nextId(), MSP, newIncident("a"), "ref-1")), IntentState.CANCELLED));
        Intent second = Samples.create(nextId(), MSP, newIncident("b"), "ref-1");
        assertRefused(() -> add(second));
        assertOptional(session -> session.intents().get(second.id())).isEmpty();
        Intent upper = Samples.create(nextId(), MSP, second.incidentId(), "REF-1");
        assertThat(add(upper)).isEqualTo(upper);
    }

    @Test
    void intentsAreDueInTheOrderOfTheirDueTimes() {
        long incident = newIncident("a");
        Intent third = addNote(MSP, incident, after(30));
        Intent first = addNote(MSP, incident, after(10));
        Intent second = addNote(MSP, incident, after(20));
        Intent foreign = addNote(OTHER_MSP, keepIncident(OTHER_MSP, "b").id(), after(5));
        addNote(MSP, incident, after(31));
        add(Samples.note(nextId(), MSP, incident).change().dueAt(null).done());
        assertThat(due(after(30))).containsExactly(first, second, third);
        assertList(session -> session.intents().due(MSP, after(30), Set.of(CONNECTION), 2))
                .containsExactly(first, second);
        assertThat(due(after(9))).isEmpty();
        assertValue(session -> session.intents().nextDue(MSP, Set.of(CONNECTION)))
                .isEqualTo(after(10));
        assertValue(session -> session.intents().nextDue(MSP, Set.of("other"))).isNull();
        assertList(session -> session.intents().due(OTHER_MSP, after(30), Set.of(CONNECTION), 10))
                .containsExactly(foreign);
    }

    @Test
    void nothingIsDueInAnEmptyStore() {
        assertThat(due(after(1_000_000))).isEmpty();
        assertValue(session -> session.intents().nextDue(MSP, Set.of(CONNECTION)))
                .isNull();
    }

    @Test
    void onlyIntentsOfTheNamedConnectionsAreServed() {
        long incident = newIncident("a");
        Intent one = add(Samples.note(nextId(), MSP, incident, "one"));
        Intent two = add(Samples.note(nextId(), MSP, incident, "two"));
        Intent three = add(Samples.note(nextId(), MSP, incident, "three"));
        assertList(session -> session.intents().due(MSP, T0, Set.of("two"), 10)).containsExactly(two);
        assertList(session -> session.intents().due(MSP, T0, List.of("one", "three"), 10))
                .containsExactlyInAnyOrder(one, three);
        assertList(session -> session.intents().due(MSP, T0, List.of("one", "three"), 1))
                .hasSize(1);
        assertList(session -> session.intents().due(MSP, T0, List.of(), 10)).isEmpty();
    }

    @Test
    void aHeldIntentIsPassedOverUntilItsLeaseIsOver() {
        Intent kept = addNote(MSP, newIncident("a"), T0);
        Intent claimed = save(kept.change().claimed("one", after(60)).done());
        Intent free = addNote(MSP, newIncident("b"), after(5));
        assertThat(due(after(59))).containsExactly(free);
        assertThat(due(after(60)))
                .as("the moment at which the store says that the lease is over")
                .containsExactlyInAnyOrder(claimed, free);
        assertList(session -> session.intents().due(MSP, after(59), Set.of(CONNECTION), 1))
                .as("a held intent takes no place")
                .containsExactly(free);
    }

    @Test
    void theNextMomentIsADueTimeOrTheEndOfALease() {
        Intent one = addNote(MSP, newIncident("a"), after(10));
        Intent two = addNote(MSP, newIncident("b"), after(100));
        Intent claimed = save(one.change().claimed("one", after(60)).done());
        assertValue(session -> session.intents().nextDue(MSP, Set.of(CONNECTION)))
                .isEqualTo(after(60));
        save(claimed.change().open(IntentState.PLANNED, after(200)).done());
        assertValue(session -> session.intents().nextDue(MSP, Set.of(CONNECTION)))
                .isEqualTo(after(100));
        save(ended(two, IntentState.CANCELLED));
        assertValue(session -> session.intents().nextDue(MSP, Set.of(CONNECTION)))
                .isEqualTo(after(200));
    }

    @Test
    void anotherWorkerTakesOverAndTheFirstChangesNothing() {
        Intent kept = addNote(MSP, newIncident("a"), T0);
        Intent first = save(kept.change().claimed("one", after(60)).done());
        Intent second = save(
                first.change().claimed("two", after(120)).sending(after(61)).done());
        assertThat(second.token()).isEqualTo(first.token() + 1);
        assertRefused(() -> save(ended(first, IntentState.DONE)));
        assertRefused(() -> save(kept));
        assertThat(get(kept.id())).isEqualTo(second);
        Intent done = ended(second, IntentState.DONE);
        assertThat(save(done)).isEqualTo(done);
    }

    @Test
    void aTokenCannotBeSkipped() {
        Intent kept = addNote(MSP, newIncident("a"), T0);
        Intent first = kept.change().claimed("one", after(60)).done();
        Intent second = first.change().claimed("two", after(120)).done();
        assertRefused(() -> save(second));
        assertThat(get(kept.id())).isEqualTo(kept);
    }

    @Test
    void anIntentOfAWorkerThatDiedWhileSendingIsTakenUp() {
        Intent kept = addNote(MSP, newIncident("a"), T0);
        Intent sent =
                save(kept.change().claimed("one", after(60)).sending(after(1)).done());
        assertThat(due(after(30))).isEmpty();
        assertThat(due(after(61))).containsExactly(sent);
    }

    @Test
    void aDoneCreateCanBeDueForASearchForTwins() {
        Intent create = add(Samples.create(nextId(), MSP, newIncident("a"), "ref-1"));
        Intent done = save(create.change()
                .ended(IntentState.DONE, after(1))
                .dueAt(after(60_000))
                .done());
        assertThat(due(after(59_999))).isEmpty();
        assertThat(due(after(60_000))).containsExactly(done);
        assertList(session -> session.intents().openOf(done.incidentId())).isEmpty();
        assertValue(session -> session.intents().nextDue(MSP, Set.of(CONNECTION)))
                .isEqualTo(after(60_000));
    }

    @Test
    void intentsOfAnIncidentComeOldestFirst() {
        long incident = newIncident("a");
        addNote(MSP, newIncident("b"), T0);
        Intent first = addNote(MSP, incident, after(30));
        Intent second = save(ended(addNote(MSP, incident, after(20)), IntentState.DONE));
        Intent third = addNote(MSP, incident, after(10));
        assertList(session -> session.intents().of(incident)).containsExactly(first, second, third);
        assertList(session -> session.intents().openOf(incident)).containsExactly(first, third);
        assertList(session -> session.intents().of(incident + 1_000)).isEmpty();
    }

    @Test
    void listsAreByStateAndMsp() {
        long incident = newIncident("a");
        Intent planned = addNote(MSP, incident, T0);
        Intent refused = save(ended(addNote(MSP, incident, T0), IntentState.REFUSED));
        Intent later = addNote(MSP, incident, T0);
        save(ended(addNote(MSP, incident, T0), IntentState.DONE));
        long foreign = keepIncident(OTHER_MSP, "b").id();
        Intent theirs = save(ended(addNote(OTHER_MSP, foreign, T0), IntentState.REFUSED));

        List<IntentState> states = List.of(IntentState.REFUSED, IntentState.PLANNED);
        assertList(session -> session.intents().inState(MSP, states, 10)).containsExactly(planned, refused, later);
        assertList(session -> session.intents().inState(MSP, states, 2)).containsExactly(planned, refused);
        assertList(session -> session.intents().inState(OTHER_MSP, states, 10)).containsExactly(theirs);
        assertList(session -> session.intents().inState(MSP, List.of(), 10)).isEmpty();
        assertList(session -> session.intents().inState(MSP, Set.of(IntentState.UNKNOWN), 10))
                .isEmpty();
    }

    @Test
    void createsAreFoundByTheirReferenceWithinTheirMsp() {
        Intent ours = add(Samples.create(nextId(), MSP, newIncident("a"), "REF-a"));
        long foreign = keepIncident(OTHER_MSP, "b").id();
        Intent theirs = add(Samples.create(nextId(), OTHER_MSP, foreign, "REF-b"));
        List<String> references = List.of("REF-a", "REF-b", "ref-a", "REF-c");
        assertMap(session -> session.intents().byReference(MSP, references)).isEqualTo(Map.of("REF-a", ours));
        assertMap(session -> session.intents().byReference(OTHER_MSP, references))
                .isEqualTo(Map.of("REF-b", theirs));
    }

    @Test
    void manyIntentsAreAddedAndClaimedAtOnce() {
        long incident = newIncident("a");
        change(session -> {
            List<Intent> many = new ArrayList<>();
            for (int i = 0; i < 1_500; i++) {
                many.add(Samples.note(session.intents().nextId(), MSP, incident));
            }
            session.intents().add(many);
        });
        int claimed = write(session -> {
            List<Intent> due = session.intents().due(MSP, T0, Set.of(CONNECTION), 2_000);
            session.intents()
                    .save(due.stream()
                            .map(intent ->
                                    intent.change().claimed("one", after(60)).done())
                            .toList());
            return due.size();
        });
        assertThat(claimed).isEqualTo(1_500);
        assertThat(due(after(1))).isEmpty();
    }
}
