package dev.tocsin.examples.alertbridge;

import dev.tocsin.core.asset.Asset;
import dev.tocsin.core.asset.SystemChange;
import dev.tocsin.core.asset.SystemChanges;
import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.ShownText;
import dev.tocsin.core.event.Receipt;
import dev.tocsin.core.event.SecurityEvent;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Turns what changed between two inventories into events of System Changes. */
final class InventoryComparison {
    /** How many assets an inventory may have to be compared, since both are held in memory. */
    private static final int MOST = 100_000;

    private final Surroundings around;
    private final Host host;
    private final Progress progress;

    InventoryComparison(Surroundings around, Host host, Progress progress) {
        this.around = around;
        this.host = host;
        this.progress = progress;
    }

    /**
     * Compares and takes the events in. The same two inventories compared again are the same events.
     *
     * @param before the earlier inventory
     * @param after the later one
     * @param dryRun whether the changes are only shown
     */
    void compare(Inventory before, Inventory after, boolean dryRun) {
        Map<String, List<Asset>> earlier = byCompany(before);
        List<SecurityEvent> events = new ArrayList<>();
        long changed = 0;
        for (Map.Entry<String, List<Asset>> company : byCompany(after).entrySet()) {
            Map<String, Instant> seen = new HashMap<>();
            company.getValue().forEach(asset -> asset.lastSeen().ifPresent(at -> seen.put(asset.id(), at)));
            for (SystemChange change :
                    SystemChanges.compare(earlier.getOrDefault(company.getKey(), List.of()), company.getValue())) {
                changed++;
                if (dryRun) {
                    around.out()
                            .println(ShownText.inLine("system change at " + company.getKey() + ": " + change.title()));
                    continue;
                }
                Instant at = seen.getOrDefault(change.assetId(), after.writtenAt());
                events.add(host.tocsin().configurationSync().systemChange(change, after.id(), at));
            }
        }
        ReceiptTally receipts = new ReceiptTally(progress::say);
        for (int from = 0; from < events.size(); from += Ingestion.BATCH) {
            List<SecurityEvent> batch = events.subList(from, Math.min(events.size(), from + Ingestion.BATCH));
            receipts.add(batch, host.tocsin().ingest(batch));
        }
        PrintStream out = around.out();
        out.println("system changes: " + changed + (dryRun ? " would be events" : " taken in as events"));
        for (Receipt.Outcome outcome : Receipt.Outcome.values()) {
            receipts.reasons(outcome)
                    .forEach(
                            (reason, count) -> out.println("  " + outcome.name().toLowerCase(java.util.Locale.ROOT)
                                    + ": " + Words.count(count, "event") + ": " + ShownText.inLine(reason)));
        }
    }

    private static Map<String, List<Asset>> byCompany(Inventory inventory) {
        if (inventory.total().orElse(0) > MOST) {
            throw new ConfigurationException(
                    "--compare-with",
                    inventory.total().orElse(0) + " assets are too many to compare; at most " + MOST
                            + " are legal, such as those of one company");
        }
        Map<String, List<Asset>> byCompany = new TreeMap<>();
        try (Stream<Asset> assets = inventory.assets(null)) {
            assets.forEach(asset -> byCompany
                    .computeIfAbsent(asset.companyId(), company -> new ArrayList<>())
                    .add(asset));
        }
        return byCompany;
    }
}
