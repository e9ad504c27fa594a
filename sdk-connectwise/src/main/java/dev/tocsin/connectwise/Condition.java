package dev.tocsin.connectwise;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A filter on records, built by {@link Conditions} and sent in the vendor's query grammar. Immutable. Values can never
 * end their own quotes, so text from anywhere may be put in.
 */
public sealed interface Condition permits Condition.Comparison, Condition.Junction {
    /** The filter in the server's grammar, not yet encoded for an address. */
    String expression();

    /**
     * The opposite. The grammar documents no general negation, so it is pushed down to the operators. As in SQL, a
     * record whose field is null meets neither a comparison nor its opposite.
     */
    Condition not();

    /** Both this and the other. */
    default Condition and(Condition other) {
        return Conditions.all(this, other);
    }

    /** This or the other or both. */
    default Condition or(Condition other) {
        return Conditions.any(this, other);
    }

    /** The operators of the grammar, in pairs of opposites. */
    enum Operator {
        /** Equal. */
        EQ("="),
        /** Not equal. */
        NE("!="),
        /** Less. */
        LT("<"),
        /** Greater or equal. */
        GE(">="),
        /** Greater. */
        GT(">"),
        /** Less or equal. */
        LE("<="),
        /** Contains a text. */
        CONTAINS("contains"),
        /** Does not contain a text. */
        NOT_CONTAINS("not contains"),
        /** Matches a pattern. */
        LIKE("like"),
        /** Does not match a pattern. */
        NOT_LIKE("not like"),
        /** Is one of a list. */
        IN("in"),
        /** Is none of a list. */
        NOT_IN("not in");

        private final String symbol;

        Operator(String symbol) {
            this.symbol = symbol;
        }

        Operator opposite() {
            return values()[ordinal() ^ 1];
        }
    }

    /** One field compared with a literal. Made by {@link Conditions} only. */
    final class Comparison implements Condition {
        private final String field;
        private final Operator operator;
        private final String literal;

        Comparison(String field, Operator operator, String literal) {
            this.field = field;
            this.operator = operator;
            this.literal = literal;
        }

        /** Whether it uses a list, which child conditions do not allow. */
        boolean usesList() {
            return operator == Operator.IN || operator == Operator.NOT_IN;
        }

        @Override
        public String expression() {
            return field + " " + operator.symbol + " " + literal;
        }

        @Override
        public Condition not() {
            return new Comparison(field, operator.opposite(), literal);
        }

        @Override
        public String toString() {
            return expression();
        }
    }

    /** Several conditions joined by and, or by or. Made by {@link Conditions} only. */
    final class Junction implements Condition {
        private final boolean all;
        private final List<Condition> parts;

        Junction(boolean all, List<Condition> parts) {
            this.all = all;
            this.parts = List.copyOf(parts);
        }

        List<Condition> parts() {
            return parts;
        }

        @Override
        public String expression() {
            return parts.stream()
                    .map(Condition::expression)
                    .collect(Collectors.joining(all ? " and " : " or ", "(", ")"));
        }

        @Override
        public Condition not() {
            List<Condition> opposites = new ArrayList<>();
            parts.forEach(part -> opposites.add(part.not()));
            return new Junction(!all, opposites);
        }

        @Override
        public String toString() {
            return expression();
        }
    }
}
