package dev.tocsin.connectwise.internal;

import java.util.List;
import java.util.function.Supplier;

/** Makes a remote message fit to be shown: no credential, no echoed value, no control character, not too long. */
public final class Redactor {
    private static final int LONGEST = 400;

    /** No more of a message is looked at: what is shown is far shorter. */
    private static final int LONGEST_READ = 20_000;

    private static final String OPENING_BEFORE = " \t\r\n([{<:=,'";
    private static final String CLOSING_BEFORE = " \t\r\n)]}>:=,.;!?";

    private final Supplier<List<String>> secrets;

    /** Hides texts that are always the same. */
    public Redactor(List<String> secrets) {
        List<String> fixed = List.copyOf(secrets);
        this.secrets = () -> fixed;
    }

    /** Hides texts that may change: they are asked for with each message. */
    public Redactor(Supplier<List<String>> secrets) {
        this.secrets = secrets;
    }

    /** A name or a code of the server's as it may be shown. */
    public String clean(String message) {
        return printable(withoutQuoted(withoutSecrets(message)), LONGEST);
    }

    /**
     * The message as it may be shown. The server quotes most values it was sent in double quotes, and those may hold a
     * customer's data; its own field and type names stand in single quotes or in none. What it was sent by this very
     * request is hidden however it is quoted.
     *
     * @param sent the texts of the request; asked for once, as there is a message
     */
    public String clean(String message, Supplier<OwnValues> sent) {
        String text = withoutSecrets(message);
        return text.isBlank() ? "" : printable(withoutQuoted(sent.get().hidden(text)), LONGEST);
    }

    private String withoutSecrets(String message) {
        // A secret that the cut divides would show its beginning, but lies far behind what is shown.
        String text = message.length() <= LONGEST_READ ? message : message.substring(0, LONGEST_READ);
        for (String secret : secrets.get()) {
            text = text.replace(secret, "***");
        }
        return text;
    }

    /** Hides what stands in double quotes, which may hold quotes of its own; what is never closed is hidden to the end. */
    private static String withoutQuoted(String text) {
        StringBuilder shown = new StringBuilder();
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '"') {
                if (depth == 0) {
                    shown.append(c);
                }
            } else if (depth == 0) {
                depth = 1;
                shown.append("\"…");
            } else {
                depth += opensWithin(text, i) ? 1 : -1;
                if (depth == 0) {
                    shown.append(c);
                }
            }
        }
        return depth == 0 ? shown.toString() : shown.append('"').toString();
    }

    /** Whether a quote within quotes opens a part of the value: {@code "say "so" now"}. */
    private static boolean opensWithin(String text, int place) {
        boolean before = OPENING_BEFORE.indexOf(text.charAt(place - 1)) >= 0;
        return before && place + 1 < text.length() && CLOSING_BEFORE.indexOf(text.charAt(place + 1)) < 0;
    }

    /** A text cut to a length, its control characters as spaces. */
    public static String printable(String text, int longest) {
        String plain = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return plain.length() <= longest ? plain : plain.substring(0, longest) + "…";
    }
}
