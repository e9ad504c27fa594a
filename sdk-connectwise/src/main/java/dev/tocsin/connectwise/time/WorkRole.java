package dev.tocsin.connectwise.time;

import dev.tocsin.connectwise.internal.JsonRecord;
import dev.tocsin.connectwise.record.Draft;
import dev.tocsin.connectwise.record.Edit;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What members work as, such as engineer.
 *
 * @param id the id
 * @param name the name
 * @param hourlyRate the price of an hour; null if unset
 * @param inactive whether it may no longer be chosen
 * @param integrationXref the reference of another system; null if unset
 * @param locationIds the ids of the locations that have it
 * @param lastUpdated when it last changed; null if the answer omits it
 */
public record WorkRole(
        int id,
        String name,
        @Nullable BigDecimal hourlyRate,
        boolean inactive,
        @Nullable String integrationXref,
        List<Integer> locationIds,
        @Nullable Instant lastUpdated) {
    /** Copies the list. */
    public WorkRole {
        locationIds = List.copyOf(locationIds);
    }

    /** An empty draft; name is required. */
    public static Draft<WorkRole> draft() {
        return WorkRoleField.TYPE.draft();
    }

    /** An empty edit. */
    public static Edit<WorkRole> edit() {
        return WorkRoleField.TYPE.edit();
    }

    static WorkRole from(JsonRecord f) {
        return new WorkRole(
                f.id(),
                f.textOrEmpty("name"),
                f.decimal("hourlyRate"),
                f.flag("inactiveFlag"),
                f.text("integrationXref"),
                f.integers("locationIds"),
                f.info().instant("lastUpdated"));
    }
}
