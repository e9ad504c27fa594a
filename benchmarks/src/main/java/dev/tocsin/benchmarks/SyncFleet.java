package dev.tocsin.benchmarks;

import dev.tocsin.core.asset.Asset;
import dev.tocsin.core.asset.AssetField;
import dev.tocsin.core.asset.AssetSource;
import dev.tocsin.core.asset.AssetValue;
import dev.tocsin.core.asset.ConfigurationProfile;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The devices that are kept as configurations: the same ones as in {@code peers/configurations.js}. */
final class SyncFleet implements AssetSource {
    static final String TYPE = "Managed Workstation";
    static final ConfigurationProfile PROFILE = ConfigurationProfile.builder("workstations", TYPE)
            .statuses("Active", "Inactive")
            .field("osType", AssetValue.of(AssetField.OPERATING_SYSTEM))
            .field("ipAddress", AssetValue.of(AssetField.ADDRESS))
            .build();

    private final List<String> companies;
    private final long devices;
    private final long changed;

    /**
     * @param companies the local companies, of which each has as many devices as the others
     * @param devices how many devices
     * @param changed how many of them have a newer operating system
     */
    SyncFleet(List<String> companies, long devices, long changed) {
        this.companies = companies;
        this.devices = devices;
        this.changed = changed;
    }

    @Override
    public String id() {
        return "fleet";
    }

    @Override
    public OptionalLong total() {
        return OptionalLong.of(devices);
    }

    @Override
    public Stream<Asset> assets(@Nullable String after) {
        return LongStream.range(0, devices).mapToObj(this::device);
    }

    Asset device(long number) {
        String digits = String.format(Locale.ROOT, "%06d", number);
        String company = companies.get((int) (number / Math.max(1, devices / companies.size())));
        return Asset.builder("device-" + digits, company, "PC-" + digits)
                .deviceIdentifier("agent-" + digits)
                .serialNumber("SN" + digits)
                .operatingSystem(number < changed ? "Windows 11 24H2" : "Windows 11 23H2")
                .addresses(List.of("10." + number / 65_536 + "." + number / 256 % 256 + "." + number % 256))
                .build();
    }
}
