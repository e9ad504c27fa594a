package dev.tocsin.store.jdbc;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.store.KillSwitchStore;
import dev.tocsin.core.storm.KillSwitch;
import dev.tocsin.core.storm.KillSwitches;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** The kill switches in SQLite. */
final class SqliteKillSwitches implements KillSwitchStore {
    private static final String OF =
            "SELECT level, id, is_on, turned_by, turned_at, why FROM kill_switch WHERE msp = ?";
    private static final String TURN = """
            INSERT INTO kill_switch (msp, level, id, is_on, turned_by, turned_at, why) VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (msp, level, id) DO UPDATE SET is_on = excluded.is_on, turned_by = excluded.turned_by,
            turned_at = excluded.turned_at, why = excluded.why""";
    private static final String STOPPED =
            SqliteIncidents.SELECT + " INDEXED BY incident_stopped WHERE msp = ? AND stopped = 1 ORDER BY id";

    private final SqliteConnection connection;

    SqliteKillSwitches(SqliteConnection connection) {
        this.connection = connection;
    }

    @Override
    public KillSwitches of(MspId msp) {
        List<KillSwitch> all = connection.reading(OF).set(msp.value()).list(SqliteKillSwitches::read);
        return all.isEmpty() ? KillSwitches.NONE : new KillSwitches(all);
    }

    private static KillSwitch read(Row row) throws SQLException {
        return new KillSwitch(
                KillSwitch.Level.valueOf(row.text()), row.text(), row.flag(), row.text(), row.time(), row.text());
    }

    @Override
    public void turn(MspId msp, KillSwitch turned) {
        connection
                .writing(TURN)
                .set(msp.value())
                .set(turned.level())
                .set(turned.id())
                .set(turned.on())
                .set(turned.by())
                .set(turned.at())
                .set(turned.why())
                .update();
    }

    @Override
    public int wakeStopped(MspId msp, Instant now) {
        var stopped = connection.writing(STOPPED).set(msp.value()).list(SqliteIncidents::read);
        connection
                .incidents()
                .save(stopped.stream()
                        .map(incident -> incident.change()
                                .place(incident.place().free())
                                .waitUntil(now)
                                .done())
                        .toList());
        return stopped.size();
    }
}
