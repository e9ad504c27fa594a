package dev.tocsin.connectwise.configuration;

import dev.tocsin.connectwise.internal.TypedValue;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a question of each field type can be answered with, and the form in which the server is sent it. */
final class AnswerRules {
    /** The digits that a decimal of .NET holds for sure, which the server is written in. */
    private static final int MOST_DIGITS = 28;

    private static final Set<String> SCHEMES = Set.of("http", "https", "ftp", "mailto");
    private static final Instant FIRST = Instant.parse("1753-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private AnswerRules() {}

    /** A value as it is sent, or what is wrong with it: exactly one of the two is null. */
    record Checked(@Nullable Object sent, @Nullable String fault) {
        static Checked good(Object sent) {
            return new Checked(sent, null);
        }

        static Checked bad(String fault) {
            return new Checked(null, fault);
        }

        Object value() {
            if (sent == null) {
                throw new IllegalArgumentException(fault);
            }
            return sent;
        }
    }

    /** Checks a value against the field type of a question. A field type that is new to this client takes any value. */
    static Checked of(ConfigurationQuestion question, Object value) {
        return switch (type(question)) {
            case "text", "password" -> text(value, false);
            case "textarea" -> text(value, true);
            case "number", "currency", "percent" -> number(value, question.numberOfDecimals());
            case "date" -> date(value);
            case "checkbox" -> flag(value);
            case "ipaddress" -> address(value);
            case "hyperlink" -> link(value);
            default -> single(value);
        };
    }

    /** Whether what the server shows is a value in the form in which it was sent. */
    static boolean holds(ConfigurationQuestion question, @Nullable Object sent, @Nullable Object got) {
        return TypedValue.holds(question.fieldType(), sent, got);
    }

    /** Whether two values are the same answer to a question. */
    static boolean same(ConfigurationQuestion question, @Nullable Object one, @Nullable Object other) {
        return TypedValue.same(question.fieldType(), one, other);
    }

    private static String type(ConfigurationQuestion question) {
        String type = question.fieldType();
        return type == null ? "" : type.toLowerCase(Locale.ROOT);
    }

    private static Checked text(Object value, boolean multiline) {
        if (!(value instanceof String text)) {
            return Checked.bad("must be a text, not " + kind(value));
        }
        if (text.isBlank()) {
            return Checked.bad("must not be blank: clear the answer instead");
        }
        if (!multiline && text.chars().anyMatch(Character::isISOControl)) {
            return Checked.bad("must be one line without control characters");
        }
        return Checked.good(text);
    }

    private static Checked number(Object value, @Nullable Integer decimals) {
        BigDecimal number;
        try {
            number = value instanceof Number || value instanceof String
                    ? new BigDecimal(value.toString().strip())
                    : null;
        } catch (NumberFormatException e) {
            number = null;
        }
        if (number == null) {
            return Checked.bad("must be a number, with a point before the decimals");
        }
        BigDecimal least = number.stripTrailingZeros();
        int scale = Math.max(least.scale(), 0);
        long digits = (long) least.precision() - Math.min(least.scale(), 0);
        if (digits > MOST_DIGITS || scale > MOST_DIGITS) {
            return Checked.bad("must have at most " + MOST_DIGITS + " digits");
        }
        if (decimals != null && scale > decimals) {
            return Checked.bad("must have at most " + decimals + " decimals, not " + scale);
        }
        return Checked.good(least.scale() < 0 ? least.setScale(0) : least);
    }

    /** The server takes whole seconds of UTC only. */
    private static Checked date(Object value) {
        Instant moment = null;
        if (value instanceof Instant given) {
            moment = given;
        } else if (value instanceof LocalDate || value instanceof String) {
            moment = TypedValue.moment(value.toString().strip());
        }
        if (moment == null) {
            return Checked.bad("must be a date in ISO 8601, such as 2026-11-21 or 2026-11-21T00:00:00Z");
        }
        if (moment.isBefore(FIRST) || moment.isAfter(LAST)) {
            return Checked.bad("must lie between the years 1753 and 9999, the range of the server's database");
        }
        return Checked.good(moment.truncatedTo(ChronoUnit.SECONDS).toString());
    }

    private static Checked flag(Object value) {
        String text = value instanceof Boolean || value instanceof String
                ? value.toString().strip().toLowerCase(Locale.ROOT)
                : "";
        return text.equals("true") || text.equals("false")
                ? Checked.good(Boolean.valueOf(text))
                : Checked.bad("must be true or false");
    }

    private static Checked address(Object value) {
        return value instanceof String text && IpLiteral.isAddress(text.strip())
                ? Checked.good(text.strip())
                : Checked.bad(
                        "must be an IP address, such as 192.0.2.1 or 2001:db8::1, without a port, a mask or a zone");
    }

    private static Checked link(Object value) {
        String fault = "must be an absolute address that begins with http, https, ftp or mailto";
        if (!(value instanceof String text)) {
            return Checked.bad(fault);
        }
        try {
            URI uri = new URI(text.strip());
            String scheme = uri.getScheme();
            if (scheme == null || !SCHEMES.contains(scheme.toLowerCase(Locale.ROOT))) {
                return Checked.bad(fault);
            }
            boolean whole = scheme.equalsIgnoreCase("mailto")
                    ? uri.isOpaque() && uri.getSchemeSpecificPart().indexOf('@') > 0
                    : uri.getHost() != null;
            return whole ? Checked.good(text.strip()) : Checked.bad(fault + " and names a host or a mailbox");
        } catch (URISyntaxException e) {
            return Checked.bad(fault + "; a space or another special character in it must be written with %");
        }
    }

    private static Checked single(Object value) {
        if (value instanceof LocalDate || value instanceof Instant) {
            return date(value);
        }
        if (value instanceof Number) {
            return number(value, null);
        }
        return value instanceof String || value instanceof Boolean
                ? Checked.good(value)
                : Checked.bad("must be a text, a number, true, false or a date, not " + kind(value));
    }

    private static String kind(Object value) {
        return value.getClass().getSimpleName();
    }
}
