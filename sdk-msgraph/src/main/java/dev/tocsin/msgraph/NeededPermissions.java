package dev.tocsin.msgraph;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which application permission a call needs, the least one first (the pages of api-reference/v1.0/api in microsoft-graph-docs-contrib):
 * Graph's refusal does not name it.
 */
final class NeededPermissions {
    /** @param anyOf any of these will do; the first is the one to ask for */
    private record Need(Pattern path, List<String> anyOf) {}

    private static final List<Need> NEEDS = List.of(
            need(
                    "/users/[^/]+/authentication/.*",
                    "UserAuthenticationMethod.Read.All",
                    "UserAuthenticationMethod.ReadWrite.All"),
            need("/users/[^/]+/sendMail", "Mail.Send"),
            need(
                    "/users(/.*)?",
                    "User.Read.All",
                    "User.ReadWrite.All",
                    "Directory.Read.All",
                    "Directory.ReadWrite.All"),
            need("/auditLogs/.*", "AuditLog.Read.All"),
            need("/security/alerts_v2(/.*)?", "SecurityAlert.Read.All", "SecurityAlert.ReadWrite.All"),
            need(
                    "/(organization|subscribedSkus|directory/subscriptions)(/.*)?",
                    "Organization.Read.All",
                    "Organization.ReadWrite.All",
                    "Directory.Read.All",
                    "Directory.ReadWrite.All"));

    private NeededPermissions() {}

    private static Need need(String path, String... anyOf) {
        return new Need(Pattern.compile(path), List.of(anyOf));
    }

    /** The permissions of which a path needs one, the least first; empty if it is not known. */
    static List<String> of(String path) {
        return NEEDS.stream()
                .filter(need -> need.path().matcher(path).matches())
                .findFirst()
                .map(Need::anyOf)
                .orElse(List.of());
    }

    /** Whether permissions hold a wanted one or one that includes it. */
    static boolean covers(Set<String> granted, String wanted) {
        return granted.contains(wanted)
                || NEEDS.stream()
                        .map(Need::anyOf)
                        .filter(anyOf -> anyOf.get(0).equals(wanted))
                        .anyMatch(anyOf -> anyOf.stream().anyMatch(granted::contains));
    }
}
