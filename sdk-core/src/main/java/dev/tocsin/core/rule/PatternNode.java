package dev.tocsin.core.rule;

import java.util.List;
import java.util.function.IntPredicate;

/** A piece of a parsed pattern. */
sealed interface PatternNode {
    /** One code point that is accepted. */
    record One(IntPredicate accepted) implements PatternNode {}

    /** A place between code points. */
    record Place(At at) implements PatternNode {}

    /** The places that a pattern can name. */
    enum At {
        START,
        END,
        WORD_EDGE,
        NO_WORD_EDGE
    }

    /** Pieces one after the other; none for nothing. */
    record Row(List<PatternNode> nodes) implements PatternNode {}

    /** Any one of some pieces. */
    record Choice(List<PatternNode> nodes) implements PatternNode {}

    /**
     * A piece again and again.
     *
     * @param most how often at most, or {@link #ENDLESS}
     */
    record Repeat(PatternNode node, int least, int most) implements PatternNode {
        static final int ENDLESS = -1;
    }
}
