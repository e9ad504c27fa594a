package dev.tocsin.core.preview;

import dev.tocsin.core.event.Receipt;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What events would do. Immutable and thread-safe.
 *
 * @param tickets the tickets that would be made, in that order
 * @param events the events with what would become of each, in the order in which they were given
 * @param totals what it comes to
 * @param endedAt the moment at which nothing was due any more, or the horizon
 * @param stillDue whether something was still due beyond the horizon
 */
public record Preview(
        List<PreviewTicket> tickets,
        List<PreviewEvent> events,
        PreviewTotals totals,
        Instant endedAt,
        boolean stillDue) {
    /** Copies the lists. */
    public Preview {
        tickets = List.copyOf(tickets);
        events = List.copyOf(events);
    }

    /** The would-be ticket of a number; empty if there is none. */
    public Optional<PreviewTicket> ticket(String number) {
        return tickets.stream().filter(ticket -> ticket.number().equals(number)).findFirst();
    }

    /** Why events came to an outcome, with how many did for each reason, in the order in which the reasons came up. */
    public Map<String, Long> reasons(Receipt.Outcome outcome) {
        Map<String, Long> reasons = new LinkedHashMap<>();
        for (PreviewEvent event : events) {
            if (event.receipt().outcome() == outcome) {
                reasons.merge(event.receipt().reason(), 1L, Long::sum);
            }
        }
        return reasons;
    }
}
