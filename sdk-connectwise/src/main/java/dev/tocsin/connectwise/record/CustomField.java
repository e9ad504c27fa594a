package dev.tocsin.connectwise.record;

import dev.tocsin.connectwise.internal.JsonRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A custom field of a record.
 *
 * @param id the id of the field's definition, which all records of a kind share; 0 if the answer omits it
 * @param caption its label; empty if the answer omits it
 * @param type Text, TextArea, Number, Currency, Percent, Date, Checkbox, Hyperlink, IPAddress, Password, PhoneNumber or
 *     Button, an open list; null if the answer omits it
 * @param value its value, a {@link String}, a {@link java.math.BigDecimal} or a {@link Boolean}; null if it has none
 */
public record CustomField(
        int id,
        String caption,
        @Nullable String type,
        @Nullable Object value) {
    /** The value in words; null if it has none. */
    public @Nullable String text() {
        return value == null ? null : value.toString();
    }

    /** The custom fields of a record of an answer; empty if it has none. */
    public static List<CustomField> listIn(JsonRecord record) {
        List<JsonRecord> fields = record.records("customFields");
        return fields.isEmpty()
                ? List.of()
                : fields.stream().map(CustomField::from).toList();
    }

    /** One element of the custom fields of a record. */
    public static CustomField from(JsonRecord f) {
        return new CustomField(f.id(), f.textOrEmpty("caption"), f.text("type"), f.scalar("value"));
    }

    /** Hides the value where it is a password, or where it may be one because the server omitted the type. */
    @Override
    public String toString() {
        boolean secret = type == null || type.equalsIgnoreCase("Password");
        return caption + "=" + (secret && value != null ? "***" : value);
    }
}
