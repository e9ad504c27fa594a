package dev.tocsin.core.fleet;

import dev.tocsin.core.asset.Asset;
import dev.tocsin.core.asset.AssetSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Cuts what a source gives into pages. */
final class SyncPages {
    /** How many assets a page usually has. */
    static final int SIZE = 500;

    private SyncPages() {}

    /**
     * Reads all.
     *
     * @param after the asset after which to go on, or null to start
     * @param size how many assets a page has
     * @param keepAlive called for each asset, since a source may be slow
     * @param page takes a page, which is never empty
     */
    static void read(
            AssetSource source, @Nullable String after, int size, Runnable keepAlive, Consumer<List<Asset>> page) {
        try (Stream<Asset> assets = source.assets(after)) {
            Iterator<Asset> each = assets.iterator();
            List<Asset> some = new ArrayList<>();
            while (each.hasNext()) {
                some.add(each.next());
                keepAlive.run();
                if (some.size() == size) {
                    page.accept(List.copyOf(some));
                    some.clear();
                }
            }
            if (!some.isEmpty()) {
                page.accept(List.copyOf(some));
            }
        }
    }
}
