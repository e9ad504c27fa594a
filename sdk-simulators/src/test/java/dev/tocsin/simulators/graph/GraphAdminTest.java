package dev.tocsin.simulators.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.simulators.graph.Client.Reply;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GraphAdminTest {
    private final GraphSimulator simulator = GraphSimulator.builder()
            .tenant(TenantSeed.of("contoso.example")
                    .user(Map.of("displayName", "Ann"))
                    .consented())
            .start();
    private final SimTenant contoso = simulator.tenant("contoso.example");
    private final Client client = new Client(simulator, "contoso.example").login();

    @AfterEach
    void stop() {
        simulator.close();
    }

    private Reply drive(String path, String body) {
        return client.post(simulator.loginUri() + "/simulator/" + path, body);
    }

    private Reply look(String path) {
        return client.get(simulator.loginUri() + "/simulator/" + path);
    }

    @Test
    void usersAreChangedFromOutside() {
        String ann = "\"tenant\":\"contoso.example\",\"user\":\"ann@contoso.example\"";
        assertThat(drive("users", "{" + ann + ",\"action\":\"edit\",\"fields\":{\"mobilePhone\":\"+1 2\"}}")
                        .status())
                .isEqualTo(200);
        assertThat(contoso.user("ann@contoso.example").mobilePhone()).isEqualTo("+1 2");
        drive("users", "{" + ann + ",\"action\":\"disable\"}");
        assertThat(contoso.user("ann@contoso.example").accountEnabled()).isFalse();
        drive("users", "{" + ann + ",\"action\":\"enable\"}");
        assertThat(contoso.user("ann@contoso.example").accountEnabled()).isTrue();
        drive("users", "{" + ann + ",\"action\":\"delete\"}");
        assertThat(contoso.userCount()).isZero();
        drive("users", "{" + ann + ",\"action\":\"restore\"}");
        assertThat(contoso.userCount()).isOne();
        drive("users", "{" + ann + ",\"action\":\"purge\"}");
        assertThat(contoso.userCount()).isZero();
        assertThat(drive("users", "{" + ann + ",\"action\":\"add\",\"fields\":{\"displayName\":\"Bob\"}}")
                        .json()
                        .path("id")
                        .asText())
                .isEqualTo(contoso.user("bob@contoso.example").id());
        assertThat(drive("users", "{" + ann + ",\"action\":\"eat\"}").text()).contains("action: must be");
        assertThat(drive("users", "{\"tenant\":\"x.example\"}").status()).isEqualTo(400);
        assertThat(drive("users", "nonsense").status()).isEqualTo(400);
    }

    @Test
    void eventsAndConsentsHappenFromOutside() {
        String alert = drive(
                        "events", "{\"tenant\":\"contoso.example\",\"kind\":\"alert\",\"fields\":{\"title\":\"x\"}}")
                .json()
                .path("id")
                .asText();
        drive(
                "events",
                "{\"tenant\":\"contoso.example\",\"kind\":\"status\",\"id\":\"" + alert
                        + "\",\"status\":\"resolved\"}");
        assertThat(client.get("/security/alerts_v2")
                        .rows()
                        .get(0)
                        .path("status")
                        .asText())
                .isEqualTo("resolved");
        drive("events", "{\"tenant\":\"contoso.example\",\"kind\":\"audit\"}");
        drive("events", "{\"tenant\":\"contoso.example\",\"kind\":\"signIn\"}");
        assertThat(client.get("/auditLogs/directoryAudits").rows()).hasSize(1);
        assertThat(client.get("/auditLogs/signIns").rows()).hasSize(1);
        assertThat(drive("events", "{\"tenant\":\"contoso.example\",\"kind\":\"?\"}")
                        .status())
                .isEqualTo(400);
        drive("consent", "{\"tenant\":\"contoso.example\",\"action\":\"revoke\"}");
        assertThat(contoso.granted()).isEmpty();
        drive("consent", "{\"tenant\":\"contoso.example\",\"action\":\"grant\",\"permissions\":[\"Mail.Send\"]}");
        assertThat(look("tenants").json().at("/0/granted/0").asText()).isEqualTo("Mail.Send");
        assertThat(drive("consent", "{\"tenant\":\"contoso.example\",\"action\":\"?\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void mailsRequestsAndFaultsAreSeenFromOutside() {
        assertThat(drive("faults", "{\"kind\":\"error-after-commit\",\"status\":503,\"path\":\"/users/*/sendMail\"}")
                        .status())
                .isEqualTo(200);
        String mail = "{\"message\":{\"subject\":\"s\",\"toRecipients\":[{\"emailAddress\":{\"address\":\"a@b.c\"}}]}}";
        assertThat(client.post("/users/ann@contoso.example/sendMail", mail).status())
                .isEqualTo(503);
        assertThat(look("mails").json().at("/0/to/0").asText()).isEqualTo("a@b.c");
        assertThat(look("requests").json().findValuesAsText("fault")).contains("ERROR_AFTER_COMMIT");
        assertThat(look("requests").text()).doesNotContain(simulator.clientSecret());
        assertThat(look("nothing").status()).isEqualTo(404);
        assertThat(simulator.describe()).contains("mail of ann@contoso.example").contains("503 POST");
        assertThat(simulator.requests().all()).noneMatch(r -> r.path().startsWith("/simulator"));
    }

    @Test
    void aPageOfAnotherSiteMayNotDriveIt() {
        Reply refused = Client.send(client.request(simulator.loginUri() + "/simulator/mails")
                .header("Origin", "http://evil.example")
                .build());
        assertThat(refused.status()).isEqualTo(403);
    }
}
