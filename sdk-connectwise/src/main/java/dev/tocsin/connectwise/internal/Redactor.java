package dev.tocsin.connectwise.internal;

import java.util.List;
import java.util.regex.Pattern;

/** Makes a remote message fit to be shown: no credential, no echoed value, no control character, not too long. */
public final class Redactor {
    private static final int LONGEST = 400;
    private static final Pattern ECHOED = Pattern.compile("\"[^\"]{0,2000}\"?");

    private final List<String> secrets;

    public Redactor(List<String> secrets) {
        this.secrets = List.copyOf(secrets);
    }

    /**
     * The message as it may be shown. The server quotes the values it was sent in double quotes, and those may hold a
     * customer's data; its own field and type names stand in single quotes or in none.
     */
    public String clean(String message) {
        String text = message;
        for (String secret : secrets) {
            text = text.replace(secret, "***");
        }
        return printable(ECHOED.matcher(text).replaceAll("\"…\""), LONGEST);
    }

    /** A text cut to a length, its control characters as spaces. */
    public static String printable(String text, int longest) {
        String plain = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return plain.length() <= longest ? plain : plain.substring(0, longest) + "…";
    }
}
