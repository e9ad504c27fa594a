package dev.tocsin.connectwise.finance;

import dev.tocsin.connectwise.record.FieldRule;
import dev.tocsin.connectwise.record.FlagField;
import dev.tocsin.connectwise.record.MomentField;
import dev.tocsin.connectwise.record.NumberField;
import dev.tocsin.connectwise.record.RecordType;
import dev.tocsin.connectwise.record.ReferenceField;
import dev.tocsin.connectwise.record.TextField;

/**
 * The fields of additions of an agreement, for conditions, drafts and edits. Lengths are the vendor's, of version
 * 2026.4.
 */
public final class AdditionField {
    /** The kind of records. */
    public static final RecordType<Addition> TYPE = RecordType.of("addition", Addition::from);
    /** The id. */
    public static final NumberField<Addition> ID = TYPE.integer("id", FieldRule.READ_ONLY);
    /** The product; by identifier or id; required. */
    public static final ReferenceField<Addition> PRODUCT = TYPE.reference("product", FieldRule.REQUIRED);
    /** Billable, DoNotBill or NoCharge; required. */
    public static final TextField<Addition> BILL_CUSTOMER = TYPE.text("billCustomer", FieldRule.REQUIRED);
    /** How many. */
    public static final NumberField<Addition> QUANTITY = TYPE.decimal("quantity");
    /** How many of them the agreement includes. */
    public static final NumberField<Addition> LESS_INCLUDED = TYPE.decimal("lessIncluded");
    /** How many are billed. */
    public static final NumberField<Addition> BILLED_QUANTITY = TYPE.decimal("billedQuantity", FieldRule.READ_ONLY);
    /** The price of one. */
    public static final NumberField<Addition> UNIT_PRICE = TYPE.decimal("unitPrice");
    /** The cost of one. */
    public static final NumberField<Addition> UNIT_COST = TYPE.decimal("unitCost");
    /** The price of all. */
    public static final NumberField<Addition> EXTENDED_PRICE = TYPE.decimal("extPrice", FieldRule.READ_ONLY);
    /** The cost of all. */
    public static final NumberField<Addition> EXTENDED_COST = TYPE.decimal("extCost", FieldRule.READ_ONLY);
    /** The difference of price and cost. */
    public static final NumberField<Addition> MARGIN = TYPE.decimal("margin", FieldRule.READ_ONLY);
    /** From when it is billed. */
    public static final MomentField<Addition> EFFECTIVE_DATE = TYPE.moment("effectiveDate");
    /** Until when it is billed. */
    public static final MomentField<Addition> CANCELLED_DATE = TYPE.moment("cancelledDate");
    /** Whether it is taxed. */
    public static final FlagField<Addition> TAXABLE = TYPE.flag("taxableFlag");
    /** The serial number, at most 50 characters. */
    public static final TextField<Addition> SERIAL_NUMBER = TYPE.text("serialNumber", 50);
    /** The description; by default that of the product. */
    public static final TextField<Addition> DESCRIPTION = TYPE.text("description");
    /** What invoices say; by default as the product says, at most 6000 characters. */
    public static final TextField<Addition> INVOICE_DESCRIPTION =
            TYPE.text("invoiceDescription", 6000, FieldRule.MULTILINE);
    /** Whether it must be bought. */
    public static final FlagField<Addition> PURCHASE_ITEM = TYPE.flag("purchaseItemFlag");
    /** Whether it is ordered specially. */
    public static final FlagField<Addition> SPECIAL_ORDER = TYPE.flag("specialOrderFlag");
    /** The unit of measure. */
    public static final TextField<Addition> UNIT_OF_MEASURE = TYPE.text("uom");
    /** Its place on invoices. */
    public static final NumberField<Addition> SEQUENCE_NUMBER = TYPE.decimal("sequenceNumber");
    /** Whether a change in the middle of a cycle is billed in part. */
    public static final FlagField<Addition> PRORATE_CURRENT_PERIOD = TYPE.flag("prorateCurrentPeriodFlag");
    /** The cost of one for part of a cycle. */
    public static final NumberField<Addition> PRORATE_COST = TYPE.decimal("prorateCost", FieldRule.READ_ONLY);
    /** The price of one for part of a cycle. */
    public static final NumberField<Addition> PRORATE_PRICE = TYPE.decimal("proratePrice", FieldRule.READ_ONLY);
    /** The opportunity it came from. */
    public static final ReferenceField<Addition> OPPORTUNITY = TYPE.reference("opportunity");
    /** Under what invoices sum it up. */
    public static final ReferenceField<Addition> INVOICE_GROUPING = TYPE.reference("invoiceGrouping");
    /** The agreement. */
    public static final NumberField<Addition> AGREEMENT_ID = TYPE.integer("agreementId", FieldRule.READ_ONLY);
    /** Active, Cancelled, Expired or Inactive. */
    public static final TextField<Addition> AGREEMENT_STATUS = TYPE.text("agreementStatus", FieldRule.READ_ONLY);
    /** When it last changed; for conditions only. */
    public static final MomentField<Addition> LAST_UPDATED = TYPE.moment("lastUpdated", FieldRule.READ_ONLY);

    private AdditionField() {}
}
