package dev.tocsin.core.people;

import dev.tocsin.core.base.MspId;

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
}
