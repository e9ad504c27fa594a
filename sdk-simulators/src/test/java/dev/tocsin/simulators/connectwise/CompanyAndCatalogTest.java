package dev.tocsin.simulators.connectwise;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CompanyAndCatalogTest {
    private final ConnectWiseSimulator sim = ConnectWiseSimulator.builder().start();
    private final Client client = new Client(sim);

    @AfterEach
    void stop() {
        sim.close();
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    @Test
    void aCompanyIsCreatedWithItsMainSite() throws Exception {
        var reply = client.post("/company/companies", json("{'identifier':'New','name':'New Co','types':[{'id':1}]}"));
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        int id = reply.json().path("id").asInt();
        assertThat(reply.header("Location")).endsWith("/company/companies/" + id);
        assertThat(reply.json().at("/status/name").asText()).isEqualTo("Active");
        assertThat(client.get("/company/companies/" + id + "/sites")
                        .json()
                        .at("/0/name")
                        .asText())
                .isEqualTo("Main");
    }

    @Test
    void aSecondIdentifierAMissingNameAndALongOneAreRefused() throws Exception {
        var twin = client.post("/company/companies", json("{'identifier':'acmeinc','name':'x'}"));
        assertThat(twin.json().at("/errors/0/code").asText()).isEqualTo("ObjectExists");
        assertThat(client.post("/company/companies", "{}").json().path("errors"))
                .hasSize(2);
        String body = json("{'identifier':'%s','name':'x'}");
        assertThat(client.post("/company/companies", body.formatted("i".repeat(31)))
                        .status())
                .isEqualTo(201);
        sim.oldCompanyLengths(true);
        assertThat(client.post("/company/companies", body.formatted("j".repeat(30)))
                        .status())
                .isEqualTo(201);
        var tooLong = client.post("/company/companies", body.formatted("k".repeat(31)));
        assertThat(tooLong.json().at("/errors/0/code").asText()).isEqualTo("MaxLengthField");
    }

    @Test
    void aPatchIsSeenInTheTicketsAndTypesStayAsTheyAre() throws Exception {
        int id = sim.company("AcmeInc").id();
        int ticket = client.post(
                        "/service/tickets",
                        json("{'summary':'s','company':{'id':%d}}").formatted(id))
                .json()
                .path("id")
                .asInt();
        var reply = client.patch(
                "/company/companies/" + id,
                json("[{'op':'replace','path':'name','value':'Renamed'},{'op':'replace','path':'types','value':[]}]"));
        assertThat(reply.json().path("types")).hasSize(1);
        assertThat(client.get("/service/tickets/" + ticket)
                        .json()
                        .at("/company/name")
                        .asText())
                .isEqualTo("Renamed");
    }

    @Test
    void aLegacyValueElsewhereFailsThePatch() throws Exception {
        int id = sim.company("AcmeInc").id();
        sim.plantInCompany(id, "yearEstablished", 0);
        var reply =
                client.patch("/company/companies/" + id, json("[{'op':'replace','path':'name','value':'Renamed'}]"));
        assertThat(reply.json().at("/errors/0/message").asText())
                .isEqualTo("The field yearEstablished must be between 1900 and 9999.");
    }

    @Test
    void sitesBelongToTheirCompany() throws Exception {
        SimCompany acme = sim.company("AcmeInc");
        String list = "/company/companies/" + acme.id() + "/sites";
        int site = client.post(list, json("{'name':'Annex'}")).json().path("id").asInt();
        assertThat(client.get(list + "/count").json().path("count").asInt()).isEqualTo(3);
        assertThat(client.patch(list + "/" + site, json("[{'op':'replace','path':'city','value':'Bern'}]"))
                        .json()
                        .path("city")
                        .asText())
                .isEqualTo("Bern");
        assertThat(client.get("/company/companies/" + sim.company("Globex").id() + "/sites/" + site)
                        .status())
                .isEqualTo(404);
        assertThat(client.post(list, "{}").status()).isEqualTo(400);
    }

    @Test
    void aDeletedCompanyStillAnswersByIdAndSaysSo() throws Exception {
        JsonNode gone =
                client.get("/company/companies/" + sim.company("GoneCo").id()).json();
        assertThat(gone.path("deletedFlag").asBoolean()).isTrue();
        assertThat(client.conditions("/company/companies", "deletedFlag=false and identifier='GoneCo'")
                        .json())
                .isEmpty();
    }

    @Test
    void everyPickListIsListedCountedAndReadById() throws Exception {
        String board = "/service/boards/" + sim.board("Security Alerts").id();
        for (String path : new String[] {
            "/service/boards",
            "/service/info/boards",
            board + "/statuses",
            board + "/types",
            board + "/subtypes",
            board + "/items",
            board + "/teams",
            board + "/typeSubTypeItemAssociations",
            "/service/priorities",
            "/service/sources",
            "/system/members",
            "/system/info/members",
            "/company/companies/statuses",
            "/company/companies/types",
            "/company/companies"
        }) {
            JsonNode list = client.get(path).json();
            assertThat(list).as(path).isNotEmpty();
            assertThat(client.get(path + "/count").json().path("count").asInt()).isEqualTo(list.size());
            int id = list.at("/0/id").asInt();
            assertThat(client.get(path + "/" + id).json()).isEqualTo(list.get(0));
            assertThat(client.get(path + "/999999").status()).as(path).isEqualTo(404);
        }
        assertThat(client.get(board + "/statuses/info")
                        .json()
                        .at("/4/closedFlag")
                        .asBoolean())
                .isTrue();
        assertThat(client.get("/service/boards/1/statuses").status()).isEqualTo(404);
    }

    @Test
    void systemMembersAreNotListed() throws Exception {
        assertThat(client.conditions("/system/members", "identifier='zadmin'").json())
                .isEmpty();
        assertThat(client.conditions("/system/members", "licenseClass='A'")
                        .json()
                        .at("/0/identifier")
                        .asText())
                .isEqualTo("TocsinApi");
    }
}
