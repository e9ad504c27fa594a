package dev.tocsin.examples.alertbridge;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.ShownText;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Moments as people of a zone write and read them. */
final class WallTime {
    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter WITH_OFFSET =
            DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm xxx", Locale.ENGLISH);

    private WallTime() {}

    /** The moment by the zone's clock; with its offset if that clock shows this time twice. */
    static String text(Instant moment, ZoneId zone) {
        boolean twice = zone.getRules()
                        .getValidOffsets(LocalDateTime.ofInstant(moment, zone))
                        .size()
                > 1;
        return (twice ? WITH_OFFSET : SHOWN).format(moment.atZone(zone));
    }

    /**
     * The moment that a text names: a time of the zone's clock, or one with an offset of its own.
     *
     * @param option where it was typed
     * @throws ConfigurationException if it is none, or the clock shows that time twice or never
     */
    static Instant parse(String option, String text, ZoneId zone) {
        String stripped = text.strip().replace(' ', 'T');
        try {
            return stripped.matches(".*T.*(Z|[+-][0-9]{2}(:?[0-9]{2})?)")
                    ? OffsetDateTime.parse(stripped).toInstant()
                    : shown(option, local(stripped), zone);
        } catch (DateTimeException e) {
            throw new ConfigurationException(
                    option,
                    ShownText.quoted(text) + " is not legal; a time of " + zone
                            + " such as 2026-01-05T18:00, or one with an offset such as 2026-01-05T18:00Z, is");
        }
    }

    private static LocalDateTime local(String text) {
        return text.contains("T")
                ? LocalDateTime.parse(text)
                : LocalDate.parse(text).atStartOfDay();
    }

    private static Instant shown(String option, LocalDateTime time, ZoneId zone) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(time);
        if (offsets.isEmpty()) {
            throw new ConfigurationException(
                    option, "the clock of " + zone + " jumps over " + time + "; a time that it shows is legal");
        } else if (offsets.size() > 1) {
            throw new ConfigurationException(
                    option,
                    "the clock of " + zone + " shows " + time + " twice; legal are " + time.atOffset(offsets.get(0))
                            + " and " + time.atOffset(offsets.get(1)));
        }
        return time.toInstant(offsets.get(0));
    }
}
