package dev.tocsin.simulators.connectwise.internal.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.connectwise.internal.query.RecordKind;
import dev.tocsin.simulators.connectwise.internal.wire.ApiError;
import dev.tocsin.simulators.connectwise.internal.wire.FieldFault;
import dev.tocsin.simulators.connectwise.internal.wire.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What hangs on tickets besides notes: tasks and attached configurations. */
public final class TicketParts {
    private static final String ATTACHED = RecordKind.CONFIGURATION_REFERENCE.resource();

    private final Tickets tickets;
    private final Configurations configurations;
    private final Writable tasks;
    private final Map<Integer, Set<Integer>> attached = new TreeMap<>();

    TicketParts(Tickets tickets, Configurations configurations, Catalog catalog, Stamps stamps) {
        this.tickets = tickets;
        this.configurations = configurations;
        Table table = new Table(RecordKind.TICKET_TASK, "Service Ticket Task", 7_001, row -> Json.object());
        tasks = new Writable(
                table, stamps, Set.of("ticketId", "childTicketId", "summary"), List.of(), (row, before, faults) -> {
                    String resource = RecordKind.TICKET_TASK.resource();
                    References.settle(resource, row, "member", "Member", Lookup.in(catalog.members()), faults);
                    References.refuse(resource, row, List.of("schedule", "code"), faults);
                    References.flags(row, false, "closedFlag");
                    if (!row.has("priority")) {
                        int ticket = row.path("ticketId").asInt();
                        row.put(
                                "priority",
                                1
                                        + (int) table.rows().stream()
                                                .filter(ofTicket(ticket))
                                                .count());
                    }
                });
        configurations.onDelete(id -> attached.values().forEach(ids -> ids.remove(id)));
    }

    /** The tasks of all tickets. */
    public Writable tasks() {
        return tasks;
    }

    /** Those rows that belong to a ticket. */
    public static Predicate<ObjectNode> ofTicket(int ticketId) {
        return row -> row.path("ticketId").asInt() == ticketId;
    }

    /** References to the configurations attached to a ticket, by ascending id. */
    public List<ObjectNode> attached(int ticketId) {
        tickets.table().require(ticketId);
        return attached.getOrDefault(ticketId, Set.of()).stream()
                .map(id -> configurations.reference(configurations.require(id)))
                .toList();
    }

    /**
     * Attaches a configuration.
     *
     * @param sent a reference by id
     * @throws ApiError 400 if there is no such configuration or it is attached already, 404 if there is no such ticket
     */
    public ObjectNode attach(int ticketId, JsonNode sent, String actor) {
        tickets.table().require(ticketId);
        if (!sent.path("id").isIntegralNumber()) {
            throw ApiError.invalid(FieldFault.missing(ATTACHED, "id"));
        }
        int id = sent.path("id").asInt();
        ObjectNode row = configurations
                .get(id)
                .orElseThrow(() ->
                        ApiError.invalid(FieldFault.notFound("Configuration " + id + " not found", ATTACHED, "id")));
        if (!attached.computeIfAbsent(ticketId, t -> new TreeSet<>()).add(id)) {
            throw ApiError.invalid(new FieldFault(
                    "ObjectExists", "The configuration is already attached to the ticket", ATTACHED, "id"));
        }
        tickets.touch(ticketId, actor);
        return configurations.reference(row);
    }

    /**
     * One attached configuration.
     *
     * @throws ApiError 404 if it is not attached
     */
    public ObjectNode requireAttached(int ticketId, int id) {
        return attached(ticketId).stream()
                .filter(ref -> ref.path("id").asInt() == id)
                .findFirst()
                .orElseThrow(() -> ApiError.notFound("Configuration", id));
    }

    /**
     * Takes a configuration off a ticket.
     *
     * @throws ApiError 404 if it is not attached
     */
    public void detach(int ticketId, int id, String actor) {
        requireAttached(ticketId, id);
        attached.getOrDefault(ticketId, new TreeSet<>()).remove(id);
        tickets.touch(ticketId, actor);
    }

    void ticketDeleted(int ticketId) {
        attached.remove(ticketId);
        List.copyOf(tasks.table().rows()).stream()
                .filter(ofTicket(ticketId))
                .forEach(row -> tasks.delete(row.path("id").asInt()));
    }
}
