package dev.tocsin.core.asset;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.key.Base32;
import dev.tocsin.core.key.KeyHash;

/**
 * What marks the configuration of an asset that has no device identifier of its own, so that it is found again by more than its name.
 * The same for an asset whenever it is made: {@code X1-} and 26 characters.
 */
public final class AssetReference {
    private static final String PREFIX = "X1-";
    private static final int LENGTH = 26;

    private AssetReference() {}

    /**
     * The reference of an asset.
     *
     * @param msp the MSP
     * @param connectionId the PSA connection
     * @param source the source of the asset
     * @param companyId its local company
     * @param assetId the source's id of it
     */
    public static String of(MspId msp, String connectionId, String source, String companyId, String assetId) {
        byte[] hash = KeyHash.start()
                .add("configuration")
                .add(msp.value())
                .add(connectionId)
                .add(source)
                .add(companyId)
                .add(assetId)
                .finish();
        return PREFIX + Base32.encode(hash, LENGTH);
    }

    /** Whether a device identifier is such a reference. */
    static boolean isOne(String text) {
        return text.length() == PREFIX.length() + LENGTH
                && text.startsWith(PREFIX)
                && text.chars().skip(PREFIX.length()).allMatch(c -> c >= 'A' && c <= 'Z' || c >= '2' && c <= '7');
    }
}
