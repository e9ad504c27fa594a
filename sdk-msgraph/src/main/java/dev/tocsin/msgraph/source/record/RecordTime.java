package dev.tocsin.msgraph.source.record;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the shapes of time that Microsoft's records have. A time without a zone is taken as UTC. */
final class RecordTime {
    /** A {@code T} or a blank, up to nine digits of a second, {@code Z}, an offset or neither. */
    private static final DateTimeFormatter AZURE = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendPattern("['T'][' ']")
            .appendPattern("HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .appendPattern("[XXX]")
            .toFormatter(Locale.ROOT);

    private RecordTime() {}

    /** A time as Azure writes it; null if it is none. */
    static @Nullable Instant azure(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            TemporalAccessor read = AZURE.parse(text.strip());
            ZoneOffset zone = read.isSupported(ChronoField.OFFSET_SECONDS) ? ZoneOffset.from(read) : ZoneOffset.UTC;
            return LocalDateTime.from(read).toInstant(zone);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
