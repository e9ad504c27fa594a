package dev.tocsin.core.intake;

import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.Member;
import dev.tocsin.core.intake.Intake.Prepared;
import dev.tocsin.core.suppress.Held;
import dev.tocsin.core.suppress.Subject;
import dev.tocsin.core.suppress.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What suppression does with the subjects of a batch: holds them back, counts what comes meanwhile, and says when they
 * may act. What acts then is left to the caller. Used by one batch, on one thread.
 */
final class Holding {
    private final WorkingSet rows;
    private final Instant now;

    Holding(WorkingSet rows, Instant now) {
        this.rows = rows;
        this.now = now;
    }

    /**
     * Why the subject of an event may not join its group now; null if it may. A subject that belongs to the group's live
     * incident is never held: its ticket is there already and has to stay true.
     *
     * @param before the subject's member, or null if it has none
     */
    Verdict.@Nullable Suppressed suppressed(Prepared prepared, Route.Grouped route, @Nullable Member before) {
        if (prepared.suppression().isEmpty()) {
            return null;
        }
        Long live = live(route);
        if (before != null && live != null && before.incidentId() == live) {
            return null;
        }
        return verdict(prepared, subject(prepared, route)) instanceof Verdict.Suppressed suppressed ? suppressed : null;
    }

    private @Nullable Long live(Route.Grouped route) {
        Incident latest = rows.latest(route.key());
        return latest != null && latest.state().live() ? latest.id() : null;
    }

    private Subject subject(Prepared prepared, Route.Grouped route) {
        return Subject.of(prepared.event(), route.companyId(), route.key(), live(route));
    }

    private Verdict verdict(Prepared prepared, Subject subject) {
        return prepared.suppression().decide(subject, now, rows::parents);
    }

    /** Holds the subject of an event from now on. */
    void hold(Prepared prepared, Route.Grouped route, Verdict.Suppressed suppressed) {
        Subject subject = subject(prepared, route);
        rows.hold(Held.begun(subject, prepared.event(), prepared.at(), suppressed, now));
        noteParent(prepared, subject);
    }

    /** A further event of a held subject. What stays is kept; what acts is held no more. */
    Held.Step raised(Prepared prepared, Held held) {
        boolean old = held.isNewerThan(prepared.at(), prepared.event().sequence());
        if (old || !(prepared.route() instanceof Route.Grouped route)) {
            // The latest event decides, and the look at it also finds out where it belongs by now.
            return kept(new Held.Step.Stay(
                    held.counted(prepared.event(), prepared.at(), held.subject()), "counted only: " + held.reason()));
        }
        Subject subject = subject(prepared, route);
        if (subject.severity() != held.subject().severity()) {
            changed(prepared);
        }
        return kept(held.raised(prepared.event(), prepared.at(), subject, verdict(prepared, subject)));
    }

    /** A look at a held subject by its latest event. What stays is kept; what acts is held no more. */
    Held.Step lookedAt(Prepared prepared, Route.Grouped route, Held held) {
        Subject subject = subject(prepared, route);
        return kept(held.about(subject).lookedAt(verdict(prepared, subject)));
    }

    private Held.Step kept(Held.Step step) {
        if (step instanceof Held.Step.Stay stay) {
            rows.hold(stay.held());
        }
        return step;
    }

    /** The subject of an event has become active. */
    void joined(Prepared prepared, Route.Grouped route) {
        if (prepared.suppression().hasInhibitions()) {
            noteParent(prepared, subject(prepared, route));
        }
    }

    private void noteParent(Prepared prepared, Subject subject) {
        if (prepared.suppression().mayMute(subject)) {
            rows.parentChanged(subject.fingerprint());
        }
    }

    /** The subject of an event is active no more, or in another way: those that it mutes are to be looked at. */
    void changed(Prepared prepared) {
        if (prepared.suppression().hasInhibitions()) {
            rows.parentChanged(prepared.fingerprint());
            rows.wakeChildren(prepared.fingerprint());
        }
    }
}
