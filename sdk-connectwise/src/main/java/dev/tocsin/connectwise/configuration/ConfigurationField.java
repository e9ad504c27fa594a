package dev.tocsin.connectwise.configuration;

import dev.tocsin.connectwise.record.FieldRule;
import dev.tocsin.connectwise.record.FlagField;
import dev.tocsin.connectwise.record.MomentField;
import dev.tocsin.connectwise.record.NumberField;
import dev.tocsin.connectwise.record.RecordType;
import dev.tocsin.connectwise.record.ReferenceField;
import dev.tocsin.connectwise.record.TextField;

/** The fields of configurations, for conditions, drafts and edits. Lengths are the vendor's, of version 2025.1. */
public final class ConfigurationField {
    /** The kind of records. */
    public static final RecordType<Configuration> TYPE = RecordType.of("configuration", Configuration::from);
    /** The id. Set by the server. */
    public static final NumberField<Configuration> ID = TYPE.integer("id", FieldRule.READ_ONLY);
    /** The name; required, at most 100 characters. */
    public static final TextField<Configuration> NAME = TYPE.text("name", 100, FieldRule.REQUIRED);
    /** The type, which sets the questions; required. It can be set at creation only. */
    public static final ReferenceField<Configuration> CONFIGURATION_TYPE =
            TYPE.reference("type", FieldRule.REQUIRED, FieldRule.CREATE_ONLY);
    /** The status. */
    public static final ReferenceField<Configuration> STATUS = TYPE.reference("status");
    /** The company that has it; required. */
    public static final ReferenceField<Configuration> COMPANY = TYPE.reference("company", FieldRule.REQUIRED);
    /** The contact who uses it. */
    public static final ReferenceField<Configuration> CONTACT = TYPE.reference("contact");
    /** The site of the company where it is. */
    public static final ReferenceField<Configuration> SITE = TYPE.reference("site");
    /** The location of the MSP that looks after it. */
    public static final ReferenceField<Configuration> LOCATION = TYPE.reference("location");
    /** The department of the MSP that looks after it. */
    public static final ReferenceField<Configuration> DEPARTMENT = TYPE.reference("department");
    /** The identifier that a management tool knows it by, at most 100 characters. */
    public static final TextField<Configuration> DEVICE_IDENTIFIER = TYPE.text("deviceIdentifier", 100);
    /** The serial number, at most 250 characters. */
    public static final TextField<Configuration> SERIAL_NUMBER = TYPE.text("serialNumber", 250);
    /** The model, at most 50 characters. */
    public static final TextField<Configuration> MODEL_NUMBER = TYPE.text("modelNumber", 50);
    /** The number on the inventory tag, at most 50 characters. */
    public static final TextField<Configuration> TAG_NUMBER = TYPE.text("tagNumber", 50);
    /** The maker's part number, at most 50 characters. */
    public static final TextField<Configuration> MANUFACTURER_PART_NUMBER = TYPE.text("manufacturerPartNumber", 50);
    /** When it was bought; the server keeps the day only. */
    public static final MomentField<Configuration> PURCHASE_DATE = TYPE.moment("purchaseDate", FieldRule.UNCOMPARED);
    /** When it was installed; the server keeps the day only. */
    public static final MomentField<Configuration> INSTALLATION_DATE =
            TYPE.moment("installationDate", FieldRule.UNCOMPARED);
    /** The member who installed it. */
    public static final ReferenceField<Configuration> INSTALLED_BY = TYPE.reference("installedBy");
    /** When the warranty ends; the server keeps the day only. */
    public static final MomentField<Configuration> WARRANTY_EXPIRATION_DATE =
            TYPE.moment("warrantyExpirationDate", FieldRule.UNCOMPARED);
    /** The company it was bought from. */
    public static final ReferenceField<Configuration> VENDOR = TYPE.reference("vendor");
    /** The maker. */
    public static final ReferenceField<Configuration> MANUFACTURER = TYPE.reference("manufacturer");
    /** Notes on the purchase. */
    public static final TextField<Configuration> VENDOR_NOTES = TYPE.text("vendorNotes", FieldRule.MULTILINE);
    /** Notes. */
    public static final TextField<Configuration> NOTES = TYPE.text("notes", FieldRule.MULTILINE);
    /** The hardware address, at most 25 characters. */
    public static final TextField<Configuration> MAC_ADDRESS = TYPE.text("macAddress", 25);
    /** The IP address as typed in, at most 50 characters. */
    public static final TextField<Configuration> IP_ADDRESS = TYPE.text("ipAddress", 50);
    /** The default gateway as typed in, at most 50 characters. */
    public static final TextField<Configuration> DEFAULT_GATEWAY = TYPE.text("defaultGateway", 50);
    /** Who was last logged in, at most 100 characters. */
    public static final TextField<Configuration> LAST_LOGIN_NAME = TYPE.text("lastLoginName", 100);
    /** The operating system, at most 250 characters. */
    public static final TextField<Configuration> OS_TYPE = TYPE.text("osType", 250);
    /** The version of the operating system, at most 250 characters. */
    public static final TextField<Configuration> OS_INFO = TYPE.text("osInfo", 250);
    /** The processor as a tool reported it, at most 100 characters. */
    public static final TextField<Configuration> CPU_SPEED = TYPE.text("cpuSpeed", 100);
    /** The memory as a tool reported it, at most 25 characters. */
    public static final TextField<Configuration> RAM = TYPE.text("ram", 25);
    /** The drives as a tool reported them. */
    public static final TextField<Configuration> LOCAL_HARD_DRIVES = TYPE.text("localHardDrives", FieldRule.MULTILINE);
    /** The address of its page in a management tool, at most 1,000 characters. */
    public static final TextField<Configuration> MANAGEMENT_LINK = TYPE.text("managementLink", 1000);
    /** The address of a remote session on it, at most 1,000 characters. */
    public static final TextField<Configuration> REMOTE_LINK = TYPE.text("remoteLink", 1000);
    /** The id of the configuration that it is part of. */
    public static final NumberField<Configuration> PARENT_CONFIGURATION_ID = TYPE.integer("parentConfigurationId");
    /** The service level agreement. */
    public static final ReferenceField<Configuration> SLA = TYPE.reference("sla");
    /** Whether it is billed. */
    public static final FlagField<Configuration> BILL = TYPE.flag("billFlag");
    /** Whether it is in use. */
    public static final FlagField<Configuration> ACTIVE = TYPE.flag("activeFlag");
    /** Whether it is to be renewed. */
    public static final FlagField<Configuration> NEEDS_RENEWAL = TYPE.flag("needsRenewalFlag");
    /** Whether its page links to a remote session. */
    public static final FlagField<Configuration> SHOW_REMOTE = TYPE.flag("showRemoteFlag");
    /** Whether its page links to ConnectWise Automate. */
    public static final FlagField<Configuration> SHOW_AUTOMATE = TYPE.flag("showAutomateFlag");
    /** Whether its page shows the vendor. */
    public static final FlagField<Configuration> DISPLAY_VENDOR = TYPE.flag("displayVendorFlag");
    /** When it was last backed up; the server may keep the day only. */
    public static final MomentField<Configuration> LAST_BACKUP_DATE =
            TYPE.moment("lastBackupDate", FieldRule.UNCOMPARED);
    /** The server that backs it up, at most 50 characters. */
    public static final TextField<Configuration> BACKUP_SERVER_NAME = TYPE.text("backupServerName", 50);
    /** How many backups succeeded. */
    public static final NumberField<Configuration> BACKUP_SUCCESSES = TYPE.integer("backupSuccesses");
    /** How many backups were incomplete. */
    public static final NumberField<Configuration> BACKUP_INCOMPLETE = TYPE.integer("backupIncomplete");
    /** How many backups failed. */
    public static final NumberField<Configuration> BACKUP_FAILED = TYPE.integer("backupFailed");
    /** How many backups were restored. */
    public static final NumberField<Configuration> BACKUP_RESTORES = TYPE.integer("backupRestores");
    /** The billable backup space in GB. */
    public static final NumberField<Configuration> BACKUP_BILLABLE_SPACE_GB = TYPE.decimal("backupBillableSpaceGb");
    /** The devices that the backup covers. */
    public static final TextField<Configuration> BACKUP_PROTECTED_DEVICE_LIST =
            TYPE.text("backupProtectedDeviceList", FieldRule.MULTILINE);
    /** The year that the figures on backups are for. */
    public static final NumberField<Configuration> BACKUP_YEAR = TYPE.integer("backupYear");
    /** The month that the figures on backups are for. */
    public static final NumberField<Configuration> BACKUP_MONTH = TYPE.integer("backupMonth");
    /** When it last changed; for conditions only. */
    public static final MomentField<Configuration> LAST_UPDATED = TYPE.moment("lastUpdated", FieldRule.READ_ONLY);

    private ConfigurationField() {}
}
