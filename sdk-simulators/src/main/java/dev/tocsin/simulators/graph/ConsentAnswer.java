package dev.tocsin.simulators.graph;

/** What an administrator does on the consent page, and what comes back. */
public enum ConsentAnswer {
    /** Grants all permissions that the app asks for. */
    GRANT,
    /** Refuses: {@code error=permission_denied} (entra-docs v2-oauth2-client-creds-grant-flow.md). */
    REFUSE,
    /**
     * Cannot grant: {@code error=consent_required} <em>beside</em> {@code admin_consent=True}
     * (entra-docs v2-admin-consent.md), which whoever looks at the wrong one first takes for a success.
     */
    CONSENT_REQUIRED,
    /** Comes back as a success though nothing was granted, as a forged callback does. */
    CLAIM_ONLY,
    /** A page with a button for each tenant and answer, for a person. */
    ASK
}
