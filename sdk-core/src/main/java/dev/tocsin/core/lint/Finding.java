package dev.tocsin.core.lint;

/**
 * One thing that is wrong or suspicious.
 *
 * @param level how bad it is
 * @param subject what was looked at: {@code rule urgent}, {@code company contoso}, {@code event set all} or
 *     {@code settings}
 * @param place where it stands, such as {@code rules[urgent].board}
 * @param message what is wrong, and what is legal
 */
public record Finding(Level level, String subject, String place, String message) {
    /** How bad it is. */
    public enum Level {
        /** It cannot work. */
        FAULT,
        /** It works, but hardly as it is meant. */
        WARNING
    }

    @Override
    public String toString() {
        return place + ": " + message;
    }
}
