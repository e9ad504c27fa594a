package dev.tocsin.simulators.twilio;

import java.util.List;

/**
 * What becomes of a message to a phone: the statuses after {@code queued}, of which the last stays. Immutable.
 *
 * @param statuses the statuses in order; empty stays queued until {@link TwilioSimulator#releaseQueued}
 * @param errorCode the vendor's error code with the last status; 0 for none
 */
public record Delivery(List<String> statuses, int errorCode) {
    /** Copies the list. */
    public Delivery {
        statuses = List.copyOf(statuses);
    }

    /** It reaches the phone, and the network says so. */
    public static Delivery delivered() {
        return new Delivery(List.of("sending", "sent", "delivered"), 0);
    }

    /** It reaches the phone, but no receipt ever comes: the status stays {@code sent}. */
    public static Delivery withoutReceipt() {
        return new Delivery(List.of("sending", "sent"), 0);
    }

    /** The network takes it and reports that the phone did not get it, such as 30003 or 30006. */
    public static Delivery undelivered(int errorCode) {
        return new Delivery(List.of("sending", "sent", "undelivered"), errorCode);
    }

    /** It never leaves the service, such as 30001 or 30005. */
    public static Delivery failed(int errorCode) {
        return new Delivery(List.of("failed"), errorCode);
    }

    /** It stays queued until {@link TwilioSimulator#releaseQueued}. */
    public static Delivery queued() {
        return new Delivery(List.of(), 0);
    }

    /** Whether the phone gets it. */
    boolean arrives() {
        return errorCode == 0 && !statuses.isEmpty();
    }
}
