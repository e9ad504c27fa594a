package dev.tocsin.simulators.connectwise;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TicketPartTest {
    private final ConnectWiseSimulator sim = ConnectWiseSimulator.builder()
            .clock(new TestClock())
            .member("tina", "Tina", "Technician")
            .start();
    private final Client client = new Client(sim);
    private final int acme = sim.company("AcmeInc").id();
    private final int id = sim.createTicket(Map.of("summary", "s", "company", Map.of("id", acme)));
    private final String ticket = "/service/tickets/" + id;

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

    private int configuration(String device) throws Exception {
        String body = "{'name':'PC','deviceIdentifier':'%s','type':{'id':11},'company':{'id':%d}}";
        return post("/company/configurations", body.formatted(device, acme))
                .path("id")
                .asInt();
    }

    private int contact(String name, int company) throws Exception {
        return post("/company/contacts", "{'firstName':'%s','company':{'id':%d}}".formatted(name, company))
                .path("id")
                .asInt();
    }

    private int agreement(int contact) throws Exception {
        String body = "{'name':'Care','type':{'name':'Managed Services'},'company':{'id':%d},'contact':{'id':%d}}";
        return post("/finance/agreements", body.formatted(acme, contact))
                .path("id")
                .asInt();
    }

    private static JsonNode fault(Client.Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        return reply.json().at("/errors/0");
    }

    @Test
    void aConfigurationIsAttachedOnceAndDetached() throws Exception {
        int device = configuration("dev-1");
        String list = ticket + "/configurations";
        JsonNode attached = post(list, "{'id':" + device + "}");
        assertThat(attached.path("deviceIdentifier").asText()).isEqualTo("dev-1");
        JsonNode twice = fault(client.post(list, json("{'id':" + device + "}")));
        assertThat(twice.path("code").asText()).isEqualTo("ObjectExists");
        assertThat(fault(client.post(list, "{\"id\":5}")).path("code").asText()).isEqualTo("NotFound");
        assertThat(client.get(list).json()).hasSize(1);
        assertThat(client.get(list + "/" + device).status()).isEqualTo(200);
        assertThat(client.write("DELETE", list + "/" + device, "").status()).isEqualTo(204);
        assertThat(client.write("DELETE", list + "/" + device, "").status()).isEqualTo(404);
        assertThat(client.get(list + "/count").json().path("count").asInt()).isZero();
        post(list, "{'id':" + device + "}");
        client.write("DELETE", "/company/configurations/" + device, "");
        assertThat(client.get(list).json()).isEmpty();
    }

    @Test
    void tasksBelongToTheirTicket() throws Exception {
        String list = ticket + "/tasks";
        int first = post(list, "{'notes':'one'}").path("id").asInt();
        JsonNode second = post(list, "{'notes':'two','member':{'identifier':'jdoe'}}");
        assertThat(second.path("priority").asInt()).isEqualTo(2);
        assertThat(second.at("/member/name").asText()).isEqualTo("Jane Doe");
        JsonNode closed = client.patch(list + "/" + first, json("[{'op':'replace','path':'closedFlag','value':true}]"))
                .json();
        assertThat(closed.path("closedFlag").asBoolean()).isTrue();
        assertThat(client.conditions(list, "closedFlag=true").json()).hasSize(1);
        int other = sim.createTicket(Map.of("summary", "t", "company", Map.of("id", acme)));
        assertThat(client.get("/service/tickets/" + other + "/tasks/" + first).status())
                .isEqualTo(404);
        assertThat(client.get("/service/tickets/4/tasks").status()).isEqualTo(404);
        assertThat(client.write("DELETE", list + "/" + first, "").status()).isEqualTo(204);
        assertThat(client.get(list).json()).hasSize(1);
    }

    @Test
    void aPutReplacesTheTicketAndNeedsSeverityAndImpact() throws Exception {
        client.patch(ticket, json("[{'op':'add','path':'poNumber','value':'P1'}]"));
        String body = "{'summary':'new','company':{'id':" + acme + "}%s}";
        var refused = client.write("PUT", ticket, json(body.formatted("")));
        assertThat(refused.json().path("errors").findValuesAsText("field"))
                .containsExactlyInAnyOrder("severity", "impact");
        JsonNode put = client.write("PUT", ticket, json(body.formatted(",'severity':'High','impact':'Low'")))
                .json();
        assertThat(put.path("summary").asText()).isEqualTo("new");
        assertThat(put.has("poNumber")).isFalse();
        assertThat(put.at("/_info/dateEntered").asText()).isNotEmpty();
        int note = post(ticket + "/notes", "{'text':'a','internalAnalysisFlag':true}")
                .path("id")
                .asInt();
        JsonNode replaced = client.write("PUT", ticket + "/notes/" + note, json("{'text':'b'}"))
                .json();
        assertThat(replaced.path("text").asText()).isEqualTo("b");
        assertThat(replaced.path("detailDescriptionFlag").asBoolean()).isTrue();
        assertThat(replaced.path("internalAnalysisFlag").asBoolean()).isFalse();
    }

    @Test
    void aTicketIsCopiedAndConverted() throws Exception {
        post(ticket + "/notes", "{'text':'a'}");
        int copy = post(ticket + "/copy", "{}").path("id").asInt();
        assertThat(copy).isNotEqualTo(id);
        assertThat(sim.ticket(copy).orElseThrow().notes()).isEmpty();
        var refused = client.post(ticket + "/convert", "{}");
        assertThat(refused.json().path("errors").findValuesAsText("field")).containsExactly("phase", "wbsCode");
        var converted = client.post(ticket + "/convert", json("{'phase':{'id':1},'wbsCode':'1.1'}"));
        assertThat(converted.status()).isEqualTo(200);
        assertThat(client.get(ticket).status()).isEqualTo(404);
        assertThat(client.get("/project/tickets/" + id)
                        .json()
                        .path("recordType")
                        .asText())
                .isEqualTo("ProjectTicket");
    }

    @Test
    void aConvertedTicketLeavesTheServiceTicketsUnlessItIsToldToStay() throws Exception {
        int other = sim.createTicket(Map.of("summary", "s", "company", Map.of("identifier", "AcmeInc")));
        sim.as("tina").convertToProject(id);
        assertThat(ids("/service/tickets")).containsExactly(other);
        assertThat(ids("/project/tickets")).containsExactly(id);
        assertThat(client.get("/project/tickets/count").json().path("count").asInt())
                .isEqualTo(1);
        for (String part : List.of("", "/notes", "/configurations", "/allNotes")) {
            assertThat(client.get(ticket + part).status()).as(part).isEqualTo(404);
        }
        assertThat(client.patch(ticket, "[{\"op\":\"replace\",\"path\":\"summary\",\"value\":\"x\"}]")
                        .json()
                        .path("code")
                        .asText())
                .isEqualTo("NotFound");
        assertThat(client.get("/project/tickets/" + other).status()).isEqualTo(404);
        sim.projectTicketsApart(false);
        assertThat(ids("/service/tickets")).containsExactly(id, other);
        assertThat(client.get(ticket).json().path("recordType").asText()).isEqualTo("ProjectTicket");
    }

    private List<Integer> ids(String list) throws Exception {
        List<Integer> ids = new ArrayList<>();
        client.get(list).json().forEach(row -> ids.add(row.path("id").asInt()));
        return ids;
    }

    @Test
    void aTicketMovedToABoardTakesItsDefaultStatusAndOneMovedToACompanyLosesItsContact() throws Exception {
        int jo = contact("Jo", acme);
        sim.as("tina").setContact(id, jo);
        assertThat(client.get(ticket).json().path("contact").path("id").asInt()).isEqualTo(jo);
        sim.as("tina").moveToBoard(id, "Help Desk");
        JsonNode moved = client.get(ticket).json();
        assertThat(moved.path("board").path("name").asText()).isEqualTo("Help Desk");
        assertThat(sim.board("Help Desk").statuses())
                .filteredOn(
                        status -> status.id() == moved.path("status").path("id").asInt())
                .singleElement()
                .matches(SimStatus::isDefault);
        sim.as("tina").setCompany(id, "Globex");
        assertThat(client.get(ticket).json().has("contact")).isFalse();
        assertThat(client.get(ticket).json().has("contactName")).isFalse();
    }

    @Test
    void contactAndAgreementMustBeThere() throws Exception {
        int jo = contact("Jo", acme);
        int foreign = contact("Al", sim.company("Globex").id());
        int agreement = agreement(jo);
        String patch = "[{'op':'replace','path':'contact','value':{'id':%d}},"
                + "{'op':'replace','path':'agreement','value':{'id':%d}}]";
        JsonNode patched =
                client.patch(ticket, json(patch.formatted(jo, agreement))).json();
        assertThat(patched.path("contactName").asText()).isEqualTo("Jo");
        assertThat(patched.path("agreementType").asText()).isEqualTo("Managed Services");
        var refused = client.patch(ticket, json(patch.formatted(foreign, 9)));
        assertThat(refused.json().path("errors").findValuesAsText("field"))
                .containsExactly("contact/id", "agreement/id");
    }

    @Test
    void additionsAreOfProductsAndAgreementsExpire() throws Exception {
        int agreement = agreement(contact("Jo", acme));
        post(
                "/procurement/catalog",
                "{'identifier':'EDR','description':'EDR seat','customerDescription':'c','subcategory':{'id':1},"
                        + "'type':{'id':1},'price':4.5,'cost':2}");
        String list = "/finance/agreements/" + agreement + "/additions";
        JsonNode added = post(list, "{'product':{'identifier':'edr'},'billCustomer':'Billable','quantity':10}");
        assertThat(added.path("extPrice").asDouble()).isEqualTo(45.0);
        assertThat(added.path("agreementId").asInt()).isEqualTo(agreement);
        var refused = client.post(list, json("{'product':{'identifier':'none'}}"));
        assertThat(refused.json().path("errors").findValuesAsText("field"))
                .containsExactly("billCustomer", "product/identifier");
        assertThat(client.get("/finance/agreements/4/additions").status()).isEqualTo(404);
        JsonNode over = client.patch(
                        "/finance/agreements/" + agreement,
                        json("[{'op':'add','path':'endDate','value':'2026-01-01T00:00:00Z'}]"))
                .json();
        assertThat(over.path("agreementStatus").asText()).isEqualTo("Expired");
        assertThat(client.conditions("/finance/agreements", "agreementStatus='Expired'")
                        .json())
                .hasSize(1);
        int type = over.at("/type/id").asInt();
        assertThat(client.write("DELETE", "/finance/agreements/types/" + type, "")
                        .status())
                .isEqualTo(409);
        assertThat(client.write("DELETE", "/finance/agreements/" + agreement, "")
                        .status())
                .isEqualTo(204);
    }

    @Test
    void loggedTimeRaisesTheHoursOfItsTicket() throws Exception {
        String body = "{'chargeToType':'ServiceTicket','chargeToId':" + id + ",'notes':'worked',"
                + "'timeStart':'2026-11-20T08:00:00Z','timeEnd':'2026-11-20T09:30:00Z','actualHours':7}";
        int entry = post("/time/entries", body).path("id").asInt();
        assertThat(sim.ticket(id).orElseThrow().actualHours()).isEqualTo(1.5);
        assertThat(client.get(ticket + "/timeentries").json().at("/0/id").asInt())
                .isEqualTo(entry);
        assertThat(client.get(ticket + "/allNotes").json().at("/0/noteType").asText())
                .isEqualTo("TimeEntryNote");
        String shorter = "[{'op':'replace','path':'timeEnd','value':'2026-11-20T08:30:00Z'}]";
        assertThat(client.patch("/time/entries/" + entry, json(shorter))
                        .json()
                        .path("actualHours")
                        .asDouble())
                .isEqualTo(0.5);
        assertThat(sim.ticket(id).orElseThrow().actualHours()).isEqualTo(0.5);
        assertThat(client.write("DELETE", "/time/entries/" + entry, "").status())
                .isEqualTo(204);
        assertThat(sim.ticket(id).orElseThrow().actualHours()).isZero();
        assertThat(fault(client.post("/time/entries", "{}")).path("field").asText())
                .isEqualTo("timeStart");
        var milliseconds = client.post("/time/entries", json("{'timeStart':'2026-11-20T08:00:00.123Z'}"));
        assertThat(milliseconds.json().path("message").asText()).isEqualTo("Unsupported format applied to timeStart");
        assertThat(client.get("/time/workTypes").json()).hasSize(2);
        assertThat(client.get("/time/workRoles/1").json().path("name").asText()).isEqualTo("Engineer");
    }

    @Test
    void aWorkRoleIsMadeOnceAndStaysWhileTimeIsLoggedWithIt() throws Exception {
        var made = client.post("/time/workRoles", json("{'name':'Trainee','addAllLocations':true}"));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(made.json().has("addAllLocations")).isFalse();
        String role = "/time/workRoles/" + made.json().path("id").asText();
        assertThat(fault(client.post("/time/workRoles", json("{'name':'trainee'}")))
                        .path("code")
                        .asText())
                .isEqualTo("ObjectExists");
        assertThat(fault(client.post("/time/workTypes", json("{'name':'Night','billTime':'Billable','rate':1}")))
                        .path("field")
                        .asText())
                .isEqualTo("rateType");
        var entry = client.post(
                "/time/entries",
                json(
                        "{'timeStart':'2026-11-20T08:00:00Z','timeEnd':'2026-11-20T09:00:00Z','chargeToType':'ServiceTicket',"
                                + "'chargeToId':" + id + ",'workRole':{'name':'Trainee'}}"));
        assertThat(entry.status()).as(entry.text()).isEqualTo(201);
        assertThat(client.write("DELETE", role, "").status()).isEqualTo(409);
        String one = "/time/entries/" + entry.json().path("id").asText();
        assertThat(client.write("DELETE", one, "").status()).isEqualTo(204);
        assertThat(client.write("DELETE", role, "").status()).isEqualTo(204);
    }

    @Test
    void whatIsNotHeldIsAnEmptyListOfTicketsThatAreThere() throws Exception {
        for (String name : List.of("activities", "products", "scheduleentries", "documents")) {
            assertThat(client.get(ticket + "/" + name).json()).as(name).isEmpty();
            assertThat(client.get("/service/tickets/4/" + name).status())
                    .as(name)
                    .isEqualTo(404);
        }
    }
}
