package dev.tocsin.simulators.connectwise.internal.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A pattern of {@code like}, as in SQL Server: {@code %} (here also {@code *}) any characters, {@code _} one character,
 * {@code [abc]}, {@code [a-f]} and {@code [^a]} one character of a class, in any case. An unclosed bracket matches
 * nothing. Matching takes time in proportion to pattern times text, whatever the pattern. Immutable.
 */
final class LikePattern {
    private final List<Part> parts;

    private LikePattern(List<Part> parts) {
        this.parts = parts;
    }

    static LikePattern of(String pattern) {
        String p = pattern.toLowerCase(Locale.ROOT);
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < p.length(); i++) {
            char c = p.charAt(i);
            if (c == '%' || c == '*') {
                if (parts.isEmpty() || !parts.get(parts.size() - 1).any) {
                    parts.add(new Part(true, "", false, true));
                }
            } else if (c == '_') {
                parts.add(new Part(false, "", true, true));
            } else if (c == '[') {
                // A "]" directly after the bracket belongs to the class.
                int close = p.indexOf(']', i + 2);
                boolean negated = i + 1 < p.length() && p.charAt(i + 1) == '^';
                String set = close < 0 ? "" : p.substring(i + (negated ? 2 : 1), close);
                parts.add(new Part(false, set, negated && close > 0, false));
                i = close < 0 ? p.length() : close;
            } else {
                parts.add(new Part(false, String.valueOf(c), false, true));
            }
        }
        return new LikePattern(parts);
    }

    /** Whether the whole text matches. */
    boolean matches(String text) {
        String t = text.toLowerCase(Locale.ROOT);
        boolean[] reached = new boolean[t.length() + 1];
        reached[0] = true;
        for (Part part : parts) {
            boolean[] next = new boolean[t.length() + 1];
            boolean seen = false;
            for (int i = 0; i <= t.length(); i++) {
                if (part.any) {
                    seen |= reached[i];
                    next[i] = seen;
                } else if (i > 0) {
                    next[i] = reached[i - 1] && part.accepts(t.charAt(i - 1));
                }
            }
            reached = next;
        }
        return reached[t.length()];
    }

    /** One step: any run of characters, or one character of a set ({@code negated}: not of it). */
    private record Part(boolean any, String set, boolean negated, boolean plain) {
        boolean accepts(char c) {
            return contains(c) != negated;
        }

        private boolean contains(char c) {
            if (plain) {
                return set.indexOf(c) >= 0;
            }
            for (int i = 0; i < set.length(); i++) {
                boolean range = i + 2 < set.length() && set.charAt(i + 1) == '-';
                if (range ? set.charAt(i) <= c && c <= set.charAt(i + 2) : set.charAt(i) == c) {
                    return true;
                }
                i += range ? 2 : 0;
            }
            return false;
        }
    }
}
