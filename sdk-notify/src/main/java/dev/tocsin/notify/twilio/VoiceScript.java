package dev.tocsin.notify.twilio;

import dev.tocsin.core.base.ConfigurationException;
import java.net.URI;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a call says and asks, as TwiML (Twilio's documentation of {@code Say}, {@code Gather} and {@code Hangup}). Whatever the words hold, they
 * are only spoken: nothing in them becomes an instruction. No script is longer than {@link #LONGEST}; words are cut for it.
 *
 * @param language the language that is spoken, such as {@code en-GB}, or null for Twilio's default
 * @param voice the voice, such as {@code Polly.Amy}, or null for Twilio's default
 */
public record VoiceScript(
        @Nullable String language, @Nullable String voice) {
    /** The most characters of a script: what Twilio takes within the request for a call. */
    public static final int LONGEST = 4000;

    private static final String KEYS = "Press 1 to acknowledge, 2 to close, or 3 to snooze.";
    private static final int SECONDS_TO_PRESS = 10;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9.-]{1,64}");

    /**
     * Refuses what is no name.
     *
     * @throws ConfigurationException if the language or the voice has other characters than letters, digits, dots and dashes
     */
    public VoiceScript {
        check("voice.language", language);
        check("voice.voice", voice);
    }

    /** Scripts in Twilio's default voice and language. */
    public static VoiceScript standard() {
        return new VoiceScript(null, null);
    }

    private static void check(String field, @Nullable String value) {
        if (value != null && !NAME.matcher(value).matches()) {
            throw new ConfigurationException(field, "must be letters, digits, dots and dashes");
        }
    }

    /** The words, twice, and then the end: for a machine, or where there is nothing to decide. No key is listened to. */
    public String spoken(String words) {
        return fitted(words, said -> say(said) + "<Pause length=\"1\"/>" + say(said) + "<Hangup/>");
    }

    /** The words once, and then the end. */
    public String last(String words) {
        return fitted(words, said -> say(said) + "<Hangup/>");
    }

    /**
     * The words and the keys, twice: 1 acknowledges, 2 closes, 3 snoozes. Without a key it ends and nothing is told.
     *
     * @param words the words
     * @param action where the key is told
     */
    public String withKeys(String words, URI action) {
        return fitted(words, said -> {
            String once = say(said) + say(KEYS);
            return gather(action, once + "<Pause length=\"1\"/>" + once) + "<Hangup/>";
        });
    }

    /**
     * A question that one more key answers, twice, such as whether to close although events are still active.
     *
     * @param question the question, which names the key
     * @param action where the key is told
     */
    public String asking(String question, URI action) {
        return fitted(question, said -> gather(action, say(said) + "<Pause length=\"2\"/>" + say(said)) + "<Hangup/>");
    }

    /** A script that ends the call at once. */
    public static String hangUp() {
        return document("<Hangup/>");
    }

    private static String gather(URI action, String content) {
        return "<Gather input=\"dtmf\" numDigits=\"1\" timeout=\"" + SECONDS_TO_PRESS + "\" method=\"POST\" action=\""
                + escaped(action.toASCIIString()) + "\">" + content + "</Gather>";
    }

    private String say(String words) {
        return "<Say" + (language == null ? "" : " language=\"" + language + "\"")
                + (voice == null ? "" : " voice=\"" + voice + "\"") + ">" + escaped(words) + "</Say>";
    }

    private static String document(String content) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response>" + content + "</Response>";
    }

    /** The script with as much of the words as it has room for. */
    private static String fitted(String words, Function<String, String> script) {
        String clean = clean(words);
        String whole = document(script.apply(clean));
        if (whole.length() <= LONGEST) {
            return whole;
        }
        int fits = 0;
        int tooLong = clean.length();
        while (tooLong - fits > 1) {
            int middle = (fits + tooLong) >>> 1;
            if (document(script.apply(cut(clean, middle))).length() <= LONGEST) {
                fits = middle;
            } else {
                tooLong = middle;
            }
        }
        return document(script.apply(cut(clean, fits)));
    }

    private static String cut(String words, int length) {
        int end = length > 0 && Character.isHighSurrogate(words.charAt(length - 1)) ? length - 1 : length;
        return words.substring(0, end).stripTrailing() + "…";
    }

    /** The words on one line, without what XML 1.0 cannot hold. */
    private static String clean(String words) {
        StringBuilder clean = new StringBuilder(words.length());
        words.codePoints().forEach(c -> {
            boolean legal = c == '\t'
                    || c == '\n'
                    || c == '\r'
                    || (c >= 0x20 && c <= 0xD7FF)
                    || (c >= 0xE000 && c <= 0xFFFD)
                    || c >= 0x10000;
            clean.appendCodePoint(legal && !Character.isISOControl(c) ? c : ' ');
        });
        return clean.toString().strip();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&apos;");
    }
}
