package dev.tocsin.core.engine;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.consent.CommandGrammar;
import dev.tocsin.core.consent.ConsentAction;
import dev.tocsin.core.consent.ConsentState;
import dev.tocsin.core.consent.InboundAnswer;
import dev.tocsin.core.consent.InboundConsent;
import dev.tocsin.core.consent.InboundMeaning;
import dev.tocsin.core.consent.InboundMessage;
import dev.tocsin.core.consent.InboundReading;
import dev.tocsin.core.consent.OptOutWords;
import dev.tocsin.core.consent.Programme;
import dev.tocsin.core.escalation.TechnicianCommand;
import dev.tocsin.core.notify.ChannelKind;
import dev.tocsin.core.notify.InboundOutcome;
import dev.tocsin.core.notify.Notification;
import dev.tocsin.core.notify.NotificationKeys;
import dev.tocsin.core.notify.NotificationState;
import dev.tocsin.core.notify.Purpose;
import dev.tocsin.core.notify.Words;
import dev.tocsin.core.people.PhoneNumber;
import dev.tocsin.core.people.PhoneUse;
import dev.tocsin.core.people.Technician;
import dev.tocsin.core.settings.NotificationSettings;
import dev.tocsin.core.store.StoreSession;
import dev.tocsin.core.store.TrailStore;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a text message changes: the words of consent first, then commands, in the caller's transaction. Answers are planned and nothing
 * is sent. Thread-safe.
 */
public final class InboundMessages {
    /** For how long a second delivery of a message is known; providers repeat theirs for hours. */
    private static final Duration REMEMBERED = Duration.ofDays(30);
    /**
     * For how long a command is known: for good. A provider's signature never expires, and a code comes to name another incident.
     */
    private static final Duration COMMANDS_REMEMBERED = Duration.ofDays(36_500);

    private static final String ENOUGH = "the number had as many answers as it gets for now";
    /** How long after an opt-out its one confirmation may be sent (47 CFR 64.1200(a)(12)). */
    private static final Duration CONFIRMATION = Duration.ofMinutes(5);
    /** The words that a provider such as Twilio answers by itself, if they are the whole message. */
    private static final Set<String> ANSWERED_BY_PROVIDER = Set.of(
            "stop",
            "stopall",
            "unsubscribe",
            "cancel",
            "end",
            "quit",
            "revoke",
            "optout",
            "help",
            "info",
            "start",
            "unstop");

    private final MspId msp;
    private final Programme programme;
    private final boolean providerAnswersKeywords;
    private final InboundConsent consent;
    private final MessageCommands commands;
    private final NotificationSettings settings;
    private final InboundBounds bounds;

    /**
     * For an MSP and a sending programme.
     *
     * @param providerAnswersKeywords whether the provider itself answers STOP, HELP and START
     */
    public InboundMessages(
            MspId msp,
            Programme programme,
            boolean providerAnswersKeywords,
            MessageCommands commands,
            NotificationSettings settings) {
        this.msp = msp;
        this.programme = programme;
        this.providerAnswersKeywords = providerAnswersKeywords;
        this.commands = commands;
        this.settings = settings;
        consent = new InboundConsent(programme);
        bounds = new InboundBounds(msp, settings.wrongCodes());
    }

    /** Takes a message in; one that came before changes nothing. */
    public InboundOutcome take(StoreSession session, InboundMessage message, Instant now) {
        String key = NotificationKeys.ofAnswer(message.provider(), message.messageId());
        List<Technician> technicians = Numbers.technicians(session, msp, message.from());
        boolean command = TechnicianCommand.read(message.text()).isPresent();
        boolean isNew = session.consent()
                .use("message/" + msp.value() + "/" + key, now.plus(command ? COMMANDS_REMEMBERED : REMEMBERED), now);
        if (!isNew) {
            InboundReading reading = readBefore(session, key, message);
            return new InboundOutcome(reading, said(session, key, reading), true);
        }
        CommandGrammar grammar = commands.grammar(session, message.text(), technicians);
        ConsentState state = ConsentState.of(
                programme.id(), message.from(), session.consent().of(programme.id(), message.from()));
        InboundAnswer answer = consent.read(message, state, grammar);
        session.consent().append(answer.entries());
        InboundReading reading = answer.reading();
        Numbers.Holder holder = Numbers.holder(msp, technicians, state);
        if (reading.isOptOut()) {
            stopPlanned(session, message.from(), Numbers.reached(session, msp, message.from()), now);
        }
        String reply = answer.reply();
        if (reply != null && !isAnsweredByProvider(message.text(), reading, state)) {
            Purpose purpose = purpose(reading.meaning());
            boolean allowed = isAllowed(session, purpose, message.from(), now);
            plan(session, key, purpose, null, holder, message.from(), reply, allowed, now);
        } else if (isCommand(reading)) {
            boolean agreed = technicians.stream()
                    .anyMatch(technician ->
                            state.consent(technician.ref(), PhoneUse.SMS, now).isPresent());
            command(session, key, message, technicians, agreed, now);
        }
        String words = said(session, key, reading);
        session.trail()
                .append(List.of(new TrailStore.Entry(
                        0,
                        msp,
                        now,
                        holder.name(),
                        "message from " + message.from().masked(),
                        reading.meaning() + (reading.review() ? ", for a person to read" : "") + ": " + words)));
        return new InboundOutcome(reading, words, false);
    }

    /** What a message was read as when it came first, whatever its code names by now: a command left the answer of an incident. */
    private InboundReading readBefore(StoreSession session, String key, InboundMessage message) {
        boolean wasCommand = session.notifications()
                .byKey(msp, key)
                .map(Notification::incidentId)
                .isPresent();
        return OptOutWords.read(message.text(), wasCommand ? text -> true : CommandGrammar.none());
    }

    private static boolean isCommand(InboundReading reading) {
        // A yes that answers no question of ours has no reply, and may be meant for an incident.
        return reading.meaning() == InboundMeaning.COMMAND
                || reading.meaning() == InboundMeaning.OTHER
                || reading.meaning() == InboundMeaning.YES;
    }

    private void command(
            StoreSession session,
            String key,
            InboundMessage message,
            List<Technician> technicians,
            boolean agreed,
            Instant now) {
        commands.carryOut(session, message.text(), technicians, message.from(), agreed, now)
                .ifPresent(done -> plan(
                        session,
                        key,
                        Purpose.ANSWER,
                        done.incidentId(),
                        new Numbers.Holder(
                                done.technician().ref(), done.technician().name()),
                        message.from(),
                        done.words(),
                        done.idle()
                                ? bounds.takeIdleAnswer(session, message.from(), message.text(), now)
                                : bounds.takeAnswer(session, message.from(), now),
                        now));
    }

    /** The same for a message and its repeats: what it was answered, or else what it meant. */
    private String said(StoreSession session, String key, InboundReading reading) {
        return session.notifications()
                .byKey(msp, key)
                .filter(answer -> answer.purpose() != Purpose.HELP || !ENOUGH.equals(answer.reason()))
                .map(Notification::words)
                .map(Words::text)
                .orElseGet(() -> switch (reading.meaning()) {
                    case OPT_OUT -> "No more messages go to the number.";
                    case OPT_OUT_TO_REVIEW -> "No more messages go to the number; a person is to read this.";
                    case HELP -> "Help was asked for.";
                    case START -> "Messages resume for whoever had agreed on the number.";
                    case YES -> "Yes, to what was asked last, if anything was.";
                    case COMMAND, OTHER -> "Nothing follows from it.";
                });
    }

    private static Purpose purpose(InboundMeaning meaning) {
        return switch (meaning) {
            case OPT_OUT, OPT_OUT_TO_REVIEW -> Purpose.OPT_OUT_CONFIRMATION;
            case HELP -> Purpose.HELP;
            default -> Purpose.ANSWER;
        };
    }

    /**
     * Providers know their words only if one is the whole message, and nothing around it; what else is taken for one is ours to answer.
     * Two answers are harmless, none is not. START is answered by a provider only if that keeps messages from the number.
     */
    private boolean isAnsweredByProvider(String text, InboundReading reading, ConsentState before) {
        return providerAnswersKeywords
                && reading.meaning() != InboundMeaning.YES
                && !reading.review()
                && (reading.meaning() != InboundMeaning.START || endedByProvider(before))
                && isProvidersWord(text);
    }

    private static boolean isProvidersWord(@Nullable String text) {
        return text != null && ANSWERED_BY_PROVIDER.contains(text.strip().toLowerCase(Locale.ROOT));
    }

    private static boolean endedByProvider(ConsentState state) {
        return state.lastOptOut(PhoneUse.SMS)
                .filter(end -> end.action() == ConsentAction.PROVIDER_BLOCK
                        || isProvidersWord(end.evidence().get("message")))
                .isPresent();
    }

    /** Whether an answer may go out; the one confirmation of an opt-out always may. */
    private boolean isAllowed(StoreSession session, Purpose purpose, PhoneNumber number, Instant now) {
        return switch (purpose) {
            case OPT_OUT_CONFIRMATION -> true;
            case HELP -> bounds.takeHelp(session, number, now);
            default -> bounds.takeAnswer(session, number, now);
        };
    }

    private void plan(
            StoreSession session,
            String key,
            Purpose purpose,
            @Nullable Long incidentId,
            Numbers.Holder holder,
            PhoneNumber number,
            String words,
            boolean allowed,
            Instant now) {
        Duration lives = purpose == Purpose.OPT_OUT_CONFIRMATION ? CONFIRMATION : settings.timeToLive();
        Notification answer = Notification.withWords(
                session.notifications().nextId(),
                msp,
                key,
                purpose,
                incidentId,
                holder.person(),
                holder.name(),
                ChannelKind.SMS,
                number.e164(),
                Words.of(words),
                now,
                now.plus(lives));
        if (session.notifications().add(answer) && !allowed) {
            // On record only, so that the same message again is told the same.
            session.notifications()
                    .save(List.of(answer.change()
                            .reason(ENOUGH)
                            .ended(NotificationState.SKIPPED, now)
                            .done()));
        }
    }

    /**
     * What is planned for a number that wants no more: answers and the like are skipped; an alert is due at once, so that the gate
     * refuses it now and whoever it is for is told by another channel, if its step has one.
     */
    private void stopPlanned(StoreSession session, PhoneNumber number, List<Technician> technicians, Instant now) {
        String reason = "whoever has " + number.masked() + " wants no more messages";
        for (Technician technician : technicians) {
            for (ChannelKind kind : EnumSet.of(ChannelKind.SMS, ChannelKind.VOICE)) {
                PhoneUse use = kind == ChannelKind.SMS ? PhoneUse.SMS : PhoneUse.VOICE;
                boolean first = technician
                        .firstPhone(use)
                        .filter(phone -> phone.number().equals(number))
                        .isPresent();
                List<Notification> stopped = session.notifications().planned(technician.ref(), kind).stream()
                        .filter(one ->
                                one.address() == null ? first : one.address().equals(number.e164()))
                        .filter(one -> one.purpose() != Purpose.OPT_OUT_CONFIRMATION && one.purpose() != Purpose.HELP)
                        .map(one -> stopped(one, reason, now))
                        .toList();
                session.notifications().save(stopped);
            }
        }
    }

    private static Notification stopped(Notification planned, String reason, Instant now) {
        Notification.Change change = planned.change().reason(reason);
        return planned.purpose() == Purpose.ALERT
                ? change.open(NotificationState.PLANNED, now).done()
                : change.ended(NotificationState.SKIPPED, now).done();
    }
}
