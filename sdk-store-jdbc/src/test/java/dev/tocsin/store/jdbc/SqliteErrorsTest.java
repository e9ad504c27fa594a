package dev.tocsin.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.base.Execution;
import dev.tocsin.core.store.StoreException;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What is known of a commit that failed. */
class SqliteErrorsTest {
    private static final Path FILE = Path.of("store.db");

    @ParameterizedTest
    @EnumSource(names = {"SQLITE_FULL", "SQLITE_BUSY", "SQLITE_BUSY_SNAPSHOT"})
    void aCommitWhoseEndWasNotWrittenIsNotKept(SQLiteErrorCode code) {
        StoreException error = SqliteErrors.ofCommit(FILE, new SQLiteException("no", code));
        assertThat(error.execution()).isEqualTo(Execution.NOT_EXECUTED);
        assertThat(error).hasMessageContaining("store.db");
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE_IOERR", "SQLITE_IOERR_FSYNC", "SQLITE_CORRUPT", "SQLITE_INTERNAL"})
    void aCommitThatMayBeOnDiskIsUnknown(SQLiteErrorCode code) {
        StoreException error = SqliteErrors.ofCommit(FILE, new SQLiteException("no", code));
        assertThat(error.execution()).isEqualTo(Execution.UNKNOWN);
        assertThat(error).hasMessageContaining("not known");
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE_IOERR", "SQLITE_FULL", "SQLITE_CORRUPT"})
    void aStatementThatFailedKeptNothing(SQLiteErrorCode code) {
        StoreException error = SqliteErrors.notKept(FILE, new SQLiteException("no", code));
        assertThat(error.execution()).isEqualTo(Execution.NOT_EXECUTED);
    }
}
