package dev.tocsin.msgraph.source.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.Tocsin;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.company.Company;
import dev.tocsin.core.company.CompanyMapping;
import dev.tocsin.core.event.EventCategory;
import dev.tocsin.core.event.EventKind;
import dev.tocsin.core.event.EventUser;
import dev.tocsin.core.event.GroupBy;
import dev.tocsin.core.event.Receipt;
import dev.tocsin.core.event.Receipt.Outcome;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.rule.CategorySelection;
import dev.tocsin.core.rule.EventSet;
import dev.tocsin.core.rule.IntegrationRule;
import dev.tocsin.core.store.VolatileStore;
import dev.tocsin.testkit.VirtualClock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecurityAlertsTest {
    private static final String ALERT = """
            {"id":"a-1","tenantId":"t-1","status":"new","severity":"high","title":"Password  Spray","category":"InitialAccess",\
            "description":"Somebody tried.","recommendedActions":"Reset it.","serviceSource":"microsoftDefenderForIdentity",\
            "productName":"Microsoft Defender for Identity","createdDateTime":"2026-04-01T14:31:48.438Z",\
            "lastUpdateDateTime":"2026-04-01T14:34:56.2291234Z","mitreTechniques":["T1110","T1110.003"],\
            "evidence":[{"@odata.type":"#microsoft.graph.security.ipEvidence","ipAddress":"192.0.2.7"},\
            {"@odata.type":"#microsoft.graph.security.deviceEvidence","deviceDnsName":"pc-7.example.org","osPlatform":"Windows11"},\
            {"@odata.type":"#microsoft.graph.security.userEvidence","userAccount":{"accountName":"homer","domainName":"example",\
            "userPrincipalName":"homer@example.org","azureAdUserId":"011d5ede"}}]}""";

    private final SecurityAlerts alerts = new SecurityAlerts();

    private static String at(String status, String minute) {
        return ALERT.replace("\"status\":\"new\"", "\"status\":\"" + status + "\"")
                .replace("14:34:56.2291234", minute + ":00");
    }

    @Test
    void anAlertIsAProblemOfItsUserDeviceAndProduct() {
        SecurityEvent event = Read.event(alerts, ALERT);

        assertThat(event.category()).isEqualTo(EventCategory.PROBLEMS);
        assertThat(event.kind()).isEqualTo(EventKind.UPDATED);
        assertThat(event.source()).isEqualTo("microsoft-security");
        assertThat(event.sourceCompanyId()).isEqualTo("t-1");
        assertThat(event.externalId()).isEqualTo("a-1");
        assertThat(event.stableId()).isTrue();
        assertThat(event.eventType()).isEqualTo("Password Spray");
        assertThat(event.severity()).isEqualTo(Severity.HIGH);
        assertThat(event.user()).contains(new EventUser("011d5ede", "homer@example.org"));
        assertThat(event.asset()).contains("pc-7.example.org");
        assertThat(event.os()).contains("Windows11");
        assertThat(event.product()).contains("Microsoft Defender for Identity");
        assertThat(event.occurredAt()).isEqualTo(Instant.parse("2026-04-01T14:34:56.2291234Z"));
        assertThat(event.description()).contains("Somebody tried.\n\nRecommended actions:\nReset it.");
        assertThat(event.attributes())
                .containsEntry("evidence.1.ip", "192.0.2.7")
                .containsEntry("alertCategory", "InitialAccess")
                .containsEntry("mitreTechniques", "T1110, T1110.003");
    }

    @ParameterizedTest
    @CsvSource({
        "informational,INFO",
        "low,LOW",
        "medium,MEDIUM",
        "high,HIGH",
        "unknownFutureValue,MEDIUM",
        "dire,MEDIUM"
    })
    void theSeverityIsMicrosoftsAndAnUnknownWordIsKept(String word, Severity severity) {
        SecurityEvent event = Read.event(alerts, ALERT.replace("\"high\"", "\"" + word + "\""));

        assertThat(event.severity()).isEqualTo(severity);
        assertThat(event.attributes()).containsEntry("microsoftSeverity", word);
    }

    @Test
    void theStatusTellsTheKind() {
        assertThat(Read.events(alerts.read(at("inProgress", "15:00"), Read.CONTEXT)))
                .extracting(SecurityEvent::kind)
                .containsExactly(EventKind.UPDATED, EventKind.ACKED);
        assertThat(Read.event(alerts, at("resolved", "15:00")).kind()).isEqualTo(EventKind.RESOLVED);
        assertThat(Read.event(alerts, at("unknownFutureValue", "15:00")).kind()).isEqualTo(EventKind.UPDATED);
    }

    @Test
    void anAccountWithoutPrincipalNameIsKnownByItsDomainAndName() {
        String local =
                ALERT.replace("\"userPrincipalName\":\"homer@example.org\",\"azureAdUserId\":\"011d5ede\"", "\"x\":1");

        assertThat(Read.event(alerts, local).user()).contains(new EventUser(null, "example\\homer"));
    }

    @Test
    void whatLacksIdStatusOrTimeIsUnreadAndAnotherRecordPassedBy() {
        assertThat(Read.unread(alerts, ALERT.replace("\"id\"", "\"no\"")).field())
                .isEqualTo("id");
        assertThat(Read.unread(alerts, ALERT.replace("\"status\"", "\"no\"")).field())
                .isEqualTo("status");
        assertThat(Read.unread(alerts, ALERT.replaceAll("(created|lastUpdate)DateTime", "x"))
                        .field())
                .isEqualTo("lastUpdateDateTime");
        assertThat(Read.unread(alerts, "{}").field()).isEqualTo("id");
        assertThat(alerts.read("{\"category\":\"AuditLogs\",\"operationName\":\"x\"}", Read.CONTEXT))
                .containsExactly(new RecordReading.PassedBy(SecurityAlerts.OTHER_RECORD));
    }

    @Test
    void hostileEvidenceIsBounded() {
        String many = "{\"@odata.type\":\"#microsoft.graph.security.ipEvidence\",\"ipAddress\":\"" + "9".repeat(5_000)
                + "\"},";
        SecurityEvent event = Read.event(
                alerts,
                ALERT.replace("\"evidence\":[", "\"evidence\":[7,null,[],{\"@odata.type\":5}," + many.repeat(600)));

        assertThat(event.attributes()).hasSizeLessThanOrEqualTo(40);
        assertThat(event.attributes().values()).allMatch(value -> value.length() <= 500);
    }

    @Test
    void anAlertLivesInTheWorkflowAsItDoesAtMicrosoft() {
        VirtualClock clock = VirtualClock.at(Instant.parse("2026-04-01T16:00:00Z"));
        try (VolatileStore store = new VolatileStore();
                Tocsin tocsin = Tocsin.builder().store(store).clock(clock).build()) {
            tocsin.configuration()
                    .save(new EventSet(
                            MspId.SINGLE,
                            "all",
                            Map.of(EventCategory.PROBLEMS, CategorySelection.of(GroupBy.COMPANY))));
            tocsin.configuration()
                    .save(IntegrationRule.builder(MspId.SINGLE)
                            .id("r")
                            .name("Rule")
                            .eventSet("all")
                            .openStatus("New")
                            .closedStatus("Closed")
                            .priority("P3")
                            .psaField("board", "Alerts")
                            .build());
            tocsin.configuration().save(new Company(MspId.SINGLE, "t-1", "Example"));
            tocsin.configuration().save(new CompanyMapping(MspId.SINGLE, "t-1", "cw", "5", null, true, List.of("r")));

            assertThat(take(tocsin, at("new", "14:40"))).containsExactly(Outcome.ACCEPTED);
            assertThat(take(tocsin, at("new", "14:50"))).containsExactly(Outcome.ACCEPTED);
            assertThat(take(tocsin, at("resolved", "15:00"))).containsExactly(Outcome.RESOLVED);
            // an older snapshot that is read late
            assertThat(take(tocsin, at("new", "14:55"))).containsExactly(Outcome.IGNORED);
            assertThat(take(tocsin, at("new", "15:10"))).containsExactly(Outcome.ACCEPTED);
            assertThat(take(tocsin, at("resolved", "15:05"))).containsExactly(Outcome.IGNORED);
            assertThat(take(tocsin, at("inProgress", "15:15"))).containsExactly(Outcome.ACCEPTED, Outcome.ACCEPTED);
            List<Receipt> last = receipts(tocsin, at("resolved", "15:20"));
            assertThat(last).extracting(Receipt::outcome).containsExactly(Outcome.RESOLVED);
            String before = state(tocsin);

            // a page that is read again
            for (String again : List.of(
                    at("new", "14:40"),
                    at("new", "14:50"),
                    at("resolved", "15:00"),
                    at("new", "15:10"),
                    at("inProgress", "15:15"),
                    at("resolved", "15:20"))) {
                assertThat(receipts(tocsin, again)).allMatch(Receipt::duplicate);
            }
            assertThat(state(tocsin)).isEqualTo(before);
        }
    }

    private static String state(Tocsin tocsin) {
        return tocsin.audit().incidents(MspId.SINGLE, 0, 100).toString();
    }

    private List<Receipt> receipts(Tocsin tocsin, String alert) {
        return tocsin.ingest(Read.events(alerts.read(alert, Read.CONTEXT)));
    }

    private List<Outcome> take(Tocsin tocsin, String alert) {
        return receipts(tocsin, alert).stream().map(Receipt::outcome).toList();
    }
}
