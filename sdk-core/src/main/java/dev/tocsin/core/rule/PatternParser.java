package dev.tocsin.core.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads a pattern in the syntax of {@link java.util.regex.Pattern}, without what has no bound in time: back references
 * and look-around. Every error says at which character, counted from 1, and what is legal.
 */
final class PatternParser {
    /** The most repetitions that can be counted. */
    static final int MAX_COUNT = 1_000;

    private static final int MAX_NESTING = 20;
    private static final String PLAIN_ESCAPES = "\\|()[]{}^$*+?./-\"'#&~<>=!:;,@%` _";
    private static final IntPredicate DIGIT = c -> c >= '0' && c <= '9';
    private static final IntPredicate SPACE = c -> Character.isWhitespace(c) || Character.isSpaceChar(c);
    private static final IntPredicate LINE_END =
            c -> c == '\n' || c == '\r' || c == '\u0085' || c == '\u2028' || c == '\u2029';

    private final int[] points;
    private final boolean exact;
    private int at;
    private int nesting;

    private PatternParser(String source, boolean exact) {
        this.points = source.codePoints().toArray();
        this.exact = exact;
    }

    /**
     * The parsed pattern.
     *
     * @throws IllegalArgumentException if it is none; the message says where and why
     */
    static PatternNode parse(String source, boolean exact) {
        PatternParser parser = new PatternParser(source, exact);
        PatternNode node = parser.choice();
        if (parser.at < parser.points.length) {
            throw parser.wrong("there is no bracket to close; write \\) for the character");
        }
        return node;
    }

    /** Whether a code point is part of a word: a letter, a digit or an underscore, of any script. */
    static boolean word(int c) {
        return c == '_' || Character.isLetterOrDigit(c);
    }

    private PatternNode choice() {
        List<PatternNode> options = new ArrayList<>();
        options.add(row());
        while (has('|')) {
            at++;
            options.add(row());
        }
        return options.size() == 1 ? options.get(0) : new PatternNode.Choice(options);
    }

    private PatternNode row() {
        List<PatternNode> nodes = new ArrayList<>();
        while (at < points.length && points[at] != '|' && points[at] != ')') {
            PatternNode node = atom();
            nodes.add(node instanceof PatternNode.Place ? node : repeated(node));
        }
        return nodes.size() == 1 ? nodes.get(0) : new PatternNode.Row(nodes);
    }

    private PatternNode repeated(PatternNode node) {
        if (at == points.length) {
            return node;
        }
        PatternNode repeated = switch (points[at]) {
            case '*' -> new PatternNode.Repeat(node, 0, PatternNode.Repeat.ENDLESS);
            case '+' -> new PatternNode.Repeat(node, 1, PatternNode.Repeat.ENDLESS);
            case '?' -> new PatternNode.Repeat(node, 0, 1);
            case '{' -> counted(node);
            default -> node;
        };
        if (repeated != node) {
            at++;
            if (has('?')) {
                at++; // lazy: another match would be found, but whether there is one is all that is asked
            } else if (has('+')) {
                throw wrong("possessive repetition is not legal; write the repetition without the second +");
            }
        }
        return repeated;
    }

    /** Ends on the closing brace. */
    private PatternNode counted(PatternNode node) {
        at++;
        int least = count();
        int most = least;
        if (has(',')) {
            at++;
            most = has('}') ? PatternNode.Repeat.ENDLESS : count();
        }
        if (!has('}')) {
            throw wrong("a repetition is {3}, {3,} or {3,5}; write \\{ for the character");
        }
        if (most != PatternNode.Repeat.ENDLESS && most < least) {
            throw wrong("the repetition {" + least + "," + most + "} has its numbers the wrong way round");
        }
        return new PatternNode.Repeat(node, least, most);
    }

    private int count() {
        int start = at;
        int count = 0;
        while (at < points.length && DIGIT.test(points[at])) {
            count = count * 10 + points[at] - '0';
            if (count > MAX_COUNT) {
                throw wrong("at most " + MAX_COUNT + " repetitions can be counted");
            }
            at++;
        }
        if (at == start) {
            throw wrong("a repetition is {3}, {3,} or {3,5}; write \\{ for the character");
        }
        return count;
    }

    private PatternNode atom() {
        int c = points[at];
        switch (c) {
            case '(':
                return group();
            case '[':
                at++;
                return new PatternNode.One(set());
            case '.':
                at++;
                return new PatternNode.One(LINE_END.negate());
            case '^':
                at++;
                return new PatternNode.Place(PatternNode.At.START);
            case '$':
                at++;
                return new PatternNode.Place(PatternNode.At.END);
            case '*', '+', '?', '{':
                throw wrong("there is nothing that could be repeated; write \\" + Character.toString(c)
                        + " for the character");
            case '\\':
                return escape();
            default:
                at++;
                return new PatternNode.One(literal(c));
        }
    }

    private PatternNode group() {
        at++;
        if (has('?')) {
            at++;
            if (!has(':')) {
                throw wrong("of the groups that begin with (? only (?: is legal: look-around has no bound in time, "
                        + "and case is a matter of 'exact'");
            }
            at++;
        }
        if (++nesting > MAX_NESTING) {
            throw wrong("at most " + MAX_NESTING + " groups can be nested");
        }
        PatternNode node = choice();
        nesting--;
        if (!has(')')) {
            throw wrong("a closing ) is missing");
        }
        at++;
        return node instanceof PatternNode.Place ? new PatternNode.Row(List.of(node)) : node; // may be repeated
    }

    private PatternNode escape() {
        at++;
        if (has('b') || has('B')) {
            return new PatternNode.Place(points[at++] == 'b' ? PatternNode.At.WORD_EDGE : PatternNode.At.NO_WORD_EDGE);
        }
        IntPredicate named = named();
        return new PatternNode.One(named != null ? named : literal(escaped()));
    }

    /** The set that an escape names, after its backslash; null, reading nothing, if it names a character. */
    private @Nullable IntPredicate named() {
        if (at == points.length) {
            throw wrong("nothing follows the \\; write \\\\ for the character");
        }
        IntPredicate named = switch (points[at]) {
            case 'd' -> DIGIT;
            case 'D' -> DIGIT.negate();
            case 'w' -> PatternParser::word;
            case 'W' -> c -> !word(c);
            case 's' -> SPACE;
            case 'S' -> SPACE.negate();
            default -> null;
        };
        if (named != null) {
            at++;
        }
        return named;
    }

    /** The character that an escape stands for, after its backslash. */
    private int escaped() {
        int c = points[at];
        switch (c) {
            case 't', 'n', 'r', 'f':
                at++;
                return c == 't' ? '\t' : c == 'n' ? '\n' : c == 'r' ? '\r' : '\f';
            case 'x':
                return hexadecimal(2);
            case 'u':
                return hexadecimal(4);
            default:
                if (DIGIT.test(c) || c == 'k') {
                    throw wrong("back references are not legal, because they have no bound in time");
                }
                if (PLAIN_ESCAPES.indexOf(c) < 0) {
                    throw wrong(
                            "\\" + Character.toString(c) + " has no meaning here; legal are \\d \\D \\w \\W \\s \\S "
                                    + "\\b \\B \\t \\n \\r \\f \\xhh \\uhhhh, and \\ before a punctuation mark");
                }
                at++;
                return c;
        }
    }

    private int hexadecimal(int digits) {
        at++;
        int value = 0;
        for (int i = 0; i < digits; i++) {
            int digit = at < points.length ? Character.digit(points[at], 16) : -1;
            if (digit < 0) {
                throw wrong(digits + " hexadecimal digits are needed");
            }
            value = value * 16 + digit;
            at++;
        }
        return value;
    }

    /** A set, after its opening bracket. */
    private IntPredicate set() {
        boolean negated = has('^');
        if (negated) {
            at++;
        }
        IntPredicate set = null;
        while (set == null || !has(']')) {
            if (at == points.length) {
                throw wrong("a closing ] is missing");
            }
            if (points[at] == '[' || has('&') && at + 1 < points.length && points[at + 1] == '&') {
                throw wrong("sets in sets are not legal; write \\[ or \\& for the character");
            }
            IntPredicate member = member();
            set = set == null ? member : set.or(member);
        }
        at++;
        return negated ? set.negate() : set;
    }

    private IntPredicate member() {
        boolean escaped = has('\\');
        if (escaped) {
            at++;
            IntPredicate named = named();
            if (named != null) {
                return named;
            }
        } else if (has(']')) {
            throw wrong("the set is empty; write \\] for the character");
        }
        int from = escaped ? escaped() : points[at++];
        if (!has('-') || at + 1 == points.length || points[at + 1] == ']') {
            return literal(from);
        }
        at++;
        boolean escapedEnd = has('\\');
        if (escapedEnd) {
            at++;
        }
        if (at == points.length) {
            throw wrong("a closing ] is missing");
        }
        int to = escapedEnd ? escaped() : points[at++];
        if (to < from) {
            throw wrong("the range '" + Character.toString(from) + "-" + Character.toString(to)
                    + "' has its ends the wrong way round");
        }
        return anyCase(c -> c >= from && c <= to);
    }

    private IntPredicate literal(int literal) {
        if (exact) {
            return c -> c == literal;
        }
        int folded = folded(literal);
        return c -> c == literal || folded(c) == folded;
    }

    private IntPredicate anyCase(IntPredicate range) {
        return exact
                ? range
                : c -> range.test(c) || range.test(Character.toLowerCase(c)) || range.test(Character.toUpperCase(c));
    }

    /** The one form of a letter's cases, as {@link String#equalsIgnoreCase} has it. */
    private static int folded(int c) {
        return Character.toLowerCase(Character.toUpperCase(c));
    }

    private boolean has(int c) {
        return at < points.length && points[at] == c;
    }

    private IllegalArgumentException wrong(String message) {
        return new IllegalArgumentException("at character " + (Math.min(at, points.length) + 1) + ": " + message);
    }
}
