package dev.tocsin.core.base;

import java.util.Locale;

/** Text of a source or a PSA in a form that may be printed or logged: on one line, with nothing that a terminal obeys. */
public final class ShownText {
    private ShownText() {}

    /**
     * The text on one line. Control and format characters, line separators and halves of surrogate pairs become escapes such as
     * {@code \u005cu000a}; nothing else changes.
     */
    public static String inLine(String text) {
        if (text.codePoints().noneMatch(ShownText::unsafe)) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (unsafe(c)) {
                shown.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }

    /** The same in single quotes, for text that stands among words of ours. */
    public static String quoted(String text) {
        return "'" + inLine(text) + "'";
    }

    private static boolean unsafe(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
