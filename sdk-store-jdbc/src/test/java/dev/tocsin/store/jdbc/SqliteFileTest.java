package dev.tocsin.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.Execution;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.base.Sleeper;
import dev.tocsin.core.store.EventRecord;
import dev.tocsin.core.store.StoreException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the store does with its file: how it makes it, and what it refuses to open. */
class SqliteFileTest {
    @TempDir
    Path directory;

    private Path file() {
        return directory.resolve("deep/er/store.db");
    }

    private List<String> ask(String sql) throws SQLException {
        List<String> answers = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement()) {
            if (statement.execute(sql)) {
                try (ResultSet rows = statement.getResultSet()) {
                    while (rows.next()) {
                        answers.add(rows.getString(1));
                    }
                }
            }
        }
        return answers;
    }

    @Test
    void theFileIsMadeWithItsDirectoriesForItsOwnerOnly() throws IOException {
        assumeTrue(directory.getFileSystem().supportedFileAttributeViews().contains("posix"));
        try (JdbcStore store = JdbcStore.sqlite(file())) {
            Fixture.keep(store, "one");
            try (Stream<Path> files = Files.list(file().getParent())) {
                assertThat(files)
                        .hasSize(3)
                        .allSatisfy(
                                made -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                                        .isEqualTo("rw-------"));
            }
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file().getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void whatWasKeptIsThereAfterReopening() {
        try (JdbcStore store = JdbcStore.sqlite(file())) {
            Fixture.keep(store, "one");
        }
        try (JdbcStore store = JdbcStore.open("jdbc:sqlite:" + file())) {
            assertThat(Fixture.has(store, "one")).isTrue();
            assertThat(Fixture.has(store, "two")).isFalse();
        }
    }

    @Test
    void numbersGrowAcrossReopeningAndAreNotSpentByFailedWork() {
        long first;
        try (JdbcStore store = JdbcStore.sqlite(file())) {
            first = store.write(session -> session.incidents().nextId());
            assertThatThrownBy(() -> store.write(session -> {
                        session.incidents().nextId();
                        throw new IllegalStateException("no");
                    }))
                    .hasMessage("no");
        }
        try (JdbcStore store = JdbcStore.sqlite(file())) {
            long next = store.write(session -> session.incidents().nextId());
            assertThat(next).isEqualTo(first + 1);
        }
    }

    @Test
    void theFileIsWrittenAheadWithPagesOfTheMeasuredSize() throws SQLException {
        JdbcStore.sqlite(file()).close();
        assertThat(ask("PRAGMA journal_mode")).containsExactly("wal");
        assertThat(ask("PRAGMA page_size")).containsExactly("4096");
        assertThat(ask("PRAGMA user_version")).containsExactly("1");
        assertThat(ask("PRAGMA application_id")).containsExactly(String.valueOf(0x546f6373));
    }

    @Test
    void eachCommitOfTheWriterIsSynced() {
        SqliteFile file = new SqliteFile(file(), Duration.ofSeconds(1), Sleeper.system());
        file.prepare();
        SqliteConnection writer = file.openWriter();
        writer.begin();
        assertThat(writer.reading("PRAGMA synchronous").first(Row::small)).isEqualTo(2);
        assertThat(writer.reading("PRAGMA wal_autocheckpoint").first(Row::small))
                .isEqualTo(16_000);
        writer.rollback();
        writer.close();
    }

    @Test
    void aFileOfANewerReleaseIsRefusedAndLeftAlone() throws SQLException {
        JdbcStore.sqlite(file()).close();
        ask("PRAGMA user_version = 7");
        assertThatThrownBy(() -> JdbcStore.sqlite(file()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("version 7")
                .hasMessageContaining("newer release")
                .hasMessageContaining("up to 1");
        assertThat(ask("PRAGMA user_version")).containsExactly("7");
    }

    @Test
    void theDatabaseOfAnotherApplicationIsRefused() throws SQLException, IOException {
        Files.createDirectories(file().getParent());
        ask("CREATE TABLE theirs (id INTEGER)");
        assertThatThrownBy(() -> JdbcStore.sqlite(file()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("another application");
        assertThat(ask("SELECT name FROM sqlite_master")).containsExactly("theirs");
    }

    @Test
    void aFileThatIsNoDatabaseIsRefused() throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), "companies:\n  - acme\n".repeat(500));
        assertThatThrownBy(() -> JdbcStore.sqlite(file()))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.execution()).isEqualTo(Execution.NOT_EXECUTED))
                .hasMessageContaining(file().toString())
                .hasMessageContaining("not an SQLite database");
    }

    @Test
    void damageThatIsMetWithinIsSaidPlainlyAndTheStoreCanStillBeClosed() throws IOException {
        JdbcStore.sqlite(file()).close();
        long tables = Files.size(file());
        try (JdbcStore store = JdbcStore.sqlite(file())) {
            for (int i = 0; i < 900; i++) {
                Fixture.keep(store, "event-" + i);
            }
        }
        try (RandomAccessFile raw = new RandomAccessFile(file().toFile(), "rw")) {
            byte[] rubbish = "rubbish!".repeat(512).getBytes(StandardCharsets.US_ASCII);
            for (long at = tables; at < raw.length(); at += 4096) {
                raw.seek(at);
                raw.write(rubbish);
            }
        }
        JdbcStore store = JdbcStore.sqlite(file());
        assertThatThrownBy(() -> store.read(session -> session.events().page(MspId.SINGLE, null, null, 1_000)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("is damaged");
        List<EventRecord> all = new ArrayList<>();
        for (int i = 0; i < 900; i++) {
            all.add(Fixture.event("event-" + i));
        }
        assertThatThrownBy(() -> store.write(session -> {
                    session.events().save(all);
                    return null;
                }))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.execution()).isEqualTo(Execution.NOT_EXECUTED))
                .hasMessageContaining("is damaged");
        store.close();
    }

    @Test
    void aDirectoryInTheFilesPlaceIsRefused() throws IOException {
        Files.createDirectories(file());
        assertThatThrownBy(() -> JdbcStore.sqlite(file()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(file().toString());
    }

    @Test
    void whoeverHoldsTheFileTooLongIsReportedAndNothingIsKept() throws SQLException {
        try (JdbcStore store =
                        JdbcStore.sqlite(file(), JdbcStoreOptions.defaults().withBusyTimeout(Duration.ofMillis(20)));
                Connection other = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            assertThatThrownBy(() -> Fixture.keep(store, "one"))
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.execution()).isEqualTo(Execution.NOT_EXECUTED))
                    .hasMessageContaining("busy timeout");
            statement.execute("ROLLBACK");
            Fixture.keep(store, "two");
            assertThat(Fixture.has(store, "one")).isFalse();
            assertThat(Fixture.has(store, "two")).isTrue();
        }
    }

    @Test
    void anotherDatabasesUrlIsRefusedWithoutShowingIt() {
        assertThatThrownBy(() -> JdbcStore.open("jdbc:postgresql://db/tocsin?password=hunter2"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("store.url")
                .hasMessageContaining("jdbc:postgresql")
                .hasMessageContaining("jdbc:sqlite:<file>")
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> JdbcStore.open("hunter2:x:y"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"jdbc:sqlite:", "jdbc:sqlite::memory:", "jdbc:sqlite:a.db?mode=ro", "jdbc:sqlite:file:a.db"})
    void aUrlThatNamesNoPlainFileIsRefused(String url) {
        assertThatThrownBy(() -> JdbcStore.open(url))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("store.file");
    }

    @Test
    void historyCannotBeRewritten() throws SQLException {
        JdbcStore.sqlite(file()).close();
        ask("INSERT INTO history (incident_id, at, text) VALUES (1, 1, 'opened')");
        assertThatThrownBy(() -> ask("UPDATE history SET text = 'nothing'"))
                .hasMessageContaining("only ever appended to");
    }

    @Test
    void noColumnIsThereForASecret() throws SQLException {
        JdbcStore.sqlite(file()).close();
        List<String> columns = ask("SELECT t.name || '.' || c.name FROM sqlite_master t, pragma_table_info(t.name) c"
                + " WHERE t.type = 'table'");
        assertThat(columns)
                .hasSizeGreaterThan(80)
                .noneMatch(column -> column.matches(
                        ".*(secret|password|passwd|credential|token|private|api_?key|authorization|cookie).*"));
    }
}
