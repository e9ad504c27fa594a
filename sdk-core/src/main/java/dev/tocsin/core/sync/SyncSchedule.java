package dev.tocsin.core.sync;

import dev.tocsin.core.base.ConfigurationException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** When a recurring run comes round. Its text, as {@link #parse} reads it, is {@link Object#toString}. */
public sealed interface SyncSchedule {
    /**
     * When the next run is planned.
     *
     * @param planned when the last one was; for the first, when the plan was made
     * @param now the time now, after the last one ended
     * @return a moment after now
     */
    Instant next(Instant planned, Instant now);

    /**
     * Again and again after a time, counted from when the last run was planned to begin. If that lasts longer, the times that it
     * misses are left out.
     *
     * @param interval from one beginning to the next, 1 minute to 366 days
     */
    record Every(Duration interval) implements SyncSchedule {
        private static final Duration LEAST = Duration.ofMinutes(1);
        private static final Duration MOST = Duration.ofDays(366);

        /** Refuses what is out of range. */
        public Every {
            if (interval.compareTo(LEAST) < 0 || interval.compareTo(MOST) > 0) {
                throw new ConfigurationException(
                        "recurring.schedule.every",
                        interval + " is not legal; " + LEAST + " (1 minute) to " + MOST + " (366 days) are");
            }
        }

        @Override
        public Instant next(Instant planned, Instant now) {
            // A clock that was turned back must not make anybody wait longer than the interval.
            Instant from = planned.isAfter(now) ? now : planned;
            return from.plus(interval.multipliedBy(Duration.between(from, now).dividedBy(interval) + 1));
        }

        @Override
        public String toString() {
            return "every " + interval;
        }
    }

    /**
     * Once a day. Where clocks are put forward over the time it comes as much later; where they are put back over it, it comes
     * once, at the first of the two.
     *
     * @param time of the day, there
     * @param zone where
     */
    record Daily(LocalTime time, ZoneId zone) implements SyncSchedule {
        @Override
        public Instant next(Instant planned, Instant now) {
            LocalDate day = now.atZone(zone).toLocalDate();
            Instant next = on(day);
            while (!next.isAfter(now)) {
                day = day.plusDays(1);
                next = on(day);
            }
            return next;
        }

        private Instant on(LocalDate day) {
            return ZonedDateTime.of(day, time, zone).toInstant();
        }

        @Override
        public String toString() {
            return "daily " + time + " " + zone.getId();
        }
    }

    /**
     * Reads a schedule.
     *
     * @param text {@code every} and an ISO 8601 duration, as in {@code every PT15M}, or {@code daily}, a time and a zone, as in
     *     {@code daily 03:00 Europe/London}
     * @throws ConfigurationException if it is neither
     */
    static SyncSchedule parse(String text) {
        String[] words = text.strip().split("\\s+");
        try {
            if (words.length == 2 && words[0].equals("every")) {
                return new Every(Duration.parse(words[1]));
            }
            if (words.length == 3 && words[0].equals("daily")) {
                return new Daily(LocalTime.parse(words[1]), ZoneId.of(words[2]));
            }
        } catch (DateTimeException e) {
            throw refused(text, " (" + e.getMessage() + ")");
        }
        throw refused(text, "");
    }

    private static ConfigurationException refused(String text, String why) {
        return new ConfigurationException(
                "recurring.schedule",
                "'" + text + "' is not legal" + why
                        + "; 'every PT15M' and 'daily 03:00 Europe/London' are such as are");
    }
}
