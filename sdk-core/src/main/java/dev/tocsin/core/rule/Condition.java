package dev.tocsin.core.rule;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.event.SecurityEvent;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What must be true of an event's fields for an event set to select it: single {@link Term}s, and {@link All},
 * {@link Any} and {@link Not} of them. Immutable, thread-safe, and cheap enough for every event.
 *
 * <p><b>Logic.</b> There are two truth values. A term on a field that the event does not say is false, whatever it
 * asks, so its negation is true. An event without a product: {@code product equals 'Chrome'} is false, {@code not
 * (product equals 'Chrome')} is true, and so is {@code not (product exists)}. Who wants events <em>with</em> another
 * product says {@code all (product exists, not (product equals 'Chrome'))}. An attribute that is to be compared as a
 * number and is none, a value that is too long to be searched, and a pattern that gave up are false in the same way.
 *
 * <p><b>Text</b> is compared trimmed, in NFC, and without regard to upper and lower case, as
 * {@link String#equalsIgnoreCase} has it. Sources disagree about the case of host names, accounts and products, and
 * often with themselves; an event that is missed for its case costs more than one too many. The exact forms make a
 * difference of case.
 *
 * <p>What cannot work is refused by a {@link ConfigurationException} when it is built; its field is the path of the
 * term at fault, such as {@code any[1].not.equals.field}.
 */
public sealed interface Condition permits Condition.All, Condition.Any, Condition.Not, Term {
    /** The most levels of a tree. */
    int MAX_DEPTH = 10;

    /** The most terms of a tree, {@link All}, {@link Any} and {@link Not} included. */
    int MAX_TERMS = 200;

    /** The most patterns in a tree, which take more time than all else. */
    int MAX_PATTERNS = 20;

    /** The most values that one term can list. */
    int MAX_VALUES = 1_000;

    /** The most characters of a value that a term compares with. */
    int MAX_VALUE_LENGTH = 1_000;

    /** The most characters of an event's value that are compared; an attribute that is longer matches nothing. */
    int MAX_SUBJECT_LENGTH = 20_000;

    /** Whether the condition is true of the event. */
    boolean holds(SecurityEvent event);

    /** Why the condition is true of the event or is not, term by term; slower than {@link #holds}. */
    Verdict explain(SecurityEvent event);

    /**
     * The condition as maps, lists, texts and booleans, fit for JSON and YAML; {@link #of} reads it back to an equal
     * condition. Each term is a map of one entry, such as {@code {equals: {field: asset, value: web-1}}} or
     * {@code {any: [ … ]}}.
     */
    Map<String, Object> asValue();

    /** The number of levels; 1 for a single term. */
    int depth();

    /** The number of terms. */
    int size();

    /** The number of patterns. */
    int patterns();

    /**
     * The condition of a plain value; see {@link #asValue()}. Numbers and booleans may stand for their texts.
     *
     * @throws ConfigurationException if it is none; the first of {@link #faults}
     */
    static Condition of(@Nullable Object value) {
        return new ConditionReader().whole(value);
    }

    /** All that is wrong with a plain value, each by its path; empty if it is a condition. */
    static List<ConfigurationException> faults(@Nullable Object value) {
        return new ConditionReader().faults(value);
    }

    /** All of some conditions. */
    static Condition all(Condition... terms) {
        return new All(List.of(terms));
    }

    /** Any of some conditions. */
    static Condition any(Condition... terms) {
        return new Any(List.of(terms));
    }

    /** The opposite of a condition. */
    static Condition not(Condition term) {
        return new Not(term);
    }

    /** The field is the value. Names of choices are read in any case, moments in ISO 8601. */
    static Term equalTo(String field, String value) {
        return Term.of(Operator.EQUALS, field, List.of(value), false);
    }

    /** The field is one of the values; at least one is needed. */
    static Term in(String field, List<String> values) {
        return Term.of(Operator.IN, field, values, false);
    }

    /** The field is less than the value, at most, at least or more than it, as the operator says. */
    static Term compare(String field, Operator operator, String value) {
        return Term.of(operator, field, List.of(value), false);
    }

    /** The text occurs in the field. */
    static Term contains(String field, String text) {
        return Term.of(Operator.CONTAINS, field, List.of(text), false);
    }

    /**
     * The pattern occurs in the field; {@code ^} and {@code $} bind it to the beginning and the end. The syntax is that
     * of {@link java.util.regex.Pattern}, with literals, {@code . [a-z] [^a-z] \d \w \s \b ( ) (?: ) | * + ?} and
     * {@code {2,5}}, but without back references and look-around. The time that it takes is bounded by the lengths of
     * pattern and value; beyond the bound it gives up and does not match, which explanations say.
     */
    static Term matches(String field, String pattern) {
        return Term.of(Operator.MATCHES, field, List.of(pattern), false);
    }

    /** The event says the field. Legal for the fields that an event may leave out. */
    static Term exists(String field) {
        return Term.of(Operator.EXISTS, field, List.of(), false);
    }

    /**
     * All of some conditions are true.
     *
     * @param terms at least one
     */
    record All(List<Condition> terms) implements Condition {
        /** Copies the terms; refuses none, and too many or too deep ones. */
        public All {
            terms = List.copyOf(terms);
            ConditionReader.check("all", terms);
        }

        @Override
        public boolean holds(SecurityEvent event) {
            for (int i = 0; i < terms.size(); i++) { // by index, which needs no iterator for each event
                if (!terms.get(i).holds(event)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public Verdict explain(SecurityEvent event) {
            return Verdict.ofAll("all of", Trees.explained(terms, event));
        }

        @Override
        public Map<String, Object> asValue() {
            return Map.of("all", Trees.values(terms));
        }

        @Override
        public int depth() {
            return Trees.depth(terms);
        }

        @Override
        public int size() {
            return Trees.size(terms);
        }

        @Override
        public int patterns() {
            return Trees.patterns(terms);
        }

        @Override
        public String toString() {
            return Trees.text("all", terms);
        }
    }

    /**
     * At least one of some conditions is true.
     *
     * @param terms at least one
     */
    record Any(List<Condition> terms) implements Condition {
        /** Copies the terms; refuses none, and too many or too deep ones. */
        public Any {
            terms = List.copyOf(terms);
            ConditionReader.check("any", terms);
        }

        @Override
        public boolean holds(SecurityEvent event) {
            for (int i = 0; i < terms.size(); i++) {
                if (terms.get(i).holds(event)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public Verdict explain(SecurityEvent event) {
            return Verdict.ofAny("any of", Trees.explained(terms, event));
        }

        @Override
        public Map<String, Object> asValue() {
            return Map.of("any", Trees.values(terms));
        }

        @Override
        public int depth() {
            return Trees.depth(terms);
        }

        @Override
        public int size() {
            return Trees.size(terms);
        }

        @Override
        public int patterns() {
            return Trees.patterns(terms);
        }

        @Override
        public String toString() {
            return Trees.text("any", terms);
        }
    }

    /**
     * A condition is not true.
     *
     * @param term the condition
     */
    record Not(Condition term) implements Condition {
        /** Refuses one that is too deep. */
        public Not {
            ConditionReader.check("not", List.of(term));
        }

        @Override
        public boolean holds(SecurityEvent event) {
            return !term.holds(event);
        }

        @Override
        public Verdict explain(SecurityEvent event) {
            Verdict verdict = term.explain(event);
            return new Verdict(
                    "not", !verdict.holds(), verdict.holds() ? "it holds" : "it does not hold", List.of(verdict));
        }

        @Override
        public Map<String, Object> asValue() {
            return Map.of("not", term.asValue());
        }

        @Override
        public int depth() {
            return 1 + term.depth();
        }

        @Override
        public int size() {
            return 1 + term.size();
        }

        @Override
        public int patterns() {
            return term.patterns();
        }

        @Override
        public String toString() {
            return "not (" + term + ")";
        }
    }
}
