package dev.tocsin.core.escalation;

import dev.tocsin.core.event.Severity;
import org.jspecify.annotations.Nullable;

/**
 * An incident as a technician is shown it.
 *
 * @param incidentId the incident
 * @param code the code by which messages name it; the incident's number if nobody was told of it by a code
 * @param title what happened, in one line
 * @param company the name of the local company
 * @param severity how bad it is
 * @param ticketId the PSA's id of its ticket, or null if it has none yet
 * @param acknowledged whether somebody took it up
 */
public record OpenIncident(
        long incidentId,
        String code,
        String title,
        String company,
        Severity severity,
        @Nullable String ticketId,
        boolean acknowledged) {}
