package dev.tocsin.core.asset;

import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where the host's assets come from, one after another. */
public interface AssetSource {
    /** The name of the source, such as {@code nessus}; links are kept under it, so it must not change. */
    String id();

    /**
     * The assets, read as the stream is consumed and in an order that is the same in every run. The caller closes the stream.
     * Nothing may be left out in silence: what cannot be read is an exception, since what is missing may be retired.
     *
     * @param after the id of the asset after which to go on, or null to start; only {@link #resumable} sources get one
     */
    Stream<Asset> assets(@Nullable String after);

    /** How many assets there will be, for the progress shown; empty, the default, if that costs a reading. */
    default OptionalLong total() {
        return OptionalLong.empty();
    }

    /** Whether the assets are all there are, so that what does not come is gone; true by default. A choice of some is not. */
    default boolean complete() {
        return true;
    }

    /** Whether it can go on after a given asset; false by default, and a run that was cancelled then starts anew. */
    default boolean resumable() {
        return false;
    }

    /** A source that opens a stream whenever it is asked, complete and not resumable. */
    static AssetSource of(String id, Supplier<Stream<Asset>> assets) {
        String name = AssetText.required("id", id);
        return new AssetSource() {
            @Override
            public String id() {
                return name;
            }

            @Override
            public Stream<Asset> assets(@Nullable String after) {
                if (after != null) {
                    throw new IllegalArgumentException("after: " + AssetText.quoted(after)
                            + " is not legal; a source that is not resumable always starts");
                }
                return assets.get();
            }
        };
    }
}
