package dev.tocsin.core.consent;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A message reduced to its words: small letters without accents, whatever the script's look-alikes, with punctuation, emoji and
 * invisible characters gone.
 *
 * @param words the words; letters and digits are parted
 * @param phrase the words with apostrophes closed up ("don't" is "dont") and one blank between them
 * @param squeezed all letters and digits without anything between them
 */
record MessageWords(List<String> words, String phrase, String squeezed) {
    /** Ten times what Twilio delivers (1,600 characters); what comes after is not read. */
    static final int MAX_LENGTH = 16_000;

    /** Letters of other scripts that look like Latin ones and are typed or forged in their place. */
    private static final Map<Integer, Character> LOOK_ALIKES = lookAlikes(
            "\u0430a\u0435e\u043Eo\u0440p\u0441c\u0443y\u0445x\u0456i\u0455s\u0458j\u0442t\u043Am\u043Dh\u0432b\u043Cm\u0443y"
                    + "\u03B1a\u03B5e\u03BFo\u03C1p\u03C4t\u03BDn\u03B9i\u03BAk\u03C5u\u03F2c\u03F9c\u0501d\u0501d\u051Bq\u0261g"
                    + "\u0131i\u0269i\u026Ai\u1D1Bt\u1D18p\u1D0Fo\uA731s\u0280r\u0274n\u1D07e\u1D05d\u1D1Cu\u1D20v\u1D00a\u0299b\u029Fl"
                    + "\u0142l\u00F8o\u0111d\u0127h\u0167t\u017Fs");

    private static Map<Integer, Character> lookAlikes(String pairs) {
        Map<Integer, Character> map = new HashMap<>();
        for (int i = 0; i < pairs.length(); i += 2) {
            map.put((int) pairs.charAt(i), pairs.charAt(i + 1));
        }
        return Map.copyOf(map);
    }

    MessageWords {
        words = List.copyOf(words);
    }

    /** The words of a message. */
    static MessageWords of(String message) {
        return of(message, false);
    }

    /** The words of a message in which letters that are emoji, such as flags' regional indicators, count as letters. */
    static MessageWords withEmojiLetters(String message) {
        return of(message, true);
    }

    private static MessageWords of(String message, boolean emojiLetters) {
        String bounded = message.length() > MAX_LENGTH ? message.substring(0, MAX_LENGTH) : message;
        String plain = plain(emojiLetters ? lettersOfEmoji(bounded) : bounded);
        StringBuilder squeezed = new StringBuilder();
        StringBuilder phrase = new StringBuilder();
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        int kind = 0;
        for (int i = 0; i <= plain.length(); ) {
            int point = i < plain.length() ? plain.codePointAt(i) : ' ';
            i += Character.charCount(point);
            int now = Character.isLetter(point) ? 1 : Character.isDigit(point) ? 2 : 0;
            if (now != kind && word.length() > 0) {
                words.add(word.toString());
                word.setLength(0);
            }
            kind = now;
            if (now != 0) {
                word.appendCodePoint(point);
                squeezed.appendCodePoint(point);
                phrase.appendCodePoint(point);
            } else if (!isApostrophe(point) && phrase.length() > 0 && phrase.charAt(phrase.length() - 1) != ' ') {
                phrase.append(' ');
            }
        }
        return new MessageWords(words, phrase.toString().strip(), squeezed.toString());
    }

    private static boolean isApostrophe(int point) {
        return point == '\''
                || point == '\u2019'
                || point == '\u2018'
                || point == '`'
                || point == '\u00B4'
                || point == '\u02BC';
    }

    private static String plain(String message) {
        // Acute accents that stand alone fall apart into a blank and a mark under NFKD, so they go first.
        String decomposed = Normalizer.normalize(message.replace('\u00B4', '\''), Normalizer.Form.NFKD);
        StringBuilder visible = new StringBuilder(decomposed.length());
        decomposed.codePoints().filter(MessageWords::isVisible).forEach(visible::appendCodePoint);
        String small = visible.toString().toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        StringBuilder plain = new StringBuilder(small.length());
        small.codePoints().filter(MessageWords::isVisible).forEach(point -> {
            Character latin = LOOK_ALIKES.get(point);
            plain.appendCodePoint(latin == null ? point : latin);
        });
        return plain.toString();
    }

    private static boolean isVisible(int point) {
        return switch (Character.getType(point)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT, Character.SURROGATE -> false;
            case Character.CONTROL -> Character.isWhitespace(point);
            // Fillers that are letters by their type and show nothing.
            default -> point != 0x115F && point != 0x1160 && point != 0x3164 && point != 0xFFA0;
        };
    }

    private static String lettersOfEmoji(String message) {
        StringBuilder letters = new StringBuilder(message.length());
        message.codePoints().forEach(point -> letters.appendCodePoint(letterOfEmoji(point)));
        return letters.toString();
    }

    private static int letterOfEmoji(int point) {
        for (int first : new int[] {0x1F1E6, 0x1F150, 0x1F170}) {
            if (point >= first && point < first + 26) {
                return 'a' + point - first;
            }
        }
        return point == 0x2B55 ? 'o' : point;
    }
}
