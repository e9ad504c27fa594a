package dev.tocsin.connectwise;

import dev.tocsin.connectwise.service.Impact;
import dev.tocsin.connectwise.service.ImpactField;
import dev.tocsin.connectwise.service.Priority;
import dev.tocsin.connectwise.service.PriorityField;
import dev.tocsin.connectwise.service.Severity;
import dev.tocsin.connectwise.service.SeverityField;
import dev.tocsin.connectwise.service.Source;
import dev.tocsin.connectwise.service.SourceField;
import dev.tocsin.connectwise.system.SystemInfo;
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
    private final Records<Priority> priorities;
    private final Records<Source> sources;
    private final Members members;
    private final Tickets tickets;
    private final Configurations configurations;
    private final EditableRecords<Severity> severities;
    private final EditableRecords<Impact> impacts;

    private ConnectWise(ConnectWiseConnection connection, Transport transport) {
        this.gateway = new Gateway(connection, transport);
        this.companies = new Companies(gateway);
        this.boards = new Boards(gateway);
        this.priorities = new Records<>(gateway, "/service/priorities", PriorityField.TYPE);
        this.sources = new Records<>(gateway, "/service/sources", SourceField.TYPE);
        this.members = new Members(gateway);
        this.tickets = new Tickets(gateway);
        this.configurations = new Configurations(gateway);
        this.severities = new EditableRecords<>(gateway, "/service/severities", SeverityField.TYPE);
        this.impacts = new EditableRecords<>(gateway, "/service/impacts", ImpactField.TYPE);
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

    /** Companies and what belongs to them. */
    public Companies companies() {
        return companies;
    }

    /** Boards and what belongs to each. */
    public Boards boards() {
        return boards;
    }

    /** Priorities. */
    public Records<Priority> priorities() {
        return priorities;
    }

    /** Sources of tickets. */
    public Records<Source> sources() {
        return sources;
    }

    /** Members. */
    public Members members() {
        return members;
    }

    /** Service tickets and what belongs to each. */
    public Tickets tickets() {
        return tickets;
    }

    /** Configurations, their types, questions and statuses. */
    public Configurations configurations() {
        return configurations;
    }

    /** The severities of tickets: fixed rows. */
    public EditableRecords<Severity> severities() {
        return severities;
    }

    /** The impacts of tickets: fixed rows. */
    public EditableRecords<Impact> impacts() {
        return impacts;
    }

    /** What the server says of itself; it proves the address and the credentials. */
    public SystemInfo systemInfo() {
        return SystemInfo.from(gateway.send(Call.get("/system/info", Map.of())).record());
    }
}
