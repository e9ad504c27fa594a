package dev.tocsin.msgraph;

import dev.tocsin.msgraph.internal.ErrorAnswer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the refusals of the login service mean and what is to be done (entra-docs docs/identity-platform/reference-error-codes.md;
 * KelvinTegelaar/CIPP-API : Get-NormalizedError.ps1).
 */
final class LoginRefusals {
    private static final Pattern NUMBER = Pattern.compile("AADSTS(\\d{4,9})");
    private static final int LONGEST_WORDS = 300;
    /** About how long a fresh consent takes to work. */
    private static final Duration CONSENT_SETTLES = Duration.ofSeconds(30);

    private static final Map<Integer, AccessProblem> MEANING = new HashMap<>();

    static {
        put(AccessProblem.NO_CONSENT, 65001, 700016, 7000112, 7000229);
        put(AccessProblem.CONSENT_NOT_EFFECTIVE_YET, 650051);
        put(AccessProblem.CONDITIONAL_ACCESS, 53000, 53001, 53002, 53003, 53004, 530003);
        put(AccessProblem.TENANT_DELETED, 5000224);
        put(AccessProblem.TENANT_UNKNOWN, 90002, 900021, 900023);
        put(
                AccessProblem.BAD_CREDENTIAL,
                7000215,
                7000216,
                7000218,
                7000222,
                700021,
                700023,
                700024,
                700027,
                700030,
                50012,
                50027);
    }

    private static final Map<AccessProblem, String> ADVICE = Map.of(
            AccessProblem.NO_CONSENT,
            "no administrator of the tenant has let the app %s in, or one has taken it back: let one consent anew",
            AccessProblem.CONSENT_NOT_EFFECTIVE_YET,
            "the consent for the app %s has just been given and does not work yet: try again in half a minute",
            AccessProblem.CONDITIONAL_ACCESS,
            "a Conditional Access policy of the tenant keeps the app %s out: its administrator must except the app",
            AccessProblem.TENANT_DELETED,
            "the tenant is deleted: disconnect the company (asked by the app %s)",
            AccessProblem.TENANT_UNKNOWN,
            "there is no such tenant in this cloud: check its id and the GraphCloud (asked by the app %s)",
            AccessProblem.BAD_CREDENTIAL,
            "the secret or certificate of the app %s is wrong or expired: renew it in the app's registration; it concerns all"
                    + " tenants",
            AccessProblem.OTHER,
            "the login service refuses the app %s");

    /** Codes that need other words than their kind. */
    private static final Map<Integer, String> CLOSER = Map.of(
            7000112,
            "the app %s is switched off in the tenant: its administrator must enable sign-in under Enterprise applications",
            7000222,
            "the secret of the app %s has expired: make a new one in the app's registration; it concerns all tenants",
            500014,
            "Graph itself is switched off in the tenant or its subscription has lapsed (asked by the app %s)",
            500011,
            "the tenant does not know Graph's address: check the GraphCloud (asked by the app %s)");

    private LoginRefusals() {}

    private static void put(AccessProblem problem, int... codes) {
        for (int code : codes) {
            MEANING.put(code, problem);
        }
    }

    /**
     * The refusal of a token.
     *
     * @param number the number of {@code error_codes}, 0 if there was none
     * @param words {@code error_description}
     */
    static GraphAccessException refusal(
            String tenantId, String clientId, int status, int number, String words, String correlationId) {
        int code = number;
        Matcher named = NUMBER.matcher(words);
        if (code == 0 && named.find()) {
            code = Integer.parseInt(named.group(1));
        }
        AccessProblem problem = MEANING.getOrDefault(code, AccessProblem.OTHER);
        String advice = CLOSER.getOrDefault(code, ADVICE.getOrDefault(problem, "the login service refuses the app %s"))
                .replace("%s", clientId);
        String said = ErrorAnswer.cleaned(words, LONGEST_WORDS);
        return new GraphAccessException(
                "tenant " + tenantId + ": " + advice + (said.isEmpty() ? "" : " [" + said + "]"),
                problem,
                tenantId,
                status,
                code == 0 ? null : "AADSTS" + code,
                blankAsNull(ErrorAnswer.cleaned(correlationId, 100)),
                null,
                problem == AccessProblem.CONSENT_NOT_EFFECTIVE_YET ? CONSENT_SETTLES : null);
    }

    private static @Nullable String blankAsNull(String text) {
        return text.isBlank() ? null : text;
    }
}
