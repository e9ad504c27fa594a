package dev.tocsin.core.engine;

import static dev.tocsin.core.fake.Host.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.company.CompanyMapping;
import dev.tocsin.core.event.Receipt.Outcome;
import dev.tocsin.core.fake.Host;
import dev.tocsin.core.fake.ScriptedPsa;
import dev.tocsin.core.fake.ScriptedPsa.Ticket;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.settings.Settings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A company loses its mapping while its tickets are open. */
@Timeout(20)
class MappingLostTest {
    private final Host host = new Host();
    private final ScriptedPsa psa = host.psa;

    private void unmap() {
        assertThat(host.tocsin().configuration().removeMapping(Host.MSP, "acme"))
                .isTrue();
        host.run(Duration.ofSeconds(1));
    }

    @Test
    void itsGroupsAreSuspendedAndAPersonIsAsked() {
        host.opened("dc01", "a");
        unmap();
        assertThat(host.incident().state()).isEqualTo(IncidentState.SUSPENDED);
        assertThat(host.incident().facts().question()).contains("company 'acme' is not mapped any more");
    }

    @Test
    void whatHappenedMeanwhileIsAppliedOnceItIsMappedAgain() {
        Ticket over = host.opened("dc01", "a");
        Ticket active = host.opened("dc02", "b");
        unmap();
        host.later();
        host.resolve("dc01", "a");
        assertThat(host.raise("dc02", "c").outcome()).isEqualTo(Outcome.PARKED);
        assertThat(host.raise("web", "d").outcome()).isEqualTo(Outcome.PARKED);
        host.later();
        assertThat(host.resolve("web", "d").outcome()).isEqualTo(Outcome.PARKED);
        host.run(Duration.ofHours(1));
        assertThat(over.notes()).isEmpty();
        host.map("acme");
        host.run(Duration.ofMinutes(6));
        assertThat(over.status()).isEqualTo("Closed");
        assertThat(texts(active)).singleElement().asString().contains("Problem c");
        assertThat(psa.all()).hasSize(2);
        assertThat(host.incidents())
                .filteredOn(incident -> incident.state() == IncidentState.SUSPENDED)
                .isEmpty();
        assertThat(host.incidents()).allMatch(incident -> incident.facts().question() == null);
    }

    @Test
    void anotherProcessThatMapsItAgainIsNoticed() {
        host.opened("dc01", "a");
        unmap();
        host.raise("web", "d");
        host.restart();
        host.map("acme");
        host.restart();
        host.run(Duration.ofSeconds(31));
        assertThat(psa.all()).hasSize(2);
        assertThat(host.incidents()).extracting(Incident::state).containsOnly(IncidentState.OPEN);
    }

    @Test
    void aGroupThatWaitsIsSuspendedAndGetsItsTicketWhereItIsMappedThen() {
        host.raise("dc01", "a");
        unmap();
        host.run(Duration.ofHours(1));
        ScriptedPsa other = new ScriptedPsa("halo", host.time);
        host.addPsa(other);
        host.tocsin()
                .configuration()
                .save(new CompanyMapping(Host.MSP, "acme", "halo", "acme-halo", null, true, List.of("r1")));
        host.run(Duration.ofSeconds(31));
        assertThat(psa.all()).isEmpty();
        assertThat(other.only().company()).isEqualTo("acme-halo");
    }

    @Test
    void aTicketThatWasToBeReopenedIsLetGoAndTheNextNamesIt() {
        Ticket ticket = host.opened("dc01", "a");
        host.over("dc01", "a");
        host.later();
        host.raise("dc01", "a");
        unmap();
        host.run(Duration.ofHours(1));
        assertThat(host.incident().state()).isEqualTo(IncidentState.SUSPENDED);
        host.map("acme");
        host.run(Duration.ofSeconds(31));
        assertThat(ticket.isClosed()).isTrue();
        assertThat(psa.all()).hasSize(2);
        assertThat(psa.all().get(1).draft().firstNote()).contains("#" + ticket.id());
    }

    @Test
    void aCatchAllCompanyTakesTheEventsOfCompaniesWithoutAMapping() {
        Host own = new Host(Settings.builder().catchAllCompany("beta").build());
        Ticket ticket = own.opened("dc01", "a");
        own.tocsin().configuration().removeMapping(Host.MSP, "acme");
        own.later();
        own.raise("dc01", "b");
        own.raise("web", "c");
        own.run(Duration.ofMinutes(1));
        assertThat(own.psa.all()).hasSize(3);
        assertThat(own.psa.all().get(1).company()).isEqualTo("beta-psa");
        assertThat(own.psa.all().get(2).company()).isEqualTo("beta-psa");
        assertThat(ticket.isClosed()).isFalse();
    }

    @Test
    void aMappingThatIsNotThereCannotBeRemovedAndAnUnknownCompanyIsRefused() {
        unmap();
        assertThat(host.tocsin().configuration().removeMapping(Host.MSP, "acme"))
                .isFalse();
        assertThat(host.tocsin().configuration().fromFile().removeMapping(Host.MSP, "beta"))
                .isFalse();
        assertThatThrownBy(() -> host.tocsin().configuration().removeMapping(Host.MSP, "nobody"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("nobody");
    }
}
