package dev.tocsin.core.asset;

import dev.tocsin.core.base.Secret;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A device of a customer as the host knows it. Immutable; text is NFC-normalised and trimmed, blank text is absent. Build it
 * with {@link #builder}.
 */
public final class Asset {
    private final String id;
    private final String companyId;
    private final String name;
    private final @Nullable String deviceIdentifier;
    private final @Nullable String serialNumber;
    private final List<String> macAddresses;
    private final @Nullable String model;
    private final @Nullable String manufacturer;
    private final @Nullable String operatingSystem;
    private final List<String> addresses;
    private final @Nullable String user;
    private final @Nullable Instant lastSeen;
    private final boolean retired;
    private final SortedSet<Software> software;
    private final Map<String, String> attributes;
    private final Map<String, Secret> secrets;

    private Asset(Builder b) {
        id = AssetText.required("id", b.id);
        companyId = AssetText.required("companyId", b.companyId);
        name = AssetText.required("name", b.name);
        deviceIdentifier = AssetText.whole("deviceIdentifier", b.deviceIdentifier);
        serialNumber = AssetText.whole("serialNumber", b.serialNumber);
        macAddresses = texts("macAddresses", b.macAddresses);
        model = AssetText.whole("model", b.model);
        manufacturer = AssetText.whole("manufacturer", b.manufacturer);
        operatingSystem = AssetText.whole("operatingSystem", b.operatingSystem);
        addresses = texts("addresses", b.addresses);
        user = AssetText.whole("user", b.user);
        lastSeen = b.lastSeen;
        retired = b.retired;
        software = Collections.unmodifiableSortedSet(new TreeSet<>(b.software));
        attributes = Collections.unmodifiableMap(new TreeMap<>(b.attributes));
        secrets = Collections.unmodifiableMap(new TreeMap<>(b.secrets));
        attributes.forEach((key, value) -> {
            AssetText.whole("attributes", key);
            AssetText.whole("attributes." + key, value);
        });
        secrets.forEach((key, value) -> {
            AssetText.whole("secrets", key);
            AssetText.whole("secrets." + key, value.reveal());
        });
    }

    private static List<String> texts(String field, List<String> values) {
        LinkedHashSet<String> texts = new LinkedHashSet<>();
        for (int i = 0; i < values.size(); i++) {
            String text = AssetText.whole(field + "[" + i + "]", values.get(i));
            if (text != null) {
                texts.add(text);
            }
        }
        return List.copyOf(texts);
    }

    /**
     * A builder with nothing else set.
     *
     * @param id the source's id of the asset, the same for as long as the asset exists
     * @param companyId the local company that it belongs to
     * @param name the name by which people know it
     */
    public static Builder builder(String id, String companyId, String name) {
        return new Builder(id, companyId, name);
    }

    /** The source's id of it. */
    public String id() {
        return id;
    }

    /** The local company that it belongs to. */
    public String companyId() {
        return companyId;
    }

    /** The name by which people know it. */
    public String name() {
        return name;
    }

    /** What tells it from every other device, such as an agent's id; empty if nothing does. */
    public Optional<String> deviceIdentifier() {
        return Optional.ofNullable(deviceIdentifier);
    }

    /** The maker's serial number as the device reports it, placeholders included; empty if it reports none. */
    public Optional<String> serialNumber() {
        return Optional.ofNullable(serialNumber);
    }

    /** The MAC addresses in whatever notation, the main one first; unmodifiable. */
    public List<String> macAddresses() {
        return macAddresses;
    }

    /** The model; empty if unknown. */
    public Optional<String> model() {
        return Optional.ofNullable(model);
    }

    /** The maker; empty if unknown. */
    public Optional<String> manufacturer() {
        return Optional.ofNullable(manufacturer);
    }

    /** The operating system with its version; empty if unknown. */
    public Optional<String> operatingSystem() {
        return Optional.ofNullable(operatingSystem);
    }

    /** The IP addresses, the main one first; unmodifiable. */
    public List<String> addresses() {
        return addresses;
    }

    /** Who used it last; empty if unknown. */
    public Optional<String> user() {
        return Optional.ofNullable(user);
    }

    /** When the source last heard of it; empty if unknown. */
    public Optional<Instant> lastSeen() {
        return Optional.ofNullable(lastSeen);
    }

    /** Whether the source says that it is out of use. */
    public boolean retired() {
        return retired;
    }

    /** What is installed on it, in order; unmodifiable. */
    public SortedSet<Software> software() {
        return software;
    }

    /** What else the source says, by name; unmodifiable. */
    public Map<String, String> attributes() {
        return attributes;
    }

    /** What else the source says that nobody may see, by name; unmodifiable. */
    public Map<String, Secret> secrets() {
        return secrets;
    }

    /** This asset or, if nothing tells it from every other device, the same with a device identifier that does. */
    public Asset orIdentifiedBy(String reference) {
        if (deviceIdentifier != null) {
            return this;
        }
        return new Builder(id, companyId, name)
                .deviceIdentifier(reference)
                .serialNumber(serialNumber)
                .macAddresses(macAddresses)
                .model(model)
                .manufacturer(manufacturer)
                .operatingSystem(operatingSystem)
                .addresses(addresses)
                .user(user)
                .lastSeen(lastSeen)
                .retired(retired)
                .software(software)
                .attributes(attributes)
                .secrets(secrets)
                .build();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Asset that
                && id.equals(that.id)
                && companyId.equals(that.companyId)
                && name.equals(that.name)
                && Objects.equals(deviceIdentifier, that.deviceIdentifier)
                && Objects.equals(serialNumber, that.serialNumber)
                && macAddresses.equals(that.macAddresses)
                && Objects.equals(model, that.model)
                && Objects.equals(manufacturer, that.manufacturer)
                && Objects.equals(operatingSystem, that.operatingSystem)
                && addresses.equals(that.addresses)
                && Objects.equals(user, that.user)
                && Objects.equals(lastSeen, that.lastSeen)
                && retired == that.retired
                && software.equals(that.software)
                && attributes.equals(that.attributes)
                && secrets.equals(that.secrets);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, companyId, name);
    }

    @Override
    public String toString() {
        return "asset " + AssetText.quoted(name) + " (" + AssetText.quoted(id) + ") of " + AssetText.quoted(companyId);
    }

    /** Collects the fields of an asset; null or blank always means that it is unknown. Not thread-safe. */
    public static final class Builder {
        private final String id;
        private final String companyId;
        private final String name;
        private @Nullable String deviceIdentifier;
        private @Nullable String serialNumber;
        private List<String> macAddresses = List.of();
        private @Nullable String model;
        private @Nullable String manufacturer;
        private @Nullable String operatingSystem;
        private List<String> addresses = List.of();
        private @Nullable String user;
        private @Nullable Instant lastSeen;
        private boolean retired;
        private Collection<Software> software = List.of();
        private Map<String, String> attributes = Map.of();
        private Map<String, Secret> secrets = Map.of();

        private Builder(String id, String companyId, String name) {
            this.id = id;
            this.companyId = companyId;
            this.name = name;
        }

        /** What tells it from every other device, such as an agent's id. */
        public Builder deviceIdentifier(@Nullable String value) {
            deviceIdentifier = value;
            return this;
        }

        /** The serial number as the device reports it. */
        public Builder serialNumber(@Nullable String value) {
            serialNumber = value;
            return this;
        }

        /** The MAC addresses, the main one first. Copied. */
        public Builder macAddresses(List<String> value) {
            macAddresses = List.copyOf(value);
            return this;
        }

        /** The model. */
        public Builder model(@Nullable String value) {
            model = value;
            return this;
        }

        /** The maker. */
        public Builder manufacturer(@Nullable String value) {
            manufacturer = value;
            return this;
        }

        /** The operating system with its version. */
        public Builder operatingSystem(@Nullable String value) {
            operatingSystem = value;
            return this;
        }

        /** The IP addresses, the main one first. Copied. */
        public Builder addresses(List<String> value) {
            addresses = List.copyOf(value);
            return this;
        }

        /** Who used it last. */
        public Builder user(@Nullable String value) {
            user = value;
            return this;
        }

        /** When the source last heard of it. */
        public Builder lastSeen(@Nullable Instant value) {
            lastSeen = value;
            return this;
        }

        /** Whether it is out of use; false by default. */
        public Builder retired(boolean value) {
            retired = value;
            return this;
        }

        /** What is installed on it. Copied. */
        public Builder software(Collection<Software> value) {
            software = List.copyOf(value);
            return this;
        }

        /** What else the source says. Copied. */
        public Builder attributes(Map<String, String> value) {
            attributes = Map.copyOf(value);
            return this;
        }

        /** What else the source says that nobody may see, such as an administrator's password. Copied. */
        public Builder secrets(Map<String, Secret> value) {
            secrets = Map.copyOf(value);
            return this;
        }

        /**
         * The asset.
         *
         * @throws IllegalArgumentException if id, company or name is blank, or a text holds half a surrogate pair, which no store
         *     and no PSA keeps; the message names the field and the place
         */
        public Asset build() {
            return new Asset(this);
        }
    }
}
