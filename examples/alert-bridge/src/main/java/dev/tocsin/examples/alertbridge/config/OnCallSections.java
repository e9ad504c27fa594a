package dev.tocsin.examples.alertbridge.config;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.escalation.EscalationPiece;
import dev.tocsin.core.escalation.OnCallSchedule;
import dev.tocsin.core.escalation.OnCallShift;
import dev.tocsin.core.escalation.QuietHours;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.suppress.MaintenanceWindow;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who is on call and who is left in peace. */
final class OnCallSections {
    /** A Monday: of one who is alone the turn never changes. */
    private static final LocalDate ANY_WEEK = LocalDate.of(1970, 1, 5);

    private final Reading reading;
    private final Set<String> ids = new LinkedHashSet<>();

    OnCallSections(Reading reading) {
        this.reading = reading;
    }

    /** The ids of the schedules, of faulty ones too. */
    Set<String> ids() {
        return ids;
    }

    /** A day and a time of the week. */
    private record WeekTime(DayOfWeek day, LocalTime time) {}

    List<EscalationPiece> schedules(List<Section> sections) {
        List<EscalationPiece> schedules = new ArrayList<>();
        for (Section section : sections) {
            String id = section.needed("id", "a short name of the schedule is legal, which escalations name");
            String name = section.text("name");
            if (!id.isBlank() && !ids.add(id)) {
                section.fault("id", "'" + id + "' is the id of two schedules");
            }
            reading.standsAt("onCall[" + id + "]", section.line("id"));
            ZoneId zone = zone(section);
            List<OnCallShift> shifts = shifts(section, id);
            section.end();
            if (id.isBlank() || zone == null || shifts.isEmpty()) {
                continue;
            }
            try {
                schedules.add(
                        new OnCallSchedule(MspId.SINGLE, id, name == null || name.isBlank() ? id : name, zone, shifts));
            } catch (ConfigurationException e) {
                fault(section, e);
            }
        }
        return schedules;
    }

    private List<OnCallShift> shifts(Section schedule, String id) {
        List<OnCallShift> shifts = new ArrayList<>();
        List<Section> sections = schedule.sections("shifts");
        if (sections.isEmpty()) {
            schedule.fault(
                    "shifts",
                    "is missing or empty; such as [ { from: MONDAY 09:00, to: MONDAY 09:00, technicians: [ ann ] } ]");
        }
        for (Section section : sections) {
            reading.standsAt(
                    "onCall[" + id + "].shifts[" + (sections.indexOf(section)) + "].technicians",
                    section.line("technicians"));
            WeekTime from = weekTime(section, "from");
            WeekTime to = weekTime(section, "to");
            List<String> technicians = section.oneOrMore("technicians");
            LocalDate start = section.other("rotationStart", "a date such as 2026-01-05", OnCallSections::date);
            if (technicians.isEmpty()) {
                section.fault("technicians", "is missing or empty; ids or usernames of technicians are legal");
            } else if (technicians.size() > 1 && !section.has("rotationStart")) {
                section.fault(
                        "rotationStart",
                        "is missing; a date in the week in which " + technicians.get(0) + " has the turn is legal");
            }
            section.end();
            if (from == null || to == null || technicians.isEmpty()) {
                continue;
            }
            try {
                shifts.add(new OnCallShift(
                        from.day(), from.time(), to.day(), to.time(), technicians, start == null ? ANY_WEEK : start));
            } catch (ConfigurationException e) {
                fault(section, e);
            }
        }
        return shifts;
    }

    List<EscalationPiece> quietHours(List<Section> sections) {
        List<EscalationPiece> quiet = new ArrayList<>();
        Set<String> technicians = new LinkedHashSet<>();
        for (Section section : sections) {
            String technician = section.needed("technician", "the id or a username of a technician is legal");
            if (!technician.isBlank() && !technicians.add(technician)) {
                section.fault("technician", "'" + technician + "' has quiet hours already");
            }
            reading.standsAt("quietHours[" + technician + "]", section.line("technician"));
            ZoneId zone = zone(section);
            List<DayOfWeek> days = choices(section, "days", DayOfWeek.values());
            LocalTime from = section.other("from", "a time such as \"22:00\"", OnCallSections::time);
            LocalTime to = section.other("to", "a time such as \"06:00\"", OnCallSections::time);
            for (String name : List.of("from", "to")) {
                if (!section.has(name)) {
                    section.fault(name, "is missing; a time such as \"22:00\" is legal");
                }
            }
            Severity passes = section.choice("passes", Severity.values());
            boolean everyDay = !section.has("days");
            section.end();
            if (technician.isBlank() || zone == null || from == null || to == null) {
                continue;
            }
            try {
                quiet.add(new QuietHours(
                        MspId.SINGLE,
                        technician,
                        zone,
                        everyDay ? EnumSet.allOf(DayOfWeek.class) : Set.copyOf(days),
                        from,
                        to,
                        passes));
            } catch (ConfigurationException e) {
                fault(section, e);
            }
        }
        return quiet;
    }

    private static @Nullable ZoneId zone(Section section) {
        String zone = section.needed("zone", "a name of the IANA time zone database such as Europe/Berlin is legal");
        if (zone.isBlank()) {
            return null;
        }
        try {
            return MaintenanceWindow.zone(section.place("zone"), zone.strip());
        } catch (ConfigurationException e) {
            section.fault("zone", e);
            return null;
        }
    }

    private static @Nullable WeekTime weekTime(Section section, String name) {
        if (!section.has(name)) {
            section.fault(name, "is missing; a day and a time such as MONDAY 09:00 is legal");
        }
        return section.other(name, "a day and a time such as MONDAY 09:00", text -> {
            String[] parts = text.split("\\s+");
            DayOfWeek day = Section.one(DayOfWeek.values(), parts[0], DayOfWeek::name);
            LocalTime time = parts.length == 2 ? time(parts[1]) : null;
            return day == null || time == null ? null : new WeekTime(day, time);
        });
    }

    private static @Nullable LocalTime time(String text) {
        try {
            return LocalTime.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Some of a kind's constants, in their order; those that are none are left out, with their fault. */
    static <E extends Enum<E>> List<E> choices(Section section, String name, E[] legal) {
        List<E> chosen = new ArrayList<>();
        for (String text : section.oneOrMore(name)) {
            E one = Section.one(legal, text.strip(), Enum::name);
            if (one == null) {
                section.fault(name, "'" + text + "' is not legal; " + Section.names(legal) + " are");
            } else {
                chosen.add(one);
            }
        }
        return chosen;
    }

    /** Notes what a piece's own rules say, at the field of the file that is meant. */
    static void fault(Section section, ConfigurationException e) {
        String field = String.valueOf(e.field());
        String last = field.substring(field.lastIndexOf('.') + 1);
        section.fault(last.equals("rotation") ? "technicians" : last, e);
    }
}
