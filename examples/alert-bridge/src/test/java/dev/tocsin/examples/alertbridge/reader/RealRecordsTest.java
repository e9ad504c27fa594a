package dev.tocsin.examples.alertbridge.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tocsin.core.event.EventCategory;
import dev.tocsin.core.event.EventUser;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.event.Severity;
import dev.tocsin.msgraph.source.record.EntraRecords;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Real records, where the system property {@code tocsin.shared} tells their place; each was read by a person. */
@Tag("contract")
class RealRecordsTest {
    private static final String SHARED = System.getProperty("tocsin.shared", "");

    @BeforeEach
    void needsTheRecords() {
        assumeTrue(!SHARED.isEmpty(), "the system property tocsin.shared is not set");
    }

    private static CollectingSink read(EventFormat format, String name) throws IOException {
        try (InputStream stream = Files.newInputStream(Path.of(SHARED, "events", name))) {
            ReadSource source = ReadSource.of(name, stream).withCompany("contoso");
            assertThat(EventFormat.detect(source.beginning())).contains(format);
            return CollectingSink.of(format, source.withKnownCompany(any -> true));
        }
    }

    private static List<String> described(CollectingSink sink) {
        return sink.events.stream()
                .map(event -> (event.category() == EventCategory.AZURE_AD_AUDIT ? "audit" : "error") + " | "
                        + event.severity() + " | " + event.sourceCompanyId() + " | "
                        + event.user().map(EventUser::label).orElse("-") + " | " + event.eventType() + " | "
                        + event.occurredAt())
                .toList();
    }

    @Test
    void theScanHasSevenHostsAndThirtyFindings() throws IOException {
        CollectingSink sink = read(EventFormat.NESSUS, "scan.nessus");

        assertThat(sink.faults).isEmpty();
        assertThat(sink.summary.complete()).isTrue();
        assertThat(sink.assets)
                .allMatch(ListedAsset::complete)
                .extracting(ListedAsset::name)
                .containsExactlyInAnyOrder(
                        "QA3APP01", "QA3APP02", "QA3APP03", "QA3APP04", "QA3APP05", "QA3APP06", "QA3APP09");
        List<SecurityEvent> problems = sink.events.stream()
                .filter(event -> event.category() == EventCategory.PROBLEMS)
                .toList();
        assertThat(problems).hasSize(30);
        assertThat(problems)
                .filteredOn(event -> event.severity() == Severity.LOW)
                .hasSize(7);
        assertThat(problems)
                .filteredOn(event -> event.severity() == Severity.MEDIUM)
                .hasSize(23);
        assertThat(sink.events).hasSize(60);
        assertThat(sink.keys()).doesNotHaveDuplicates();
        assertThat(sink.skipped).hasSize(266);
        assertThat(sink.summary.bytes()).isEqualTo(Files.size(Path.of(SHARED, "events", "scan.nessus")));
        assertThat(read(EventFormat.NESSUS, "scan.nessus").keys()).isEqualTo(sink.keys());
    }

    @Test
    void eachDiagnosticRecordIsWhatAPersonTakesItFor() throws IOException {
        CollectingSink sink = read(EventFormat.ENTRA, "entra-diagnostics.jsonl");

        assertThat(sink.faults).isEmpty();
        assertThat(described(sink)).isEqualTo("""
                audit | HIGH | tenant-abc | denethor@lotr.com | Update authentication methods policy | 2025-01-15T14:20:35.456789Z
                audit | HIGH | tenant-123 | frodo@lotr.com | Set federation settings on domain | 2025-01-15T09:30:25.123456700Z
                audit | HIGH | tenant-123 | denethor@lotr.com | User has elevated their access to User Access Administrator for their Azure Resources | 2025-01-15T08:45:30.123456700Z
                error | MEDIUM | tenant-123 | boromir@lotr.com | 50053 | 2025-01-15T08:15:23.456Z
                error | MEDIUM | tenant-mscorp | user1@microsoft.com | 50053 | 2025-01-15T10:45:12.345Z
                audit | LOW | 123456789 | 123456789 | Invite external user | 2024-09-23T14:33:09.049661100Z
                audit | LOW | 123456789 | 123456789 | Invite external user | 2024-09-23T14:33:09.049661100Z
                error | MEDIUM | a2aa49aa-2c0c-49d2-af87-f402c421df0b | - | 7000215 | 2023-07-26T22:58:30.983201900Z
                audit | HIGH | 123456789 | denethor@lotr.com | Update conditional access policy | 2024-11-27T03:31:26.708849800Z
                audit | HIGH | 12341234 | aragorn@lotr.com | Delete conditional access policy | 2024-11-27T02:22:58.727028Z
                audit | LOW | 12341235 | Kratos@onmicrosoft.com | Added policy | 2024-11-21T16:47:21.642407Z
                error | MEDIUM | a2aa49aa-2c0c-49d2-af87-f402c421df0b | - | 7000215 | 2023-07-26T22:58:30.983201900Z
                error | MEDIUM | a2aa49aa-2c0c-49d2-af87-f402c421df0b | - | 7000215 | 2023-07-26T22:58:30.983201900Z
                audit | HIGH | 12345 | 12345 | Add member to role in PIM completed (permanent) | 2024-12-16T16:32:16.087554Z
                audit | HIGH | 12345 | 12345 | Add member to role | 2024-12-16T16:32:16.087554Z
                error | MEDIUM | tenant-ghi | attacker@company.com | 50126 | 2025-01-15T15:05:50.678901200Z
                audit | HIGH | tenant-ghi | cloudadmin@company.com | Add service principal | 2025-01-15T15:05:25.678901200Z""".lines().toList());
        // the seven others are sign-ins that succeeded
        assertThat(sink.skipped).containsOnly(EntraRecords.SUCCESSFUL).hasSize(7);
        // masking the records gave some of them one id; by ids, activities and times they are 14 deliveries
        assertThat(sink.keys().stream().distinct()).hasSize(14);
        assertThat(sink.summary.complete()).isTrue();
    }

    @Test
    void eachExportedRecordIsAnAudit() throws IOException {
        CollectingSink sink = read(EventFormat.ENTRA, "entra-audit-export.jsonl");

        assertThat(sink.faults).isEmpty();
        assertThat(described(sink)).isEqualTo("""
                audit | HIGH | 00000000-0000-0000-0000-000000000000 | pgustavo@simulandlabs.com | Update application – Certificates and secrets management | 2021-08-02T13:29:25.983Z
                audit | HIGH | 00000000-0000-0000-0000-000000000000 | pgustavo@simulandlabs.com | Update application – Certificates and secrets management | 2021-08-02T13:29:25.983Z
                audit | LOW | 00000000-0000-0000-0000-000000000000 | pgustavo@simulandlabs.com | Update application | 2021-08-02T13:25:12.246Z
                audit | HIGH | 00000000-0000-0000-0000-000000000000 | pgustavo@simulandlabs.com | Add delegated permission grant | 2021-08-02T13:27:20.017Z""".lines().toList());
        // the first two are one record, exported once for each of its targets' properties
        assertThat(sink.keys().stream().distinct()).hasSize(3);
    }

    @Test
    void bothAlertsAreProblems() throws IOException {
        CollectingSink sink = read(EventFormat.GRAPH_ALERTS, "graph-security-alerts.jsonl");

        assertThat(sink.faults).isEmpty();
        assertThat(sink.skipped).isEmpty();
        assertThat(sink.events)
                .extracting(SecurityEvent::category)
                .containsExactly(EventCategory.PROBLEMS, EventCategory.PROBLEMS);
        assertThat(sink.keys()).doesNotHaveDuplicates();
    }
}
