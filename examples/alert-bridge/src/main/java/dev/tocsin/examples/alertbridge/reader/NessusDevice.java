package dev.tocsin.examples.alertbridge.reader;

import dev.tocsin.core.asset.Asset;
import dev.tocsin.core.base.BoundedText;
import dev.tocsin.core.base.MspId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a report says about one host as a device. Its name is the one that events of the same report carry, so that tickets
 * find its configuration; a host without any name is called by its address.
 */
final class NessusDevice {
    /** The host's properties that are looked at. */
    static final Set<String> TAGS = Set.of(
            "HOST_END",
            "HOST_START",
            "HOST_END_TIMESTAMP",
            "HOST_START_TIMESTAMP",
            "operating-system",
            "mac-address",
            "host-ip",
            "host-fqdn",
            "netbios-name",
            "system-type",
            "bios-uuid");

    /** The attribute of the id that the firmware gives. */
    private static final String BIOS_UUID = "biosUuid";

    private final NessusHost host;
    private final Map<String, String> tags = new LinkedHashMap<>();
    private final NessusOutput outputs = new NessusOutput();

    NessusDevice(@Nullable String reportName) {
        // the company of an asset is told when it is made, and what is asked of the host here does not depend on it
        host = new NessusHost("", MspId.SINGLE, reportName, null);
    }

    void tag(String name, String value) {
        host.tag(name, value);
        if (!value.isBlank()) {
            tags.putIfAbsent(name, value.strip());
        }
    }

    void output(String plugin, String text) {
        outputs.add(plugin, text);
    }

    /** Whether the scanner found nobody at home. */
    boolean dead() {
        return outputs.dead();
    }

    /** The asset of a company. */
    Asset asset(String company) throws UnusableException {
        String address = lines("host-ip").stream().findFirst().orElse(null);
        String name;
        try {
            name = host.asset();
        } catch (UnusableException e) {
            if (address == null) {
                throw new UnusableException(
                        "ReportHost", "has no name, and no netbios-name, host-fqdn or host-ip either");
            }
            name = address;
        }
        Set<String> macs = new LinkedHashSet<>(lines("mac-address"));
        macs.addAll(outputs.macAddresses());
        Map<String, String> attributes = new LinkedHashMap<>();
        attribute(attributes, "fqdn", "host-fqdn");
        attribute(attributes, "netbiosName", "netbios-name");
        attribute(attributes, "systemType", "system-type");
        attribute(attributes, BIOS_UUID, "bios-uuid");
        Asset.Builder asset = Asset.builder(name.toLowerCase(Locale.ROOT), company, name)
                .macAddresses(List.copyOf(macs))
                .addresses(lines("host-ip"))
                .operatingSystem(host.os())
                .serialNumber(outputs.serialNumber())
                .manufacturer(outputs.manufacturer())
                .model(outputs.model())
                .user(outputs.user())
                .lastSeen(host.ownTime())
                .software(outputs.software())
                .attributes(attributes);
        try {
            return asset.build();
        } catch (IllegalArgumentException e) {
            throw UnusableException.ofBuilder(e);
        }
    }

    private List<String> lines(String tag) {
        List<String> lines = new ArrayList<>();
        for (String part : tags.getOrDefault(tag, "").split("[,;\\s]+")) {
            if (!part.isBlank()) {
                lines.add(part);
            }
        }
        return lines;
    }

    private void attribute(Map<String, String> attributes, String name, String tag) {
        String value = BoundedText.line(300, tags.get(tag));
        if (value != null) {
            attributes.put(name, value);
        }
    }
}
