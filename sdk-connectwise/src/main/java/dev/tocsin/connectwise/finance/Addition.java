package dev.tocsin.connectwise.finance;

import dev.tocsin.connectwise.internal.JsonRecord;
import dev.tocsin.connectwise.record.CustomField;
import dev.tocsin.connectwise.record.Draft;
import dev.tocsin.connectwise.record.Edit;
import dev.tocsin.connectwise.record.Reference;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A product that an agreement bills regularly, such as licences by the seat.
 *
 * @param id the id
 * @param product the product; by identifier or id; null if unset
 * @param billCustomer Billable, DoNotBill or NoCharge, an open list
 * @param quantity how many; null if unset
 * @param lessIncluded how many of them the agreement includes; null if unset
 * @param billedQuantity how many are billed; null if unset
 * @param unitPrice the price of one; null if unset
 * @param unitCost the cost of one; null if unset
 * @param extendedPrice the price of all; null if unset
 * @param extendedCost the cost of all; null if unset
 * @param effectiveDate from when it is billed; null if unset
 * @param cancelledDate until when it is billed; null if unset
 * @param taxable whether it is taxed
 * @param serialNumber the serial number; null if unset
 * @param description the description; by default that of the product; null if unset
 * @param invoiceDescription what invoices say; by default as the product says; null if unset
 * @param unitOfMeasure the unit of measure; null if unset
 * @param sequenceNumber its place on invoices; null if unset
 * @param invoiceGrouping under what invoices sum it up; null if unset
 * @param agreementId the agreement; null if the answer omits it
 * @param agreementStatus Active, Cancelled, Expired or Inactive, an open list; null if omitted
 * @param customFields its custom fields, with or without a value
 * @param lastUpdated when it last changed; null if the answer omits it
 */
public record Addition(
        int id,
        @Nullable Reference product,
        String billCustomer,
        @Nullable BigDecimal quantity,
        @Nullable BigDecimal lessIncluded,
        @Nullable BigDecimal billedQuantity,
        @Nullable BigDecimal unitPrice,
        @Nullable BigDecimal unitCost,
        @Nullable BigDecimal extendedPrice,
        @Nullable BigDecimal extendedCost,
        @Nullable Instant effectiveDate,
        @Nullable Instant cancelledDate,
        boolean taxable,
        @Nullable String serialNumber,
        @Nullable String description,
        @Nullable String invoiceDescription,
        @Nullable String unitOfMeasure,
        @Nullable BigDecimal sequenceNumber,
        @Nullable Reference invoiceGrouping,
        @Nullable Integer agreementId,
        @Nullable String agreementStatus,
        List<CustomField> customFields,
        @Nullable Instant lastUpdated) {
    /** Copies the list. */
    public Addition {
        customFields = List.copyOf(customFields);
    }

    /** An empty draft; product and bill customer are required. */
    public static Draft<Addition> draft() {
        return AdditionField.TYPE.draft();
    }

    /** An empty edit. */
    public static Edit<Addition> edit() {
        return AdditionField.TYPE.edit();
    }

    static Addition from(JsonRecord f) {
        return new Addition(
                f.id(),
                Reference.in(f, "product"),
                f.textOrEmpty("billCustomer"),
                f.decimal("quantity"),
                f.decimal("lessIncluded"),
                f.decimal("billedQuantity"),
                f.decimal("unitPrice"),
                f.decimal("unitCost"),
                f.decimal("extPrice"),
                f.decimal("extCost"),
                f.instant("effectiveDate"),
                f.instant("cancelledDate"),
                f.flag("taxableFlag"),
                f.text("serialNumber"),
                f.text("description"),
                f.text("invoiceDescription"),
                f.text("uom"),
                f.decimal("sequenceNumber"),
                Reference.in(f, "invoiceGrouping"),
                f.integer("agreementId"),
                f.text("agreementStatus"),
                CustomField.listIn(f),
                f.info().instant("lastUpdated"));
    }
}
