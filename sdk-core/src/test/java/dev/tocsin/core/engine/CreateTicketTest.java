package dev.tocsin.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.base.TransportException;
import dev.tocsin.core.company.CompanyMapping;
import dev.tocsin.core.event.EventKind;
import dev.tocsin.core.event.Receipt;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.fake.Fault;
import dev.tocsin.core.fake.Host;
import dev.tocsin.core.fake.ScriptedPsa;
import dev.tocsin.core.fake.ScriptedPsa.Op;
import dev.tocsin.core.fake.ScriptedPsa.Ticket;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.incident.Member;
import dev.tocsin.core.incident.MemberState;
import dev.tocsin.core.intent.Intent;
import dev.tocsin.core.intent.IntentBody;
import dev.tocsin.core.intent.IntentState;
import dev.tocsin.core.psa.ReferenceMethod;
import dev.tocsin.core.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The crash-safe create, step by step: what is sent when, and what a lost answer or a crash comes to. */
@Timeout(20)
class CreateTicketTest {
    private static final Duration WAIT = Duration.ofSeconds(31);
    private final Host host = new Host();
    private final ScriptedPsa psa = host.psa;

    /** A connection whose reference is proven, by a first ticket that is out of the way. */
    private void proven() {
        host.raise("first", "first");
        host.run(WAIT);
        assertThat(host.tocsin().audit().connection(Host.MSP, Host.CONNECTION).proven())
                .isEqualTo(ReferenceMethod.FIELD);
    }

    private Intent lastCreate() {
        List<Intent> creates = host.intents().stream()
                .filter(intent -> intent.body() instanceof IntentBody.CreateTicket)
                .toList();
        return creates.get(creates.size() - 1);
    }

    private static String reference(Intent create) {
        return ((IntentBody.CreateTicket) create.body()).draft().reference();
    }

    /** Raises one problem and works until its request was sent; returns when that was. */
    private Instant sent(Fault fault) {
        psa.next(Op.CREATE, fault);
        host.raise("dc01", "a");
        Instant at = host.time.instant().plusSeconds(30);
        host.run(Duration.ofSeconds(30));
        return at;
    }

    @Test
    void createsOneTicketWhenTheGroupWaitIsOver() {
        host.raise("dc01", "a");
        host.raise("dc01", "b");
        host.run(Duration.ofSeconds(29));
        assertThat(psa.all()).isEmpty();
        host.run(Duration.ofSeconds(1));
        assertThat(psa.only().draft().summary()).isEqualTo("HIGH: 2 Problems on dc01");
        assertThat(psa.only().draft().status()).isEqualTo("New");
        assertThat(psa.only().draft().company()).isEqualTo("acme-psa");
        assertThat(psa.only().draft().fields()).containsEntry("board", "Alerts");
        assertThat(psa.only().draft().reference()).matches("X1-[A-Z2-7]{26}");
        assertThat(host.incident().state()).isEqualTo(IncidentState.OPEN);
        assertThat(host.incident().ticketId()).isEqualTo(psa.only().id());
    }

    @Test
    void aTopPriorityDoesNotWait() {
        psa.withTopPriority("P1");
        host.restart();
        assertThat(settled()).isEmpty();
        host.ingest(host.problem("dc01", "a").severity(Severity.CRITICAL));
        host.run(Duration.ZERO);
        assertThat(psa.only().draft().priority()).isEqualTo("P1");
    }

    @Test
    void aMemberOfTopPriorityEndsTheGroupWaitOfTheOthers() {
        psa.withTopPriority("P1");
        host.restart();
        assertThat(settled()).isEmpty();
        host.raise("dc01", "a");
        host.ingest(host.problem("dc01", "b").severity(Severity.CRITICAL));
        host.run(Duration.ZERO);
        assertThat(psa.only().draft().priority()).isEqualTo("P1");
    }

    private List<Settling.Left> settled() {
        try {
            return host.tocsin().settle(false);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theIntentIsCommittedAsSentBeforeTheRequestLeaves() {
        psa.next(Op.CREATE, new Fault.Meanwhile(() -> {
            assertThat(host.create().state()).isEqualTo(IntentState.SENT);
            assertThat(host.create().attempts()).isEqualTo(1);
            assertThat(host.create().leaseUntil()).isEqualTo(host.time.instant().plusSeconds(90));
        }));
        host.raise("dc01", "a");
        host.run(WAIT);
        assertThat(host.create().state()).isEqualTo(IntentState.DONE);
    }

    @Test
    void aRequestDoesNotLeaveAfterItsDeadline() {
        psa.next(Op.CREATE, new Fault.Meanwhile(() -> host.time.advance(Duration.ofSeconds(31))));
        host.raise("dc01", "a");
        host.run(Duration.ofSeconds(30));
        assertThat(psa.all()).isEmpty();
        assertThat(host.create().state()).isEqualTo(IntentState.PLANNED);
        host.run(Duration.ofMinutes(1));
        assertThat(psa.all()).hasSize(1);
    }

    // ---- proof of the reference

    @Test
    void theFirstCreateIsTheProbeAndTheOthersWaitForItsProof() {
        psa.searchLag(Duration.ofSeconds(5));
        host.raise("a", "a");
        host.raise("b", "b");
        host.raise("c", "c");
        host.run(Duration.ofSeconds(30));
        assertThat(psa.all()).hasSize(1);
        host.run(Duration.ofSeconds(4));
        assertThat(psa.all()).hasSize(1);
        host.run(Duration.ofSeconds(20));
        assertThat(psa.all()).hasSize(3);
        assertThat(host.tocsin().audit().connection(Host.MSP, Host.CONNECTION).proven())
                .isEqualTo(ReferenceMethod.FIELD);
    }

    @Test
    void aReferenceThatIsNotStoredMakesTheNextWayTheProbe() {
        psa.drops(ReferenceMethod.FIELD);
        host.raise("a", "a");
        host.raise("b", "b");
        host.raise("c", "c");
        host.run(WAIT);
        assertThat(psa.all()).hasSize(3);
        assertThat(psa.all().get(1).draft().reference()).isNotEmpty();
        assertThat(host.tocsin().audit().connection(Host.MSP, Host.CONNECTION).proven())
                .isEqualTo(ReferenceMethod.SUMMARY_MARKER);
        assertThat(host.history())
                .contains("the PSA did not keep the reference in its reference field; another way is tried");
    }

    @Test
    void aReferenceThatIsNeverFoundMakesTheNextWayTheProbe() {
        psa.methods(ReferenceMethod.FIELD, ReferenceMethod.CUSTOM_FIELD, ReferenceMethod.SUMMARY_MARKER)
                .doesNotSearch(ReferenceMethod.FIELD);
        host.raise("a", "a");
        host.raise("b", "b");
        host.run(Duration.ofMinutes(2));
        assertThat(psa.all()).hasSize(2);
        assertThat(host.tocsin().audit().connection(Host.MSP, Host.CONNECTION).proven())
                .isEqualTo(ReferenceMethod.CUSTOM_FIELD);
    }

    @Test
    void aReferenceThatIsKeptInAnotherCaseIsNotProven() {
        psa.lowersReferences();
        host.raise("a", "a");
        host.raise("b", "b");
        host.run(Duration.ofMinutes(2));
        assertThat(host.tocsin().audit().connection(Host.MSP, Host.CONNECTION).proven())
                .isEqualTo(ReferenceMethod.SUMMARY_MARKER);
    }

    @Test
    void createsGoOnIfNoWayCanBeProven() {
        psa.drops(ReferenceMethod.FIELD, ReferenceMethod.SUMMARY_MARKER);
        for (String asset : List.of("a", "b", "c", "d")) {
            host.raise(asset, asset);
        }
        host.run(Duration.ofMinutes(5));
        assertThat(psa.all()).hasSize(4);
        assertThat(host.tocsin().audit().connection(Host.MSP, Host.CONNECTION).proven())
                .isNull();
    }

    @Test
    void waysThatWereRejectedAreTriedAnewAfterTheProofInterval() {
        psa.drops(ReferenceMethod.FIELD, ReferenceMethod.SUMMARY_MARKER);
        host.raise("a", "a");
        host.run(WAIT);
        host.raise("b", "b");
        host.run(WAIT);
        psa.drops();
        host.raise("c", "c");
        host.run(WAIT);
        assertThat(host.tocsin().audit().connection(Host.MSP, Host.CONNECTION).proven())
                .isNull();
        host.run(Duration.ofDays(7));
        host.raise("d", "d");
        host.run(WAIT);
        assertThat(host.tocsin().audit().connection(Host.MSP, Host.CONNECTION).proven())
                .isEqualTo(ReferenceMethod.FIELD);
    }

    @Test
    void aProofIsMadeAgainAfterTheProofInterval() {
        proven();
        host.run(Duration.ofDays(7));
        psa.drops(ReferenceMethod.FIELD);
        host.raise("b", "b");
        host.run(WAIT);
        assertThat(host.tocsin().audit().connection(Host.MSP, Host.CONNECTION).proven())
                .isNull();
    }

    @Test
    void aProofIsMadeAgainWhenThePsaHasAnotherVersion() throws InterruptedException {
        proven();
        host.tocsin().settle(false);
        assertThat(host.tocsin().audit().connection(Host.MSP, Host.CONNECTION).proven())
                .as("the same version proves nothing anew")
                .isEqualTo(ReferenceMethod.FIELD);
        psa.upgrade("2");
        host.run(Duration.ofHours(25));
        assertThat(host.tocsin().audit().connection(Host.MSP, Host.CONNECTION).proven())
                .as("asked again after a day")
                .isNull();
        host.raise("b", "b");
        host.run(WAIT);
        assertThat(host.tocsin().audit().connection(Host.MSP, Host.CONNECTION).proven())
                .isEqualTo(ReferenceMethod.FIELD);
    }

    @Test
    void aProbeWhoseTicketIsGonePassesItsRoleOn() {
        psa.next(Op.READ, new Fault.Meanwhile(() -> psa.delete("101")));
        host.raise("a", "a");
        host.raise("b", "b");
        host.run(Duration.ofMinutes(1));
        assertThat(host.tocsin().audit().connection(Host.MSP, Host.CONNECTION).proven())
                .isEqualTo(ReferenceMethod.FIELD);
    }

    @Test
    void aRefusedProbePassesItsRoleOn() {
        psa.next(Op.CREATE, new Fault.Refused("board is missing"));
        host.raise("a", "a");
        host.raise("b", "b");
        host.run(WAIT);
        assertThat(psa.all()).hasSize(1);
        assertThat(host.tocsin().audit().connection(Host.MSP, Host.CONNECTION).proven())
                .isEqualTo(ReferenceMethod.FIELD);
    }

    @Test
    void anUnknownProbePassesItsRoleOnAndIsSentAgainOnceAnotherProvedTheReference() {
        psa.next(Op.CREATE, new Fault.LostBefore());
        host.raise("a", "a");
        host.raise("b", "b");
        host.run(Duration.ofMinutes(2));
        assertThat(psa.all()).hasSize(1);
        host.run(Duration.ofMinutes(10));
        assertThat(psa.all()).hasSize(2);
        assertThat(host.incidents()).allMatch(incident -> incident.state() == IncidentState.OPEN);
    }

    @Test
    void anUnknownCreateIsNeverSentAgainWithoutProofAndALaterProofWakesIt() {
        sent(new Fault.LostBefore());
        host.run(Duration.ofHours(5));
        assertThat(psa.calls(Op.CREATE)).hasSize(1);
        assertThat(host.incident().state()).isEqualTo(IncidentState.UNKNOWN);
        assertThat(settled())
                .singleElement()
                .satisfies(left -> assertThat(left.reason()).contains("its outcome is unknown"));

        host.raise("b", "b");
        host.run(Duration.ofMinutes(1));
        assertThat(psa.all()).hasSize(2);
        assertThat(host.incidents()).allMatch(incident -> incident.state() == IncidentState.OPEN);
    }

    @Test
    void anUnknownCreateThatNoWayCanFindIsSettledByTheCompanysRecentTickets() {
        psa.drops(ReferenceMethod.FIELD, ReferenceMethod.SUMMARY_MARKER);
        sent(new Fault.LostAfter());
        host.run(Duration.ofMinutes(1));
        assertThat(psa.calls(Op.CREATE)).hasSize(1);
        assertThat(host.incident().state()).isEqualTo(IncidentState.OPEN);
        assertThat(host.incident().ticketId()).isEqualTo(psa.only().id());
    }

    @Test
    void theGroupsEarlierTicketIsNotMistakenForTheUnknownOne() {
        psa.drops(ReferenceMethod.FIELD, ReferenceMethod.SUMMARY_MARKER).methods(ReferenceMethod.FIELD);
        host.raise("dc01", "a");
        host.run(WAIT);
        String first = psa.only().id();
        psa.closeByHand(first);
        host.run(Duration.ofMinutes(1));
        host.resolve("dc01", "a");
        host.time.advance(Duration.ofSeconds(1));
        sent(new Fault.LostBefore());
        psa.setByHand(first, "In work");
        host.run(Duration.ofMinutes(30));
        assertThat(host.latest().ticketId()).isNull();
        assertThat(host.latest().state()).isEqualTo(IncidentState.UNKNOWN);
    }

    @Test
    void aFoundReferenceIsAProofAndTheProbeThatRunsMeanwhileDoesNotUndoIt() {
        Fault[] failures = new Fault[20];
        java.util.Arrays.fill(failures, new Fault.NotExecuted(null));
        psa.searchLag(Duration.ofSeconds(28))
                .next(Op.CREATE, new Fault.LostAfter())
                .next(Op.CREATED_SINCE, failures);
        host.raise("a", "a");
        host.run(Duration.ofSeconds(25));
        host.raise("b", "b");
        host.run(Duration.ofSeconds(38));
        assertThat(host.tocsin().audit().connection(Host.MSP, Host.CONNECTION).proven())
                .isEqualTo(ReferenceMethod.FIELD);
        psa.doesNotSearch(ReferenceMethod.FIELD);
        host.run(Duration.ofMinutes(1));
        assertThat(host.tocsin().audit().connection(Host.MSP, Host.CONNECTION).proven())
                .isEqualTo(ReferenceMethod.FIELD);
        assertThat(psa.all()).hasSize(2);
    }

    // ---- unknown outcomes

    @Test
    void anUnknownCreateIsLookedUpAtTheSetTimesAndJustAfterTheQuarantine() {
        proven();
        Instant sent = sent(new Fault.LostBefore());
        host.run(Duration.ofMinutes(6));
        assertThat(psa.times(Op.FIND, sent).subList(0, 6))
                .containsExactly(
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(90).plusMillis(1),
                        Duration.ofSeconds(210).plusMillis(4),
                        Duration.ofMinutes(5).plusMillis(1));
        assertThat(psa.times(Op.CREATE, sent))
                .containsExactly(Duration.ZERO, Duration.ofMinutes(5).plusMillis(1));
        assertThat(psa.all()).hasSize(2);
    }

    @Test
    void theRepeatCarriesTheSameReferenceAndTheSameBody() {
        proven();
        sent(new Fault.LostBefore());
        host.raise("dc01", "b");
        host.run(Duration.ofMinutes(6));
        List<ScriptedPsa.Call> creates = psa.calls(Op.CREATE);
        assertThat(creates).hasSize(3);
        assertThat(creates.get(2).argument()).isEqualTo(creates.get(1).argument());
        assertThat(psa.all().get(1).draft().summary()).isEqualTo("HIGH: Problem a (dc01)");
    }

    @Test
    void aTicketThatIsFoundIsAdoptedAndNotMadeAgain() {
        proven();
        sent(new Fault.LostAfter());
        assertThat(host.latest().state()).isEqualTo(IncidentState.UNKNOWN);
        host.run(Duration.ofSeconds(3));
        assertThat(host.latest().state()).isEqualTo(IncidentState.OPEN);
        host.run(Duration.ofHours(2));
        assertThat(psa.all()).hasSize(2);
        assertThat(host.latest().ticketId()).isEqualTo(psa.all().get(1).id());
    }

    @Test
    void theLowestOfTwoIsAdoptedAndTheOtherIsClosedWithANote() {
        proven();
        sent(new Fault.LostTwice());
        host.run(Duration.ofMinutes(1));
        Ticket kept = psa.all().get(1);
        Ticket twin = psa.all().get(2);
        assertThat(host.latest().ticketId()).isEqualTo(kept.id());
        assertThat(kept.isClosed()).isFalse();
        assertThat(twin.isClosed()).isTrue();
        assertThat(twin.notes())
                .singleElement()
                .satisfies(note -> assertThat(note.text()).contains("second copy of #" + kept.id()));
    }

    @Test
    void ticketIdsAreComparedAsNumbers() {
        proven();
        for (int i = 0; i < 897; i++) {
            psa.delete(psa.foreign(psa.all().get(0).draft()));
        }
        sent(new Fault.LostTwice());
        host.run(Duration.ofMinutes(1));
        assertThat(psa.all()).extracting(Ticket::id).contains("999", "1000");
        assertThat(host.latest().ticketId()).isEqualTo("999");
    }

    @Test
    void aLateTwinIsFoundAtEachSearchAndClosed() {
        for (Duration late : List.of(Duration.ofSeconds(330), Duration.ofMinutes(10), Duration.ofMinutes(50))) {
            Host own = new Host();
            own.raise("first", "first");
            own.run(WAIT);
            own.psa.next(Op.CREATE, new Fault.LostLate(late));
            own.raise("dc01", "a");
            own.run(Duration.ofMinutes(8));
            own.run(Duration.ofMinutes(70));
            assertThat(own.psa.all()).hasSize(3);
            assertThat(own.psa.all().stream().filter(ticket -> !ticket.isClosed()))
                    .as("late by %s", late)
                    .hasSize(2);
            assertThat(own.psa.ticketOf(String.valueOf(own.latest().ticketId())).isClosed())
                    .isFalse();
        }
    }

    @Test
    void twinsAreSearchedForAfterOneTenAndSixtyMinutes() {
        proven();
        Instant sent = sent(new Fault.LostBefore());
        Instant done = sent.plus(Duration.ofMinutes(5)).plusMillis(1);
        host.run(Duration.ofHours(3));
        assertThat(psa.times(Op.FIND, done.plusMillis(1)))
                .containsExactly(
                        Duration.ofMinutes(1).minusMillis(1),
                        Duration.ofMinutes(10).minusMillis(1),
                        Duration.ofMinutes(60).minusMillis(1));
    }

    @Test
    void aTwinOfATicketThatWasClosedMeanwhileIsClosedAsWell() {
        proven();
        sent(new Fault.LostLate(Duration.ofMinutes(30)));
        host.run(Duration.ofMinutes(6));
        host.resolve("dc01", "a");
        host.run(Duration.ofMinutes(10));
        assertThat(host.latest().state()).isEqualTo(IncidentState.CLOSED_AUTO);
        host.run(Duration.ofHours(2));
        assertThat(psa.all()).hasSize(3);
        assertThat(psa.all().subList(1, 3)).allMatch(Ticket::isClosed);
    }

    @Test
    void aTicketThatAPersonClosedBeforeItWasFoundCountsAsClosedByAPerson() {
        proven();
        sent(new Fault.LostAfter());
        Fault[] failures = new Fault[120];
        java.util.Arrays.fill(failures, new Fault.NotExecuted(null));
        psa.next(Op.FIND, failures);
        psa.closeByHand(psa.all().get(1).id());
        host.run(Duration.ofMinutes(5));
        psa.noteByHand(psa.all().get(0).id(), "ann", "moves the poll on");
        host.run(Duration.ofMinutes(15));
        assertThat(host.latest().state()).isEqualTo(IncidentState.CLOSED_HUMAN);
        assertThat(host.raise("dc01", "a").outcome()).isEqualTo(Receipt.Outcome.ANSWERED);
    }

    @Test
    void aReferenceInAnotherCaseIsNotAdopted() {
        proven();
        psa.lowersReferences();
        sent(new Fault.LostAfter());
        host.run(Duration.ofMinutes(4));
        assertThat(host.latest().ticketId()).isNull();
    }

    @Test
    void aLookUpThatFailsIsNotANegativeOne() {
        proven();
        Fault[] failures = new Fault[200];
        java.util.Arrays.fill(failures, new Fault.NotExecuted(null));
        psa.next(Op.FIND, failures);
        sent(new Fault.LostAfter());
        host.run(Duration.ofMinutes(10));
        assertThat(psa.calls(Op.CREATE)).hasSize(2);
        psa.noMoreFaults();
        host.run(Duration.ofMinutes(1));
        assertThat(psa.all()).hasSize(2);
        assertThat(host.latest().state()).isEqualTo(IncidentState.OPEN);
    }

    @Test
    void aLookUpThatIsAskedToWaitDoes() {
        proven();
        psa.next(Op.FIND, new Fault.Throw(new TransportException("429", Duration.ofMinutes(2), null)));
        Instant sent = sent(new Fault.LostAfter());
        host.run(Duration.ofMinutes(3));
        assertThat(psa.times(Op.FIND, sent).subList(0, 2))
                .containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(122));
    }

    @Test
    void aLookUpThatBeganBeforeTheEndOfTheQuarantineDoesNotCount() {
        proven();
        Instant sent = sent(new Fault.LostLate(Duration.ofSeconds(299)));
        host.run(Duration.ofMinutes(20));
        assertThat(psa.times(Op.CREATE, sent)).hasSize(1);
        assertThat(psa.all()).hasSize(2);
        assertThat(host.latest().state()).isEqualTo(IncidentState.OPEN);
    }

    // ---- not executed and refused

    @Test
    void aRequestThatWasAskedToWaitIsPlannedAtThatMoment() {
        proven();
        Instant sent = sent(new Fault.NotExecuted(Duration.ofSeconds(77)));
        assertThat(lastCreate().dueAt()).isEqualTo(sent.plusSeconds(77));
        host.run(Duration.ofSeconds(77));
        assertThat(psa.times(Op.CREATE, sent)).containsExactly(Duration.ZERO, Duration.ofSeconds(77));
        assertThat(lastCreate().attempts()).isEqualTo(2);
        assertThat(lastCreate().everUnknown()).isFalse();
    }

    @Test
    void anEmptyRetryAfterDoesNotSpin() {
        proven();
        Instant sent = sent(new Fault.NotExecuted(Duration.ZERO));
        assertThat(lastCreate().dueAt()).isEqualTo(sent.plusSeconds(5));
    }

    @Test
    void aRequestThatCouldNotBeSentIsRepeatedWithDoublingPauses() {
        proven();
        Fault[] failures = new Fault[9];
        java.util.Arrays.fill(failures, new Fault.NotExecuted(null));
        psa.next(Op.CREATE, failures);
        Instant sent = sent(new Fault.NotExecuted(null));
        host.run(Duration.ofHours(2));
        assertThat(psa.times(Op.CREATE, sent).stream().map(Duration::toSeconds).limit(9))
                .containsExactly(0L, 5L, 15L, 35L, 75L, 155L, 315L, 635L, 1235L);
        assertThat(psa.all()).hasSize(2);
    }

    @Test
    void refusedCredentialsPauseTheWholeConnection() {
        proven();
        host.raise("dc02", "b");
        Instant sent = sent(new Fault.AccessDenied());
        host.run(Duration.ofMinutes(4));
        assertThat(psa.all().size()).isLessThanOrEqualTo(2);
        assertThat(psa.times(Op.CHANGED, sent.plusMillis(1))).isEmpty();
        assertThat(host.tocsin().audit().connection(Host.MSP, Host.CONNECTION).pausedUntil())
                .isEqualTo(sent.plus(Duration.ofMinutes(5)));
        host.run(Duration.ofMinutes(2));
        assertThat(psa.all()).hasSize(3);
    }

    @Test
    void aNewStartTriesWhatWasPostponedAndSaysWhatIsStillNotLetIn() {
        proven();
        host.raise("dc02", "b");
        sent(new Fault.AccessDenied());
        psa.next(Op.CREATE, new Fault.AccessDenied(), new Fault.AccessDenied());
        assertThat(settled())
                .isNotEmpty()
                .allSatisfy(left -> assertThat(left.reason()).startsWith("nothing is sent until"));
        psa.noMoreFaults();
        assertThat(settled())
                .as("the key was mended, and nobody waits for the pause")
                .isEmpty();
        assertThat(psa.all()).hasSize(3);
    }

    @Test
    void refusedCredentialsOfALookUpPauseTheConnectionToo() {
        proven();
        psa.next(Op.FIND, new Fault.AccessDenied());
        Instant sent = sent(new Fault.LostAfter());
        host.run(Duration.ofMinutes(4));
        assertThat(psa.times(Op.FIND, sent)).hasSize(1);
        host.run(Duration.ofMinutes(2));
        assertThat(host.latest().state()).isEqualTo(IncidentState.OPEN);
        assertThat(psa.all()).hasSize(2);
    }

    @Test
    void aRefusedTicketIsQuarantinedAndRetriedWithTheMendedRule() {
        proven();
        sent(new Fault.Refused("the board does not exist"));
        assertThat(host.latest().state()).isEqualTo(IncidentState.QUARANTINED);
        assertThat(host.latest().reason()).contains("the board does not exist");
        assertThat(host.tocsin().audit().refusedIntents(Host.MSP, 10)).hasSize(1);
        host.raise("dc01", "b");
        host.run(Duration.ofHours(1));
        assertThat(psa.calls(Op.CREATE)).hasSize(2);

        host.tocsin()
                .configuration()
                .save(Host.rule("r1").psaField("board", "Other").build());
        assertThat(host.tocsin().retryRefused()).isEqualTo(1);
        host.run(Duration.ofSeconds(1));
        assertThat(host.latest().state()).isEqualTo(IncidentState.OPEN);
        Ticket ticket = psa.all().get(1);
        assertThat(ticket.draft().fields()).containsEntry("board", "Other");
        assertThat(ticket.draft().summary()).isEqualTo("HIGH: 2 Problems on dc01");
        assertThat(host.latest().ruleRevision()).isEqualTo(2);
        assertThat(host.tocsin().retryRefused()).isZero();
    }

    @Test
    void aRefusedGroupThatIsOverIsDroppedAtTheRetry() {
        proven();
        sent(new Fault.Refused("no"));
        host.resolve("dc01", "a");
        host.tocsin().retryRefused();
        host.run(Duration.ofSeconds(1));
        assertThat(host.latest().state()).isEqualTo(IncidentState.DROPPED);
        assertThat(psa.all()).hasSize(1);
    }

    @Test
    void aRefusedTicketDoesNotHoldUpOthers() {
        proven();
        host.raise("dc02", "b");
        sent(new Fault.Refused("no"));
        host.run(WAIT);
        assertThat(psa.all()).hasSize(2);
    }

    // ---- crashes

    @Test
    void aProcessThatDiedBeforeTheRequestMakesTheTicketLaterAndOnce() {
        proven();
        psa.next(Op.CREATE, new Fault.DeathBefore());
        host.raise("dc01", "a");
        host.dieIn(WAIT);
        assertThat(lastCreate().state()).isEqualTo(IntentState.SENT);
        host.run(Duration.ofSeconds(80));
        assertThat(lastCreate().state()).isEqualTo(IntentState.SENT);
        host.run(Duration.ofSeconds(20));
        assertThat(lastCreate().state()).isEqualTo(IntentState.UNKNOWN);
        host.run(Duration.ofMinutes(10));
        assertThat(psa.all()).hasSize(2);
        assertThat(host.latest().state()).isEqualTo(IncidentState.OPEN);
    }

    @Test
    void aProcessThatDiedAfterTheRequestAdoptsTheTicket() {
        proven();
        psa.next(Op.CREATE, new Fault.DeathAfter());
        host.raise("dc01", "a");
        host.dieIn(WAIT);
        host.run(Duration.ofMinutes(10));
        assertThat(psa.calls(Op.CREATE)).hasSize(2);
        assertThat(host.latest().ticketId()).isEqualTo(psa.all().get(1).id());
    }

    @Test
    void aProbeThatDiedDoesNotBlockTheOthersForEver() {
        psa.next(Op.CREATE, new Fault.DeathAfter());
        host.raise("a", "a");
        host.raise("b", "b");
        host.dieIn(WAIT);
        host.run(Duration.ofMinutes(10));
        assertThat(psa.all()).hasSize(2);
        assertThat(host.incidents()).allMatch(incident -> incident.state() == IncidentState.OPEN);
    }

    @Test
    void aLookUpThatDiedIsTakenUpAgain() {
        proven();
        psa.next(Op.FIND, new Fault.DeathBefore());
        psa.next(Op.CREATE, new Fault.LostAfter());
        host.raise("dc01", "a");
        host.dieIn(Duration.ofMinutes(1));
        host.run(Duration.ofMinutes(2));
        assertThat(host.latest().state()).isEqualTo(IncidentState.OPEN);
        assertThat(psa.all()).hasSize(2);
    }

    @Test
    void anOutcomeUnderAnOldTokenIsIgnored() {
        proven();
        psa.next(Op.CREATE, new Fault.Meanwhile(() -> {
            // This worker sleeps past its lease; another takes the intent up, finds nothing and sends it.
            host.time.advance(Duration.ofSeconds(20));
            Host.Other other = host.other();
            host.time.advance(Duration.ofSeconds(75));
            other.run(Duration.ofMinutes(6));
            assertThat(lastCreate().state()).isEqualTo(IntentState.DONE);
        }));
        host.raise("dc01", "a");
        host.run(Duration.ofSeconds(30));
        Intent create = lastCreate();
        assertThat(create.state()).isEqualTo(IntentState.DONE);
        assertThat(create.attempts()).isEqualTo(2);
        assertThat(psa.all()).hasSize(2);
        assertThat(host.latest().state()).isEqualTo(IncidentState.OPEN);
    }

    @Test
    void aReferenceNeverChangesAndNoTwoCreatesShareOne() {
        for (int i = 0; i < 50; i++) {
            host.raise("asset" + i, "p" + i);
        }
        host.run(Duration.ofMinutes(2));
        assertThat(psa.all()).hasSize(50);
        assertThat(host.intents().stream()
                        .filter(intent -> intent.body() instanceof IntentBody.CreateTicket)
                        .map(CreateTicketTest::reference)
                        .distinct())
                .hasSize(50);
    }

    // ---- what happens around the create

    @Test
    void whatIsOverBeforeTheGroupWaitEndsMakesNoTicket() {
        host.raise("dc01", "a");
        host.time.advance(Duration.ofSeconds(1));
        host.resolve("dc01", "a");
        host.run(WAIT);
        assertThat(psa.calls(Op.CREATE)).isEmpty();
        assertThat(host.incident().state()).isEqualTo(IncidentState.DROPPED);
        host.raise("dc01", "a");
        host.run(WAIT);
        assertThat(psa.all()).hasSize(1);
    }

    @Test
    void whatIsOverWhileTheTicketIsMadeBeginsTheHold() {
        psa.next(Op.CREATE, new Fault.Meanwhile(() -> host.resolve("dc01", "a")));
        host.raise("dc01", "a");
        host.run(Duration.ofSeconds(30));
        assertThat(host.incident().state()).isEqualTo(IncidentState.RESOLVING);
        host.run(Duration.ofMinutes(5));
        assertThat(psa.only().isClosed()).isTrue();
    }

    @Test
    void whatComesWhileTheTicketIsUnknownIsToldInANote() {
        proven();
        sent(new Fault.LostAfter());
        host.raise("dc01", "b");
        host.run(Duration.ofMinutes(20));
        assertThat(psa.all()).hasSize(2);
        assertThat(psa.all().get(1).notes())
                .singleElement()
                .satisfies(note -> assertThat(note.text()).contains("Problem b"));
    }

    @Test
    void aMemberThatWasResolvedBeforeTheTicketIsMarkedInItsFirstNote() {
        host.raise("dc01", "a");
        host.raise("dc01", "b");
        host.time.advance(Duration.ofSeconds(1));
        host.resolve("dc01", "a");
        host.run(WAIT);
        assertThat(psa.only().draft().firstNote().lines().filter(line -> line.contains("Problem a")))
                .singleElement()
                .asString()
                .endsWith("resolved");
    }

    @Test
    void aCompanyThatIsMappedElsewhereBeforeTheTicketGetsItThere() {
        ScriptedPsa halo = new ScriptedPsa("halo", host.time);
        host.raise("dc01", "a");
        host.tocsin()
                .configuration()
                .save(new CompanyMapping(Host.MSP, "acme", "halo", "42", null, true, List.of("r1")));
        host.addPsa(halo);
        host.run(Duration.ofMinutes(1));
        assertThat(psa.all()).isEmpty();
        assertThat(halo.only().draft().company()).isEqualTo("42");
        assertThat(host.incidents())
                .extracting(Incident::state)
                .containsExactly(IncidentState.DROPPED, IncidentState.OPEN);
        host.time.advance(Duration.ofSeconds(1));
        assertThat(host.resolve("dc01", "a").incidentId())
                .isEqualTo(host.latest().id());
    }

    @Test
    void anotherMspsIntentIsLeftAloneThoughItsConnectionHasTheSameName() {
        Host.Other other = host.otherMsp("other", Settings.DEFAULTS);
        for (int i = 0; i < 10; i++) {
            other.raise("dc" + i);
        }
        host.raise("dc01", "a");
        host.run(Duration.ofMinutes(2));
        assertThat(psa.all()).hasSize(1);
        other.run(Duration.ofMinutes(2));
        assertThat(other.psa().all()).hasSize(10);
        assertThat(psa.all()).hasSize(1);
    }

    @Test
    void anIntentOfAConnectionThatIsNotHereIsLeftAndNamed() throws InterruptedException {
        host.raise("dc01", "a");
        host.run(Duration.ofSeconds(10));
        host.removePsa();
        host.run(Duration.ofMinutes(1));
        assertThat(host.tocsin().settle(true))
                .singleElement()
                .satisfies(left -> assertThat(left.reason()).isEqualTo("there is no PSA connection 'cw' here"));
    }

    @Test
    void membersOfAClosedByPersonTicketAreAnswered() {
        host.raise("dc01", "a");
        host.run(WAIT);
        psa.closeByHand(psa.only().id());
        host.run(Duration.ofMinutes(1));
        assertThat(host.members(host.incident())).extracting(Member::state).containsExactly(MemberState.ANSWERED);
        assertThat(host.ingest(host.problem("dc01", "a").kind(EventKind.UPDATED))
                        .outcome())
                .isEqualTo(Receipt.Outcome.ANSWERED);
    }
}
