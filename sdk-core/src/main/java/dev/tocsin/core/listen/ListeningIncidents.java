package dev.tocsin.core.listen;

import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.store.ForwardingIncidents;
import dev.tocsin.core.store.IncidentStore;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Incidents whose changes are noted; the wakings and the ends of waits change no state. */
final class ListeningIncidents extends ForwardingIncidents {
    private final Changes changes;

    ListeningIncidents(IncidentStore incidents, Changes changes) {
        super(incidents);
        this.changes = changes;
    }

    @Override
    public void save(Collection<Incident> saved) {
        List<Long> unknown = saved.stream()
                .filter(incident -> incident.version() > 0 && !changes.hasIncident(incident.id()))
                .map(Incident::id)
                .toList();
        Map<Long, Incident> before = unknown.isEmpty() ? Map.of() : get(unknown);
        super.save(saved);
        saved.forEach(incident -> changes.incident(before.get(incident.id()), incident));
    }
}
