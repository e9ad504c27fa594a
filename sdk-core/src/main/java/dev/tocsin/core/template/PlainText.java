package dev.tocsin.core.template;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Brings texts of unknown origin into a form that is safe to show, and cuts them where a reader sees no harm. Pure. */
public final class PlainText {
    /**
     * Control characters, halves of characters, and what is not seen but changes what is: the marks that turn the
     * direction of writing, and spaces without width. Joiners are left alone, since emoji and some scripts need them.
     */
    private static final String UNSEEN =
            "\\p{Cc}\\p{Cs}\\u061C\\u200B\\u200E\\u200F\\u202A-\\u202E\\u2060\\u2066-\\u2069\\uFEFF";

    private static final Pattern GAP = Pattern.compile("[\\s\\p{Z}" + UNSEEN + "]+");
    private static final Pattern LINE_END = Pattern.compile("\\r\\n?|[\\u0085\\u2028\\u2029]");
    private static final Pattern UNSEEN_IN_LINE = Pattern.compile("[" + UNSEEN + "&&[^\\n]]+");
    private static final Pattern EMPTY_LINES = Pattern.compile("\\n{3,}");
    /** What a reader takes for one character: a letter with its accents, an emoji of several, a flag. */
    private static final Pattern CLUSTER = Pattern.compile("\\X");
    /** How far back a cut may move; what is longer was not written to be read. */
    private static final int LONGEST_CLUSTER = 64;

    private PlainText() {}

    /** The text in one line, without control characters, and with one space where there was a gap. */
    public static String oneLine(String text) {
        return GAP.matcher(text).replaceAll(" ").strip();
    }

    /** The text without control characters, its lines ended alike, and at most one empty line in a row. */
    public static String lines(String text) {
        String ended = LINE_END.matcher(text).replaceAll("\n");
        String seen = UNSEEN_IN_LINE.matcher(ended).replaceAll(" ");
        String stripped = seen.lines().map(String::stripTrailing).collect(Collectors.joining("\n"));
        return EMPTY_LINES.matcher(stripped).replaceAll("\n\n").strip();
    }

    /**
     * The text, cut if it is too long, with an ellipsis then.
     *
     * @param limit the most characters (UTF-16 units, of which no measure of a server counts more); at least 2
     */
    public static String cut(String text, int limit) {
        return text.length() <= limit
                ? text
                : text.substring(0, boundary(text, limit - 1)).stripTrailing() + "…";
    }

    /**
     * The last place at or before another where a text can be cut without parting what a reader takes for one
     * character. Something that pretends to be one character of more than 64 units is parted, but never a code point.
     */
    public static int boundary(String text, int end) {
        if (end >= text.length()) {
            return text.length();
        }
        int last = 0;
        Matcher clusters = CLUSTER.matcher(text);
        while (last < end && clusters.find() && clusters.end() <= end) {
            last = clusters.end();
        }
        if (end - last < LONGEST_CLUSTER) {
            return last;
        }
        boolean parted = Character.isHighSurrogate(text.charAt(end - 1)) && Character.isLowSurrogate(text.charAt(end));
        return parted ? end - 1 : end;
    }
}
