package dev.tocsin.connectwise.procurement;

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
 * A product or service that the MSP sells.
 *
 * @param id the id
 * @param identifier the short unique name
 * @param description what it is
 * @param customerDescription what customers are told; null if unset
 * @param subcategory the subcategory; null if unset
 * @param type the type; null if unset
 * @param category the category; null if unset
 * @param productClass Agreement, Bundle, Inventory, NonInventory or Service, an open list; null if unset
 * @param inactive whether it is no longer sold
 * @param unitOfMeasure the unit of measure; null if unset
 * @param price the price of one; null if unset
 * @param cost the cost of one; null if unset
 * @param taxable whether it is taxed
 * @param serialized whether each has a serial number
 * @param manufacturer who makes it; null if unset
 * @param manufacturerPartNumber the maker's number; null if unset
 * @param vendor the company it is bought from; null if unset
 * @param vendorSku that company's number; null if unset
 * @param notes notes; null if unset
 * @param integrationXRef the reference of another system; null if unset
 * @param recurring whether it is billed regularly
 * @param recurringRevenue what it is sold for each cycle; null if unset
 * @param recurringCost what it costs each cycle; null if unset
 * @param recurringBillCycle how often it is billed; null if unset
 * @param customFields its custom fields, with or without a value
 * @param lastUpdated when it last changed; null if the answer omits it
 */
public record CatalogItem(
        int id,
        String identifier,
        String description,
        @Nullable String customerDescription,
        @Nullable Reference subcategory,
        @Nullable Reference type,
        @Nullable Reference category,
        @Nullable String productClass,
        boolean inactive,
        @Nullable Reference unitOfMeasure,
        @Nullable BigDecimal price,
        @Nullable BigDecimal cost,
        boolean taxable,
        boolean serialized,
        @Nullable Reference manufacturer,
        @Nullable String manufacturerPartNumber,
        @Nullable Reference vendor,
        @Nullable String vendorSku,
        @Nullable String notes,
        @Nullable String integrationXRef,
        boolean recurring,
        @Nullable BigDecimal recurringRevenue,
        @Nullable BigDecimal recurringCost,
        @Nullable Reference recurringBillCycle,
        List<CustomField> customFields,
        @Nullable Instant lastUpdated) {
    /** Copies the list. */
    public CatalogItem {
        customFields = List.copyOf(customFields);
    }

    /** An empty draft; identifier, description, customer description, subcategory and product type are required. */
    public static Draft<CatalogItem> draft() {
        return CatalogItemField.TYPE.draft();
    }

    /** An empty edit. */
    public static Edit<CatalogItem> edit() {
        return CatalogItemField.TYPE.edit();
    }

    static CatalogItem from(JsonRecord f) {
        return new CatalogItem(
                f.id(),
                f.textOrEmpty("identifier"),
                f.textOrEmpty("description"),
                f.text("customerDescription"),
                Reference.in(f, "subcategory"),
                Reference.in(f, "type"),
                Reference.in(f, "category"),
                f.text("productClass"),
                f.flag("inactiveFlag"),
                Reference.in(f, "unitOfMeasure"),
                f.decimal("price"),
                f.decimal("cost"),
                f.flag("taxableFlag"),
                f.flag("serializedFlag"),
                Reference.in(f, "manufacturer"),
                f.text("manufacturerPartNumber"),
                Reference.in(f, "vendor"),
                f.text("vendorSku"),
                f.text("notes"),
                f.text("integrationXRef"),
                f.flag("recurringFlag"),
                f.decimal("recurringRevenue"),
                f.decimal("recurringCost"),
                Reference.in(f, "recurringBillCycle"),
                CustomField.listIn(f),
                f.info().instant("lastUpdated"));
    }
}
