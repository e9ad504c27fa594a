package dev.tocsin.examples.alertbridge.reader;

import dev.tocsin.core.asset.Asset;
import org.jspecify.annotations.Nullable;

/** Reads the assets of one file, one after another, holding one at a time. Not thread-safe. */
public interface AssetReader {
    /**
     * The next asset; null at the end of the file. Records that are no assets go to the sink and are passed over. The asset's
     * company is the customer that the file names, or the company given for it.
     *
     * @throws BrokenFileException if the file cannot be read further, so that nobody knows what else was in it
     */
    @Nullable
    Asset next();
}
