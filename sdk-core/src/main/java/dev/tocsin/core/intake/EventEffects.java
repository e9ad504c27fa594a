package dev.tocsin.core.intake;

import dev.tocsin.core.event.EventKind;
import dev.tocsin.core.event.Receipt;
import dev.tocsin.core.event.Receipt.Outcome;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.Lifecycle;
import dev.tocsin.core.incident.Member;
import dev.tocsin.core.incident.MemberState;
import dev.tocsin.core.incident.News;
import dev.tocsin.core.intake.Intake.Prepared;
import dev.tocsin.core.store.Tombstone;
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
    private final EventAnswers answers;
    private final GroupJoining groups;

    EventEffects(WorkingSet rows, Lifecycle lifecycle, IntakeRules rules, Instant now) {
        this.rows = rows;
        this.lifecycle = lifecycle;
        this.rules = rules;
        this.now = now;
        holding = new Holding(rows, now);
        storms = new StormEffects(rows, new StormLife(rules.storm()), rules.storm(), now);
        answers = new EventAnswers(rows, now);
        groups = new GroupJoining(rows, lifecycle, rules, storms, holding, answers, now);
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
                : answers.record(prepared, Outcome.SUPPRESSED, null, step.reason());
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
                    ? answers.record(prepared, Outcome.IGNORED, null, "its subject was resolved before it came")
                    : join(prepared, null, null);
        }
        boolean old = member.isNewerThan(prepared.at(), event.sequence());
        return switch (member.state()) {
            case ANSWERED -> {
                if (!old && member.quietUntil() != null && !member.isQuietAbout(event, now)) {
                    yield join(prepared, member, null);
                }
                rows.put(counted(member, prepared, old, member.changed()), false);
                yield answers.record(
                        prepared,
                        Outcome.ANSWERED,
                        member.incidentId(),
                        "a person closed its ticket; it opens nothing until it is resolved and raised again");
            }
            case RESOLVED -> {
                if (old) {
                    yield answers.record(
                            prepared, Outcome.IGNORED, null, "it happened before its subject was resolved");
                }
                if (member.isQuietAbout(event, now)) {
                    rows.put(
                            counted(member, prepared, false, member.changed())
                                    .change()
                                    .state(MemberState.ANSWERED)
                                    .done(),
                            false);
                    yield answers.record(
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
            Incident risen = groups.inLane(prepared, incident, severity);
            rows.put(storms.raised(
                    incident,
                    lifecycle.afterEvents(risen.change().severity(severity).done(), rows.policy(incident), news, now),
                    event));
        } else if (rows.hasStorms(event.msp())) {
            Incident incident = rows.incident(member);
            rows.put(storms.raised(incident, incident, event));
        }
        return answers.record(prepared, Outcome.ACCEPTED, member.incidentId(), "seen again");
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
                return answers.record(prepared, Outcome.SUPPRESSED, null, suppressed.reason());
            }
            return groups.join(prepared, grouped, before, released);
        } else if (route instanceof Route.Parked parked) {
            return answers.record(prepared, Outcome.PARKED, null, parked.reason());
        } else if (route instanceof Route.Refused refused) {
            return answers.refuse(prepared, refused.reason());
        }
        return answers.record(prepared, Outcome.IGNORED, null, ((Route.Ignored) route).reason());
    }

    private Receipt resolve(Prepared prepared, @Nullable Member member) {
        SecurityEvent event = prepared.event();
        if (event.moment()) {
            return answers.refuse(
                    prepared,
                    "kind: RESOLVED is not legal for " + event.category().label()
                            + ", whose events are moments; legal are RAISED, UPDATED, ACKED");
        }
        Held held = rows.held(prepared.fingerprint());
        if (held != null) {
            Held.Step step = held.resolved(event, prepared.at());
            if (step instanceof Held.Step.Stay) {
                return answers.record(prepared, Outcome.IGNORED, null, step.reason());
            }
            rows.letGo(prepared.fingerprint());
            holding.changed(prepared);
            if (member == null || member.state() == MemberState.RESOLVED) {
                return resolveHeld(prepared, member, step.reason());
            }
        }
        if (member == null) {
            if (prepared.route() instanceof Route.Parked parked) {
                return answers.record(prepared, Outcome.PARKED, null, parked.reason());
            }
            Tombstone before = rows.tombstone(prepared.fingerprint());
            if (before == null || !before.covers(prepared.at(), event.sequence())) {
                rows.put(new Tombstone(
                        prepared.fingerprint(), prepared.at(), event.sequence(), rules.tombstoneUntil(now)));
            }
            return answers.record(prepared, Outcome.IGNORED, null, "there was nothing to resolve");
        }
        if (member.state() == MemberState.RESOLVED && prepared.route() instanceof Route.Parked parked) {
            return answers.record(prepared, Outcome.PARKED, null, parked.reason());
        }
        if (member.state() == MemberState.RESOLVED || member.state() == MemberState.MOMENT) {
            if (member.state() == MemberState.RESOLVED && !member.isNewerThan(prepared.at(), event.sequence())) {
                // What was raised before this resolve and comes after it opens nothing.
                rows.put(member.change().last(prepared.at(), event.sequence()).done(), false);
            }
            return answers.record(prepared, Outcome.IGNORED, null, "it was resolved already");
        }
        if (member.isNewerThan(prepared.at(), event.sequence())) {
            return answers.record(prepared, Outcome.IGNORED, null, "its subject was raised again later");
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
        return answers.record(prepared, Outcome.RESOLVED, member.incidentId(), "resolved its subject");
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
        return answers.record(prepared, Outcome.RESOLVED, null, reason);
    }

    private Receipt acknowledge(Prepared prepared, @Nullable Member member) {
        if (rows.held(prepared.fingerprint()) != null) {
            return answers.record(
                    prepared, Outcome.IGNORED, null, "its subject is suppressed, which an ACKED does not change");
        }
        if (member == null || member.state() == MemberState.RESOLVED) {
            return member == null && prepared.route() instanceof Route.Parked parked
                    ? answers.record(prepared, Outcome.PARKED, null, parked.reason())
                    : answers.record(prepared, Outcome.IGNORED, null, "there was nothing to acknowledge");
        }
        rows.put(member.change().acknowledged(true).done(), false);
        return answers.record(prepared, Outcome.ACCEPTED, member.incidentId(), "acknowledged at its source");
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
}
