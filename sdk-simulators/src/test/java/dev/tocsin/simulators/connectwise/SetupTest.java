package dev.tocsin.simulators.connectwise;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SetupTest {
    private final ConnectWiseSimulator sim =
            ConnectWiseSimulator.builder().companyCustomField("Tier", "Text").start();
    private final Client client = new Client(sim);
    private final SimBoard board = sim.board("Security Alerts");
    private final String on = "/service/boards/" + board.id();

    @AfterEach
    void stop() {
        sim.close();
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    private int ticket() {
        return sim.createTicket(java.util.Map.of(
                "summary", "s",
                "company", java.util.Map.of("identifier", "AcmeInc"),
                "board", java.util.Map.of("id", board.id())));
    }

    @Test
    void everyPickListIsWrittenReadReplacedAndDeleted() throws Exception {
        List<List<String>> lists = List.of(
                List.of("/company/companies/statuses", "name", ""),
                List.of("/company/companies/types", "name", ""),
                List.of("/company/noteTypes", "name", ""),
                List.of("/company/contacts/types", "description", ""),
                List.of("/company/communicationTypes", "description", ""),
                List.of("/service/priorities", "name", ",'color':'Red'"),
                List.of("/service/sources", "name", ""),
                List.of("/service/boards", "name", ",'location':{'id':2},'department':{'id':10}"),
                List.of(on + "/statuses", "name", ""),
                List.of(on + "/types", "name", ""),
                List.of(on + "/subtypes", "name", ""),
                List.of(on + "/items", "name", ""),
                List.of(on + "/teams", "name", ",'teamLeader':{'identifier':'jdoe'}"));
        for (List<String> list : lists) {
            String path = list.get(0);
            String field = list.get(1);
            String body = json("{'" + field + "':'%s'" + list.get(2) + "}");
            var created = client.post(path, body.formatted("Fresh"));
            assertThat(created.status()).as(path + created.text()).isEqualTo(201);
            String one = path + "/" + created.json().path("id").asInt();
            assertThat(client.get(one).json()).isEqualTo(created.json());
            var twin = client.post(path, body.formatted("FRESH"));
            assertThat(twin.json().at("/errors/0/code").asText()).as(path).isEqualTo("ObjectExists");
            assertThat(client.post(path, "{}").json().path("errors").findValuesAsText("code"))
                    .as(path)
                    .isNotEmpty()
                    .containsOnly("MissingRequiredField");
            assertThat(client.patch(one, json("[{'op':'replace','path':'" + field + "','value':'Other'}]"))
                            .json()
                            .path(field)
                            .asText())
                    .isEqualTo("Other");
            assertThat(client.write("PUT", one, body.formatted("Third"))
                            .json()
                            .path(field)
                            .asText())
                    .isEqualTo("Third");
            assertThat(client.write("DELETE", one, "").status()).as(path).isEqualTo(204);
            assertThat(client.get(one).status()).as(path).isEqualTo(404);
            assertThat(client.write("DELETE", one, "").status()).isEqualTo(404);
        }
    }

    @Test
    void whatIsInUseCannotBeDeleted() throws Exception {
        JsonNode ticket = client.get("/service/tickets/" + ticket()).json();
        List<String> used = List.of(
                on,
                on + "/statuses/" + ticket.at("/status/id").asInt(),
                on + "/teams/" + ticket.at("/team/id").asInt(),
                "/service/priorities/" + ticket.at("/priority/id").asInt(),
                "/service/sources/" + ticket.at("/source/id").asInt(),
                "/company/companies/statuses/1",
                "/company/companies/types/1",
                "/company/companies/" + ticket.at("/company/id").asInt());
        for (String path : used) {
            assertThat(client.write("DELETE", path, "").status()).as(path).isEqualTo(409);
            assertThat(client.get(path).status()).isEqualTo(200);
        }
    }

    @Test
    void aRenamedStatusIsRenamedInItsTickets() throws Exception {
        int id = ticket();
        int status =
                client.get("/service/tickets/" + id).json().at("/status/id").asInt();
        client.patch(on + "/statuses/" + status, json("[{'op':'replace','path':'name','value':'Brand new'}]"));
        assertThat(sim.ticket(id).orElseThrow().status().name()).isEqualTo("Brand new");
    }

    @Test
    void aNewDefaultTakesTheFlagFromTheOldOneOfTheSameBoardOnly() throws Exception {
        var created = client.post(on + "/statuses", json("{'name':'Triage','defaultFlag':true}"));
        assertThat(sim.board("Security Alerts").statuses().stream()
                        .filter(SimStatus::isDefault)
                        .map(SimStatus::id))
                .containsExactly(created.json().path("id").asInt());
        assertThat(sim.board("Help Desk").statuses().stream().filter(SimStatus::isDefault))
                .hasSize(1);
    }

    @Test
    void aBoardNamesItsPlaceAndGoesWithItsLists() throws Exception {
        var refused = client.post("/service/boards", json("{'name':'B','location':{'id':99},'department':{'id':98}}"));
        assertThat(refused.json().path("errors").findValuesAsText("field"))
                .containsExactly("location/id", "department/id");
        var created = client.post(
                "/service/boards", json("{'name':'B','location':{'name':'head office'},'department':{'id':10}}"));
        String path = "/service/boards/" + created.json().path("id").asInt();
        int status = client.post(path + "/statuses", json("{'name':'New'}"))
                .json()
                .path("id")
                .asInt();
        assertThat(client.get(on + "/statuses/" + status).status()).isEqualTo(404);
        assertThat(client.write("DELETE", path, "").status()).isEqualTo(204);
        assertThat(client.get(path + "/statuses").status()).isEqualTo(404);
    }

    private List<String> triples() throws Exception {
        List<String> triples = new ArrayList<>();
        client.get(on + "/typeSubTypeItemAssociations?pageSize=1000")
                .json()
                .forEach(row -> triples.add(row.at("/type/id").asInt() + "/"
                        + row.at("/subType/id").asInt() + "/"
                        + row.at("/item/id").asInt()));
        return triples;
    }

    @Test
    void theFlatListFollowsSubtypesAndItems() throws Exception {
        int type = board.types().get(0).id();
        int sub = client.post(on + "/subtypes", json("{'name':'Worm','typeAssociationIds':[" + type + "]}"))
                .json()
                .path("id")
                .asInt();
        assertThat(triples()).contains(type + "/" + sub + "/0");
        int item = board.items().get(0).id();
        String association = on + "/items/" + item + "/associations/" + type;
        var patched = client.patch(
                association, json("[{'op':'replace','path':'subTypeAssociationIds','value':[" + sub + "]}]"));
        assertThat(patched.json().path("subTypeAssociationIds")).hasSize(1);
        assertThat(triples()).contains(type + "/" + sub + "/" + item);
        int stranger = board.subTypes().stream()
                .filter(s -> s.name().equals("Audit"))
                .findFirst()
                .orElseThrow()
                .id();
        var refused = client.write(
                "PUT", association, json("{'id':" + type + ",'subTypeAssociationIds':[" + stranger + "]}"));
        assertThat(refused.json().at("/errors/0/code").asText()).isEqualTo("NotFound");
        client.patch(on + "/subtypes/" + sub, json("[{'op':'replace','path':'removeAllTypesFlag','value':true}]"));
        assertThat(triples()).noneMatch(triple -> triple.contains("/" + sub + "/"));
        client.patch(on + "/subtypes/" + sub, json("[{'op':'replace','path':'addAllTypesFlag','value':true}]"));
        assertThat(triples())
                .filteredOn(t -> t.contains("/" + sub + "/"))
                .hasSize(board.types().size());
        assertThat(client.get(on + "/items/" + item + "/associations/1").status())
                .isEqualTo(404);
    }

    @Test
    void severitiesAndImpactsAreThreeAndCanOnlyBeReworded() throws Exception {
        for (String path : new String[] {"/service/severities", "/service/impacts"}) {
            assertThat(client.get(path).json().findValuesAsText("name")).containsExactly("Low", "Medium", "High");
            assertThat(client.patch(path + "/3", json("[{'op':'replace','path':'description','value':'Very'}]"))
                            .json()
                            .path("description")
                            .asText())
                    .isEqualTo("Very");
            assertThat(client.post(path, json("{'description':'x'}")).status()).isEqualTo(405);
            assertThat(client.write("DELETE", path + "/3", "").status()).isEqualTo(405);
        }
    }

    @Test
    void membersAreAddedAndChangedButNotDeletedAndPasswordsAreNotShown() throws Exception {
        assertThat(client.post("/system/members", "{}").json().path("errors")).hasSize(8);
        var created = client.post(
                "/system/members",
                json("{'identifier':'newbie','password':'hush','licenseClass':'F','firstName':'New','lastName':'Bie',"
                        + "'hireDate':'2026-01-05T00:00:00Z','defaultEmail':'Office','officeEmail':'n@msp.example',"
                        + "'defaultPhone':'Office','securityRole':{'name':'Service'}}"));
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        assertThat(created.text()).doesNotContain("hush");
        int id = created.json().path("id").asInt();
        client.patch("/system/members/" + id, json("[{'op':'replace','path':'lastName','value':'Bee'}]"));
        JsonNode info = client.get("/system/info/members/" + id).json();
        assertThat(info.path("fullName").asText()).isEqualTo("New Bee");
        assertThat(info.path("defaultEmail").asText()).isEqualTo("n@msp.example");
        assertThat(client.write("DELETE", "/system/members/" + id, "").status()).isEqualTo(405);
    }

    @Test
    void aCustomFieldAppearsInTheRecordsAndGoesAgain() throws Exception {
        String company = "/company/companies/" + sim.company("AcmeInc").id();
        var created = client.post(
                "/system/userDefinedFields",
                json("{'podId':2,'caption':'Region','sequenceNumber':2,'fieldTypeIdentifier':'Text',"
                        + "'entryTypeIdentifier':'List','options':[{'optionValue':'East'}]}"));
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        assertThat(created.json().path("screenId").asText()).isEqualTo("company");
        assertThat(client.get(company).json().path("customFields").findValuesAsText("caption"))
                .containsExactly("Tier", "Region");
        int id = created.json().path("id").asInt();
        assertThat(client.get("/system/userDefinedFields/" + id + "/info")
                        .json()
                        .has("screenId"))
                .isFalse();
        client.write("DELETE", "/system/userDefinedFields/" + id, "");
        assertThat(client.get(company).json().path("customFields").findValuesAsText("caption"))
                .containsExactly("Tier");
        var refused = client.post(
                "/system/userDefinedFields",
                json("{'podId':77,'caption':'" + "c".repeat(26) + "','sequenceNumber':501,"
                        + "'fieldTypeIdentifier':'Text'}"));
        assertThat(refused.json().path("errors").findValuesAsText("code"))
                .containsExactlyInAnyOrder("NotFound", "MaxLengthField", "OutOfRange");
    }
}
