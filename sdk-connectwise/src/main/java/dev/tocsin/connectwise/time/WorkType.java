package dev.tocsin.connectwise.time;

import dev.tocsin.connectwise.internal.JsonRecord;
import dev.tocsin.connectwise.record.Draft;
import dev.tocsin.connectwise.record.Edit;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The kind of work, such as remote or travel, which says what it is billed with.
 *
 * @param id the id
 * @param name the name
 * @param billTime how it is billed: Billable, DoNotBill or NoCharge, an open list
 * @param rateType what the rate does to that of the work role: AdjAmount, Custom or Multiplier, an open list
 * @param rate the rate; null if unset
 * @param hoursMin the least hours that are billed; null if unset
 * @param hoursMax the most hours that are billed; null if unset
 * @param roundBillHoursTo to what part of an hour hours are rounded; null if unset
 * @param accrualType Holiday, PTO, Sick or Vacation for absence, an open list; null for work
 * @param inactive whether it may no longer be chosen
 * @param defaultType whether new time entries get it when they name none
 * @param integrationXRef the reference of another system; null if unset
 * @param lastUpdated when it last changed; null if the answer omits it
 */
public record WorkType(
        int id,
        String name,
        String billTime,
        String rateType,
        @Nullable BigDecimal rate,
        @Nullable BigDecimal hoursMin,
        @Nullable BigDecimal hoursMax,
        @Nullable BigDecimal roundBillHoursTo,
        @Nullable String accrualType,
        boolean inactive,
        boolean defaultType,
        @Nullable String integrationXRef,
        @Nullable Instant lastUpdated) {
    /** An empty draft; name, bill time, rate type and rate are required. */
    public static Draft<WorkType> draft() {
        return WorkTypeField.TYPE.draft();
    }

    /** An empty edit. */
    public static Edit<WorkType> edit() {
        return WorkTypeField.TYPE.edit();
    }

    static WorkType from(JsonRecord f) {
        return new WorkType(
                f.id(),
                f.textOrEmpty("name"),
                f.textOrEmpty("billTime"),
                f.textOrEmpty("rateType"),
                f.decimal("rate"),
                f.decimal("hoursMin"),
                f.decimal("hoursMax"),
                f.decimal("roundBillHoursTo"),
                f.text("accrualType"),
                f.flag("inactiveFlag"),
                f.flag("overallDefaultFlag"),
                f.text("integrationXRef"),
                f.info().instant("lastUpdated"));
    }
}
