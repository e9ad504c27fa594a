package dev.tocsin.core.engine;

import dev.tocsin.core.company.Company;
import dev.tocsin.core.escalation.Escalation;
import dev.tocsin.core.escalation.OpenIncident;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.Member;
import dev.tocsin.core.incident.TicketText;
import dev.tocsin.core.intake.Catalogues;
import dev.tocsin.core.people.PersonRef;
import dev.tocsin.core.store.StoreSession;
import java.util.ArrayList;
import java.util.List;

/** Which incidents people were told of, and how these are shown to them. Thread-safe. */
public final class ToldIncidents {
    /** The most characters of a title. */
    private static final int TITLE = 100;

    private final Catalogues catalogues;

    /** Shows companies by the names that the configuration has. */
    public ToldIncidents(Catalogues catalogues) {
        this.catalogues = catalogues;
    }

    /** The incidents, not over, of which a person was told, the latest told first. */
    public List<OpenIncident> open(StoreSession session, PersonRef person) {
        List<OpenIncident> open = new ArrayList<>();
        for (long id : session.notifications().openIncidents(person)) {
            Incident incident = StoredIncident.of(session, id);
            if (incident.msp().equals(person.msp()) && incident.state().live()) {
                open.add(shown(session, incident));
            }
        }
        return open;
    }

    /** An incident as people are shown it, over or not. */
    public OpenIncident shown(StoreSession session, Incident incident) {
        Escalation escalation = StoredEscalation.find(session, incident.id()).orElse(null);
        String title = session.incidents().members().of(incident.id(), false, 1).stream()
                .findFirst()
                .map(Member::title)
                .orElse(incident.category().label());
        return new OpenIncident(
                incident.id(),
                Acknowledging.label(incident, escalation),
                TicketText.cut(title.replaceAll("\\s+", " ").strip(), TITLE),
                catalogues
                        .inForce(session, incident.msp())
                        .company(incident.companyId())
                        .map(Company::name)
                        .orElse(incident.companyId()),
                incident.severity(),
                incident.ticketId(),
                escalation != null && escalation.acknowledgement() != null);
    }

    /** Whether a person was told of an incident, or may have been, in whatever epoch. */
    static boolean isTold(StoreSession session, long incidentId, PersonRef person) {
        return session.notifications().ofIncident(incidentId).stream()
                .anyMatch(notification -> notification.person().equals(person) && notification.toldAt() != null);
    }
}
