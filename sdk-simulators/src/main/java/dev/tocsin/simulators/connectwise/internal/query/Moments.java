package dev.tocsin.simulators.connectwise.internal.query;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Moments as the server writes them, in whole seconds of UTC, and as it reads them. */
public final class Moments {
    private Moments() {}

    /** A moment as the server writes it, such as {@code 2026-11-20T18:04:26Z}. */
    public static String write(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** A moment with Z or an offset, without either (taken as UTC), or a date; empty if it is none of them. */
    public static Optional<Instant> parse(String text) {
        String t = text.strip();
        try {
            if (t.length() <= 10) {
                return Optional.of(
                        LocalDate.parse(t).atStartOfDay(ZoneOffset.UTC).toInstant());
            }
            boolean zoned = t.endsWith("Z") || t.indexOf('+', 10) > 0 || t.indexOf('-', 10) > 0;
            return Optional.of(
                    zoned
                            ? OffsetDateTime.parse(t).toInstant()
                            : LocalDateTime.parse(t).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException notAMoment) {
            return Optional.empty();
        }
    }
}
