package dev.tocsin.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.event.Receipt.Outcome;
import dev.tocsin.core.fake.Fault;
import dev.tocsin.core.fake.Host;
import dev.tocsin.core.fake.ScriptedPsa;
import dev.tocsin.core.fake.ScriptedPsa.Op;
import dev.tocsin.core.fake.ScriptedPsa.Ticket;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.rule.TicketPolicy.Deleted;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A ticket that is deleted in the PSA. */
@Timeout(20)
class DeletionTest {
    private final Host host = new Host();
    private final ScriptedPsa psa = host.psa;

    private void noted() {
        host.later();
        host.raise("dc01", "b");
        host.run(Duration.ofMinutes(16));
    }

    @Test
    void aDeletedTicketAnswersWhatIsActive() {
        Ticket ticket = host.opened("dc01", "a");
        psa.delete(ticket.id());
        host.tocsin().ticketChanged(Host.CONNECTION, ticket.id());
        assertThat(host.incident().state()).isEqualTo(IncidentState.DELETED);
        host.later();
        assertThat(host.raise("dc01", "a").outcome()).isEqualTo(Outcome.ANSWERED);
        host.later();
        host.raise("dc01", "b");
        host.run(Duration.ofHours(1));
        assertThat(psa.only().draft().firstNote())
                .contains("Problem b", "#" + ticket.id())
                .doesNotContain("Problem a");
    }

    @Test
    void recreateGivesWhatIsActiveANewTicket() {
        host.policy(policy -> policy.deleted(Deleted.RECREATE));
        Ticket ticket = host.opened("dc01", "a");
        psa.delete(ticket.id());
        noted();
        assertThat(psa.only().draft().firstNote()).contains("#" + ticket.id(), "Problem a", "Problem b");
        assertThat(host.incidents())
                .extracting(Incident::state)
                .containsExactly(IncidentState.DELETED, IncidentState.OPEN);
    }

    @Test
    void recreateMakesNoTicketIfNothingIsActive() {
        host.policy(policy -> policy.deleted(Deleted.RECREATE));
        Ticket ticket = host.opened("dc01", "a");
        psa.delete(ticket.id());
        host.over("dc01", "a");
        assertThat(psa.all()).isEmpty();
        assertThat(host.incident().state()).isEqualTo(IncidentState.DELETED);
    }

    @Test
    void whileTheProofCannotBeHadNothingIsBelieved() {
        Ticket ticket = host.opened("dc01", "a");
        psa.delete(ticket.id());
        for (int i = 0; i < 20; i++) {
            psa.next(Op.IS_DELETED, new Fault.NotExecuted(null));
        }
        noted();
        assertThat(host.incident().state()).isEqualTo(IncidentState.OPEN);
        psa.noMoreFaults();
        host.run(Duration.ofHours(2));
        assertThat(host.incidents().get(0).state()).isEqualTo(IncidentState.DELETED);
    }

    @Test
    void withoutProofAPersonIsAskedAndTheIncidentGoesOn() {
        Ticket ticket = host.opened("dc01", "a");
        psa.hide(ticket.id());
        noted();
        assertThat(host.incident().state()).isEqualTo(IncidentState.OPEN);
        assertThat(host.incident().facts().question()).contains("could not be proven");
    }

    @Test
    void aCloseWithoutProofEndsAndWhatComesBackIsNotLost() {
        Ticket ticket = host.opened("dc01", "a");
        psa.hide(ticket.id());
        host.over("dc01", "a");
        assertThat(host.incident().state()).isEqualTo(IncidentState.OPEN);
        assertThat(host.tocsin().audit().openIntents(Host.MSP, 9)).isEmpty();
    }

    @Test
    void aTicketThatIsDeletedBeforeItsCloseEndsAsDeleted() {
        Ticket ticket = host.opened("dc01", "a");
        host.later();
        host.resolve("dc01", "a");
        host.run(Duration.ofMinutes(4));
        psa.delete(ticket.id());
        host.run(Duration.ofMinutes(5));
        assertThat(host.incident().state()).isEqualTo(IncidentState.DELETED);
    }
}
