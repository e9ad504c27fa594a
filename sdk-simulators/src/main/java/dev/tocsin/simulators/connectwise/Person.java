package dev.tocsin.simulators.connectwise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.connectwise.internal.records.Manage;
import dev.tocsin.simulators.connectwise.internal.wire.Json;
import java.time.Duration;
import java.util.List;

/**
 * What a member does in the application itself, past the interface: no request is logged and no fault strikes.
 * Thread-safe. Every method throws {@link IllegalArgumentException} in the server's words if the ticket, or what it
 * should become, does not exist.
 */
public final class Person {
    private final Manage manage;
    private final String member;

    Person(Manage manage, String member) {
        this.manage = manage;
        this.member = member;
    }

    /** Closes a ticket with the first closing status of its board. */
    public void close(int ticketId) {
        act(() -> {
            int board = manage.tickets()
                    .table()
                    .require(ticketId)
                    .path("board")
                    .path("id")
                    .asInt();
            set(
                    ticketId,
                    "status",
                    id(manage.tickets().closingStatus(board).path("id").asInt()));
        });
    }

    /** Gives a ticket a status of its board, by name. */
    public void setStatus(int ticketId, String status) {
        act(() -> set(ticketId, "status", named("name", status)));
    }

    /** Makes a member the owner of a ticket. */
    public void setOwner(int ticketId, String identifier) {
        act(() -> set(ticketId, "owner", named("identifier", identifier)));
    }

    /** Gives a ticket a priority, by name. */
    public void setPriority(int ticketId, String priority) {
        act(() -> set(ticketId, "priority", named("name", priority)));
    }

    /** Rewords a ticket. */
    public void setSummary(int ticketId, String summary) {
        act(() -> set(ticketId, "summary", Json.object().textNode(summary)));
    }

    /** Hands a ticket to another company, by identifier. */
    public void setCompany(int ticketId, String identifier) {
        act(() -> set(ticketId, "company", named("identifier", identifier)));
    }

    /** Moves a ticket to another board in a status of that board; type, subtype and item are cleared. */
    public void moveToBoard(int ticketId, String board, String status) {
        act(() -> {
            ArrayNode operations = Json.array();
            operations.add(operation("board", named("name", board)));
            operations.add(operation("status", named("name", status)));
            List.of("type", "subType", "item")
                    .forEach(field -> operations.addObject().put("op", "remove").put("path", field));
            manage.tickets().patch(ticketId, operations, member);
        });
    }

    /** Moves a ticket to another board, where it gets that board's default status; type, subtype and item are cleared. */
    public void moveToBoard(int ticketId, String board) {
        act(() -> {
            ArrayNode operations = Json.array();
            operations.add(operation("board", named("name", board)));
            List.of("status", "type", "subType", "item")
                    .forEach(field -> operations.addObject().put("op", "remove").put("path", field));
            manage.tickets().patch(ticketId, operations, member);
        });
    }

    /** Makes a contact of the ticket's company the one whom the ticket concerns. */
    public void setContact(int ticketId, int contactId) {
        act(() -> set(ticketId, "contact", id(contactId)));
    }

    /** Writes a note into the discussion, which customers see. */
    public void addNote(int ticketId, String text) {
        note(ticketId, text, "detailDescriptionFlag");
    }

    /** Writes a note into the internal analysis. */
    public void addInternalNote(int ticketId, String text) {
        note(ticketId, text, "internalAnalysisFlag");
    }

    private void note(int ticketId, String text, String place) {
        act(() -> manage.tickets()
                .addNote(ticketId, Json.object().put("text", text).put(place, true), member));
    }

    /** Logs time on a ticket, counted in whole minutes. */
    public void logTime(int ticketId, Duration worked, String text) {
        act(() -> manage.tickets().logTime(ticketId, worked, text, member));
    }

    /** Merges tickets into a parent; they get this status of their board, by name. */
    public void merge(int parentId, List<Integer> children, String status) {
        act(() -> manage.tickets().merge(parentId, children, named("name", status), member));
    }

    /** Attaches tickets as children of a parent. */
    public void attach(int parentId, List<Integer> children) {
        act(() -> manage.tickets().attach(parentId, children, member));
    }

    /**
     * Converts a ticket into one of a project. It keeps id, board and status, and is gone from the path of service tickets
     * unless {@link ConnectWiseSimulator#projectTicketsApart} says otherwise.
     */
    public void convertToProject(int ticketId) {
        act(() -> {
            ObjectNode wish = Json.object().put("wbsCode", "1.1");
            wish.set("phase", id(1));
            manage.tickets().convert(ticketId, wish, member);
        });
    }

    /** Deletes a ticket. */
    public void delete(int ticketId) {
        act(() -> manage.tickets().delete(ticketId));
    }

    /** Marks a company as deleted, or takes the mark away. */
    public void deleteCompany(int companyId, boolean deleted) {
        act(() -> manage.companies().markDeleted(companyId, deleted, member));
    }

    /** Renames a company. */
    public void renameCompany(int companyId, String name) {
        act(() -> {
            ArrayNode operations = Json.array();
            operations.add(operation("name", Json.object().textNode(name)));
            manage.companies().patch(companyId, operations, member);
        });
    }

    private void act(Runnable action) {
        Refusals.inWords(() -> manage.carryOut(member, () -> {
            action.run();
            return true;
        }));
    }

    private void set(int ticketId, String field, JsonNode value) {
        ArrayNode operations = Json.array();
        operations.add(operation(field, value));
        manage.tickets().patch(ticketId, operations, member);
    }

    private static ObjectNode operation(String field, JsonNode value) {
        ObjectNode operation = Json.object().put("op", "replace").put("path", field);
        operation.set("value", value);
        return operation;
    }

    private static ObjectNode id(int id) {
        return Json.object().put("id", id);
    }

    private static ObjectNode named(String key, String name) {
        return Json.object().put(key, name);
    }
}
