package dev.tocsin.core.engine;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.escalation.Acknowledgement;
import dev.tocsin.core.escalation.ActionResult;
import dev.tocsin.core.escalation.ActionResult.Kind;
import dev.tocsin.core.escalation.ClosingWish;
import dev.tocsin.core.escalation.Escalation;
import dev.tocsin.core.escalation.EscalationPhase;
import dev.tocsin.core.escalation.Via;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.people.Technician;
import dev.tocsin.core.store.StoreSession;
import dev.tocsin.core.suppress.Silence;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Carries out what a technician wants of an incident: state, history and the intents for its ticket in the caller's transaction. Each
 * is decided on what the store has within it, so of two at once the second is told of the first. Thread-safe.
 */
public final class Acknowledging {
    private static final DateTimeFormatter UNTIL =
            DateTimeFormatter.ofPattern("HH:mm'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter UNTIL_DAY =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm'Z'").withZone(ZoneOffset.UTC);
    private static final int LONGEST_REASON = 200;

    private final MspId msp;
    private final TechnicianWriting writing;
    private final BiConsumer<StoreSession, Silence> silences;

    /**
     * For the incidents of an MSP.
     *
     * @param silences keeps a silence in the transaction, as a person's
     */
    public Acknowledging(MspId msp, TicketWriting writing, BiConsumer<StoreSession, Silence> silences) {
        this.msp = msp;
        this.writing = writing.technicians();
        this.silences = silences;
    }

    /**
     * Who wants something, and how.
     *
     * @param technician the technician, active
     * @param via the way
     * @param from what is known of where it came from, fit for the history, such as a masked number; or null
     */
    public record By(
            Technician technician, Via via, @Nullable String from) {
        private String words() {
            return technician.name() + " by " + via.words() + (from == null ? "" : " from " + from);
        }
    }

    /** Takes an incident up. */
    public ActionResult acknowledge(StoreSession session, long incidentId, By by, Instant now) {
        Incident incident = find(session, incidentId).orElse(null);
        if (incident == null) {
            return unknown();
        }
        Escalation escalation = StoredEscalation.settled(session, incident).orElse(null);
        String label = label(incident, escalation);
        if (!incident.state().live()) {
            return over(incident, label);
        }
        Acknowledgement known = escalation == null ? null : escalation.acknowledgement();
        if (known != null && known.via() != Via.SOURCE) {
            return new ActionResult(Kind.ALREADY, sentence(label, known));
        }
        Acknowledgement acknowledgement =
                new Acknowledgement(by.technician().id(), by.technician().name(), by.via(), now);
        boolean onTicket = TechnicianWriting.hasTicketNow(incident);
        if (onTicket) {
            writing.acknowledged(session, incident, acknowledgement, now);
        } else {
            // Counts the version up, so that whoever decided on the incident before this decides anew.
            StoredIncident.save(session, incident.change().done());
        }
        StoredIncident.tell(session, incident, now, "acknowledged by " + by.words());
        acknowledged(session, incident, acknowledgement, now);
        if (!onTicket) {
            TechnicianWriting.leaveForTicket(session, incident, acknowledgement, now);
        }
        return new ActionResult(Kind.DONE, sentence(label, acknowledgement));
    }

    private static void acknowledged(
            StoreSession session, Incident incident, Acknowledgement acknowledgement, Instant now) {
        String reason = acknowledgement.name() + " acknowledged it by "
                + acknowledgement.via().words();
        StoredEscalation.change(
                session,
                incident,
                change -> change.phase(EscalationPhase.ACKNOWLEDGED, reason).acknowledgement(acknowledgement),
                now);
    }

    /** Whether a close needs to be confirmed, since events are active; not if it would change nothing. */
    public boolean needsConfirmation(StoreSession session, long incidentId) {
        return find(session, incidentId)
                .filter(Acknowledging::isActive)
                .filter(incident -> StoredEscalation.find(session, incidentId)
                        .map(Escalation::closingWish)
                        .isEmpty())
                .isPresent();
    }

    private static boolean isActive(Incident incident) {
        return incident.state().live() && !incident.moments() && incident.active() > 0;
    }

    /**
     * Closes an incident.
     *
     * @param evenIfActive whether that events may be active is confirmed
     */
    public ActionResult close(StoreSession session, long incidentId, boolean evenIfActive, By by, Instant now) {
        Incident incident = find(session, incidentId).orElse(null);
        if (incident == null) {
            return unknown();
        }
        Escalation escalation = StoredEscalation.find(session, incidentId).orElse(null);
        String label = label(incident, escalation);
        if (!incident.state().live()) {
            return over(incident, label);
        }
        ClosingWish known = escalation == null ? null : escalation.closingWish();
        if (known != null) {
            return new ActionResult(Kind.ALREADY, sentence(label, known));
        }
        if (!evenIfActive && isActive(incident)) {
            return new ActionResult(Kind.NEEDS_CONFIRMATION, confirm(incident, label, by.via()));
        }
        ClosingWish wish = new ClosingWish(by.technician().id(), by.technician().name(), by.via(), now);
        StoredIncident.tell(session, incident, now, "to be closed by " + by.words());
        if (incident.state() == IncidentState.OPENING || incident.state() == IncidentState.UNKNOWN) {
            wish(session, incident, wish, now);
            return new ActionResult(Kind.DONE, sentence(label, wish));
        }
        writing.close(session, incident, wish, now);
        Incident closed = StoredIncident.of(session, incidentId);
        return new ActionResult(Kind.DONE, over(closed, label).words());
    }

    /** Whoever wants it closed has taken it up, so that nobody is told until it can be; the note on the ticket is that of the close. */
    private static void wish(StoreSession session, Incident incident, ClosingWish wish, Instant now) {
        Escalation escalation = StoredEscalation.settled(session, incident).orElse(null);
        StoredIncident.save(session, incident.change().done());
        if (escalation == null || escalation.acknowledgement() == null) {
            acknowledged(
                    session, incident, new Acknowledgement(wish.technicianId(), wish.name(), wish.via(), now), now);
        }
        StoredEscalation.change(session, incident, change -> change.closingWish(wish), now);
    }

    private static String confirm(Incident incident, String label, Via via) {
        String still = label + ": " + incident.active() + (incident.active() == 1 ? " event is" : " events are")
                + " still active. ";
        return still
                + switch (via) {
                    case SMS -> "Send CLOSE! " + label + " to close it nevertheless.";
                    case VOICE -> "Press 2 again to close it nevertheless.";
                    default -> "Confirm to close it nevertheless.";
                };
    }

    /** Has an incident quiet for a while. */
    public ActionResult snooze(StoreSession session, long incidentId, Duration length, By by, Instant now) {
        Incident incident = find(session, incidentId).orElse(null);
        if (incident == null) {
            return unknown();
        }
        Escalation escalation = StoredEscalation.find(session, incidentId).orElse(null);
        String label = label(incident, escalation);
        if (!incident.state().live()) {
            return over(incident, label);
        }
        Silence snooze = Silence.snooze(
                "snooze-" + incidentId,
                msp,
                incidentId,
                now,
                length,
                by.technician().name(),
                "snoozed by " + by.via().words());
        silences.accept(session, snooze);
        StoredIncident.tell(session, incident, now, "snoozed until " + snooze.endsAt() + " by " + by.words());
        if (escalation != null) {
            StoredEscalation.change(session, incident, change -> change, now);
        }
        return new ActionResult(Kind.DONE, snoozed(label, snooze.endsAt(), now));
    }

    /** What a snooze was answered that runs, said again. */
    ActionResult snoozed(StoreSession session, long incidentId, Instant end, Instant now) {
        return find(session, incidentId)
                .map(incident -> label(
                        incident, StoredEscalation.find(session, incidentId).orElse(null)))
                .map(label -> new ActionResult(Kind.ALREADY, snoozed(label, end, now)))
                .orElseGet(Acknowledging::unknown);
    }

    private static String snoozed(String label, Instant end, Instant now) {
        boolean soon = end.isBefore(now.plus(Duration.ofHours(24)));
        return label + ": quiet until " + (soon ? UNTIL : UNTIL_DAY).format(end) + ".";
    }

    /**
     * What the same wish is answered that was carried out before, without carrying it out again; empty if nothing of it is to be seen
     * any more.
     */
    public Optional<ActionResult> again(StoreSession session, long incidentId, boolean close) {
        Incident incident = find(session, incidentId).orElse(null);
        if (incident == null) {
            return Optional.of(unknown());
        }
        Escalation escalation = StoredEscalation.find(session, incidentId).orElse(null);
        String label = label(incident, escalation);
        if (!incident.state().live()) {
            return Optional.of(over(incident, label));
        }
        ClosingWish wish = escalation == null ? null : escalation.closingWish();
        Acknowledgement acknowledgement = escalation == null ? null : escalation.acknowledgement();
        if (close) {
            return Optional.ofNullable(wish).map(known -> new ActionResult(Kind.ALREADY, sentence(label, known)));
        }
        return Optional.ofNullable(acknowledgement)
                .map(known -> new ActionResult(Kind.ALREADY, sentence(label, known)));
    }

    /** A technician of the MSP who takes alerts; empty if there is none of this id. */
    public Optional<Technician> technician(StoreSession session, String technicianId) {
        return Numbers.active(session, msp, technicianId);
    }

    /** An incident of the MSP; empty if it has none of this id. */
    public Optional<Incident> find(StoreSession session, long incidentId) {
        return Optional.ofNullable(session.incidents().get(List.of(incidentId)).get(incidentId))
                .filter(incident -> incident.msp().equals(msp));
    }

    /** By what people name an incident. */
    static String label(Incident incident, @Nullable Escalation escalation) {
        String code = escalation == null ? null : escalation.code();
        return code == null ? String.valueOf(incident.id()) : code;
    }

    private static String sentence(String label, Acknowledgement acknowledgement) {
        return acknowledgement.via() == Via.SOURCE
                ? label + ": acknowledged at its source."
                : label + ": " + TechnicianWriting.acknowledgedBy(acknowledgement) + ".";
    }

    private static String sentence(String label, ClosingWish wish) {
        return label + ": is closed as soon as its ticket is there, as " + wish.name() + " wished by "
                + wish.via().words() + ".";
    }

    private static ActionResult unknown() {
        return new ActionResult(Kind.UNKNOWN_INCIDENT, "There is no such incident.");
    }

    /** That an incident is over and why: the same words for whoever closes it and whoever asks later. */
    private static ActionResult over(Incident incident, String label) {
        String how = switch (incident.state()) {
            case CLOSED_HUMAN, CLOSED_AUTO -> "closed";
            case DELETED -> "over";
            default -> "over, without a ticket";
        };
        String reason = incident.reason();
        String why = reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) + "..." : reason;
        return new ActionResult(Kind.CLOSED_ALREADY, label + " is " + how + (why.isEmpty() ? "." : ": " + why + "."));
    }
}
