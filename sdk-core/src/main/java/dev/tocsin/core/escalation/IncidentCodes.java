package dev.tocsin.core.escalation;

import dev.tocsin.core.consent.CommandGrammar;
import dev.tocsin.core.consent.InboundMeaning;
import dev.tocsin.core.consent.OptOutWords;
import dev.tocsin.core.key.KeyHash;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The short codes by which people name incidents in messages, such as {@code 7Q}: of digits and consonants that are not taken for one
 * another and make no words, never one by which people end messages, and never one that reads as the length of a snooze. Pure.
 */
public final class IncidentCodes {
    /** The characters of a code: no vowels, no 0, no 1. */
    public static final String CHARACTERS = "23456789BCDFGHJKLMNPQRTVWXYZ";

    /** How many codes of each length are looked at to see whether more than half are taken. */
    private static final int SAMPLE = 15;

    private static final int SHORTEST = 2;
    private static final int LONGEST = 4;

    /** How long a code names nothing new after its incident was over: who finds an old message then does no harm with it. */
    private static final Duration REST = Duration.ofDays(30);

    /** What was found of codes before: of those with two and three characters, some twenty thousand. */
    private static final Map<String, Boolean> HARMLESS = new ConcurrentHashMap<>();

    private IncidentCodes() {}

    /**
     * A code for an incident. It has two characters, or more once more than half of those are taken, which a sample of them tells: so a
     * code that somebody mistypes seldom is another's, and nothing has to be counted. Taken is one whose incident is not over, or has not
     * been for 30 days. Only if all that are offered are taken it is that of the incident which has been over for longest.
     *
     * @param incidentId the incident; the same one is offered the same codes in the same order
     * @param epoch the epoch
     * @param named gives of codes the escalations that a person means who names them, as {@link
     *     dev.tocsin.core.store.EscalationStore#named}
     * @return the code; empty if all that are offered are those of incidents that are not over
     */
    public static Optional<String> free(
            long incidentId, int epoch, Function<List<String>, Map<String, Escalation>> named, Instant now) {
        Map<String, Instant> over = new LinkedHashMap<>();
        for (int length = SHORTEST; length <= LONGEST; length++) {
            List<String> offered = offered(incidentId, epoch, length);
            Map<String, Escalation> taken = named.apply(offered);
            List<String> rested = offered.stream()
                    .filter(code -> isRested(taken.get(code), now))
                    .toList();
            if (rested.size() > offered.size() / 2 || (length == LONGEST && !rested.isEmpty())) {
                return Optional.of(rested.get(0));
            }
            taken.forEach((code, escalation) -> {
                if (escalation.phase() == EscalationPhase.ENDED && escalation.endedAt() != null) {
                    over.put(code, escalation.endedAt());
                }
            });
        }
        return over.entrySet().stream().min(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
    }

    private static boolean isRested(@Nullable Escalation last, Instant now) {
        if (last == null) {
            return true;
        }
        Instant end = last.endedAt();
        return last.phase() == EscalationPhase.ENDED
                && end != null
                && !end.plus(REST).isAfter(now);
    }

    private static List<String> offered(long incidentId, int epoch, int length) {
        return IntStream.range(0, SAMPLE)
                .mapToObj(number -> candidate(incidentId, epoch, number, length))
                .distinct()
                .toList();
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

    /** Whether a code means nothing else when it stands alone in a message, or where a length may stand. */
    static boolean isHarmless(String code) {
        return code.length() == LONGEST
                ? meansNothing(code)
                : HARMLESS.computeIfAbsent(code, IncidentCodes::meansNothing);
    }

    private static boolean meansNothing(String code) {
        return !SnoozeLength.begins(code)
                && OptOutWords.read(code, CommandGrammar.none()).meaning() == InboundMeaning.OTHER;
    }
}
