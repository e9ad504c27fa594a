package dev.tocsin.connectwise.time;

import dev.tocsin.connectwise.record.FieldRule;
import dev.tocsin.connectwise.record.FlagField;
import dev.tocsin.connectwise.record.MomentField;
import dev.tocsin.connectwise.record.NumberField;
import dev.tocsin.connectwise.record.RecordType;
import dev.tocsin.connectwise.record.TextField;

/** The fields of work types, for conditions, drafts and edits. Lengths are the vendor's, of version 2026.4. */
public final class WorkTypeField {
    /** The kind of records. */
    public static final RecordType<WorkType> TYPE = RecordType.of("work type", WorkType::from);
    /** The id. */
    public static final NumberField<WorkType> ID = TYPE.integer("id", FieldRule.READ_ONLY);
    /** The name; required, at most 50 characters. */
    public static final TextField<WorkType> NAME = TYPE.text("name", 50, FieldRule.REQUIRED);
    /** How it is billed: Billable, DoNotBill or NoCharge; required. */
    public static final TextField<WorkType> BILL_TIME = TYPE.text("billTime", FieldRule.REQUIRED);
    /** What the rate does to that of the work role: AdjAmount, Custom or Multiplier; required. */
    public static final TextField<WorkType> RATE_TYPE = TYPE.text("rateType", FieldRule.REQUIRED);
    /** The rate; required. */
    public static final NumberField<WorkType> RATE = TYPE.decimal("rate", FieldRule.REQUIRED);
    /** The least hours that are billed. */
    public static final NumberField<WorkType> HOURS_MIN = TYPE.decimal("hoursMin");
    /** The most hours that are billed. */
    public static final NumberField<WorkType> HOURS_MAX = TYPE.decimal("hoursMax");
    /** To what part of an hour hours are rounded. */
    public static final NumberField<WorkType> ROUND_BILL_HOURS_TO = TYPE.decimal("roundBillHoursTo");
    /** Holiday, PTO, Sick or Vacation, for absence. */
    public static final TextField<WorkType> ACCRUAL_TYPE = TYPE.text("accrualType");
    /** Whether it may no longer be chosen. */
    public static final FlagField<WorkType> INACTIVE = TYPE.flag("inactiveFlag");
    /** Whether new time entries get it when they name none. */
    public static final FlagField<WorkType> DEFAULT_TYPE = TYPE.flag("overallDefaultFlag");
    /** Whether time entries for activities get it when they name none. */
    public static final FlagField<WorkType> ACTIVITY_DEFAULT = TYPE.flag("activityDefaultFlag");
    /** Whether it counts as productive. */
    public static final FlagField<WorkType> UTILIZATION = TYPE.flag("utilizationFlag");
    /** By how much the cost of an hour is multiplied. */
    public static final NumberField<WorkType> COST_MULTIPLIER = TYPE.decimal("costMultiplier");
    /** The reference of another system, at most 50 characters. */
    public static final TextField<WorkType> INTEGRATION_X_REF = TYPE.text("integrationXRef", 50);
    /** Whether to exclude it from all agreements. */
    public static final FlagField<WorkType> ADD_ALL_AGREEMENT_EXCLUSIONS =
            TYPE.flag("addAllAgreementExclusions", FieldRule.CREATE_ONLY, FieldRule.UNCOMPARED);
    /** When it last changed; for conditions only. */
    public static final MomentField<WorkType> LAST_UPDATED = TYPE.moment("lastUpdated", FieldRule.READ_ONLY);

    private WorkTypeField() {}
}
