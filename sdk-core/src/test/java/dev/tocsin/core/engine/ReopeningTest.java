package dev.tocsin.core.engine;

import static dev.tocsin.core.fake.Host.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.company.CompanyMapping;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.fake.Fault;
import dev.tocsin.core.fake.Host;
import dev.tocsin.core.fake.ScriptedPsa;
import dev.tocsin.core.fake.ScriptedPsa.Op;
import dev.tocsin.core.fake.ScriptedPsa.Ticket;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.rule.TicketPolicy;
import dev.tocsin.core.rule.TicketPolicy.Edits;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What comes back after its ticket was closed by us: reopened, or a new ticket that names the old. */
@Timeout(20)
class ReopeningTest {
    private final Host host = new Host();
    private final ScriptedPsa psa = host.psa;

    private Ticket closed() {
        Ticket ticket = host.opened("dc01", "a");
        host.over("dc01", "a");
        assertThat(ticket.status()).isEqualTo("Closed");
        return ticket;
    }

    private void back() {
        host.later();
        host.raise("dc01", "a");
        host.run(Duration.ofSeconds(31));
    }

    @Test
    void whatComesBackWithinTheWindowReopensTheTicketWithANote() {
        Ticket ticket = closed();
        host.run(Duration.ofHours(23));
        back();
        assertThat(psa.only()).isSameAs(ticket);
        assertThat(ticket.status()).isEqualTo("New");
        assertThat(texts(ticket))
                .last()
                .asString()
                .startsWith("It is back (again, 1):")
                .contains("Problem a");
        assertThat(host.incident().state()).isEqualTo(IncidentState.OPEN);
        assertThat(host.incident().active()).isEqualTo(1);
    }

    @Test
    void whatComesBackAfterTheWindowGetsANewTicketThatNamesTheOld() {
        Ticket ticket = closed();
        host.run(Duration.ofHours(24));
        back();
        assertThat(psa.all()).hasSize(2);
        assertThat(ticket.isClosed()).isTrue();
        assertThat(psa.all().get(1).draft().firstNote()).contains("Earlier ticket of this group: #" + ticket.id());
    }

    @Test
    void theWindowIsASetting() {
        host.policy(policy -> policy.reopenWindow(Duration.ofMinutes(10)));
        closed();
        host.run(Duration.ofMinutes(11));
        back();
        assertThat(psa.all()).hasSize(2);
    }

    @Test
    void aWindowOfZeroNeverReopens() {
        host.policy(policy -> policy.reopenWindow(Duration.ZERO));
        Ticket ticket = closed();
        back();
        assertThat(ticket.isClosed()).isTrue();
        assertThat(psa.all()).hasSize(2);
    }

    @Test
    void afterTheThirdReopeningTheTicketStaysOpenUntilAPersonClosesIt() {
        Ticket ticket = closed();
        for (int again = 1; again <= 3; again++) {
            back();
            assertThat(texts(ticket)).last().asString().startsWith("It is back (again, " + again + "):");
            host.over("dc01", "a");
        }
        assertThat(psa.only().status()).isEqualTo("New");
        assertThat(texts(ticket)).last().asString().contains("reopened 3 times", "left to people");
        back();
        assertThat(psa.only()).isSameAs(ticket);
        host.over("dc01", "a");
        assertThat(ticket.isClosed()).isFalse();
        psa.closeByHand(ticket.id());
        host.run(Duration.ofMinutes(2));
        assertThat(host.incident().state()).isEqualTo(IncidentState.CLOSED_HUMAN);
        back();
        assertThat(psa.all()).hasSize(2);
    }

    @Test
    void theNumberOfReopeningsIsASetting() {
        host.policy(policy -> policy.maxReopens(1));
        Ticket ticket = closed();
        back();
        host.over("dc01", "a");
        assertThat(ticket.status()).isEqualTo("New");
    }

    @Test
    void noReopeningsAtAllIsANewTicketEachTime() {
        host.policy(policy -> policy.maxReopens(0));
        closed();
        back();
        host.over("dc01", "a");
        assertThat(psa.all()).hasSize(2).allMatch(Ticket::isClosed);
    }

    @Test
    void aTicketThatAPersonSetToAnotherStatusSinceIsNotReopened() {
        Ticket ticket = closed();
        psa.setByHand(ticket.id(), "Completed");
        back();
        assertThat(ticket.status()).isEqualTo("Completed");
        assertThat(psa.all()).hasSize(2);
        assertThat(psa.all().get(1).draft().firstNote()).contains("#" + ticket.id());
    }

    @Test
    void aTicketThatAPersonOpenedAgainIsTakenUpAsItIs() {
        Ticket ticket = closed();
        psa.setByHand(ticket.id(), "Looking into it");
        back();
        assertThat(psa.only().status()).isEqualTo("Looking into it");
        assertThat(ticket.changes(Op.SET_STATUS)).isEqualTo(1);
        assertThat(host.incident().state()).isEqualTo(IncidentState.OPEN);
    }

    @Test
    void aTicketThatWasMergedOrConvertedSinceIsNotReopened() {
        Ticket ticket = closed();
        psa.merge(ticket.id(), "7");
        back();
        assertThat(psa.all()).hasSize(2);
        host.over("dc01", "a");
        psa.convertByHand(psa.all().get(1).id());
        back();
        assertThat(psa.all()).hasSize(3);
        assertThat(psa.all().get(1).isClosed()).isTrue();
    }

    @Test
    void aTicketThatWasDeletedSinceGetsANewOne() {
        Ticket ticket = closed();
        psa.delete(ticket.id());
        back();
        assertThat(psa.only().draft().firstNote()).contains("#" + ticket.id());
        assertThat(host.incidents())
                .extracting(Incident::state)
                .containsExactly(IncidentState.DELETED, IncidentState.OPEN);
    }

    @Test
    void aTicketThatIsNoLongerShownGetsANewOne() {
        Ticket ticket = closed();
        psa.hide(ticket.id());
        back();
        assertThat(psa.all()).hasSize(2);
        assertThat(host.latest().state()).isEqualTo(IncidentState.OPEN);
    }

    @Test
    void whatIsResolvedWithinTheWaitLeavesTheTicketClosed() {
        Ticket ticket = closed();
        host.later();
        host.raise("dc01", "a");
        host.over("dc01", "a");
        assertThat(ticket.changes(Op.SET_STATUS)).isEqualTo(1);
        assertThat(host.incident().state()).isEqualTo(IncidentState.CLOSED_AUTO);
        back();
        assertThat(ticket.status()).isEqualTo("New");
    }

    @Test
    void whatIsResolvedWhileTheTicketIsReopenedIsClosedAgain() {
        Ticket ticket = closed();
        psa.next(Op.SET_STATUS, new Fault.Meanwhile(() -> {
            host.later();
            host.resolve("dc01", "a");
        }));
        back();
        host.run(Duration.ofMinutes(6));
        assertThat(ticket.statuses()).containsExactly("New", "Closed:tocsin", "New:tocsin", "Closed:tocsin");
    }

    @Test
    void whatCameBackWorseRaisesThePriorityOfTheReopenedTicket() {
        Ticket ticket = closed();
        host.later();
        host.ingest(host.problem("dc01", "a").severity(Severity.CRITICAL));
        host.run(Duration.ofSeconds(31));
        assertThat(ticket.status()).isEqualTo("New");
        assertThat(ticket.priority()).isEqualTo("P1");
    }

    @Test
    void aCompanyThatIsMappedElsewhereByThenGetsANewTicketThere() {
        closed();
        ScriptedPsa other = new ScriptedPsa("halo", host.time);
        host.addPsa(other);
        host.tocsin()
                .configuration()
                .save(new CompanyMapping(Host.MSP, "acme", "halo", "acme-halo", null, true, List.of("r1")));
        back();
        assertThat(psa.only().isClosed()).isTrue();
        assertThat(other.only().isClosed()).isFalse();
    }

    @Test
    void aTicketClosedUnderAnEarlierRevisionIsKnownAsOursThoughTheRuleMovesItAlong() {
        closed();
        host.save(Host.rule("r1")
                .openStatus("Again")
                .closedStatus("Completed")
                .policy(TicketPolicy.builder().edits(Edits.MIGRATE).build()));
        back();
        assertThat(psa.only().statuses()).containsExactly("New", "Closed:tocsin", "Again:tocsin");
    }
}
