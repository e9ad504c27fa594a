package dev.tocsin.core.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.asset.Asset;
import dev.tocsin.core.asset.PsaConfiguration;
import dev.tocsin.core.fake.Fault;
import dev.tocsin.core.fake.ProcessDeath;
import dev.tocsin.core.fake.ScriptedConfigurations.Op;
import dev.tocsin.core.store.StoredRun;
import dev.tocsin.core.sync.MassChangeLimit;
import dev.tocsin.core.sync.SyncReport;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One run at a time; what is stopped, goes on; what would go too far, asks; what is unknown, is never sent twice. */
@Timeout(20)
class SyncClaimTest {
    private final FleetHost host = new FleetHost();

    private StoredRun last() {
        return host.sync.lastRun(FleetHost.CONNECTION).orElseThrow();
    }

    @Test
    void asLongAsOneWorksAnotherIsRefusedAndToldWhoDoes() {
        host.has(FleetHost.assets(3, "x"));
        host.psa.next(
                Op.CREATE,
                new Fault.Meanwhile(() -> assertThatThrownBy(host::run)
                        .isInstanceOf(SyncBusyException.class)
                        .hasMessageContaining("'nessus'")
                        .hasMessageContaining("since 2026-01-05T08:00:00Z")));
        assertThat(host.completes().progress().created()).isEqualTo(3);
    }

    @Test
    void aDeadProcessIsTakenOverFromWhenItsLeaseIsOverAndItsRunGoesOn() {
        host.sync = host.small(host.store);
        host.has(FleetHost.assets(20, "x"));
        AtomicInteger creates = new AtomicInteger();
        host.psa.chance(op -> op == Op.CREATE && creates.incrementAndGet() == 10 ? new Fault.DeathAfter() : null);
        assertThatThrownBy(host::run).isInstanceOf(ProcessDeath.class);
        assertThatThrownBy(host::run).isInstanceOf(SyncBusyException.class);
        assertThat(last().after()).isEqualTo("a000006");

        host.time.advance(Duration.ofSeconds(91));
        SyncReport report = host.run();

        assertThat(report.ending()).isEqualTo(SyncReport.Ending.COMPLETED);
        assertThat(report.progress().done()).isEqualTo(20);
        assertThat(last().number()).isEqualTo(1);
        host.time.advance(Duration.ofMinutes(6));
        host.completes();
        assertThat(host.psa.all()).hasSize(20);
    }

    @Test
    void whoLostTheLeaseWritesNothingMore() {
        host.has(FleetHost.assets(12, "x"));
        host.psa.next(Op.CREATE, new Fault.Meanwhile(() -> {
            host.time.advance(Duration.ofSeconds(91));
            assertThat(host.run().ending()).isNotNull();
        }));
        SyncReport report = host.run();

        assertThat(report.ending()).isEqualTo(SyncReport.Ending.FAILED);
        assertThat(report.message()).contains("lease");
        assertThat(last().ending()).isEqualTo(SyncReport.Ending.COMPLETED);
        host.time.advance(Duration.ofMinutes(6));
        host.run();
        assertThat(host.psa.all()).hasSize(12);
        assertThat(host.psa.all().stream().map(PsaConfiguration::name).distinct())
                .hasSize(12);
    }

    @Test
    void cancellingFromElsewhereEndsItAndTheNextRunGoesOn() {
        host.sync = host.small(host.store);
        host.has(FleetHost.assets(20, "x"));
        ConfigurationSync elsewhere = host.small(host.store);
        SyncReport report = host.sync.run(host.order().build(), progress -> {
            if (progress.done() == 7) {
                assertThat(elsewhere.cancel(FleetHost.CONNECTION)).isTrue();
            }
        });

        assertThat(report.ending()).isEqualTo(SyncReport.Ending.CANCELLED);
        assertThat(report.resumeAt())
                .hasValueSatisfying(cursor -> assertThat(cursor.after()).isEqualTo("a000006"));
        assertThat(host.psa.all()).hasSize(7);
        assertThat(elsewhere.cancel(FleetHost.CONNECTION)).isFalse();
        assertThat(host.completes().progress().created()).isEqualTo(20);
        assertThat(last().number()).isEqualTo(1);
    }

    @Test
    void aSourceThatCannotGoOnStartsAnew() {
        host.sync = host.small(host.store);
        host.resumable = false;
        host.has(FleetHost.assets(20, "x"));
        host.sync.run(host.order().build(), progress -> {
            if (progress.done() == 7) {
                host.sync.cancel(FleetHost.CONNECTION);
            }
        });
        SyncReport report = host.completes();

        assertThat(report.progress().unchanged()).isEqualTo(7);
        assertThat(report.progress().created()).isEqualTo(13);
        assertThat(last().number()).isEqualTo(2);
    }

    @Test
    void theGuardAsksAndStartingAgainDoesNotGoAStepFurther() {
        host.has(FleetHost.assets(200, "x"));
        host.completes();
        host.has(FleetHost.assets(200, "y"));
        host.limit = MassChangeLimit.DEFAULT;
        host.psa.forgetCalls();
        for (int i = 0; i < 3; i++) {
            SyncReport report = host.run();
            assertThat(report.ending()).isEqualTo(SyncReport.Ending.ASKS);
            assertThat(report.message()).contains("more than 40 of 200");
        }
        assertThat(host.psa.calls(Op.CHANGE)).isEqualTo(40);

        host.limit = MassChangeLimit.NONE;
        host.completes();
        assertThat(host.psa.calls(Op.CHANGE)).isEqualTo(200);
    }

    @Test
    void creatingIsNotAskedFor() {
        host.limit = new MassChangeLimit(0, 0);
        host.has(FleetHost.assets(200, "x"));
        assertThat(host.completes().progress().created()).isEqualTo(200);
    }

    @Test
    void whatCameNoMoreIsRetiredAndComesBack() {
        host.has(FleetHost.assets(10, "x"));
        host.completes();
        host.has(FleetHost.assets(8, "x"));
        assertThat(host.completes().progress().retired()).isEqualTo(2);
        assertThat(host.psa.only("pc-a000009").status()).isEqualTo("Inactive");
        host.has(FleetHost.assets(10, "x"));
        host.completes();
        assertThat(host.psa.only("pc-a000009").status()).isEqualTo("Active");
    }

    @Test
    void anEmptySourceRetiresNothingAndAsks() {
        host.has(FleetHost.assets(10, "x"));
        host.completes();
        host.has();
        host.limit = MassChangeLimit.DEFAULT;
        SyncReport report = host.run();

        assertThat(report.ending()).isEqualTo(SyncReport.Ending.ASKS);
        assertThat(host.psa.calls(Op.RETIRE)).isZero();
        host.limit = MassChangeLimit.NONE;
        assertThat(host.completes().progress().retired()).isEqualTo(10);
    }

    @Test
    void tooManyRetirementsAreAskedForBeforeTheFirst() {
        host.has(FleetHost.assets(200, "x"));
        host.completes();
        host.has(FleetHost.assets(100, "x"));
        host.limit = MassChangeLimit.DEFAULT;

        assertThat(host.run().ending()).isEqualTo(SyncReport.Ending.ASKS);
        assertThat(host.psa.calls(Op.RETIRE)).isZero();
    }

    @Test
    void aSourceThatBreaksOffRetiresNothingAndKeepsItsPlace() {
        host.sync = host.small(host.store);
        host.has(FleetHost.assets(20, "x"));
        host.completes();
        host.has(FleetHost.assets(15, "x"));
        host.failure = new IllegalStateException("the file ends too early");
        SyncReport report = host.run();

        assertThat(report.ending()).isEqualTo(SyncReport.Ending.FAILED);
        assertThat(report.message()).contains("the file ends too early");
        assertThat(report.resumeAt())
                .hasValueSatisfying(cursor -> assertThat(cursor.after()).isEqualTo("a000013"));
        assertThat(host.psa.calls(Op.RETIRE)).isZero();
        host.failure = null;
        assertThat(host.completes().progress().retired()).isEqualTo(5);
    }

    @Test
    void aSourceOfSomeAssetsRetiresNothing() {
        host.has(FleetHost.assets(10, "x"));
        host.completes();
        host.complete = false;
        host.has(FleetHost.assets(5, "x"));
        host.completes();
        assertThat(host.psa.calls(Op.RETIRE)).isZero();
    }

    @Test
    void anAssetThatCannotBeWrittenIsNotTakenForGone() {
        host.has(FleetHost.asset("a").operatingSystem("x").build());
        host.completes();
        host.has(FleetHost.asset("a")
                .operatingSystem("a name of more than twenty characters")
                .build());
        assertThat(host.run().progress().invalid()).isEqualTo(1);
        assertThat(host.psa.only("pc-a").active()).isTrue();
    }

    @Test
    void aCreateWhoseAnswerWasLostIsFoundAtTheEndOfTheRun() {
        host.has(FleetHost.asset("a").build());
        host.psa.next(Op.CREATE, new Fault.LostAfter());
        assertThat(host.completes().progress().created()).isEqualTo(1);
        assertThat(host.psa.calls(Op.CREATE)).isEqualTo(1);
    }

    @Test
    void aLostCreateIsMadeAgainOnlyAfterTheQuarantine() {
        host.has(FleetHost.asset("a").build());
        host.psa.next(Op.CREATE, new Fault.LostBefore());
        assertThat(host.run().problems())
                .singleElement()
                .satisfies(one -> assertThat(one.message()).contains("not known"));
        host.time.advance(Duration.ofMinutes(4));
        assertThat(host.run().problems())
                .singleElement()
                .satisfies(one -> assertThat(one.message()).contains("after 2026-01-05T08:05:00Z"));
        assertThat(host.psa.calls(Op.CREATE)).isEqualTo(1);
        host.time.advance(Duration.ofMinutes(1));
        assertThat(host.completes().progress().created()).isEqualTo(1);
        assertThat(host.psa.all()).hasSize(1);
    }

    @Test
    void aLateCreateIsFoundByItsNameAlone() {
        host.has(Asset.builder("a", "acme", "localhost").build());
        host.psa.next(Op.CREATE, new Fault.LostLate(Duration.ofMinutes(4)));
        host.run();
        host.time.advance(Duration.ofMinutes(10));
        host.completes();
        assertThat(host.psa.calls(Op.CREATE)).isEqualTo(1);
        assertThat(host.psa.all()).hasSize(1);
    }

    @Test
    void aCreateWhoseAssetCameNoMoreIsToldOf() {
        host.has(FleetHost.asset("a").build(), FleetHost.asset("b").build());
        host.psa.next(Op.CREATE, new Fault.LostBefore());
        host.run();
        host.time.advance(Duration.ofMinutes(6));
        host.has(FleetHost.asset("b").build());

        assertThat(host.run().problems())
                .singleElement()
                .satisfies(one -> assertThat(one.message()).contains("came no more", "look in the PSA"));
        host.completes();
    }
}
