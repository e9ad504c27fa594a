package dev.tocsin.examples.alertbridge.reader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.event.EventCategory;
import dev.tocsin.core.event.EventUser;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.event.Severity;
import dev.tocsin.msgraph.source.record.EntraRecords;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntraReaderTest {
    private static final String AUDIT = """
            {"time":"2026-02-01 10:00:00.5","category":"AuditLogs","tenantId":"t-1","operationName":"Op","properties":\
            {"id":"Directory_1","category":"UserManagement","activityDisplayName":"Reset user password",\
            "activityDateTime":"2026-02-01 09:59:59.123456700","result":"success",\
            "initiatedBy":{"user":{"id":"u-admin","userPrincipalName":"admin@example.org","ipAddress":"192.0.2.1"}},\
            "targetResources":[{"type":"Group","id":"g","displayName":"Staff"},{"type":"User","id":"u-2",\
            "userPrincipalName":"bo@example.org","displayName":"Bo",\
            "modifiedProperties":[{"displayName":"Flag","oldValue":"\\"a\\"","newValue":"\\"b\\""}]}],\
            "additionalDetails":[{"key":"Reason","value":"ticket"}]}}""";

    private static CollectingSink read(String text) {
        return CollectingSink.of(EventFormat.ENTRA, CollectingSink.source(text));
    }

    private static String signIn(String outer, String inner) {
        return "{\"category\":\"SignInLogs\",\"tenantId\":\"t-1\",\"time\":\"2026-02-01T10:00:00Z\"" + outer
                + ",\"properties\":{\"userId\":\"u-9\",\"userPrincipalName\":\"al@example.org\"" + inner + "}}";
    }

    @Test
    void anAuditIsAMomentAboutTheUserItWasDoneTo() {
        CollectingSink sink = read(AUDIT);

        assertThat(sink.faults).isEmpty();
        SecurityEvent event = sink.events.get(0);
        assertThat(event.category()).isEqualTo(EventCategory.AZURE_AD_AUDIT);
        assertThat(event.eventType()).isEqualTo("Reset user password");
        assertThat(event.user()).contains(new EventUser("u-2", "bo@example.org"));
        assertThat(event.sourceCompanyId()).isEqualTo("t-1");
        assertThat(event.externalId()).isEqualTo("Directory_1:" + event.eventType());
        assertThat(event.stableId()).isFalse();
        assertThat(event.severity()).isEqualTo(Severity.LOW);
        assertThat(event.occurredAt()).isEqualTo(Instant.parse("2026-02-01T09:59:59.123456700Z"));
        assertThat(event.attributes())
                .containsEntry("initiator", "admin@example.org")
                .containsEntry("target", "Staff")
                .containsEntry("target.2", "bo@example.org")
                .containsEntry("detail.Reason", "ticket")
                .containsEntry("changed.Flag", "\"a\" → \"b\"");
    }

    @Test
    void withoutATargetUserItIsAboutTheInitiator() {
        SecurityEvent event = read(AUDIT.replace("\"type\":\"User\"", "\"type\":\"Device\""))
                .events
                .get(0);

        assertThat(event.user()).contains(new EventUser("u-admin", "admin@example.org"));
    }

    @Test
    void anExportWithJsonInsideTextIsReadAlike() {
        String exported = """
                {"TenantId":"workspace","SourceSystem":"Azure AD","TimeGenerated":"2026-02-01T09:59:59.5Z",\
                "OperationName":"Update application","Category":"ApplicationManagement","AADTenantId":"t-1","Id":"D_1",\
                "ActivityDisplayName":"Update application – Certificates and secrets management ",\
                "InitiatedBy":"{\\"user\\":{\\"id\\":\\"u-1\\",\\"userPrincipalName\\":\\"al@example.org\\"}}",\
                "TargetResources":"[{\\"type\\":\\"Application\\",\\"displayName\\":\\"App\\"}]"}""";
        SecurityEvent event = read(exported).events.get(0);

        assertThat(event.sourceCompanyId()).isEqualTo("t-1");
        assertThat(event.eventType()).isEqualTo("Update application – Certificates and secrets management");
        assertThat(event.severity()).isEqualTo(Severity.HIGH);
        assertThat(event.user()).contains(new EventUser("u-1", "al@example.org"));
        assertThat(event.title()).endsWith("management: App");
        assertThat(read(exported.replace("\"AADTenantId\":\"t-1\"", "\"ResourceId\":\"/tenants/t-2/providers/x\""))
                        .events
                        .get(0)
                        .sourceCompanyId())
                .isEqualTo("t-2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ,"resultType":"50126"                              | ``                                  | 50126
            ,"resulttype":7000215                              | ,"status":{"errorCode":7000215}     | 7000215
            ,"resultType":"Failure","resultSignature":"None"   | ,"status":{"errorCode":50053}       | 50053
            ,"resultType":"Failure"                            | ``                                  | Failure
            ,"resultType":"0","resultSignature":"FAILURE"      | ``                                  | Failure
            ,"resultType":""                                   | ,"status":{"errorCode":1}           | 1
            ``                                                 | ,"status":"{\\"errorCode\\":50034}" | 50034
            """)
    void aFailedSignInIsAnErrorWithItsCode(String outer, String inner, String code) {
        CollectingSink sink = read(signIn(outer, inner));

        assertThat(sink.faults).isEmpty();
        assertThat(sink.events).singleElement().satisfies(event -> {
            assertThat(event.category()).isEqualTo(EventCategory.AZURE_AD_ERROR);
            assertThat(event.eventType()).isEqualTo(code);
            assertThat(event.severity()).isEqualTo(Severity.MEDIUM);
            assertThat(event.user()).contains(new EventUser("u-9", "al@example.org"));
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ,"resultType":"0"          | ``
            ,"resultType":0            | ,"status":{"errorCode":0}
            ,"resultType":"Success"    | ``
            ,"resultSignature":"SUCCESS" | ``
            """)
    void aSuccessfulSignInIsSkipped(String outer, String inner) {
        CollectingSink sink = read(signIn(outer, inner));

        assertThat(sink.events).isEmpty();
        assertThat(sink.faults).isEmpty();
        assertThat(sink.skipped).containsExactly(EntraRecords.SUCCESSFUL);
    }

    @Test
    void allKindsOfSignInAreTold() {
        for (String kind : new String[] {
            "NonInteractiveUserSignInLogs", "ServicePrincipalSignInLogs", "ManagedIdentitySignInLogs", "ADFSSignInLogs"
        }) {
            String line = signIn(",\"resultType\":\"5\"", "").replace("SignInLogs", kind);
            assertThat(read(line).events)
                    .singleElement()
                    .returns(EventCategory.AZURE_AD_ERROR, SecurityEvent::category);
        }
    }

    @Test
    void anApplicationThatSignsInIsAnAssetAndNoUser() {
        String line = signIn(",\"resultType\":\"5\"", ",\"servicePrincipalName\":\"backup\"")
                .replaceAll("\"userId\":\"u-9\",\"userPrincipalName\":\"al@example.org\",", "");
        SecurityEvent event = read(line).events.get(0);

        assertThat(event.user()).isEmpty();
        assertThat(event.asset()).contains("backup");
    }

    @Test
    void aSignInThatDoesNotSayHowItEndedIsAFault() {
        assertThat(read(signIn("", "")).faults).singleElement().returns("resultType", ReadFault::field);
    }

    @Test
    void anotherCategoryIsSkippedUnlessItHasTheShapeOfAnAudit() {
        CollectingSink sink = read("{\"category\":\"RiskyUsers\",\"tenantId\":\"t\",\"operationName\":\"Risky user\"}\n"
                + AUDIT.replace("\"category\":\"AuditLogs\"", "\"category\":\"Policy\""));

        assertThat(sink.skipped).containsExactly(EntraRecords.OTHER_CATEGORY);
        assertThat(sink.events).hasSize(1);
    }

    @Test
    void whatIsNoRecordIsAFaultAndTheRestGoesOn() {
        CollectingSink sink =
                read("nonsense\n{}\n" + AUDIT.replaceAll("\"(time|activityDateTime)\":\"[^\"]*\"", "\"$1\":\"noon\"")
                        + "\n" + AUDIT.replace("u-2", "u".repeat(201)) + "\n" + AUDIT);

        assertThat(sink.faults).extracting(ReadFault::line).containsExactly(1L, 2L, 3L, 4L);
        assertThat(sink.faults).extracting(ReadFault::field).containsExactly(null, "category", "time", "user.objectId");
        assertThat(sink.events).hasSize(1);
    }

    @Test
    void theCompanyIsTheTenantUnlessItIsUnknownAndOneIsGiven() {
        String nameless = AUDIT.replace("\"tenantId\":\"t-1\",", "");
        ReadSource unknown = CollectingSink.source(AUDIT).withCompany("contoso").withKnownCompany(id -> false);
        ReadSource known = CollectingSink.source(AUDIT).withCompany("contoso").withKnownCompany("t-1"::equals);
        ReadSource onlyGiven = CollectingSink.source(nameless).withCompany("contoso");
        ReadSource onlyUnknown = CollectingSink.source(AUDIT).withKnownCompany(id -> false);

        assertThat(CollectingSink.of(EventFormat.ENTRA, unknown).events.get(0).sourceCompanyId())
                .isEqualTo("contoso");
        assertThat(CollectingSink.of(EventFormat.ENTRA, known).events.get(0).sourceCompanyId())
                .isEqualTo("t-1");
        assertThat(CollectingSink.of(EventFormat.ENTRA, onlyGiven).events.get(0).sourceCompanyId())
                .isEqualTo("contoso");
        assertThat(CollectingSink.of(EventFormat.ENTRA, onlyUnknown)
                        .events
                        .get(0)
                        .sourceCompanyId())
                .isEqualTo("t-1");
        assertThat(read(nameless).faults).singleElement().satisfies(fault -> {
            assertThat(fault.field()).isEqualTo("tenantId");
            assertThat(fault.message()).contains("--company ID");
        });
    }

    @Test
    void withoutAnIdTheContentIdentifiesWhateverTheOrderOfFields() {
        String one =
                "{\"category\":\"AuditLogs\",\"tenantId\":\"t\",\"operationName\":\"Op\",\"time\":\"2026-02-01 10:00:00\"}";
        String turned =
                "{\"time\":\"2026-02-01 10:00:00\",\"operationName\":\"Op\",\"tenantId\":\"t\",\"category\":\"AuditLogs\"}";
        String other = one.replace("10:00:00", "10:00:01");

        assertThat(read(turned).keys()).isEqualTo(read(one).keys());
        assertThat(read(other).events.get(0).externalId())
                .isNotEqualTo(read(one).events.get(0).externalId());
    }

    @Test
    void theRecordsOfAnEventHubAreReadOneByOne() {
        CollectingSink sink = read("{\"records\":[" + AUDIT + ",7," + signIn(",\"resultType\":\"0\"", "") + "]}");

        assertThat(sink.events).hasSize(1);
        assertThat(sink.faults).hasSize(1);
        assertThat(sink.skipped).hasSize(1);
    }
}
