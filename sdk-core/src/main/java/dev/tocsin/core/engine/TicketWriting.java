package dev.tocsin.core.engine;

import dev.tocsin.core.company.Company;
import dev.tocsin.core.company.CompanyMapping;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.incident.Member;
import dev.tocsin.core.incident.OwnNotes;
import dev.tocsin.core.incident.TextFacts;
import dev.tocsin.core.incident.TicketText;
import dev.tocsin.core.intake.Catalogue;
import dev.tocsin.core.intake.Catalogues;
import dev.tocsin.core.intent.Intent;
import dev.tocsin.core.intent.IntentBody;
import dev.tocsin.core.psa.TicketDraft;
import dev.tocsin.core.rule.IntegrationRule;
import dev.tocsin.core.store.StoreSession;
import dev.tocsin.core.store.Stored;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns what is decided about a ticket into planned intents with their texts, and moves the incident on. Writes nothing
 * outside. Thread-safe.
 */
public final class TicketWriting {
    private final Catalogues catalogues;
    private final References references;

    /**
     * Writing by these rules.
     *
     * @param catalogues the configuration that a new ticket is made by
     * @param references where the references of tickets and the markers of notes come from
     */
    public TicketWriting(Catalogues catalogues, References references) {
        this.catalogues = catalogues;
        this.references = references;
    }

    /** Plans the incident's ticket; without its company or rule it is quarantined, mapped elsewhere it goes on there. */
    void openTicket(StoreSession session, Incident incident, String reason, Instant now) {
        Catalogue catalogue = catalogues.inForce(session, incident.msp());
        Company company = catalogue.company(incident.companyId()).orElse(null);
        CompanyMapping mapping = catalogue.mapping(incident.companyId()).orElse(null);
        Stored<IntegrationRule> rule = catalogue.rule(incident.ruleId()).orElse(null);
        List<Member> members = session.incidents().members().of(incident.id(), false, TicketText.NAMED_MEMBERS);
        if (company == null || mapping == null || rule == null || members.isEmpty()) {
            Endings.end(
                    session,
                    incident,
                    IncidentState.QUARANTINED,
                    rule == null
                            ? "rule '" + incident.ruleId() + "' does not exist any more"
                            : "company '" + incident.companyId() + "' is not mapped any more",
                    now);
            return;
        }
        if (!mapping.connectionId().equals(incident.connectionId())) {
            Endings.moveTo(session, incident, mapping.connectionId(), now);
            return;
        }
        IntegrationRule item = rule.item();
        Severity severity = incident.severity();
        TextFacts facts = new TextFacts(
                incident,
                company.name(),
                item.name(),
                members,
                incident.members(),
                true,
                events(session, incident),
                0,
                "");
        TicketDraft draft = new TicketDraft(
                references.ticket(),
                TicketText.summary(item.templates(), facts),
                mapping.psaCompany(),
                mapping.site(),
                item.openStatus(),
                item.priorityFor(severity),
                TicketText.firstNote(item.templates(), facts),
                item.noteType(),
                item.psaFields());
        IntentOrder.plan(session, incident, new IntentBody.CreateTicket(draft), now);
        session.incidents().members().markTold(incident.id());
        StoredIncident.save(
                session,
                incident.change()
                        .state(IncidentState.OPENING, reason)
                        .ruleRevision(rule.revision())
                        .waitUntil(null)
                        .noteDueAt(null)
                        .lastNoteAt(now)
                        .done());
        StoredIncident.tell(
                session, incident, now, reason + "; a ticket is created under the reference " + draft.reference());
    }

    /** Plans a note about what changed, if there is anything to tell. */
    void writeNote(StoreSession session, Incident incident, Instant now) {
        Incident.Change change = incident.change();
        IntentBody.AddNote note = updateNote(session, incident);
        if (note != null) {
            IntentOrder.plan(session, incident, note, now);
            change.lastNoteAt(now);
        }
        StoredIncident.save(session, change.noteDueAt(null).done());
    }

    /** Plans the closing note and the close behind it. */
    void closeTicket(StoreSession session, Incident incident, String reason, Instant now) {
        IntegrationRule rule = rule(session, incident);
        String ticketId = ticket(incident);
        IntentOrder.plan(session, incident, closingNote(session, incident, reason), now);
        IntentOrder.plan(
                session, incident, new IntentBody.CloseTicket(ticketId, rule.openStatus(), rule.closedStatus()), now);
        Endings.end(session, incident, IncidentState.CLOSING, reason, now);
    }

    /** Plans the last note of a ticket that is left open, since its close is up to people. */
    void leaveToPeople(StoreSession session, Incident incident, String reason, Instant now) {
        IntentOrder.plan(session, incident, closingNote(session, incident, reason), now);
        Endings.end(session, incident, IncidentState.OPEN, reason, now);
    }

    /** A note that a second ticket is closed, then its close, behind whatever else is open for the incident. */
    void planTwinClose(StoreSession session, Incident incident, String twinId, String keptId, Instant now) {
        String marker = references.marker();
        IntegrationRule rule = rule(session, incident);
        IntentOrder.plan(
                session,
                incident,
                new IntentBody.AddNote(twinId, TicketText.twinNote(keptId, marker), marker, rule.noteType()),
                now);
        IntentOrder.plan(session, incident, new IntentBody.CloseTwin(twinId, rule.closedStatus()), now);
    }

    private IntentBody.@Nullable AddNote updateNote(StoreSession session, Incident incident) {
        IntegrationRule rule = rule(session, incident);
        TextFacts facts = changes(session, incident, rule, "");
        if (facts.members().isEmpty()) {
            return null;
        }
        String marker = references.marker();
        return note(session, incident, rule, TicketText.updateNote(rule.templates(), facts, marker), marker);
    }

    private IntentBody.AddNote closingNote(StoreSession session, Incident incident, String why) {
        IntegrationRule rule = rule(session, incident);
        TextFacts facts = changes(session, incident, rule, why);
        String marker = references.marker();
        return note(session, incident, rule, TicketText.closingNote(rule.templates(), facts, marker), marker);
    }

    private static IntentBody.AddNote note(
            StoreSession session, Incident incident, IntegrationRule rule, String text, String marker) {
        session.incidents().members().markTold(incident.id());
        return new IntentBody.AddNote(ticket(incident), text, marker, rule.noteType());
    }

    /** What a note about the changes of an incident speaks of. */
    private TextFacts changes(StoreSession session, Incident incident, IntegrationRule rule, String reason) {
        List<Member> changed = session.incidents().members().of(incident.id(), true, TicketText.COUNTED_MEMBERS + 1);
        int counted = Math.min(changed.size(), TicketText.COUNTED_MEMBERS);
        return new TextFacts(
                incident,
                catalogues
                        .inForce(session, incident.msp())
                        .company(incident.companyId())
                        .map(Company::name)
                        .orElse(incident.companyId()),
                rule.name(),
                changed,
                counted,
                counted == changed.size(),
                events(session, incident),
                0,
                reason);
    }

    private static long events(StoreSession session, Incident incident) {
        return session.incidents().members().eventCounts(List.of(incident.id())).getOrDefault(incident.id(), 0L);
    }

    /** The notes that were planned for an incident's tickets, their first notes included. */
    static OwnNotes ownNotes(StoreSession session, long incidentId) {
        List<String> texts = new ArrayList<>();
        for (Intent intent : session.intents().of(incidentId)) {
            if (intent.body() instanceof IntentBody.AddNote note) {
                texts.add(note.text());
            } else if (intent.body() instanceof IntentBody.CreateTicket create) {
                texts.add(create.draft().firstNote());
            }
        }
        return OwnNotes.of(texts);
    }

    private static String ticket(Incident incident) {
        String ticketId = incident.ticketId();
        if (ticketId == null) {
            throw new IllegalStateException(
                    "incident " + incident.id() + " is " + incident.state() + " and has no ticket");
        }
        return ticketId;
    }

    /** The rule that an incident's ticket was made with. */
    private static IntegrationRule rule(StoreSession session, Incident incident) {
        return session.configuration()
                .rule(incident.msp(), incident.ruleId(), incident.ruleRevision())
                .orElseThrow(() -> new IllegalStateException("revision " + incident.ruleRevision() + " of rule '"
                        + incident.ruleId() + "' is not in the store"));
    }
}
