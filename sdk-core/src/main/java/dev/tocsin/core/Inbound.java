package dev.tocsin.core;

import dev.tocsin.core.consent.InboundMessage;
import dev.tocsin.core.notify.CallScript;
import dev.tocsin.core.notify.InboundOutcome;
import dev.tocsin.core.notify.KeyAnswer;
import dev.tocsin.core.notify.KeyPress;
import org.jspecify.annotations.Nullable;

/**
 * What people send back: texts, and keys pressed in calls, by {@link Tocsin#inbound}. Whoever hands it in has checked the provider's
 * signature. The same thing handed in again changes nothing and is answered the same. Thread-safe.
 */
public final class Inbound {
    Inbound() {}

    /**
     * Takes a text message in: the words of consent first, then commands. An answer is planned as a notification like all others and
     * never given here.
     *
     * @throws dev.tocsin.core.base.ConfigurationException if there is no programme
     */
    public InboundOutcome message(InboundMessage message) {
        throw new UnsupportedOperationException("message");
    }

    /** Takes a key in that was pressed in a call: 1 acknowledges, 2 closes, 3 snoozes. A machine never acts. */
    public KeyAnswer keyPressed(KeyPress press) {
        throw new UnsupportedOperationException("keyPressed");
    }

    /**
     * What a call of ours says when it was answered. Changes nothing.
     *
     * @param notificationKey the key of the notification that the call is
     * @param answeredBy what the provider takes to have answered, or null if it does not say
     */
    public CallScript script(String notificationKey, @Nullable String answeredBy) {
        throw new UnsupportedOperationException("script");
    }
}
