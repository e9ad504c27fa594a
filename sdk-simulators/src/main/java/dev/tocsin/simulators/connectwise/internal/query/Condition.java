package dev.tocsin.simulators.connectwise.internal.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** A condition that was read, with SQL's three-valued logic. Immutable. */
sealed interface Condition {
    /** Whether a record meets it. */
    Truth test(JsonNode row);

    /** The first segment of every field it speaks of. */
    Set<String> roots();

    /** All of these; with none, true. */
    record And(List<Condition> parts) implements Condition {
        @Override
        public Truth test(JsonNode row) {
            Truth result = Truth.TRUE;
            for (Condition part : parts) {
                Truth truth = part.test(row);
                if (truth == Truth.FALSE) {
                    return Truth.FALSE;
                }
                result = truth == Truth.UNKNOWN ? Truth.UNKNOWN : result;
            }
            return result;
        }

        @Override
        public Set<String> roots() {
            return rootsOf(parts);
        }
    }

    /** Any of these. */
    record Or(List<Condition> parts) implements Condition {
        @Override
        public Truth test(JsonNode row) {
            Truth result = Truth.FALSE;
            for (Condition part : parts) {
                Truth truth = part.test(row);
                if (truth == Truth.TRUE) {
                    return Truth.TRUE;
                }
                result = truth == Truth.UNKNOWN ? Truth.UNKNOWN : result;
            }
            return result;
        }

        @Override
        public Set<String> roots() {
            return rootsOf(parts);
        }
    }

    /** Not this. */
    record Not(Condition part) implements Condition {
        @Override
        public Truth test(JsonNode row) {
            return part.test(row).negated();
        }

        @Override
        public Set<String> roots() {
            return part.roots();
        }
    }

    /** A field compared with a literal by one of = != &lt; &lt;= &gt; &gt;=. */
    record Compare(List<String> path, String operator, Literal literal) implements Condition {
        @Override
        public Truth test(JsonNode row) {
            JsonNode value = at(row, path);
            boolean absent = value.isMissingNode() || value.isNull();
            if (literal instanceof Literal.Null) {
                return operator.equals("=")
                        ? Truth.of(absent)
                        : operator.equals("!=") ? Truth.of(!absent) : Truth.UNKNOWN;
            }
            if (absent) {
                return Truth.UNKNOWN;
            }
            OptionalInt order = literal.compare(value);
            return order.isEmpty() ? Truth.of(operator.equals("!=")) : Truth.of(holds(order.getAsInt()));
        }

        private boolean holds(int order) {
            return switch (operator) {
                case "=" -> order == 0;
                case "!=" -> order != 0;
                case "<" -> order < 0;
                case "<=" -> order <= 0;
                case ">" -> order > 0;
                default -> order >= 0;
            };
        }

        @Override
        public Set<String> roots() {
            return Set.of(path.get(0));
        }
    }

    /** A field compared with a pattern. */
    record Like(List<String> path, LikePattern pattern) implements Condition {
        @Override
        public Truth test(JsonNode row) {
            JsonNode value = at(row, path);
            if (value.isMissingNode() || value.isNull()) {
                return Truth.UNKNOWN;
            }
            return Truth.of(!value.isContainerNode() && pattern.matches(value.asText()));
        }

        @Override
        public Set<String> roots() {
            return Set.of(path.get(0));
        }
    }

    /** The value of a field, a missing node if there is none. */
    static JsonNode at(JsonNode row, List<String> path) {
        JsonNode node = row;
        for (String segment : path) {
            node = node.path(segment);
        }
        return node == null ? MissingNode.getInstance() : node;
    }

    private static Set<String> rootsOf(List<Condition> parts) {
        return parts.stream().flatMap(p -> p.roots().stream()).collect(Collectors.toUnmodifiableSet());
    }
}
