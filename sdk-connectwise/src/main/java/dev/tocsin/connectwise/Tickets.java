package dev.tocsin.connectwise;

import dev.tocsin.connectwise.record.InvalidRequestException;
import dev.tocsin.connectwise.record.Query;
import dev.tocsin.connectwise.record.Reference;
import dev.tocsin.connectwise.service.BoardStatus;
import dev.tocsin.connectwise.service.Task;
import dev.tocsin.connectwise.service.TaskField;
import dev.tocsin.connectwise.service.Ticket;
import dev.tocsin.connectwise.service.TicketField;
import dev.tocsin.connectwise.service.TicketNote;
import dev.tocsin.connectwise.service.TicketNoteField;
import dev.tocsin.core.base.FieldError;
import dev.tocsin.core.base.OutcomeUnknownException;
import dev.tocsin.http.TransportRequest.Method;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /** By POST where the query is too long for an address and cannot be sent in parts. */
    @Override
    public List<Ticket> readAll(Query query, int inFlight) {
        return fits(query) || !query.halves().isEmpty() || query.order().isPresent()
                ? super.readAll(query, inFlight)
                : search(query).toList();
    }

    /** By reading them where the query is too long for an address and cannot be sent in parts. */
    @Override
    public long count(Query query) {
        return fits(query) || !query.halves().isEmpty()
                ? super.count(query)
                : search(query).count();
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
        try (Stream<Ticket> tickets = stream(query)) {
            return tickets.filter(ticket -> reference.equals(ticket.externalXRef()))
                    .toList();
        }
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

    /** The tasks of a ticket. */
    public Records<Task> tasks(int ticketId) {
        return new Records<>(gateway(), path(ticketId) + "/tasks", TaskField.TYPE);
    }

    /** The configurations that a ticket is about. */
    public TicketConfigurations configurations(int ticketId) {
        return new TicketConfigurations(gateway(), path(ticketId) + "/configurations");
    }

    /** Creates a ticket with the fields of another; see {@link #copy(int, CallOptions)}. */
    public Ticket copy(int id) {
        return copy(id, CallOptions.none());
    }

    /**
     * Creates a ticket with the fields of another. The copy has the other's external reference as well, if the server
     * copies it: set its own before anything looks for it.
     *
     * @return the new ticket
     * @throws dev.tocsin.core.base.ApiException if the server refused it: nothing was created
     * @throws OutcomeUnknownException if it may have been created, perhaps minutes later
     */
    public Ticket copy(int id, CallOptions options) {
        Call call = Call.write(Method.POST, path(id) + "/copy", null, options);
        return type().read(gateway().send(call).record());
    }

    /** Merges tickets into one; see {@link #merge(int, List, Reference, CallOptions)}. */
    public void merge(int parentId, List<Integer> ids, Reference status) {
        merge(parentId, ids, status, CallOptions.none());
    }

    /**
     * Merges tickets into one, for good: each then has {@link Ticket#mergedParentTicket()} and the status.
     *
     * @param parentId the ticket that they are merged into
     * @param ids the tickets to merge, at least one
     * @param status the status that the merged tickets get, one of their board
     * @throws InvalidRequestException if the ids cannot be merged; nothing was sent
     * @throws dev.tocsin.core.base.ApiException if the server refused it: nothing was merged
     * @throws OutcomeUnknownException if some may be merged: read them
     */
    public void merge(int parentId, List<Integer> ids, Reference status, CallOptions options) {
        checkChildren("merge", "mergeTicketIds", parentId, ids);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("mergeTicketIds", ids);
        body.put("status", status.asValue());
        consented(Call.action(Method.POST, path(parentId) + "/merge", body, options));
    }

    /** Bundles tickets under one; see {@link #attachChildren(int, List, CallOptions)}. */
    public void attachChildren(int parentId, List<Integer> ids) {
        attachChildren(parentId, ids, CallOptions.none());
    }

    /**
     * Bundles tickets under one: each then has {@link Ticket#parentTicketId()}, and keeps its status.
     *
     * @param parentId the ticket that they are bundled under
     * @param ids the tickets to bundle, at least one
     * @throws InvalidRequestException if the ids cannot be bundled; nothing was sent
     * @throws dev.tocsin.core.base.ApiException if the server refused it: nothing was bundled
     * @throws OutcomeUnknownException if some may be bundled: read them
     */
    public void attachChildren(int parentId, List<Integer> ids, CallOptions options) {
        checkChildren("bundle", "childTicketIds", parentId, ids);
        consented(Call.action(Method.POST, path(parentId) + "/attachChildren", Map.of("childTicketIds", ids), options));
    }

    private static void checkChildren(String subject, String field, int parentId, List<Integer> ids) {
        if (ids.isEmpty()) {
            throw InvalidRequestException.of(subject, field, "must name at least one ticket");
        }
        for (int id : ids) {
            if (id <= 0) {
                throw InvalidRequestException.of(subject, field, "an id is positive, not " + id);
            }
            if (id == parentId) {
                throw InvalidRequestException.of(subject, field, "must not name the ticket " + id + " itself");
            }
        }
        if (new HashSet<>(ids).size() < ids.size()) {
            throw InvalidRequestException.of(subject, field, "names a ticket twice");
        }
    }

    /** Sends what is answered with whether it succeeded: a success that says no leaves open how far it came. */
    private void consented(Call call) {
        Answer answer = gateway().send(call);
        if (answer.record().has("success") && !answer.record().flag("success")) {
            throw new OutcomeUnknownException(
                    call.brief() + " answered " + answer.response().status() + ", but success: false - "
                            + gateway().fault(answer.body()).message(),
                    null);
        }
    }

    /** The whole history of a ticket: notes, texts of time entries and of meetings. Ids repeat across origins. */
    public Stream<TicketNote> allNotes(int ticketId) {
        // By number: the ids come from several tables, so paging by id could pass over some.
        ListPages pages = new ListPages(
                gateway(), path(ticketId) + "/allNotes", Query.all().orderBy(TicketNoteField.ID));
        return PageWalk.stream(pages, TicketNoteField.TYPE::read);
    }
}
