package dev.tocsin.core.store;

/**
 * What tells one asset of a fleet from all others.
 *
 * @param companyId the local company
 * @param assetId the source's id of the asset
 */
public record AssetKey(String companyId, String assetId) {}
