package dev.tocsin.simulators.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.simulators.graph.Client.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventsTest {
    private static final String AUDITS = "/auditLogs/directoryAudits";
    private static final String SIGN_INS = "/auditLogs/signIns";
    private static final String ALERTS = "/security/alerts_v2";

    private final TestClock clock = new TestClock();
    private final GraphSimulator simulator = GraphSimulator.builder()
            .clock(clock)
            .tenant(TenantSeed.of("contoso.example")
                    .user(Map.of("displayName", "Ann"))
                    .user(Map.of("displayName", "Bob"))
                    .consented())
            .start();
    private final SimTenant contoso = simulator.tenant("contoso.example");
    private final SimEvents events = contoso.events();
    private final Client client = new Client(simulator, "contoso.example").login();

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void auditsTellWhoDidWhatToWhom() {
        String id = events.audit("Reset user password", "ann@contoso.example", "bob@contoso.example");
        JsonNode audit = client.get(AUDITS).rows().get(0);
        assertThat(audit.path("id").asText()).isEqualTo(id);
        assertThat(audit.path("activityDisplayName").asText()).isEqualTo("Reset user password");
        assertThat(audit.at("/initiatedBy/user/id").asText())
                .isEqualTo(contoso.user("ann@contoso.example").id());
        assertThat(audit.at("/targetResources/0/userPrincipalName").asText()).isEqualTo("bob@contoso.example");
        assertThat(client.get(AUDITS + "/" + id).json().path("id").asText()).isEqualTo(id);
        assertThat(client.get(AUDITS + "/nothing").status()).isEqualTo(404);
    }

    @Test
    void logsComeNewestFirstAndPagesAreNotShiftedByWhatArrivesMeanwhile() {
        List<String> ids = events.audits(10, Duration.ofMinutes(1));
        Reply first = client.get(AUDITS + "?$top=4");
        List<String> seen = new ArrayList<>(first.all("id"));
        clock.advance(Duration.ofSeconds(1));
        events.audit(Map.of());
        Reply second = client.get(first.next());
        seen.addAll(second.all("id"));
        seen.addAll(client.get(second.next()).all("id"));
        Collections.reverse(ids);
        assertThat(seen).isEqualTo(ids);
        assertThat(client.get(first.next().replace("$top=4", "$top=5")).status())
                .isEqualTo(400);
        assertThat(client.get(AUDITS + "?$orderby=activityDateTime%20asc&$top=1")
                        .all("id"))
                .containsExactly(ids.get(9));
    }

    @Test
    void thePageHoldsAThousandAtMost() {
        events.audits(1_001, Duration.ofSeconds(1));
        Reply first = client.get(AUDITS);
        assertThat(first.rows()).hasSize(1_000);
        assertThat(client.get(first.next()).rows()).hasSize(1);
        assertThat(client.get(AUDITS + "?$top=1001").status()).isEqualTo(400);
    }

    @Test
    void logsAreFilteredByTimeAndALateEventFallsIntoItsPlace() {
        Instant start = clock.instant();
        events.audit(Map.of("activityDisplayName", "Add user", "result", "failure"));
        clock.advance(Duration.ofMinutes(10));
        events.audit(Map.of("activityDisplayName", "Delete user"));
        events.audit(Map.of(
                "activityDisplayName",
                "Late",
                "activityDateTime",
                start.plusSeconds(60).toString()));
        String from = "activityDateTime ge " + start.plusSeconds(60);
        assertThat(client.filter(AUDITS, from).all("activityDisplayName")).containsExactly("Delete user", "Late");
        assertThat(client.filter(AUDITS, from + " and activityDateTime le " + start.plusSeconds(60))
                        .all("activityDisplayName"))
                .containsExactly("Late");
        assertThat(client.filter(AUDITS, "result eq 'failure' and startswith(activityDisplayName,'Add')")
                        .rows())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "activityDateTime gt 2026-01-01T00:00:00Z",
                "activityDateTime ge '2026-01-01T00:00:00Z'",
                "additionalDetails eq 'x'"
            })
    void filtersThatTheDocumentsDoNotNameAreRefused(String filter) {
        assertThat(client.filter(AUDITS, filter).status()).isEqualTo(400);
    }

    @Test
    void targetsAreFilteredWithAny() {
        events.audit("Update user", "ann@contoso.example", "bob@contoso.example");
        events.audit("Update user", "bob@contoso.example", "ann@contoso.example");
        String bob = contoso.user("bob@contoso.example").id();
        assertThat(client.filter(AUDITS, "targetResources/any(t:t/id eq '" + bob + "')")
                        .rows())
                .hasSize(1);
        assertThat(client.filter(AUDITS, "initiatedBy/user/id eq '" + bob + "'").rows())
                .hasSize(1);
    }

    @Test
    void failedSignInsAreFoundByTheirErrorCode() {
        events.signIn("ann@contoso.example", 0, "Other.");
        events.signIn("bob@contoso.example", 50_126, "Invalid username or password.");
        JsonNode failed =
                client.filter(SIGN_INS, "status/errorCode ne 0").rows().get(0);
        assertThat(failed.path("userPrincipalName").asText()).isEqualTo("bob@contoso.example");
        assertThat(failed.at("/status/failureReason").asText()).isEqualTo("Invalid username or password.");
        String path = SIGN_INS + "?$select=id,status&$filter=" + Client.encode("createdDateTime ge " + clock.instant());
        assertThat(client.get(path).rows())
                .hasSize(2)
                .allMatch(row -> row.properties().size() == 2);
    }

    @Test
    void withoutThePremiumLicenceSignInsAreAFeatureThatIsOff() {
        contoso.premium(false);
        Reply refused = client.get(SIGN_INS);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("Authentication_RequestFromNonPremiumTenantOrB2CTenant");
        assertThat(refused.text()).contains("doesn't have premium license");
        assertThat(client.get(AUDITS).status()).isEqualTo(200);
        contoso.premium(true);
        assertThat(client.get(SIGN_INS).status()).isEqualTo(200);
    }

    @Test
    void theLogsTakeFiveRequestsInTenSecondsPerTenant() {
        simulator.throttling(Throttling.documented());
        for (int i = 0; i < 5; i++) {
            assertThat(client.get(i % 2 == 0 ? AUDITS : SIGN_INS).status()).isEqualTo(200);
        }
        clock.advance(Duration.ofMillis(2_500));
        Reply refused = client.get(AUDITS);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isEqualTo("8");
        assertThat(refused.code()).isEqualTo("TooManyRequests");
        simulator.addTenant(TenantSeed.of("fabrikam.example").consented());
        assertThat(new Client(simulator, "fabrikam.example").login().get(AUDITS).status())
                .isEqualTo(200);
        clock.advance(Duration.ofSeconds(8));
        assertThat(client.get(AUDITS).status()).isEqualTo(200);
    }

    @Test
    void anAlertsStatusChangesItsUpdateTime() {
        String id = events.alert("Malware", "high", "bob@contoso.example");
        Instant raised = clock.instant();
        JsonNode alert = client.get(ALERTS + "/" + id).json();
        assertThat(alert.path("status").asText()).isEqualTo("new");
        assertThat(alert.at("/evidence/0/userAccount/userPrincipalName").asText())
                .isEqualTo("bob@contoso.example");
        clock.advance(Duration.ofMinutes(5));
        events.alertStatus(id, "resolved");
        String since = "lastUpdateDateTime gt " + raised;
        JsonNode resolved = client.filter(ALERTS, since).rows().get(0);
        assertThat(resolved.path("status").asText()).isEqualTo("resolved");
        assertThat(resolved.path("resolvedDateTime").asText())
                .isEqualTo(clock.instant().toString());
        assertThat(client.filter(ALERTS, "createdDateTime gt " + raised).rows()).isEmpty();
        assertThat(client.filter(ALERTS, "status eq 'resolved' and severity eq 'high'")
                        .rows())
                .hasSize(1);
        assertThat(events.alert(id).orElseThrow()).containsEntry("status", "resolved");
        assertThatThrownBy(() -> events.alertStatus("none", "new")).hasMessageContaining("none");
    }

    @Test
    void alertsArePagedByNumberSoThatANewOneShiftsThem() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(events.alert(Map.of("title", "a" + i)));
            clock.advance(Duration.ofSeconds(1));
        }
        Reply first = client.get(ALERTS + "?$top=2&$count=true");
        assertThat(first.all("id")).containsExactly(ids.get(4), ids.get(3));
        assertThat(first.json().path("@odata.count").asInt()).isEqualTo(5);
        assertThat(first.next()).contains("$skip=2");
        events.alert(Map.of());
        assertThat(client.get(first.next()).all("id")).containsExactly(ids.get(3), ids.get(2));
        assertThat(client.pages(ALERTS + "?$top=2&$orderby=createdDateTime")).hasSize(6);
        assertThat(client.get(ALERTS + "?$select=id").status()).isEqualTo(400);
        assertThat(client.get(ALERTS + "?$skip=x").status()).isEqualTo(400);
    }

    @Test
    void aPropertyThatTheVendorDoesNotHaveIsRefused() {
        assertThatThrownBy(() -> events.audit(Map.of("activity", "x"))).hasMessageContaining("'activity'");
        assertThatThrownBy(() -> events.signIn("nobody", 0, "")).hasMessageContaining("nobody");
    }

    @Test
    void wordsThatCameLaterAreShownToThoseWhoAskForThem() {
        String id = events.alert(Map.of("serviceSource", "microsoftSentinel", "detectionSource", "antivirus"));
        for (String path : List.of(ALERTS, ALERTS + "/" + id)) {
            assertThat(client.get(path).json().findValuesAsText("serviceSource"))
                    .containsExactly("unknownFutureValue");
            assertThat(client.get(path, "Prefer", "include-unknown-enum-members")
                            .json()
                            .findValuesAsText("serviceSource"))
                    .containsExactly("microsoftSentinel");
            assertThat(client.get(path).json().findValuesAsText("detectionSource"))
                    .containsExactly("antivirus");
        }
    }
}
