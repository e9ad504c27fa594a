package dev.tocsin.simulators.graph.internal.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.simulators.graph.internal.query.FilterLexer.Piece;
import dev.tocsin.simulators.graph.internal.wire.GraphError;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the part of OData's filter language that lists of users, audits, sign-ins and alerts use. */
final class FilterParser {
    private static final Set<String> COMPARISONS = Set.of("eq", "ne", "gt", "ge", "lt", "le");
    private static final Set<String> FUNCTIONS = Set.of("startswith", "endswith", "contains");

    private final String text;
    private final FilterRules rules;
    private final List<Piece> pieces;
    private int at;

    FilterParser(String text, FilterRules rules) {
        this.text = text;
        this.rules = rules;
        this.pieces = FilterLexer.cut(text);
    }

    static GraphError invalid(String message) {
        return GraphError.badRequest("Invalid filter clause: " + message);
    }

    Filter parse() {
        Filter filter = either("");
        if (at < pieces.size()) {
            throw invalid("Syntax error at '" + pieces.get(at).text() + "' in '" + text + "'.");
        }
        return filter;
    }

    private Filter either(String variable) {
        Filter left = both(variable);
        while (take("or")) {
            Filter first = left;
            Filter second = both(variable);
            left = record -> first.matches(record) || second.matches(record);
        }
        return left;
    }

    private Filter both(String variable) {
        Filter left = single(variable);
        while (take("and")) {
            Filter first = left;
            Filter second = single(variable);
            left = record -> first.matches(record) && second.matches(record);
        }
        return left;
    }

    private Filter single(String variable) {
        if (take("not")) {
            requireAdvanced("not");
            Filter inner = single(variable);
            return record -> !inner.matches(record);
        }
        if (take("(")) {
            Filter inner = either(variable);
            expect(")");
            return inner;
        }
        Piece first = next();
        String name = first.text();
        if (first.quoted()) {
            throw invalid("A property was expected at '" + name + "' in '" + text + "'.");
        }
        if (take("(")) {
            return name.endsWith("/any") ? any(name.substring(0, name.length() - 4)) : function(name, variable);
        }
        return comparison(name, variable);
    }

    private Filter comparison(String name, String variable) {
        String operator = next().text().toLowerCase(Locale.ROOT);
        List<Literal> literals = new ArrayList<>();
        if (operator.equals("in")) {
            expect("(");
            do {
                literals.add(literal());
            } while (take(","));
            expect(")");
        } else if (COMPARISONS.contains(operator)) {
            literals.add(literal());
        } else {
            throw invalid("Syntax error at '" + operator + "' in '" + text + "'.");
        }
        String path = path(name, variable);
        allow(name, variable, operator);
        for (Literal literal : literals) {
            requireMoment(path, literal, operator);
        }
        return Filter.compare(path, operator, literals);
    }

    /** A time in quotes is a text, which OData does not compare with a time. */
    private static void requireMoment(String path, Literal literal, String operator) {
        if (path.endsWith("DateTime") && !literal.isNull() && literal.moment() == null) {
            throw invalid("A binary operator with incompatible types was detected. Found operand types"
                    + " 'Edm.DateTimeOffset' and 'Edm.String' for operator kind '" + operator + "'.");
        }
    }

    private Filter function(String name, String variable) {
        String called = name.toLowerCase(Locale.ROOT);
        if (!FUNCTIONS.contains(called)) {
            throw invalid("An unknown function with name '" + name + "' was found.");
        }
        Piece property = next();
        expect(",");
        Literal literal = literal();
        expect(")");
        allow(property.text(), variable, called);
        Filter function = Filter.function(called, path(property.text(), variable), literal.text());
        if (take("eq")) {
            boolean wanted = Boolean.parseBoolean(next().text());
            return record -> function.matches(record) == wanted;
        }
        return function;
    }

    private Filter any(String collection) {
        String variable = next().text();
        expect(":");
        outer = collection;
        Filter inner = either(variable);
        outer = null;
        expect(")");
        return record -> {
            for (JsonNode element : Filter.at(record, collection)) {
                if (inner.matches(element)) {
                    return true;
                }
            }
            return false;
        };
    }

    /** The collection whose elements are looked at; null outside of {@code any}. */
    private @Nullable String outer;

    /** Within {@code any} the path of a property of the element; empty for the element itself. */
    private static String path(String name, String variable) {
        if (variable.isEmpty()) {
            return name;
        }
        return name.equals(variable)
                ? ""
                : name.startsWith(variable + "/") ? name.substring(variable.length() + 1) : name;
    }

    private void allow(String name, String variable, String operator) {
        String below = path(name, variable);
        String property = outer == null ? name : below.isEmpty() ? outer : outer + "/" + below;
        Set<String> allowed = rules.operators().get(property);
        if (allowed == null || !allowed.contains(operator)) {
            throw GraphError.unsupportedQuery("Unsupported or invalid query filter clause specified for property '"
                    + property + "' of resource '" + rules.resource() + "'.");
        }
        requireAdvanced(operator);
    }

    private void requireAdvanced(String operator) {
        if (rules.advanced().contains(operator) && !rules.advancedAllowed()) {
            throw GraphError.unsupportedQuery(
                    "Operator '" + operator + "' is not supported because the required parameters"
                            + " might be missing. Try adding $count=true query parameter and ConsistencyLevel:eventual header."
                            + " Refer to https://aka.ms/graph-docs/advanced-queries for more information");
        }
    }

    private Literal literal() {
        Piece piece = next();
        return new Literal(piece.text(), piece.quoted());
    }

    private Piece next() {
        if (at >= pieces.size()) {
            throw invalid("Expression expected at position " + text.length() + " in '" + text + "'.");
        }
        return pieces.get(at++);
    }

    private boolean take(String sign) {
        if (at < pieces.size() && pieces.get(at).is(sign)) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(String sign) {
        if (!take(sign)) {
            throw invalid("'" + sign + "' expected in '" + text + "'.");
        }
    }
}
