package dev.tocsin.connectwise.system;

/**
 * The record that a document is attached to.
 *
 * @param recordType its kind as the server names it for documents, such as {@code Ticket}; the list is open
 * @param recordId its id
 */
public record DocumentOwner(String recordType, int recordId) {
    /** Refuses what no record can have. */
    public DocumentOwner {
        if (!recordType.matches("[A-Za-z]{1,50}")) {
            throw new IllegalArgumentException("recordType: 1 to 50 letters, such as Ticket");
        }
        if (recordId <= 0) {
            throw new IllegalArgumentException("recordId: an id is positive, not " + recordId);
        }
    }

    /** A service or project ticket. */
    public static DocumentOwner ticket(int id) {
        return new DocumentOwner("Ticket", id);
    }

    /** A company. */
    public static DocumentOwner company(int id) {
        return new DocumentOwner("Company", id);
    }

    /** A contact. */
    public static DocumentOwner contact(int id) {
        return new DocumentOwner("Contact", id);
    }

    /** A configuration. */
    public static DocumentOwner configuration(int id) {
        return new DocumentOwner("Configuration", id);
    }

    /** An agreement. */
    public static DocumentOwner agreement(int id) {
        return new DocumentOwner("Agreement", id);
    }
}
