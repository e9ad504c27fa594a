package dev.tocsin.msgraph.source.record;

import dev.tocsin.core.event.Severity;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an event of Windows changed, as a person would tell it.
 *
 * @param type the kind, more exactly where the record tells
 * @param severity how bad it is for what it was done to
 * @param user the affected account, or null if none is
 * @param group the group, or null if none is
 * @param subject what it was done to, for a title; null if that is nothing with a name
 */
record WindowsChange(
        String type,
        Severity severity,
        @Nullable String user,
        @Nullable String group,
        @Nullable String subject) {
    /** The event whose field for the target's domain holds the computer that the attempts came from. */
    static final int LOCKED_OUT = 4740;

    private static final int RENAMED = 4781;
    /** Groups whose members rule a domain or a domain controller, by name; by SID they are known in every language. */
    private static final Set<String> RULING = Set.of(
            "domain admins",
            "enterprise admins",
            "schema admins",
            "administrators",
            "account operators",
            "server operators",
            "backup operators",
            "print operators",
            "group policy creator owners",
            "key admins",
            "enterprise key admins",
            "dnsadmins");

    private static final Pattern RULING_SID =
            Pattern.compile("S-1-5-21-[\\d-]+-(512|516|518|519|520|526|527)|S-1-5-32-(544|548|549|550|551)");

    static WindowsChange of(WindowsRecord record, int id, WindowsKind kind) {
        String target = WindowsAuditEvents.account(record, "TargetDomainName", "TargetUserName");
        return switch (kind.concern()) {
            case ACCOUNT -> account(record, id, kind, target);
            case GROUP -> new WindowsChange(kind.type(), ofGroup(record, kind, false), null, target, target);
            case MEMBER -> {
                String name = record.data("MemberName");
                String member = name == null ? record.data("MemberSid") : name;
                boolean added = kind.type().startsWith("Member added");
                String subject = (member == null ? "a member" : member) + (target == null ? "" : " – " + target);
                yield new WindowsChange(kind.type(), ofGroup(record, kind, added), member, target, subject);
            }
            case COMPUTER -> new WindowsChange(kind.type(), kind.severity(), target, null, target);
            case OBJECT -> object(record, kind);
            case POLICY -> {
                String domain = record.data("DomainName");
                domain = domain == null ? record.data("ForestRoot") : domain;
                yield new WindowsChange(kind.type(), kind.severity(), null, null, domain);
            }
        };
    }

    private static WindowsChange account(WindowsRecord record, int id, WindowsKind kind, @Nullable String target) {
        String user = target;
        if (id == LOCKED_OUT) {
            user = WindowsAuditEvents.account(record, "SubjectDomainName", "TargetUserName");
        } else if (id == RENAMED) {
            user = WindowsAuditEvents.account(record, "TargetDomainName", "NewTargetUserName");
        }
        user = user == null ? record.data("TargetSid") : user;
        return new WindowsChange(kind.type(), kind.severity(), user, null, user);
    }

    private static Severity ofGroup(WindowsRecord record, WindowsKind kind, boolean added) {
        String name = record.data("TargetUserName");
        String sid = record.data("TargetSid");
        boolean rules = (name != null && RULING.contains(name.toLowerCase(Locale.ROOT)))
                || (sid != null && RULING_SID.matcher(sid).matches());
        if (!rules) {
            return kind.severity();
        }
        return added ? Severity.HIGH : Severity.MEDIUM;
    }

    private static WindowsChange object(WindowsRecord record, WindowsKind kind) {
        String name = record.data("ObjectDN");
        name = name == null ? record.data("NewObjectDN") : name;
        String attribute = record.data("AttributeLDAPDisplayName");
        if ("groupPolicyContainer".equalsIgnoreCase(record.data("ObjectClass"))) {
            return new WindowsChange(
                    kind.type().replace("Directory object", "Group policy"), Severity.HIGH, null, null, name);
        }
        if ("gPLink".equalsIgnoreCase(attribute)) {
            return new WindowsChange("Group policy link changed", Severity.HIGH, null, null, name);
        }
        boolean rights = "nTSecurityDescriptor".equalsIgnoreCase(attribute);
        return new WindowsChange(
                rights ? "Permissions of a directory object changed" : kind.type(),
                rights ? Severity.MEDIUM : kind.severity(),
                null,
                null,
                name);
    }

    /** Some of the codes that Windows writes for words. */
    static @Nullable String words(@Nullable String value) {
        return value == null
                ? null
                : switch (value) {
                    case "%%14674" -> "value added";
                    case "%%14675" -> "value deleted";
                    case "%%14676" -> "Active Directory Domain Services";
                    default -> value;
                };
    }
}
