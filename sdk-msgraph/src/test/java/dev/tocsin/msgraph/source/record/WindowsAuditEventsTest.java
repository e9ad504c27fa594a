package dev.tocsin.msgraph.source.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.event.DeliveryKey;
import dev.tocsin.core.event.EventCategory;
import dev.tocsin.core.event.EventUser;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.event.Severity;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WindowsAuditEventsTest {
    private static final RecordContext CONTOSO = Read.CONTEXT.withCompany("contoso");

    private final WindowsAuditEvents windows = new WindowsAuditEvents();

    private List<RecordReading> read(String name) throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(getClass().getResourceAsStream("/windows/" + name), name),
                StandardCharsets.UTF_8))) {
            return windows.readLines(lines.lines(), CONTOSO)
                    .map(LineReading::reading)
                    .toList();
        }
    }

    private List<String> described(String name) throws IOException {
        return read(name).stream().map(WindowsAuditEventsTest::described).toList();
    }

    private static String described(RecordReading reading) {
        if (!(reading instanceof RecordReading.Events found)) {
            return reading.toString();
        }
        SecurityEvent event = found.events().get(0);
        return String.join(
                " | ",
                event.severity().name(),
                event.title(),
                event.user().map(EventUser::label).orElse("-"),
                event.asset().orElse("-"),
                event.occurredAt().toString());
    }

    private SecurityEvent event(String json) {
        List<SecurityEvent> events = Read.events(windows.read(json, CONTOSO));
        assertThat(events).as("events of " + json).hasSize(1);
        return events.get(0);
    }

    @Test
    void eventsOfPowerShellAreReadByPosition() throws IOException {
        assertThat(described("powershell.jsonl")).isEqualTo("""
                MEDIUM | User account locked out: CONTOSO\\bo | CONTOSO\\bo | DC01.contoso.local | 2026-03-02T10:00:00.123Z
                HIGH | Member added to global security group: CN=Eve Adams,CN=Users,DC=contoso,DC=local – CONTOSO\\Domain Admins | CN=Eve Adams,CN=Users,DC=contoso,DC=local | DC01.contoso.local | 2026-03-02T10:00:00.123Z
                LOW | User account changed: CONTOSO\\bo | CONTOSO\\bo | DC01.contoso.local | 2026-03-02T10:00:00.123456700Z
                HIGH | Audit log cleared | CONTOSO\\dadmin | DC01.contoso.local | 2026-03-02T10:00:00.123Z
                LOW | Password change attempted: CONTOSO\\bo (failed) | CONTOSO\\bo | DC01.contoso.local | 2026-03-02T10:00:00.123Z
                PassedBy[reason=routine of a machine's own account]
                PassedBy[reason=of a kind that is not read]""".lines().toList());
        SecurityEvent changed = Read.events(read("powershell.jsonl")).get(2);
        assertThat(changed.attributes())
                .containsEntry("actor", "CONTOSO\\dadmin")
                .containsEntry("actorSid", "S-1-5-21-3457937927-2839227994-823803824-1104")
                .containsEntry("DisplayName", "Bo B")
                .containsEntry("NewUacValue", "0x211")
                .doesNotContainKeys("Dummy", "HomePath", "AccountExpires");
        assertThat(changed.category()).isEqualTo(EventCategory.AD_AUDIT);
        assertThat(changed.source()).isEqualTo("windows");
        assertThat(changed.sourceCompanyId()).isEqualTo("contoso");
    }

    @Test
    void eventsOfWinlogbeatAreRead() throws IOException {
        assertThat(described("winlogbeat.jsonl")).isEqualTo("""
                MEDIUM | User account locked out: CONTOSO\\bo | CONTOSO\\bo | DC01.contoso.local | 2026-03-02T10:00:00.123Z
                HIGH | Audit log cleared | CONTOSO\\dadmin | DC01.contoso.local | 2026-03-02T10:00:00.123Z
                PassedBy[reason=not of the Security log]""".lines().toList());
    }

    @Test
    void eventsOfNxlogAreReadAndALocalizedGroupIsKnownByItsSid() throws IOException {
        assertThat(described("nxlog.jsonl")).isEqualTo("""
                HIGH | Member added to local security group: S-1-5-21-3457937927-2839227994-823803824-2002 – Builtin\\Administratoren | S-1-5-21-3457937927-2839227994-823803824-2002 | DC01.contoso.local | 2026-03-02T10:00:00.123456Z
                HIGH | Directory Services Restore Mode password set (failed) | CONTOSO\\dadmin | DC01.contoso.local | 2026-03-02T10:00:00Z""".lines().toList());
    }

    @Test
    void eventsOfEvtxDumpAreReadWithDataByNameOrInAList() throws IOException {
        assertThat(described("evtx-dump.jsonl")).isEqualTo("""
                LOW | User account created: CONTOSO\\eve | CONTOSO\\eve | DC01.contoso.local | 2026-03-02T10:00:00.123456Z
                HIGH | Group policy changed: CN={31B2F340},CN=Policies,CN=System,DC=contoso,DC=local | CONTOSO\\dadmin | DC01.contoso.local | 2026-03-02T10:00:00.123456Z
                HIGH | Audit log cleared | CONTOSO\\dadmin | DC01.contoso.local | 2026-03-02T10:00:00.123456Z""".lines().toList());
        assertThat(Read.events(read("evtx-dump.jsonl")).get(1).attributes())
                .containsEntry("OperationType", "value added");
    }

    @Test
    void eventsOfWazuhAndAzureMonitorAreRead() throws IOException {
        assertThat(described("wazuh.jsonl"))
                .containsExactly(
                        "MEDIUM | User account locked out: CONTOSO\\bo | CONTOSO\\bo | DC01.contoso.local | 2026-03-02T10:00:00.123456700Z");
        assertThat(described("azure-monitor.jsonl")).isEqualTo("""
                MEDIUM | Account renamed: CONTOSO\\bob | CONTOSO\\bob | DC01.contoso.local | 2026-03-02T10:00:00.123456700Z
                HIGH | System audit policy changed | - | DC01.contoso.local | 2026-03-02T10:00:00.123456700Z""".lines().toList());
    }

    @Test
    void oneEventByManyWaysIsOneDelivery() throws IOException {
        Set<DeliveryKey> lockOuts = new TreeSet<>();
        Set<DeliveryKey> clearings = new TreeSet<>();
        for (String name : List.of("powershell.jsonl", "winlogbeat.jsonl", "evtx-dump.jsonl", "wazuh.jsonl")) {
            for (SecurityEvent event : Read.events(read(name))) {
                if (event.eventType().equals("User account locked out")) {
                    lockOuts.add(DeliveryKey.of(event));
                } else if (event.eventType().equals("Audit log cleared")) {
                    clearings.add(DeliveryKey.of(event));
                }
            }
        }
        assertThat(lockOuts).hasSize(1);
        assertThat(clearings).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            4722 | User account enabled | LOW
            4724 | Password reset attempted | LOW
            4725 | User account disabled | LOW
            4726 | User account deleted | MEDIUM
            4767 | User account unlocked | LOW
            4765 | SID history added to an account | HIGH
            4766 | Adding SID history to an account failed | HIGH
            4741 | Computer account created | LOW
            4743 | Computer account deleted | LOW
            4727 | Global security group created | LOW
            4737 | Global security group changed | LOW
            4730 | Global security group deleted | MEDIUM
            4731 | Local security group created | LOW
            4735 | Local security group changed | LOW
            4734 | Local security group deleted | MEDIUM
            4754 | Universal security group created | LOW
            4755 | Universal security group changed | LOW
            4758 | Universal security group deleted | MEDIUM
            4729 | Member removed from global security group | LOW
            4733 | Member removed from local security group | LOW
            4756 | Member added to universal security group | LOW
            4757 | Member removed from universal security group | LOW
            4764 | Group type changed | MEDIUM
            4739 | Domain policy changed | HIGH
            4713 | Kerberos policy changed | HIGH
            4706 | Trust to a domain created | HIGH
            4707 | Trust to a domain removed | HIGH
            4716 | Trust to a domain changed | HIGH
            4704 | User right assigned | MEDIUM
            4705 | User right removed | LOW
            4715 | Audit policy of an object changed | HIGH
            4817 | Auditing of objects changed | MEDIUM
            5137 | Directory object created | LOW
            5141 | Directory object deleted | LOW
            5138 | Directory object undeleted | LOW
            5139 | Directory object moved | LOW
            4717 | Logon right granted | MEDIUM
            4718 | Logon right removed | LOW
            4714 | Data recovery policy of encrypted files changed | HIGH
            4912 | Audit policy of a user changed | HIGH
            4907 | Auditing of an object changed | LOW
            4865 | Trusted forest entry added | HIGH
            4866 | Trusted forest entry removed | HIGH
            4867 | Trusted forest entry changed | HIGH
            4744 | Local distribution group created | LOW
            4745 | Local distribution group changed | LOW
            4746 | Member added to local distribution group | LOW
            4747 | Member removed from local distribution group | LOW
            4748 | Local distribution group deleted | LOW
            4749 | Global distribution group created | LOW
            4750 | Global distribution group changed | LOW
            4751 | Member added to global distribution group | LOW
            4752 | Member removed from global distribution group | LOW
            4753 | Global distribution group deleted | LOW
            4759 | Universal distribution group created | LOW
            4760 | Universal distribution group changed | LOW
            4761 | Member added to universal distribution group | LOW
            4762 | Member removed from universal distribution group | LOW
            4763 | Universal distribution group deleted | LOW
            4780 | Permissions of a protected account set | LOW
            4782 | Password hash of an account read | HIGH
            """)
    void eachChangeHasItsWordsAndSeverity(int id, String type, Severity severity) {
        SecurityEvent event = event("{\"EventID\":" + id
                + ",\"TimeGenerated\":\"2026-03-02T10:00:00Z\",\"Computer\":\"DC01\",\"TargetUserName\":\"thing\","
                + "\"SubjectUserName\":\"dadmin\"}");

        assertThat(event.eventType()).isEqualTo(type);
        assertThat(event.severity()).isEqualTo(severity);
    }

    @Test
    void whatAPersonDoesToAMachineIsNoRoutine() {
        String byMachine = "{\"EventID\":4742,\"TimeGenerated\":\"2026-03-02T10:00:00Z\",\"Computer\":\"DC01\","
                + "\"TargetUserName\":\"PC-7$\",\"SubjectUserName\":\"PC-7$\",\"PasswordLastSet\":\"today\"}";

        assertThat(windows.read(byMachine, CONTOSO))
                .containsExactly(new RecordReading.PassedBy(WindowsAuditEvents.ROUTINE));
        assertThat(event(byMachine.replace("\"SubjectUserName\":\"PC-7$\"", "\"SubjectUserName\":\"eve\""))
                        .user())
                .contains(new EventUser(null, "PC-7$"));
        assertThat(event(byMachine.replace("PasswordLastSet", "AllowedToDelegateTo"))
                        .eventType())
                .isEqualTo("Computer account changed");
    }

    private static String change(int id, String target, String subject, String more) {
        return "{\"EventID\":" + id + ",\"TimeGenerated\":\"2026-03-02T10:00:00Z\",\"Computer\":\"DC01.contoso.local\","
                + "\"TargetUserName\":\"" + target
                + "\",\"TargetDomainName\":\"CONTOSO\",\"TargetSid\":\"S-1-5-21-1-2-3-1000\","
                + "\"SubjectDomainName\":\"CONTOSO\"," + subject + more + "}";
    }

    private static String subject(String sid, String name) {
        return "\"SubjectUserSid\":\"" + sid + "\",\"SubjectUserName\":\"" + name + "\"";
    }

    private static final String SELF = "S-1-5-21-1-2-3-1000";
    private static final String OTHER = "S-1-5-21-1-2-3-1001";
    private static final String PASSWORD = ",\"PasswordLastSet\":\"3/2/2026 10:00:00 AM\"";

    @Test
    void aMachinesOwnDailyChangesAreRoutine() {
        String spn = ",\"ServicePrincipalNames\":\"HOST/PC-7 HOST/PC-7.contoso.local\"";
        String controllers = ",\"ServicePrincipalNames\":\"HOST/DC01 GC/DC01.contoso.local/contoso.local\"";
        for (String routine : List.of(
                change(4742, "PC-7$", subject(SELF, "PC-7$"), PASSWORD + spn),
                change(4742, "PC-7$", subject("S-1-5-18", "DC01$"), PASSWORD),
                change(4742, "DC01$", subject("S-1-5-18", "DC01$"), controllers),
                change(4723, "PC-7$", subject(SELF, "PC-7$"), ""),
                change(4780, "PC-7$", subject("S-1-5-7", "ANONYMOUS LOGON"), ""))) {
            assertThat(windows.read(routine, CONTOSO))
                    .as(routine)
                    .containsExactly(new RecordReading.PassedBy(WindowsAuditEvents.ROUTINE));
        }
    }

    @Test
    void whatOthersDoToAMachinesAccountIsAnEvent() {
        String anonymous = subject("S-1-5-7", "ANONYMOUS LOGON");
        String zerologon = change(4742, "DC01$", anonymous, PASSWORD);
        assertThat(event(zerologon).severity()).isEqualTo(Severity.HIGH);
        assertThat(event(change(4742, "DC02$", anonymous, PASSWORD + ",\"NewUacValue\":\"0x2100\""))
                        .severity())
                .isEqualTo(Severity.HIGH);
        assertThat(event(change(4742, "PC-7$", anonymous, PASSWORD)).severity()).isEqualTo(Severity.LOW);
        assertThat(event(change(4720, "backdoor$", subject("S-1-5-18", "DC01$"), ""))
                        .severity())
                .isEqualTo(Severity.MEDIUM);
        assertThat(event(change(4724, "DC02$", subject(OTHER, "WS7$"), "")).severity())
                .isEqualTo(Severity.MEDIUM);
        assertThat(event(change(4765, "PC-7$", subject("S-1-5-18", "DC01$"), ""))
                        .severity())
                .isEqualTo(Severity.HIGH);
        String spn = ",\"ServicePrincipalNames\":\"HOST/DC01\"";
        assertThat(event(change(4742, "DC01$", subject(OTHER, "WS7$"), spn)).severity())
                .isEqualTo(Severity.MEDIUM);
        assertThat(event(change(4742, "PC-7$", subject(OTHER, "PC-7$"), PASSWORD))
                        .eventType())
                .as("another domain's machine of the same name")
                .isEqualTo("Computer account changed");
        String controller = ",\"ServicePrincipalNames\":\"HOST/PC-7 GC/PC-7.contoso.local/contoso.local\"";
        assertThat(event(change(4742, "PC-7$", subject(SELF, "PC-7$"), controller))
                        .severity())
                .isEqualTo(Severity.MEDIUM);
    }

    @Test
    void auditingThatWindowsItselfSetsIsPassedByForThatReason() {
        assertThat(windows.read(change(4907, "-", subject("S-1-5-18", "DC01$"), ""), CONTOSO))
                .containsExactly(new RecordReading.PassedBy(WindowsAuditEvents.AUDITING_BY_SYSTEM));
    }

    @Test
    void aByteOrderMarkIsPassedOver() {
        String one = change(4740, "bo", subject("S-1-5-18", "DC01$"), "");

        assertThat(event("\uFEFF" + one).eventType()).isEqualTo("User account locked out");
        assertThat(windows.read("\uFEFF[" + one + "," + one + "]", CONTOSO)).hasSize(2);
        assertThat(windows.readLines(Stream.of("\uFEFF" + one, one), CONTOSO))
                .extracting(LineReading::reading)
                .hasOnlyElementsOfType(RecordReading.Events.class);
        assertThat(windows.readLines(Stream.of("\uFEFF", one), CONTOSO)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "Microsoft-Windows-Security-Auditing,true",
        "Microsoft-Windows-Eventlog,false",
        "Microsoft-Windows-Winlogon,false",
        ",false"
    })
    void whatACollectorWasForwardedIsReadByItsProvider(@Nullable String provider, boolean read) {
        String forwarded = change(
                4740,
                "bo",
                subject("S-1-5-18", "DC01$"),
                ",\"Channel\":\"ForwardedEvents\""
                        + (provider == null ? "" : ",\"ProviderName\":\"" + provider + "\""));

        assertThat(windows.read(forwarded, CONTOSO))
                .hasOnlyElementsOfType(read ? RecordReading.Events.class : RecordReading.PassedBy.class);
        String sourceTells = forwarded.replaceFirst("\\{", "{\"winlog\":{\"channel\":\"Security\"},");
        assertThat(windows.read(sourceTells.replaceFirst(",\"ProviderName\":\"[^\"]*\"", ""), CONTOSO))
                .hasOnlyElementsOfType(RecordReading.Events.class);
    }

    @Test
    void valuesThatPowerShellLostAreUnreadAndNoUserIsMadeOfThem() {
        String lost = "{\"Id\":4740,\"TimeCreated\":\"/Date(1772445600123)/\",\"Properties\":["
                + "\"System.Diagnostics.Eventing.Reader.EventProperty\",\"System.Diagnostics.Eventing.Reader.EventProperty\"]}";

        for (String json :
                List.of(lost, lost.replace("System.Diagnostics.Eventing.Reader.EventProperty", "@{Value=bo}"))) {
            RecordReading.Unread unread = Read.unread(windows, json);
            assertThat(unread.field()).isEqualTo("Properties");
            assertThat(unread.message()).contains("ConvertTo-Json -Depth 4");
        }
    }

    @Test
    void anEventWithoutItsDataIsUnread() {
        String none = "{\"EventID\":4740,\"TimeGenerated\":\"2026-03-02T10:00:00Z\",\"Computer\":\"DC01\"}";

        assertThat(Read.unread(windows, none).field()).isEqualTo("EventData");
        assertThat(event(none.replace("4740", "1102")).severity())
                .as("that the log was cleared counts whoever did it")
                .isEqualTo(Severity.HIGH);
    }

    @Test
    void aRecordThatIsTooLongOrTooDeepLeavesThoseBesideItReadable() {
        String one = change(4740, "bo", subject("S-1-5-18", "DC01$"), "");
        String huge = one.replace("\"bo\"", "\"" + "x".repeat(2_200_000) + "\"");
        String deep = "{\"a\":" + "[".repeat(200_000) + "]".repeat(200_000) + "}";
        for (String list : List.of(
                "[" + one + "," + huge + ", " + deep + "," + one + "]",
                "{\"x\":[1],\"records\": [" + one + "," + huge + "," + deep + "," + one + " ] }")) {
            List<RecordReading> readings = windows.read(list, CONTOSO);
            assertThat(readings).hasSize(4);
            assertThat(List.of(readings.get(0), readings.get(3))).hasOnlyElementsOfType(RecordReading.Events.class);
            assertThat(readings.subList(1, 3)).hasOnlyElementsOfType(RecordReading.Unread.class);
        }
        assertThat(windows.read("[" + one + "," + one, CONTOSO)).hasOnlyElementsOfType(RecordReading.Unread.class);
    }

    @Test
    void withoutARecordNumberTheContentIdentifies() {
        String one =
                "{\"EventID\":4740,\"TimeGenerated\":\"2026-03-02T10:00:00Z\",\"Computer\":\"DC01\",\"TargetUserName\":\"bo\"}";

        assertThat(event(one).externalId()).startsWith("sha256-");
        assertThat(DeliveryKey.of(event(one))).isEqualTo(DeliveryKey.of(event(one)));
        assertThat(DeliveryKey.of(event(one.replace("\"bo\"", "\"al\"")))).isNotEqualTo(DeliveryKey.of(event(one)));
    }

    @Test
    void theCompanyHasToBeGiven() {
        String one =
                "{\"EventID\":4740,\"TargetUserName\":\"bo\",\"TenantId\":\"workspace\",\"TimeGenerated\":\"2026-03-02T10:00:00Z\"}";

        assertThat(Read.unread(windows, one).field()).isEqualTo("tenantId");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "{\"EventID\":\"many\"}",
                "{\"EventID\":[4740]}",
                "{\"EventID\":4740}",
                "{\"EventID\":4740,\"TimeGenerated\":{\"value\":[]}}",
                "{\"EventID\":4740,\"TimeCreated\":\"/Date(999999999999999999)/\"}",
                "{\"Id\":4740,\"TimeCreated\":\"/Date(253402300800000)/\",\"Properties\":\"none\"}",
                "{\"Id\":4740,\"TimeCreated\":\"/Date(1)/\",\"Properties\":[[],{},{\"Value\":{\"Value\":{}}},null]}",
                "{\"Event\":7,\"winlog\":\"x\",\"data\":[],\"EventID\":1102,\"TimeGenerated\":\"2026-03-02T10:00:00Z\"}",
                "{\"Event\":{\"System\":[],\"EventData\":{\"Data\":\"x\"}},\"EventID\":4720,\"TimeGenerated\":\"2026-03-02T10:00:00Z\"}"
            })
    void oddShapesAreReadOrUnreadAndNeverThrow(String json) {
        assertThat(windows.read(json, CONTOSO)).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void hugeAndDeepValuesAreBounded() {
        String huge = "x".repeat(1_000_000);
        SecurityEvent event =
                event("{\"EventID\":4720,\"TimeGenerated\":\"2026-03-02T10:00:00Z\",\"Computer\":\"" + huge
                        + "\",\"EventRecordID\":\"" + huge + "\",\"TargetUserName\":\"" + huge
                        + "\",\"SubjectUserName\":\"" + huge
                        + "\",\"DisplayName\":\"" + huge + "\"}");

        assertThat(event.title()).hasSizeLessThanOrEqualTo(300);
        assertThat(event.asset().orElseThrow()).hasSizeLessThanOrEqualTo(300);
        assertThat(event.attributes().values()).allMatch(value -> value.length() <= 500);
        String deep = "{\"EventID\":4720,\"EventData\":" + "{\"a\":".repeat(200) + "1" + "}".repeat(201);
        assertThat(Read.unread(windows, deep).message()).startsWith("not JSON");
    }
}
