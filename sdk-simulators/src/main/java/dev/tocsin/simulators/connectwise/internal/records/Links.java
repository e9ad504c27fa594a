package dev.tocsin.simulators.connectwise.internal.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.connectwise.internal.wire.ApiError;
import dev.tocsin.simulators.connectwise.internal.wire.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * Which fields of which records refer to which others: who is in use cannot be deleted, and who is renamed is renamed
 * wherever it is mentioned.
 */
final class Links {
    private final List<Link> links = new ArrayList<>();

    /** A field of one table that refers to rows of another, alone or in an array. */
    void add(Table from, String field, Table to) {
        links.add(new Link(from, field, to, true));
    }

    /** A field that follows a rename but keeps nothing from being deleted, since its row goes with the other. */
    void mention(Table from, String field, Table to) {
        links.add(new Link(from, field, to, false));
    }

    /** @throws ApiError 409 naming one of the records that refer to this one */
    void requireUnused(Table to, int id) {
        for (Link link : links) {
            if (link.to == to && link.holds) {
                for (ObjectNode row : link.from.rows()) {
                    if (mentions(row.path(link.field), id)) {
                        throw inUse(
                                to, id, link.from.label() + " " + row.path("id").asText());
                    }
                }
            }
        }
    }

    /** The 409 of a record that something else needs. */
    static ApiError inUse(Table table, int id, String user) {
        return ApiError.of(
                409, "ObjectInUse", table.label() + " " + id + " is in use by " + user + " and cannot be deleted");
    }

    /** Expands the references to a row anew after it changed. */
    void refresh(Table to, ObjectNode changed) {
        transfer(to, changed.path("id").asInt(), changed);
    }

    /** Lets everything that refers to one row refer to another from now on. */
    void transfer(Table to, int fromId, ObjectNode heir) {
        for (Link link : links) {
            if (link.to == to) {
                for (ObjectNode row : List.copyOf(link.from.rows())) {
                    if (mentions(row.path(link.field), fromId)) {
                        ObjectNode copy = Json.object().setAll(row);
                        copy.set(link.field, renewed(row.path(link.field), fromId, to.reference(heir)));
                        link.from.refresh(copy);
                    }
                }
            }
        }
    }

    private static boolean mentions(JsonNode field, int id) {
        if (field.isArray()) {
            for (JsonNode element : field) {
                if (element.path("id").asInt() == id) {
                    return true;
                }
            }
            return false;
        }
        return field.path("id").asInt() == id;
    }

    private static JsonNode renewed(JsonNode field, int id, ObjectNode reference) {
        if (!field.isArray()) {
            return reference;
        }
        ArrayNode array = Json.array();
        field.forEach(element -> array.add(element.path("id").asInt() == id ? reference : element));
        return array;
    }

    private record Link(Table from, String field, Table to, boolean holds) {}
}
