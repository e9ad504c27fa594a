package dev.tocsin.core.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/** The order of texts by Unicode code points, in which databases keep them; that of Java is another beyond U+FFFF. */
final class CodePointOrder {
    /** Texts. */
    static final Comparator<String> TEXTS = CodePointOrder::compare;

    /** Assets, by company and asset. */
    static final Comparator<AssetKey> ASSETS =
            Comparator.comparing(AssetKey::companyId, TEXTS).thenComparing(AssetKey::assetId, TEXTS);

    private CodePointOrder() {}

    private static int compare(String one, String other) {
        // UTF-8 keeps the order of code points.
        return Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
