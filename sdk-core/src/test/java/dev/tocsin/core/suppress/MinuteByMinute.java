package dev.tocsin.core.suppress;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.BitSet;
import java.util.TreeSet;

/**
 * A slow second opinion on windows, by watching the clock on the wall: an occurrence covers all from the first minute at
 * which the clock shows a time within it to the last such minute. It knows nothing of gaps and overlaps.
 */
final class MinuteByMinute {
    private static final long DAY = 24 * 60;

    /** More than an occurrence and a jump of the clock together. */
    private static final long MARGIN = 12 * DAY;

    private final long first;
    private final long[] shown;

    /** Watches a clock for a whole year, and somewhat before and after. */
    MinuteByMinute(ZoneId zone, int year) {
        long begin = minute(LocalDate.of(year, 1, 1).atStartOfDay());
        long end = minute(LocalDate.of(year + 1, 1, 1).atStartOfDay());
        first = begin - 2 * MARGIN;
        shown = new long[(int) (end - begin + 4 * MARGIN)];
        for (int i = 0; i < shown.length; i++) {
            shown[i] = minute(LocalDateTime.ofInstant(instant(i), zone));
        }
    }

    private static long minute(LocalDateTime shown) {
        return Math.floorDiv(shown.toEpochSecond(ZoneOffset.UTC), 60L);
    }

    Instant instant(int index) {
        return Instant.ofEpochSecond((first + index) * 60);
    }

    /** The first index that is asked about, with all occurrences around it watched. */
    int from() {
        return (int) MARGIN;
    }

    /** The index after the last that is asked about. */
    int to() {
        return (int) (shown.length - MARGIN);
    }

    /** Which minutes the times cover. */
    BitSet covered(WindowTimes times) {
        BitSet covered = new BitSet(shown.length);
        LocalDate day =
                LocalDateTime.ofEpochSecond(first * 60, 0, ZoneOffset.UTC).toLocalDate();
        LocalDate last = day.plusDays(shown.length / DAY);
        for (; day.isBefore(last); day = day.plusDays(1)) {
            if (begins(times, day)) {
                LocalDateTime start = times instanceof WindowTimes.Weekly weekly
                        ? day.atTime(weekly.start())
                        : ((WindowTimes.Once) times).start();
                LocalDateTime end = times instanceof WindowTimes.Weekly weekly
                        ? start.plus(weekly.length())
                        : ((WindowTimes.Once) times).end();
                cover(covered, minute(start), minute(end));
            }
        }
        return covered;
    }

    private static boolean begins(WindowTimes times, LocalDate day) {
        if (times instanceof WindowTimes.Weekly weekly) {
            DayOfWeek name = day.getDayOfWeek();
            return weekly.days().contains(name)
                    && (weekly.from() == null || !day.isBefore(weekly.from()))
                    && (weekly.to() == null || !day.isAfter(weekly.to()));
        }
        return ((WindowTimes.Once) times).start().toLocalDate().equals(day);
    }

    private void cover(BitSet covered, long start, long end) {
        int begin = -1;
        int stop = -1;
        int low = (int) Math.max(0, start - first - 2 * DAY);
        int high = (int) Math.min(shown.length, end - first + 2 * DAY);
        for (int i = low; i < high; i++) {
            if (shown[i] >= start && shown[i] < end) {
                begin = begin < 0 ? i : begin;
                stop = i + 1;
            }
        }
        if (begin >= 0) {
            covered.set(begin, stop);
        }
    }

    /** The minutes around which something changes: the clock, or whether it is covered. */
    TreeSet<Integer> interesting(BitSet covered) {
        TreeSet<Integer> found = new TreeSet<>();
        for (int i = from() + 3; i < to() - 3; i++) {
            boolean jumps = shown[i] != shown[i - 1] + 1;
            if (covered.get(i) != covered.get(i - 1) || jumps) {
                for (int near = i - 2; near <= i + 2; near++) {
                    found.add(near);
                }
            }
            if (jumps) {
                for (int near = i - 200; near <= i + 200; near += 10) {
                    found.add(Math.min(to() - 1, Math.max(from(), near)));
                }
            }
        }
        return found;
    }
}
