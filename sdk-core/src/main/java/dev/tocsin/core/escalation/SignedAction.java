package dev.tocsin.core.escalation;

import dev.tocsin.core.base.MspId;
import java.time.Instant;

/**
 * What the link of a message says.
 *
 * @param msp the MSP
 * @param incidentId the incident
 * @param technicianId whose link it is
 * @param action what it does
 * @param expiresAt from when it counts no more, in whole seconds
 * @param nonce what makes it different from other links, 1 to 200 characters of ASCII that can be seen
 */
public record SignedAction(
        MspId msp, long incidentId, String technicianId, IncidentAction action, Instant expiresAt, String nonce) {
    /** Refuses what does not fit into a link, by the field's name. */
    public SignedAction {
        if (incidentId <= 0) {
            throw new IllegalArgumentException("link.incidentId: a number above 0 is needed");
        }
        if (technicianId.isBlank() || technicianId.length() > 64) {
            throw new IllegalArgumentException("link.technicianId: 1 to 64 characters are needed");
        }
        if (nonce.isEmpty() || nonce.length() > 200 || nonce.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new IllegalArgumentException("link.nonce: 1 to 200 characters of visible ASCII are needed");
        }
        if (expiresAt.getNano() != 0) {
            throw new IllegalArgumentException("link.expiresAt: a time in whole seconds is needed");
        }
    }
}
