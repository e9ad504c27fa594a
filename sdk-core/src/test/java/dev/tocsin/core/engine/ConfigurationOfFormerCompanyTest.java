package dev.tocsin.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.company.CompanyMapping;
import dev.tocsin.core.company.MappingSwitches;
import dev.tocsin.core.company.PsaCompany;
import dev.tocsin.core.fake.Fault;
import dev.tocsin.core.fake.Host;
import dev.tocsin.core.fake.ScriptedPsa;
import dev.tocsin.core.fake.ScriptedPsa.Op;
import dev.tocsin.core.fake.ScriptedPsa.Ticket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A configuration is attached to tickets of its own company only, also while the mapping moves to another. */
@Timeout(20)
class ConfigurationOfFormerCompanyTest {
    private static final String OTHER = "other-psa";

    private final Host host = new Host();
    private final ScriptedPsa psa = host.psa;

    private void move(String psaCompany) {
        host.tocsin()
                .configuration()
                .save(new CompanyMapping(Host.MSP, "acme", Host.CONNECTION, psaCompany, null, true, List.of("r1")));
    }

    private void link(String configurationId) {
        host.tocsin().linkAsset("acme", "dc01", configurationId);
        host.run(Duration.ofSeconds(1));
    }

    @Test
    void linksOfTheCompanyBeforeAreForgottenAndTheNewOnesHold() {
        link("71");
        move(OTHER);
        Ticket ticket = host.opened("dc01", "a");
        assertThat(ticket.company()).isEqualTo(OTHER);
        assertThat(ticket.configurations()).isEmpty();
        link("88");
        assertThat(ticket.configurations()).containsExactly("88");
    }

    @Test
    void soTheyAreIfItWasUnmappedInBetween() {
        link("71");
        host.tocsin().companies().unmap("acme");
        move(OTHER);
        assertThat(host.opened("dc01", "a").configurations()).isEmpty();
    }

    @Test
    void otherSwitchesOfTheSameCompanyLeaveLinksAlone() {
        link("71");
        host.tocsin()
                .configuration()
                .save(new CompanyMapping(
                        Host.MSP, "acme", Host.CONNECTION, "acme-psa", null, true, List.of("r1"), true));
        assertThat(host.opened("dc01", "a").configurations()).containsExactly("71");
    }

    @Test
    void linksOfOtherCompaniesStay() {
        host.tocsin().linkAsset("beta", "dc01", "73");
        move(OTHER);
        Map<String, String> links =
                host.read(session -> session.assetLinks().of(Host.MSP, Host.CONNECTION, "beta", List.of("dc01")));
        assertThat(links).containsEntry("dc01", "73");
    }

    @Test
    void whatWasPlannedBeforeTheMoveGoesToNoTicket() {
        psa.next(Op.ATTACH, new Fault.NotExecuted(Duration.ofMinutes(10)));
        Ticket before = host.opened("dc01", "a");
        link("71");
        move(OTHER);
        host.run(Duration.ofHours(1));
        assertThat(psa.all())
                .hasSize(2)
                .allSatisfy(one -> assertThat(one.configurations()).isEmpty());
        assertThat(psa.all().get(1).company()).isEqualTo(OTHER);
        assertThat(before.isClosed()).isFalse();
    }

    @Test
    void soItIsOnATicketThatBelongsToTheNewCompanyAndGoesOn() {
        psa.next(Op.ATTACH, new Fault.NotExecuted(Duration.ofMinutes(10)));
        Ticket ticket = host.opened("dc01", "a");
        link("71");
        psa.company(PsaCompany.builder("3", "Other").status("Active", true));
        psa.setCompanyByHand(ticket.id(), "3");
        host.tocsin()
                .companies()
                .map("acme", Host.CONNECTION, "3", new MappingSwitches(null, true, List.of("r1"), false));
        host.run(Duration.ofHours(1));
        assertThat(psa.only().configurations()).isEmpty();
        link("88");
        assertThat(psa.only().configurations()).containsExactly("88");
    }

    @Test
    void aTicketWhoseCreateWasUnderWayDuringTheMoveGetsNoneOfEither() {
        link("71");
        psa.next(Op.CREATE, new Fault.Meanwhile(() -> {
            move(OTHER);
            host.tocsin().linkAsset("acme", "dc01", "88");
        }));
        host.raise("dc01", "a");
        host.run(Duration.ofHours(1));
        assertThat(psa.all().stream().filter(one -> one.company().equals("acme-psa")))
                .singleElement()
                .satisfies(one -> assertThat(one.configurations()).isEmpty());
    }

    @Test
    void aTicketThatAPersonGaveToAnotherCompanyGetsNone() {
        Ticket ticket = host.opened("dc01", "a");
        psa.setCompanyByHand(ticket.id(), OTHER);
        link("71");
        assertThat(ticket.configurations()).isEmpty();
    }
}
