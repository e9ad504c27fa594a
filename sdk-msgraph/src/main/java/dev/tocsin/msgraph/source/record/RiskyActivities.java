package dev.tocsin.msgraph.source.record;

import dev.tocsin.core.event.Severity;
import java.util.List;
import java.util.Locale;

/**
 * The activities in Entra ID that attackers use to stay or to rise. The names are Microsoft's.
 *
 * @see <a href="https://learn.microsoft.com/en-us/entra/identity/monitoring-health/reference-audit-activities">Audit
 *     activities</a>
 */
final class RiskyActivities {
    /** Parts of activity names, in lower case. */
    private static final List<String> HIGH = List.of(
            // rights over everything
            "elevated their access",
            "elevateaccess",
            "member to role", // also eligible, scoped and by PIM
            // who vouches for sign-ins
            "set federation settings on domain",
            "set domain authentication",
            "add verified domain",
            // what a sign-in must prove
            "update conditional access policy",
            "delete conditional access policy",
            "authentication methods policy",
            "disable strong authentication",
            "update authorization policy",
            // applications that act by themselves
            "certificates and secrets management",
            "service principal",
            "delegated permission grant",
            "app role assignment",
            "consent to application",
            "add owner to application");

    private static final List<String> HARMLESS = List.of("remove member from role", "remove service principal");

    private RiskyActivities() {}

    /** HIGH if the activity is one of the table, else LOW. */
    static Severity severityOf(String activity) {
        String name = activity.toLowerCase(Locale.ROOT);
        boolean risky =
                HIGH.stream().anyMatch(name::contains) && HARMLESS.stream().noneMatch(name::contains);
        return risky ? Severity.HIGH : Severity.LOW;
    }
}
