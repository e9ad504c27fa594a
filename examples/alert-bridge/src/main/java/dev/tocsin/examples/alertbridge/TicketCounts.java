package dev.tocsin.examples.alertbridge;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.store.Store;
import java.util.ArrayList;
import java.util.List;

/**
 * How many tickets there are.
 *
 * @param all that were ever made
 * @param open that are open
 * @param closed that were closed since all was resolved
 * @param closedByPeople that people closed
 * @param refused the incidents whose ticket the PSA refused, at most a hundred
 * @param refusals how many those are
 */
record TicketCounts(long all, long open, long closed, long closedByPeople, List<Incident> refused, long refusals) {
    private static final int PAGE = 500;
    private static final int TOLD = 100;

    static TicketCounts of(Store store) {
        long all = 0;
        long open = 0;
        long closed = 0;
        long byPeople = 0;
        long refusals = 0;
        List<Incident> refused = new ArrayList<>();
        long after = 0;
        List<Incident> page;
        do {
            long from = after;
            page = store.read(session -> session.incidents().page(MspId.SINGLE, from, PAGE));
            for (Incident incident : page) {
                after = incident.id();
                all += incident.ticketId() == null ? 0 : 1;
                open += incident.state().hasOpenTicket() ? 1 : 0;
                closed += incident.state() == IncidentState.CLOSED_AUTO ? 1 : 0;
                byPeople += incident.state() == IncidentState.CLOSED_HUMAN ? 1 : 0;
                if (incident.state() == IncidentState.QUARANTINED) {
                    refusals++;
                    if (refused.size() < TOLD) {
                        refused.add(incident);
                    }
                }
            }
        } while (page.size() == PAGE);
        return new TicketCounts(all, open, closed, byPeople, refused, refusals);
    }
}
