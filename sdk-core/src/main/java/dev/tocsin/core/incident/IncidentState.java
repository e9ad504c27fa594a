package dev.tocsin.core.incident;

/** Where an incident is on its way from the first event to the closed ticket. */
public enum IncidentState {
    /** Collecting events until the group wait is over. */
    PENDING(true),
    /** Its ticket is being created. */
    OPENING(true),
    /** Its ticket may have been created; that is being looked up. */
    UNKNOWN(true),
    /** Its ticket is open. */
    OPEN(true),
    /** All is resolved; the ticket stays open for the hold, in case it comes back. */
    RESOLVING(true),
    /** Its ticket is being closed. */
    CLOSING(true),
    /** Its ticket was closed and is being opened again, since it came back. */
    REOPENING(true),
    /** More came than tickets are made for: its company's storm ticket stands for it until it gets one of its own. */
    ABSORBED(true),
    /** Its rule is gone or makes no more tickets; what happens is recorded and applied when the rule is back. */
    FROZEN(true),
    /** Its company is not mapped any more; events are kept until somebody maps it. */
    SUSPENDED(true),
    /** The PSA refused the ticket; events are kept until somebody mends the rule. */
    QUARANTINED(true),
    /** The ticket was closed by us, since all was resolved. */
    CLOSED_AUTO(false),
    /** The ticket was closed by a person. */
    CLOSED_HUMAN(false),
    /** The ticket was deleted, which was proven. */
    DELETED(false),
    /** All was resolved before a ticket was made. */
    DROPPED(false);

    private final boolean live;

    IncidentState(boolean live) {
        this.live = live;
    }

    /** Whether new events of the group join this incident. At most one incident of a group is live. */
    public boolean live() {
        return live;
    }

    /** Whether its ticket exists and is not closed by us or a person, as far as we know. */
    public boolean hasOpenTicket() {
        return this == OPEN || this == RESOLVING || this == CLOSING;
    }
}
