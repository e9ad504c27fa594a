package dev.tocsin.connectwise;

import dev.tocsin.http.TransportRequest.Method;
import java.util.stream.Stream;

/** The notes of tickets. Thread-safe. Every method throws {@link dev.tocsin.core.base.TocsinException}. */
public final class TicketNotes {
    private final Gateway gateway;

    TicketNotes(Gateway gateway) {
        this.gateway = gateway;
    }

    /** All notes of a ticket, the oldest first, fetched page by page as the stream is read. */
    public Stream<TicketNote> stream(int ticketId) {
        return listing(ticketId, "notes").stream(Query.all());
    }

    /** The whole history of a ticket: notes, texts of time entries and of meetings. Ids repeat across origins. */
    public Stream<TicketNote> history(int ticketId) {
        // By number: the ids come from several tables, so paging by id could pass over some.
        return listing(ticketId, "allNotes").stream(Query.all().orderBy("id"));
    }

    /** Puts a note on a ticket; see {@link #create(int, NewNote, CallOptions)}. */
    public TicketNote create(int ticketId, NewNote note) {
        return create(ticketId, note, CallOptions.none());
    }

    /**
     * Puts a note on a ticket.
     *
     * @throws dev.tocsin.core.base.OutcomeUnknownException if it may have been written: notes carry no reference, so
     *     compare the texts of the ticket's latest notes before sending it again
     */
    public TicketNote create(int ticketId, NewNote note, CallOptions options) {
        return TicketNote.from(gateway.send(Call.write(Method.POST, path(ticketId, "notes"), note.toJson(), options))
                .record());
    }

    private Listing<TicketNote> listing(int ticketId, String what) {
        return new Listing<>(gateway, path(ticketId, what), TicketNote::from);
    }

    private static String path(int ticketId, String what) {
        return "/service/tickets/" + ticketId + "/" + what;
    }
}
