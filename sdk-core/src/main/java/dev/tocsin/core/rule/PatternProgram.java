package dev.tocsin.core.rule;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * A pattern that is searched in a time bounded by the product of the lengths of pattern and text, whatever both are.
 *
 * <p>It follows all ways through the pattern at once (Ken Thompson, "Regular Expression Search Algorithm", CACM 11,
 * 1968), instead of trying one after the other as {@link java.util.regex.Pattern} does. That class takes exponential
 * time even where it reads next to nothing: {@code z(a?|b?)(a?|b?)…^}, with 28 groups, reads one character of "z" and
 * takes seconds, so counting its reads would not bound it; and it recurses as deep as the text is long. Here nothing
 * depends on a clock, a thread or the stack. Immutable and thread-safe.
 */
final class PatternProgram {
    /** The most steps of one search, some tens of milliseconds. 50 words in the longest description need fewer. */
    static final int MAX_STEPS = 4_000_000;

    /** The most instructions of a pattern, which bounds what counted repetitions can blow up to. */
    static final int MAX_INSTRUCTIONS = 2_000;

    private static final byte ONE = 0;
    private static final byte FORK = 1;
    private static final byte JUMP = 2;
    private static final byte PLACE = 3;
    private static final byte FOUND = 4;
    private static final PatternNode.At[] PLACES = PatternNode.At.values();

    private byte[] codes = new byte[32];
    private int[] first = new int[32];
    private int[] second = new int[32];
    private IntPredicate[] accepted = new IntPredicate[32];
    private int length;

    private PatternProgram() {}

    /**
     * The program of a pattern.
     *
     * @throws IllegalArgumentException if it is no pattern, or repeats too much; the message says why
     */
    static PatternProgram of(String source, boolean exact) {
        PatternProgram program = new PatternProgram();
        program.emit(PatternParser.parse(source, exact));
        program.add(FOUND);
        return program;
    }

    private int add(byte code) {
        if (length == MAX_INSTRUCTIONS) {
            throw new IllegalArgumentException("it repeats too much; " + MAX_INSTRUCTIONS
                    + " characters and branches are legal after counted repetitions are written out");
        }
        if (length == codes.length) {
            codes = Arrays.copyOf(codes, length * 2);
            first = Arrays.copyOf(first, length * 2);
            second = Arrays.copyOf(second, length * 2);
            accepted = Arrays.copyOf(accepted, length * 2);
        }
        codes[length] = code;
        return length++;
    }

    private void emit(PatternNode node) {
        if (node instanceof PatternNode.One one) {
            int at = add(ONE);
            accepted[at] = one.accepted();
        } else if (node instanceof PatternNode.Place place) {
            int at = add(PLACE);
            first[at] = place.at().ordinal();
        } else if (node instanceof PatternNode.Row row) {
            row.nodes().forEach(this::emit);
        } else if (node instanceof PatternNode.Choice choice) {
            choice(choice.nodes());
        } else if (node instanceof PatternNode.Repeat repeat) {
            repeat(repeat);
        }
    }

    private void choice(List<PatternNode> nodes) {
        int[] ends = new int[nodes.size() - 1];
        for (int i = 0; i < ends.length; i++) {
            int fork = add(FORK);
            first[fork] = length;
            emit(nodes.get(i));
            ends[i] = add(JUMP);
            second[fork] = length;
        }
        emit(nodes.get(ends.length));
        for (int end : ends) {
            first[end] = length;
        }
    }

    private void repeat(PatternNode.Repeat repeat) {
        int start = length;
        for (int i = 0; i < repeat.least(); i++) {
            emit(repeat.node());
            if (length == start) {
                return; // it is empty however often it is repeated
            }
        }
        if (repeat.most() == PatternNode.Repeat.ENDLESS) {
            int fork = add(FORK);
            first[fork] = length;
            emit(repeat.node());
            int back = add(JUMP);
            first[back] = fork;
            second[fork] = length;
            return;
        }
        int[] forks = new int[repeat.most() - repeat.least()];
        for (int i = 0; i < forks.length; i++) {
            forks[i] = add(FORK);
            first[forks[i]] = length;
            emit(repeat.node());
        }
        for (int fork : forks) {
            second[fork] = length;
        }
    }

    /** Whether the pattern occurs in the text: {@link Answer#YES}, {@link Answer#NO} or {@link Answer#GAVE_UP}. */
    Answer search(String text) {
        return new Search(text).run();
    }

    /** One search: the ways that are being followed, all at the same place of the text. */
    private final class Search {
        private final String text;
        private final int[] pending = new int[length + 1];
        private final int[] seenAt = new int[length];
        private final boolean bound = codes[0] == PLACE && PLACES[first[0]] == PatternNode.At.START;
        private int[] ways = new int[length];
        private int[] next = new int[length];
        private int steps;
        private boolean found;

        Search(String text) {
            this.text = text;
            Arrays.fill(seenAt, -1);
        }

        Answer run() {
            int count = 0;
            for (int at = 0; ; ) {
                if (at == 0 || !bound) {
                    count = follow(0, at, ways, count); // the pattern may begin anywhere
                } else if (count == 0 && !found) {
                    return Answer.NO;
                }
                if (found) {
                    return Answer.YES;
                }
                if (steps > MAX_STEPS) {
                    return Answer.GAVE_UP;
                }
                if (at == text.length()) {
                    return Answer.NO;
                }
                int point = text.codePointAt(at);
                at += Character.charCount(point);
                count = step(point, at, count);
                int[] swapped = ways;
                ways = next;
                next = swapped;
            }
        }

        private int step(int point, int at, int count) {
            int ahead = 0;
            for (int i = 0; i < count; i++) {
                steps++;
                if (accepted[ways[i]].test(point)) {
                    ahead = follow(ways[i] + 1, at, next, ahead);
                }
            }
            return ahead;
        }

        /** Adds the instructions that read a character and can be reached from one without reading; the new count. */
        private int follow(int from, int at, int[] into, int count) {
            int top = 0;
            int reached = count;
            pending[top++] = from;
            while (top > 0) {
                int way = pending[--top];
                if (seenAt[way] == at) {
                    continue;
                }
                seenAt[way] = at;
                steps++;
                switch (codes[way]) {
                    case ONE -> into[reached++] = way;
                    case JUMP -> pending[top++] = first[way];
                    case FORK -> {
                        pending[top++] = second[way];
                        pending[top++] = first[way];
                    }
                    case PLACE -> {
                        if (stands(PLACES[first[way]], at)) {
                            pending[top++] = way + 1;
                        }
                    }
                    default -> found = true;
                }
            }
            return reached;
        }

        private boolean stands(PatternNode.At place, int at) {
            return switch (place) {
                case START -> at == 0;
                case END -> at == text.length();
                case WORD_EDGE -> edge(at);
                case NO_WORD_EDGE -> !edge(at);
            };
        }

        private boolean edge(int at) {
            boolean before = at > 0 && PatternParser.word(text.codePointBefore(at));
            boolean after = at < text.length() && PatternParser.word(text.codePointAt(at));
            return before != after;
        }
    }
}
