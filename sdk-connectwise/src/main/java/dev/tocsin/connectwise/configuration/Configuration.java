package dev.tocsin.connectwise.configuration;

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
 * A configuration: a device, a program, a licence or another thing that a company has and the MSP looks after. The
 * questions of its type are answered on it.
 *
 * @param id the id
 * @param name the name
 * @param type the type, which sets the questions; null if the answer omits it
 * @param status the status; null if unset
 * @param company the company that has it; null if the answer omits it
 * @param contact the contact who uses it; null if unset
 * @param site the site of the company where it is; null if unset
 * @param location the location of the MSP that looks after it; null if unset
 * @param department the department of the MSP that looks after it; null if unset
 * @param deviceIdentifier the identifier that a management tool knows it by; null if empty
 * @param serialNumber the serial number; null if empty
 * @param modelNumber the model; null if empty
 * @param tagNumber the number on the inventory tag; null if empty
 * @param manufacturerPartNumber the maker's part number; null if empty
 * @param purchaseDate when it was bought; the server keeps the day only; null if unset
 * @param installationDate when it was installed; the server keeps the day only; null if unset
 * @param installedBy the member who installed it; null if unset
 * @param warrantyExpirationDate when the warranty ends; the server keeps the day only; null if unset
 * @param vendor the company it was bought from; null if unset
 * @param manufacturer the maker; null if unset
 * @param vendorNotes notes on the purchase; null if empty
 * @param notes notes; null if empty
 * @param macAddress the hardware address; null if empty
 * @param ipAddress the IP address as typed in; null if empty
 * @param defaultGateway the default gateway as typed in; null if empty
 * @param lastLoginName who was last logged in; null if empty
 * @param osType the operating system; null if empty
 * @param osInfo the version of the operating system; null if empty
 * @param cpuSpeed the processor as a tool reported it; null if empty
 * @param ram the memory as a tool reported it; null if empty
 * @param localHardDrives the drives as a tool reported them; null if empty
 * @param managementLink the address of its page in a management tool; null if empty
 * @param remoteLink the address of a remote session on it; null if empty
 * @param parentConfigurationId the id of the configuration that it is part of; null if unset
 * @param sla the service level agreement; null if unset
 * @param bill whether it is billed
 * @param active whether it is in use
 * @param needsRenewal whether it is to be renewed
 * @param showRemote whether its page links to a remote session
 * @param showAutomate whether its page links to ConnectWise Automate
 * @param displayVendor whether its page shows the vendor
 * @param lastBackupDate when it was last backed up; the server may keep the day only; null if unset
 * @param backupServerName the server that backs it up; null if empty
 * @param backupSuccesses how many backups succeeded; null if unset
 * @param backupIncomplete how many backups were incomplete; null if unset
 * @param backupFailed how many backups failed; null if unset
 * @param backupRestores how many backups were restored; null if unset
 * @param backupBillableSpaceGb the billable backup space in GB; null if unset
 * @param backupProtectedDeviceList the devices that the backup covers; null if empty
 * @param backupYear the year that the figures on backups are for; null if unset
 * @param backupMonth the month that the figures on backups are for; null if unset
 * @param questions the questions of its type, with or without an answer; empty if there is none
 * @param customFields its custom fields, with or without a value
 * @param lastUpdated when it last changed; null if the answer omits it
 */
public record Configuration(
        int id,
        String name,
        @Nullable Reference type,
        @Nullable Reference status,
        @Nullable Reference company,
        @Nullable Reference contact,
        @Nullable Reference site,
        @Nullable Reference location,
        @Nullable Reference department,
        @Nullable String deviceIdentifier,
        @Nullable String serialNumber,
        @Nullable String modelNumber,
        @Nullable String tagNumber,
        @Nullable String manufacturerPartNumber,
        @Nullable Instant purchaseDate,
        @Nullable Instant installationDate,
        @Nullable Reference installedBy,
        @Nullable Instant warrantyExpirationDate,
        @Nullable Reference vendor,
        @Nullable Reference manufacturer,
        @Nullable String vendorNotes,
        @Nullable String notes,
        @Nullable String macAddress,
        @Nullable String ipAddress,
        @Nullable String defaultGateway,
        @Nullable String lastLoginName,
        @Nullable String osType,
        @Nullable String osInfo,
        @Nullable String cpuSpeed,
        @Nullable String ram,
        @Nullable String localHardDrives,
        @Nullable String managementLink,
        @Nullable String remoteLink,
        @Nullable Integer parentConfigurationId,
        @Nullable Reference sla,
        boolean bill,
        boolean active,
        boolean needsRenewal,
        boolean showRemote,
        boolean showAutomate,
        boolean displayVendor,
        @Nullable Instant lastBackupDate,
        @Nullable String backupServerName,
        @Nullable Integer backupSuccesses,
        @Nullable Integer backupIncomplete,
        @Nullable Integer backupFailed,
        @Nullable Integer backupRestores,
        @Nullable BigDecimal backupBillableSpaceGb,
        @Nullable String backupProtectedDeviceList,
        @Nullable Integer backupYear,
        @Nullable Integer backupMonth,
        List<ConfigurationQuestion> questions,
        List<CustomField> customFields,
        @Nullable Instant lastUpdated) {
    /** Copies the lists. */
    public Configuration {
        questions = List.copyOf(questions);
        customFields = List.copyOf(customFields);
    }

    /** An empty draft; name, type and company are required. */
    public static Draft<Configuration> draft() {
        return ConfigurationField.TYPE.draft();
    }

    /** An empty edit. */
    public static Edit<Configuration> edit() {
        return ConfigurationField.TYPE.edit();
    }

    /** No answers yet, for {@code Configurations.answer}. */
    public static Answers answers() {
        return new Answers();
    }

    static Configuration from(JsonRecord f) {
        return new Configuration(
                f.id(),
                f.textOrEmpty("name"),
                Reference.in(f, "type"),
                Reference.in(f, "status"),
                Reference.in(f, "company"),
                Reference.in(f, "contact"),
                Reference.in(f, "site"),
                Reference.in(f, "location"),
                Reference.in(f, "department"),
                f.text("deviceIdentifier"),
                f.text("serialNumber"),
                f.text("modelNumber"),
                f.text("tagNumber"),
                f.text("manufacturerPartNumber"),
                f.instant("purchaseDate"),
                f.instant("installationDate"),
                Reference.in(f, "installedBy"),
                f.instant("warrantyExpirationDate"),
                Reference.in(f, "vendor"),
                Reference.in(f, "manufacturer"),
                f.text("vendorNotes"),
                f.text("notes"),
                f.text("macAddress"),
                f.text("ipAddress"),
                f.text("defaultGateway"),
                f.text("lastLoginName"),
                f.text("osType"),
                f.text("osInfo"),
                f.text("cpuSpeed"),
                f.text("ram"),
                f.text("localHardDrives"),
                f.text("managementLink"),
                f.text("remoteLink"),
                f.integer("parentConfigurationId"),
                Reference.in(f, "sla"),
                f.flag("billFlag"),
                f.flag("activeFlag"),
                f.flag("needsRenewalFlag"),
                f.flag("showRemoteFlag"),
                f.flag("showAutomateFlag"),
                f.flag("displayVendorFlag"),
                f.instant("lastBackupDate"),
                f.text("backupServerName"),
                f.integer("backupSuccesses"),
                f.integer("backupIncomplete"),
                f.integer("backupFailed"),
                f.integer("backupRestores"),
                f.decimal("backupBillableSpaceGb"),
                f.text("backupProtectedDeviceList"),
                f.integer("backupYear"),
                f.integer("backupMonth"),
                ConfigurationQuestion.listIn(f),
                CustomField.listIn(f),
                f.info().instant("lastUpdated"));
    }
}
