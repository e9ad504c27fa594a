package dev.tocsin.store.jdbc;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.store.FeedStore;
import dev.tocsin.core.store.StoredFeed;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** How far feeds were read, in SQLite. */
final class SqliteFeeds implements FeedStore {
    private static final String SELECT = """
            SELECT msp, connection_id, feed, cursor, state, message, failures, tried_at, succeeded_at, due_at, owner,
            lease_until, version FROM feed WHERE msp = ?""";
    private static final String GET = SELECT + " AND connection_id = ? AND feed = ?";
    private static final String ALL = SELECT + " ORDER BY connection_id, feed";
    private static final String INSERT = """
            INSERT INTO feed (cursor, state, message, failures, tried_at, succeeded_at, due_at, owner, lease_until,
            msp, connection_id, feed, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)
            ON CONFLICT (msp, connection_id, feed) DO NOTHING""";
    private static final String UPDATE = """
            UPDATE feed SET cursor = ?, state = ?, message = ?, failures = ?, tried_at = ?, succeeded_at = ?, due_at = ?,
            owner = ?, lease_until = ?, version = version + 1
            WHERE msp = ? AND connection_id = ? AND feed = ? AND version = ?""";
    private static final String REMOVE_ALL = "DELETE FROM feed WHERE msp = ? AND connection_id = ?";

    private final SqliteConnection connection;

    SqliteFeeds(SqliteConnection connection) {
        this.connection = connection;
    }

    @Override
    public Optional<StoredFeed> get(MspId msp, String connectionId, String feed) {
        return Optional.ofNullable(connection
                .reading(GET)
                .set(msp.value())
                .set(connectionId)
                .set(feed)
                .first(SqliteFeeds::read));
    }

    @Override
    public List<StoredFeed> all(MspId msp) {
        return connection.reading(ALL).set(msp.value()).list(SqliteFeeds::read);
    }

    private static StoredFeed read(Row row) throws SQLException {
        return new StoredFeed(
                new MspId(row.text()),
                row.text(),
                row.text(),
                row.textOrNull(),
                StoredFeed.State.valueOf(row.text()),
                row.textOrNull(),
                row.small(),
                row.timeOrNull(),
                row.timeOrNull(),
                row.timeOrNull(),
                row.textOrNull(),
                row.timeOrNull(),
                row.number());
    }

    @Override
    public Optional<StoredFeed> save(StoredFeed feed) {
        boolean isNew = feed.version() == 0;
        Prepared statement = connection
                .writing(isNew ? INSERT : UPDATE)
                .set(feed.cursor())
                .set(feed.state())
                .set(feed.message())
                .set(feed.failures())
                .set(feed.triedAt())
                .set(feed.succeededAt())
                .set(feed.dueAt())
                .set(feed.owner())
                .set(feed.leaseUntil())
                .set(feed.msp().value())
                .set(feed.connectionId())
                .set(feed.feed());
        if (!isNew) {
            statement.set(feed.version());
        }
        return statement.update() == 0 ? Optional.empty() : Optional.of(feed.withVersion(feed.version() + 1));
    }

    @Override
    public int removeAll(MspId msp, String connectionId) {
        return connection.writing(REMOVE_ALL).set(msp.value()).set(connectionId).update();
    }
}
