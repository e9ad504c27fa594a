package dev.tocsin.store.jdbc;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.store.RunStore;
import dev.tocsin.core.store.StoredRun;
import dev.tocsin.core.sync.SyncProgress;
import dev.tocsin.core.sync.SyncReport;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The last runs in SQLite. */
final class SqliteRuns implements RunStore {
    private static final String SELECT = """
            SELECT msp, connection_id, entity, number, source, started_at, owner, lease_until, cancelled, after,
            total, created, changed, retired, unchanged, ambiguous, invalid, failed, skipped, guarded, records,
            ending, message, ended_at, read_until, version
            FROM sync_run WHERE msp = ?""";
    private static final String OF = SELECT + " AND connection_id = ? AND entity = ? ORDER BY source";
    private static final String GET = SELECT + " AND connection_id = ? AND entity = ? AND source = ?";
    private static final String ALL = SELECT + " ORDER BY connection_id, entity, source";
    private static final String INSERT = """
            INSERT INTO sync_run (number, started_at, owner, lease_until, cancelled, after,
            total, created, changed, retired, unchanged, ambiguous, invalid, failed, skipped, guarded, records,
            ending, message, ended_at, read_until, msp, connection_id, entity, source, version)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)
            ON CONFLICT (msp, connection_id, entity, source) DO NOTHING""";
    private static final String UPDATE = """
            UPDATE sync_run SET number = ?, started_at = ?, owner = ?, lease_until = ?, cancelled = ?,
            after = ?, total = ?, created = ?, changed = ?, retired = ?, unchanged = ?, ambiguous = ?, invalid = ?,
            failed = ?, skipped = ?, guarded = ?, records = ?, ending = ?, message = ?, ended_at = ?, read_until = ?, version = version + 1
            WHERE msp = ? AND connection_id = ? AND entity = ? AND source = ? AND version = ?""";
    private static final String LEASED = """
            SELECT source FROM sync_run WHERE msp = ? AND connection_id = ? AND entity = ? AND lease_until > ? LIMIT 1""";
    private static final String RELEASE = """
            UPDATE sync_run SET owner = NULL, lease_until = NULL, version = version + 1
            WHERE msp = ? AND connection_id = ? AND entity = ? AND source <> ?
            AND (owner IS NOT NULL OR lease_until IS NOT NULL)""";

    private final SqliteConnection connection;

    SqliteRuns(SqliteConnection connection) {
        this.connection = connection;
    }

    @Override
    public Optional<StoredRun> get(MspId msp, String connectionId, String entity, String source) {
        return Optional.ofNullable(connection
                .reading(GET)
                .set(msp.value())
                .set(connectionId)
                .set(entity)
                .set(source)
                .first(SqliteRuns::read));
    }

    @Override
    public List<StoredRun> of(MspId msp, String connectionId, String entity) {
        return connection
                .reading(OF)
                .set(msp.value())
                .set(connectionId)
                .set(entity)
                .list(SqliteRuns::read);
    }

    @Override
    public List<StoredRun> all(MspId msp) {
        return connection.reading(ALL).set(msp.value()).list(SqliteRuns::read);
    }

    private static StoredRun read(Row row) throws SQLException {
        return new StoredRun(
                new MspId(row.text()),
                row.text(),
                row.text(),
                row.number(),
                row.text(),
                row.time(),
                row.textOrNull(),
                row.timeOrNull(),
                row.flag(),
                row.textOrNull(),
                progress(row),
                row.number(),
                row.number(),
                ending(row.textOrNull()),
                row.textOrNull(),
                row.timeOrNull(),
                row.timeOrNull(),
                row.number());
    }

    private static SyncProgress progress(Row row) throws SQLException {
        return new SyncProgress(
                row.numberOrNull(),
                row.number(),
                row.number(),
                row.number(),
                row.number(),
                row.number(),
                row.number(),
                row.number(),
                row.number());
    }

    private static SyncReport.@Nullable Ending ending(@Nullable String name) {
        return name == null ? null : SyncReport.Ending.valueOf(name);
    }

    @Override
    public Optional<StoredRun> save(StoredRun run) {
        boolean isNew = run.version() == 0;
        SyncProgress progress = run.progress();
        Prepared statement = connection
                .writing(isNew ? INSERT : UPDATE)
                .set(run.number())
                .set(run.startedAt())
                .set(run.owner())
                .set(run.leaseUntil())
                .set(run.cancelled())
                .set(run.after())
                .set(progress.total())
                .set(progress.created())
                .set(progress.changed())
                .set(progress.retired())
                .set(progress.unchanged())
                .set(progress.ambiguous())
                .set(progress.invalid())
                .set(progress.failed())
                .set(progress.skipped())
                .set(run.guarded())
                .set(run.records())
                .set(run.ending())
                .set(run.message())
                .set(run.endedAt())
                .set(run.readUntil())
                .set(run.msp().value())
                .set(run.connectionId())
                .set(run.entity())
                .set(run.source());
        if (!isNew) {
            statement.set(run.version());
        }
        return statement.update() == 0 ? Optional.empty() : Optional.of(run.withVersion(run.version() + 1));
    }

    @Override
    public Optional<StoredRun> claim(StoredRun run, Instant now) {
        boolean taken = connection
                        .writing(LEASED)
                        .set(run.msp().value())
                        .set(run.connectionId())
                        .set(run.entity())
                        .set(now)
                        .first(Row::text)
                != null;
        Optional<StoredRun> kept = taken ? Optional.empty() : save(run);
        if (kept.isPresent()) {
            connection
                    .writing(RELEASE)
                    .set(run.msp().value())
                    .set(run.connectionId())
                    .set(run.entity())
                    .set(run.source())
                    .update();
        }
        return kept;
    }
}
