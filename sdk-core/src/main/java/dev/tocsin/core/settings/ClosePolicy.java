package dev.tocsin.core.settings;

/** Whether a ticket is closed when everything in its group is resolved. */
public enum ClosePolicy {
    /** Closed, whatever people did to it. */
    ALWAYS,
    /** Closed unless a person touched it; a touched one gets a note only. */
    UNTOUCHED_ONLY,
    /** Never closed; it gets a note only. */
    NEVER
}
