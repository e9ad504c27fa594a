package dev.tocsin.connectwise.time;

import dev.tocsin.connectwise.record.FieldRule;
import dev.tocsin.connectwise.record.FlagField;
import dev.tocsin.connectwise.record.ListField;
import dev.tocsin.connectwise.record.MomentField;
import dev.tocsin.connectwise.record.NumberField;
import dev.tocsin.connectwise.record.RecordType;
import dev.tocsin.connectwise.record.TextField;

/** The fields of work roles, for conditions, drafts and edits. Lengths are the vendor's, of version 2026.4. */
public final class WorkRoleField {
    /** The kind of records. */
    public static final RecordType<WorkRole> TYPE = RecordType.of("work role", WorkRole::from);
    /** The id. */
    public static final NumberField<WorkRole> ID = TYPE.integer("id", FieldRule.READ_ONLY);
    /** The name; required, at most 50 characters. */
    public static final TextField<WorkRole> NAME = TYPE.text("name", 50, FieldRule.REQUIRED);
    /** The price of an hour. */
    public static final NumberField<WorkRole> HOURLY_RATE = TYPE.decimal("hourlyRate");
    /** Whether it may no longer be chosen. */
    public static final FlagField<WorkRole> INACTIVE = TYPE.flag("inactiveFlag");
    /** The reference of another system, at most 50 characters. */
    public static final TextField<WorkRole> INTEGRATION_XREF = TYPE.text("integrationXref", 50);
    /** The ids of the locations that have it. */
    public static final ListField<WorkRole, Integer> LOCATION_IDS = TYPE.integers("locationIds");
    /** Whether to give it to all locations. */
    public static final FlagField<WorkRole> ADD_ALL_LOCATIONS = TYPE.flag("addAllLocations", FieldRule.UNCOMPARED);
    /** Whether to take it from all locations. */
    public static final FlagField<WorkRole> REMOVE_ALL_LOCATIONS =
            TYPE.flag("removeAllLocations", FieldRule.UNCOMPARED);
    /** Whether to exclude it from all agreements. */
    public static final FlagField<WorkRole> ADD_ALL_AGREEMENT_EXCLUSIONS =
            TYPE.flag("addAllAgreementExclusions", FieldRule.UNCOMPARED);
    /** When it last changed; for conditions only. */
    public static final MomentField<WorkRole> LAST_UPDATED = TYPE.moment("lastUpdated", FieldRule.READ_ONLY);

    private WorkRoleField() {}
}
