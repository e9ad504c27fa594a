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
import dev.tocsin.core.intake.Intake.Prepared;
import dev.tocsin.core.store.EventRecord;
import dev.tocsin.core.store.HistoryStore;
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
    private final Instant now;

    EventEffects(WorkingSet rows, Lifecycle lifecycle, IntakeRules rules, Instant now) {
        this.rows = rows;
        this.lifecycle = lifecycle;
        this.rules = rules;
        this.now = now;
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

    private Receipt raise(Prepared prepared, @Nullable Member member) {
        SecurityEvent event = prepared.event();
        if (member == null) {
            return join(prepared, null);
        }
        boolean old = member.isNewerThan(event.occurredAt(), event.sequence());
        return switch (member.state()) {
            case ANSWERED -> {
                rows.put(counted(member, event, old, member.changed()), false);
                yield record(
                        prepared,
                        Outcome.ANSWERED,
                        member.incidentId(),
                        "a person closed its ticket; it opens nothing until it is resolved and raised again");
            }
            case RESOLVED ->
                old
                        ? record(prepared, Outcome.IGNORED, null, "it happened before its subject was resolved")
                        : join(prepared, member);
            case ACTIVE -> {
                if (!prepared.isPlainRepeatOf(member)
                        && !rows.incident(member).state().live()) {
                    yield join(prepared, member);
                }
                yield repeat(prepared, member, old);
            }
            case MOMENT ->
                rows.incident(member).state().live() ? repeat(prepared, member, old) : join(prepared, member);
        };
    }

    private Receipt repeat(Prepared prepared, Member member, boolean old) {
        SecurityEvent event = prepared.event();
        boolean worse = event.severity().compareTo(member.severity()) > 0 && !old;
        rows.put(counted(member, event, old, true), false);
        if (!member.changed() || worse || member.state() == MemberState.MOMENT) {
            Incident incident = rows.incident(member);
            rows.put(lifecycle.afterEvents(
                    incident.change()
                            .severity(worst(incident.severity(), event.severity()))
                            .done(),
                    true,
                    now));
        }
        return record(prepared, Outcome.ACCEPTED, member.incidentId(), "seen again");
    }

    private Receipt join(Prepared prepared, @Nullable Member before) {
        Route route = prepared.route();
        if (route instanceof Route.Grouped grouped) {
            return joinGroup(prepared, grouped, before);
        } else if (route instanceof Route.Parked parked) {
            return record(prepared, Outcome.PARKED, null, parked.reason());
        } else if (route instanceof Route.Refused refused) {
            return refuse(prepared, refused.reason());
        }
        return record(prepared, Outcome.IGNORED, null, ((Route.Ignored) route).reason());
    }

    private Receipt joinGroup(Prepared prepared, Route.Grouped route, @Nullable Member before) {
        SecurityEvent event = prepared.event();
        Incident known = rows.latest(route.key());
        if (before != null
                && (known == null || known.id() != before.incidentId())
                && rows.isTouched(prepared.fingerprint())) {
            rows.keepSoFar();
            known = rows.latest(route.key());
        }
        Incident incident = known != null && known.state().live() ? known : open(prepared, route, known);
        boolean back = before != null && before.incidentId() == incident.id();
        Member member = Member.begun(prepared.fingerprint(), incident.id(), event);
        if (back && before != null) {
            member = member.change()
                    .count(before.count() + 1)
                    .firstAt(before.firstAt())
                    .done();
        }
        rows.put(member, !back);
        rows.put(lifecycle.afterEvents(
                incident.change()
                        .members(incident.members() + (back ? 0 : 1), incident.active() + (event.moment() ? 0 : 1))
                        .severity(worst(incident.severity(), event.severity()))
                        .waitUntil(shorterWait(incident, route, event.severity()))
                        .done(),
                true,
                now));
        return record(
                prepared,
                Outcome.ACCEPTED,
                incident.id(),
                incident.members() == 0 ? "began the group" : back ? "came back" : "joined the group");
    }

    /** The end of the group wait: a member with a top priority does not wait for the others. */
    private @Nullable Instant shorterWait(Incident incident, Route.Grouped route, Severity severity) {
        Instant until = incident.waitUntil();
        if (incident.state() != IncidentState.PENDING || until == null) {
            return until;
        }
        Instant own = now.plus(rules.groupWait(route.rule(), route.connectionId(), severity));
        return own.isBefore(until) ? own : until;
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
        if (member == null) {
            return prepared.route() instanceof Route.Parked parked
                    ? record(prepared, Outcome.PARKED, null, parked.reason())
                    : record(prepared, Outcome.IGNORED, null, "there was nothing to resolve");
        }
        if (member.state() == MemberState.RESOLVED && prepared.route() instanceof Route.Parked parked) {
            return record(prepared, Outcome.PARKED, null, parked.reason());
        }
        if (member.state() == MemberState.RESOLVED || member.state() == MemberState.MOMENT) {
            return record(prepared, Outcome.IGNORED, null, "it was resolved already");
        }
        if (member.isNewerThan(event.occurredAt(), event.sequence())) {
            return record(prepared, Outcome.IGNORED, null, "its subject was raised again later");
        }
        boolean active = member.state() == MemberState.ACTIVE;
        rows.put(
                member.change()
                        .state(MemberState.RESOLVED)
                        .last(event.occurredAt(), event.sequence())
                        .changed(active)
                        .done(),
                false);
        if (active) {
            Incident incident = rows.incident(member);
            rows.put(lifecycle.afterEvents(
                    incident.change()
                            .members(incident.members(), Math.max(0, incident.active() - 1))
                            .done(),
                    true,
                    now));
        }
        return record(prepared, Outcome.RESOLVED, member.incidentId(), "resolved its subject");
    }

    private Receipt acknowledge(Prepared prepared, @Nullable Member member) {
        if (member == null || member.state() == MemberState.RESOLVED) {
            return member == null && prepared.route() instanceof Route.Parked parked
                    ? record(prepared, Outcome.PARKED, null, parked.reason())
                    : record(prepared, Outcome.IGNORED, null, "there was nothing to acknowledge");
        }
        rows.put(member.change().acknowledged(true).done(), false);
        return record(prepared, Outcome.ACCEPTED, member.incidentId(), "acknowledged at its source");
    }

    private static Member counted(Member member, SecurityEvent event, boolean old, boolean changed) {
        Member.Change change = member.change()
                .count(member.count() + (event.kind() == EventKind.RAISED ? 1 : 0))
                .changed(changed);
        if (!old) {
            change.severity(event.severity()).title(event.title()).last(event.occurredAt(), event.sequence());
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

    private Receipt record(Prepared prepared, Outcome outcome, @Nullable Long incidentId, String reason) {
        rows.keep(new EventRecord(
                prepared.key(), prepared.event(), prepared.fingerprint(), outcome, incidentId, reason, now));
        return new Receipt(prepared.key(), outcome, false, incidentId, reason);
    }
}
