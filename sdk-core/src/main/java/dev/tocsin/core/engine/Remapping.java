package dev.tocsin.core.engine;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.company.CompanyMapping;
import dev.tocsin.core.incident.Decision;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.incident.TicketFacts;
import dev.tocsin.core.intent.Intent;
import dev.tocsin.core.intent.IntentBody;
import dev.tocsin.core.intent.IntentState;
import dev.tocsin.core.store.ConnectionState;
import dev.tocsin.core.store.StoreSession;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a mapping to another PSA company means for groups on their way: nothing more is written to a ticket of the company
 * before, which may be another customer's, and no configuration of that company is attached to any. What is active goes on in a
 * new ticket, which names the old; that one is left to people. To be done in the transaction that saves the mapping.
 */
public final class Remapping {
    private static final int PAGE = 500;

    private Remapping() {}

    /**
     * Where the tickets of a local company belong from now on.
     *
     * @param mapping its mapping
     * @param names whether a draft that names its PSA company this way means the one that is mapped now
     * @param ownTickets tickets known to belong to that company, whatever their drafts named
     */
    public record Place(CompanyMapping mapping, Predicate<String> names, Set<String> ownTickets) {
        /** Copies the tickets. */
        public Place {
            ownTickets = Set.copyOf(ownTickets);
        }
    }

    /**
     * Lets go of tickets that belong elsewhere, takes back creates that are planned and would land elsewhere, has
     * refused tickets tried again, and forgets which configurations stand for the companies' assets: they were the company
     * before's, and the next sync or host says which do now.
     *
     * @param places the companies that were mapped, by id
     * @return how many groups that concerned
     */
    public static int follow(StoreSession session, MspId msp, Map<String, Place> places, Instant now) {
        if (places.isEmpty()) {
            return 0;
        }
        int moved = 0;
        for (Incident incident : of(session, msp, places.keySet())) {
            Place place = places.get(incident.companyId());
            if (place != null) {
                Endings.cancel(
                        session,
                        incident,
                        body -> body instanceof IntentBody.AttachConfiguration,
                        "the configuration is of the company before",
                        now);
                if (follow(session, incident, place, now)) {
                    moved++;
                }
            }
        }
        session.assetLinks().forget(msp, places.keySet());
        return moved;
    }

    /**
     * The tickets of a company's live groups on a connection that are not known to be of one PSA company, to be looked at
     * before the company is mapped to that one.
     *
     * @param names whether a text that names a PSA company means that one
     */
    public static List<String> doubtfulTickets(
            StoreSession session, MspId msp, String companyId, String connectionId, Predicate<String> names) {
        return of(session, msp, List.of(companyId)).stream()
                .filter(incident -> incident.connectionId().equals(connectionId)
                        && companies(session, incident).stream().noneMatch(names))
                .flatMap(incident -> Stream.ofNullable(incident.ticketId()))
                .distinct()
                .toList();
    }

    /** Has the tickets tried again that the PSA refused companies, since what was wrong with these may be mended. */
    static void retryRefused(StoreSession session, MspId msp, Collection<String> companyIds, Instant now) {
        if (!companyIds.isEmpty()) {
            of(session, msp, companyIds).forEach(incident -> retryIfRefused(session, incident, now));
        }
    }

    private static boolean retryIfRefused(StoreSession session, Incident incident, Instant now) {
        if (incident.state() != IncidentState.QUARANTINED) {
            return false;
        }
        StoredIncident.save(session, incident.change().waitUntil(now).done());
        return true;
    }

    private static List<Incident> of(StoreSession session, MspId msp, Collection<String> companyIds) {
        List<Incident> found = new ArrayList<>();
        long after = 0;
        List<Incident> page;
        do {
            page = session.incidents().live(msp, after, PAGE);
            for (Incident incident : page) {
                if (companyIds.contains(incident.companyId())) {
                    found.add(incident);
                }
                after = incident.id();
            }
        } while (page.size() == PAGE);
        return found;
    }

    private static boolean follow(StoreSession session, Incident incident, Place place, Instant now) {
        String ticketId = incident.ticketId();
        boolean sameConnection = incident.connectionId().equals(place.mapping().connectionId());
        String reason = "company '" + incident.companyId() + "' is mapped to PSA company '"
                + place.mapping().psaCompany() + "' of connection '"
                + place.mapping().connectionId() + "' now";
        if (ticketId == null) {
            return incident.state() == IncidentState.OPENING
                    ? takeBack(session, incident, sameConnection, place, reason, now)
                    : retryIfRefused(session, incident, now);
        }
        if (sameConnection
                && (place.ownTickets().contains(ticketId)
                        || companies(session, incident).stream().anyMatch(place.names()))) {
            return false;
        }
        letGo(session, incident, reason + "; ticket #" + ticketId + " is left to people", now);
        return true;
    }

    /**
     * The PSA company that the incident's ticket was made for, in the ways in which it is known: as the PSA named it then,
     * and as the mapping did; empty if that is not known.
     */
    static Set<String> companies(StoreSession session, Incident incident) {
        Set<String> companies = new HashSet<>();
        String seen = incident.facts().company();
        if (seen != null) {
            companies.add(seen);
        }
        String company = null;
        for (Intent intent : session.intents().of(incident.id())) {
            if (intent.body() instanceof IntentBody.CreateTicket create) {
                company = create.draft().company();
            } else if (intent.body() instanceof IntentBody.AttachToTicket attach) {
                company = attach.company();
            }
        }
        if (company != null) {
            companies.add(company);
        }
        return companies;
    }

    /** The ticket is only looked at from now on, so that nothing reopens it either. */
    private static void letGo(StoreSession session, Incident incident, String reason, Instant now) {
        StoredIncident.save(
                session,
                incident.change()
                        .facts(incident.facts().link(TicketFacts.Link.READ_ONLY).question(null))
                        .done());
        Incident looked = StoredIncident.of(session, incident.id());
        if (incident.place().storm()) {
            // What a storm stands for is in groups of its own: its next look opens another ticket if it goes on.
            Endings.cancel(session, looked, body -> true, reason, now);
            Endings.end(session, looked, IncidentState.CLOSED_AUTO, reason, now);
            IntentOrder.releaseNext(session, incident.id(), now);
        } else {
            Endings.replaceTicket(session, looked, new Decision.ReplaceTicket(IncidentState.CLOSED_AUTO, reason), now);
        }
    }

    /** A create that has not left is planned anew, for the company that is mapped now. One under way goes where it was to. */
    private static boolean takeBack(
            StoreSession session, Incident incident, boolean sameConnection, Place place, String reason, Instant now) {
        for (Intent intent : session.intents().openOf(incident.id())) {
            boolean elsewhere = intent.body() instanceof IntentBody.CreateTicket create
                            && !(sameConnection
                                    && place.names().test(create.draft().company()))
                    || intent.body() instanceof IntentBody.AttachToTicket;
            if (!elsewhere || intent.state() != IntentState.PLANNED || intent.owner() != null || intent.everUnknown()) {
                continue;
            }
            session.intents()
                    .save(List.of(intent.change()
                            .ended(IntentState.CANCELLED, now)
                            .lastError(reason)
                            .done()));
            ConnectionState connection = session.connections().get(incident.msp(), incident.connectionId());
            Long probe = connection.probeIntent();
            if (probe != null && probe == intent.id()) {
                session.connections().save(connection.probedBy(null));
            }
            StoredIncident.save(
                    session,
                    incident.change()
                            .state(IncidentState.PENDING, reason)
                            .waitUntil(now)
                            .done());
            StoredIncident.tell(session, incident, now, reason + "; its ticket is asked for there");
            return true;
        }
        return false;
    }
}
