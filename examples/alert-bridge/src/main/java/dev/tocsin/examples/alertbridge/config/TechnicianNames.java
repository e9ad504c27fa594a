package dev.tocsin.examples.alertbridge.config;

import dev.tocsin.core.Technicians;
import dev.tocsin.core.escalation.EscalationPiece;
import dev.tocsin.core.escalation.EscalationPolicy;
import dev.tocsin.core.escalation.EscalationStep;
import dev.tocsin.core.escalation.OnCallOverride;
import dev.tocsin.core.escalation.OnCallSchedule;
import dev.tocsin.core.escalation.OnCallShift;
import dev.tocsin.core.escalation.QuietHours;
import dev.tocsin.core.escalation.Recipient;
import dev.tocsin.core.people.Technician;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The technicians whom the file names by id or username, by their ids. A name that nobody has stays as it is: technicians are
 * added while the bridge runs, and {@code check} warns of it. Thread-safe.
 */
public final class TechnicianNames {
    private final UnaryOperator<String> ids;

    private TechnicianNames(UnaryOperator<String> ids) {
        this.ids = ids;
    }

    /** Leaves all names as the file has them. */
    public static TechnicianNames asTheyAre() {
        return new TechnicianNames(name -> name);
    }

    /** Looks names up among technicians. */
    public static TechnicianNames of(Technicians technicians) {
        return new TechnicianNames(name -> technicians
                .get(name)
                .or(() -> technicians.byUsername(name))
                .map(Technician::id)
                .orElse(name));
    }

    /** The pieces with ids in place of names. */
    public List<EscalationPiece> resolved(List<EscalationPiece> pieces) {
        return pieces.stream().map(this::resolved).toList();
    }

    private EscalationPiece resolved(EscalationPiece piece) {
        if (piece instanceof OnCallSchedule schedule) {
            return new OnCallSchedule(
                    schedule.msp(),
                    schedule.id(),
                    schedule.name(),
                    schedule.zone(),
                    schedule.shifts().stream().map(this::resolved).toList());
        } else if (piece instanceof EscalationPolicy policy) {
            return new EscalationPolicy(
                    policy.msp(),
                    policy.id(),
                    policy.name(),
                    policy.steps().stream().map(this::resolved).toList(),
                    policy.repeats(),
                    policy.repeatDelay(),
                    policy.reminderAfter(),
                    policy.acknowledgementLapsesAfter());
        } else if (piece instanceof QuietHours hours) {
            return new QuietHours(
                    hours.msp(),
                    ids.apply(hours.technicianId()),
                    hours.zone(),
                    hours.days(),
                    hours.from(),
                    hours.to(),
                    hours.passes());
        } else if (piece instanceof OnCallOverride override) {
            return new OnCallOverride(
                    override.msp(),
                    override.id(),
                    override.scheduleId(),
                    all(override.technicianIds()),
                    override.from(),
                    override.until(),
                    override.reason());
        }
        return piece;
    }

    private OnCallShift resolved(OnCallShift shift) {
        return new OnCallShift(
                shift.fromDay(), shift.from(), shift.toDay(), shift.to(), all(shift.rotation()), shift.rotationStart());
    }

    private EscalationStep resolved(EscalationStep step) {
        List<Recipient> recipients = step.recipients().stream()
                .map(one -> one instanceof Recipient.Named named
                        ? new Recipient.Named(ids.apply(named.technicianId()))
                        : one)
                .distinct()
                .toList();
        return new EscalationStep(step.delay(), recipients, step.channels(), step.use());
    }

    private List<String> all(List<String> names) {
        return names.stream().map(ids).distinct().toList();
    }
}
