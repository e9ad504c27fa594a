package dev.tocsin.core.listen;

import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.intent.Intent;
import dev.tocsin.core.store.ConnectionState;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one transaction changed: each row as it was before the transaction and as it is after. Used on one thread. */
final class Changes {
    private final Map<Long, Change<Incident>> incidents = new LinkedHashMap<>();
    private final Map<Long, Change<Intent>> intents = new LinkedHashMap<>();
    private final Map<String, Change<ConnectionState>> connections = new LinkedHashMap<>();

    /**
     * A row that changed.
     *
     * @param before the row as it was, or null if it is new
     * @param after the row as it is
     */
    record Change<T>(@Nullable T before, T after) {
        private Change<T> further(T later) {
            return new Change<>(before, later);
        }
    }

    boolean hasIncident(long id) {
        return incidents.containsKey(id);
    }

    boolean hasIntent(long id) {
        return intents.containsKey(id);
    }

    void incident(@Nullable Incident before, Incident after) {
        incidents.merge(after.id(), new Change<>(before, after), (first, last) -> first.further(last.after()));
    }

    void intent(@Nullable Intent before, Intent after) {
        intents.merge(after.id(), new Change<>(before, after), (first, last) -> first.further(last.after()));
    }

    void connection(ConnectionState before, ConnectionState after) {
        connections.merge(
                after.connectionId(), new Change<>(before, after), (first, last) -> first.further(last.after()));
    }

    Collection<Change<Incident>> incidents() {
        return incidents.values();
    }

    Collection<Change<Intent>> intents() {
        return intents.values();
    }

    Collection<Change<ConnectionState>> connections() {
        return connections.values();
    }
}
