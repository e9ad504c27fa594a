package dev.tocsin.simulators.connectwise;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ContactTest {
    private final ConnectWiseSimulator sim =
            ConnectWiseSimulator.builder().contactCustomField("Badge", "Text").start();
    private final Client client = new Client(sim);
    private final int acme = sim.company("AcmeInc").id();

    @AfterEach
    void stop() {
        sim.close();
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    private int contact(String more) throws Exception {
        var reply = client.post(
                "/company/contacts",
                json("{'firstName':'Ann','lastName':'Lee','company':{'id':" + acme + "}" + more + "}"));
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.json().path("id").asInt();
    }

    private int withTwoItems() throws Exception {
        return contact(",'communicationItems':[{'type':{'name':'Email'},'value':'ann@acme.example'},"
                + "{'type':{'name':'Direct'},'value':'555100','extension':'7'}]");
    }

    @Test
    void aFirstNameIsRequiredAndAllFaultsComeAtOnce() throws Exception {
        var reply = client.post(
                "/company/contacts",
                json("{'company':{'id':999999},'types':[{'id':99}],'customFields':[{'caption':'No','value':'x'}],"
                        + "'communicationItems':[{'value':'" + "v".repeat(251) + "'}]}"));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("code").asText()).isEqualTo("InvalidObject");
        assertThat(reply.json().path("errors").findValuesAsText("field"))
                .contains(
                        "firstName",
                        "company/id",
                        "types/id",
                        "customFields",
                        "communicationItems/0/type",
                        "communicationItems/0/value");
    }

    @Test
    void aContactShowsItsCompanySiteTypesAndDefaultPhone() throws Exception {
        int id = withTwoItems();
        JsonNode row = client.get("/company/contacts/" + id).json();
        assertThat(row.at("/company/identifier").asText()).isEqualTo("AcmeInc");
        assertThat(row.at("/site/name").asText()).isEqualTo("Main");
        assertThat(row.path("defaultPhoneNbr").asText()).isEqualTo("555100");
        assertThat(row.path("defaultPhoneExtension").asText()).isEqualTo("7");
        assertThat(row.at("/communicationItems/0/domain").asText()).isEqualTo("@acme.example");
        assertThat(row.at("/communicationItems/0/communicationType").asText()).isEqualTo("Email");
        assertThat(row.at("/communicationItems/0/defaultFlag").asBoolean()).isTrue();
        var found = client.get(
                "/company/contacts?childConditions="
                        + Client.encode(
                                json(
                                        "communicationItems/value='ann@acme.example' and communicationItems/communicationType='Email'")));
        assertThat(found.json()).hasSize(1);
    }

    @Test
    void aSiteOfAnotherCompanyIsRefused() throws Exception {
        int site = sim.company("Globex").sites().get(0).id();
        var reply = client.post(
                "/company/contacts",
                json("{'firstName':'A','company':{'id':" + acme + "},'site':{'id':" + site + "}}"));
        assertThat(reply.json().at("/errors/0/field").asText()).isEqualTo("site/id");
    }

    @Test
    void elementsOfTheArrayArePatchedAndAddedOnesGoToTheEnd() throws Exception {
        String path = "/company/contacts/" + withTwoItems();
        var changed =
                client.patch(path, json("[{'op':'replace','path':'/communicationItems/1/value','value':'555200'}]"));
        assertThat(changed.json().path("defaultPhoneNbr").asText()).isEqualTo("555200");
        var added = client.patch(
                path,
                json("[{'op':'add','path':'communicationItems/0','value':"
                        + "{'type':{'name':'Mobile'},'value':'555300','defaultFlag':true}}]"));
        assertThat(added.json().at("/communicationItems/2/value").asText()).isEqualTo("555300");
        assertThat(added.json().at("/communicationItems/2/defaultFlag").asBoolean())
                .isFalse();
        var removed = client.patch(path, json("[{'op':'remove','path':'communicationItems/1'}]"));
        assertThat(removed.json().path("communicationItems")).hasSize(2);
        assertThat(removed.json().path("defaultPhoneNbr").asText()).isEqualTo("555300");
    }

    @Test
    void communicationsAndTheArrayAreTheSameThing() throws Exception {
        int id = withTwoItems();
        String list = "/company/contacts/" + id + "/communications";
        var created = client.post(list, json("{'type':{'name':'Fax'},'value':'555400'}"));
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        String one = list + "/" + created.json().path("id").asInt();
        assertThat(client.get("/company/contacts/" + id)
                        .json()
                        .at("/communicationItems/2/value")
                        .asText())
                .isEqualTo("555400");
        client.patch(one, json("[{'op':'replace','path':'value','value':'555401'}]"));
        assertThat(client.get(one).json().path("value").asText()).isEqualTo("555401");
        assertThat(client.write("PUT", one, json("{'type':{'name':'Fax'},'value':'555402'}"))
                        .json()
                        .path("communicationType")
                        .asText())
                .isEqualTo("Fax");
        assertThat(client.write("DELETE", one, "").status()).isEqualTo(204);
        assertThat(client.get(one).status()).isEqualTo(404);
        assertThat(client.get(list + "/count").json().path("count").asInt()).isEqualTo(2);
        var wrong = client.post(list, json("{'value':'x','extension':'" + "1".repeat(16) + "'}"));
        assertThat(wrong.json().path("errors").findValuesAsText("field"))
                .containsExactlyInAnyOrder("type", "extension");
        assertThat(client.get("/company/contacts/1/communications").status()).isEqualTo(404);
    }

    @Test
    void theDefaultContactOfACompanyIsOneAndBothSidesSaySo() throws Exception {
        int first = contact(",'defaultFlag':true");
        int second = contact("");
        String company = "/company/companies/" + acme;
        assertThat(client.get(company).json().at("/defaultContact/id").asInt()).isEqualTo(first);
        var moved =
                client.patch(company, json("[{'op':'replace','path':'defaultContact','value':{'id':" + second + "}}]"));
        assertThat(moved.json().at("/defaultContact/name").asText()).isEqualTo("Ann Lee");
        assertThat(client.get("/company/contacts/" + first)
                        .json()
                        .path("defaultFlag")
                        .asBoolean())
                .isFalse();
        assertThat(client.get("/company/contacts/" + second)
                        .json()
                        .path("defaultFlag")
                        .asBoolean())
                .isTrue();
        client.write("DELETE", "/company/contacts/" + second, "");
        assertThat(client.get(company).json().has("defaultContact")).isFalse();
    }

    @Test
    void aContactThatAnotherNamesIsDeletedOnlyWithAnHeir() throws Exception {
        int boss = contact("");
        int heir = contact("");
        int worker = contact(",'managerContact':{'id':" + boss + "}");
        String path = "/company/contacts/" + boss;
        assertThat(client.write("DELETE", path, "").status()).isEqualTo(409);
        assertThat(client.write("DELETE", path + "?transferContactId=999999", "")
                        .json()
                        .at("/errors/0/field")
                        .asText())
                .isEqualTo("transferContactId");
        assertThat(client.write("DELETE", path + "?transferContactId=" + heir, "")
                        .status())
                .isEqualTo(204);
        assertThat(client.get(path).status()).isEqualTo(404);
        assertThat(client.get("/company/contacts/" + worker)
                        .json()
                        .at("/managerContact/id")
                        .asInt())
                .isEqualTo(heir);
    }

    @Test
    void aPutClearsWhatItLeavesOut() throws Exception {
        String path = "/company/contacts/" + contact(",'title':'CEO'");
        var reply = client.write("PUT", path, json("{'firstName':'Ann','company':{'id':" + acme + "}}"));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().has("title")).isFalse();
        assertThat(reply.json().has("lastName")).isFalse();
        assertThat(reply.json().path("inactiveFlag").asBoolean(true)).isFalse();
    }

    @Test
    void aRenamedCompanyIsRenamedInItsContacts() throws Exception {
        int id = contact("");
        client.patch("/company/companies/" + acme, json("[{'op':'replace','path':'name','value':'New Name'}]"));
        assertThat(client.get("/company/contacts/" + id)
                        .json()
                        .at("/company/name")
                        .asText())
                .isEqualTo("New Name");
    }

    @Test
    void theTypesOfAContactAndItsAssociationsFollowEachOther() throws Exception {
        JsonNode types = client.get("/company/contacts/types").json();
        int first = types.at("/0/id").asInt();
        int second = types.at("/1/id").asInt();
        int id = contact(",'typeIds':[" + first + "]");
        String path = "/company/contacts/" + id + "/typeAssociations";
        JsonNode created = client.get(path).json();
        assertThat(created).hasSize(1);
        assertThat(created.at("/0/contact/id").asInt()).isEqualTo(id);

        var added = client.post(path, json("{'type':{'id':" + second + "},'contact':{'id':" + id + "}}"));
        assertThat(added.status()).as(added.text()).isEqualTo(201);
        assertThat(client.get("/company/contacts/" + id).json().path("types").findValuesAsText("id"))
                .containsExactly(Integer.toString(first), Integer.toString(second));
        var twice = client.post(path, json("{'type':{'id':" + second + "},'contact':{'id':" + id + "}}"));
        assertThat(twice.json().at("/errors/0/code").asText()).isEqualTo("ObjectExists");

        int association = created.at("/0/id").asInt();
        assertThat(client.write("DELETE", path + "/" + association, "").status())
                .isEqualTo(204);
        assertThat(client.get("/company/contacts/" + id).json().path("types").findValuesAsText("id"))
                .containsExactly(Integer.toString(second));
        assertThat(client.write("DELETE", "/company/contacts/" + id, "").status())
                .isEqualTo(204);
        assertThat(client.get(path).status()).isEqualTo(404);
    }
}
