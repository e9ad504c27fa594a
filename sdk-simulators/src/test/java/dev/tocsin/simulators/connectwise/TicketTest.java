package dev.tocsin.simulators.connectwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TicketTest {
    private final TestClock clock = new TestClock();
    private final ConnectWiseSimulator sim = ConnectWiseSimulator.builder()
            .clock(clock)
            .ticketCustomField("Ref", "Text")
            .ticketCustomField("Tier", "Text", "gold", "silver")
            .ticketCustomField("Count", "Number")
            .start();
    private final Client client = new Client(sim);
    private final SimBoard security = sim.board("Security Alerts");
    private final SimBoard helpDesk = sim.board("Help Desk");
    private final int acme = sim.company("AcmeInc").id();

    @AfterEach
    void stop() {
        sim.close();
    }

    private JsonNode created(String body) throws Exception {
        var reply = client.post("/service/tickets", body);
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.json();
    }

    private int simple() throws Exception {
        return created("{'summary':'s','company':{'id':%d},'board':{'name':'Security Alerts'}}"
                        .formatted(acme)
                        .replace('\'', '"'))
                .path("id")
                .asInt();
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    private JsonNode fault(Client.Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        assertThat(reply.json().path("code").asText()).isEqualTo("InvalidObject");
        return reply.json().at("/errors/0");
    }

    @Test
    void aCreateExpandsReferencesFillsDefaultsAndOmitsNulls() throws Exception {
        JsonNode t = created(json("{'summary':'a\\nb','company':{'identifier':'acmeinc'},'externalXRef':'X1-A'}"));
        assertThat(t.path("summary").asText()).isEqualTo("a b");
        assertThat(t.at("/company/name").asText()).isEqualTo("Acme, Inc.");
        assertThat(t.at("/board/name").asText()).isEqualTo("Security Alerts");
        assertThat(t.at("/status/name").asText()).isEqualTo("New");
        assertThat(t.at("/priority/name").asText()).isEqualTo("Priority 3 - Normal");
        assertThat(t.at("/site/name").asText()).isEqualTo("Main");
        assertThat(t.path("closedFlag").asBoolean()).isFalse();
        assertThat(t.has("owner")).isFalse();
        assertThat(t.has("closedDate")).isFalse();
        assertThat(t.at("/_info/enteredBy").asText()).isEqualTo("TocsinApi");
        assertThat(t.at("/_info/dateEntered").asText()).isEqualTo("2026-11-20T10:00:00Z");
        assertThat(t.at("/status/_info/status_href").asText())
                .startsWith(sim.baseUri().toString());
    }

    @Test
    void theInitialTextsBecomeNotesAndAreNeverReturned() throws Exception {
        JsonNode t = created(json("{'summary':'s','company':{'id':%d},'initialDescription':'one\\ntwo',"
                        + "'initialInternalAnalysis':'secret','processNotifications':false}")
                .formatted(acme));
        assertThat(t.has("initialDescription")).isFalse();
        assertThat(t.has("processNotifications")).isFalse();
        JsonNode notes = client.get("/service/tickets/" + t.path("id").asInt() + "/notes")
                .json();
        assertThat(notes).hasSize(2);
        assertThat(notes.at("/0/text").asText()).isEqualTo("one\ntwo");
        assertThat(notes.at("/0/detailDescriptionFlag").asBoolean()).isTrue();
        assertThat(notes.at("/1/internalAnalysisFlag").asBoolean()).isTrue();
        assertThat(notes.at("/1/createdBy").asText()).isEqualTo("TocsinApi");
    }

    @Test
    void aSummaryIsRequiredAndAtMostAHundredCharacters() throws Exception {
        var missing = client.post("/service/tickets", "{}");
        assertThat(missing.json().path("errors")).hasSize(2);
        assertThat(fault(missing).path("code").asText()).isEqualTo("MissingRequiredField");
        String body = json("{'summary':'%s','company':{'id':%d}}");
        assertThat(client.post("/service/tickets", body.formatted("x".repeat(100), acme))
                        .status())
                .isEqualTo(201);
        JsonNode tooLong = fault(client.post("/service/tickets", body.formatted("x".repeat(101), acme)));
        assertThat(tooLong.path("code").asText()).isEqualTo("MaxLengthField");
        assertThat(tooLong.path("message").asText())
                .isEqualTo("The field summary must be a string with a maximum length of 100.");
    }

    @Test
    void aStatusOfAnotherBoardIsNotFound() throws Exception {
        int foreign = helpDesk.status("New").id();
        JsonNode fault = fault(client.post(
                "/service/tickets",
                json("{'summary':'s','company':{'id':%d},'board':{'id':%d},'status':{'id':%d}}")
                        .formatted(acme, security.id(), foreign)));
        assertThat(fault.path("code").asText()).isEqualTo("NotFound");
        assertThat(fault.path("field").asText()).isEqualTo("status/id");
        assertThat(fault.path("message").asText())
                .isEqualTo("Service Status " + foreign + " not found for Service Board " + security.id());
    }

    @Test
    void subTypeAndItemMustBeAssociated() throws Exception {
        String body = "{'summary':'s','company':{'id':%d},'board':{'name':'Security Alerts'},'type':{'name':'%s'},"
                + "'subType':{'name':'%s'},'item':{'name':'%s'}}";
        assertThat(created(json(body.formatted(acme, "Malware", "Virus", "Workstation")))
                        .at("/item/name")
                        .asText())
                .isEqualTo("Workstation");
        assertThat(fault(client.post("/service/tickets", json(body.formatted(acme, "Identity", "Virus", "Server"))))
                        .path("field")
                        .asText())
                .isEqualTo("subType/id");
        assertThat(fault(client.post(
                                "/service/tickets", json(body.formatted(acme, "Malware", "Ransomware", "Workstation"))))
                        .path("field")
                        .asText())
                .isEqualTo("item/id");
    }

    @Test
    void deletedHeldAndUnknownCompaniesAndForeignSitesAreRefused() throws Exception {
        String body = "{'summary':'s','company':{'identifier':'%s'}}";
        for (String refused : List.of("GoneCo", "HoldCo", "Nobody")) {
            assertThat(fault(client.post("/service/tickets", json(body.formatted(refused))))
                            .path("field")
                            .asText())
                    .as(refused)
                    .startsWith("company/");
        }
        int foreign = sim.company("Globex").sites().get(0).id();
        assertThat(fault(client.post(
                                "/service/tickets",
                                json("{'summary':'s','company':{'id':%d},'site':{'id':%d}}")
                                        .formatted(acme, foreign)))
                        .path("field")
                        .asText())
                .isEqualTo("site/id");
    }

    @Test
    void aValueOfTheWrongJsonTypeCannotBeConverted() throws Exception {
        var reply = client.post("/service/tickets", json("{'summary':'s','company':250}"));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("code").asText()).isEqualTo("ConnectWiseApi");
        assertThat(reply.json().path("message").asText())
                .startsWith("Error converting value 250 to type '")
                .endsWith("CompanyReference'. Path 'company'.");
        assertThat(client.post("/service/tickets", "{not json").status()).isEqualTo(400);
        assertThat(client.post("/service/tickets", "[]").status()).isEqualTo(400);
        assertThat(client.post("/service/tickets", "").status()).isEqualTo(400);
    }

    @Test
    void aClosingStatusClosesAndReopeningClearsTheDate() throws Exception {
        int id = simple();
        clock.advance(Duration.ofMinutes(1));
        JsonNode closed = client.patch(
                        "/service/tickets/" + id,
                        json("[{'op':'replace','path':'/status','value':{'name':'>Closed'}}]"))
                .json();
        assertThat(closed.path("closedFlag").asBoolean()).isTrue();
        assertThat(closed.path("closedDate").asText()).isEqualTo("2026-11-20T10:01:00Z");
        assertThat(closed.at("/_info/lastUpdated").asText()).isEqualTo("2026-11-20T10:01:00Z");
        JsonNode open = client.patch(
                        "/service/tickets/" + id, json("[{'op':'replace','path':'status','value':{'name':'new'}}]"))
                .json();
        assertThat(open.path("closedFlag").asBoolean()).isFalse();
        assertThat(open.has("closedDate")).isFalse();
    }

    @Test
    void aPathIntoAReferenceOrAReadOnlyFieldIsAFalse200() throws Exception {
        int id = simple();
        var reply = client.patch(
                "/service/tickets/" + id,
                json("[{'op':'replace','path':'company/identifier','value':'Globex'},"
                        + "{'op':'replace','path':'closedFlag','value':true}]"));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().at("/company/identifier").asText()).isEqualTo("AcmeInc");
        assertThat(reply.json().path("closedFlag").asBoolean()).isFalse();
    }

    @Test
    void patchPathsAreCaseSensitiveAndOperationsAreChecked() throws Exception {
        String path = "/service/tickets/" + simple();
        assertThat(fault(client.patch(path, json("[{'op':'replace','path':'Summary','value':'x'}]")))
                        .path("code")
                        .asText())
                .isEqualTo("InvalidField");
        assertThat(client.patch(path, json("[{'op':'move','path':'summary','value':'x'}]"))
                        .status())
                .isEqualTo(400);
        assertThat(client.patch(path, json("{'summary':'x'}")).status()).isEqualTo(400);
        assertThat(fault(client.patch(path, json("[{'op':'remove','path':'summary'}]")))
                        .path("code")
                        .asText())
                .isEqualTo("MissingRequiredField");
        assertThat(client.patch("/service/tickets/1", "[]")
                        .json()
                        .path("message")
                        .asText())
                .isEqualTo("Ticket 1 not found");
    }

    @Test
    void aPatchValidatesTheWholeStoredRecordAgain() throws Exception {
        int id = simple();
        sim.plantInTicket(id, "poNumber", "p".repeat(51));
        assertThat(fault(client.patch(
                                "/service/tickets/" + id, json("[{'op':'replace','path':'summary','value':'new'}]")))
                        .path("field")
                        .asText())
                .isEqualTo("poNumber");
        assertThat(sim.ticket(id).orElseThrow().summary()).isEqualTo("s");
    }

    @Test
    void movingTheBoardNeedsAStatusOfTheNewOne() throws Exception {
        int id = simple();
        assertThat(fault(client.patch(
                                "/service/tickets/" + id,
                                json("[{'op':'replace','path':'board','value':{'name':'Help Desk'}}]")))
                        .path("field")
                        .asText())
                .isEqualTo("status/id");
        sim.as("jdoe").moveToBoard(id, "Help Desk", "Assigned");
        assertThat(sim.ticket(id).orElseThrow().board().name()).isEqualTo("Help Desk");
    }

    @Test
    void aDeletedTicketIsGoneWithItsNotes() throws Exception {
        int id = simple();
        assertThat(client.write("DELETE", "/service/tickets/" + id, "").status())
                .isEqualTo(204);
        var gone = client.get("/service/tickets/" + id);
        assertThat(gone.status()).isEqualTo(404);
        assertThat(gone.json().path("code").asText()).isEqualTo("NotFound");
        assertThat(client.get("/service/tickets/" + id + "/notes").status()).isEqualTo(404);
        assertThat(client.write("DELETE", "/service/tickets/" + id, "").status())
                .isEqualTo(404);
    }

    @Test
    void notesAreWrittenChangedAndRemoved() throws Exception {
        int id = simple();
        String list = "/service/tickets/" + id + "/notes";
        int note = client.post(list, json("{'text':'hello','internalAnalysisFlag':true}"))
                .json()
                .path("id")
                .asInt();
        assertThat(fault(client.post(list, "{}")).path("field").asText()).isEqualTo("text");
        var patched = client.patch(list + "/" + note, json("[{'op':'replace','path':'text','value':'bye'}]"));
        assertThat(patched.json().path("text").asText()).isEqualTo("bye");
        sim.as("bsmith").logTime(id, Duration.ofMinutes(90), "worked");
        JsonNode all = client.get("/service/tickets/" + id + "/allNotes").json();
        assertThat(all.at("/0/noteType").asText()).isEqualTo("TicketNote");
        assertThat(all.at("/1/noteType").asText()).isEqualTo("TimeEntryNote");
        assertThat(all.at("/1/originalAuthor").asText()).isEqualTo("Bob Smith");
        assertThat(sim.ticket(id).orElseThrow().actualHours()).isEqualTo(1.5);
        assertThat(client.write("DELETE", list + "/" + note, "").status()).isEqualTo(204);
        assertThat(client.get(list + "/" + note).status()).isEqualTo(404);
        assertThat(client.get(list).json()).isEmpty();
    }

    @Test
    void aServerThatDropsTheReferenceSaysNothing() throws Exception {
        sim.storesExternalXRef(false);
        JsonNode t = created(
                json("{'summary':'s','company':{'id':%d},'externalXRef':'X1'}").formatted(acme));
        assertThat(t.has("externalXRef")).isFalse();
        assertThat(client.conditions("/service/tickets", "externalXRef='X1'").json())
                .isEmpty();
    }

    @Test
    void duringTheSearchLagATicketIsFoundByIdOnly() throws Exception {
        sim.searchLag(Duration.ofSeconds(30));
        int id = created(json("{'summary':'s','company':{'id':%d},'externalXRef':'X1'}")
                        .formatted(acme))
                .path("id")
                .asInt();
        assertThat(client.get("/service/tickets/" + id).status()).isEqualTo(200);
        assertThat(client.conditions("/service/tickets", "externalXRef='X1'").json())
                .isEmpty();
        assertThat(client.get("/service/tickets/count").json().path("count").asInt())
                .isZero();
        clock.advance(Duration.ofSeconds(30));
        assertThat(client.conditions("/service/tickets", "externalXRef='x1'").json())
                .hasSize(1);
        assertThat(client.post(
                                "/service/tickets/search",
                                json("{'conditions':'id=%d'}").formatted(id))
                        .json())
                .hasSize(1);
    }

    @Test
    void customFieldsAreDeclaredCheckedAndSurviveAPartialPatch() throws Exception {
        int id = created(json("{'summary':'s','company':{'id':%d},'customFields':[{'id':1,'value':'r'},"
                                + "{'caption':'tier','value':'gold'}]}")
                        .formatted(acme))
                .path("id")
                .asInt();
        String path = "/service/tickets/" + id;
        String patch = "[{'op':'replace','path':'/customFields','value':[{'id':3,'value':7}]}]";
        JsonNode fields = client.patch(path, json(patch)).json().path("customFields");
        assertThat(fields).hasSize(3);
        assertThat(fields.at("/0/value").asText()).isEqualTo("r");
        assertThat(fields.at("/2/value").asInt()).isEqualTo(7);
        assertThat(sim.ticket(id).orElseThrow().customFields()).containsEntry("Tier", "gold");
        for (String wrong : List.of("{'id':2,'value':'lead'}", "{'id':3,'value':'x'}", "{'id':9,'value':1}")) {
            assertThat(fault(client.patch(
                                    path, json("[{'op':'replace','path':'customFields','value':[" + wrong + "]}]")))
                            .path("field")
                            .asText())
                    .isEqualTo("customFields");
        }
        sim.omittedCustomFieldsAreCleared(true);
        assertThat(client.patch(path, json(patch)).json().at("/customFields/0").has("value"))
                .isFalse();
    }

    @Test
    void aMergeGivesTheChildrenTheStatusAndNamesTheParent() throws Exception {
        int parent = simple();
        int child = simple();
        var reply = client.post(
                "/service/tickets/" + parent + "/merge",
                json("{'mergeTicketIds':[%d],'status':{'name':'>Closed'}}").formatted(child));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.json().path("success").asBoolean()).isTrue();
        SimTicket merged = sim.ticket(child).orElseThrow();
        assertThat(merged.mergedInto()).hasValue(parent);
        assertThat(merged.closed()).isTrue();
        int second = simple();
        sim.as("jdoe").attach(parent, List.of(second));
        assertThat(sim.ticket(second).orElseThrow().parentTicketId()).hasValue(parent);
        assertThat(fault(client.post(
                                "/service/tickets/" + parent + "/attachChildren",
                                json("{'childTicketIds':[%d]}").formatted(parent)))
                        .path("field")
                        .asText())
                .isEqualTo("childTicketIds");
        assertThat(client.post("/service/tickets/" + parent + "/merge", "{}").status())
                .isEqualTo(400);
    }

    @Test
    void aPersonsWorkIsThatPersons() throws Exception {
        int id = simple();
        Person jane = sim.as("jdoe");
        jane.setOwner(id, "bsmith");
        jane.addInternalNote(id, "looked at it");
        jane.setPriority(id, "Priority 1 - Critical");
        jane.setStatus(id, "Waiting");
        jane.setSummary(id, "other");
        jane.setCompany(id, "Globex");
        jane.close(id);
        SimTicket t = sim.ticket(id).orElseThrow();
        assertThat(t.owner()).contains("bsmith");
        assertThat(t.updatedBy()).isEqualTo("jdoe");
        assertThat(t.closedAt()).isPresent();
        assertThat(t.company()).isEqualTo("Globex");
        assertThat(t.site()).isNotNull().extracting(SimRef::name).isEqualTo("Springfield");
        assertThat(t.notes()).singleElement().satisfies(n -> {
            assertThat(n.internal()).isTrue();
            assertThat(n.createdBy()).isEqualTo("jdoe");
        });
        assertThatThrownBy(() -> jane.setStatus(id, "Nowhere"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Service Status Nowhere not found for Service Board");
        assertThatThrownBy(() -> sim.as("nobody")).isInstanceOf(IllegalArgumentException.class);
        jane.delete(id);
        assertThat(sim.ticket(id)).isEmpty();
    }

    @Test
    void aStatusThatWasSwitchedOffKeepsItsTicketsButTakesNoNewOnes() throws Exception {
        int id = sim.createTicket(
                Map.of("summary", "s", "company", Map.of("id", acme), "status", Map.of("name", "Waiting")));
        sim.deactivateStatus("Security Alerts", "Waiting", true);
        assertThat(client.patch("/service/tickets/" + id, json("[{'op':'replace','path':'summary','value':'x'}]"))
                        .status())
                .isEqualTo(200);
        assertThatThrownBy(() -> sim.as("jdoe").setStatus(simple(), "Waiting"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
