package dev.tocsin.core.people;

import dev.tocsin.core.base.FieldError;
import java.util.Locale;

/** What became of one text that should be a phone number. */
public sealed interface PhoneReading {

    /** Where the text stood, such as {@code businessPhones[0]}. */
    String place();

    /**
     * It is a valid number of a usable kind.
     *
     * @param place where the text stood
     * @param phone the phone
     */
    record Read(String place, Phone phone) implements PhoneReading {}

    /**
     * It is none, and it is not guessed at.
     *
     * @param place where the text stood
     * @param reason why
     * @param message why, in words, with what is legal; it does not repeat the text, which may be half of a number
     */
    record Unread(String place, Reason reason, String message) implements PhoneReading {
        /** The fault by its place. */
        public FieldError fault() {
            return new FieldError(place, reason.name().toLowerCase(Locale.ROOT), message);
        }
    }

    /** Why a text is not a phone that can be used. */
    enum Reason {
        /** There is nothing in it. */
        BLANK,
        /** It is longer than any number with its extension. */
        TOO_LONG,
        /** It is other text, several numbers in one, or has letters among its digits. */
        NOT_A_NUMBER,
        /** It has no country code, and no region is known that would say one. */
        NO_REGION,
        /** Its country code does not exist. */
        UNKNOWN_COUNTRY_CODE,
        /** It has too few digits for its country. */
        TOO_SHORT,
        /** It has too many digits for its country. */
        TOO_MANY_DIGITS,
        /** It has the right length, but no such number is given out in its country. */
        NOT_ASSIGNED,
        /** It exists, but is of a kind that is not called or texted, as a premium-rate number. */
        KIND_NOT_USABLE
    }
}
