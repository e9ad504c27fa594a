package dev.tocsin.core.engine;

import dev.tocsin.core.escalation.Escalating;
import dev.tocsin.core.escalation.Escalation;
import dev.tocsin.core.escalation.EscalationPhase;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.store.StoreSession;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The escalation of an incident as the store has it, within one session. */
final class StoredEscalation {
    private StoredEscalation() {}

    /** The escalation of an incident; empty if nobody has looked at the incident yet. */
    static Optional<Escalation> find(StoreSession session, long incidentId) {
        return Optional.ofNullable(
                session.escalations().get(List.of(incidentId)).get(incidentId));
    }

    /**
     * The escalation of an incident, brought to the epoch that the incident is in by now, should nobody have looked at it since: what a
     * person does belongs to that epoch. Empty if there is none.
     */
    static Optional<Escalation> settled(StoreSession session, Incident incident) {
        Optional<Escalation> found = find(session, incident.id());
        Optional<Escalation> settled = found.map(one -> Escalating.upToDate(withOwnCode(session, one), incident));
        if (settled.equals(found)) {
            return found;
        }
        settled.ifPresent(one -> session.escalations().save(List.of(one)));
        return find(session, incident.id());
    }

    /**
     * An escalation that may go on: if it is over, another may have had its code since, and who answers that one's message must not
     * mean this one, though that may be over as well.
     */
    static Escalation withOwnCode(StoreSession session, Escalation escalation) {
        String code = escalation.code();
        if (code == null || escalation.phase() != EscalationPhase.ENDED) {
            return escalation;
        }
        Escalation named =
                session.escalations().named(escalation.msp(), List.of(code)).get(code);
        return named == null || named.incidentId() == escalation.incidentId()
                ? escalation
                : escalation.change().code(null).done();
    }

    /**
     * Changes the escalation of an incident and has it looked at now; begins it if there is none. To be called after all changes of
     * the incident itself, since the store may change the escalation with each of these.
     */
    static void change(StoreSession session, Incident incident, UnaryOperator<Escalation.Change> changes, Instant now) {
        Escalation known = find(session, incident.id()).orElseGet(() -> Escalation.begun(incident, now));
        session.escalations()
                .save(List.of(changes.apply(known.change()).dueAt(now).done()));
    }
}
