package dev.tocsin.store.jdbc;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.Execution;
import dev.tocsin.core.base.Sleeper;
import dev.tocsin.core.store.StoreException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import org.sqlite.BusyHandler;
import org.sqlite.JDBC;

/** The file behind a store: makes it, checks it, and opens connections to it with the settings that were measured. */
final class SqliteFile {
    private final Path file;
    private final Patience patience;

    /**
     * @param busyTimeout how long to wait for another process
     * @param sleeper how to wait for it
     */
    SqliteFile(Path file, Duration busyTimeout, Sleeper sleeper) {
        this.file = file.toAbsolutePath();
        patience = new Patience(busyTimeout, sleeper);
    }

    /**
     * A file by a path that a user gave.
     *
     * @throws ConfigurationException if it cannot name a store
     */
    static SqliteFile of(Path file, Duration busyTimeout, Sleeper sleeper) {
        String name = file.toString();
        // sqlite-jdbc would take what follows a question mark for settings, and these names for no file at all.
        if (name.isBlank() || name.contains("?") || name.startsWith(":") || name.startsWith("file:")) {
            throw new ConfigurationException(
                    "store.file", "'" + name + "' is not legal; the path of a file without '?' is");
        }
        return new SqliteFile(file, busyTimeout, sleeper);
    }

    /** Makes the file, readable by its owner only, and brings its tables up to date. */
    void prepare() {
        create();
        try (Connection connection = connect()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA page_size = 4096");
                statement.execute("PRAGMA journal_size_limit = 67108864");
            }
            switchToWal(connection);
            setUp(connection);
            SqliteSchema.bringUpToDate(file, connection);
        } catch (SQLException e) {
            throw SqliteErrors.notKept(file, e);
        }
    }

    private void create() {
        Path directory = file.getParent();
        try {
            boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
            if (directory != null) {
                Files.createDirectories(directory, ownerOnly(posix, "rwx------"));
            }
            Files.createFile(file, ownerOnly(posix, "rw-------"));
        } catch (FileAlreadyExistsException e) {
            if (!Files.isRegularFile(file)) {
                throw new StoreException(
                        "the store's file " + file + " cannot be made: " + e.getMessage() + " is in its way",
                        Execution.NOT_EXECUTED,
                        e);
            }
        } catch (IOException e) {
            throw new StoreException(
                    "the store's file " + file + " cannot be made (" + e + ")", Execution.NOT_EXECUTED, e);
        }
    }

    private static FileAttribute<?>[] ownerOnly(boolean posix, String permissions) {
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    /** SQLite does not wait for a lock while it changes the journal's mode, so this does. */
    private void switchToWal(Connection connection) throws SQLException {
        for (int asked = 0; ; asked++) {
            try (Statement statement = connection.createStatement();
                    ResultSet mode = statement.executeQuery("PRAGMA journal_mode = WAL")) {
                mode.next();
                if ("wal".equalsIgnoreCase(mode.getString(1))) {
                    return;
                }
                throw new StoreException(
                        "the store's file " + file + " is on a file system without shared memory, which SQLite's"
                                + " write-ahead log needs; a local disk has it",
                        Execution.NOT_EXECUTED,
                        null);
            } catch (SQLException e) {
                if (!SqliteErrors.isBusy(e) || patience.callback(asked) == 0) {
                    throw e;
                }
            }
        }
    }

    /** A connection that writes. */
    SqliteConnection openWriter() {
        return open(false);
    }

    /** A connection that only reads. */
    SqliteConnection openReader() {
        return open(true);
    }

    /** A connection for others, which commits each statement by itself. */
    Connection openPlain() throws SQLException {
        Connection connection = connect();
        try {
            setUp(connection);
            return connection;
        } catch (SQLException e) {
            throw closed(connection, e);
        }
    }

    private SqliteConnection open(boolean readOnly) {
        try {
            Connection connection = openPlain();
            if (readOnly) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("PRAGMA query_only = ON");
                } catch (SQLException e) {
                    throw closed(connection, e);
                }
            }
            return new SqliteConnection(file, connection, readOnly);
        } catch (SQLException e) {
            throw SqliteErrors.notKept(file, e);
        }
    }

    private static SQLException closed(Connection connection, SQLException error) {
        try {
            connection.close();
        } catch (SQLException closing) {
            error.addSuppressed(closing);
        }
        return error;
    }

    private Connection connect() throws SQLException {
        Connection connection = JDBC.createConnection(JDBC.PREFIX + file, new Properties());
        BusyHandler.setHandler(connection, patience);
        return connection;
    }

    private static void setUp(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA synchronous = FULL");
            statement.execute("PRAGMA wal_autocheckpoint = 16000");
            statement.execute("PRAGMA journal_size_limit = 67108864");
            statement.execute("PRAGMA cache_size = -65536");
        }
    }

    /**
     * Waits for another process's lock, asking each millisecond. SQLite's own busy timeout asks ten times a second at
     * last, which never meets the moments between the commits of a process that writes without a pause.
     */
    private static final class Patience extends BusyHandler {
        private static final Duration PAUSE = Duration.ofMillis(1);

        private final long pauses;
        private final Sleeper sleeper;

        Patience(Duration timeout, Sleeper sleeper) {
            pauses = timeout.dividedBy(PAUSE);
            this.sleeper = sleeper;
        }

        /** Called by SQLite while a lock is taken, with how often before; answers 0 to give up. */
        @Override
        protected int callback(int asked) {
            if (asked >= pauses) {
                return 0;
            }
            try {
                sleeper.sleep(PAUSE);
            } catch (InterruptedException e) {
                // Others may wait for this very transaction, so it is only waited for less long.
                Thread.currentThread().interrupt();
                Thread.yield();
            }
            return 1;
        }
    }
}
