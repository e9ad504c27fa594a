package dev.tocsin.core.intake;

import dev.tocsin.core.event.Receipt;
import dev.tocsin.core.event.Receipt.Outcome;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.incident.Lifecycle;
import dev.tocsin.core.incident.Member;
import dev.tocsin.core.incident.MemberState;
import dev.tocsin.core.incident.News;
import dev.tocsin.core.incident.StormPlace;
import dev.tocsin.core.incident.TicketFacts;
import dev.tocsin.core.intake.Intake.Prepared;
import dev.tocsin.core.store.HistoryStore;
import dev.tocsin.core.storm.Lane;
import dev.tocsin.core.suppress.Held;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How subjects get into groups: into the live incident of their group, into its latest whose ticket is reopened, or into a
 * new one. It works on the rows in memory. Used by one batch, on one thread.
 */
final class GroupJoining {
    private final WorkingSet rows;
    private final Lifecycle lifecycle;
    private final IntakeRules rules;
    private final StormEffects storms;
    private final Holding holding;
    private final EventAnswers answers;
    private final Instant now;

    GroupJoining(
            WorkingSet rows,
            Lifecycle lifecycle,
            IntakeRules rules,
            StormEffects storms,
            Holding holding,
            EventAnswers answers,
            Instant now) {
        this.rows = rows;
        this.lifecycle = lifecycle;
        this.rules = rules;
        this.storms = storms;
        this.holding = holding;
        this.answers = answers;
        this.now = now;
    }

    /**
     * Lets the subject of an event join a group.
     *
     * @param before the subject's member, or null if it has none
     * @param released what was held until now, or null if it was not
     */
    Receipt join(Prepared prepared, Route.Grouped route, @Nullable Member before, Held.Step.@Nullable Act released) {
        SecurityEvent event = prepared.event();
        Incident known = rows.latest(route.key());
        if (before != null
                && (known == null || known.id() != before.incidentId())
                && rows.isTouched(prepared.fingerprint())) {
            rows.keepSoFar();
            known = rows.latest(route.key());
        }
        Incident incident = known != null && known.state().live() ? known : begin(prepared, route, known);
        boolean back = before != null && before.incidentId() == incident.id();
        Member member = Member.begun(prepared.fingerprint(), incident.id(), route.companyId(), event, prepared.at());
        if (released != null) {
            member = member.change().count(Math.max(1, released.events())).done();
        }
        if (back && before != null) {
            member = member.change()
                    .count(before.count() + member.count())
                    .firstAt(before.firstAt())
                    .done();
        }
        rows.put(member, !back);
        boolean counts = !event.moment() && !(back && before != null && before.state() == MemberState.ACTIVE);
        holding.joined(prepared, route);
        Severity severity = worst(incident.severity(), event.severity());
        Incident joined = inLane(prepared, incident, severity)
                .change()
                .members(incident.members() + (back ? 0 : 1), incident.active() + (counts ? 1 : 0))
                .severity(severity)
                .done();
        joined = joined.change()
                .waitUntil(shorterWait(joined, route, event.severity()))
                .done();
        News news = severity == incident.severity() ? News.CHANGE : News.WORSE;
        rows.put(storms.raised(incident, lifecycle.afterEvents(joined, rows.policy(incident), news, now), event));
        return answers.record(
                prepared,
                Outcome.ACCEPTED,
                incident.id(),
                (incident.members() == 0 ? "began the group" : back ? "came back" : "joined the group")
                        + (released == null ? "" : "; it " + released.reason()));
    }

    /** The incident in the lane of the top priority, if its severity now has that and it has no ticket yet. */
    Incident inLane(Prepared prepared, Incident incident, Severity severity) {
        boolean asks = incident.ticketId() == null
                && incident.state() != IncidentState.OPENING
                && incident.state() != IncidentState.UNKNOWN;
        if (!asks || !(prepared.route() instanceof Route.Grouped route)) {
            return incident;
        }
        Lane lane = rules.lane(route.rule(), route.connectionId(), severity);
        if (lane != Lane.TOP || incident.place().lane() == lane) {
            return incident;
        }
        StormPlace place = incident.place().with(lane);
        // Its place in the other lane's queue says nothing about this one: it passes the gate anew.
        return incident.queued()
                ? incident.change().place(place.free()).waitUntil(now).done()
                : incident.change().place(place).done();
    }

    /** The end of the group wait: a member with a top priority does not wait for the others. */
    private @Nullable Instant shorterWait(Incident incident, Route.Grouped route, Severity severity) {
        Instant until = incident.waitUntil();
        boolean waits = incident.state() == IncidentState.PENDING || incident.state() == IncidentState.REOPENING;
        if (!waits || until == null) {
            return until;
        }
        Instant own = now.plus(rules.groupWait(route.rule(), route.connectionId(), severity));
        return own.isBefore(until) ? own : until;
    }

    /** The incident of a group without a live one: its latest, whose ticket is reopened, or a new one. */
    private Incident begin(Prepared prepared, Route.Grouped route, @Nullable Incident latest) {
        if (latest == null
                || !latest.connectionId().equals(route.connectionId())
                || !lifecycle.reopens(latest, rows.policy(latest), now)) {
            return open(prepared, route, latest);
        }
        rows.tell(new HistoryStore.Entry(
                latest.id(), now, "came back by event " + prepared.key() + " after its ticket was closed"));
        return latest.change()
                .state(IncidentState.REOPENING, "came back after its ticket was closed")
                .waitUntil(now.plus(rules.groupWait(
                        route.rule(), route.connectionId(), prepared.event().severity())))
                .endedAt(null)
                .done();
    }

    private Incident open(Prepared prepared, Route.Grouped route, @Nullable Incident previous) {
        SecurityEvent event = prepared.event();
        Incident incident = new Incident(
                rows.nextIncidentId(),
                event.msp(),
                route.companyId(),
                route.rule().id(),
                route.ruleRevision(),
                route.connectionId(),
                route.key(),
                event.category(),
                route.groupBy(),
                route.dimensions(),
                event.moment(),
                IncidentState.PENDING,
                event.severity(),
                0,
                0,
                now,
                now.plus(rules.groupWait(route.rule(), route.connectionId(), event.severity())),
                null,
                null,
                null,
                previous == null ? null : previous.ticketId(),
                TicketFacts.NONE.attachTo(event.attachTo().orElse(null)),
                StormPlace.in(rules.lane(route.rule(), route.connectionId(), event.severity())),
                "collecting events",
                null,
                0);
        rows.open(incident);
        rows.tell(new HistoryStore.Entry(
                incident.id(),
                now,
                "opened by event " + prepared.key() + " under rule '"
                        + route.rule().name() + "'"));
        return incident;
    }

    private static Severity worst(Severity one, Severity other) {
        return one.atLeast(other) ? one : other;
    }
}
