package dev.tocsin.core.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.tocsin.core.asset.Asset;
import dev.tocsin.core.fake.Fault;
import dev.tocsin.core.fake.ProcessDeath;
import dev.tocsin.core.fake.ScriptedConfigurations.Op;
import dev.tocsin.core.store.StoredRun;
import dev.tocsin.core.sync.MassChangeLimit;
import dev.tocsin.core.sync.SyncReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several sources on one connection: one run at a time, and each goes on where it was, whatever the others did. */
@Timeout(20)
class SyncSourcesTest {
    private static final String EDR = "edr";

    private final FleetHost host = new FleetHost();

    /** Assets of the other source, which are other devices. */
    private static List<Asset> agents(int count) {
        List<Asset> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(FleetHost.asset(String.format(Locale.ROOT, "edr%06d", i)).build());
        }
        return all;
    }

    private StoredRun last(String source) {
        return host.sync.lastRuns(FleetHost.CONNECTION).stream()
                .filter(run -> run.source().equals(source))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void runsOfAnotherSourceInBetweenDoNotLetTheGuardStartAnew() {
        host.has(FleetHost.assets(90, "x"));
        host.completes();
        host.limit = MassChangeLimit.DEFAULT;
        host.psa.forgetCalls();
        for (int i = 0; i < 5; i++) {
            host.has(FleetHost.assets(90, "y"));
            assertThat(host.run().ending()).isEqualTo(SyncReport.Ending.ASKS);
            assertThat(host.run().ending()).isEqualTo(SyncReport.Ending.ASKS);
            host.has(agents(3));
            assertThat(host.run(EDR).ending()).isEqualTo(SyncReport.Ending.COMPLETED);
        }
        assertThat(host.psa.calls(Op.CHANGE)).isEqualTo(20);

        host.limit = MassChangeLimit.NONE;
        host.has(FleetHost.assets(90, "y"));
        host.completes();
        assertThat(host.psa.calls(Op.CHANGE)).isEqualTo(90);
    }

    @Test
    void eachSourceGoesOnAtItsOwnPlace() {
        host.sync = host.small(host.store);
        host.has(FleetHost.assets(20, "x"));
        cancelAfter("nessus", 7);
        host.has(agents(20));
        cancelAfter(EDR, 14);
        assertThat(last("nessus").after()).isEqualTo("a000006");
        assertThat(last(EDR).after()).isEqualTo("edr000013");

        host.has(FleetHost.assets(20, "x"));
        assertThat(host.completes().progress().created()).isEqualTo(20);
        host.has(agents(20));
        assertThat(host.run(EDR).progress().created()).isEqualTo(20);
        assertThat(host.sync.lastRuns(FleetHost.CONNECTION))
                .extracting(StoredRun::source, StoredRun::number, StoredRun::ending)
                .containsExactly(
                        tuple(EDR, 1L, SyncReport.Ending.COMPLETED), tuple("nessus", 1L, SyncReport.Ending.COMPLETED));
        assertThat(host.psa.calls(Op.CREATE)).isEqualTo(40);
    }

    private void cancelAfter(String source, int done) {
        SyncOrder order = SyncOrder.builder(
                        FleetHost.CONNECTION,
                        host.source(source),
                        FleetHost.profile().build())
                .limit(host.limit)
                .build();
        SyncReport report = host.sync.run(order, progress -> {
            if (progress.done() == done) {
                assertThat(host.sync.cancel(FleetHost.CONNECTION)).isTrue();
            }
        });
        assertThat(report.ending()).isEqualTo(SyncReport.Ending.CANCELLED);
    }

    @Test
    void aRunOfAnotherSourceWaitsAsWell() {
        host.has(agents(3));
        host.psa.next(Op.CREATE, new Fault.Meanwhile(() -> {
            assertThatThrownBy(host::run)
                    .isInstanceOf(SyncBusyException.class)
                    .hasMessageContaining("'edr'")
                    .extracting(busy -> ((SyncBusyException) busy).retryAfter())
                    .isEqualTo(Optional.of(Duration.ofSeconds(90)));
            assertThat(host.sync.lastRun(FleetHost.CONNECTION))
                    .map(StoredRun::source)
                    .contains(EDR);
        }));
        assertThat(host.run(EDR).progress().created()).isEqualTo(3);
        assertThat(host.sync.lastRuns(FleetHost.CONNECTION)).hasSize(1);
    }

    @Test
    void whoLostItsLeaseToAnotherSourceWritesNothingMore() {
        host.sync = host.small(host.store);
        host.has(agents(12));
        host.psa.next(Op.CREATE, new Fault.Meanwhile(() -> {
            host.time.advance(Duration.ofSeconds(91));
            host.has(FleetHost.assets(3, "x"));
            assertThat(host.run().ending()).isEqualTo(SyncReport.Ending.COMPLETED);
            assertThat(host.psa.calls(Op.CREATE)).isEqualTo(4);
        }));
        SyncReport report = host.run(EDR);

        assertThat(report.ending()).isEqualTo(SyncReport.Ending.FAILED);
        assertThat(report.message()).contains("the lease ended, and another run worked since");
        assertThat(host.sync.cancel(FleetHost.CONNECTION)).isFalse();
        int sent = host.psa.calls(Op.CREATE);
        assertThat(sent).as("what had left when it woke up").isLessThanOrEqualTo(8 + 3);
        assertThat(host.sync.lastRun(FleetHost.CONNECTION))
                .map(StoredRun::source)
                .contains("nessus");
    }

    @Test
    void theLastRunIsThatOfTheSourceThatWorkedLastAlsoIfItWasKilled() {
        host.has(FleetHost.assets(3, "x"));
        host.completes();
        host.time.advance(Duration.ofMinutes(10));
        host.has(agents(3));
        host.psa.next(Op.CREATE, new Fault.DeathAfter());
        assertThatThrownBy(() -> host.run(EDR)).isInstanceOf(ProcessDeath.class);
        host.time.advance(Duration.ofMinutes(10));
        assertThat(host.sync.lastRun(FleetHost.CONNECTION))
                .map(StoredRun::source)
                .contains(EDR);

        host.has(FleetHost.assets(3, "x"));
        host.completes();
        assertThat(host.sync.lastRun(FleetHost.CONNECTION))
                .map(StoredRun::source)
                .contains("nessus");
        assertThat(last(EDR).owner()).isNull();
    }

    @Test
    void aChangeInThePsaIsSeenByEachSourceWhicheverReadIt() {
        host.has(FleetHost.asset("a").operatingSystem("x").build());
        host.completes();
        host.has(agents(1));
        host.run(EDR);
        host.time.advance(Duration.ofHours(1));
        host.psa.setByHand(host.psa.only("pc-a").id(), "osType", "by a person");
        host.time.advance(Duration.ofHours(1));
        host.run(EDR);
        host.time.advance(Duration.ofHours(1));
        assertThat(last(EDR).readUntil()).isAfter(last("nessus").readUntil());

        host.psa.forgetCalls();
        host.has(FleetHost.asset("a").operatingSystem("x").build());
        assertThat(host.completes().progress().changed()).isEqualTo(1);
        assertThat(last("nessus").readUntil()).isAfter(last(EDR).readUntil());
    }
}
