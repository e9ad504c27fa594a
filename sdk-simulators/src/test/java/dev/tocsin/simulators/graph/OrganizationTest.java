package dev.tocsin.simulators.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.simulators.graph.Client.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OrganizationTest {
    private final TestClock clock = new TestClock();
    private final GraphSimulator simulator = GraphSimulator.builder()
            .clock(clock)
            .tenant(TenantSeed.of("contoso.example")
                    .displayName("Contoso Ltd")
                    .country("GB")
                    .users(60)
                    .licence(SkuSeed.businessPremium(70, 60))
                    .licence(SkuSeed.entraP1(10, 2))
                    .consented())
            .start();
    private final Client client = new Client(simulator, "contoso.example").login();

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void theOrganizationIsAListOfOne() {
        List<JsonNode> rows = client.get("/organization").rows();
        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).path("displayName").asText()).isEqualTo("Contoso Ltd");
        assertThat(rows.get(0).path("countryLetterCode").asText()).isEqualTo("GB");
        assertThat(rows.get(0).at("/verifiedDomains/0/name").asText()).isEqualTo("contoso.example");
        JsonNode selected =
                client.get("/organization?$select=displayName").rows().get(0);
        assertThat(selected.properties().stream().map(Map.Entry::getKey)).containsExactly("displayName", "id");
        assertThat(client.get("/organization?$top=1").status()).isEqualTo(400);
    }

    @Test
    void licencesAreTheSameByKindAndByPurchase() {
        List<JsonNode> skus = client.get("/subscribedSkus").rows();
        assertThat(skus).hasSize(2);
        assertThat(skus.get(0).path("skuPartNumber").asText()).isEqualTo("SPB");
        assertThat(skus.get(0).path("consumedUnits").asInt()).isEqualTo(60);
        assertThat(skus.get(0).at("/prepaidUnits/enabled").asInt()).isEqualTo(70);
        List<JsonNode> subscriptions = client.get("/directory/subscriptions").rows();
        assertThat(subscriptions.get(0).path("id")).isEqualTo(skus.get(0).at("/subscriptionIds/0"));
        assertThat(subscriptions.get(0).path("totalLicenses").asInt()).isEqualTo(70);
        assertThat(client.filter(
                                "/directory/subscriptions",
                                "skuId eq '" + skus.get(1).path("skuId").asText() + "'")
                        .rows())
                .hasSize(1);
    }

    @Test
    void eachRequestTellsItsResourceUnitsAndTheLimitIsCountedInThem() {
        simulator.throttling(Throttling.none().withIdentityUnits(10));
        assertThat(client.get("/users").header("x-ms-resource-unit")).isEqualTo("2");
        assertThat(client.get("/users?$select=id").header("x-ms-resource-unit")).isEqualTo("1");
        Reply nearly = client.get("/subscribedSkus");
        assertThat(nearly.header("x-ms-resource-unit")).isEqualTo("3");
        assertThat(nearly.header("x-ms-throttle-limit-percentage")).isEmpty();
        Reply close = client.get("/subscribedSkus");
        assertThat(close.header("x-ms-throttle-limit-percentage")).isEqualTo("0.90");
        assertThat(close.header("x-ms-throttle-scope")).contains(simulator.clientId());
        clock.advance(Duration.ofSeconds(4));
        Reply refused = client.get("/users");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isEqualTo("6");
        assertThat(client.get("/users?$select=id").status()).isEqualTo(200);
        clock.advance(Duration.ofSeconds(6));
        assertThat(client.get("/users").status()).isEqualTo(200);
    }

    @Test
    void theUnitsOfATenantGoByItsSize() {
        Throttling documented = Throttling.documented();
        assertThat(List.of(
                        documented.identityUnits(49),
                        documented.identityUnits(50),
                        documented.identityUnits(500),
                        documented.identityUnits(501)))
                .containsExactly(3_500, 5_000, 5_000, 8_000);
        assertThat(Throttling.none().identityUnits(9)).isZero();
        assertThatThrownBy(() -> Throttling.none().withIdentityUnits(-2)).hasMessageContaining("limit");
    }

    @Test
    void theAppHasALimitOverAllTenants() {
        simulator.addTenant(TenantSeed.of("fabrikam.example").consented());
        Client other = new Client(simulator, "fabrikam.example").login();
        simulator.throttling(new Throttling(2, 0, 0, 0, 0, 0));
        assertThat(client.get("/organization").status()).isEqualTo(200);
        assertThat(other.get("/organization").status()).isEqualTo(200);
        assertThat(other.get("/organization").header("Retry-After")).isEqualTo("1");
        clock.advance(Duration.ofSeconds(1));
        assertThat(client.get("/organization").status()).isEqualTo(200);
    }
}
