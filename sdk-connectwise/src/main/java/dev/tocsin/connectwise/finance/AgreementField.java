package dev.tocsin.connectwise.finance;

import dev.tocsin.connectwise.record.FieldRule;
import dev.tocsin.connectwise.record.FlagField;
import dev.tocsin.connectwise.record.MomentField;
import dev.tocsin.connectwise.record.NumberField;
import dev.tocsin.connectwise.record.RecordType;
import dev.tocsin.connectwise.record.ReferenceField;
import dev.tocsin.connectwise.record.TextField;

/** The fields of agreements, for conditions, drafts and edits. Lengths are the vendor's, of version 2026.4. */
public final class AgreementField {
    /** The kind of records. */
    public static final RecordType<Agreement> TYPE = RecordType.of("agreement", Agreement::from);
    /** The id. */
    public static final NumberField<Agreement> ID = TYPE.integer("id", FieldRule.READ_ONLY);
    /** The name; required, at most 100 characters. */
    public static final TextField<Agreement> NAME = TYPE.text("name", 100, FieldRule.REQUIRED);
    /** The type; required. */
    public static final ReferenceField<Agreement> AGREEMENT_TYPE = TYPE.reference("type", FieldRule.REQUIRED);
    /** The customer; required. */
    public static final ReferenceField<Agreement> COMPANY = TYPE.reference("company", FieldRule.REQUIRED);
    /** The customer's contact; required. */
    public static final ReferenceField<Agreement> CONTACT = TYPE.reference("contact", FieldRule.REQUIRED);
    /** The customer's site. */
    public static final ReferenceField<Agreement> SITE = TYPE.reference("site");
    /** Active, Cancelled, Expired or Inactive. */
    public static final TextField<Agreement> AGREEMENT_STATUS = TYPE.text("agreementStatus");
    /** When it begins. */
    public static final MomentField<Agreement> START_DATE = TYPE.moment("startDate");
    /** When it ends. */
    public static final MomentField<Agreement> END_DATE = TYPE.moment("endDate");
    /** Whether it goes on until it is cancelled. */
    public static final FlagField<Agreement> NO_ENDING_DATE = TYPE.flag("noEndingDateFlag");
    /** Whether it was cancelled. */
    public static final FlagField<Agreement> CANCELLED = TYPE.flag("cancelledFlag");
    /** When it was cancelled. */
    public static final MomentField<Agreement> DATE_CANCELLED = TYPE.moment("dateCancelled");
    /** Why it was cancelled, at most 100 characters. */
    public static final TextField<Agreement> REASON_CANCELLED = TYPE.text("reasonCancelled", 100);
    /** The agreement it belongs to. */
    public static final ReferenceField<Agreement> PARENT_AGREEMENT = TYPE.reference("parentAgreement");
    /** The company that does the work for the MSP. */
    public static final ReferenceField<Agreement> SUB_CONTRACT_COMPANY = TYPE.reference("subContractCompany");
    /** That company's contact. */
    public static final ReferenceField<Agreement> SUB_CONTRACT_CONTACT = TYPE.reference("subContractContact");
    /** The number of the customer's order, at most 50 characters. */
    public static final TextField<Agreement> CUSTOMER_PO = TYPE.text("customerPO", 50);
    /** The number of the work order, at most 20 characters. */
    public static final TextField<Agreement> WORK_ORDER = TYPE.text("workOrder", 20);
    /** The opportunity it came from. */
    public static final ReferenceField<Agreement> OPPORTUNITY = TYPE.reference("opportunity");
    /** Notes for members only. */
    public static final TextField<Agreement> INTERNAL_NOTES = TYPE.text("internalNotes", FieldRule.MULTILINE);
    /** What invoices say. */
    public static final TextField<Agreement> INVOICE_DESCRIPTION = TYPE.text("invoiceDescription", FieldRule.MULTILINE);
    /** The MSP's location. */
    public static final ReferenceField<Agreement> LOCATION = TYPE.reference("location");
    /** The MSP's department. */
    public static final ReferenceField<Agreement> DEPARTMENT = TYPE.reference("department");
    /** Whether it covers work of that location only. */
    public static final FlagField<Agreement> RESTRICT_LOCATION = TYPE.flag("restrictLocationFlag");
    /** Whether it covers work of that department only. */
    public static final FlagField<Agreement> RESTRICT_DEPARTMENT = TYPE.flag("restrictDepartmentFlag");
    /** The location for accounting. */
    public static final ReferenceField<Agreement> COMPANY_LOCATION = TYPE.reference("companyLocation");
    /** The service level. */
    public static final ReferenceField<Agreement> SLA = TYPE.reference("sla");
    /** What it is counted in: Amount, Hours or Incidents. */
    public static final TextField<Agreement> APPLICATION_UNITS = TYPE.text("applicationUnits");
    /** How many of the units a cycle covers. */
    public static final NumberField<Agreement> APPLICATION_LIMIT = TYPE.decimal("applicationLimit");
    /** The cycle, such as CalendarMonth. */
    public static final TextField<Agreement> APPLICATION_CYCLE = TYPE.text("applicationCycle");
    /** Whether there is no such limit. */
    public static final FlagField<Agreement> APPLICATION_UNLIMITED = TYPE.flag("applicationUnlimitedFlag");
    /** Whether it covers one cycle only. */
    public static final FlagField<Agreement> ONE_TIME = TYPE.flag("oneTimeFlag");
    /** Whether it covers times. */
    public static final FlagField<Agreement> COVER_AGREEMENT_TIME = TYPE.flag("coverAgreementTime");
    /** Whether it covers products. */
    public static final FlagField<Agreement> COVER_AGREEMENT_PRODUCT = TYPE.flag("coverAgreementProduct");
    /** Whether it covers expenses. */
    public static final FlagField<Agreement> COVER_AGREEMENT_EXPENSE = TYPE.flag("coverAgreementExpense");
    /** Whether it covers sales tax. */
    public static final FlagField<Agreement> COVER_SALES_TAX = TYPE.flag("coverSalesTax");
    /** Whether what a cycle left unused can be used in the next. */
    public static final FlagField<Agreement> CARRY_OVER_UNUSED = TYPE.flag("carryOverUnused");
    /** Whether a cycle may use more than it has. */
    public static final FlagField<Agreement> ALLOW_OVERRUNS = TYPE.flag("allowOverruns");
    /** After how many days what was carried over expires. */
    public static final NumberField<Agreement> EXPIRED_DAYS = TYPE.integer("expiredDays");
    /** The most cycles that may be carried over. */
    public static final NumberField<Agreement> LIMIT = TYPE.integer("limit");
    /** Whether it expires when it is used up. */
    public static final FlagField<Agreement> EXPIRE_WHEN_ZERO = TYPE.flag("expireWhenZero");
    /** Whether the MSP bears the work. */
    public static final FlagField<Agreement> CHARGE_TO_FIRM = TYPE.flag("chargeToFirm");
    /** By what members are paid: Actual or Hourly. */
    public static final TextField<Agreement> EMPLOYEE_COMP_RATE = TYPE.text("employeeCompRate");
    /** What limits that: Billing, Amount or Percent. */
    public static final TextField<Agreement> EMPLOYEE_COMP_NOT_EXCEED = TYPE.text("employeeCompNotExceed");
    /** The rate by which members are paid. */
    public static final NumberField<Agreement> COMP_HOURLY_RATE = TYPE.decimal("compHourlyRate");
    /** The most they are paid. */
    public static final NumberField<Agreement> COMP_LIMIT_AMOUNT = TYPE.decimal("compLimitAmount");
    /** How often it is billed. */
    public static final ReferenceField<Agreement> BILLING_CYCLE = TYPE.reference("billingCycle");
    /** Whether it is billed once. */
    public static final FlagField<Agreement> BILL_ONE_TIME = TYPE.flag("billOneTimeFlag");
    /** The terms of payment. */
    public static final ReferenceField<Agreement> BILLING_TERMS = TYPE.reference("billingTerms");
    /** ContractYear or CalendarYear. */
    public static final TextField<Agreement> INVOICING_CYCLE = TYPE.text("invoicingCycle");
    /** The company that gets the invoices. */
    public static final ReferenceField<Agreement> BILL_TO_COMPANY = TYPE.reference("billToCompany");
    /** The contact who gets the invoices. */
    public static final ReferenceField<Agreement> BILL_TO_CONTACT = TYPE.reference("billToContact");
    /** The site that gets the invoices. */
    public static final ReferenceField<Agreement> BILL_TO_SITE = TYPE.reference("billToSite");
    /** What is billed each time. */
    public static final NumberField<Agreement> BILL_AMOUNT = TYPE.decimal("billAmount");
    /** When billing begins. */
    public static final MomentField<Agreement> BILL_START_DATE = TYPE.moment("billStartDate");
    /** When the next invoice is due, as the server writes it. */
    public static final TextField<Agreement> NEXT_INVOICE_DATE = TYPE.text("nextInvoiceDate", FieldRule.READ_ONLY);
    /** Whether it is taxed. */
    public static final FlagField<Agreement> TAXABLE = TYPE.flag("taxable");
    /** The tax code. */
    public static final ReferenceField<Agreement> TAX_CODE = TYPE.reference("taxCode");
    /** What the first invoice is reduced to. */
    public static final NumberField<Agreement> PRORATE_FIRST_BILL = TYPE.decimal("prorateFirstBill");
    /** Whether part of a cycle is billed in part. */
    public static final FlagField<Agreement> PRORATE = TYPE.flag("prorateFlag");
    /** Whether additions are billed in part likewise. */
    public static final FlagField<Agreement> INVOICE_PRORATED_ADDITIONS = TYPE.flag("invoiceProratedAdditionsFlag");
    /** Whether it covers no down payment. */
    public static final FlagField<Agreement> RESTRICT_DOWN_PAYMENT = TYPE.flag("restrictDownPayment");
    /** Whether invoices carry the comment on top. */
    public static final FlagField<Agreement> TOP_COMMENT = TYPE.flag("topComment");
    /** Whether invoices carry the comment below. */
    public static final FlagField<Agreement> BOTTOM_COMMENT = TYPE.flag("bottomComment");
    /** The work role of times under it. */
    public static final ReferenceField<Agreement> WORK_ROLE = TYPE.reference("workRole");
    /** The work type of times under it. */
    public static final ReferenceField<Agreement> WORK_TYPE = TYPE.reference("workType");
    /** The type of projects under it. */
    public static final ReferenceField<Agreement> PROJECT_TYPE = TYPE.reference("projectType");
    /** The template of its invoices. */
    public static final ReferenceField<Agreement> INVOICE_TEMPLATE = TYPE.reference("invoiceTemplate");
    /** How times under it are billed: Billable, DoNotBill, NoCharge or NoDefault. */
    public static final TextField<Agreement> BILL_TIME = TYPE.text("billTime");
    /** How expenses under it are billed, in the same words. */
    public static final TextField<Agreement> BILL_EXPENSES = TYPE.text("billExpenses");
    /** How products under it are billed, in the same words. */
    public static final TextField<Agreement> BILL_PRODUCTS = TYPE.text("billProducts");
    /** Whether billable times get an invoice of their own. */
    public static final FlagField<Agreement> BILLABLE_TIME_INVOICE = TYPE.flag("billableTimeInvoice");
    /** Whether billable expenses get an invoice of their own. */
    public static final FlagField<Agreement> BILLABLE_EXPENSE_INVOICE = TYPE.flag("billableExpenseInvoice");
    /** Whether billable products get an invoice of their own. */
    public static final FlagField<Agreement> BILLABLE_PRODUCT_INVOICE = TYPE.flag("billableProductInvoice");
    /** The currency. */
    public static final ReferenceField<Agreement> CURRENCY = TYPE.reference("currency");
    /** Which period is billed: Current, Future, Both or Undefined. */
    public static final TextField<Agreement> PERIOD_TYPE = TYPE.text("periodType");
    /** Whether invoices are made by themselves. */
    public static final FlagField<Agreement> AUTO_INVOICE = TYPE.flag("autoInvoiceFlag");
    /** Whether invoices over nothing are made. */
    public static final FlagField<Agreement> BILL_ZERO_AMOUNT = TYPE.flag("billZeroAmountFlag");
    /** The company that gets the goods. */
    public static final ReferenceField<Agreement> SHIP_TO_COMPANY = TYPE.reference("shipToCompany");
    /** The contact who gets the goods. */
    public static final ReferenceField<Agreement> SHIP_TO_CONTACT = TYPE.reference("shipToContact");
    /** The site that gets the goods. */
    public static final ReferenceField<Agreement> SHIP_TO_SITE = TYPE.reference("shipToSite");
    /** When it last changed; for conditions only. */
    public static final MomentField<Agreement> LAST_UPDATED = TYPE.moment("lastUpdated", FieldRule.READ_ONLY);

    private AgreementField() {}
}
