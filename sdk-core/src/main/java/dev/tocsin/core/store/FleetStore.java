package dev.tocsin.core.store;

import dev.tocsin.core.base.MspId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which configuration of a PSA was made for, or found for, which asset of a source, and what was written to it. */
public interface FleetStore {
    /**
     * The asset that a configuration stands for.
     *
     * @param source the id of the source of the asset
     * @param key the asset
     */
    record Owner(String source, AssetKey key) {}

    /** What is kept of assets; those of which nothing is kept are absent. */
    Map<AssetKey, FleetLink> get(Fleet fleet, Collection<AssetKey> assets);

    /**
     * Keeps links in place of those of the same assets.
     *
     * @throws StoreException if a configuration is linked to another asset of the connection, of whatever source: one
     *     configuration never stands for two
     */
    void save(Fleet fleet, Collection<FleetLink> links);

    /** Notes that a run saw assets of which something is kept, and nothing else of them. */
    void seen(Fleet fleet, long run, Collection<AssetKey> assets);

    /**
     * The links with a configuration that is not retired whose assets a run did not see, by company and asset.
     *
     * @param run the run
     * @param after the asset after which to go on, or null to start
     * @param limit the most links to give
     */
    List<FleetLink> unseen(Fleet fleet, long run, @Nullable AssetKey after, int limit);

    /** The links whose create is of unknown outcome, by company and asset. */
    List<FleetLink> undecided(Fleet fleet);

    /** How many links with a configuration a fleet has. */
    long count(Fleet fleet);

    /** The owners of configurations of a connection, of whatever source; configurations that nobody owns are absent. */
    Map<String, Owner> owners(MspId msp, String connectionId, Collection<String> configurationIds);

    /** Forgets what was written to configurations, of whatever source, so that they are read; returns how many links changed. */
    int forget(MspId msp, String connectionId, Collection<String> configurationIds);
}
