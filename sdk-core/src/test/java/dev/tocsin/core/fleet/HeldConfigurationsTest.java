package dev.tocsin.core.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.asset.Asset;
import dev.tocsin.core.asset.AssetSource;
import dev.tocsin.core.asset.ConfigurationPlan;
import dev.tocsin.core.asset.PsaConfiguration;
import dev.tocsin.core.fake.Fault;
import dev.tocsin.core.fake.ScriptedConfigurations.Op;
import dev.tocsin.core.store.AssetKey;
import dev.tocsin.core.store.FleetStore;
import dev.tocsin.core.sync.SyncProblem;
import dev.tocsin.core.sync.SyncProgress;
import dev.tocsin.core.sync.SyncReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of assets whose configurations stand for another asset, or are something else by now. */
@Timeout(60)
class HeldConfigurationsTest {
    private final FleetHost host = new FleetHost();

    private static Asset.Builder serial(String id) {
        return Asset.builder(id, "acme", "pc").serialNumber("SN-77");
    }

    private static Asset.Builder mac(String id, String name) {
        return Asset.builder(id, "acme", name).macAddresses(List.of("AA:BB:CC:77:88:99"));
    }

    private String owner(String configurationId) {
        FleetStore.Owner owner = host.store
                .<Map<String, FleetStore.Owner>>read(session ->
                        session.fleets().owners(host.fleet.msp(), FleetHost.CONNECTION, Set.of(configurationId)))
                .get(configurationId);
        return owner == null ? "nobody" : owner.source() + "/" + owner.key().assetId();
    }

    /** A run of the source, and what a dry run before it told; both must agree. */
    private SyncReport run() {
        host.time.advance(Duration.ofHours(1));
        List<ConfigurationPlan> plans = new ArrayList<>();
        host.psa.forgetCalls();
        SyncReport would = host.dryRun(plans);
        assertThat(host.psa.writes()).isZero();
        assertThat(plans).noneMatch(ConfigurationPlan.PutOff.class::isInstance);
        SyncReport report = host.run();
        assertThat(report.progress()).isEqualTo(would.progress());
        assertThat(report.problems()).isEqualTo(would.problems());
        assertThat(host.psa.writes())
                .isEqualTo(plans.stream().filter(ConfigurationPlan::writes).count());
        return report;
    }

    private SyncReport run(String source, Asset... assets) {
        return host.sync.run(
                SyncOrder.builder(
                                FleetHost.CONNECTION,
                                AssetSource.of(source, () -> List.of(assets).stream()),
                                FleetHost.profile().build())
                        .build(),
                progress -> {});
    }

    private void isDisputed(SyncReport report, String asset, String... words) {
        assertThat(report.problems()).singleElement().satisfies(one -> {
            assertThat(one.recordId()).isEqualTo(asset);
            assertThat(one.result()).isEqualTo(SyncProgress.Result.AMBIGUOUS);
            assertThat(one.message()).contains(words);
        });
    }

    @Test
    void aDeviceWithANewIdKeepsItsConfigurationWhateverTheOrderOfTheSource() {
        host.has(serial("agent-1").build(), FleetHost.asset("b").build());
        host.completes();
        String id = host.psa.only("pc").id();
        host.has(serial("agent-1b").build(), FleetHost.asset("b").build());

        SyncReport report = run();

        assertThat(report.problems()).isEmpty();
        // Its reference is that of the new id.
        assertThat(report.progress().changed()).isEqualTo(1);
        assertThat(report.progress().unchanged()).isEqualTo(1);
        assertThat(host.psa.all()).hasSize(2).allMatch(PsaConfiguration::active);
        assertThat(owner(id)).isEqualTo("nessus/agent-1b");
        host.psa.forgetCalls();
        host.completes();
        assertThat(host.psa.writes()).isZero();
    }

    @Test
    void aScanThatKnowsTheMacAddressAloneFollowsTheDevice() {
        host.complete = false;
        host.has(mac("192.0.2.50", "192.0.2.50").build());
        host.completes();
        host.has(mac("192.0.2.51", "192.0.2.51").build());
        assertThat(run().progress().changed()).isEqualTo(1);
        host.has(mac("WS50", "WS50").build());
        assertThat(run().progress().changed()).isEqualTo(1);

        assertThat(host.psa.all()).hasSize(1);
        assertThat(owner(host.psa.only("WS50").id())).isEqualTo("nessus/WS50");
    }

    @Test
    void aNameAloneMovesOnlyIfTheSourceIsCompleteAndRead() {
        host.complete = false;
        host.has(Asset.builder("a", "acme", "pc").build());
        host.completes();
        host.has(Asset.builder("b", "acme", "pc").build());
        assertThat(run().progress().created()).isEqualTo(1);
        assertThat(host.psa.named("pc")).hasSize(2);

        host.complete = true;
        host.has(
                Asset.builder("a", "acme", "pc").build(),
                Asset.builder("c", "acme", "pc").build());
        run();
        assertThat(host.psa.named("pc")).hasSize(2);
        assertThat(host.psa.named("pc").stream().map(one -> owner(one.id())))
                .containsExactlyInAnyOrder("nessus/a", "nessus/c");
    }

    @Test
    void twoAssetsThatBothComeAndHaveOneSerialNumberAreReported() {
        host.has(serial("agent-1").build());
        host.completes();
        String id = host.psa.only("pc").id();
        host.has(serial("agent-1").build(), serial("agent-2").build());
        isDisputed(run(), "agent-2", "configuration " + id + " is that of asset 'agent-1'", "serial number 'SN-77'");
        host.has(serial("agent-2").build(), serial("agent-1").build());
        isDisputed(run(), "agent-2", "configuration " + id + " is that of asset 'agent-1'");

        assertThat(host.psa.all()).hasSize(1);
        assertThat(owner(id)).isEqualTo("nessus/agent-1");
    }

    @Test
    void theyAreReportedAlsoIfTheOneThatHasItComesPagesLater() {
        host.sync = host.small(host.store);
        host.has(FleetHost.assets(30, "x"));
        host.assets.add(serial("zz").build());
        host.completes();
        host.assets.add(0, serial("a").build());
        isDisputed(run(), "a", "is that of asset 'zz'");
        assertThat(host.psa.named("pc")).hasSize(1);
    }

    @Test
    void twoNewAssetsOfOnePageWithOneSerialNumberGetOneConfiguration() {
        host.has(serial("a").build(), serial("b").build());
        isDisputed(run(), "b", "is that of asset 'a'", "serial number 'SN-77'");
        assertThat(host.psa.all()).hasSize(1);
    }

    @Test
    void devicesBehindOneDockAndOfOneNameAreStillDevicesOfTheirOwn() {
        host.has(mac("a", "pc-a").build());
        host.completes();
        host.has(
                mac("a", "pc-a").build(),
                mac("b", "pc-b").build(),
                Asset.builder("c", "acme", "pc-a").build());
        assertThat(run().progress().created()).isEqualTo(2);
    }

    @Test
    void whatIsRetiredUnderItsOldIdGoesOnUnderTheNewOne() {
        host.has(serial("a").build());
        host.completes();
        String id = host.psa.only("pc").id();
        host.has(serial("b").build(), serial("a").retired(true).build());
        SyncReport report = run();

        assertThat(report.problems()).isEmpty();
        assertThat(owner(id)).isEqualTo("nessus/b");
        assertThat(host.psa.only("pc").active()).isTrue();
        host.psa.forgetCalls();
        host.completes();
        host.completes();
        assertThat(host.psa.writes()).isZero();
    }

    @Test
    void theConfigurationOfAnotherSourceIsNeverDoubledNorTaken() {
        run("rmm", serial("a").build());
        String id = host.psa.only("pc").id();
        SyncReport report = run("edr", serial("x").build());
        isDisputed(report, "x", "configuration " + id + " is that of asset 'a' of the source 'rmm'");
        isDisputed(run("edr", mac("y", "q").serialNumber("sn-77").build()), "y", "source 'rmm'");

        assertThat(host.psa.all()).hasSize(1);
        assertThat(owner(id)).isEqualTo("rmm/a");
        assertThat(run("edr", Asset.builder("n", "acme", "pc").build())
                        .progress()
                        .created())
                .isEqualTo(1);
    }

    @Test
    void whatAnotherSourceRetiredIsTakenOver() {
        run("rmm", serial("a").build());
        String id = host.psa.only("pc").id();
        run("rmm", serial("a").retired(true).build());
        SyncReport report = run("edr", serial("x").build());

        assertThat(report.problems()).isEmpty();
        assertThat(owner(id)).isEqualTo("edr/x");
        assertThat(host.psa.only("pc").active()).isTrue();
        isDisputed(run("rmm", serial("a").build()), "a", "source 'edr'");
    }

    @Test
    void aChoiceOfCompaniesTakesNothingFromCompaniesThatAreNotRead() {
        host.map("beta", "acme-psa", true);
        host.has(Asset.builder("a", "beta", "pc").serialNumber("SN-77").build());
        host.completes();
        host.has(serial("b").build());
        SyncReport report = host.sync.run(host.order().companies(Set.of("acme")).build(), progress -> {});

        isDisputed(report, "b", "is that of asset 'a' of company 'beta'");
    }

    @Test
    void aMoveWhoseWriteIsLostIsKeptAndDoneByTheNextRun() {
        host.has(serial("a").operatingSystem("x").build());
        host.completes();
        host.has(serial("b").operatingSystem("y").build());
        host.psa.next(Op.CHANGE, new Fault.LostBefore());
        host.run();
        assertThat(owner(host.psa.only("pc").id())).isEqualTo("nessus/b");
        host.completes();

        assertThat(host.psa.only("pc").field("osType")).contains("y");
        assertThat(host.psa.all()).hasSize(1);
    }

    @Test
    void aCreateInDoubtNeverTakesWhatAnotherHasNorMakesASecond() {
        host.has(serial("a").build());
        host.psa.next(Op.CREATE, new Fault.LostBefore());
        host.run();
        run("rmm", serial("r").build());
        host.time.advance(Duration.ofMinutes(10));

        isDisputed(run(), "a", "source 'rmm'");
        assertThat(host.psa.all()).hasSize(1);
    }

    @Test
    void aRunThatIsStoppedWhileAssetsWaitReadsTheSourceFromTheStart() {
        host.sync = host.small(host.store);
        host.has(FleetHost.assets(30, "x"));
        host.assets.add(serial("zz").build());
        host.completes();
        host.assets.remove(30);
        host.assets.add(0, serial("a").build());
        host.failure = new IllegalStateException("broken");
        assertThat(host.run().ending()).isEqualTo(SyncReport.Ending.FAILED);
        host.failure = null;
        host.completes();

        assertThat(owner(host.psa.only("pc").id())).isEqualTo("nessus/a");
        assertThat(host.psa.only("pc").active()).isTrue();
    }

    @Test
    void aLinkedConfigurationOfAnotherTypeIsReportedUntilAPersonDecides() {
        host.has(serial("a").build());
        host.completes();
        String id = host.psa.only("pc").id();
        host.psa.typeByHand(id, "Server");
        isDisputed(run(), "a", "configuration " + id + " is of type 'Server' by now", "'Workstation'");
        isDisputed(run(), "a", "configuration " + id);
        assertThat(host.psa.all()).hasSize(1);

        host.psa.typeByHand(id, "Workstation");
        assertThat(run().problems()).isEmpty();
        host.psa.typeByHand(id, "Server");
        host.psa.deactivateByHand(id);
        assertThat(run().progress().created()).isEqualTo(1);
    }

    @Test
    void aConfigurationThatAPersonMovedToAnotherCompanyIsReported() {
        host.has(serial("a").build(), FleetHost.asset("b").build());
        host.completes();
        String id = host.psa.only("pc").id();
        host.psa.moveByHand(id, "beta-psa");
        isDisputed(run(), "a", "configuration " + id + " is of company 'beta-psa' by now", "'acme-psa'");

        assertThat(host.psa.all()).hasSize(2);
    }

    @Test
    void aCompanyThatIsMappedToAnotherOneGetsConfigurationsThere() {
        host.has(serial("a").build(), FleetHost.asset("b").build());
        host.completes();
        host.map("acme", "new-psa", true);
        SyncReport report = run();

        assertThat(report.progress().created()).isEqualTo(2);
        assertThat(report.problems()).extracting(SyncProblem::result).doesNotContain(SyncProgress.Result.AMBIGUOUS);
        assertThat(host.psa.all()).extracting(PsaConfiguration::company).contains("new-psa", "acme-psa");
        assertThat(new AssetKey("acme", "a"))
                .isEqualTo(host.link(serial("a").build()).key());
        assertThat(host.link(serial("a").build()).psaCompany()).isEqualTo("new-psa");
    }
}
