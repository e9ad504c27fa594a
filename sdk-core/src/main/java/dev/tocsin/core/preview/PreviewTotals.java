package dev.tocsin.core.preview;

import dev.tocsin.core.event.Receipt;
import dev.tocsin.core.incident.IncidentState;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a preview comes to.
 *
 * @param events how many events were fed
 * @param duplicates how many of them repeat a delivery that was accepted before
 * @param outcomes how many came to each outcome, duplicates with the first one's; outcomes without any are absent
 * @param groups how many groups are in each state at the end; states without any are absent. DROPPED are the transient
 *     ones, which were over before a ticket was made
 * @param tickets how many tickets are created
 * @param notes how many notes are written, the first ones of tickets apart
 * @param closes how often tickets are closed
 * @param reopens how often tickets are opened again
 */
public record PreviewTotals(
        int events,
        int duplicates,
        Map<Receipt.Outcome, Long> outcomes,
        Map<IncidentState, Long> groups,
        int tickets,
        int notes,
        int closes,
        int reopens) {
    /** Copies the maps. */
    public PreviewTotals {
        outcomes = outcomes.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(outcomes));
        groups = groups.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(groups));
    }

    /** How many events came to an outcome. */
    public long count(Receipt.Outcome outcome) {
        return outcomes.getOrDefault(outcome, 0L);
    }

    /** How many groups are in a state at the end. */
    public long count(IncidentState state) {
        return groups.getOrDefault(state, 0L);
    }

    /** How many groups were over before a ticket was made. */
    public long transients() {
        return count(IncidentState.DROPPED);
    }
}
