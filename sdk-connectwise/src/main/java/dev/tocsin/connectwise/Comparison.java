package dev.tocsin.connectwise;

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
