package dev.tocsin.core.people;

import org.jspecify.annotations.Nullable;

/**
 * Something of an import that a person should know.
 *
 * @param userId the directory's id of the user
 * @param technicianId the technician, or null if there is none
 * @param code what it is
 * @param message it in words, without phone numbers
 */
public record ImportNote(String userId, @Nullable String technicianId, Code code, String message) {
    /** What an import tells. */
    public enum Code {
        /** The account is disabled or gone, so the technician takes no alerts from now on. */
        DEACTIVATED,
        /** The account can sign in again, so the technician takes alerts again. */
        REACTIVATED,
        /** The account is disabled or gone, but a person set the status, which stays. */
        STATUS_KEPT,
        /** A technician who was added by hand is this user, by a username that is the principal name. */
        LINKED,
        /** The user was chosen, but the directory has it no more or it cannot be told apart; nothing was done. */
        NOT_IMPORTED,
        /** The principal name is another technician's username, or none that is legal, and was left out. */
        USERNAME_TAKEN,
        /** The directory's name cannot be taken; another one stands in. */
        NAME_NOT_TAKEN,
        /** The directory's mail address cannot be taken. */
        EMAIL_NOT_TAKEN,
        /** A phone of the directory cannot be used. */
        PHONE_NOT_TAKEN,
        /** A number went from or came to the technician; consent does not go with it. */
        NUMBERS_CHANGED
    }
}
