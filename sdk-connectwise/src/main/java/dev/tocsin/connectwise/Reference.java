package dev.tocsin.connectwise;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * A record that another record points to. Answers hold it expanded; a draft names it by id, or else by name or
 * identifier, which the server looks up (a status, type or team by name only on the ticket's own board).
 *
 * @param id the id; null if unknown
 * @param name the display name (for a ticket, its summary); null if unknown
 * @param identifier the short unique name that companies and members have; null if there is none
 */
public record Reference(
        @Nullable Integer id,
        @Nullable String name,
        @Nullable String identifier) {
    /** Refuses a reference that names nothing. */
    public Reference {
        if (id == null && name == null && identifier == null) {
            throw new IllegalArgumentException("a reference needs an id, a name or an identifier");
        }
    }

    /**
     * A reference by id, the surest way.
     *
     * @throws IllegalArgumentException if the id is not positive
     */
    public static Reference id(int id) {
        if (id <= 0) {
            throw new IllegalArgumentException("an id is positive, not " + id);
        }
        return new Reference(id, null, null);
    }

    /** A reference by display name. */
    public static Reference named(String name) {
        return new Reference(null, name, null);
    }

    /** A reference by identifier, for companies and members. */
    public static Reference identified(String identifier) {
        return new Reference(null, null, identifier);
    }

    /** The least that names the record in a request: the id alone if there is one, since a name may have changed. */
    ObjectNode toJson() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        if (id != null) {
            return node.put("id", id);
        }
        return identifier != null ? node.put("identifier", identifier) : node.put("name", name);
    }

    /** Whether the answer's reference is the one that this one asked for. */
    boolean isMetBy(@Nullable Reference answered) {
        if (answered == null) {
            return false;
        }
        if (id != null) {
            return id.equals(answered.id);
        }
        if (identifier != null) {
            return identifier.equalsIgnoreCase(answered.identifier);
        }
        return name != null && name.equalsIgnoreCase(answered.name);
    }

    /** The reference in as few words as a message needs. */
    String brief() {
        return id != null ? "id " + id : identifier != null ? "identifier " + identifier : "name " + name;
    }
}
