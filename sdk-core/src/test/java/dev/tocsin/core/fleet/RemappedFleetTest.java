package dev.tocsin.core.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.fake.DirectExecutor;
import dev.tocsin.core.fake.Fault;
import dev.tocsin.core.fake.ScriptedConfigurations.Op;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which configurations a sync says stand for assets, while companies are mapped elsewhere. */
@Timeout(20)
class RemappedFleetTest {
    private final FleetHost host = new FleetHost().has(FleetHost.asset("a").build());

    private Map<String, String> links() {
        return host.store.read(
                session -> session.assetLinks().of(MspId.SINGLE, FleetHost.CONNECTION, "acme", List.of("pc-a")));
    }

    @Test
    void anotherCompanysConfigurationTakesThePlaceWithTheNextRun() {
        host.completes();
        String before = host.psa.only("pc-a").id();
        assertThat(links()).containsEntry("pc-a", before);
        host.map("acme", "other-psa", true);
        assertThat(links()).isEmpty();
        host.completes();
        assertThat(host.psa.named("pc-a")).hasSize(2);
        assertThat(links()).hasSize(1).doesNotContainValue(before);
        host.map("acme", "acme-psa", true);
        host.completes();
        assertThat(links()).containsEntry("pc-a", before);
    }

    @Test
    void aCompanyThatWasUnmappedAndMappedToTheSameGetsItsLinksBackWithoutAWrite() {
        host.completes();
        Map<String, String> before = links();
        host.tocsin(host.store, new DirectExecutor()).companies().unmap("acme");
        host.map("acme", "acme-psa", true);
        assertThat(links()).isEmpty();
        host.psa.forgetCalls();
        host.completes();
        assertThat(links()).isEqualTo(before);
        assertThat(host.psa.writes()).isZero();
    }

    @Test
    void aRunThatWasUnderWayKeepsNoLinkOfTheCompanyBefore() {
        host.psa.next(Op.CREATE, new Fault.Meanwhile(() -> host.map("acme", "other-psa", true)));
        host.run();
        assertThat(host.psa.named("pc-a")).hasSize(1);
        assertThat(links()).isEmpty();
    }

    @Test
    void anUnchangedAssetLeavesALinkAloneThatAHostMade() {
        host.completes();
        host.time.advance(Duration.ofHours(1));
        host.completes(); // reads what the run before wrote
        host.time.advance(Duration.ofHours(1));
        host.tocsin(host.store, new DirectExecutor()).linkAsset("acme", "pc-a", "by hand");
        host.completes();
        assertThat(links()).containsEntry("pc-a", "by hand");
    }
}
