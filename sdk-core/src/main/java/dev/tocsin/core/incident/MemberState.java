package dev.tocsin.core.incident;

/** What is known of one subject in an incident. */
public enum MemberState {
    /** It was raised and not resolved. */
    ACTIVE,
    /** It was resolved. */
    RESOLVED,
    /** A person closed its ticket while it was active; until it resolves, it opens nothing. */
    ANSWERED,
    /** It happened; it is never active and never resolves. */
    MOMENT
}
