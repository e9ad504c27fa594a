package dev.tocsin.store.jdbc;

import dev.tocsin.core.store.HistoryStore;
import java.util.List;

/** What happened to incidents, in SQLite. */
final class SqliteHistory implements HistoryStore {
    private static final String INSERT = "INSERT INTO history (incident_id, at, text) VALUES (?, ?, ?)";
    private static final String OF =
            "SELECT incident_id, at, text FROM history INDEXED BY history_incident WHERE incident_id = ? ORDER BY id";

    private final SqliteConnection connection;

    SqliteHistory(SqliteConnection connection) {
        this.connection = connection;
    }

    @Override
    public void append(List<Entry> entries) {
        Prepared insert = connection.writing(INSERT);
        for (Entry entry : entries) {
            insert.set(entry.incidentId()).set(entry.at()).set(entry.text()).update();
        }
    }

    @Override
    public List<Entry> of(long incidentId) {
        return connection.reading(OF).set(incidentId).list(row -> new Entry(row.number(), row.time(), row.text()));
    }
}
