package dev.tocsin.core.escalation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That somebody took an incident up.
 *
 * @param technicianId who, or null if it was acknowledged at its source
 * @param name the name that people read
 * @param via how
 * @param at when
 * @param onTicket whether its note, owner and status were planned for the ticket; not yet while there is no ticket
 */
public record Acknowledgement(@Nullable String technicianId, String name, Via via, Instant at, boolean onTicket) {
    /** The same, planned for the ticket. */
    public Acknowledgement planned() {
        return new Acknowledgement(technicianId, name, via, at, true);
    }

    /** The same, yet to be planned for the ticket. */
    public Acknowledgement notPlanned() {
        return new Acknowledgement(technicianId, name, via, at, false);
    }
}
