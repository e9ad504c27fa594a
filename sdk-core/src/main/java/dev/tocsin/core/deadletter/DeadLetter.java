package dev.tocsin.core.deadletter;

import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.intent.Intent;
import dev.tocsin.core.psa.TicketDraft;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that is not done until a person decides.
 *
 * @param id what it is called: {@code t} and a number for a ticket that was not made, {@code w} and a number for another
 *     write
 * @param incident the incident that it belongs to
 * @param write the refused write; null for a ticket that never came to a create, since its rule or mapping was gone
 * @param draft the ticket that was refused, or null if it is no ticket or never came to a create
 * @param error why, in the PSA's own words where it said something
 * @param since when it was refused
 */
public record DeadLetter(
        String id,
        Incident incident,
        @Nullable Intent write,
        @Nullable TicketDraft draft,
        String error,
        Instant since) {
    /** Whether it is a ticket that was not made, rather than a note or another write on one that was. */
    public boolean isTicket() {
        return id.startsWith("t");
    }
}
