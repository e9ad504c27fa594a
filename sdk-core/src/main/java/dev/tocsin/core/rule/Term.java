package dev.tocsin.core.rule;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.event.SecurityEvent;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One question to one field of an event, such as whether its asset is web-1. Patterns are made ready when it is built. */
public final class Term implements Condition {
    private static final int SHOWN_OPERANDS = 5;

    private final EventField field;
    private final Operator operator;
    private final List<String> operands;
    private final boolean exact;
    private final Check check;

    private Term(EventField field, Operator operator, List<String> operands, boolean exact) {
        this.field = field;
        this.operator = operator;
        this.exact = exact;
        this.operands = operands(field, operator, operands);
        check = FieldChecks.of(field, operator, this.operands, exact);
    }

    /**
     * A term.
     *
     * @param operator what is asked
     * @param field the field's name; see {@link EventField#named}
     * @param operands what the field is compared with: one text, one or more for {@link Operator#IN}, none for
     *     {@link Operator#EXISTS}
     * @param exact whether upper and lower case differ; legal for text
     * @throws ConfigurationException if that cannot work; its field is a path such as {@code equals.field}
     */
    public static Term of(Operator operator, String field, List<String> operands, boolean exact) {
        EventField known = EventField.named(field)
                .orElseThrow(() -> new ConfigurationException(
                        operator.key() + ".field",
                        Shown.quoted(field) + " is no field of an event; legal are " + EventField.legalNames()));
        if (!known.operators().contains(operator)) {
            throw new ConfigurationException(operator.key() + ".field", illegal(known, operator));
        }
        boolean hasCase = known.type().textual() && !operator.compares() && operator != Operator.EXISTS;
        if (exact && !hasCase) {
            throw new ConfigurationException(
                    operator.key() + ".exact",
                    "'" + known.name() + "' is not compared as text here; leave it out, exact is legal for text only");
        }
        return new Term(known, operator, operands, exact);
    }

    private static String illegal(EventField field, Operator operator) {
        if (operator == Operator.EXISTS) {
            return "'" + field.name() + "' is given in every event; legal are "
                    + EventField.names(EventField.all().stream()
                            .filter(EventField::optional)
                            .toList())
                    + " and " + EventField.ATTRIBUTES + "<name>";
        }
        return "'" + field.name() + "' is " + field.type().words() + ", for which '" + operator.key()
                + "' is not legal; legal are "
                + field.operators().stream().map(Operator::key).collect(Collectors.joining(", "));
    }

    /** The operands in their one form, without repetitions; refuses what cannot be compared with the field. */
    private static List<String> operands(EventField field, Operator operator, List<String> given) {
        String path = operator.key() + (operator.operandKey() == null ? "" : "." + operator.operandKey());
        boolean several = operator == Operator.IN;
        if (operator == Operator.EXISTS ? !given.isEmpty() : several ? given.isEmpty() : given.size() != 1) {
            throw new ConfigurationException(
                    path,
                    operator == Operator.EXISTS
                            ? "is compared with nothing; the field alone is legal"
                            : several ? "is empty; at least one value is legal" : "one value is legal");
        }
        if (given.size() > MAX_VALUES) {
            throw new ConfigurationException(
                    path, "has " + given.size() + " values; at most " + MAX_VALUES + " are legal");
        }
        Set<String> operands = new LinkedHashSet<>();
        for (int i = 0; i < given.size(); i++) {
            String place = several ? path + "[" + i + "]" : path;
            try {
                operands.add(operand(field, operator, given.get(i)));
            } catch (IllegalArgumentException e) {
                throw new ConfigurationException(place, String.valueOf(e.getMessage()));
            }
        }
        return List.copyOf(operands);
    }

    private static String operand(EventField field, Operator operator, String given) {
        if (given.length() > operator.maxLength()) {
            throw new IllegalArgumentException(
                    "has " + given.length() + " characters; at most " + operator.maxLength() + " are legal");
        }
        if (given.isBlank()) {
            throw new IllegalArgumentException("is blank; " + field.type().words() + " is legal");
        }
        boolean whole = operator != Operator.CONTAINS && operator != Operator.MATCHES;
        String normal = Normalizer.normalize(given, Normalizer.Form.NFC);
        return FieldChecks.canonical(field, operator, whole ? normal.strip() : normal);
    }

    /** The field that is asked. */
    public EventField field() {
        return field;
    }

    /** What is asked. */
    public Operator operator() {
        return operator;
    }

    /** What the field is compared with, each in its one form; empty for {@link Operator#EXISTS}. */
    public List<String> operands() {
        return operands;
    }

    /** Whether upper and lower case differ. */
    public boolean exact() {
        return exact;
    }

    /**
     * The same term with upper and lower case different.
     *
     * @throws ConfigurationException if the field is not compared as text
     */
    public Term exactly() {
        return of(operator, field.name(), operands, true);
    }

    @Override
    public boolean holds(SecurityEvent event) {
        return answer(field.read(event)) == Answer.YES;
    }

    private Answer answer(@Nullable Object value) {
        if (value == null) {
            return Answer.ABSENT;
        }
        boolean tooLong = value instanceof String text && text.length() > MAX_SUBJECT_LENGTH;
        return tooLong && operator != Operator.EXISTS ? Answer.TOO_LONG : check.of(value);
    }

    @Override
    public Verdict explain(SecurityEvent event) {
        Object value = field.read(event);
        Answer answer = answer(value);
        String shown = value == null ? "is absent" : field.sensitive() ? "is (hidden)" : "is " + shown(value);
        return new Verdict(toString(), answer == Answer.YES, shown + answer.words(), List.of());
    }

    private static String shown(Object value) {
        return value instanceof String text ? Shown.quoted(text) : value.toString();
    }

    @Override
    public Map<String, Object> asValue() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("field", field.name());
        String operandKey = operator.operandKey();
        if (operandKey != null) {
            body.put(operandKey, operator == Operator.IN ? operands : operands.get(0));
        }
        if (exact) {
            body.put("exact", true);
        }
        return Map.of(operator.key(), body);
    }

    @Override
    public int depth() {
        return 1;
    }

    @Override
    public int size() {
        return 1;
    }

    @Override
    public int patterns() {
        return operator == Operator.MATCHES ? 1 : 0;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Term that
                && operator == that.operator
                && exact == that.exact
                && field.equals(that.field)
                && operands.equals(that.operands);
    }

    @Override
    public int hashCode() {
        return Objects.hash(field, operator, operands, exact);
    }

    /** The term in words, such as {@code asset equals 'web-1'}. */
    @Override
    public String toString() {
        List<String> words = new ArrayList<>();
        if (field.sensitive() && !operands.isEmpty()) {
            words.add("(hidden)");
        } else {
            operands.stream()
                    .limit(SHOWN_OPERANDS)
                    .map(operand -> field.type().textual() && !operator.compares() ? Shown.quoted(operand) : operand)
                    .forEach(words::add);
            if (operands.size() > SHOWN_OPERANDS) {
                words.add("… and " + (operands.size() - SHOWN_OPERANDS) + " more");
            }
        }
        return field.name() + " " + operator.words() + (words.isEmpty() ? "" : " " + String.join(", ", words))
                + (exact ? " exactly" : "");
    }
}
