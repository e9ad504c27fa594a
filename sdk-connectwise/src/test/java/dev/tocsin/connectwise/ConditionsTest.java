package dev.tocsin.connectwise;

import static dev.tocsin.connectwise.record.Conditions.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.connectwise.record.Condition;
import dev.tocsin.connectwise.record.Conditions;
import dev.tocsin.connectwise.record.InvalidRequestException;
import dev.tocsin.connectwise.record.Query;
import dev.tocsin.core.base.Execution;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionsTest {
    @Test
    void writesEachLiteralInItsOwnForm() {
        assertThat(field("company/id").eq(5).expression()).isEqualTo("company/id = 5");
        assertThat(field("closedFlag").eq(false).expression()).isEqualTo("closedFlag = false");
        assertThat(field("actualHours").eq(new BigDecimal("1E+2")).expression()).isEqualTo("actualHours = 100");
        assertThat(field("summary").eq("disk").expression()).isEqualTo("summary = \"disk\"");
        assertThat(field("owner").isNull().expression()).isEqualTo("owner = null");
        assertThat(field("owner").isNotNull().expression()).isEqualTo("owner != null");
        assertThat(field("id").in(1, 2, 3).expression()).isEqualTo("id in (1,2,3)");
        assertThat(field("identifier").in(List.of("a", "b\"")).expression()).isEqualTo("identifier in (\"a\",'b\"')");
    }

    @Test
    void writesMomentsInWholeSecondsOfUtc() {
        Instant moment = Instant.parse("2016-08-20T18:04:26.987654Z");
        assertThat(Conditions.LAST_UPDATED.since(moment).expression())
                .isEqualTo("lastUpdated >= [2016-08-20T18:04:26Z]");
        assertThat(Conditions.LAST_UPDATED
                        .before(Instant.parse("2016-08-20T18:00:00Z"))
                        .expression())
                .isEqualTo("lastUpdated < [2016-08-20T18:00:00Z]");
    }

    @Test
    void keepsPrecedenceByParentheses() {
        Condition condition =
                field("a").eq(1).or(field("b").eq(2)).and(field("c").eq(3));
        assertThat(condition.expression()).isEqualTo("((a = 1 or b = 2) and c = 3)");
    }

    @Test
    void negatesByTheOppositeOperators() {
        Condition condition = field("a")
                .lt(1)
                .or(field("b").contains("x"))
                .and(field("c").in(3))
                .and(field("d").eq("y"));
        assertThat(condition.not().expression())
                .isEqualTo("((a >= 1 and b not contains \"x\") or c not in (3) or d != \"y\")");
        assertThat(condition.not().not().expression()).isEqualTo(condition.expression());
        assertThat(field("a").gt(1).not().expression()).isEqualTo("a <= 1");
        assertThat(field("a").like("x%").not().expression()).isEqualTo("a not like \"x%\"");
    }

    @Test
    void escapesWildcardsWhereTextIsMeantAndLeavesPatternsAlone() {
        assertThat(field("summary").contains("50% [a] _*").expression())
                .isEqualTo("summary contains \"50[%] [[]a] [_][*]\"");
        assertThat(field("summary").startsWith("[X1").expression()).isEqualTo("summary like \"[[]X1%\"");
        assertThat(field("summary").like("%x_").expression()).isEqualTo("summary like \"%x_\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"say \"it's\"", "back\\slash", "line\nbreak", "nul\0", "tab\t", "\u0085next"})
    void refusesTextThatNoQuotesCanHold(String text) {
        assertThatThrownBy(() -> field("summary").eq(text)).isInstanceOfSatisfying(InvalidRequestException.class, e -> {
            assertThat(e.execution()).isEqualTo(Execution.NOT_EXECUTED);
            assertThat(e).hasMessageContaining("summary").hasMessageContaining("query grammar");
        });
        assertThatThrownBy(() -> field("summary").contains(text)).isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> field("summary").in(List.of("good", text)))
                .isInstanceOf(InvalidRequestException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a b", "a=1 or b", "a//b", "/a", "a/", "1a", "a\"", "a)", "or", "company/not", "a-b", "é"})
    void refusesFieldNamesThatAreNotWords(String name) {
        assertThatThrownBy(() -> field(name)).isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void refusesEmptyListsAndJunctions() {
        assertThatThrownBy(() -> field("id").in(List.of())).isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> field("id").in(new long[0])).isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(Conditions::all).isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> Conditions.any(List.of())).isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void noTextEverEndsItsOwnQuotes() {
        String[] pieces = {
            "\"", "'", "\\", "\n", " or 1=1", "null", "[", "]", "%", "*", "_", "(", ")", "é", "😀", "a", ""
        };
        Random random = new Random(20260921);
        int accepted = 0;
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(6); i >= 0; i--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            String value = text.toString();
            boolean expressible = value.indexOf('\\') < 0
                    && value.indexOf('\n') < 0
                    && !(value.contains("\"") && value.contains("'"));
            if (!expressible) {
                assertThatThrownBy(() -> field("f").eq(value)).isInstanceOf(InvalidRequestException.class);
                continue;
            }
            accepted++;
            assertThat(readBack(field("f").eq(value).expression(), "f = ")).isEqualTo(value);
            String contained = readBack(field("f").contains(value).expression(), "f contains ");
            assertThat(contained.replaceAll("\\[([\\[%_*])]", "$1")).isEqualTo(value);
        }
        assertThat(accepted).isGreaterThan(1000);
    }

    /** Reads the one string literal as the grammar does: to the first mark like its first. Nothing may follow it. */
    private static String readBack(String expression, String head) {
        assertThat(expression).startsWith(head);
        String literal = expression.substring(head.length());
        int end = literal.indexOf(literal.charAt(0), 1);
        assertThat(end).as(expression).isEqualTo(literal.length() - 1);
        return literal.substring(1, end);
    }

    @Test
    void encodesAllButUnreservedCharacters() {
        assertThat(Call.encode("a = \"x+y&z\" ü/%")).isEqualTo("a%20%3D%20%22x%2By%26z%22%20%C3%BC%2F%25");
    }

    @Test
    void refusesAListInAChildCondition() {
        assertThatThrownBy(() -> Query.all()
                        .whereChild(field("types/id").in(1, 2).or(field("a").eq(1))))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("in");
        assertThatThrownBy(() -> Query.all().pageSize(1001)).hasMessageContaining("between 1 and 1000");
        assertThatThrownBy(() -> Query.all().orderBy("id;drop")).isInstanceOf(InvalidRequestException.class);
    }
}
