package dev.tocsin.connectwise.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadRowsTest {
    private static final long SEED = 20_261_121;

    /** The judge: Jackson alone, with the settings of {@link Json}. */
    private static final JsonMapper JACKSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final String[] NAMES = {"id", "name", "_info", "status", "a", "customFields", "Aa", "BB", "x1"};
    private static final String[] VALUES = {
        "0",
        "-0",
        "7",
        "-12",
        "999999999",
        "2147483647",
        "2147483648",
        "-2147483648",
        "-2147483649",
        "123456789012345678",
        "9223372036854775807",
        "9223372036854775808",
        "-12345678901234567890123",
        "1.50",
        "-0.0",
        "0.1000",
        "1e3",
        "1.5E-2",
        "true",
        "false",
        "null",
        "\"\"",
        "\"plain\"",
        "\"a longer text, of several words\"",
        "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"",
        "\"12345678\\n\"",
        "\"\\u00fC\\u0000 \\uD83D\\ude00 \\ud800\"",
        "\"Zürich\"",
        "\"1234567ü\"",
        "\"日本 \uD83D\uDE00\"",
        "\"ü\\nß\\\\\"",
        "\"\u007f\u0080\uffff\"",
        "[]",
        "{}"
    };
    private static final byte[] ODD = {
        '"', '\\', '{', '}', '[', ']', ',', ':', '0', '-', '.', 'e', 'u', 't', ' ', '\n', 0, 1, 0x1F, 0x7F, -1, -2, -16,
        -12, -11, -32, -19, -62, -63, -64, -128, -97, -96, -65, '/', 'n'
    };

    @Test
    void readsWhatJacksonReads() {
        Random random = new Random(SEED);
        int taken = 0;
        for (int i = 0; i < 5_000; i++) {
            byte[] body = list(random).getBytes(StandardCharsets.UTF_8);
            taken += assertAsJackson(body) ? 1 : 0;
            assertThat(Json.parse(body)).isEqualTo(jackson(body));
        }
        assertThat(taken).as("lists that needed no second reading").isGreaterThan(1_000);
    }

    @Test
    void takesNothingBrokenThatJacksonRefuses() {
        Random random = new Random(SEED + 1);
        for (int i = 0; i < 100_000; i++) {
            byte[] body = list(random).getBytes(StandardCharsets.UTF_8);
            for (int change = random.nextInt(3); change >= 0; change--) {
                int at = random.nextInt(body.length);
                body[at] = ODD[random.nextInt(ODD.length)];
            }
            assertAsJackson(random.nextInt(4) == 0 ? Arrays.copyOf(body, random.nextInt(body.length)) : body);
        }
    }

    @Test
    void takesNoPageThatWasCutShort() {
        byte[] body = "[ {\"id\":1,\"a\":{\"b\":[1.5,\"ü\\n\",true]}} , {\"id\":2} ]".getBytes(StandardCharsets.UTF_8);
        assertThat(ReadRows.of(body)).isNotNull();
        for (int length = 0; length < body.length; length++) {
            assertThat(Json.parse(Arrays.copyOf(body, length)).isMissingNode()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"a\":1},]",
                "[{\"a\":1,}]",
                "[{\"a\":[1,]}]",
                "[{\"a\":01}]",
                "[{\"a\":1.}]",
                "[{\"a\":.5}]",
                "[{\"a\":-}]",
                "[{\"a\":+1}]",
                "[{\"a\":NaN}]",
                "[{\"a\":'x'}]",
                "[{a:1}]",
                "[{\"a\":\"\\x\"}]",
                "[{\"a\":\"\\u12g4\"}]",
                "[{\"a\":\"\n\"}]",
                "[{\"a\":nul}]",
                "[{\"a\":truex}]",
                "[{\"a\" 1}]",
                "[{\"a\":1 \"b\":2}]",
                "[{\"a\":1}] x",
                "[{\"a\":1}{\"a\":2}]",
                "[{\"a\":1}//\n]",
                "[{\"a\":{\"b\"}}]"
            })
    void refusesWhatIsNoJson(String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        assertThat(ReadRows.of(body)).isNull();
        assertThat(Json.parse(body).isMissingNode()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"a\":1,\"a\":2}]",
                "[{\"a\":{\"b\":1,\"c\":1,\"b\":2}}]",
                "[{\"\\u0061\":1,\"a\":2}]",
                "[{\"ü\":1}]",
                "[{\"a\":1e5}]",
                "[1,2]",
                "[{\"a\":1},null]",
                "[{}]",
                "{\"a\":1}",
                "[{\"a\":1234567890123456789012345678901234567890}]",
                "\uFEFF[{\"a\":1}]"
            })
    void leavesRaritiesToJackson(String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        assertThat(ReadRows.of(body)).isNull();
        assertThat(Json.parse(body)).isEqualTo(JACKSON.readTree(body));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 40, 60, 999, 1100})
    void readsNestedListsAsDeepAsJacksonDoes(int depth) {
        byte[] body = ("[{\"a\":" + "[".repeat(depth) + "]".repeat(depth) + "}]").getBytes(StandardCharsets.UTF_8);
        JsonNode judged = jackson(body);
        assertThat(Json.parse(body).isMissingNode()).isEqualTo(judged == null);
        if (judged != null) {
            assertThat(Json.parse(body).toString()).isEqualTo(judged.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 63, 64, 65, 511, 512, 513, 2000})
    void readsRowsOfAnyWidth(int width) {
        String inner = IntStream.range(0, width)
                .mapToObj(i -> "\"f" + i + "\":" + i)
                .collect(Collectors.joining(",", "{", "}"));
        String text = "[" + inner + ",{\"nested\":" + inner + ",\"f0\":\"x\"}]";
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        assertThat(Json.parse(body)).isEqualTo(jackson(body));
        assertThat(Json.parse(body)).hasToString(text);
    }

    @Test
    void findsFieldsOfRowsThatDiffer() {
        ArrayNode rows =
                taken("[{\"id\":1,\"a\":\"x\"},{\"b\":2,\"id\":2},{\"a\":null,\"c\":{\"id\":5,\"d\":[{\"e\":6}]}}]");
        assertThat(rows.path(0).path("a").textValue()).isEqualTo("x");
        assertThat(rows.path(0).has("b")).isFalse();
        assertThat(rows.path(1).path("id").intValue()).isEqualTo(2);
        assertThat(rows.path(1).path("a").isMissingNode()).isTrue();
        assertThat(rows.path(2).path("a").isNull()).isTrue();
        assertThat(rows.path(2).path("c").path("d").path(0).path("e").intValue())
                .isEqualTo(6);
        assertThat(rows.path(2).size()).isEqualTo(2);
    }

    @Test
    void isChangedOnlyAsACopy() {
        ArrayNode rows = taken("[{\"id\":1,\"list\":[{\"a\":1}]}]");
        ObjectNode row = (ObjectNode) rows.path(0);
        assertThatThrownBy(() -> row.put("id", 2)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> rows.addNull()).isInstanceOf(UnsupportedOperationException.class);
        ObjectNode copy = row.deepCopy();
        ((ObjectNode) copy.withArray("list").get(0)).put("a", 2);
        assertThat(copy).hasToString("{\"id\":1,\"list\":[{\"a\":2}]}");
        assertThat(row).hasToString("{\"id\":1,\"list\":[{\"a\":1}]}");
    }

    private static ArrayNode taken(String text) {
        ArrayNode rows = ReadRows.of(text.getBytes(StandardCharsets.UTF_8));
        assertThat(rows).isNotNull();
        return rows;
    }

    /** Whether it was taken; then it must be what Jackson reads, to the class of each node and the order of fields. */
    private static boolean assertAsJackson(byte[] body) {
        ArrayNode rows = ReadRows.of(body);
        if (rows == null) {
            return false;
        }
        JsonNode judged = jackson(body);
        String text = new String(body, StandardCharsets.UTF_8);
        assertThat(judged).as("Jackson refuses %s", text).isNotNull();
        assertThat(judged.equals(rows)).as("%s reads as %s", text, rows).isTrue();
        assertThat(rows.toString()).isEqualTo(judged.toString());
        return true;
    }

    private static @Nullable JsonNode jackson(byte[] body) {
        try {
            return JACKSON.readTree(body);
        } catch (IOException refused) {
            return null;
        }
    }

    private static String list(Random random) {
        return IntStream.range(0, random.nextInt(4))
                .mapToObj(i -> object(random, 0))
                .collect(Collectors.joining(
                        blank(random) + "," + blank(random), blank(random) + "[", "]" + blank(random)));
    }

    private static String object(Random random, int depth) {
        int first = random.nextInt(NAMES.length);
        int fields = 1 + random.nextInt(5);
        return IntStream.range(0, fields)
                .mapToObj(
                        i -> '"' + NAMES[(first + i) % NAMES.length] + '"' + blank(random) + ":" + value(random, depth))
                .collect(Collectors.joining(",", "{", blank(random) + "}"));
    }

    private static String value(Random random, int depth) {
        int kind = depth > 3 ? 9 : random.nextInt(10);
        if (kind == 0) {
            return object(random, depth + 1);
        }
        if (kind == 1) {
            return IntStream.range(0, random.nextInt(4))
                    .mapToObj(i -> value(random, depth + 1))
                    .collect(Collectors.joining("," + blank(random), "[", "]"));
        }
        return VALUES[random.nextInt(VALUES.length)] + blank(random);
    }

    private static String blank(Random random) {
        return random.nextInt(8) == 0 ? " \r\n\t".substring(random.nextInt(4)) : "";
    }
}
