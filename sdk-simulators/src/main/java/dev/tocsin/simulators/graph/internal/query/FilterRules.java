package dev.tocsin.simulators.graph.internal.query;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What one resource's filter takes. Immutable.
 *
 * @param resource its name in refusals
 * @param operators the operators of each property that can be filtered by, its path in any case; functions count as
 *     operators
 * @param advanced the operators that need {@code ConsistencyLevel: eventual} and {@code $count=true}
 * @param advancedAllowed whether the request has both
 */
public record FilterRules(
        String resource, Map<String, Set<String>> operators, Set<String> advanced, boolean advancedAllowed) {
    /** What most properties take. */
    public static final Set<String> ORDINARY =
            Set.of("eq", "ne", "gt", "ge", "lt", "le", "in", "startswith", "endswith", "not");

    /** Finds properties in any case. */
    public FilterRules {
        Map<String, Set<String>> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        byName.putAll(operators);
        operators = byName;
    }
}
