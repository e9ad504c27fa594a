package dev.tocsin.simulators.connectwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ServerVersionTest {
    private static String json(String text) {
        return text.replace('\'', '"');
    }

    @Test
    void anOldServerSaysSoEverywhereAndHasShorterNames() throws Exception {
        try (ConnectWiseSimulator sim =
                ConnectWiseSimulator.builder().version(ServerVersion.V2025_1).start()) {
            Client client = new Client(sim);
            var info = client.get("/system/info");
            assertThat(info.json().path("version").asText()).startsWith("v2025.1");
            assertThat(info.header("api-current-version")).isEqualTo("2025.1");
            assertThat(info.header("Content-Type")).endsWith("version=2025.1");
            var company = Client.send(HttpRequest.newBuilder(sim.siteUri().resolve("/login/companyinfo/TrainingCo"))
                    .build());
            assertThat(company.json().path("Codebase").asText()).isEqualTo("v2025_1/");
            String body = json("{'identifier':'%s','name':'%s'}");
            assertThat(client.post("/company/companies", body.formatted("i".repeat(30), "n".repeat(50)))
                            .status())
                    .isEqualTo(201);
            assertThat(client.post("/company/companies", body.formatted("j".repeat(31), "n".repeat(51)))
                            .json()
                            .path("errors"))
                    .hasSize(2);
            String sites = "/company/companies/" + sim.company("AcmeInc").id() + "/sites";
            assertThat(client.post(sites, json("{'name':'" + "s".repeat(51) + "'}"))
                            .json()
                            .at("/errors/0/code")
                            .asText())
                    .isEqualTo("MaxLengthField");
        }
    }

    @Test
    void manyCompaniesAreVariedAndTheSameEveryTime() throws Exception {
        try (ConnectWiseSimulator one =
                        ConnectWiseSimulator.builder().companies(300).start();
                ConnectWiseSimulator other =
                        ConnectWiseSimulator.builder().companies(300).start()) {
            assertThat(one.companies()).isEqualTo(other.companies()).hasSizeGreaterThan(300);
            assertThat(one.companies().stream().map(SimCompany::name).distinct().count())
                    .isGreaterThan(300);
            assertThat(one.companies().stream()
                            .map(SimCompany::status)
                            .distinct()
                            .count())
                    .isEqualTo(3);
            assertThat(new Client(one)
                            .get("/company/companies?pageSize=1000")
                            .json()
                            .size())
                    .isEqualTo(one.companies().size());
        }
        assertThatThrownBy(() -> ConnectWiseSimulator.builder().companies(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("companies");
    }

    @Test
    void aLatencyDelaysAnswersWithoutHoldingThreads() throws Exception {
        try (ConnectWiseSimulator sim =
                ConnectWiseSimulator.builder().latency(Duration.ofHours(1)).start()) {
            Client client = new Client(sim);
            List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                waiting.add(client.postAsync("/service/tickets", "{}"));
            }
            // More calls wait than the server has threads; the simulator's own paths are not delayed.
            var admin = HttpRequest.newBuilder(sim.siteUri().resolve("/simulator/tickets"))
                    .build();
            assertThat(Client.send(admin).status()).isEqualTo(200);
            assertThat(waiting).noneMatch(CompletableFuture::isDone);
            sim.latency(Duration.ZERO);
            assertThat(client.get("/system/info").status()).isEqualTo(200);
        }
        assertThatThrownBy(() -> ConnectWiseSimulator.builder().latency(Duration.ofMillis(-1)))
                .hasMessageContaining("latency");
    }

    @Test
    void anUnknownVersionIsNamedWithTheLegalOnes() {
        assertThatThrownBy(() -> ServerVersion.of("2019.5")).hasMessageContaining("2025.1 or 2026.4");
    }
}
