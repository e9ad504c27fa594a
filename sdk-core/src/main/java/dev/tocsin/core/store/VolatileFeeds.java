package dev.tocsin.core.store;

import dev.tocsin.core.base.MspId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How far feeds were read, in memory. */
final class VolatileFeeds implements FeedStore {
    /** A feed of a connection. */
    private record Place(MspId msp, String connectionId, String feed) {
        static Place of(StoredFeed feed) {
            return new Place(feed.msp(), feed.connectionId(), feed.feed());
        }
    }

    private final VolatileTransaction transaction;
    private final Map<Place, StoredFeed> feeds = new HashMap<>();

    VolatileFeeds(VolatileTransaction transaction) {
        this.transaction = transaction;
    }

    @Override
    public Optional<StoredFeed> get(MspId msp, String connectionId, String feed) {
        transaction.reading();
        return Optional.ofNullable(feeds.get(new Place(msp, connectionId, feed)));
    }

    @Override
    public List<StoredFeed> all(MspId msp) {
        transaction.reading();
        return feeds.values().stream()
                .filter(feed -> feed.msp().equals(msp))
                .sorted(Comparator.comparing(StoredFeed::connectionId, CodePointOrder.TEXTS)
                        .thenComparing(StoredFeed::feed, CodePointOrder.TEXTS))
                .toList();
    }

    @Override
    public Optional<StoredFeed> save(StoredFeed feed) {
        transaction.writing();
        Place place = Place.of(feed);
        StoredFeed before = feeds.get(place);
        if (feed.version() != (before == null ? 0 : before.version())) {
            return Optional.empty();
        }
        StoredFeed kept = feed.withVersion(feed.version() + 1);
        transaction.put(feeds, place, kept);
        return Optional.of(kept);
    }

    @Override
    public int removeAll(MspId msp, String connectionId) {
        transaction.writing();
        List<StoredFeed> all = all(msp).stream()
                .filter(feed -> feed.connectionId().equals(connectionId))
                .toList();
        all.forEach(feed -> transaction.remove(feeds, Place.of(feed)));
        return all.size();
    }
}
