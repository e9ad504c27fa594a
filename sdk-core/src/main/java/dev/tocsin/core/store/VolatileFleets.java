package dev.tocsin.core.store;

import dev.tocsin.core.base.MspId;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The configurations of fleets in memory. */
final class VolatileFleets implements FleetStore {
    /** A configuration of a connection. */
    private record Place(MspId msp, String connectionId, String configurationId) {}

    private final VolatileTransaction transaction;
    private final Map<Fleet, NavigableMap<AssetKey, FleetLink>> fleets = new HashMap<>();
    private final Map<Place, Owner> owners = new HashMap<>();

    VolatileFleets(VolatileTransaction transaction) {
        this.transaction = transaction;
    }

    @Override
    public Map<AssetKey, FleetLink> get(Fleet fleet, Collection<AssetKey> assets) {
        Map<AssetKey, FleetLink> kept = links(fleet);
        Map<AssetKey, FleetLink> found = new LinkedHashMap<>();
        for (AssetKey asset : assets) {
            FleetLink link = kept.get(asset);
            if (link != null) {
                found.put(asset, link);
            }
        }
        return found;
    }

    @Override
    public void save(Fleet fleet, Collection<FleetLink> links) {
        Map<AssetKey, FleetLink> kept = linksToChange(fleet);
        Map<AssetKey, FleetLink> last = new LinkedHashMap<>();
        links.forEach(link -> last.put(link.key(), link));
        // All that go first, so that assets may exchange their configurations.
        for (FleetLink link : last.values()) {
            FleetLink before = transaction.put(kept, link.key(), link);
            if (before != null && before.configurationId() != null) {
                transaction.remove(owners, place(fleet, before.configurationId()));
            }
        }
        for (FleetLink link : last.values()) {
            if (link.configurationId() != null) {
                own(fleet, link.configurationId(), new Owner(fleet.source(), link.key()));
            }
        }
    }

    private void own(Fleet fleet, String configurationId, Owner owner) {
        Owner other = transaction.put(owners, place(fleet, configurationId), owner);
        if (other != null) {
            throw transaction.refused("configuration '" + configurationId + "' of connection '" + fleet.connectionId()
                    + "' is linked to asset '" + other.key().assetId() + "' of company '"
                    + other.key().companyId() + "' and source '" + other.source() + "'; a second link, to asset '"
                    + owner.key().assetId() + "' of company '" + owner.key().companyId() + "', is not legal");
        }
    }

    @Override
    public void seen(Fleet fleet, long run, Collection<AssetKey> assets) {
        Map<AssetKey, FleetLink> kept = linksToChange(fleet);
        for (AssetKey asset : assets) {
            FleetLink link = kept.get(asset);
            if (link != null && link.run() < run) {
                transaction.put(kept, asset, link.seenBy(run));
            }
        }
    }

    @Override
    public List<FleetLink> unseen(Fleet fleet, long run, @Nullable AssetKey after, int limit) {
        NavigableMap<AssetKey, FleetLink> kept = links(fleet);
        return (after == null ? kept : kept.tailMap(after, false))
                .values().stream()
                        .filter(link -> link.configurationId() != null && !link.retired() && link.run() < run)
                        .limit(limit)
                        .toList();
    }

    @Override
    public List<FleetLink> undecided(Fleet fleet) {
        return links(fleet).values().stream()
                .filter(link -> link.createSentAt() != null)
                .toList();
    }

    @Override
    public long count(Fleet fleet) {
        return links(fleet).values().stream()
                .filter(link -> link.configurationId() != null)
                .count();
    }

    @Override
    public Map<String, Owner> owners(MspId msp, String connectionId, Collection<String> configurationIds) {
        transaction.reading();
        Map<String, Owner> found = new LinkedHashMap<>();
        for (String configurationId : configurationIds) {
            Owner owner = owners.get(new Place(msp, connectionId, configurationId));
            if (owner != null) {
                found.put(configurationId, owner);
            }
        }
        return found;
    }

    @Override
    public int readAgain(MspId msp, String connectionId, Collection<String> configurationIds) {
        transaction.writing();
        int changed = 0;
        for (Owner owner : owners(msp, connectionId, configurationIds).values()) {
            Map<AssetKey, FleetLink> kept = linksToChange(new Fleet(msp, connectionId, owner.source()));
            FleetLink link = kept.get(owner.key());
            if (link != null && !link.readAgain()) {
                transaction.put(kept, owner.key(), link.toBeRead());
                changed++;
            }
        }
        return changed;
    }

    private NavigableMap<AssetKey, FleetLink> links(Fleet fleet) {
        transaction.reading();
        NavigableMap<AssetKey, FleetLink> kept = fleets.get(fleet);
        return kept == null ? new TreeMap<>(CodePointOrder.ASSETS) : kept;
    }

    private NavigableMap<AssetKey, FleetLink> linksToChange(Fleet fleet) {
        transaction.writing();
        return fleets.computeIfAbsent(fleet, any -> new TreeMap<>(CodePointOrder.ASSETS));
    }

    private static Place place(Fleet fleet, String configurationId) {
        return new Place(fleet.msp(), fleet.connectionId(), configurationId);
    }
}
