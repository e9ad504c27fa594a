package dev.tocsin.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.event.EventKind;
import dev.tocsin.core.event.Receipt.Outcome;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.fake.Fault;
import dev.tocsin.core.fake.Host;
import dev.tocsin.core.fake.ScriptedPsa;
import dev.tocsin.core.fake.ScriptedPsa.Op;
import dev.tocsin.core.fake.ScriptedPsa.Ticket;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.intent.IntentState;
import dev.tocsin.core.psa.TicketNote;
import dev.tocsin.core.rule.TicketPolicy;
import dev.tocsin.core.settings.ClosePolicy;
import dev.tocsin.core.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Notes, closing, and what people do to a ticket meanwhile. */
@Timeout(20)
class CloseTicketTest {
    private static final Duration WAIT = Duration.ofSeconds(31);
    private static final Duration HOLD = Duration.ofMinutes(5);
    private final Host host = new Host();
    private final ScriptedPsa psa = host.psa;

    private Ticket opened(Host some) {
        some.raise("dc01", "a");
        some.run(WAIT);
        return some.psa.only();
    }

    private Ticket opened() {
        return opened(host);
    }

    private void later() {
        host.time.advance(Duration.ofSeconds(1));
    }

    private static List<String> texts(Ticket ticket) {
        return ticket.notes().stream().map(TicketNote::text).toList();
    }

    // ---- notes

    @Test
    void aNewMemberOfAnOpenTicketIsTold() {
        Ticket ticket = opened();
        host.raise("dc01", "b");
        host.run(Duration.ofMinutes(15));
        assertThat(texts(ticket))
                .singleElement()
                .asString()
                .contains("New:\n- HIGH: Problem b [dc01]", "2 of 2 active.");
    }

    @Test
    void repeatsOnlyCountAndAreToldOncePerNoteInterval() {
        Ticket ticket = opened();
        for (int i = 0; i < 29; i++) {
            host.run(Duration.ofMinutes(1));
            host.raise("dc01", "a");
        }
        host.run(Duration.ofMinutes(1));
        assertThat(texts(ticket)).hasSize(2);
        assertThat(texts(ticket).get(0)).contains("Seen again:");
        assertThat(host.members(host.incident()).get(0).count()).isEqualTo(30);
    }

    @Test
    void nothingNewIsNoNote() {
        Ticket ticket = opened();
        host.run(Duration.ofHours(5));
        assertThat(ticket.notes()).isEmpty();
    }

    @Test
    void aLostAnswerToANoteIsSettledByItsMarker() {
        Ticket ticket = opened();
        psa.next(Op.ADD_NOTE, new Fault.LostAfter());
        host.raise("dc01", "b");
        host.run(Duration.ofMinutes(40));
        assertThat(ticket.notes()).hasSize(1);
        assertThat(psa.calls(Op.ADD_NOTE)).hasSize(1);
    }

    @Test
    void aNoteThatWasLostIsWrittenAgainAfterTheQuarantine() {
        Ticket ticket = opened();
        psa.next(Op.ADD_NOTE, new Fault.LostBefore());
        host.raise("dc01", "b");
        host.run(Duration.ofMinutes(19));
        assertThat(ticket.notes()).isEmpty();
        host.run(Duration.ofMinutes(2));
        assertThat(ticket.notes()).hasSize(1);
    }

    @Test
    void aProcessThatDiedAfterANoteDoesNotWriteItTwice() {
        Ticket ticket = opened();
        psa.next(Op.ADD_NOTE, new Fault.DeathAfter());
        host.raise("dc01", "b");
        host.dieIn(Duration.ofMinutes(16));
        host.run(Duration.ofMinutes(30));
        assertThat(ticket.notes()).hasSize(1);
    }

    @Test
    void aRefusedNoteDoesNotHoldUpTheClose() {
        Ticket ticket = opened();
        psa.next(Op.ADD_NOTE, new Fault.Refused("too long"));
        later();
        host.resolve("dc01", "a");
        host.run(HOLD);
        assertThat(ticket.isClosed()).isTrue();
        assertThat(host.tocsin().audit().refusedIntents(Host.MSP, 5)).hasSize(1);
    }

    @Test
    void notesAndCloseOfOneTicketKeepTheirOrder() {
        Ticket ticket = opened();
        psa.next(Op.ADD_NOTE, new Fault.NotExecuted(Duration.ofMinutes(2)));
        later();
        host.resolve("dc01", "a");
        host.run(HOLD.plusMinutes(1));
        assertThat(ticket.isClosed()).isFalse();
        host.run(Duration.ofMinutes(2));
        assertThat(ticket.isClosed()).isTrue();
        assertThat(ticket.notes()).hasSize(1);
    }

    // ---- closing

    @Test
    void allResolvedClosesWithANoteAfterTheHold() {
        Ticket ticket = opened();
        later();
        assertThat(host.resolve("dc01", "a").outcome()).isEqualTo(Outcome.RESOLVED);
        assertThat(host.incident().state()).isEqualTo(IncidentState.RESOLVING);
        host.run(HOLD.minusSeconds(1));
        assertThat(ticket.isClosed()).isFalse();
        host.run(Duration.ofSeconds(1));
        assertThat(ticket.statuses()).containsExactly("New", "Closed:tocsin");
        assertThat(texts(ticket)).singleElement().asString().contains("Resolved:\n- HIGH: Problem a", "All 1 resolved");
        assertThat(host.incident().state()).isEqualTo(IncidentState.CLOSED_AUTO);
    }

    @Test
    void oneOfTwoResolvedDoesNotClose() {
        Ticket ticket = opened();
        host.raise("dc01", "b");
        later();
        host.resolve("dc01", "a");
        host.run(Duration.ofHours(1));
        assertThat(ticket.isClosed()).isFalse();
        assertThat(texts(ticket).get(0)).contains("New:\n", "Problem b", "Resolved:\n", "Problem a", "1 of 2 active");
    }

    @Test
    void aRaiseWithinTheHoldKeepsTheTicketOpen() {
        Ticket ticket = opened();
        later();
        host.resolve("dc01", "a");
        host.run(Duration.ofMinutes(4));
        assertThat(host.raise("dc01", "a").incidentId())
                .isEqualTo(host.incident().id());
        host.run(Duration.ofHours(1));
        assertThat(ticket.isClosed()).isFalse();
        assertThat(host.incident().state()).isEqualTo(IncidentState.OPEN);
        assertThat(host.incident().active()).isEqualTo(1);
    }

    @Test
    void aRaiseBeforeTheClosingStatusWasSetKeepsTheTicketOpen() {
        Ticket ticket = opened();
        psa.next(Op.ADD_NOTE, new Fault.Meanwhile(() -> host.raise("dc01", "a")));
        later();
        host.resolve("dc01", "a");
        host.run(HOLD.plusMinutes(1));
        assertThat(ticket.isClosed()).isFalse();
        assertThat(host.incident().state()).isEqualTo(IncidentState.OPEN);
        host.run(Duration.ofMinutes(20));
        assertThat(texts(ticket)).hasSize(2);
        later();
        host.resolve("dc01", "a");
        host.run(HOLD);
        assertThat(ticket.isClosed()).isTrue();
    }

    @Test
    void aRaiseWhileTheTicketIsReadBeforeItsCloseKeepsItOpen() {
        Ticket ticket = opened();
        psa.next(Op.NOTES, new Fault.Meanwhile(() -> host.raise("dc01", "a")));
        later();
        host.resolve("dc01", "a");
        host.run(HOLD.plusMinutes(1));
        assertThat(ticket.isClosed()).isFalse();
        assertThat(host.incident().state()).isEqualTo(IncidentState.OPEN);
        assertThat(psa.calls(Op.SET_STATUS)).isEmpty();
    }

    @Test
    void aRaiseWhileTheClosingStatusIsSetReopensTheTicket() {
        Ticket ticket = opened();
        psa.next(Op.SET_STATUS, new Fault.Meanwhile(() -> host.raise("dc01", "a")));
        later();
        host.resolve("dc01", "a");
        host.run(HOLD.plusMinutes(1));
        assertThat(ticket.statuses()).containsExactly("New", "Closed:tocsin", "New:tocsin");
        assertThat(host.incident().state()).isEqualTo(IncidentState.OPEN);
        assertThat(host.incident().facts().reopens()).isEqualTo(1);
    }

    private void withoutReopening() {
        host.tocsin()
                .configuration()
                .save(Host.rule("r1")
                        .policy(TicketPolicy.builder()
                                .reopenWindow(Duration.ZERO)
                                .build())
                        .build());
    }

    @Test
    void aRaiseWhileTheClosingStatusIsSetBeginsANewTicketThatNamesTheOld() {
        withoutReopening();
        Ticket ticket = opened();
        psa.next(Op.SET_STATUS, new Fault.Meanwhile(() -> host.raise("dc01", "a")));
        later();
        host.resolve("dc01", "a");
        host.run(HOLD.plusMinutes(1));
        assertThat(ticket.isClosed()).isTrue();
        assertThat(psa.all()).hasSize(2);
        Ticket successor = psa.all().get(1);
        assertThat(successor.draft().firstNote()).contains("Earlier ticket of this group: #" + ticket.id());
        assertThat(host.incidents())
                .extracting(Incident::state)
                .containsExactly(IncidentState.CLOSED_AUTO, IncidentState.OPEN);
        later();
        assertThat(host.resolve("dc01", "a").incidentId())
                .isEqualTo(host.latest().id());
        host.run(HOLD);
        assertThat(successor.isClosed()).isTrue();
    }

    @Test
    void aRaiseAfterTheCloseBeginsANewTicketThatNamesTheOld() {
        withoutReopening();
        Ticket ticket = opened();
        later();
        host.resolve("dc01", "a");
        host.run(HOLD);
        host.raise("dc01", "a");
        host.run(WAIT);
        assertThat(psa.all()).hasSize(2);
        assertThat(psa.all().get(1).draft().firstNote()).contains("#" + ticket.id());
    }

    @Test
    void aLostAnswerToTheCloseIsSettledByLooking() {
        Ticket ticket = opened();
        psa.next(Op.SET_STATUS, new Fault.LostAfter());
        later();
        host.resolve("dc01", "a");
        host.run(HOLD.plusMinutes(10));
        assertThat(ticket.statuses()).containsExactly("New", "Closed:tocsin");
        assertThat(host.incident().state()).isEqualTo(IncidentState.CLOSED_AUTO);
    }

    @Test
    void aCloseThatWasLostIsRepeatedAfterTheQuarantine() {
        Ticket ticket = opened();
        psa.next(Op.SET_STATUS, new Fault.LostBefore());
        later();
        host.resolve("dc01", "a");
        host.run(HOLD.plusMinutes(4));
        assertThat(ticket.isClosed()).isFalse();
        host.run(Duration.ofMinutes(2));
        assertThat(ticket.isClosed()).isTrue();
        assertThat(host.incident().state()).isEqualTo(IncidentState.CLOSED_AUTO);
    }

    @Test
    void aProcessThatDiedAfterTheCloseKnowsThatItWasOurs() {
        Ticket ticket = opened();
        psa.next(Op.SET_STATUS, new Fault.DeathAfter());
        later();
        host.resolve("dc01", "a");
        host.dieIn(HOLD);
        host.run(Duration.ofMinutes(10));
        assertThat(ticket.statuses()).hasSize(2);
        assertThat(host.incident().state()).isEqualTo(IncidentState.CLOSED_AUTO);
    }

    @Test
    void aRefusedCloseLeavesTheTicketAndSaysWhy() {
        Ticket ticket = opened();
        psa.next(Op.SET_STATUS, new Fault.Refused("no such status"));
        later();
        host.resolve("dc01", "a");
        host.run(Duration.ofHours(2));
        assertThat(ticket.isClosed()).isFalse();
        assertThat(ticket.notes()).hasSize(1);
        assertThat(host.incident().state()).isEqualTo(IncidentState.OPEN);
        assertThat(host.incident().reason()).contains("could not be closed", "no such status");
    }

    @Test
    void aClosingStatusThatDoesNotCloseIsSaidSo() {
        host.tocsin()
                .configuration()
                .save(Host.rule("r1").closedStatus("Resolved").build());
        psa.closing("Security", "Resolved");
        opened();
        later();
        host.resolve("dc01", "a");
        host.run(Duration.ofHours(1));
        assertThat(host.incident().reason()).contains("'Resolved' was set and does not close");
    }

    @Test
    void openTicketsKeepTheRuleTheyWereMadeWith() {
        Ticket ticket = opened();
        host.tocsin()
                .configuration()
                .save(Host.rule("r1")
                        .openStatus("Fresh")
                        .closedStatus("Done by hand")
                        .build());
        later();
        host.resolve("dc01", "a");
        host.run(HOLD);
        assertThat(ticket.status()).isEqualTo("Closed");
    }

    @Test
    void aTicketThatIsGoneIsSaidSo() {
        Ticket ticket = opened();
        psa.delete(ticket.id());
        later();
        host.resolve("dc01", "a");
        host.run(HOLD);
        assertThat(host.incident().state()).isEqualTo(IncidentState.DELETED);
        assertThat(host.incident().reason()).contains("was deleted");
    }

    // ---- touched by people

    private void leftOpenAfter(String reason, Consumer<Ticket> touch) {
        Ticket ticket = opened();
        touch.accept(ticket);
        later();
        host.resolve("dc01", "a");
        host.run(Duration.ofHours(3));
        assertThat(ticket.isClosed()).isFalse();
        assertThat(psa.calls(Op.SET_STATUS)).isEmpty();
        assertThat(texts(ticket).stream().filter(text -> text.contains("All 1 resolved")))
                .hasSize(1);
        assertThat(host.incident().state()).isEqualTo(IncidentState.OPEN);
        assertThat(host.incident().reason()).contains(reason);
    }

    @Test
    void aTicketWithAnotherStatusGetsANoteOnly() {
        leftOpenAfter("its status was set to 'In work'", ticket -> psa.setByHand(ticket.id(), "In work"));
    }

    @Test
    void aTicketWithAnOwnerGetsANoteOnly() {
        leftOpenAfter("ann owns it", ticket -> psa.ownByHand(ticket.id()));
    }

    @Test
    void aTicketWithTimeGetsANoteOnly() {
        leftOpenAfter("time was booked", ticket -> psa.bookTime(ticket.id()));
    }

    @Test
    void aMergedTicketGetsANoteOnly() {
        leftOpenAfter("merged into #7", ticket -> psa.merge(ticket.id()));
    }

    @Test
    void aTicketWithChildrenGetsANoteOnly() {
        leftOpenAfter("other tickets hang below", ticket -> psa.addChild(ticket.id()));
    }

    @Test
    void aTicketWithAMembersNoteGetsANoteOnly() {
        leftOpenAfter("ann wrote a note", ticket -> psa.noteByHand(ticket.id(), "ann", "I look at it"));
    }

    @Test
    void aTicketWithACustomersNoteGetsANoteOnly() {
        leftOpenAfter("the customer wrote a note", ticket -> psa.noteByHand(ticket.id(), null, "Please hurry"));
    }

    @Test
    void aCustomersAnswerThatQuotesOurNoteIsTheCustomers() {
        Ticket ticket = opened();
        host.raise("dc01", "b");
        host.run(Duration.ofMinutes(16));
        psa.noteByHand(ticket.id(), null, "Still broken!\n\n" + texts(ticket).get(0));
        later();
        host.resolve("dc01", "a");
        host.resolve("dc01", "b");
        host.run(Duration.ofHours(1));
        assertThat(ticket.isClosed()).isFalse();
    }

    @Test
    void aNoteOfOursUnderAnotherMemberIsStillOurs() {
        Ticket ticket = opened();
        host.raise("dc01", "b");
        host.run(Duration.ofMinutes(16));
        TicketNote ours = ticket.notes().remove(0);
        ticket.notes().add(new TicketNote(ours.id(), ours.text().replace("\n", "\r\n"), "new-api-member"));
        later();
        host.resolve("dc01", "a");
        host.resolve("dc01", "b");
        host.run(HOLD);
        assertThat(ticket.isClosed()).isTrue();
    }

    @Test
    void alwaysClosesATouchedTicket() {
        Host own = new Host(Settings.builder().closePolicy(ClosePolicy.ALWAYS).build());
        Ticket ticket = opened(own);
        own.psa.ownByHand(ticket.id());
        own.time.advance(Duration.ofSeconds(1));
        own.resolve("dc01", "a");
        own.run(HOLD);
        assertThat(ticket.isClosed()).isTrue();
    }

    @Test
    void neverLeavesEvenAnUntouchedTicketWithANote() {
        Host own = new Host(Settings.builder().closePolicy(ClosePolicy.NEVER).build());
        Ticket ticket = opened(own);
        own.time.advance(Duration.ofSeconds(1));
        own.resolve("dc01", "a");
        own.run(Duration.ofHours(1));
        assertThat(ticket.isClosed()).isFalse();
        assertThat(ticket.notes()).hasSize(1);
        assertThat(own.incident().state()).isEqualTo(IncidentState.OPEN);
    }

    // ---- closed by a person

    @Test
    void closedByAPersonWhileOpenAnswersWhatIsActive() {
        Ticket ticket = opened();
        psa.closeByHand(ticket.id());
        host.run(Duration.ofMinutes(1));
        assertThat(host.incident().state()).isEqualTo(IncidentState.CLOSED_HUMAN);
        assertThat(host.incident().reason()).contains("closed in the PSA as 'Done by hand' by ann");
        assertThat(host.raise("dc01", "a").outcome()).isEqualTo(Outcome.ANSWERED);
        host.run(Duration.ofHours(1));
        assertThat(psa.all()).hasSize(1);
        assertThat(ticket.notes()).isEmpty();
    }

    @Test
    void anAnsweredMemberOpensANewTicketOnceItWasResolvedAndRaisedAgain() {
        Ticket ticket = opened();
        psa.closeByHand(ticket.id());
        host.run(Duration.ofMinutes(1));
        assertThat(host.resolve("dc01", "a").outcome()).isEqualTo(Outcome.RESOLVED);
        later();
        assertThat(host.raise("dc01", "a").outcome()).isEqualTo(Outcome.ACCEPTED);
        host.run(WAIT);
        assertThat(psa.all().get(1).draft().firstNote()).contains("#" + ticket.id());
    }

    @Test
    void aNewMemberAfterAPersonsCloseOpensANewTicketThatNamesTheOld() {
        Ticket ticket = opened();
        psa.closeByHand(ticket.id());
        host.run(Duration.ofMinutes(1));
        host.raise("dc01", "b");
        host.run(WAIT);
        assertThat(psa.all().get(1).draft().firstNote()).contains("#" + ticket.id());
        assertThat(ticket.status()).isEqualTo("Done by hand");
    }

    @Test
    void closedByAPersonWithinTheHoldIsThePersonsClose() {
        Ticket ticket = opened();
        later();
        host.resolve("dc01", "a");
        psa.closeByHand(ticket.id());
        host.run(HOLD);
        assertThat(host.incident().state()).isEqualTo(IncidentState.CLOSED_HUMAN);
        assertThat(ticket.notes()).isEmpty();
        assertThat(ticket.statuses()).containsExactly("New", "Done by hand:ann");
    }

    @Test
    void closedByAPersonJustBeforeOurCloseIsThePersonsClose() {
        Ticket ticket = opened();
        psa.next(Op.ADD_NOTE, new Fault.Meanwhile(() -> psa.closeByHand(ticket.id())));
        later();
        host.resolve("dc01", "a");
        host.run(HOLD);
        assertThat(host.incident().state()).isEqualTo(IncidentState.CLOSED_HUMAN);
        assertThat(psa.calls(Op.SET_STATUS)).isEmpty();
    }

    @Test
    void closedByAPersonWhileTheClosingNoteWaitsCancelsTheCloseAndKeepsTheNote() {
        Ticket ticket = opened();
        psa.next(Op.ADD_NOTE, new Fault.NotExecuted(null));
        later();
        host.resolve("dc01", "a");
        host.run(HOLD);
        psa.closeByHand(ticket.id());
        host.tocsin().poll();
        assertThat(host.incident().state()).isEqualTo(IncidentState.CLOSED_HUMAN);
        host.run(Duration.ofHours(1));
        assertThat(ticket.notes()).hasSize(1);
        assertThat(host.intents().stream().filter(intent -> intent.state() == IntentState.CANCELLED))
                .hasSize(1);
    }

    @Test
    void whatNobodyWasToldOfBeforeAPersonsCloseOpensANewTicketThatNamesTheOld() {
        Ticket ticket = opened();
        later();
        psa.closeByHand(ticket.id());
        host.raise("dc01", "new");
        host.tocsin().poll();
        host.run(Duration.ofMinutes(5));
        assertThat(psa.all()).hasSize(2);
        assertThat(host.latest().previousTicketId()).isEqualTo(ticket.id());
        assertThat(host.latest().state()).isEqualTo(IncidentState.OPEN);
        assertThat(host.latest().active()).isEqualTo(1);
    }

    @Test
    void whatWasResolvedAndCameBackBeforeAPersonsCloseWasSeenOpensANewTicket() {
        Ticket ticket = opened();
        later();
        psa.closeByHand(ticket.id());
        host.resolve("dc01", "a");
        later();
        host.raise("dc01", "a");
        host.tocsin().poll();
        host.run(Duration.ofMinutes(5));
        assertThat(psa.all()).hasSize(2);
        assertThat(host.latest().previousTicketId()).isEqualTo(ticket.id());
    }

    @Test
    void ourOwnCloseIsNotTakenForAPersons() {
        opened();
        psa.next(Op.SET_STATUS, new Fault.LostAfter());
        later();
        host.resolve("dc01", "a");
        host.run(HOLD);
        host.tocsin().poll();
        assertThat(host.incident().state()).isEqualTo(IncidentState.CLOSING);
        host.run(Duration.ofMinutes(1));
        assertThat(host.incident().state()).isEqualTo(IncidentState.CLOSED_AUTO);
    }

    @Test
    void aPollThatFailsIsMadeGoodByTheNext() {
        Ticket ticket = opened();
        psa.next(Op.CHANGED, new Fault.NotExecuted(null), new Fault.AccessDenied());
        psa.closeByHand(ticket.id());
        host.run(Duration.ofMinutes(4));
        assertThat(host.incident().state())
                .as("not let in, the connection pauses")
                .isEqualTo(IncidentState.OPEN);
        host.run(Duration.ofMinutes(4));
        assertThat(host.incident().state()).isEqualTo(IncidentState.CLOSED_HUMAN);
    }

    // ---- moments

    @Test
    void momentsStayOpenUntilAPersonClosesThemAndTakeLaterOnesAsNotes() {
        host.ingest(host.moment("Role added", "1"));
        host.run(WAIT);
        host.ingest(host.moment("Role added", "2"));
        host.run(Duration.ofDays(1));
        Ticket ticket = psa.only();
        assertThat(ticket.isClosed()).isFalse();
        assertThat(texts(ticket)).singleElement().asString().contains("New:");
        psa.closeByHand(ticket.id());
        host.run(Duration.ofMinutes(1));
        host.ingest(host.moment("Role added", "3"));
        host.run(WAIT);
        assertThat(psa.all()).hasSize(2);
        assertThat(psa.all().get(1).draft().firstNote()).contains("#" + ticket.id());
    }

    @Test
    void aQuietGroupOfMomentsIsClosedAndEachNewOneBeginsTheQuietTimeAnew() {
        Host own = new Host(Settings.builder().quietFor(Duration.ofMinutes(10)).build());
        own.ingest(own.moment("Role added", "1"));
        own.run(WAIT);
        for (int i = 0; i < 3; i++) {
            own.run(Duration.ofMinutes(9));
            own.ingest(own.moment("Role added", "1").externalId("again" + i));
            assertThat(own.psa.only().isClosed()).isFalse();
        }
        own.run(Duration.ofMinutes(9));
        assertThat(own.psa.only().isClosed()).isFalse();
        own.run(Duration.ofMinutes(1));
        assertThat(own.psa.only().isClosed()).isTrue();
    }

    @Test
    void momentsThatNoNoteToldOfAreToldInTheClosingNote() {
        Host own = new Host(Settings.builder().quietFor(Duration.ofMinutes(10)).build());
        own.ingest(own.moment("Role added", "1"));
        own.run(WAIT);
        own.ingest(own.moment("Role added", "2").title("Second"));
        own.run(Duration.ofMinutes(11));
        assertThat(own.psa.only().isClosed()).isTrue();
        assertThat(texts(own.psa.only()))
                .singleElement()
                .asString()
                .contains("New:\n- MEDIUM: Second", "No more is expected");
    }

    @Test
    void aMomentWhileTheTicketIsClosedBeginsANewOne() {
        Host own = new Host(Settings.builder().quietFor(Duration.ofMinutes(10)).build());
        own.ingest(own.moment("Role added", "1"));
        own.run(WAIT);
        own.psa.next(Op.SET_STATUS, new Fault.Meanwhile(() -> own.ingest(own.moment("Role added", "2"))));
        own.run(Duration.ofMinutes(11));
        assertThat(own.psa.all()).hasSize(2);
        assertThat(own.latest().state()).isEqualTo(IncidentState.OPEN);
    }

    // ---- settling

    @Test
    void settlingEndsWaitsHoldsAndNoteIntervals() throws InterruptedException {
        host.raise("dc01", "a");
        assertThat(host.tocsin().settle(true)).isEmpty();
        Ticket ticket = psa.only();
        host.raise("dc01", "b");
        assertThat(host.tocsin().settle(true)).isEmpty();
        assertThat(ticket.notes()).hasSize(1);
        later();
        host.resolve("dc01", "a");
        host.resolve("dc01", "b");
        assertThat(host.tocsin().settle(true)).isEmpty();
        assertThat(ticket.isClosed()).isTrue();
    }

    @Test
    void settlingLeavesWaitsAloneUnlessToldOtherwise() throws InterruptedException {
        host.raise("dc01", "a");
        assertThat(host.tocsin().settle(false)).isEmpty();
        assertThat(psa.all()).isEmpty();
    }

    @Test
    void settlingWaitsForWhatIsUnknown() throws InterruptedException {
        opened();
        psa.next(Op.CREATE, new Fault.LostBefore());
        host.raise("dc02", "b");
        assertThat(host.tocsin().settle(true)).isEmpty();
        assertThat(psa.all()).hasSize(2);
    }

    @Test
    void settlingGivesUpOnWhatFailsAgainAndAgain() throws InterruptedException {
        Fault[] failures = new Fault[100];
        java.util.Arrays.fill(failures, new Fault.NotExecuted(null));
        psa.next(Op.CREATE, failures);
        host.raise("dc01", "a");
        host.raise("dc02", "b");
        assertThat(host.tocsin().settle(true))
                .hasSize(2)
                .anySatisfy(left -> assertThat(left.reason()).isEqualTo("was tried 5 times: too many requests"));
    }

    @Test
    void aHigherSeverityIsToldAndALowerOneToo() {
        Ticket ticket = opened();
        later();
        host.ingest(host.problem("dc01", "a").kind(EventKind.UPDATED).severity(Severity.CRITICAL));
        host.run(Duration.ofMinutes(15));
        assertThat(host.incident().severity()).isEqualTo(Severity.CRITICAL);
        assertThat(texts(ticket)).singleElement().asString().contains("CRITICAL: Problem a");
    }
}
