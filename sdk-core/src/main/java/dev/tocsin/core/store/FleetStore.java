package dev.tocsin.core.store;

import dev.tocsin.core.base.MspId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which configuration of a PSA was made for, or found for, which asset of a source, and what was written to it. Where an order
 * is promised it is that of Unicode code points. Collections may be of any size, but each call is one piece of a transaction:
 * some hundred assets at a time keep others from waiting.
 */
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
     * Keeps links in place of those of the same assets; of several of one asset the last counts. What counts for the uniqueness
     * of configurations is what is kept after the call, so two assets may exchange theirs in one.
     *
     * @throws StoreException if a configuration is then linked to two assets of the connection, of whatever source: one
     *     configuration never stands for two. The transaction can then not be kept any more
     */
    void save(Fleet fleet, Collection<FleetLink> links);

    /**
     * Notes that a run saw assets of which something is kept, and nothing else of them. Assets of which nothing is kept are passed
     * over, and so are those that a later run saw.
     */
    void seen(Fleet fleet, long run, Collection<AssetKey> assets);

    /**
     * The links with a configuration that is not retired whose assets were last seen by an earlier run, by company and asset. To
     * page, give the asset of the last link of one page for the next; links that are changed meanwhile disturb nothing.
     *
     * @param run the run
     * @param after the asset after which to go on, or null to start
     * @param limit the most links to give, at least 1
     */
    List<FleetLink> unseen(Fleet fleet, long run, @Nullable AssetKey after, int limit);

    /**
     * The links with {@link FleetLink#createSentAt}, by company and asset: a create of unknown outcome, or, where a configuration is
     * known, a change of whether it is in use.
     */
    List<FleetLink> undecided(Fleet fleet);

    /** How many links with a configuration a fleet has, retired ones included. */
    long count(Fleet fleet);

    /**
     * The owners of configurations of a connection, of whatever source, also of retired ones; configurations that nobody owns are
     * absent.
     */
    Map<String, Owner> owners(MspId msp, String connectionId, Collection<String> configurationIds);

    /**
     * Notes that configurations changed in the PSA, of whatever source, so that they are read before they are next decided on. What
     * was written to them last stays known, and saving a link takes the note away.
     *
     * @return how many links changed, which are those without the note so far
     */
    int readAgain(MspId msp, String connectionId, Collection<String> configurationIds);
}
