package dev.tocsin.connectwise;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * A note to be put on a ticket. Immutable. The text keeps its line breaks; the vendor states no limit to its length.
 *
 * @param kind where it stands
 * @param text what it says
 * @param processNotifications whether the server sends its own notifications of it; null for the server's default, which
 *     is to send them
 */
public record NewNote(NoteKind kind, String text, @Nullable Boolean processNotifications) {
    /** Refuses an empty text. */
    public NewNote {
        if (text.isBlank()) {
            throw InvalidRequestException.of("new note", "text", "must not be blank");
        }
    }

    /** A note that the customer may see. */
    public static NewNote discussion(String text) {
        return new NewNote(NoteKind.DISCUSSION, text, null);
    }

    /** A note for members only. */
    public static NewNote internal(String text) {
        return new NewNote(NoteKind.INTERNAL, text, null);
    }

    /** A note that says how the ticket was resolved. */
    public static NewNote resolution(String text) {
        return new NewNote(NoteKind.RESOLUTION, text, null);
    }

    /** This note, without notifications by the server. */
    public NewNote quietly() {
        return new NewNote(kind, text, false);
    }

    ObjectNode toJson() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("text", text);
        for (NoteKind each : NoteKind.values()) {
            node.put(each.flag(), each == kind);
        }
        if (processNotifications != null) {
            node.put("processNotifications", processNotifications);
        }
        return node;
    }
}
