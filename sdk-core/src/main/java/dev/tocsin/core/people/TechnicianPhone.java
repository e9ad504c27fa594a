package dev.tocsin.core.people;

/**
 * A phone of a technician. That it is known says nothing of consent.
 *
 * @param phone the phone
 * @param origin who gave it
 */
public record TechnicianPhone(Phone phone, Origin origin) {}
