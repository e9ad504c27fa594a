package dev.tocsin.core.incident;

import dev.tocsin.core.event.Severity;
import dev.tocsin.core.incident.Ground.Support;
import dev.tocsin.core.incident.TicketFacts.Link;
import dev.tocsin.core.rule.IntegrationRule;
import dev.tocsin.core.rule.TicketPolicy;
import dev.tocsin.core.rule.TicketPolicy.Higher;
import dev.tocsin.core.rule.TicketPolicy.Lower;
import dev.tocsin.core.rule.TicketPolicy.Merged;
import dev.tocsin.core.rule.TicketPolicy.Repeats;
import dev.tocsin.core.rule.TicketPolicy.RuleGone;
import dev.tocsin.core.settings.ClosePolicy;
import dev.tocsin.core.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Decides what happens to an incident. Pure: it reads nothing but its arguments and changes nothing. Thread-safe. What a
 * look at its ticket means is {@link Observation}'s.
 */
public final class Lifecycle {
    private final Settings settings;

    /** Decides by these settings. */
    public Lifecycle(Settings settings) {
        this.settings = settings;
    }

    /**
     * The incident after its members changed: who resolves begins the hold, who comes back ends it, and what is worth
     * telling makes a note due, one interval after the last, or at once if it got worse. That is counted too, however far its ticket
     * is, for people were told of less; not while it collects or a storm's ticket stands for it, when they were told of nothing.
     */
    public Incident afterEvents(Incident incident, TicketPolicy policy, News news, Instant now) {
        boolean told = incident.state() != IncidentState.PENDING
                && incident.state() != IncidentState.ABSORBED
                && !incident.place().storm();
        Incident counted = news == News.WORSE && told
                ? incident.change().facts(incident.facts().risen()).done()
                : incident;
        return reconsidered(counted, policy, news, now);
    }

    /** The same for an incident whose state something else than an event changed, in the light of news that were counted before. */
    public Incident reconsidered(Incident incident, TicketPolicy policy, News news, Instant now) {
        if (incident.place().storm()) {
            return incident; // what happens in a storm is told by the storm
        }
        boolean over = !incident.moments() && incident.active() == 0;
        return switch (incident.state()) {
            case OPEN -> {
                if (over && news != News.NOTHING) {
                    yield incident.change()
                            .state(IncidentState.RESOLVING, "all is resolved; the hold of " + settings.hold() + " runs")
                            .waitUntil(now.plus(settings.hold()))
                            .done();
                }
                yield withNote(incident, policy, news, now);
            }
            case RESOLVING ->
                over
                        ? incident
                        : withNote(
                                incident.change()
                                        .state(IncidentState.OPEN, "came back within the hold")
                                        .waitUntil(null)
                                        .done(),
                                policy,
                                news == News.WORSE ? News.WORSE : News.CHANGE,
                                now);
            case ABSORBED ->
                incident.change()
                        .waitUntil(over ? now.plus(settings.hold()) : null)
                        .done();
            default -> incident;
        };
    }

    /**
     * The incident whose ticket was just opened or found, in the light of what happened meanwhile. A group of moments
     * begins its quiet time now.
     */
    public Incident opened(Incident incident, TicketPolicy policy, News news, Instant now) {
        Incident considered = reconsidered(incident, policy, news, now);
        Duration quietFor = quietFor(policy);
        return considered.moments() && quietFor != null && considered.waitUntil() == null
                ? considered.change().waitUntil(now.plus(quietFor)).done()
                : considered;
    }

    private @Nullable Duration quietFor(TicketPolicy policy) {
        return policy.quietFor() == null ? settings.quietFor() : policy.quietFor();
    }

    private Incident withNote(Incident incident, TicketPolicy policy, News news, Instant now) {
        Incident.Change change = incident.change();
        boolean silent = news == News.NOTHING || (news == News.REPEAT && policy.repeats() == Repeats.NEVER);
        if (!silent && incident.facts().link() != Link.READ_ONLY) {
            boolean atOnce = (news == News.WORSE && policy.higher() == Higher.RAISE_PRIORITY)
                    || (news == News.REPEAT && policy.repeats() == Repeats.EVERY_TIME);
            if (atOnce) {
                change.noteDueAt(now);
            } else if (incident.noteDueAt() == null) {
                Instant last = incident.lastNoteAt();
                Instant due = last == null ? now : last.plus(settings.noteInterval());
                change.noteDueAt(due.isBefore(now) ? now : due);
            }
        }
        Duration quietFor = quietFor(policy);
        if (incident.moments() && news != News.NOTHING && quietFor != null) {
            change.waitUntil(now.plus(quietFor));
        }
        return change.done();
    }

    /** What happens to an incident at a moment, if nothing new came. */
    public Decision decide(Incident incident, Ground ground, Instant now) {
        boolean waited = reached(incident.waitUntil(), now);
        boolean due = waited || reached(incident.noteDueAt(), now);
        if (incident.state() == IncidentState.ABSORBED) {
            return waited && isOver(incident)
                    ? new Decision.LetGo("all stayed resolved for the hold, within the storm that had absorbed it")
                    : new Decision.Wait("a storm ticket stands for it");
        }
        if (ground.support() != Support.FULL && due) {
            return unsupported(incident, ground);
        }
        return switch (incident.state()) {
            case PENDING, QUARANTINED ->
                waited
                        ? begin(incident, ground.policy())
                        : new Decision.Wait("the group wait runs until " + incident.waitUntil());
            case REOPENING -> {
                if (!waited) {
                    yield new Decision.Wait(
                            "the wait before its ticket is reopened runs until " + incident.waitUntil());
                }
                yield isOver(incident)
                        ? new Decision.StayClosed("what came back was resolved before its ticket was reopened")
                        : new Decision.ReopenTicket("came back after its ticket was closed");
            }
            case OPEN -> {
                if (incident.moments() && waited) {
                    yield close(incident, ground, "nothing new came for " + quietFor(ground.policy()));
                }
                yield reached(incident.noteDueAt(), now)
                        ? new Decision.WriteNote(
                                newPriority(incident, ground.rule()), "something changed since the last note")
                        : new Decision.Wait("nothing is due");
            }
            case RESOLVING ->
                waited
                        ? close(incident, ground, "all stayed resolved for the hold")
                        : new Decision.Wait("the hold runs until " + incident.waitUntil());
            case FROZEN, SUSPENDED ->
                waited
                        ? new Decision.Resume("its company is mapped and its rule is there again")
                        : new Decision.Wait("the configuration does not support it");
            case CLOSED_HUMAN, DELETED ->
                waited
                        ? new Decision.EndMute("the time for which a person's close keeps it quiet is over")
                        : new Decision.Wait("a person closed its ticket");
            default -> new Decision.Wait("an outcome is awaited");
        };
    }

    private static boolean isOver(Incident incident) {
        return !incident.moments() && incident.active() == 0;
    }

    private static Decision begin(Incident incident, TicketPolicy policy) {
        String attachTo = incident.facts().attachTo();
        if (isOver(incident) && !policy.transients()) {
            return new Decision.Drop("all was resolved before a ticket was made");
        }
        return attachTo == null
                ? new Decision.OpenTicket("the group wait is over")
                : new Decision.AttachToTicket(attachTo, "its first event belongs to ticket #" + attachTo);
    }

    private static Decision unsupported(Incident incident, Ground ground) {
        boolean waits = switch (incident.state()) {
            case PENDING, OPEN, RESOLVING, REOPENING, QUARANTINED, FROZEN, SUSPENDED -> true;
            default -> false;
        };
        if (!waits) {
            return new Decision.Wait("an outcome is awaited");
        }
        if (ground.support() == Support.NO_COMPANY) {
            String company = "company '" + incident.companyId() + "' is ";
            String suspended = ground.suspended();
            return suspended == null
                    ? suspend(company + "not mapped any more", "; map it, or its events wait without end")
                    : suspend(company + "suspended: " + suspended, "; see to that, or map it to another PSA company");
        }
        String reason = ground.support() == Support.NO_RULE
                ? "rule '" + incident.ruleId() + "' does not exist any more"
                : "company '" + incident.companyId() + "' makes no tickets now";
        if (ground.policy().ruleGone() == RuleGone.FREEZE) {
            return new Decision.Suspend(IncidentState.FROZEN, null, reason);
        }
        boolean closable = incident.state().hasOpenTicket() && incident.facts().link() == Link.OWN;
        return closable ? new Decision.CloseTicket(reason) : new Decision.LetGo(reason);
    }

    private static Decision suspend(String reason, String whatToDo) {
        return new Decision.Suspend(IncidentState.SUSPENDED, reason + whatToDo, reason);
    }

    private Decision close(Incident incident, Ground ground, String reason) {
        TicketPolicy policy = ground.policy();
        TicketFacts facts = incident.facts();
        if (facts.link() == Link.READ_ONLY) {
            return new Decision.LetGo(reason + "; its ticket is one of a project and is left to people");
        }
        if (facts.link() == Link.SHARED && policy.merged() == Merged.LEAVE_OPEN) {
            return new Decision.LeaveToPeople(reason + "; others use the ticket too, and closing is left to people");
        }
        if (closing(policy) == ClosePolicy.NEVER) {
            return new Decision.LeaveToPeople(reason + "; closing is left to people");
        }
        if (ground.leftTo() != null) {
            return new Decision.LeaveToPeople(
                    reason + "; " + ground.leftTo() + " acknowledged it, and closing is left to people");
        }
        return facts.reopens() > 0 && facts.reopens() >= policy.maxReopens()
                ? new Decision.LeaveToPeople(
                        reason + "; it was reopened " + facts.reopens() + " times, and closing is left to people")
                : new Decision.CloseTicket(reason);
    }

    /** Whether tickets are closed under a policy. */
    public ClosePolicy closing(TicketPolicy policy) {
        return policy.closing() == null ? settings.closePolicy() : policy.closing();
    }

    /** The priority that the ticket should have by now, or null if the one that it was given is right or stays. */
    private static @Nullable String newPriority(Incident incident, IntegrationRule rule) {
        TicketFacts facts = incident.facts();
        String wanted = rule.priorityFor(incident.severity());
        Severity before = facts.prioritySeverity();
        if (facts.priority() == null || before == null || wanted.equals(facts.priority())) {
            return null;
        }
        boolean follows = before.atLeast(incident.severity())
                ? rule.policy().lower() == Lower.FOLLOW
                : rule.policy().higher() == Higher.RAISE_PRIORITY;
        return follows ? wanted : null;
    }

    /** Whether a new event of a group reopens the ticket of its latest incident, which has ended, at a moment. */
    public boolean reopens(Incident ended, TicketPolicy policy, Instant now) {
        Instant endedAt = ended.endedAt();
        return ended.state() == IncidentState.CLOSED_AUTO
                && !ended.moments()
                && ended.ticketId() != null
                && ended.facts().link() == Link.OWN
                && endedAt != null
                && policy.maxReopens() > ended.facts().reopens()
                && endedAt.plus(policy.reopenWindow()).isAfter(now);
    }

    private static boolean reached(@Nullable Instant due, Instant now) {
        return due != null && !due.isAfter(now);
    }
}
