package dev.tocsin.simulators.connectwise;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CompanyRecordTest {
    private final ConnectWiseSimulator sim =
            ConnectWiseSimulator.builder().companyCustomField("Tier", "Text").start();
    private final Client client = new Client(sim);
    private final String acme = "/company/companies/" + sim.company("AcmeInc").id();

    @AfterEach
    void stop() {
        sim.close();
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    @Test
    void aDeletedCompanyIsMarkedAndStaysReadable() throws Exception {
        assertThat(client.write("DELETE", acme, "").status()).isEqualTo(204);
        JsonNode row = client.get(acme).json();
        assertThat(row.path("deletedFlag").asBoolean()).isTrue();
        assertThat(row.path("deletedBy").asText()).isEqualTo("TocsinApi");
        assertThat(row.has("dateDeleted")).isTrue();
        var back = client.patch(acme, json("[{'op':'replace','path':'deletedFlag','value':false}]"));
        assertThat(back.json().has("dateDeleted")).isFalse();
        assertThat(client.write("DELETE", "/company/companies/1", "").status()).isEqualTo(404);
    }

    @Test
    void aPutClearsWhatItLeavesOutButKeepsTypesAndTheMainSite() throws Exception {
        client.patch(
                acme,
                json("[{'op':'replace','path':'city','value':'Bern'},"
                        + "{'op':'replace','path':'customFields','value':[{'caption':'Tier','value':'gold'}]}]"));
        var reply = client.write("PUT", acme, json("{'identifier':'AcmeInc','name':'Acme'}"));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.json().has("city")).isFalse();
        assertThat(reply.json().at("/customFields/0").has("value")).isFalse();
        assertThat(reply.json().path("types")).hasSize(1);
        assertThat(reply.json().at("/site/name").asText()).isEqualTo("Main");
        assertThat(client.write("PUT", acme, "{}").json().path("errors")).hasSize(2);
    }

    @Test
    void theMainSiteMovesAndOnlyAnotherOneCanBeDeleted() throws Exception {
        JsonNode sites = client.get(acme + "/sites").json();
        String main = acme + "/sites/" + sites.at("/0/id").asInt();
        String other = acme + "/sites/" + sites.at("/1/id").asInt();
        assertThat(client.write("DELETE", main, "").status()).isEqualTo(409);
        var moved = client.write("PUT", other, json("{'name':'Depot','primaryAddressFlag':true}"));
        assertThat(moved.json().path("name").asText()).isEqualTo("Depot");
        assertThat(client.get(main).json().path("primaryAddressFlag").asBoolean())
                .isFalse();
        assertThat(client.get(acme).json().at("/site/name").asText()).isEqualTo("Depot");
        assertThat(client.write("DELETE", main, "").status()).isEqualTo(204);
        assertThat(client.get(main).status()).isEqualTo(404);
    }

    @Test
    void notesTakeTheUsualTypeAndTheirAuthor() throws Exception {
        var created = client.post(acme + "/notes", json("{'text':'Call\\nback'}"));
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        assertThat(created.json().at("/type/name").asText()).isEqualTo("Comments");
        assertThat(created.json().path("enteredBy").asText()).isEqualTo("TocsinApi");
        String one = acme + "/notes/" + created.json().path("id").asInt();
        assertThat(client.get(one).json().path("text").asText()).isEqualTo("Call\nback");
        assertThat(client.get("/company/companies/" + sim.company("Globex").id() + "/notes")
                        .json())
                .isEmpty();
        assertThat(client.post("/company/companies/1/notes", json("{'text':'x'}"))
                        .status())
                .isEqualTo(404);
        assertThat(client.post(acme + "/notes", "{}").status()).isEqualTo(400);
        assertThat(client.write("DELETE", one, "").status()).isEqualTo(204);
    }

    @Test
    void typeAssociationsAndTheListOfTypesAreTheSameThing() throws Exception {
        String below = acme + "/typeAssociations";
        int old = client.get(below).json().at("/0/id").asInt();
        var created = client.post(below, json("{'type':{'name':'Vendor'}}"));
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        assertThat(client.get(acme).json().path("types").findValuesAsText("name"))
                .containsExactly("Client", "Vendor");
        assertThat(client.post(below, json("{'type':{'name':'Vendor'}}"))
                        .json()
                        .at("/errors/0/code")
                        .asText())
                .isEqualTo("ObjectExists");
        int id = sim.company("AcmeInc").id();
        assertThat(client.conditions("/company/companyTypeAssociations", "company/id=" + id)
                        .json())
                .hasSize(2);
        assertThat(client.write("DELETE", "/company/companyTypeAssociations/" + old, "")
                        .status())
                .isEqualTo(204);
        assertThat(client.get(acme).json().path("types").findValuesAsText("name"))
                .containsExactly("Vendor");
        var renamed = client.patch("/company/companies/types/3", json("[{'op':'replace','path':'name','value':'V'}]"));
        assertThat(renamed.status()).isEqualTo(200);
        assertThat(client.get(acme).json().at("/types/0/name").asText()).isEqualTo("V");
    }

    @Test
    void pagesOfAWholeListAreTheSameInBothModes() throws Exception {
        int total = client.get("/company/companies/count").json().path("count").asInt();
        int numbered = 0;
        for (int page = 1; page <= 3; page++) {
            numbered += client.get("/company/companies?pageSize=4&page=" + page)
                    .json()
                    .size();
        }
        int forward = 0;
        int last = 0;
        String link = "x";
        while (!link.isEmpty()) {
            var reply = Client.send(client.request("/company/companies?pageSize=4&pageId=" + last)
                    .header("pagination-type", "forward-only")
                    .build());
            forward += reply.json().size();
            last = reply.json().get(reply.json().size() - 1).path("id").asInt();
            link = reply.header("Link");
        }
        assertThat(numbered).isEqualTo(total).isEqualTo(forward);
    }
}
