package dev.tocsin.core.escalation;

/** What the link of a message does to an incident. */
public enum IncidentAction {
    /** Takes it up. */
    ACKNOWLEDGE,
    /** Closes it, and its ticket with it. */
    CLOSE
}
