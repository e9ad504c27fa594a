package dev.tocsin.core.directory;

import dev.tocsin.core.base.ShownText;
import dev.tocsin.core.people.PhoneReading;

/**
 * A phone of a directory that could not be read, without its digits.
 *
 * @param userId the directory's id of the user
 * @param place where it stands, such as {@code businessPhones[0]}
 * @param reason why it is no phone to use
 * @param message why, in words, with what is legal
 */
public record UnreadPhone(String userId, String place, PhoneReading.Reason reason, String message) {
    /** The phone on one line; the id is in quotes, since it is the directory's text. */
    @Override
    public String toString() {
        return "user " + ShownText.quoted(userId) + ", " + place + ": " + ShownText.inLine(message);
    }
}
