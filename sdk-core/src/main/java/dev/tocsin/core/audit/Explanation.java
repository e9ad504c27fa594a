package dev.tocsin.core.audit;

import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.intent.Intent;
import dev.tocsin.core.store.EventRecord;
import dev.tocsin.core.store.HistoryStore;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The stored path of one event, and why it ended where it did.
 *
 * @param event the event and what became of it
 * @param incident its incident as it is now, or null if it belongs to none
 * @param history what happened to the incident, oldest first
 * @param intents what was or is to be written to the PSA for it, oldest first
 */
public record Explanation(
        EventRecord event, @Nullable Incident incident, List<HistoryStore.Entry> history, List<Intent> intents) {
    /** Copies the lists. */
    public Explanation {
        history = List.copyOf(history);
        intents = List.copyOf(intents);
    }

    /** The ticket that stands for the event; empty if there is none yet. */
    public Optional<String> ticketId() {
        return incident == null ? Optional.empty() : Optional.ofNullable(incident.ticketId());
    }
}
