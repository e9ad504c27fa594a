package dev.tocsin.store.jdbc;

import dev.tocsin.core.event.Fingerprint;
import dev.tocsin.core.store.Tombstone;
import dev.tocsin.core.store.TombstoneStore;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Tombstones in SQLite. */
final class SqliteTombstones implements TombstoneStore {
    private static final String ANY = "SELECT 1 FROM tombstone LIMIT 1";
    private static final String OF =
            "SELECT resolved_at, sequence, until FROM tombstone WHERE fingerprint = ? AND until > ?";
    private static final String KEEP =
            "INSERT OR REPLACE INTO tombstone (fingerprint, resolved_at, sequence, until) VALUES (?, ?, ?, ?)";
    private static final String FORGET = "DELETE FROM tombstone WHERE until <= ?";

    private final SqliteConnection connection;

    SqliteTombstones(SqliteConnection connection) {
        this.connection = connection;
    }

    @Override
    public Map<Fingerprint, Tombstone> of(Collection<Fingerprint> fingerprints, Instant now) {
        Map<Fingerprint, Tombstone> found = new HashMap<>();
        // There are hardly ever any; that is worth one look before one look each.
        if (connection.reading(ANY).first(Row::number) == null) {
            return found;
        }
        for (Fingerprint fingerprint : fingerprints) {
            Tombstone tombstone = connection
                    .reading(OF)
                    .set(fingerprint.bytes())
                    .set(now)
                    .first(row -> new Tombstone(fingerprint, row.time(), row.numberOrNull(), row.time()));
            if (tombstone != null) {
                found.put(fingerprint, tombstone);
            }
        }
        return found;
    }

    @Override
    public void keep(Collection<Tombstone> tombstones) {
        Prepared keep = connection.writing(KEEP);
        for (Tombstone tombstone : tombstones) {
            keep.set(tombstone.fingerprint().bytes())
                    .set(tombstone.resolvedAt())
                    .set(tombstone.sequence())
                    .set(tombstone.until())
                    .update();
        }
    }

    @Override
    public int forget(Instant now) {
        return connection.writing(FORGET).set(now).update();
    }
}
