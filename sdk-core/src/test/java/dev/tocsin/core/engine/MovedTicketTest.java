package dev.tocsin.core.engine;

import static dev.tocsin.core.fake.Host.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.event.Severity;
import dev.tocsin.core.fake.Fault;
import dev.tocsin.core.fake.Host;
import dev.tocsin.core.fake.ScriptedPsa;
import dev.tocsin.core.fake.ScriptedPsa.Op;
import dev.tocsin.core.fake.ScriptedPsa.Ticket;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.incident.TicketFacts;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What people do to an open ticket beside closing it: project, board, company, status, owner. */
@Timeout(20)
class MovedTicketTest {
    private final Host host = new Host();
    private final ScriptedPsa psa = host.psa;

    private void seen() {
        host.run(Duration.ofMinutes(2));
    }

    @Test
    void aNoteWhoseAnswerWasLostIsGivenUpWhenItsTicketBecomesOneOfAProject() {
        Ticket ticket = host.opened("dc01", "a");
        psa.next(Op.ADD_NOTE, new Fault.LostBefore());
        host.later();
        host.raise("dc01", "b");
        host.run(Duration.ofMinutes(15));
        psa.convertByHand(ticket.id());
        host.run(Duration.ofMinutes(10));
        assertThat(host.tocsin().audit().openIntents(Host.MSP, 9)).isEmpty();
        assertThat(host.incident().facts().link()).isEqualTo(TicketFacts.Link.READ_ONLY);
        assertThat(host.incident().facts().question()).isNull();
    }

    @Test
    void aTicketThatBecameOneOfAProjectIsNotWrittenToAnyMore() {
        Ticket ticket = host.opened("dc01", "a");
        psa.convertByHand(ticket.id());
        seen();
        assertThat(host.incident().facts().link()).isEqualTo(TicketFacts.Link.READ_ONLY);
        host.later();
        host.ingest(host.problem("dc01", "b").severity(Severity.CRITICAL));
        host.run(Duration.ofHours(1));
        host.over("dc01", "a");
        host.over("dc01", "b");
        assertThat(ticket.notes()).isEmpty();
        assertThat(ticket.changes()).isEmpty();
        assertThat(host.incident().state()).isEqualTo(IncidentState.CLOSED_AUTO);
        assertThat(host.history()).anyMatch(line -> line.contains("became one of a project"));
    }

    @Test
    void afterAProjectsTicketIsOverWhatComesBackGetsANewTicket() {
        Ticket ticket = host.opened("dc01", "a");
        psa.convertByHand(ticket.id());
        seen();
        host.over("dc01", "a");
        host.later();
        host.opened("dc01", "a");
        assertThat(psa.all()).hasSize(2);
        assertThat(psa.all().get(1).draft().firstNote()).contains("#" + ticket.id());
    }

    @Test
    void aTicketThatIsConvertedWhileItsCloseIsPlannedIsLetGo() {
        Ticket ticket = host.opened("dc01", "a");
        host.later();
        host.resolve("dc01", "a");
        psa.next(Op.ADD_NOTE, new Fault.NotExecuted(Duration.ofMinutes(10)));
        host.run(Duration.ofMinutes(6));
        assertThat(host.incident().state()).isEqualTo(IncidentState.CLOSING);
        psa.convertByHand(ticket.id());
        seen();
        assertThat(host.incident().state()).isEqualTo(IncidentState.CLOSED_AUTO);
        assertThat(host.tocsin().audit().openIntents(Host.MSP, 9)).isEmpty();
        assertThat(ticket.isClosed()).isFalse();
    }

    @Test
    void aTicketOnAnotherBoardIsClosedWithTheSameStatusThere() {
        Ticket ticket = host.opened("dc01", "a");
        psa.moveByHand(ticket.id(), "Projects", "New", "Completed", "Closed");
        host.over("dc01", "a");
        assertThat(ticket.status()).isEqualTo("Closed");
    }

    @Test
    void aTicketOnABoardWithoutThatStatusIsClosedWithTheFirstThatCloses() {
        Ticket ticket = host.opened("dc01", "a");
        psa.moveByHand(ticket.id(), "Projects", "New", "Completed", "Done by hand");
        host.over("dc01", "a");
        assertThat(ticket.status()).isEqualTo("Completed");
        assertThat(host.incident().state()).isEqualTo(IncidentState.CLOSED_AUTO);
    }

    @Test
    void aTicketOnABoardThatClosesNothingGetsANoteAndAPersonIsAsked() {
        Ticket ticket = host.opened("dc01", "a");
        psa.moveByHand(ticket.id(), "Odd", "New");
        host.over("dc01", "a");
        host.run(Duration.ofHours(1));
        assertThat(ticket.isClosed()).isFalse();
        assertThat(texts(ticket))
                .last()
                .asString()
                .startsWith("For a person to decide:")
                .contains("board 'Odd'");
        assertThat(host.incident().facts().question()).contains("board 'Odd'");
        assertThat(host.incident().state()).isEqualTo(IncidentState.OPEN);
    }

    @Test
    void aTicketOfAnotherCompanyIsFlaggedOnceAndLeftThere() {
        Ticket ticket = host.opened("dc01", "a");
        psa.setCompanyByHand(ticket.id(), "elsewhere");
        seen();
        assertThat(host.incident().facts().question()).contains("belongs to another company");
        host.later();
        host.raise("dc01", "b");
        host.run(Duration.ofMinutes(30));
        psa.ownByHand(ticket.id());
        seen();
        assertThat(ticket.company()).isEqualTo("elsewhere");
        assertThat(host.history())
                .filteredOn(line -> line.contains("belongs to another company"))
                .hasSize(1);
        host.later();
        host.opened("dc02", "c");
        assertThat(psa.all().get(1).company()).isEqualTo("acme-psa");
    }

    @Test
    void anotherOpenStatusIsRespectedAndNeverPulledBack() {
        Ticket ticket = host.opened("dc01", "a");
        psa.setByHand(ticket.id(), "Waiting for customer");
        seen();
        host.later();
        host.raise("dc01", "b");
        host.run(Duration.ofHours(1));
        host.over("dc01", "a");
        host.over("dc01", "b");
        assertThat(ticket.statuses()).containsExactly("New", "Waiting for customer:ann");
        assertThat(texts(ticket)).last().asString().contains("All 2 resolved");
    }
}
