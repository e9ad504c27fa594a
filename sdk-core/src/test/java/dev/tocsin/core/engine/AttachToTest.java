package dev.tocsin.core.engine;

import static dev.tocsin.core.fake.Host.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.fake.Fault;
import dev.tocsin.core.fake.Host;
import dev.tocsin.core.fake.ScriptedPsa;
import dev.tocsin.core.fake.ScriptedPsa.Op;
import dev.tocsin.core.fake.ScriptedPsa.Ticket;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.incident.TicketFacts;
import dev.tocsin.core.psa.TicketDraft;
import dev.tocsin.core.rule.NoteType;
import dev.tocsin.core.rule.TicketPolicy.AttachFault;
import dev.tocsin.core.rule.TicketPolicy.PersonsClose;
import dev.tocsin.core.settings.ClosePolicy;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An event names a ticket that its group is to be attached to. */
@Timeout(20)
class AttachToTest {
    private final Host host = new Host();
    private final ScriptedPsa psa = host.psa;

    private String theirs() {
        return psa.foreign(new TicketDraft("", "Call", "acme-psa", null, "New", "P3", "", NoteType.INTERNAL, Map.of()));
    }

    private void raiseFor(String ticketId) {
        host.ingest(host.problem("dc01", "a").attachTo(ticketId));
        host.run(Duration.ofSeconds(31));
    }

    @Test
    void anOpenTicketOfTheCompanyBecomesTheGroupsAndIsTold() {
        String ticket = theirs();
        raiseFor(ticket);
        assertThat(psa.all()).hasSize(1);
        assertThat(texts(psa.ticketOf(ticket))).singleElement().asString().contains("Problem a");
        assertThat(host.incident().ticketId()).isEqualTo(ticket);
        assertThat(host.incident().facts().link()).isEqualTo(TicketFacts.Link.SHARED);
    }

    @Test
    void anAttachedTicketIsNotClosed() {
        host.policy(policy -> policy.closing(ClosePolicy.ALWAYS));
        String ticket = theirs();
        raiseFor(ticket);
        host.over("dc01", "a");
        assertThat(psa.only().isClosed()).isFalse();
        assertThat(texts(psa.ticketOf(ticket))).last().asString().contains("All 1 resolved");
    }

    @Test
    void aTicketOfOursThatAnotherGroupWasAttachedToIsNotClosedWhileThatIsActive() {
        Ticket ours = host.opened("dc02", "b");
        raiseFor(ours.id());
        host.over("dc02", "b");
        assertThat(ours.isClosed()).isFalse();
    }

    @Test
    void aClosedMissingOrForeignTicketOrOneOfAProjectMeansANewOneAndAWarning() {
        String closed = theirs();
        psa.closeByHand(closed);
        raiseFor(closed);
        assertThat(psa.all()).hasSize(2);
        assertThat(host.incident().facts().question()).contains("#" + closed, "is closed", "a new ticket was made");

        Host second = new Host();
        second.ingest(second.problem("dc01", "a").attachTo("4711"));
        second.run(Duration.ofSeconds(31));
        assertThat(second.psa.all()).hasSize(1);
        assertThat(second.incident().facts().question()).contains("#4711", "does not exist");

        Host third = new Host();
        String beta = third.psa.foreign(
                new TicketDraft("", "Call", "beta-psa", null, "New", "P3", "", NoteType.INTERNAL, Map.of()));
        third.ingest(third.problem("dc01", "a").attachTo(beta));
        third.run(Duration.ofSeconds(31));
        assertThat(third.psa.all()).hasSize(2);
        assertThat(third.psa.ticketOf(beta).notes()).isEmpty();
        assertThat(third.incident().facts().question()).contains("belongs to another company");

        Host fourth = new Host();
        String project = fourth.psa.foreign(
                new TicketDraft("", "Call", "acme-psa", null, "New", "P3", "", NoteType.INTERNAL, Map.of()));
        fourth.psa.convertByHand(project);
        fourth.ingest(fourth.problem("dc01", "a").attachTo(project));
        fourth.run(Duration.ofSeconds(31));
        assertThat(fourth.psa.all()).hasSize(2);
        assertThat(fourth.incident().facts().question()).contains("is one of a project");
    }

    @Test
    void failMakesNoTicketAndWaitsForAPerson() {
        host.policy(policy -> policy.attachFault(AttachFault.FAIL));
        raiseFor("4711");
        host.run(Duration.ofHours(1));
        assertThat(psa.all()).isEmpty();
        assertThat(host.incident().state()).isEqualTo(IncidentState.QUARANTINED);
        assertThat(host.incident().reason()).contains("#4711");
    }

    @Test
    void aMergedTicketIsFollowed() {
        String child = theirs();
        String parent = theirs();
        psa.merge(child, parent);
        raiseFor(child);
        assertThat(host.incident().ticketId()).isEqualTo(parent);
    }

    @Test
    void aLookThatFailsIsRepeatedAndAProcessThatDiesInItLosesNothing() {
        String ticket = theirs();
        psa.next(Op.READ, new Fault.NotExecuted(null), new Fault.DeathBefore());
        host.ingest(host.problem("dc01", "a").attachTo(ticket));
        host.dieIn(Duration.ofMinutes(10));
        host.run(Duration.ofMinutes(30));
        assertThat(psa.all()).hasSize(1);
        assertThat(texts(psa.ticketOf(ticket))).hasSize(1);
    }

    @Test
    void aPersonsCloseOfAnAttachedTicketIsRespectedAndNeverReopened() {
        host.policy(policy -> policy.personsClose(PersonsClose.REOPEN));
        String ticket = theirs();
        raiseFor(ticket);
        psa.closeByHand(ticket);
        host.run(Duration.ofHours(1));
        assertThat(psa.only().isClosed()).isTrue();
        assertThat(host.incident().state()).isEqualTo(IncidentState.CLOSED_HUMAN);
    }
}
