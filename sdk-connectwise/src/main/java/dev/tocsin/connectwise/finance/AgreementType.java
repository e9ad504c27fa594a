package dev.tocsin.connectwise.finance;

import dev.tocsin.connectwise.internal.JsonRecord;
import dev.tocsin.connectwise.record.Draft;
import dev.tocsin.connectwise.record.Edit;
import dev.tocsin.connectwise.record.Reference;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A type of agreements, from which new ones take their settings.
 *
 * @param id the id
 * @param name the name
 * @param defaultType whether new agreements get it when they name none
 * @param inactive whether it may no longer be chosen
 * @param prePayment whether it is paid in advance
 * @param location the MSP's location; null if unset
 * @param department the MSP's department; null if unset
 * @param sla the service level; null if unset
 * @param applicationUnits what agreements are counted in: Amount, Hours or Incidents; null if unset
 * @param applicationLimit how many of the units a cycle covers; null if unset
 * @param applicationCycle the cycle, such as CalendarMonth; null if unset
 * @param applicationUnlimited whether there is no such limit
 * @param coversTime whether agreements cover times
 * @param coversProducts whether agreements cover products
 * @param coversExpenses whether agreements cover expenses
 * @param employeeCompRate by what members are paid: Actual or Hourly; null if unset
 * @param employeeCompNotExceed what limits that: Billing, Amount or Percent; null if unset
 * @param invoicingCycle contractYear or CalendarYear; null if unset
 * @param billingCycle how often agreements are billed; null if unset
 * @param billingTerms the terms of payment; null if unset
 * @param billAmount what is billed each time; null if unset
 * @param taxable whether agreements are taxed
 * @param billTime how times are billed: Billable, DoNotBill, NoCharge or NoDefault; null if unset
 * @param billExpenses how expenses are billed, in the same words; null if unset
 * @param billProducts how products are billed, in the same words; null if unset
 * @param integrationXRef the reference of another system; null if unset
 * @param lastUpdated when it last changed; null if the answer omits it
 */
public record AgreementType(
        int id,
        String name,
        boolean defaultType,
        boolean inactive,
        boolean prePayment,
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
        @Nullable String employeeCompRate,
        @Nullable String employeeCompNotExceed,
        @Nullable String invoicingCycle,
        @Nullable Reference billingCycle,
        @Nullable Reference billingTerms,
        @Nullable BigDecimal billAmount,
        boolean taxable,
        @Nullable String billTime,
        @Nullable String billExpenses,
        @Nullable String billProducts,
        @Nullable String integrationXRef,
        @Nullable Instant lastUpdated) {
    /**
     * An empty draft; name, employee comp rate, employee comp not exceed, invoicing cycle, bill time, bill expenses and
     * bill products are required.
     */
    public static Draft<AgreementType> draft() {
        return AgreementTypeField.TYPE.draft();
    }

    /** An empty edit. */
    public static Edit<AgreementType> edit() {
        return AgreementTypeField.TYPE.edit();
    }

    static AgreementType from(JsonRecord f) {
        return new AgreementType(
                f.id(),
                f.textOrEmpty("name"),
                f.flag("defaultFlag"),
                f.flag("inactiveFlag"),
                f.flag("prePaymentFlag"),
                Reference.in(f, "location"),
                Reference.in(f, "department"),
                Reference.in(f, "sla"),
                f.text("applicationUnits"),
                f.decimal("applicationLimit"),
                f.text("applicationCycle"),
                f.flag("applicationUnlimitedFlag"),
                f.flag("coverAgreementTimeFlag"),
                f.flag("coverAgreementProductFlag"),
                f.flag("coverAgreementExpenseFlag"),
                f.text("employeeCompRate"),
                f.text("employeeCompNotExceed"),
                f.text("invoicingCycle"),
                Reference.in(f, "billingCycle"),
                Reference.in(f, "billingTerms"),
                f.decimal("billAmount"),
                f.flag("taxableFlag"),
                f.text("billTime"),
                f.text("billExpenses"),
                f.text("billProducts"),
                f.text("integrationXRef"),
                f.info().instant("lastUpdated"));
    }
}
