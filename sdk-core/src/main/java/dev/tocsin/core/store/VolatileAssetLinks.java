package dev.tocsin.core.store;

import dev.tocsin.core.base.MspId;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The configurations of assets in memory. */
final class VolatileAssetLinks implements AssetLinkStore {
    /** An asset of a company on a connection. */
    private record Place(MspId msp, String connectionId, String companyId, String asset) {}

    private final VolatileTransaction transaction;
    private final Map<Place, String> kept = new HashMap<>();

    VolatileAssetLinks(VolatileTransaction transaction) {
        this.transaction = transaction;
    }

    @Override
    public Map<String, String> of(MspId msp, String connectionId, String companyId, Collection<String> assets) {
        transaction.reading();
        Map<String, String> found = new LinkedHashMap<>();
        for (String asset : assets) {
            String configurationId = kept.get(new Place(msp, connectionId, companyId, asset));
            if (configurationId != null) {
                found.put(asset, configurationId);
            }
        }
        return found;
    }

    @Override
    public boolean keep(MspId msp, String connectionId, String companyId, String asset, String configurationId) {
        transaction.writing();
        String before = transaction.put(kept, new Place(msp, connectionId, companyId, asset), configurationId);
        return !configurationId.equals(before);
    }

    @Override
    public int forget(MspId msp, Collection<String> companyIds) {
        transaction.writing();
        List<Place> places = kept.keySet().stream()
                .filter(place -> place.msp().equals(msp) && companyIds.contains(place.companyId()))
                .toList();
        places.forEach(place -> transaction.remove(kept, place));
        return places.size();
    }
}
