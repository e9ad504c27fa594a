package dev.tocsin.msgraph.source.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.core.base.BoundedText;
import dev.tocsin.core.event.EventCategory;
import dev.tocsin.core.event.EventUser;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.msgraph.source.record.WindowsKind.Concern;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads audit events of the Security log of Windows, such as a domain controller's, as JSON of PowerShell ({@code Get-WinEvent |
 * ConvertTo-Json -Compress -Depth 4}, without which values are lost), Winlogbeat, NXLog, Wazuh, {@code evtx_dump} or Azure Monitor's {@code SecurityEvent}. Changes of accounts,
 * groups, computers, trusts, policies and directory objects become moments of <em>AD Audit</em>; logons and the rest are passed by, and
 * so is what machines do to their own accounts. Events that a collector
 * forwarded are read from its {@code ForwardedEvents}. These records name no customer: the context has to.
 */
public final class WindowsAuditEvents implements RecordReader {
    /** The source that its events name. */
    public static final String SOURCE = "windows";

    /** Why an event of another number is passed by. */
    public static final String OTHER_EVENT = "of a kind that is not read";

    /** Why an event of another log is passed by. */
    public static final String OTHER_LOG = "not of the Security log";

    /** Why what a machine or the system did to an account by itself is passed by. */
    public static final String ROUTINE = "routine of a machine's own account";

    /** Why the auditing that Windows itself sets on files and keys, as with each update, is passed by. */
    public static final String AUDITING_BY_SYSTEM = "auditing of an object set by Windows itself";

    private static final String AUDITING = "microsoft-windows-security-auditing";
    private static final Set<String> PROVIDERS =
            Set.of("microsoft-windows-security-auditing", "microsoft-windows-eventlog", "eventlog");

    @Override
    public List<RecordReading> read(String json, RecordContext context) {
        return RecordText.read(json, object -> record(object, context));
    }

    private static RecordReading record(ObjectNode object, RecordContext context) throws UnreadableRecordException {
        WindowsRecord record = new WindowsRecord(object);
        int id = record.id();
        String provider = record.provider();
        if ((provider != null && !PROVIDERS.contains(provider.toLowerCase(Locale.ROOT)))
                || !isOfSecurityLog(record, id, provider)) {
            return new RecordReading.PassedBy(OTHER_LOG);
        }
        WindowsKind kind = WindowsKind.of(id);
        if (kind == null) {
            return new RecordReading.PassedBy(OTHER_EVENT);
        }
        record.name(kind.fields());
        if (kind.concern() != Concern.POLICY && kind.fields().stream().allMatch(field -> record.data(field) == null)) {
            throw new UnreadableRecordException(
                    "EventData",
                    "is missing or of a form that is not read; the event's data by name, or by position under Properties, is"
                            + " needed");
        }
        MachineChange machine = new MachineChange(record, id);
        if (machine.isRoutine()) {
            return new RecordReading.PassedBy(ROUTINE);
        }
        if (id == WindowsKind.OBJECT_AUDITING && isAutomatic(record)) {
            return new RecordReading.PassedBy(AUDITING_BY_SYSTEM);
        }
        return new RecordReading.Events(List.of(event(record, id, kind, machine, context)));
    }

    /** A collector logs what was forwarded to it under a name of its own; then the provider tells. */
    private static boolean isOfSecurityLog(WindowsRecord record, int id, @Nullable String provider) {
        List<String> channels = record.channels();
        return channels.isEmpty()
                || channels.contains("security")
                || channels.contains("forwardedevents")
                        && provider != null
                        && (provider.equalsIgnoreCase(AUDITING) || id == WindowsKind.LOG_CLEARED);
    }

    private static boolean isAutomatic(WindowsRecord record) {
        String sid = record.data("SubjectUserSid");
        String name = record.data("SubjectUserName");
        return MachineChange.SYSTEM.equals(sid)
                || MachineChange.ANONYMOUS.equals(sid)
                || (name != null && name.endsWith("$"));
    }

    private static SecurityEvent event(
            WindowsRecord record, int id, WindowsKind kind, MachineChange machine, RecordContext context)
            throws UnreadableRecordException {
        WindowsChange change = WindowsChange.of(record, id, kind);
        Instant at = record.occurredAt();
        String computer = record.computer();
        String recordId = record.recordId();
        boolean numbered = recordId != null && recordId.length() <= 40 && computer != null;
        String externalId =
                numbered ? String.valueOf(computer).toLowerCase(Locale.ROOT) + "/security/" + recordId : record.hash();
        String subject = change.subject();
        RecordAttributes attributes = new RecordAttributes()
                .put("eventId", String.valueOf(id))
                .put("result", record.failed() ? "failure" : "success")
                .put("actor", account(record, "SubjectDomainName", "SubjectUserName"))
                .put("actorSid", record.data("SubjectUserSid"))
                .put("group", change.group())
                .put("callerComputer", id == WindowsChange.LOCKED_OUT ? record.data("TargetDomainName") : null);
        for (String field : kind.fields()) {
            attributes.put(field, WindowsChange.words(record.data(field)));
        }
        return SecurityEvent.builder()
                .msp(context.msp())
                .source(SOURCE)
                .sourceCompanyId(context.companyOf(null))
                .category(EventCategory.AD_AUDIT)
                .externalId(externalId)
                // exports tell fractions of a second more or less exactly
                .deliveryId(numbered ? externalId + "/" + at.getEpochSecond() : null)
                .occurredAt(at)
                .eventType(change.type())
                .severity(machine.severity(change.severity()))
                .title(BoundedText.line(
                        300,
                        change.type() + (subject == null ? "" : ": " + subject) + (record.failed() ? " (failed)" : "")))
                .user(user(change.user(), record))
                .asset(computer)
                .attributes(attributes.values())
                .build();
    }

    /** Whom it was done to; if it was done to none, who did it. */
    private static @Nullable EventUser user(@Nullable String affected, WindowsRecord record) {
        String actor = isAutomatic(record) ? null : account(record, "SubjectDomainName", "SubjectUserName");
        String user = BoundedText.line(320, affected == null ? actor : affected);
        return user == null ? null : new EventUser(null, user);
    }

    /** An account as Windows names it: {@code DOMAIN\name}. */
    static @Nullable String account(WindowsRecord record, String domainField, String nameField) {
        String name = record.data(nameField);
        String domain = record.data(domainField);
        return name == null || domain == null ? name : domain + "\\" + name;
    }
}
