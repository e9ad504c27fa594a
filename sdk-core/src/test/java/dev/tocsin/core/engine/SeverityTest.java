package dev.tocsin.core.engine;

import static dev.tocsin.core.fake.Host.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.event.EventKind;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.fake.Fault;
import dev.tocsin.core.fake.Host;
import dev.tocsin.core.fake.ScriptedPsa;
import dev.tocsin.core.fake.ScriptedPsa.Op;
import dev.tocsin.core.fake.ScriptedPsa.Ticket;
import dev.tocsin.core.psa.TicketDraft;
import dev.tocsin.core.rule.NoteType;
import dev.tocsin.core.rule.TicketPolicy.Higher;
import dev.tocsin.core.rule.TicketPolicy.Lower;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a higher or lower severity does to the ticket. */
@Timeout(20)
class SeverityTest {
    private final Host host = new Host();
    private final ScriptedPsa psa = host.psa;

    private void becomes(Severity severity) {
        host.later();
        host.ingest(host.problem("dc01", "a").kind(EventKind.UPDATED).severity(severity));
        host.run(Duration.ofSeconds(1));
    }

    private void noted() {
        host.run(Duration.ofMinutes(16));
    }

    @Test
    void aHigherSeverityRaisesThePriorityOnceAndIsToldAtOnce() {
        Ticket ticket = host.opened("dc01", "a");
        becomes(Severity.CRITICAL);
        assertThat(ticket.priority()).isEqualTo("P1");
        assertThat(texts(ticket)).singleElement().asString().contains("CRITICAL");
        assertThat(host.incident().facts().epoch()).isEqualTo(1);
        becomes(Severity.CRITICAL);
        noted();
        assertThat(ticket.changes()).containsExactly("SET_PRIORITY=P1");
    }

    @Test
    void aHigherSeverityCountsThoughThereIsNoTicketYetAndCountsOnce() {
        psa.next(Op.CREATE, new Fault.NotExecuted(Duration.ofMinutes(10)));
        host.raise("dc01", "a");
        host.run(Duration.ofMinutes(1));
        becomes(Severity.CRITICAL);
        assertThat(psa.all()).isEmpty();
        assertThat(host.incident().facts().epoch()).isEqualTo(1);
        host.run(Duration.ofMinutes(20));
        assertThat(psa.only().priority()).isEqualTo("P1");
        assertThat(host.incident().facts().epoch()).isEqualTo(1);
    }

    @Test
    void aPriorityThatAPersonSetStays() {
        Ticket ticket = host.opened("dc01", "a");
        psa.prioritiseByHand(ticket.id(), "P4");
        becomes(Severity.CRITICAL);
        noted();
        assertThat(ticket.priority()).isEqualTo("P4");
        assertThat(texts(ticket)).singleElement().asString().contains("CRITICAL");
        assertThat(host.history()).anyMatch(line -> line.contains("a person set the priority"));
    }

    @Test
    void noteOnlyLeavesThePriorityAndTellsInItsTime() {
        host.policy(policy -> policy.higher(Higher.NOTE_ONLY));
        Ticket ticket = host.opened("dc01", "a");
        becomes(Severity.CRITICAL);
        assertThat(ticket.notes()).isEmpty();
        noted();
        assertThat(ticket.priority()).isEqualTo("P3");
        assertThat(texts(ticket)).hasSize(1);
    }

    @Test
    void aLowerSeverityIsToldAndThePriorityStays() {
        host.ingest(host.problem("dc01", "a").severity(Severity.CRITICAL));
        host.run(Duration.ofSeconds(31));
        becomes(Severity.LOW);
        noted();
        assertThat(psa.only().priority()).isEqualTo("P1");
        assertThat(texts(psa.only())).singleElement().asString().contains("LOW");
    }

    @Test
    void followLowersThePriorityToTheWorstOfWhatIsActive() {
        host.policy(policy -> policy.lower(Lower.FOLLOW));
        host.ingest(host.problem("dc01", "a").severity(Severity.CRITICAL));
        host.ingest(host.problem("dc01", "b").severity(Severity.CRITICAL));
        host.run(Duration.ofSeconds(31));
        becomes(Severity.LOW);
        noted();
        assertThat(psa.only().priority()).isEqualTo("P1");
        host.later();
        host.resolve("dc01", "b");
        noted();
        assertThat(psa.only().priority()).isEqualTo("P3");
        becomes(Severity.CRITICAL);
        assertThat(psa.only().priority()).isEqualTo("P1");
    }

    @Test
    void followLeavesAPriorityThatAPersonSet() {
        host.policy(policy -> policy.lower(Lower.FOLLOW));
        host.ingest(host.problem("dc01", "a").severity(Severity.CRITICAL));
        host.run(Duration.ofSeconds(31));
        psa.prioritiseByHand(psa.only().id(), "P2");
        becomes(Severity.LOW);
        noted();
        assertThat(psa.only().priority()).isEqualTo("P2");
    }

    @Test
    void aHigherSeverityWhileTheTicketIsCreatedRaisesItsPriorityAtOnce() {
        psa.next(Op.CREATE, new Fault.Meanwhile(() -> {
            host.later();
            host.ingest(host.problem("dc01", "b").severity(Severity.CRITICAL));
        }));
        host.raise("dc01", "a");
        host.run(Duration.ofMinutes(1));
        assertThat(psa.only().priority()).isEqualTo("P1");
        assertThat(texts(psa.only())).hasSize(1);
    }

    @Test
    void anAttachedTicketKeepsItsPriority() {
        String theirs = psa.foreign(
                new TicketDraft("", "Call", "acme-psa", null, "New", "P4", "", NoteType.INTERNAL, Map.of()));
        host.ingest(host.problem("dc01", "a").attachTo(theirs));
        host.run(Duration.ofSeconds(31));
        becomes(Severity.CRITICAL);
        assertThat(psa.only().priority()).isEqualTo("P4");
        assertThat(texts(psa.only())).hasSize(2);
    }
}
