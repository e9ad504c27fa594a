package dev.tocsin.connectwise.system;

import dev.tocsin.connectwise.internal.JsonRecord;
import dev.tocsin.connectwise.record.Draft;
import org.jspecify.annotations.Nullable;

/**
 * What can be chosen in a custom field.
 *
 * @param id the id; 0 if the answer omits it
 * @param value what people choose
 * @param defaultOption whether new records get it
 * @param inactive whether it may no longer be chosen
 * @param sortOrder its place in the list; null if unset
 */
public record UserDefinedFieldOption(
        int id,
        String value,
        boolean defaultOption,
        boolean inactive,
        @Nullable Integer sortOrder) {
    /** An empty draft; value is required. */
    public static Draft<UserDefinedFieldOption> draft() {
        return UserDefinedFieldOptionField.TYPE.draft();
    }

    static UserDefinedFieldOption from(JsonRecord f) {
        return new UserDefinedFieldOption(
                f.id(),
                f.textOrEmpty("optionValue"),
                f.flag("defaultFlag"),
                f.flag("inactiveFlag"),
                f.integer("sortOrder"));
    }
}
