package dev.tocsin.connectwise;

import dev.tocsin.connectwise.record.InvalidRequestException;
import dev.tocsin.connectwise.record.Query;
import dev.tocsin.connectwise.record.Reference;
import dev.tocsin.connectwise.service.BoardStatus;
import dev.tocsin.connectwise.service.Ticket;
import dev.tocsin.connectwise.service.TicketField;
import dev.tocsin.connectwise.service.TicketNote;
import dev.tocsin.connectwise.service.TicketNoteField;
import dev.tocsin.core.base.FieldError;
import java.util.List;
import java.util.stream.Stream;

/** Service tickets and what belongs to each. Thread-safe. */
public final class Tickets extends Records<Ticket> {
    Tickets(Gateway gateway) {
        super(gateway, "/service/tickets", TicketField.TYPE);
    }

    /** By POST where the query is too long for an address. */
    @Override
    PageSource pages(Query query) {
        return fits(query) ? new ListPages(gateway(), path(), query) : searchPages(query);
    }

    private PageSource searchPages(Query query) {
        return new SearchPages(gateway(), path() + "/search", query);
    }

    /**
     * All tickets that a query of any length selects, in the order of ids, fetched by POST as the stream is read. The
     * server sets the size of its pages. {@link #stream} chooses this way by itself where it is needed.
     *
     * @throws InvalidRequestException if the query has an order of its own
     */
    public Stream<Ticket> search(Query query) {
        return PageWalk.stream(searchPages(query), type()::read);
    }

    /**
     * The tickets that carry an external reference, character by character, the oldest first. The server compares without
     * regard to case; this does not.
     */
    public List<Ticket> findByExternalXRef(String reference) {
        Query query = Query.where(TicketField.EXTERNAL_X_REF.eq(reference)).pageSize(100);
        return list(query, 1).items().stream()
                .filter(ticket -> reference.equals(ticket.externalXRef()))
                .toList();
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
        Ticket ticket = edit(id, Ticket.edit().set(TicketField.STATUS, status), options);
        if (!ticket.closed()) {
            throw new UnappliedEditException(
                    "ticket " + id + ": closedFlag is false; status " + status.brief() + " is not a closing one",
                    200,
                    List.of(new FieldError("closedFlag", null, "asked for true")),
                    null);
        }
        return ticket;
    }

    /** The notes of a ticket. */
    public Records<TicketNote> notes(int ticketId) {
        return new Records<>(gateway(), path(ticketId) + "/notes", TicketNoteField.TYPE);
    }

    /** The whole history of a ticket: notes, texts of time entries and of meetings. Ids repeat across origins. */
    public Stream<TicketNote> allNotes(int ticketId) {
        // By number: the ids come from several tables, so paging by id could pass over some.
        ListPages pages = new ListPages(
                gateway(), path(ticketId) + "/allNotes", Query.all().orderBy(TicketNoteField.ID));
        return PageWalk.stream(pages, TicketNoteField.TYPE::read);
    }
}
