package dev.tocsin.msgraph.source.record;

import dev.tocsin.core.event.Severity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an event of the Security log of Windows is.
 *
 * @param type in a person's words
 * @param severity how bad it ordinarily is
 * @param concern what it was done to
 * @param fields the names of its data in the order in which Windows writes them, for records that have them by position
 * @see <a href="https://learn.microsoft.com/en-us/previous-versions/windows/it-pro/windows-10/security/threat-protection/auditing/advanced-security-audit-policy-settings">Audit
 *     events</a>
 */
record WindowsKind(String type, Severity severity, Concern concern, List<String> fields) {
    /** What can be concerned. */
    enum Concern {
        ACCOUNT,
        GROUP,
        MEMBER,
        COMPUTER,
        OBJECT,
        POLICY
    }

    static final int LOG_CLEARED = 1102;
    static final int OBJECT_AUDITING = 4907;

    private static final List<String> ACTOR =
            List.of("SubjectUserSid", "SubjectUserName", "SubjectDomainName", "SubjectLogonId");
    private static final List<String> TARGET = List.of("TargetUserName", "TargetDomainName", "TargetSid");
    private static final List<String> ACCOUNT = joined(TARGET, ACTOR, List.of("PrivilegeList"));
    private static final List<String> PROPERTIES = List.of(
            "SamAccountName",
            "DisplayName",
            "UserPrincipalName",
            "HomeDirectory",
            "HomePath",
            "ScriptPath",
            "ProfilePath",
            "UserWorkstations",
            "PasswordLastSet",
            "AccountExpires",
            "PrimaryGroupId",
            "AllowedToDelegateTo",
            "OldUacValue",
            "NewUacValue",
            "UserAccountControl",
            "UserParameters",
            "SidHistory",
            "LogonHours");
    private static final List<String> COMPUTER_PROPERTIES =
            joined(PROPERTIES, List.of("DnsHostName", "ServicePrincipalNames"));
    private static final List<String> CHANGES = COMPUTER_PROPERTIES.stream()
            .filter(field -> !field.equals("SamAccountName"))
            .toList();
    private static final List<String> MEMBERSHIP = joined(List.of("MemberName", "MemberSid"), ACCOUNT);
    private static final List<String> GROUP = joined(ACCOUNT, List.of("SamAccountName", "SidHistory"));
    private static final List<String> TRUST =
            List.of("TdoType", "TdoDirection", "TdoAttributes", "SidFilteringEnabled");
    private static final List<String> DOMAIN = List.of("DomainName", "DomainSid");
    private static final List<String> OBJECT = joined(
            List.of("OpCorrelationID", "AppCorrelationID"),
            ACTOR,
            List.of("DSName", "DSType", "ObjectDN", "ObjectGUID", "ObjectClass"));
    private static final Map<Integer, WindowsKind> KINDS = kinds();

    /** The kind of an event by its number; null if it is none that is told. */
    static @Nullable WindowsKind of(int id) {
        return KINDS.get(id);
    }

    /** The names of the data that say what of an account was changed, rather than who, what or where. */
    static List<String> changesOfAccounts() {
        return CHANGES;
    }

    @SafeVarargs
    private static List<String> joined(List<String>... lists) {
        return Stream.of(lists).flatMap(List::stream).toList();
    }

    private static Map<Integer, WindowsKind> kinds() {
        Map<Integer, WindowsKind> kinds = new HashMap<>();
        accounts(kinds);
        groups(kinds);
        policies(kinds);
        return Map.copyOf(kinds);
    }

    private static void accounts(Map<Integer, WindowsKind> kinds) {
        List<String> whole = joined(ACCOUNT, PROPERTIES);
        put(kinds, 4720, "User account created", Severity.LOW, Concern.ACCOUNT, whole);
        put(kinds, 4722, "User account enabled", Severity.LOW, Concern.ACCOUNT, joined(TARGET, ACTOR));
        put(kinds, 4723, "Password change attempted", Severity.LOW, Concern.ACCOUNT, ACCOUNT);
        put(kinds, 4724, "Password reset attempted", Severity.LOW, Concern.ACCOUNT, joined(TARGET, ACTOR));
        put(kinds, 4725, "User account disabled", Severity.LOW, Concern.ACCOUNT, joined(TARGET, ACTOR));
        put(kinds, 4726, "User account deleted", Severity.MEDIUM, Concern.ACCOUNT, ACCOUNT);
        put(kinds, 4738, "User account changed", Severity.LOW, Concern.ACCOUNT, joined(List.of("Dummy"), whole));
        put(kinds, 4740, "User account locked out", Severity.MEDIUM, Concern.ACCOUNT, joined(TARGET, ACTOR));
        put(kinds, 4767, "User account unlocked", Severity.LOW, Concern.ACCOUNT, joined(TARGET, ACTOR));
        List<String> names = List.of("OldTargetUserName", "NewTargetUserName", "TargetDomainName", "TargetSid");
        put(
                kinds,
                4781,
                "Account renamed",
                Severity.MEDIUM,
                Concern.ACCOUNT,
                joined(names, ACTOR, List.of("PrivilegeList")));
        List<String> history = joined(List.of("SourceUserName", "SourceSid"), ACCOUNT, List.of("SidList"));
        put(kinds, 4765, "SID history added to an account", Severity.HIGH, Concern.ACCOUNT, history);
        put(
                kinds,
                4766,
                "Adding SID history to an account failed",
                Severity.HIGH,
                Concern.ACCOUNT,
                joined(List.of("SourceUserName"), ACCOUNT));
        put(
                kinds,
                4794,
                "Directory Services Restore Mode password set",
                Severity.HIGH,
                Concern.POLICY,
                joined(ACTOR, List.of("Workstation", "Status")));
        put(
                kinds,
                4780,
                "Permissions of a protected account set",
                Severity.LOW,
                Concern.ACCOUNT,
                joined(TARGET, ACTOR, List.of("PrivilegeList")));
        put(
                kinds,
                4782,
                "Password hash of an account read",
                Severity.HIGH,
                Concern.ACCOUNT,
                joined(List.of("TargetUserName", "TargetDomainName"), ACTOR));
        List<String> computer = joined(ACCOUNT, COMPUTER_PROPERTIES);
        put(kinds, 4741, "Computer account created", Severity.LOW, Concern.COMPUTER, computer);
        put(
                kinds,
                4742,
                "Computer account changed",
                Severity.LOW,
                Concern.COMPUTER,
                joined(List.of("ComputerAccountChange"), computer));
        put(kinds, 4743, "Computer account deleted", Severity.LOW, Concern.COMPUTER, ACCOUNT);
    }

    private static void groups(Map<Integer, WindowsKind> kinds) {
        group(kinds, "global security group", 4727, 4737, 4730, 4728, 4729);
        group(kinds, "local security group", 4731, 4735, 4734, 4732, 4733);
        group(kinds, "universal security group", 4754, 4755, 4758, 4756, 4757);
        group(kinds, "local distribution group", 4744, 4745, 4748, 4746, 4747);
        group(kinds, "global distribution group", 4749, 4750, 4753, 4751, 4752);
        group(kinds, "universal distribution group", 4759, 4760, 4763, 4761, 4762);
        put(
                kinds,
                4764,
                "Group type changed",
                Severity.MEDIUM,
                Concern.GROUP,
                joined(List.of("GroupTypeChange"), ACCOUNT));
    }

    private static void group(
            Map<Integer, WindowsKind> kinds, String name, int made, int changed, int deleted, int added, int removed) {
        // A distribution group gives no rights.
        Severity gone = name.contains("security") ? Severity.MEDIUM : Severity.LOW;
        put(kinds, made, capital(name) + " created", Severity.LOW, Concern.GROUP, GROUP);
        put(kinds, changed, capital(name) + " changed", Severity.LOW, Concern.GROUP, GROUP);
        put(kinds, deleted, capital(name) + " deleted", gone, Concern.GROUP, ACCOUNT);
        put(kinds, added, "Member added to " + name, Severity.LOW, Concern.MEMBER, MEMBERSHIP);
        put(kinds, removed, "Member removed from " + name, Severity.LOW, Concern.MEMBER, MEMBERSHIP);
    }

    private static void policies(Map<Integer, WindowsKind> kinds) {
        policy(
                kinds,
                4719,
                "System audit policy changed",
                Severity.HIGH,
                joined(ACTOR, List.of("CategoryId", "SubcategoryId", "SubcategoryGuid", "AuditPolicyChanges")));
        policy(
                kinds,
                4739,
                "Domain policy changed",
                Severity.HIGH,
                joined(
                        List.of("DomainPolicyChanged"),
                        DOMAIN,
                        ACTOR,
                        List.of(
                                "PrivilegeList",
                                "MinPasswordAge",
                                "MaxPasswordAge",
                                "ForceLogoff",
                                "LockoutThreshold",
                                "LockoutObservationWindow",
                                "LockoutDuration",
                                "PasswordProperties",
                                "MinPasswordLength",
                                "PasswordHistoryLength",
                                "MachineAccountQuota",
                                "MixedDomainMode",
                                "DomainBehaviorVersion",
                                "OemInformation")));
        policy(kinds, 4713, "Kerberos policy changed", Severity.HIGH, joined(ACTOR, List.of("KerberosPolicyChange")));
        policy(kinds, 4706, "Trust to a domain created", Severity.HIGH, joined(DOMAIN, ACTOR, TRUST));
        policy(kinds, 4707, "Trust to a domain removed", Severity.HIGH, joined(DOMAIN, ACTOR));
        policy(kinds, 4716, "Trust to a domain changed", Severity.HIGH, joined(ACTOR, DOMAIN, TRUST));
        List<String> right = joined(ACTOR, List.of("TargetSid", "PrivilegeList"));
        put(kinds, 4704, "User right assigned", Severity.MEDIUM, Concern.ACCOUNT, right);
        put(kinds, 4705, "User right removed", Severity.LOW, Concern.ACCOUNT, right);
        put(
                kinds,
                4717,
                "Logon right granted",
                Severity.MEDIUM,
                Concern.ACCOUNT,
                joined(ACTOR, List.of("TargetSid", "AccessGranted")));
        put(
                kinds,
                4718,
                "Logon right removed",
                Severity.LOW,
                Concern.ACCOUNT,
                joined(ACTOR, List.of("TargetSid", "AccessRemoved")));
        forestsAndAuditing(kinds);
        policy(
                kinds,
                4715,
                "Audit policy of an object changed",
                Severity.HIGH,
                joined(ACTOR, List.of("OldSd", "NewSd")));
        policy(
                kinds,
                4817,
                "Auditing of objects changed",
                Severity.MEDIUM,
                joined(ACTOR, List.of("ObjectServer", "ObjectType", "ObjectName", "OldSd", "NewSd")));
        policy(kinds, LOG_CLEARED, "Audit log cleared", Severity.HIGH, ACTOR);
        put(
                kinds,
                5136,
                "Directory object changed",
                Severity.LOW,
                Concern.OBJECT,
                joined(
                        OBJECT,
                        List.of("AttributeLDAPDisplayName", "AttributeSyntaxOID", "AttributeValue", "OperationType")));
        List<String> moved = joined(
                List.of("OpCorrelationID", "AppCorrelationID"),
                ACTOR,
                List.of("DSName", "DSType", "OldObjectDN", "NewObjectDN", "ObjectGUID", "ObjectClass"));
        put(kinds, 5138, "Directory object undeleted", Severity.LOW, Concern.OBJECT, moved);
        put(kinds, 5139, "Directory object moved", Severity.LOW, Concern.OBJECT, moved);
        put(kinds, 5137, "Directory object created", Severity.LOW, Concern.OBJECT, OBJECT);
        put(
                kinds,
                5141,
                "Directory object deleted",
                Severity.LOW,
                Concern.OBJECT,
                joined(OBJECT, List.of("TreeDelete")));
    }

    private static void forestsAndAuditing(Map<Integer, WindowsKind> kinds) {
        List<String> forest = joined(
                List.of(
                        "ForestRoot",
                        "ForestRootSid",
                        "OperationId",
                        "EntryType",
                        "Flags",
                        "TopLevelName",
                        "DnsName",
                        "NetbiosName",
                        "DomainSid"),
                ACTOR);
        policy(kinds, 4865, "Trusted forest entry added", Severity.HIGH, forest);
        policy(kinds, 4866, "Trusted forest entry removed", Severity.HIGH, forest);
        policy(kinds, 4867, "Trusted forest entry changed", Severity.HIGH, forest);
        policy(
                kinds,
                4714,
                "Data recovery policy of encrypted files changed",
                Severity.HIGH,
                joined(ACTOR, List.of("EfsPolicyChange")));
        policy(
                kinds,
                4912,
                "Audit policy of a user changed",
                Severity.HIGH,
                joined(
                        ACTOR,
                        List.of(
                                "TargetUserSid",
                                "CategoryId",
                                "SubcategoryId",
                                "SubcategoryGuid",
                                "AuditPolicyChanges")));
        policy(
                kinds,
                OBJECT_AUDITING,
                "Auditing of an object changed",
                Severity.LOW,
                joined(
                        ACTOR,
                        List.of(
                                "ObjectServer",
                                "ObjectType",
                                "ObjectName",
                                "HandleId",
                                "OldSd",
                                "NewSd",
                                "ProcessId",
                                "ProcessName")));
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static void policy(
            Map<Integer, WindowsKind> kinds, int id, String type, Severity severity, List<String> fields) {
        put(kinds, id, type, severity, Concern.POLICY, fields);
    }

    private static void put(
            Map<Integer, WindowsKind> kinds,
            int id,
            String type,
            Severity severity,
            Concern concern,
            List<String> fields) {
        kinds.put(id, new WindowsKind(type, severity, concern, fields));
    }
}
