package dev.tocsin.core.people;

/**
 * A name by which a system knows a technician. Unique per MSP, whatever its case.
 *
 * @param value the name, 1 to 200 characters, such as {@code jdoe}, {@code CONTOSO\jdoe} or a principal name
 * @param origin who gave it
 * @param psaMember whether it is the identifier of the technician's member in the PSA
 */
public record Username(String value, Origin origin, boolean psaMember) {
    /** The most characters of a name. */
    static final int MAX_LENGTH = 200;

    /**
     * Brings it into NFC and trims it.
     *
     * @throws IllegalArgumentException if it is blank, too long or has control characters; the message says what is legal
     */
    public Username {
        String normal = PersonText.orNull(value);
        if (normal == null || normal.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("1 to " + MAX_LENGTH + " characters are legal");
        }
        if (PersonText.hasControl(normal)) {
            throw new IllegalArgumentException(
                    "has a line end, a control character or an invisible one; visible ones are legal");
        }
        value = normal;
    }

    /** A name that a person gave. */
    public static Username of(String value) {
        return new Username(value, Origin.PERSON, false);
    }

    /** The identifier of the technician's member in the PSA, as a person gave it. */
    public static Username psaMember(String value) {
        return new Username(value, Origin.PERSON, true);
    }

    /** The form by which two names are the same. */
    public String key() {
        return PersonText.key(value);
    }
}
