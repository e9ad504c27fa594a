package dev.tocsin.core.fleet;

import dev.tocsin.core.asset.Asset;
import dev.tocsin.core.asset.AssetLink;
import dev.tocsin.core.asset.CandidateIndex;
import dev.tocsin.core.asset.ConfigurationPlan;
import dev.tocsin.core.asset.DesiredConfiguration;
import dev.tocsin.core.asset.Holders;
import dev.tocsin.core.asset.PsaConfiguration;
import dev.tocsin.core.asset.Rung;
import dev.tocsin.core.store.AssetKey;
import dev.tocsin.core.store.Fleet;
import dev.tocsin.core.store.FleetLink;
import dev.tocsin.core.store.FleetStore;
import dev.tocsin.core.store.Store;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose the configurations are that assets of a page may match: by the store, and by what the page plans before. What it plans to
 * make is a candidate for those that follow, or two assets with one serial number would get two. Used by one thread.
 */
final class Owners {
    private final Fleet fleet;
    private final Arrivals arrivals;
    private final Map<AssetKey, Asset> page;
    private final boolean last;
    private final Map<String, Release> kept;
    private final Map<String, AssetKey> claimed = new HashMap<>();
    private final CandidateIndex made = new CandidateIndex();

    /**
     * Reads the owners.
     *
     * @param page the assets of the page
     * @param last whether all assets of the source came, so that nothing is put off any more
     * @param ids the configurations that may match
     */
    Owners(Store store, Fleet fleet, Arrivals arrivals, Map<AssetKey, Asset> page, boolean last, Set<String> ids) {
        this.fleet = fleet;
        this.arrivals = arrivals;
        this.page = page;
        this.last = last;
        kept = ids.isEmpty() ? Map.of() : read(store, fleet, ids);
    }

    private static Map<String, Release> read(Store store, Fleet fleet, Set<String> ids) {
        return store.read(session -> {
            Map<Fleet, Set<AssetKey>> keys = new HashMap<>();
            for (FleetStore.Owner owner : session.fleets()
                    .owners(fleet.msp(), fleet.connectionId(), ids)
                    .values()) {
                keys.computeIfAbsent(
                                new Fleet(fleet.msp(), fleet.connectionId(), owner.source()), any -> new HashSet<>())
                        .add(owner.key());
            }
            Map<String, Release> found = new HashMap<>();
            keys.forEach((of, some) -> session.fleets().get(of, some).values().forEach(link -> {
                if (link.configurationId() != null) {
                    found.put(link.configurationId(), new Release(of, link));
                }
            }));
            return found;
        });
    }

    /** The candidates among what the page plans to make. */
    List<PsaConfiguration> made(Asset asset, @Nullable AssetLink link) {
        return made.candidates(asset, link);
    }

    /** What the configurations stand for besides an asset. */
    Holders beside(AssetKey key) {
        return new Holders() {
            @Override
            public Hold hold(String configurationId, Rung rung) {
                return Owners.this.hold(configurationId, rung, key);
            }

            @Override
            public String holder(String configurationId) {
                AssetKey first = claimed.get(configurationId);
                Release owner = kept.get(configurationId);
                return first != null || owner == null
                        ? named(first == null ? key : first, key)
                        : named(owner.link().key(), key)
                                + (owner.fleet().equals(fleet)
                                        ? ""
                                        : " of the source '" + owner.fleet().source() + "'");
            }
        };
    }

    private static String named(AssetKey owner, AssetKey key) {
        return "asset '" + owner.assetId() + "'"
                + (owner.companyId().equals(key.companyId()) ? "" : " of company '" + owner.companyId() + "'");
    }

    private Holders.Hold hold(String id, Rung rung, AssetKey key) {
        boolean oneDevice = rung == Rung.DEVICE_IDENTIFIER || rung == Rung.SERIAL_NUMBER;
        Holders.Hold present = oneDevice ? Holders.Hold.DISPUTED : Holders.Hold.PASSED_OVER;
        AssetKey first = claimed.get(id);
        if (first != null) {
            return first.equals(key) ? Holders.Hold.FREE : present;
        }
        Release owner = kept.get(id);
        if (owner == null) {
            return Holders.Hold.FREE;
        }
        FleetLink link = owner.link();
        if (!owner.fleet().equals(fleet)) {
            // Whether an asset of another source is still there is not for this run to say, unless that source said so.
            return rung == Rung.NAME
                    ? Holders.Hold.PASSED_OVER
                    : link.retired() ? Holders.Hold.ABANDONED : Holders.Hold.DISPUTED;
        }
        if (link.key().equals(key)) {
            return Holders.Hold.FREE;
        }
        Asset here = page.get(link.key());
        if (here != null || arrivals.came().test(link)) {
            boolean outOfUse = here == null || here.retired();
            if (oneDevice && outOfUse && arrivals.retired().test(link)) {
                return Holders.Hold.ABANDONED;
            }
            // It is retired before the device goes to the asset by which it is in use.
            return oneDevice && here != null && here.retired() && !last ? Holders.Hold.OPEN : present;
        }
        if (rung == Rung.NAME && !arrivals.whole()) {
            return Holders.Hold.PASSED_OVER;
        }
        if (!arrivals.lookedAt().test(link.key().companyId())) {
            return rung == Rung.NAME ? Holders.Hold.PASSED_OVER : Holders.Hold.DISPUTED;
        }
        return last ? Holders.Hold.ABANDONED : Holders.Hold.OPEN;
    }

    /** Takes note of what is planned for an asset, and says what another gives up by it. */
    Decided claim(Decided decided) {
        ConfigurationPlan plan = decided.plan();
        String id = null;
        if (plan instanceof ConfigurationPlan.Change change) {
            id = change.configurationId();
        } else if (plan instanceof ConfigurationPlan.Unchanged unchanged) {
            id = unchanged.configurationId();
        } else if (plan instanceof ConfigurationPlan.Create create) {
            claimMade(decided.key(), create);
        }
        if (id == null) {
            return decided;
        }
        claimed.put(id, decided.key());
        Release owner = kept.get(id);
        boolean own = owner == null
                || owner.fleet().equals(fleet) && owner.link().key().equals(decided.key());
        return own ? decided : decided.releasing(owner);
    }

    private void claimMade(AssetKey key, ConfigurationPlan.Create create) {
        DesiredConfiguration desired = create.desired();
        String id = "(new, " + key.companyId() + "/" + key.assetId() + ")";
        claimed.put(id, key);
        made.put(new PsaConfiguration(
                id, desired.company(), desired.type(), desired.status(), true, desired.fields(), create.answers()));
    }
}
