package dev.tocsin.core.rule;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a term asks of one field. Which of them a field can answer is told by {@link EventField#operators()}. */
public enum Operator {
    /** The value is the given one. */
    EQUALS("equals", "value", "equals", Condition.MAX_VALUE_LENGTH),
    /** The value is one of the given ones. */
    IN("in", "values", "is one of", Condition.MAX_VALUE_LENGTH),
    /** The value is less than the given one: milder, smaller or earlier. */
    BELOW("below", "value", "is below", Condition.MAX_VALUE_LENGTH),
    /** The value is the given one or less. */
    AT_MOST("atMost", "value", "is at most", Condition.MAX_VALUE_LENGTH),
    /** The value is the given one or more. */
    AT_LEAST("atLeast", "value", "is at least", Condition.MAX_VALUE_LENGTH),
    /** The value is more than the given one: worse, greater or later. */
    ABOVE("above", "value", "is above", Condition.MAX_VALUE_LENGTH),
    /** The given text occurs in the value. */
    CONTAINS("contains", "value", "contains", 200),
    /** The given pattern occurs in the value; see {@link Condition#matches}. */
    MATCHES("matches", "pattern", "matches", 500),
    /** The event says the field at all. */
    EXISTS("exists", null, "is given", 0);

    private final String key;
    private final @Nullable String operandKey;
    private final String words;
    private final int maxLength;

    Operator(String key, @Nullable String operandKey, String words, int maxLength) {
        this.key = key;
        this.operandKey = operandKey;
        this.words = words;
        this.maxLength = maxLength;
    }

    /** The name of the term in its plain form, such as {@code atLeast}. */
    public String key() {
        return key;
    }

    /** The name of what the field is compared with in the plain form; null for {@link #EXISTS}, which needs nothing. */
    @Nullable
    String operandKey() {
        return operandKey;
    }

    /** How the term reads between its field and its operand. */
    String words() {
        return words;
    }

    /** The most characters that an operand may have. */
    int maxLength() {
        return maxLength;
    }

    /** Whether it asks for an order rather than for likeness. */
    boolean compares() {
        return this == BELOW || this == AT_MOST || this == AT_LEAST || this == ABOVE;
    }

    /** Whether a comparison with this result, negative for less, is what it asks for. */
    boolean accepts(int order) {
        return switch (this) {
            case BELOW -> order < 0;
            case AT_MOST -> order <= 0;
            case AT_LEAST -> order >= 0;
            case ABOVE -> order > 0;
            default -> order == 0;
        };
    }

    static Optional<Operator> named(String key) {
        return Arrays.stream(values())
                .filter(operator -> operator.key.equals(key))
                .findFirst();
    }
}
