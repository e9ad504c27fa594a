package dev.tocsin.core.event;

/** What an event says about its subject. */
public enum EventKind {
    /** The subject exists, or happened. */
    RAISED,
    /** The subject changed its payload or severity; raises it if it was not known. */
    UPDATED,
    /** The subject is gone. Only states resolve; see {@link EventCategory#moment()}. */
    RESOLVED,
    /** Somebody acknowledged the subject at the source. Closes nothing. */
    ACKED
}
