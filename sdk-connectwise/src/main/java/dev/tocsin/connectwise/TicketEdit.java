package dev.tocsin.connectwise;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.core.base.FieldError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Changes to a ticket, sent as a JSON Patch that replaces whole values. A reference is replaced as a whole: the vendor's
 * guide warns that a patch inside one may be answered 200 without effect. Immutable, and checked when it is built.
 */
public final class TicketEdit {
    private final Map<String, Reference> references;
    private final Map<String, String> texts;
    private final @Nullable Boolean customerUpdated;

    private TicketEdit(Builder b) {
        DraftCheck check = new DraftCheck("ticket edit");
        check.line("summary", b.texts.get("summary"), NewTicket.LONGEST_SUMMARY);
        check.line("externalXRef", b.texts.get("externalXRef"), NewTicket.LONGEST_XREF);
        if (b.references.isEmpty() && b.texts.isEmpty() && b.customerUpdated == null) {
            check.fault("edit", "must change at least one field");
        }
        if (b.references.containsKey("board") && !b.references.containsKey("status")) {
            check.fault("status", "is required with a new board: statuses belong to boards");
        }
        check.refuseIfFaulty();
        this.references = new LinkedHashMap<>(b.references);
        this.texts = new LinkedHashMap<>(b.texts);
        this.customerUpdated = b.customerUpdated;
    }

    /** An empty builder; at least one change is required. */
    public static Builder builder() {
        return new Builder();
    }

    ArrayNode toJson() {
        ArrayNode operations = JsonNodeFactory.instance.arrayNode();
        texts.forEach((field, text) -> replace(operations, field).put("value", text));
        references.forEach((field, reference) -> replace(operations, field).set("value", reference.toJson()));
        if (customerUpdated != null) {
            replace(operations, "customerUpdatedFlag").put("value", customerUpdated);
        }
        return operations;
    }

    private static ObjectNode replace(ArrayNode operations, String field) {
        return operations.addObject().put("op", "replace").put("path", field);
    }

    /** The fields in which the server's record differs from what this edit asked for. */
    List<FieldError> unmetBy(Fields record) {
        List<FieldError> unmet = new ArrayList<>();
        texts.forEach((field, text) -> {
            String got = record.text(field);
            if (got == null || !got.strip().equals(text.strip())) {
                unmet.add(new FieldError(field, null, "asked for another text than the record holds"));
            }
        });
        references.forEach((field, asked) -> {
            Reference got = record.reference(field);
            if (!asked.isMetBy(got)) {
                unmet.add(new FieldError(
                        field, null, "asked for " + asked.brief() + ", holds " + (got == null ? "none" : got.brief())));
            }
        });
        if (customerUpdated != null && record.flag("customerUpdatedFlag") != customerUpdated) {
            unmet.add(new FieldError("customerUpdatedFlag", null, "asked for " + customerUpdated));
        }
        return unmet;
    }

    @Override
    public String toString() {
        return "TicketEdit" + texts.keySet() + references.keySet();
    }

    /** Collects changes. Not thread-safe. */
    public static final class Builder {
        private final Map<String, Reference> references = new LinkedHashMap<>();
        private final Map<String, String> texts = new LinkedHashMap<>();
        private @Nullable Boolean customerUpdated;

        private Builder() {}

        /** The one-line title, at most 100 characters. */
        public Builder summary(String value) {
            texts.put("summary", value);
            return this;
        }

        /** The caller's own reference, at most 100 characters. */
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

        /** Another company. */
        public Builder company(Reference value) {
            references.put("company", value);
            return this;
        }

        /** Another site of the company. */
        public Builder site(Reference value) {
            references.put("site", value);
            return this;
        }

        /** Another contact of the company. */
        public Builder contact(Reference value) {
            references.put("contact", value);
            return this;
        }

        /** Another board; needs a status of that board as well. */
        public Builder board(Reference value) {
            references.put("board", value);
            return this;
        }

        /** Another status of its board. */
        public Builder status(Reference value) {
            references.put("status", value);
            return this;
        }

        /** Another type of its board. */
        public Builder type(Reference value) {
            references.put("type", value);
            return this;
        }

        /** Another subtype, one that the type is associated with. */
        public Builder subType(Reference value) {
            references.put("subType", value);
            return this;
        }

        /** Another item, one that the subtype is associated with. */
        public Builder item(Reference value) {
            references.put("item", value);
            return this;
        }

        /** Another team of its board. */
        public Builder team(Reference value) {
            references.put("team", value);
            return this;
        }

        /** Another owner. */
        public Builder owner(Reference value) {
            references.put("owner", value);
            return this;
        }

        /** Another priority. */
        public Builder priority(Reference value) {
            references.put("priority", value);
            return this;
        }

        /** Another source. */
        public Builder source(Reference value) {
            references.put("source", value);
            return this;
        }

        /** Whether the customer answered last. */
        public Builder customerUpdated(boolean value) {
            this.customerUpdated = value;
            return this;
        }

        /**
         * The edit.
         *
         * @throws InvalidRequestException with all faults at once
         */
        public TicketEdit build() {
            return new TicketEdit(this);
        }
    }
}
