package dev.tocsin.connectwise.callback;

import java.time.Clock;
import java.time.Duration;

/**
 * Remembers which messages were heard, so that a repeat is not. A host with several nodes implements it on what they
 * share; all methods are called by many threads at once, and {@link #claim} must be atomic.
 *
 * <p>Each message that is {@code FRESH} ends with {@link #heard} or {@link #release}, unless the node dies: a shared
 * implementation lets a claim lapse after a minute or so.
 */
public interface SeenMessages {
    /** What is known of a message. */
    enum Claim {
        /** Nothing; it is now the caller's to hear. */
        FRESH,
        /** Somebody is hearing it at this moment, and it is not known how that ends. */
        UNDER_WAY,
        /** It was heard. */
        HEARD
    }

    /** Takes a message if nobody has. */
    Claim claim(String messageId);

    /** The claimed message was heard; a repeat is to be dropped. */
    void heard(String messageId);

    /** The claimed message was not heard; a repeat is welcome. */
    void release(String messageId);

    /**
     * A memory of this process alone.
     *
     * @param clock the time
     * @param forHowLong how long a heard message is remembered, more than zero; the vendor repeats within seconds, so the
     *     rest is against repeats by others
     * @param atMost how many heard messages are remembered, at least 1; the oldest go first. A thousand need about 150 kB
     * @throws dev.tocsin.core.base.ConfigurationException if a number is out of its range
     */
    static SeenMessages inMemory(Clock clock, Duration forHowLong, int atMost) {
        return new RecentMessages(clock, forHowLong, atMost);
    }
}
