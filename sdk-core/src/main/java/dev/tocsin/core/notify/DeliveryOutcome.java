package dev.tocsin.core.notify;

/** What a service's report of a message changed. */
public enum DeliveryOutcome {
    /** It was news, and is kept. */
    APPLIED,
    /** It said nothing new: it was told before, or came after a later one. */
    NOTHING_NEW,
    /** No message that was sent has its key, channel and id: it is forged, or meant for another. Nothing changed. */
    NOT_OURS
}
