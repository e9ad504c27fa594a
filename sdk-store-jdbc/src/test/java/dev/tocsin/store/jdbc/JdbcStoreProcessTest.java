package dev.tocsin.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.event.Receipt;
import dev.tocsin.core.store.AssetKey;
import dev.tocsin.core.store.Fleet;
import dev.tocsin.core.store.FleetLink;
import dev.tocsin.core.store.StoreException;
import dev.tocsin.core.store.StoredRun;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The file shared with other processes, and what remains of those that are killed. */
@Timeout(180)
class JdbcStoreProcessTest {
    private static final int KILLS = 4;
    private static final int ACKNOWLEDGED_BEFORE_KILL = 300;
    private static final int NEVER_REACHED = 1_000_000;

    @TempDir
    Path directory;

    @Test
    void whatWasAcknowledgedSurvivesTheKillOfTheProcess() throws IOException, InterruptedException {
        Path file = directory.resolve("killed.db");
        List<String> acknowledged = new ArrayList<>();
        for (int round = 0; round < KILLS; round++) {
            Process process = KeepingProcess.start(file, "round-" + round, 4, NEVER_REACHED);
            try (BufferedReader output = KeepingProcess.output(process)) {
                int wanted = acknowledged.size() + ACKNOWLEDGED_BEFORE_KILL;
                for (String id = output.readLine(); id != null; id = output.readLine()) {
                    acknowledged.add(id);
                    if (acknowledged.size() == wanted) {
                        // By its handle, since the process itself would close the stream and lose its last lines.
                        process.toHandle().destroyForcibly();
                    }
                }
            } finally {
                process.destroyForcibly();
            }
            assertThat(process.waitFor()).as("it was killed").isNotZero();
            assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ACKNOWLEDGED_BEFORE_KILL * (round + 1));

            try (JdbcStore store = JdbcStore.sqlite(file)) {
                assertThat(acknowledged).allMatch(id -> Fixture.has(store, id));
                assertThat(countedEvents(store)).isEqualTo(keptEvents(store));
            }
        }
    }

    private static long countedEvents(JdbcStore store) {
        return store.read(session -> session.events().counts(MspId.SINGLE)).get(Receipt.Outcome.ACCEPTED);
    }

    private static long keptEvents(JdbcStore store) {
        return store.read(session ->
                        session.events().page(MspId.SINGLE, Receipt.Outcome.ACCEPTED, null, Integer.MAX_VALUE))
                .size();
    }

    @Test
    void twoProcessesThatWriteAsFastAsTheyCanBothGetOn() throws IOException, InterruptedException {
        Path file = directory.resolve("shared.db");
        Process process = KeepingProcess.start(file, "theirs", 2, 400);
        List<String> theirs = new ArrayList<>();
        try (JdbcStore store = JdbcStore.sqlite(file);
                BufferedReader output = KeepingProcess.output(process)) {
            theirs.add(output.readLine());
            for (int i = 0; i < 400; i++) {
                Fixture.keep(store, "ours-" + i);
            }
            output.lines().forEach(theirs::add);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();

            assertThat(process.exitValue()).isZero();
            assertThat(theirs).hasSize(801).endsWith("closed");
            assertThat(theirs.subList(0, 800)).allMatch(id -> Fixture.has(store, id));
            assertThat(countedEvents(store)).isEqualTo(1_200);
            assertThat(keptEvents(store)).isEqualTo(1_200);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void twoStoresOnOneFileNeverHandOutTheSameNumber() {
        Path file = directory.resolve("numbers.db");
        try (JdbcStore one = JdbcStore.sqlite(file);
                JdbcStore other = JdbcStore.sqlite(file)) {
            List<Long> numbers = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                numbers.add(one.write(session -> session.intents().nextId()));
                numbers.add(other.write(session -> session.intents().nextId()));
            }
            assertThat(numbers).isSorted().doesNotHaveDuplicates();
        }
    }

    @Test
    void ofTwoStoresOnOneFileThatTakeTheSameRunOneGetsIt() throws InterruptedException, ExecutionException {
        Path file = directory.resolve("runs.db");
        ExecutorService callers = Executors.newFixedThreadPool(2);
        try (JdbcStore one = JdbcStore.sqlite(file);
                JdbcStore other = JdbcStore.sqlite(file)) {
            for (int version = 0; version < 100; version++) {
                StoredRun next = Fixture.run(version);
                CyclicBarrier start = new CyclicBarrier(2);
                List<Future<Optional<StoredRun>>> answers = new ArrayList<>();
                for (JdbcStore store : List.of(one, other)) {
                    answers.add(callers.submit(() -> {
                        start.await();
                        return store.write(session -> session.runs().save(next));
                    }));
                }
                List<StoredRun> kept = new ArrayList<>();
                for (Future<Optional<StoredRun>> answer : answers) {
                    answer.get().ifPresent(kept::add);
                }
                assertThat(kept).containsExactly(next.withVersion(version + 1));
            }
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void twoStoresOnOneFileNeverGiveOneConfigurationToTwoAssets() {
        Path file = directory.resolve("fleets.db");
        Fleet fleet = new Fleet(MspId.SINGLE, "cw", "nessus");
        FleetLink a = new FleetLink(new AssetKey("acme", "a"), "1", null, false, null, 1);
        FleetLink b = new FleetLink(new AssetKey("acme", "b"), "1", null, false, null, 1);
        try (JdbcStore one = JdbcStore.sqlite(file);
                JdbcStore other = JdbcStore.sqlite(file)) {
            one.write(session -> {
                session.fleets().save(fleet, List.of(a));
                return true;
            });
            assertThatThrownBy(() -> other.write(session -> {
                        session.fleets().save(new Fleet(MspId.SINGLE, "cw", "intune"), List.of(b));
                        return true;
                    }))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("'nessus'");
        }
    }

    @Test
    void aReadBeganBeforeAnothersCommitSeesNothingOfIt() {
        Path file = directory.resolve("view.db");
        try (JdbcStore one = JdbcStore.sqlite(file);
                JdbcStore other = JdbcStore.sqlite(file)) {
            boolean seen = one.read(session -> {
                Fixture.keep(other, "meanwhile");
                return session.events()
                        .get(MspId.SINGLE, Fixture.event("meanwhile").key())
                        .isPresent();
            });
            assertThat(seen).isFalse();
            assertThat(Fixture.has(one, "meanwhile")).isTrue();
        }
    }
}
