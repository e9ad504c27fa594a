package dev.tocsin.msgraph.source.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.event.DeliveryKey;
import dev.tocsin.core.event.EventCategory;
import dev.tocsin.core.event.EventUser;
import dev.tocsin.core.event.SecurityEvent;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EntraRecordsTest {
    private static final String OF_GRAPH = """
            {"id":"Directory_1","category":"UserManagement","correlationId":"c","result":"success","resultReason":"",\
            "activityDisplayName":"Reset user password","activityDateTime":"2026-02-01T09:59:59.1234567Z",\
            "loggedByService":"Core Directory","operationType":"Update","initiatedBy":{"app":null,"user":{"id":"u-admin",\
            "userPrincipalName":"admin@example.org"}},"targetResources":[{"id":"u-2","type":"User",\
            "userPrincipalName":"bo@example.org","modifiedProperties":[]}],"additionalDetails":[]}""";
    private static final String OF_SETTINGS = """
            {"time":"2026-02-01T10:01:00Z","category":"AuditLogs","tenantId":"t-1","operationName":"Reset user password",\
            "resourceId":"/tenants/t-1/providers/Microsoft.aadiam","properties":""" + OF_GRAPH + "}";
    private static final String FAILED = """
            {"id":"s-1","createdDateTime":"2026-02-01T10:00:00Z","userId":"u-9","userPrincipalName":"al@example.org",\
            "appDisplayName":"Portal","ipAddress":"192.0.2.1","status":{"errorCode":50126,"failureReason":"Invalid password"}}""";

    private final EntraRecords records = new EntraRecords();
    private final RecordContext ofTenant = Read.CONTEXT.withCompany("t-1");

    @Test
    void theSameRecordByGraphAndByDiagnosticSettingsIsOneEvent() {
        SecurityEvent graph = Read.events(records.read(OF_GRAPH, ofTenant)).get(0);
        SecurityEvent settings =
                Read.events(records.read(OF_SETTINGS, Read.CONTEXT)).get(0);

        assertThat(DeliveryKey.of(settings)).isEqualTo(DeliveryKey.of(graph));
        assertThat(graph.category()).isEqualTo(EventCategory.AZURE_AD_AUDIT);
        assertThat(graph.user()).contains(new EventUser("u-2", "bo@example.org"));
        assertThat(graph.source()).isEqualTo("entra");
    }

    @Test
    void aPageOfGraphAndABatchOfAnEventHubAreReadRecordByRecord() {
        String succeeded = FAILED.replace("50126", "0");
        List<RecordReading> page =
                records.read("{\"@odata.context\":\"x\",\"value\":[" + FAILED + "," + succeeded + ",1]}", ofTenant);
        List<RecordReading> batch = records.read("{\"records\":[" + OF_SETTINGS + ",7]}", Read.CONTEXT);

        assertThat(page).hasSize(3);
        assertThat(Read.events(page)).singleElement().satisfies(event -> {
            assertThat(event.category()).isEqualTo(EventCategory.AZURE_AD_ERROR);
            assertThat(event.eventType()).isEqualTo("50126");
            assertThat(event.user()).contains(new EventUser("u-9", "al@example.org"));
            assertThat(event.product()).contains("Portal");
        });
        assertThat(page.get(1)).isEqualTo(new RecordReading.PassedBy(EntraRecords.SUCCESSFUL));
        assertThat(page.get(2)).isEqualTo(new RecordReading.Unread("value", "a list of objects is legal"));
        assertThat(batch).hasSize(2);
        assertThat(batch.get(1)).isEqualTo(new RecordReading.Unread("records", "a list of objects is legal"));
    }

    @Test
    void aListOfRecordsIsReadRecordByRecord() {
        assertThat(Read.events(records.read("[" + FAILED + "," + OF_GRAPH + "]", ofTenant)))
                .hasSize(2);
    }

    @Test
    void linesAreNumberedAndBlankOnesPassedOver() {
        List<LineReading> readings = records.readLines(Stream.of("", FAILED, " ", "{", OF_GRAPH), ofTenant)
                .toList();

        assertThat(readings).extracting(LineReading::line).containsExactly(2L, 4L, 5L);
        assertThat(readings.get(1).reading()).isInstanceOf(RecordReading.Unread.class);
    }

    @Test
    void withoutATenantACompanyIsNeeded() {
        assertThat(Read.unread(records, FAILED).field()).isEqualTo("tenantId");
        assertThat(Read.event(records, OF_SETTINGS).sourceCompanyId()).isEqualTo("t-1");
        assertThat(Read.events(records.read(
                                OF_SETTINGS,
                                RecordContext.of(new MspId("north"))
                                        .withCompany("given")
                                        .withKnownTenant(any -> false)))
                        .get(0))
                .returns("given", SecurityEvent::sourceCompanyId)
                .returns(new MspId("north"), SecurityEvent::msp);
    }

    @Test
    void whatIsNoJsonOrTooDeepIsUnreadAndNothingOfItIsShown() {
        String deep = "{\"category\":" + "[".repeat(500) + "]".repeat(500) + "}";

        assertThat(Read.unread(records, deep).toString()).startsWith("not JSON").doesNotContain("[[[[");
        assertThat(Read.unread(records, "secret").toString()).startsWith("not JSON");
        assertThat(Read.unread(records, "7").message()).isEqualTo("a line holds one JSON object, not number");
        assertThat(Read.unread(records, "").toString()).contains("JSON");
        assertThat(Read.unread(records, "{}").field()).isEqualTo("category");
    }
}
