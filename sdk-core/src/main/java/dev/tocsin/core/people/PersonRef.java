package dev.tocsin.core.people;

import dev.tocsin.core.base.MspId;
import java.util.Optional;

/**
 * Who a person is, for what outlives the person's record, such as the ledger of consent.
 *
 * @param msp the MSP
 * @param kind whether the person is a technician or the user of a customer
 * @param id the id among those of the kind, 1 to 310 characters
 */
public record PersonRef(MspId msp, Kind kind, String id) {
    /** What a person is to the MSP. */
    public enum Kind {
        /** One who receives alerts and closes tickets. */
        TECHNICIAN,
        /** One of a customer's people, known from the customer's directory. */
        USER
    }

    /** Refuses a blank or overlong id. */
    public PersonRef {
        if (id.isBlank() || id.length() > 310) {
            throw new IllegalArgumentException("person.id: 1 to 310 characters are needed");
        }
    }

    /** A technician. */
    public static PersonRef technician(MspId msp, String id) {
        return new PersonRef(msp, Kind.TECHNICIAN, id);
    }

    /** The user of a customer's directory. No two users have one id, whatever characters theirs have. */
    public static PersonRef user(MspId msp, DirectoryRef directory) {
        // The length in front tells where the connection ends, for both ids may have slashes.
        String connection = directory.connectionId();
        return new PersonRef(msp, Kind.USER, connection.length() + ":" + connection + "/" + directory.userId());
    }

    /** The directory's user whose id this is; empty for a technician, and for an id that {@link #user} did not make. */
    public Optional<DirectoryRef> directory() {
        int colon = id.indexOf(':');
        if (kind != Kind.USER
                || colon < 1
                || colon > 3
                || !id.substring(0, colon).matches("[1-9][0-9]*")) {
            return Optional.empty();
        }
        int slash = colon + 1 + Integer.parseInt(id.substring(0, colon));
        if (slash >= id.length() || id.charAt(slash) != '/') {
            return Optional.empty();
        }
        DirectoryRef ref;
        try {
            ref = new DirectoryRef(id.substring(colon + 1, slash), id.substring(slash + 1));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        return Optional.of(ref);
    }
}
