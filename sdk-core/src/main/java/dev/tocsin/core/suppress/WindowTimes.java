package dev.tocsin.core.suppress;

import dev.tocsin.core.base.ConfigurationException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** When a maintenance window is, as the clock on the wall of its zone shows it. */
public sealed interface WindowTimes {
    /** The first day on or after the given one on which an occurrence begins; empty if there is none any more. */
    Optional<LocalDate> nextDay(LocalDate earliest);

    /**
     * When the occurrence that begins on a day starts on the wall clock.
     *
     * @param day a day that {@link #nextDay} gave
     */
    LocalDateTime startOn(LocalDate day);

    /** How far the wall clock moves from start to end, more than zero. In real time it is more or less at a change of the clocks. */
    Duration length();

    /** The times for people, such as {@code weekly on SATURDAY from 22:00 for PT8H}. */
    String text();

    /** The times as a plain map. */
    Map<String, Object> asValue();

    /**
     * Once.
     *
     * @param start the start on the wall clock
     * @param end the end on the wall clock; exclusive
     */
    record Once(LocalDateTime start, LocalDateTime end) implements WindowTimes {
        /** Refuses an end that is not after the start, and more than {@link Silence#LONGEST}. */
        public Once {
            if (!end.isAfter(start)) {
                throw new ConfigurationException(
                        "once.end", end + " is not after the start, " + start + "; a later time is legal");
            }
            if (end.isAfter(start.plus(Silence.LONGEST))) {
                throw new ConfigurationException(
                        "once.end",
                        end + " is more than " + Silence.LONGEST.toDays() + " days after the start; "
                                + start.plus(Silence.LONGEST) + " and earlier is legal");
            }
            storable("once.start", start.toLocalDate());
            storable("once.end", end.toLocalDate());
        }

        @Override
        public Optional<LocalDate> nextDay(LocalDate earliest) {
            LocalDate day = start.toLocalDate();
            return day.isBefore(earliest) ? Optional.empty() : Optional.of(day);
        }

        @Override
        public LocalDateTime startOn(LocalDate day) {
            return start;
        }

        @Override
        public Duration length() {
            return Duration.between(start, end);
        }

        @Override
        public String text() {
            return "once from " + start + " to " + end;
        }

        @Override
        public Map<String, Object> asValue() {
            Map<String, Object> value = new LinkedHashMap<>();
            value.put("start", start.toString());
            value.put("end", end.toString());
            return Collections.unmodifiableMap(value);
        }
    }

    /**
     * Every week on some days. An occurrence belongs to the day on which it begins, also if it runs past midnight.
     *
     * @param days the days on which an occurrence begins, at least one
     * @param start when it starts on the wall clock
     * @param length how far the wall clock moves until its end, at most seven days
     * @param from the first day on which one may begin, or null for no limit
     * @param to the last day on which one may begin, inclusive, or null for no limit; one that began runs to its end
     */
    record Weekly(
            Set<DayOfWeek> days,
            LocalTime start,
            Duration length,
            @Nullable LocalDate from,
            @Nullable LocalDate to) implements WindowTimes {
        private static final Duration WEEK = Duration.ofDays(7);

        /** Refuses no days, no length, a week or more without a gap, and limits between which it never is. */
        public Weekly {
            if (days.isEmpty()) {
                throw new ConfigurationException(
                        "weekly.days", "is empty; legal are one or more of " + List.of(DayOfWeek.values()));
            }
            days = Collections.unmodifiableSet(EnumSet.copyOf(days));
            if (length.isZero() || length.isNegative() || length.compareTo(WEEK) > 0) {
                throw new ConfigurationException(
                        "weekly.length", length + " is not legal; more than zero and at most seven days, PT168H, are");
            }
            if (length.compareTo(longestPause(days)) >= 0) {
                throw new ConfigurationException(
                        "weekly.length",
                        length + " leaves no time between its occurrences, so that it would never end; less than "
                                + longestPause(days) + " is legal. A long but single window is 'once'");
            }
            if (from != null) {
                storable("weekly.from", from);
            }
            if (to != null) {
                storable("weekly.to", to);
            }
            if (from != null && to != null && to.isBefore(from)) {
                throw new ConfigurationException(
                        "weekly.to", to + " is before from, " + from + "; the same day or a later one is legal");
            }
            if (from != null && to != null && next(days, from).isAfter(to)) {
                throw new ConfigurationException(
                        "weekly.to",
                        "none of " + days + " is from " + from + " to " + to + "; " + next(days, from)
                                + " or later is legal");
            }
        }

        /**
         * Every week on some days from one time of day to another, on the next day if that is not later.
         *
         * @throws ConfigurationException if both are the same, which might mean nothing or a whole day, or no day is given
         */
        public static Weekly between(Collection<DayOfWeek> days, LocalTime start, LocalTime end) {
            Duration length = between("weekly.end", start, end);
            return new Weekly(days.isEmpty() ? Set.of() : EnumSet.copyOf(days), start, length, null, null);
        }

        static Duration between(String place, LocalTime start, LocalTime end) {
            if (end.equals(start)) {
                throw new ConfigurationException(
                        place,
                        end + " is the start as well; another time is legal, or the length PT24H for a whole day");
            }
            Duration length = Duration.between(start, end);
            return length.isNegative() ? length.plusDays(1) : length;
        }

        /** The same, only for occurrences that begin from one day to another, both inclusive; null for no limit. */
        public Weekly valid(@Nullable LocalDate first, @Nullable LocalDate last) {
            return new Weekly(days, start, length, first, last);
        }

        /** The longest time between the starts of two occurrences that follow each other. */
        private static Duration longestPause(Set<DayOfWeek> days) {
            long longest = 0;
            for (DayOfWeek day : days) {
                int pause = 1;
                while (!days.contains(day.plus(pause))) {
                    pause++;
                }
                longest = Math.max(longest, pause);
            }
            return Duration.ofDays(longest);
        }

        private static LocalDate next(Set<DayOfWeek> days, LocalDate earliest) {
            LocalDate found = earliest;
            while (!days.contains(found.getDayOfWeek())) {
                found = found.plusDays(1);
            }
            return found;
        }

        @Override
        public Optional<LocalDate> nextDay(LocalDate earliest) {
            LocalDate day = next(days, from != null && from.isAfter(earliest) ? from : earliest);
            return to != null && day.isAfter(to) ? Optional.empty() : Optional.of(day);
        }

        @Override
        public LocalDateTime startOn(LocalDate day) {
            return day.atTime(start);
        }

        @Override
        public String text() {
            return "weekly on " + days.stream().map(DayOfWeek::name).collect(Collectors.joining(" and ")) + " from "
                    + start + " for " + length + (from == null ? "" : ", first on " + from)
                    + (to == null ? "" : ", last on " + to);
        }

        @Override
        public Map<String, Object> asValue() {
            Map<String, Object> value = new LinkedHashMap<>();
            value.put("days", days.stream().map(DayOfWeek::name).toList());
            value.put("start", start.toString());
            value.put("length", length.toString());
            if (from != null) {
                value.put("from", from.toString());
            }
            if (to != null) {
                value.put("to", to.toString());
            }
            return Collections.unmodifiableMap(value);
        }
    }

    private static void storable(String place, LocalDate day) {
        if (day.getYear() < 1900 || day.getYear() >= 2200) {
            throw new ConfigurationException(place, day + " is not legal; a day from the year 1900 to 2199 is");
        }
    }
}
