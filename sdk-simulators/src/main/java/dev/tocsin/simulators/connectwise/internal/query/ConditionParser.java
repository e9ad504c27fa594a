package dev.tocsin.simulators.connectwise.internal.query;

import dev.tocsin.simulators.connectwise.internal.wire.ApiError;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Reads the vendor's condition language: comparisons joined by and, or, not and parentheses; {@code and} binds tighter
 * than {@code or}. Nesting is bounded, so that no input can exhaust the stack.
 */
final class ConditionParser {
    private static final int MAX_DEPTH = 64;
    private static final int MAX_TOKENS = 20_000;

    private final String source;
    private final Grammar grammar;
    private final Function<String, List<String>> fields;
    private final List<Token> tokens;
    private int next;
    private int depth;

    private ConditionParser(String source, Grammar grammar, Function<String, List<String>> fields) {
        this.source = source;
        this.grammar = grammar;
        this.fields = fields;
        this.tokens = Lexer.tokens(source);
    }

    /**
     * Reads a condition; a blank one is always true.
     *
     * @param fields turns a field as written into its path, or throws the 400 of an unknown field
     * @throws ApiError 400 if it cannot be read
     */
    static Condition parse(String source, Grammar grammar, Function<String, List<String>> fields) {
        ConditionParser parser = new ConditionParser(source, grammar, fields);
        if (parser.tokens.size() > MAX_TOKENS) {
            throw Grammar.fault(source, 0, "more than " + MAX_TOKENS + " parts");
        }
        if (parser.tokens.size() == 1) {
            return new Condition.And(List.of());
        }
        Condition condition = parser.or();
        if (parser.peek().kind() != Token.Kind.END) {
            throw parser.fault("'and', 'or' or the end is expected");
        }
        return condition;
    }

    private Condition or() {
        List<Condition> parts = new ArrayList<>(List.of(and()));
        while (peek().isWord("or")) {
            next++;
            parts.add(and());
        }
        return parts.size() == 1 ? parts.get(0) : new Condition.Or(List.copyOf(parts));
    }

    private Condition and() {
        List<Condition> parts = new ArrayList<>(List.of(factor()));
        while (peek().isWord("and")) {
            next++;
            parts.add(factor());
        }
        return parts.size() == 1 ? parts.get(0) : new Condition.And(List.copyOf(parts));
    }

    private Condition factor() {
        if (++depth > MAX_DEPTH) {
            throw fault("nested deeper than " + MAX_DEPTH);
        }
        Condition condition;
        if (peek().isWord("not")) {
            next++;
            condition = new Condition.Not(factor());
        } else if (peek().isSymbol("(")) {
            next++;
            condition = or();
            expect(")");
        } else {
            condition = comparison();
        }
        depth--;
        return condition;
    }

    private Condition comparison() {
        Token field = peek();
        if (field.kind() != Token.Kind.WORD) {
            throw fault("a field is expected");
        }
        List<String> path = fields.apply(field.text());
        next++;
        Token operator = peek();
        if (operator.kind() == Token.Kind.SYMBOL && operator.text().matches("[=<>!]=?")) {
            next++;
            return new Condition.Compare(path, operator.text(), literal());
        }
        boolean negated = operator.isWord("not");
        if (negated) {
            next++;
        }
        Condition condition = wordOperator(path);
        return negated ? new Condition.Not(condition) : condition;
    }

    private Condition wordOperator(List<String> path) {
        Token operator = peek();
        if (operator.isWord("like") || operator.isWord("contains")) {
            next++;
            Token pattern = peek();
            if (pattern.kind() != Token.Kind.TEXT) {
                throw fault("a string is expected after " + operator.text());
            }
            next++;
            String text = operator.isWord("contains") ? "%" + pattern.text() + "%" : pattern.text();
            return new Condition.Like(path, LikePattern.of(text));
        }
        if (operator.isWord("in") && grammar.hasIn()) {
            next++;
            expect("(");
            List<Condition> any = new ArrayList<>();
            do {
                any.add(new Condition.Compare(path, "=", literal()));
            } while (takeComma());
            expect(")");
            return new Condition.Or(List.copyOf(any));
        }
        throw fault("an operator is expected (=, !=, <, <=, >, >=, contains, like" + (grammar.hasIn() ? ", in" : "")
                + " or their 'not')");
    }

    private Literal literal() {
        Token token = peek();
        Literal literal = switch (token.kind()) {
            case TEXT -> new Literal.Text(token.text());
            case NUMBER -> new Literal.Number(Literal.parse(token.text()).orElseThrow(() -> fault("not a number")));
            case MOMENT -> new Literal.Moment(Moments.parse(token.text()).orElseThrow(() -> fault("not a DateTime")));
            case WORD -> word(token);
            case SYMBOL, END -> throw fault("a value is expected");
        };
        next++;
        return literal;
    }

    private Literal word(Token token) {
        if (token.isWord("true") || token.isWord("false")) {
            return new Literal.Flag(token.isWord("true"));
        }
        if (token.isWord("null")) {
            return new Literal.Null();
        }
        throw fault("a value is expected");
    }

    private boolean takeComma() {
        boolean comma = peek().isSymbol(",");
        next += comma ? 1 : 0;
        return comma;
    }

    private void expect(String symbol) {
        if (!peek().isSymbol(symbol)) {
            throw fault("'" + symbol + "' is expected");
        }
        next++;
    }

    private Token peek() {
        return tokens.get(next);
    }

    private ApiError fault(String problem) {
        return Grammar.fault(source, peek().at(), problem);
    }
}
