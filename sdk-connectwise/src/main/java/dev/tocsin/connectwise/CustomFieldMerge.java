package dev.tocsin.connectwise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.connectwise.internal.Json;
import dev.tocsin.connectwise.internal.JsonRecord;
import dev.tocsin.connectwise.internal.TypedValue;
import dev.tocsin.connectwise.record.CustomField;
import dev.tocsin.connectwise.record.CustomFieldChange;
import dev.tocsin.connectwise.record.InvalidRequestException;
import dev.tocsin.core.base.FieldError;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts new values into the whole array of a record's custom fields; what it does not know of an element survives. */
final class CustomFieldMerge {
    private final ArrayNode stored;
    private final List<CustomField> fields;
    private final List<CustomFieldChange> changes;

    /**
     * Changes to the custom fields of a record as the server has it.
     *
     * @throws InvalidRequestException if a change does not mean exactly one field of the record, or two mean the same
     */
    CustomFieldMerge(JsonRecord record, List<CustomFieldChange> changes) {
        this.stored = record.node().path("customFields") instanceof ArrayNode present ? present : Json.array();
        this.fields = CustomField.listIn(record);
        this.changes = changes;
        List<FieldError> faults = new ArrayList<>();
        List<CustomField> changed = new ArrayList<>();
        for (CustomFieldChange change : changes) {
            List<CustomField> meant = fields.stream().filter(change::means).toList();
            String fault = fault(meant, changed);
            if (fault != null) {
                faults.add(new FieldError(change.place(), null, fault));
            }
            changed.addAll(meant);
        }
        if (!faults.isEmpty()) {
            throw new InvalidRequestException("edit", faults);
        }
    }

    private @Nullable String fault(List<CustomField> meant, List<CustomField> changed) {
        if (meant.isEmpty()) {
            return "the record has no such custom field; it has "
                    + fields.stream().map(CustomField::caption).toList();
        }
        if (meant.size() > 1) {
            return "means several custom fields, so name one by its id: "
                    + meant.stream().map(CustomField::id).toList();
        }
        return changed.contains(meant.get(0)) ? "is set twice" : null;
    }

    /** The whole array with the changes. */
    JsonNode merged() {
        ArrayNode array = stored.deepCopy();
        for (JsonNode element : array) {
            if (element instanceof ObjectNode object) {
                CustomField field = CustomField.from(new JsonRecord(object));
                changes.stream()
                        .filter(change -> change.means(field))
                        .forEach(change -> object.set("value", Json.tree(change.value())));
            }
        }
        return array;
    }

    /** The changes that the record does not hold afterwards. */
    List<FieldError> unmet(JsonRecord answer) {
        List<CustomField> afterwards = CustomField.listIn(answer);
        List<FieldError> unmet = new ArrayList<>();
        for (CustomFieldChange change : changes) {
            CustomField asked =
                    fields.stream().filter(change::means).findFirst().orElseThrow();
            boolean met = afterwards.stream()
                    .filter(shown -> asked.id() > 0
                            ? asked.id() == shown.id()
                            : asked.caption().equals(shown.caption()))
                    .anyMatch(shown -> TypedValue.holds(asked.type(), change.value(), shown.value()));
            if (!met) {
                unmet.add(new FieldError(change.place(), null, "asked for another value than the record holds"));
            }
        }
        return unmet;
    }
}
