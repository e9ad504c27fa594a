package dev.tocsin.examples.alertbridge.reader;

import dev.tocsin.core.event.SecurityEvent;

/** Takes what a reader finds, one call at a time on the reading thread. */
public interface ReadSink {
    /** An event. */
    void event(SecurityEvent event);

    /** A line or item that could not be used. */
    void fault(ReadFault fault);

    /** A record that is sound but no event, such as a successful sign-in. The reasons are a small fixed set. */
    default void skipped(String reason) {}

    /**
     * An asset that the file says it examined, after its last event. A machine with two addresses may be listed twice:
     * compare what it no longer has only after the whole file.
     */
    default void asset(ListedAsset asset) {}
}
