package dev.tocsin.core.psa;

import org.jspecify.annotations.Nullable;

/**
 * A note on a ticket.
 *
 * @param id the PSA's id of the note
 * @param text its text
 * @param author the member who wrote it, or null if a customer did or the PSA does not say
 */
public record TicketNote(String id, String text, @Nullable String author) {}
