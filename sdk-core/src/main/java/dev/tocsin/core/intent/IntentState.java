package dev.tocsin.core.intent;

/** How far a write has got. */
public enum IntentState {
    /** Behind an earlier write of the same incident. */
    WAITING(true),
    /** To be sent when it is due. */
    PLANNED(true),
    /** Its request may be on its way; committed before the first byte left. */
    SENT(true),
    /** Its request may have been executed; it is looked up, not sent. */
    UNKNOWN(true),
    /** It was carried out. */
    DONE(false),
    /** The PSA refused it, or what it was for is gone. */
    REFUSED(false),
    /** It was overtaken by events before it was sent. */
    CANCELLED(false);

    private final boolean open;

    IntentState(boolean open) {
        this.open = open;
    }

    /** Whether something is still to be done, apart from late searches for twins. */
    public boolean open() {
        return open;
    }
}
