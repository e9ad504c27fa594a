package dev.tocsin.core.listen;

import dev.tocsin.core.event.Receipt;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.intent.Intent;
import dev.tocsin.core.store.ConnectionState;
import org.jspecify.annotations.Nullable;

/**
 * Is told what happened, after it is durable. Every method has a default that does nothing, so implement what you want
 * to know.
 *
 * <p>Called on the thread that did the work, outside any transaction, by several threads at once: implement it
 * thread-safe and fast, and hand on to a thread of your own what takes long. What it throws is logged and changes
 * nothing. It hears of what this workflow does, not of what another process on the same store does; after a crash
 * between a commit and the call, nobody hears of it. What must not be missed is in the store.
 */
public interface TocsinListener {
    /** An event was handed in, or a parked one was evaluated again. A refused one is told as well. */
    default void received(SecurityEvent event, Receipt receipt) {}

    /**
     * An incident changed its state.
     *
     * @param before its state before, or null if it has just begun
     * @param incident the incident as it is now; its reason says why
     */
    default void stateChanged(@Nullable IncidentState before, Incident incident) {}

    /** The ticket of an incident was created or found. */
    default void ticketOpened(Incident incident) {}

    /** The ticket of an incident was closed, by us or by a person: its state says by whom. */
    default void ticketClosed(Incident incident) {}

    /** Something about an incident needs a person: what it is, in a sentence. It is with the incident until it is answered. */
    default void personAsked(Incident incident, String question) {}

    /** The ticket of an incident that had been closed was opened again. */
    default void ticketReopened(Incident incident) {}

    /** The ticket of an incident was refused: it is a dead letter until a person decides. Its reason has the PSA's words. */
    default void ticketRefused(Incident incident) {}

    /** A note or another write on a ticket was refused: it is a dead letter. Its last error has the PSA's words. */
    default void writeRefused(Intent intent) {}

    /** Nothing is sent over a connection until a moment; the state says until when and why. Told again if that is put off. */
    default void connectionPaused(ConnectionState connection) {}

    /** The pause of a connection was ended before its time. A pause that runs out is not told. */
    default void connectionResumed(ConnectionState connection) {}
}
