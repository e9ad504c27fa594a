package dev.tocsin.msgraph.source;

import dev.tocsin.msgraph.AccessProblem;
import dev.tocsin.msgraph.Organization;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What became of a company's way through Microsoft's consent page. */
public sealed interface OnboardingResult {
    /**
     * The tenant is the company's from now on.
     *
     * @param companyId the local company
     * @param organization the tenant as it describes itself
     * @param missingPermissions what was wanted and is not granted
     */
    record Connected(String companyId, Organization organization, Set<String> missingPermissions)
            implements OnboardingResult {}

    /**
     * The administrator or Microsoft refused; the address still counts.
     *
     * @param error Microsoft's word
     * @param description its explanation, in one line; empty if there was none
     */
    record Refused(String error, String description) implements OnboardingResult {}

    /**
     * What came back is not what was sent, is used or too late: the administrator begins anew.
     *
     * @param reason why, without anything of the input
     */
    record StateInvalid(String reason) implements OnboardingResult {}

    /**
     * The app has no access to the tenant that was claimed, so nothing is tied. The administrator begins anew.
     *
     * @param companyId the local company
     * @param problem why, or null if the services were not reached
     * @param message what is the matter and what is to be done
     * @param retryAfter when it is worth another try, or null if unknown
     */
    record NotProven(
            String companyId,
            @Nullable AccessProblem problem,
            String message,
            @Nullable Duration retryAfter) implements OnboardingResult {}

    /**
     * The app has access, but the tenant cannot be the company's: it is another company's, or the host says that it is not this one's.
     *
     * @param companyId the local company
     * @param organization the tenant
     * @param message why
     */
    record NotTied(String companyId, Organization organization, String message) implements OnboardingResult {}
}
