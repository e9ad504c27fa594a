package dev.tocsin.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.fleet.SyncBusyException;
import dev.tocsin.core.store.StoreException;
import dev.tocsin.core.store.StoredRun;
import dev.tocsin.core.sync.RecurringState;
import dev.tocsin.core.sync.RecurringSync;
import dev.tocsin.core.sync.RecurringWork;
import dev.tocsin.core.sync.SyncEntity;
import dev.tocsin.core.sync.SyncProgress;
import dev.tocsin.core.sync.SyncReport;
import dev.tocsin.core.sync.SyncSchedule;
import dev.tocsin.testkit.VirtualClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Recurring runs, with time and threads in the hands of the test. */
class RecurringRunsTest {
    private static final Instant START = Fixture.START;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final SyncSchedule HOURLY = new SyncSchedule.Every(HOUR);
    private static final Set<SyncEntity> BOTH = Set.of(SyncEntity.CONFIGURATIONS, SyncEntity.COMPANIES);

    private final VirtualClock clock = VirtualClock.at(START);
    private final List<String> ran = new ArrayList<>();
    private Path file = Path.of("");

    @BeforeEach
    void file(@TempDir Path directory) {
        file = directory.resolve("runs.db");
    }

    private static RecurringSync plan(String connectionId) {
        return new RecurringSync(connectionId, BOTH, HOURLY);
    }

    private static SyncReport report(String connectionId, SyncReport.Ending ending, @Nullable String message) {
        return new SyncReport(
                connectionId, START, START, ending, message, SyncProgress.start(OptionalLong.empty()), List.of(), null);
    }

    private SyncReport note(String connectionId, SyncEntity entity) {
        ran.add(connectionId + " " + entity.key());
        return report(connectionId, SyncReport.Ending.COMPLETED, null);
    }

    private DrivenRuns open(RecurringWork work) {
        return new DrivenRuns(file, clock, work);
    }

    private DrivenRuns open() {
        return open(this::note);
    }

    @Test
    void aPlanRunsItsEntitiesInTheirOrderEachTimeItComesRound() {
        try (DrivenRuns process = open()) {
            process.runs().put(plan("cw"));
            process.poll();
            assertThat(ran).as("before its time").isEmpty();
            clock.advance(HOUR);
            process.poll();
            process.poll();
            assertThat(ran).containsExactly("cw companies", "cw configurations");
            clock.advance(HOUR.minusMillis(1));
            process.poll();
            assertThat(ran).hasSize(2);
            clock.advance(Duration.ofMillis(1));
            process.poll();
            assertThat(ran).hasSize(4);
        }
    }

    @Test
    void aPlanThatAProcessDoesNotServeIsLeftToTheOneThatDoes() {
        RecurringWork stranger = new RecurringWork() {
            @Override
            public SyncReport run(String connectionId, SyncEntity entity) {
                throw new IllegalStateException("it knows nothing of " + connectionId);
            }

            @Override
            public boolean serves(String connectionId) {
                return false;
            }
        };
        try (DrivenRuns other = open(stranger);
                DrivenRuns process = open()) {
            process.runs().put(plan("cw"));
            clock.advance(HOUR);
            other.poll();
            assertThat(process.state("cw").lastFailure()).isNull();
            clock.advance(Duration.ofSeconds(6));
            process.poll();
            assertThat(ran).containsExactly("cw companies", "cw configurations");
        }
    }

    @Test
    void theListSaysHowEachPlanStands() {
        RecurringSync daily = new RecurringSync(
                "halo",
                Set.of(SyncEntity.COMPANIES),
                new SyncSchedule.Daily(LocalTime.of(3, 0), ZoneId.of("Europe/Berlin")));
        try (DrivenRuns process = open()) {
            assertThat(process.runs().list()).isEmpty();
            process.runs().put(daily);
            process.runs().put(plan("cw"));
            assertThat(process.runs().list())
                    .containsExactly(
                            new RecurringState(plan("cw"), null, null, null, START.plus(HOUR), false),
                            new RecurringState(daily, null, null, null, Instant.parse("2026-03-02T02:00:00Z"), false));
            clock.advance(HOUR.plusSeconds(1));
            process.poll();
            assertThat(process.state("cw"))
                    .isEqualTo(new RecurringState(
                            plan("cw"), clock.instant(), null, null, START.plus(HOUR.multipliedBy(2)), false));
        }
    }

    @Test
    void plansSurviveRestartsAndGivingThemAgainMovesNoTime() {
        try (DrivenRuns process = open()) {
            process.runs().put(plan("cw"));
        }
        clock.advance(Duration.ofMinutes(50));
        try (DrivenRuns process = open()) {
            process.runs().put(plan("cw"));
            process.runs().put(new RecurringSync("cw", Set.of(SyncEntity.COMPANIES), HOURLY));
            assertThat(process.state("cw").nextAt()).isEqualTo(START.plus(HOUR));
            clock.advance(Duration.ofDays(2));
            process.poll();
            assertThat(ran).as("what was missed is run once").containsExactly("cw companies");
        }
    }

    @Test
    void anotherScheduleCountsFromNow() {
        try (DrivenRuns process = open()) {
            process.runs().put(plan("cw"));
            clock.advance(Duration.ofMinutes(50));
            process.runs().put(new RecurringSync("cw", BOTH, new SyncSchedule.Every(Duration.ofMinutes(30))));
            assertThat(process.state("cw").nextAt()).isEqualTo(START.plus(Duration.ofMinutes(80)));
        }
    }

    @Test
    void aPlanThatIsRemovedRunsNoMore() {
        try (DrivenRuns process = open()) {
            process.runs().put(plan("cw"));
            process.runs().put(plan("halo"));
            assertThat(process.runs().remove("cw")).isTrue();
            assertThat(process.runs().remove("cw")).isFalse();
            assertThat(process.runs().list()).extracting(RecurringState::plan).containsExactly(plan("halo"));
            clock.advance(HOUR);
            process.poll();
            assertThat(ran).containsExactly("halo companies", "halo configurations");
            process.runs().put(plan("cw"));
            assertThat(process.state("cw").nextAt()).isEqualTo(clock.instant().plus(HOUR));
        }
    }

    @Test
    void aRunCanBeAskedForNowAndTheScheduleCountsOnFromIt() {
        try (DrivenRuns process = open()) {
            process.runs().put(plan("cw"));
            clock.advance(Duration.ofMinutes(7));
            assertThat(process.runs().runNow("cw")).isTrue();
            assertThat(process.runs().runNow("cw")).isTrue();
            process.poll();
            assertThat(ran).hasSize(2);
            assertThat(process.state("cw").nextAt()).isEqualTo(START.plus(Duration.ofMinutes(67)));
        }
    }

    @Test
    void aRunOfAConnectionWithoutPlanIsRefused() {
        try (DrivenRuns process = open()) {
            assertThatThrownBy(() -> process.runs().runNow("cw"))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("recurring.connection")
                    .hasMessageContaining("'cw'");
        }
    }

    @Test
    void whatOneEntityThrowsStopsNoOtherAndIsRunAgainAtTheNextTimeOnly() {
        try (DrivenRuns process = open((connectionId, entity) -> {
            note(connectionId, entity);
            if (entity == SyncEntity.COMPANIES) {
                throw new IllegalStateException("the PSA is away");
            }
            return report(connectionId, SyncReport.Ending.COMPLETED, null);
        })) {
            process.runs().put(plan("cw"));
            process.runs().put(plan("halo"));
            clock.advance(HOUR);
            process.poll();
            process.poll();
            assertThat(ran)
                    .containsExactlyInAnyOrder(
                            "cw companies", "cw configurations", "halo companies", "halo configurations");
            RecurringState state = process.state("cw");
            assertThat(state.lastSuccess()).isNull();
            assertThat(state.lastFailure()).isEqualTo(clock.instant());
            assertThat(state.failure()).contains("companies").contains("the PSA is away");
            assertThat(state.nextAt()).isEqualTo(clock.instant().plus(HOUR));
        }
    }

    @Test
    void anErrorOfTheVirtualMachineIsAFailureToo() {
        try (DrivenRuns process = open((connectionId, entity) -> {
            note(connectionId, entity);
            throw new StackOverflowError("deep");
        })) {
            process.runs().put(plan("cw"));
            clock.advance(HOUR);
            process.poll();
            process.poll();
            assertThat(ran).containsExactly("cw companies");
            assertThat(process.state("cw").failure()).contains("deep");
            assertThat(process.state("cw").nextAt()).isEqualTo(clock.instant().plus(HOUR));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aReportSaysWhetherTheRunSucceeded(SyncReport.Ending ending) {
        try (DrivenRuns process = open((connectionId, entity) -> {
            note(connectionId, entity);
            return report(connectionId, ending, "because");
        })) {
            process.runs().put(plan("cw"));
            clock.advance(HOUR);
            process.poll();
            assertThat(ran).hasSize(2);
            RecurringState state = process.state("cw");
            boolean failed = ending == SyncReport.Ending.FAILED || ending == SyncReport.Ending.ASKS;
            assertThat(state.lastSuccess()).isEqualTo(ending == SyncReport.Ending.COMPLETED ? clock.instant() : null);
            assertThat(state.lastFailure()).isEqualTo(failed ? clock.instant() : null);
            assertThat(state.failure()).isEqualTo(failed ? "companies: because; configurations: because" : null);
            assertThat(state.nextAt()).isEqualTo(clock.instant().plus(HOUR));
        }
    }

    @Test
    void oneProcessRunsAConnectionWhileAllOthersLeaveIt() {
        try (DrivenRuns other = open((connectionId, entity) -> {
                    throw new AssertionError("it runs elsewhere");
                });
                DrivenRuns process = open((connectionId, entity) -> {
                    other.poll();
                    assertThat(other.state("cw"))
                            .isEqualTo(new RecurringState(plan("cw"), null, null, null, null, true));
                    assertThat(other.runs().runNow("cw")).isFalse();
                    return note(connectionId, entity);
                })) {
            other.runs().put(plan("cw"));
            clock.advance(HOUR);
            process.poll();
            assertThat(ran).containsExactly("cw companies", "cw configurations");
            other.poll();
            assertThat(other.state("cw").lastSuccess()).isEqualTo(clock.instant());
            assertThat(other.state("cw").nextAt()).isEqualTo(clock.instant().plus(HOUR));
        }
    }

    @Test
    void aRunWhoseHeartbeatsStoppedIsTakenOverByAnotherProcess() {
        try (DrivenRuns other = open();
                DrivenRuns process = open((connectionId, entity) -> {
                    if (ran.isEmpty()) {
                        // Nothing of this process moves while its work runs, its heartbeats included.
                        clock.advance(DrivenRuns.HEARTBEAT.multipliedBy(6));
                        other.detectDead();
                        other.poll();
                        assertThat(ran).as("it may be alive").isEmpty();
                        clock.advance(Duration.ofMillis(1));
                        other.detectDead();
                        assertThat(other.state("cw").failure()).contains("gone");
                        other.poll();
                        assertThat(ran).containsExactly("cw companies", "cw configurations");
                    }
                    throw new IllegalStateException("of a process that is gone");
                })) {
            other.runs().put(plan("cw"));
            clock.advance(HOUR);
            process.poll();
            assertThat(ran).containsExactly("cw companies", "cw configurations");
            assertThat(other.state("cw").lastSuccess()).isEqualTo(clock.instant());
            assertThat(other.state("cw").running()).isFalse();
            assertThat(other.state("cw").nextAt()).isAfter(clock.instant());
        }
    }

    @Test
    void aRunThatIsTakenOverWaitsForTheLeaseThatTheDeadProcessLeft() {
        Duration lease = Duration.ofSeconds(90);
        RecurringSync daily = new RecurringSync(
                "cw", Set.of(SyncEntity.CONFIGURATIONS), new SyncSchedule.Daily(LocalTime.of(3, 0), ZoneId.of("UTC")));
        try (JdbcStore store = JdbcStore.sqlite(file);
                DrivenRuns other = open(new Leased(store, lease, () -> {}));
                DrivenRuns process = open(new Leased(store, lease, () -> {
                    // The process stands still for good while it has the lease; another one notices.
                    clock.advance(DrivenRuns.HEARTBEAT.multipliedBy(6).plusMillis(1));
                    other.detectDead();
                    other.poll();
                    assertThat(ran).as("the lease lasts").containsExactly("began");
                    assertThat(other.state("cw").nextAt())
                            .isEqualTo(clock.instant()
                                    .plus(lease)
                                    .minus(DrivenRuns.HEARTBEAT.multipliedBy(6).plusMillis(1)));
                    assertThat(other.state("cw").running()).isFalse();
                    clock.advance(Duration.ofSeconds(30));
                    other.poll();
                    assertThat(ran).containsExactly("began", "began", "done");
                    assertThat(other.state("cw").lastSuccess()).isEqualTo(clock.instant());
                    throw new IllegalStateException("of a process that is gone");
                }))) {
            other.runs().put(daily);
            clock.advance(Duration.ofDays(1));
            process.poll();
            assertThat(ran).containsExactly("began", "began", "done");
            assertThat(other.state("cw").nextAt()).isAfter(clock.instant().plus(Duration.ofHours(1)));
        }
    }

    /** Work that takes the lease of the store as a sync of configurations does. */
    private final class Leased implements RecurringWork {
        private final JdbcStore store;
        private final Duration lease;
        private final Runnable meanwhile;

        Leased(JdbcStore store, Duration lease, Runnable meanwhile) {
            this.store = store;
            this.lease = lease;
            this.meanwhile = meanwhile;
        }

        @Override
        public SyncReport run(String connectionId, SyncEntity entity) {
            Instant now = clock.instant();
            Instant until = store.write(session -> {
                StoredRun last = session.runs()
                        .get(MspId.SINGLE, connectionId, entity.key(), "nessus")
                        .orElse(null);
                StoredRun next = Fixture.run(now.plus(lease), last == null ? 0 : last.version());
                return session.runs().claim(next, now).isPresent() || last == null ? now : last.leaseUntil();
            });
            if (until != null && until.isAfter(now)) {
                throw new SyncBusyException("another one works", Duration.between(now, until));
            }
            ran.add("began");
            meanwhile.run();
            ran.add("done");
            return report(connectionId, SyncReport.Ending.COMPLETED, null);
        }
    }

    @Test
    void aRunThatFindsSomebodyAtWorkIsPutOffAndFailsNot() {
        Duration wait = Duration.ofSeconds(40);
        try (DrivenRuns process = open((connectionId, entity) -> {
            note(connectionId, entity);
            if (ran.size() == 2) {
                throw new SyncBusyException("a person's run works", wait);
            }
            return report(connectionId, SyncReport.Ending.COMPLETED, null);
        })) {
            process.runs().put(plan("cw"));
            clock.advance(HOUR);
            process.poll();
            assertThat(process.state("cw").failure()).isNull();
            assertThat(process.state("cw").lastSuccess()).isNull();
            assertThat(process.state("cw").nextAt()).isEqualTo(clock.instant().plus(wait));
            clock.advance(wait);
            process.poll();
            assertThat(ran).hasSize(4);
            assertThat(process.state("cw").lastSuccess()).isEqualTo(clock.instant());
        }
    }

    @Test
    void aPlanThatIsChangedWhileItRunsComesRoundByItsNewSchedule() {
        RecurringSync changed =
                new RecurringSync("cw", Set.of(SyncEntity.COMPANIES), new SyncSchedule.Every(Duration.ofMinutes(5)));
        List<RecurringRuns> self = new ArrayList<>();
        try (DrivenRuns process = open((connectionId, entity) -> {
            self.get(0).put(changed);
            return note(connectionId, entity);
        })) {
            self.add(process.runs());
            process.runs().put(plan("cw"));
            clock.advance(HOUR);
            process.poll();
            assertThat(ran).as("it goes on as it began").containsExactly("cw companies", "cw configurations");
            assertThat(process.state("cw").plan()).isEqualTo(changed);
            assertThat(process.state("cw").nextAt()).isEqualTo(clock.instant().plus(Duration.ofMinutes(5)));
        }
    }

    @Test
    void aPlanThatIsRemovedWhileItRunsIsGoneAfterwards() {
        List<RecurringRuns> self = new ArrayList<>();
        try (DrivenRuns process = open((connectionId, entity) -> {
            self.get(0).remove("cw");
            return note(connectionId, entity);
        })) {
            self.add(process.runs());
            process.runs().put(plan("cw"));
            clock.advance(HOUR);
            process.poll();
            assertThat(process.runs().list()).isEmpty();
            process.runs().put(plan("cw"));
            assertThat(process.state("cw").running()).isFalse();
            assertThat(process.state("cw").nextAt()).isEqualTo(clock.instant().plus(HOUR));
        }
    }

    @Test
    void aRunThatLastsLongerThanItsIntervalLeavesOutWhatItMissed() {
        try (DrivenRuns process = open((connectionId, entity) -> {
            clock.advance(Duration.ofMinutes(75));
            return note(connectionId, entity);
        })) {
            process.runs().put(plan("cw"));
            clock.advance(HOUR);
            process.poll();
            process.poll();
            assertThat(ran).hasSize(2);
            // Planned at 1:00, ended at 3:30.
            assertThat(process.state("cw").nextAt()).isEqualTo(START.plus(HOUR.multipliedBy(4)));
        }
    }

    @Test
    void whatIsStoppedByClosingIsDueAtOnceForTheNextStart() {
        List<RecurringRuns> self = new ArrayList<>();
        List<String> stopped = new ArrayList<>();
        RecurringWork work = new RecurringWork() {
            @Override
            public SyncReport run(String connectionId, SyncEntity entity) {
                self.get(0).close();
                note(connectionId, entity);
                return report(connectionId, SyncReport.Ending.CANCELLED, null);
            }

            @Override
            public void stop(String connectionId) {
                stopped.add(connectionId);
                throw new IllegalStateException("cannot be asked");
            }
        };
        try (DrivenRuns process = open(work)) {
            self.add(process.runs());
            process.runs().put(plan("cw"));
            clock.advance(HOUR);
            process.poll();
        }
        assertThat(ran).containsExactly("cw companies");
        assertThat(stopped).containsExactly("cw");
        ran.clear();
        try (DrivenRuns process = open()) {
            assertThat(process.state("cw"))
                    .isEqualTo(new RecurringState(plan("cw"), null, null, null, clock.instant(), false));
            process.poll();
            assertThat(ran).containsExactly("cw companies", "cw configurations");
        }
    }

    @Test
    void theMspsOfOneFileDoNotMeet() {
        try (DrivenRuns north = new DrivenRuns(file, clock, new MspId("north"), this::note);
                DrivenRuns south = new DrivenRuns(file, clock, new MspId("south"), (connectionId, entity) -> {
                    ran.add("south");
                    return report(connectionId, SyncReport.Ending.COMPLETED, null);
                })) {
            north.runs().put(plan("cw"));
            clock.advance(HOUR);
            south.poll();
            assertThat(south.runs().list()).isEmpty();
            assertThat(ran).isEmpty();
            clock.advance(Duration.ofDays(400));
            south.detectDead();
            south.poll();
            north.poll();
            assertThat(ran).as("nor is it deleted as unknown").containsExactly("cw companies", "cw configurations");
        }
    }

    @Test
    void specialCharactersAreKept() {
        String odd = "cw 'x' \"%_\" 漢字 🚀";
        try (DrivenRuns process = open()) {
            process.runs().put(plan(odd));
            assertThat(process.runs().runNow(odd)).isTrue();
            process.poll();
            assertThat(ran).containsExactly(odd + " companies", odd + " configurations");
            assertThat(process.runs().remove(odd)).isTrue();
        }
    }

    @Test
    void theFileOfAStoreIsSharedWithIt() {
        try (JdbcStore store = JdbcStore.sqlite(file);
                DrivenRuns process = open((connectionId, entity) -> {
                    Fixture.keep(store, entity.key());
                    return note(connectionId, entity);
                })) {
            process.runs().put(plan("cw"));
            clock.advance(HOUR);
            process.poll();
            assertThat(Fixture.has(store, "companies")).isTrue();
            assertThat(Fixture.has(store, "configurations")).isTrue();
        }
    }

    @Test
    void whatCannotWorkIsRefusedByTheSettingsName() throws Exception {
        assertThatThrownBy(() -> RecurringRuns.on(file, this::note).threads(0))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("recurring.threads");
        assertThatThrownBy(() -> RecurringRuns.on(file, this::note).heartbeat(Duration.ofMillis(99)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("recurring.heartbeat");
        assertThatThrownBy(() -> RecurringRuns.on(file, this::note).poll(Duration.ofDays(2)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("recurring.poll");
        assertThatThrownBy(() -> RecurringRuns.on(file, this::note).closeWithin(Duration.ofSeconds(-1)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("recurring.closeWithin");
        assertThatThrownBy(() -> RecurringRuns.on(Path.of("a?b"), this::note).build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("store.file");
        Files.writeString(
                file, "this is no database, but it is long enough to be taken for one at first sight. ".repeat(9));
        assertThatThrownBy(() -> RecurringRuns.on(file, this::note).build()).isInstanceOf(StoreException.class);
    }
}
