package dev.tocsin.connectwise.psa;

import dev.tocsin.connectwise.configuration.Configuration;
import dev.tocsin.connectwise.configuration.ConfigurationField;
import dev.tocsin.connectwise.record.Field;
import dev.tocsin.connectwise.record.FieldRule;
import dev.tocsin.connectwise.record.MomentField;
import dev.tocsin.connectwise.record.TextField;
import dev.tocsin.connectwise.record.Values;
import dev.tocsin.core.base.ConfigurationException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The texts and days of configurations that a profile can fill. Their names and lengths are those of the vendor's contract,
 * as {@link ConfigurationField} has them; the server keeps the day only of what is a day.
 */
final class ConfigurationFields {
    private static final Map<Field<Configuration>, Function<Configuration, @Nullable Object>> ALL =
            new LinkedHashMap<>();

    static {
        add(ConfigurationField.NAME, Configuration::name);
        add(ConfigurationField.DEVICE_IDENTIFIER, Configuration::deviceIdentifier);
        add(ConfigurationField.SERIAL_NUMBER, Configuration::serialNumber);
        add(ConfigurationField.MAC_ADDRESS, Configuration::macAddress);
        add(ConfigurationField.MODEL_NUMBER, Configuration::modelNumber);
        add(ConfigurationField.TAG_NUMBER, Configuration::tagNumber);
        add(ConfigurationField.MANUFACTURER_PART_NUMBER, Configuration::manufacturerPartNumber);
        add(ConfigurationField.PURCHASE_DATE, Configuration::purchaseDate);
        add(ConfigurationField.INSTALLATION_DATE, Configuration::installationDate);
        add(ConfigurationField.WARRANTY_EXPIRATION_DATE, Configuration::warrantyExpirationDate);
        add(ConfigurationField.VENDOR_NOTES, Configuration::vendorNotes);
        add(ConfigurationField.NOTES, Configuration::notes);
        add(ConfigurationField.IP_ADDRESS, Configuration::ipAddress);
        add(ConfigurationField.DEFAULT_GATEWAY, Configuration::defaultGateway);
        add(ConfigurationField.LAST_LOGIN_NAME, Configuration::lastLoginName);
        add(ConfigurationField.OS_TYPE, Configuration::osType);
        add(ConfigurationField.OS_INFO, Configuration::osInfo);
        add(ConfigurationField.CPU_SPEED, Configuration::cpuSpeed);
        add(ConfigurationField.RAM, Configuration::ram);
        add(ConfigurationField.LOCAL_HARD_DRIVES, Configuration::localHardDrives);
        add(ConfigurationField.MANAGEMENT_LINK, Configuration::managementLink);
        add(ConfigurationField.REMOTE_LINK, Configuration::remoteLink);
        add(ConfigurationField.LAST_BACKUP_DATE, Configuration::lastBackupDate);
        add(ConfigurationField.BACKUP_SERVER_NAME, Configuration::backupServerName);
        add(ConfigurationField.BACKUP_PROTECTED_DEVICE_LIST, Configuration::backupProtectedDeviceList);
    }

    private ConfigurationFields() {}

    private static void add(Field<Configuration> field, Function<Configuration, @Nullable Object> value) {
        ALL.put(field, value);
    }

    /**
     * The fields as a profile is checked against them, those by which assets are found first. None of them keeps line ends: by
     * the vendor's guide the server makes a blank of each in all fields but the texts of notes on tickets, and what a particular
     * version does with those of long texts is not documented.
     */
    static List<dev.tocsin.core.asset.ConfigurationField> list() {
        return ALL.keySet().stream().map(ConfigurationFields::described).toList();
    }

    private static dev.tocsin.core.asset.ConfigurationField described(Field<Configuration> field) {
        int longest = field instanceof TextField<Configuration> text ? text.longest(false) : Integer.MAX_VALUE;
        return new dev.tocsin.core.asset.ConfigurationField(
                field.name(),
                longest == Integer.MAX_VALUE ? 0 : longest,
                field instanceof MomentField,
                field.is(FieldRule.REQUIRED),
                false);
    }

    /** The names of the fields to ask the server for. */
    static Stream<String> names() {
        return ALL.keySet().stream().map(Field::name);
    }

    /** The fields of a configuration that have a value. */
    static Map<String, String> read(Configuration configuration) {
        Map<String, String> values = new TreeMap<>();
        ALL.forEach((field, reader) -> {
            Object value = reader.apply(configuration);
            if (value != null && !value.toString().isBlank()) {
                values.put(
                        field.name(),
                        value instanceof Instant moment
                                ? moment.atZone(ZoneOffset.UTC).toLocalDate().toString()
                                : value.toString());
            }
        });
        return values;
    }

    /**
     * Puts values into a draft or an edit.
     *
     * @param values the values by the names of the fields, days as {@code 2026-03-02}
     * @throws ConfigurationException if there is no field of a name
     */
    static <S extends Values<Configuration, S>> void write(Map<String, String> values, S into) {
        values.forEach((name, value) -> {
            Field<Configuration> field = ALL.keySet().stream()
                    .filter(one -> one.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new ConfigurationException(
                            "fields[" + name + "]", "is no field of a configuration; legal are " + names().toList()));
            if (field instanceof MomentField<Configuration> day) {
                into.set(
                        day, LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant());
            } else {
                into.set((TextField<Configuration>) field, value);
            }
        });
    }
}
