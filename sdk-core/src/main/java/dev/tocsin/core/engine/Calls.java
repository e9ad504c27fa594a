package dev.tocsin.core.engine;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.escalation.ActionResult;
import dev.tocsin.core.escalation.ActionResult.Kind;
import dev.tocsin.core.escalation.Via;
import dev.tocsin.core.key.Base32;
import dev.tocsin.core.key.KeyHash;
import dev.tocsin.core.notify.CallScript;
import dev.tocsin.core.notify.ChannelKind;
import dev.tocsin.core.notify.DeliveryStatus;
import dev.tocsin.core.notify.KeyAnswer;
import dev.tocsin.core.notify.KeyAnswer.Next;
import dev.tocsin.core.notify.KeyPress;
import dev.tocsin.core.notify.Notification;
import dev.tocsin.core.notify.NotificationState;
import dev.tocsin.core.notify.Purpose;
import dev.tocsin.core.notify.Words;
import dev.tocsin.core.people.PersonRef;
import dev.tocsin.core.people.PhoneNumber;
import dev.tocsin.core.people.Technician;
import dev.tocsin.core.settings.NotificationSettings;
import dev.tocsin.core.store.StoreSession;
import dev.tocsin.core.store.TrailStore;
import dev.tocsin.core.suppress.Silence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What calls say and what keys pressed in them change, in the caller's transaction. Thread-safe. */
public final class Calls {
    /** How long a pressed key is remembered after its call is over: clocks differ. */
    private static final Duration CLOCKS = Duration.ofHours(1);

    /** How often a call asks again for a key that means something. */
    private static final int ASKS = 3;

    private static final int HASH_CHARS = 26;

    private final MspId msp;
    private final Acknowledging acknowledging;
    private final NotificationSettings settings;

    /** For the calls of an MSP. */
    public Calls(MspId msp, Acknowledging acknowledging, NotificationSettings settings) {
        this.msp = msp;
        this.acknowledging = acknowledging;
        this.settings = settings;
    }

    /** What a call says when it was answered: with that it told its person, as far as anybody knows. */
    public CallScript script(StoreSession session, String key, @Nullable String answeredBy, Instant now) {
        Notification call = call(session, key, now).orElse(null);
        Words words = call == null ? null : call.words();
        if (call == null || words == null) {
            return new CallScript(false, "", false);
        }
        if (call.state() != NotificationState.DELIVERED) {
            MessageEndings.save(
                    session,
                    call.change()
                            .ended(NotificationState.DELIVERED, now)
                            .status(DeliveryStatus.DELIVERED)
                            .reason(null)
                            .done());
        }
        boolean live = readOut(session, call).stream()
                .flatMap(id -> acknowledging.find(session, id).stream())
                .anyMatch(incident -> incident.state().live());
        return new CallScript(true, words.text(), live && acts(call) && !CallScript.isMachine(answeredBy));
    }

    /** Takes a key in. It counts for all incidents that the call reads out. */
    public KeyAnswer keyPressed(StoreSession session, KeyPress press, Instant now) {
        Notification call = call(session, press.notificationKey(), now).orElse(null);
        if (call == null || !acts(call)) {
            return new KeyAnswer("", Next.HANG_UP);
        }
        if (press.byMachine()) {
            trail(session, call, press, "answered by '" + press.answeredBy() + "', which never acts", now);
            return new KeyAnswer("", Next.HANG_UP);
        }
        Technician technician = Numbers.active(session, msp, call.person().id()).orElse(null);
        if (technician == null) {
            trail(session, call, press, "refused, since the technician takes no alerts now", now);
            return new KeyAnswer("You take no alerts any more.", Next.HANG_UP);
        }
        List<Long> incidents = readOut(session, call);
        Acknowledging.By by = new Acknowledging.By(technician, Via.VOICE, to(call));
        return switch (press.digits().strip()) {
            case "1" -> {
                boolean first = use(session, call, press, "1", now);
                yield hangUp(
                        incidents,
                        id -> first ? acknowledging.acknowledge(session, id, by, now) : again(session, id, false));
            }
            case "2" -> close(session, call, incidents, press, by, now);
            case "3" -> snooze(session, call, incidents, press, by, now);
            default -> askAgain(session, call, press, now);
        };
    }

    /** The incidents that a call is about: its own, and those of what goes out with it. */
    private static List<Long> readOut(StoreSession session, Notification call) {
        return Stream.concat(Stream.of(call), session.notifications().bundledWith(call.id()).stream())
                .map(Notification::incidentId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    private KeyAnswer close(
            StoreSession session,
            Notification call,
            List<Long> incidents,
            KeyPress press,
            Acknowledging.By by,
            Instant now) {
        boolean first = use(session, call, press, (press.confirming() ? "2 again " : "2 ") + press.asked(), now);
        // A 2 that is answered by a question has done nothing yet: delivered again it asks again.
        List<Long> asking = press.confirming()
                ? List.of()
                : incidents.stream()
                        .filter(id -> acknowledging.needsConfirmation(session, id))
                        .toList();
        if (!asking.isEmpty()) {
            return new KeyAnswer(
                    words(asking, id -> acknowledging.close(session, id, false, by, now)), Next.CONFIRM_CLOSE);
        }
        return hangUp(
                incidents,
                id -> first ? acknowledging.close(session, id, press.confirming(), by, now) : again(session, id, true));
    }

    /** A press that was delivered before acts no more, also if the incident went on since. */
    private ActionResult again(StoreSession session, long incidentId, boolean close) {
        return acknowledging
                .again(session, incidentId, close)
                .orElseGet(() -> new ActionResult(Kind.ALREADY, "That key was pressed in this call before."));
    }

    /** The same press delivered twice snoozes once: the second is told of the end that the first has set. */
    private KeyAnswer snooze(
            StoreSession session,
            Notification call,
            List<Long> incidents,
            KeyPress press,
            Acknowledging.By by,
            Instant now) {
        boolean first = use(session, call, press, "snooze", now);
        return hangUp(
                incidents,
                id -> first
                        ? acknowledging.snooze(session, id, settings.snooze(), by, now)
                        : snoozed(session, id, now));
    }

    private ActionResult snoozed(StoreSession session, long incidentId, Instant now) {
        return session.configuration().load(msp).suppression().silences().stream()
                .map(stored -> stored.item())
                .filter(silence ->
                        silence.snoozes().filter(id -> id == incidentId).isPresent())
                .map(Silence::endsAt)
                .findFirst()
                .map(end -> acknowledging.snoozed(session, incidentId, end, now))
                .orElseGet(() -> new ActionResult(Kind.ALREADY, "That is over."));
    }

    private KeyAnswer askAgain(StoreSession session, Notification call, KeyPress press, Instant now) {
        if (press.asked() < ASKS) {
            return new KeyAnswer(
                    press.confirming() ? "It was not closed." : "That key means nothing here.", Next.ASK_AGAIN);
        }
        trail(session, call, press, "no key that means something was pressed", now);
        return new KeyAnswer("", Next.HANG_UP);
    }

    private boolean use(StoreSession session, Notification call, KeyPress press, String what, Instant now) {
        String hash = Base32.encode(
                KeyHash.start()
                        .add(msp.value())
                        .add(press.notificationKey())
                        .add(press.callId())
                        .add(what)
                        .finish(),
                HASH_CHARS);
        // As long as the call may be answered at all, and longer by what clocks differ.
        return session.consent().use("call/" + hash, MessageTimes.over(call).plus(CLOCKS), now);
    }

    private static KeyAnswer hangUp(List<Long> incidents, LongFunction<ActionResult> act) {
        return new KeyAnswer(words(incidents, act), Next.HANG_UP);
    }

    private static String words(List<Long> incidents, LongFunction<ActionResult> act) {
        return incidents.stream().map(id -> act.apply(id).words()).distinct().collect(Collectors.joining(" "));
    }

    /** A call of ours that was made or may have been, and is not long over. */
    private Optional<Notification> call(StoreSession session, String key, Instant now) {
        return session.notifications()
                .byKey(msp, key)
                .filter(notification -> notification.kind() == ChannelKind.VOICE)
                .filter(Calls::wasMade)
                .filter(notification -> MessageTimes.over(notification).isAfter(now));
    }

    /** Also one that its service did not have when it was asked, or of which nobody knew: it may ring late. */
    private static boolean wasMade(Notification call) {
        return switch (call.state()) {
            case SENDING, UNKNOWN, SENT, DELIVERED, FAILED -> true;
            case PLANNED, REFUSED -> call.sentAt() != null;
            case SKIPPED, BUNDLED -> false;
        };
    }

    /** Whether keys mean something in a call: it tells a technician of an incident. */
    private static boolean acts(Notification call) {
        boolean tells = call.purpose() == Purpose.ALERT || call.purpose() == Purpose.REMINDER;
        return tells && call.incidentId() != null && call.person().kind() == PersonRef.Kind.TECHNICIAN;
    }

    private static @Nullable String to(Notification call) {
        String address = call.address();
        return address == null ? null : new PhoneNumber(address).masked();
    }

    private void trail(StoreSession session, Notification call, KeyPress press, String text, Instant now) {
        session.trail()
                .append(List.of(new TrailStore.Entry(
                        0,
                        msp,
                        now,
                        call.personName(),
                        "call " + call.key(),
                        "key in call " + press.callId() + ": " + text)));
    }
}
