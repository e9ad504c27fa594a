package dev.tocsin.connectwise.internal;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Compares single values that the server knows by a type in words, as answers to questions and custom fields are: Text,
 * TextArea, Password, Number, Currency, Percent, Date, Checkbox, Hyperlink, IPAddress, PhoneNumber or Button, an open
 * list, in any case. What equality means follows from the type alone: 1.1 and 1.10 are one number, but two texts.
 */
public final class TypedValue {
    private TypedValue() {}

    /**
     * Whether what the server shows is what it was sent, or an equal value. A flag that is not set may be shown as no
     * value. A password that it shows masked or not at all is taken for the one that was sent, since nothing can be told.
     *
     * @param type the type in words; null if the server does not tell it, and then texts are compared as texts
     * @param sent what was sent; null or blank if the value was taken away
     * @param shown what the server shows; null for no value
     */
    public static boolean holds(@Nullable String type, @Nullable Object sent, @Nullable Object shown) {
        if (sent == null || sent.toString().isBlank()) {
            return isNone(type, shown);
        }
        return (kind(type).equals("password") && isMasked(shown)) || same(type, sent, shown);
    }

    /** Whether two values are the same for the server. */
    public static boolean same(@Nullable String type, @Nullable Object one, @Nullable Object other) {
        return switch (kind(type)) {
            case "date" -> one != null && other != null && sameDay(one.toString(), other.toString());
            case "checkbox" -> flag(one).equalsIgnoreCase(flag(other));
            case "number", "currency", "percent" -> Json.sameScalar(one, other);
            case "ipaddress" -> Objects.requireNonNullElse(text(one), "").equalsIgnoreCase(text(other));
            case "text", "textarea", "password" -> Objects.equals(text(one), text(other));
            default ->
                one instanceof Number || other instanceof Number || one instanceof Boolean || other instanceof Boolean
                        ? Json.sameScalar(one, other)
                        : Objects.equals(text(one), text(other));
        };
    }

    /** A text as it is compared: the server may end lines its own way and drop blanks around it; null if there is none. */
    public static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString().replace("\r\n", "\n").strip();
    }

    /** A day or a moment in ISO 8601, in UTC if it has no offset; null if it is neither. */
    public static @Nullable Instant moment(String text) {
        try {
            if (text.indexOf('T') < 0) {
                return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            }
            boolean offset = text.endsWith("Z") || text.matches(".*T.*[+-].*");
            return offset
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /**
     * Whether a value stands for none. Databases with columns that cannot be empty keep false for no flag and 0 for no
     * number. Whether the vendor's does so is open until it is tried on a live server; an edit that may well hold is not
     * reported as undone.
     */
    private static boolean isNone(@Nullable String type, @Nullable Object shown) {
        if (shown == null || shown.toString().isBlank() || shown.equals(false)) {
            return true;
        }
        return switch (kind(type)) {
            case "checkbox" -> flag(shown).equalsIgnoreCase("false");
            case "number", "currency", "percent" -> Json.sameScalar(BigDecimal.ZERO, shown);
            default -> false;
        };
    }

    /** Whether what is shown of a password is nothing or a mask. */
    public static boolean isMasked(@Nullable Object shown) {
        return shown == null || shown.toString().chars().allMatch(c -> c == '*' || c == '\u2022' || c == ' ');
    }

    private static String kind(@Nullable String type) {
        return type == null ? "" : type.toLowerCase(Locale.ROOT);
    }

    /** A flag in words: one that is not set may be kept as no value. */
    private static String flag(@Nullable Object value) {
        String words = text(value);
        return words == null || words.isEmpty() ? "false" : words;
    }

    private static boolean sameDay(String one, String other) {
        Instant first = moment(one.strip());
        Instant second = moment(other.strip());
        return first == null || second == null
                ? one.strip().equals(other.strip())
                : first.truncatedTo(ChronoUnit.DAYS).equals(second.truncatedTo(ChronoUnit.DAYS));
    }
}
