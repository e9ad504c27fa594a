package dev.tocsin.core.engine;

import dev.tocsin.core.incident.OwnNotes;
import dev.tocsin.core.intent.Intent;
import dev.tocsin.core.intent.IntentBody;
import dev.tocsin.core.intent.IntentState;
import dev.tocsin.core.intent.Schedule;
import dev.tocsin.core.psa.Outcome;
import dev.tocsin.core.psa.Psa;
import dev.tocsin.core.settings.Settings;
import dev.tocsin.core.store.ConnectionState;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Adds a note once: after a lost answer its marker line is looked for among the ticket's notes. */
final class AddNoteWork implements IntentWork {
    private final Settings settings;
    private final Schedule schedule;
    private final Outcomes outcomes;
    private final MissingTicket missing;
    private final Clock clock;

    AddNoteWork(Settings settings, Schedule schedule, Outcomes outcomes, MissingTicket missing, Clock clock) {
        this.missing = missing;
        this.settings = settings;
        this.schedule = schedule;
        this.outcomes = outcomes;
        this.clock = clock;
    }

    @Override
    public Effect carryOut(Psa psa, Intent intent, ConnectionState connection) {
        IntentBody.AddNote note = (IntentBody.AddNote) intent.body();
        return intent.state() == IntentState.SENT ? send(psa, intent, note) : lookUp(psa, intent, note);
    }

    private Effect send(Psa psa, Intent intent, IntentBody.AddNote note) {
        Instant sentAt = Objects.requireNonNull(intent.sentAt(), "a sent intent has its time");
        Outcome<String> outcome =
                psa.addNote(note.ticketId(), note.text(), note.noteType(), sentAt.plus(settings.requestTimeout()));
        if (outcome instanceof Outcome.Done<String> done) {
            return added(done.value(), "added a note to ticket #" + note.ticketId());
        } else if (outcome instanceof Outcome.Refused<String> refused) {
            return refused.notFound()
                    ? missing.effect(psa, intent, note.ticketId())
                    : refused(note, Outcomes.text(refused));
        } else if (outcome instanceof Outcome.NotExecuted<String> notExecuted) {
            return outcomes.notExecuted(notExecuted);
        }
        return outcomes.unknown(((Outcome.Unknown<String>) outcome).reason());
    }

    private Effect lookUp(Psa psa, Intent intent, IntentBody.AddNote note) {
        Instant began = clock.instant();
        if (psa.ticket(note.ticketId()).filter(ticket -> !ticket.project()).isEmpty()) {
            return missing.effect(psa, intent, note.ticketId());
        }
        OwnNotes own = OwnNotes.of(List.of(note.text()));
        return psa.notes(note.ticketId()).stream()
                .filter(candidate -> candidate.text().contains(note.marker()))
                // a customer's answer that quotes it shows as well that it is there, but is not the note itself
                .min(Comparator.comparing(candidate -> own.contain(candidate.text()) ? 0 : 1))
                .map(found -> added(found.id(), "found a note on ticket #" + note.ticketId() + " by its marker"))
                .orElseGet(() -> schedule.afterQuarantine(intent, began)
                        ? outcomes.sendAgain("the note was not found after the quarantine")
                        : outcomes.lookAgainWithinQuarantine("the note was not found yet"));
    }

    private static Effect refused(IntentBody.AddNote note, String text) {
        return (session, stored, now) -> {
            Outcomes.end(session, stored, IntentState.REFUSED, null, text, now);
            StoredIncident.tell(
                    session,
                    StoredIncident.of(session, stored),
                    now,
                    "the PSA refused a note on ticket #" + note.ticketId() + ": " + text);
        };
    }

    private static Effect added(String noteId, String text) {
        return (session, stored, now) -> {
            Outcomes.end(session, stored, IntentState.DONE, noteId, null, now);
            StoredIncident.tell(session, StoredIncident.of(session, stored), now, text);
        };
    }
}
