package dev.tocsin.core.escalation;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads how long somebody wants quiet, as people type it. Pure. */
final class SnoozeLength {
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    /** A text should not silence an incident for as long as an API may. */
    private static final Duration LONGEST = Duration.ofDays(7);

    private static final Pattern LENGTH = Pattern.compile("(?i)^[\\s\\p{P}]*(?:for\\s+)?"
            + "(?=\\d)(?:(\\d{1,4})\\s*d(?:ays?)?)?\\s*"
            + "(?:(\\d{1,4})\\s*h(?:(?:ou)?rs?)?)?\\s*"
            + "(?:(\\d{1,5})\\s*m(?:in(?:ute)?s?)?)?(?![\\p{L}\\p{N}])");
    /** A length whose unit may stand apart, or be left out. */
    private static final Pattern FIGURES = Pattern.compile("^\\p{N}+(?![\\p{L}\\p{N}])");

    private static final Pattern FIGURE = Pattern.compile("\\p{N}");

    private SnoozeLength() {}

    /** The length that a text begins with; the other if it has no figure at all; empty if it has and is no legal length. */
    static Optional<Duration> read(String text, Duration otherwise) {
        if (!FIGURE.matcher(text).find()) {
            return Optional.of(otherwise);
        }
        Matcher length = LENGTH.matcher(text);
        if (!length.find() || FIGURE.matcher(text.substring(length.end())).find()) {
            return Optional.empty();
        }
        Duration wanted = Duration.ofDays(number(length.group(1)))
                .plusHours(number(length.group(2)))
                .plusMinutes(number(length.group(3)));
        return wanted.compareTo(SHORTEST) < 0 || wanted.compareTo(LONGEST) > 0 ? Optional.empty() : Optional.of(wanted);
    }

    /** Whether a text begins with a length, legal or not, or with a figure that may be one. */
    static boolean begins(String text) {
        return LENGTH.matcher(text).find() || FIGURES.matcher(text).find();
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
