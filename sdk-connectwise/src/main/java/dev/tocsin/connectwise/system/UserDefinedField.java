package dev.tocsin.connectwise.system;

import dev.tocsin.connectwise.internal.JsonRecord;
import dev.tocsin.connectwise.record.Draft;
import dev.tocsin.connectwise.record.Edit;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The definition of a custom field. Its values stand in the records of the screen that it is on.
 *
 * @param id the id
 * @param caption the label
 * @param podId the id of the pod, the part of a screen that it is placed on; null if unset
 * @param screenId the screen, such as {@code ServiceTicket}; null if unset
 * @param sequenceNumber its place among the fields of the pod; null if unset
 * @param fieldType TextArea, Button, Currency, Date, Hyperlink, IPAddress, Checkbox, Number, Percent, PhoneNumber, Text
 *     or Password, an open list; null if omitted
 * @param entryType Date, EntryField, List or Option, an open list: List and Option both hold one of the options; null
 *     if omitted
 * @param decimals the decimals of a number or per cent; null if it is neither
 * @param helpText what it is for; null if unset
 * @param required whether a record must have a value
 * @param displayedOnScreen whether the screen shows it
 * @param readOnly whether people may not change the value
 * @param inListViews whether lists may show it
 * @param options what can be chosen, where the entry type is List or Option
 * @param locationIds the ids of the locations that have it
 * @param departmentIds the ids of the departments that have it
 * @param dateCreated when it was defined; null if unset
 * @param lastUpdated when it last changed; null if the answer omits it
 */
public record UserDefinedField(
        int id,
        String caption,
        @Nullable Integer podId,
        @Nullable String screenId,
        @Nullable Integer sequenceNumber,
        @Nullable String fieldType,
        @Nullable String entryType,
        @Nullable Integer decimals,
        @Nullable String helpText,
        boolean required,
        boolean displayedOnScreen,
        boolean readOnly,
        boolean inListViews,
        List<UserDefinedFieldOption> options,
        List<Integer> locationIds,
        List<Integer> departmentIds,
        @Nullable Instant dateCreated,
        @Nullable Instant lastUpdated) {
    /** Copies the lists. */
    public UserDefinedField {
        options = List.copyOf(options);
        locationIds = List.copyOf(locationIds);
        departmentIds = List.copyOf(departmentIds);
    }

    /** An empty draft; caption, pod id, sequence number and field type are required. */
    public static Draft<UserDefinedField> draft() {
        return UserDefinedFieldField.TYPE.draft();
    }

    /** An empty edit. */
    public static Edit<UserDefinedField> edit() {
        return UserDefinedFieldField.TYPE.edit();
    }

    static UserDefinedField from(JsonRecord f) {
        return new UserDefinedField(
                f.id(),
                f.textOrEmpty("caption"),
                f.integer("podId"),
                f.text("screenId"),
                f.integer("sequenceNumber"),
                f.text("fieldTypeIdentifier"),
                f.text("entryTypeIdentifier"),
                f.integer("numberDecimals"),
                f.text("helpText"),
                f.flag("requiredFlag"),
                f.flag("displayOnScreenFlag"),
                f.flag("readOnlyFlag"),
                f.flag("listViewFlag"),
                f.records("options").stream().map(UserDefinedFieldOption::from).toList(),
                f.integers("locationIds"),
                f.integers("businessUnitIds"),
                f.instant("dateCreated"),
                f.info().instant("lastUpdated"));
    }
}
