package dev.tocsin.msgraph.source.record;

import dev.tocsin.core.event.Severity;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who changed a machine's account, which is one whose name ends with a dollar sign. A machine renews its own password and names; what
 * others do to it is looked at, since that is how machines are taken over.
 *
 * @see <a href="https://learn.microsoft.com/en-us/previous-versions/windows/it-pro/windows-10/security/threat-protection/auditing/event-4742">Event 4742</a>
 */
final class MachineChange {
    static final String SYSTEM = "S-1-5-18";
    static final String ANONYMOUS = "S-1-5-7";

    private static final int CREATED_AS_USER = 4720;
    private static final int OWN_PASSWORD = 4723;
    private static final int CHANGED_AS_USER = 4738;
    private static final int CHANGED = 4742;
    private static final int PROTECTED_GROUP_RIGHTS = 4780;
    /** What a machine changes of itself. */
    private static final Set<String> OWN_CHANGES = Set.of("PasswordLastSet", "DnsHostName", "ServicePrincipalNames");
    /** Names that only a domain controller bears; another machine that takes them plays one (DCShadow). */
    private static final List<String> CONTROLLER_NAMES = List.of("gc/", "e3514235-4b06-11d1-ab04-00c04fc2dcd2");
    /** "Server trust account" among the flags of 4742, whose values are those of the SAM. */
    private static final long SERVER_TRUST = 0x100;

    private static final String DOMAIN_CONTROLLERS = "516";

    private final WindowsRecord record;
    private final int id;
    private final @Nullable String target;
    private final @Nullable String subjectSid;

    MachineChange(WindowsRecord record, int id) {
        this.record = record;
        this.id = id;
        target = record.data("TargetUserName");
        subjectSid = record.data("SubjectUserSid");
    }

    /** Whether it is what happens by itself every day. */
    boolean isRoutine() {
        if (id == PROTECTED_GROUP_RIGHTS) {
            // The directory does so each hour by itself (AdminSDHolder), as SYSTEM or without a name.
            return SYSTEM.equals(subjectSid) || ANONYMOUS.equals(subjectSid);
        }
        if (target == null || !target.endsWith("$") || record.failed()) {
            return false;
        }
        if (id == OWN_PASSWORD) {
            return byItself();
        }
        if (id != CHANGED && id != CHANGED_AS_USER) {
            return false;
        }
        List<String> changes = changes();
        if (byItself()) {
            return OWN_CHANGES.containsAll(changes) && (isThisController() || !takesNamesOfAController());
        }
        // A controller's own system renews the password for the machine that asked for it.
        return SYSTEM.equals(subjectSid) && changes.equals(List.of("PasswordLastSet")) && !isThisController();
    }

    private List<String> changes() {
        return WindowsKind.changesOfAccounts().stream()
                .filter(field -> record.data(field) != null)
                .toList();
    }

    private boolean takesNamesOfAController() {
        String names = record.data("ServicePrincipalNames");
        return names != null && CONTROLLER_NAMES.stream().anyMatch(names.toLowerCase(Locale.ROOT)::contains);
    }

    /** Whether who did it is whom it was done to. */
    private boolean byItself() {
        String targetSid = record.data("TargetSid");
        if (subjectSid != null && targetSid != null && !subjectSid.equals(SYSTEM)) {
            return subjectSid.equals(targetSid);
        }
        String subject = record.data("SubjectUserName");
        String subjectDomain = record.data("SubjectDomainName");
        String targetDomain = record.data("TargetDomainName");
        return subject != null
                && subject.equalsIgnoreCase(target)
                && (subjectDomain == null || targetDomain == null || subjectDomain.equalsIgnoreCase(targetDomain));
    }

    /** Whether the account is that of the machine which logged this: accounts of a domain are logged by its controllers. */
    private boolean isThisController() {
        String computer = record.computer();
        return target != null && computer != null && target.equalsIgnoreCase(computer.split("\\.", 2)[0] + "$");
    }

    private boolean isController() {
        return isThisController()
                || DOMAIN_CONTROLLERS.equals(record.data("PrimaryGroupId"))
                || (flags(record.data("NewUacValue")) & SERVER_TRUST) != 0
                || (flags(record.data("OldUacValue")) & SERVER_TRUST) != 0;
    }

    private static long flags(@Nullable String value) {
        return value != null && value.matches("0[xX][0-9a-fA-F]{1,8}") ? Long.parseLong(value.substring(2), 16) : 0;
    }

    /** The severity, raised where a machine's account is changed as an attacker would. */
    Severity severity(Severity usual) {
        if (target == null || !target.endsWith("$") || id == PROTECTED_GROUP_RIGHTS) {
            return usual;
        }
        if (id == CREATED_AS_USER) {
            return atLeastMedium(usual); // hidden from lists of users
        }
        if (id == CHANGED && ANONYMOUS.equals(subjectSid)) {
            // CVE-2020-1472 (Zerologon) leaves just this behind.
            return isController() ? Severity.HIGH : usual;
        }
        String subject = record.data("SubjectUserName");
        boolean machine = subject != null && subject.endsWith("$") && !SYSTEM.equals(subjectSid);
        return machine && (!byItself() || takesNamesOfAController()) ? atLeastMedium(usual) : usual;
    }

    private static Severity atLeastMedium(Severity usual) {
        return usual.compareTo(Severity.MEDIUM) < 0 ? Severity.MEDIUM : usual;
    }
}
