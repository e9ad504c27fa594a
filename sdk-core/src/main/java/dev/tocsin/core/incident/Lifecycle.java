package dev.tocsin.core.incident;

import dev.tocsin.core.psa.TicketNote;
import dev.tocsin.core.psa.TicketSnapshot;
import dev.tocsin.core.settings.ClosePolicy;
import dev.tocsin.core.settings.Settings;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides what happens to an incident. Pure: it reads nothing but its arguments and changes nothing. Thread-safe.
 */
public final class Lifecycle {
    private final Settings settings;

    /** Decides by these settings. */
    public Lifecycle(Settings settings) {
        this.settings = settings;
    }

    /**
     * The incident after its members changed: who resolves begins the hold, who comes back ends it, and what is worth
     * telling makes a note due, one interval after the last.
     *
     * @param tell whether there is something that a note should tell
     */
    public Incident afterEvents(Incident incident, boolean tell, Instant now) {
        boolean over = !incident.moments() && incident.active() == 0;
        return switch (incident.state()) {
            case OPEN -> {
                if (over && tell) {
                    yield incident.change()
                            .state(IncidentState.RESOLVING, "all is resolved; the hold of " + settings.hold() + " runs")
                            .waitUntil(now.plus(settings.hold()))
                            .done();
                }
                yield withNote(incident, tell, now);
            }
            case RESOLVING ->
                over
                        ? incident
                        : withNote(
                                incident.change()
                                        .state(IncidentState.OPEN, "came back within the hold")
                                        .waitUntil(null)
                                        .done(),
                                true,
                                now);
            default -> incident;
        };
    }

    /**
     * The incident whose ticket was just opened or found, in the light of what happened meanwhile. A group of moments
     * begins its quiet time now.
     *
     * @param tell whether there is something that a note should tell
     */
    public Incident opened(Incident incident, boolean tell, Instant now) {
        Incident considered = afterEvents(incident, tell, now);
        return considered.moments() && settings.quietFor() != null && considered.waitUntil() == null
                ? considered.change().waitUntil(now.plus(settings.quietFor())).done()
                : considered;
    }

    private Incident withNote(Incident incident, boolean tell, Instant now) {
        Incident.Change change = incident.change();
        if (tell && incident.noteDueAt() == null) {
            Instant last = incident.lastNoteAt();
            Instant due = last == null ? now : last.plus(settings.noteInterval());
            change.noteDueAt(due.isBefore(now) ? now : due);
        }
        if (incident.moments() && tell && settings.quietFor() != null) {
            change.waitUntil(now.plus(settings.quietFor()));
        }
        return change.done();
    }

    /** What happens to an incident at a moment, if nothing new came. */
    public Decision decide(Incident incident, Instant now) {
        boolean over = !incident.moments() && incident.active() == 0;
        boolean waited = reached(incident.waitUntil(), now);
        return switch (incident.state()) {
            case PENDING, QUARANTINED -> {
                if (!waited) {
                    yield new Decision.Wait("the group wait runs until " + incident.waitUntil());
                }
                yield over
                        ? new Decision.Drop("all was resolved before a ticket was made")
                        : new Decision.OpenTicket("the group wait is over");
            }
            case OPEN -> {
                if (incident.moments() && waited) {
                    yield close("nothing new came for " + settings.quietFor());
                }
                yield reached(incident.noteDueAt(), now)
                        ? new Decision.WriteNote("something changed since the last note")
                        : new Decision.Wait("nothing is due");
            }
            case RESOLVING ->
                waited
                        ? close("all stayed resolved for the hold")
                        : new Decision.Wait("the hold runs until " + incident.waitUntil());
            default -> new Decision.Wait("an outcome is awaited");
        };
    }

    private Decision close(String reason) {
        return settings.closePolicy() == ClosePolicy.NEVER
                ? new Decision.LeaveToPeople(reason + "; closing is left to people")
                : new Decision.CloseTicket(reason);
    }

    private static boolean reached(@Nullable Instant due, Instant now) {
        return due != null && !due.isAfter(now);
    }

    /**
     * What follows from a look at the ticket in the PSA.
     *
     * @param closingUnderWay whether our own request to close it may be on its way, so that a closed ticket is ours
     */
    public Decision observe(Incident incident, TicketSnapshot ticket, boolean closingUnderWay) {
        if (!incident.state().hasOpenTicket() || !ticket.closed() || closingUnderWay) {
            return new Decision.Wait("nothing that people did concerns it");
        }
        return new Decision.AcceptPersonsClose("ticket #" + ticket.id() + " was closed in the PSA as '"
                + ticket.status() + "'" + (ticket.updatedBy() == null ? "" : " by " + ticket.updatedBy()));
    }

    /**
     * Why a ticket must not be closed by us: a person touched it.
     *
     * @param openStatus the status that we set
     * @param notes all its notes
     * @param own the notes that we planned for it
     * @return the reason; empty if nobody touched it, or the policy does not care
     */
    public Optional<String> touched(TicketSnapshot ticket, String openStatus, List<TicketNote> notes, OwnNotes own) {
        if (settings.closePolicy() == ClosePolicy.ALWAYS) {
            return Optional.empty();
        }
        if (ticket.mergedInto() != null) {
            return Optional.of("it was merged into #" + ticket.mergedInto());
        }
        if (!ticket.status().equalsIgnoreCase(openStatus)) {
            return Optional.of("its status was set to '" + ticket.status() + "'");
        }
        String owner = ticket.owner();
        if (owner != null && !owner.equalsIgnoreCase(String.valueOf(ticket.createdBy()))) {
            return Optional.of(owner + " owns it");
        }
        if (ticket.actualHours() > 0) {
            return Optional.of("time was booked on it");
        }
        if (ticket.hasChildren()) {
            return Optional.of("other tickets hang below it");
        }
        return notes.stream()
                .filter(note -> !isOurs(note, ticket, own))
                .findFirst()
                .map(note -> (note.author() == null ? "the customer" : note.author()) + " wrote a note");
    }

    private static boolean isOurs(TicketNote note, TicketSnapshot ticket, OwnNotes own) {
        String author = note.author();
        return own.contain(note.text()) || (author != null && author.equalsIgnoreCase(ticket.createdBy()));
    }
}
