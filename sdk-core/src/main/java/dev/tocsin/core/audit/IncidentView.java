package dev.tocsin.core.audit;

import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.intent.Intent;
import java.util.List;

/**
 * An incident as a list of tickets shows it.
 *
 * @param incident the incident
 * @param companyName its company's name
 * @param ruleName its rule's name
 * @param events how many events its members were raised by
 * @param intents what was or is to be written to the PSA for it, oldest first
 */
public record IncidentView(Incident incident, String companyName, String ruleName, long events, List<Intent> intents) {
    /** Copies the intents. */
    public IncidentView {
        intents = List.copyOf(intents);
    }
}
