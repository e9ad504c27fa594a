package dev.tocsin.store.jdbc;

import dev.tocsin.core.base.Execution;
import dev.tocsin.core.store.StoreException;
import dev.tocsin.core.store.StoreSession;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One connection to the file with its prepared statements, and the session of the transaction that it is in. Begin and
 * commit are statements of our own: sqlite-jdbc's transactions take the write lock again straight after a commit. Used
 * by one thread at a time.
 */
final class SqliteConnection implements StoreSession {
    private final Path file;
    private final Connection connection;
    private final boolean readOnly;
    private final Map<String, Prepared> prepared = new HashMap<>();
    private final SqliteEvents events = new SqliteEvents(this);
    private final SqliteIncidents incidents = new SqliteIncidents(this);
    private final SqliteIntents intents = new SqliteIntents(this);
    private final SqliteConfiguration configuration = new SqliteConfiguration(this);
    private final SqlitePsaConnections connections = new SqlitePsaConnections(this);
    private final SqliteHeld held = new SqliteHeld(this);
    private final SqliteTombstones tombstones = new SqliteTombstones(this);
    private final SqliteAssetLinks assetLinks = new SqliteAssetLinks(this);
    private final SqliteFleets fleets = new SqliteFleets(this);
    private final SqliteRuns runs = new SqliteRuns(this);
    private final SqliteTechnicians technicians = new SqliteTechnicians(this);
    private final SqliteCompanyUsers companyUsers = new SqliteCompanyUsers(this);
    private final SqliteConsent consent = new SqliteConsent(this);
    private final SqliteFeeds feeds = new SqliteFeeds(this);
    private final SqliteTrail trail = new SqliteTrail(this);
    private final SqliteStorms storms = new SqliteStorms(this);
    private final SqliteKillSwitches killSwitches = new SqliteKillSwitches(this);
    private final SqliteEscalations escalations = new SqliteEscalations(this);
    private final SqliteNotifications notifications = new SqliteNotifications(this);
    private final SqliteSequences sequences = new SqliteSequences(this);
    private @Nullable Thread user;
    private @Nullable RuntimeException failure;

    SqliteConnection(Path file, Connection connection, boolean readOnly) {
        this.file = file;
        this.connection = connection;
        this.readOnly = readOnly;
    }

    @Override
    public SqliteEvents events() {
        return events;
    }

    @Override
    public SqliteIncidents incidents() {
        return incidents;
    }

    @Override
    public SqliteIntents intents() {
        return intents;
    }

    @Override
    public SqliteConfiguration configuration() {
        return configuration;
    }

    @Override
    public SqlitePsaConnections connections() {
        return connections;
    }

    @Override
    public SqliteHeld held() {
        return held;
    }

    @Override
    public SqliteTombstones tombstones() {
        return tombstones;
    }

    @Override
    public SqliteAssetLinks assetLinks() {
        return assetLinks;
    }

    @Override
    public SqliteTechnicians technicians() {
        return technicians;
    }

    @Override
    public SqliteCompanyUsers companyUsers() {
        return companyUsers;
    }

    @Override
    public SqliteConsent consent() {
        return consent;
    }

    @Override
    public SqliteFeeds feeds() {
        return feeds;
    }

    @Override
    public SqliteEscalations escalations() {
        return escalations;
    }

    @Override
    public SqliteNotifications notifications() {
        return notifications;
    }

    @Override
    public SqliteFleets fleets() {
        return fleets;
    }

    @Override
    public SqliteRuns runs() {
        return runs;
    }

    @Override
    public SqliteTrail trail() {
        return trail;
    }

    @Override
    public SqliteStorms storms() {
        return storms;
    }

    @Override
    public SqliteKillSwitches killSwitches() {
        return killSwitches;
    }

    /** The numbers of new rows. */
    SqliteSequences sequences() {
        return sequences;
    }

    /** Begins a transaction: one that writes takes the write lock now, one that reads sees one moment throughout. */
    void begin() {
        user = Thread.currentThread();
        failure = null;
        events.forget();
        sequences.forget();
        configuration.suppression().forget();
        prepare(readOnly ? "BEGIN" : "BEGIN IMMEDIATE").update();
        if (readOnly) {
            // A deferred transaction fixes its view with its first read.
            prepare("SELECT COUNT(*) FROM sequence").first(Row::number);
        }
    }

    /** Writes what was held back for the end; afterwards only {@link #commit()} can still fail. */
    void flush() {
        events.flush();
        sequences.flush();
    }

    /**
     * Makes the transaction durable.
     *
     * @throws StoreException whose execution is unknown if the commit may have been kept
     */
    void commit() {
        try (var statement = connection.createStatement()) {
            statement.execute("COMMIT");
        } catch (SQLException e) {
            throw SqliteErrors.ofCommit(file, e);
        } finally {
            user = null;
        }
    }

    /**
     * Undoes the transaction.
     *
     * @throws StoreException if that fails; the connection is then of no more use
     */
    void rollback() {
        try {
            if (inTransaction()) {
                user = Thread.currentThread();
                prepare("ROLLBACK").update();
            }
        } finally {
            user = null;
        }
    }

    private boolean inTransaction() {
        return user != null;
    }

    /** Releases the connection; errors do not matter any more. */
    void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // The file is as its last commit left it, closed or not.
        }
    }

    /** A statement that reads. */
    Prepared reading(String sql) {
        if (user != Thread.currentThread()) {
            throw new StoreException(
                    "a session is only valid while its work runs, and only on the thread of the work",
                    Execution.NOT_EXECUTED,
                    null);
        }
        return prepare(sql);
    }

    /** A statement that writes. */
    Prepared writing(String sql) {
        if (readOnly) {
            throw new StoreException(
                    "this work was given to read() and wants to write; give it to write()",
                    Execution.NOT_EXECUTED,
                    null);
        }
        return reading(sql);
    }

    private Prepared prepare(String sql) {
        Prepared kept = prepared.get(sql);
        if (kept == null) {
            try {
                kept = new Prepared(this, connection.prepareStatement(sql));
            } catch (SQLException e) {
                throw failed(e);
            }
            prepared.put(sql, kept);
        }
        return kept;
    }

    /** The error of a statement. The work that ran it cannot take effect any more, whatever it does with the error. */
    RuntimeException failed(SQLException error) {
        return failing(SqliteErrors.notKept(file, error));
    }

    /** What the store refuses. The work that asked for it cannot take effect any more. */
    RuntimeException refused(String message, @Nullable SQLException cause) {
        return failing(new StoreException(message, Execution.NOT_EXECUTED, cause));
    }

    private RuntimeException failing(StoreException error) {
        if (failure == null) {
            failure = error;
        }
        return error;
    }

    /** Throws the first error since the transaction began, if a piece of work caught it and went on. */
    void throwFailure() {
        if (failure != null) {
            throw failure;
        }
    }
}
