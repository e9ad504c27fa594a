package dev.tocsin.connectwise.finance;

import dev.tocsin.connectwise.record.FieldRule;
import dev.tocsin.connectwise.record.FlagField;
import dev.tocsin.connectwise.record.MomentField;
import dev.tocsin.connectwise.record.NumberField;
import dev.tocsin.connectwise.record.RecordType;
import dev.tocsin.connectwise.record.ReferenceField;
import dev.tocsin.connectwise.record.TextField;

/** The fields of agreement types, for conditions, drafts and edits. Lengths are the vendor's, of version 2026.4. */
public final class AgreementTypeField {
    /** The kind of records. */
    public static final RecordType<AgreementType> TYPE = RecordType.of("agreement type", AgreementType::from);
    /** The id. */
    public static final NumberField<AgreementType> ID = TYPE.integer("id", FieldRule.READ_ONLY);
    /** The name; required, at most 50 characters. */
    public static final TextField<AgreementType> NAME = TYPE.text("name", 50, FieldRule.REQUIRED);
    /** Whether new agreements get it when they name none. */
    public static final FlagField<AgreementType> DEFAULT_TYPE = TYPE.flag("defaultFlag");
    /** Whether it may no longer be chosen. */
    public static final FlagField<AgreementType> INACTIVE = TYPE.flag("inactiveFlag");
    /** Where invoice numbers get the addition: Prefix or Suffix. */
    public static final TextField<AgreementType> PREFIX_SUFFIX_OPTION = TYPE.text("prefixSuffixOption");
    /** The addition to invoice numbers, at most 5 characters. */
    public static final TextField<AgreementType> INVOICE_PREFIX_SUFFIX = TYPE.text("invoicePreSuffix", 5);
    /** Whether it is paid in advance. */
    public static final FlagField<AgreementType> PRE_PAYMENT = TYPE.flag("prePaymentFlag");
    /** The MSP's location. */
    public static final ReferenceField<AgreementType> LOCATION = TYPE.reference("location");
    /** The MSP's department. */
    public static final ReferenceField<AgreementType> DEPARTMENT = TYPE.reference("department");
    /** The service level. */
    public static final ReferenceField<AgreementType> SLA = TYPE.reference("sla");
    /** What agreements are counted in: Amount, Hours or Incidents. */
    public static final TextField<AgreementType> APPLICATION_UNITS = TYPE.text("applicationUnits");
    /** How many of the units a cycle covers. */
    public static final NumberField<AgreementType> APPLICATION_LIMIT = TYPE.decimal("applicationLimit");
    /** The cycle, such as CalendarMonth. */
    public static final TextField<AgreementType> APPLICATION_CYCLE = TYPE.text("applicationCycle");
    /** Whether there is no such limit. */
    public static final FlagField<AgreementType> APPLICATION_UNLIMITED = TYPE.flag("applicationUnlimitedFlag");
    /** Whether agreements cover one cycle only. */
    public static final FlagField<AgreementType> ONE_TIME = TYPE.flag("oneTimeFlag");
    /** Whether agreements cover times. */
    public static final FlagField<AgreementType> COVER_AGREEMENT_TIME = TYPE.flag("coverAgreementTimeFlag");
    /** Whether agreements cover products. */
    public static final FlagField<AgreementType> COVER_AGREEMENT_PRODUCT = TYPE.flag("coverAgreementProductFlag");
    /** Whether agreements cover expenses. */
    public static final FlagField<AgreementType> COVER_AGREEMENT_EXPENSE = TYPE.flag("coverAgreementExpenseFlag");
    /** Whether agreements cover sales tax. */
    public static final FlagField<AgreementType> COVER_SALES_TAX = TYPE.flag("coverSalesTaxFlag");
    /** Whether what a cycle left unused can be used in the next. */
    public static final FlagField<AgreementType> CARRY_OVER_UNUSED = TYPE.flag("carryOverUnusedFlag");
    /** Whether a cycle may use more than it has. */
    public static final FlagField<AgreementType> ALLOW_OVERRUNS = TYPE.flag("allowOverrunsFlag");
    /** Whether the MSP bears the work. */
    public static final FlagField<AgreementType> CHARGE_TO_FIRM = TYPE.flag("chargeToFirmFlag");
    /** By what members are paid: Actual or Hourly; required. */
    public static final TextField<AgreementType> EMPLOYEE_COMP_RATE = TYPE.text("employeeCompRate", FieldRule.REQUIRED);
    /** What limits that: Billing, Amount or Percent; required. */
    public static final TextField<AgreementType> EMPLOYEE_COMP_NOT_EXCEED =
            TYPE.text("employeeCompNotExceed", FieldRule.REQUIRED);
    /** The rate by which members are paid. */
    public static final NumberField<AgreementType> COMP_HOURLY_RATE = TYPE.decimal("compHourlyRate");
    /** The most they are paid. */
    public static final NumberField<AgreementType> COMP_LIMIT_AMOUNT = TYPE.decimal("compLimitAmount");
    /** ContractYear or CalendarYear; required. */
    public static final TextField<AgreementType> INVOICING_CYCLE = TYPE.text("invoicingCycle", FieldRule.REQUIRED);
    /** How often agreements are billed. */
    public static final ReferenceField<AgreementType> BILLING_CYCLE = TYPE.reference("billingCycle");
    /** The terms of payment. */
    public static final ReferenceField<AgreementType> BILLING_TERMS = TYPE.reference("billingTerms");
    /** Whether agreements are billed once. */
    public static final FlagField<AgreementType> BILL_ONE_TIME = TYPE.flag("billOneTimeFlag");
    /** What is billed each time. */
    public static final NumberField<AgreementType> BILL_AMOUNT = TYPE.decimal("billAmount");
    /** Whether agreements are taxed. */
    public static final FlagField<AgreementType> TAXABLE = TYPE.flag("taxableFlag");
    /** What invoices say, at most 4000 characters. */
    public static final TextField<AgreementType> INVOICE_DESCRIPTION =
            TYPE.text("invoiceDescription", 4000, FieldRule.MULTILINE);
    /** How times are billed: Billable, DoNotBill, NoCharge or NoDefault; required. */
    public static final TextField<AgreementType> BILL_TIME = TYPE.text("billTime", FieldRule.REQUIRED);
    /** How expenses are billed, in the same words; required. */
    public static final TextField<AgreementType> BILL_EXPENSES = TYPE.text("billExpenses", FieldRule.REQUIRED);
    /** How products are billed, in the same words; required. */
    public static final TextField<AgreementType> BILL_PRODUCTS = TYPE.text("billProducts", FieldRule.REQUIRED);
    /** The work role of times. */
    public static final ReferenceField<AgreementType> WORK_ROLE = TYPE.reference("workRole");
    /** The work type of times. */
    public static final ReferenceField<AgreementType> WORK_TYPE = TYPE.reference("workType");
    /** The type of projects. */
    public static final ReferenceField<AgreementType> PROJECT_TYPE = TYPE.reference("projectType");
    /** The template of invoices. */
    public static final ReferenceField<AgreementType> INVOICE_TEMPLATE = TYPE.reference("invoiceTemplate");
    /** The template of the mail that carries an invoice. */
    public static final ReferenceField<AgreementType> EMAIL_TEMPLATE = TYPE.reference("emailTemplate");
    /** Whether part of a cycle is billed in part. */
    public static final FlagField<AgreementType> PRORATE = TYPE.flag("prorateFlag");
    /** The reference of another system, at most 50 characters. */
    public static final TextField<AgreementType> INTEGRATION_X_REF = TYPE.text("integrationXRef", 50);
    /** Whether invoices are made by themselves. */
    public static final FlagField<AgreementType> AUTO_INVOICE = TYPE.flag("autoInvoiceFlag");
    /** Whether invoices over nothing are made. */
    public static final FlagField<AgreementType> BILL_ZERO_AMOUNT = TYPE.flag("billZeroAmountFlag");
    /** When it last changed; for conditions only. */
    public static final MomentField<AgreementType> LAST_UPDATED = TYPE.moment("lastUpdated", FieldRule.READ_ONLY);

    private AgreementTypeField() {}
}
