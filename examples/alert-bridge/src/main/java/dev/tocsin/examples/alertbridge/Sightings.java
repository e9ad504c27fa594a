package dev.tocsin.examples.alertbridge;

import dev.tocsin.core.asset.Asset;
import dev.tocsin.core.store.AssetKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the files say of assets that they list more than once. Where ids are names, two records of one id are one device only if
 * nothing says otherwise: two printers of one model, or clones of one machine, answer to one name.
 */
final class Sightings {
    /** What tells devices apart, from the most to the least telling. */
    private static final List<Function<Asset, Set<String>>> MARKS = List.of(
            asset -> asset.macAddresses().stream().map(Sightings::bare).collect(Collectors.toSet()),
            asset -> asset.serialNumber().map(Sightings::bare).stream().collect(Collectors.toSet()),
            asset -> Optional.ofNullable(asset.attributes().get("biosUuid")).map(Sightings::bare).stream()
                    .collect(Collectors.toSet()));

    private final boolean idsAreNames;
    private final Map<AssetKey, List<Asset>> devices = new LinkedHashMap<>();

    /**
     * No sightings yet.
     *
     * @param idsAreNames whether devices that are not the same may have one id
     */
    Sightings(boolean idsAreNames) {
        this.idsAreNames = idsAreNames;
    }

    /** Adds what a record says, to the device that it is of. */
    void add(Asset asset) {
        List<Asset> known =
                devices.computeIfAbsent(new AssetKey(asset.companyId(), asset.id()), any -> new ArrayList<>(1));
        for (int i = 0; i < known.size(); i++) {
            if (!idsAreNames || !differ(known.get(i), asset)) {
                known.set(i, InventoryMerge.of(known.get(i), asset));
                return;
            }
        }
        known.add(asset);
    }

    /** How many devices there are. */
    long count() {
        return devices.values().stream().mapToLong(List::size).sum();
    }

    /** How many ids are those of several devices. */
    long shared() {
        return devices.values().stream().filter(same -> same.size() > 1).count();
    }

    /**
     * The devices in the order of the files. Those that share an id get ids of their own, by what tells them apart, so that the order
     * in which a file lists them changes nothing.
     */
    List<Asset> all() {
        List<Asset> all = new ArrayList<>();
        devices.values().forEach(same -> {
            if (same.size() == 1) {
                all.addAll(same);
            } else {
                same.forEach(one -> all.add(InventoryMerge.called(one, one.id() + " " + mark(one))));
            }
        });
        return all;
    }

    /** Two records are of different devices if they can be compared by something, and agree in nothing. */
    private static boolean differ(Asset one, Asset other) {
        boolean compared = false;
        for (Function<Asset, Set<String>> marks : MARKS) {
            Set<String> first = marks.apply(one);
            Set<String> second = marks.apply(other);
            if (first.stream().anyMatch(second::contains)) {
                return false;
            }
            compared |= !first.isEmpty() && !second.isEmpty();
        }
        return compared;
    }

    /** The most telling, and the first of several, since scanners list adapters in any order; devices that differ share none. */
    private static String mark(Asset asset) {
        return MARKS.stream()
                .flatMap(marks -> marks.apply(asset).stream().sorted().limit(1))
                .findFirst()
                .orElse("");
    }

    /** Letters and digits alone, in one case: scanners write addresses in several ways. */
    private static String bare(String text) {
        return text.replaceAll("[^\\p{L}\\p{Nd}]", "").toLowerCase(Locale.ROOT);
    }
}
