package dev.tocsin.examples.alertbridge.reader;

/** Takes what an inventory holds besides assets. */
public interface AssetSink {
    /** A record that cannot be used as an asset. */
    void fault(ReadFault fault);

    /** A record that is sound but no asset, such as an address at which the scanner found nobody. The reasons are a small set. */
    void skipped(String reason);
}
