package dev.tocsin.connectwise;

import dev.tocsin.connectwise.record.CustomFieldChange;
import dev.tocsin.connectwise.record.Edit;
import dev.tocsin.connectwise.record.InvalidRequestException;
import dev.tocsin.connectwise.record.RecordType;
import dev.tocsin.core.base.ApiException;
import dev.tocsin.core.base.FieldError;
import dev.tocsin.core.base.OutcomeUnknownException;
import dev.tocsin.http.TransportRequest.Method;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Records of one kind that can be read and changed. Thread-safe. A write whose outcome is not certain throws
 * {@link OutcomeUnknownException} and is never repeated here.
 *
 * @param <R> the kind of records
 */
public class EditableRecords<R> extends ReadableRecords<R> {
    EditableRecords(Gateway gateway, String path, RecordType<R> type) {
        super(gateway, path, type);
    }

    /** Changes a record; see {@link #edit(int, Edit, CallOptions)}. */
    public R edit(int id, Edit<R> edit) {
        return edit(id, edit, CallOptions.none());
    }

    /**
     * Changes a record, and compares the server's answer with what was asked. The server checks the whole stored record
     * again, so an old value elsewhere on it can make it refuse any edit.
     *
     * <p>Custom fields are read first and sent back as a whole, the others as they were: the server takes them only so.
     * A change to another custom field in the same moment is lost.
     *
     * @throws InvalidRequestException with all faults of the edit, or if there is no such record or custom field; nothing
     *     was changed
     * @throws UnappliedEditException if the server said yes, but the record does not hold a value that was asked for
     * @throws dev.tocsin.core.base.ApiException if the server refused it: nothing changed
     * @throws StoredValueException if it refused it for fields that the edit does not touch
     * @throws OutcomeUnknownException if it may have changed, or the answer holds another record: read the record
     */
    public R edit(int id, Edit<R> edit, CallOptions options) {
        gateway().refuseFaulty(type().name() + " edit", edit::faults, options);
        List<Map<String, Object>> operations = new ArrayList<>();
        edit.asValue().forEach((field, value) -> operations.add(operation(field, value)));
        CustomFieldMerge merge = null;
        if (!edit.customFields().isEmpty()) {
            merge = new CustomFieldMerge(require(id).record(), edit.customFields());
            operations.add(operation("customFields", merge.merged()));
        }
        Answer answer = patch(id, "", operations, asked(edit), options);
        List<FieldError> unmet = new ArrayList<>(AppliedCheck.unmet(edit.comparable(), answer.record()));
        if (merge != null) {
            unmet.addAll(merge.unmet(answer.record()));
        }
        if (!unmet.isEmpty()) {
            throw unapplied(id, answer, unmet);
        }
        return type().read(answer.record());
    }

    /** What a refusal can call the fields that an edit asks for. */
    private static Set<String> asked(Edit<?> edit) {
        Set<String> names = new HashSet<>(edit.asValue().keySet());
        for (CustomFieldChange change : edit.customFields()) {
            names.addAll(List.of("customFields", "customField", "value", change.place()));
            if (change.caption() != null) {
                names.add(change.caption());
            }
        }
        return names;
    }

    /**
     * Sends operations for a record.
     *
     * @param action what follows the record in the path, such as {@code /changeType}; empty for the record itself
     * @param asked what a refusal can call the fields that they are about
     * @return the answer, which holds the record with the id
     * @throws StoredValueException if the server refused the record for other fields only
     * @throws OutcomeUnknownException also if it answered with another record: it cannot be told which was changed
     */
    final Answer patch(
            int id, String action, List<Map<String, Object>> operations, Set<String> asked, CallOptions options) {
        Answer answer;
        try {
            answer = gateway().send(Call.write(Method.PATCH, path(id) + action, operations, options));
        } catch (ApiException e) {
            throw StoredValueException.orSame(e, asked);
        }
        int answered = answer.record().id();
        if (answered != id) {
            throw new OutcomeUnknownException(
                    type().name() + " " + id + ": the server answered "
                            + answer.response().status() + ", but with " + type().name() + " " + answered
                            + ": it cannot be told which was changed",
                    null);
        }
        return answer;
    }

    /** One operation of a JSON Patch: paths are whole fields, never parts of one. */
    static Map<String, Object> operation(String field, @Nullable Object value) {
        Map<String, Object> operation = new LinkedHashMap<>();
        operation.put("op", value == null ? "remove" : "replace");
        operation.put("path", field);
        if (value != null) {
            operation.put("value", value);
        }
        return operation;
    }

    /** The record as the server has it, to be changed in part and sent back. */
    final Answer require(int id) {
        Optional<Answer> found = find(id);
        return found.orElseThrow(() ->
                InvalidRequestException.of(type().name() + " edit", "id", "there is no " + type().name() + " " + id));
    }

    final UnappliedEditException unapplied(int id, Answer answer, List<FieldError> unmet) {
        int status = answer.response().status();
        return new UnappliedEditException(
                type().name() + " " + id + ": the server answered " + status
                        + ", but the record does not hold what was asked: " + unmet,
                status,
                unmet,
                answer.requestId().orElse(null));
    }
}
