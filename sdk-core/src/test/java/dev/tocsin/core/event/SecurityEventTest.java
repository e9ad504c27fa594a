package dev.tocsin.core.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.base.Secret;
import dev.tocsin.core.rule.CategorySelection;
import dev.tocsin.core.rule.EventSet;
import dev.tocsin.core.rule.IntegrationRule;
import dev.tocsin.core.rule.NoteType;
import dev.tocsin.core.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Values that people and sources hand in: what is brought into one form, and what is refused by its name. */
class SecurityEventTest {
    private static SecurityEvent.Builder event() {
        return SecurityEvent.builder()
                .source("scan")
                .sourceCompanyId("acme")
                .externalId("x")
                .occurredAt(Instant.EPOCH)
                .category(EventCategory.PROBLEMS)
                .eventType("CVE");
    }

    @Test
    void textIsComposedAndTrimmed() {
        SecurityEvent event =
                event().asset("  e\u0301te\u0301\n").title("\u2003x").build();
        assertThat(event.asset()).contains("été");
        assertThat(event.title()).isEqualTo("x");
        assertThat(Fingerprint.of(event))
                .isEqualTo(Fingerprint.of(event().asset("été").build()));
    }

    @Test
    void blankIsAbsentAndTheTitleIsTheEventTypeThen() {
        SecurityEvent event = event().asset("  ").title(" ").build();
        assertThat(event.asset()).isEmpty();
        assertThat(event.title()).isEqualTo("CVE");
        assertThat(event.severity()).isEqualTo(Severity.MEDIUM);
        assertThat(event.kind()).isEqualTo(EventKind.RAISED);
        assertThat(event.msp()).isEqualTo(MspId.SINGLE);
    }

    private static void refuses(String field, UnaryOperator<SecurityEvent.Builder> change) {
        SecurityEvent.Builder builder = change.apply(event());
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(field + ":");
    }

    @Test
    void whatIsMissingIsRefusedByItsName() {
        refuses("sourceCompanyId", b -> b.sourceCompanyId(" "));
        refuses("externalId", b -> b.externalId(null));
        refuses("occurredAt", b -> b.occurredAt(null));
        refuses("category", b -> b.category(null));
        refuses("eventType", b -> b.eventType(""));
        refuses("severity", b -> b.severity(null));
        refuses("kind", b -> b.kind(null));
    }

    @Test
    void whatIsTooLongIsRefusedByItsName() {
        refuses("source", b -> b.source("x".repeat(101)));
        refuses("sourceCompanyId", b -> b.sourceCompanyId("x".repeat(201)));
        refuses("externalId", b -> b.externalId("x".repeat(501)));
        refuses("deliveryId", b -> b.deliveryId("x".repeat(501)));
        refuses("eventType", b -> b.eventType("x".repeat(201)));
        refuses("title", b -> b.title("x".repeat(1_001)));
        refuses("description", b -> b.description("x".repeat(20_001)));
        refuses("asset", b -> b.asset("x".repeat(301)));
        refuses("product", b -> b.product("x".repeat(301)));
        refuses("os", b -> b.os("x".repeat(301)));
        refuses("fix", b -> b.fix("x".repeat(1_001)));
        assertThatThrownBy(() -> new EventUser("x".repeat(201), null)).hasMessageStartingWith("user.objectId:");
        assertThatThrownBy(() -> new EventUser(null, "x".repeat(321))).hasMessageStartingWith("user.principalName:");
        assertThatThrownBy(() -> new EventUser(" ", null)).hasMessageStartingWith("user:");
        assertThat(event().asset("x".repeat(300)).build().asset()).isPresent();
    }

    @Test
    void aTimeThatNoStoreCanKeepIsRefused() {
        refuses("occurredAt", b -> b.occurredAt(Instant.MAX));
        refuses("occurredAt", b -> b.occurredAt(Instant.MIN));
        refuses("occurredAt", b -> b.occurredAt(Instant.parse("2200-01-01T00:00:00Z")));
        assertThat(event().occurredAt(Instant.parse("1900-01-01T00:00:00Z")).build())
                .isNotNull();
    }

    @Test
    void attributesAreCopied() {
        Map<String, String> attributes = new LinkedHashMap<>(Map.of("a", "b"));
        SecurityEvent event = event().attributes(attributes).build();
        attributes.clear();
        assertThat(event.attributes()).containsEntry("a", "b");
        assertThatThrownBy(() -> event.attributes().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void everyPairOfCategoryAndGroupByIsLegalOrRefused() {
        Map<EventCategory, Set<GroupBy>> legal = Map.of(
                EventCategory.SYSTEM_CHANGES, Set.of(GroupBy.ASSET, GroupBy.COMPANY),
                EventCategory.PROBLEMS, Set.of(GroupBy.OS, GroupBy.PRODUCT, GroupBy.ASSET, GroupBy.COMPANY),
                EventCategory.SOLUTIONS,
                        Set.of(GroupBy.PRODUCT, GroupBy.ASSET, GroupBy.COMPANY, GroupBy.FIX, GroupBy.ASSET_AND_PRODUCT),
                EventCategory.AZURE_AD_AUDIT, Set.of(GroupBy.EVENT, GroupBy.COMPANY),
                EventCategory.AZURE_AD_ERROR, Set.of(GroupBy.COMPANY),
                EventCategory.AD_AUDIT, Set.of(GroupBy.EVENT, GroupBy.COMPANY, GroupBy.USER));
        assertThat(legal).containsOnlyKeys(EventCategory.values());
        for (EventCategory category : EventCategory.values()) {
            for (GroupBy groupBy : GroupBy.values()) {
                Map<EventCategory, CategorySelection> categories = Map.of(category, CategorySelection.of(groupBy));
                if (legal.getOrDefault(category, Set.of()).contains(groupBy)) {
                    assertThat(new EventSet(MspId.SINGLE, "s", categories).categories())
                            .hasSize(1);
                } else {
                    assertThatThrownBy(() -> new EventSet(MspId.SINGLE, "s", categories))
                            .isInstanceOf(ConfigurationException.class)
                            .hasMessageContaining("eventSets[s].categories." + category + ".groupBy")
                            .hasMessageContaining(groupBy + " is not legal");
                }
            }
        }
        assertThatThrownBy(() -> new EventSet(MspId.SINGLE, "s", Map.of())).hasMessageContaining("none is named");
        assertThatThrownBy(() -> new EventSet(
                        MspId.SINGLE, " ", Map.of(EventCategory.PROBLEMS, CategorySelection.of(GroupBy.OS))))
                .hasMessageContaining("eventSet.name");
    }

    @Test
    void aRuleNamesWhatItMisses() {
        IntegrationRule rule = rule().build();
        assertThat(rule.id()).isEqualTo("R");
        assertThat(rule.noteType()).isEqualTo(NoteType.EXTERNAL);
        assertThat(rule.psaFields()).containsOnlyKeys("board");
        assertThat(rule.priorityFor(Severity.CRITICAL)).isEqualTo("P1");
        assertThat(rule.priorityFor(Severity.LOW)).isEqualTo("P3");
        List<UnaryOperator<IntegrationRule.Builder>> faults =
                List.of(b -> b.eventSet(""), b -> b.openStatus(" "), b -> b.closedStatus(""), b -> b.priority(""));
        List<String> fields = List.of("eventSet", "openStatus", "closedStatus", "priority");
        for (int i = 0; i < faults.size(); i++) {
            IntegrationRule.Builder builder = faults.get(i).apply(rule());
            assertThatThrownBy(builder::build)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("rules[R]." + fields.get(i));
        }
    }

    private static IntegrationRule.Builder rule() {
        return IntegrationRule.builder(MspId.SINGLE)
                .name("R")
                .eventSet("s")
                .openStatus("New")
                .closedStatus("Closed")
                .priority("P3")
                .priorities(Map.of(Severity.CRITICAL, "P1"))
                .psaField("board", "b")
                .psaField("type", "t")
                .psaField("type", " ");
    }

    private static void refused(String field, Settings.Builder builder) {
        assertThatThrownBy(builder::build)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("settings." + field + ":");
    }

    @Test
    void settingsRefuseWhatCannotWork() {
        Duration negative = Duration.ofSeconds(-1);
        refused("groupWait", Settings.builder().groupWait(negative));
        refused("noteInterval", Settings.builder().noteInterval(negative));
        refused("hold", Settings.builder().hold(negative));
        refused("quietFor", Settings.builder().quietFor(negative));
        refused("requestTimeout", Settings.builder().requestTimeout(Duration.ZERO));
        refused("quarantine", Settings.builder().quarantine(negative));
        refused("lookUps", Settings.builder().lookUps(List.of()));
        refused("lookUps", Settings.builder().lookUps(List.of(negative)));
        refused("twinSearches", Settings.builder().twinSearches(List.of(negative)));
        refused("retryPause", Settings.builder().retryPause(Duration.ZERO));
        refused("longestRetryPause", Settings.builder().longestRetryPause(Duration.ZERO));
        refused("accessPause", Settings.builder().accessPause(negative));
        refused("pollInterval", Settings.builder().pollInterval(Duration.ZERO));
        refused("pollOverlap", Settings.builder().pollOverlap(negative));
        refused("driftInterval", Settings.builder().driftInterval(Duration.ZERO));
        refused("proofInterval", Settings.builder().proofInterval(Duration.ZERO));
        refused("parallelRequests", Settings.builder().parallelRequests(0));
        refused("parallelRequests", Settings.builder().parallelRequests(65));
    }

    @Test
    void settingsWarnOfWhatIsRisky() {
        assertThat(Settings.DEFAULTS.warnings()).isEmpty();
        assertThat(Settings.DEFAULTS.lease()).isGreaterThan(Settings.DEFAULTS.requestTimeout());
        assertThat(Settings.builder().quarantine(Duration.ofSeconds(10)).build().warnings())
                .hasSize(2)
                .allSatisfy(warning -> assertThat(warning).contains("settings.quarantine"));
        assertThat(Settings.builder()
                        .requestTimeout(Duration.ofSeconds(2))
                        .pollInterval(Duration.ofSeconds(1))
                        .build()
                        .warnings())
                .hasSize(2);
    }

    @Test
    void aSecretIsNeverShown() {
        Secret secret = Secret.of("hunter2");
        assertThat(secret).hasToString("***").isEqualTo(Secret.of("hunter2")).isNotEqualTo(Secret.of("hunter3"));
        assertThat(secret.hashCode()).isEqualTo(Secret.of("hunter2").hashCode());
        assertThat(secret.reveal()).isEqualTo("hunter2");
        assertThatThrownBy(() -> Secret.of(" ")).isInstanceOf(IllegalArgumentException.class);
    }
}
