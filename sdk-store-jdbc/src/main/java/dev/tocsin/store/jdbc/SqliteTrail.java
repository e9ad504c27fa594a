package dev.tocsin.store.jdbc;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.store.TrailStore;
import java.util.List;

/** What was decided, in SQLite. */
final class SqliteTrail implements TrailStore {
    private static final String INSERT = "INSERT INTO trail (msp, at, actor, subject, text) VALUES (?, ?, ?, ?, ?)";
    private static final String PAGE = """
            SELECT id, at, actor, subject, text FROM trail INDEXED BY trail_msp WHERE msp = ? AND id > ?
            ORDER BY id LIMIT ?""";

    private final SqliteConnection connection;

    SqliteTrail(SqliteConnection connection) {
        this.connection = connection;
    }

    @Override
    public void append(List<Entry> entries) {
        Prepared insert = connection.writing(INSERT);
        for (Entry entry : entries) {
            insert.set(entry.msp().value())
                    .set(entry.at())
                    .set(entry.actor())
                    .set(entry.subject())
                    .set(entry.text())
                    .update();
        }
    }

    @Override
    public List<Entry> page(MspId msp, long after, int limit) {
        return connection
                .reading(PAGE)
                .set(msp.value())
                .set(after)
                .set(limit)
                .list(row -> new Entry(row.number(), msp, row.time(), row.text(), row.text(), row.text()));
    }
}
