package dev.tocsin.connectwise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.connectwise.internal.Json;
import dev.tocsin.connectwise.internal.JsonRecord;
import dev.tocsin.connectwise.record.CustomField;
import dev.tocsin.connectwise.record.CustomFieldChange;
import dev.tocsin.connectwise.record.InvalidRequestException;
import dev.tocsin.core.base.FieldError;
import java.util.ArrayList;
import java.util.List;

/** Puts new values into the whole array of a record's custom fields; what it does not know of an element survives. */
final class CustomFieldMerge {
    private CustomFieldMerge() {}

    /**
     * The record's custom fields with the changes.
     *
     * @throws InvalidRequestException if a change means a field that the record does not have; it names those it has
     */
    static JsonNode merged(Answer record, List<CustomFieldChange> changes) {
        JsonNode stored = record.body().path("customFields");
        ArrayNode array = stored instanceof ArrayNode present ? present.deepCopy() : Json.array();
        List<FieldError> faults = new ArrayList<>();
        for (CustomFieldChange change : changes) {
            boolean known = false;
            for (JsonNode element : array) {
                JsonRecord field = new JsonRecord(element);
                if (element instanceof ObjectNode object && change.means(field.id(), field.textOrEmpty("caption"))) {
                    object.set("value", Json.tree(change.value()));
                    known = true;
                }
            }
            if (!known) {
                List<String> legal = CustomField.listIn(record.record()).stream()
                        .map(CustomField::caption)
                        .toList();
                faults.add(
                        new FieldError(change.place(), null, "the record has no such custom field; it has " + legal));
            }
        }
        if (!faults.isEmpty()) {
            throw new InvalidRequestException("edit", faults);
        }
        return array;
    }

    /** The changes that an answer does not hold. */
    static List<FieldError> unmet(List<CustomFieldChange> changes, JsonRecord answer) {
        List<CustomField> fields = CustomField.listIn(answer);
        List<FieldError> unmet = new ArrayList<>();
        for (CustomFieldChange change : changes) {
            boolean met = fields.stream()
                    .filter(field -> change.means(field.id(), field.caption()))
                    .anyMatch(field -> Json.sameScalar(change.value(), field.value()));
            if (!met) {
                unmet.add(new FieldError(change.place(), null, "asked for another value than the record holds"));
            }
        }
        return unmet;
    }
}
