package dev.tocsin.core.engine;

import static dev.tocsin.core.fake.AnnAndBob.ANN;
import static dev.tocsin.core.fake.AnnAndBob.ANNS;
import static dev.tocsin.core.fake.AnnAndBob.BOB;
import static dev.tocsin.core.fake.Host.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.deadletter.DeadLetter;
import dev.tocsin.core.escalation.ActionResult;
import dev.tocsin.core.escalation.ActionResult.Kind;
import dev.tocsin.core.escalation.Escalation;
import dev.tocsin.core.escalation.EscalationPhase;
import dev.tocsin.core.event.Receipt.Outcome;
import dev.tocsin.core.fake.AnnAndBob;
import dev.tocsin.core.fake.Crew;
import dev.tocsin.core.fake.Fault;
import dev.tocsin.core.fake.Host;
import dev.tocsin.core.fake.ScriptedPsa;
import dev.tocsin.core.fake.ScriptedPsa.Op;
import dev.tocsin.core.fake.ScriptedPsa.Ticket;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.intent.IntentBody;
import dev.tocsin.core.psa.TicketDraft;
import dev.tocsin.core.rule.NoteType;
import dev.tocsin.core.rule.TicketPolicy.PersonsClose;
import dev.tocsin.core.settings.Settings;
import dev.tocsin.core.store.VolatileStore;
import dev.tocsin.core.storm.StormPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A technician closes an incident, and its ticket with it. */
@Timeout(20)
class TechnicianCloseTest {
    private final AnnAndBob crew = new AnnAndBob();
    private final Host host = crew.host;
    private final ScriptedPsa psa = host.psa;

    private ActionResult close(Incident incident, boolean evenIfActive) {
        return host.tocsin().acknowledgements().close(incident.id(), ANN, evenIfActive);
    }

    private static long notesSaying(Ticket ticket, String words) {
        return texts(ticket).stream().filter(text -> text.contains(words)).count();
    }

    private Escalation escalation(Incident incident) {
        return Objects.requireNonNull(crew.escalation(incident));
    }

    @Test
    void whatIsActiveIsClosedOnlyIfThatIsConfirmedAndCountsAsAnswered() {
        Ticket ticket = host.opened("dc01", "a");
        ActionResult asked = close(host.incident(), false);
        assertThat(asked.kind()).isEqualTo(Kind.NEEDS_CONFIRMATION);
        assertThat(asked.words()).contains("1 event is still active", "Confirm to close");
        host.run(Duration.ofMinutes(1));
        assertThat(host.incident().state()).isEqualTo(IncidentState.OPEN);
        assertThat(ticket.isClosed()).isFalse();

        ActionResult closed = close(host.incident(), true);
        assertThat(closed.kind()).isEqualTo(Kind.DONE);
        assertThat(closed.words()).contains("closed by Ann Lee by the console 08:01Z; 1 still active, now answered");
        assertThat(host.incident().state()).isEqualTo(IncidentState.CLOSED_HUMAN);
        assertThat(escalation(host.incident()).phase()).isEqualTo(EscalationPhase.ENDED);
        host.run(Duration.ofMinutes(1));
        assertThat(ticket.statuses()).containsExactly("New", "Closed:tocsin");
        assertThat(notesSaying(ticket, "Closed by Ann Lee by the console 08:01Z"))
                .isEqualTo(1);
        host.later();
        assertThat(host.raise("dc01", "a").outcome()).isEqualTo(Outcome.ANSWERED);
        host.run(Duration.ofDays(2));
        assertThat(psa.all()).hasSize(1);
    }

    @Test
    void theSameAgainAndByAnotherIsAnsweredTheSame() {
        host.opened("dc01", "a");
        ActionResult first = close(host.incident(), true);
        host.run(Duration.ofMinutes(5));
        ActionResult again = close(host.incident(), true);
        ActionResult bobs =
                host.tocsin().acknowledgements().close(host.incident().id(), BOB, false);
        assertThat(again).isEqualTo(new ActionResult(Kind.CLOSED_ALREADY, first.words()));
        assertThat(bobs).isEqualTo(again);
        assertThat(psa.calls(Op.SET_STATUS)).hasSize(1);
    }

    @Test
    void aTicketThatPeopleTouchedIsClosedAsWell() {
        Ticket ticket = host.opened("dc01", "a");
        psa.ownByHand(ticket.id());
        psa.setByHand(ticket.id(), "Waiting");
        psa.noteByHand(ticket.id(), "ann", "I look at it");
        psa.bookTime(ticket.id());
        close(host.incident(), true);
        host.run(Duration.ofMinutes(1));
        assertThat(ticket.status()).isEqualTo("Closed");
    }

    @Test
    void whatWasClosedInThePsaMeanwhileIsSaidToBeClosedAlready() {
        Ticket ticket = host.opened("dc01", "a");
        psa.closeByHand(ticket.id());
        // Nobody has looked yet: the close finds out by itself.
        assertThat(close(host.incident(), true).kind()).isEqualTo(Kind.DONE);
        host.run(Duration.ofMinutes(2));
        assertThat(ticket.statuses()).containsExactly("New", "Done by hand:ann");
        assertThat(host.history()).anyMatch(text -> text.contains("was closed in the PSA already"));

        Ticket other = host.opened("dc02", "b");
        psa.closeByHand(other.id());
        host.run(Duration.ofMinutes(2));
        ActionResult result = close(host.latest(), true);
        assertThat(result.kind()).isEqualTo(Kind.CLOSED_ALREADY);
        assertThat(result.words()).contains("was closed in the PSA as 'Done by hand'");
    }

    @Test
    void aPersonsReopeningAfterwardsStays() {
        Ticket ticket = host.opened("dc01", "a");
        close(host.incident(), true);
        host.run(Duration.ofMinutes(1));
        psa.setByHand(ticket.id(), "New");
        host.run(Duration.ofDays(1));
        assertThat(ticket.statuses()).containsExactly("New", "Closed:tocsin", "New:ann");
    }

    @Test
    void anIncidentThatHasNotAskedForATicketYetGetsNone() {
        host.raise("dc01", "a");
        ActionResult result = close(host.incident(), true);
        assertThat(result.words()).contains("closed by Ann Lee", "before it had a ticket", "1 still active");
        host.run(Duration.ofDays(1));
        assertThat(host.incident().state()).isEqualTo(IncidentState.CLOSED_HUMAN);
        assertThat(psa.all()).isEmpty();
        host.later();
        assertThat(host.raise("dc01", "a").outcome()).isEqualTo(Outcome.ANSWERED);
        host.later();
        host.raise("dc01", "b");
        host.run(Duration.ofMinutes(1));
        assertThat(psa.all()).hasSize(1);
    }

    @Test
    void aTicketThatIsBeingCreatedIsClosedAsSoonAsItIsThere() {
        psa.next(Op.CREATE, new Fault.LostAfter());
        host.raise("dc01", "a");
        host.run(Duration.ofSeconds(31));
        ActionResult wish = close(host.incident(), true);
        assertThat(wish.kind()).isEqualTo(Kind.DONE);
        assertThat(wish.words()).contains("closed as soon as its ticket is there, as Ann Lee wished by the console");
        assertThat(close(host.incident(), true)).isEqualTo(new ActionResult(Kind.ALREADY, wish.words()));
        assertThat(escalation(host.incident()).phase()).isEqualTo(EscalationPhase.ACKNOWLEDGED);
        host.run(Duration.ofMinutes(2));
        assertThat(psa.only().statuses()).containsExactly("New", "Closed:tocsin");
        assertThat(notesSaying(psa.only(), "Closed by Ann Lee")).isEqualTo(1);
        assertThat(notesSaying(psa.only(), "Acknowledged")).isZero();
        assertThat(host.incident().state()).isEqualTo(IncidentState.CLOSED_HUMAN);
        assertThat(escalation(host.incident()).closingWish()).isNull();
    }

    @Test
    void whatCameAfterTheWishGetsATicketOfItsOwn() {
        psa.next(Op.CREATE, new Fault.LostAfter());
        host.raise("dc01", "a");
        host.run(Duration.ofSeconds(31));
        close(host.incident(), true);
        host.later();
        host.raise("dc01", "b");
        host.run(Duration.ofMinutes(3));
        assertThat(psa.all()).hasSize(2);
        assertThat(psa.all().get(1).draft().firstNote())
                .contains("#" + psa.all().get(0).id(), "Problem b");
    }

    @Test
    void aWishEndsAnIncidentWhoseTicketThePsaRefuses() {
        Ticket proof = host.opened("dc09", "z");
        psa.next(Op.CREATE, new Fault.LostBefore(), new Fault.Refused("no such board"));
        host.raise("dc01", "a");
        host.run(Duration.ofSeconds(31));
        assertThat(host.latest().state()).isEqualTo(IncidentState.UNKNOWN);
        close(host.latest(), true);
        host.run(Duration.ofMinutes(20));
        assertThat(host.latest().state()).isEqualTo(IncidentState.CLOSED_HUMAN);
        assertThat(psa.only()).isSameAs(proof);
        assertThat(host.tocsin().retryRefused()).isZero();
    }

    @Test
    void aRefusedTicketIsGivenUp() {
        psa.next(Op.CREATE, new Fault.Refused("no such board"));
        host.raise("dc01", "a");
        host.run(Duration.ofSeconds(31));
        close(host.incident(), true);
        host.tocsin().retryRefused();
        host.run(Duration.ofHours(1));
        assertThat(host.incident().state()).isEqualTo(IncidentState.CLOSED_HUMAN);
        assertThat(psa.all()).isEmpty();
    }

    @Test
    void aTicketThatIsToBeReopenedStaysClosed() {
        Ticket ticket = host.opened("dc01", "a");
        host.over("dc01", "a");
        host.run(Duration.ofMinutes(1));
        host.later();
        host.raise("dc01", "a");
        close(host.incident(), true);
        host.run(Duration.ofHours(1));
        assertThat(ticket.statuses()).containsExactly("New", "Closed:tocsin");
        assertThat(host.incident().state()).isEqualTo(IncidentState.CLOSED_HUMAN);
    }

    @Test
    void aRuleThatMutesKeepsQuietForItsTime() {
        host.policy(policy -> policy.personsClose(PersonsClose.MUTE).muteFor(Duration.ofHours(8)));
        Ticket ticket = host.opened("dc01", "a");
        close(host.incident(), true);
        host.run(Duration.ofHours(7));
        assertThat(psa.only()).isSameAs(ticket);
        host.run(Duration.ofHours(2));
        assertThat(psa.all()).hasSize(2);
    }

    @Test
    void aRuleThatGoesOnInANewTicketDoesSo() {
        host.policy(policy -> policy.personsClose(PersonsClose.NEW_TICKET));
        Ticket ticket = host.opened("dc01", "a");
        close(host.incident(), true);
        host.run(Duration.ofMinutes(2));
        assertThat(ticket.isClosed()).isTrue();
        assertThat(psa.all()).hasSize(2);
        assertThat(psa.all().get(1).draft().firstNote()).contains("#" + ticket.id());
    }

    @Test
    void aRuleThatReopensDoesNotReopenWhatATechnicianConfirmed() {
        host.policy(policy -> policy.personsClose(PersonsClose.REOPEN));
        Ticket ticket = host.opened("dc01", "a");
        close(host.incident(), true);
        host.run(Duration.ofHours(1));
        assertThat(ticket.statuses()).containsExactly("New", "Closed:tocsin");
    }

    @Test
    void aRefusalIsAQuestionForAPersonAndMayBeTriedAgain() {
        Ticket ticket = host.opened("dc01", "a");
        psa.next(Op.SET_STATUS, new Fault.Refused("a required field is empty"));
        close(host.incident(), true);
        host.run(Duration.ofMinutes(1));
        assertThat(ticket.isClosed()).isFalse();
        assertThat(host.incident().state()).isEqualTo(IncidentState.CLOSED_HUMAN);
        assertThat(host.incident().facts().question()).contains("still open", "a required field is empty");
        assertThat(notesSaying(ticket, "For a person to decide")).isEqualTo(1);
        List<DeadLetter> letters = host.tocsin().deadLetters().list(10);
        assertThat(letters).hasSize(1);
        host.tocsin().deadLetters().retry(letters.get(0).id(), "olga");
        host.run(Duration.ofMinutes(1));
        assertThat(ticket.isClosed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aLostAnswerIsLookedUp(boolean carriedOut) {
        Ticket ticket = host.opened("dc01", "a");
        psa.next(Op.SET_STATUS, carriedOut ? new Fault.LostAfter() : new Fault.LostBefore());
        close(host.incident(), true);
        host.run(Duration.ofMinutes(20));
        assertThat(ticket.statuses()).containsExactly("New", "Closed:tocsin");
    }

    @Test
    void aTicketThatAPersonOpenedAnewAfterALostAnswerStaysOpen() {
        Ticket ticket = host.opened("dc01", "a");
        psa.next(Op.SET_STATUS, new Fault.LostAfter());
        close(host.incident(), true);
        host.run(Duration.ZERO);
        assertThat(ticket.isClosed()).isTrue();
        host.later();
        psa.setByHand(ticket.id(), "New");
        host.run(Duration.ofHours(1));
        assertThat(ticket.statuses()).containsExactly("New", "Closed:tocsin", "New:ann");
        assertThat(host.incident().facts().question()).contains("may have been closed");
    }

    @ParameterizedTest
    @EnumSource(
            value = Op.class,
            names = {"ADD_NOTE", "SET_STATUS", "READ", "CLOSING_STATUS"})
    void aDeathAtWhicheverRequestLosesNothingAndDoesNothingTwice(Op op) {
        for (Fault death : List.of(new Fault.DeathBefore(), new Fault.DeathAfter())) {
            AnnAndBob own = new AnnAndBob();
            Ticket ticket = own.host.opened("dc01", "a");
            own.host.tocsin().acknowledgements().close(own.host.incident().id(), ANN, true);
            own.host.psa.next(op, death);
            own.host.dieIn(Duration.ofMinutes(1));
            own.host.run(Duration.ofMinutes(30));
            assertThat(notesSaying(ticket, "Closed by Ann Lee by the console"))
                    .as("%s %s", op, death)
                    .isEqualTo(1);
            assertThat(ticket.statuses()).containsExactly("New", "Closed:tocsin");
        }
    }

    @Test
    void aTicketThatOthersWereMergedIntoIsNotClosed() {
        Ticket ticket = host.opened("dc01", "a");
        Ticket parent = host.opened("dc02", "b");
        psa.merge(ticket.id(), parent.id());
        host.run(Duration.ofMinutes(2));
        Incident merged = host.incidents().get(0);
        ActionResult result = close(merged, true);
        assertThat(result.kind()).isEqualTo(Kind.DONE);
        assertThat(result.words()).contains("ticket #" + parent.id() + " stays open, since others use it");
        host.run(Duration.ofMinutes(1));
        assertThat(parent.isClosed()).isFalse();
        assertThat(notesSaying(parent, "Closed by Ann Lee")).isEqualTo(1);
        assertThat(host.incidents().get(0).state()).isEqualTo(IncidentState.CLOSED_HUMAN);
    }

    @Test
    void aTicketThatAnEventNamedIsNotClosed() {
        String theirs = psa.foreign(
                new TicketDraft("", "Call", "acme-psa", null, "New", "P3", "", NoteType.INTERNAL, Map.of()));
        host.ingest(host.problem("dc01", "a").attachTo(theirs));
        host.run(Duration.ofSeconds(31));
        assertThat(close(host.incident(), true).words())
                .contains("ticket #" + theirs + " stays open, since an event named it");
        host.run(Duration.ofMinutes(1));
        assertThat(psa.only().isClosed()).isFalse();
    }

    @Test
    void aStormAsksForAConfirmationByWhatItHolds() {
        StormPolicy few = StormPolicy.builder()
                .msp(60, 60)
                .company(3, 3)
                .topCompany(3, 3)
                .openTickets(20)
                .longestWait(Duration.ofSeconds(30))
                .build();
        Crew flooded = new Crew(Settings.builder().storm(few).build(), new VolatileStore(), builder -> builder);
        flooded.stranger(ANN, ANNS.e164());
        for (int i = 0; i < 30; i++) {
            flooded.host.raise("dc" + i, "dc" + i);
        }
        flooded.host.run(Duration.ofSeconds(80));
        List<Incident> all = flooded.host.incidents();
        Incident storm =
                all.stream().filter(one -> one.place().storm()).findFirst().orElseThrow();
        long held = all.stream()
                .filter(one -> one.state() == IncidentState.ABSORBED)
                .count();
        ActionResult result = flooded.host.tocsin().acknowledgements().close(storm.id(), ANN, false);
        assertThat(result.kind()).isEqualTo(Kind.NEEDS_CONFIRMATION);
        assertThat(held).isGreaterThan(1);
        assertThat(result.words())
                .contains("Its storm holds " + held + " groups; what of that goes on gets a new ticket.");
    }

    @Test
    void aTicketThatIsAParentIsLeftToAPerson() {
        Ticket ticket = host.opened("dc01", "a");
        psa.addChild(ticket.id());
        close(host.incident(), true);
        host.run(Duration.ofMinutes(1));
        assertThat(ticket.isClosed()).isFalse();
        assertThat(host.incident().facts().question()).contains("other tickets hang below it");
        assertThat(notesSaying(ticket, "For a person to decide")).isEqualTo(1);
    }

    @Test
    void aTicketOfAProjectIsLeftAsItIs() {
        Ticket ticket = host.opened("dc01", "a");
        psa.convertByHand(ticket.id());
        host.run(Duration.ofMinutes(2));
        int before = texts(ticket).size();
        ActionResult result = close(host.incident(), true);
        assertThat(result.words()).contains("is one of a project and is left as it is");
        host.run(Duration.ofMinutes(1));
        assertThat(texts(ticket)).hasSize(before);
        assertThat(host.intents()).noneMatch(intent -> intent.body() instanceof IntentBody.CloseForPerson);
    }

    @Test
    void aTicketThatIsBeingClosedByUsIsClosedOnce() {
        Ticket ticket = host.opened("dc01", "a");
        psa.next(Op.SET_STATUS, new Fault.LostAfter());
        host.over("dc01", "a");
        assertThat(host.incident().state()).isEqualTo(IncidentState.CLOSING);
        assertThat(close(host.incident(), false).kind()).isEqualTo(Kind.DONE);
        host.run(Duration.ofMinutes(30));
        assertThat(ticket.statuses()).containsExactly("New", "Closed:tocsin");
        assertThat(host.incident().state()).isEqualTo(IncidentState.CLOSED_HUMAN);
    }

    @Test
    void momentsAreClosedWithoutAQuestion() {
        host.ingest(host.moment("SIGN_IN", "x"));
        host.run(Duration.ofSeconds(31));
        assertThat(close(host.incident(), false).kind()).isEqualTo(Kind.DONE);
        host.run(Duration.ofMinutes(1));
        assertThat(psa.only().isClosed()).isTrue();
    }

    @Test
    void withoutATicketTheRulesAnswerToAPersonsCloseHoldsAsWell() {
        host.policy(policy -> policy.personsClose(PersonsClose.MUTE).muteFor(Duration.ofHours(1)));
        host.raise("dc01", "a");
        assertThat(close(host.incident(), true).words()).contains("before it had a ticket", "quiet for PT1H");
        host.run(Duration.ofMinutes(50));
        assertThat(psa.all()).isEmpty();
        host.run(Duration.ofHours(1));
        assertThat(psa.all()).hasSize(1);
    }

    @Test
    void withoutATicketWhatIsToGetANewOneGetsIt() {
        host.policy(policy -> policy.personsClose(PersonsClose.NEW_TICKET));
        host.raise("dc01", "a");
        close(host.incident(), true);
        host.run(Duration.ofMinutes(5));
        assertThat(host.incidents()).hasSize(2);
        assertThat(psa.all()).hasSize(1);
    }
}
