package dev.tocsin.core.suppress;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.MspId;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Planned work, during which something is quiet: once or every week, by the clock on a wall in a time zone.
 *
 * <p>An occurrence covers the time from the first moment at which that clock shows its start or later to the last at
 * which it shows a time before its end; the end itself is no longer covered. Where clocks change, this means:
 *
 * <ul>
 *   <li>A start or an end that the clock jumps over is the moment of the jump. An occurrence that lies wholly within what
 *       is jumped over, be it an hour or a day, does not take place.
 *   <li>Of a time that the clock shows twice, a start is the first and an end is the second, and what is between is
 *       covered. An end at the very time to which the clock goes back is the first: what was shown before it is shown
 *       once only.
 *   <li>The length is measured on the wall: 22:00 to 06:00 takes seven or nine hours in such a night.
 * </ul>
 *
 * <p>In doubt it is thus too long rather than too short: what is still active acts at its end, an hour late at worst,
 * whereas an alert in the middle of planned work wakes somebody for nothing. Nothing is computed ahead, so that a new
 * release of the zone rules counts from the next look on. Immutable and thread-safe.
 *
 * @param id the id, unique among the MSP's windows, 1 to 100 characters
 * @param msp the MSP
 * @param scope what is quiet
 * @param zone the zone whose clock is meant
 * @param times when it is
 * @param reason what is being done, for people, 1 to 500 characters
 */
public record MaintenanceWindow(String id, MspId msp, Scope scope, ZoneId zone, WindowTimes times, String reason) {
    /** More than a clock has ever been moved: from one side of the date line to the other. */
    private static final int MOVED_DAYS = 2;

    /** Refuses missing texts, and a single window within what its zone's clock jumps over. */
    public MaintenanceWindow {
        id = Fields.required("maintenanceWindows.id", id, 100);
        String place = "maintenanceWindows[" + id + "].";
        reason = Fields.required(place + "reason", reason, 500);
        if (times instanceof WindowTimes.Once once && !begin(zone, once.start()).isBefore(end(zone, once.end()))) {
            throw new ConfigurationException(
                    place + "once",
                    "the clock of " + zone + " jumps over all from " + once.start() + " to " + once.end()
                            + "; times that it shows are legal");
        }
    }

    /**
     * The zone of a name.
     *
     * @param place where the name stands, for the refusal
     * @throws ConfigurationException if no zone has that name; a name that differs in case only is suggested
     */
    public static ZoneId zone(String place, String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            String meant = ZoneId.getAvailableZoneIds().stream()
                    .filter(name::equalsIgnoreCase)
                    .findFirst()
                    .orElse("Europe/Berlin");
            throw new ConfigurationException(
                    place,
                    "'" + name + "' is no zone; a name of the IANA time zone database such as " + meant + " is legal");
        }
    }

    /** Whether it is on at a moment: from an occurrence's start on, and no more at its end. */
    public boolean activeAt(Instant moment) {
        return endOfOccurrence(moment) != null;
    }

    /** Whether it is on at a moment and is about the subject. */
    public boolean covers(Subject subject, Instant moment) {
        return msp.equals(subject.msp()) && scope.covers(subject) && activeAt(moment);
    }

    /**
     * The first moment that is no longer covered, for one that is. Occurrences that touch or overlap count as one.
     *
     * @return the end; the moment itself if the window is not on then
     */
    public Instant endOf(Instant moment) {
        Instant end = moment;
        for (Instant next = endOfOccurrence(end); next != null; next = endOfOccurrence(end)) {
            end = next;
        }
        return end;
    }

    /**
     * The next moment after the given one at which the window is on and was not on before; empty if there is none any
     * more. An occurrence that only prolongs another is no start.
     */
    public Optional<Instant> nextStart(Instant moment) {
        Instant quiet = endOf(moment);
        Optional<LocalDate> day = times.nextDay(dayOf(quiet).minusDays(MOVED_DAYS));
        while (day.isPresent()) {
            LocalDateTime start = times.startOn(day.get());
            Instant begin = begin(zone, start);
            if (!begin.isBefore(quiet) && begin.isBefore(end(zone, start.plus(times.length())))) {
                return Optional.of(begin);
            }
            day = times.nextDay(day.get().plusDays(1));
        }
        return Optional.empty();
    }

    /** The latest end of the occurrences that cover a moment, or null if none does. */
    private @Nullable Instant endOfOccurrence(Instant moment) {
        LocalDate last = dayOf(moment).plusDays(MOVED_DAYS);
        long back = times.length().toDays() + 1 + MOVED_DAYS;
        Optional<LocalDate> day = times.nextDay(dayOf(moment).minusDays(back));
        Instant latest = null;
        while (day.isPresent() && !day.get().isAfter(last)) {
            LocalDateTime start = times.startOn(day.get());
            Instant end = end(zone, start.plus(times.length()));
            boolean covered = !begin(zone, start).isAfter(moment) && end.isAfter(moment);
            if (covered && (latest == null || end.isAfter(latest))) {
                latest = end;
            }
            day = times.nextDay(day.get().plusDays(1));
        }
        return latest;
    }

    private LocalDate dayOf(Instant moment) {
        return LocalDate.ofInstant(moment, zone);
    }

    /** The first moment at which the clock shows a time or a later one. */
    private static Instant begin(ZoneId zone, LocalDateTime shown) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(shown);
        return offsets.isEmpty() ? jump(zone, shown) : shown.toInstant(offsets.get(0));
    }

    /** The moment after the last at which the clock shows something before a time. */
    private static Instant end(ZoneId zone, LocalDateTime shown) {
        LocalDateTime before = shown.minusNanos(1);
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(before);
        return offsets.isEmpty()
                ? jump(zone, before)
                : before.toInstant(offsets.get(offsets.size() - 1)).plusNanos(1);
    }

    private static Instant jump(ZoneId zone, LocalDateTime skipped) {
        ZoneOffsetTransition transition = zone.getRules().getTransition(skipped);
        return transition.getInstant();
    }

    /** The window for people, such as {@code weekly on SATURDAY from 22:00 for PT8H, Europe/Berlin}. */
    public String text() {
        return times.text() + ", " + zone;
    }

    /** The window as a plain map, without the MSP; {@link #of} reads it back. */
    public Map<String, Object> asValue() {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("id", id);
        value.put("scope", scope.asValue());
        value.put("zone", zone.getId());
        value.put(times instanceof WindowTimes.Once ? "once" : "weekly", times.asValue());
        value.put("reason", reason);
        return Collections.unmodifiableMap(value);
    }

    /**
     * The window of a plain map. Its times are either {@code once} with {@code start} and {@code end}, or {@code weekly}
     * with {@code days}, {@code start}, either {@code end} or {@code length}, and optionally {@code from} and {@code to}.
     *
     * @param place where the map stands, for refusals, such as {@code maintenanceWindows[0]}
     * @throws ConfigurationException if something is missing, not known or not legal
     */
    public static MaintenanceWindow of(MspId msp, String place, Map<String, ?> value) {
        return of(msp, new Fields(place, value));
    }

    static MaintenanceWindow of(MspId msp, Fields fields) {
        String id = fields.text("id", 100);
        Scope scope = Scope.of(fields.map("scope"), fields.at("scope"));
        ZoneId zone = zone(fields.at("zone"), fields.text("zone", 100));
        if (fields.has("once") == fields.has("weekly")) {
            throw new ConfigurationException(
                    fields.at("weekly"),
                    (fields.has("once") ? "is given beside 'once'" : "is missing")
                            + "; either 'once' or 'weekly' is legal");
        }
        WindowTimes times = fields.has("once") ? once(fields.map("once")) : weekly(fields.map("weekly"));
        String reason = fields.text("reason", 500);
        fields.end();
        return fields.built(() -> new MaintenanceWindow(id, msp, scope, zone, times, reason));
    }

    private static WindowTimes once(Fields fields) {
        LocalDateTime start = fields.dateTime("start");
        LocalDateTime end = fields.dateTime("end");
        fields.end();
        return fields.built(() -> new WindowTimes.Once(start, end));
    }

    private static WindowTimes weekly(Fields fields) {
        List<DayOfWeek> days = fields.manyOf("days", DayOfWeek.class);
        LocalTime start = fields.time("start");
        if (fields.has("end") == fields.has("length")) {
            throw new ConfigurationException(
                    fields.at("length"),
                    (fields.has("end") ? "is given beside 'end'" : "is missing")
                            + "; either 'end' or 'length' is legal");
        }
        Duration length = fields.has("end")
                ? WindowTimes.Weekly.between(fields.at("end"), start, fields.time("end"))
                : fields.duration("length");
        LocalDate from = fields.date("from");
        LocalDate to = fields.date("to");
        fields.end();
        return fields.built(() -> new WindowTimes.Weekly(Set.copyOf(days), start, length, from, to));
    }
}
