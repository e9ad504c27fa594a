package dev.tocsin.core.fleet;

import dev.tocsin.core.asset.ConfigurationPlan;
import dev.tocsin.core.store.AssetKey;
import dev.tocsin.core.sync.SyncProblem;
import dev.tocsin.core.sync.SyncProgress;
import java.util.List;

/** Tells of assets that wait for the end of the source, if they are too many. Pure. */
final class PutOffs {
    static final String NOTHING_RETIRED =
            "nothing was retired, since more assets were given another id than a run moves; the next run goes on with them";

    private PutOffs() {}

    static SyncProblem tooMany(AssetKey key, ConfigurationPlan.PutOff plan) {
        return new SyncProblem(
                key.assetId(),
                SyncProgress.Result.AMBIGUOUS,
                "configuration " + plan.configurationId()
                        + " matches and is that of an asset that did not come so far; " + SyncRun.MOST_PUT_OFF
                        + " others wait for the end of the source, and a later run decides",
                List.of());
    }
}
