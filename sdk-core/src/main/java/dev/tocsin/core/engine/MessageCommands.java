package dev.tocsin.core.engine;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.consent.CommandGrammar;
import dev.tocsin.core.escalation.ActionResult;
import dev.tocsin.core.escalation.Escalation;
import dev.tocsin.core.escalation.OpenIncident;
import dev.tocsin.core.escalation.TechnicianCommand;
import dev.tocsin.core.escalation.TechnicianCommand.Kind;
import dev.tocsin.core.escalation.Via;
import dev.tocsin.core.people.PhoneNumber;
import dev.tocsin.core.people.Technician;
import dev.tocsin.core.settings.NotificationSettings;
import dev.tocsin.core.store.StoreSession;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    private static final int LONGEST_CODE = 8;
    /** What is longer is a word behind a command rather than a guess. */
    private static final int LONGEST_GUESS = 4;

    private static final int FEW_WORDS = 3;
    private static final int LONGEST_FEW = 60;

    private static final Pattern FIRST_WORD = Pattern.compile("^[^\\p{L}\\p{N}]{0,20}([\\p{L}\\p{N}]{1,20})");
    private static final List<String> VERBS = List.of("ACK", "CLOSE", "SNOOZE");
    private static final String GUESSING =
            "Too many wrong codes came from this number, so that texts do nothing for an hour. Use a link or a call.";
    private static final String NOT_BY_TEXT = "Texts close nothing here. Use a link or a call.";

    private final MspId msp;
    private final Acknowledging acknowledging;
    private final ToldIncidents told;
    private final NotificationSettings settings;
    private final InboundBounds bounds;

    /** For the technicians of an MSP. */
    public MessageCommands(MspId msp, Acknowledging acknowledging, ToldIncidents told, NotificationSettings settings) {
        this.msp = msp;
        this.acknowledging = acknowledging;
        this.told = told;
        this.settings = settings;
        bounds = new InboundBounds(msp, settings.wrongCodes());
    }

    /**
     * What came of a command.
     *
     * @param technician for whom it was carried out
     * @param incidentId the incident, or null if it named none
     * @param words the answer
     * @param idle whether a machine may go on for ever with such messages, so that they are seldom answered
     */
    record Done(Technician technician, @Nullable Long incidentId, String words, boolean idle) {}

    /** The technicians with a number who were told of an incident: at least one, and who of them wrote is not known. */
    private record Named(List<Technician> technicians, long incidentId) {
        Technician first() {
            return technicians.get(0);
        }

        String names() {
            return technicians.stream().map(Technician::name).collect(Collectors.joining(" or "));
        }
    }

    /**
     * Which command is valid for whoever has a number: one whose code is of an incident that they were told of, over or not, and a lone
     * 1 if exactly one is open.
     */
    CommandGrammar grammar(StoreSession session, String message, List<Technician> technicians) {
        TechnicianCommand command = TechnicianCommand.read(message).orElse(null);
        if (command == null) {
            return CommandGrammar.none();
        }
        String code = command.code();
        boolean valid = code != null
                ? named(session, code, technicians).isPresent()
                : TechnicianCommand.isLoneOne(message)
                        && open(session, technicians).size() == 1;
        return valid ? text -> text.equals(message) : CommandGrammar.none();
    }

    private Optional<Named> named(StoreSession session, String code, List<Technician> technicians) {
        Escalation escalation = session.escalations().named(msp, List.of(code)).get(code);
        return escalation == null ? Optional.empty() : told(session, escalation.incidentId(), technicians);
    }

    private static Optional<Named> told(StoreSession session, long incidentId, List<Technician> technicians) {
        List<Technician> told = technicians.stream()
                .filter(Numbers::isActive)
                .filter(technician -> ToldIncidents.isTold(session, incidentId, technician.ref()))
                .toList();
        return told.isEmpty() ? Optional.empty() : Optional.of(new Named(told, incidentId));
    }

    /**
     * Carries out what a message commands; empty if it commands nothing or nobody with the number takes alerts, who gets no answer
     * either. What begins like a command and is none is answered by what is open, since its sender may take it for done; so is a few
     * words of whoever agreed to texts and has something open.
     *
     * @param agreed whether somebody with the number agreed to texts on it
     */
    Optional<Done> carryOut(
            StoreSession session,
            String message,
            List<Technician> technicians,
            PhoneNumber from,
            boolean agreed,
            Instant now) {
        Technician first =
                technicians.stream().filter(Numbers::isActive).findFirst().orElse(null);
        TechnicianCommand command = TechnicianCommand.read(message).orElse(null);
        if (first == null) {
            return Optional.empty();
        }
        Map<Long, OpenIncident> open = open(session, technicians);
        if (command == null
                && !isNearMiss(session, message, technicians)
                && !(agreed && !open.isEmpty() && isFewWords(message))) {
            return Optional.empty();
        }
        String code = command == null ? null : command.code();
        boolean loneOne = TechnicianCommand.isLoneOne(message) && open.size() == 1;
        Named named = code != null
                ? named(session, code, technicians).orElse(null)
                : loneOne
                        ? told(session, open.keySet().iterator().next(), technicians)
                                .orElse(null)
                        : null;
        boolean length = command != null && named == null && command.namesLengthOnly();
        boolean guess = code != null && named == null && code.length() <= LONGEST_GUESS && !length;
        if (guess) {
            bounds.wrongCode(session, from, now);
        }
        if (command != null && bounds.isGuessing(session, from, now)) {
            return Optional.of(new Done(first, named == null ? null : named.incidentId(), GUESSING, true));
        }
        if (command != null && named != null) {
            return Optional.of(done(session, command, named, from, now));
        }
        String about =
                length ? "No code stands before the length. " : code == null ? "" : code + " is no code of yours. ";
        boolean word = code != null && !guess && !length;
        return Optional.of(new Done(first, null, about + which(open.values()), command == null || word));
    }

    private boolean isNearMiss(StoreSession session, String message, List<Technician> technicians) {
        Matcher word = FIRST_WORD.matcher(message);
        if (!word.find()) {
            return false;
        }
        String first = word.group(1).toUpperCase(Locale.ROOT);
        return VERBS.stream().anyMatch(first::startsWith)
                || (first.length() <= LONGEST_CODE
                        && named(session, first, technicians).isPresent());
    }

    /** Such as "ok", "AKC 7Q" or a picture: what may be meant to act. Whoever writes whole sentences means no command. */
    private static boolean isFewWords(String message) {
        return message.length() < LONGEST_FEW && message.strip().split("\\s+").length <= FEW_WORDS;
    }

    private Map<Long, OpenIncident> open(StoreSession session, List<Technician> technicians) {
        Map<Long, OpenIncident> open = new LinkedHashMap<>();
        technicians.stream()
                .filter(Numbers::isActive)
                .forEach(technician -> told.open(session, technician.ref())
                        .forEach(incident -> open.putIfAbsent(incident.incidentId(), incident)));
        return open;
    }

    private Done done(StoreSession session, TechnicianCommand command, Named named, PhoneNumber from, Instant now) {
        Acknowledging.By by = new Acknowledging.By(named.first(), named.names(), Via.SMS, from.masked());
        long id = named.incidentId();
        boolean closes = command.kind() == Kind.CLOSE || command.kind() == Kind.CLOSE_CONFIRMED;
        if (closes && !settings.closeByText()) {
            return new Done(named.first(), id, NOT_BY_TEXT, false);
        }
        Duration length = command.length(settings.snooze()).orElse(null);
        if (command.kind() == Kind.SNOOZE && length == null) {
            return new Done(named.first(), id, notSnoozed(String.valueOf(command.code())), false);
        }
        ActionResult result = switch (command.kind()) {
            case ACKNOWLEDGE -> acknowledging.acknowledge(session, id, by, now);
            case CLOSE -> acknowledging.close(session, id, false, by, now);
            case CLOSE_CONFIRMED -> acknowledging.close(session, id, true, by, now);
            case SNOOZE -> acknowledging.snooze(session, id, length == null ? settings.snooze() : length, by, now);
        };
        return new Done(named.first(), id, result.words(), false);
    }

    private static String notSnoozed(String code) {
        return code + " is not snoozed: no legal length. Send SNOOZE " + code
                + " and from 1m to 7d, such as 30m or 2h, or nothing.";
    }

    /** What is open; first what nobody took up yet. */
    private static String which(Collection<OpenIncident> open) {
        if (open.isEmpty()) {
            return "You have no open incident.";
        }
        String list = open.stream()
                .sorted(Comparator.comparing(OpenIncident::acknowledged))
                .limit(LISTED)
                .map(incident ->
                        incident.code() + (incident.acknowledged() ? " (acknowledged) " : " ") + cut(incident.title()))
                .collect(Collectors.joining("; "));
        int more = open.size() - LISTED;
        return "Open: " + list + (more > 0 ? "; and " + more + " more" : "") + ". Send ACK or CLOSE and a code.";
    }

    /** With dots that the alphabet of text messages has, unlike an ellipsis. */
    private static String cut(String title) {
        return title.codePointCount(0, title.length()) <= TITLE
                ? title
                : title.substring(0, title.offsetByCodePoints(0, TITLE - 3)) + "...";
    }
}
