package dev.tocsin.core.engine;

import dev.tocsin.core.intent.Intent;
import dev.tocsin.core.psa.Psa;
import dev.tocsin.core.store.ConnectionState;

/** How one kind of intent is carried out against a PSA. Implementations are thread-safe and keep no state. */
interface IntentWork {
    /**
     * Does what the intent's state asks for: sends it if it is SENT, looks it up if it is UNKNOWN, and what comes after
     * if it is DONE.
     *
     * @param psa the connection
     * @param intent the claimed intent
     * @param connection what was known of the connection when it was claimed
     * @return what the outcome changes
     * @throws dev.tocsin.core.base.TocsinException if a read failed, so that nothing is known
     */
    Effect carryOut(Psa psa, Intent intent, ConnectionState connection);
}
