package dev.tocsin.core.people;

/**
 * A phone of a technician. That it is known says nothing of consent.
 *
 * @param phone the phone
 * @param origin who gave it
 * @param signIn whether the directory says that the technician signs in with it; such a phone stays known while the directory does
 *     not say
 */
public record TechnicianPhone(Phone phone, Origin origin, boolean signIn) {
    /** A phone of which no directory says that it is for signing in. */
    public TechnicianPhone(Phone phone, Origin origin) {
        this(phone, origin, false);
    }
}
