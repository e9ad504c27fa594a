package dev.tocsin.core.rule;

/** Who may read a note on a ticket. */
public enum NoteType {
    /** The customer as well: a discussion note. */
    EXTERNAL,
    /** Only the MSP's people: an internal analysis note. */
    INTERNAL
}
