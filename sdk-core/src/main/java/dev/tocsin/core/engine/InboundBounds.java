package dev.tocsin.core.engine;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.key.Base32;
import dev.tocsin.core.key.KeyHash;
import dev.tocsin.core.people.PhoneNumber;
import dev.tocsin.core.store.StoreSession;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * How much a number may cause: who sends texts can be forged, and machines answer each other. Kept as used-up places in the store, so
 * that it holds for all processes. Thread-safe.
 */
final class InboundBounds {
    private static final Duration HELP_PAUSE = Duration.ofHours(1);
    /** How many answers to commands a number gets within the window. */
    private static final int ANSWERS = 10;

    private static final Duration ANSWER_WINDOW = Duration.ofMinutes(10);
    /** How many messages that command nothing are answered within the window, and none twice. */
    private static final int IDLE_ANSWERS = 2;

    private static final Duration IDLE_WINDOW = Duration.ofHours(1);
    private static final int HASH_CHARS = 26;
    private static final Duration CODE_WINDOW = Duration.ofHours(1);

    private final MspId msp;
    private final int wrongCodes;

    /**
     * For the texts of an MSP.
     *
     * @param wrongCodes how many codes that are none a number may send within an hour
     */
    InboundBounds(MspId msp, int wrongCodes) {
        this.msp = msp;
        this.wrongCodes = wrongCodes;
    }

    /** Whether HELP of a number is answered now; a second within the hour is not. */
    boolean takeHelp(StoreSession session, PhoneNumber number, Instant now) {
        return take(session, number, "help", 1, HELP_PAUSE, now);
    }

    /** Whether a number gets an answer now. */
    boolean takeAnswer(StoreSession session, PhoneNumber number, Instant now) {
        return take(session, number, "answer", ANSWERS, ANSWER_WINDOW, now);
    }

    /**
     * Whether a number gets an answer now to words that command nothing. A machine that answers each of our messages, however slowly,
     * mostly says the same, and gets no answer to that.
     */
    boolean takeIdleAnswer(StoreSession session, PhoneNumber number, String words, Instant now) {
        String said = Base32.encode(
                KeyHash.start()
                        .add("idle")
                        .add(words.strip().toLowerCase(Locale.ROOT))
                        .finish(),
                HASH_CHARS);
        return take(session, number, "said/" + said, 1, IDLE_WINDOW, now)
                && take(session, number, "idle", IDLE_ANSWERS, IDLE_WINDOW, now)
                && takeAnswer(session, number, now);
    }

    /** Counts a code that is none of the number's; from the last that is allowed on the number commands nothing for an hour. */
    void wrongCode(StoreSession session, PhoneNumber number, Instant now) {
        boolean allowed = take(session, number, "code", wrongCodes, CODE_WINDOW, now);
        if (!allowed) {
            session.consent().use(place(number, "guessing", 0), now.plus(CODE_WINDOW), now);
        }
    }

    /**
     * Whether too many wrong codes came from a number. A place that is over before it is taken only asks; it is over for long, so that
     * a clock that is behind forgets it as well.
     */
    boolean isGuessing(StoreSession session, PhoneNumber number, Instant now) {
        return !session.consent().use(place(number, "guessing", 0), now.minus(Duration.ofDays(1)), now);
    }

    private boolean take(
            StoreSession session, PhoneNumber number, String what, int places, Duration window, Instant now) {
        for (int i = 0; i < places; i++) {
            if (session.consent().use(place(number, what, i), now.plus(window), now)) {
                return true;
            }
        }
        return false;
    }

    private String place(PhoneNumber number, String what, int index) {
        return "bound/" + msp.value() + "/" + Numbers.hash(number) + "/" + what + "/" + index;
    }
}
