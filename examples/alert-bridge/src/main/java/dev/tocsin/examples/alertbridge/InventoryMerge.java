package dev.tocsin.examples.alertbridge;

import dev.tocsin.core.asset.Asset;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes one asset of what several records, or another company's name, say of it. */
final class InventoryMerge {
    private InventoryMerge() {}

    /** The same asset in a company that is called by its local id. */
    static Asset of(Asset asset, String company) {
        return asset.companyId().equals(company) ? asset : filled(asset.id(), asset, asset, company);
    }

    /** The same asset under another id. */
    static Asset called(Asset asset, String id) {
        return filled(id, asset, asset, asset.companyId());
    }

    /**
     * What two sightings say of one asset: the later one counts, and the earlier where that says nothing; adapters of both are
     * its adapters, since a machine with two addresses is listed twice.
     */
    static Asset of(Asset one, Asset other) {
        Instant first = one.lastSeen().orElse(Instant.MIN);
        Instant second = other.lastSeen().orElse(Instant.MIN);
        // with equal times the one that stands later in the files
        return first.isAfter(second)
                ? filled(one.id(), one, other, one.companyId())
                : filled(one.id(), other, one, one.companyId());
    }

    private static Asset filled(String id, Asset later, Asset earlier, String company) {
        Map<String, String> attributes = new HashMap<>(earlier.attributes());
        attributes.putAll(later.attributes());
        Map<String, dev.tocsin.core.base.Secret> secrets = new HashMap<>(earlier.secrets());
        secrets.putAll(later.secrets());
        return Asset.builder(id, company, later.name())
                .deviceIdentifier(first(later.deviceIdentifier(), earlier.deviceIdentifier()))
                .serialNumber(first(later.serialNumber(), earlier.serialNumber()))
                .macAddresses(both(later.macAddresses(), earlier.macAddresses()))
                .model(first(later.model(), earlier.model()))
                .manufacturer(first(later.manufacturer(), earlier.manufacturer()))
                .operatingSystem(first(later.operatingSystem(), earlier.operatingSystem()))
                .addresses(both(later.addresses(), earlier.addresses()))
                .user(first(later.user(), earlier.user()))
                .lastSeen(first(later.lastSeen(), earlier.lastSeen()))
                .retired(later.retired())
                .software(later.software().isEmpty() ? earlier.software() : later.software())
                .attributes(attributes)
                .secrets(secrets)
                .build();
    }

    private static <T> @Nullable T first(Optional<T> later, Optional<T> earlier) {
        return later.or(() -> earlier).orElse(null);
    }

    private static List<String> both(List<String> later, List<String> earlier) {
        Set<String> both = new LinkedHashSet<>(later);
        both.addAll(earlier);
        return new ArrayList<>(both);
    }
}
