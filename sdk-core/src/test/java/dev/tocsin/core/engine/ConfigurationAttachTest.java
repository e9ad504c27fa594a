package dev.tocsin.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.event.EventCategory;
import dev.tocsin.core.event.GroupBy;
import dev.tocsin.core.fake.Fault;
import dev.tocsin.core.fake.Host;
import dev.tocsin.core.fake.ScriptedPsa;
import dev.tocsin.core.fake.ScriptedPsa.Op;
import dev.tocsin.core.fake.ScriptedPsa.Ticket;
import dev.tocsin.core.rule.CategorySelection;
import dev.tocsin.core.rule.EventSet;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The configuration of an asset is attached to the tickets about it. */
@Timeout(20)
class ConfigurationAttachTest {
    private final Host host = new Host();
    private final ScriptedPsa psa = host.psa;

    private boolean link(String asset, String id) {
        boolean changed = host.tocsin().linkAsset("acme", asset, id);
        host.run(Duration.ofSeconds(1));
        return changed;
    }

    @Test
    void aKnownConfigurationIsAttachedWhenTheTicketIsOpened() {
        link("dc01", "71");
        assertThat(host.opened("dc01", "a").configurations()).containsExactly("71");
    }

    @Test
    void oneThatBecomesKnownLaterIsAttachedThenAndOnce() {
        Ticket ticket = host.opened("dc01", "a");
        assertThat(link(" dc01 ", "71")).isTrue();
        assertThat(link("dc01", "71")).isFalse();
        host.later();
        host.raise("dc01", "b");
        host.run(Duration.ofMinutes(30));
        assertThat(ticket.changes()).containsExactly("ATTACH=71");
    }

    @Test
    void otherAssetsOtherCompaniesAndOtherConnectionsGetNothing() {
        Ticket ticket = host.opened("dc01", "a");
        link("dc02", "72");
        host.tocsin().linkAsset("beta", "dc01", "73");
        host.run(Duration.ofMinutes(1));
        assertThat(ticket.configurations()).isEmpty();
    }

    @Test
    void aNewMembersConfigurationComesWithItsNote() {
        host.tocsin()
                .configuration()
                .save(new EventSet(
                        Host.MSP, "all", Map.of(EventCategory.PROBLEMS, CategorySelection.of(GroupBy.COMPANY))));
        link("dc01", "71");
        link("dc02", "72");
        Ticket ticket = host.opened("dc01", "a");
        host.raise("dc02", "b");
        host.run(Duration.ofMinutes(15));
        assertThat(ticket.configurations()).containsExactly("71", "72");
    }

    @Test
    void aNewMembersConfigurationIsAttachedToATicketThatItReopens() {
        host.tocsin()
                .configuration()
                .save(new EventSet(
                        Host.MSP, "all", Map.of(EventCategory.PROBLEMS, CategorySelection.of(GroupBy.COMPANY))));
        link("dc02", "72");
        Ticket ticket = host.opened("dc01", "a");
        host.over("dc01", "a");
        host.later();
        host.raise("dc02", "b");
        host.run(Duration.ofSeconds(31));
        assertThat(ticket.status()).isEqualTo("New");
        assertThat(ticket.configurations()).containsExactly("72");
    }

    @Test
    void aLinkThatComesWhileTheTicketIsCreatedOrWaitsToBeReopenedIsNotLost() {
        psa.next(Op.CREATE, new Fault.Meanwhile(() -> host.tocsin().linkAsset("acme", "dc01", "71")));
        Ticket ticket = host.opened("dc01", "a");
        assertThat(ticket.configurations()).containsExactly("71");
        host.over("dc01", "a");
        host.later();
        host.raise("dc01", "a");
        host.tocsin().linkAsset("acme", "dc01", "74");
        host.run(Duration.ofSeconds(31));
        assertThat(ticket.configurations()).containsExactly("71", "74");
    }

    @Test
    void nothingIsAttachedToATicketOfAProject() {
        Ticket ticket = host.opened("dc01", "a");
        psa.convertByHand(ticket.id());
        host.run(Duration.ofMinutes(2));
        link("dc01", "71");
        assertThat(ticket.changes()).isEmpty();
        assertThat(host.tocsin().audit().refusedIntents(Host.MSP, 9)).isEmpty();
    }

    @Test
    void whatCannotBeRightIsRefusedByName() {
        assertThatThrownBy(() -> host.tocsin().linkAsset("nobody", "dc01", "71"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("nobody");
        assertThatThrownBy(() -> host.tocsin().linkAsset("acme", " ", "71"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("asset");
        assertThatThrownBy(() -> host.tocsin().linkAsset("acme", "dc01", ""))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("configurationId");
    }
}
