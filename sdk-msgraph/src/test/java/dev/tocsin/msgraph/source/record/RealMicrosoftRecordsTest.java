package dev.tocsin.msgraph.source.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tocsin.core.event.EventUser;
import dev.tocsin.core.event.SecurityEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Real records, where the system property {@code tocsin.shared} tells their place. What each is was written down by a person who read
 * it: line, category, severity, company, the user's object id and principal name, the asset of a sign-in without user, event type.
 */
@Tag("contract")
class RealMicrosoftRecordsTest {
    private static final String SHARED = System.getProperty("tocsin.shared", "");

    @BeforeEach
    void needsTheRecords() {
        assumeTrue(!SHARED.isEmpty(), "the system property tocsin.shared is not set");
    }

    private static List<String> read(RecordReader reader, String name) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of(SHARED, "events", name))) {
            return reader.readLines(lines, Read.CONTEXT)
                    .map(one -> one.line() + " | " + described(one.reading()))
                    .toList();
        }
    }

    private static String described(RecordReading reading) {
        if (reading instanceof RecordReading.Events found && found.events().size() == 1) {
            SecurityEvent event = found.events().get(0);
            Optional<EventUser> user = event.user();
            return String.join(
                    " | ",
                    event.category().label(),
                    event.severity().name(),
                    event.sourceCompanyId(),
                    user.map(EventUser::objectId).orElse("-"),
                    user.map(EventUser::principalName).orElse("-"),
                    event.asset().orElse("-"),
                    event.eventType());
        }
        return reading.toString();
    }

    @Test
    void eachOfTheTwentyFourDiagnosticRecordsIsWhatAPersonTakesItFor() throws IOException {
        assertThat(read(new EntraRecords(), "entra-diagnostics.jsonl"))
                .isEqualTo("""
                1 | Azure AD Audit | HIGH | tenant-abc | admin-compromised-001 | denethor@lotr.com | - | Update authentication methods policy
                2 | PassedBy[reason=successful sign-in]
                3 | Azure AD Audit | HIGH | tenant-123 | admin-attacker-123 | frodo@lotr.com | - | Set federation settings on domain
                4 | Azure AD Audit | HIGH | tenant-123 | user-admin-789 | denethor@lotr.com | - | User has elevated their access to User Access Administrator for their Azure Resources
                5 | Azure AD Error | MEDIUM | tenant-123 | user-001 | boromir@lotr.com | - | 50053
                6 | Azure AD Error | MEDIUM | tenant-mscorp | user-ms-001 | user1@microsoft.com | - | 50053
                7 | PassedBy[reason=successful sign-in]
                8 | PassedBy[reason=successful sign-in]
                9 | PassedBy[reason=successful sign-in]
                10 | Azure AD Audit | LOW | 123456789 | 123456789 | - | - | Invite external user
                11 | Azure AD Audit | LOW | 123456789 | 123456789 | - | - | Invite external user
                12 | Azure AD Error | MEDIUM | a2aa49aa-2c0c-49d2-af87-f402c421df0b | - | - | some-service-principal | 7000215
                13 | PassedBy[reason=successful sign-in]
                14 | Azure AD Audit | HIGH | 123456789 | 123456789b | denethor@lotr.com | - | Update conditional access policy
                15 | PassedBy[reason=successful sign-in]
                16 | Azure AD Audit | HIGH | 12341234 | 234526234 | aragorn@lotr.com | - | Delete conditional access policy
                17 | Azure AD Audit | LOW | 12341235 | 12345123 | Kratos@onmicrosoft.com | - | Added policy
                18 | Azure AD Error | MEDIUM | a2aa49aa-2c0c-49d2-af87-f402c421df0b | - | - | some-service-principal | 7000215
                19 | Azure AD Error | MEDIUM | a2aa49aa-2c0c-49d2-af87-f402c421df0b | - | - | some-service-principal | 7000215
                20 | Azure AD Audit | HIGH | 12345 | 12345 | - | - | Add member to role in PIM completed (permanent)
                21 | Azure AD Audit | HIGH | 12345 | 12345 | - | - | Add member to role
                22 | Azure AD Error | MEDIUM | tenant-ghi | user-attacker-999 | attacker@company.com | - | 50126
                23 | Azure AD Audit | HIGH | tenant-ghi | admin-cloud-456 | cloudadmin@company.com | - | Add service principal
                24 | PassedBy[reason=successful sign-in]""".lines().toList());
    }

    @Test
    void eachOfTheFourExportedRecordsIsAnAuditByTheOneAdministrator() throws IOException {
        assertThat(read(new EntraRecords(), "entra-audit-export.jsonl"))
                .isEqualTo("""
                1 | Azure AD Audit | HIGH | 00000000-0000-0000-0000-000000000000 | aead923d-498b-4f64-a66c-2af91447a8b6 | pgustavo@simulandlabs.com | - | Update application – Certificates and secrets management
                2 | Azure AD Audit | HIGH | 00000000-0000-0000-0000-000000000000 | aead923d-498b-4f64-a66c-2af91447a8b6 | pgustavo@simulandlabs.com | - | Update application – Certificates and secrets management
                3 | Azure AD Audit | LOW | 00000000-0000-0000-0000-000000000000 | aead923d-498b-4f64-a66c-2af91447a8b6 | pgustavo@simulandlabs.com | - | Update application
                4 | Azure AD Audit | HIGH | 00000000-0000-0000-0000-000000000000 | aead923d-498b-4f64-a66c-2af91447a8b6 | pgustavo@simulandlabs.com | - | Add delegated permission grant""".lines().toList());
    }

    @Test
    void bothAlertsAreProblemsOfTheirUser() throws IOException {
        assertThat(read(new SecurityAlerts(), "graph-security-alerts.jsonl"))
                .isEqualTo("""
                1 | Problems | MEDIUM | 12345-abcde-a1b2k3 | 011d5ede-0faa-4946-a25e-b2cd0c47a52c | homer.simpson@corporation.onmicrosoft.com | - | Anonymous IP address
                2 | Problems | HIGH | abcdef-123456-ghijklmn | - | homer.simpson@corporation.onmicrosoft.com | - | Password Spray""".lines().toList());
    }
}
