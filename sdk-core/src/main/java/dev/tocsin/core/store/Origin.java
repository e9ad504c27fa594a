package dev.tocsin.core.store;

/** Who wrote a piece of configuration last. */
public enum Origin {
    /** A configuration file; a changed file may write it anew. */
    FILE,
    /** A person or the host; no file overwrites it. */
    PERSON
}
