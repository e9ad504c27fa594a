package dev.tocsin.core.fleet;

import dev.tocsin.core.asset.Asset;
import dev.tocsin.core.asset.ConfigurationPlan;
import dev.tocsin.core.asset.ConfigurationPlanner;
import dev.tocsin.core.asset.ConfigurationType;
import dev.tocsin.core.psa.PsaConfigurations;
import dev.tocsin.core.store.AssetKey;
import dev.tocsin.core.store.Fleet;
import dev.tocsin.core.store.FleetLink;
import dev.tocsin.core.sync.MassChangeGuard;
import dev.tocsin.core.sync.MassChangeLimit;
import dev.tocsin.core.sync.SyncProgress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a run would do, told and not done. Which assets came, and what changed in the PSA, is kept as hashes: up to 64 MB for a
 * million assets. Used by one thread, once.
 */
final class DryRun {
    /** No run ever saw anything under this number, so that all links count as unseen. */
    private static final long NO_RUN = Long.MAX_VALUE;

    private final SyncParts parts;
    private final SyncOrder order;
    private final Consumer<ConfigurationPlan> plans;
    private final Consumer<SyncProgress> progress;
    private final RunLog log;
    private final Fleet fleet;
    private final MassChangeGuard guard;
    private final PsaConfigurations psa;
    private final ConfigurationPlanner configurations;
    private final CompanyScope scope;
    private final PagePlanner planner;
    private final Troubles troubles = new Troubles();
    private final KeyHashes came = new KeyHashes();
    private final KeyHashes drifted = new KeyHashes();
    private final KeyHashes gone = new KeyHashes();
    private final CompanyLists lists;
    private final ConfigurationType type;
    private final Map<AssetKey, Asset> putOff = new LinkedHashMap<>();
    private boolean tooMany;
    private boolean asks;

    DryRun(
            SyncParts parts,
            SyncOrder order,
            PsaConfigurations psa,
            ConfigurationType type,
            RunLog log,
            Consumer<ConfigurationPlan> plans,
            Consumer<SyncProgress> progress) {
        this.parts = parts;
        this.order = order;
        this.psa = psa;
        this.type = type;
        this.log = log;
        this.plans = plans;
        this.progress = progress;
        fleet = new Fleet(parts.msp(), order.connectionId(), order.source().id());
        guard = new MassChangeGuard(
                order.limit(), parts.store().read(session -> session.fleets().count(fleet)), 0);
        configurations = new ConfigurationPlanner(order.profile(), type);
        scope = new CompanyScope(parts.store(), parts.msp(), parts.catalogues(), order.connectionId());
        lists = new CompanyLists(psa, type, parts.clock(), () -> {}, parts.listSize());
        planner = new PagePlanner(
                parts.store(),
                fleet,
                psa,
                scope,
                lists,
                configurations,
                new UndecidedCreates(
                        configurations, type.name(), parts.settings().quarantine()),
                troubles,
                new Arrivals(
                        link -> came.contains(link.key()),
                        link -> link.retired() || gone.contains(link.key()),
                        order::includes,
                        order.source().complete() && order.whole()),
                order.readsAll(),
                this::asIfRead);
    }

    /**
     * Tells all of it.
     *
     * @return why a real run would stop and ask, or null if it would not
     * @throws RunStopped if it cannot go on
     */
    @Nullable
    String work() {
        Instant until = parts.store()
                .read(session ->
                        SyncClaim.readUntil(session.runs().of(parts.msp(), order.connectionId(), SyncClaim.ENTITY)))
                .orElse(null);
        if (until != null) {
            DriftPoll.read(psa, until, parts.settings().pollOverlap(), ids -> ids.forEach(drifted::add));
        }
        SyncPages.read(order.source(), null, parts.pageSize(), () -> {}, this::page);
        decideLast();
        String question = asks ? guard.question() : null;
        if (order.source().complete() && order.whole() && !planner.unread() && !tooMany) {
            question = retirements(question);
        }
        progress.accept(log.progress());
        return question;
    }

    private FleetLink asIfRead(FleetLink link) {
        return link.configurationId() != null && drifted.contains(link.configurationId()) ? link.toBeRead() : link;
    }

    private void page(List<Asset> assets) {
        List<Asset> ours = new ArrayList<>();
        for (Asset asset : assets) {
            AssetKey key = PagePlanner.key(asset);
            if (!order.includes(asset.companyId())) {
                log.count(SyncProgress.Result.SKIPPED);
            } else if (came.add(key)) {
                ours.add(asset);
            } else {
                log.problem(PagePlanner.repeated(key));
            }
        }
        planner.plan(ours, false, (key, kept) -> false).forEach(this::tell);
        progress.accept(log.progress());
    }

    private void decideLast() {
        List<Asset> waiting = List.copyOf(putOff.values());
        for (int from = 0; from < waiting.size(); from += parts.pageSize()) {
            List<Asset> some = waiting.subList(from, Math.min(waiting.size(), from + parts.pageSize()));
            planner.plan(some, true, (key, kept) -> false).forEach(this::tell);
            progress.accept(log.progress());
        }
    }

    private void putOff(Decided one, ConfigurationPlan.PutOff plan) {
        if (one.asset() == null) {
            return;
        }
        if (putOff.size() >= SyncRun.MOST_PUT_OFF) {
            tooMany = true;
            log.problem(PutOffs.tooMany(one.key(), plan));
        } else {
            putOff.put(one.key(), one.asset());
        }
    }

    private void tell(Decided decided) {
        ConfigurationPlan plan = decided.plan();
        if (plan instanceof ConfigurationPlan.PutOff off) {
            putOff(decided, off);
            return;
        }
        if (decided.guarded()) {
            lists.wrote(type, plan, "");
        }
        if (plan instanceof ConfigurationPlan.Retire) {
            gone.add(decided.key());
        }
        if (decided.released() != null && decided.released().fleet().equals(fleet)) {
            // It has nothing any more that could be retired.
            came.add(decided.released().link().key());
        }
        if (decided.problem() != null) {
            log.problem(decided.problem());
        } else if (plan == null) {
            log.skip(decided.key().companyId(), () -> scope.reason(decided.key().companyId()));
        } else if (decided.writes()) {
            asks = decided.guarded() && !guard.admit() || asks;
            log.count(WriteResults.done(plan));
        } else {
            log.count(SyncProgress.Result.UNCHANGED);
        }
        if (plan != null && (decided.writes() || decided.problem() != null)) {
            plans.accept(plan);
        }
    }

    private @Nullable String retirements(@Nullable String question) {
        Retirements retirements = new Retirements(
                parts.store(), fleet, psa, scope, configurations, troubles, NO_RUN, link -> came.contains(link.key()));
        boolean empty = log.progress().done() == 0;
        long due = retirements.count(Long.MAX_VALUE, () -> {});
        String asked = question;
        if (asked == null && due > 0 && empty && !order.limit().equals(MassChangeLimit.NONE)) {
            asked = SyncRun.NOTHING_CAME;
        } else if (asked == null && !guard.allows(due)) {
            asked = guard.question();
        }
        log.left(due);
        retirements.decide(
                SyncPages.SIZE,
                company -> log.company(company, scope.reason(company)),
                some -> some.forEach(this::tell));
        return asked;
    }
}
