package dev.tocsin.core.escalation;

/**
 * What came of a technician's wish.
 *
 * @param kind what
 * @param words the answer, in a sentence or two, fit for a text message and for being spoken
 */
public record ActionResult(Kind kind, String words) {
    /** What came of it. */
    public enum Kind {
        /** It is done, or will be as soon as its ticket is there; the words say which. */
        DONE,
        /** It was done before, by whom the words say; nothing changed. */
        ALREADY,
        /** The incident is over; nothing changed. */
        CLOSED_ALREADY,
        /** Events are still active: the same again, confirmed, closes it nevertheless. Nothing changed. */
        NEEDS_CONFIRMATION,
        /** There is no such incident. */
        UNKNOWN_INCIDENT,
        /** There is no such technician, or none who takes alerts now. */
        NOT_A_TECHNICIAN,
        /** The link is broken or forged, or not of this MSP. */
        NOT_VALID,
        /** The link counts no more. */
        EXPIRED
    }
}
