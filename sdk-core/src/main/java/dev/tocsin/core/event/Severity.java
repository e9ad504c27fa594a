package dev.tocsin.core.event;

/** How bad an event is, from lowest to highest. */
public enum Severity {
    /** Worth knowing, nothing to do. */
    INFO,
    /** Minor. */
    LOW,
    /** Should be dealt with. */
    MEDIUM,
    /** Should be dealt with soon. */
    HIGH,
    /** Should be dealt with now. */
    CRITICAL;

    /** Whether this is as bad as the other or worse. */
    public boolean atLeast(Severity other) {
        return compareTo(other) >= 0;
    }
}
