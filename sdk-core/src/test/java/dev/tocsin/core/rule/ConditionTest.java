package dev.tocsin.core.rule;

import static dev.tocsin.core.rule.Condition.all;
import static dev.tocsin.core.rule.Condition.any;
import static dev.tocsin.core.rule.Condition.compare;
import static dev.tocsin.core.rule.Condition.contains;
import static dev.tocsin.core.rule.Condition.equalTo;
import static dev.tocsin.core.rule.Condition.exists;
import static dev.tocsin.core.rule.Condition.in;
import static dev.tocsin.core.rule.Condition.matches;
import static dev.tocsin.core.rule.Condition.not;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.event.SecurityEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ConditionTest {
    private static final SecurityEvent FULL = Trial.full().build();
    private static final SecurityEvent EMPTY = Trial.empty().build();

    private static AbstractThrowableAssert<?, ?> refused(ThrowingCallable code) {
        return assertThatThrownBy(code).isInstanceOf(ConfigurationException.class);
    }

    static List<EventField> allFields() {
        List<EventField> fields = new ArrayList<>(EventField.all());
        fields.add(EventField.named("attributes.ring").orElseThrow());
        return fields;
    }

    @ParameterizedTest
    @CsvSource({
        "category, Problems",
        "category, PROBLEMS",
        "kind, updated",
        "severity, medium",
        "eventType, Disk.FULL",
        "source, SCANNER",
        "sourceCompanyId, Contoso",
        "externalId, X-1",
        "stableId, false",
        "deliveryId, d-1",
        "occurredAt, 2026-03-02T10:00:00+01:00",
        "sequence, 42",
        "moment, FALSE",
        "title, disk is full",
        "description, volume d: of web-1",
        "asset, web-1",
        "product, chrome",
        "os, windows 11",
        "fix, kb123",
        "user.objectId, OID-1",
        "user.principalName, ann@CONTOSO.example",
        "attributes.ring, CAFE\u0301",
    })
    void everyFieldCanBeComparedWithItsOwnValue(String field, String value) {
        assertThat(equalTo(field, value).holds(FULL)).isTrue();
        assertThat(not(equalTo(field, value)).holds(FULL)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("allFields")
    void aFieldThatIsNotSaidMakesItsTermsFalseAndTheirOppositesTrue(EventField field) {
        if (!field.optional()) {
            return;
        }
        for (Operator operator : field.operators()) {
            List<String> operands = operator == Operator.EXISTS ? List.of() : List.of("1");
            Condition term = Term.of(operator, field.name(), operands, false);
            assertThat(term.holds(EMPTY)).as("%s", term).isFalse();
            assertThat(not(term).holds(EMPTY)).isTrue();
            assertThat(term.explain(EMPTY).reason()).isEqualTo("is absent");
        }
        assertThat(exists(field.name()).holds(FULL)).isTrue();
    }

    @Test
    void whoWantsAnotherProductRatherThanNoneAsksThatThereIsOne() {
        Condition other = all(exists("product"), not(equalTo("product", "Chrome")));
        assertThat(other.holds(EMPTY)).isFalse();
        assertThat(other.holds(FULL)).isFalse();
        assertThat(other.holds(Trial.full().product("Firefox").build())).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "severity, MEDIUM, LOW, HIGH",
        "sequence, 42, -3, 43",
        "occurredAt, 2026-03-02T09:00:00Z, 2026-03-02T08:59:59.999999999Z, 2026-03-02T09:00:00.000000001Z",
        "attributes.cvss, 7.50, 7.4, 10",
    })
    void anOrderHasTwoStrictAndTwoOpenSides(String field, String same, String less, String more) {
        for (String value : List.of(less, same, more)) {
            int order = value.equals(less) ? 1 : value.equals(same) ? 0 : -1;
            assertThat(compare(field, Operator.BELOW, value).holds(FULL)).isEqualTo(order < 0);
            assertThat(compare(field, Operator.AT_MOST, value).holds(FULL)).isEqualTo(order <= 0);
            assertThat(compare(field, Operator.AT_LEAST, value).holds(FULL)).isEqualTo(order >= 0);
            assertThat(compare(field, Operator.ABOVE, value).holds(FULL)).isEqualTo(order > 0);
        }
    }

    @ParameterizedTest
    @CsvSource({"high", "1e9", "0x7", "1.2.3", "7.", "'-'", "1234567890123456789012345", "١"})
    void anAttributeThatIsNoNumberIsNotComparedByOrder(String value) {
        SecurityEvent event = Trial.empty().attributes(Map.of("cvss", value)).build();
        Condition term = compare("attributes.cvss", Operator.AT_LEAST, "0");
        assertThat(term.holds(event)).isFalse();
        assertThat(term.explain(event).reason()).isEqualTo("is '" + value + "', which is no number");
    }

    @Test
    void textIsComparedWithoutCaseUnlessATermIsExact() {
        assertThat(in("asset", List.of("x", "web-1")).holds(FULL)).isTrue();
        assertThat(in("asset", List.of("x", "web-1")).exactly().holds(FULL)).isFalse();
        assertThat(in("asset", List.of("x", "WEB-1")).exactly().holds(FULL)).isTrue();
        assertThat(equalTo("asset", "web-1").exactly().holds(FULL)).isFalse();
        assertThat(equalTo("asset", "WEB-1").exactly().holds(FULL)).isTrue();
        assertThat(contains("asset", "eb-").holds(FULL)).isTrue();
        assertThat(contains("asset", "eb-").exactly().holds(FULL)).isFalse();
        assertThat(contains("asset", "WEB-1").exactly().holds(FULL)).isTrue();
        assertThat(contains("asset", "web-12").holds(FULL)).isFalse();
        assertThat(matches("asset", "^web-\\d$").holds(FULL)).isTrue();
        assertThat(matches("asset", "^web-\\d$").exactly().holds(FULL)).isFalse();
        assertThat(in("kind", List.of("RAISED", "UPDATED")).holds(FULL)).isTrue();
        assertThat(in("sequence", List.of("41", "042")).holds(FULL)).isTrue();
        assertThat(in("severity", List.of("LOW", "HIGH")).holds(FULL)).isFalse();
    }

    @Test
    void textIsComparedInOneFormOfUnicode() {
        SecurityEvent event = Trial.empty()
                .asset("cafe\u0301")
                .attributes(Map.of("a", "  CAFE\u0301  ", "blank", "   "))
                .build();
        assertThat(equalTo("asset", "CAFÉ").holds(event)).isTrue();
        assertThat(equalTo("attributes.a", "café").holds(event)).isTrue();
        assertThat(contains("attributes.a", "fe\u0301").holds(event)).isTrue();
        assertThat(matches("attributes.a", "^cafe\u0301$").holds(event)).isTrue();
        assertThat(exists("attributes.blank").holds(event)).isFalse();
        assertThat(exists("attributes.A").holds(event)).isFalse();
    }

    @Test
    void blanksCountWithinAPartButNotAroundAValue() {
        SecurityEvent event = Trial.empty().title("a test drive").build();
        assertThat(contains("title", " test ").holds(event)).isTrue();
        assertThat(contains("title", "drive ").holds(event)).isFalse();
        assertThat(equalTo("title", "  A test drive ").holds(event)).isTrue();
    }

    @Test
    void anAttributeThatIsTooLongMatchesNothingAndSaysSo() {
        SecurityEvent event = Trial.empty()
                .attributes(Map.of("log", "x".repeat(Condition.MAX_SUBJECT_LENGTH + 1)))
                .build();
        for (Condition term : List.of(contains("attributes.log", "x"), matches("attributes.log", "x"))) {
            assertThat(term.holds(event)).isFalse();
            assertThat(term.explain(event).reason())
                    .contains("too long to be searched")
                    .hasSizeLessThan(200);
        }
        assertThat(exists("attributes.log").holds(event)).isTrue();
    }

    @Test
    void aPatternThatGaveUpDoesNotMatchAndSaysSo() {
        SecurityEvent event = Trial.empty().description("abcde".repeat(4_000)).build();
        Condition costly = matches("description", "(a|b|c|d|e){0,100}y");
        assertThat(costly.holds(event)).isFalse();
        assertThat(not(costly).holds(event)).isTrue();
        assertThat(costly.explain(event).reason())
                .contains("the pattern gave up after 4000000 steps, which counts as no match");
    }

    @Test
    void whatIsUnknownOrNotLegalForAFieldIsRefusedWithWhatIsLegal() {
        refused(() -> equalTo("severty", "HIGH"))
                .hasMessageStartingWith("equals.field: 'severty' is no field of an event; legal are category, kind, ")
                .hasMessageEndingWith("user.principalName and attributes.<name>");
        refused(() -> equalTo("attributes. ", "x")).hasMessageContaining("is no field");
        refused(() -> equalTo("msp", "x")).hasMessageContaining("is no field");
        refused(() -> contains("severity", "HI"))
                .hasMessage("contains.field: 'severity' is a severity, for which 'contains' is not legal; legal are "
                        + "equals, in, below, atMost, atLeast, above");
        refused(() -> compare("asset", Operator.BELOW, "x"))
                .hasMessageContaining("legal are equals, in, contains, " + "matches, exists");
        refused(() -> exists("title")).hasMessageContaining("'title' is given in every event; legal are deliveryId, ");
        refused(() -> equalTo("severity", "BAD"))
                .hasMessage("equals.value: 'BAD' is not legal; legal are INFO, LOW, MEDIUM, HIGH, CRITICAL");
        refused(() -> in("kind", List.of("RAISED", "GONE")))
                .hasMessageStartingWith("in.values[1]: 'GONE' is not legal");
        refused(() -> in("asset", List.of())).hasMessage("in.values: is empty; at least one value is legal");
        refused(() -> in(
                        "asset",
                        IntStream.range(0, 1_001).mapToObj(Integer::toString).toList()))
                .hasMessage("in.values: has 1001 values; at most 1000 are legal");
        refused(() -> equalTo("asset", " ")).hasMessage("equals.value: is blank; text is legal");
        refused(() -> equalTo("asset", "x".repeat(1_001)))
                .hasMessage("equals.value: has 1001 characters; at most 1000 are legal");
        refused(() -> contains("asset", "x".repeat(201))).hasMessageContaining("at most 200");
        refused(() -> matches("asset", "x".repeat(501))).hasMessageContaining("at most 500");
        refused(() -> matches("asset", "a(b")).hasMessage("matches.pattern: at character 4: a closing ) is missing");
        refused(() -> equalTo("occurredAt", "2026-03-02")).hasMessageContaining("such as 2026-03-02T09:00:00Z");
        refused(() -> equalTo("sequence", "1.5")).hasMessageContaining("a whole number");
        refused(() -> equalTo("stableId", "yes")).hasMessageContaining("true and false");
        refused(() -> compare("attributes.x", Operator.ABOVE, "1e9")).hasMessageContaining("a decimal number");
        refused(() -> Term.of(Operator.EQUALS, "severity", List.of("HIGH"), true))
                .hasMessageContaining("equals.exact");
        refused(() -> Term.of(Operator.EQUALS, "asset", List.of("a", "b"), false))
                .hasMessageContaining("one value");
        refused(() -> Term.of(Operator.EXISTS, "asset", List.of("a"), false)).hasMessageContaining("the field alone");
    }

    @Test
    void aTreeThatIsEmptyOrTooLargeIsRefused() {
        refused(Condition::all).hasMessage("all: is empty; at least one term is legal");
        refused(Condition::any).hasMessage("any: is empty; at least one term is legal");
        Condition deep = exists("asset");
        for (int i = 1; i < Condition.MAX_DEPTH; i++) {
            deep = not(deep);
        }
        Condition deepest = deep;
        assertThat(deepest.depth()).isEqualTo(Condition.MAX_DEPTH);
        refused(() -> not(deepest)).hasMessage("not: is nested too deep; at most 10 levels are legal");
        List<Condition> many = Collections.nCopies(Condition.MAX_TERMS, exists("asset"));
        refused(() -> new Condition.All(many)).hasMessageContaining("at most 200");
        assertThat(new Condition.All(many.subList(1, 200)).size()).isEqualTo(200);
        List<Condition> patterns = Collections.nCopies(Condition.MAX_PATTERNS + 1, matches("title", "x"));
        refused(() -> new Condition.Any(patterns)).hasMessageContaining("at most 20");
    }

    @Test
    void aPlainValueHasOneFormThatPeopleCanWrite() {
        Condition condition = any(
                all(compare("severity", Operator.AT_LEAST, "high"), not(contains("title", "test"))),
                in("asset", List.of("a", "b")).exactly(),
                matches("title", "^x"),
                exists("product"));
        Object plain = Map.of(
                "any",
                List.of(
                        Map.of(
                                "all",
                                List.of(
                                        Map.of("atLeast", Map.of("field", "severity", "value", "HIGH")),
                                        Map.of("not", Map.of("contains", Map.of("field", "title", "value", "test"))))),
                        Map.of("in", Map.of("field", "asset", "values", List.of("a", "b"), "exact", true)),
                        Map.of("matches", Map.of("field", "title", "pattern", "^x")),
                        Map.of("exists", Map.of("field", "product"))));
        assertThat(condition.asValue()).isEqualTo(plain);
        assertThat(Condition.of(plain)).isEqualTo(condition);
    }

    @Test
    void numbersAndBooleansMayStandForTheirTexts() {
        assertThat(Condition.of(Map.of("equals", Map.of("field", "sequence", "value", 42))))
                .isEqualTo(equalTo("sequence", "42"));
        assertThat(Condition.of(Map.of("above", Map.of("field", "attributes.cvss", "value", 7.5))))
                .isEqualTo(compare("attributes.cvss", Operator.ABOVE, "7.5"));
        assertThat(Condition.of(Map.of("equals", Map.of("field", "moment", "value", true, "exact", "false"))))
                .isEqualTo(equalTo("moment", "true"));
    }

    @Test
    void aVerdictIsOneLinePerTermWithTheEventsValue() {
        Condition condition = all(
                compare("severity", Operator.AT_LEAST, "HIGH"),
                any(equalTo("asset", "web-1"), not(exists("product"))),
                equalTo("attributes.none", "x"));
        assertThat(condition.explain(FULL).text())
                .isEqualTo("no  all of: 1 of 3 hold\n"
                        + "no    severity is at least HIGH: is MEDIUM\n"
                        + "yes   any of: 1 of 2 hold\n"
                        + "yes     asset equals 'web-1': is 'WEB-1'\n"
                        + "no      not: it holds\n"
                        + "yes       product is given: is 'Chrome'\n"
                        + "no    attributes.none equals 'x': is absent");
    }

    @Test
    void aVerdictCutsValuesKeepsToOneLineAndHidesWhatSoundsSecret() {
        SecurityEvent event = Trial.full().title("x\ny" + "😀".repeat(400)).build();
        Condition condition = all(
                contains("title", "x"),
                equalTo("attributes.api_token", "0ther"),
                in("asset", List.of("a", "b", "c", "d", "e", "f", "g")));
        String text = condition.explain(event).text();
        assertThat(text)
                .contains("attributes.api_token equals (hidden): is (hidden)")
                .contains("'x y😀", "😀…'")
                .contains("asset is one of 'a', 'b', 'c', 'd', 'e', … and 2 more: is 'WEB-1'")
                .doesNotContain("s3cret", "0ther");
        assertThat(text.lines()).hasSize(4).allMatch(line -> line.length() < 160);
    }

    @Test
    void randomTreesAreTheSameAfterBeingWrittenAndReadAndExplainWhatTheyDecide() {
        int[] decided = new int[2];
        for (long seed = 0; seed < 5_000; seed++) {
            Random random = new Random(seed);
            Condition condition = Trial.condition(random, 1 + random.nextInt(4));
            Condition read = Condition.of(condition.asValue());
            assertThat(read).as("seed %d", seed).isEqualTo(condition).hasSameHashCodeAs(condition);
            assertThat(read.asValue()).isEqualTo(condition.asValue());
            for (int i = 0; i < 5; i++) {
                SecurityEvent event = Trial.event(random);
                boolean holds = condition.holds(event);
                Verdict verdict = condition.explain(event);
                assertThat(verdict.holds())
                        .as("seed %d: %s", seed, verdict.text())
                        .isEqualTo(holds);
                assertThat(read.holds(event)).isEqualTo(holds);
                assertThat(not(condition).holds(event)).isEqualTo(!holds);
                assertThat(consistent(verdict)).isTrue();
                decided[holds ? 1 : 0]++;
            }
        }
        assertThat(decided[0]).isGreaterThan(2_000);
        assertThat(decided[1]).isGreaterThan(2_000);
    }

    private static boolean consistent(Verdict verdict) {
        boolean own = switch (verdict.term()) {
            case "all of" -> verdict.parts().stream().allMatch(Verdict::holds);
            case "any of" -> verdict.parts().stream().anyMatch(Verdict::holds);
            case "not" -> !verdict.parts().get(0).holds();
            default -> verdict.holds();
        };
        return own == verdict.holds() && verdict.parts().stream().allMatch(ConditionTest::consistent);
    }
}
