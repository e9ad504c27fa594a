package dev.tocsin.simulators.connectwise;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AdminTest {
    private final ConnectWiseSimulator sim = ConnectWiseSimulator.builder().start();
    private final Client client = new Client(sim);

    @AfterEach
    void stop() {
        sim.close();
    }

    private Client.Reply admin(String method, String path, String body) throws Exception {
        return Client.send(HttpRequest.newBuilder(sim.siteUri().resolve("/simulator/" + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    @Test
    void ticketsAreShownWithTheirNotesAndNotLogged() throws Exception {
        sim.createTicket(
                Map.of("summary", "s", "company", Map.of("identifier", "AcmeInc"), "initialDescription", "first"));
        var reply = admin("GET", "tickets", "");
        assertThat(reply.json().at("/0/notes/0/text").asText()).isEqualTo("first");
        assertThat(sim.requests().total()).isZero();
    }

    @Test
    void anotherProcessArmsAndClearsFaults() throws Exception {
        var armed = admin(
                "POST",
                "faults",
                "{\"kind\":\"error-before-commit\",\"status\":503,\"count\":2,\"path\":\"/system/info\"}");
        assertThat(armed.json().at("/0").asText()).isEqualTo("ERROR_BEFORE_COMMIT * /system/info, next 2");
        assertThat(client.get("/system/info").status()).isEqualTo(503);
        assertThat(admin("DELETE", "faults", "").json()).isEmpty();
        assertThat(client.get("/system/info").status()).isEqualTo(200);
        assertThat(admin("GET", "requests", "").json().at("/0/fault").asText()).isEqualTo("ERROR_BEFORE_COMMIT");
        assertThat(admin("POST", "late-commits", "").json().path("committed").asInt())
                .isZero();
    }

    @Test
    void anotherProcessSetsTheLatency() throws Exception {
        assertThat(admin("POST", "latency", "{\"millis\":1}")
                        .json()
                        .path("millis")
                        .asInt())
                .isEqualTo(1);
        assertThat(client.get("/system/info").status()).isEqualTo(200);
        assertThat(admin("POST", "latency", "{\"millis\":-1}").status()).isEqualTo(400);
        assertThat(admin("POST", "latency", "{}").status()).isEqualTo(400);
    }

    @Test
    void aWrongFaultIsRefusedWithTheLegalOnes() throws Exception {
        var reply = admin("POST", "faults", "{\"kind\":\"EXPLODE\"}");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("message").asText()).contains("EXPLODE").contains("DROP_AFTER_COMMIT");
        assertThat(admin("POST", "faults", "{\"kind\":\"SLOW\",\"probability\":7}")
                        .status())
                .isEqualTo(400);
        assertThat(admin("GET", "nothing", "").status()).isEqualTo(404);
    }

    @Test
    void aBrowserOfAnotherSiteIsKeptOut() throws Exception {
        var reply = Client.send(HttpRequest.newBuilder(sim.siteUri().resolve("/simulator/tickets"))
                .header("Origin", "https://elsewhere.example")
                .build());
        assertThat(reply.status()).isEqualTo(403);
    }
}
