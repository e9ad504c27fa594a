package dev.tocsin.core.asset;

import dev.tocsin.core.base.Secret;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The kinds of answers that a question of a configuration can take, each with one form in which its values are compared and sent. */
public enum AnswerType {
    /** One line of text. */
    TEXT("Text"),
    /** {@code true} or {@code false}. */
    CHECKBOX("Checkbox"),
    /** An amount: a decimal number without a currency's sign, of two decimals unless the question says otherwise. */
    CURRENCY("Currency"),
    /** A day, {@code 2026-03-02}; a moment counts as its day in UTC. */
    DATE("Date"),
    /** An absolute address of http or https. */
    HYPERLINK("Hyperlink"),
    /** An address of IPv4 or IPv6, the latter in the form of RFC 5952. */
    IP_ADDRESS("IP Address"),
    /** A decimal number. */
    NUMBER("Number"),
    /** A decimal number in hundredths; a percent sign after it is left out. */
    PERCENT("Percent"),
    /** A secret; only {@link AssetValue#secret} gives one. */
    PASSWORD("Password"),
    /** Text of any number of lines, parted by line feeds. */
    TEXT_AREA("Text Area");

    private static final int MAX_DIGITS = 18;
    /** Far beyond any password; what is longer is a file in the wrong place. */
    private static final int MAX_SECRET = 1_000;

    private static final Set<String> YES = Set.of("true", "yes", "1", "on", "y");
    private static final Set<String> NO = Set.of("false", "no", "0", "off", "n");
    /** What SQL Server's datetime, which ConnectWise keeps days in, can hold. */
    private static final LocalDate FIRST_DAY = LocalDate.of(1753, 1, 1);

    private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

    private final String label;

    AnswerType(String label) {
        this.label = label;
    }

    /** The name that people use for it. */
    public String label() {
        return label;
    }

    /** The type of a label or a constant's name, whatever its case and spaces; empty if there is none such. */
    public static Optional<AnswerType> named(String name) {
        String wanted = core(name);
        for (AnswerType type : values()) {
            if (core(type.name()).equals(wanted)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    private static String core(String name) {
        return name.replaceAll("[\\s_-]", "").toLowerCase(Locale.ROOT);
    }

    /**
     * A value in the one form of this type.
     *
     * @param text the value, not blank
     * @param decimals the most decimals that are legal, or a negative number for the type's own limit
     * @throws IllegalArgumentException if it is not legal; the message has the value, if it may be seen, and says what is legal
     */
    public String canonical(String text, int decimals) {
        return switch (this) {
            case TEXT -> line(text);
            case TEXT_AREA -> lines(text);
            case CHECKBOX -> flag(text);
            case CURRENCY -> number(text, decimals < 0 ? 2 : decimals);
            case NUMBER -> number(text, decimals);
            case PERCENT -> number(text.strip().replaceFirst("\\s*%$", ""), decimals);
            case DATE -> day(text);
            case HYPERLINK -> link(text);
            case IP_ADDRESS -> IpText.canonical(text.strip());
            case PASSWORD -> throw new IllegalArgumentException("plain text is not legal; a secret is");
        };
    }

    /**
     * A secret as a PSA takes it: one line without control characters, of at most {@value #MAX_SECRET} characters.
     *
     * @throws IllegalArgumentException if it is not; the message says what is legal and holds nothing of the secret
     */
    static Secret checked(Secret secret) {
        String text = secret.reveal();
        if (text.codePointCount(0, text.length()) > MAX_SECRET
                || AssetText.half(text) >= 0
                || text.codePoints().anyMatch(AnswerType::breaksLine)) {
            throw new IllegalArgumentException("the secret is not legal; one line of at most " + MAX_SECRET
                    + " characters without control characters is");
        }
        return secret;
    }

    private static boolean breaksLine(int c) {
        return Character.isISOControl(c)
                || Character.getType(c) == Character.LINE_SEPARATOR
                || Character.getType(c) == Character.PARAGRAPH_SEPARATOR;
    }

    private static String line(String text) {
        String line = text.strip();
        if (line.chars().anyMatch(Character::isISOControl)) {
            throw illegal(text, "one line without control characters");
        }
        whole(line);
        return line;
    }

    private static String lines(String text) {
        String lines = text.replace("\r\n", "\n").replace('\r', '\n').strip();
        if (lines.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t')) {
            throw illegal(text, "text without control characters other than line ends and tabs");
        }
        whole(lines);
        return lines;
    }

    private static void whole(String text) {
        if (AssetText.half(text) >= 0) {
            throw illegal(text, "text of whole Unicode characters");
        }
    }

    private static String flag(String text) {
        String flag = text.strip().toLowerCase(Locale.ROOT);
        if (YES.contains(flag)) {
            return "true";
        }
        if (NO.contains(flag)) {
            return "false";
        }
        throw illegal(text, "true and false are");
    }

    /** No exponent, which could stand for more digits than memory has, and no separators, which mean other things elsewhere. */
    private static String number(String text, int decimals) {
        String digits = text.strip();
        boolean number = digits.matches("-?[0-9]+(\\.[0-9]+)?")
                && digits.chars().filter(Character::isDigit).count() <= MAX_DIGITS;
        BigDecimal value = number ? new BigDecimal(digits).stripTrailingZeros() : BigDecimal.ZERO;
        if (!number || decimals >= 0 && value.scale() > decimals) {
            throw illegal(
                    text,
                    "a decimal number such as " + (decimals == 0 ? "7" : "7.5") + " of at most " + MAX_DIGITS
                            + " digits" + (decimals < 0 ? "" : ", of them at most " + decimals + " decimals,") + " is");
        }
        return value.signum() == 0 ? "0" : value.toPlainString();
    }

    private static String day(String text) {
        String given = text.strip().toUpperCase(Locale.ROOT);
        try {
            LocalDate day = given.contains("T")
                    ? OffsetDateTime.parse(given)
                            .withOffsetSameInstant(ZoneOffset.UTC)
                            .toLocalDate()
                    : LocalDate.parse(given);
            if (!day.isBefore(FIRST_DAY) && !day.isAfter(LAST_DAY)) {
                return day.toString();
            }
        } catch (DateTimeException e) {
            throw illegalDay(text, e);
        }
        throw illegalDay(text, null);
    }

    private static IllegalArgumentException illegalDay(String text, @Nullable DateTimeException cause) {
        return new IllegalArgumentException(
                AssetText.quoted(text) + " is not legal; a day such as 2026-03-02, or a moment with its offset, from "
                        + FIRST_DAY + " to " + LAST_DAY + " is",
                cause);
    }

    private static String link(String text) {
        try {
            URI link = new URI(text.strip());
            String scheme = link.getScheme();
            if (link.getHost() != null && ("http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme))) {
                if (link.getRawUserInfo() != null) {
                    // The value itself is left out: it holds a password.
                    throw new IllegalArgumentException("an address with a user in it is not legal; one without is");
                }
                return link.toString();
            }
        } catch (URISyntaxException e) {
            throw illegal(text, "an absolute address of http or https is");
        }
        throw illegal(text, "an absolute address of http or https is");
    }

    static IllegalArgumentException illegal(String text, String legal) {
        return new IllegalArgumentException(AssetText.quoted(text) + " is not legal; " + legal
                + (legal.endsWith(" is") || legal.endsWith(" are") ? "" : " is"));
    }
}
