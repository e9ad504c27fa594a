package dev.tocsin.core.asset;

import org.jspecify.annotations.Nullable;

/**
 * What is kept of an asset that has its configuration.
 *
 * @param assetId the source's id of the asset
 * @param configurationId the PSA's id of the configuration
 * @param hash over what was written last, or null if that is not known, as after a change that came from the PSA
 * @param retired whether it was set inactive by us
 */
public record AssetLink(
        String assetId, String configurationId, @Nullable ContentHash hash, boolean retired) {}
