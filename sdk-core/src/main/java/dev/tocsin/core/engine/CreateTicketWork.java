package dev.tocsin.core.engine;

import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.incident.TicketFacts;
import dev.tocsin.core.intent.Intent;
import dev.tocsin.core.intent.IntentBody;
import dev.tocsin.core.intent.IntentState;
import dev.tocsin.core.intent.Schedule;
import dev.tocsin.core.psa.Outcome;
import dev.tocsin.core.psa.Psa;
import dev.tocsin.core.psa.ReferenceMethod;
import dev.tocsin.core.psa.TicketDraft;
import dev.tocsin.core.psa.TicketSnapshot;
import dev.tocsin.core.settings.Settings;
import dev.tocsin.core.store.ConnectionState;
import dev.tocsin.core.store.StoreSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Creates a ticket so that a crash or a lost answer at any moment makes neither none nor two: sent once; looked up when
 * the outcome is unknown; sent again only after a look-up later than the quarantine found nothing; twins that a late
 * commit leaves are found and closed.
 */
final class CreateTicketWork implements IntentWork {
    /** How much earlier than our request a ticket of ours may seem to have been created, by the PSA's clock. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    private final Settings settings;
    private final Schedule schedule;
    private final Outcomes outcomes;
    private final IncidentWork incidents;
    private final Openings openings;
    private final TicketWriting writing;
    private final ReferenceProof proof;
    private final Clock clock;

    CreateTicketWork(
            Settings settings,
            Schedule schedule,
            Outcomes outcomes,
            IncidentWork incidents,
            Openings openings,
            TicketWriting writing,
            ReferenceProof proof,
            Clock clock) {
        this.settings = settings;
        this.schedule = schedule;
        this.outcomes = outcomes;
        this.incidents = incidents;
        this.openings = openings;
        this.writing = writing;
        this.proof = proof;
        this.clock = clock;
    }

    @Override
    public Effect carryOut(Psa psa, Intent intent, ConnectionState connection) {
        ReferenceMethod carriedBy = Objects.requireNonNull(intent.carriedBy(), "a sent create carries its reference");
        if (intent.state() == IntentState.SENT) {
            return send(psa, intent, carriedBy);
        } else if (intent.state() == IntentState.UNKNOWN) {
            return lookUp(psa, intent, carriedBy, connection);
        }
        Long probe = connection.probeIntent();
        return probe != null && probe == intent.id()
                ? proof.attempt(psa, intent, carriedBy)
                : searchTwins(psa, intent, carriedBy);
    }

    private static TicketDraft draft(Intent intent) {
        return ((IntentBody.CreateTicket) intent.body()).draft();
    }

    private Effect send(Psa psa, Intent intent, ReferenceMethod carriedBy) {
        Instant sentAt = Objects.requireNonNull(intent.sentAt(), "a sent intent has its time");
        Outcome<TicketSnapshot> outcome =
                psa.createTicket(draft(intent), carriedBy, sentAt.plus(settings.requestTimeout()));
        if (outcome instanceof Outcome.Done<TicketSnapshot> done) {
            return linked(
                    Look.at(done.value()),
                    List.of(),
                    false,
                    "created ticket #" + done.value().id());
        } else if (outcome instanceof Outcome.Refused<TicketSnapshot> refused) {
            return quarantined(Outcomes.text(refused));
        } else if (outcome instanceof Outcome.NotExecuted<TicketSnapshot> notExecuted) {
            return outcomes.notExecuted(notExecuted);
        }
        return outcomes.unknown(((Outcome.Unknown<TicketSnapshot>) outcome).reason());
    }

    private Effect quarantined(String refusal) {
        return (session, intent, now) -> {
            Outcomes.end(session, intent, IntentState.REFUSED, null, refusal, now);
            ReferenceProof.passOn(session, intent, now);
            Incident incident = StoredIncident.of(session, intent);
            Endings.end(session, incident, IncidentState.QUARANTINED, "the PSA refused the ticket: " + refusal, now);
            writing.technicians().noTicket(session, intent.incidentId(), now);
        };
    }

    private Effect lookUp(Psa psa, Intent intent, ReferenceMethod carriedBy, ConnectionState connection) {
        Instant began = clock.instant();
        List<TicketSnapshot> hits = hits(psa, draft(intent).reference(), carriedBy);
        if (!hits.isEmpty()) {
            TicketSnapshot first = first(hits);
            return linked(Look.of(psa, first), hits, true, "found ticket #" + first.id() + " by its reference");
        }
        boolean proven = connection.proven() == carriedBy;
        if (!proven) {
            List<TicketSnapshot> recent = recentLikeIt(psa, intent);
            if (!recent.isEmpty()) {
                return adoptUnlinked(
                        recent.stream().map(ticket -> Look.of(psa, ticket)).toList());
            }
        }
        if (!schedule.afterQuarantine(intent, began)) {
            return outcomes.lookAgainWithinQuarantine("not found yet");
        }
        return proven
                ? outcomes.sendAgain("not found after the quarantine")
                : outcomes.lookAgain(
                        "not found, and not sent again before a reference is proven to be found on this connection");
    }

    /** The tickets that carry the reference, compared character by character, lowest id first. */
    static List<TicketSnapshot> hits(Psa psa, String reference, ReferenceMethod carriedBy) {
        return psa.findByReference(reference, carriedBy).stream()
                .filter(ticket -> psa.carries(ticket, reference, carriedBy))
                .sorted(BY_ID)
                .toList();
    }

    /** Numeric ids in the order of numbers, others as text. */
    private static final Comparator<TicketSnapshot> BY_ID = Comparator.comparingInt(
                    (TicketSnapshot ticket) -> ticket.id().length())
            .thenComparing(TicketSnapshot::id);

    private static List<TicketSnapshot> recentLikeIt(Psa psa, Intent intent) {
        TicketDraft draft = draft(intent);
        Instant sentAt = Objects.requireNonNull(intent.sentAt(), "a sent intent has its time");
        return psa.createdSince(draft.company(), sentAt.minus(CLOCK_SKEW)).stream()
                .filter(ticket -> draft.reference().equals(ticket.reference())
                        || (!isAnotherOfOurs(ticket)
                                && ticket.summary()
                                        .strip()
                                        .startsWith(draft.summary().strip())))
                .filter(ticket -> !ticket.closed())
                .sorted(BY_ID)
                .toList();
    }

    /** Whether a ticket carries a reference of ours; that of another system in the field says nothing about it. */
    private static boolean isAnotherOfOurs(TicketSnapshot ticket) {
        String reference = ticket.reference();
        return reference != null && References.isTicketReference(reference);
    }

    private Effect adoptUnlinked(List<Look> candidates) {
        return (session, intent, now) -> {
            List<String> ids =
                    candidates.stream().map(look -> look.ticket().id()).toList();
            var taken = session.incidents().byTicket(intent.msp(), intent.connectionId(), ids);
            String previous = StoredIncident.of(session, intent).previousTicketId();
            for (Look candidate : candidates) {
                String id = candidate.ticket().id();
                if (!taken.containsKey(id) && !id.equals(previous)) {
                    linked(candidate, List.of(), false, "found ticket #" + id + " among the company's recent ones")
                            .apply(session, intent, now);
                    return;
                }
            }
            outcomes.lookAgain("not found yet").apply(session, intent, now);
        };
    }

    /**
     * The ticket exists: the incident is linked to it, and twins of it are closed.
     *
     * @param foundByReference whether a search found it by its reference, which proves the reference as well
     */
    private Effect linked(Look look, List<TicketSnapshot> twins, boolean foundByReference, String reason) {
        TicketSnapshot ticket = look.ticket();
        return (session, intent, now) -> {
            String ticketId = ticket.id();
            Instant next = schedule.nextTwinSearch(intent, 0, now).orElse(null);
            ConnectionState connection = session.connections().get(intent.msp(), intent.connectionId());
            Long probe = connection.probeIntent();
            if (foundByReference && connection.proven() == null) {
                ReferenceProof.accept(session, intent, connection, now);
            } else if (probe != null && probe == intent.id()) {
                next = now;
            }
            session.intents()
                    .save(List.of(intent.change()
                            .ended(IntentState.DONE, now)
                            .dueAt(next)
                            .lookups(0)
                            .resultId(ticketId)
                            .lastError(null)
                            .done()));
            Incident incident = StoredIncident.of(session, intent);
            Incident open = openings.opened(session, incident, ticket, reason, now);
            StoredIncident.save(session, open);
            writing.ticketOpened(session, open, now);
            StoredIncident.tell(session, incident, now, reason);
            closeTwins(session, intent, ticketId, twins, now);
            IntentOrder.releaseNext(session, intent.incidentId(), now);
            incidents.acceptAsFound(session, intent, look, now);
        };
    }

    private void closeTwins(
            StoreSession session, Intent intent, String keptId, List<TicketSnapshot> twins, Instant now) {
        for (TicketSnapshot twin : twins) {
            // One that a person opened again after we closed it is not closed once more.
            boolean wasClosed = session.intents().of(intent.incidentId()).stream()
                    .anyMatch(other -> other.body() instanceof IntentBody.CloseTwin close
                            && close.ticketId().equals(twin.id())
                            && (other.state().open() || other.state() == IntentState.DONE));
            Incident incident = StoredIncident.of(session, intent);
            boolean kept = twin.id().equals(keptId) || twin.id().equals(incident.ticketId());
            if (!kept && !twin.closed() && twin.mergedInto() == null && !wasClosed) {
                writing.planTwinClose(session, incident, twin.id(), keptId, now);
                StoredIncident.tell(
                        session,
                        incident,
                        now,
                        "ticket #" + twin.id() + " is a second copy of #" + keptId + "; it is closed");
            }
        }
    }

    private Effect searchTwins(Psa psa, Intent intent, ReferenceMethod carriedBy) {
        List<TicketSnapshot> hits = withOwn(psa, intent, hits(psa, draft(intent).reference(), carriedBy));
        String own = intent.resultId();
        boolean isMissing = own != null
                && !hits.isEmpty()
                && hits.stream().noneMatch(hit -> hit.id().equals(own));
        String deleted = own != null && isMissing && psa.isDeleted(own) ? own : null;
        return (session, stored, now) -> {
            Instant endedAt = Objects.requireNonNull(stored.endedAt(), "a done intent has its end");
            // Counted by time: a search that a poll asked for takes none of the planned ones away.
            int searches = (int) settings.twinSearches().stream()
                    .filter(planned -> !endedAt.plus(planned).isAfter(now))
                    .count();
            Intent.Change change = stored.change()
                    .dueAt(schedule.nextTwinSearch(stored, searches, endedAt).orElse(null))
                    .lookups(searches);
            if (deleted != null) {
                // The group goes on elsewhere, or was answered; a copy that came late is nobody's.
                session.intents().save(List.of(change.done()));
                Incident incident = StoredIncident.of(session, stored);
                if (deleted.equals(incident.ticketId())) {
                    incidents.acceptDeletion(session, incident, now);
                }
                closeTwins(session, stored, deleted, hits, now);
                IntentOrder.releaseNext(session, stored.incidentId(), now);
                return;
            }
            if (hits.size() < 2) {
                session.intents().save(List.of(change.done()));
                return;
            }
            TicketSnapshot kept = kept(StoredIncident.of(session, stored), stored.resultId(), hits);
            String keptId = kept.id();
            session.intents().save(List.of(change.resultId(keptId).done()));
            relink(session, stored, keptId, now);
            closeTwins(session, stored, keptId, hits, now);
            IntentOrder.releaseNext(session, stored.incidentId(), now);
            incidents.acceptAsFound(session, stored, Look.at(kept), now);
        };
    }

    /**
     * The copy that stays: the first that was not merged into another, but for an incident that has ended, whose own ticket
     * nobody will close again, or that followed a merge, perhaps to one of them.
     */
    private static TicketSnapshot kept(Incident incident, @Nullable String own, List<TicketSnapshot> hits) {
        if (incident.state().live() && incident.facts().link() == TicketFacts.Link.OWN) {
            return first(hits);
        }
        return Stream.of(Optional.ofNullable(incident.ticketId()), Optional.ofNullable(own))
                .flatMap(Optional::stream)
                .flatMap(id -> hits.stream().filter(hit -> hit.id().equals(id)))
                .findFirst()
                .orElse(first(hits));
    }

    private static TicketSnapshot first(List<TicketSnapshot> hits) {
        TicketSnapshot lowest = hits.get(0);
        return hits.stream()
                .filter(hit -> lowest.mergedInto() != null && hit.mergedInto() == null && !hit.closed())
                .findFirst()
                .orElse(lowest);
    }

    /** The hits of a search and the ticket that we know of, which the search may not show yet. */
    private static List<TicketSnapshot> withOwn(Psa psa, Intent intent, List<TicketSnapshot> hits) {
        String own = intent.resultId();
        if (own == null
                || hits.isEmpty()
                || hits.stream().anyMatch(hit -> hit.id().equals(own))) {
            return hits;
        }
        return Stream.concat(hits.stream(), psa.ticket(own).stream())
                .sorted(BY_ID)
                .toList();
    }

    private static void relink(StoreSession session, Intent intent, String keptId, Instant now) {
        Incident incident = StoredIncident.of(session, intent);
        boolean own = incident.facts().link() == TicketFacts.Link.OWN;
        if (own && !keptId.equals(incident.ticketId())) {
            session.incidents().save(List.of(incident.change().ticketId(keptId).done()));
            StoredIncident.tell(session, incident, now, "linked to #" + keptId + ", the first of two copies");
        }
    }
}
