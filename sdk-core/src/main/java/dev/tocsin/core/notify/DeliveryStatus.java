package dev.tocsin.core.notify;

/** What a service reports of a message that it took, in the order in which that happens. Reports may come in any order. */
public enum DeliveryStatus {
    /** It has the message. */
    ACCEPTED(0),
    /** It gave the message to the carrier; of a call, it rings or somebody talks. */
    SENT(1),
    /** The message arrived; of a call, somebody or something answered, and it is over. */
    DELIVERED(2),
    /** The message did not arrive and will not. */
    FAILED(2);

    private final int rank;

    DeliveryStatus(int rank) {
        this.rank = rank;
    }

    /** Whether this is news after another: only a step forward is, and what is final stays. */
    public boolean isAfter(DeliveryStatus other) {
        return rank > other.rank;
    }
}
