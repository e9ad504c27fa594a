package dev.tocsin.simulators.connectwise;

import java.time.Instant;

/**
 * A note of a ticket, or the text of a time entry. Immutable.
 *
 * @param id its id
 * @param text its text
 * @param discussion whether it is in the discussion, which customers see
 * @param internal whether it is in the internal analysis
 * @param resolution whether it is in the resolution
 * @param timeEntry whether it comes from a time entry
 * @param createdBy the identifier of the member who wrote it
 * @param createdAt when, in whole seconds
 */
public record SimNote(
        int id,
        String text,
        boolean discussion,
        boolean internal,
        boolean resolution,
        boolean timeEntry,
        String createdBy,
        Instant createdAt) {}
