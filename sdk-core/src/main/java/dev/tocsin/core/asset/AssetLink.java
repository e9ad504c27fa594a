package dev.tocsin.core.asset;

import org.jspecify.annotations.Nullable;

/**
 * What is kept of an asset that has its configuration.
 *
 * @param assetId the source's id of the asset
 * @param configurationId the PSA's id of the configuration
 * @param hash over what was written last, or null if that is not known
 * @param retired whether it was set inactive by us
 * @param readAgain whether it may have changed in the PSA since, so that nothing is decided without reading it
 */
public record AssetLink(
        String assetId, String configurationId, @Nullable ContentHash hash, boolean retired, boolean readAgain) {
    /** A link of a configuration that did not change in the PSA, as far as is known. */
    public AssetLink(String assetId, String configurationId, @Nullable ContentHash hash, boolean retired) {
        this(assetId, configurationId, hash, retired, false);
    }
}
