package dev.tocsin.core.incident;

/** What events brought to a group, as far as its ticket is concerned. */
public enum News {
    /** Nothing that a note should tell. */
    NOTHING,
    /** Something active was raised again. */
    REPEAT,
    /** Something is new, changed or resolved. */
    CHANGE,
    /** Something is worse than anything before. */
    WORSE
}
