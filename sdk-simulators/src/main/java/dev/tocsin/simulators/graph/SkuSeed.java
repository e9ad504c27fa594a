package dev.tocsin.simulators.graph;

/**
 * A kind of licence that a tenant has bought. Immutable.
 *
 * @param skuId the vendor's id of the product
 * @param skuPartNumber the vendor's name of the product, such as SPE_E3
 * @param enabled how many can be used
 * @param consumed how many are used
 * @param trial whether it was not paid for
 */
public record SkuSeed(String skuId, String skuPartNumber, int enabled, int consumed, boolean trial) {
    /** Microsoft 365 Business Premium. */
    public static SkuSeed businessPremium(int enabled, int consumed) {
        return new SkuSeed("cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46", "SPB", enabled, consumed, false);
    }

    /** Microsoft Entra ID P1. */
    public static SkuSeed entraP1(int enabled, int consumed) {
        return new SkuSeed("078d2b04-f1bd-4111-bbd4-b4b1b354cef4", "AAD_PREMIUM", enabled, consumed, false);
    }
}
