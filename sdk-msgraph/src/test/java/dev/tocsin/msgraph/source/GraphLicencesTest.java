package dev.tocsin.msgraph.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.core.base.TocsinException;
import dev.tocsin.core.licence.Licence;
import dev.tocsin.msgraph.GraphAccessException;
import dev.tocsin.simulators.graph.SkuSeed;
import dev.tocsin.simulators.graph.TenantSeed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GraphLicencesTest {
    @Test
    void theSubscriptionsOfATenantAreItsLicences() {
        TenantSeed seed = TenantSeed.of(DirectoryStage.DOMAIN)
                .consented()
                .licence(SkuSeed.businessPremium(25, 21))
                .licence(new SkuSeed("078d2b04-f1bd-4111-bbd4-b4b1b354cef4", "AAD_PREMIUM", 10, 0, true));
        try (DirectoryStage stage = new DirectoryStage(seed)) {
            Instant renewal = stage.clock.instant().plus(Duration.ofDays(265));
            GraphLicences licences = new GraphLicences(stage.graph);
            assertThat(licences.id()).isEqualTo("microsoft365");
            assertThat(licences.licences(stage.contoso().id()))
                    .containsExactly(
                            new Licence(
                                    "078d2b04-f1bd-4111-bbd4-b4b1b354cef4",
                                    "AAD_PREMIUM",
                                    "AAD_PREMIUM",
                                    10,
                                    0,
                                    "Enabled",
                                    renewal,
                                    true),
                            new Licence(
                                    "cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46",
                                    "SPB",
                                    "SPB",
                                    25,
                                    21,
                                    "Enabled",
                                    renewal,
                                    false));
        }
    }

    @Test
    void aTenantWithoutPermissionIsAnAccessFailure() {
        try (DirectoryStage stage = DirectoryStage.withUsers(1)) {
            stage.contoso().grantConsent(Set.of("User.Read.All"));
            GraphLicences licences = new GraphLicences(stage.graph::tenant);
            assertThatThrownBy(() -> licences.licences(stage.contoso().id())).isInstanceOf(GraphAccessException.class);
        }
    }

    @Test
    void unitsInGraceCountAndSuspendedAndLockedOnesDoNot() throws Exception {
        List<Licence> licences = GraphLicences.of(records("""
                        [{"skuId": "AAAA", "skuPartNumber": "SPB", "capabilityStatus": "Warning", "consumedUnits": 9,
                          "prepaidUnits": {"enabled": 5, "warning": 4, "suspended": 20, "lockedOut": 30}}]
                        """), List.of());
        assertThat(licences).containsExactly(new Licence("aaaa", "SPB", "SPB", 9, 9, "Warning", null, false));
    }

    @Test
    void theNextDateCountsAndATrialIsOneOnlyIfAllOfItIs() throws Exception {
        List<JsonNode> skus = records("[{\"skuId\": \"a\", \"skuPartNumber\": \"SPB\"}]");
        List<JsonNode> subscriptions = records("""
                [{"skuId": "A", "isTrial": true, "nextLifecycleDateTime": "2027-03-01T00:00:00Z"},
                 {"skuId": "a", "isTrial": false, "nextLifecycleDateTime": "2027-02-01T00:00:00+01:00"},
                 {"skuId": "a", "isTrial": true, "nextLifecycleDateTime": null},
                 {"skuId": "other", "isTrial": true, "nextLifecycleDateTime": "2026-01-01T00:00:00Z"}]
                """);
        assertThat(GraphLicences.of(skus, subscriptions)).singleElement().satisfies(licence -> {
            assertThat(licence.renewsAt()).isEqualTo(Instant.parse("2027-01-31T23:00:00Z"));
            assertThat(licence.trial()).isFalse();
        });
        assertThat(GraphLicences.of(skus, subscriptions.subList(0, 1)).get(0).trial())
                .isTrue();
    }

    @Test
    void recordsThatCannotBeReadAreNamed() throws Exception {
        List<JsonNode> negative = records("[{\"skuId\": \"a\", \"consumedUnits\": -1}]");
        assertThatThrownBy(() -> GraphLicences.of(negative, List.of()))
                .isInstanceOf(TocsinException.class)
                .hasMessageContaining("consumedUnits");
        List<JsonNode> nameless = records("[{}]");
        assertThatThrownBy(() -> GraphLicences.of(nameless, List.of()))
                .isInstanceOf(TocsinException.class)
                .hasMessageContaining("skuId");
        List<JsonNode> twice = records("[{\"skuId\": \"a\"}, {\"skuId\": \"A\"}]");
        assertThatThrownBy(() -> GraphLicences.of(twice, List.of())).isInstanceOf(TocsinException.class);
    }

    private static List<JsonNode> records(String json) throws JsonProcessingException {
        List<JsonNode> records = new ArrayList<>();
        GraphAnswers.mapper().readTree(json).forEach(records::add);
        return records;
    }
}
