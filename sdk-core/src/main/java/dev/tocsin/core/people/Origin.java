package dev.tocsin.core.people;

/** Who wrote something about a technician. What a person wrote, no import changes. */
public enum Origin {
    /** A person, by hand. */
    PERSON,
    /** The directory, through an import. */
    DIRECTORY
}
