package dev.tocsin.simulators.connectwise;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {
    private static final String ROOT = "/company/configurations";

    private final ConnectWiseSimulator sim =
            ConnectWiseSimulator.builder().clock(new TestClock()).start();
    private final Client client = new Client(sim);
    private final int acme = sim.company("AcmeInc").id();

    @AfterEach
    void stop() {
        sim.close();
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    private JsonNode post(String path, String body) throws Exception {
        var reply = client.post(path, json(body));
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.json();
    }

    private int type(String name) throws Exception {
        return post(ROOT + "/types", "{'name':'" + name + "'}").path("id").asInt();
    }

    private int question(int type, String fieldType, String entryType, boolean required) throws Exception {
        String body = "{'fieldType':'%s','entryType':'%s','sequenceNumber':1,'question':'%s?','requiredFlag':%s}";
        return post(ROOT + "/types/" + type + "/questions", body.formatted(fieldType, entryType, fieldType, required))
                .path("id")
                .asInt();
    }

    private int configuration(int type, String more) throws Exception {
        return post(ROOT, "{'name':'PC','type':{'id':%d},'company':{'id':%d}%s}".formatted(type, acme, more))
                .path("id")
                .asInt();
    }

    private Client.Reply answer(int id, int question, String answer) throws Exception {
        return client.patch(
                ROOT + "/" + id,
                json("[{'op':'replace','path':'questions','value':[{'questionId':%d,'answer':%s}]}]"
                        .formatted(question, answer)));
    }

    private static JsonNode fault(Client.Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        assertThat(reply.json().path("code").asText()).isEqualTo("InvalidObject");
        return reply.json().at("/errors/0");
    }

    @Test
    void allFaultsOfANewConfigurationAreToldAtOnce() throws Exception {
        var reply = client.post(ROOT, json("{'tagNumber':'" + "t".repeat(51) + "','status':{'name':'Nowhere'}}"));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("errors").findValuesAsText("field"))
                .containsExactlyInAnyOrder("name", "type", "company", "tagNumber", "status/name");
    }

    @Test
    void aConfigurationCarriesTheQuestionsOfItsType() throws Exception {
        JsonNode made = post(
                ROOT,
                "{'name':'PC','type':{'name':'managed server'},'company':{'identifier':'AcmeInc'},"
                        + "'status':{'name':'inactive'}}");
        assertThat(made.at("/status/name").asText()).isEqualTo("Inactive");
        assertThat(made.at("/company/name").asText()).isEqualTo("Acme, Inc.");
        assertThat(made.path("activeFlag").asBoolean()).isTrue();
        assertThat(made.path("questions").findValuesAsText("question"))
                .containsExactly("Agent Version", "Disk Encrypted", "Service Tier");
        assertThat(made.at("/questions/0").has("answer")).isFalse();
        assertThat(made.at("/questions/1/fieldType").asText()).isEqualTo("Checkbox");
    }

    @Test
    void aPatchOfTheQuestionsTakesTheWholeArray() throws Exception {
        int id = configuration(11, "");
        JsonNode whole = client.get(ROOT + "/" + id).json().path("questions");
        ((ObjectNode) whole.get(0)).put("answer", "9.1");
        ((ObjectNode) whole.get(1)).put("answer", true);
        String patch = "[{\"op\":\"replace\",\"path\":\"questions\",\"value\":" + whole + "}]";
        JsonNode both = client.patch(ROOT + "/" + id, patch).json();
        assertThat(both.at("/questions/0/answer").asText()).isEqualTo("9.1");
        assertThat(both.at("/questions/1/answer").asBoolean()).isTrue();
        int first = both.at("/questions/0/questionId").asInt();
        JsonNode one = answer(id, first, "'9.2'").json();
        assertThat(one.at("/questions/0/answer").asText()).isEqualTo("9.2");
        assertThat(one.at("/questions/0/answerId")).isEqualTo(both.at("/questions/0/answerId"));
        assertThat(one.at("/questions/1").has("answer")).isFalse();
        assertThat(one.path("questions")).hasSize(3);
        assertThat(fault(answer(id, 99_999, "1")).path("field").asText()).isEqualTo("questions");
        JsonNode other = client.patch(ROOT + "/" + id, json("[{'op':'replace','path':'name','value':'n'}]"))
                .json();
        assertThat(other.at("/questions/0/answer").asText()).isEqualTo("9.2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Number     | 4.5                    | 'four'",
                "Currency   | 10                     | true",
                "Percent    | '12.5'                 | '12 %'",
                "Date       | '2026-01-31'           | '31.01.2026'",
                "Date       | '2026-01-31T10:00:00Z' | '2026-01-31T10:00:00.123Z'",
                "Checkbox   | true                   | 'maybe'",
                "IPAddress  | '10.0.0.1'             | '10.0.0.256'",
                "IPAddress  | 'fe80::1'              | 'host'",
                "Hyperlink  | 'https://a.example/x'  | 'no link'",
                "Text       | 'words'                | 5",
                "TextArea   | 'words'                | ['a']",
                "Password   | 'secret'               | true"
            })
    void anAnswerMustFitTheTypeOfItsQuestion(String fieldType, String good, String bad) throws Exception {
        int type = type("T");
        int question = question(type, fieldType, "EntryField", false);
        int id = configuration(type, "");
        var taken = answer(id, question, good);
        assertThat(taken.status()).as(taken.text()).isEqualTo(200);
        assertThat(fault(answer(id, question, bad)).path("field").asText()).isEqualTo("questions");
    }

    @Test
    void aListTakesOneOfItsValuesOnly() throws Exception {
        int type = type("T");
        int question = question(type, "Text", "List", false);
        String values = ROOT + "/types/" + type + "/questions/" + question + "/values";
        int red = post(values, "{'value':'red'}").path("id").asInt();
        int id = configuration(type, "");
        assertThat(answer(id, question, "'red'").status()).isEqualTo(200);
        assertThat(fault(answer(id, question, "'blue'")).path("message").asText())
                .contains("[red]");
        assertThat(client.write("DELETE", values + "/" + red, "").status()).isEqualTo(204);
        assertThat(client.get(values).json()).isEmpty();
        int typed = question(type, "Number", "EntryField", false);
        assertThat(client.post(ROOT + "/types/" + type + "/questions/" + typed + "/values", json("{'value':'1'}"))
                        .status())
                .isEqualTo(400);
        var unknown = client.post(ROOT + "/types/" + type + "/questions/77777/values", json("{'value':'1'}"));
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.json().path("message").asText())
                .isEqualTo("Configuration Type Question Value 77777 not found");
    }

    @Test
    void aRequiredQuestionMustBeAnswered() throws Exception {
        int type = type("T");
        int question = question(type, "Text", "EntryField", true);
        String body = json("{'name':'PC','type':{'id':%d},'company':{'id':%d}%s}");
        JsonNode fault = fault(client.post(ROOT, body.formatted(type, acme, "")));
        assertThat(fault.path("code").asText()).isEqualTo("MissingRequiredField");
        assertThat(fault.path("field").asText()).isEqualTo("questions");
        String answered = json(",'questions':[{'questionId':" + question + ",'answer':'a'}]");
        assertThat(client.post(ROOT, body.formatted(type, acme, answered)).status())
                .isEqualTo(201);
    }

    @Test
    void anotherTypeAsksItsOwnQuestions() throws Exception {
        int type = type("Other");
        question(type, "Number", "EntryField", false);
        int id = configuration(11, "");
        int first =
                client.get(ROOT + "/" + id).json().at("/questions/0/questionId").asInt();
        answer(id, first, "'9.1'");
        String change = json("[{'op':'replace','path':'type','value':{'id':" + type + "}}]");
        JsonNode changed = client.patch(ROOT + "/" + id + "/changeType", change).json();
        assertThat(changed.at("/type/name").asText()).isEqualTo("Other");
        assertThat(changed.path("questions")).hasSize(1);
        assertThat(changed.at("/questions/0").has("answer")).isFalse();
        assertThat(client.patch(ROOT + "/" + id + "/changeType", json("[{'op':'replace','path':'name','value':'x'}]"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aValueOfYearsAgoFailsAnEditOfAnotherField() throws Exception {
        int id = configuration(11, "");
        sim.plantInConfiguration(id, "backupYear", 0);
        JsonNode fault = fault(client.patch(ROOT + "/" + id, json("[{'op':'replace','path':'name','value':'n'}]")));
        assertThat(fault.path("code").asText()).isEqualTo("OutOfRange");
        assertThat(fault.path("field").asText()).isEqualTo("backupYear");
    }

    @Test
    void whatIsInUseCannotBeDeleted() throws Exception {
        int type = type("T");
        int status =
                post(ROOT + "/statuses", "{'description':'Lost'}").path("id").asInt();
        int id = configuration(type, ",'status':{'id':" + status + "}");
        String typePath = ROOT + "/types/" + type;
        String statusPath = ROOT + "/statuses/" + status;
        assertThat(client.write("DELETE", typePath, "").status()).isEqualTo(409);
        assertThat(client.write("DELETE", statusPath, "").status()).isEqualTo(409);
        assertThat(client.write("DELETE", ROOT + "/" + id, "").status()).isEqualTo(204);
        assertThat(client.get(ROOT + "/" + id).status()).isEqualTo(404);
        assertThat(client.write("DELETE", typePath, "").status()).isEqualTo(204);
        assertThat(client.write("DELETE", statusPath, "").status()).isEqualTo(204);
        assertThat(fault(client.post(ROOT + "/statuses", json("{'description':'active'}")))
                        .path("code")
                        .asText())
                .isEqualTo("ObjectExists");
    }

    @Test
    void aPutClearsWhatItDoesNotSend() throws Exception {
        int id = configuration(11, ",'serialNumber':'S1'");
        String body = json("{'name':'New','type':{'id':11},'company':{'id':" + acme + "}}");
        JsonNode put = client.write("PUT", ROOT + "/" + id, body).json();
        assertThat(put.path("name").asText()).isEqualTo("New");
        assertThat(put.has("serialNumber")).isFalse();
        assertThat(put.path("id").asInt()).isEqualTo(id);
    }

    @Test
    void aTypeIsCopiedWithItsQuestionsAndValues() throws Exception {
        int copy =
                post(ROOT + "/types/copy", "{'id':11,'name':'Twin'}").path("id").asInt();
        JsonNode questions = client.get(ROOT + "/types/" + copy + "/questions").json();
        assertThat(questions).hasSize(3);
        int tier = questions.at("/2/id").asInt();
        assertThat(client.get(ROOT + "/types/" + copy + "/questions/" + tier + "/values/count")
                        .json()
                        .path("count")
                        .asInt())
                .isEqualTo(3);
        assertThat(client.get(ROOT + "/types/" + copy + "/info")
                        .json()
                        .path("name")
                        .asText())
                .isEqualTo("Twin");
        assertThat(client.get(ROOT + "/statuses/info").json()).hasSize(2);
    }

    @Test
    void aBulkTellsOfEachElement() throws Exception {
        String one = "{'name':'A','type':{'id':11},'company':{'id':" + acme + "}}";
        var reply = client.post(ROOT + "/bulk", json("[" + one + ",{'name':'B'}]"));
        assertThat(reply.status()).isEqualTo(207);
        JsonNode payload = reply.json().path("payload");
        assertThat(payload.at("/0/statusCode").asInt()).isEqualTo(201);
        assertThat(payload.at("/1/success").asBoolean()).isFalse();
        assertThat(payload.at("/1/error/errors")).hasSize(2);
        int id = payload.at("/0/data/id").asInt();
        String changed = "[" + one.replace("'A'", "'C'").replace("{'name'", "{'id':" + id + ",'name'") + "]";
        client.write("PUT", ROOT + "/bulk", json(changed));
        assertThat(client.get(ROOT + "/" + id).json().path("name").asText()).isEqualTo("C");
        JsonNode gone = client.write("DELETE", ROOT + "/bulk", "[" + id + ",4]").json();
        assertThat(gone.at("/payload/0/statusCode").asInt()).isEqualTo(204);
        assertThat(gone.at("/payload/1/statusCode").asInt()).isEqualTo(404);
    }

    @Test
    void aMillionConfigurationsArePagedAndChanged() throws Exception {
        try (ConnectWiseSimulator big =
                ConnectWiseSimulator.builder().configurations(1_000_000).start()) {
            Client reader = new Client(big);
            assertThat(reader.get(ROOT + "/count").json().path("count").asInt()).isEqualTo(1_000_000);
            int changed = 1_001 + 500_000;
            String patch = json("[{'op':'replace','path':'name','value':'changed'}]");
            assertThat(reader.patch(ROOT + "/" + changed, patch).status()).isEqualTo(200);
            assertThat(reader.write("DELETE", ROOT + "/" + (changed + 1), "").status())
                    .isEqualTo(204);
            List<Integer> ids = new ArrayList<>();
            var page = Client.send(reader.request(ROOT + "?pageSize=1000&pageId=" + (changed - 1))
                    .header("pagination-type", "forward-only")
                    .GET()
                    .build());
            page.json().forEach(row -> ids.add(row.path("id").asInt()));
            assertThat(ids).hasSize(1_000).startsWith(changed, changed + 2).isSorted();
            assertThat(page.json().at("/0/name").asText()).isEqualTo("changed");
            assertThat(page.header("Link")).contains("pageId=" + ids.get(999));
            var end = Client.send(reader.request(ROOT + "?pageSize=1000&pageId=1000995")
                    .header("pagination-type", "forward-only")
                    .GET()
                    .build());
            assertThat(end.json()).hasSize(5);
            assertThat(end.header("Link")).isEmpty();
            JsonNode numbered = reader.get(ROOT + "?pageSize=2&page=250001&fields=id,questions")
                    .json();
            assertThat(numbered.at("/0/id").asInt()).isEqualTo(changed);
            assertThat(numbered.at("/1/id").asInt()).isEqualTo(changed + 2);
            assertThat(numbered.at("/1/questions/0").has("answer")).isTrue();
            JsonNode found =
                    reader.conditions(ROOT, "deviceIdentifier='device-0999999'").json();
            assertThat(found.findValuesAsText("id")).contains("1001000");
            assertThat(reader.get(ROOT + "?orderBy=name%20desc&pageSize=1")
                            .json()
                            .at("/0/id")
                            .asInt())
                    .isEqualTo(1_001_000);
        }
    }

    private List<Integer> ids(String conditions) throws Exception {
        List<Integer> ids = new ArrayList<>();
        client.conditions(ROOT, conditions)
                .json()
                .forEach(row -> ids.add(row.path("id").asInt()));
        return ids;
    }

    /** An index finds what a look at each row would find, also after a company changed. */
    @Test
    void configurationsOfACompanyAreFoundByItsIdAndItsIdentifier() throws Exception {
        int type = type("Indexed");
        int first = configuration(type, "");
        assertThat(ids("company/id=" + acme)).containsExactly(first);
        int second = configuration(type, "");
        assertThat(ids("company/identifier=\"acmeinc\"")).containsExactly(first, second);
        int globex = sim.company("Globex").id();
        assertThat(client.patch(
                                ROOT + "/" + first,
                                json("[{'op':'replace','path':'company','value':{'id':%d}}]".formatted(globex)))
                        .status())
                .isEqualTo(200);
        assertThat(ids("company/id=" + acme + " and type/id=" + type)).containsExactly(second);
        assertThat(ids("company/id=" + globex + " and type/id=" + type)).containsExactly(first);
        assertThat(ids("company/id=" + globex + " and type/id=" + (type + 1))).isEmpty();
        assertThat(ids("company/id=" + acme + " or company/id=" + globex)).containsExactly(first, second);
        assertThat(client.write("DELETE", ROOT + "/" + second, "").status()).isEqualTo(204);
        assertThat(ids("company/id=" + acme)).isEmpty();
        assertThat(ids("company/id=999999")).isEmpty();
    }

    @Test
    void seededConfigurationsOfACompanyAreTheSameWithAndWithoutTheIndex() throws Exception {
        try (ConnectWiseSimulator many =
                ConnectWiseSimulator.builder().configurations(500).start()) {
            Client seeded = new Client(many);
            int company = many.company("AcmeInc").id();
            List<JsonNode> indexed = new ArrayList<>();
            seeded.get(ROOT + "?pageSize=1000&conditions=" + Client.encode("company/id=" + company))
                    .json()
                    .forEach(indexed::add);
            List<JsonNode> scanned = new ArrayList<>();
            seeded.get(ROOT + "?pageSize=1000").json().forEach(row -> {
                if (row.path("company").path("id").asInt() == company) {
                    scanned.add(row);
                }
            });
            assertThat(indexed).isNotEmpty().isEqualTo(scanned);
        }
    }

    @Test
    void aPasswordIsShownMaskedOrNotAtAllWhereTheRoleMayNotSeeItAndAMaskIsKept() throws Exception {
        int type = type("Secretive");
        int question = question(type, "Password", "EntryField", false);
        int id = configuration(type, ",'questions':[{'questionId':%d,'answer':'s3cret'}]".formatted(question));
        sim.masksPasswords(true);
        JsonNode masked = client.get(ROOT + "/" + id).json().path("questions").path(0);
        assertThat(masked.path("answer").asText()).isEqualTo("********");
        sim.masksPasswords(false);
        sim.hidesPasswords(true);
        JsonNode hidden = client.get(ROOT + "/" + id).json().path("questions").path(0);
        assertThat(hidden.has("answer")).isFalse();
        assertThat(hidden.path("answerId").asInt()).isPositive();
        // A change of another field keeps what is not shown.
        assertThat(client.patch(ROOT + "/" + id, json("[{'op':'replace','path':'ram','value':'8'}]"))
                        .status())
                .isEqualTo(200);
        sim.hidesPasswords(false);
        assertThat(client.get(ROOT + "/" + id)
                        .json()
                        .path("questions")
                        .path(0)
                        .path("answer")
                        .asText())
                .isEqualTo("s3cret");
        assertThat(answer(id, question, "'********'").status()).isEqualTo(200);
        assertThat(client.get(ROOT + "/" + id)
                        .json()
                        .path("questions")
                        .path(0)
                        .path("answer")
                        .asText())
                .isEqualTo("********");
    }

    @Test
    void requestsAreCountedByMethodAlsoBeyondTheLog() throws Exception {
        sim.requests().clear();
        int type = type("Counted");
        int id = configuration(type, "");
        assertThat(client.get(ROOT + "/" + id).status()).isEqualTo(200);
        assertThat(sim.requests().total("POST")).isEqualTo(2);
        assertThat(sim.requests().total("GET")).isEqualTo(1);
        assertThat(sim.requests().total("PATCH")).isZero();
        assertThat(sim.requests().writes()).isEqualTo(2);
        sim.requests().clear();
        assertThat(sim.requests().writes()).isZero();
    }

    @Test
    void changedKeysAreTheOnlyOnesThatAreAccepted() throws Exception {
        var before = client.request(ROOT).GET().build();
        sim.changeKeys("new-public", "new-private");
        assertThat(Client.send(before).status()).isEqualTo(401);
        assertThat(client.get(ROOT).status()).isEqualTo(200);
        assertThat(sim.publicKey()).isEqualTo("new-public");
    }
}
