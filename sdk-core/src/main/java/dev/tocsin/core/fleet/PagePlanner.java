package dev.tocsin.core.fleet;

import dev.tocsin.core.asset.Asset;
import dev.tocsin.core.asset.AssetLink;
import dev.tocsin.core.asset.AssetReference;
import dev.tocsin.core.asset.CandidateIndex;
import dev.tocsin.core.asset.ConfigurationPlan;
import dev.tocsin.core.asset.ConfigurationPlanner;
import dev.tocsin.core.asset.Holders;
import dev.tocsin.core.asset.PsaConfiguration;
import dev.tocsin.core.base.AuthenticationException;
import dev.tocsin.core.base.TocsinException;
import dev.tocsin.core.psa.PsaConfigurations;
import dev.tocsin.core.store.AssetKey;
import dev.tocsin.core.store.Fleet;
import dev.tocsin.core.store.FleetLink;
import dev.tocsin.core.store.Store;
import dev.tocsin.core.sync.SyncProblem;
import dev.tocsin.core.sync.SyncProgress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Decides for a page of assets at a time. Reads the store, and of the PSA what must be read; writes nothing. Used by one thread.
 */
final class PagePlanner {
    private final Store store;
    private final Fleet fleet;
    private final PsaConfigurations psa;
    private final CompanyScope scope;
    private final CompanyLists lists;
    private final ConfigurationPlanner planner;
    private final UndecidedCreates undecided;
    private final Troubles troubles;
    private final Arrivals arrivals;
    private final boolean readsAll;
    private final UnaryOperator<FleetLink> seenAs;
    private boolean unread;

    /**
     * A planner.
     *
     * @param arrivals what is known of the assets that came
     * @param readsAll whether nothing is decided without the PSA
     * @param seenAs how links are looked at, as by one who knows what changed in the PSA
     */
    PagePlanner(
            Store store,
            Fleet fleet,
            PsaConfigurations psa,
            CompanyScope scope,
            CompanyLists lists,
            ConfigurationPlanner planner,
            UndecidedCreates undecided,
            Troubles troubles,
            Arrivals arrivals,
            boolean readsAll,
            UnaryOperator<FleetLink> seenAs) {
        this.store = store;
        this.fleet = fleet;
        this.psa = psa;
        this.scope = scope;
        this.lists = lists;
        this.planner = planner;
        this.undecided = undecided;
        this.troubles = troubles;
        this.arrivals = arrivals;
        this.readsAll = readsAll;
        this.seenAs = seenAs;
    }

    /** An asset that cannot be decided on without the PSA. */
    private static final class Open {
        final Asset asset;
        final AssetKey key;
        final String company;
        final @Nullable FleetLink kept;
        CompanyLists.@Nullable Listing listing;
        List<PsaConfiguration> candidates = List.of();

        @Nullable
        String failure;

        Open(Asset asset, AssetKey key, String company, @Nullable FleetLink kept) {
            this.asset = asset;
            this.key = key;
            this.company = company;
            this.kept = kept;
        }

        /** What was to come back into use, and may not have, is taken as retired by us: then it is brought back once more. */
        @Nullable
        AssetLink link() {
            return kept == null
                    ? null
                    : kept.link()
                            .map(one -> kept.createSentAt() == null
                                    ? one
                                    : new AssetLink(one.assetId(), one.configurationId(), null, true))
                            .orElse(null);
        }

        boolean pending() {
            return kept != null && kept.createSentAt() != null;
        }

        /** Whether a create was sent for it of which nobody knows whether it came about. */
        boolean undecided() {
            return pending() && link() == null;
        }
    }

    /** Whether anything of the PSA could not be read so far. */
    boolean unread() {
        return unread;
    }

    /**
     * Decides.
     *
     * @param page the assets
     * @param last whether all assets of the source came before; else some may be put off until then
     * @param repeated whether an asset with what is kept of it came before in this run
     * @return what is to be done, in the order of the assets; one without a company is none of the run's
     * @throws RunStopped if the PSA lets nobody in, or is down
     */
    List<Decided> plan(List<Asset> page, boolean last, BiPredicate<AssetKey, @Nullable FleetLink> repeated) {
        scope.refresh();
        List<AssetKey> keys = page.stream().map(PagePlanner::key).toList();
        Map<AssetKey, FleetLink> links = store.read(session -> session.fleets().get(fleet, Set.copyOf(keys)));
        Decided[] decided = new Decided[page.size()];
        Map<Integer, Open> open = new LinkedHashMap<>();
        Map<AssetKey, Asset> here = new HashMap<>();
        for (int i = 0; i < decided.length; i++) {
            Asset given = page.get(i);
            AssetKey key = keys.get(i);
            Asset asset = given.deviceIdentifier().isPresent() ? given : given.orIdentifiedBy(reference(key));
            FleetLink stored = links.get(key);
            FleetLink kept = stored == null ? null : seenAs.apply(stored);
            String company = scope.psaCompany(asset.companyId()).orElse(null);
            if (company == null) {
                decided[i] = new Decided(key, asset, null, kept, null, null);
            } else if (here.putIfAbsent(key, asset) != null || repeated.test(key, kept)) {
                decided[i] = new Decided(key, asset, null, kept, null, repeated(key));
            } else {
                Open one = new Open(asset, key, company, kept);
                ConfigurationPlan plan = readsAll || one.pending()
                        ? null
                        : planner.withoutReading(asset, company, one.link()).orElse(null);
                if (plan == null) {
                    open.put(i, one);
                } else {
                    decided[i] = Decided.planned(key, asset, company, kept, plan);
                }
            }
        }
        read(new ArrayList<>(open.values()));
        Owners owners = new Owners(store, fleet, arrivals, here, last, matching(open.values()));
        open.forEach((i, one) -> decided[i] = decide(one, owners));
        return List.of(decided);
    }

    private String reference(AssetKey key) {
        return AssetReference.of(fleet.msp(), fleet.connectionId(), fleet.source(), key.companyId(), key.assetId());
    }

    static AssetKey key(Asset asset) {
        return new AssetKey(asset.companyId(), asset.id());
    }

    /** The problem of an asset that came before. */
    static SyncProblem repeated(AssetKey key) {
        return new SyncProblem(
                key.assetId(),
                SyncProgress.Result.INVALID,
                "the source gives this id more than once; the first was taken",
                List.of());
    }

    private void read(List<Open> open) {
        Map<String, List<Open>> byCompany = new LinkedHashMap<>();
        open.forEach(one ->
                byCompany.computeIfAbsent(one.company, any -> new ArrayList<>()).add(one));
        byCompany.forEach((company, some) -> {
            try {
                Set<String> wanted = new HashSet<>();
                for (Open one : some) {
                    wanted.addAll(CandidateIndex.keys(one.asset, one.link()));
                    if (one.undecided()) {
                        wanted.addAll(undecided.keys(one.asset, company));
                    }
                }
                CompanyLists.Listing listing =
                        lists.of(company, wanted, some.stream().anyMatch(Open::undecided));
                for (Open one : some) {
                    one.listing = listing;
                    one.candidates = candidates(one, listing);
                }
                troubles.answered();
            } catch (AuthenticationException e) {
                throw RunStopped.failed(String.valueOf(e.getMessage()));
            } catch (TocsinException e) {
                unread = true;
                some.forEach(one -> one.failure = "the PSA could not be read: " + e.getMessage());
                troubles.unanswered(String.valueOf(e.getMessage()));
            }
        });
    }

    /** A linked configuration that the list lacks is asked for by its id, since the list may be at fault and a twin is worse. */
    private List<PsaConfiguration> candidates(Open one, CompanyLists.Listing listing) {
        List<PsaConfiguration> found = new ArrayList<>(listing.index().candidates(one.asset, one.link()));
        AssetLink link = one.link();
        if (link != null && listing.index().get(link.configurationId()) == null) {
            psa.configuration(link.configurationId(), one.company)
                    .filter(current -> current.company().equals(one.company) || isMoved(one))
                    .ifPresent(found::add);
        }
        return found;
    }

    /** Whether the configuration, which is at another company, was ours at this one; else the mapping was changed. */
    private static boolean isMoved(Open one) {
        return one.kept != null && one.company.equals(one.kept.psaCompany());
    }

    private Set<String> matching(Iterable<Open> open) {
        Set<String> ids = new HashSet<>();
        for (Open one : open) {
            one.candidates.forEach(candidate -> ids.add(candidate.id()));
            if (one.undecided() && one.listing != null) {
                undecided.named(one.asset, one.company, one.listing).forEach(candidate -> ids.add(candidate.id()));
            }
        }
        return ids;
    }

    private Decided decide(Open one, Owners owners) {
        CompanyLists.Listing listing = one.listing;
        if (one.failure != null || listing == null) {
            return Decided.failed(one.key, one.asset, one.kept, String.valueOf(one.failure));
        }
        FleetLink kept = one.kept;
        Holders holders = owners.beside(one.key);
        List<PsaConfiguration> candidates = new ArrayList<>(one.candidates);
        candidates.addAll(owners.made(one.asset, one.link()));
        Decided decided = kept != null && kept.createSentAt() != null && one.undecided()
                ? undecided.decide(
                        new UndecidedCreates.Case(one.key, one.asset, one.company, kept, kept.createSentAt(), listing),
                        candidates,
                        holders)
                : Decided.planned(
                        one.key,
                        one.asset,
                        one.company,
                        kept,
                        planner.plan(one.asset, one.company, one.link(), candidates, holders));
        return owners.claim(decided);
    }
}
