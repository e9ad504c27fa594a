package dev.tocsin.core.store;

/** Who wrote a piece of configuration last. */
public enum Origin {
    /** A configuration file; a changed file may write it anew. */
    FILE,
    /** A run that generated mappings; a file and a person may write it anew, and no such run does. */
    GENERATED,
    /** A person or the host; no file overwrites it. */
    PERSON
}
