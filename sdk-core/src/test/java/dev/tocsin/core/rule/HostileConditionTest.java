package dev.tocsin.core.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.base.ConfigurationException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What comes as a plain value from anywhere, and is no condition. */
class HostileConditionTest {
    private static final Map<String, Object> SOUND = Map.of("exists", Map.of("field", "asset"));

    private static List<String> faults(@Nullable Object value) {
        List<String> faults = Condition.faults(value).stream()
                .map(fault -> String.valueOf(fault.getMessage()))
                .toList();
        if (!faults.isEmpty()) {
            assertThatThrownBy(() -> Condition.of(value))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessage(faults.get(0));
        }
        return faults;
    }

    private static Map<String, Object> equal(Object field, Object value) {
        return Map.of("equals", Map.of("field", field, "value", value));
    }

    @Test
    void aFaultNamesThePathOfItsTerm() {
        Object value = Map.of("any", List.of(SOUND, Map.of("not", equal("asst", "x"))));
        assertThat(Condition.faults(value)).singleElement().satisfies(fault -> {
            assertThat(fault.field()).isEqualTo("any[1].not.equals.field");
            assertThat(fault).hasMessageStartingWith("any[1].not.equals.field: 'asst' is no field of an event; legal");
        });
    }

    @Test
    void allFaultsAreFoundInOneReading() {
        Object value = Map.of(
                "all",
                List.of(
                        equal("severity", "BAD"),
                        Map.of("matches", Map.of("field", "title", "pattern", "(")),
                        Map.of("in", Map.of("field", "kind", "values", List.of("RAISED", "x"))),
                        Map.of("any", List.of()),
                        Map.of("equal", Map.of()),
                        SOUND));
        assertThat(faults(value))
                .satisfiesExactly(
                        fault ->
                                assertThat(fault).startsWith("all[0].equals.value: 'BAD' is not legal; legal are INFO"),
                        fault -> assertThat(fault).startsWith("all[1].matches.pattern: at character 2"),
                        fault -> assertThat(fault).startsWith("all[2].in.values[1]: 'x' is not legal"),
                        fault -> assertThat(fault).startsWith("all[3].any: is empty"),
                        fault -> assertThat(fault)
                                .startsWith("all[4]: 'equal' is no term; legal are all, any, not, equals, in, below"));
    }

    @Test
    void wrongShapesAreNamed() {
        assertThat(faults(null)).containsExactly(only("is missing; one term is legal: "));
        assertThat(faults("x")).containsExactly(only("is 'x'; one term is legal: "));
        assertThat(faults(List.of())).containsExactly(only("is a list; one term is legal: "));
        assertThat(faults(Map.of())).containsExactly(only("has 0 names; one term is legal: "));
        assertThat(faults(Map.of("all", SOUND))).containsExactly("all: is fields with names; a list of terms is legal");
        assertThat(faults(Map.of("not", List.of(SOUND))))
                .singleElement()
                .satisfies(fault -> assertThat(fault).startsWith("not: is a list; one term is legal"));
        assertThat(faults(Map.of(1, SOUND)))
                .singleElement()
                .satisfies(fault -> assertThat(fault).startsWith("has a name that is a number; legal are all"));
        assertThat(faults(Map.of("equals", "asset")))
                .containsExactly("equals: is 'asset'; fields with names are legal: field, value, exact");
        assertThat(faults(Map.of("equals", Map.of("field", "asset"))))
                .containsExactly("equals.value: is missing; a single value is legal");
        assertThat(faults(Map.of("exists", Map.of("field", "asset", "value", "x"))))
                .containsExactly("exists: 'value' is not known here; legal are field");
        assertThat(faults(Map.of("in", Map.of("field", "asset", "values", "x"))))
                .containsExactly("in.values: is 'x'; a list of values is legal");
        assertThat(faults(Map.of("in", Map.of("field", "asset", "values", List.of("a", List.of())))))
                .containsExactly("in.values[1]: is a list; a single value is legal");
        assertThat(faults(Map.of("equals", Map.of("field", "asset", "value", "x", "exact", 1))))
                .containsExactly("equals.exact: is a number; true and false are legal");
        assertThat(faults(equal(new Object(), "x")))
                .containsExactly("equals.field: is no value that is known; the name of a field of an event is legal");
        Map<@Nullable String, Object> nullName = new HashMap<>();
        nullName.put(null, SOUND);
        assertThat(faults(nullName)).hasSize(1);
    }

    private static String only(String start) {
        return start + "all, any, not, equals, in, below, atMost, atLeast, above, contains, matches, exists";
    }

    @Test
    void depthEndsTheReadingEvenOfACycle() {
        Map<String, Object> cycle = new LinkedHashMap<>();
        cycle.put("not", cycle);
        assertThat(faults(cycle))
                .singleElement()
                .satisfies(fault -> assertThat(fault)
                        .startsWith("not.not.not.")
                        .endsWith(": is nested too deep; at most 10 levels are legal"));
        List<Object> self = new ArrayList<>();
        Map<String, Object> knot = Map.of("all", self);
        self.add(knot);
        self.add(knot);
        self.add(knot);
        assertThat(faults(knot))
                .hasSizeLessThanOrEqualTo(Condition.MAX_TERMS + 1)
                .anyMatch(fault -> fault.contains("too many terms"));
    }

    @Test
    void anEndlessListIsNotReadToItsEnd() {
        List<Object> endless = new AbstractList<>() {
            @Override
            public Object get(int index) {
                assertThat(index).isLessThanOrEqualTo(Condition.MAX_TERMS);
                return SOUND;
            }

            @Override
            public int size() {
                return Integer.MAX_VALUE;
            }
        };
        assertThat(faults(Map.of("any", endless)))
                .singleElement()
                .satisfies(fault -> assertThat(fault).contains("has too many terms; at most 200"));
        assertThat(faults(Map.of("in", Map.of("field", "asset", "values", endless))))
                .containsExactly("in.values: has 2147483647 values; at most 1000 are legal");
        List<Object> patterns = Collections.nCopies(21, Map.of("matches", Map.of("field", "title", "pattern", "x")));
        assertThat(faults(Map.of("any", patterns)))
                .containsExactly("any[20].matches: has too many patterns; at most 20 are legal in a condition");
    }

    @Test
    void hugeValuesAreNeitherTakenNorShown() {
        String huge = "x".repeat(1_000_000);
        for (Object value : List.of(
                equal("asset", huge),
                equal(huge, "x"),
                Map.of(huge, SOUND),
                huge,
                Map.of("equals", Map.of("field", "asset", "value", "x", huge, "y")),
                equal("sequence", BigInteger.TWO.pow(100_000)),
                equal("attributes." + huge, "x"),
                Map.of("above", Map.of("field", "attributes.a", "value", new BigDecimal("1e999999999"))))) {
            assertThat(faults(value)).hasSize(1).allMatch(fault -> fault.length() < 1_000);
        }
    }

    @Test
    void aDamagedTreeIsEitherAConditionOrRefusedWithAPath() {
        int refused = 0;
        for (long seed = 0; seed < 5_000; seed++) {
            Random random = new Random(seed);
            Object damaged = damaged(Trial.condition(random, 4).asValue(), random);
            List<ConfigurationException> faults = Condition.faults(damaged);
            if (faults.isEmpty()) {
                Condition condition = Condition.of(damaged);
                assertThat(Condition.of(condition.asValue())).isEqualTo(condition);
            } else {
                refused++;
                assertThatThrownBy(() -> Condition.of(damaged)).isInstanceOf(ConfigurationException.class);
            }
        }
        assertThat(refused).isBetween(1_000, 4_999);
    }

    private static @Nullable Object damaged(@Nullable Object value, Random random) {
        if (random.nextInt(12) == 0) {
            return switch (random.nextInt(7)) {
                case 0 -> null;
                case 1 -> List.of();
                case 2 -> Map.of();
                case 3 -> "";
                case 4 -> -1;
                case 5 -> List.of(SOUND, "x");
                default -> SOUND;
            };
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((name, inner) -> copy.put(random.nextInt(30) == 0 ? "any" : name, damaged(inner, random)));
            return copy;
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>();
            list.forEach(inner -> copy.add(damaged(inner, random)));
            return copy;
        }
        return value;
    }
}
