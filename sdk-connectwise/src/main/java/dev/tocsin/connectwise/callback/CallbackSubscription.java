package dev.tocsin.connectwise.callback;

import dev.tocsin.connectwise.system.CallbackEntry;
import dev.tocsin.core.base.ConfigurationException;
import java.util.Locale;
import java.util.Optional;

/**
 * Which changes are to be told. Types and levels are open sets, since the vendor's guide and server differ; the server
 * refuses a level that its type lacks ("Unrecognized level for type"). Equal to any other spelling of the same.
 *
 * @param type the kind of records, such as {@code ticket}; kept in lower case, since the server compares without case
 * @param level whose records, such as {@code owner} for all of the kind, or {@code board}; kept in lower case
 * @param objectId the id of the board, the company, the record that the level speaks of; at level {@code owner} it is 1,
 *     and 0 becomes 1, as the server stores it
 */
public record CallbackSubscription(String type, String level, int objectId) {
    /** The level of all records of a kind. */
    public static final String OWNER = "owner";

    private static final int OWNER_ID = 1;

    /**
     * Lower-cases the words.
     *
     * @throws ConfigurationException if a word is none or the id is negative; it names the field
     */
    public CallbackSubscription {
        type = word("type", type);
        level = word("level", level);
        if (objectId < 0) {
            throw new ConfigurationException("objectId", "must not be negative, but is " + objectId);
        }
        if (level.equals(OWNER) && objectId == 0) {
            objectId = OWNER_ID;
        }
    }

    /** All records of a kind, such as {@code agreement} or {@code time}. */
    public static CallbackSubscription all(String type) {
        return new CallbackSubscription(type, OWNER, OWNER_ID);
    }

    /** All tickets, of service and projects. */
    public static CallbackSubscription allTickets() {
        return all("ticket");
    }

    /** All companies. */
    public static CallbackSubscription allCompanies() {
        return all("company");
    }

    /** All contacts. */
    public static CallbackSubscription allContacts() {
        return all("contact");
    }

    /** All configurations. */
    public static CallbackSubscription allConfigurations() {
        return all("configuration");
    }

    /** One ticket. */
    public static CallbackSubscription ticket(int id) {
        return new CallbackSubscription("ticket", "ticket", id);
    }

    /** The tickets of one board. */
    public static CallbackSubscription board(int id) {
        return new CallbackSubscription("ticket", "board", id);
    }

    /** What an entry asks for; empty if that cannot be told, as of an entry without a level. */
    static Optional<CallbackSubscription> of(CallbackEntry entry) {
        Integer objectId = entry.objectId();
        try {
            return Optional.of(new CallbackSubscription(entry.type(), entry.level(), objectId == null ? 0 : objectId));
        } catch (ConfigurationException incomplete) {
            return Optional.empty();
        }
    }

    private static String word(String field, String value) {
        if (!value.matches("[A-Za-z]{1,50}")) {
            throw new ConfigurationException(field, "must be 1 to 50 letters, such as ticket or owner");
        }
        return value.toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return type + "/" + level + "/" + objectId;
    }
}
