package dev.tocsin.core.fleet;

import dev.tocsin.core.asset.Asset;
import dev.tocsin.core.asset.AssetLink;
import dev.tocsin.core.asset.CandidateIndex;
import dev.tocsin.core.asset.ConfigurationField;
import dev.tocsin.core.asset.ConfigurationPlan;
import dev.tocsin.core.asset.ConfigurationPlanner;
import dev.tocsin.core.asset.Holders;
import dev.tocsin.core.asset.Match;
import dev.tocsin.core.asset.MatchingLadder;
import dev.tocsin.core.asset.PsaConfiguration;
import dev.tocsin.core.asset.Rung;
import dev.tocsin.core.store.AssetKey;
import dev.tocsin.core.store.FleetLink;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Decides for assets for which a create was sent that may or may not have come about: the configuration is looked for in a list
 * that was read after the create, and made again only if it is not in one that was read after the quarantine. Pure.
 */
final class UndecidedCreates {
    private final ConfigurationPlanner planner;
    private final String type;
    private final Duration quarantine;

    UndecidedCreates(ConfigurationPlanner planner, String type, Duration quarantine) {
        this.planner = planner;
        this.type = type;
        this.quarantine = quarantine;
    }

    /** One such asset, with the configurations of its company. */
    record Case(
            AssetKey key, Asset asset, String company, FleetLink kept, Instant sentAt, CompanyLists.Listing listing) {}

    /** The keys, besides those of the ladder, by which the configuration is looked for. */
    Set<String> keys(Asset asset, String company) {
        return planned(asset, company) instanceof ConfigurationPlan.Create create
                ? Set.of(CandidateIndex.nameKey(create.desired().name()))
                : Set.of();
    }

    /**
     * The configurations that bear the name which a create gives, whether the ladder would look at them or not: a profile may
     * fill the name from elsewhere, and leave out what identifies.
     */
    List<PsaConfiguration> named(Asset asset, String company, CompanyLists.Listing listing) {
        return planned(asset, company) instanceof ConfigurationPlan.Create create
                ? listing.index().named(create.desired().name()).stream()
                        .filter(one -> one.company().equals(company) && agree(create, one))
                        .toList()
                : List.of();
    }

    private ConfigurationPlan planned(Asset asset, String company) {
        return planner.plan(asset, company, null, List.of(), id -> false);
    }

    private static boolean agree(ConfigurationPlan.Create create, PsaConfiguration one) {
        for (String field : List.of(ConfigurationField.DEVICE_IDENTIFIER, ConfigurationField.SERIAL_NUMBER)) {
            String ours = create.desired().fields().get(field);
            String theirs = one.field(field).orElse(null);
            if (ours != null && theirs != null && !Objects.equals(ours, theirs)) {
                return false;
            }
        }
        return true;
    }

    Decided decide(Case one, List<PsaConfiguration> candidates, Holders holders) {
        if (one.asset().retired()) {
            return retired(one, candidates, holders);
        }
        ConfigurationPlan plan = planner.plan(one.asset(), one.company(), null, candidates, holders);
        if (plan instanceof ConfigurationPlan.Create) {
            List<PsaConfiguration> named = named(one.asset(), one.company(), one.listing()).stream()
                    .filter(configuration -> isFree(configuration, holders))
                    .toList();
            if (named.size() > 1) {
                plan = new ConfigurationPlan.Ambiguous(
                        one.asset().id(),
                        Rung.NAME,
                        named.stream().map(PsaConfiguration::id).sorted().toList());
            } else if (named.size() == 1) {
                plan = planner.plan(one.asset(), one.company(), adopted(one.asset(), named.get(0)), named, id -> false);
            } else if (!isOver(one)) {
                return waits(one);
            }
        }
        return planned(one, plan);
    }

    private static boolean isFree(PsaConfiguration one, Holders holders) {
        return holders.hold(one.id(), Rung.NAME) == Holders.Hold.FREE;
    }

    /** What stands for another asset is none of it, or the device would be retired that lives on as that one. */
    private Decided retired(Case one, List<PsaConfiguration> candidates, Holders holders) {
        List<PsaConfiguration> free =
                candidates.stream().filter(each -> isFree(each, holders)).toList();
        Match match = new MatchingLadder(one.company(), type).decide(one.asset(), null, free);
        if (match instanceof Match.Found found) {
            PsaConfiguration current = found.configuration();
            return planned(
                    one,
                    planner.plan(
                            one.asset(), one.company(), adopted(one.asset(), current), List.of(current), id -> false));
        }
        if (match instanceof Match.Ambiguous ambiguous) {
            return planned(
                    one,
                    new ConfigurationPlan.Ambiguous(one.asset().id(), ambiguous.rung(), ambiguous.configurationIds()));
        }
        return isOver(one) ? planned(one, new ConfigurationPlan.Gone(one.asset().id(), null)) : waits(one);
    }

    private static AssetLink adopted(Asset asset, PsaConfiguration configuration) {
        return new AssetLink(asset.id(), configuration.id(), null, false);
    }

    private boolean isOver(Case one) {
        return !one.listing().readAt().isBefore(one.sentAt().plus(quarantine));
    }

    private Decided waits(Case one) {
        return Decided.failed(
                one.key(),
                one.asset(),
                one.kept(),
                "the outcome of its create is not known yet; a run after "
                        + one.sentAt().plus(quarantine) + " decides");
    }

    private static Decided planned(Case one, ConfigurationPlan plan) {
        return Decided.planned(one.key(), one.asset(), one.company(), one.kept(), plan);
    }
}
