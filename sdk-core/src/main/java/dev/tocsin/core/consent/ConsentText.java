package dev.tocsin.core.consent;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A text that people agree to, in one exact version. It is kept as long as any entry has its hash.
 *
 * @param name what the text is for, such as {@code sms-alerts}
 * @param language the language, as a BCP 47 tag such as {@code en} or {@code de-AT}
 * @param text the text itself, as it is shown
 */
public record ConsentText(String name, String language, String text) {
    /** Refuses blank parts and a text of more than 20,000 characters. */
    public ConsentText {
        if (name.isBlank() || name.length() > 100) {
            throw new IllegalArgumentException("text.name: 1 to 100 characters are needed");
        }
        if (language.isBlank() || language.length() > 35) {
            throw new IllegalArgumentException("text.language: a BCP 47 tag such as 'en' is needed");
        }
        if (text.isBlank() || text.length() > 20_000) {
            throw new IllegalArgumentException("text.text: 1 to 20000 characters are needed");
        }
    }

    /**
     * The version: SHA-256 over the UTF-8 of the text, in 64 small hexadecimal digits, so that anybody can check it. A single
     * blank makes another version.
     */
    public String hash() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
