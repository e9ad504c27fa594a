package dev.tocsin.connectwise.procurement;

import dev.tocsin.connectwise.record.FieldRule;
import dev.tocsin.connectwise.record.FlagField;
import dev.tocsin.connectwise.record.MomentField;
import dev.tocsin.connectwise.record.NumberField;
import dev.tocsin.connectwise.record.RecordType;
import dev.tocsin.connectwise.record.ReferenceField;
import dev.tocsin.connectwise.record.TextField;

/** The fields of catalog items, for conditions, drafts and edits. Lengths are the vendor's, of version 2026.4. */
public final class CatalogItemField {
    /** The kind of records. */
    public static final RecordType<CatalogItem> TYPE = RecordType.of("catalog item", CatalogItem::from);
    /** The id. */
    public static final NumberField<CatalogItem> ID = TYPE.integer("id", FieldRule.READ_ONLY);
    /** The short unique name; required, at most 75 characters. */
    public static final TextField<CatalogItem> IDENTIFIER = TYPE.text("identifier", 75, FieldRule.REQUIRED);
    /** What it is; required, at most 60 characters. */
    public static final TextField<CatalogItem> DESCRIPTION = TYPE.text("description", 60, FieldRule.REQUIRED);
    /** What customers are told; required, at most 6000 characters. */
    public static final TextField<CatalogItem> CUSTOMER_DESCRIPTION =
            TYPE.text("customerDescription", 6000, FieldRule.REQUIRED, FieldRule.MULTILINE);
    /** The subcategory; required. */
    public static final ReferenceField<CatalogItem> SUBCATEGORY = TYPE.reference("subcategory", FieldRule.REQUIRED);
    /** The type; required. */
    public static final ReferenceField<CatalogItem> PRODUCT_TYPE = TYPE.reference("type", FieldRule.REQUIRED);
    /** The category. */
    public static final ReferenceField<CatalogItem> CATEGORY = TYPE.reference("category");
    /** Agreement, Bundle, Inventory, NonInventory or Service; by default NonInventory. */
    public static final TextField<CatalogItem> PRODUCT_CLASS = TYPE.text("productClass");
    /** Whether it is no longer sold. */
    public static final FlagField<CatalogItem> INACTIVE = TYPE.flag("inactiveFlag");
    /** The unit of measure. */
    public static final ReferenceField<CatalogItem> UNIT_OF_MEASURE = TYPE.reference("unitOfMeasure");
    /** The price of one. */
    public static final NumberField<CatalogItem> PRICE = TYPE.decimal("price");
    /** The cost of one. */
    public static final NumberField<CatalogItem> COST = TYPE.decimal("cost");
    /** FixedFee, NotToExceed, OverrideRate or TimeAndMaterials. */
    public static final TextField<CatalogItem> PRICE_ATTRIBUTE = TYPE.text("priceAttribute");
    /** Whether it is taxed. */
    public static final FlagField<CatalogItem> TAXABLE = TYPE.flag("taxableFlag");
    /** Whether each has a serial number. */
    public static final FlagField<CatalogItem> SERIALIZED = TYPE.flag("serializedFlag");
    /** Whether each has a cost of its own. */
    public static final FlagField<CatalogItem> SERIALIZED_COST = TYPE.flag("serializedCostFlag");
    /** Whether it is a phase of a project. */
    public static final FlagField<CatalogItem> PHASE_PRODUCT = TYPE.flag("phaseProductFlag");
    /** The least that should be in stock. */
    public static final NumberField<CatalogItem> MIN_STOCK_LEVEL = TYPE.integer("minStockLevel");
    /** Whether the vendor sends it to the customer. */
    public static final FlagField<CatalogItem> DROP_SHIP = TYPE.flag("dropShipFlag");
    /** Whether it is ordered specially. */
    public static final FlagField<CatalogItem> SPECIAL_ORDER = TYPE.flag("specialOrderFlag");
    /** Who makes it. */
    public static final ReferenceField<CatalogItem> MANUFACTURER = TYPE.reference("manufacturer");
    /** The maker's number, at most 50 characters. */
    public static final TextField<CatalogItem> MANUFACTURER_PART_NUMBER = TYPE.text("manufacturerPartNumber", 50);
    /** The company it is bought from. */
    public static final ReferenceField<CatalogItem> VENDOR = TYPE.reference("vendor");
    /** That company's number, at most 50 characters. */
    public static final TextField<CatalogItem> VENDOR_SKU = TYPE.text("vendorSku", 50);
    /** Notes. */
    public static final TextField<CatalogItem> NOTES = TYPE.text("notes", FieldRule.MULTILINE);
    /** The reference of another system, at most 50 characters. */
    public static final TextField<CatalogItem> INTEGRATION_X_REF = TYPE.text("integrationXRef", 50);
    /** The service level. */
    public static final ReferenceField<CatalogItem> SLA = TYPE.reference("sla");
    /** The kind of entity for taxes. */
    public static final ReferenceField<CatalogItem> ENTITY_TYPE = TYPE.reference("entityType");
    /** Whether it is billed regularly. */
    public static final FlagField<CatalogItem> RECURRING = TYPE.flag("recurringFlag");
    /** What it is sold for each cycle. */
    public static final NumberField<CatalogItem> RECURRING_REVENUE = TYPE.decimal("recurringRevenue");
    /** What it costs each cycle. */
    public static final NumberField<CatalogItem> RECURRING_COST = TYPE.decimal("recurringCost");
    /** Whether it is billed for one cycle only. */
    public static final FlagField<CatalogItem> RECURRING_ONE_TIME = TYPE.flag("recurringOneTimeFlag");
    /** How often it is billed. */
    public static final ReferenceField<CatalogItem> RECURRING_BILL_CYCLE = TYPE.reference("recurringBillCycle");
    /** ContractYear or CalendarYear. */
    public static final TextField<CatalogItem> RECURRING_CYCLE_TYPE = TYPE.text("recurringCycleType");
    /** Whether the price is that of its components. */
    public static final FlagField<CatalogItem> CALCULATED_PRICE_USED = TYPE.flag("calculatedPriceFlag");
    /** Whether the cost is that of its components. */
    public static final FlagField<CatalogItem> CALCULATED_COST_USED = TYPE.flag("calculatedCostFlag");
    /** The price of its components. */
    public static final NumberField<CatalogItem> CALCULATED_PRICE =
            TYPE.decimal("calculatedPrice", FieldRule.READ_ONLY);
    /** The cost of its components. */
    public static final NumberField<CatalogItem> CALCULATED_COST = TYPE.decimal("calculatedCost", FieldRule.READ_ONLY);
    /** How it is billed: Billable, DoNotBill, NoCharge or NoDefault. */
    public static final TextField<CatalogItem> BILLABLE_OPTION = TYPE.text("billableOption");
    /** The type of agreement that sells it. */
    public static final ReferenceField<CatalogItem> AGREEMENT_TYPE = TYPE.reference("agreementType");
    /** Whether the price follows the cost. */
    public static final FlagField<CatalogItem> MARKUP = TYPE.flag("markupFlag");
    /** By how many per cent it then exceeds it. */
    public static final NumberField<CatalogItem> MARKUP_PERCENTAGE = TYPE.decimal("markupPercentage");
    /** Whether a change of its cost changes that of additions. */
    public static final FlagField<CatalogItem> AUTO_UPDATE_UNIT_COST = TYPE.flag("autoUpdateUnitCostFlag");
    /** Whether a change of its price changes that of additions. */
    public static final FlagField<CatalogItem> AUTO_UPDATE_UNIT_PRICE = TYPE.flag("autoUpdateUnitPriceFlag");
    /** When it last changed; for conditions only. */
    public static final MomentField<CatalogItem> LAST_UPDATED = TYPE.moment("lastUpdated", FieldRule.READ_ONLY);

    private CatalogItemField() {}
}
