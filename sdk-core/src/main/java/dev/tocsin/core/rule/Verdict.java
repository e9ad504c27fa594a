package dev.tocsin.core.rule;

import java.util.List;

/**
 * Why a condition or a selection holds for an event or does not, term by term. Values are cut, and those of attributes
 * whose names sound like secrets are hidden.
 *
 * @param term what was asked, in words
 * @param holds whether it holds; always what the evaluation without explanation says
 * @param reason why: the event's value, or how many parts hold
 * @param parts the verdicts of its parts, all of them, also where fewer would have decided; empty for a single term
 */
public record Verdict(String term, boolean holds, String reason, List<Verdict> parts) {
    /** Copies the parts. */
    public Verdict {
        parts = List.copyOf(parts);
    }

    /** A verdict on parts of which all have to hold. */
    static Verdict ofAll(String term, List<Verdict> parts) {
        long holding = parts.stream().filter(Verdict::holds).count();
        return new Verdict(term, holding == parts.size(), holding + " of " + parts.size() + " hold", parts);
    }

    /** A verdict on parts of which one has to hold. */
    static Verdict ofAny(String term, List<Verdict> parts) {
        long holding = parts.stream().filter(Verdict::holds).count();
        return new Verdict(term, holding > 0, holding + " of " + parts.size() + " hold", parts);
    }

    /** The verdict as text: one line per term, its parts indented by two blanks below it. */
    public String text() {
        StringBuilder text = new StringBuilder();
        write(text, 0);
        text.setLength(text.length() - 1);
        return text.toString();
    }

    private void write(StringBuilder text, int depth) {
        text.append(holds ? "yes " : "no  ")
                .append("  ".repeat(depth))
                .append(term)
                .append(": ")
                .append(reason)
                .append('\n');
        parts.forEach(part -> part.write(text, depth + 1));
    }
}
