package dev.tocsin.simulators.connectwise;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionsTest {
    private static ConnectWiseSimulator sim;
    private static Client client;
    private static int a;
    private static int b;
    private static int c;

    @BeforeAll
    static void start() {
        sim = ConnectWiseSimulator.builder()
                .clock(new TestClock())
                .ticketCustomField("Ref", "Text")
                .ticketCustomField("Score", "Number")
                .start();
        client = new Client(sim);
        a = ticket("Alpha 100% done", "AcmeInc", "X1-A", Map.of("id", 1, "value", "red"));
        b = ticket("beta [east] it's \"q\"", "Globex", "X1-B", Map.of("id", 2, "value", 5));
        c = sim.createTicket(Map.of("summary", "Gamma_1", "company", Map.of("identifier", "JoesBest")));
        sim.as("jdoe").setOwner(b, "jdoe");
        sim.as("jdoe").close(c);
    }

    private static int ticket(String summary, String company, String xref, Map<String, Object> field) {
        return sim.createTicket(Map.of(
                "summary",
                summary,
                "company",
                Map.of("identifier", company),
                "externalXRef",
                xref,
                "customFields",
                List.of(field)));
    }

    @AfterAll
    static void stop() {
        sim.close();
    }

    static Stream<Arguments> conditions() {
        return Stream.of(
                Arguments.of("", "abc"),
                Arguments.of("summary = 'ALPHA 100% DONE'", "a"),
                Arguments.of("summary = \"gamma_1  \"", "c"),
                Arguments.of("summary = \"beta [east] it's \"", ""),
                Arguments.of("summary != 'gamma_1'", "ab"),
                Arguments.of("id = " + "{b}", "b"),
                Arguments.of("id > {a} and id <= {c}", "bc"),
                Arguments.of("id in ({a}, {c})", "ac"),
                Arguments.of("id not in ({a},{c})", "b"),
                Arguments.of("externalXRef = 'x1-a'", "a"),
                Arguments.of("externalXRef = 'X1-A' and summary contains 'zzz'", ""),
                Arguments.of("externalXRef = 'X1-A' or externalXRef = 'X1-B'", "ab"),
                Arguments.of("externalXRef = null", "c"),
                Arguments.of("externalXRef != null", "ab"),
                Arguments.of("externalXRef != 'X1-A'", "b"),
                Arguments.of("not externalXRef = 'X1-A'", "b"),
                Arguments.of("owner/identifier = 'JDOE'", "b"),
                Arguments.of("closedFlag = True", "c"),
                Arguments.of("closedFlag = false AND (company/id = 250 OR company/name like 'globex%')", "ab"),
                Arguments.of("company/identifier like 'acme*'", "a"),
                Arguments.of("summary like 'gamma_1'", "c"),
                Arguments.of("summary like '%[[]east]%'", "b"),
                Arguments.of("summary like '%[east]%'", "abc"),
                Arguments.of("summary like '[a-b]%'", "ab"),
                Arguments.of("summary like '[^a-b]%'", "c"),
                Arguments.of("summary not like 'a%'", "bc"),
                Arguments.of("summary contains 'IT''", "error"),
                Arguments.of("summary contains \"it's\"", "b"),
                Arguments.of("summary not contains 'a'", ""),
                Arguments.of("lastUpdated >= [2026-11-20T10:00:00Z]", "abc"),
                Arguments.of("lastUpdated > [2026-11-20T10:00:00Z]", ""),
                Arguments.of("_info/dateEntered < [2026-11-20T11:00:00+01:00]", ""),
                Arguments.of("status/name = '>Closed' or summary = 'beta' and closedFlag = true", "c"),
                Arguments.of("nothing = 1", "error"),
                Arguments.of("company/identifier", "error"));
    }

    @ParameterizedTest
    @MethodSource("conditions")
    void aConditionFinds(String condition, String expected) throws Exception {
        String filled = condition
                .replace("{a}", "" + a)
                .replace("{b}", "" + b)
                .replace("{c}", "" + c)
                .replace("250", "" + sim.company("AcmeInc").id());
        var reply = client.conditions("/service/tickets", filled);
        if (expected.equals("error")) {
            assertThat(reply.status()).isEqualTo(400);
            return;
        }
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        StringBuilder found = new StringBuilder();
        reply.json().forEach(t -> found.append("abc".charAt(t.path("id").asInt() - a)));
        assertThat(found).hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "summary = beta",
                "summary = 'open",
                "summary == 'x'",
                "summary <> 'x'",
                "(summary = 'x'",
                "summary = 'x')",
                "summary = 'x' summary = 'y'",
                "and",
                "id in ()",
                "id in (1,)",
                "id = [yesterday]",
                "id = 99999999999999999999999999999999999999",
                "summary like 5",
                "summary; drop table",
                "summary = 'a\\'b'",
                "= 5",
                "a/b/c/d/e/f/g/h/i/j = 1"
            })
    void whatCannotBeReadIsRefused(String condition) throws Exception {
        var reply = client.conditions("/service/tickets", condition);
        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        assertThat(reply.json().path("code").asText()).isEqualTo("ConnectWiseApi");
    }

    @Test
    void theErrorExplainsHowLiteralsAreWritten() throws Exception {
        assertThat(client.conditions("/service/tickets", "summary = beta")
                        .json()
                        .path("message")
                        .asText())
                .contains("String values should be enclosed with double or single quotes")
                .contains("DateTime values should be enclosed with square brackets");
    }

    @Test
    void deepNestingIsRefusedAndAPatternOfManyWildcardsIsCheap() throws Exception {
        for (String deep : List.of("(".repeat(20_000) + "id=1" + ")".repeat(20_000), "not ".repeat(10_000) + "id=1")) {
            var reply = client.post("/service/tickets/search", body(deep));
            assertThat(reply.status()).isEqualTo(400);
        }
        String wildcards = "summary like '" + "%a".repeat(5_000) + "'";
        assertThat(client.post("/service/tickets/search", body(wildcards)).json())
                .isEmpty();
        assertThat(client.post("/service/tickets/search", body("id = 1 or ".repeat(4_000) + "id = " + a))
                        .json())
                .hasSize(1);
        assertThat(client.post("/service/tickets/search", body("x".repeat(200_000)))
                        .status())
                .isEqualTo(400);
    }

    private static String body(String conditions) {
        return Client.JSON.createObjectNode().put("conditions", conditions).toString();
    }

    @Test
    void noRandomInputMakesTheServerFail() throws Exception {
        List<String> words = List.of(
                "id",
                "summary",
                "and",
                "or",
                "not",
                "in",
                "like",
                "contains",
                "(",
                ")",
                ",",
                "=",
                "!=",
                "<",
                ">=",
                "'",
                "\"",
                "[",
                "]",
                "%",
                "5",
                "-3.2",
                "null",
                "true",
                "[2026-01-01]",
                "'a'",
                "\\",
                "\u0000",
                "é",
                " ");
        Random random = new Random(42);
        for (int i = 0; i < 300; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(12); n >= 0; n--) {
                text.append(words.get(random.nextInt(words.size()))).append(random.nextBoolean() ? " " : "");
            }
            assertThat(client.post("/service/tickets/search", body(text.toString()))
                            .status())
                    .as(text.toString())
                    .isIn(200, 400);
        }
    }

    @Test
    void anOddNameIsFoundByEitherDelimiterThatItDoesNotHold() throws Exception {
        JsonNode found = client.conditions("/company/companies", "name contains '\"Best\" & Söhne (50 [%]) [[]East]'")
                .json();
        assertThat(found).hasSize(1);
        assertThat(client.conditions("/company/companies", "name = \"joe's \"").json())
                .isEmpty();
    }

    @Test
    void childConditionsSpeakOfOneElementAndKnowNoIn() throws Exception {
        String path = "/company/companies?childConditions=";
        assertThat(client.get(path + Client.encode("types/name='client' and types/id=1"))
                        .json())
                .hasSameSizeAs(client.get("/company/companies").json());
        assertThat(client.get(path + Client.encode("types/id=2")).json()).isEmpty();
        assertThat(client.get(path + Client.encode("types/id in (1)")).status()).isEqualTo(400);
    }

    @Test
    void customFieldConditionsNameCaptionAndValue() throws Exception {
        assertThat(ids("customFieldConditions", "caption='ref' AND value='RED'"))
                .containsExactly(a);
        assertThat(ids("customFieldConditions", "caption='Score' and value >= 5"))
                .containsExactly(b);
        assertThat(ids("customFieldConditions", "caption='Ref' and value != null"))
                .containsExactly(a);
        assertThat(ids("customfieldconditions", "caption='Ref' and value = null"))
                .containsExactly(b, c);
        assertThat(client.get("/service/tickets?customFieldConditions=" + Client.encode("colour='x'"))
                        .status())
                .isEqualTo(400);
    }

    private static List<Integer> ids(String parameter, String value) throws Exception {
        List<Integer> ids = new ArrayList<>();
        client.get("/service/tickets?" + parameter + "=" + Client.encode(value))
                .json()
                .forEach(t -> ids.add(t.path("id").asInt()));
        return ids;
    }

    @Test
    void orderAndFieldsAreAsAskedFor() throws Exception {
        assertThat(ids("orderBy", "summary desc")).containsExactly(c, b, a);
        assertThat(ids("orderBy", "externalXRef asc, id desc")).containsExactly(c, a, b);
        assertThat(ids("orderBy", "status/sort desc,id desc")).containsExactly(c, b, a);
        assertThat(client.get("/service/tickets?orderBy=nothing").status()).isEqualTo(400);
        assertThat(client.get("/service/tickets?orderBy=id+up").status()).isEqualTo(400);
        JsonNode cut = client.get("/service/tickets/" + a + "?fields=id,status/id,nothing")
                .json();
        assertThat(cut).hasSize(2);
        assertThat(cut.path("status")).hasSize(1);
    }
}
