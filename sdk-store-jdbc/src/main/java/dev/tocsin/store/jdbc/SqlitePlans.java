package dev.tocsin.store.jdbc;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.sync.RecurringSync;
import dev.tocsin.core.sync.SyncEntity;
import dev.tocsin.core.sync.SyncSchedule;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The plans of recurring runs of one MSP and how they last went. When they run next is the scheduler's. Each call is a transaction of
 * its own. Thread-safe.
 */
final class SqlitePlans {
    /**
     * A plan and how it last went.
     *
     * @param lastSuccess when, or null if never
     * @param lastFailure when, or null if never
     * @param failure what happened then, or null
     */
    record Kept(
            RecurringSync plan,
            @Nullable Instant lastSuccess,
            @Nullable Instant lastFailure,
            @Nullable String failure) {}

    private static final String SELECT = """
            SELECT connection_id, entities, schedule, last_success, last_failure, failure
            FROM recurring_sync WHERE msp = ?""";
    private static final String GET = SELECT + " AND connection_id = ?";
    private static final String ALL = SELECT + " ORDER BY connection_id";
    private static final String PUT = """
            INSERT INTO recurring_sync (entities, schedule, msp, connection_id) VALUES (?, ?, ?, ?)
            ON CONFLICT (msp, connection_id) DO UPDATE SET entities = excluded.entities, schedule = excluded.schedule""";
    private static final String REMOVE = "DELETE FROM recurring_sync WHERE msp = ? AND connection_id = ?";
    private static final String SUCCEEDED =
            "UPDATE recurring_sync SET last_success = ? WHERE msp = ? AND connection_id = ?";
    private static final String FAILED =
            "UPDATE recurring_sync SET last_failure = ?, failure = ? WHERE msp = ? AND connection_id = ?";

    private final SqliteFile file;
    private final MspId msp;

    SqlitePlans(SqliteFile file, MspId msp) {
        this.file = file;
        this.msp = msp;
    }

    Optional<Kept> get(String connectionId) {
        return inTransaction(connection -> get(connection, connectionId));
    }

    private Optional<Kept> get(SqliteConnection connection, String connectionId) {
        return Optional.ofNullable(
                connection.reading(GET).set(msp.value()).set(connectionId).first(SqlitePlans::read));
    }

    /** The plans, by connection. */
    List<Kept> all() {
        return inTransaction(
                connection -> connection.reading(ALL).set(msp.value()).list(SqlitePlans::read));
    }

    /** Keeps a plan in place of that of its connection; returns the one that was there. */
    Optional<RecurringSync> put(RecurringSync plan) {
        return inTransaction(connection -> {
            Optional<RecurringSync> before =
                    get(connection, plan.connectionId()).map(Kept::plan);
            connection
                    .writing(PUT)
                    .set(Json.texts(
                            plan.entities().stream().map(SyncEntity::key).toList()))
                    .set(plan.schedule().toString())
                    .set(msp.value())
                    .set(plan.connectionId())
                    .update();
            return before;
        });
    }

    /** Removes a plan; returns whether there was one. */
    boolean remove(String connectionId) {
        return inTransaction(connection ->
                connection.writing(REMOVE).set(msp.value()).set(connectionId).update() > 0);
    }

    void succeeded(String connectionId, Instant at) {
        inTransaction(connection -> connection
                .writing(SUCCEEDED)
                .set(at)
                .set(msp.value())
                .set(connectionId)
                .update());
    }

    void failed(String connectionId, Instant at, String failure) {
        inTransaction(connection -> connection
                .writing(FAILED)
                .set(at)
                .set(failure)
                .set(msp.value())
                .set(connectionId)
                .update());
    }

    private static Kept read(Row row) throws SQLException {
        String connectionId = row.text();
        Set<SyncEntity> entities = EnumSet.noneOf(SyncEntity.class);
        Json.texts(row.text()).forEach(key -> entities.add(SyncEntity.of(key)));
        RecurringSync plan = new RecurringSync(connectionId, entities, SyncSchedule.parse(row.text()));
        return new Kept(plan, row.timeOrNull(), row.timeOrNull(), row.textOrNull());
    }

    private <R> R inTransaction(Function<SqliteConnection, R> work) {
        SqliteConnection connection = file.openWriter();
        try {
            connection.begin();
            R result = work.apply(connection);
            connection.commit();
            return result;
        } finally {
            // What was not committed is undone with the connection.
            connection.close();
        }
    }
}
