package dev.tocsin.core.rule;

/** Values as explanations and errors show them: in quotes, on one line, cut after a few characters. */
final class Shown {
    private static final int MOST = 80;

    private Shown() {}

    static String quoted(String value) {
        boolean cut = value.length() > MOST;
        int end = cut ? MOST : value.length();
        if (cut && Character.isHighSurrogate(value.charAt(end - 1))) {
            end--;
        }
        StringBuilder text = new StringBuilder("'");
        for (int i = 0; i < end; i++) {
            char c = value.charAt(i);
            text.append(Character.isISOControl(c) || c == '\u2028' || c == '\u2029' ? ' ' : c);
        }
        return text.append(cut ? "…'" : "'").toString();
    }
}
