package dev.tocsin.store.jdbc;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.psa.ReferenceMethod;
import dev.tocsin.core.store.ConnectionState;
import dev.tocsin.core.store.ConnectionStore;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What is known of each PSA connection, in SQLite. */
final class SqlitePsaConnections implements ConnectionStore {
    private static final String GET = """
            SELECT msp, connection_id, proven, proven_at, rejected, probe_intent, paused_until, paused_reason,
            polled_until, next_poll_at, top_priority, psa_version, version
            FROM psa_connection WHERE msp = ? AND connection_id = ?""";
    private static final String INSERT = """
            INSERT INTO psa_connection (proven, proven_at, rejected, probe_intent, paused_until, paused_reason,
            polled_until, next_poll_at, top_priority, psa_version, msp, connection_id, version)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1) ON CONFLICT (msp, connection_id) DO NOTHING""";
    private static final String UPDATE = """
            UPDATE psa_connection SET proven = ?, proven_at = ?, rejected = ?, probe_intent = ?, paused_until = ?,
            paused_reason = ?, polled_until = ?, next_poll_at = ?, top_priority = ?, psa_version = ?,
            version = version + 1
            WHERE msp = ? AND connection_id = ? AND version = ?""";

    private final SqliteConnection connection;

    SqlitePsaConnections(SqliteConnection connection) {
        this.connection = connection;
    }

    @Override
    public ConnectionState get(MspId msp, String connectionId) {
        ConnectionState known =
                connection.reading(GET).set(msp.value()).set(connectionId).first(SqlitePsaConnections::read);
        return known == null ? ConnectionState.unknown(msp, connectionId) : known;
    }

    private static ConnectionState read(Row row) throws SQLException {
        return new ConnectionState(
                new MspId(row.text()),
                row.text(),
                method(row.textOrNull()),
                row.timeOrNull(),
                row.small(),
                row.numberOrNull(),
                row.timeOrNull(),
                row.textOrNull(),
                row.timeOrNull(),
                row.timeOrNull(),
                row.textOrNull(),
                row.textOrNull(),
                row.number());
    }

    private static @Nullable ReferenceMethod method(@Nullable String name) {
        return name == null ? null : ReferenceMethod.valueOf(name);
    }

    @Override
    public void save(ConnectionState state) {
        boolean isNew = state.version() == 0;
        Prepared statement = connection
                .writing(isNew ? INSERT : UPDATE)
                .set(state.proven())
                .set(state.provenAt())
                .set(state.rejected())
                .set(state.probeIntent())
                .set(state.pausedUntil())
                .set(state.pausedReason())
                .set(state.polledUntil())
                .set(state.nextPollAt())
                .set(state.topPriority())
                .set(state.psaVersion())
                .set(state.msp().value())
                .set(state.connectionId());
        if (!isNew) {
            statement.set(state.version());
        }
        if (statement.update() == 0) {
            throw connection.refused(
                    "connection '" + state.connectionId() + "': a change of version " + state.version()
                            + " is not legal, since that is not the latest",
                    null);
        }
    }
}
