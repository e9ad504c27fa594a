package dev.tocsin.core.engine;

import dev.tocsin.core.company.Company;
import dev.tocsin.core.company.CompanyMapping;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.incident.Decision;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.incident.Member;
import dev.tocsin.core.incident.OwnNotes;
import dev.tocsin.core.incident.TextFacts;
import dev.tocsin.core.incident.TicketFacts;
import dev.tocsin.core.incident.TicketText;
import dev.tocsin.core.intake.Catalogue;
import dev.tocsin.core.intake.Catalogues;
import dev.tocsin.core.intent.Intent;
import dev.tocsin.core.intent.IntentBody;
import dev.tocsin.core.intent.IntentState;
import dev.tocsin.core.psa.TicketDraft;
import dev.tocsin.core.rule.IntegrationRule;
import dev.tocsin.core.store.StoreSession;
import dev.tocsin.core.store.Stored;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Turns what is decided about a ticket into planned intents with their texts, and moves the incident on. Writes nothing
 * outside. Thread-safe.
 */
public final class TicketWriting {
    private final Catalogues catalogues;
    private final References references;
    private final TicketDetails details;

    /**
     * Writing by these rules.
     *
     * @param catalogues the configuration that a new ticket is made by
     * @param references where the references of tickets and the markers of notes come from
     */
    public TicketWriting(Catalogues catalogues, References references) {
        this.catalogues = catalogues;
        this.references = references;
        details = new TicketDetails(catalogues);
    }

    /** Plans the incident's ticket, as its rule has it now; mapped elsewhere meanwhile, it goes on there. */
    void openTicket(StoreSession session, Incident incident, String reason, Instant now) {
        Catalogue catalogue = catalogues.inForce(session, incident.msp());
        Company company = catalogue.company(incident.companyId()).orElseThrow();
        CompanyMapping mapping = catalogue.mapping(incident.companyId()).orElseThrow();
        Stored<IntegrationRule> rule = catalogue.rule(incident.ruleId()).orElseThrow();
        if (!mapping.connectionId().equals(incident.connectionId())) {
            Successions.moveTo(session, incident, mapping.connectionId(), now);
            return;
        }
        List<Member> members = session.incidents().members().of(incident.id(), false, TicketText.NAMED_MEMBERS);
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
                        .facts(incident.facts().priority(draft.priority(), severity))
                        .done());
        StoredIncident.tell(
                session, incident, now, reason + "; a ticket is created under the reference " + draft.reference());
    }

    /** Plans a look at the ticket that is to become the incident's. */
    void attachToTicket(StoreSession session, Incident incident, Decision.AttachToTicket attach, Instant now) {
        Catalogue catalogue = catalogues.inForce(session, incident.msp());
        CompanyMapping mapping = catalogue.mapping(incident.companyId()).orElseThrow();
        if (!mapping.connectionId().equals(incident.connectionId())) {
            Successions.moveTo(session, incident, mapping.connectionId(), now);
            return;
        }
        IntentOrder.plan(
                session, incident, new IntentBody.AttachToTicket(attach.ticketId(), mapping.psaCompany()), now);
        int revision = catalogue.rule(incident.ruleId()).orElseThrow().revision();
        StoredIncident.save(
                session,
                incident.change()
                        .state(IncidentState.OPENING, attach.reason())
                        .ruleRevision(revision)
                        .waitUntil(null)
                        .noteDueAt(null)
                        .done());
        StoredIncident.tell(session, incident, now, attach.reason());
    }

    /** Plans what belongs to a ticket that was just opened. */
    void ticketOpened(StoreSession session, Incident incident, Instant now) {
        details.opened(session, incident, now);
    }

    /** Plans the configurations of an incident's assets that its ticket does not have yet. */
    void attachConfigurations(StoreSession session, Incident incident, Instant now) {
        details.attachConfigurations(session, incident, now);
    }

    /** Plans a note about what changed, if there is anything to tell, a new priority, and what belongs to new members. */
    void writeNote(StoreSession session, Incident incident, @Nullable String priority, Instant now) {
        Incident.Change change = incident.change();
        details.attachConfigurations(session, incident, now);
        String before = incident.facts().priority();
        if (priority != null && before != null) {
            IntentOrder.plan(session, incident, new IntentBody.SetPriority(ticket(incident), before, priority), now);
            change.facts(incident.facts().priority(priority, incident.severity()));
        }
        IntentBody.AddNote note = updateNote(session, incident);
        if (note != null) {
            IntentOrder.plan(session, incident, note, now);
            change.lastNoteAt(now);
        }
        StoredIncident.save(session, change.noteDueAt(null).done());
    }

    /** Plans the closing note and the close behind it; a ticket that others still need is left to them. */
    void closeTicket(StoreSession session, Incident incident, String reason, Instant now) {
        if (Openings.isNeededByOthers(session, incident)) {
            leaveToPeople(session, incident, reason + "; other groups still need the ticket", now);
            return;
        }
        IntegrationRule rule = catalogues.ruleOf(session, incident);
        String ticketId = ticket(incident);
        IntentOrder.plan(session, incident, closingNote(session, incident, reason), now);
        IntentOrder.plan(
                session,
                incident,
                new IntentBody.CloseTicket(
                        ticketId, openStatus(session, incident, rule.openStatus()), rule.closedStatus()),
                now);
        Endings.end(session, incident, IncidentState.CLOSING, reason, now);
    }

    /** The open status that we set last on the incident's ticket, whatever its rule says by now. */
    private static String openStatus(StoreSession session, Incident incident, String otherwise) {
        String last = otherwise;
        for (Intent intent : session.intents().of(incident.id())) {
            boolean done = intent.state() == IntentState.DONE;
            if (done
                    && intent.body() instanceof IntentBody.CreateTicket create
                    && ticket(incident).equals(intent.resultId())) {
                last = create.draft().status();
            } else if (done
                    && intent.body() instanceof IntentBody.ReopenTicket reopen
                    && ticket(incident).equals(reopen.ticketId())) {
                last = reopen.openStatus();
            }
        }
        return last;
    }

    /** The status that we closed the incident's ticket with last, whatever its rule says by now. */
    private static String closedStatus(StoreSession session, Incident incident, String otherwise) {
        String last = otherwise;
        for (Intent intent : session.intents().of(incident.id())) {
            if (intent.state() == IntentState.DONE
                    && intent.body() instanceof IntentBody.CloseTicket close
                    && ticket(incident).equals(close.ticketId())) {
                last = close.closedStatus();
            }
        }
        return last;
    }

    /** Plans the last note of a ticket that is left open, since its close is up to people. */
    void leaveToPeople(StoreSession session, Incident incident, String reason, Instant now) {
        IntentOrder.plan(session, incident, closingNote(session, incident, reason), now);
        Endings.end(session, incident, IncidentState.OPEN, reason, now);
    }

    /** Plans that a closed ticket is opened again, and a note behind it. */
    void reopenTicket(StoreSession session, Incident incident, String reason, Instant now) {
        IntegrationRule rule = catalogues.ruleOf(session, incident);
        boolean closedByUs = incident.state() == IncidentState.REOPENING;
        IntentOrder.plan(
                session,
                incident,
                new IntentBody.ReopenTicket(
                        ticket(incident),
                        closedByUs ? closedStatus(session, incident, rule.closedStatus()) : null,
                        rule.openStatus()),
                now);
        String marker = references.marker();
        TextFacts facts = changes(session, incident, rule, "");
        IntentOrder.plan(
                session,
                incident,
                note(session, incident, rule, TicketText.reopeningNote(rule.templates(), facts, marker), marker),
                now);
        StoredIncident.save(
                session,
                incident.change()
                        .state(IncidentState.REOPENING, reason)
                        .waitUntil(null)
                        .noteDueAt(null)
                        .lastNoteAt(now)
                        .done());
        StoredIncident.tell(session, incident, now, reason + "; ticket #" + incident.ticketId() + " is reopened");
    }

    /** Links the incident to the ticket that its own was merged into, with a note there. */
    void followMerge(StoreSession session, Incident incident, Decision.FollowMerge merge, Instant now) {
        Endings.cancel(session, incident, body -> !(body instanceof IntentBody.CloseTwin), merge.reason(), now);
        Incident linked = Openings.notClosing(incident, merge.reason(), now)
                .ticketId(merge.ticketId())
                .facts(incident.facts().link(TicketFacts.Link.SHARED).priority(null, null))
                .done();
        if (linked.state().hasOpenTicket()) {
            String marker = references.marker();
            IntegrationRule rule = catalogues.ruleOf(session, incident);
            TextFacts facts = changes(session, linked, rule, "");
            String text = TicketText.mergedNote(rule.templates(), facts, ticket(incident), marker);
            IntentOrder.plan(session, linked, note(session, linked, rule, text, marker), now);
            linked = linked.change().lastNoteAt(now).noteDueAt(null).done();
        }
        StoredIncident.save(session, linked);
        StoredIncident.tell(session, incident, now, merge.reason());
        IntentOrder.releaseNext(session, incident.id(), now);
    }

    /** Plans a note that says why a ticket could not be closed as its rule says. */
    void writeQuestion(StoreSession session, Incident incident, String question, Instant now) {
        String marker = references.marker();
        IntentOrder.plan(
                session,
                incident,
                note(
                        session,
                        incident,
                        catalogues.ruleOf(session, incident),
                        TicketText.questionNote(question, marker),
                        marker),
                now);
    }

    /** A note that a second ticket is closed, then its close, behind whatever else is open for the incident. */
    void planTwinClose(StoreSession session, Incident incident, String twinId, String keptId, Instant now) {
        String marker = references.marker();
        IntegrationRule rule = catalogues.ruleOf(session, incident);
        IntentOrder.plan(
                session,
                incident,
                new IntentBody.AddNote(twinId, TicketText.twinNote(keptId, marker), marker, rule.noteType()),
                now);
        IntentOrder.plan(session, incident, new IntentBody.CloseTwin(twinId, rule.closedStatus()), now);
    }

    private IntentBody.@Nullable AddNote updateNote(StoreSession session, Incident incident) {
        IntegrationRule rule = catalogues.ruleOf(session, incident);
        TextFacts facts = changes(session, incident, rule, "");
        if (facts.members().isEmpty()) {
            return null;
        }
        String marker = references.marker();
        return note(session, incident, rule, TicketText.updateNote(rule.templates(), facts, marker), marker);
    }

    private IntentBody.AddNote closingNote(StoreSession session, Incident incident, String why) {
        IntegrationRule rule = catalogues.ruleOf(session, incident);
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
                reason);
    }

    private static long events(StoreSession session, Incident incident) {
        return session.incidents().members().eventCounts(List.of(incident.id())).getOrDefault(incident.id(), 0L);
    }

    /** The notes that were planned for the ticket of an incident, for it and for others that use the same ticket. */
    static OwnNotes ownNotes(StoreSession session, Incident incident) {
        Set<Long> incidents = new TreeSet<>(Set.of(incident.id()));
        session.incidents()
                .linkedTo(incident.msp(), incident.connectionId(), ticket(incident))
                .forEach(other -> incidents.add(other.id()));
        List<String> texts = new ArrayList<>();
        for (long id : incidents) {
            for (Intent intent : session.intents().of(id)) {
                if (intent.body() instanceof IntentBody.AddNote note) {
                    texts.add(note.text());
                } else if (intent.body() instanceof IntentBody.CreateTicket create) {
                    texts.add(create.draft().firstNote());
                }
            }
        }
        return OwnNotes.of(texts);
    }

    static String ticket(Incident incident) {
        String ticketId = incident.ticketId();
        if (ticketId == null) {
            throw new IllegalStateException(
                    "incident " + incident.id() + " is " + incident.state() + " and has no ticket");
        }
        return ticketId;
    }
}
