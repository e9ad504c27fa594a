package dev.tocsin.core.rule;

import dev.tocsin.core.base.ConfigurationException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a condition from plain maps and lists that may come from anywhere: nothing in them is read deeper or further
 * than a condition may go. Not thread-safe; for one reading.
 */
final class ConditionReader {
    private static final String LEGAL_TERMS = "all, any, not, "
            + Arrays.stream(Operator.values()).map(Operator::key).collect(Collectors.joining(", "));
    private static final int MAX_BITS = 128;

    private final List<ConfigurationException> faults = new ArrayList<>();
    private int terms;
    private int patterns;

    /** Refuses terms that make a tree which is too deep or too large. */
    static void check(String path, List<Condition> terms) {
        if (terms.isEmpty()) {
            throw new ConfigurationException(path, "is empty; at least one term is legal");
        }
        if (Trees.depth(terms) > Condition.MAX_DEPTH) {
            throw new ConfigurationException(path, tooDeep());
        }
        if (Trees.size(terms) > Condition.MAX_TERMS) {
            throw new ConfigurationException(path, tooMany());
        }
        if (Trees.patterns(terms) > Condition.MAX_PATTERNS) {
            throw new ConfigurationException(path, tooManyPatterns());
        }
    }

    private static String tooDeep() {
        return "is nested too deep; at most " + Condition.MAX_DEPTH + " levels are legal";
    }

    private static String tooMany() {
        return "has too many terms; at most " + Condition.MAX_TERMS + " are legal in a condition";
    }

    private static String tooManyPatterns() {
        return "has too many patterns; at most " + Condition.MAX_PATTERNS + " are legal in a condition";
    }

    Condition whole(@Nullable Object value) {
        Condition condition = term(value, "", 1);
        if (condition == null || !faults.isEmpty()) {
            throw faults.get(0);
        }
        return condition;
    }

    List<ConfigurationException> faults(@Nullable Object value) {
        Condition condition = term(value, "", 1);
        return condition == null ? List.copyOf(faults) : List.of();
    }

    /** The term; null, with a fault, if it is none. */
    private @Nullable Condition term(@Nullable Object value, String path, int depth) {
        if (++terms > Condition.MAX_TERMS) {
            return terms == Condition.MAX_TERMS + 1 ? fault(path, tooMany()) : null;
        }
        if (!(value instanceof Map<?, ?> map)) {
            return fault(path, "is " + kind(value) + "; one term is legal: " + LEGAL_TERMS);
        }
        if (map.size() != 1) {
            return fault(path, "has " + map.size() + " names; one term is legal: " + LEGAL_TERMS);
        }
        Map.Entry<?, ?> only = map.entrySet().iterator().next();
        String name = only.getKey() instanceof String text ? text : null;
        if (name == null) {
            return fault(path, "has a name that is " + kind(only.getKey()) + "; legal are " + LEGAL_TERMS);
        }
        return switch (name) {
            case "all", "any" -> level(name, only.getValue(), joined(path, name), depth);
            case "not" -> negated(only.getValue(), joined(path, name), depth);
            default -> {
                Operator operator = Operator.named(name).orElse(null);
                yield operator == null
                        ? fault(path, Shown.quoted(name) + " is no term; legal are " + LEGAL_TERMS)
                        : single(operator, only.getValue(), joined(path, name));
            }
        };
    }

    private @Nullable Condition level(String name, @Nullable Object value, String path, int depth) {
        if (!(value instanceof List<?> list)) {
            return fault(path, "is " + kind(value) + "; a list of terms is legal");
        }
        if (list.isEmpty()) {
            return fault(path, "is empty; at least one term is legal");
        }
        if (depth == Condition.MAX_DEPTH) {
            return fault(path, tooDeep());
        }
        List<Condition> read = new ArrayList<>();
        int index = 0;
        for (Object item : list) {
            Condition term = term(item, path + "[" + index++ + "]", depth + 1);
            if (term != null) {
                read.add(term);
            }
            if (terms > Condition.MAX_TERMS) {
                return null;
            }
        }
        if (read.size() < index) {
            return null;
        }
        return name.equals("all") ? new Condition.All(read) : new Condition.Any(read);
    }

    private @Nullable Condition negated(@Nullable Object value, String path, int depth) {
        if (depth == Condition.MAX_DEPTH) {
            return fault(path, tooDeep());
        }
        Condition term = term(value, path, depth + 1);
        return term == null ? null : new Condition.Not(term);
    }

    private @Nullable Condition single(Operator operator, @Nullable Object value, String path) {
        if (!(value instanceof Map<?, ?> body)) {
            return fault(path, "is " + kind(value) + "; fields with names are legal: " + legalNames(operator));
        }
        int before = faults.size();
        unknownNames(operator, body, path);
        String field = text(body.get("field"), joined(path, "field"), "the name of a field of an event");
        List<String> operands = operands(operator, body, path);
        Boolean exact = exact(body.get("exact"), joined(path, "exact"));
        if (field == null || operands == null || exact == null || faults.size() > before) {
            return null;
        }
        if (operator == Operator.MATCHES && ++patterns > Condition.MAX_PATTERNS) {
            return fault(path, tooManyPatterns());
        }
        try {
            return Term.of(operator, field, operands, exact);
        } catch (ConfigurationException e) {
            String own = String.valueOf(e.field());
            String message = String.valueOf(e.getMessage()).substring(own.length() + 2);
            return fault(path + own.substring(operator.key().length()), message);
        }
    }

    private void unknownNames(Operator operator, Map<?, ?> body, String path) {
        for (Object name : body.keySet()) {
            boolean known = name instanceof String text
                    && (text.equals("field") || text.equals("exact") || text.equals(operator.operandKey()));
            if (!known) {
                fault(
                        path,
                        (name instanceof String text ? Shown.quoted(text) : "a name that is " + kind(name))
                                + " is not known here; legal are " + legalNames(operator));
                return;
            }
        }
    }

    private static String legalNames(Operator operator) {
        return "field" + (operator.operandKey() == null ? "" : ", " + operator.operandKey() + ", exact");
    }

    private @Nullable List<String> operands(Operator operator, Map<?, ?> body, String path) {
        String key = operator.operandKey();
        if (key == null) {
            return List.of();
        }
        String place = joined(path, key);
        Object given = body.get(key);
        if (operator != Operator.IN) {
            String operand = text(given, place, key.equals("pattern") ? "a pattern" : "a single value");
            return operand == null ? null : List.of(operand);
        }
        if (!(given instanceof List<?> list)) {
            fault(place, "is " + kind(given) + "; a list of values is legal");
            return null;
        }
        if (list.size() > Condition.MAX_VALUES) {
            fault(place, "has " + list.size() + " values; at most " + Condition.MAX_VALUES + " are legal");
            return null;
        }
        List<String> operands = new ArrayList<>(list.size());
        for (Object item : list) {
            String operand = text(item, place + "[" + operands.size() + "]", "a single value");
            if (operand == null) {
                return null;
            }
            operands.add(operand);
        }
        return operands;
    }

    private @Nullable Boolean exact(@Nullable Object value, String path) {
        if (value == null) {
            return false;
        }
        String text = value.toString();
        if ((value instanceof Boolean || value instanceof String) && (text.equals("true") || text.equals("false"))) {
            return text.equals("true");
        }
        fault(path, "is " + kind(value) + "; true and false are legal");
        return null;
    }

    /** The text of a single value; null, with a fault, if it is none. */
    private @Nullable String text(@Nullable Object value, String path, String legal) {
        boolean single = value instanceof String
                || value instanceof Boolean
                || value instanceof Integer
                || value instanceof Long
                || value instanceof Short
                || value instanceof Byte
                || value instanceof Double
                || value instanceof Float
                || value instanceof BigInteger integer && integer.bitLength() <= MAX_BITS
                || value instanceof BigDecimal decimal
                        && decimal.unscaledValue().bitLength() <= MAX_BITS;
        if (value == null || !single) {
            fault(path, "is " + kind(value) + "; " + legal + " is legal");
            return null;
        }
        return value.toString();
    }

    private static String kind(@Nullable Object value) {
        if (value == null) {
            return "missing";
        }
        return value instanceof Map
                ? "fields with names"
                : value instanceof List
                        ? "a list"
                        : value instanceof String text
                                ? Shown.quoted(text)
                                : value instanceof Number ? "a number" : "no value that is known";
    }

    private static String joined(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private @Nullable Condition fault(String path, String message) {
        faults.add(new ConfigurationException(path.isEmpty() ? null : path, message));
        return null;
    }
}
