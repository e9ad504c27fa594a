package dev.tocsin.simulators.graph.internal.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Events of one kind in the order of their arrival. Not thread-safe: its tenant guards it. */
public final class EventLog {
    private final List<ObjectNode> events = new ArrayList<>();

    /** An empty log. */
    public EventLog() {}

    /** Adds an event, which has an id. It may have happened before others that are there: logs fill late. */
    public void add(ObjectNode event) {
        events.add(event);
    }

    /** The events. */
    public List<JsonNode> all() {
        return new ArrayList<>(events);
    }

    /** An event by its id; empty if there is none. */
    public Optional<ObjectNode> find(String id) {
        return events.stream().filter(e -> e.path("id").asText().equals(id)).findFirst();
    }

    /** Puts a newer state in the place of an event, by its id. */
    public void replace(ObjectNode event) {
        events.replaceAll(old -> old.path("id").equals(event.path("id")) ? event : old);
    }
}
