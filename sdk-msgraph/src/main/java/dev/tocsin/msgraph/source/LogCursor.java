package dev.tocsin.msgraph.source;

import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a log was read. Logs come newest first, so a window is read to its end before the watermark moves.
 *
 * @param watermark the time of the newest record of the windows that are read
 * @param reading the window that is being read, or null if none is
 */
record LogCursor(Instant watermark, @Nullable Reading reading) {
    private static final String VERSION = "1";

    /**
     * A window whose further pages are to be read.
     *
     * @param begun when its first page was asked for
     * @param newest the time of the newest record so far
     * @param next the address of the next page
     */
    record Reading(Instant begun, Instant newest, String next) {}

    /** Reads {@link #text()}; what is none of it begins anew at the fallback, which costs readings and no event. */
    static LogCursor parse(@Nullable String text, Instant fallback) {
        String[] parts = text == null ? new String[0] : text.split("\\|", 5);
        try {
            if (parts.length == 2 && parts[0].equals(VERSION)) {
                return new LogCursor(Instant.parse(parts[1]), null);
            }
            if (parts.length == 5 && parts[0].equals(VERSION)) {
                return new LogCursor(
                        Instant.parse(parts[1]),
                        new Reading(Instant.parse(parts[2]), Instant.parse(parts[3]), parts[4]));
            }
        } catch (DateTimeException e) {
            return new LogCursor(fallback, null);
        }
        return new LogCursor(fallback, null);
    }

    String text() {
        return reading == null
                ? VERSION + "|" + watermark
                : String.join(
                        "|",
                        VERSION,
                        watermark.toString(),
                        reading.begun().toString(),
                        reading.newest().toString(),
                        reading.next());
    }
}
