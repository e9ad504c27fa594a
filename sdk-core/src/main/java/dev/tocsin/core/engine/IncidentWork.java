package dev.tocsin.core.engine;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.incident.Decision;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.incident.Lifecycle;
import dev.tocsin.core.intent.Intent;
import dev.tocsin.core.psa.TicketSnapshot;
import dev.tocsin.core.store.Store;
import dev.tocsin.core.store.StoreSession;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes up the incidents that are due and turns each decision into changed state and planned intents, in the same
 * transaction. Thread-safe.
 */
public final class IncidentWork {
    private static final Logger LOG = LoggerFactory.getLogger(IncidentWork.class);
    private static final int SLICE = 200;

    private final Lifecycle lifecycle;
    private final TicketWriting writing;

    /** Work by these rules, which has its tickets written in that room. */
    public IncidentWork(Lifecycle lifecycle, TicketWriting writing) {
        this.lifecycle = lifecycle;
        this.writing = writing;
    }

    /** Takes up one slice of what is due for an MSP; returns how many incidents that was. */
    public int handleDue(Store store, MspId msp, Instant now) {
        try {
            return store.write(session -> {
                List<Incident> due = session.incidents().due(msp, now, SLICE);
                for (Incident incident : due) {
                    carryOut(session, incident, lifecycle.decide(incident, now), now);
                }
                return due.size();
            });
        } catch (IllegalStateException e) {
            LOG.error("a slice of due incidents failed; they are taken up one by one", e);
            return handleOneByOne(store, msp, now);
        }
    }

    /** One incident that cannot be carried out must not hold up the others. Returns how many could. */
    private int handleOneByOne(Store store, MspId msp, Instant now) {
        int handled = 0;
        for (Incident one : store.read(session -> session.incidents().due(msp, now, SLICE))) {
            try {
                handled += store.write(session -> {
                    Incident incident =
                            session.incidents().get(List.of(one.id())).get(one.id());
                    if (incident == null || incident.version() != one.version()) {
                        return 0;
                    }
                    carryOut(session, incident, lifecycle.decide(incident, now), now);
                    return 1;
                });
            } catch (IllegalStateException e) {
                LOG.error("incident {} could not be carried out", one.id(), e);
            }
        }
        return handled;
    }

    /** Turns a decision about an incident into changed state and planned intents. */
    void carryOut(StoreSession session, Incident incident, Decision decision, Instant now) {
        if (decision instanceof Decision.OpenTicket open) {
            writing.openTicket(session, incident, open.reason(), now);
        } else if (decision instanceof Decision.WriteNote) {
            writing.writeNote(session, incident, now);
        } else if (decision instanceof Decision.CloseTicket close) {
            writing.closeTicket(session, incident, close.reason(), now);
        } else if (decision instanceof Decision.LeaveToPeople leave) {
            writing.leaveToPeople(session, incident, leave.reason(), now);
        } else if (decision instanceof Decision.Drop drop) {
            Endings.end(session, incident, IncidentState.DROPPED, drop.reason(), now);
        } else if (decision instanceof Decision.AcceptPersonsClose close) {
            Endings.acceptPersonsClose(session, incident, close.reason(), now);
        } else if (incident.dueAt().filter(due -> !due.isAfter(now)).isPresent()) {
            StoredIncident.save(session, incident.change().waitUntil(null).done());
        }
    }

    /** A ticket that was found closed was closed by a person, and no poll will tell, since it happened before. */
    void acceptIfClosed(StoreSession session, Intent intent, TicketSnapshot ticket, Instant now) {
        Incident incident = StoredIncident.of(session, intent);
        if (ticket.id().equals(incident.ticketId())) {
            Decision decision = lifecycle.observe(incident, ticket, incident.state() == IncidentState.CLOSING);
            if (!(decision instanceof Decision.Wait)) {
                carryOut(session, incident, decision, now);
            }
        }
    }
}
