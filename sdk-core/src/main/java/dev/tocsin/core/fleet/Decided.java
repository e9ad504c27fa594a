package dev.tocsin.core.fleet;

import dev.tocsin.core.asset.Asset;
import dev.tocsin.core.asset.ConfigurationPlan;
import dev.tocsin.core.store.AssetKey;
import dev.tocsin.core.store.FleetLink;
import dev.tocsin.core.sync.SyncProblem;
import dev.tocsin.core.sync.SyncProgress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done for one asset.
 *
 * @param key the asset
 * @param asset the asset itself, or null if it did not come
 * @param company the PSA company, or null if its company is not kept in step
 * @param kept what is kept of it, or null if nothing is
 * @param plan what is planned, or null if nothing can be
 * @param problem what a person must look at, or null if there is nothing
 * @param released what another asset gives up with it, or null if none does
 */
record Decided(
        AssetKey key,
        @Nullable Asset asset,
        @Nullable String company,
        @Nullable FleetLink kept,
        @Nullable ConfigurationPlan plan,
        @Nullable SyncProblem problem,
        @Nullable Release released) {
    /** Where no other asset gives anything up. */
    Decided(
            AssetKey key,
            @Nullable Asset asset,
            @Nullable String company,
            @Nullable FleetLink kept,
            @Nullable ConfigurationPlan plan,
            @Nullable SyncProblem problem) {
        this(key, asset, company, kept, plan, problem, null);
    }

    /** As planned; what cannot be done is a problem. */
    static Decided planned(
            AssetKey key,
            @Nullable Asset asset,
            @Nullable String company,
            @Nullable FleetLink kept,
            ConfigurationPlan plan) {
        SyncProblem problem = null;
        if (plan instanceof ConfigurationPlan.Ambiguous ambiguous) {
            problem = new SyncProblem(
                    key.assetId(),
                    SyncProgress.Result.AMBIGUOUS,
                    "its " + ambiguous.rung().label() + " fits the configurations "
                            + String.join(", ", ambiguous.configurationIds())
                            + "; make them differ, or set those inactive that are not it",
                    List.of());
        } else if (plan instanceof ConfigurationPlan.Disputed disputed) {
            problem = new SyncProblem(key.assetId(), SyncProgress.Result.AMBIGUOUS, disputed.reason(), List.of());
        } else if (plan instanceof ConfigurationPlan.Invalid invalid) {
            problem = new SyncProblem(
                    key.assetId(), SyncProgress.Result.INVALID, "it cannot be written", invalid.faults());
        }
        return new Decided(key, asset, company, kept, plan, problem);
    }

    static Decided failed(AssetKey key, @Nullable Asset asset, @Nullable FleetLink kept, String message) {
        return new Decided(
                key,
                asset,
                null,
                kept,
                null,
                new SyncProblem(key.assetId(), SyncProgress.Result.FAILED, message, List.of()));
    }

    /** This with what another asset gives up, or null if none does. */
    Decided releasing(@Nullable Release release) {
        return new Decided(key, asset, company, kept, plan, problem, release);
    }

    boolean writes() {
        return plan != null && plan.writes();
    }

    boolean guarded() {
        return plan != null && plan.guarded();
    }
}
