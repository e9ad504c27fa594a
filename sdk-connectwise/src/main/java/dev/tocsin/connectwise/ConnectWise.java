package dev.tocsin.connectwise;

import dev.tocsin.http.Transport;
import dev.tocsin.http.TransportBuilder;
import java.util.Map;

/**
 * A client of one ConnectWise Manage server. Immutable and thread-safe; make one per connection and keep it. Connecting
 * sends nothing: the first call finds out where the API is.
 */
public final class ConnectWise {
    private final Gateway gateway;
    private final Companies companies;
    private final Boards boards;
    private final Priorities priorities;
    private final Sources sources;
    private final Members members;
    private final Tickets tickets;
    private final TicketNotes ticketNotes;

    private ConnectWise(ConnectWiseConnection connection, Transport transport) {
        this.gateway = new Gateway(connection, transport);
        this.companies = new Companies(gateway);
        this.boards = new Boards(gateway);
        this.priorities = new Priorities(gateway);
        this.sources = new Sources(gateway);
        this.members = new Members(gateway);
        this.tickets = new Tickets(gateway);
        this.ticketNotes = new TicketNotes(gateway);
    }

    /** A client of the connection's server. */
    public static ConnectWise connect(ConnectWiseConnection connection) {
        return new ConnectWise(connection, connection.transport().orElseGet(() -> defaultTransport(connection)));
    }

    /** The credentials go with each request, not with the transport: the question where the API is must carry none. */
    private static Transport defaultTransport(ConnectWiseConnection connection) {
        return TransportBuilder.create()
                .clock(connection.clock())
                .sleeper(connection.sleeper())
                .build();
    }

    /** Companies and their sites. */
    public Companies companies() {
        return companies;
    }

    /** Boards, statuses, types, subtypes, items. */
    public Boards boards() {
        return boards;
    }

    /** Priorities. */
    public Priorities priorities() {
        return priorities;
    }

    /** Sources of tickets. */
    public Sources sources() {
        return sources;
    }

    /** Members. */
    public Members members() {
        return members;
    }

    /** Service tickets. */
    public Tickets tickets() {
        return tickets;
    }

    /** Notes of tickets. */
    public TicketNotes ticketNotes() {
        return ticketNotes;
    }

    /** What the server says of itself; it proves the address and the credentials. */
    public SystemInfo systemInfo() {
        return SystemInfo.from(gateway.send(Call.get("/system/info", Map.of())).record());
    }
}
