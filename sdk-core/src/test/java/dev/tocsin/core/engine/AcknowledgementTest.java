package dev.tocsin.core.engine;

import static dev.tocsin.core.fake.AnnAndBob.ANN;
import static dev.tocsin.core.fake.AnnAndBob.ANNS;
import static dev.tocsin.core.fake.AnnAndBob.BOB;
import static dev.tocsin.core.fake.Host.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.Tocsin;
import dev.tocsin.core.escalation.Acknowledgement;
import dev.tocsin.core.escalation.ActionResult;
import dev.tocsin.core.escalation.ActionResult.Kind;
import dev.tocsin.core.escalation.Escalation;
import dev.tocsin.core.escalation.EscalationPhase;
import dev.tocsin.core.escalation.Via;
import dev.tocsin.core.fake.AnnAndBob;
import dev.tocsin.core.fake.DyingStore;
import dev.tocsin.core.fake.Fault;
import dev.tocsin.core.fake.Host;
import dev.tocsin.core.fake.ProcessDeath;
import dev.tocsin.core.fake.ScriptedPsa;
import dev.tocsin.core.fake.ScriptedPsa.Op;
import dev.tocsin.core.fake.ScriptedPsa.Ticket;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.intent.IntentBody;
import dev.tocsin.core.intent.IntentState;
import dev.tocsin.core.people.TechnicianStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A technician takes an incident up. */
@Timeout(20)
class AcknowledgementTest {
    private final AnnAndBob crew = new AnnAndBob();
    private final Host host = crew.host;
    private final ScriptedPsa psa = host.psa;

    private ActionResult acknowledge(Incident incident, String technician) {
        return host.tocsin().acknowledgements().acknowledge(incident.id(), technician);
    }

    private static long notesSaying(Ticket ticket, String words) {
        return texts(ticket).stream().filter(text -> text.contains(words)).count();
    }

    private Escalation escalation(Incident incident) {
        return Objects.requireNonNull(crew.escalation(incident));
    }

    @Test
    void theTicketGetsTheNoteTheOwnerAndTheStatusOfItsRule() {
        host.policy(policy -> policy.acknowledgedStatus("In Progress"));
        Ticket ticket = host.opened("dc01", "a");
        ActionResult result = acknowledge(host.incident(), ANN);
        assertThat(result.kind()).isEqualTo(Kind.DONE);
        assertThat(result.words()).endsWith(": acknowledged by Ann Lee by the console 08:00Z.");
        Escalation escalation = escalation(host.incident());
        assertThat(escalation.phase()).isEqualTo(EscalationPhase.ACKNOWLEDGED);
        assertThat(escalation.acknowledgement())
                .isEqualTo(new Acknowledgement(ANN, "Ann Lee", Via.API, host.time.instant()));
        host.run(Duration.ofMinutes(1));
        assertThat(texts(ticket).get(texts(ticket).size() - 1))
                .startsWith("Acknowledged by Ann Lee by the console 08:00Z.\n\nref n-");
        assertThat(ticket.owner()).isEqualTo("ALee");
        assertThat(ticket.statuses()).containsExactly("New", "In Progress:tocsin");
        assertThat(host.incident().state()).isEqualTo(IncidentState.OPEN);
    }

    @Test
    void theSameAgainIsAnsweredTheSameAndChangesNothing() {
        Ticket ticket = host.opened("dc01", "a");
        ActionResult first = acknowledge(host.incident(), ANN);
        host.run(Duration.ofMinutes(10));
        ActionResult again = acknowledge(host.incident(), ANN);
        ActionResult bobs = acknowledge(host.incident(), BOB);
        host.run(Duration.ofMinutes(1));
        assertThat(again).isEqualTo(new ActionResult(Kind.ALREADY, first.words()));
        assertThat(bobs).isEqualTo(again);
        assertThat(notesSaying(ticket, "Acknowledged")).isEqualTo(1);
        assertThat(psa.calls(Op.SET_OWNER)).hasSize(1);
    }

    @Test
    void ofTwoAtOnceOneTakesItUpAndTheOtherIsToldOfThat() throws Exception {
        host.opened("dc01", "a");
        Incident incident = host.incident();
        ExecutorService both = Executors.newFixedThreadPool(2);
        try {
            List<Callable<ActionResult>> calls =
                    List.of(() -> acknowledge(incident, ANN), () -> acknowledge(incident, BOB));
            List<ActionResult> results = new ArrayList<>();
            for (Future<ActionResult> call : both.invokeAll(calls)) {
                results.add(call.get());
            }
            assertThat(results).extracting(ActionResult::kind).containsExactlyInAnyOrder(Kind.DONE, Kind.ALREADY);
            assertThat(results.get(0).words()).isEqualTo(results.get(1).words());
        } finally {
            both.shutdown();
        }
        host.run(Duration.ofMinutes(1));
        assertThat(notesSaying(psa.only(), "Acknowledged")).isEqualTo(1);
    }

    @Test
    void whoIsNoMemberOfThePsaOwnsNothingThere() {
        Ticket ticket = host.opened("dc01", "a");
        acknowledge(host.incident(), BOB);
        host.run(Duration.ofMinutes(1));
        assertThat(notesSaying(ticket, "Acknowledged by Bob Ray")).isEqualTo(1);
        assertThat(ticket.owner()).isNull();
    }

    @Test
    void whatIsNotThereYetFollowsWithTheTicket() {
        host.policy(policy -> policy.acknowledgedStatus("In Progress"));
        host.raise("dc01", "a");
        assertThat(acknowledge(host.incident(), ANN).kind()).isEqualTo(Kind.DONE);
        assertThat(escalation(host.incident()).unwritten()).hasSize(1);
        assertThat(host.intents()).isEmpty();
        host.run(Duration.ofMinutes(2));
        assertThat(escalation(host.incident()).unwritten()).isEmpty();
        assertThat(notesSaying(psa.only(), "Acknowledged by Ann Lee by the console 08:00Z"))
                .isEqualTo(1);
        assertThat(psa.only().owner()).isEqualTo("ALee");
        assertThat(psa.only().status()).isEqualTo("In Progress");
    }

    @Test
    void anAcknowledgementWhileTheCreateIsLookedUpFollowsWhenTheTicketIsFound() {
        psa.next(Op.CREATE, new Fault.LostAfter());
        host.raise("dc01", "a");
        host.run(Duration.ofSeconds(31));
        assertThat(host.incident().state()).isEqualTo(IncidentState.UNKNOWN);
        acknowledge(host.incident(), ANN);
        host.run(Duration.ofMinutes(2));
        assertThat(notesSaying(psa.only(), "Acknowledged")).isEqualTo(1);
        assertThat(psa.only().owner()).isEqualTo("ALee");
    }

    @Test
    void anAcknowledgementOfARefusedTicketFollowsWhenThePsaTakesIt() {
        psa.next(Op.CREATE, new Fault.Refused("no such board"));
        host.raise("dc01", "a");
        host.run(Duration.ofSeconds(31));
        assertThat(host.incident().state()).isEqualTo(IncidentState.QUARANTINED);
        acknowledge(host.incident(), ANN);
        host.tocsin().retryRefused();
        host.run(Duration.ofMinutes(2));
        assertThat(notesSaying(psa.only(), "Acknowledged")).isEqualTo(1);
    }

    @Test
    void anAcknowledgementWhileTheTicketIsReopenedFollowsWhenItIsOpenAgain() {
        Ticket ticket = host.opened("dc01", "a");
        host.over("dc01", "a");
        host.run(Duration.ofMinutes(1));
        assertThat(ticket.isClosed()).isTrue();
        host.later();
        host.raise("dc01", "a");
        assertThat(host.incident().state()).isEqualTo(IncidentState.REOPENING);
        acknowledge(host.incident(), ANN);
        host.run(Duration.ofMinutes(2));
        assertThat(ticket.isClosed()).isFalse();
        assertThat(ticket.owner()).isEqualTo("ALee");
        assertThat(notesSaying(ticket, "Acknowledged")).isEqualTo(1);
    }

    @Test
    void whatIsOverIsSaidToBeClosedAlready() {
        Ticket ticket = host.opened("dc01", "a");
        psa.closeByHand(ticket.id());
        host.run(Duration.ofMinutes(2));
        ActionResult result = acknowledge(host.incident(), ANN);
        assertThat(result.kind()).isEqualTo(Kind.CLOSED_ALREADY);
        assertThat(result.words()).contains("closed", "'Done by hand'");
        assertThat(notesSaying(ticket, "Acknowledged")).isZero();
    }

    @Test
    void whoIsNoActiveTechnicianTakesNothingUp() {
        host.opened("dc01", "a");
        crew.add(BOB, "Bob Ray", ANNS, TechnicianStatus.INACTIVE, null);
        for (String nobody : List.of(BOB, "carl")) {
            assertThat(acknowledge(host.incident(), nobody).kind()).isEqualTo(Kind.NOT_A_TECHNICIAN);
        }
        assertThat(host.tocsin().acknowledgements().acknowledge(4711, ANN).kind())
                .isEqualTo(Kind.UNKNOWN_INCIDENT);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anAcknowledgedTicketIsClosedWhenAllIsResolvedUnlessItsRuleLeavesItToPeople(boolean staysOpen) {
        host.policy(policy -> policy.acknowledgedStatus("In Progress").acknowledgedStaysOpen(staysOpen));
        Ticket ticket = host.opened("dc01", "a");
        acknowledge(host.incident(), ANN);
        host.run(Duration.ofMinutes(1));
        host.over("dc01", "a");
        host.run(Duration.ofMinutes(1));
        assertThat(ticket.isClosed()).isEqualTo(!staysOpen);
        assertThat(notesSaying(ticket, "Ann Lee acknowledged it, and closing is left to people"))
                .isEqualTo(staysOpen ? 1 : 0);
    }

    @Test
    void anOwnerOrStatusThatAPersonSetStaysAndStillCountsAsTouched() {
        host.policy(policy -> policy.acknowledgedStatus("In Progress"));
        Ticket ticket = host.opened("dc01", "a");
        psa.ownByHand(ticket.id());
        psa.setByHand(ticket.id(), "Waiting");
        acknowledge(host.incident(), ANN);
        host.run(Duration.ofMinutes(1));
        assertThat(ticket.owner()).isEqualTo("ann");
        assertThat(ticket.status()).isEqualTo("Waiting");
        host.over("dc01", "a");
        host.run(Duration.ofMinutes(1));
        assertThat(ticket.isClosed()).isFalse();
    }

    @Test
    void aMemberWhoIsNotThereIsToldAndHoldsUpNothing() {
        host.policy(policy -> policy.acknowledgedStatus("In Progress"));
        Ticket ticket = host.opened("dc01", "a");
        psa.next(Op.SET_OWNER, new Fault.Refused("owner ALee not found"));
        acknowledge(host.incident(), ANN);
        host.run(Duration.ofMinutes(1));
        assertThat(ticket.status()).isEqualTo("In Progress");
        assertThat(host.history()).anyMatch(text -> text.contains("owner ALee not found"));
        assertThat(host.tocsin().deadLetters().list(10)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aLostAnswerIsLookedUpBeforeAnythingIsSetAgain(boolean carriedOut) {
        host.policy(policy -> policy.acknowledgedStatus("In Progress"));
        Ticket ticket = host.opened("dc01", "a");
        Fault lost = carriedOut ? new Fault.LostAfter() : new Fault.LostBefore();
        psa.next(Op.SET_OWNER, lost).next(Op.SET_STATUS, lost);
        acknowledge(host.incident(), ANN);
        host.run(Duration.ofMinutes(20));
        assertThat(ticket.owner()).isEqualTo("ALee");
        assertThat(ticket.changes(Op.SET_OWNER)).isEqualTo(1);
        assertThat(ticket.statuses()).containsExactly("New", "In Progress:tocsin");
        // What we set ourselves is no person's touch, also if only a look-up told.
        host.over("dc01", "a");
        host.run(Duration.ofMinutes(1));
        assertThat(ticket.isClosed()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = Op.class,
            names = {"ADD_NOTE", "SET_OWNER", "SET_STATUS", "READ"})
    void aDeathAtWhicheverRequestLosesNothingAndDoesNothingTwice(Op op) {
        for (Fault death : List.of(new Fault.DeathBefore(), new Fault.DeathAfter())) {
            AnnAndBob own = new AnnAndBob();
            own.host.policy(policy -> policy.acknowledgedStatus("In Progress"));
            Ticket ticket = own.host.opened("dc01", "a");
            own.host.tocsin().acknowledgements().acknowledge(own.host.incident().id(), ANN);
            own.host.psa.next(op, death);
            own.host.dieIn(Duration.ofMinutes(1));
            own.host.run(Duration.ofMinutes(30));
            assertThat(notesSaying(ticket, "Acknowledged"))
                    .as("%s %s", op, death)
                    .isEqualTo(1);
            assertThat(ticket.changes(Op.SET_OWNER)).isEqualTo(1);
            assertThat(ticket.statuses()).containsExactly("New", "In Progress:tocsin");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aDeathAtTheCommitLeavesAllOfTheAcknowledgementOrNothing(boolean after) {
        Ticket ticket = host.opened("dc01", "a");
        Incident incident = host.incident();
        boolean[] dies = {true};
        try (Tocsin dying = Tocsin.builder()
                .store(new DyingStore(host.store, () -> dies[0] && !after, () -> dies[0] && after))
                .clock(host.time)
                .build()) {
            assertThatThrownBy(() -> dying.acknowledgements().acknowledge(incident.id(), ANN))
                    .isInstanceOf(ProcessDeath.class);
            dies[0] = false;
        }
        host.run(Duration.ofMinutes(1));
        assertThat(notesSaying(ticket, "Acknowledged")).isEqualTo(after ? 1 : 0);
        assertThat(ticket.owner()).isEqualTo(after ? "ALee" : null);
        assertThat(host.history().stream().filter(text -> text.contains("acknowledged by")))
                .hasSize(after ? 1 : 0);
        assertThat(acknowledge(incident, ANN).kind()).isEqualTo(after ? Kind.ALREADY : Kind.DONE);
    }

    @Test
    void aTicketOfAProjectIsNotWrittenTo() {
        Ticket ticket = host.opened("dc01", "a");
        psa.convertByHand(ticket.id());
        host.run(Duration.ofMinutes(2));
        assertThat(acknowledge(host.incident(), ANN).kind()).isEqualTo(Kind.DONE);
        host.run(Duration.ofMinutes(1));
        assertThat(host.intents()).noneMatch(intent -> intent.body() instanceof IntentBody.SetOwner);
        assertThat(notesSaying(ticket, "Acknowledged")).isZero();
    }

    @Test
    void whatIsPlannedAndNotYetSentEndsWithAPersonsClose() {
        host.policy(policy -> policy.acknowledgedStatus("In Progress"));
        Ticket ticket = host.opened("dc01", "a");
        acknowledge(host.incident(), ANN);
        psa.closeByHand(ticket.id());
        host.run(Duration.ofMinutes(2));
        assertThat(ticket.statuses()).containsExactly("New", "Done by hand:ann");
        assertThat(host.incident().state()).isEqualTo(IncidentState.CLOSED_HUMAN);
        assertThat(host.intents()).noneMatch(intent -> intent.state() == IntentState.PLANNED);
    }

    @Test
    void aSnoozeKeepsTheIncidentQuietForItsTime() {
        Ticket ticket = host.opened("dc01", "a");
        int before = texts(ticket).size();
        ActionResult result =
                host.tocsin().acknowledgements().snooze(host.incident().id(), ANN, Duration.ofHours(2));
        assertThat(result.kind()).isEqualTo(Kind.DONE);
        assertThat(result.words()).endsWith(": quiet until 10:00Z.");
        host.later();
        host.raise("dc01", "b");
        host.run(Duration.ofMinutes(110));
        assertThat(texts(ticket)).hasSize(before);
        host.run(Duration.ofMinutes(30));
        assertThat(texts(ticket)).hasSizeGreaterThan(before);
        assertThat(host.history()).anyMatch(text -> text.contains("by Ann Lee by the console"));
    }

    @Test
    void whatAMergeOvertakesIsWrittenToTheParent() {
        Ticket child = host.opened("dc01", "a");
        Ticket parent = host.opened("dc02", "b");
        Incident merged = host.incidents().get(0);
        psa.merge(child.id(), parent.id());
        psa.next(Op.ADD_NOTE, new Fault.NotExecuted(Duration.ofMinutes(10)));
        acknowledge(merged, ANN);
        host.run(Duration.ofHours(1));
        assertThat(texts(parent))
                .filteredOn(text -> text.contains("Acknowledged by Ann Lee"))
                .hasSize(1);
        assertThat(parent.owner()).isEqualTo("ALee");
        assertThat(escalation(merged).unwritten()).isEmpty();
    }
}
