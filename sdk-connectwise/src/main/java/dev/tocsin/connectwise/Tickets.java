package dev.tocsin.connectwise;

import dev.tocsin.core.base.FieldError;
import dev.tocsin.http.TransportRequest.Method;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Service tickets. Thread-safe. Every method throws {@link dev.tocsin.core.base.TocsinException}. A write whose outcome
 * is not certain throws {@link dev.tocsin.core.base.OutcomeUnknownException} and is never repeated here.
 */
public final class Tickets {
    private static final String PATH = "/service/tickets";
    private static final String SEARCH = PATH + "/search";

    private final Gateway gateway;
    private final Listing<Ticket> listing;

    Tickets(Gateway gateway) {
        this.gateway = gateway;
        this.listing = new Listing<>(gateway, PATH, Ticket::from);
    }

    /** A ticket; empty if the server says that there is none with the id, or the role may not see it. */
    public Optional<Ticket> get(int id) {
        return listing.get(id);
    }

    /** One page of tickets. Pages count from 1. A query too long for an address is refused: use {@link #stream}. */
    public Page<Ticket> list(Query query, int page) {
        return listing.page(query, page);
    }

    /**
     * All tickets that a query selects, fetched page by page as the stream is read. A query too long for an address goes
     * by {@link #search}. Hosted servers time out on {@code closedFlag = false} alone: add the ids of the open statuses.
     */
    public Stream<Ticket> stream(Query query) {
        return PageWalk.stream(
                new PageSource() {
                    private @Nullable PageSource chosen;

                    @Override
                    public List<Fields> next() {
                        if (chosen == null) {
                            boolean fits = gateway.fits(ListPages.numbered(PATH, query, 1_000_000_000));
                            chosen = fits
                                    ? new ListPages(gateway, PATH, query)
                                    : new SearchPages(gateway, SEARCH, query);
                        }
                        return chosen.next();
                    }
                },
                Ticket::from);
    }

    /**
     * All tickets that a query of any length selects, in the order of ids, fetched by POST as the stream is read. The
     * server sets the size of its pages.
     *
     * @throws InvalidRequestException if the query has an order of its own
     */
    public Stream<Ticket> search(Query query) {
        return PageWalk.stream(new SearchPages(gateway, SEARCH, query), Ticket::from);
    }

    /** How many tickets a query selects. */
    public long count(Query query) {
        return listing.count(query);
    }

    /**
     * The tickets that carry an external reference, character by character, the oldest first. The server compares without
     * regard to case; this does not.
     */
    public List<Ticket> findByExternalXRef(String reference) {
        Condition condition = Conditions.field("externalXRef").eq(reference);
        return listing.page(Query.where(condition).pageSize(100), 1).items().stream()
                .filter(ticket -> reference.equals(ticket.externalXRef()))
                .toList();
    }

    /** Creates a ticket; see {@link #create(NewTicket, CallOptions)}. */
    public Ticket create(NewTicket draft) {
        return create(draft, CallOptions.none());
    }

    /**
     * Creates a ticket.
     *
     * @throws dev.tocsin.core.base.ApiException if the server refused it: it was not created
     * @throws dev.tocsin.core.base.TransportException if it was not sent
     * @throws dev.tocsin.core.base.OutcomeUnknownException if it may have been created, perhaps minutes later: look for
     *     its external reference before sending it again
     */
    public Ticket create(NewTicket draft, CallOptions options) {
        return Ticket.from(gateway.send(Call.write(Method.POST, PATH, draft.toJson(), options))
                .record());
    }

    /** Changes a ticket; see {@link #edit(int, TicketEdit, CallOptions)}. */
    public Ticket edit(int id, TicketEdit edit) {
        return edit(id, edit, CallOptions.none());
    }

    /**
     * Changes a ticket, and compares the server's record with what was asked. The server checks the whole stored record
     * again, so an old value elsewhere on it can make it refuse any edit.
     *
     * @throws UnappliedEditException if the server said yes, but the record does not hold a value that was asked for
     * @throws dev.tocsin.core.base.ApiException if the server refused it: nothing changed
     * @throws dev.tocsin.core.base.OutcomeUnknownException if it may have changed: read the ticket
     */
    public Ticket edit(int id, TicketEdit edit, CallOptions options) {
        Answer answer = gateway.send(Call.write(Method.PATCH, PATH + "/" + id, edit.toJson(), options));
        List<FieldError> unmet = edit.unmetBy(answer.record());
        if (!unmet.isEmpty()) {
            throw unapplied(id, answer, unmet);
        }
        return Ticket.from(answer.record());
    }

    /** Closes a ticket; see {@link #close(int, Reference, CallOptions)}. */
    public Ticket close(int id, Reference status) {
        return close(id, status, CallOptions.none());
    }

    /**
     * Closes a ticket by giving it a closing status of its board; there is no other way.
     *
     * @param status a status with {@link BoardStatus#closed()}
     * @throws UnappliedEditException if the ticket is not closed afterwards: the status is not a closing one
     */
    public Ticket close(int id, Reference status, CallOptions options) {
        TicketEdit edit = TicketEdit.builder().status(status).build();
        Answer answer = gateway.send(Call.write(Method.PATCH, PATH + "/" + id, edit.toJson(), options));
        List<FieldError> unmet = edit.unmetBy(answer.record());
        if (unmet.isEmpty() && !answer.record().flag("closedFlag")) {
            unmet = List.of(new FieldError(
                    "closedFlag",
                    null,
                    "the ticket is still open: status " + status.brief() + " is not a closing one"));
        }
        if (!unmet.isEmpty()) {
            throw unapplied(id, answer, unmet);
        }
        return Ticket.from(answer.record());
    }

    private static UnappliedEditException unapplied(int id, Answer answer, List<FieldError> unmet) {
        int status = answer.response().status();
        return new UnappliedEditException(
                "ticket " + id + ": the server answered " + status + ", but the record does not hold what was asked: "
                        + unmet,
                status,
                unmet,
                answer.requestId().orElse(null));
    }
}
