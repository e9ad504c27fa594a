package dev.tocsin.simulators.connectwise.internal.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** A literal of a condition. Values are compared as SQL Server's usual collation does: in any case, ends trimmed. */
sealed interface Literal {
    /** How the value, which is present, compares with this literal; empty if the two cannot be compared. */
    OptionalInt compare(JsonNode value);

    /** {@code null}. */
    record Null() implements Literal {
        @Override
        public OptionalInt compare(JsonNode value) {
            return OptionalInt.empty();
        }
    }

    /** True or False, compared with flags and with custom fields that hold the word. */
    record Flag(boolean flag) implements Literal {
        @Override
        public OptionalInt compare(JsonNode value) {
            if (value.isBoolean()) {
                return OptionalInt.of(Boolean.compare(value.booleanValue(), flag));
            }
            boolean comparable = value.isTextual() && value.textValue().matches("(?i)true|false");
            return comparable
                    ? OptionalInt.of(Boolean.compare(Boolean.parseBoolean(value.textValue()), flag))
                    : OptionalInt.empty();
        }
    }

    /** A number. */
    record Number(BigDecimal number) implements Literal {
        @Override
        public OptionalInt compare(JsonNode value) {
            return numberOf(value).map(n -> OptionalInt.of(n.compareTo(number))).orElse(OptionalInt.empty());
        }
    }

    /** A text between quotes. */
    record Text(String text) implements Literal {
        @Override
        public OptionalInt compare(JsonNode value) {
            if (value.isNumber()) {
                return parse(text)
                        .map(n -> OptionalInt.of(value.decimalValue().compareTo(n)))
                        .orElse(OptionalInt.empty());
            }
            return value.isContainerNode()
                    ? OptionalInt.empty()
                    : OptionalInt.of(value.asText().stripTrailing().compareToIgnoreCase(text.stripTrailing()));
        }
    }

    /** A moment between brackets. */
    record Moment(Instant instant) implements Literal {
        @Override
        public OptionalInt compare(JsonNode value) {
            return value.isTextual()
                    ? Moments.parse(value.textValue())
                            .map(i -> OptionalInt.of(i.compareTo(instant)))
                            .orElse(OptionalInt.empty())
                    : OptionalInt.empty();
        }
    }

    /** A number as JSON or as text; empty if it is neither. */
    static Optional<BigDecimal> numberOf(JsonNode value) {
        return value.isNumber()
                ? Optional.of(value.decimalValue())
                : value.isTextual() ? parse(value.textValue()) : Optional.empty();
    }

    /** A text as a number; empty if it is none. */
    static Optional<BigDecimal> parse(String text) {
        // A long run of digits or a huge exponent would cost dear to compare and cannot be a stored value.
        if (!text.strip().matches("[+-]?\\d{1,30}(\\.\\d{1,30})?")) {
            return Optional.empty();
        }
        return Optional.of(new BigDecimal(text.strip()));
    }
}
