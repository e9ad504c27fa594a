package dev.tocsin.connectwise.record;

import dev.tocsin.connectwise.internal.JsonRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    /** Where an answer holds the name: a ticket has a summary, and so on. */
    private static final List<String> NAMES = List.of("name", "summary", "deviceIdentifier", "description");

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

    /** The reference in a field of an answer; null if there is none. */
    public static @Nullable Reference in(JsonRecord record, String field) {
        JsonRecord value = record.record(field);
        return value == null ? null : of(value);
    }

    /** The references in a list of an answer; empty if there is none. */
    public static List<Reference> listIn(JsonRecord record, String field) {
        List<Reference> references = new ArrayList<>();
        for (JsonRecord value : record.records(field)) {
            Reference reference = of(value);
            if (reference != null) {
                references.add(reference);
            }
        }
        return references;
    }

    private static @Nullable Reference of(JsonRecord value) {
        Integer id = value.integer("id");
        String identifier = value.text("identifier");
        String name = null;
        for (int i = 0; i < NAMES.size() && name == null; i++) {
            name = value.text(NAMES.get(i));
        }
        return id == null && name == null && identifier == null ? null : new Reference(id, name, identifier);
    }

    /** The least that names the record in a request: the id alone if there is one, since a name may have changed. */
    public Map<String, Object> asValue() {
        if (id != null) {
            return Map.of("id", id);
        }
        return identifier != null ? Map.of("identifier", identifier) : Map.of("name", Objects.requireNonNull(name));
    }

    /** Whether the answer's reference is the one that this one asked for. */
    public boolean isMetBy(@Nullable Reference answered) {
        if (answered == null) {
            return false;
        }
        if (id != null) {
            return id.equals(answered.id);
        }
        return identifier != null ? same(identifier, answered.identifier) : same(name, answered.name);
    }

    /** The server's database ignores case, and blanks at the end. */
    private static boolean same(@Nullable String one, @Nullable String other) {
        return one != null && other != null && one.strip().equalsIgnoreCase(other.strip());
    }

    /** The reference in as few words as a message needs. */
    public String brief() {
        return id != null ? "id " + id : identifier != null ? "identifier " + identifier : "name " + name;
    }
}
