package dev.tocsin.core.fleet;

import dev.tocsin.core.asset.Asset;
import dev.tocsin.core.asset.ConfigurationPlan;
import dev.tocsin.core.asset.ConfigurationPlanner;
import dev.tocsin.core.asset.ConfigurationType;
import dev.tocsin.core.psa.Outcome;
import dev.tocsin.core.psa.PsaConfigurations;
import dev.tocsin.core.store.AssetKey;
import dev.tocsin.core.store.Fleet;
import dev.tocsin.core.store.FleetLink;
import dev.tocsin.core.sync.MassChangeGuard;
import dev.tocsin.core.sync.MassChangeLimit;
import dev.tocsin.core.sync.SyncProgress;
import dev.tocsin.core.sync.SyncReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The work of one run that holds the claim: page after page of assets, then what did not come. Used by one thread, once. */
final class SyncRun {
    static final String NOTHING_CAME =
            "the source gave nothing at all, and all that was made of it would be retired; look at the source, and let it go on"
                    + " without a limit if that is meant";
    /** How many creates of unknown outcome are remembered to be looked at once more. */
    private static final int MOST_UNKNOWN = 1_000;
    /** How many assets wait for the end of the source, of some kilobytes each. */
    static final int MOST_PUT_OFF = 10_000;
    /** Pages at which a run goes on in which some assets may have been done before it was stopped. */
    private static final int PAGES_IN_DOUBT = 2;

    private final SyncParts parts;
    private final SyncOrder order;
    private final SyncClaim claim;
    private final RunLog log;
    private final Consumer<SyncProgress> progress;
    private final Fleet fleet;
    private final long number;
    private final MassChangeGuard guard;
    private final Troubles troubles = new Troubles();
    private final PsaConfigurations psa;
    private final ConfigurationPlanner configurations;
    private final CompanyScope scope;
    private final CompanyLists lists;
    private final ConfigurationType type;
    private final PagePlanner planner;
    private final AssetWrites writes;
    private final List<AssetWrites.Written> unknown = new ArrayList<>();
    private final Map<AssetKey, Asset> putOff = new LinkedHashMap<>();
    private int pages;
    private boolean tooMany;

    SyncRun(
            SyncParts parts,
            SyncOrder order,
            PsaConfigurations psa,
            ConfigurationType type,
            SyncClaim claim,
            Pauses pauses,
            RunLog log,
            Consumer<SyncProgress> progress) {
        this.parts = parts;
        this.order = order;
        this.psa = psa;
        this.type = type;
        this.claim = claim;
        this.log = log;
        this.progress = progress;
        fleet = new Fleet(parts.msp(), order.connectionId(), order.source().id());
        number = claim.run().number();
        guard = new MassChangeGuard(
                order.limit(), claim.run().records(), claim.run().guarded());
        configurations = new ConfigurationPlanner(order.profile(), type);
        scope = new CompanyScope(parts.store(), parts.msp(), parts.catalogues(), order.connectionId());
        lists = new CompanyLists(psa, type, parts.clock(), claim::keepAlive, parts.listSize());
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
                        link -> link.run() == number,
                        FleetLink::retired,
                        order::includes,
                        order.source().complete() && order.whole()),
                order.readsAll(),
                link -> link);
        writes = new AssetWrites(
                claim,
                fleet,
                psa,
                type,
                parts.linking(),
                parts.requests(),
                pauses,
                troubles,
                parts.settings(),
                parts.clock(),
                guard::admitted);
    }

    /**
     * Does all of it.
     *
     * @return what a person should know of a run that was completed, or null
     * @throws RunStopped if it cannot go on, or must not
     */
    @Nullable
    String work() {
        poll();
        SyncPages.read(order.source(), claim.run().after(), parts.pageSize(), claim::keepAlive, this::page);
        decideLast();
        lookAgain();
        String message = retire();
        progress.accept(shown());
        return message;
    }

    /** How far it is; what is not known yet counts as failed. */
    SyncProgress shown() {
        SyncProgress all = log.progress();
        for (int i = 0; i < unknown.size(); i++) {
            all = all.plus(SyncProgress.Result.FAILED);
        }
        return all;
    }

    /** Gives up on what is not known yet. */
    void giveUp() {
        unknown.forEach(this::unknownProblem);
        unknown.clear();
    }

    private void poll() {
        Instant until = claim.run().readUntil();
        Instant now = parts.clock().instant();
        if (until != null) {
            DriftPoll.read(
                    psa,
                    until,
                    parts.settings().pollOverlap(),
                    ids -> claim.begin(
                            change -> {},
                            session -> session.fleets().readAgain(parts.msp(), order.connectionId(), ids)));
        }
        claim.begin(change -> change.readUntil(now), session -> true);
    }

    private void page(List<Asset> assets) {
        List<Asset> ours = new ArrayList<>();
        for (Asset asset : assets) {
            if (order.includes(asset.companyId())) {
                ours.add(asset);
            } else {
                log.count(SyncProgress.Result.SKIPPED);
            }
        }
        boolean inDoubt = claim.resumed() && pages < PAGES_IN_DOUBT;
        pages++;
        List<Decided> decided =
                planner.plan(ours, false, (key, kept) -> !inDoubt && kept != null && kept.run() == number);
        // Who is put off or could not be read is known to this run only: the next must start anew if it is stopped.
        boolean goesOn = order.source().resumable() && order.whole();
        apply(decided, SyncProgress.Result.UNCHANGED, true);
        keep(
                decided,
                decided.stream().map(Decided::key).toList(),
                goesOn && putOff.isEmpty() && !planner.unread()
                        ? assets.get(assets.size() - 1).id()
                        : null);
        progress.accept(shown());
    }

    /** Writes what is to be written, in order and not beyond what the guard admits. */
    private void apply(List<Decided> decided, SyncProgress.Result found, boolean first) {
        List<Decided> batch = new ArrayList<>();
        for (Decided one : decided) {
            if (one.problem() != null) {
                log.problem(one.problem());
            } else if (one.plan() == null) {
                log.skip(one.key().companyId(), () -> scope.reason(one.key().companyId()));
            } else if (one.plan() instanceof ConfigurationPlan.PutOff plan) {
                putOff(one, plan);
            } else if (!one.writes()) {
                log.count(found);
            } else if (one.guarded() && !guard.admit()) {
                write(batch, first);
                throw new RunStopped(SyncReport.Ending.ASKS, guard.question());
            } else {
                batch.add(one);
                if (batch.size() == writes.atOnce()) {
                    write(batch, first);
                    batch.clear();
                }
            }
        }
        write(batch, first);
    }

    private void putOff(Decided one, ConfigurationPlan.PutOff plan) {
        if (one.asset() == null) {
            return;
        }
        if (putOff.size() >= MOST_PUT_OFF) {
            tooMany = true;
            log.problem(PutOffs.tooMany(one.key(), plan));
        } else if (putOff.putIfAbsent(one.key(), one.asset()) != null) {
            log.problem(PagePlanner.repeated(one.key()));
        }
    }

    /** By now it is known which assets came, and so which were given another id. */
    private void decideLast() {
        List<Asset> waiting = List.copyOf(putOff.values());
        for (int from = 0; from < waiting.size(); from += parts.pageSize()) {
            List<Asset> some = waiting.subList(from, Math.min(waiting.size(), from + parts.pageSize()));
            List<Decided> decided = planner.plan(some, true, (key, kept) -> false);
            apply(decided, SyncProgress.Result.UNCHANGED, true);
            keep(
                    decided,
                    decided.stream().map(Decided::key).toList(),
                    claim.run().after());
            progress.accept(shown());
        }
    }

    private void write(List<Decided> batch, boolean first) {
        if (batch.isEmpty()) {
            return;
        }
        for (AssetWrites.Written one : writes.write(List.copyOf(batch))) {
            ConfigurationPlan plan = one.decided().plan();
            if (one.outcome() instanceof Outcome.Done<String> done) {
                log.count(WriteResults.done(plan));
                lists.wrote(type, plan, done.value());
            } else if (one.outcome() instanceof Outcome.Refused<String> refused) {
                boolean gone = plan instanceof ConfigurationPlan.Retire && refused.notFound();
                if (gone) {
                    log.count(SyncProgress.Result.UNCHANGED);
                } else {
                    log.problem(WriteResults.refused(one.decided(), refused));
                }
            } else if (first && plan instanceof ConfigurationPlan.Create && unknown.size() < MOST_UNKNOWN) {
                unknown.add(one);
            } else {
                unknownProblem(one);
            }
        }
        progress.accept(shown());
    }

    private void unknownProblem(AssetWrites.Written one) {
        String reason = one.outcome() instanceof Outcome.Unknown<String> unanswered ? unanswered.reason() : "";
        log.problem(WriteResults.unknown(one.decided(), reason));
    }

    /** Keeps what was found out, and how far the run is; the next look goes on from there. */
    private void keep(List<Decided> decided, List<AssetKey> seen, @Nullable String after) {
        SyncProgress upTo = shown();
        Instant certain = certain();
        claim.keep(change -> change.at(after, upTo).guarded(guard.admitted()), session -> {
            List<FleetLink> links = new ArrayList<>();
            List<Release> releases = new ArrayList<>();
            for (Decided one : decided) {
                FleetLink link = WriteLinks.unwritten(one, number, certain);
                if (link != null) {
                    links.add(link);
                    if (one.released() != null) {
                        releases.add(one.released());
                    }
                    if (link.configurationId() != null) {
                        writes.attach(session, one, link.configurationId());
                    }
                }
            }
            Release.save(session, fleet, links, releases);
            writes.attachMissing(session, decided);
            if (!seen.isEmpty()) {
                session.fleets().seen(fleet, number, seen);
            }
            return true;
        });
        if (claim.run().cancelled()) {
            throw new RunStopped(SyncReport.Ending.CANCELLED, "somebody asked it to stop");
        }
    }

    /** What was sent before this moment has happened or never will. */
    private Instant certain() {
        return parts.clock().instant().minus(parts.settings().quarantine());
    }

    /** Most answers that were lost belong to requests that came through. */
    private void lookAgain() {
        List<AssetWrites.Written> before = List.copyOf(unknown);
        for (int from = 0; from < before.size(); from += SyncPages.SIZE) {
            List<AssetWrites.Written> some = before.subList(from, Math.min(before.size(), from + SyncPages.SIZE));
            List<Asset> assets = new ArrayList<>();
            for (AssetWrites.Written one : some) {
                if (one.decided().asset() != null) {
                    assets.add(one.decided().asset());
                }
            }
            List<Decided> decided = planner.plan(assets, true, (key, kept) -> false);
            unknown.removeAll(some);
            apply(decided, SyncProgress.Result.CREATED, false);
            keep(decided, List.of(), claim.run().after());
        }
    }

    private @Nullable String retire() {
        if (!order.source().complete() || !order.whole()) {
            return null;
        }
        if (tooMany) {
            return PutOffs.NOTHING_RETIRED;
        }
        if (planner.unread()) {
            return "nothing was retired, since the PSA could not be read for some of the assets";
        }
        scope.refresh();
        new OrphanedCreates(parts.store(), fleet).giveUp(claim, log, certain());
        Retirements retirements =
                new Retirements(parts.store(), fleet, psa, scope, configurations, troubles, number, link -> false);
        long due = retirements.count(order.limit().most(claim.run().records()), claim::keepAlive);
        if (due > 0 && log.progress().done() == 0 && !order.limit().equals(MassChangeLimit.NONE)) {
            throw new RunStopped(SyncReport.Ending.ASKS, NOTHING_CAME);
        }
        if (!guard.allows(due)) {
            throw new RunStopped(SyncReport.Ending.ASKS, guard.question());
        }
        log.left(due);
        retirements.decide(writes.atOnce(), company -> log.company(company, scope.reason(company)), some -> {
            apply(some, SyncProgress.Result.UNCHANGED, false);
            keep(some, List.of(), claim.run().after());
            progress.accept(shown());
        });
        return null;
    }
}
