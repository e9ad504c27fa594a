package dev.tocsin.core.escalation;

import dev.tocsin.core.consent.CommandGrammar;
import dev.tocsin.core.consent.InboundMeaning;
import dev.tocsin.core.consent.OptOutWords;
import dev.tocsin.core.key.KeyHash;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * The short codes by which people name incidents in messages, such as {@code 7Q}: of digits and consonants that are not taken for one
 * another and make no words, and never one by which people end messages. Pure.
 */
public final class IncidentCodes {
    /** The characters of a code: no vowels, no 0, no 1. */
    public static final String CHARACTERS = "23456789BCDFGHJKLMNPQRTVWXYZ";

    /** How many short codes are looked at to see whether more than half are in use. */
    private static final int SAMPLE = 15;

    private static final int LONGER_TRIES = 1_000;

    /** What was found of codes before; there are some twenty thousand. */
    private static final Map<String, Boolean> HARMLESS = new ConcurrentHashMap<>();

    private IncidentCodes() {}

    /**
     * A code that is free. It has two characters, or three once more than half of those with two are in use, which a sample of them
     * tells: so a code that somebody mistypes seldom is another's, and nothing has to be counted.
     *
     * @param incidentId the incident; the same one is offered the same codes in the same order
     * @param epoch the epoch
     * @param inUse whether a code is in use
     * @throws IllegalStateException if a thousand codes of three characters are all in use
     */
    public static String free(long incidentId, int epoch, Predicate<String> inUse) {
        List<String> free = new ArrayList<>();
        for (int i = 0; i < SAMPLE; i++) {
            String code = candidate(incidentId, epoch, i, 2);
            if (!inUse.test(code)) {
                free.add(code);
            }
        }
        if (free.size() > SAMPLE / 2) {
            return free.get(0);
        }
        for (int i = 0; i < LONGER_TRIES; i++) {
            String code = candidate(incidentId, epoch, i, 3);
            if (!inUse.test(code)) {
                return code;
            }
        }
        throw new IllegalStateException("no code is free for incident " + incidentId);
    }

    private static String candidate(long incidentId, int epoch, int number, int length) {
        for (int again = 0; ; again++) {
            byte[] hash = KeyHash.start()
                    .add("code")
                    .add(incidentId)
                    .add(epoch)
                    .add(number)
                    .add(again)
                    .finish();
            StringBuilder code = new StringBuilder(length);
            for (int i = 0; i < length; i++) {
                int value = (hash[2 * i] & 0xff) << 8 | (hash[2 * i + 1] & 0xff);
                code.append(CHARACTERS.charAt(value % CHARACTERS.length()));
            }
            if (isHarmless(code.toString())) {
                return code.toString();
            }
        }
    }

    /** Whether a code means nothing when it stands alone in a message. */
    static boolean isHarmless(String code) {
        return HARMLESS.computeIfAbsent(
                code, any -> OptOutWords.read(any, CommandGrammar.none()).meaning() == InboundMeaning.OTHER);
    }
}
