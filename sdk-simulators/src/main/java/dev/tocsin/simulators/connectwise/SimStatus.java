package dev.tocsin.simulators.connectwise;

/**
 * A status of a board. Immutable.
 *
 * @param id its id
 * @param name its name
 * @param closed whether a ticket in it is closed
 * @param isDefault whether a new ticket gets it if it names none
 * @param inactive whether it was switched off
 */
public record SimStatus(int id, String name, boolean closed, boolean isDefault, boolean inactive) {}
