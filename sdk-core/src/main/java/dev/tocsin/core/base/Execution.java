package dev.tocsin.core.base;

/** Whether the far side carried out a request. It decides what may be done next: see {@link TocsinException}. */
public enum Execution {
    /** The request certainly had no effect; it may be sent again. */
    NOT_EXECUTED,
    /** The request was carried out. */
    EXECUTED,
    /** The request may have been carried out. A write must be looked up before it is sent again. */
    UNKNOWN
}
