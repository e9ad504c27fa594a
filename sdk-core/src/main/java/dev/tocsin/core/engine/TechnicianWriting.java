package dev.tocsin.core.engine;

import dev.tocsin.core.escalation.Acknowledgement;
import dev.tocsin.core.escalation.ClosingWish;
import dev.tocsin.core.escalation.Escalation;
import dev.tocsin.core.escalation.EscalationPhase;
import dev.tocsin.core.escalation.Via;
import dev.tocsin.core.incident.Decision;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.incident.Observation;
import dev.tocsin.core.incident.TicketFacts.Link;
import dev.tocsin.core.incident.TicketText;
import dev.tocsin.core.intake.Catalogues;
import dev.tocsin.core.intent.Intent;
import dev.tocsin.core.intent.IntentBody;
import dev.tocsin.core.intent.IntentState;
import dev.tocsin.core.people.Technician;
import dev.tocsin.core.rule.IntegrationRule;
import dev.tocsin.core.store.StoreSession;
import dev.tocsin.core.store.TechnicianStore;
import dev.tocsin.core.storm.StormPolicy;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;

/**
 * Plans what a technician's acknowledgement and close write to a ticket, at once or, if there is none yet, in the transaction in which
 * it is opened. Writes nothing outside. Thread-safe.
 */
final class TechnicianWriting {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm'Z'").withZone(ZoneOffset.UTC);

    private final Catalogues catalogues;
    private final References references;
    private final StormPolicy storm;

    TechnicianWriting(Catalogues catalogues, References references, StormPolicy storm) {
        this.catalogues = catalogues;
        this.references = references;
        this.storm = storm;
    }

    /** Who did something, how and when, such as {@code Ann Lee by SMS 12:03Z}. */
    static String by(String name, Via via, Instant at) {
        return name + " by " + via.words() + " " + TIME.format(at);
    }

    static String acknowledgedBy(Acknowledgement acknowledgement) {
        return "acknowledged by " + by(acknowledgement.name(), acknowledgement.via(), acknowledgement.at());
    }

    private static String sentence(Acknowledgement acknowledgement) {
        return "A" + acknowledgedBy(acknowledgement).substring(1);
    }

    static String closedBy(ClosingWish wish) {
        return "closed by " + by(wish.name(), wish.via(), wish.at());
    }

    /** Whether an acknowledgement can be written to the incident's ticket now, or waits for it. */
    static boolean hasTicketNow(Incident incident) {
        return incident.ticketId() != null && incident.state() != IncidentState.REOPENING;
    }

    /** Plans the note, the owner and the status of an acknowledgement, for a ticket that is there. */
    void acknowledged(StoreSession session, Incident incident, Acknowledgement acknowledgement, Instant now) {
        Link link = incident.facts().link();
        if (link == Link.READ_ONLY) {
            return;
        }
        String ticketId = TicketWriting.ticket(incident);
        IntegrationRule rule = catalogues.ruleOf(session, incident);
        note(session, incident, rule, sentence(acknowledgement), now);
        String technicianId = acknowledgement.technicianId();
        if (technicianId != null) {
            session.technicians()
                    .get(incident.msp(), technicianId)
                    .map(TechnicianStore.Kept::technician)
                    .flatMap(Technician::psaMember)
                    .ifPresent(member ->
                            IntentOrder.plan(session, incident, new IntentBody.SetOwner(ticketId, member), now));
        }
        String status = rule.policy().acknowledgedStatus();
        String from = TicketWriting.openStatus(session, incident, rule.openStatus());
        if (status != null && link == Link.OWN && !status.equalsIgnoreCase(from)) {
            IntentOrder.plan(session, incident, new IntentBody.SetStatus(ticketId, from, status), now);
        }
    }

    /** Plans a note of a person's act; it tells nothing of what changed, and what did is still to be told. */
    private void note(StoreSession session, Incident incident, IntegrationRule rule, String text, Instant now) {
        String marker = references.marker();
        IntentOrder.plan(
                session,
                incident,
                new IntentBody.AddNote(
                        TicketWriting.ticket(incident), TicketText.personsNote(text, marker), marker, rule.noteType()),
                now);
        Incident stored = StoredIncident.of(session, incident.id());
        StoredIncident.save(
                session,
                stored.change()
                        .place(stored.place().noted(storm.notesPerHour(), now))
                        .done());
    }

    /** Closes an incident for a technician, and plans the note and the close of its ticket if it has one that is its own. */
    void close(StoreSession session, Incident incident, ClosingWish wish, Instant now) {
        if (incident.ticketId() == null) {
            endWithoutTicket(session, incident, wish, now);
            return;
        }
        String ticketId = TicketWriting.ticket(incident);
        IntegrationRule rule = catalogues.ruleOf(session, incident);
        boolean project = incident.facts().link() == Link.READ_ONLY;
        boolean others = isUsedByOthers(session, incident);
        boolean shared = others || incident.facts().link() == Link.SHARED;
        String left = project
                ? "; ticket #" + ticketId + " is one of a project and is left as it is"
                : shared
                        ? "; ticket #" + ticketId + " stays open, since "
                                + (others
                                        ? "others use it"
                                        : ticketId.equals(incident.facts().attachTo())
                                                ? "an event named it"
                                                : "it was not made for this incident")
                        : "";
        Decision decision = Observation.closedByTechnician(
                incident, rule.closedStatus(), rule.policy(), closedBy(wish) + left, now);
        if (incident.state() == IncidentState.REOPENING) {
            // Whoever closes what is coming back knows of it; only what comes later is new to people.
            session.incidents().members().markTold(incident.id());
        }
        if (decision instanceof Decision.ReplaceTicket replace) {
            Endings.replaceTicket(session, incident, replace, now);
        } else {
            Endings.acceptPersonsClose(session, incident, (Decision.AcceptPersonsClose) decision, now);
        }
        Incident ended = StoredIncident.of(session, incident.id());
        if (!project) {
            note(session, ended, rule, "C" + ended.reason().substring(1), now);
        }
        if (!project && !shared) {
            IntentOrder.plan(session, ended, new IntentBody.CloseForPerson(ticketId, rule.closedStatus()), now);
        }
        over(session, incident, now);
    }

    /** Whether another live incident has the ticket, whatever it is to it. */
    static boolean isUsedByOthers(StoreSession session, Incident incident) {
        String ticketId = incident.ticketId();
        return ticketId != null
                && session.incidents().linkedTo(incident.msp(), incident.connectionId(), ticketId).stream()
                        .anyMatch(other -> other.id() != incident.id());
    }

    private void endWithoutTicket(StoreSession session, Incident incident, ClosingWish wish, Instant now) {
        IntegrationRule rule = catalogues.ruleOf(session, incident);
        Decision decision = Observation.closedByTechnician(
                incident, rule.closedStatus(), rule.policy(), closedBy(wish) + " before it had a ticket", now);
        if (decision instanceof Decision.ReplaceTicket replace) {
            Endings.replaceTicket(session, incident, replace, now);
        } else {
            Endings.acceptWithoutTicket(session, incident, (Decision.AcceptPersonsClose) decision, now);
        }
        over(session, incident, now);
    }

    private static void over(StoreSession session, Incident incident, Instant now) {
        StoredEscalation.change(
                session,
                incident,
                change -> change.phase(EscalationPhase.ENDED, "its incident was closed")
                        .closingWish(null)
                        .endedAt(now),
                now);
    }

    /** Keeps an acknowledgement to be planned once there is a ticket, though people may be told anew before. */
    static void leaveForTicket(StoreSession session, Incident incident, Acknowledgement acknowledgement, Instant now) {
        Escalation escalation = StoredEscalation.find(session, incident.id()).orElseThrow();
        if (!escalation.unwritten().contains(acknowledgement)) {
            List<Acknowledgement> unwritten = Stream.concat(escalation.unwritten().stream(), Stream.of(acknowledgement))
                    .toList();
            StoredEscalation.change(session, incident, change -> change.unwritten(unwritten), now);
        }
    }

    /** Plans what technicians did before there was a ticket, now that it is open; a wish to close is carried out last. */
    void ticketOpened(StoreSession session, long incidentId, Instant now) {
        Escalation escalation = StoredEscalation.find(session, incidentId).orElse(null);
        if (escalation == null || escalation.phase() == EscalationPhase.ENDED) {
            return;
        }
        for (Acknowledgement acknowledgement : escalation.unwritten()) {
            acknowledged(session, StoredIncident.of(session, incidentId), acknowledgement, now);
        }
        if (!escalation.unwritten().isEmpty()) {
            StoredEscalation.change(
                    session, StoredIncident.of(session, incidentId), change -> change.unwritten(List.of()), now);
        }
        ClosingWish wish = escalation.closingWish();
        if (wish != null) {
            close(session, StoredIncident.of(session, incidentId), wish, now);
        }
    }

    /**
     * Whether something that a person's acknowledgement writes to the incident's ticket is planned and not under way. That of its
     * source writes nothing.
     */
    boolean isUnwritten(StoreSession session, Incident incident) {
        Acknowledgement acknowledgement = StoredEscalation.find(session, incident.id())
                .map(Escalation::acknowledgement)
                .filter(known -> known.via() != Via.SOURCE)
                .orElse(null);
        return acknowledgement != null
                && session.intents().openOf(incident.id()).stream()
                        .filter(intent ->
                                intent.state() == IntentState.PLANNED || intent.state() == IntentState.WAITING)
                        .map(Intent::body)
                        .anyMatch(body -> body instanceof IntentBody.SetOwner
                                || body instanceof IntentBody.SetStatus
                                || (body instanceof IntentBody.AddNote note
                                        && note.text()
                                                .equals(TicketText.personsNote(
                                                        sentence(acknowledgement), note.marker()))));
    }

    /** Plans what an acknowledgement writes for the ticket that the incident has now, as nothing of it is planned any more. */
    void writeAnew(StoreSession session, Incident incident, Instant now) {
        StoredEscalation.find(session, incident.id())
                .map(Escalation::acknowledgement)
                .ifPresent(acknowledgement -> leaveForTicket(session, incident, acknowledgement, now));
        if (hasTicketNow(incident)) {
            ticketOpened(session, incident.id(), now);
        }
    }

    /**
     * Ends an incident whose close a technician wished for, since it gets no ticket now.
     *
     * @return whether it did
     */
    boolean noTicket(StoreSession session, long incidentId, Instant now) {
        ClosingWish wish = StoredEscalation.find(session, incidentId)
                .map(Escalation::closingWish)
                .orElse(null);
        if (wish == null) {
            return false;
        }
        close(session, StoredIncident.of(session, incidentId), wish, now);
        return true;
    }
}
