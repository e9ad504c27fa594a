package dev.tocsin.core.escalation;

import dev.tocsin.core.escalation.Escalation.Seen;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.settings.NotificationSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides how the telling of an incident goes on. Pure: it reads nothing but its arguments and changes nothing. Thread-safe.
 *
 * <p>When a step is due follows from when the one before it was reached, never from when the escalation was to be looked at: so a look
 * too many changes nothing, and a change of the incident may have it looked at whenever.
 */
public final class Escalating {
    /** How long until it is looked again whether a policy that is missing was mended, or a snooze ended before its time. */
    static final Duration LOOK_AGAIN = Duration.ofMinutes(5);

    /** How long until it is looked again whether whoever acknowledged still takes alerts, and whether a missing policy is back. */
    static final Duration LOOK_AFTER_OWNER = Duration.ofMinutes(15);

    private final NotificationSettings settings;

    /** Decides by these settings. */
    public Escalating(NotificationSettings settings) {
        this.settings = settings;
    }

    /**
     * What follows.
     *
     * @param after the escalation as it is from now on, to be saved
     * @param telling who is told now, or null if nobody is
     */
    public record Decided(Escalation after, @Nullable Telling telling) {}

    /** How an escalation goes on at a moment. */
    public Decided decide(Escalation escalation, EscalationGround ground, EscalationPlan plan, Instant now) {
        Seen seen = Seen.of(ground.incident());
        if (!ground.incident().state().live()) {
            return quiet(escalation
                    .change()
                    .phase(
                            EscalationPhase.ENDED,
                            "its incident is " + ground.incident().state())
                    .dueAt(null)
                    .closingWish(null)
                    .endedAt(escalation.endedAt() == null ? now : escalation.endedAt())
                    .seen(seen)
                    .done());
        }
        Escalation current = alive(escalation, seen);
        return goOn(current.change().seen(seen).done(), ground, plan, now);
    }

    /**
     * The escalation as an incident makes it that changed since it was looked at: in a new epoch if people are to be told anew. For
     * whoever changes it before the next look, such as a person who acknowledges: what is done now belongs to the new epoch.
     */
    public static Escalation upToDate(Escalation escalation, Incident incident) {
        Seen seen = Seen.of(incident);
        return escalation.seen() == null || !incident.state().live()
                ? escalation
                : alive(escalation, seen).change().seen(seen).done();
    }

    /** The escalation in a new epoch, if what was seen last says that people are to be told anew. */
    private static Escalation alive(Escalation escalation, Seen seen) {
        Seen before = escalation.seen();
        Escalation current = escalation.phase() == EscalationPhase.ENDED
                ? escalation.change().endedAt(null).done()
                : escalation;
        if (before == null) {
            return current;
        }
        // A ticket is being reopened first and is reopened then, which is one reopening.
        boolean followed = before.state() == IncidentState.REOPENING && seen.reopens() == before.reopens() + 1;
        boolean reopens = seen.state() == IncidentState.REOPENING && before.state() != IncidentState.REOPENING;
        boolean reopened = seen.reopens() > before.reopens() && !followed;
        if (seen.rises() > before.rises()) {
            return anew(current, "its severity rose");
        }
        if (reopens || reopened || escalation.phase() == EscalationPhase.ENDED) {
            return anew(current, "its ticket was reopened");
        }
        boolean promoted = before.state() == IncidentState.ABSORBED && seen.state() != IncidentState.ABSORBED;
        return promoted && current.step() > 0 && current.acknowledgement() == null
                ? anew(current, "a storm's ticket stands for it no more")
                : current;
    }

    private static Escalation anew(Escalation escalation, String why) {
        return escalation
                .change()
                .nextEpoch()
                .policyId(null)
                .phase(EscalationPhase.TELLING, "people are told anew, since " + why)
                .done();
    }

    private Decided goOn(Escalation escalation, EscalationGround ground, EscalationPlan plan, Instant now) {
        Incident incident = ground.incident();
        Optional<NotificationRoute> route = plan.route(incident.companyId(), incident.ruleId(), incident.severity());
        Escalation current = escalation.policyId() == null
                ? escalation
                        .change()
                        .policyId(route.map(NotificationRoute::policyId).orElse(null))
                        .done()
                : escalation;
        String waits = waits(incident.state());
        if (waits != null) {
            return quiet(
                    current.acknowledgement() == null
                            ? paused(current, waits, null)
                            : current.change().dueAt(null).done());
        }
        current = bySource(current, ground, now);
        if (current.acknowledgement() == null && escalation.acknowledgement() != null && current.step() > 0) {
            // Messages of the steps so far were skipped because of it.
            return goOn(anew(current, "its source's acknowledgement ended"), ground, plan, now);
        }
        EscalationPolicy policy =
                Optional.ofNullable(current.policyId()).flatMap(plan::policy).orElse(null);
        if (current.acknowledgement() != null) {
            return acknowledged(current, current.acknowledgement(), policy, ground, plan, now);
        }
        if (current.policyId() == null) {
            return quiet(paused(
                    current,
                    route.map(one -> "route '" + one.id() + "' tells nobody of it")
                            .orElse("no route takes it"),
                    null));
        }
        if (policy == null) {
            return quiet(paused(current, "there is no escalation '" + current.policyId() + "'", now.plus(LOOK_AGAIN)));
        }
        Instant snoozedUntil = ground.snoozedUntil();
        if (snoozedUntil != null && snoozedUntil.isAfter(now)) {
            return quiet(paused(current, "it is snoozed until " + snoozedUntil, soon(snoozedUntil, now)));
        }
        boolean users = route.filter(NotificationRoute::affectedUser).isPresent();
        return telling(current, policy, users, incident, now);
    }

    /** Why nobody is told of an incident in a state, or null if people are. */
    private static @Nullable String waits(IncidentState state) {
        return switch (state) {
            case RESOLVING -> "all is resolved, and may come back";
            case CLOSING -> "its ticket is being closed";
            case FROZEN, SUSPENDED -> "its configuration does not support it";
            case ABSORBED -> "a storm's ticket stands for it";
            default -> null;
        };
    }

    private static Decided quiet(Escalation after) {
        return new Decided(after, null);
    }

    private static Escalation paused(Escalation escalation, String why, @Nullable Instant due) {
        return escalation.change().phase(EscalationPhase.PAUSED, why).dueAt(due).done();
    }

    /** A snooze may be ended before its time. */
    private static Instant soon(Instant snoozedUntil, Instant now) {
        return earlier(now.plus(LOOK_AGAIN), snoozedUntil);
    }

    /**
     * The escalation as its source acknowledged it: as long as all that is active is, and the severity did not rise since the
     * incident began, for nobody at the source was told of that.
     */
    private static Escalation bySource(Escalation escalation, EscalationGround ground, Instant now) {
        Acknowledgement known = escalation.acknowledgement();
        boolean holds =
                ground.acknowledgedAtSource() && ground.incident().facts().epoch() == 0;
        if (known == null && holds) {
            return escalation
                    .change()
                    .acknowledgement(new Acknowledgement(null, Via.SOURCE.words(), Via.SOURCE, now))
                    .done();
        }
        return known != null && known.via() == Via.SOURCE && !holds
                ? escalation.change().acknowledgement(null).done()
                : escalation;
    }

    private Decided acknowledged(
            Escalation escalation,
            Acknowledgement acknowledgement,
            @Nullable EscalationPolicy policy,
            EscalationGround ground,
            EscalationPlan plan,
            Instant now) {
        String technicianId = acknowledgement.technicianId();
        Escalation.Change after = escalation
                .change()
                .phase(
                        EscalationPhase.ACKNOWLEDGED,
                        acknowledgement.name() + " acknowledged it by "
                                + acknowledgement.via().words());
        if (technicianId == null) {
            return quiet(after.dueAt(null).done());
        }
        Instant look = now.plus(LOOK_AFTER_OWNER);
        if (policy == null) {
            return quiet(after.dueAt(look).done());
        }
        Instant snoozedUntil = ground.snoozedUntil();
        if (snoozedUntil != null && snoozedUntil.isAfter(now)) {
            return quiet(after.dueAt(soon(snoozedUntil, now)).done());
        }
        Duration lapses = policy.acknowledgementLapsesAfter();
        Instant lapsesAt = lapses == null ? null : acknowledgement.at().plus(lapses);
        if (lapsesAt != null && !lapsesAt.isAfter(now)) {
            return goOn(
                    anew(escalation, "the acknowledgement by " + acknowledgement.name() + " lapsed"),
                    ground,
                    plan,
                    now);
        }
        Duration every = policy.reminderAfter();
        if (every == null) {
            return quiet(after.dueAt(earlier(look, lapsesAt)).done());
        }
        long number = Math.max(0, Duration.between(acknowledgement.at(), now).dividedBy(every));
        Instant next = acknowledgement.at().plus(every.multipliedBy(number + 1));
        after.dueAt(earlier(earlier(look, next), lapsesAt));
        return new Decided(
                after.done(),
                number == 0
                        ? null
                        : new Telling.Reminds(
                                policy, escalation.epoch(), (int) Math.min(number, Integer.MAX_VALUE), technicianId));
    }

    private static Instant earlier(Instant one, @Nullable Instant other) {
        return other != null && other.isBefore(one) ? other : one;
    }

    private Decided telling(
            Escalation escalation, EscalationPolicy policy, boolean users, Incident incident, Instant now) {
        int number = escalation.step();
        Instant due = due(escalation, policy, number, incident, now);
        if (number >= steps(policy)) {
            return quiet(
                    due.isAfter(now)
                            ? escalation
                                    .change()
                                    .phase(EscalationPhase.TELLING, "the last step was reached")
                                    .dueAt(due)
                                    .done()
                            : escalation
                                    .change()
                                    .phase(
                                            EscalationPhase.EXHAUSTED,
                                            "all steps were gone through, and nobody acknowledged")
                                    .dueAt(null)
                                    .done());
        }
        String where = "step " + (number % policy.steps().size() + 1) + " of '" + policy.id() + "'";
        if (due.isAfter(now)) {
            return quiet(escalation
                    .change()
                    .phase(EscalationPhase.TELLING, where + " is reached at " + due)
                    .dueAt(due)
                    .done());
        }
        Escalation reached = escalation
                .change()
                .phase(EscalationPhase.TELLING, where + " was reached")
                .step(number + 1, now)
                .done();
        return new Decided(
                reached.change()
                        .dueAt(due(reached, policy, number + 1, incident, now))
                        .done(),
                new Telling.Reached(policy, escalation.epoch(), number, users));
    }

    /** How many steps a policy has with its repeats. */
    static int steps(EscalationPolicy policy) {
        return policy.steps().size() * (policy.repeats() + 1);
    }

    /** When a step is reached; of the one behind the last, when all counts as gone through. */
    private Instant due(Escalation escalation, EscalationPolicy policy, int number, Incident incident, Instant now) {
        Instant before = escalation.stepAt();
        if (number == 0 || before == null) {
            Instant first = escalation.beganAt().plus(policy.steps().get(0).delay());
            Instant ticket = escalation.beganAt().plus(settings.ticketWait());
            return number == 0 && escalation.epoch() == 0 && getsTicket(incident) && ticket.isAfter(first)
                    ? ticket
                    : first;
        }
        int place = number % policy.steps().size();
        return before.plus(
                place == 0 ? policy.repeatDelay() : policy.steps().get(place).delay());
    }

    private static boolean getsTicket(Incident incident) {
        return incident.ticketId() == null
                && switch (incident.state()) {
                    case PENDING, OPENING, UNKNOWN -> true;
                    default -> false;
                };
    }
}
