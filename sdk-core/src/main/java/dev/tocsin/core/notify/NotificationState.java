package dev.tocsin.core.notify;

/** How far a message to a person has got. */
public enum NotificationState {
    /** To be sent when it is due. */
    PLANNED(true),
    /** Its request may be on its way; committed before the first byte left. */
    SENDING(true),
    /** Its request may have been executed; what follows depends on the channel. */
    UNKNOWN(true),
    /** The service took it; nothing more is known yet, or never will be. */
    SENT(false),
    /** The service says that it arrived; of a call that asks what to say, it asked. */
    DELIVERED(false),
    /** The service took it and says that it did not arrive; of a call that asks what to say, it never asked. */
    FAILED(false),
    /** The service refused it, or nobody knows what became of it and it is not sent again. */
    REFUSED(false),
    /** It was not sent: nobody needs it any more, or the person may not get it. */
    SKIPPED(false),
    /** It went out as part of another. */
    BUNDLED(false);

    private final boolean open;

    NotificationState(boolean open) {
        this.open = open;
    }

    /** Whether something is still to be done for it. */
    public boolean open() {
        return open;
    }
}
