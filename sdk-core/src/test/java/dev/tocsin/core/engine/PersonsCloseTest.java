package dev.tocsin.core.engine;

import static dev.tocsin.core.fake.Host.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.event.Receipt.Outcome;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.fake.Host;
import dev.tocsin.core.fake.ScriptedPsa;
import dev.tocsin.core.fake.ScriptedPsa.Ticket;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.rule.TicketPolicy.PersonsClose;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A person closes the ticket while events are active. */
@Timeout(20)
class PersonsCloseTest {
    private final Host host = new Host();
    private final ScriptedPsa psa = host.psa;

    private void closedByHand(Ticket ticket, String status) {
        psa.setByHand(ticket.id(), status);
        host.run(Duration.ofMinutes(2));
    }

    private void raise(String id) {
        host.later();
        host.raise("dc01", id);
        host.run(Duration.ofSeconds(31));
    }

    @Test
    void byDefaultWhatIsActiveIsAnsweredAndOpensNothing() {
        Ticket ticket = host.opened("dc01", "a");
        closedByHand(ticket, "Done by hand");
        assertThat(host.incident().state()).isEqualTo(IncidentState.CLOSED_HUMAN);
        host.later();
        assertThat(host.raise("dc01", "a").outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(host.ingest(host.problem("dc01", "a").severity(Severity.CRITICAL))
                        .outcome())
                .isEqualTo(Outcome.ANSWERED);
        host.run(Duration.ofDays(40));
        assertThat(psa.only().statuses()).containsExactly("New", "Done by hand:ann");
    }

    @Test
    void anAnsweredSubjectOpensANewTicketOnceItWasResolvedAndRaisedAgain() {
        Ticket ticket = host.opened("dc01", "a");
        closedByHand(ticket, "Done by hand");
        host.later();
        host.resolve("dc01", "a");
        raise("a");
        assertThat(psa.all()).hasSize(2);
        assertThat(psa.all().get(1).draft().firstNote()).contains("#" + ticket.id());
        assertThat(ticket.status()).isEqualTo("Done by hand");
    }

    @Test
    void aNewSubjectOpensANewTicketThatNamesTheOld() {
        Ticket ticket = host.opened("dc01", "a");
        closedByHand(ticket, "Done by hand");
        raise("b");
        assertThat(psa.all()).hasSize(2);
        assertThat(psa.all().get(1).draft().firstNote())
                .contains("#" + ticket.id())
                .doesNotContain("Problem a");
    }

    @Test
    void reopenOpensTheTicketAgainAtMostAsOftenAsTicketsAreReopened() {
        host.policy(policy -> policy.personsClose(PersonsClose.REOPEN).maxReopens(2));
        Ticket ticket = host.opened("dc01", "a");
        for (int i = 0; i < 2; i++) {
            closedByHand(ticket, "Done by hand");
            assertThat(ticket.status()).isEqualTo("New");
        }
        closedByHand(ticket, "Done by hand");
        host.run(Duration.ofHours(1));
        assertThat(psa.only().status()).isEqualTo("Done by hand");
        assertThat(host.incident().state()).isEqualTo(IncidentState.CLOSED_HUMAN);
    }

    @Test
    void reopenLeavesATicketClosedIfNothingIsActive() {
        host.policy(policy -> policy.personsClose(PersonsClose.REOPEN));
        Ticket ticket = host.opened("dc01", "a");
        host.later();
        host.resolve("dc01", "a");
        closedByHand(ticket, "Done by hand");
        host.run(Duration.ofHours(1));
        assertThat(ticket.statuses()).containsExactly("New", "Done by hand:ann");
    }

    @Test
    void muteKeepsQuietForItsTimeThenGivesWhatIsStillActiveANewTicket() {
        host.policy(policy -> policy.personsClose(PersonsClose.MUTE).muteFor(Duration.ofHours(8)));
        Ticket ticket = host.opened("dc01", "a");
        closedByHand(ticket, "Done by hand");
        host.later();
        assertThat(host.raise("dc01", "a").outcome()).isEqualTo(Outcome.ANSWERED);
        host.run(Duration.ofHours(7));
        assertThat(psa.all()).hasSize(1);
        host.run(Duration.ofHours(1));
        assertThat(psa.all()).hasSize(2);
        assertThat(psa.all().get(1).draft().firstNote()).contains("#" + ticket.id(), "Problem a");
        assertThat(host.latest().active()).isEqualTo(1);
    }

    @Test
    void whatComesBackUnchangedWithinTheMuteIsQuietUntilItsEnd() {
        host.policy(policy -> policy.personsClose(PersonsClose.MUTE).muteFor(Duration.ofHours(8)));
        Ticket ticket = host.opened("dc01", "a");
        closedByHand(ticket, "Done by hand");
        host.later();
        host.resolve("dc01", "a");
        raise("a");
        assertThat(psa.all()).hasSize(1);
        host.run(Duration.ofHours(8));
        assertThat(psa.all()).hasSize(2);
        assertThat(psa.all().get(1).draft().firstNote()).contains("Problem a");
    }

    @Test
    void whatIsResolvedByTheEndOfTheMuteGetsNoTicket() {
        host.policy(policy -> policy.personsClose(PersonsClose.MUTE).muteFor(Duration.ofHours(8)));
        Ticket ticket = host.opened("dc01", "a");
        closedByHand(ticket, "Done by hand");
        host.later();
        host.resolve("dc01", "a");
        host.run(Duration.ofDays(2));
        assertThat(psa.only()).isSameAs(ticket);
    }

    @Test
    void theEndOfAMuteJoinsTheTicketThatTheGroupHasByThen() {
        host.policy(policy -> policy.personsClose(PersonsClose.MUTE).muteFor(Duration.ofHours(8)));
        Ticket ticket = host.opened("dc01", "a");
        closedByHand(ticket, "Done by hand");
        raise("b");
        host.run(Duration.ofHours(9));
        assertThat(psa.all()).hasSize(2);
        assertThat(texts(psa.all().get(1))).singleElement().asString().contains("Problem a", "2 of 2 active");
        host.over("dc01", "b");
        assertThat(psa.all().get(1).isClosed()).isFalse();
        host.over("dc01", "a");
        assertThat(psa.all().get(1).isClosed()).isTrue();
    }

    @Test
    void theEndOfAMuteEndsTheHoldOfTheTicketThatTheGroupHasByThen() {
        host.policy(policy -> policy.personsClose(PersonsClose.MUTE).muteFor(Duration.ofHours(8)));
        Ticket ticket = host.opened("dc01", "a");
        closedByHand(ticket, "Done by hand");
        raise("b");
        host.run(Duration.between(host.time.instant(), host.incidents().get(0).waitUntil())
                .minusMinutes(1));
        host.resolve("dc01", "b");
        host.run(Duration.ofMinutes(20));
        Ticket second = psa.all().get(1);
        assertThat(second.isClosed()).isFalse();
        assertThat(host.latest().state()).isEqualTo(IncidentState.OPEN);
        assertThat(texts(second)).noneMatch(text -> text.contains("All 2 resolved"));
    }

    @Test
    void newTicketGivesWhatIsActiveANewTicketAtOnce() {
        host.policy(policy -> policy.personsClose(PersonsClose.NEW_TICKET));
        Ticket ticket = host.opened("dc01", "a");
        closedByHand(ticket, "Done by hand");
        assertThat(psa.all()).hasSize(2);
        assertThat(psa.all().get(1).draft().firstNote()).contains("#" + ticket.id(), "Problem a");
    }

    @Test
    void aWontFixStatusKeepsWhatComesBackUnchangedQuiet() {
        host.policy(policy -> policy.wontFixStatuses(Set.of("WON'T fix")));
        Ticket ticket = host.opened("dc01", "a");
        closedByHand(ticket, "Won't Fix");
        host.later();
        host.resolve("dc01", "a");
        host.later();
        assertThat(host.raise("dc01", "a").outcome()).isEqualTo(Outcome.ANSWERED);
        host.run(Duration.ofDays(29));
        host.later();
        assertThat(host.raise("dc01", "a").outcome()).isEqualTo(Outcome.ANSWERED);
        host.run(Duration.ofDays(1));
        raise("a");
        assertThat(psa.all()).hasSize(2);
    }

    @Test
    void afterWontFixAChangedSeverityOrPayloadOpensANewTicket() {
        host.policy(policy -> policy.wontFixStatuses(Set.of("Won't Fix")));
        Ticket ticket = host.opened("dc01", "a");
        host.opened("dc02", "b");
        closedByHand(ticket, "Won't Fix");
        closedByHand(psa.all().get(1), "Won't Fix");
        host.later();
        assertThat(host.ingest(host.problem("dc01", "a").severity(Severity.CRITICAL))
                        .outcome())
                .isEqualTo(Outcome.ACCEPTED);
        assertThat(host.ingest(host.problem("dc02", "b").attributes(Map.of("scans", "9")))
                        .outcome())
                .isEqualTo(Outcome.ANSWERED);
        host.later();
        assertThat(host.ingest(host.problem("dc02", "b").title("Problem b, exploited"))
                        .outcome())
                .isEqualTo(Outcome.ACCEPTED);
        host.run(Duration.ofSeconds(31));
        assertThat(psa.all()).hasSize(4);
    }

    @Test
    void wontFixCountsThoughThePolicyWouldReopen() {
        host.policy(policy -> policy.wontFixStatuses(Set.of("Won't Fix")).personsClose(PersonsClose.REOPEN));
        Ticket ticket = host.opened("dc01", "a");
        closedByHand(ticket, "Won't Fix");
        host.run(Duration.ofHours(1));
        assertThat(psa.only().status()).isEqualTo("Won't Fix");
    }

    @Test
    void theTimeOfWontFixIsASetting() {
        host.policy(policy -> policy.wontFixStatuses(Set.of("Won't Fix")).wontFixFor(Duration.ofDays(2)));
        Ticket ticket = host.opened("dc01", "a");
        closedByHand(ticket, "Won't Fix");
        host.run(Duration.ofDays(2));
        raise("a");
        assertThat(psa.all()).hasSize(2);
    }

    @Test
    void aCloseByAPersonIsSeenAtOnceIfAHintSaysSo() {
        Ticket ticket = host.opened("dc01", "a");
        psa.closeByHand(ticket.id());
        assertThat(host.tocsin().ticketChanged(Host.CONNECTION, ticket.id())).isTrue();
        assertThat(host.incident().state()).isEqualTo(IncidentState.CLOSED_HUMAN);
        assertThat(host.tocsin().ticketChanged(Host.CONNECTION, "999")).isFalse();
        assertThatThrownBy(() -> host.tocsin().ticketChanged("halo", ticket.id()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("halo");
    }
}
