package dev.tocsin.simulators.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.graph.Client.Reply;
import dev.tocsin.simulators.http.Fault;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatchTest {
    private final TestClock clock = new TestClock();
    private final GraphSimulator simulator = GraphSimulator.builder()
            .clock(clock)
            .tenant(TenantSeed.of("contoso.example")
                    .users(30)
                    .user(Map.of("displayName", "Sender"))
                    .consented())
            .start();
    private final List<SimUser> users = simulator.tenant("contoso.example").users();
    private final Client client = new Client(simulator, "contoso.example").login();
    private final ObjectNode batch = Client.JSON.createObjectNode();
    private final ArrayNode requests = batch.putArray("requests");

    @AfterEach
    void stop() {
        simulator.close();
    }

    private ObjectNode get(String id, String url) {
        return requests.addObject().put("id", id).put("method", "GET").put("url", url);
    }

    private ObjectNode mail(String id) {
        ObjectNode request =
                requests.addObject().put("id", id).put("method", "POST").put("url", "/users/" + sender() + "/sendMail");
        request.putObject("headers").put("Content-Type", "application/json");
        request.putObject("body")
                .putObject("message")
                .put("subject", "batched")
                .putArray("toRecipients")
                .addObject()
                .putObject("emailAddress")
                .put("address", "a@b.example");
        return request;
    }

    private String sender() {
        return users.get(30).id();
    }

    private Reply send() {
        return client.post("/$batch", batch.toString());
    }

    private Map<String, JsonNode> items() {
        Reply reply = send();
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        Map<String, JsonNode> items = new HashMap<>();
        reply.json().path("responses").forEach(item -> items.put(item.path("id").asText(), item));
        return items;
    }

    @Test
    void twentyRequestsAreAnsweredInAnotherOrderEachWithItsOwnStatus() {
        for (int i = 0; i < 18; i++) {
            get("u" + i, "/users/" + users.get(i).id() + "?$select=id");
        }
        get("none", "users/nobody@contoso.example");
        get("wrong", "/nonsense");
        Reply reply = send();
        List<String> ids = reply.json().path("responses").findValuesAsText("id").stream()
                .filter(id -> !id.contains("-"))
                .toList();
        assertThat(ids).hasSize(20).isNotEqualTo(ids.stream().sorted().toList());
        assertThat(ids.get(0)).isNotEqualTo("u0");
        Map<String, JsonNode> items = items();
        for (int i = 0; i < 18; i++) {
            assertThat(items.get("u" + i).at("/body/id").asText())
                    .isEqualTo(users.get(i).id());
            assertThat(items.get("u" + i).at("/headers/Content-Type").asText()).contains("json");
        }
        assertThat(items.get("none").path("status").asInt()).isEqualTo(404);
        assertThat(items.get("none").at("/body/error/code").asText()).isEqualTo("Request_ResourceNotFound");
        assertThat(items.get("wrong").path("status").asInt()).isEqualTo(400);
        assertThat(simulator.requests().count("POST", "/$batch")).isEqualTo(2);
        assertThat(simulator.batchRequests().count("GET", "/users/*")).isEqualTo(38);
    }

    @Test
    void headersAndBodiesBelongToEachRequest() {
        get("s", "/users?$search=" + Client.encode("\"displayName:Sender\""))
                .putObject("headers")
                .put("ConsistencyLevel", "eventual");
        mail("m");
        Map<String, JsonNode> items = items();
        assertThat(items.get("s").at("/body/value/0/displayName").asText()).isEqualTo("Sender");
        assertThat(items.get("m").path("status").asInt()).isEqualTo(202);
        assertThat(items.get("m").has("body")).isFalse();
        assertThat(simulator.mails()).hasSize(1);
    }

    @Test
    void aBatchThatIsNotWellFormedIsRefusedAsAWhole() {
        assertThat(send().status()).as("empty").isEqualTo(400);
        get("1", "/users");
        get("1", "/users");
        assertThat(send().text()).contains("has already been used");
        requests.removeAll();
        for (int i = 0; i <= 20; i++) {
            get("" + i, "/users");
        }
        assertThat(send().text()).contains("maximum value of 20");
        requests.removeAll();
        get("", "/users");
        assertThat(send().status()).isEqualTo(400);
        requests.removeAll();
        mail("1").remove("headers");
        assertThat(send().text()).contains("Content-Type");
        requests.removeAll();
        get("1", "/$batch");
        assertThat(send().status()).isEqualTo(400);
        assertThat(client.post("/$batch", "[]").status()).isEqualTo(400);
        assertThat(client.get("/$batch").status()).isEqualTo(405);
        assertThat(new Client(simulator, "contoso.example")
                        .post("/$batch", "{}")
                        .status())
                .isEqualTo(401);
        assertThat(simulator.mails()).isEmpty();
    }

    @Test
    void whatDependsOnAFailedRequestFails() {
        mail("c").putArray("dependsOn").add("B");
        get("b", "/users/nobody").putArray("dependsOn").add("a");
        get("a", "/organization");
        Map<String, JsonNode> items = items();
        assertThat(items.get("a").path("status").asInt()).isEqualTo(200);
        assertThat(items.get("b").path("status").asInt()).isEqualTo(404);
        assertThat(items.get("c").path("status").asInt()).isEqualTo(424);
        assertThat(items.get("c").at("/body/error/innerError/date").asText()).isEqualTo("2026-11-20T10:00:00");
        assertThat(simulator.mails()).isEmpty();
        requests.removeAll();
        get("x", "/organization").putArray("dependsOn").add("y");
        assertThat(send().text()).contains("not in the batch");
        get("y", "/organization").putArray("dependsOn").add("x");
        assertThat(send().text()).contains("circle");
    }

    @Test
    void oneRequestIsThrottledOnDemandWithItsOwnRetryAfter() {
        simulator.batchFaults().next(1, Fault.tooManyRequests(Duration.ofSeconds(7)), "GET", "/users/*");
        get("1", "/users/" + users.get(0).id());
        get("2", "/users/" + users.get(1).id());
        Map<String, JsonNode> items = items();
        assertThat(items.get("1").path("status").asInt()).isEqualTo(429);
        assertThat(items.get("1").at("/headers/Retry-After").asText()).isEqualTo("7");
        assertThat(items.get("2").path("status").asInt()).isEqualTo(200);
        assertThat(simulator.batchRequests().all().get(0).fault()).isPresent();
    }

    @Test
    void theLimitsHoldForEachRequestOfABatch() {
        simulator.throttling(Throttling.none().withIdentityUnits(5));
        for (int i = 0; i < 8; i++) {
            get("" + i, "/users/" + users.get(i).id());
        }
        clock.advance(Duration.ofSeconds(3));
        Map<String, JsonNode> items = items();
        assertThat(items.values().stream().filter(i -> i.path("status").asInt() == 200))
                .hasSize(5);
        List<JsonNode> refused = items.values().stream()
                .filter(i -> i.path("status").asInt() == 429)
                .toList();
        assertThat(refused)
                .hasSize(3)
                .allMatch(i -> i.at("/headers/Retry-After").asText().equals("10"));
        clock.advance(Duration.ofSeconds(10));
        assertThat(items().values())
                .filteredOn(i -> i.path("status").asInt() == 200)
                .hasSize(5);
    }

    @Test
    void faultsWithinABatchStrikeBeforeAndAfterItsRequestIsCarriedOut() {
        mail("1");
        simulator.batchFaults().next(1, Fault.errorBeforeCommit(503), "POST", "/users/*/sendMail");
        assertThat(items().get("1").path("status").asInt()).isEqualTo(503);
        assertThat(simulator.mails()).isEmpty();
        simulator.batchFaults().next(1, Fault.errorAfterCommit(503), "POST", "/users/*/sendMail");
        assertThat(items().get("1").path("status").asInt()).isEqualTo(503);
        assertThat(simulator.mails()).hasSize(1);
        simulator.batchFaults().next(1, Fault.dropBeforeCommit(), "POST", "/users/*/sendMail");
        assertThat(items().get("1").path("status").asInt()).isEqualTo(504);
        simulator.batchFaults().next(1, Fault.duplicate(), "POST", "/users/*/sendMail");
        assertThat(items().get("1").path("status").asInt()).isEqualTo(202);
        assertThat(simulator.mails()).hasSize(3);
        simulator.batchFaults().next(1, Fault.slow(Duration.ofSeconds(1)), "POST", "/users/*/sendMail");
        assertThat(items().get("1").path("status").asInt()).isEqualTo(202);
        assertThat(simulator.mails()).hasSize(4);
    }
}
