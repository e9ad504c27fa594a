package dev.tocsin.core.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.Configuration;
import dev.tocsin.core.Tocsin;
import dev.tocsin.core.asset.AnswerType;
import dev.tocsin.core.asset.Asset;
import dev.tocsin.core.asset.AssetSource;
import dev.tocsin.core.asset.AssetValue;
import dev.tocsin.core.asset.ConfigurationPlan;
import dev.tocsin.core.asset.ConfigurationProfile;
import dev.tocsin.core.asset.PsaConfiguration;
import dev.tocsin.core.asset.QuestionMapping;
import dev.tocsin.core.asset.SystemChange;
import dev.tocsin.core.asset.SystemChanges;
import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.FieldError;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.company.CompanyMapping;
import dev.tocsin.core.company.SourceLink;
import dev.tocsin.core.event.EventKind;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.fake.DirectExecutor;
import dev.tocsin.core.fake.Fault;
import dev.tocsin.core.fake.Host;
import dev.tocsin.core.fake.ScriptedConfigurations;
import dev.tocsin.core.fake.ScriptedConfigurations.Op;
import dev.tocsin.core.fake.ScriptedPsa;
import dev.tocsin.core.fake.ScriptedPsa.Ticket;
import dev.tocsin.core.settings.Settings;
import dev.tocsin.core.sync.MassChangeLimit;
import dev.tocsin.core.sync.SyncProblem;
import dev.tocsin.core.sync.SyncProgress;
import dev.tocsin.core.sync.SyncReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of assets, of their links and of the PSA. */
@Timeout(60)
class ConfigurationSyncTest {
    private final FleetHost host = new FleetHost();

    @Test
    void assetsBecomeConfigurationsAndAnUnchangedFleetCostsNoWrite() {
        host.has(FleetHost.assets(10, "Windows 11"));
        assertThat(host.completes().progress().created()).isEqualTo(10);
        assertThat(host.psa.only("pc-a000001"))
                .satisfies(one -> assertThat(one.company()).isEqualTo("beta-psa"))
                .satisfies(one -> assertThat(one.field("osType")).contains("Windows 11"));

        host.time.advance(Duration.ofHours(1));
        host.completes();
        host.time.advance(Duration.ofHours(1));
        host.psa.forgetCalls();

        assertThat(host.completes().progress().unchanged()).isEqualTo(10);
        assertThat(host.psa.writes()).isZero();
        assertThat(host.psa.calls(Op.LIST)).isZero();
        assertThat(host.psa.calls(Op.CHANGED)).isEqualTo(1);
    }

    @Test
    void aHundredChangedOfTenThousandCostAHundredWritesAndBigCompaniesAreReadOnce() {
        List<Asset> assets = FleetHost.assets(10_000, "Windows 10");
        host.has(assets);
        host.completes();
        assertThat(host.psa.calls(Op.LIST)).isEqualTo(2);
        host.time.advance(Duration.ofHours(1));
        host.completes();
        List<Asset> later = new ArrayList<>(assets);
        List<Asset> changed = FleetHost.assets(10_000, "Windows 11");
        for (int i = 0; i < 100; i++) {
            later.set(i * 97, changed.get(i * 97));
        }
        host.has(later);
        host.psa.forgetCalls();

        assertThat(host.completes().progress().changed()).isEqualTo(100);
        assertThat(host.psa.writes()).isEqualTo(100);
        assertThat(host.psa.calls(Op.LIST)).isLessThanOrEqualTo(2);
    }

    @Test
    void whatSomebodyChangedInThePsaIsPutRight() {
        host.has(FleetHost.asset("a").operatingSystem("Windows 11").build());
        host.completes();
        host.time.advance(Duration.ofHours(1));
        host.psa.setByHand(host.psa.only("pc-a").id(), "osType", "DOS");
        host.completes();

        assertThat(host.psa.only("pc-a").field("osType")).contains("Windows 11");
    }

    @Test
    void whatSomebodyDeletedIsMadeAgainWhenAllIsRead() {
        host.has(FleetHost.assets(4, "Windows 11"));
        host.completes();
        host.psa.deleteByHand(host.psa.only("pc-a000001").id());
        host.time.advance(Duration.ofHours(1));
        SyncReport usual = host.completes();
        host.time.advance(Duration.ofHours(1));
        host.psa.forgetCalls();
        List<ConfigurationPlan> plans = new ArrayList<>();
        SyncOrder all = host.order().readsAll(true).build();
        host.sync.dryRun(all, plans::add, progress -> {});
        SyncReport report = host.sync.run(all, progress -> {});

        assertThat(usual.progress().created()).isZero();
        assertThat(plans).singleElement().isInstanceOf(ConfigurationPlan.Create.class);
        assertThat(report.progress().created()).isEqualTo(1);
        assertThat(report.progress().unchanged()).isEqualTo(3);
        assertThat(host.psa.writes()).isEqualTo(1);
        assertThat(host.psa.only("pc-a000001").company()).isEqualTo("beta-psa");
    }

    @Test
    void aPollThatFailsFailsTheRunAndIsMadeAgain() {
        host.has(FleetHost.asset("a").operatingSystem("Windows 11").build());
        host.completes();
        host.time.advance(Duration.ofHours(1));
        host.psa.setByHand(host.psa.only("pc-a").id(), "osType", "DOS");
        host.time.advance(Duration.ofHours(1));
        host.psa.next(Op.CHANGED, new Fault.LostBefore());
        assertThat(host.run().ending()).isEqualTo(SyncReport.Ending.FAILED);
        host.completes();

        assertThat(host.psa.only("pc-a").field("osType")).contains("Windows 11");
    }

    @Test
    void theConfigurationIsAttachedToTheTicketThatIsOpen() {
        Host shop = new Host();
        ScriptedConfigurations configurations = new ScriptedConfigurations(shop.time, FleetHost.TYPE);
        shop.psa.withConfigurations(configurations);
        shop.tocsin()
                .configuration()
                .save(new CompanyMapping(
                        Host.MSP, "acme", Host.CONNECTION, "acme-psa", null, true, List.of("r1"), true));
        Ticket ticket = shop.opened("dc01", "problem");
        Asset asset = Asset.builder("7", "acme", "dc01").serialNumber("SN-7").build();
        SyncOrder order = SyncOrder.builder(
                        Host.CONNECTION,
                        AssetSource.of("nessus", () -> Stream.of(asset)),
                        FleetHost.profile().build())
                .build();

        SyncReport report = shop.tocsin().configurationSync().run(order, progress -> {});
        shop.run(Duration.ofMinutes(1));

        assertThat(report.progress().created()).isEqualTo(1);
        assertThat(ticket.configurations())
                .containsExactly(configurations.only("dc01").id());
    }

    @Test
    void companiesThatAreNotKeptInStepAreSkippedAndToldOfOnce() {
        host.map("beta", "beta-psa", false);
        host.has(FleetHost.assets(6, "x"));
        host.assets.add(Asset.builder("z", "nobody", "z").build());
        SyncReport report = host.run();

        assertThat(report.ending()).isEqualTo(SyncReport.Ending.COMPLETED);
        assertThat(report.progress().skipped()).isEqualTo(4);
        assertThat(report.problems())
                .extracting(SyncProblem::message)
                .containsExactly(
                        "company 'beta' has a mapping that does not sync configurations; 3 of its assets were left alone",
                        "company 'nobody' is not mapped to a company of the PSA; 1 of its assets were left alone");
        assertThat(host.psa.all()).hasSize(3);
    }

    @Test
    void aSuspendedCompanysAssetsAreNeitherWrittenNorRetired() {
        host.has(FleetHost.assets(4, "x"));
        host.completes();
        host.map("beta", "beta-psa", false);
        host.has(FleetHost.assets(1, "x"));
        SyncReport report = host.run();

        assertThat(report.progress().retired()).isEqualTo(1);
        assertThat(host.psa.only("pc-a000001").active()).isTrue();
        assertThat(host.psa.only("pc-a000002").active()).isFalse();
        assertThat(report.lines()).anyMatch(line -> line.contains("those of its assets that did not come"));
    }

    @Test
    void aConnectionOfOneCompanyTakesNoAssetsOfOthersThoughTheyAreMapped() {
        ConfigurationSync served = Tocsin.builder()
                .store(host.store)
                .psa(new ScriptedPsa(FleetHost.CONNECTION, host.time).withConfigurations(host.psa), "beta")
                .clock(host.time)
                .sleeper(host.time)
                .build()
                .configurationSync();
        host.has(FleetHost.assets(4, "x"));

        SyncReport report = served.run(host.order().build(), progress -> {});

        assertThat(report.progress().created()).isEqualTo(2);
        assertThat(report.progress().skipped()).isEqualTo(2);
        assertThat(report.problems())
                .extracting(SyncProblem::message)
                .containsExactly("company 'acme' has a mapping that is suspended: the connection '"
                        + FleetHost.CONNECTION + "' serves company 'beta' only; 2 of its assets were left alone");
    }

    @Test
    void anIdThatComesTwiceIsAProblem() {
        host.has(
                FleetHost.asset("a").build(),
                FleetHost.asset("a").operatingSystem("y").build());
        SyncReport report = host.run();

        assertThat(report.problems()).extracting(SyncProblem::recordId).containsExactly("a");
        assertThat(host.psa.all()).hasSize(1);
    }

    @Test
    void anIdThatComesTwiceOnDifferentPagesIsAProblemToo() {
        host.sync = host.small(host.store);
        host.has(FleetHost.assets(20, "x"));
        host.assets.add(host.assets.get(0));
        assertThat(host.run().problems()).hasSize(1);
        assertThat(host.psa.all()).hasSize(20);
    }

    @Test
    void aRefusalNamesTheFieldsThatAreNotOurs() {
        host.has(FleetHost.asset("a").operatingSystem("x").build());
        host.completes();
        host.has(FleetHost.asset("a").operatingSystem("y").build());
        host.psa.refusalFaults(new FieldError("warrantyExpiration", "Invalid", "is no date"));
        host.psa.next(Op.CHANGE, new Fault.Refused("invalid"));
        SyncReport report = host.run();

        assertThat(report.problems())
                .singleElement()
                .satisfies(one -> assertThat(one.message()).contains("not ours", "warrantyExpiration"));
        assertThat(host.completes().progress().changed()).isEqualTo(1);
    }

    @Test
    void aRefusedCreateIsTriedByTheNextRunAtOnce() {
        host.has(FleetHost.asset("a").build());
        host.psa.next(Op.CREATE, new Fault.Refused("no"));
        assertThat(host.run().progress().failed()).isEqualTo(1);
        assertThat(host.completes().progress().created()).isEqualTo(1);
    }

    @Test
    void whatWasNotExecutedIsSentAgainAfterThePause() {
        host.has(FleetHost.asset("a").build());
        host.psa.next(Op.CREATE, new Fault.NotExecuted(Duration.ofMinutes(4)));
        Instant before = host.time.instant();
        host.completes();

        assertThat(Duration.between(before, host.time.instant())).isEqualTo(Duration.ofMinutes(4));
        assertThat(host.psa.all()).hasSize(1);
    }

    @Test
    void refusedCredentialsStopTheRunAtOnce() {
        host.has(FleetHost.assets(50, "x"));
        host.psa.chance(op -> op == Op.CREATE ? new Fault.AccessDenied() : null);
        SyncReport report = host.run();

        assertThat(report.ending()).isEqualTo(SyncReport.Ending.FAILED);
        assertThat(report.message()).contains("401");
        assertThat(host.psa.writes()).isLessThanOrEqualTo(4);
        host.psa.chance(op -> null);
        assertThat(host.completes().progress().created()).isEqualTo(50);
    }

    @Test
    void aPsaThatIsDownStopsTheRunInsteadOfWaitingForEveryAsset() {
        host.has(FleetHost.assets(400, "x"));
        host.psa.chance(op -> op == Op.CREATE ? new Fault.LostBefore() : null);
        SyncReport report = host.run();

        assertThat(report.ending()).isEqualTo(SyncReport.Ending.FAILED);
        assertThat(host.psa.calls(Op.CREATE)).isEqualTo(20);
    }

    @Test
    void aCompanyThatCannotBeReadFailsItsAssetsAndNotItsNeighbours() {
        host.has(FleetHost.assets(4, "x"));
        host.psa.next(Op.LIST, new Fault.LostBefore());
        SyncReport report = host.run();

        assertThat(report.progress().failed()).isEqualTo(2);
        assertThat(report.progress().created()).isEqualTo(2);
        assertThat(report.message()).contains("nothing was retired");
    }

    @Test
    void allFaultsOfAProfileAreToldBeforeAnythingIsDone() {
        ConfigurationProfile wrong = ConfigurationProfile.builder("p", "workstation")
                .statuses("Nope", "Inactive")
                .question("No such", AnswerType.TEXT, AssetValue.attribute("x"))
                .build();
        host.has(FleetHost.asset("a").build());
        assertThatThrownBy(() -> host.sync.run(
                        SyncOrder.builder(FleetHost.CONNECTION, host.source(), wrong)
                                .build(),
                        progress -> {}))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Nope")
                .hasMessageContaining("No such");
        assertThat(host.sync.lastRun(FleetHost.CONNECTION)).isEmpty();
        assertThat(host.psa.writes()).isZero();
    }

    private SyncReport runWithNewQuestion() {
        ConfigurationProfile profile = FleetHost.profile()
                .question(new QuestionMapping("Owner", AnswerType.TEXT, AssetValue.attribute("owner"), false, true))
                .build();
        return host.sync.run(
                SyncOrder.builder(FleetHost.CONNECTION, host.source(), profile).build(), progress -> {});
    }

    @Test
    void aMissingQuestionIsMadeAndAnswered() {
        host.has(FleetHost.asset("a").attributes(Map.of("owner", "Ann")).build());
        assertThat(runWithNewQuestion().ending()).isEqualTo(SyncReport.Ending.COMPLETED);
        assertThat(host.psa.only("pc-a").answers())
                .anyMatch(one -> one.question().equals("Owner")
                        && String.valueOf(one.value()).contains("Ann"));
    }

    @Test
    void aQuestionOfUnknownOutcomeIsLookedForAndNeverMadeTwice() {
        host.has(FleetHost.asset("a").build());
        host.psa.next(Op.QUESTION, new Fault.LostAfter());
        assertThat(runWithNewQuestion().ending()).isEqualTo(SyncReport.Ending.COMPLETED);
        assertThat(host.psa.calls(Op.QUESTION)).isEqualTo(1);
        assertThat(host.psa.types().get(0).questions()).hasSize(2);
    }

    @Test
    void aQuestionThatCannotBeFoundStopsTheRun() {
        host.psa.next(Op.QUESTION, new Fault.LostBefore());
        SyncReport report = runWithNewQuestion();
        assertThat(report.ending()).isEqualTo(SyncReport.Ending.FAILED);
        assertThat(report.message()).contains("Owner", "not made twice");
        assertThat(host.psa.calls(Op.QUESTION)).isEqualTo(1);
    }

    @Test
    void aChoiceOfCompaniesLeavesTheOthersAlone() {
        host.has(FleetHost.assets(6, "x"));
        host.completes();
        host.has(FleetHost.assets(1, "y"));
        SyncReport report = host.sync.run(host.order().companies(Set.of("acme")).build(), progress -> {});

        assertThat(report.progress().changed()).isEqualTo(1);
        assertThat(host.psa.all()).allMatch(PsaConfiguration::active);
    }

    @Test
    void manyRequestsAtOnceMakeEachConfigurationOnce() {
        ExecutorService four = Executors.newFixedThreadPool(4);
        try {
            host.has(FleetHost.assets(1_000, "x"));
            SyncReport report = host.tocsin(host.store, four)
                    .configurationSync()
                    .run(host.order().build(), progress -> {});
            assertThat(report.progress().created()).isEqualTo(1_000);
            assertThat(host.psa.all()).hasSize(1_000);
        } finally {
            four.shutdownNow();
        }
    }

    @Test
    void theProgressIsToldAfterEachFewWritesAndEachPageAndAtTheEnd() {
        host.has(FleetHost.assets(1_200, "x"));
        List<Long> done = new ArrayList<>();
        host.sync.run(host.order().build(), progress -> done.add(progress.done()));
        int atOnce = Settings.DEFAULTS.parallelRequests();
        assertThat(done)
                .startsWith((long) atOnce, 2L * atOnce)
                .contains(500L, 1_000L)
                .endsWith(1_200L, 1_200L);
        assertThat(done).isSorted().hasSizeGreaterThan(1_200 / atOnce);
    }

    @Test
    void aDryRunTellsEverythingAndDoesNothing() {
        host.has(FleetHost.assets(30, "x"));
        host.completes();
        host.time.advance(Duration.ofHours(1));
        host.psa.setByHand(host.psa.only("pc-a000003").id(), "osType", "DOS");
        List<Asset> now = new ArrayList<>(FleetHost.assets(32, "x"));
        now.remove(5);
        now.set(0, FleetHost.assets(1, "y").get(0));
        host.has(now);
        host.psa.forgetCalls();
        Object run = host.sync.lastRun(FleetHost.CONNECTION);
        List<ConfigurationPlan> plans = new ArrayList<>();

        SyncReport report = host.dryRun(plans);

        assertThat(host.psa.writes()).isZero();
        assertThat(host.sync.lastRun(FleetHost.CONNECTION)).isEqualTo(run);
        assertThat(report.ending()).isEqualTo(SyncReport.Ending.COMPLETED);
        assertThat(plans).hasSize(5);
        assertThat(plans.stream().filter(ConfigurationPlan.Create.class::isInstance))
                .hasSize(2);
        assertThat(plans.stream().filter(ConfigurationPlan.Change.class::isInstance))
                .hasSize(2);
        assertThat(plans.stream().filter(ConfigurationPlan.Retire.class::isInstance))
                .extracting(ConfigurationPlan::assetId)
                .containsExactly("a000005");
        SyncProgress would = report.progress();
        assertThat(host.completes().progress()).isEqualTo(would);
    }

    @Test
    void aDryRunSaysThatTheRunWouldAsk() {
        host.has(FleetHost.assets(100, "x"));
        host.completes();
        host.has(FleetHost.assets(100, "y"));
        host.limit = MassChangeLimit.DEFAULT;
        List<ConfigurationPlan> plans = new ArrayList<>();
        SyncReport report = host.dryRun(plans);

        assertThat(report.ending()).isEqualTo(SyncReport.Ending.ASKS);
        assertThat(plans).hasSize(100);
    }

    @Test
    void systemChangesBecomeEvents() {
        AssetSource before = AssetSource.of(
                "nessus",
                () -> Stream.of(FleetHost.asset("a").operatingSystem("x").build()));
        AssetSource after = AssetSource.of(
                "nessus",
                () -> Stream.of(FleetHost.asset("a").operatingSystem("y").build()));
        try (Stream<SecurityEvent> events = host.sync.systemChanges(before, after, host.time.instant())) {
            assertThat(events.toList()).singleElement().satisfies(event -> {
                assertThat(event.kind()).isEqualTo(EventKind.RAISED);
                assertThat(event.title()).contains("x", "y");
            });
        }
    }

    @Test
    void systemChangesAreThoseOfTheAssetsCompanyHoweverTheSourceNamesIt() {
        Configuration configuration =
                host.tocsin(host.store, new DirectExecutor()).configuration();
        configuration.save(new SourceLink(MspId.SINGLE, "crossed", "acme", "beta"));
        configuration.save(new SourceLink(MspId.SINGLE, "crossed", "beta", "acme"));
        configuration.save(new SourceLink(MspId.SINGLE, "stolen", "acme", "beta"));
        SystemChange change = SystemChanges.compare(
                        List.of(FleetHost.asset("a").operatingSystem("x").build()),
                        List.of(FleetHost.asset("a").operatingSystem("y").build()))
                .get(0);

        assertThat(host.sync.systemChange(change, "plain", host.time.instant()).sourceCompanyId())
                .isEqualTo("acme");
        assertThat(host.sync
                        .systemChange(change, "crossed", host.time.instant())
                        .sourceCompanyId())
                .isEqualTo("beta");
        assertThatThrownBy(() -> host.sync.systemChange(change, "stolen", host.time.instant()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("linked to another company");
    }
}
