package dev.tocsin.core.consent;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The form of a command in a text message, whatever its code means. Pure.
 *
 * @param verb what it begins with
 * @param confirmed whether it bears an exclamation mark
 * @param code the code in capitals, or null if it names none
 * @param behind what stands behind the code, as far as it is read; blank for nothing
 */
public record CommandForm(
        Verb verb, boolean confirmed, @Nullable String code, String behind) {
    /** What a command begins with. */
    public enum Verb {
        /** To take up: {@code ACK}, {@code ACKED}, {@code ACKNOWLEDGE}, {@code ACKNOWLEDGED}. */
        ACK,
        /** To close. */
        CLOSE,
        /** To have quiet. */
        SNOOZE
    }

    /** Longer than any command; what stands behind it is nothing of the form. */
    private static final int READ = 200;
    /** What people put between a word and its code: blanks, and marks such as a colon, a hyphen or quotes. */
    private static final String MARKS = "[\\s\\p{P}]{1,10}";

    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\p{M}]");
    private static final String VERB = "(?i)^[\\s\\p{P}]{0,10}(ACKNOWLEDGED|ACKNOWLEDGE|ACKED|ACK|CLOSE|SNOOZE)";
    private static final String END = "(!?)(?![\\p{L}\\p{N}])";
    private static final Pattern ALONE = Pattern.compile(VERB + "(!?)[\\s\\p{P}]*$");
    private static final Pattern PARTED = Pattern.compile(VERB + "(" + MARKS + "#?)([A-Z0-9]{1,8})" + END);
    /** A code that is glued to the word has a digit; otherwise it is another word, such as "closed". */
    private static final Pattern GLUED = Pattern.compile(VERB + "()((?=[A-Z]?[0-9])[A-Z0-9]{2,3})" + END);

    private static final Pattern ONE = Pattern.compile("^[\\s\\p{P}]*1[\\s\\p{P}\\p{So}\\p{Sk}]*$");

    /**
     * Reads {@code ACK 7Q}, {@code CLOSE! 7Q}, {@code Close: 7q!}, {@code ACK7Q} and {@code (SNOOZE #7Q)} with whatever behind it, and
     * each word alone; empty if a message is none of these.
     */
    public static Optional<CommandForm> read(String message) {
        String plain = plain(message);
        Matcher alone = ALONE.matcher(plain);
        if (plain.length() < READ && alone.find()) {
            return Optional.of(new CommandForm(verb(alone.group(1)), "!".equals(alone.group(2)), null, ""));
        }
        Matcher parted = PARTED.matcher(plain);
        Matcher glued = GLUED.matcher(plain);
        Matcher form = parted.find() ? parted : glued;
        if (form == glued && !glued.find()) {
            return Optional.empty();
        }
        boolean confirmed = form.group(2).contains("!") || "!".equals(form.group(4));
        return Optional.of(new CommandForm(
                verb(form.group(1)), confirmed, form.group(3).toUpperCase(Locale.ROOT), plain.substring(form.end())));
    }

    private static Verb verb(String word) {
        String capitals = word.toUpperCase(Locale.ROOT);
        return capitals.startsWith("ACK") ? Verb.ACK : Verb.valueOf(capitals);
    }

    /** Whether a message is a one alone, with whatever marks a phone puts around it. */
    public static boolean isLoneOne(String message) {
        return message.length() < READ && ONE.matcher(plain(message)).matches();
    }

    /** The beginning of a message without what cannot be seen, and in plain letters and digits. */
    private static String plain(String message) {
        String visible = INVISIBLE.matcher(InboundReading.cut(message, READ)).replaceAll("");
        return InboundReading.cut(Normalizer.normalize(visible, Normalizer.Form.NFKC), READ);
    }
}
