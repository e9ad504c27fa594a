package dev.tocsin.connectwise.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @Test
    void writesAnObjectAsItWasRead() {
        String text = "{\"b\":1,\"a\":{\"unknown\":[1.50,null,\"ü\"]},\"c\":true}";
        assertThat(new String(Json.write(parse(text)), StandardCharsets.UTF_8)).isEqualTo(text);
    }

    @Test
    void keepsTheLastOfTwoFieldsOfOneName() {
        JsonNode object = parse("{\"id\":1,\"name\":\"x\",\"id\":2}");
        assertThat(object.size()).isEqualTo(2);
        assertThat(object.path("id").intValue()).isEqualTo(2);
    }

    @Test
    void tellsNamesOfEqualHashApart() {
        assertThat("Aa").hasSameHashCodeAs("BB");
        JsonNode object = parse("{\"Aa\":1,\"BB\":2}");
        assertThat(object.path("Aa").intValue()).isEqualTo(1);
        assertThat(object.path("BB").intValue()).isEqualTo(2);
        assertThat(object.has("C#")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8, 9, 63, 64, 65, 66, 1000})
    void holdsAnyNumberOfFieldsInTheirOrder(int count) {
        String text = IntStream.range(0, count)
                .mapToObj(i -> "\"field" + i + "\":" + i)
                .collect(Collectors.joining(",", "{", "}"));
        JsonNode object = parse(text);
        assertThat(object.size()).isEqualTo(count);
        for (int i = 0; i < count; i++) {
            assertThat(object.path("field" + i).intValue()).isEqualTo(i);
        }
        assertThat(object.has("field" + count)).isFalse();
        assertThat(object.toString()).isEqualTo(text);
    }

    @Test
    void changesAndRemovesFieldsOfAnObject() {
        ObjectNode object = (ObjectNode) parse("{\"a\":1,\"b\":2,\"c\":3}");
        object.put("b", 5).remove("a");
        object.put("d", 4);
        assertThat(object).isEqualTo(parse("{\"b\":5,\"c\":3,\"d\":4}"));
        assertThat(object.deepCopy()).isEqualTo(object);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 8, 9, 30, 64, 65})
    void findsTheOthersAfterSomeAreRemoved(int count) {
        ObjectNode object = (ObjectNode) parse(IntStream.range(0, count)
                .mapToObj(i -> "\"field" + i + "\":" + i)
                .collect(Collectors.joining(",", "{", "}")));
        for (int i = 0; i < count; i += 2) {
            object.remove("field" + i);
        }
        object.put("new", -1);
        for (int i = 0; i < count; i++) {
            assertThat(object.path("field" + i).asInt(-2)).isEqualTo(i % 2 == 0 ? -2 : i);
        }
        assertThat(object.path("new").intValue()).isEqualTo(-1);
        assertThat(object.size()).isEqualTo(count / 2 + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[1", "{} {}", "<html>", "{\"a\":}"})
    void takesBrokenTextForNone(String text) {
        assertThat(parse(text).isMissingNode()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-28T23:59:59Z, 2026-02-28T23:59:59Z",
        "2024-02-29T00:00:00Z, 2024-02-29T00:00:00Z",
        "2026-02-28T23:59:59.5Z, 2026-02-28T23:59:59.500Z",
        "2026-02-28T23:59:59+02:00, 2026-02-28T21:59:59Z",
        "2026-02-28T23:59:59, 2026-02-28T23:59:59Z",
        "2026-02-28, 2026-02-28T00:00:00Z"
    })
    void readsMoments(String written, Instant meant) {
        assertThat(moment(written)).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-02-29T00:00:00Z",
                "2026-13-01T00:00:00Z",
                "2026-01-01T24:00:00Z",
                "2026-01-01T00:60:00Z",
                "2026-01-01t00:00:00z!",
                "\uff12026-01-01T00:00:00Z"
            })
    void takesAMomentThatIsNoneForAbsent(String written) {
        assertThat(moment(written)).isNull();
    }

    private static Instant moment(String written) {
        return new JsonRecord(parse("{\"at\":\"" + written + "\"}")).instant("at");
    }

    private static JsonNode parse(String text) {
        return Json.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}
