package dev.tocsin.notify.twilio;

import java.text.Normalizer;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * How many parts a text message takes, and how it is cut to a number of them. A message in the alphabet of GSM (3GPP TS 23.038) holds
 * 160 characters, or 153 in each of several parts; one with any other character is sent in UCS-2, with 70 units of UTF-16, or 67. A
 * character of the extension table is sent as two, and none is divided between parts. Toll-free numbers have one or two fewer in
 * each part (Twilio's documentation).
 */
public final class SmsText {
    /** The most characters that Twilio takes in one message (API reference, Messages, {@code Body}). */
    public static final int LONGEST = 1600;

    private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    private static final String EXTENSION = "\f^{}\\[~]|€";
    private static final String ELLIPSIS = "…";
    private static final String DOTS = "...";
    /** What word processors write where a keyboard has another sign, and blanks that only look different. */
    private static final Map<Integer, String> PLAIN = Map.ofEntries(
            Map.entry((int) '‘', "'"),
            Map.entry((int) '’', "'"),
            Map.entry((int) '‚', "'"),
            Map.entry((int) '‛', "'"),
            Map.entry((int) '′', "'"),
            Map.entry((int) '“', "\""),
            Map.entry((int) '”', "\""),
            Map.entry((int) '„', "\""),
            Map.entry((int) '‟', "\""),
            Map.entry((int) '″', "\""),
            Map.entry((int) '«', "\""),
            Map.entry((int) '»', "\""),
            Map.entry((int) '‐', "-"),
            Map.entry((int) '‑', "-"),
            Map.entry((int) '‒', "-"),
            Map.entry((int) '–', "-"),
            Map.entry((int) '—', "-"),
            Map.entry((int) '―', "-"),
            Map.entry((int) '−', "-"),
            Map.entry((int) '…', DOTS),
            Map.entry((int) '•', "*"),
            Map.entry((int) '`', "'"),
            Map.entry((int) '´', "'"),
            Map.entry((int) '\t', " "),
            Map.entry(0x00A0, " "),
            Map.entry(0x2007, " "),
            Map.entry(0x2009, " "),
            Map.entry(0x202F, " "),
            Map.entry(0x200B, ""),
            Map.entry(0x2060, ""),
            Map.entry(0xFEFF, ""));

    private static final Pattern ADDRESS = Pattern.compile("https?://", Pattern.CASE_INSENSITIVE);

    private SmsText() {}

    /** Whether every character is in the alphabet of GSM or in its extension table. */
    public static boolean isGsm(String text) {
        return text.codePoints().allMatch(c -> gsmLength(c) > 0);
    }

    /**
     * How many parts the text takes; 0 for an empty one.
     *
     * @param text the text as it is sent
     */
    public static int segments(String text) {
        boolean gsm = isGsm(text);
        int whole = 0;
        int parts = 1;
        int inPart = 0;
        int room = gsm ? 153 : 67;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            int length = length(c, gsm);
            whole += length;
            if (inPart + length > room) {
                parts++;
                inPart = 0;
            }
            inPart += length;
            i += Character.charCount(c);
        }
        return whole == 0 ? 0 : whole <= (gsm ? 160 : 70) ? 1 : parts;
    }

    /**
     * The text in the alphabet of GSM if typographic quotation marks, dashes and blanks are all that keep it from being so; otherwise the
     * text itself, in composed characters (NFC).
     */
    public static String plain(String text) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        if (isGsm(composed)) {
            return composed;
        }
        StringBuilder plain = new StringBuilder(composed.length());
        composed.codePoints().forEach(c -> {
            String other = PLAIN.get(c);
            if (other == null) {
                plain.appendCodePoint(c);
            } else {
                plain.append(other);
            }
        });
        String replaced = plain.toString();
        return isGsm(replaced) ? replaced : composed;
    }

    /**
     * The text as {@link #plain} makes it, cut with an ellipsis if it takes more parts than allowed or more characters than Twilio takes.
     * It is cut at a blank if there is one near, never within a character, and never within or behind a web address: half an address leads
     * nowhere, so it is left out as a whole.
     *
     * @param text the text
     * @param maxSegments the most parts, 1 to 10
     * @return what takes no more than so many parts
     * @throws IllegalArgumentException if the number is not legal
     */
    public static String fit(String text, int maxSegments) {
        if (maxSegments < 1 || maxSegments > 10) {
            throw new IllegalArgumentException("maxSegments: must be 1 to 10, but is " + maxSegments);
        }
        String plain = plain(Objects.requireNonNull(text, "text"));
        if (fits(plain, maxSegments)) {
            return plain;
        }
        // By halves: if a beginning fits, so does each shorter one, also where that one is of GSM and the longer one is
        // not.
        int fits = 0;
        int tooLong = Math.min(plain.length(), LONGEST) + 1;
        while (tooLong - fits > 1) {
            int middle = (fits + tooLong) >>> 1;
            if (fits(cut(plain, middle), maxSegments)) {
                fits = middle;
            } else {
                tooLong = middle;
            }
        }
        int place = beforeAddress(plain, fits);
        String atBlank = cut(plain, beforeAddress(plain, lastBlank(plain, place)));
        return fits(atBlank, maxSegments) ? atBlank : cut(plain, place);
    }

    private static boolean fits(String text, int maxSegments) {
        return text.length() <= LONGEST && segments(text) <= maxSegments;
    }

    /** The beginning of the text with an ellipsis, which is three dots where a single character would make the whole UCS-2. */
    private static String cut(String text, int length) {
        int end = Math.min(length, text.length());
        if (end > 0 && end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        String beginning = text.substring(0, end).stripTrailing();
        return beginning + (isGsm(beginning) ? DOTS : ELLIPSIS);
    }

    /** The place itself, or the beginning of the web address that is cut there or ends there. */
    private static int beforeAddress(String text, int place) {
        int end = Math.min(place, text.length());
        int start = end;
        while (start > 0 && !Character.isWhitespace(text.charAt(start - 1))) {
            start--;
        }
        return ADDRESS.matcher(text.substring(start)).lookingAt() ? start : place;
    }

    /** The place of the last blank among the last tenth of the text before the end, or the end itself. */
    private static int lastBlank(String text, int end) {
        for (int i = Math.min(end, text.length() - 1); i > end - Math.max(10, end / 10) && i > 0; i--) {
            if (Character.isWhitespace(text.charAt(i))) {
                return i;
            }
        }
        return end;
    }

    private static int length(int codePoint, boolean gsm) {
        return gsm ? gsmLength(codePoint) : Character.charCount(codePoint);
    }

    private static int gsmLength(int codePoint) {
        return BASIC.indexOf(codePoint) >= 0 ? 1 : EXTENSION.indexOf(codePoint) >= 0 ? 2 : 0;
    }
}
