package dev.tocsin.examples.alertbridge.config;

/**
 * Something in the configuration that cannot work. It never shows a value that may be secret.
 *
 * @param file the configuration file's name
 * @param line the line, counted from 1; 0 if none can be named
 * @param path the place, such as {@code rules[0].board}; empty for the file as a whole
 * @param message what is wrong and what is legal
 */
public record Fault(String file, int line, String path, String message) {
    /** The fault in one line: file, line, place, message. */
    @Override
    public String toString() {
        return file + (line > 0 ? ":" + line : "") + ": " + (path.isEmpty() ? "" : path + ": ") + message;
    }
}
