package dev.tocsin.core.engine;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.incident.Decision;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.incident.Lifecycle;
import dev.tocsin.core.incident.Observation;
import dev.tocsin.core.intake.Catalogues;
import dev.tocsin.core.intent.Intent;
import dev.tocsin.core.intent.IntentBody;
import dev.tocsin.core.rule.TicketPolicy;
import dev.tocsin.core.settings.Settings;
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
    private final Grounds grounds;
    private final TicketWriting writing;
    private final Openings openings;
    private final Snoozes snoozes;
    private final CreateGate gate;
    private final StormWork storms;

    /** Work by these rules, which has its tickets written in that room. */
    public IncidentWork(Lifecycle lifecycle, Catalogues catalogues, TicketWriting writing, Settings settings) {
        this.lifecycle = lifecycle;
        this.writing = writing;
        grounds = new Grounds(catalogues);
        openings = new Openings(lifecycle, grounds);
        snoozes = new Snoozes(catalogues);
        storms = new StormWork(settings, catalogues, writing);
        gate = new CreateGate(settings, storms, writing);
    }

    /** Takes up one slice of what is due for an MSP, and its storms; returns how many that was, those snoozed not counted. */
    public int handleDue(Store store, MspId msp, Instant now) {
        return storms.handleDue(store, msp, now) + handleIncidents(store, msp, now);
    }

    private int handleIncidents(Store store, MspId msp, Instant now) {
        try {
            return store.write(session -> {
                List<Incident> due = session.incidents().due(msp, now, SLICE);
                StormRound round = gate.round(session, msp, now);
                int handled = 0;
                for (Incident incident : due) {
                    handled += handle(round, incident, now);
                }
                gate.finish(round);
                return handled;
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
                    StormRound round = gate.round(session, msp, now);
                    int count = handle(round, incident, now);
                    gate.finish(round);
                    return count;
                });
            } catch (IllegalStateException e) {
                LOG.error("incident {} could not be carried out", one.id(), e);
            }
        }
        return handled;
    }

    private int handle(StormRound round, Incident due, Instant now) {
        StoreSession session = round.session();
        if (snoozes.putOff(session, due, now)) {
            return 0;
        }
        Incident incident = followed(session, grounds.migrated(session, due));
        Decision decision = lifecycle.decide(incident, grounds.of(session, incident), now);
        if (decision instanceof Decision.OpenTicket && incident.place().storm()) {
            storms.openTicket(round, incident);
        } else if (decision instanceof Decision.OpenTicket open) {
            gate.ask(round, incident, open.reason());
        } else {
            carryOut(session, incident, decision, now);
        }
        return 1;
    }

    /** The incident with the severity of the worst that is active, if its rule follows that. */
    private Incident followed(StoreSession session, Incident incident) {
        if (incident.noteDueAt() == null || grounds.policy(session, incident).lower() != TicketPolicy.Lower.FOLLOW) {
            return incident;
        }
        return session.incidents()
                .members()
                .worstActive(incident.id())
                .map(worst -> incident.change().severity(worst).done())
                .orElse(incident);
    }

    /** What follows from a look at the ticket of an incident. */
    Decision observe(StoreSession session, Incident incident, Look look, Instant now) {
        return Observation.of(
                incident,
                look.ticket(),
                look.parent(),
                grounds.policy(session, incident),
                isClosing(session, incident),
                now);
    }

    private static boolean isClosing(StoreSession session, Incident incident) {
        for (Intent intent : session.intents().openOf(incident.id())) {
            if (intent.body() instanceof IntentBody.CloseTicket close
                    && close.ticketId().equals(incident.ticketId())
                    && intent.attempts() > 0) {
                return true;
            }
        }
        return false;
    }

    /** Turns a decision about an incident into changed state and planned intents. */
    void carryOut(StoreSession session, Incident incident, Decision decision, Instant now) {
        if (!aboutTicket(session, incident, decision, now)
                && !aboutEnd(session, incident, decision, now)
                && incident.dueAt().filter(due -> !due.isAfter(now)).isPresent()) {
            StoredIncident.save(session, incident.change().waitUntil(null).done());
        }
    }

    private boolean aboutTicket(StoreSession session, Incident incident, Decision decision, Instant now) {
        if (decision instanceof Decision.AttachToTicket attach) {
            writing.attachToTicket(session, incident, attach, now);
        } else if (decision instanceof Decision.WriteNote note) {
            writing.writeNote(session, incident, note.priority(), now);
        } else if (decision instanceof Decision.CloseTicket close) {
            writing.closeTicket(session, incident, close.reason(), now);
        } else if (decision instanceof Decision.LeaveToPeople leave) {
            writing.leaveToPeople(session, incident, leave.reason(), now);
        } else if (decision instanceof Decision.ReopenTicket reopen) {
            writing.reopenTicket(session, incident, reopen.reason(), now);
        } else if (decision instanceof Decision.FollowMerge merge) {
            writing.followMerge(session, incident, merge, now);
        } else if (decision instanceof Decision.KeepReadOnly keep) {
            Openings.keepReadOnly(session, incident, keep.reason(), now);
        } else if (decision instanceof Decision.AskPerson ask) {
            StoredIncident.ask(session, incident, ask.question(), now);
        } else {
            return false;
        }
        return true;
    }

    private boolean aboutEnd(StoreSession session, Incident incident, Decision decision, Instant now) {
        if (decision instanceof Decision.Drop drop) {
            Endings.end(session, incident, IncidentState.DROPPED, drop.reason(), now);
        } else if (decision instanceof Decision.LetGo letGo) {
            boolean hadTicket = incident.ticketId() != null || incident.state() == IncidentState.ABSORBED;
            IncidentState end = !hadTicket ? IncidentState.DROPPED : IncidentState.CLOSED_AUTO;
            Endings.letGo(session, incident, end, letGo.reason(), now);
        } else if (decision instanceof Decision.StayClosed stay) {
            Endings.end(session, incident, IncidentState.CLOSED_AUTO, stay.reason(), now);
        } else if (decision instanceof Decision.AcceptPersonsClose close) {
            Endings.acceptPersonsClose(session, incident, close, now);
        } else if (decision instanceof Decision.ReplaceTicket replace) {
            Endings.replaceTicket(session, incident, replace, now);
        } else if (decision instanceof Decision.EndMute end) {
            Successions.endMute(session, incident, openings, end.reason(), now);
        } else if (decision instanceof Decision.Suspend suspend) {
            Openings.suspend(session, incident, suspend, now);
        } else if (decision instanceof Decision.Resume resume) {
            openings.resume(session, incident, resume.reason(), now);
        } else {
            return false;
        }
        return true;
    }

    /** The ticket of an intent's incident is gone for good: what is active is answered, or goes on elsewhere. */
    void acceptDeletion(StoreSession session, Incident incident, Instant now) {
        carryOut(session, incident, Observation.deleted(incident, grounds.policy(session, incident)), now);
    }

    /** What people did to a ticket before it was found: no poll will tell, since it happened before. */
    void acceptAsFound(StoreSession session, Intent intent, Look look, Instant now) {
        Incident incident = StoredIncident.of(session, intent);
        if (look.ticket().id().equals(incident.ticketId()) && incident.state() != IncidentState.CLOSING) {
            Decision decision = observe(session, incident, look, now);
            if (!(decision instanceof Decision.Wait)) {
                carryOut(session, incident, decision, now);
            }
        }
    }
}
