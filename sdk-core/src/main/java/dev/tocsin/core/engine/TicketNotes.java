package dev.tocsin.core.engine;

import dev.tocsin.core.company.Company;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.Member;
import dev.tocsin.core.incident.OwnNotes;
import dev.tocsin.core.incident.TextFacts;
import dev.tocsin.core.incident.TicketText;
import dev.tocsin.core.intake.Catalogues;
import dev.tocsin.core.intent.Intent;
import dev.tocsin.core.intent.IntentBody;
import dev.tocsin.core.rule.IntegrationRule;
import dev.tocsin.core.store.StoreSession;
import dev.tocsin.core.storm.StormPolicy;
import dev.tocsin.core.storm.StormState;
import dev.tocsin.core.storm.StormText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The notes on tickets, as they are planned: their words and the marker line that finds them again. Thread-safe. */
final class TicketNotes {
    private final Catalogues catalogues;
    private final References references;
    private final StormPolicy storm;

    TicketNotes(Catalogues catalogues, References references, StormPolicy storm) {
        this.catalogues = catalogues;
        this.references = references;
        this.storm = storm;
    }

    /** A note about what changed since the last; null if nothing did. */
    IntentBody.@Nullable AddNote update(StoreSession session, Incident incident) {
        IntegrationRule rule = catalogues.ruleOf(session, incident);
        TextFacts facts = changes(session, incident, rule, "");
        if (facts.members().isEmpty()) {
            return null;
        }
        String marker = references.marker();
        return note(session, incident, rule, TicketText.updateNote(rule.templates(), facts, marker), marker);
    }

    /** The note that it is over, and why. */
    IntentBody.AddNote closing(StoreSession session, Incident incident, String why) {
        IntegrationRule rule = catalogues.ruleOf(session, incident);
        TextFacts facts = changes(session, incident, rule, why);
        String marker = references.marker();
        return note(session, incident, rule, TicketText.closingNote(rule.templates(), facts, marker), marker);
    }

    /** The note that it is back, on a ticket that is opened again. */
    IntentBody.AddNote reopening(StoreSession session, Incident incident) {
        IntegrationRule rule = catalogues.ruleOf(session, incident);
        TextFacts facts = changes(session, incident, rule, "");
        String marker = references.marker();
        return note(session, incident, rule, TicketText.reopeningNote(rule.templates(), facts, marker), marker);
    }

    /** The note on the ticket that another was merged into. */
    IntentBody.AddNote merged(StoreSession session, Incident linked, String mergedTicketId) {
        IntegrationRule rule = catalogues.ruleOf(session, linked);
        TextFacts facts = changes(session, linked, rule, "");
        String marker = references.marker();
        String text = TicketText.mergedNote(rule.templates(), facts, mergedTicketId, marker);
        return note(session, linked, rule, text, marker);
    }

    /** A note that leaves something to people. */
    IntentBody.AddNote question(StoreSession session, Incident incident, String question) {
        String marker = references.marker();
        String text = TicketText.questionNote(question, marker);
        return note(session, incident, catalogues.ruleOf(session, incident), text, marker);
    }

    /** The note on a second ticket that is closed; what changed is still to be told on the first. */
    IntentBody.AddNote twin(StoreSession session, Incident incident, String twinId, String keptId) {
        String marker = references.marker();
        return new IntentBody.AddNote(
                twinId,
                TicketText.twinNote(keptId, marker),
                marker,
                catalogues.ruleOf(session, incident).noteType());
    }

    /** The note that brings the ticket of a storm up to date. */
    IntentBody.AddNote storm(StoreSession session, Incident incident, StormState state, Instant now) {
        String marker = references.marker();
        String text = StormText.update(state, storm, now, marker);
        return note(session, incident, catalogues.ruleOf(session, incident), text, marker);
    }

    /** The last note on the ticket of a storm. */
    IntentBody.AddNote stormOver(StoreSession session, Incident incident, StormState state, String why) {
        String marker = references.marker();
        String text = StormText.closing(state, storm, why, marker);
        return note(session, incident, catalogues.ruleOf(session, incident), text, marker);
    }

    private static IntentBody.AddNote note(
            StoreSession session, Incident incident, IntegrationRule rule, String text, String marker) {
        session.incidents().members().markTold(incident.id());
        return new IntentBody.AddNote(TicketWriting.ticket(incident), text, marker, rule.noteType());
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

    /** How many events raised the members of an incident. */
    static long events(StoreSession session, Incident incident) {
        return session.incidents().members().eventCounts(List.of(incident.id())).getOrDefault(incident.id(), 0L);
    }

    /** The notes that were planned for the ticket of an incident, for it and for others that use the same ticket. */
    static OwnNotes planned(StoreSession session, Incident incident) {
        Set<Long> incidents = new TreeSet<>(Set.of(incident.id()));
        session.incidents()
                .linkedTo(incident.msp(), incident.connectionId(), TicketWriting.ticket(incident))
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
}
