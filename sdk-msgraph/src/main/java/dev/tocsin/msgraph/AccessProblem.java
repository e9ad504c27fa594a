package dev.tocsin.msgraph;

/** Why Microsoft 365 refuses the app, as far as somebody has to do something about it. */
public enum AccessProblem {
    /** No administrator of the tenant has let the app in, or one has taken that back or switched the app off. */
    NO_CONSENT,
    /** An administrator has just consented and it does not work yet: it takes about half a minute. */
    CONSENT_NOT_EFFECTIVE_YET,
    /** A policy of the tenant keeps the app out. */
    CONDITIONAL_ACCESS,
    /** The tenant is deleted. */
    TENANT_DELETED,
    /** There is no such tenant in this cloud. */
    TENANT_UNKNOWN,
    /** The app's own secret or certificate is wrong or expired: it concerns all tenants. */
    BAD_CREDENTIAL,
    /** The tenant has let the app in, but not for this. */
    MISSING_PERMISSION,
    /** The tenant has not bought what this needs, such as Entra ID P1 for sign-ins. */
    NO_PREMIUM_LICENCE,
    /** Anything else. */
    OTHER
}
