package dev.tocsin.core.engine;

import static dev.tocsin.core.fake.Host.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.company.CompanyMapping;
import dev.tocsin.core.event.Receipt;
import dev.tocsin.core.event.Receipt.Outcome;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.fake.Fault;
import dev.tocsin.core.fake.Host;
import dev.tocsin.core.fake.ScriptedPsa;
import dev.tocsin.core.fake.ScriptedPsa.Op;
import dev.tocsin.core.fake.ScriptedPsa.Ticket;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.rule.IntegrationRule;
import dev.tocsin.core.rule.TicketPolicy;
import dev.tocsin.core.rule.TicketPolicy.Edits;
import dev.tocsin.core.rule.TicketPolicy.PersonsClose;
import dev.tocsin.core.rule.TicketPolicy.RuleGone;
import dev.tocsin.core.settings.ClosePolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A rule is edited, removed or paused while its tickets are open. */
@Timeout(20)
class RuleChangeTest {
    private final Host host = new Host();
    private final ScriptedPsa psa = host.psa;

    private IntegrationRule.Builder edited(Edits edits) {
        return Host.rule("r1")
                .openStatus("Triage")
                .closedStatus("Completed")
                .priorities(Map.of(Severity.CRITICAL, "P0"))
                .policy(TicketPolicy.builder().edits(edits).build());
    }

    private void paused(boolean value) {
        host.tocsin()
                .configuration()
                .save(new CompanyMapping(Host.MSP, "acme", Host.CONNECTION, "acme-psa", null, !value, List.of("r1")));
    }

    private void removeRule() {
        assertThat(host.tocsin().configuration().removeRule(Host.MSP, "r1")).isTrue();
        host.run(Duration.ofSeconds(1));
    }

    @Test
    void openTicketsKeepTheirRuleAndNewOnesUseTheNew() {
        Ticket old = host.opened("dc01", "a");
        host.save(edited(Edits.KEEP));
        host.later();
        host.ingest(host.problem("dc01", "a").severity(Severity.CRITICAL));
        host.run(Duration.ofMinutes(1));
        assertThat(old.priority()).isEqualTo("P1");
        host.over("dc01", "a");
        assertThat(old.status()).isEqualTo("Closed");
        assertThat(host.opened("dc02", "b").draft().status()).isEqualTo("Triage");
    }

    @Test
    void migrateTakesOpenTicketsAlong() {
        Ticket old = host.opened("dc01", "a");
        host.save(edited(Edits.MIGRATE));
        host.later();
        host.ingest(host.problem("dc01", "a").severity(Severity.CRITICAL));
        host.run(Duration.ofMinutes(1));
        assertThat(old.priority()).isEqualTo("P0");
        host.over("dc01", "a");
        assertThat(old.statuses()).containsExactly("New", "Completed:tocsin");
    }

    @Test
    void migrateStillSeesThatAPersonSetAnotherStatus() {
        Ticket old = host.opened("dc01", "a");
        host.save(edited(Edits.MIGRATE));
        psa.setByHand(old.id(), "Triage");
        host.over("dc01", "a");
        assertThat(old.isClosed()).isFalse();
    }

    @Test
    void aRemovedRuleFreezesItsGroupsAndWhatIsResolvedIsAppliedWhenItIsBack() {
        Ticket ticket = host.opened("dc01", "a");
        removeRule();
        assertThat(host.incident().state()).isEqualTo(IncidentState.FROZEN);
        host.later();
        assertThat(host.resolve("dc01", "a").outcome()).isEqualTo(Outcome.RESOLVED);
        host.run(Duration.ofHours(1));
        assertThat(ticket.isClosed()).isFalse();
        assertThat(ticket.notes()).isEmpty();
        host.save(Host.rule("r1"));
        host.run(Duration.ofMinutes(6));
        assertThat(ticket.status()).isEqualTo("Closed");
    }

    @Test
    void whatIsStillActiveWhenARuleIsBackGoesOnWithItsTicket() {
        Ticket ticket = host.opened("dc01", "a");
        removeRule();
        host.later();
        host.ingest(host.problem("dc01", "a").severity(Severity.CRITICAL));
        host.run(Duration.ofHours(1));
        assertThat(ticket.priority()).isEqualTo("P3");
        host.save(Host.rule("r1"));
        host.run(Duration.ofMinutes(1));
        assertThat(host.incident().state()).isEqualTo(IncidentState.OPEN);
        assertThat(ticket.priority()).isEqualTo("P1");
        assertThat(texts(ticket)).hasSize(1);
    }

    @Test
    void eventsOfARemovedRuleAreParkedAndReplayedByThemselves() {
        removeRule();
        assertThat(host.raise("dc01", "a").outcome()).isEqualTo(Outcome.PARKED);
        host.run(Duration.ofHours(1));
        host.save(Host.rule("r1"));
        host.run(Duration.ofSeconds(31));
        assertThat(psa.only().draft().firstNote()).contains("Problem a");
    }

    @Test
    void aGroupThatWaitsWhenItsRuleIsRemovedGetsItsTicketWhenTheRuleIsBack() {
        host.raise("dc01", "a");
        removeRule();
        host.run(Duration.ofHours(1));
        assertThat(psa.all()).isEmpty();
        assertThat(host.incident().state()).isEqualTo(IncidentState.FROZEN);
        host.save(Host.rule("r1"));
        host.run(Duration.ofSeconds(31));
        assertThat(psa.all()).hasSize(1);
    }

    @Test
    void aTicketThatAPersonClosesWhileFrozenIsAPersonsClose() {
        Ticket ticket = host.opened("dc01", "a");
        removeRule();
        psa.closeByHand(ticket.id());
        host.run(Duration.ofMinutes(2));
        assertThat(host.incident().state()).isEqualTo(IncidentState.CLOSED_HUMAN);
        host.save(Host.rule("r1"));
        host.run(Duration.ofHours(1));
        assertThat(psa.only().status()).isEqualTo("Done by hand");
    }

    @Test
    void aFrozenTicketThatAPersonClosesIsNotReopenedWhateverThePolicy() {
        host.policy(policy -> policy.personsClose(PersonsClose.REOPEN));
        Ticket ticket = host.opened("dc01", "a");
        removeRule();
        psa.closeByHand(ticket.id());
        host.run(Duration.ofHours(1));
        assertThat(ticket.status()).isEqualTo("Done by hand");
        assertThat(host.latest().state()).isEqualTo(IncidentState.FROZEN);
        host.save(Host.rule("r1"));
        host.run(Duration.ofSeconds(31));
        assertThat(psa.all()).hasSize(2);
    }

    @Test
    void closeAllClosesTheTicketsOfARemovedRuleWithANoteThoughEventsAreActive() {
        host.policy(policy -> policy.ruleGone(RuleGone.CLOSE_ALL));
        Ticket ticket = host.opened("dc01", "a");
        removeRule();
        host.run(Duration.ofMinutes(1));
        assertThat(ticket.status()).isEqualTo("Closed");
        assertThat(texts(ticket)).singleElement().asString().contains("rule 'r1' does not exist any more");
        assertThat(host.incident().state()).isEqualTo(IncidentState.CLOSED_AUTO);
    }

    @Test
    void afterCloseAllWhatIsRaisedAgainUnderTheRuleHasATicketThatClosesAgain() {
        host.policy(policy -> policy.ruleGone(RuleGone.CLOSE_ALL));
        Ticket ticket = host.opened("dc01", "a");
        removeRule();
        host.run(Duration.ofMinutes(1));
        assertThat(host.raise("dc01", "a").outcome()).isEqualTo(Outcome.PARKED);
        host.policy(policy -> policy.ruleGone(RuleGone.CLOSE_ALL));
        host.run(Duration.ofSeconds(31));
        assertThat(ticket.status()).isEqualTo("New");
        assertThat(host.incident().active()).isEqualTo(1);
        host.over("dc01", "a");
        assertThat(ticket.status()).isEqualTo("Closed");
    }

    @Test
    void closeAllLeavesATicketThatAPersonTouched() {
        host.policy(policy -> policy.ruleGone(RuleGone.CLOSE_ALL));
        Ticket ticket = host.opened("dc01", "a");
        psa.ownByHand(ticket.id());
        removeRule();
        host.run(Duration.ofHours(2));
        assertThat(ticket.isClosed()).isFalse();
        assertThat(texts(ticket)).hasSize(1);
    }

    @Test
    void closeAllDropsAGroupThatStillWaitsAndTakesItUpAnew() {
        host.policy(policy -> policy.ruleGone(RuleGone.CLOSE_ALL));
        host.raise("dc01", "a");
        removeRule();
        host.run(Duration.ofMinutes(1));
        assertThat(host.incident().state()).isEqualTo(IncidentState.DROPPED);
        host.later();
        host.raise("dc01", "a");
        host.save(Host.rule("r1"));
        host.run(Duration.ofSeconds(31));
        assertThat(psa.all()).hasSize(1);
    }

    @Test
    void aRuleThatIsBackBeforeTheCloseWasSentKeepsTheTicketOpen() {
        host.policy(policy -> policy.ruleGone(RuleGone.CLOSE_ALL));
        Ticket ticket = host.opened("dc01", "a");
        psa.next(Op.ADD_NOTE, new Fault.Meanwhile(() -> host.policy(policy -> policy.ruleGone(RuleGone.CLOSE_ALL))));
        removeRule();
        host.run(Duration.ofMinutes(1));
        assertThat(ticket.isClosed()).isFalse();
        assertThat(host.incident().state()).isEqualTo(IncidentState.OPEN);
    }

    @Test
    void aCompanyThatMakesNoTicketsFreezesItsGroupsUntilItDoesAgain() {
        Ticket ticket = host.opened("dc01", "a");
        paused(true);
        host.run(Duration.ofSeconds(1));
        assertThat(host.incident().state()).isEqualTo(IncidentState.FROZEN);
        host.later();
        host.resolve("dc01", "a");
        host.run(Duration.ofHours(1));
        assertThat(ticket.isClosed()).isFalse();
        paused(false);
        host.run(Duration.ofMinutes(6));
        assertThat(ticket.status()).isEqualTo("Closed");
    }

    @Test
    void aTicketThatWasLeftToPeopleIsNotToldAgainWhenItsRuleIsBack() {
        host.policy(policy -> policy.closing(ClosePolicy.NEVER));
        Ticket ticket = host.opened("dc01", "a");
        host.over("dc01", "a");
        removeRule();
        host.policy(policy -> policy.closing(ClosePolicy.NEVER));
        host.run(Duration.ofHours(1));
        assertThat(texts(ticket)).hasSize(1);
    }

    @Test
    void aRuleThatIsNotThereCannotBeRemovedAndAFileDoesNotRemoveAPersons() {
        assertThat(host.tocsin().configuration().removeRule(Host.MSP, "nothing"))
                .isFalse();
        assertThat(host.tocsin().configuration().fromFile().removeRule(Host.MSP, "r1"))
                .isFalse();
        host.tocsin().configuration().fromFile().save(Host.rule("r2").build());
        assertThat(host.tocsin().configuration().fromFile().removeRule(Host.MSP, "r2"))
                .isTrue();
    }

    @Test
    void explainSaysThatAGroupWithATicketIsFrozenOrSuspendedAndWhy() {
        Receipt receipt = host.raise("dc01", "a");
        host.run(Duration.ofMinutes(1));
        removeRule();
        assertThat(host.tocsin().audit().explain(Host.MSP, receipt.eventId()))
                .hasValueSatisfying(
                        path -> assertThat(path.stopped()).isEqualTo("FROZEN: rule 'r1' does not exist any more"));
        host.save(Host.rule("r1"));
        host.run(Duration.ofSeconds(1));
        assertThat(host.tocsin().audit().explain(Host.MSP, receipt.eventId()))
                .hasValueSatisfying(path -> assertThat(path.stopped()).isNull());
        assertThat(host.tocsin().configuration().removeMapping(Host.MSP, "acme"))
                .isTrue();
        host.run(Duration.ofSeconds(1));
        assertThat(host.tocsin().audit().explain(Host.MSP, receipt.eventId()))
                .hasValueSatisfying(path ->
                        assertThat(path.stopped()).isEqualTo("SUSPENDED: company 'acme' is not mapped any more"));
    }
}
