package dev.tocsin.store.jdbc;

import dev.tocsin.core.base.Execution;
import dev.tocsin.core.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Brings the tables of a file to the version that this release knows. The file carries its version and a mark. */
final class SqliteSchema {
    /** "Tocs": what tells a store's file from any other SQLite database. */
    private static final int APPLICATION_ID = 0x546f6373;

    /** The scripts in order; the first makes version 1 of an empty file. A script never changes once it is released. */
    private static final List<String> SCRIPTS = List.of("V1__tables.sql");

    private SqliteSchema() {}

    /**
     * Makes or brings up to date the tables.
     *
     * @throws StoreException if the file is of another application or of a newer release
     */
    static void bringUpToDate(Path file, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (check(file, statement) == SCRIPTS.size()) {
                return;
            }
            statement.execute("BEGIN IMMEDIATE");
            try {
                // Another process may have done it while this one waited for the lock.
                for (int version = check(file, statement); version < SCRIPTS.size(); version++) {
                    statement.executeUpdate(script(SCRIPTS.get(version)));
                }
                statement.execute("PRAGMA application_id = " + APPLICATION_ID);
                statement.execute("PRAGMA user_version = " + SCRIPTS.size());
                statement.execute("COMMIT");
            } catch (SQLException | RuntimeException e) {
                statement.execute("ROLLBACK");
                throw e;
            }
        }
    }

    /** The version of the file; 0 if it is empty. */
    private static int check(Path file, Statement statement) throws SQLException {
        int application = number(statement, "PRAGMA application_id");
        int version = number(statement, "PRAGMA user_version");
        if (application == 0 && version == 0 && number(statement, "SELECT COUNT(*) FROM sqlite_master") == 0) {
            return 0;
        }
        if (application != APPLICATION_ID) {
            throw refused("the file " + file + " is a database of another application, not a store of Tocsin");
        }
        if (version > SCRIPTS.size()) {
            throw refused("the store's file " + file + " has version " + version + " and was written by a newer release"
                    + " of Tocsin; this one knows versions up to " + SCRIPTS.size());
        }
        return version;
    }

    private static int number(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static StoreException refused(String message) {
        return new StoreException(message, Execution.NOT_EXECUTED, null);
    }

    private static String script(String name) {
        try (InputStream in = SqliteSchema.class.getResourceAsStream("sqlite/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks sqlite/" + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
