package dev.tocsin.core.intake;

import dev.tocsin.core.event.EventKind;
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
import dev.tocsin.core.store.EventRecord;
import dev.tocsin.core.store.HistoryStore;
import dev.tocsin.core.store.Tombstone;
import dev.tocsin.core.storm.Lane;
import dev.tocsin.core.storm.StormLife;
import dev.tocsin.core.suppress.Held;
import dev.tocsin.core.suppress.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an event does to its subject and to its group, by its kind. It works on the rows in memory. Used by one batch,
 * on one thread.
 */
final class EventEffects {
    private final WorkingSet rows;
    private final Lifecycle lifecycle;
    private final IntakeRules rules;
    private final StormEffects storms;
    private final Instant now;
    private final Holding holding;

    EventEffects(WorkingSet rows, Lifecycle lifecycle, IntakeRules rules, Instant now) {
        this.rows = rows;
        this.lifecycle = lifecycle;
        this.rules = rules;
        this.now = now;
        holding = new Holding(rows, now);
        storms = new StormEffects(rows, new StormLife(rules.storm()), rules.storm(), now);
    }

    /** Lets an event act, and says what it did. */
    Receipt act(Prepared prepared) {
        Member member = rows.member(prepared.fingerprint());
        return switch (prepared.event().kind()) {
            case RAISED, UPDATED -> raise(prepared, member);
            case RESOLVED -> resolve(prepared, member);
            case ACKED -> acknowledge(prepared, member);
        };
    }

    /** Looks again at a held subject by its latest event: it stays held, joins, or belongs nowhere by now. */
    void lookAgain(Prepared prepared) {
        Held held = rows.held(prepared.fingerprint());
        if (held == null) {
            return;
        }
        Member member = rows.member(prepared.fingerprint());
        if (!(prepared.route() instanceof Route.Grouped route)) {
            rows.letGo(prepared.fingerprint());
            holding.changed(prepared);
            join(prepared, member, null);
        } else if (holding.lookedAt(prepared, route, held) instanceof Held.Step.Act act) {
            release(prepared, member, act);
        }
    }

    /** A held subject may act: it joins like one whose latest event comes now. */
    private Receipt release(Prepared prepared, @Nullable Member member, Held.Step.Act released) {
        rows.letGo(prepared.fingerprint());
        boolean there = member != null
                && member.state() == MemberState.ACTIVE
                && rows.incident(member).state().live();
        return there && member != null
                ? repeat(
                        prepared,
                        member,
                        member.isNewerThan(prepared.at(), prepared.event().sequence()))
                : join(prepared, member, released);
    }

    private Receipt raiseHeld(Prepared prepared, Held held, @Nullable Member member) {
        Held.Step step = holding.raised(prepared, held);
        return step instanceof Held.Step.Act act
                ? release(prepared, member, act)
                : record(prepared, Outcome.SUPPRESSED, null, step.reason());
    }

    private Receipt raise(Prepared prepared, @Nullable Member member) {
        SecurityEvent event = prepared.event();
        Held held = rows.held(prepared.fingerprint());
        if (held != null) {
            return raiseHeld(prepared, held, member);
        }
        if (member == null) {
            Tombstone tombstone = rows.tombstone(prepared.fingerprint());
            return tombstone != null && !event.moment() && tombstone.covers(prepared.at(), event.sequence())
                    ? record(prepared, Outcome.IGNORED, null, "its subject was resolved before it came")
                    : join(prepared, null, null);
        }
        boolean old = member.isNewerThan(prepared.at(), event.sequence());
        return switch (member.state()) {
            case ANSWERED -> {
                if (!old && member.quietUntil() != null && !member.isQuietAbout(event, now)) {
                    yield join(prepared, member, null);
                }
                rows.put(counted(member, prepared, old, member.changed()), false);
                yield record(
                        prepared,
                        Outcome.ANSWERED,
                        member.incidentId(),
                        "a person closed its ticket; it opens nothing until it is resolved and raised again");
            }
            case RESOLVED -> {
                if (old) {
                    yield record(prepared, Outcome.IGNORED, null, "it happened before its subject was resolved");
                }
                if (member.isQuietAbout(event, now)) {
                    rows.put(
                            counted(member, prepared, false, member.changed())
                                    .change()
                                    .state(MemberState.ANSWERED)
                                    .done(),
                            false);
                    yield record(
                            prepared,
                            Outcome.ANSWERED,
                            member.incidentId(),
                            "a person closed its ticket so that it is quiet until " + member.quietUntil()
                                    + " unless it changes");
                }
                yield join(prepared, member, null);
            }
            case ACTIVE -> {
                if (!prepared.isPlainRepeatOf(member)
                        && !rows.incident(member).state().live()) {
                    yield join(prepared, member, null);
                }
                yield repeat(prepared, member, old);
            }
            case MOMENT ->
                rows.incident(member).state().live() ? repeat(prepared, member, old) : join(prepared, member, null);
        };
    }

    private Receipt repeat(Prepared prepared, Member member, boolean old) {
        SecurityEvent event = prepared.event();
        rows.put(counted(member, prepared, old, true), false);
        if (!old && event.severity() != member.severity()) {
            holding.changed(prepared);
        }
        if (!prepared.isPlainRepeatOf(member)) {
            Incident incident = rows.incident(member);
            Severity severity = old ? incident.severity() : worst(incident.severity(), event.severity());
            boolean changed = event.severity() != member.severity() || event.payloadHash() != member.payload();
            News news = severity != incident.severity()
                    ? News.WORSE
                    : changed && !old || member.state() == MemberState.MOMENT ? News.CHANGE : News.REPEAT;
            Incident risen = inLane(prepared, incident, severity);
            rows.put(storms.raised(
                    incident,
                    lifecycle.afterEvents(risen.change().severity(severity).done(), rows.policy(incident), news, now),
                    event));
        } else if (rows.hasStorms(event.msp())) {
            Incident incident = rows.incident(member);
            rows.put(storms.raised(incident, incident, event));
        }
        return record(prepared, Outcome.ACCEPTED, member.incidentId(), "seen again");
    }

    /**
     * Lets the subject of an event join the group that the event belongs to.
     *
     * @param released what was held until now, or null if the event may still be suppressed
     */
    private Receipt join(Prepared prepared, @Nullable Member before, Held.Step.@Nullable Act released) {
        Route route = prepared.route();
        if (route instanceof Route.Grouped grouped) {
            Verdict.Suppressed suppressed = released == null ? holding.suppressed(prepared, grouped, before) : null;
            if (suppressed != null) {
                holding.hold(prepared, grouped, suppressed);
                return record(prepared, Outcome.SUPPRESSED, null, suppressed.reason());
            }
            return joinGroup(prepared, grouped, before, released);
        } else if (route instanceof Route.Parked parked) {
            return record(prepared, Outcome.PARKED, null, parked.reason());
        } else if (route instanceof Route.Refused refused) {
            return refuse(prepared, refused.reason());
        }
        return record(prepared, Outcome.IGNORED, null, ((Route.Ignored) route).reason());
    }

    private Receipt joinGroup(
            Prepared prepared, Route.Grouped route, @Nullable Member before, Held.Step.@Nullable Act released) {
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
        return record(
                prepared,
                Outcome.ACCEPTED,
                incident.id(),
                (incident.members() == 0 ? "began the group" : back ? "came back" : "joined the group")
                        + (released == null ? "" : "; it " + released.reason()));
    }

    /** The incident in the lane of the top priority, if its severity now has that and it has no ticket yet. */
    private Incident inLane(Prepared prepared, Incident incident, Severity severity) {
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

    private Receipt resolve(Prepared prepared, @Nullable Member member) {
        SecurityEvent event = prepared.event();
        if (event.moment()) {
            return refuse(
                    prepared,
                    "kind: RESOLVED is not legal for " + event.category().label()
                            + ", whose events are moments; legal are RAISED, UPDATED, ACKED");
        }
        Held held = rows.held(prepared.fingerprint());
        if (held != null) {
            Held.Step step = held.resolved(event, prepared.at());
            if (step instanceof Held.Step.Stay) {
                return record(prepared, Outcome.IGNORED, null, step.reason());
            }
            rows.letGo(prepared.fingerprint());
            holding.changed(prepared);
            if (member == null || member.state() == MemberState.RESOLVED) {
                return resolveHeld(prepared, member, step.reason());
            }
        }
        if (member == null) {
            if (prepared.route() instanceof Route.Parked parked) {
                return record(prepared, Outcome.PARKED, null, parked.reason());
            }
            Tombstone before = rows.tombstone(prepared.fingerprint());
            if (before == null || !before.covers(prepared.at(), event.sequence())) {
                rows.put(new Tombstone(
                        prepared.fingerprint(), prepared.at(), event.sequence(), rules.tombstoneUntil(now)));
            }
            return record(prepared, Outcome.IGNORED, null, "there was nothing to resolve");
        }
        if (member.state() == MemberState.RESOLVED && prepared.route() instanceof Route.Parked parked) {
            return record(prepared, Outcome.PARKED, null, parked.reason());
        }
        if (member.state() == MemberState.RESOLVED || member.state() == MemberState.MOMENT) {
            if (member.state() == MemberState.RESOLVED && !member.isNewerThan(prepared.at(), event.sequence())) {
                // What was raised before this resolve and comes after it opens nothing.
                rows.put(member.change().last(prepared.at(), event.sequence()).done(), false);
            }
            return record(prepared, Outcome.IGNORED, null, "it was resolved already");
        }
        if (member.isNewerThan(prepared.at(), event.sequence())) {
            return record(prepared, Outcome.IGNORED, null, "its subject was raised again later");
        }
        holding.changed(prepared);
        boolean active = member.state() == MemberState.ACTIVE;
        rows.put(
                member.change()
                        .state(MemberState.RESOLVED)
                        .last(prepared.at(), event.sequence())
                        .changed(active)
                        .done(),
                false);
        if (active) {
            Incident incident = rows.incident(member);
            Incident fewer = incident.change()
                    .members(incident.members(), Math.max(0, incident.active() - 1))
                    .done();
            rows.put(storms.resolved(incident, lifecycle.afterEvents(fewer, rows.policy(incident), News.CHANGE, now)));
        }
        return record(prepared, Outcome.RESOLVED, member.incidentId(), "resolved its subject");
    }

    /** What was raised before this resolve and comes after it opens nothing. */
    private Receipt resolveHeld(Prepared prepared, @Nullable Member member, String reason) {
        Instant at = prepared.at();
        Long sequence = prepared.event().sequence();
        if (member == null) {
            rows.put(new Tombstone(prepared.fingerprint(), at, sequence, rules.tombstoneUntil(now)));
        } else {
            rows.put(member.change().last(at, sequence).done(), false);
        }
        return record(prepared, Outcome.RESOLVED, null, reason);
    }

    private Receipt acknowledge(Prepared prepared, @Nullable Member member) {
        if (rows.held(prepared.fingerprint()) != null) {
            return record(prepared, Outcome.IGNORED, null, "its subject is suppressed, which an ACKED does not change");
        }
        if (member == null || member.state() == MemberState.RESOLVED) {
            return member == null && prepared.route() instanceof Route.Parked parked
                    ? record(prepared, Outcome.PARKED, null, parked.reason())
                    : record(prepared, Outcome.IGNORED, null, "there was nothing to acknowledge");
        }
        rows.put(member.change().acknowledged(true).done(), false);
        return record(prepared, Outcome.ACCEPTED, member.incidentId(), "acknowledged at its source");
    }

    private static Member counted(Member member, Prepared prepared, boolean old, boolean changed) {
        SecurityEvent event = prepared.event();
        Member.Change change = member.change()
                .count(member.count() + (event.kind() == EventKind.RAISED ? 1 : 0))
                .changed(changed);
        if (!old) {
            change.severity(event.severity())
                    .title(event.title())
                    .payload(event.payloadHash())
                    .last(prepared.at(), event.sequence());
        }
        return change.done();
    }

    private static Severity worst(Severity one, Severity other) {
        return one.atLeast(other) ? one : other;
    }

    /** A refused event is not kept, unless it was: its record must not say for ever that it waits. */
    private Receipt refuse(Prepared prepared, String reason) {
        return rows.isKept(prepared.key())
                ? record(prepared, Outcome.REFUSED, null, reason)
                : new Receipt(prepared.key(), Outcome.REFUSED, false, null, reason);
    }

    private Receipt record(Prepared prepared, Outcome outcome, @Nullable Long incidentId, String why) {
        String reason = prepared.isAhead() ? why + "; its time was ahead of ours and taken as " + prepared.at() : why;
        rows.keep(new EventRecord(
                prepared.key(),
                prepared.event(),
                prepared.fingerprint(),
                outcome,
                incidentId,
                reason,
                rows.receivedAt(prepared.key(), now)));
        return new Receipt(prepared.key(), outcome, false, incidentId, reason);
    }
}
