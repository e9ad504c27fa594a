package dev.tocsin.core.rule;

import dev.tocsin.core.event.EventCategory;
import dev.tocsin.core.event.Severity;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How the operands of a term are read, and how values are compared with them, for each type of field. */
final class FieldChecks {
    private static final int MAX_DIGITS = 18;

    private FieldChecks() {}

    /**
     * An operand in its one form.
     *
     * @throws IllegalArgumentException if the field cannot be compared with it; the message says what is legal
     */
    static String canonical(EventField field, Operator operator, String text) {
        if (operator == Operator.MATCHES) {
            PatternProgram.of(text, true);
            return text;
        }
        return switch (field.type()) {
            case CHOICE, SEVERITY -> choice(field, text).name();
            case INTEGER -> Long.toString(integer(text));
            case MOMENT -> moment(text).toString();
            case FLAG -> Boolean.toString(flag(text));
            case TEXT -> text;
            case ATTRIBUTE -> operator.compares() ? number(text).toPlainString() : text;
        };
    }

    /** The check of a term whose operands are in their one form. */
    static Check of(EventField field, Operator operator, List<String> operands, boolean exact) {
        return switch (operator) {
            case EXISTS -> value -> Answer.YES;
            case CONTAINS -> containing(operands.get(0), exact);
            case MATCHES -> {
                PatternProgram program = PatternProgram.of(operands.get(0), exact);
                yield value -> program.search((String) value);
            }
            case BELOW, AT_MOST, AT_LEAST, ABOVE -> ordered(field, operator, operands.get(0));
            case EQUALS, IN -> field.type().textual() ? oneOfTexts(operands, exact) : oneOf(field, operands);
        };
    }

    private static Check oneOfTexts(List<String> operands, boolean exact) {
        if (operands.size() == 1) {
            String only = operands.get(0);
            return exact ? value -> answer(only.equals(value)) : value -> answer(only.equalsIgnoreCase((String) value));
        }
        Set<String> texts = exact ? new HashSet<>() : new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        texts.addAll(operands);
        return value -> answer(texts.contains((String) value));
    }

    private static Check oneOf(EventField field, List<String> operands) {
        Set<Object> values =
                operands.stream().map(operand -> parsed(field, operand)).collect(Collectors.toUnmodifiableSet());
        return value -> answer(values.contains(value));
    }

    private static Object parsed(EventField field, String operand) {
        return switch (field.type()) {
            case CHOICE, SEVERITY -> choice(field, operand);
            case INTEGER -> integer(operand);
            case MOMENT -> moment(operand);
            case FLAG -> flag(operand);
            case TEXT, ATTRIBUTE -> operand;
        };
    }

    private static Check ordered(EventField field, Operator operator, String operand) {
        switch (field.type()) {
            case SEVERITY:
                Severity severity = Severity.valueOf(operand);
                return value -> answer(operator.accepts(((Severity) value).compareTo(severity)));
            case INTEGER:
                long integer = integer(operand);
                return value -> answer(operator.accepts(Long.compare((Long) value, integer)));
            case MOMENT:
                Instant moment = moment(operand);
                return value -> answer(operator.accepts(((Instant) value).compareTo(moment)));
            default:
                BigDecimal number = number(operand);
                return value -> {
                    BigDecimal own = numberOrNull((String) value);
                    return own == null ? Answer.NO_NUMBER : answer(operator.accepts(own.compareTo(number)));
                };
        }
    }

    private static Check containing(String part, boolean exact) {
        if (exact) {
            return value -> answer(((String) value).contains(part));
        }
        int length = part.length();
        return value -> {
            String text = (String) value;
            for (int i = 0; i <= text.length() - length; i++) {
                if (text.regionMatches(true, i, part, 0, length)) {
                    return Answer.YES;
                }
            }
            return Answer.NO;
        };
    }

    private static Answer answer(boolean yes) {
        return yes ? Answer.YES : Answer.NO;
    }

    private static Enum<?> choice(EventField field, String text) {
        for (Enum<?> choice : field.choices()) {
            boolean label =
                    choice instanceof EventCategory category && category.label().equalsIgnoreCase(text);
            if (label || choice.name().equalsIgnoreCase(text)) {
                return choice;
            }
        }
        throw new IllegalArgumentException(Shown.quoted(text) + " is not legal; legal are "
                + field.choices().stream().map(Enum::name).collect(Collectors.joining(", ")));
    }

    private static long integer(String text) {
        BigDecimal number = numberOrNull(text);
        if (number == null || number.scale() > 0) {
            throw new IllegalArgumentException(
                    Shown.quoted(text) + " is not legal; a whole number of at most " + MAX_DIGITS + " digits is");
        }
        return number.longValueExact();
    }

    private static BigDecimal number(String text) {
        BigDecimal number = numberOrNull(text);
        if (number == null) {
            throw new IllegalArgumentException(Shown.quoted(text)
                    + " is not legal; a decimal number such as 7.5, of at " + "most " + MAX_DIGITS + " digits, is");
        }
        return number;
    }

    /** A decimal number without exponent, which could stand for more digits than memory has; null if it is none. */
    private static @Nullable BigDecimal numberOrNull(String text) {
        int digits = 0;
        int points = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean sign = i == 0 && c == '-';
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (c == '.' && digits > 0) {
                points++;
            } else if (!sign) {
                return null;
            }
        }
        boolean number = digits > 0 && digits <= MAX_DIGITS && points <= 1 && !text.endsWith(".");
        return number ? new BigDecimal(text) : null;
    }

    private static Instant moment(String text) {
        try {
            return OffsetDateTime.parse(text.toUpperCase(Locale.ROOT)).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    Shown.quoted(text) + " is not legal; a moment with its offset, such as 2026-03-02T09:00:00Z, is",
                    e);
        }
    }

    private static boolean flag(String text) {
        if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            return Boolean.parseBoolean(text);
        }
        throw new IllegalArgumentException(Shown.quoted(text) + " is not legal; true and false are");
    }
}
