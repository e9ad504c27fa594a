package dev.tocsin.core.people;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A phone of a person, as {@link PhoneBook} read it.
 *
 * @param number the number
 * @param kind what the numbering plan says of it
 * @param extension the digits to dial after the answer, 1 to 20 of them, or null if the number rings the phone itself; with an
 *     extension only calls reach the person
 */
public record Phone(
        PhoneNumber number, PhoneKind kind, @Nullable String extension) {
    private static final Pattern EXTENSION = Pattern.compile("[0-9]{1,20}");

    /** Refuses an extension that is not of digits. */
    public Phone {
        if (extension != null && !EXTENSION.matcher(extension).matches()) {
            throw new IllegalArgumentException("extension: 1 to 20 digits are legal");
        }
    }

    /** Whether this phone may be used so. */
    public boolean takes(PhoneUse use) {
        return kind.takes(use) && (extension == null || use == PhoneUse.VOICE);
    }

    /** Whether both are one phone: the same number and the same extension. */
    public boolean isSameAs(Phone other) {
        return number.equals(other.number) && String.valueOf(extension).equals(String.valueOf(other.extension));
    }

    /** The number masked, with its kind; whether there is an extension is told, but not which. */
    @Override
    public String toString() {
        return number + " (" + kind + (extension == null ? ")" : ", extension)");
    }
}
