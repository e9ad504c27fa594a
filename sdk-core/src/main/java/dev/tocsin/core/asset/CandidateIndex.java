package dev.tocsin.core.asset;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Configurations by what they can be found by, so that the candidates of an asset are looked up and not searched for among all of
 * a company. Not thread-safe.
 */
public final class CandidateIndex {
    private final Map<String, PsaConfiguration> configurations = new LinkedHashMap<>();
    private final Map<String, Set<String>> idsByKey = new HashMap<>();

    /** An empty index. */
    public CandidateIndex() {}

    /** An index of these configurations. */
    public CandidateIndex(Collection<PsaConfiguration> all) {
        all.forEach(this::put);
    }

    /** Adds a configuration, in place of the one of its id. */
    public void put(PsaConfiguration configuration) {
        PsaConfiguration before = configurations.put(configuration.id(), configuration);
        if (before != null) {
            for (String key : keys(before)) {
                Set<String> ids = idsByKey.get(key);
                if (ids != null) {
                    ids.remove(before.id());
                }
            }
        }
        keys(configuration)
                .forEach(key -> idsByKey.computeIfAbsent(key, any -> new LinkedHashSet<>())
                        .add(configuration.id()));
    }

    /** The configuration of an id, or null if it is not among them. */
    public @Nullable PsaConfiguration get(String id) {
        return configurations.get(id);
    }

    /** An index of those that share a key with what is wanted. */
    public CandidateIndex only(Set<String> wanted) {
        return new CandidateIndex(configurations.values().stream()
                .filter(one -> !Collections.disjoint(keys(one), wanted))
                .toList());
    }

    /** How many configurations there are. */
    public int size() {
        return configurations.size();
    }

    /** The configurations that {@link MatchingLadder#decide} needs for an asset. */
    public List<PsaConfiguration> candidates(Asset asset, @Nullable AssetLink link) {
        Set<String> ids = new LinkedHashSet<>();
        keys(asset, link).forEach(key -> ids.addAll(idsByKey.getOrDefault(key, Set.of())));
        return all(ids);
    }

    /** The configurations of exactly this name but for case, also of a name that half the world bears. */
    public List<PsaConfiguration> named(String name) {
        return all(idsByKey.getOrDefault(nameKey(name), Set.of()));
    }

    private List<PsaConfiguration> all(Set<String> ids) {
        List<PsaConfiguration> found = new ArrayList<>();
        for (String id : ids) {
            PsaConfiguration one = configurations.get(id);
            if (one != null) {
                found.add(one);
            }
        }
        return found;
    }

    /** The key under which {@link #named} looks. */
    public static String nameKey(String name) {
        return "named " + AssetText.folded(name);
    }

    /** What a configuration can be found by. One that shares none of them with {@link #keys(Asset, AssetLink)} is no candidate. */
    public static Set<String> keys(PsaConfiguration one) {
        Set<String> keys = new LinkedHashSet<>();
        keys.add("id " + one.id());
        add(
                keys,
                "device ",
                Identifiers.key(one.field(ConfigurationField.DEVICE_IDENTIFIER).orElse(null)));
        add(
                keys,
                "serial ",
                Identifiers.key(one.field(ConfigurationField.SERIAL_NUMBER).orElse(null)));
        Identifiers.macKeys(one.field(ConfigurationField.MAC_ADDRESS).orElse(null))
                .forEach(mac -> keys.add("mac " + mac));
        add(keys, "name ", Identifiers.nameKey(one.name()));
        keys.add(nameKey(one.name()));
        return keys;
    }

    /**
     * What the configuration of an asset can be found by.
     *
     * @param link what was kept for the asset, or null if nothing was
     */
    public static Set<String> keys(Asset asset, @Nullable AssetLink link) {
        Set<String> keys = new LinkedHashSet<>();
        add(keys, "id ", link == null ? null : link.configurationId());
        add(keys, "device ", Identifiers.key(asset.deviceIdentifier().orElse(null)));
        add(keys, "serial ", Identifiers.key(asset.serialNumber().orElse(null)));
        asset.macAddresses().forEach(text -> Identifiers.macKeys(text).forEach(mac -> keys.add("mac " + mac)));
        add(keys, "name ", Identifiers.nameKey(asset.name()));
        return keys;
    }

    private static void add(Set<String> keys, String kind, @Nullable String value) {
        if (value != null) {
            keys.add(kind + value);
        }
    }
}
