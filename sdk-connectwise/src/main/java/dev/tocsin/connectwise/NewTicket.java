package dev.tocsin.connectwise;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A ticket to be created. Immutable, and checked when it is built. Statuses, types and teams belong to a board, so those
 * given must be of the draft's board.
 */
public final class NewTicket {
    static final int LONGEST_SUMMARY = 100;
    static final int LONGEST_XREF = 100;
    private static final int LONGEST_CUSTOM = 255;

    private final Map<String, Reference> references;
    private final Map<String, String> texts;
    private final @Nullable Boolean processNotifications;
    private final List<CustomValue> customFields;

    private NewTicket(Builder b) {
        DraftCheck check = new DraftCheck("new ticket");
        check.required("summary", b.texts.get("summary")).line("summary", b.texts.get("summary"), LONGEST_SUMMARY);
        check.required("company", b.references.get("company"));
        check.line("externalXRef", b.texts.get("externalXRef"), LONGEST_XREF);
        b.customFields.forEach(
                field -> check.line("customFields[" + field.brief() + "]", field.value(), LONGEST_CUSTOM));
        check.refuseIfFaulty();
        this.references = new LinkedHashMap<>(b.references);
        this.texts = new LinkedHashMap<>(b.texts);
        this.processNotifications = b.processNotifications;
        this.customFields = List.copyOf(b.customFields);
    }

    /** A value for a custom field, which is named by its id, or else by its caption. */
    private record CustomValue(
            @Nullable Integer id, @Nullable String caption, String value) {
        String brief() {
            return id != null ? id.toString() : String.valueOf(caption);
        }

        ObjectNode toJson() {
            ObjectNode node = JsonNodeFactory.instance.objectNode();
            return (id != null ? node.put("id", id) : node.put("caption", caption)).put("value", value);
        }
    }

    /** An empty builder; summary and company are required. */
    public static Builder builder() {
        return new Builder();
    }

    /** The title. */
    public String summary() {
        return texts.getOrDefault("summary", "");
    }

    ObjectNode toJson() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        texts.forEach(node::put);
        references.forEach((field, reference) -> node.set(field, reference.toJson()));
        if (processNotifications != null) {
            node.put("processNotifications", processNotifications);
        }
        if (!customFields.isEmpty()) {
            ArrayNode array = node.putArray("customFields");
            customFields.forEach(field -> array.add(field.toJson()));
        }
        return node;
    }

    @Override
    public String toString() {
        return "NewTicket[" + summary() + "]";
    }

    /** Collects the fields of a ticket. Not thread-safe. */
    public static final class Builder {
        private final Map<String, Reference> references = new LinkedHashMap<>();
        private final Map<String, String> texts = new LinkedHashMap<>();
        private final List<CustomValue> customFields = new ArrayList<>();
        private @Nullable Boolean processNotifications;

        private Builder() {}

        /** The one-line title; required, at most 100 characters. Longer ones are refused, not cut. */
        public Builder summary(String value) {
            texts.put("summary", value);
            return this;
        }

        /** The caller's own unique reference, at most 100 characters: the only way to find a ticket whose creation got no answer. */
        public Builder externalXRef(String value) {
            texts.put("externalXRef", value);
            return this;
        }

        /** Low, Medium or High. */
        public Builder severity(String value) {
            texts.put("severity", value);
            return this;
        }

        /** Low, Medium or High. */
        public Builder impact(String value) {
            texts.put("impact", value);
            return this;
        }

        /** The first discussion note, which the customer may see. */
        public Builder initialDescription(String value) {
            texts.put("initialDescription", value);
            return this;
        }

        /** The first internal note. */
        public Builder initialInternalAnalysis(String value) {
            texts.put("initialInternalAnalysis", value);
            return this;
        }

        /** The first resolution note. */
        public Builder initialResolution(String value) {
            texts.put("initialResolution", value);
            return this;
        }

        /** Who it is for; required. */
        public Builder company(Reference value) {
            references.put("company", value);
            return this;
        }

        /** The site of the company. */
        public Builder site(Reference value) {
            references.put("site", value);
            return this;
        }

        /** The contact of the company. */
        public Builder contact(Reference value) {
            references.put("contact", value);
            return this;
        }

        /** The board; by default the API member's. */
        public Builder board(Reference value) {
            references.put("board", value);
            return this;
        }

        /** The status, one of the board's; by default the board's default. */
        public Builder status(Reference value) {
            references.put("status", value);
            return this;
        }

        /** The type, one of the board's. */
        public Builder type(Reference value) {
            references.put("type", value);
            return this;
        }

        /** The subtype, one that the type is associated with. */
        public Builder subType(Reference value) {
            references.put("subType", value);
            return this;
        }

        /** The item, one that the subtype is associated with. */
        public Builder item(Reference value) {
            references.put("item", value);
            return this;
        }

        /** The team, one of the board's. */
        public Builder team(Reference value) {
            references.put("team", value);
            return this;
        }

        /** The member who shall own it. */
        public Builder owner(Reference value) {
            references.put("owner", value);
            return this;
        }

        /** The priority; by default the default one. */
        public Builder priority(Reference value) {
            references.put("priority", value);
            return this;
        }

        /** Where it came from. */
        public Builder source(Reference value) {
            references.put("source", value);
            return this;
        }

        /** A text for the custom field with this id, one line of at most 255 characters. The surest way to name it. */
        public Builder customField(int id, String value) {
            customFields.add(new CustomValue(id, null, value));
            return this;
        }

        /** A text for the custom field with this caption, one line of at most 255 characters. */
        public Builder customField(String caption, String value) {
            customFields.add(new CustomValue(null, caption, value));
            return this;
        }

        /** Whether the server sends its own notifications of the new ticket; it does by default. */
        public Builder processNotifications(boolean send) {
            this.processNotifications = send;
            return this;
        }

        /**
         * The draft.
         *
         * @throws InvalidRequestException with all faults at once
         */
        public NewTicket build() {
            return new NewTicket(this);
        }
    }
}
