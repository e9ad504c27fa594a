package dev.tocsin.core.rule;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What kind of value an event's field has, and so what can be asked of it. */
public enum FieldType {
    /** One of a few names. */
    CHOICE("a name", EnumSet.of(Operator.EQUALS, Operator.IN)),
    /** A severity, ordered from INFO to CRITICAL. */
    SEVERITY("a severity", ordered(Operator.EQUALS, Operator.IN)),
    /** A whole number of at most 18 digits. */
    INTEGER("a whole number", ordered(Operator.EQUALS, Operator.IN)),
    /** A moment, written in ISO 8601 with its offset. */
    MOMENT("a moment", ordered(Operator.EQUALS)),
    /** True or false. */
    FLAG("true or false", EnumSet.of(Operator.EQUALS)),
    /** Text. */
    TEXT("text", EnumSet.of(Operator.EQUALS, Operator.IN, Operator.CONTAINS, Operator.MATCHES)),
    /** Text of which the source alone knows the meaning; compared by order it is a decimal number. */
    ATTRIBUTE("text", ordered(Operator.EQUALS, Operator.IN, Operator.CONTAINS, Operator.MATCHES));

    private final String words;
    private final Set<Operator> operators;

    FieldType(String words, EnumSet<Operator> operators) {
        this.words = words;
        this.operators = Collections.unmodifiableSet(operators);
    }

    private static EnumSet<Operator> ordered(Operator first, Operator... others) {
        EnumSet<Operator> operators = EnumSet.of(first, others);
        operators.addAll(EnumSet.of(Operator.BELOW, Operator.AT_MOST, Operator.AT_LEAST, Operator.ABOVE));
        return operators;
    }

    /** What people call such a value. */
    String words() {
        return words;
    }

    /** What can be asked of a value that is there. */
    Set<Operator> operators() {
        return operators;
    }

    /** Whether its values are text, of which upper and lower case count as the same unless a term is exact. */
    boolean textual() {
        return this == TEXT || this == ATTRIBUTE;
    }
}
