package dev.tocsin.core.engine;

import dev.tocsin.core.company.Company;
import dev.tocsin.core.company.CompanyMapping;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.incident.Decision;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.incident.Member;
import dev.tocsin.core.incident.StormPlace;
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
import dev.tocsin.core.storm.BudgetAnswer;
import dev.tocsin.core.storm.NoteBudget;
import dev.tocsin.core.storm.StormPolicy;
import dev.tocsin.core.storm.StormState;
import dev.tocsin.core.storm.StormText;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns what is decided about a ticket into planned intents with their texts, and moves the incident on. Writes nothing
 * outside. Thread-safe.
 */
public final class TicketWriting {
    private final Catalogues catalogues;
    private final References references;
    private final TicketDetails details;
    private final TicketNotes notes;
    private final TechnicianWriting technicians;
    private final StormPolicy storm;

    /**
     * Writing by these rules.
     *
     * @param catalogues the configuration that a new ticket is made by
     * @param references where the references of tickets and the markers of notes come from
     * @param storm how many notes a ticket takes, and how a storm is told
     */
    public TicketWriting(Catalogues catalogues, References references, StormPolicy storm) {
        this.storm = storm;
        this.catalogues = catalogues;
        this.references = references;
        details = new TicketDetails(catalogues);
        notes = new TicketNotes(catalogues, references, storm);
        technicians = new TechnicianWriting(catalogues, references, storm);
    }

    /** Plans the ticket of a storm, paid from no budget; mapped elsewhere meanwhile, the next look at the storm opens it. */
    void openStorm(StoreSession session, Incident incident, StormState state, Instant now) {
        Catalogue catalogue = catalogues.inForce(session, incident.msp());
        Company company = catalogue.company(incident.companyId()).orElseThrow();
        CompanyMapping mapping = catalogue.mapping(incident.companyId()).orElseThrow();
        Stored<IntegrationRule> rule = catalogue.rule(incident.ruleId()).orElseThrow();
        if (!mapping.connectionId().equals(incident.connectionId())) {
            String reason = "company '" + incident.companyId() + "' is now mapped on connection '"
                    + mapping.connectionId() + "'";
            Endings.end(session, incident, IncidentState.DROPPED, reason, now);
            return;
        }
        IntegrationRule item = rule.item();
        plan(
                session,
                incident,
                rule,
                new TicketDraft(
                        references.ticket(),
                        StormText.summary(state, storm),
                        mapping.psaCompany(),
                        mapping.site(),
                        item.openStatus(),
                        item.priorityFor(state.worst()),
                        StormText.firstNote(state, storm, company.name(), item.name(), incident.reason()),
                        item.noteType(),
                        item.psaFields()),
                state.worst(),
                "a storm",
                now);
    }

    private void plan(
            StoreSession session,
            Incident incident,
            Stored<IntegrationRule> rule,
            TicketDraft draft,
            Severity severity,
            String reason,
            Instant now) {
        IntentOrder.plan(session, incident, new IntentBody.CreateTicket(draft), now);
        session.incidents().members().markTold(incident.id());
        StoredIncident.save(
                session,
                incident.change()
                        .state(IncidentState.OPENING, reason)
                        .severity(severity)
                        .ruleRevision(rule.revision())
                        .waitUntil(null)
                        .noteDueAt(null)
                        .lastNoteAt(now)
                        .facts(incident.facts().priority(draft.priority(), severity))
                        .done());
        StoredIncident.tell(
                session, incident, now, reason + "; a ticket is created under the reference " + draft.reference());
    }

    /** Plans a note that brings the ticket of a storm up to date. */
    void tellStorm(StoreSession session, Incident incident, StormState state, Instant now) {
        IntentOrder.plan(session, incident, notes.storm(session, incident, state, now), now);
        StoredIncident.save(
                session,
                incident.change()
                        .lastNoteAt(now)
                        .place(incident.place().noted(storm.notesPerHour(), now))
                        .done());
    }

    /** Plans the last note on the ticket of a storm; the incident with that is not saved here. */
    StormPlace endStorm(StoreSession session, Incident incident, StormState state, String why, Instant now) {
        IntentOrder.plan(session, incident, notes.stormOver(session, incident, state, why), now);
        return incident.place().noted(storm.notesPerHour(), now);
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
                TicketNotes.events(session, incident),
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
        plan(session, incident, rule, draft, severity, reason, now);
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

    /** What technicians do. */
    TechnicianWriting technicians() {
        return technicians;
    }

    /** Plans what belongs to a ticket that was just opened; if a technician wished for its close, it is closed at once. */
    void ticketOpened(StoreSession session, Incident incident, Instant now) {
        details.opened(session, incident, now);
        technicians.ticketOpened(session, incident.id(), now);
    }

    /** Plans what belongs to a ticket that was just opened again. */
    void ticketReopened(StoreSession session, Incident incident, Instant now) {
        details.attachConfigurations(session, incident, now);
        technicians.ticketOpened(session, incident.id(), now);
    }

    /** Plans the configurations of an incident's assets that its ticket does not have yet. */
    void attachConfigurations(StoreSession session, Incident incident, Instant now) {
        details.attachConfigurations(session, incident, now);
    }

    /**
     * Plans a note about what changed, unless the ticket had as many within the hour as it takes: what changed is then
     * told by the next note, if there is anything to tell. A new priority, and what belongs to new members, do not wait.
     */
    void writeNote(StoreSession session, Incident incident, @Nullable String priority, Instant now) {
        Incident.Change change = incident.change();
        details.attachConfigurations(session, incident, now);
        String before = incident.facts().priority();
        if (priority != null && before != null) {
            IntentOrder.plan(session, incident, new IntentBody.SetPriority(ticket(incident), before, priority), now);
            change.facts(incident.facts().priority(priority, incident.severity()));
        }
        if (incident.place().notes().take(storm.notesPerHour(), now) instanceof BudgetAnswer.Wait<NoteBudget> wait) {
            StoredIncident.save(
                    session,
                    change.noteDueAt(wait.until())
                            .place(incident.place().notesFrom(wait.until()))
                            .done());
            return;
        }
        IntentBody.AddNote note = notes.update(session, incident);
        if (note != null) {
            IntentOrder.plan(session, incident, note, now);
            change.lastNoteAt(now).place(incident.place().noted(storm.notesPerHour(), now));
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
        Incident told = lastTold(session, incident, reason, now);
        IntentOrder.plan(
                session,
                incident,
                new IntentBody.CloseTicket(
                        ticketId, openStatus(session, incident, rule.openStatus()), rule.closedStatus()),
                now);
        Endings.end(session, told, IncidentState.CLOSING, reason, now);
    }

    /** The open status that we set last on the incident's ticket, whatever its rule says by now. */
    static String openStatus(StoreSession session, Incident incident, String otherwise) {
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
            } else if (done
                    && intent.body() instanceof IntentBody.SetStatus set
                    && ticket(incident).equals(set.ticketId())) {
                last = set.to();
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
        Endings.end(session, lastTold(session, incident, reason, now), IncidentState.OPEN, reason, now);
    }

    /** Plans the closing note, which never waits; a storm's was planned when it ended. The incident is not saved here. */
    private Incident lastTold(StoreSession session, Incident incident, String reason, Instant now) {
        if (incident.place().storm()) {
            return incident;
        }
        IntentOrder.plan(session, incident, notes.closing(session, incident, reason), now);
        return noted(incident, now).done();
    }

    private Incident.Change noted(Incident incident, Instant now) {
        return incident.change().place(incident.place().noted(storm.notesPerHour(), now));
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
        IntentOrder.plan(session, incident, notes.reopening(session, incident), now);
        StoredIncident.save(
                session,
                noted(incident, now)
                        .state(IncidentState.REOPENING, reason)
                        .waitUntil(null)
                        .noteDueAt(null)
                        .lastNoteAt(now)
                        .done());
        StoredIncident.tell(session, incident, now, reason + "; ticket #" + incident.ticketId() + " is reopened");
    }

    /** Links the incident to the ticket that its own was merged into, with a note there. */
    void followMerge(StoreSession session, Incident incident, Decision.FollowMerge merge, Instant now) {
        boolean unwritten = technicians.isUnwritten(session, incident);
        Endings.cancel(session, incident, body -> !(body instanceof IntentBody.CloseTwin), merge.reason(), now);
        Incident linked = Openings.notClosing(incident, merge.reason(), now)
                .ticketId(merge.ticketId())
                .facts(incident.facts().link(TicketFacts.Link.SHARED).priority(null, null))
                .done();
        if (linked.state().hasOpenTicket()) {
            IntentOrder.plan(session, linked, notes.merged(session, linked, ticket(incident)), now);
            linked = noted(linked, now).lastNoteAt(now).noteDueAt(null).done();
        }
        StoredIncident.save(session, linked);
        StoredIncident.tell(session, incident, now, merge.reason());
        if (unwritten) {
            technicians.writeAnew(session, linked, now);
        }
        IntentOrder.releaseNext(session, incident.id(), now);
    }

    /** Plans a note that says why a ticket could not be closed as its rule says. */
    void writeQuestion(StoreSession session, Incident incident, String question, Instant now) {
        IntentOrder.plan(session, incident, notes.question(session, incident, question), now);
    }

    /** A note that a second ticket is closed, then its close, behind whatever else is open for the incident. */
    void planTwinClose(StoreSession session, Incident incident, String twinId, String keptId, Instant now) {
        IntegrationRule rule = catalogues.ruleOf(session, incident);
        IntentOrder.plan(session, incident, notes.twin(session, incident, twinId, keptId), now);
        IntentOrder.plan(session, incident, new IntentBody.CloseTwin(twinId, rule.closedStatus()), now);
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
