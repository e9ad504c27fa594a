package dev.tocsin.core.engine;

import static dev.tocsin.core.fake.Host.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.base.FieldError;
import dev.tocsin.core.event.EventCategory;
import dev.tocsin.core.event.EventUser;
import dev.tocsin.core.event.GroupBy;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.fake.Fault;
import dev.tocsin.core.fake.Host;
import dev.tocsin.core.fake.ProcessDeath;
import dev.tocsin.core.fake.ScriptedPsa;
import dev.tocsin.core.fake.ScriptedPsa.Op;
import dev.tocsin.core.fake.ScriptedPsa.Ticket;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.psa.Outcome;
import dev.tocsin.core.rule.CategorySelection;
import dev.tocsin.core.rule.EventSet;
import dev.tocsin.core.rule.TicketPolicy.PersonsClose;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** However a write of the lifecycle goes, it takes effect once and the ticket goes on. */
@Timeout(20)
class WriteOutcomesTest {
    private final Host host = new Host();
    private final ScriptedPsa psa = host.psa;

    /** How a write goes wrong. */
    enum Trouble {
        NOT_EXECUTED(new Fault.NotExecuted(null)),
        LOST_BEFORE(new Fault.LostBefore()),
        LOST_AFTER(new Fault.LostAfter()),
        DEATH_BEFORE(new Fault.DeathBefore()),
        DEATH_AFTER(new Fault.DeathAfter());

        final Fault fault;

        Trouble(Fault fault) {
            this.fault = fault;
        }
    }

    private void survive(Duration span) {
        Instant end = host.time.instant().plus(span);
        while (host.time.instant().isBefore(end)) {
            try {
                host.run(Duration.between(host.time.instant(), end));
            } catch (ProcessDeath death) {
                host.restart();
            }
        }
    }

    private void settled() {
        survive(Duration.ofMinutes(30));
        assertThat(host.tocsin().audit().openIntents(Host.MSP, 9)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aTicketIsReopenedOnce(Trouble trouble) {
        Ticket ticket = host.opened("dc01", "a");
        host.over("dc01", "a");
        host.later();
        host.raise("dc01", "a");
        psa.next(Op.SET_STATUS, trouble.fault);
        settled();
        assertThat(ticket.statuses()).containsExactly("New", "Closed:tocsin", "New:tocsin");
        assertThat(host.incident().state()).isEqualTo(IncidentState.OPEN);
        assertThat(host.incident().facts().reopens()).isEqualTo(1);
        assertThat(texts(ticket))
                .filteredOn(text -> text.startsWith("It is back"))
                .hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void aTicketThatAPersonClosedIsReopenedOnce(Trouble trouble) {
        host.policy(policy -> policy.personsClose(PersonsClose.REOPEN));
        Ticket ticket = host.opened("dc01", "a");
        psa.closeByHand(ticket.id());
        psa.next(Op.SET_STATUS, trouble.fault);
        settled();
        assertThat(ticket.statuses()).containsExactly("New", "Done by hand:ann", "New:tocsin");
    }

    @ParameterizedTest
    @EnumSource
    void aPriorityIsRaisedOnce(Trouble trouble) {
        Ticket ticket = host.opened("dc01", "a");
        host.later();
        host.ingest(host.problem("dc01", "a").severity(Severity.CRITICAL));
        psa.next(Op.SET_PRIORITY, trouble.fault);
        settled();
        assertThat(ticket.changes()).containsExactly("SET_PRIORITY=P1");
        assertThat(texts(ticket)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void aConfigurationIsAttachedOnce(Trouble trouble) {
        host.tocsin().linkAsset("acme", "dc01", "71");
        psa.next(Op.ATTACH, trouble.fault);
        host.raise("dc01", "a");
        settled();
        assertThat(psa.only().changes()).containsExactly("ATTACH=71");
    }

    @ParameterizedTest
    @EnumSource
    void aContactIsSetOnce(Trouble trouble) {
        host.tocsin()
                .configuration()
                .save(new EventSet(
                        Host.MSP, "all", Map.of(EventCategory.AD_AUDIT, CategorySelection.of(GroupBy.USER))));
        psa.contact("acme-psa", "ann@acme.example", "31");
        psa.next(Op.SET_CONTACT, trouble.fault);
        host.ingest(host.moment("locked", "x")
                .category(EventCategory.AD_AUDIT)
                .user(new EventUser(null, "ann@acme.example")));
        settled();
        assertThat(psa.only().changes()).containsExactly("SET_CONTACT=31");
    }

    @Test
    void aRefusedPriorityContactOrConfigurationHoldsNothingUp() {
        host.tocsin().linkAsset("acme", "dc01", "71");
        psa.next(Op.ATTACH, new Fault.Refused("no right"));
        psa.next(Op.SET_PRIORITY, new Fault.Refused("no right"));
        Ticket ticket = host.opened("dc01", "a");
        host.later();
        host.ingest(host.problem("dc01", "a").severity(Severity.CRITICAL));
        settled();
        assertThat(texts(ticket)).hasSize(1);
        assertThat(host.tocsin().audit().refusedIntents(Host.MSP, 9)).hasSize(2);
        host.over("dc01", "a");
        assertThat(ticket.isClosed()).isTrue();
    }

    @Test
    void aRefusedReopeningBecomesANewTicketThatNamesTheOld() {
        Ticket ticket = host.opened("dc01", "a");
        host.over("dc01", "a");
        host.later();
        host.raise("dc01", "a");
        psa.next(Op.SET_STATUS, new Fault.Refused("archived"));
        settled();
        assertThat(ticket.isClosed()).isTrue();
        assertThat(psa.all()).hasSize(2);
        assertThat(psa.all().get(1).draft().firstNote()).contains("#" + ticket.id());
    }

    @Test
    void aTicketThatAPersonClosedAfterItsReopeningWasLostIsNotReopenedAgain() {
        Ticket ticket = host.opened("dc01", "a");
        host.over("dc01", "a");
        host.later();
        host.raise("dc01", "a");
        psa.next(Op.SET_STATUS, new Fault.LostAfter());
        host.run(Duration.ofSeconds(31));
        psa.setByHand(ticket.id(), "Closed");
        settled();
        assertThat(ticket.statuses()).containsExactly("New", "Closed:tocsin", "New:tocsin", "Closed:ann");
    }

    @Test
    void aPersonsPriorityBetweenALostRaiseAndItsRepetitionStays() {
        Ticket ticket = host.opened("dc01", "a");
        host.later();
        host.ingest(host.problem("dc01", "a").severity(Severity.CRITICAL));
        psa.next(Op.SET_PRIORITY, new Fault.LostBefore());
        host.run(Duration.ofSeconds(5));
        psa.prioritiseByHand(ticket.id(), "P2");
        settled();
        assertThat(ticket.priority()).isEqualTo("P2");
    }

    @Test
    void aRefusalNamesEachFaultOnce() {
        FieldError fault = new FieldError("owner/identifier", "NotFound", "Member not found");
        assertThat(Outcomes.text(new Outcome.Refused<>("refused [" + fault + "] (request 1)", List.of(fault), false)))
                .isEqualTo("refused [" + fault + "] (request 1)");
        assertThat(Outcomes.text(new Outcome.Refused<>("refused", List.of(fault), false)))
                .isEqualTo("refused (" + fault + ")");
    }
}
