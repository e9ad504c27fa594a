package dev.tocsin.simulators.graph;

/**
 * Why a tenant's login service issues no token, apart from what follows from consent and credentials
 * (KelvinTegelaar/CIPP-API : Get-NormalizedError.ps1; entra-docs docs/identity-platform/reference-error-codes.md).
 */
public enum TokenRefusal {
    /** The app is there, but an administrator has not consented. */
    CONSENT_REQUIRED(
            65001,
            "invalid_grant",
            "The user or administrator has not consented to use the application with ID '%s'. Send an interactive"
                    + " authorization request for this user and resource."),
    /** A policy of the tenant blocks the app. */
    CONDITIONAL_ACCESS(
            53003,
            "invalid_grant",
            "Access has been blocked by Conditional Access policies. The access policy does not allow token issuance."),
    /** The tenant is deleted. */
    TENANT_DELETED(
            5000224,
            "invalid_request",
            "We are sorry, this resource is not available. If you are seeing this message by mistake, please contact"
                    + " Microsoft support."),
    /** The tenant's subscription has lapsed or its administrator has switched the resource off. */
    TENANT_DISABLED(
            500014,
            "invalid_resource",
            "The service principal for resource 'https://graph.microsoft.com' is disabled. This indicate that a"
                    + " subscription within the tenant has lapsed, or that the administrator for this tenant has disabled"
                    + " the application, preventing tokens from being issued for it."),
    /** The administrator has switched the app off. */
    APP_DISABLED(7000112, "unauthorized_client", "Application '%s' is disabled."),
    /** The login service itself is in trouble for a while. */
    TEMPORARY(90033, "temporarily_unavailable", "A transient error has occurred. Please try again.");

    private final int code;
    private final String error;
    private final String words;

    TokenRefusal(int code, String error, String words) {
        this.code = code;
        this.error = error;
        this.words = words;
    }

    /** The service's code, the number after {@code AADSTS}. */
    public int code() {
        return code;
    }

    String error() {
        return error;
    }

    String words(String clientId) {
        return String.format(java.util.Locale.ROOT, words, clientId);
    }
}
