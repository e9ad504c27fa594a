package dev.tocsin.core.asset;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Compares two inventories of a company. What changed comes by asset, then in the order of {@link SystemChange.Kind}. */
public final class SystemChanges {
    private SystemChanges() {}

    /**
     * Compares two states of one asset. What one of them does not know is no change: a scan without credentials sees no software,
     * and that does not mean that there is none.
     *
     * @throws IllegalArgumentException if they are not the same asset
     */
    public static List<SystemChange> of(Asset before, Asset after) {
        if (!before.id().equals(after.id()) || !before.companyId().equals(after.companyId())) {
            throw new IllegalArgumentException("after: " + after + " is not legal; a later state of " + before + " is");
        }
        List<SystemChange> changes = new ArrayList<>();
        value(changes, after, SystemChange.Kind.OPERATING_SYSTEM, before.operatingSystem(), after.operatingSystem());
        value(changes, after, SystemChange.Kind.ADDRESS, addresses(before), addresses(after));
        value(changes, after, SystemChange.Kind.USER, before.user(), after.user());
        value(
                changes,
                after,
                SystemChange.Kind.SERIAL_NUMBER,
                before.serialNumber().filter(Identifiers::telling),
                after.serialNumber().filter(Identifiers::telling));
        if (!before.software().isEmpty() && !after.software().isEmpty()) {
            for (Software one : after.software()) {
                if (!before.software().contains(one)) {
                    changes.add(change(after, SystemChange.Kind.SOFTWARE_ADDED, one.name(), null, one.version()));
                }
            }
            for (Software one : before.software()) {
                if (!after.software().contains(one)) {
                    changes.add(change(after, SystemChange.Kind.SOFTWARE_REMOVED, one.name(), one.version(), null));
                }
            }
        }
        return List.copyOf(changes);
    }

    /**
     * Compares two inventories of one company, holding two assets at a time. An asset that is in one of them only is no change of a
     * system. Read as the result is consumed; closing it closes both.
     *
     * @param before the earlier inventory, in ascending order of the assets' ids as {@link String#compareTo} has it
     * @param after the later one, in the same order
     * @return the changes; consuming it throws IllegalArgumentException where an inventory is not in order, or names an asset twice
     */
    public static Stream<SystemChange> compare(Stream<Asset> before, Stream<Asset> after) {
        return StreamSupport.stream(new Pairs(before.iterator(), after.iterator()), false)
                .flatMap(pair -> of(pair.before(), pair.after()).stream())
                .onClose(before::close)
                .onClose(after::close);
    }

    /** The same for inventories that are in memory, in any order. */
    public static List<SystemChange> compare(List<Asset> before, List<Asset> after) {
        Comparator<Asset> order = Comparator.comparing(Asset::id);
        try (Stream<SystemChange> changes =
                compare(before.stream().sorted(order), after.stream().sorted(order))) {
            return changes.toList();
        }
    }

    /** In order, since a device with two adapters lists them as it likes. */
    private static Optional<String> addresses(Asset asset) {
        return asset.addresses().isEmpty()
                ? Optional.empty()
                : Optional.of(String.join(", ", new TreeSet<>(asset.addresses())));
    }

    private static void value(
            List<SystemChange> changes,
            Asset asset,
            SystemChange.Kind kind,
            Optional<String> before,
            Optional<String> after) {
        if (before.isPresent() && after.isPresent() && !before.equals(after)) {
            changes.add(change(asset, kind, null, before.get(), after.get()));
        }
    }

    private static SystemChange change(
            Asset asset,
            SystemChange.Kind kind,
            @Nullable String subject,
            @Nullable String before,
            @Nullable String after) {
        return new SystemChange(asset.companyId(), asset.id(), asset.name(), kind, subject, before, after);
    }

    private record Pair(Asset before, Asset after) {}

    /** The assets that are in both inventories. */
    private static final class Pairs extends Spliterators.AbstractSpliterator<Pair> {
        private final Inventory before;
        private final Inventory after;

        Pairs(Iterator<Asset> before, Iterator<Asset> after) {
            super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
            this.before = new Inventory("before", before);
            this.after = new Inventory("after", after);
        }

        @Override
        public boolean tryAdvance(Consumer<? super Pair> action) {
            Asset old = before.next();
            Asset now = after.next();
            while (old != null && now != null) {
                int order = old.id().compareTo(now.id());
                if (order == 0) {
                    action.accept(new Pair(old, now));
                    return true;
                }
                if (order < 0) {
                    old = before.next();
                } else {
                    now = after.next();
                }
            }
            return false;
        }
    }

    /** An inventory that must be in order. */
    private static final class Inventory {
        private final String name;
        private final Iterator<Asset> assets;
        private @Nullable String last;

        Inventory(String name, Iterator<Asset> assets) {
            this.name = name;
            this.assets = assets;
        }

        @Nullable
        Asset next() {
            if (!assets.hasNext()) {
                return null;
            }
            Asset asset = assets.next();
            if (last != null && last.compareTo(asset.id()) >= 0) {
                throw new IllegalArgumentException(name + ": asset " + AssetText.quoted(asset.id()) + " after "
                        + AssetText.quoted(last) + " is not legal; ascending ids, each once, are");
            }
            last = asset.id();
            return asset;
        }
    }
}
