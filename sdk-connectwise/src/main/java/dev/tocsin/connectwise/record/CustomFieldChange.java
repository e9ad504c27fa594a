package dev.tocsin.connectwise.record;

import dev.tocsin.core.base.FieldError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A new value for a custom field, which is named by its id, or else by its caption.
 *
 * @param id the id of the field's definition; null if it is named by its caption
 * @param caption its label, compared without regard to case and to blanks around it; null if it is named by its id
 * @param value a {@link String}, a {@link Number} or a {@link Boolean}; null for none
 */
public record CustomFieldChange(
        @Nullable Integer id,
        @Nullable String caption,
        @Nullable Object value) {
    /** Whether a field is the one that this means. */
    public boolean means(CustomField field) {
        return id != null
                ? id == field.id()
                : caption != null && field.caption().strip().equalsIgnoreCase(caption.strip());
    }

    /** Whether this and another name the same field in the same way. */
    boolean repeats(CustomFieldChange other) {
        return id != null
                ? id.equals(other.id)
                : caption != null && other.caption != null && caption.strip().equalsIgnoreCase(other.caption.strip());
    }

    /** Its place in the record, for messages. */
    public String place() {
        return "customFields[" + (id != null ? id : caption) + "]";
    }

    List<FieldError> faults() {
        if (value == null || value instanceof String || value instanceof Number || value instanceof Boolean) {
            return List.of();
        }
        String what = value.getClass().getName();
        return List.of(new FieldError(place(), null, "a String, a Number, a Boolean or null, not " + what));
    }

    /** Names the field, not its value, which may be secret. */
    @Override
    public String toString() {
        return place();
    }
}
