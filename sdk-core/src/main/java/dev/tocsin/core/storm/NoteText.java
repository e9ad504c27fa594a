package dev.tocsin.core.storm;

import dev.tocsin.core.template.PlainText;
import java.util.ArrayList;
import java.util.List;

/** Texts of bounded size: whole parts as long as they fit, then how many more there are and where. Pure. */
public final class NoteText {
    /** The smallest legal limit of a note, in bytes; there is always room for the pointer and the end then. */
    public static final int SMALLEST = 2_000;

    private static final int LONGEST_LINE = 200;
    private static final String GAP = "\n\n";
    private static final int ELLIPSIS_BYTES = 3;

    private NoteText() {}

    /**
     * One note of several texts, such as those that had to wait for the ticket's budget, oldest first.
     *
     * @param parts the texts; blank ones are left out
     * @param pointer where the rest can be seen, a line that appears only if something is left out; may be empty
     * @param end what must stand at the end in any case, such as the marker line; may be empty
     * @param limit how many bytes of UTF-8 are allowed, {@link #SMALLEST} or more
     * @return the text, never larger than the limit and never with half a character; the first text is cut if it does
     *     not fit alone
     */
    public static String fit(List<String> parts, String pointer, String end, int limit) {
        if (limit < SMALLEST) {
            throw new IllegalArgumentException("limit: " + limit + " bytes; at least " + SMALLEST + " are needed");
        }
        List<String> texts = parts.stream()
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
        String tail = cut(end, LONGEST_LINE);
        String whole = join(texts, tail);
        if (bytes(whole) <= limit) {
            return whole;
        }
        String rest = cut(pointer, LONGEST_LINE);
        // Room for the longest "… and n more", so that it need not be known yet how many those are.
        int left = limit - bytes(join(List.of(more(Integer.MAX_VALUE) + " characters", rest), tail)) - GAP.length();
        List<String> kept = new ArrayList<>();
        for (String text : texts) {
            int size = bytes(text) + GAP.length();
            if (size > left) {
                break;
            }
            kept.add(text);
            left -= size;
        }
        String closing = more(texts.size() - kept.size());
        if (kept.isEmpty()) {
            String first = texts.get(0);
            String begin = cutBytes(first, left - ELLIPSIS_BYTES - GAP.length());
            kept.add(begin + "…");
            int characters = first.codePointCount(begin.length(), first.length());
            closing = texts.size() == 1 ? more(characters) + " characters" : more(texts.size() - 1);
        }
        kept.add(rest.isEmpty() ? closing : closing + "\n" + rest);
        return join(kept, tail);
    }

    private static String more(int count) {
        return "… and " + count + " more";
    }

    private static String join(List<String> texts, String tail) {
        List<String> all = new ArrayList<>(texts);
        if (!tail.isEmpty()) {
            all.add(tail);
        }
        return String.join(GAP, all);
    }

    /** The size of a text in UTF-8; half a surrogate pair counts as three bytes, the most that is made of it. */
    public static int bytes(String text) {
        int bytes = 0;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            bytes += size(point);
            i += Character.charCount(point);
        }
        return bytes;
    }

    private static int size(int codePoint) {
        return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
    }

    /** The longest begin of a text that has at most so many bytes of UTF-8, with no character parted. */
    private static String cutBytes(String text, int limit) {
        int bytes = 0;
        int end = 0;
        while (end < text.length()) {
            int point = text.codePointAt(end);
            bytes += size(point);
            if (bytes > limit) {
                break;
            }
            end += Character.charCount(point);
        }
        return text.substring(0, PlainText.boundary(text, end)).stripTrailing();
    }

    /** A text of at most so many characters, none of them parted, with an ellipsis if it was cut. */
    static String cut(String text, int characters) {
        return PlainText.cut(text, characters);
    }
}
