package dev.tocsin.core.docs;

import dev.tocsin.core.Tocsin;
import dev.tocsin.core.asset.AnswerType;
import dev.tocsin.core.asset.Asset;
import dev.tocsin.core.asset.AssetField;
import dev.tocsin.core.asset.AssetSource;
import dev.tocsin.core.asset.AssetValue;
import dev.tocsin.core.asset.ConfigurationProfile;
import dev.tocsin.core.asset.QuestionMapping;
import dev.tocsin.core.fleet.ConfigurationSync;
import dev.tocsin.core.fleet.SyncOrder;
import dev.tocsin.core.sync.SyncReport;
import java.util.List;

/** Shows what would be done for an inventory, and does it. */
public final class SyncAssets {
    private SyncAssets() {}

    public static void sync(Tocsin tocsin, List<Asset> inventory) {
        ConfigurationProfile profile = ConfigurationProfile.builder("workstations", "Workstation")
                .statuses("Active", "Inactive")
                .field("osType", AssetValue.of(AssetField.OPERATING_SYSTEM).shortened())
                .question(new QuestionMapping("Asset tag", AnswerType.TEXT, AssetValue.attribute("tag"), false, true))
                .build();
        AssetSource source = AssetSource.of("nessus", inventory::stream);
        SyncOrder order = SyncOrder.builder("cw", source, profile).build();
        ConfigurationSync sync = tocsin.configurationSync();

        SyncReport would = sync.dryRun(order, plan -> plan.lines().forEach(System.out::println), progress -> {});
        if (would.ending() == SyncReport.Ending.COMPLETED) {
            SyncReport report = sync.run(order, System.out::println);
            report.lines().forEach(System.out::println);
        }
    }
}
