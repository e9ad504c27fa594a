package dev.tocsin.examples.alertbridge;

import dev.tocsin.core.base.ShownText;
import dev.tocsin.core.escalation.EscalationPlan;
import dev.tocsin.core.escalation.OnCallNow;
import dev.tocsin.core.escalation.OnCallSchedule;
import dev.tocsin.core.escalation.OnCallStretch;
import dev.tocsin.core.people.Technician;
import dev.tocsin.core.people.TechnicianStatus;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Who is on call, for people. */
final class OnCallTables {
    private final Surroundings around;
    private final EscalationPlan plan;
    private final Map<String, Technician> technicians;

    OnCallTables(Surroundings around, EscalationPlan plan, Collection<Technician> technicians) {
        this.around = around;
        this.plan = plan;
        this.technicians =
                technicians.stream().collect(Collectors.toUnmodifiableMap(Technician::id, Function.identity()));
    }

    /** Who is on call now by each schedule, and until when. */
    void now(List<OnCallSchedule> schedules, Instant at) {
        TextTable table = new TextTable(around.unicode(), "Schedule", "On call", "Until", "Zone", "Why");
        for (OnCallSchedule schedule : schedules) {
            OnCallNow now = plan.onCall(schedule.id(), at);
            table.row(
                    schedule.id(),
                    people(now.technicianIds()),
                    now.until() == null ? "for good" : WallTime.text(now.until(), schedule.zone()),
                    schedule.zone(),
                    ShownText.inLine(now.why()));
        }
        if (!table.isEmpty()) {
            around.out().print(table);
        }
        around.out().println(Words.count(schedules.size(), "schedule"));
    }

    /** Who is on call by a schedule in the course of a time. */
    void timeline(OnCallSchedule schedule, Instant from, Instant until) {
        around.out()
                .println(schedule.id() + ": " + ShownText.inLine(schedule.name()) + ", times of " + schedule.zone());
        TextTable table = new TextTable(around.unicode(), "From", "Until", "On call", "Why");
        for (OnCallStretch stretch : plan.timeline(schedule.id(), from, until)) {
            table.row(
                    WallTime.text(stretch.from(), schedule.zone()),
                    WallTime.text(stretch.until(), schedule.zone()),
                    people(stretch.technicianIds()),
                    ShownText.inLine(stretch.why()));
        }
        around.out().print(table);
    }

    /** The names of technicians, with what keeps one from being told. */
    String people(List<String> ids) {
        return ids.isEmpty() ? "nobody" : ids.stream().map(this::person).collect(Collectors.joining(", "));
    }

    private String person(String id) {
        Technician technician = technicians.get(id);
        if (technician == null) {
            return ShownText.inLine(id) + " (no technician)";
        }
        return ShownText.inLine(technician.name())
                + (technician.status() == TechnicianStatus.ACTIVE
                        ? ""
                        : " ("
                                + technician
                                        .status()
                                        .name()
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', ' ') + ")");
    }
}
