package dev.tocsin.connectwise;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a file in the header {@code content-disposition} (RFC 6266), made safe as the name of a local file: whoever
 * attached the file chose the name.
 */
final class AttachmentName {
    private static final int LONGEST = 255;
    private static final Pattern ENCODED =
            Pattern.compile("filename\\*\\s*=\\s*([A-Za-z0-9-]+)'[^']*'([^;\\s\"]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern QUOTED =
            Pattern.compile("filename\\s*=\\s*\"((?:[^\"\\\\]|\\\\.)*)\"", Pattern.CASE_INSENSITIVE);
    private static final Pattern BARE = Pattern.compile("filename\\s*=\\s*([^;\"\\s]+)", Pattern.CASE_INSENSITIVE);

    private AttachmentName() {}

    /** The name; empty if the header holds none, or nothing of it is safe. */
    static Optional<String> in(String header) {
        Matcher encoded = ENCODED.matcher(header);
        if (encoded.find() && encoded.group(1).toLowerCase(Locale.ROOT).equals("utf-8")) {
            return safe(decode(encoded.group(2)));
        }
        Matcher quoted = QUOTED.matcher(header);
        if (quoted.find()) {
            return safe(quoted.group(1).replaceAll("\\\\(.)", "$1"));
        }
        Matcher bare = BARE.matcher(header);
        return bare.find() ? safe(bare.group(1)) : Optional.empty();
    }

    private static String decode(String value) {
        StringBuilder bytes = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean escape = c == '%' && value.substring(i).matches("(?s)%[0-9A-Fa-f]{2}.*");
            bytes.append(escape ? (char) Integer.parseInt(value.substring(i + 1, i + 3), 16) : c);
            i += escape ? 2 : 0;
        }
        return new String(bytes.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** Without folders, the characters that Windows forbids, and what makes a name look like another. */
    private static Optional<String> safe(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String plain = last.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029<>:\"|?*]", "")
                .strip()
                .replaceAll("[. ]+$", "");
        int from = Math.max(0, plain.length() - LONGEST);
        return plain.isBlank() ? Optional.empty() : Optional.of(plain.substring(from));
    }
}
