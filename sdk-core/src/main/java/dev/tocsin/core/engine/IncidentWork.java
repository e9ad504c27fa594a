package dev.tocsin.core.engine;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.company.Company;
import dev.tocsin.core.company.CompanyMapping;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.incident.Decision;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.incident.Lifecycle;
import dev.tocsin.core.incident.Member;
import dev.tocsin.core.incident.MemberState;
import dev.tocsin.core.incident.TicketText;
import dev.tocsin.core.intake.Catalogue;
import dev.tocsin.core.intake.Catalogues;
import dev.tocsin.core.intent.Intent;
import dev.tocsin.core.intent.IntentBody;
import dev.tocsin.core.intent.IntentState;
import dev.tocsin.core.psa.TicketDraft;
import dev.tocsin.core.psa.TicketSnapshot;
import dev.tocsin.core.rule.IntegrationRule;
import dev.tocsin.core.store.HistoryStore;
import dev.tocsin.core.store.Store;
import dev.tocsin.core.store.StoreSession;
import dev.tocsin.core.store.Stored;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes up the incidents that are due and turns each decision into changed state and planned intents, in the same
 * transaction. Thread-safe.
 */
public final class IncidentWork {
    private static final Logger LOG = LoggerFactory.getLogger(IncidentWork.class);
    private static final int SLICE = 200;
    private static final int SUCCESSION_LIMIT = 100_000;

    private final Catalogues catalogues;
    private final Lifecycle lifecycle;
    private final References references;

    /** Work by these rules. */
    public IncidentWork(Catalogues catalogues, Lifecycle lifecycle, References references) {
        this.catalogues = catalogues;
        this.lifecycle = lifecycle;
        this.references = references;
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
            openTicket(session, incident, open.reason(), now);
        } else if (decision instanceof Decision.WriteNote) {
            Incident.Change change = incident.change();
            if (plan(session, incident, updateNote(session, incident), now)) {
                change.lastNoteAt(now);
            }
            save(session, change.noteDueAt(null).done());
        } else if (decision instanceof Decision.CloseTicket close) {
            closeTicket(session, incident, close.reason(), now);
        } else if (decision instanceof Decision.LeaveToPeople leave) {
            plan(session, incident, closingNote(session, incident, leave.reason()), now);
            end(session, incident, IncidentState.OPEN, leave.reason(), now);
        } else if (decision instanceof Decision.Drop drop) {
            end(session, incident, IncidentState.DROPPED, drop.reason(), now);
        } else if (decision instanceof Decision.AcceptPersonsClose close) {
            acceptPersonsClose(session, incident, close.reason(), now);
        } else if (incident.dueAt().filter(due -> !due.isAfter(now)).isPresent()) {
            save(session, incident.change().waitUntil(null).done());
        }
    }

    private void openTicket(StoreSession session, Incident incident, String reason, Instant now) {
        Catalogue catalogue = catalogues.inForce(session, incident.msp());
        Company company = catalogue.company(incident.companyId()).orElse(null);
        CompanyMapping mapping = catalogue.mapping(incident.companyId()).orElse(null);
        Stored<IntegrationRule> rule = catalogue.rule(incident.ruleId()).orElse(null);
        List<Member> members = session.incidents().members().of(incident.id(), false, TicketText.NAMED_MEMBERS);
        if (company == null || mapping == null || rule == null || members.isEmpty()) {
            end(
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
            moveTo(session, incident, mapping.connectionId(), now);
            return;
        }
        IntegrationRule item = rule.item();
        Severity severity = incident.severity();
        TicketDraft draft = new TicketDraft(
                references.ticket(),
                TicketText.summary(incident, company.name(), members.get(0)),
                mapping.psaCompany(),
                mapping.site(),
                item.openStatus(),
                item.priorityFor(severity),
                TicketText.firstNote(incident, company.name(), item.name(), members),
                item.noteType(),
                item.psaFields());
        plan(session, incident, new IntentBody.CreateTicket(draft), now);
        session.incidents().members().markTold(incident.id());
        save(
                session,
                incident.change()
                        .state(IncidentState.OPENING, reason)
                        .ruleRevision(rule.revision())
                        .waitUntil(null)
                        .noteDueAt(null)
                        .lastNoteAt(now)
                        .done());
        tell(session, incident, now, reason + "; a ticket is created under the reference " + draft.reference());
    }

    private void closeTicket(StoreSession session, Incident incident, String reason, Instant now) {
        IntegrationRule rule = rule(session, incident);
        String ticketId = ticket(incident);
        plan(session, incident, closingNote(session, incident, reason), now);
        plan(session, incident, new IntentBody.CloseTicket(ticketId, rule.openStatus(), rule.closedStatus()), now);
        end(session, incident, IncidentState.CLOSING, reason, now);
    }

    private void acceptPersonsClose(StoreSession session, Incident incident, String reason, Instant now) {
        for (Intent intent : session.intents().openOf(incident.id())) {
            boolean notUnderWay = intent.state() == IntentState.PLANNED || intent.state() == IntentState.WAITING;
            if (notUnderWay && concerns(intent.body(), incident.ticketId())) {
                session.intents()
                        .save(List.of(intent.change()
                                .ended(IntentState.CANCELLED, now)
                                .lastError(reason)
                                .done()));
            }
        }
        int answered = session.incidents().members().answer(incident.id());
        end(
                session,
                incident,
                IncidentState.CLOSED_HUMAN,
                answered == 0 ? reason : reason + "; " + answered + " still active, now answered",
                now);
        IntentOrder.releaseNext(session, incident.id(), now);
    }

    private static boolean concerns(IntentBody body, @Nullable String ticketId) {
        return body instanceof IntentBody.CloseTicket
                || (body instanceof IntentBody.AddNote note && note.ticketId().equals(ticketId));
    }

    /** A ticket that was found closed was closed by a person, and no poll will tell, since it happened before. */
    void acceptIfClosed(StoreSession session, Intent intent, TicketSnapshot ticket, Instant now) {
        Incident incident = incident(session, intent);
        if (ticket.id().equals(incident.ticketId())) {
            Decision decision = lifecycle.observe(incident, ticket, incident.state() == IncidentState.CLOSING);
            if (!(decision instanceof Decision.Wait)) {
                carryOut(session, incident, decision, now);
            }
        }
    }

    /** Whether something came after its closing note that its ticket must stay open for. */
    boolean cameBack(StoreSession session, Incident incident) {
        return incident.active() > 0
                || (incident.moments()
                        && !session.incidents()
                                .members()
                                .of(incident.id(), true, 1)
                                .isEmpty());
    }

    /** Cancels the close of an incident that came back, before it was sent. */
    void comeBack(StoreSession session, Intent intent, Incident incident, Instant now) {
        String reason = "came back before the ticket was closed";
        session.intents()
                .save(List.of(intent.change()
                        .ended(IntentState.CANCELLED, now)
                        .lastError(reason)
                        .done()));
        save(
                session,
                reconsidered(
                        session,
                        incident.change().state(IncidentState.OPEN, reason).done(),
                        now));
        tell(session, incident, now, reason);
        IntentOrder.releaseNext(session, incident.id(), now);
    }

    /** The incident with its ticket: what came meanwhile is taken into account. Does not save it. */
    Incident opened(StoreSession session, Incident incident, String ticketId, String reason, Instant now) {
        Incident open = incident.change()
                .state(IncidentState.OPEN, reason)
                .ticketId(ticketId)
                .waitUntil(null)
                .done();
        return lifecycle.opened(open, isWorthTelling(session, open), now);
    }

    /** The incident after something else than an event changed its state, in the light of its members. */
    Incident reconsidered(StoreSession session, Incident incident, Instant now) {
        return lifecycle.afterEvents(incident, isWorthTelling(session, incident), now);
    }

    private static boolean isWorthTelling(StoreSession session, Incident incident) {
        boolean over = !incident.moments() && incident.active() == 0;
        return over || !session.incidents().members().of(incident.id(), true, 1).isEmpty();
    }

    /** Ends an incident whose ticket we closed; what came back meanwhile begins a new one that names the old. */
    void closed(StoreSession session, Incident incident, String reason, Instant now) {
        boolean back = cameBack(session, incident);
        end(session, incident, IncidentState.CLOSED_AUTO, reason, now);
        if (back) {
            succeed(
                    session,
                    incident,
                    incident.connectionId(),
                    incident.ticketId(),
                    "came back while ticket #" + incident.ticketId() + " was being closed",
                    true,
                    now);
        }
    }

    /** The company was mapped to another connection before there was a ticket: the group goes on there. */
    private void moveTo(StoreSession session, Incident incident, String connectionId, Instant now) {
        String reason = "company '" + incident.companyId() + "' is now mapped on connection '" + connectionId + "'";
        end(session, incident, IncidentState.DROPPED, reason, now);
        succeed(session, incident, connectionId, incident.previousTicketId(), reason, false, now);
    }

    /** A new incident of the group takes over the members that are not over. */
    private static void succeed(
            StoreSession session,
            Incident incident,
            String connectionId,
            @Nullable String previousTicketId,
            String reason,
            boolean changedOnly,
            Instant now) {
        List<Member> back = session.incidents().members().of(incident.id(), changedOnly, SUCCESSION_LIMIT).stream()
                .filter(member -> member.state() == MemberState.ACTIVE || member.state() == MemberState.MOMENT)
                .toList();
        if (back.isEmpty()) {
            return;
        }
        int active = (int) back.stream()
                .filter(member -> member.state() == MemberState.ACTIVE)
                .count();
        Incident successor = new Incident(
                session.incidents().nextId(),
                incident.msp(),
                incident.companyId(),
                incident.ruleId(),
                incident.ruleRevision(),
                connectionId,
                incident.groupKey(),
                incident.category(),
                incident.groupBy(),
                incident.dimensions(),
                incident.moments(),
                IncidentState.PENDING,
                back.stream().map(Member::severity).reduce(Severity.INFO, (a, b) -> a.atLeast(b) ? a : b),
                back.size(),
                active,
                now,
                now,
                null,
                null,
                null,
                previousTicketId,
                reason,
                null,
                0);
        save(session, successor);
        session.incidents()
                .members()
                .add(back.stream().map(m -> moved(m, successor.id())).toList());
        tell(session, successor, now, reason);
    }

    private static Member moved(Member member, long incidentId) {
        return member.change()
                .incidentId(incidentId)
                .count(1)
                .firstAt(member.lastAt())
                .told(false)
                .changed(true)
                .done();
    }

    /** Sets a state that no wait belongs to, with its history. */
    void end(StoreSession session, Incident incident, IncidentState state, String reason, Instant now) {
        save(
                session,
                incident.change()
                        .state(state, reason)
                        .waitUntil(null)
                        .noteDueAt(null)
                        .endedAt(state.live() ? null : now)
                        .done());
        tell(session, incident, now, state + ": " + reason);
    }

    private IntentBody.@Nullable AddNote updateNote(StoreSession session, Incident incident) {
        List<Member> changed = session.incidents().members().of(incident.id(), true, TicketText.NAMED_MEMBERS + 1);
        if (changed.isEmpty()) {
            return null;
        }
        String marker = references.marker();
        return note(session, incident, TicketText.updateNote(incident, changed, marker), marker);
    }

    private IntentBody.AddNote closingNote(StoreSession session, Incident incident, String why) {
        List<Member> changed = session.incidents().members().of(incident.id(), true, TicketText.NAMED_MEMBERS + 1);
        String marker = references.marker();
        return note(session, incident, TicketText.closingNote(incident, changed, why, marker), marker);
    }

    private IntentBody.AddNote note(StoreSession session, Incident incident, String text, String marker) {
        session.incidents().members().markTold(incident.id());
        return new IntentBody.AddNote(
                ticket(incident), text, marker, rule(session, incident).noteType());
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
    static IntegrationRule rule(StoreSession session, Incident incident) {
        return session.configuration()
                .rule(incident.msp(), incident.ruleId(), incident.ruleRevision())
                .orElseThrow(() -> new IllegalStateException("revision " + incident.ruleRevision() + " of rule '"
                        + incident.ruleId() + "' is not in the store"));
    }

    /** A note that a second ticket is closed, then its close, behind whatever else is open for the incident. */
    void planTwinClose(StoreSession session, Incident incident, String twinId, String keptId, Instant now) {
        String marker = references.marker();
        IntegrationRule rule = rule(session, incident);
        plan(
                session,
                incident,
                new IntentBody.AddNote(twinId, TicketText.twinNote(keptId, marker), marker, rule.noteType()),
                now);
        plan(session, incident, new IntentBody.CloseTwin(twinId, rule.closedStatus()), now);
    }

    private static boolean plan(StoreSession session, Incident incident, @Nullable IntentBody body, Instant now) {
        if (body == null) {
            return false;
        }
        boolean behind = !session.intents().openOf(incident.id()).isEmpty();
        session.intents()
                .add(List.of(Intent.planned(
                        session.intents().nextId(),
                        incident.msp(),
                        incident.connectionId(),
                        incident.id(),
                        body,
                        behind,
                        now)));
        return true;
    }

    private static void save(StoreSession session, Incident incident) {
        session.incidents().save(List.of(incident));
    }

    /** Appends a line to the incident's history. */
    static void tell(StoreSession session, Incident incident, Instant now, String text) {
        session.incidents().history().append(List.of(new HistoryStore.Entry(incident.id(), now, text)));
    }

    /** The incident of an intent, as it is now. */
    static Incident incident(StoreSession session, Intent intent) {
        Collection<Incident> found =
                session.incidents().get(List.of(intent.incidentId())).values();
        return found.stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "incident " + intent.incidentId() + " of intent " + intent.id() + " is not in the store"));
    }
}
