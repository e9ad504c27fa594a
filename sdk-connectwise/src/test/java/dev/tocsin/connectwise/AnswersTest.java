package dev.tocsin.connectwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.connectwise.FakeServer.Received;
import dev.tocsin.connectwise.FakeServer.Reply;
import dev.tocsin.connectwise.configuration.Answers;
import dev.tocsin.connectwise.configuration.Configuration;
import dev.tocsin.connectwise.configuration.QuestionChoices;
import dev.tocsin.connectwise.internal.Json;
import dev.tocsin.connectwise.record.InvalidRequestException;
import dev.tocsin.core.base.ApiException;
import dev.tocsin.core.base.Execution;
import dev.tocsin.core.base.FieldError;
import dev.tocsin.core.base.OutcomeUnknownException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswersTest {
    private static final String QUESTIONS = "["
            + "{\"answerId\":1,\"questionId\":10,\"question\":\"Hostname\",\"answer\":\"srv1\",\"fieldType\":\"Text\","
            + "\"requiredFlag\":true,\"sequenceNumber\":1.0,\"vendorExtra\":{\"a\":[1.50,null]}},"
            + "{\"answerId\":2,\"questionId\":11,\"question\":\"Root password\",\"answer\":\"hunter2\","
            + "\"fieldType\":\"Password\",\"sequenceNumber\":2.50},"
            + "{\"questionId\":12,\"question\":\"Cores\",\"fieldType\":\"Number\",\"numberOfDecimals\":0,"
            + "\"sequenceNumber\":3},"
            + "{\"questionId\":13,\"question\":\"Notes\",\"answer\":\"a\\nb\",\"fieldType\":\"TextArea\"},"
            + "{\"questionId\":14,\"question\":\"Twin\",\"fieldType\":\"Text\"},"
            + "{\"questionId\":15,\"question\":\"twin\",\"fieldType\":\"Text\"},"
            + "\"junk\"]";

    private final FakeServer server = new FakeServer();
    private final ConnectWise client = server.client();

    @AfterEach
    void stop() {
        server.close();
    }

    /** A server that holds one configuration and does what it is asked, as far as {@code questions} goes. */
    private void holding(String questions) {
        server.answering(request -> request.method().equals("GET")
                ? Reply.json(200, "{\"id\":5,\"name\":\"c\",\"questions\":" + questions + "}")
                : Reply.json(200, "{\"id\":5,\"name\":\"c\",\"questions\":" + sent(request) + "}"));
    }

    private static JsonNode sent(Received patch) {
        JsonNode operations = Json.parse(patch.body().getBytes(StandardCharsets.UTF_8));
        assertThat(operations).hasSize(1);
        assertThat(operations.get(0).path("op").asText()).isEqualTo("replace");
        assertThat(operations.get(0).path("path").asText()).isEqualTo("questions");
        return operations.get(0).path("value");
    }

    private JsonNode lastSent() {
        List<Received> calls = server.calls();
        return sent(calls.get(calls.size() - 1));
    }

    private Configuration answer(Answers answers) {
        return client.configurations().answer(5, answers);
    }

    private static String one(String fieldType, String more) {
        return "[{\"questionId\":7,\"question\":\"Q\",\"fieldType\":\"" + fieldType + "\"" + more + "}]";
    }

    @Test
    void theWholeArrayIsSentWithOneAnswerChanged() {
        holding(QUESTIONS);
        Configuration after = answer(Configuration.answers().set(12, 16));
        assertThat(server.calls())
                .extracting(Received::method, Received::path)
                .containsExactly(
                        tuple("GET", "/v2026_4/apis/3.0/company/configurations/5"),
                        tuple("PATCH", "/v2026_4/apis/3.0/company/configurations/5"));
        String expected = QUESTIONS.replace(
                "\"numberOfDecimals\":0,\"sequenceNumber\":3}",
                "\"numberOfDecimals\":0,\"sequenceNumber\":3,\"answer\":16}");
        assertThat(lastSent()).hasToString(expected);
        assertThat(after.questions().get(2).answer()).isEqualTo(new BigDecimal(16));
    }

    @Test
    void severalQuestionsAreAnsweredAtOnceByIdAndByTextInAnyCase() {
        holding(QUESTIONS);
        answer(Configuration.answers().set(" hostNAME ", "srv2").set(12, "8").clear("Notes"));
        JsonNode sent = lastSent();
        assertThat(sent.get(0).path("answer").asText()).isEqualTo("srv2");
        assertThat(sent.get(2).path("answer").isNumber()).isTrue();
        assertThat(sent.get(3).path("answer").isNull()).isTrue();
        assertThat(sent.get(1).path("answer").asText()).isEqualTo("hunter2");
        assertThat(sent.get(6).asText()).isEqualTo("junk");
    }

    @Test
    void allFaultsAreToldAtOnceAndNothingIsChanged() {
        holding(QUESTIONS);
        InvalidRequestException e = catchThrowableOfType(
                InvalidRequestException.class,
                () -> answer(Configuration.answers()
                        .clear(10)
                        .set(11, "two\nlines")
                        .set("Cores", 1.5)
                        .set(99, "x")
                        .set("TWIN", "x")
                        .set(13, "one")
                        .set("notes", "two")));
        assertThat(e.fieldErrors())
                .extracting(FieldError::field)
                .containsExactly(
                        "questions[10]",
                        "questions[11]",
                        "questions[Cores]",
                        "questions[99]",
                        "questions[TWIN]",
                        "questions[notes]");
        assertThat(e.fieldErrors())
                .extracting(FieldError::message)
                .containsExactly(
                        "is required and cannot be cleared",
                        "must be one line without control characters",
                        "must have at most 0 decimals, not 1",
                        "the configuration has no such question; it has [10 \"Hostname\", 11 \"Root password\","
                                + " 12 \"Cores\", 13 \"Notes\", 14 \"Twin\", 15 \"twin\"]",
                        "means several questions, so name one by its id: [14 \"Twin\", 15 \"twin\"]",
                        "is answered twice");
        assertThat(e.execution()).isEqualTo(Execution.NOT_EXECUTED);
        assertThat(server.onlyCall().method()).isEqualTo("GET");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"questions\":null", ",\"questions\":[]", ",\"questions\":\"none\""})
    void aConfigurationWithoutQuestionsSaysSo(String questions) {
        server.answering(Reply.json(200, "{\"id\":5" + questions + "}"));
        assertThatThrownBy(() -> answer(Configuration.answers().set("Hostname", "x")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("questions[Hostname]: the configuration has no such question; it has []");
        assertThat(server.calls()).hasSize(1);
    }

    @Test
    void noAnswersAtAllAreRefused() {
        holding(QUESTIONS);
        assertThatThrownBy(() -> answer(Configuration.answers())).hasMessageContaining("at least one question");
    }

    @Test
    void aLongListOfQuestionsIsCutInTheMessage() {
        StringBuilder many = new StringBuilder("[");
        for (int i = 1; i <= 30; i++) {
            many.append(i == 1 ? "" : ",").append("{\"questionId\":").append(i).append(",\"question\":\"q\"}");
        }
        holding(many.append("]").toString());
        assertThatThrownBy(() -> answer(Configuration.answers().set("none", "x")))
                .hasMessageContaining("20 \"q\"] and 10 more")
                .hasMessageNotContaining("21 ");
    }

    @Test
    void anUnknownConfigurationIsToldApart() {
        server.answering(Reply.json(404, "{\"code\":\"NotFound\",\"message\":\"no\"}"));
        assertThatThrownBy(() -> answer(Configuration.answers().set(1, "x")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("there is no configuration 5");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Text|a b|\"a b\"",
                "Text|16|\"16\"",
                "TextArea|one line|\"one line\"",
                "Password|p w|\"p w\"",
                "Number|16|16",
                "Number|-0.5|-0.5",
                "Number|1.50|1.5",
                "Number|1e3|1000",
                "Currency|19.99|19.99",
                "Percent|120|120",
                "Checkbox|True|true",
                "Checkbox|false|false",
                "Date|2026-11-21|\"2026-11-21T00:00:00Z\"",
                "Date|2026-11-21T10:00:00.9Z|\"2026-11-21T10:00:00Z\"",
                "Date|2026-11-21T10:00:00+02:00|\"2026-11-21T08:00:00Z\"",
                "Date|2026-11-21T10:00:00|\"2026-11-21T10:00:00Z\"",
                "IPAddress|192.0.2.1|\"192.0.2.1\"",
                "IPAddress|0.0.0.0|\"0.0.0.0\"",
                "IPAddress|2001:DB8::1|\"2001:DB8::1\"",
                "IPAddress|::|\"::\"",
                "IPAddress|1:2:3:4:5:6:7::|\"1:2:3:4:5:6:7::\"",
                "IPAddress|::ffff:192.0.2.1|\"::ffff:192.0.2.1\"",
                "IPAddress|1:2:3:4:5:6:7:8|\"1:2:3:4:5:6:7:8\"",
                "IPAddress|1:2:3:4:5:6:192.0.2.1|\"1:2:3:4:5:6:192.0.2.1\"",
                "Hyperlink|https://example.com/a?b=c#d|\"https://example.com/a?b=c#d\"",
                "Hyperlink|HTTP://example.com|\"HTTP://example.com\"",
                "Hyperlink|mailto:a@example.com|\"mailto:a@example.com\"",
                "Hyperlink|ftp://example.com|\"ftp://example.com\"",
                "NewKind|anything|\"anything\"",
            })
    void aGoodAnswerIsSentInTheFormOfItsType(String fieldType, String value, String json) {
        holding(one(fieldType, ""));
        answer(Configuration.answers().set(7, value));
        assertThat(lastSent().get(0).path("answer")).hasToString(json);
    }

    @Test
    void valuesOfJavasOwnTypesAreTaken() {
        holding(one("Date", ""));
        answer(Configuration.answers().set(7, LocalDate.of(2026, 11, 21)));
        assertThat(lastSent().get(0).path("answer").asText()).isEqualTo("2026-11-21T00:00:00Z");
        answer(Configuration.answers().set(7, Instant.parse("2026-11-21T10:00:00.123Z")));
        assertThat(lastSent().get(0).path("answer").asText()).isEqualTo("2026-11-21T10:00:00Z");
        holding(one("Checkbox", ""));
        answer(Configuration.answers().set(7, true));
        assertThat(lastSent().get(0).path("answer").isBoolean()).isTrue();
        holding(one("Currency", ",\"numberOfDecimals\":2"));
        answer(Configuration.answers().set(7, new BigDecimal("10.100")));
        assertThat(lastSent().get(0).path("answer")).hasToString("10.1");
        holding(one("TextArea", ""));
        answer(Configuration.answers().set(7, "a\r\nb"));
        assertThat(lastSent().get(0).path("answer").asText()).isEqualTo("a\r\nb");
        holding(one("NewKind", ""));
        answer(Configuration.answers().set(7, 5));
        assertThat(lastSent().get(0).path("answer")).hasToString("5");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Text|' '|must not be blank",
                "Text|a\tb|one line",
                "TextArea|''|must not be blank",
                "Password|''|must not be blank",
                "Number|sixteen|must be a number",
                "Number|NaN|must be a number",
                "Number|1,5|must be a number",
                "Number|0x10|must be a number",
                "Number|1.123|at most 2 decimals, not 3",
                "Number|1e999999999|at most 28 digits",
                "Number|12345678901234567890123456789|at most 28 digits",
                "Currency|$5|must be a number",
                "Percent|50%|must be a number",
                "Checkbox|yes|must be true or false",
                "Checkbox|1|must be true or false",
                "Date|21.11.2026|must be a date in ISO 8601",
                "Date|2026-02-30|must be a date in ISO 8601",
                "Date|tomorrow|must be a date in ISO 8601",
                "Date|1700-01-01|between the years 1753 and 9999",
                "IPAddress|256.1.1.1|must be an IP address",
                "IPAddress|1.2.3|must be an IP address",
                "IPAddress|1.2.3.04|must be an IP address",
                "IPAddress|1.2.3.4/24|must be an IP address",
                "IPAddress|localhost|must be an IP address",
                "IPAddress|1::2::3|must be an IP address",
                "IPAddress|:::|must be an IP address",
                "IPAddress|1:2:3:4:5:6:7|must be an IP address",
                "IPAddress|1:2:3:4:5:6:7:8:9|must be an IP address",
                "IPAddress|1:2:3:4:5:6:7::8|must be an IP address",
                "IPAddress|1:2:3:4:5:6:7:8::|must be an IP address",
                "IPAddress|fe80::1%eth0|must be an IP address",
                "IPAddress|[::1]|must be an IP address",
                "IPAddress|12345::|must be an IP address",
                "IPAddress|1.2.3.4::|must be an IP address",
                "Hyperlink|example.com|must be an absolute address",
                "Hyperlink|/page|must be an absolute address",
                "Hyperlink|javascript:alert(1)|must be an absolute address",
                "Hyperlink|http:///page|names a host",
                "Hyperlink|mailto:nobody|names a host or a mailbox",
                "Hyperlink|https://example.com/a b|must be written with %",
            })
    void aBadAnswerIsRefusedBeforeItIsSent(String fieldType, String value, String message) {
        holding(one(fieldType, ",\"numberOfDecimals\":2"));
        assertThatThrownBy(() -> answer(Configuration.answers().set(7, value)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("questions[7]: ")
                .hasMessageContaining(message);
        assertThat(server.onlyCall().method()).isEqualTo("GET");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Text",
                "TextArea",
                "Password",
                "Number",
                "Currency",
                "Percent",
                "Checkbox",
                "Date",
                "IPAddress",
                "Hyperlink",
                "NewKind"
            })
    void aValueOfAnImpossibleClassIsRefusedByEveryType(String fieldType) {
        holding(one(fieldType, ""));
        assertThatThrownBy(() -> answer(Configuration.answers().set(7, List.of("x"))))
                .isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void aPasswordReachesNoMessage() {
        holding(QUESTIONS);
        Answers answers = Configuration.answers().set("Root password", "pass\tword");
        assertThatThrownBy(() -> answer(answers))
                .hasMessageNotContaining("word\"")
                .hasMessageNotContaining("pass\t");
        assertThat(answers.toString()).isEqualTo("answers[questions[Root password]]");
        Configuration stored = client.configurations().get(5).orElseThrow();
        assertThat(stored.toString()).contains("Root password=***").doesNotContain("hunter2");
        assertThat(stored.questions().get(1).answer()).isEqualTo("hunter2");
    }

    @Test
    void aPasswordThatTheServerMasksIsTakenForHeld() {
        for (String shown : List.of("\"*****\"", "null", "\"\"", "\"new\"")) {
            answeredWith(one("Password", ""), one("Password", ",\"answer\":" + shown));
            answer(Configuration.answers().set(7, "new"));
        }
        answeredWith(one("Password", ""), one("Password", ",\"answer\":\"old\""));
        assertThatThrownBy(() -> answer(Configuration.answers().set(7, "new")))
                .isInstanceOf(UnappliedEditException.class);
    }

    private void answeredWith(String before, String after) {
        server.answering(request ->
                Reply.json(200, "{\"id\":5,\"questions\":" + (request.method().equals("GET") ? before : after) + "}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Text|new|\"old\"|false",
                "Text|new|null|false",
                "Text|new|\"new \"|true",
                "Text|5|\"5.0\"|false",
                "Number|5|\"5.00\"|true",
                "Number|5|6|false",
                "Checkbox|true|\"True\"|true",
                "Checkbox|true|false|false",
                "Date|2026-11-21T10:00:00Z|\"2026-11-21T00:00:00Z\"|true",
                "Date|2026-11-21|\"2026-11-21\"|true",
                "Date|2026-11-21|\"2026-11-22T00:00:00Z\"|false",
                "Date|2026-11-21|\"soon\"|false",
                "IPAddress|2001:DB8::1|\"2001:db8::1\"|true",
                "IPAddress|192.0.2.1|\"192.0.2.10\"|false",
            })
    void theServersAnswerIsCompared(String fieldType, String asked, String shown, boolean met) {
        answeredWith(one(fieldType, ""), one(fieldType, ",\"answer\":" + shown));
        if (met) {
            assertThat(answer(Configuration.answers().set(7, asked)).id()).isEqualTo(5);
        } else {
            assertThatThrownBy(() -> answer(Configuration.answers().set(7, asked)))
                    .isInstanceOfSatisfying(UnappliedEditException.class, e -> {
                        assertThat(e.execution()).isEqualTo(Execution.EXECUTED);
                        assertThat(e.fieldErrors())
                                .extracting(FieldError::field)
                                .containsExactly("questions[7]");
                    });
        }
    }

    @Test
    void anAnswerWithoutQuestionsIsAFalseSuccess() {
        server.answering(request -> Reply.json(
                200, "{\"id\":5" + (request.method().equals("GET") ? ",\"questions\":" + QUESTIONS : "") + "}"));
        assertThatThrownBy(() -> answer(Configuration.answers().set("Hostname", "x")))
                .isInstanceOf(UnappliedEditException.class);
    }

    @Test
    void anOldValueElsewhereIsReportedAsSuch() {
        refusing("yearEstablished", "must be between 1900 and 9999");
        StoredValueException e = catchThrowableOfType(
                StoredValueException.class, () -> answer(Configuration.answers().set("Hostname", "x")));
        assertThat(e)
                .hasMessageContaining("yearEstablished: must be between")
                .hasMessageContaining("[yearEstablished] was not among the fields asked for");
        assertThat(e.execution()).isEqualTo(Execution.NOT_EXECUTED);
        assertThat(e.status()).isEqualTo(400);
        assertThat(e.code()).hasValue("InvalidObject");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "questions",
                "Questions[0].answer",
                "/questions/0",
                "answer",
                "Hostname",
                "questions[Hostname]",
                ""
            })
    void aRefusalOfTheAnswersThemselvesIsNotTakenForAnOldValue(String field) {
        refusing(field, "bad");
        assertThatThrownBy(() -> answer(Configuration.answers().set("Hostname", "x")))
                .isInstanceOf(ApiException.class)
                .isNotInstanceOf(StoredValueException.class);
    }

    private void refusing(String field, String message) {
        server.answering(request -> request.method().equals("GET")
                ? Reply.json(200, "{\"id\":5,\"questions\":" + QUESTIONS + "}")
                : Reply.json(
                        400,
                        "{\"code\":\"InvalidObject\",\"message\":\"configuration object is invalid\",\"errors\":"
                                + "[{\"code\":\"OutOfRange\",\"field\":\"" + field + "\",\"message\":\"" + message
                                + "\"}]}"));
    }

    @Test
    void aFailureInTheMiddleLeavesTheAnswersOpen() {
        server.answering(request -> request.method().equals("GET")
                ? Reply.json(200, "{\"id\":5,\"questions\":" + QUESTIONS + "}")
                : Reply.json(500, "{\"message\":\"timeout\"}"));
        assertThatThrownBy(() -> answer(Configuration.answers().set("Hostname", "x")))
                .isInstanceOf(OutcomeUnknownException.class);
        assertThat(server.calls()).hasSize(2);
    }

    @Test
    void aQuestionWithAListIsCheckedAgainstItsValuesWhereTheyAreGiven() {
        QuestionChoices choices = new QuestionChoices(Map.of(7, List.of("Windows", "Linux"), 8, List.of()));
        holding(one("Text", ""));
        assertThatThrownBy(() -> answer(Configuration.answers().within(choices).set("q", "BeOS")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("must be one of [Windows, Linux]")
                .hasMessageNotContaining("BeOS");
        answer(Configuration.answers().within(choices).set("q", "Linux"));
        answer(Configuration.answers().within(choices).clear("q"));
        answer(Configuration.answers().set("q", "BeOS"));
        holding(one("Number", ""));
        answer(Configuration.answers()
                .within(new QuestionChoices(Map.of(7, List.of("1.0"))))
                .set(7, 1));
        assertThat(lastSent().get(0).path("answer")).hasToString("\"1.0\"");
        answer(Configuration.answers()
                .within(new QuestionChoices(Map.of(7, List.of("1.0", "1"))))
                .set(7, 1));
        assertThat(lastSent().get(0).path("answer")).hasToString("1");
        answer(Configuration.answers()
                .within(new QuestionChoices(Map.of(7, List.of("1.0", "1.00"))))
                .set(7, "1.00"));
        assertThat(lastSent().get(0).path("answer")).hasToString("\"1.00\"");
    }

    @Test
    void theValuesOfAllListsOfATypeAreRead() {
        server.answering(request -> request.path().endsWith("/questions")
                ? Reply.json(
                        200,
                        "[{\"id\":1,\"entryType\":\"EntryField\"},{\"id\":2,\"entryType\":\"List\"},"
                                + "{\"id\":3,\"entryType\":\"Option\"}]")
                : request.path().endsWith("/questions/2/values")
                        ? Reply.json(
                                200, "[{\"id\":1,\"value\":\"a\"},{\"id\":2,\"value\":\"b\",\"inactiveFlag\":true}]")
                        : Reply.json(200, "[]"));
        QuestionChoices choices = client.configurations().choices(4);
        assertThat(choices.byQuestion()).containsOnlyKeys(2, 3);
        assertThat(choices.of(2)).hasValue(List.of("a"));
        assertThat(choices.of(3)).hasValue(List.of());
        assertThat(choices.of(1)).isEmpty();
        assertThat(server.calls())
                .extracting(Received::path)
                .allMatch(path -> path.startsWith("/v2026_4/apis/3.0/company/configurations/types/4/questions"));
    }

    @Test
    void anAnswerLeavesAllOtherElementsAsTheyWere() {
        Random random = new Random(20261121);
        for (int round = 0; round < 150; round++) {
            StringBuilder text = new StringBuilder("[");
            int count = 1 + random.nextInt(12);
            for (int i = 0; i < count; i++) {
                text.append(i == 0 ? "" : ",").append(element(random, i + 1));
            }
            String questions = text.append("]").toString();
            int answered = random.nextInt(count);
            holding(questions);
            answer(Configuration.answers().set(answered + 1, "the answer " + round));
            JsonNode before = Json.parse(questions.getBytes(StandardCharsets.UTF_8));
            JsonNode after = lastSent();
            assertThat(before)
                    .as("the test's own elements are in the form that is written")
                    .hasToString(questions);
            assertThat(after).hasSize(count);
            for (int i = 0; i < count; i++) {
                if (i == answered) {
                    ObjectNode expected = before.get(i).deepCopy();
                    expected.put("answer", "the answer " + round);
                    assertThat(after.get(i)).isEqualTo(expected);
                } else {
                    assertThat(Json.write(after.get(i))).isEqualTo(Json.write(before.get(i)));
                }
            }
        }
    }

    private static String element(Random random, int id) {
        List<String> answers = List.of(
                "null",
                "\"\"",
                "\"t\u00e9xt \\\"q\\\"\"",
                "1.50",
                "-0.10",
                "12345678901234567890.123456789",
                "true",
                "[1,2.0]",
                "{\"deep\":{\"x\":null}}",
                "0",
                "100000000000000000000");
        String element = "{\"questionId\":" + id + ",\"question\":\"q" + id + "\"";
        element += random.nextBoolean() ? ",\"fieldType\":\"Text\"" : "";
        element += random.nextBoolean() ? ",\"answer\":" + answers.get(random.nextInt(answers.size())) : "";
        element += random.nextBoolean() ? ",\"sequenceNumber\":" + random.nextInt(90) + ".00" : "";
        element += random.nextBoolean() ? ",\"unknown\":" + answers.get(random.nextInt(answers.size())) : "";
        return element + "}";
    }
}
