package dev.tocsin.core.engine;

import dev.tocsin.core.psa.Psa;
import dev.tocsin.core.psa.TicketSnapshot;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A look at one ticket in the PSA.
 *
 * @param ticket the ticket as it was
 * @param parent the ticket that it was merged into, at the end of the chain; the ticket itself if it was not merged, or if
 *     the chain leads nowhere
 */
record Look(TicketSnapshot ticket, TicketSnapshot parent) {
    /** How long a chain of merged tickets is followed. */
    private static final int DEPTH = 5;

    /** A look that follows no merge. */
    static Look at(TicketSnapshot ticket) {
        return new Look(ticket, ticket);
    }

    /**
     * Reads a ticket and what it was merged into; empty if the PSA has none of this id.
     *
     * @throws dev.tocsin.core.base.TocsinException if the PSA cannot be read
     */
    static Optional<Look> into(Psa psa, String ticketId) {
        return psa.ticket(ticketId).map(ticket -> of(psa, ticket));
    }

    /**
     * A look at a ticket that was just read, and at what it was merged into.
     *
     * @throws dev.tocsin.core.base.TocsinException if the PSA cannot be read
     */
    static Look of(Psa psa, TicketSnapshot ticket) {
        return new Look(ticket, end(psa, ticket));
    }

    private static TicketSnapshot end(Psa psa, TicketSnapshot ticket) {
        Set<String> seen = new HashSet<>(Set.of(ticket.id()));
        TicketSnapshot last = ticket;
        for (int depth = 0; depth < DEPTH; depth++) {
            String next = last.mergedInto();
            if (next == null) {
                return last;
            }
            Optional<TicketSnapshot> parent = seen.add(next) ? psa.ticket(next) : Optional.empty();
            if (parent.isEmpty()) {
                return ticket;
            }
            last = parent.get();
        }
        return last.mergedInto() == null ? last : ticket;
    }
}
