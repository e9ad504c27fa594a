package dev.tocsin.simulators.connectwise;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccessTest {
    private final TestClock clock = new TestClock();
    private final ConnectWiseSimulator sim =
            ConnectWiseSimulator.builder().clock(clock).start();
    private final Client client = new Client(sim);

    @AfterEach
    void stop() {
        sim.close();
    }

    private static String basic(String text) {
        return "Basic " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private HttpRequest.Builder bare(String path) {
        return HttpRequest.newBuilder(URI.create(sim.baseUri() + path));
    }

    @Test
    void goodKeysOpenAndEveryAnswerNamesItsRequest() throws Exception {
        var reply = client.get("/system/info");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("version").asText()).isEqualTo("v2026.1.12345");
        assertThat(reply.header("x-cw-request-id")).isNotEmpty();
        assertThat(reply.header("api-current-version")).isEqualTo("2026.4");
    }

    @Test
    void aMissingClientIdIsRefusedAlthoughTheKeysAreRight() throws Exception {
        var reply = Client.send(bare("/system/info")
                .header("Authorization", basic("TrainingCo+pub:priv"))
                .build());
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.json().path("code").asText()).isEqualTo("Unauthorized");
    }

    @Test
    void noAuthorizationIsNotAuthenticated() throws Exception {
        var reply = Client.send(
                bare("/system/info").header("clientId", sim.clientId()).build());
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.json().at("/errors/0/code").asText()).isEqualTo("UserNotAuthenticated");
    }

    @Test
    void wrongKeysAreRefusedInTheServersWords() throws Exception {
        for (String wrong :
                new String[] {"TrainingCo+pub:no", "Other+pub:priv", "TrainingCo+x:priv", "pub:priv", "+:"}) {
            var reply = Client.send(bare("/system/info")
                    .header("clientId", sim.clientId())
                    .header("Authorization", basic(wrong))
                    .build());
            assertThat(reply.status()).as(wrong).isEqualTo(401);
            assertThat(reply.json().path("message").asText()).isEqualTo("Incorrect public/private key");
        }
    }

    @Test
    void revokedKeysAreRefused() throws Exception {
        sim.revokeKeys(true);
        assertThat(client.get("/system/info").status()).isEqualTo(401);
        sim.revokeKeys(false);
        assertThat(client.get("/system/info").status()).isEqualTo(200);
    }

    @Test
    void aDeniedRightIsForbiddenUntilItIsGivenBack() throws Exception {
        sim.deny("GET", "/service/boards/**");
        var reply = client.get("/service/boards/21/statuses");
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.json().path("code").asText()).isEqualTo("Security");
        assertThat(client.get("/service/info/boards").status()).isEqualTo(200);
        sim.allowAll();
        assertThat(client.get("/service/boards/21/statuses").status()).isEqualTo(200);
    }

    @Test
    void theCodebaseIsDiscoveredWithoutKeysAndAnUnknownCompanyIsNull() throws Exception {
        var info = Client.send(HttpRequest.newBuilder(sim.siteUri().resolve("/login/companyinfo/trainingco"))
                .build());
        assertThat(info.status()).isEqualTo(200);
        assertThat(info.json().path("Codebase").asText()).isEqualTo("v2026_1/");
        assertThat(info.json().path("SiteUrl").asText()).isEqualTo(sim.siteUri().getAuthority());
        var unknown = Client.send(HttpRequest.newBuilder(sim.siteUri().resolve("/login/companyinfo/nobody"))
                .build());
        assertThat(unknown.status()).isEqualTo(200);
        assertThat(unknown.text()).isEqualTo("null");
    }

    @Test
    void anUpgradeMovesTheInterface() throws Exception {
        var oldAddress = client.request("/system/info").build();
        sim.upgrade("v2026_2");
        var gone = Client.send(oldAddress);
        assertThat(gone.status()).isEqualTo(404);
        assertThat(gone.json().path("code").asText()).isEqualTo("ConnectWiseApi");
        assertThat(gone.json().path("message").asText()).isEqualTo("The endpoint does not exist.");
        assertThat(client.get("/system/info").json().path("version").asText()).startsWith("v2026.2");
    }

    @Test
    void aWrongPathIsNoEndpointAndAWrongMethodIsNotSupported() throws Exception {
        assertThat(client.get("/service/nothing").json().path("message").asText())
                .isEqualTo("The endpoint does not exist.");
        assertThat(client.write("PUT", "/service/tickets", "{}").status()).isEqualTo(405);
        var text = client.request("/service/tickets")
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString("x"))
                .build();
        assertThat(Client.send(text).status()).isEqualTo(415);
    }

    @Test
    void theRateLimitNamesTheWaitAndEndsWithTheMinute() throws Exception {
        sim.permitsPerMinute(2);
        assertThat(client.get("/system/info").status()).isEqualTo(200);
        clock.advance(Duration.ofSeconds(20));
        assertThat(client.get("/system/info").status()).isEqualTo(200);
        var refused = client.get("/system/info");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isEqualTo("40");
        assertThat(refused.json().path("error").asText()).isEqualTo("ConnectWiseAPI");
        assertThat(refused.json().has("code")).isFalse();
        clock.advance(Duration.ofSeconds(40));
        assertThat(client.get("/system/info").status()).isEqualTo(200);
    }

    @Test
    void theLogKeepsPathsAndStatusesButNoSecrets() throws Exception {
        client.get("/service/tickets?conditions=id%3D1&apiKey=hush");
        var logged = sim.requests().all().get(0);
        assertThat(logged.path()).isEqualTo("/service/tickets");
        assertThat(logged.query()).isEqualTo("conditions=id%3D1&apiKey=***");
        assertThat(logged.status()).isEqualTo(200);
        assertThat(logged.at()).isEqualTo(clock.instant());
        assertThat(sim.requests().count("GET", "/service/*")).isEqualTo(1);
        assertThat(logged.toString()).doesNotContain("priv").doesNotContain("hush");
    }

    @Test
    void theAccountOfTheApiMemberIsShown() throws Exception {
        assertThat(client.get("/system/myAccount").json().path("identifier").asText())
                .isEqualTo("TocsinApi");
    }
}
