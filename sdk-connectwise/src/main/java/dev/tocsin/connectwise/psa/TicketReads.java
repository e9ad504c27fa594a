package dev.tocsin.connectwise.psa;

import dev.tocsin.connectwise.ConnectWise;
import dev.tocsin.connectwise.ReadableRecords;
import dev.tocsin.connectwise.record.Condition;
import dev.tocsin.connectwise.record.Conditions;
import dev.tocsin.connectwise.record.Query;
import dev.tocsin.connectwise.service.Ticket;
import dev.tocsin.core.psa.TicketSnapshot;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads tickets wherever they lie. A service ticket that was converted into one of a project keeps its id, and is expected
 * on the path of project tickets, or still on that of service tickets with another record type: the vendor's guide does not
 * say. Thread-safe.
 */
final class TicketReads {
    private final ConnectWise client;
    private final SnapshotReader snapshots;
    private final int pageSize;

    TicketReads(ConnectWise client, SnapshotReader snapshots, int pageSize) {
        this.client = client;
        this.snapshots = snapshots;
        this.pageSize = pageSize;
    }

    Optional<TicketSnapshot> ticket(int id) {
        Optional<Ticket> service = client.tickets().get(id);
        return service.isPresent()
                ? service.map(snapshots::service)
                : ShownTickets.orElse(
                                Optional.<Ticket>empty(),
                                () -> client.projectTickets().get(id))
                        .map(snapshots::project);
    }

    /**
     * The proof that a ticket is gone. First the address of the API is asked for anew and shown to answer: at an address of
     * yesterday nothing is found. The searches come last: a record that the role may not open by its id can still be listed.
     */
    boolean isDeleted(int id) {
        client.rediscover();
        return client.tickets().get(id).isEmpty()
                && client.projectTickets().get(id).isEmpty()
                && isNotListed(client.tickets(), id)
                && isNotListed(client.projectTickets(), id);
    }

    private static boolean isNotListed(ReadableRecords<Ticket> tickets, int id) {
        Query query = Query.where(Conditions.ID.eq(id)).pageSize(2);
        return tickets.list(query, 1).items().stream().noneMatch(ticket -> ticket.id() == id);
    }

    /**
     * By id, so that a ticket which changes, and so would move in any order by time, neither shifts others off the page that
     * is asked for next nor is passed over. Service tickets come first: one that is converted meanwhile comes twice rather
     * than not at all.
     */
    Stream<TicketSnapshot> changedSince(Instant since) {
        Query query = Query.where(Conditions.LAST_UPDATED.since(since)).pageSize(pageSize);
        return Stream.concat(
                client.tickets().stream(query).map(snapshots::service),
                ShownTickets.of(client.projectTickets().stream(query)).map(snapshots::project));
    }

    List<TicketSnapshot> createdSince(Condition ofCompany, Instant since) {
        // The server stamps whole seconds, so a ticket of this very second may seem older than the moment asked for.
        Instant second = since.truncatedTo(ChronoUnit.SECONDS);
        // Every kind of record takes lastUpdated, and what was created since then was updated since then.
        Query query =
                Query.where(ofCompany.and(Conditions.LAST_UPDATED.since(since))).pageSize(pageSize);
        try (Stream<Ticket> tickets = client.tickets().stream(query)) {
            return tickets.filter(ticket -> ticket.dateEntered() == null
                            || !ticket.dateEntered().isBefore(second))
                    .map(snapshots::service)
                    .toList();
        }
    }
}
