package dev.tocsin.notify.webhook;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a form or query; of a repeated one the first counts. */
final class FormFields {
    private static final int MOST = 1000;

    private final Map<String, String> fields;

    private FormFields(Map<String, String> fields) {
        this.fields = fields;
    }

    static FormFields of(byte[] form) {
        return of(new String(form, StandardCharsets.UTF_8));
    }

    /**
     * @param encoded the encoded fields, or null for none
     * @throws BrokenException if they cannot be decoded
     */
    static FormFields of(@Nullable String encoded) {
        Map<String, String> fields = new LinkedHashMap<>();
        if (encoded != null) {
            for (String pair : encoded.split("&", MOST)) {
                int equals = pair.indexOf('=');
                if (!pair.isEmpty()) {
                    fields.putIfAbsent(
                            decoded(equals < 0 ? pair : pair.substring(0, equals)),
                            equals < 0 ? "" : decoded(pair.substring(equals + 1)));
                }
            }
        }
        return new FormFields(fields);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            throw new BrokenException();
        }
    }

    /** A field, empty if it is not there. */
    String text(String name) {
        return fields.getOrDefault(name, "");
    }

    /** A field, null if it is not there or empty. */
    @Nullable
    String orNull(String name) {
        String value = fields.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    /** Says that a form or query cannot be decoded; not what it holds. */
    static final class BrokenException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BrokenException() {
            super("the form or query cannot be decoded", null, false, false);
        }
    }
}
