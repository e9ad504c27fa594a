package dev.tocsin.simulators.connectwise;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.tocsin.simulators.connectwise.CallbackDelivery.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CallbackTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final ConnectWiseSimulator sim = ConnectWiseSimulator.builder()
            .callbackRetries(Duration.ZERO, Duration.ZERO)
            .start();
    private final Client client = new Client(sim);
    private final int acme = sim.company("AcmeInc").id();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final Queue<Integer> statuses = new ConcurrentLinkedQueue<>();
    private HttpServer receiver = null;

    private record Received(String query, String signature, String body) {
        JsonNode json() {
            try {
                return Client.JSON.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @BeforeEach
    void listen() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            received.add(new Received(
                    exchange.getRequestURI().getRawQuery(),
                    exchange.getRequestHeaders().getFirst("x-content-signature"),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            Integer status = statuses.poll();
            exchange.sendResponseHeaders(status == null ? 204 : status, -1);
            exchange.close();
        });
        receiver.start();
    }

    @AfterEach
    void stop() {
        sim.close();
        receiver.stop(0);
    }

    private String url() {
        return "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook?recordId=";
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    private Client.Reply register(String type, String level, int objectId, String more) throws Exception {
        return client.post(
                "/system/callbacks",
                json("{'url':'%s','type':'%s','level':'%s','objectId':%d%s}")
                        .formatted(url(), type, level, objectId, json(more)));
    }

    private int ticket() {
        return sim.createTicket(Map.of("summary", "s", "company", Map.of("id", acme)));
    }

    private void settle() throws InterruptedException {
        assertThat(sim.callbacks().awaitDeliveries(LONG)).isTrue();
    }

    @Test
    void anEntryKeepsTheVendorsRules() throws Exception {
        JsonNode entry = register("Ticket", "OWNER", 0, "").json();
        assertThat(entry.path("objectId").asInt()).isEqualTo(1);
        assertThat(entry.path("payloadVersion").asText()).isEqualTo("3.0.0");
        JsonNode twin = register("ticket", "owner", 1, "").json().at("/errors/0");
        assertThat(twin.path("code").asText()).isEqualTo("ObjectExists");
        assertThat(twin.path("field").asText()).isEqualTo("objectId");
        assertThat(twin.path("message").asText()).isEqualTo("A matching callback entry already exists");
        var wrong = client.post(
                "/system/callbacks", json("{'url':'nowhere','type':'ticket','level':'company','objectId':1}"));
        assertThat(wrong.json().path("errors").findValuesAsText("message"))
                .containsExactlyInAnyOrder("Unrecognized level for type ticket", "Invalid URL");
        assertThat(client.post("/system/callbacks", "{}").json().path("errors").findValuesAsText("field"))
                .containsExactlyInAnyOrder("url", "objectId", "type", "level");
        String path = "/system/callbacks/" + entry.path("id").asInt();
        assertThat(client.patch(path, json("[{'op':'replace','path':'inactiveFlag','value':true}]"))
                        .json()
                        .path("inactiveFlag")
                        .asBoolean())
                .isTrue();
        assertThat(client.write("DELETE", path, "").status()).isEqualTo(204);
        assertThat(client.get("/system/callbacks/count").json().path("count").asInt())
                .isZero();
    }

    @Test
    void everyChangeOfATicketIsDeliveredSigned() throws Exception {
        int callback = register("ticket", "owner", 0, "").json().path("id").asInt();
        int id = ticket();
        sim.as("jdoe").setSummary(id, "other");
        client.write("DELETE", "/service/tickets/" + id, "");
        settle();
        assertThat(received)
                .extracting(Received::query)
                .containsExactly(
                        "recordId=" + id + "&action=added",
                        "recordId=" + id + "&action=updated",
                        "recordId=" + id + "&action=deleted");
        JsonNode updated = received.get(1).json();
        assertThat(updated.path("MemberId").asText()).isEqualTo("jdoe");
        assertThat(updated.path("Type").asText()).isEqualTo("ticket");
        assertThat(updated.path("ID").asInt()).isEqualTo(id);
        assertThat(updated.path("CallbackObjectRecId").asInt()).isEqualTo(callback);
        assertThat(Client.JSON
                        .readTree(updated.path("Entity").asText())
                        .path("summary")
                        .asText())
                .isEqualTo("other");
        assertThat(received.get(2).json().path("Entity").isNull()).isTrue();
        URI key = URI.create(updated.at("/Metadata/key_url").asText());
        String signingKey = Client.send(HttpRequest.newBuilder(key).GET().build())
                .json()
                .path("signing_key")
                .asText();
        Mac mac = Mac.getInstance("HmacSHA256");
        byte[] secret = MessageDigest.getInstance("SHA-256").digest(signingKey.getBytes(StandardCharsets.UTF_8));
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        assertThat(received.get(1).signature())
                .isEqualTo(Base64.getEncoder()
                        .encodeToString(mac.doFinal(received.get(1).body().getBytes(StandardCharsets.UTF_8))));
        assertThat(Client.send(HttpRequest.newBuilder(URI.create(key.toString().replace("&id=", "&id=9")))
                                .GET()
                                .build())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aLevelLimitsWhatIsDelivered() throws Exception {
        int first = ticket();
        register("ticket", "ticket", first, "");
        register("ticket", "board", sim.board("Help Desk").id(), "");
        register("company", "company", acme, "");
        register("configuration", "type", 11, "");
        int second = ticket();
        sim.as("jdoe").setSummary(first, "x");
        sim.as("jdoe").moveToBoard(second, "Help Desk", "New");
        sim.as("jdoe").renameCompany(acme, "Acme 2");
        sim.as("jdoe").renameCompany(sim.company("Globex").id(), "Globex 2");
        client.post("/company/configurations", json("{'name':'n','type':{'id':11},'company':{'id':" + acme + "}}"));
        settle();
        List<String> told = received.stream()
                .map(r -> r.json().path("Type").asText() + " " + r.query())
                .toList();
        assertThat(told)
                .hasSize(4)
                .startsWith(
                        "ticket recordId=" + first + "&action=updated",
                        "ticket recordId=" + second + "&action=updated",
                        "company recordId=" + acme + "&action=updated");
        assertThat(told.get(3)).startsWith("configuration ").endsWith("&action=added");
    }

    @Test
    void ownChangesAndThoseMarkedAsQuietAreNotDelivered() throws Exception {
        register("ticket", "owner", 1, ",'isSelfSuppressedFlag':true");
        int id = ticket();
        settle();
        assertThat(received).isEmpty();
        sim.as("jdoe").setSummary(id, "by a person");
        settle();
        assertThat(received).hasSize(1);
        client.patch("/system/callbacks/1", json("[{'op':'replace','path':'isSelfSuppressedFlag','value':false}]"));
        client.patch(
                "/service/tickets/" + id,
                json("[{'op':'replace','path':'summary','value':'q'},"
                        + "{'op':'replace','path':'skipCallback','value':true}]"));
        settle();
        assertThat(received).hasSize(1);
        client.patch("/service/tickets/" + id, json("[{'op':'replace','path':'summary','value':'r'}]"));
        settle();
        assertThat(received).hasSize(2);
    }

    @Test
    void onlyFourStatusesAreRepeatedAndOnlyTwice() throws Exception {
        register("ticket", "owner", 1, "");
        statuses.addAll(List.of(429, 404, 204));
        ticket();
        settle();
        statuses.addAll(List.of(409, 419, 404));
        ticket();
        settle();
        statuses.add(500);
        ticket();
        settle();
        assertThat(sim.callbacks().deliveries())
                .extracting(CallbackDelivery::outcome)
                .containsExactly(Outcome.DELIVERED, Outcome.REFUSED, Outcome.REFUSED);
        assertThat(sim.callbacks().deliveries())
                .extracting(CallbackDelivery::statuses)
                .containsExactly(List.of(429, 404, 204), List.of(409, 419, 404), List.of(500));
    }

    @Test
    void nothingLeavesThisMachine() throws Exception {
        client.post(
                "/system/callbacks",
                json("{'url':'https://hooks.example/?recordId=','type':'ticket','level':'owner','objectId':1}"));
        ticket();
        settle();
        assertThat(sim.callbacks().deliveries())
                .singleElement()
                .extracting(CallbackDelivery::outcome)
                .isEqualTo(Outcome.UNDELIVERABLE);
    }

    @Test
    void deliveriesCanBeWithheldDuplicatedAndReordered() throws Exception {
        register("ticket", "owner", 1, "");
        sim.callbacks().withhold(true);
        int first = ticket();
        int second = ticket();
        settle();
        assertThat(received).isEmpty();
        assertThat(sim.callbacks().withheld()).isEqualTo(2);
        sim.callbacks().reorder(true);
        sim.callbacks().withhold(false);
        settle();
        assertThat(ids()).containsExactly(second, first);
        received.clear();
        int third = ticket();
        int fourth = ticket();
        int fifth = ticket();
        settle();
        assertThat(ids()).containsExactly(fourth, third, fifth);
        sim.callbacks().reorder(false);
        sim.callbacks().duplicate(true);
        received.clear();
        ticket();
        settle();
        assertThat(received).hasSize(2);
        assertThat(received.get(0).body()).isEqualTo(received.get(1).body());
    }

    private List<Integer> ids() {
        List<Integer> ids = new ArrayList<>();
        received.forEach(r -> ids.add(r.json().path("ID").asInt()));
        return ids;
    }
}
