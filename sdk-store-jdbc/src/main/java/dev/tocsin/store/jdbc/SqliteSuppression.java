package dev.tocsin.store.jdbc;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.store.Origin;
import dev.tocsin.core.store.Stored;
import dev.tocsin.core.store.StoredSuppression;
import dev.tocsin.core.store.SuppressionStore;
import dev.tocsin.core.suppress.Inhibition;
import dev.tocsin.core.suppress.MaintenanceWindow;
import dev.tocsin.core.suppress.Silence;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Silences, maintenance windows and inhibitions in SQLite, as the text of their plain maps. */
final class SqliteSuppression implements SuppressionStore {
    private static final String LOAD =
            "SELECT body, revision, origin FROM suppression WHERE msp = ? AND kind = ? ORDER BY id";
    private static final String SAVE = """
            INSERT INTO suppression (msp, kind, id, body, until, origin, revision) VALUES (?, ?, ?, ?, ?, ?, 1)
            ON CONFLICT (msp, kind, id) DO UPDATE SET body = excluded.body, until = excluded.until,
            origin = excluded.origin, revision = revision + 1""";
    private static final String REMOVE = "DELETE FROM suppression WHERE msp = ? AND kind = ? AND id = ?";
    private static final String EXPIRE = "DELETE FROM suppression WHERE msp = ? AND kind = 'SILENCE' AND until <= ?";

    private static final String ANY_INHIBITION =
            "SELECT 1 FROM suppression WHERE msp = ? AND kind = 'INHIBITION' LIMIT 1";
    private static final String MAY_MUTE =
            "UPDATE member SET may_mute = 1 WHERE msp = ? AND is_current = 1 AND may_mute = 0";

    private final SqliteConnection connection;
    /** Whether MSPs have inhibitions, as far as it was asked in this transaction. */
    private final Map<MspId, Boolean> inhibited = new HashMap<>();

    private final Consumer<MspId> countUp;

    /** What kind a row is; the names are kept. */
    private enum Kind {
        SILENCE,
        WINDOW,
        INHIBITION
    }

    /** How a piece is read from its plain map. */
    @FunctionalInterface
    private interface Reading<T> {
        T read(MspId msp, String place, Map<String, ?> value);
    }

    SqliteSuppression(SqliteConnection connection, Consumer<MspId> countUp) {
        this.connection = connection;
        this.countUp = countUp;
    }

    StoredSuppression load(MspId msp) {
        return new StoredSuppression(
                load(msp, Kind.SILENCE, Silence::of),
                load(msp, Kind.WINDOW, MaintenanceWindow::of),
                load(msp, Kind.INHIBITION, Inhibition::of));
    }

    private <T> List<Stored<T>> load(MspId msp, Kind kind, Reading<T> reading) {
        return connection
                .reading(LOAD)
                .set(msp.value())
                .set(kind)
                .list(row -> new Stored<>(
                        reading.read(msp, "stored " + kind, map(row.text())), row.small(), Origin.valueOf(row.text())));
    }

    /** Whether members of an MSP may be asked for as parents. */
    boolean hasInhibitions(MspId msp) {
        Boolean known = inhibited.get(msp);
        if (known == null) {
            known = connection.reading(ANY_INHIBITION).set(msp.value()).first(Row::number) != null;
            inhibited.put(msp, known);
        }
        return known;
    }

    /** Forgets what was asked, since the transaction is over. */
    void forget() {
        inhibited.clear();
    }

    private static Map<String, Object> map(String body) {
        Map<String, Object> fields = new TreeMap<>();
        if (Json.plain(Json.read(body)) instanceof Map<?, ?> read) {
            read.forEach((field, value) -> fields.put(String.valueOf(field), value));
        }
        return fields;
    }

    @Override
    public void save(Silence silence, Origin origin) {
        save(silence.msp(), Kind.SILENCE, silence.id(), silence.asValue(), silence.endsAt(), origin);
    }

    @Override
    public void save(MaintenanceWindow window, Origin origin) {
        save(window.msp(), Kind.WINDOW, window.id(), window.asValue(), null, origin);
    }

    @Override
    public void save(Inhibition inhibition, Origin origin) {
        if (!hasInhibitions(inhibition.msp())) {
            connection.writing(MAY_MUTE).set(inhibition.msp().value()).update();
        }
        save(inhibition.msp(), Kind.INHIBITION, inhibition.id(), inhibition.asValue(), null, origin);
        inhibited.put(inhibition.msp(), true);
    }

    private void save(
            MspId msp, Kind kind, String id, Map<String, Object> value, @Nullable Instant until, Origin origin) {
        connection
                .writing(SAVE)
                .set(msp.value())
                .set(kind)
                .set(id)
                .set(Json.object(value, (json, fields) -> {
                    for (Map.Entry<String, Object> field : fields.entrySet()) {
                        json.writeFieldName(field.getKey());
                        Json.plain(json, field.getValue());
                    }
                }))
                .set(until)
                .set(origin)
                .update();
        countUp.accept(msp);
    }

    @Override
    public boolean removeSilence(MspId msp, String id) {
        return remove(msp, Kind.SILENCE, id);
    }

    @Override
    public boolean removeMaintenanceWindow(MspId msp, String id) {
        return remove(msp, Kind.WINDOW, id);
    }

    @Override
    public boolean removeInhibition(MspId msp, String id) {
        boolean removed = remove(msp, Kind.INHIBITION, id);
        inhibited.remove(msp);
        return removed;
    }

    private boolean remove(MspId msp, Kind kind, String id) {
        boolean removed =
                connection.writing(REMOVE).set(msp.value()).set(kind).set(id).update() > 0;
        if (removed) {
            countUp.accept(msp);
        }
        return removed;
    }

    @Override
    public int expireSilences(MspId msp, Instant until) {
        int removed = connection.writing(EXPIRE).set(msp.value()).set(until).update();
        if (removed > 0) {
            countUp.accept(msp);
        }
        return removed;
    }
}
