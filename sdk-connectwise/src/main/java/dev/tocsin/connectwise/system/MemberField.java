package dev.tocsin.connectwise.system;

import dev.tocsin.connectwise.record.FieldRule;
import dev.tocsin.connectwise.record.FlagField;
import dev.tocsin.connectwise.record.ListField;
import dev.tocsin.connectwise.record.MomentField;
import dev.tocsin.connectwise.record.NumberField;
import dev.tocsin.connectwise.record.RecordType;
import dev.tocsin.connectwise.record.ReferenceField;
import dev.tocsin.connectwise.record.TextField;

/** The fields of members, for conditions, drafts and edits. Lengths are the vendor's, of version 2026.4. */
public final class MemberField {
    /** The kind of records. */
    public static final RecordType<Member> TYPE = RecordType.of("member", Member::from);
    /** The id. */
    public static final NumberField<Member> ID = TYPE.integer("id", FieldRule.READ_ONLY);
    /** The login name; required, at most 15 characters. */
    public static final TextField<Member> IDENTIFIER = TYPE.text("identifier", 15, FieldRule.REQUIRED);
    /** The first name; required, at most 30 characters. */
    public static final TextField<Member> FIRST_NAME = TYPE.text("firstName", 30, FieldRule.REQUIRED);
    /** The first letter of the second name, at most 1 characters. */
    public static final TextField<Member> MIDDLE_INITIAL = TYPE.text("middleInitial", 1);
    /** The last name; required, at most 30 characters. */
    public static final TextField<Member> LAST_NAME = TYPE.text("lastName", 30, FieldRule.REQUIRED);
    /** F full, A API, C StreamlineIT, X subcontractor; the list is open; required. */
    public static final TextField<Member> LICENSE_CLASS = TYPE.text("licenseClass", FieldRule.REQUIRED);
    /** Whether the member may no longer log in. */
    public static final FlagField<Member> INACTIVE = TYPE.flag("inactiveFlag");
    /** When the member stops or stopped to log in. */
    public static final MomentField<Member> INACTIVE_DATE = TYPE.moment("inactiveDate");
    /** When the member was employed; required. */
    public static final MomentField<Member> HIRE_DATE = TYPE.moment("hireDate", FieldRule.REQUIRED);
    /** The password, which no answer shows; an API member gets a random one, at most 60 characters. */
    public static final TextField<Member> PASSWORD = TYPE.text("password", 60, FieldRule.UNCOMPARED);
    /** The job title. */
    public static final TextField<Member> TITLE = TYPE.text("title");
    /** The type. */
    public static final ReferenceField<Member> MEMBER_TYPE = TYPE.reference("type");
    /** The number of the employee, at most 10 characters. The API misspells it. */
    public static final TextField<Member> EMPLOYEE_IDENTIFIER = TYPE.text("employeeIdentifer", 10);
    /** The number of a subcontractor as a vendor. */
    public static final TextField<Member> VENDOR_NUMBER = TYPE.text("vendorNumber");
    /** Notes. */
    public static final TextField<Member> NOTES = TYPE.text("notes", FieldRule.MULTILINE);
    /** The mail address at the office, at most 250 characters. */
    public static final TextField<Member> OFFICE_EMAIL = TYPE.text("officeEmail", 250);
    /** The mail address on the road, at most 250 characters. */
    public static final TextField<Member> MOBILE_EMAIL = TYPE.text("mobileEmail", 250);
    /** The mail address at home, at most 250 characters. */
    public static final TextField<Member> HOME_EMAIL = TYPE.text("homeEmail", 250);
    /** The one of the three addresses that is the default, at most 250 characters. */
    public static final TextField<Member> PRIMARY_EMAIL = TYPE.text("primaryEmail", 250, FieldRule.READ_ONLY);
    /** Which address is the default: Office, Mobile or Home; required. */
    public static final TextField<Member> DEFAULT_EMAIL = TYPE.text("defaultEmail", FieldRule.REQUIRED);
    /** The telephone number at the office, at most 15 characters. */
    public static final TextField<Member> OFFICE_PHONE = TYPE.text("officePhone", 15, FieldRule.UNCOMPARED);
    /** The extension at the office, at most 10 characters. */
    public static final TextField<Member> OFFICE_EXTENSION = TYPE.text("officeExtension", 10, FieldRule.UNCOMPARED);
    /** The telephone number on the road, at most 15 characters. */
    public static final TextField<Member> MOBILE_PHONE = TYPE.text("mobilePhone", 15, FieldRule.UNCOMPARED);
    /** The extension on the road, at most 10 characters. */
    public static final TextField<Member> MOBILE_EXTENSION = TYPE.text("mobileExtension", 10, FieldRule.UNCOMPARED);
    /** The telephone number at home, at most 15 characters. */
    public static final TextField<Member> HOME_PHONE = TYPE.text("homePhone", 15, FieldRule.UNCOMPARED);
    /** The extension at home, at most 10 characters. */
    public static final TextField<Member> HOME_EXTENSION = TYPE.text("homeExtension", 10, FieldRule.UNCOMPARED);
    /** Which number is the default: Office, Mobile or Home; required. */
    public static final TextField<Member> DEFAULT_PHONE = TYPE.text("defaultPhone", FieldRule.REQUIRED);
    /** The role, which says what the member may do; required. */
    public static final ReferenceField<Member> SECURITY_ROLE = TYPE.reference("securityRole", FieldRule.REQUIRED);
    /** Whether the member administers the server. */
    public static final FlagField<Member> ADMIN = TYPE.flag("adminFlag");
    /** Whether the member may not log in from outside. */
    public static final FlagField<Member> DISABLE_ONLINE = TYPE.flag("disableOnlineFlag");
    /** Whose records the member may see. */
    public static final ReferenceField<Member> STRUCTURE_LEVEL = TYPE.reference("structureLevel");
    /** The location that limits what the member may see. */
    public static final ReferenceField<Member> SECURITY_LOCATION = TYPE.reference("securityLocation");
    /** The location of new records. */
    public static final ReferenceField<Member> DEFAULT_LOCATION = TYPE.reference("defaultLocation");
    /** The department of new records. */
    public static final ReferenceField<Member> DEFAULT_DEPARTMENT = TYPE.reference("defaultDepartment");
    /** Whether only that location may be used. */
    public static final FlagField<Member> RESTRICT_LOCATION = TYPE.flag("restrictLocationFlag");
    /** Whether only that department may be used. */
    public static final FlagField<Member> RESTRICT_DEPARTMENT = TYPE.flag("restrictDepartmentFlag");
    /** The member's manager. */
    public static final ReferenceField<Member> REPORTS_TO = TYPE.reference("reportsTo");
    /** Who approves the member's times. */
    public static final ReferenceField<Member> TIME_APPROVER = TYPE.reference("timeApprover");
    /** Who approves the member's expenses. */
    public static final ReferenceField<Member> EXPENSE_APPROVER = TYPE.reference("expenseApprover");
    /** The work role of new time entries. */
    public static final ReferenceField<Member> WORK_ROLE = TYPE.reference("workRole");
    /** The work type of new time entries. */
    public static final ReferenceField<Member> WORK_TYPE = TYPE.reference("workType");
    /** The time zone. */
    public static final ReferenceField<Member> TIME_ZONE = TYPE.reference("timeZone");
    /** The calendar of working hours. */
    public static final ReferenceField<Member> CALENDAR = TYPE.reference("calendar");
    /** The country. */
    public static final ReferenceField<Member> COUNTRY = TYPE.reference("country");
    /** What an hour costs the MSP. */
    public static final NumberField<Member> HOURLY_COST = TYPE.decimal("hourlyCost");
    /** What an hour is sold for. */
    public static final NumberField<Member> HOURLY_RATE = TYPE.decimal("hourlyRate");
    /** The hours that the member works in a day. */
    public static final NumberField<Member> DAILY_CAPACITY = TYPE.decimal("dailyCapacity");
    /** The share of the hours that is expected to be billed, in per cent. */
    public static final NumberField<Member> BILLABLE_FORECAST = TYPE.decimal("billableForecast");
    /** The hours of a day that can be planned. */
    public static final NumberField<Member> SCHEDULE_CAPACITY = TYPE.decimal("scheduleCapacity");
    /** The least hours of a day's time sheet. */
    public static final NumberField<Member> MINIMUM_HOURS = TYPE.decimal("minimumHours");
    /** By how many days times may be late. */
    public static final NumberField<Member> DAYS_TOLERANCE = TYPE.integer("daysTolerance");
    /** When the first time sheet begins. */
    public static final TextField<Member> TIME_SHEET_START_DATE = TYPE.text("timeSheetStartDate");
    /** Whether the member must hand in time sheets. */
    public static final FlagField<Member> REQUIRE_TIME_SHEET_ENTRY = TYPE.flag("requireTimeSheetEntryFlag");
    /** Whether the member must hand in expenses. */
    public static final FlagField<Member> REQUIRE_EXPENSE_ENTRY = TYPE.flag("requireExpenseEntryFlag");
    /** The location of new tickets. */
    public static final ReferenceField<Member> SERVICE_DEFAULT_LOCATION = TYPE.reference("serviceDefaultLocation");
    /** The department of new tickets. */
    public static final ReferenceField<Member> SERVICE_DEFAULT_DEPARTMENT = TYPE.reference("serviceDefaultDepartment");
    /** The board of new tickets. */
    public static final ReferenceField<Member> SERVICE_DEFAULT_BOARD = TYPE.reference("serviceDefaultBoard");
    /** Where the member usually works on tickets, such as remotely. */
    public static final ReferenceField<Member> SERVICE_LOCATION = TYPE.reference("serviceLocation");
    /** The ids of the boards that the member may not see. */
    public static final ListField<Member, Integer> EXCLUDED_SERVICE_BOARD_IDS =
            TYPE.integers("excludedServiceBoardIds");
    /** The ids of the teams of boards that the member is in. */
    public static final ListField<Member, Integer> SERVICE_BOARD_TEAM_IDS = TYPE.integers("serviceBoardTeamIds");
    /** The ids of the teams of companies that the member is in. */
    public static final ListField<Member, Integer> TEAMS = TYPE.integers("teams");
    /** The location of new projects. */
    public static final ReferenceField<Member> PROJECT_DEFAULT_LOCATION = TYPE.reference("projectDefaultLocation");
    /** The department of new projects. */
    public static final ReferenceField<Member> PROJECT_DEFAULT_DEPARTMENT = TYPE.reference("projectDefaultDepartment");
    /** The board of new projects. */
    public static final ReferenceField<Member> PROJECT_DEFAULT_BOARD = TYPE.reference("projectDefaultBoard");
    /** The location whose schedule the member sees first. */
    public static final ReferenceField<Member> SCHEDULE_DEFAULT_LOCATION = TYPE.reference("scheduleDefaultLocation");
    /** The department whose schedule the member sees first. */
    public static final ReferenceField<Member> SCHEDULE_DEFAULT_DEPARTMENT =
            TYPE.reference("scheduleDefaultDepartment");
    /** The territory of new opportunities. */
    public static final ReferenceField<Member> SALES_DEFAULT_LOCATION = TYPE.reference("salesDefaultLocation");
    /** The warehouse. */
    public static final ReferenceField<Member> WAREHOUSE = TYPE.reference("warehouse");
    /** The bin in the warehouse. */
    public static final ReferenceField<Member> WAREHOUSE_BIN = TYPE.reference("warehouseBin");
    /** When the member last logged in, as the server writes it. */
    public static final TextField<Member> LAST_LOGIN = TYPE.text("lastLogin", FieldRule.READ_ONLY);
    /** When it last changed; for conditions only. */
    public static final MomentField<Member> LAST_UPDATED = TYPE.moment("lastUpdated", FieldRule.READ_ONLY);

    private MemberField() {}
}
