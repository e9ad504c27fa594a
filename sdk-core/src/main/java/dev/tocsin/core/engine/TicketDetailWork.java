package dev.tocsin.core.engine;

import dev.tocsin.core.intent.Intent;
import dev.tocsin.core.intent.IntentBody;
import dev.tocsin.core.intent.IntentState;
import dev.tocsin.core.intent.Schedule;
import dev.tocsin.core.psa.Outcome;
import dev.tocsin.core.psa.Psa;
import dev.tocsin.core.psa.TicketSnapshot;
import dev.tocsin.core.settings.Settings;
import dev.tocsin.core.store.ConnectionState;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sets what belongs to a ticket beside its notes and its close: priority, contact, owner, the status of an acknowledgement,
 * configurations. Reads first, stops if a person got there first, and after a lost answer looks before it sets the same again. None
 * of them holds up the ticket: what the PSA refuses is told and left.
 */
final class TicketDetailWork implements IntentWork {
    private final Settings settings;
    private final Schedule schedule;
    private final Outcomes outcomes;
    private final MissingTicket missing;
    private final Clock clock;

    TicketDetailWork(Settings settings, Schedule schedule, Outcomes outcomes, MissingTicket missing, Clock clock) {
        this.settings = settings;
        this.schedule = schedule;
        this.outcomes = outcomes;
        this.missing = missing;
        this.clock = clock;
    }

    @Override
    public Effect carryOut(Psa psa, Intent intent, ConnectionState connection) {
        Instant began = clock.instant();
        String ticketId = ticketId(intent.body());
        Optional<TicketSnapshot> found = psa.ticket(ticketId);
        if (found.isEmpty()) {
            return missing.effect(psa, intent, ticketId);
        }
        TicketSnapshot ticket = found.get();
        if (ticket.closed() || ticket.project() || ticket.mergedInto() != null) {
            return ended(IntentState.CANCELLED, "ticket #" + ticketId + " is not an open ticket of service any more");
        }
        if (intent.body() instanceof IntentBody.SetPriority set) {
            return setPriority(psa, intent, set, ticket, began);
        } else if (intent.body() instanceof IntentBody.SetContact set) {
            return setContact(psa, intent, set, ticket, began);
        } else if (intent.body() instanceof IntentBody.SetOwner set) {
            return setOwner(psa, intent, set, ticket, began);
        } else if (intent.body() instanceof IntentBody.SetStatus set) {
            return setStatus(psa, intent, set, ticket, began);
        }
        return attach(psa, intent, (IntentBody.AttachConfiguration) intent.body(), ticket, began);
    }

    private static String ticketId(IntentBody body) {
        if (body instanceof IntentBody.SetPriority set) {
            return set.ticketId();
        } else if (body instanceof IntentBody.SetContact set) {
            return set.ticketId();
        } else if (body instanceof IntentBody.SetOwner set) {
            return set.ticketId();
        } else if (body instanceof IntentBody.SetStatus set) {
            return set.ticketId();
        }
        return ((IntentBody.AttachConfiguration) body).ticketId();
    }

    private Effect setPriority(
            Psa psa, Intent intent, IntentBody.SetPriority set, TicketSnapshot ticket, Instant began) {
        String priority = String.valueOf(ticket.priority());
        if (priority.equalsIgnoreCase(set.to())) {
            return done("the priority of ticket #" + set.ticketId() + " is '" + set.to() + "'");
        } else if (!priority.equalsIgnoreCase(set.from())) {
            return ended(
                    IntentState.CANCELLED,
                    "a person set the priority of ticket #" + set.ticketId() + " to '" + priority + "'; it stays");
        }
        Effect later = later(intent, began, "the priority is still '" + priority + "'");
        return later != null
                ? later
                : outcome(
                        psa,
                        intent,
                        set.ticketId(),
                        psa.setPriority(set.ticketId(), set.to(), notAfter(intent)),
                        "set the priority of ticket #" + set.ticketId() + " from '" + set.from() + "' to '" + set.to()
                                + "'");
    }

    private Effect setContact(Psa psa, Intent intent, IntentBody.SetContact set, TicketSnapshot ticket, Instant began) {
        if (!psa.isOfCompany(ticket, set.company())) {
            return ended(
                    IntentState.CANCELLED,
                    "ticket #" + set.ticketId() + " belongs to another company now; its contact stays");
        }
        Optional<String> contact = psa.contact(set.company(), set.user());
        if (contact.isEmpty()) {
            return ended(
                    IntentState.CANCELLED,
                    set.user().label() + " is no single active contact of the company; the ticket's contact stays");
        } else if (contact.get().equals(ticket.contact())) {
            return done("the contact of ticket #" + set.ticketId() + " is "
                    + set.user().label());
        }
        Effect later = later(intent, began, "the contact is still another");
        return later != null
                ? later
                : outcome(
                        psa,
                        intent,
                        set.ticketId(),
                        psa.setContact(set.ticketId(), contact.get(), notAfter(intent)),
                        "made " + set.user().label() + " the contact of ticket #" + set.ticketId());
    }

    /** An owner that is there is left, also if it is the same: then a person set it, unless our own answer was lost. */
    private Effect setOwner(Psa psa, Intent intent, IntentBody.SetOwner set, TicketSnapshot ticket, Instant began) {
        String owner = ticket.owner();
        if (owner != null) {
            return owner.equalsIgnoreCase(set.member()) && intent.everUnknown()
                    ? done(set.member() + " owns ticket #" + set.ticketId())
                    : ended(IntentState.CANCELLED, owner + " owns ticket #" + set.ticketId() + " already; that stays");
        }
        Effect later = later(intent, began, "the ticket has no owner yet");
        return later != null
                ? later
                : outcome(
                        psa,
                        intent,
                        set.ticketId(),
                        psa.setOwner(set.ticketId(), set.member(), notAfter(intent)),
                        "made " + set.member() + " the owner of ticket #" + set.ticketId());
    }

    private Effect setStatus(Psa psa, Intent intent, IntentBody.SetStatus set, TicketSnapshot ticket, Instant began) {
        if (ticket.status().equalsIgnoreCase(set.to()) && intent.everUnknown()) {
            return done("the status of ticket #" + set.ticketId() + " is '" + set.to() + "'");
        } else if (!ticket.status().equalsIgnoreCase(set.from())) {
            return ended(
                    IntentState.CANCELLED,
                    "a person set the status of ticket #" + set.ticketId() + " to '" + ticket.status() + "'; it stays");
        }
        Effect later = later(intent, began, "the status is still '" + set.from() + "'");
        return later != null
                ? later
                : outcome(
                        psa,
                        intent,
                        set.ticketId(),
                        psa.setStatus(set.ticketId(), set.to(), notAfter(intent)),
                        "set the status of ticket #" + set.ticketId() + " to '" + set.to() + "'");
    }

    private Effect attach(
            Psa psa, Intent intent, IntentBody.AttachConfiguration attach, TicketSnapshot ticket, Instant began) {
        if (psa.attachedConfigurations(attach.ticketId()).contains(attach.configurationId())) {
            return done("configuration " + attach.configurationId() + " is attached to ticket #" + attach.ticketId());
        }
        if (!psa.isOfCompany(ticket, attach.company())) {
            return ended(
                    IntentState.CANCELLED,
                    "ticket #" + attach.ticketId() + " is not of the company of configuration "
                            + attach.configurationId() + "; it is not attached");
        }
        Effect later = later(intent, began, "the configuration is not attached yet");
        return later != null
                ? later
                : outcome(
                        psa,
                        intent,
                        attach.ticketId(),
                        psa.attachConfiguration(attach.ticketId(), attach.configurationId(), notAfter(intent)),
                        "attached configuration " + attach.configurationId() + " to ticket #" + attach.ticketId());
    }

    /** What follows from a look that did not show an unknown write; null if there is none and it is to be sent now. */
    private @Nullable Effect later(Intent intent, Instant began, String seen) {
        if (intent.state() != IntentState.UNKNOWN) {
            return null;
        }
        return schedule.afterQuarantine(intent, began)
                ? outcomes.sendAgain(seen + " after the quarantine")
                : outcomes.lookAgainWithinQuarantine(seen);
    }

    private Instant notAfter(Intent intent) {
        return Objects.requireNonNull(intent.sentAt(), "a sent intent has its time")
                .plus(settings.requestTimeout());
    }

    private Effect outcome(Psa psa, Intent intent, String ticketId, Outcome<?> outcome, String text) {
        if (outcome instanceof Outcome.Done<?>) {
            return done(text);
        } else if (outcome instanceof Outcome.Refused<?> refused) {
            return refused.notFound() && psa.ticket(ticketId).isEmpty()
                    ? missing.effect(psa, intent, ticketId)
                    : ended(IntentState.REFUSED, "the PSA refused it: " + Outcomes.text(refused));
        } else if (outcome instanceof Outcome.NotExecuted<?> notExecuted) {
            return outcomes.notExecuted(notExecuted);
        }
        return outcomes.unknown(((Outcome.Unknown<?>) outcome).reason());
    }

    private static Effect done(String text) {
        return (session, stored, now) -> {
            Outcomes.end(session, stored, IntentState.DONE, null, null, now);
            StoredIncident.tell(session, StoredIncident.of(session, stored), now, text);
        };
    }

    private static Effect ended(IntentState state, String reason) {
        return (session, stored, now) -> {
            Outcomes.end(session, stored, state, null, reason, now);
            StoredIncident.tell(session, StoredIncident.of(session, stored), now, reason);
        };
    }
}
