package dev.tocsin.simulators.connectwise;

/** The columns of the vendor's table of security roles. */
public enum RightLevel {
    /** To create. */
    ADD,
    /** To change, which includes what hangs on a ticket: its notes, tasks and configurations. */
    EDIT,
    /** To remove. */
    DELETE,
    /** To read. */
    INQUIRE
}
