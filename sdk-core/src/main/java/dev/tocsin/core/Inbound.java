package dev.tocsin.core;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.consent.InboundMessage;
import dev.tocsin.core.engine.Calls;
import dev.tocsin.core.engine.InboundMessages;
import dev.tocsin.core.notify.CallScript;
import dev.tocsin.core.notify.InboundOutcome;
import dev.tocsin.core.notify.KeyAnswer;
import dev.tocsin.core.notify.KeyPress;
import dev.tocsin.core.store.Store;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * What people send back: texts, and keys pressed in calls, by {@link Tocsin#inbound}. Whoever hands it in has checked the provider's
 * signature. The same thing handed in again changes nothing and is answered the same. Thread-safe.
 */
public final class Inbound {
    private final Store store;
    private final @Nullable InboundMessages messages;
    private final Calls calls;
    private final Clock clock;
    private final Runnable afterwards;

    /**
     * For an MSP.
     *
     * @param messages what takes messages in, or null if there is no programme
     * @param afterwards is run when something is to be sent or written to a PSA
     */
    Inbound(Store store, @Nullable InboundMessages messages, Calls calls, Clock clock, Runnable afterwards) {
        this.store = store;
        this.messages = messages;
        this.calls = calls;
        this.clock = clock;
        this.afterwards = afterwards;
    }

    /**
     * Takes a text message in: the words of consent first, then commands. An answer is planned as a notification like all others and
     * never given here.
     *
     * @throws ConfigurationException if there is no programme
     */
    public InboundOutcome message(InboundMessage message) {
        InboundMessages taking = messages;
        if (taking == null) {
            throw new ConfigurationException(
                    "programme",
                    "is missing; messages are taken in for a sending programme, as its consent is kept by it");
        }
        InboundOutcome outcome = store.write(session -> taking.take(session, message, clock.instant()));
        afterwards.run();
        return outcome;
    }

    /** Takes a key in that was pressed in a call: 1 acknowledges, 2 closes, 3 snoozes. A machine never acts. */
    public KeyAnswer keyPressed(KeyPress press) {
        KeyAnswer answer = store.write(session -> calls.keyPressed(session, press, clock.instant()));
        afterwards.run();
        return answer;
    }

    /**
     * What a call of ours says when it was answered. With that it counts as delivered; asked again, it says the same and changes nothing.
     *
     * @param notificationKey the key of the notification that the call is
     * @param answeredBy what the provider takes to have answered, or null if it does not say
     */
    public CallScript script(String notificationKey, @Nullable String answeredBy) {
        return store.write(session -> calls.script(session, notificationKey, answeredBy, clock.instant()));
    }
}
