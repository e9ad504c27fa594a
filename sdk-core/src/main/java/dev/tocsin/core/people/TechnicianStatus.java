package dev.tocsin.core.people;

/** Whether a technician takes alerts. */
public enum TechnicianStatus {
    /** Takes alerts. */
    ACTIVE,
    /** Away for a time: takes none, and nothing is concluded from that. */
    ON_LEAVE,
    /** Works here no more, or not in this role: takes none. */
    INACTIVE
}
