package dev.tocsin.examples.alertbridge.reader;

import dev.tocsin.core.base.BoundedText;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the shapes of time that reports have. A time without a zone is taken as UTC. */
final class RecordTime {
    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    /** As C's {@code ctime} writes it, but for the day of the week: {@code Jul 1 11:40:48 2013}. */
    private static final DateTimeFormatter CTIME = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern("MMM d HH:mm:ss uuuu")
            .toFormatter(Locale.ENGLISH)
            .withResolverStyle(ResolverStyle.STRICT);

    /** As Nessus dates a plug-in. */
    private static final DateTimeFormatter SLASHES = DateTimeFormatter.ofPattern("uuuu/M/d", Locale.ROOT);

    private RecordTime() {}

    /** A time as Nessus writes it of a host, such as {@code Mon Jul  1 11:40:48 2013}; null if it is none. */
    static @Nullable Instant nessus(@Nullable String text) {
        String one = BoundedText.line(60, text);
        int afterDay = one == null ? -1 : one.indexOf(' ');
        if (one == null || afterDay < 0) {
            return null;
        }
        try {
            return checked(
                    LocalDateTime.parse(one.substring(afterDay + 1), CTIME).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return iso(one);
        }
    }

    private static @Nullable Instant iso(String text) {
        try {
            TemporalAccessor read =
                    DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
            return checked(
                    read instanceof OffsetDateTime zoned
                            ? zoned.toInstant()
                            : LocalDateTime.from(read).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** A time in seconds since 1970; null if it is none. */
    static @Nullable Instant epoch(@Nullable String text) {
        try {
            long seconds = text == null ? 0 : Long.parseLong(text.strip());
            return seconds <= 0 ? null : checked(Instant.ofEpochSecond(seconds));
        } catch (NumberFormatException | DateTimeException e) {
            return null;
        }
    }

    /** The beginning of a day such as {@code 2013/05/31}; null if it is none. */
    static @Nullable Instant day(@Nullable String text) {
        try {
            return text == null
                    ? null
                    : checked(java.time.LocalDate.parse(text.strip(), SLASHES)
                            .atStartOfDay()
                            .toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return null;
        }
    }

    /**
     * The instant, if a store can keep it.
     *
     * @throws DateTimeException if it is before 1970 or after 9999
     */
    static Instant checked(Instant instant) {
        if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
            throw new DateTimeException("the years 1970 to 9999 are legal");
        }
        return instant;
    }
}
