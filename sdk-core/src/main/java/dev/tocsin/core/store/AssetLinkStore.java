package dev.tocsin.core.store;

import dev.tocsin.core.base.MspId;
import java.util.Collection;
import java.util.Map;

/** Which configuration of a PSA stands for which asset of a company. */
public interface AssetLinkStore {
    /**
     * The configurations of assets, by the asset as its events name it; assets without one are absent.
     *
     * @param companyId the local company
     */
    Map<String, String> of(MspId msp, String connectionId, String companyId, Collection<String> assets);

    /**
     * Keeps which configuration stands for an asset, in place of the one that did.
     *
     * @return whether that changed anything
     */
    boolean keep(MspId msp, String connectionId, String companyId, String asset, String configurationId);

    /**
     * Forgets the configurations of all assets of companies, on whatever connection.
     *
     * @param companyIds the local companies
     * @return how many links that were
     */
    int forget(MspId msp, Collection<String> companyIds);
}
