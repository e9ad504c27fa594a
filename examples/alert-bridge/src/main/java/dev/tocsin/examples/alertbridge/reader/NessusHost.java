package dev.tocsin.examples.alertbridge.reader;

import dev.tocsin.core.base.BoundedText;
import dev.tocsin.core.base.MspId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a report says about one host. Its name as an asset is the one the machine gives itself (NetBIOS), else that of
 * the name service, else what the scan was told to look for, often an address: from the most to the least stable.
 */
final class NessusHost {
    private static final int MAX_NAME = 250;

    private final String company;
    private final MspId msp;
    private final @Nullable String reportName;
    private final @Nullable Instant reportTime;
    private final Map<String, String> tags = new LinkedHashMap<>();
    private boolean described;
    private boolean dead;
    private boolean faulty;

    /**
     * @param reportName the name of the {@code ReportHost}
     * @param reportTime the report's own time, for hosts that have none; null if it has none either
     */
    NessusHost(String company, MspId msp, @Nullable String reportName, @Nullable Instant reportTime) {
        this.company = company;
        this.msp = msp;
        this.reportName = BoundedText.line(MAX_NAME, reportName);
        this.reportTime = reportTime;
    }

    /** Whether a tag of this name is wanted. */
    static boolean wants(@Nullable String tag) {
        return tag != null
                && switch (tag) {
                    case "HOST_END",
                            "HOST_START",
                            "HOST_END_TIMESTAMP",
                            "HOST_START_TIMESTAMP",
                            "operating-system",
                            "mac-address",
                            "host-ip",
                            "host-fqdn",
                            "netbios-name" -> true;
                    default -> false;
                };
    }

    void tag(String name, String value) {
        if (!value.isBlank()) {
            tags.putIfAbsent(name, value.strip());
        }
    }

    /** Notes that the host's properties were read to their end. */
    void describe() {
        described = true;
    }

    boolean described() {
        return described;
    }

    /** Notes that an item could not be used, so that the report does not tell everything about the host. */
    void markFaulty() {
        faulty = true;
    }

    /** Notes that the scanner found nobody at home. */
    void markDead() {
        dead = true;
    }

    String company() {
        return company;
    }

    MspId msp() {
        return msp;
    }

    /** The host's name as an asset, whose case is as in the report. */
    String asset() throws UnusableException {
        String netbios = BoundedText.line(MAX_NAME, tags.get("netbios-name"));
        if (netbios != null) {
            // some versions write DOMAIN\NAME
            String bare = netbios.substring(netbios.lastIndexOf('\\') + 1).strip();
            if (!bare.isEmpty()) {
                return bare;
            }
        }
        String fqdn = BoundedText.line(MAX_NAME, tags.get("host-fqdn"));
        String name = fqdn != null ? fqdn : reportName;
        if (name == null) {
            throw new UnusableException("ReportHost", "has no name, and no netbios-name or host-fqdn either");
        }
        return name;
    }

    @Nullable
    String os() {
        // several candidates stand on lines of their own
        String all = tags.get("operating-system");
        return all == null
                ? null
                : BoundedText.line(300, all.lines().findFirst().orElse(null));
    }

    /** When the host was examined, else the report's time; null if there is neither. */
    @Nullable
    Instant time() {
        Instant own = ownTime();
        return own != null ? own : reportTime;
    }

    @Nullable
    Instant ownTime() {
        Instant end = endTime();
        if (end != null) {
            return end;
        }
        Instant start = RecordTime.epoch(tags.get("HOST_START_TIMESTAMP"));
        return start != null ? start : RecordTime.nessus(tags.get("HOST_START"));
    }

    private @Nullable Instant endTime() {
        Instant end = RecordTime.epoch(tags.get("HOST_END_TIMESTAMP"));
        return end != null ? end : RecordTime.nessus(tags.get("HOST_END"));
    }

    /** What events say about the host besides its name. */
    Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        fact(facts, "os", "operating-system");
        fact(facts, "mac", "mac-address");
        fact(facts, "ip", "host-ip");
        fact(facts, "fqdn", "host-fqdn");
        return facts;
    }

    private void fact(Map<String, String> facts, String name, String tag) {
        String value = BoundedText.within(300, tags.get(tag));
        if (value != null) {
            facts.put(name, value);
        }
    }

    /**
     * The host as a listed asset.
     *
     * @param ended whether the report told of the host to its end
     */
    ListedAsset listed(boolean ended) throws UnusableException {
        boolean complete = ended && described && !dead && !faulty && endTime() != null;
        return new ListedAsset(company, asset(), time(), complete);
    }
}
