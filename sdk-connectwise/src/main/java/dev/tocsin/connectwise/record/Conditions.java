package dev.tocsin.connectwise.record;

import dev.tocsin.connectwise.internal.Redactor;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Builds filters: {@code Conditions.field("company/id").eq(5).and(Conditions.field("closedFlag").eq(false))}.
 *
 * <p>The vendor documents no way to escape a quote inside a string. So a value stands in the kind of quotes that it does
 * not contain; one that contains both kinds, a backslash or a control character is refused with
 * {@link InvalidRequestException}. Comparisons of text ignore case on the servers seen so far: compare the answer if the
 * case matters.
 */
public final class Conditions {
    /** When a record last changed. Every kind of record takes it, though some do not show it. */
    public static final Operand LAST_UPDATED = new Operand("lastUpdated");
    /** The record's id. */
    public static final Operand ID = new Operand("id");

    private static final Pattern FIELD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(/[A-Za-z_][A-Za-z0-9_]*){0,5}");
    private static final int MOST_DIGITS = 40;
    private static final Instant FIRST = Instant.parse("1753-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");
    private static final Set<String> RESERVED =
            Set.of("and", "or", "not", "in", "like", "contains", "null", "true", "false");

    private Conditions() {}

    /**
     * A field to compare, such as {@code summary} or {@code company/id}.
     *
     * @throws InvalidRequestException if the name is not made of words joined by {@code /}
     */
    public static Operand field(String name) {
        return new Operand(named(name));
    }

    /** The name of a field, if it is one. */
    static String named(String name) {
        boolean legal = name.length() <= 200 && FIELD.matcher(name).matches();
        if (!legal || List.of(name.toLowerCase(Locale.ROOT).split("/")).stream().anyMatch(RESERVED::contains)) {
            throw InvalidRequestException.of(
                    "condition",
                    "field name",
                    "letters, digits and _ in words joined by /, such as company/id, and no word of the grammar; not "
                            + Redactor.printable(name, 60));
        }
        return name;
    }

    /** All of the conditions. */
    public static Condition all(Condition... parts) {
        return join(true, List.of(parts));
    }

    /** All of the conditions. */
    public static Condition all(Collection<? extends Condition> parts) {
        return join(true, List.copyOf(parts));
    }

    /** At least one of the conditions. */
    public static Condition any(Condition... parts) {
        return join(false, List.of(parts));
    }

    /** At least one of the conditions. */
    public static Condition any(Collection<? extends Condition> parts) {
        return join(false, List.copyOf(parts));
    }

    private static Condition join(boolean all, List<Condition> parts) {
        if (parts.isEmpty()) {
            throw InvalidRequestException.of("condition", all ? "all" : "any", "needs at least one condition");
        }
        List<Condition> flat = new ArrayList<>();
        for (Condition part : parts) {
            // A chain of and() is one list, not a nest: it keeps the expression short.
            if (part instanceof Junction inner && inner.all() == all) {
                flat.addAll(inner.parts());
            } else {
                flat.add(part);
            }
        }
        return flat.size() == 1 ? flat.get(0) : new Junction(all, flat);
    }

    /** A field, waiting for what it is compared with. Immutable. */
    public static final class Operand {
        private final String name;

        Operand(String name) {
            this.name = name;
        }

        /**
         * Equal to a text. Stars and percent signs in it are sent as they are, and the server may take a star for a
         * wildcard: compare the answer if that matters.
         *
         * @throws InvalidRequestException if no quotes can hold the text
         */
        public Condition eq(String text) {
            return compare(Operator.EQ, quote(text));
        }

        /** Equal to a whole number. */
        public Condition eq(long number) {
            return compare(Operator.EQ, Long.toString(number));
        }

        /** Equal to a decimal number. */
        public Condition eq(BigDecimal number) {
            if (Math.abs((long) number.scale()) + number.precision() > MOST_DIGITS) {
                throw InvalidRequestException.of("condition", name, "a number of at most " + MOST_DIGITS + " digits");
            }
            return compare(Operator.EQ, number.toPlainString());
        }

        /** Equal to a flag. */
        public Condition eq(boolean flag) {
            return compare(Operator.EQ, flag ? "true" : "false");
        }

        /** Equal to a moment, cut to the whole second. */
        public Condition eq(Instant moment) {
            return compare(Operator.EQ, date(moment));
        }

        /** Before a number. */
        public Condition lt(long number) {
            return compare(Operator.LT, Long.toString(number));
        }

        /** A number or before it. */
        public Condition le(long number) {
            return compare(Operator.LE, Long.toString(number));
        }

        /** After a number. */
        public Condition gt(long number) {
            return compare(Operator.GT, Long.toString(number));
        }

        /** A number or after it. */
        public Condition ge(long number) {
            return compare(Operator.GE, Long.toString(number));
        }

        /** Before a moment, cut to the whole second. */
        public Condition before(Instant moment) {
            return compare(Operator.LT, date(moment));
        }

        /** At a moment or after it, cut to the whole second, so nothing of that second is missed. */
        public Condition since(Instant moment) {
            return compare(Operator.GE, date(moment));
        }

        /** Contains a text, whose wildcard characters stand for themselves. */
        public Condition contains(String text) {
            return compare(Operator.CONTAINS, quote(literally(text)));
        }

        /** Begins with a text, whose wildcard characters stand for themselves. */
        public Condition startsWith(String text) {
            return compare(Operator.LIKE, quote(literally(text) + "%"));
        }

        /** Matches a pattern in which the caller means {@code %}, {@code _}, {@code *} and {@code [...]} as wildcards. */
        public Condition like(String pattern) {
            return compare(Operator.LIKE, quote(pattern));
        }

        /** One of some numbers, such as ids; at least one. */
        public Condition in(long... numbers) {
            return list(Arrays.stream(numbers).mapToObj(Long::toString).toList());
        }

        /** One of some texts; at least one. */
        public Condition in(Collection<String> texts) {
            return list(texts.stream().map(this::quote).toList());
        }

        /** Has no value. */
        public Condition isNull() {
            return compare(Operator.EQ, "null");
        }

        /** Has a value. */
        public Condition isNotNull() {
            return compare(Operator.NE, "null");
        }

        private Condition list(List<String> literals) {
            if (literals.isEmpty()) {
                throw InvalidRequestException.of("condition", name, "an in list needs at least one value");
            }
            return Comparison.in(name, literals);
        }

        private Condition compare(Operator operator, String literal) {
            return new Comparison(name, operator, literal);
        }

        /** Whole seconds and a Z: servers reject fractions and some misread offsets. */
        private String date(Instant moment) {
            if (moment.isBefore(FIRST) || moment.isAfter(LAST)) {
                throw InvalidRequestException.of(
                        "condition",
                        name,
                        "a moment between the years 1753 and 9999, the range of the server's database");
            }
            return "[" + moment.truncatedTo(ChronoUnit.SECONDS) + "]";
        }

        private String quote(String text) {
            boolean hostile = text.chars().anyMatch(c -> c == '\\' || Character.isISOControl(c));
            if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
                throw InvalidRequestException.of("condition", name, "the value holds half a character");
            }
            if (hostile || (text.indexOf('"') >= 0 && text.indexOf('\'') >= 0)) {
                throw InvalidRequestException.of(
                        "condition",
                        name,
                        "the value holds " + (hostile ? "a backslash or a control character" : "both kinds of quotes")
                                + ", which the query grammar cannot express; search by another field and compare here");
            }
            char mark = text.indexOf('"') >= 0 ? '\'' : '"';
            return mark + text + mark;
        }

        /** The vendor's guide: a literal bracket is written as a bracket class; its other wildcards follow suit. */
        private static String literally(String text) {
            StringBuilder escaped = new StringBuilder();
            text.chars().forEach(c -> {
                if (c == '[' || c == '%' || c == '_' || c == '*') {
                    escaped.append('[').append((char) c).append(']');
                } else {
                    escaped.append((char) c);
                }
            });
            return escaped.toString();
        }
    }
}
