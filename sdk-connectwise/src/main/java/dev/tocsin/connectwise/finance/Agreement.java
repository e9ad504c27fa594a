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
 * An agreement between the MSP and a customer, under which work and products are billed.
 *
 * @param id the id
 * @param name the name
 * @param type the type; null if unset
 * @param company the customer; null if unset
 * @param contact the customer's contact; null if unset
 * @param site the customer's site; null if unset
 * @param agreementStatus Active, Cancelled, Expired or Inactive, an open list; null if unset
 * @param startDate when it begins; null if unset
 * @param endDate when it ends; null if unset
 * @param noEndingDate whether it goes on until it is cancelled
 * @param cancelled whether it was cancelled
 * @param dateCancelled when it was cancelled; null if unset
 * @param reasonCancelled why it was cancelled; null if unset
 * @param parentAgreement the agreement it belongs to; null if unset
 * @param customerPo the number of the customer's order; null if unset
 * @param internalNotes notes for members only; null if unset
 * @param location the MSP's location; null if unset
 * @param department the MSP's department; null if unset
 * @param sla the service level; null if unset
 * @param applicationUnits what it is counted in: Amount, Hours or Incidents, an open list; null if unset
 * @param applicationLimit how many of the units a cycle covers; null if unset
 * @param applicationCycle the cycle, such as CalendarMonth, an open list; null if unset
 * @param applicationUnlimited whether there is no such limit
 * @param coversTime whether it covers times
 * @param coversProducts whether it covers products
 * @param coversExpenses whether it covers expenses
 * @param billingCycle how often it is billed; null if unset
 * @param billingTerms the terms of payment; null if unset
 * @param billToCompany the company that gets the invoices; null if unset
 * @param billAmount what is billed each time; null if unset
 * @param billStartDate when billing begins; null if unset
 * @param nextInvoiceDate when the next invoice is due, as the server writes it; null if unset
 * @param taxable whether it is taxed
 * @param workRole the work role of times under it; null if unset
 * @param workType the work type of times under it; null if unset
 * @param billTime how times under it are billed: Billable, DoNotBill, NoCharge or NoDefault, an open list; null if
 *     unset
 * @param billExpenses how expenses under it are billed, in the same words; null if unset
 * @param billProducts how products under it are billed, in the same words; null if unset
 * @param currency the currency; null if unset
 * @param customFields its custom fields, with or without a value
 * @param lastUpdated when it last changed; null if the answer omits it
 */
public record Agreement(
        int id,
        String name,
        @Nullable Reference type,
        @Nullable Reference company,
        @Nullable Reference contact,
        @Nullable Reference site,
        @Nullable String agreementStatus,
        @Nullable Instant startDate,
        @Nullable Instant endDate,
        boolean noEndingDate,
        boolean cancelled,
        @Nullable Instant dateCancelled,
        @Nullable String reasonCancelled,
        @Nullable Reference parentAgreement,
        @Nullable String customerPo,
        @Nullable String internalNotes,
        @Nullable Reference location,
        @Nullable Reference department,
        @Nullable Reference sla,
        @Nullable String applicationUnits,
        @Nullable BigDecimal applicationLimit,
        @Nullable String applicationCycle,
        boolean applicationUnlimited,
        boolean coversTime,
        boolean coversProducts,
        boolean coversExpenses,
        @Nullable Reference billingCycle,
        @Nullable Reference billingTerms,
        @Nullable Reference billToCompany,
        @Nullable BigDecimal billAmount,
        @Nullable Instant billStartDate,
        @Nullable String nextInvoiceDate,
        boolean taxable,
        @Nullable Reference workRole,
        @Nullable Reference workType,
        @Nullable String billTime,
        @Nullable String billExpenses,
        @Nullable String billProducts,
        @Nullable Reference currency,
        List<CustomField> customFields,
        @Nullable Instant lastUpdated) {
    /** Copies the list. */
    public Agreement {
        customFields = List.copyOf(customFields);
    }

    /** An empty draft; name, agreement type, company and contact are required. */
    public static Draft<Agreement> draft() {
        return AgreementField.TYPE.draft();
    }

    /** An empty edit. */
    public static Edit<Agreement> edit() {
        return AgreementField.TYPE.edit();
    }

    static Agreement from(JsonRecord f) {
        return new Agreement(
                f.id(),
                f.textOrEmpty("name"),
                Reference.in(f, "type"),
                Reference.in(f, "company"),
                Reference.in(f, "contact"),
                Reference.in(f, "site"),
                f.text("agreementStatus"),
                f.instant("startDate"),
                f.instant("endDate"),
                f.flag("noEndingDateFlag"),
                f.flag("cancelledFlag"),
                f.instant("dateCancelled"),
                f.text("reasonCancelled"),
                Reference.in(f, "parentAgreement"),
                f.text("customerPO"),
                f.text("internalNotes"),
                Reference.in(f, "location"),
                Reference.in(f, "department"),
                Reference.in(f, "sla"),
                f.text("applicationUnits"),
                f.decimal("applicationLimit"),
                f.text("applicationCycle"),
                f.flag("applicationUnlimitedFlag"),
                f.flag("coverAgreementTime"),
                f.flag("coverAgreementProduct"),
                f.flag("coverAgreementExpense"),
                Reference.in(f, "billingCycle"),
                Reference.in(f, "billingTerms"),
                Reference.in(f, "billToCompany"),
                f.decimal("billAmount"),
                f.instant("billStartDate"),
                f.text("nextInvoiceDate"),
                f.flag("taxable"),
                Reference.in(f, "workRole"),
                Reference.in(f, "workType"),
                f.text("billTime"),
                f.text("billExpenses"),
                f.text("billProducts"),
                Reference.in(f, "currency"),
                CustomField.listIn(f),
                f.info().instant("lastUpdated"));
    }
}
