package dev.tocsin.core.engine;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.consent.CommandGrammar;
import dev.tocsin.core.escalation.ActionResult;
import dev.tocsin.core.escalation.Escalation;
import dev.tocsin.core.escalation.OpenIncident;
import dev.tocsin.core.escalation.TechnicianCommand;
import dev.tocsin.core.escalation.Via;
import dev.tocsin.core.people.PhoneNumber;
import dev.tocsin.core.people.Technician;
import dev.tocsin.core.settings.NotificationSettings;
import dev.tocsin.core.store.StoreSession;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Commands in text messages. A number may act only for the technicians who have it, and they only on what they were told of.
 * Thread-safe.
 */
public final class MessageCommands {
    /** How many open incidents an answer lists. */
    private static final int LISTED = 5;
    /** The most characters of a title in a list. */
    private static final int TITLE = 30;

    private final MspId msp;
    private final Acknowledging acknowledging;
    private final ToldIncidents told;
    private final NotificationSettings settings;

    /** For the technicians of an MSP. */
    public MessageCommands(MspId msp, Acknowledging acknowledging, ToldIncidents told, NotificationSettings settings) {
        this.msp = msp;
        this.acknowledging = acknowledging;
        this.told = told;
        this.settings = settings;
    }

    /**
     * What came of a command.
     *
     * @param technician for whom it was carried out
     * @param incidentId the incident, or null if it named none
     * @param words the answer
     */
    record Done(Technician technician, @Nullable Long incidentId, String words) {}

    /** A technician, and the incident that a code of theirs names. */
    private record Named(Technician technician, long incidentId) {}

    /** Which command is valid for whoever has a number: one whose code is of an incident that they were told of, over or not. */
    CommandGrammar grammar(StoreSession session, String message, List<Technician> technicians) {
        String code =
                TechnicianCommand.read(message).map(TechnicianCommand::code).orElse(null);
        return code == null || named(session, code, technicians).isEmpty()
                ? CommandGrammar.none()
                : CommandGrammar.ofCodes(List.of(code));
    }

    private Optional<Named> named(StoreSession session, String code, List<Technician> technicians) {
        Escalation escalation = session.escalations().named(msp, code).orElse(null);
        return escalation == null
                ? Optional.empty()
                : technicians.stream()
                        .filter(Numbers::isActive)
                        .filter(technician -> ToldIncidents.isTold(session, escalation.incidentId(), technician.ref()))
                        .findFirst()
                        .map(technician -> new Named(technician, escalation.incidentId()));
    }

    /**
     * Carries a command out; empty if nobody with the number takes alerts, who gets no answer either.
     *
     * @param loneOne whether the command is a lone 1
     */
    Optional<Done> carryOut(
            StoreSession session,
            TechnicianCommand command,
            boolean loneOne,
            List<Technician> technicians,
            PhoneNumber from,
            Instant now) {
        Optional<Technician> first =
                technicians.stream().filter(Numbers::isActive).findFirst();
        if (first.isEmpty()) {
            return Optional.empty();
        }
        Map<Long, Named> open = new LinkedHashMap<>();
        Map<Long, OpenIncident> shown = new LinkedHashMap<>();
        technicians.stream()
                .filter(Numbers::isActive)
                .forEach(technician -> told.open(session, technician.ref()).forEach(incident -> {
                    open.putIfAbsent(incident.incidentId(), new Named(technician, incident.incidentId()));
                    shown.putIfAbsent(incident.incidentId(), incident);
                }));
        String code = command.code();
        Optional<Named> named = code != null
                ? named(session, code, technicians)
                : loneOne && open.size() == 1 ? open.values().stream().findFirst() : Optional.empty();
        return Optional.of(named.map(one -> done(session, command, one, from, now))
                .orElseGet(() -> new Done(first.get(), null, which(code, List.copyOf(shown.values())))));
    }

    private Done done(StoreSession session, TechnicianCommand command, Named named, PhoneNumber from, Instant now) {
        Acknowledging.By by = new Acknowledging.By(named.technician(), Via.SMS, from.masked());
        long id = named.incidentId();
        ActionResult result = switch (command.kind()) {
            case ACKNOWLEDGE -> acknowledging.acknowledge(session, id, by, now);
            case CLOSE -> acknowledging.close(session, id, false, by, now);
            case CLOSE_CONFIRMED -> acknowledging.close(session, id, true, by, now);
            case SNOOZE -> acknowledging.snooze(session, id, settings.snooze(), by, now);
        };
        return new Done(named.technician(), id, result.words());
    }

    private static String which(@Nullable String code, List<OpenIncident> open) {
        String about = code == null ? "" : code + " is no code of yours. ";
        if (open.isEmpty()) {
            return about + "You have no open incident.";
        }
        String list = open.stream()
                .limit(LISTED)
                .map(incident -> incident.code() + " " + cut(incident.title()))
                .collect(Collectors.joining("; "));
        int more = open.size() - LISTED;
        return about + "Open: " + list + (more > 0 ? "; and " + more + " more" : "")
                + ". Send ACK or CLOSE and a code.";
    }

    /** With dots that the alphabet of text messages has, unlike an ellipsis. */
    private static String cut(String title) {
        return title.codePointCount(0, title.length()) <= TITLE
                ? title
                : title.substring(0, title.offsetByCodePoints(0, TITLE - 3)) + "...";
    }
}
