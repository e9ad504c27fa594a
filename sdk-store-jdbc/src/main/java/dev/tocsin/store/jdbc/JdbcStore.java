package dev.tocsin.store.jdbc;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.Execution;
import dev.tocsin.core.base.Sleeper;
import dev.tocsin.core.store.Store;
import dev.tocsin.core.store.StoreException;
import dev.tocsin.core.store.StoreSession;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * The store in one SQLite file. Every {@link #write} that returned is on disk. Works that wait at the same time share a
 * commit, in the order in which they came; one that fails harms no other. Reads run beside the writes. Several
 * processes may open the same file on one machine; file systems over a network are not fit for it. Thread-safe.
 *
 * <p>A work must not call the store itself, which is refused.
 */
public final class JdbcStore implements Store {
    private static final String SQLITE = "jdbc:sqlite:";

    private final WriteQueue queue;
    private final SqliteReaders readers;
    private final ThreadLocal<Boolean> working = ThreadLocal.withInitial(() -> false);

    private JdbcStore(SqliteFile file, JdbcStoreOptions options) {
        queue = new WriteQueue(new SqliteWriter(file), options);
        readers = new SqliteReaders(file, options.readers());
    }

    /**
     * Opens the store in a file with the default settings.
     *
     * @see #sqlite(Path, JdbcStoreOptions)
     */
    public static JdbcStore sqlite(Path file) {
        return sqlite(file, JdbcStoreOptions.defaults());
    }

    /**
     * Opens the store in a file, and makes the file and its directory if they are absent, for their owner only.
     *
     * @throws ConfigurationException if the path cannot name a store
     * @throws StoreException if the file cannot be made or opened, is damaged, belongs to another application, or was
     *     written by a newer release
     */
    public static JdbcStore sqlite(Path file, JdbcStoreOptions options) {
        SqliteFile sqlite = SqliteFile.of(file, options.busyTimeout(), Sleeper.system());
        sqlite.prepare();
        return new JdbcStore(sqlite, options);
    }

    /**
     * Opens the store that a JDBC URL names, with the default settings.
     *
     * @param jdbcUrl {@code jdbc:sqlite:} and the path of a file
     * @throws ConfigurationException if it is another URL
     * @throws StoreException as {@link #sqlite(Path, JdbcStoreOptions)}
     */
    public static JdbcStore open(String jdbcUrl) {
        return open(jdbcUrl, JdbcStoreOptions.defaults());
    }

    /**
     * Opens the store that a JDBC URL names.
     *
     * @param jdbcUrl {@code jdbc:sqlite:} and the path of a file
     * @throws ConfigurationException if it is another URL
     * @throws StoreException as {@link #sqlite(Path, JdbcStoreOptions)}
     */
    public static JdbcStore open(String jdbcUrl, JdbcStoreOptions options) {
        if (!jdbcUrl.startsWith(SQLITE)) {
            throw new ConfigurationException("store.url", kind(jdbcUrl) + " is not legal; " + SQLITE + "<file> is");
        }
        return sqlite(Path.of(jdbcUrl.substring(SQLITE.length())), options);
    }

    /** What kind of URL it is, without the rest of it, which may hold a password. */
    private static String kind(String url) {
        String[] parts = url.split(":", 3);
        return parts.length == 3 && parts[0].equals("jdbc") && parts[1].matches("[a-z0-9]+")
                ? "a URL of jdbc:" + parts[1]
                : "a URL that does not begin with jdbc:<database>:";
    }

    @Override
    public <R> R write(Function<StoreSession, R> work) {
        return queue.run(alone(work));
    }

    @Override
    public <R> R read(Function<StoreSession, R> work) {
        refuseWithinWork();
        return readers.run(alone(work));
    }

    @Override
    public void close() {
        refuseWithinWork();
        queue.close();
        readers.close();
    }

    /** The work, marked as running on the thread that carries it out. */
    private <R> Function<StoreSession, R> alone(Function<StoreSession, R> work) {
        refuseWithinWork();
        return session -> {
            working.set(true);
            try {
                return work.apply(session);
            } finally {
                working.set(false);
            }
        };
    }

    /** A work that waited for another would wait for itself. */
    private void refuseWithinWork() {
        if (working.get()) {
            throw new StoreException(
                    "a work on the store must use its own session, and neither begin another work nor close the store",
                    Execution.NOT_EXECUTED,
                    null);
        }
    }
}
