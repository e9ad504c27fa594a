package dev.tocsin.core.people;

/**
 * A mail address of a technician.
 *
 * @param address the address
 * @param origin who gave it
 */
public record TechnicianEmail(EmailAddress address, Origin origin) {}
