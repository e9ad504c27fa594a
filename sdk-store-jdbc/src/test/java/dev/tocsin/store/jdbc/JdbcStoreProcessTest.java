package dev.tocsin.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.event.Receipt;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
