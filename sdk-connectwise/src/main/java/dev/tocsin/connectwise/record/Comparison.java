package dev.tocsin.connectwise.record;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** One field compared with a literal. Made by {@link Conditions} only. */
final class Comparison implements Condition {
    private final String field;
    private final Operator operator;
    private final String literal;
    private final List<String> values;

    Comparison(String field, Operator operator, String literal) {
        this.field = field;
        this.operator = operator;
        this.literal = literal;
        this.values = List.of();
    }

    private Comparison(String field, List<String> values) {
        this.field = field;
        this.operator = Operator.IN;
        this.literal = values.stream().collect(Collectors.joining(",", "(", ")"));
        this.values = values;
    }

    /**
     * One of some literals. Those that the server takes for equal are named once, so that the halves of a list never
     * select a record twice: it ignores case and spaces at the end.
     */
    static Comparison in(String field, List<String> literals) {
        Map<String, String> distinct = new LinkedHashMap<>();
        literals.forEach(literal -> distinct.putIfAbsent(sameToServer(literal), literal));
        return new Comparison(field, List.copyOf(distinct.values()));
    }

    private static String sameToServer(String literal) {
        boolean quoted = literal.startsWith("\"") || literal.startsWith("'");
        String text = quoted ? literal.substring(1, literal.length() - 1) : literal;
        return text.stripTrailing().toLowerCase(Locale.ROOT);
    }

    /** The literals of an {@code in} list; empty for any other comparison. */
    List<String> values() {
        return values;
    }

    /** Two comparisons that together are met by the same records. */
    List<Comparison> halves() {
        int middle = values.size() / 2;
        return List.of(
                new Comparison(field, values.subList(0, middle)),
                new Comparison(field, values.subList(middle, values.size())));
    }

    /** Whether it uses a list, which child conditions do not allow. */
    boolean usesList() {
        return operator == Operator.IN || operator == Operator.NOT_IN;
    }

    @Override
    public String expression() {
        return field + " " + operator.symbol() + " " + literal;
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
