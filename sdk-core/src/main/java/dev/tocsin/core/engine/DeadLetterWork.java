package dev.tocsin.core.engine;

import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.incident.Lifecycle;
import dev.tocsin.core.intake.Catalogues;
import dev.tocsin.core.intent.Intent;
import dev.tocsin.core.intent.IntentBody;
import dev.tocsin.core.intent.IntentState;
import dev.tocsin.core.psa.TicketDraft;
import dev.tocsin.core.store.StoreSession;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Carries out what a person decides about writes that the PSA refused. A refusal is certain: the write was not executed,
 * so another may be planned in its place. Thread-safe.
 */
public final class DeadLetterWork {
    private final Catalogues catalogues;
    private final References references;
    private final Openings openings;

    /**
     * Work on dead letters.
     *
     * @param lifecycle the rules by which incidents go on
     * @param catalogues the configuration as it is now
     * @param references where the references of new tickets come from
     */
    public DeadLetterWork(Lifecycle lifecycle, Catalogues catalogues, References references) {
        openings = new Openings(lifecycle, new Grounds(catalogues));
        this.catalogues = catalogues;
        this.references = references;
    }

    /** The refused create of a quarantined incident, whose draft can be edited; empty if it never came to a create. */
    public static Optional<Intent> refusedCreate(StoreSession session, Incident incident) {
        List<Intent> all = session.intents().of(incident.id());
        for (int i = all.size() - 1; i >= 0; i--) {
            if (all.get(i).body() instanceof IntentBody.CreateTicket) {
                return Optional.of(all.get(i)).filter(create -> create.state() == IntentState.REFUSED);
            }
        }
        return Optional.empty();
    }

    /** Makes a quarantined incident due, so that its ticket is written anew by the rules as they are now. */
    public void retryTicket(StoreSession session, Incident incident, String actor, Instant now) {
        StoredIncident.save(session, incident.change().waitUntil(now).done());
        StoredIncident.tell(session, incident, now, actor + " had the refused ticket tried again");
    }

    /**
     * Plans a changed draft in place of the refused one.
     *
     * @param edited makes the changed draft of the refused one and a new reference; the old reference is spent
     * @param what what was changed, for people
     */
    public void editTicket(
            StoreSession session,
            Incident incident,
            Intent refused,
            BiFunction<TicketDraft, String, TicketDraft> edited,
            String what,
            String actor,
            Instant now) {
        TicketDraft draft = edited.apply(((IntentBody.CreateTicket) refused.body()).draft(), references.ticket());
        IntentOrder.plan(session, incident, new IntentBody.CreateTicket(draft), now);
        String reason = actor + " edited the refused ticket";
        StoredIncident.save(
                session,
                incident.change()
                        .state(IncidentState.OPENING, reason)
                        .waitUntil(null)
                        .noteDueAt(null)
                        .lastNoteAt(now)
                        .facts(incident.facts().priority(draft.priority(), incident.severity()))
                        .done());
        StoredIncident.tell(
                session,
                incident,
                now,
                reason + " (" + what + "); it is created under the reference " + draft.reference());
    }

    /** Ends a quarantined incident without a ticket; what is active counts as answered until it resolves. */
    public void dropTicket(StoreSession session, Incident incident, String reason, String actor, Instant now) {
        session.incidents().members().answer(incident.id(), null);
        Endings.end(session, incident, IncidentState.DROPPED, "dropped by " + actor + ": " + reason, now);
    }

    /**
     * Plans a refused write once more. A close is tried with the closing status of its rule as it is now.
     *
     * @return why it cannot be tried; empty if it is
     */
    public Optional<String> retryWrite(StoreSession session, Intent refused, String actor, Instant now) {
        Incident incident = StoredIncident.of(session, refused);
        IntentBody body = refused.body();
        String said = actor + " had a refused write tried again";
        if (body instanceof IntentBody.CloseTwin twin) {
            body = new IntentBody.CloseTwin(twin.ticketId(), closedStatus(session, incident, twin.closedStatus()));
        } else if (body instanceof IntentBody.CloseForPerson close) {
            body = new IntentBody.CloseForPerson(
                    close.ticketId(), closedStatus(session, incident, close.closedStatus()));
        } else if (!incident.state().hasOpenTicket()) {
            return Optional.of("its ticket is not open any more");
        } else if (body instanceof IntentBody.CloseTicket close) {
            if (incident.state() != IncidentState.OPEN || openings.cameBack(session, incident)) {
                return Optional.of("its group is " + incident.state() + " with " + incident.active()
                        + " active, so its ticket is not to be closed now");
            }
            body = new IntentBody.CloseTicket(
                    close.ticketId(), close.openStatus(), closedStatus(session, incident, close.closedStatus()));
            Endings.end(session, incident, IncidentState.CLOSING, said, now);
        }
        IntentOrder.plan(session, incident, body, now);
        settle(session, refused, said, now);
        return Optional.empty();
    }

    /** Gives a refused write up. */
    public void dropWrite(StoreSession session, Intent refused, String reason, String actor, Instant now) {
        settle(session, refused, actor + " dropped a refused write: " + reason, now);
    }

    private static void settle(StoreSession session, Intent refused, String said, Instant now) {
        session.intents()
                .save(List.of(refused.change()
                        .ended(IntentState.CANCELLED, now)
                        .lastError(refused.lastError() + "; " + said)
                        .done()));
        StoredIncident.tell(session, StoredIncident.of(session, refused), now, said + ": " + refused.lastError());
    }

    private String closedStatus(StoreSession session, Incident incident, String before) {
        return catalogues
                .inForce(session, incident.msp())
                .rule(incident.ruleId())
                .map(rule -> rule.item().closedStatus())
                .orElse(before);
    }

    /** Whether all of an incident's subjects are over, so that no ticket is wanted any more. */
    public static boolean isOver(Incident incident) {
        return !incident.moments() && incident.active() == 0;
    }
}
