package dev.tocsin.core.engine;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.escalation.Acknowledgement;
import dev.tocsin.core.escalation.Escalating;
import dev.tocsin.core.escalation.Escalation;
import dev.tocsin.core.escalation.EscalationGround;
import dev.tocsin.core.escalation.EscalationPhase;
import dev.tocsin.core.escalation.IncidentCodes;
import dev.tocsin.core.escalation.Telling;
import dev.tocsin.core.escalation.Via;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.people.TechnicianStatus;
import dev.tocsin.core.store.Store;
import dev.tocsin.core.store.StoreSession;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes up the escalations that are due and turns each decision into planned messages, in the same transaction. Sends nothing.
 * Thread-safe.
 */
public final class EscalationWork {
    private static final Logger LOG = LoggerFactory.getLogger(EscalationWork.class);
    private static final int SLICE = 200;
    private static final Duration AFTER_FAULT = Duration.ofMinutes(1);

    private final Messaging messaging;
    private final Escalating escalating;
    private final NotificationPlanning planning;
    private final Snoozes snoozes;

    /** Work by these rules. */
    public EscalationWork(Messaging messaging) {
        this.messaging = messaging;
        escalating = new Escalating(messaging.settings());
        planning = new NotificationPlanning(messaging);
        snoozes = new Snoozes(messaging.catalogues());
    }

    /** Takes up one slice of what is due; returns how many that was. */
    public int handleDue(Store store, Instant now) {
        MspId msp = messaging.msp();
        Instant next = store.read(session -> session.escalations().nextDue(msp));
        if (next == null || next.isAfter(now)) {
            return 0;
        }
        try {
            return store.write(session -> {
                List<Escalation> due = session.escalations().due(msp, now, SLICE);
                Map<Long, Incident> incidents = session.incidents()
                        .get(due.stream().map(Escalation::incidentId).toList());
                due.forEach(one -> handle(session, one, incident(incidents, one), now));
                return due.size();
            });
        } catch (RuntimeException e) {
            LOG.error("a slice of due escalations failed; they are taken up one by one", e);
            return handleOneByOne(store, msp, now);
        }
    }

    /** One escalation that cannot be carried out must not hold up the others; it is tried again a while later. */
    private int handleOneByOne(Store store, MspId msp, Instant now) {
        int handled = 0;
        for (Escalation due : store.read(session -> session.escalations().due(msp, now, SLICE))) {
            long id = due.incidentId();
            try {
                store.write(session -> {
                    Escalation one = latest(session, id);
                    handle(session, one, StoredIncident.of(session, id), now);
                    return true;
                });
                handled++;
            } catch (RuntimeException e) {
                LOG.error("the escalation of incident {} could not be carried out", id, e);
                putOff(store, id, now);
            }
        }
        return handled;
    }

    private static void putOff(Store store, long id, Instant now) {
        try {
            store.write(session -> {
                Escalation one = latest(session, id);
                session.escalations()
                        .save(List.of(one.change().dueAt(now.plus(AFTER_FAULT)).done()));
                return true;
            });
        } catch (RuntimeException e) {
            LOG.error("the escalation of incident {} could not be put off", id, e);
        }
    }

    private static Escalation latest(StoreSession session, long id) {
        Escalation found = session.escalations().get(List.of(id)).get(id);
        if (found == null) {
            throw new IllegalStateException("the escalation of incident " + id + " is not in the store");
        }
        return found;
    }

    private static Incident incident(Map<Long, Incident> incidents, Escalation escalation) {
        Incident incident = incidents.get(escalation.incidentId());
        if (incident == null) {
            throw new IllegalStateException("incident " + escalation.incidentId() + " is not in the store");
        }
        return incident;
    }

    private void handle(StoreSession session, Escalation due, Incident incident, Instant now) {
        EscalationGround ground = new EscalationGround(
                incident,
                snoozes.end(session, incident, now).orElse(null),
                acknowledgedAtSource(session, due, incident));
        Escalation own = StoredEscalation.withOwnCode(session, due);
        Escalating.Decided decided =
                escalating.decide(held(session, own, incident), ground, messaging.plan(session), now);
        Escalation after = decided.after();
        Telling telling = decided.telling();
        if (telling != null && after.code() == null) {
            // Without a code people are told all the same.
            String code = IncidentCodes.free(
                            incident.id(),
                            after.epoch(),
                            codes -> session.escalations().named(messaging.msp(), codes),
                            now)
                    .orElse(null);
            after = after.change().code(code).done();
        }
        session.escalations().save(List.of(after));
        if (telling != null) {
            planning.plan(session, incident, telling, now);
        }
        if (due.phase() != after.phase() || due.epoch() != after.epoch()) {
            StoredIncident.tell(session, incident, now, "telling people is " + after.phase() + ": " + after.reason());
        }
    }

    /** The escalation, in a new epoch if whoever acknowledged it is not active any more: nobody would hear of it again. */
    private Escalation held(StoreSession session, Escalation escalation, Incident incident) {
        Acknowledgement acknowledgement = escalation.acknowledgement();
        String technicianId = acknowledgement == null ? null : acknowledgement.technicianId();
        boolean left = technicianId != null
                && incident.state().live()
                && session.technicians()
                        .get(messaging.msp(), technicianId)
                        .filter(kept -> kept.technician().status() == TechnicianStatus.ACTIVE)
                        .isEmpty();
        return acknowledgement != null && left
                ? escalation
                        .change()
                        .nextEpoch()
                        .policyId(null)
                        .phase(
                                EscalationPhase.TELLING,
                                acknowledgement.name() + ", who acknowledged it, takes no alerts now")
                        .done()
                : escalation;
    }

    private static boolean acknowledgedAtSource(StoreSession session, Escalation escalation, Incident incident) {
        Acknowledgement known = escalation.acknowledgement();
        boolean matters = known == null || known.via() == Via.SOURCE;
        return matters
                && incident.active() > 0
                && session.incidents().members().acknowledged(incident.id()) >= incident.active();
    }
}
