package dev.tocsin.core.people;

import java.net.IDN;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A mail address that may stand in a header as it is: it has no blank, no line end, no quote, bracket, comma or semicolon, so
 * nothing can be smuggled in behind it. The stricter part of RFC 5321: a dot-atom, an at sign and a domain of at least two
 * labels. A domain in another script is kept in its ASCII form (IDNA), and in small letters.
 *
 * @param value the address, at most 254 characters
 */
public record EmailAddress(String value) {
    private static final String LEGAL = "an address such as name@example.com is legal";
    private static final Pattern LOCAL =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");
    private static final Pattern DOMAIN =
            Pattern.compile("(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])");

    /**
     * Brings the domain into its form.
     *
     * @throws IllegalArgumentException if it is no address; the message says what is legal
     */
    public EmailAddress {
        if (value.isEmpty() || value.length() > 254) {
            throw new IllegalArgumentException("has " + value.length() + " characters; 1 to 254 are legal");
        }
        int at = value.lastIndexOf('@');
        if (at < 1 || at == value.length() - 1) {
            throw new IllegalArgumentException("has no name and domain with an at sign between them; " + LEGAL);
        }
        String local = value.substring(0, at);
        if (local.length() > 64 || !LOCAL.matcher(local).matches()) {
            throw new IllegalArgumentException(
                    "the part before the at sign must have 1 to 64 letters from A to Z, digits and"
                            + " marks, without blanks, quotes, brackets, commas or line ends; " + LEGAL);
        }
        String domain = ascii(value.substring(at + 1));
        if (domain.length() > 253 || !DOMAIN.matcher(domain).matches()) {
            throw new IllegalArgumentException(
                    "the part after the at sign is not a domain of two or more labels; " + LEGAL);
        }
        value = local + "@" + domain;
        if (value.length() > 254) {
            throw new IllegalArgumentException("has more than 254 characters with its domain in ASCII");
        }
    }

    private static String ascii(String domain) {
        if (domain.codePoints().anyMatch(point -> Character.isISOControl(point) || Character.isWhitespace(point))) {
            throw new IllegalArgumentException("the part after the at sign has a blank or a line end; " + LEGAL);
        }
        try {
            return IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("the part after the at sign is not a domain; " + LEGAL, e);
        }
    }

    /** The form by which two addresses are one mailbox: in small letters, as every mail system in use reads it. */
    public String key() {
        return value.toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return value;
    }
}
