package dev.tocsin.core.asset;

import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The fields of an asset that a profile can map. */
public enum AssetField {
    /** The source's id. */
    ID(Asset::id),
    /** The name. */
    NAME(Asset::name),
    /** The device identifier. */
    DEVICE_IDENTIFIER(asset -> asset.deviceIdentifier().orElse(null)),
    /** The serial number, unless it is a maker's placeholder. */
    SERIAL_NUMBER(asset -> asset.serialNumber().filter(Identifiers::telling).orElse(null)),
    /**
     * The main MAC address, as {@code 00:1A:2B:3C:4D:5E} where it is one. Another of the asset's that the PSA holds stays, since
     * sources list the adapters of a device in any order.
     */
    MAC_ADDRESS(asset -> first(asset.macAddresses()).map(Identifiers::shownMac).orElse(null)),
    /** The model. */
    MODEL(asset -> asset.model().orElse(null)),
    /** The maker. */
    MANUFACTURER(asset -> asset.manufacturer().orElse(null)),
    /** The operating system. */
    OPERATING_SYSTEM(asset -> asset.operatingSystem().orElse(null)),
    /** The main IP address. Another of the asset's that the PSA holds stays, as for the MAC address. */
    ADDRESS(asset -> first(asset.addresses()).orElse(null)),
    /** All IP addresses in the order of their letters, since sources list them in any, with commas between them. */
    ADDRESSES(asset -> asset.addresses().isEmpty() ? null : String.join(", ", new TreeSet<>(asset.addresses()))),
    /** The last user. */
    USER(asset -> asset.user().orElse(null)),
    /** When it was last heard of, to the second, in UTC. It changes all the time: each run then writes every asset. */
    LAST_SEEN(asset -> asset.lastSeen()
            .map(at -> at.truncatedTo(ChronoUnit.SECONDS).toString())
            .orElse(null)),
    /** The day on which it was last heard of, in UTC: at most one write a day for each asset. */
    LAST_SEEN_DAY(asset -> asset.lastSeen()
            .map(at -> at.atZone(ZoneOffset.UTC).toLocalDate().toString())
            .orElse(null)),
    /** What is installed, one program a line. */
    SOFTWARE(asset -> asset.software().isEmpty()
            ? null
            : asset.software().stream()
                    .map(one -> one.version() == null ? one.name() : one.name() + " " + one.version())
                    .collect(Collectors.joining("\n")));

    private final Function<Asset, @Nullable String> reader;

    AssetField(Function<Asset, @Nullable String> reader) {
        this.reader = reader;
    }

    /** The field's value; empty if the asset has none. */
    public Optional<String> of(Asset asset) {
        return Optional.ofNullable(reader.apply(asset));
    }

    /** Whether a value that the PSA holds says the same of an asset as the field's own. */
    boolean isAsGood(Asset asset, String held) {
        return switch (this) {
            case ADDRESS -> asset.addresses().contains(held);
            // A reference goes where nothing is, and in place of another reference.
            case DEVICE_IDENTIFIER ->
                asset.deviceIdentifier().filter(AssetReference::isOne).isPresent() && !AssetReference.isOne(held);
            case MAC_ADDRESS ->
                asset.macAddresses().stream().map(Identifiers::shownMac).anyMatch(held::equals);
            default -> false;
        };
    }

    private static Optional<String> first(List<String> values) {
        return values.stream().findFirst();
    }
}
