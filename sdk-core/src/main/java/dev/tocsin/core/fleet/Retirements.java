package dev.tocsin.core.fleet;

import dev.tocsin.core.asset.ConfigurationPlan;
import dev.tocsin.core.asset.ConfigurationPlanner;
import dev.tocsin.core.asset.PsaConfiguration;
import dev.tocsin.core.base.AuthenticationException;
import dev.tocsin.core.base.TocsinException;
import dev.tocsin.core.psa.PsaConfigurations;
import dev.tocsin.core.store.AssetKey;
import dev.tocsin.core.store.Fleet;
import dev.tocsin.core.store.FleetLink;
import dev.tocsin.core.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Decides for the assets that did not come, a page at a time. Writes nothing. Used by one thread. */
final class Retirements {
    private static final int PAGE = 500;

    private final Store store;
    private final Fleet fleet;
    private final PsaConfigurations psa;
    private final CompanyScope scope;
    private final ConfigurationPlanner planner;
    private final Troubles troubles;
    private final long run;
    private final Predicate<FleetLink> came;

    /**
     * Retirements.
     *
     * @param run the run that saw what came
     * @param came whether an asset came though the run did not keep that it did
     */
    Retirements(
            Store store,
            Fleet fleet,
            PsaConfigurations psa,
            CompanyScope scope,
            ConfigurationPlanner planner,
            Troubles troubles,
            long run,
            Predicate<FleetLink> came) {
        this.store = store;
        this.fleet = fleet;
        this.psa = psa;
        this.scope = scope;
        this.planner = planner;
        this.troubles = troubles;
        this.run = run;
        this.came = came;
    }

    /**
     * How many assets did not come, those left out of companies that are not kept in step.
     *
     * @param most where counting ends
     * @param keepAlive called once in a while
     */
    long count(long most, Runnable keepAlive) {
        long count = 0;
        AssetKey after = null;
        while (true) {
            List<FleetLink> page = page(after);
            keepAlive.run();
            count += page.stream().filter(this::isDue).count();
            if (page.isEmpty() || count > most) {
                return count;
            }
            after = page.get(page.size() - 1).key();
        }
    }

    /**
     * Decides for all of them.
     *
     * @param left told of companies that are left alone since they are not kept in step any more
     * @param each told what is to be done, some at a time
     */
    void decide(int atOnce, Consumer<String> left, Consumer<List<Decided>> each) {
        AssetKey after = null;
        while (true) {
            List<FleetLink> page = page(after);
            if (page.isEmpty()) {
                return;
            }
            List<Decided> some = new ArrayList<>();
            for (FleetLink link : page) {
                if (came.test(link)) {
                    continue;
                }
                String company = scope.psaCompany(link.key().companyId()).orElse(null);
                if (company == null) {
                    left.accept(link.key().companyId());
                } else {
                    some.add(decide(link, company));
                    if (some.size() == atOnce) {
                        each.accept(List.copyOf(some));
                        some.clear();
                    }
                }
            }
            each.accept(List.copyOf(some));
            after = page.get(page.size() - 1).key();
        }
    }

    private List<FleetLink> page(@Nullable AssetKey after) {
        return store.read(session -> session.fleets().unseen(fleet, run, after, PAGE));
    }

    private boolean isDue(FleetLink link) {
        return !came.test(link) && scope.psaCompany(link.key().companyId()).isPresent();
    }

    private Decided decide(FleetLink link, String company) {
        try {
            PsaConfiguration current = psa.configuration(String.valueOf(link.configurationId()), company)
                    .filter(one -> one.company().equals(company))
                    .orElse(null);
            troubles.answered();
            ConfigurationPlan plan = planner.retire(link.key().assetId(), current);
            return Decided.planned(link.key(), null, company, link, plan);
        } catch (AuthenticationException e) {
            throw RunStopped.failed(String.valueOf(e.getMessage()));
        } catch (TocsinException e) {
            troubles.unanswered(String.valueOf(e.getMessage()));
            return Decided.failed(
                    link.key(), null, link, "it did not come, and the PSA could not be read: " + e.getMessage());
        }
    }
}
