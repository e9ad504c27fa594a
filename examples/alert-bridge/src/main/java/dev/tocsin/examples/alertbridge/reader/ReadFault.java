package dev.tocsin.examples.alertbridge.reader;

import dev.tocsin.core.base.ShownText;
import org.jspecify.annotations.Nullable;

/**
 * Something in a file that could not be used.
 *
 * @param file the file's name as the source gives it
 * @param line the line, counted from 1; 0 if it concerns the file as a whole
 * @param field the field as the file's format calls it, or null if no single one is to blame
 * @param message what is wrong and what is legal
 */
public record ReadFault(String file, long line, @Nullable String field, String message) {
    /** The fault in one line, whatever the file holds: file, line, field, message. */
    @Override
    public String toString() {
        return ShownText.inLine(
                file + (line > 0 ? ":" + line : "") + ": " + (field == null ? "" : field + ": ") + message);
    }
}
