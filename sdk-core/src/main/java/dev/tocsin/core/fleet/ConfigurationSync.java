package dev.tocsin.core.fleet;

import dev.tocsin.core.asset.AssetSource;
import dev.tocsin.core.asset.ConfigurationPlan;
import dev.tocsin.core.asset.ConfigurationType;
import dev.tocsin.core.asset.SystemChange;
import dev.tocsin.core.asset.SystemChanges;
import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.base.Sleeper;
import dev.tocsin.core.engine.AssetLinking;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.intake.Catalogues;
import dev.tocsin.core.psa.Psa;
import dev.tocsin.core.psa.PsaConfigurations;
import dev.tocsin.core.settings.Settings;
import dev.tocsin.core.store.Store;
import dev.tocsin.core.store.StoredRun;
import dev.tocsin.core.sync.SyncCursor;
import dev.tocsin.core.sync.SyncProgress;
import dev.tocsin.core.sync.SyncReport;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the configurations of a PSA in step with the assets of a source. One run works on a connection at a time, whatever the
 * process; a run that was killed, cancelled or stopped is gone on with by the next one of its source. Thread-safe.
 *
 * <p>A create is committed to the store before it is sent, and while its outcome is unknown it is never sent again: the
 * configuration is looked for by its identifiers and its name, and made again only if it is not there after
 * {@link Settings#quarantine}. An asset without a device identifier is given one, an {@link dev.tocsin.core.asset.AssetReference}, where
 * the PSA's field is free. That is weaker than for tickets in some points, which decision 0021 lists; the first is that a PSA that carries
 * out a create later than the quarantine makes a twin that nobody looks for.
 */
public final class ConfigurationSync {
    private final SyncParts parts;
    private final Map<String, Psa> psas;

    /**
     * Sync for an MSP.
     *
     * @param psas the connections by their ids
     * @param requests runs the requests; a run must not itself be run by it
     */
    public ConfigurationSync(
            MspId msp,
            Store store,
            Map<String, Psa> psas,
            Settings settings,
            Catalogues catalogues,
            AssetLinking linking,
            Clock clock,
            Sleeper sleeper,
            ExecutorService requests) {
        this(
                new SyncParts(
                        msp,
                        store,
                        settings,
                        catalogues,
                        linking,
                        clock,
                        sleeper,
                        requests,
                        SyncPages.SIZE,
                        CompanyLists.SIZE),
                psas);
    }

    ConfigurationSync(SyncParts parts, Map<String, Psa> psas) {
        this.parts = parts;
        this.psas = Map.copyOf(psas);
    }

    /**
     * The configuration types of a connection with their fields, questions and statuses, read anew.
     *
     * @throws ConfigurationException if there is no such connection, or it has no configurations
     * @throws dev.tocsin.core.base.TocsinException if the PSA cannot be read
     */
    public List<ConfigurationType> types(String connectionId) {
        return psa(connectionId).types();
    }

    /**
     * Brings the configurations in step, in the caller's thread. What goes wrong with single assets is in the report, and so is
     * what stopped the run.
     *
     * @param order what to do
     * @param progress told how far the run is, after each handful of writes, each page of {@value SyncPages#SIZE} assets and at the end
     * @return how it went
     * @throws SyncBusyException if a run works on the connection
     * @throws ConfigurationException if there is no such connection or type, or the profile cannot work with the type; the
     *     message has all faults, and nothing was done
     * @throws dev.tocsin.core.base.TocsinException if the type cannot be read, or the store cannot keep what was done; a later run
     *     goes on
     */
    public SyncReport run(SyncOrder order, Consumer<SyncProgress> progress) {
        PsaConfigurations psa = psa(order.connectionId());
        TypeSetup setup = new TypeSetup(psa, order.profile());
        ConfigurationType type = setup.read();
        SyncClaim claim = SyncClaim.take(
                parts.store(),
                parts.clock(),
                parts.settings().lease(),
                UUID.randomUUID().toString(),
                parts.msp(),
                order,
                order.source().resumable() && order.whole());
        RunLog log = new RunLog(claim.run().progress());
        Pauses pauses = new Pauses(parts.sleeper(), claim, parts.settings().lease());
        SyncRun run = null;
        SyncReport.Ending ending;
        String message;
        try {
            ConfigurationType whole = setup.withQuestions(type, claim, pauses, parts.clock(), parts.settings());
            run = new SyncRun(parts, order, psa, whole, claim, pauses, log, progress);
            message = run.work();
            ending = SyncReport.Ending.COMPLETED;
        } catch (RunStopped e) {
            ending = e.ending();
            message = e.reason();
        } catch (LeaseLost e) {
            return lost(order, claim, log, e);
        } catch (RuntimeException e) {
            ending = SyncReport.Ending.FAILED;
            message = e.toString();
        }
        if (run != null) {
            run.giveUp();
        }
        try {
            return end(order, claim, log, ending, message);
        } catch (LeaseLost e) {
            return lost(order, claim, log, e);
        }
    }

    private SyncReport end(
            SyncOrder order, SyncClaim claim, RunLog log, SyncReport.Ending ending, @Nullable String message) {
        Instant now = parts.clock().instant();
        boolean completed = ending == SyncReport.Ending.COMPLETED;
        String after = completed ? null : claim.run().after();
        // What is kept is the progress at the place where the run goes on, or what was done after it would count twice.
        SyncProgress kept = after == null ? log.progress() : claim.run().progress();
        claim.keep(change -> change.at(after, kept).ended(ending, message, now), session -> true);
        SyncCursor cursor = completed
                ? null
                : new SyncCursor(
                        after, after == null ? SyncProgress.start(order.source().total()) : kept);
        return new SyncReport(
                order.connectionId(),
                claim.run().startedAt(),
                now,
                ending,
                message,
                log.progress(),
                log.problems(),
                cursor);
    }

    /** Nothing is written: the run is another's, who tells how it ends. */
    private SyncReport lost(SyncOrder order, SyncClaim claim, RunLog log, LeaseLost reason) {
        return new SyncReport(
                order.connectionId(),
                claim.run().startedAt(),
                parts.clock().instant(),
                SyncReport.Ending.FAILED,
                reason.getMessage(),
                log.progress(),
                log.problems(),
                null);
    }

    /**
     * Tells what a run would do from the start, and does nothing of it: writes neither to the PSA nor to the store, and may go on
     * beside a run. Questions that would be made are planned for as if they were there. A report that asks, or that was completed,
     * says how a run would end; its progress counts what would be written.
     *
     * @param order what would be done
     * @param plan told each plan but those by which nothing is to be done, retirements of what did not come included
     * @param progress told how far it is, after each page and at the end
     * @throws ConfigurationException as for {@link #run}
     * @throws dev.tocsin.core.base.TocsinException if the type cannot be read
     */
    public SyncReport dryRun(SyncOrder order, Consumer<ConfigurationPlan> plan, Consumer<SyncProgress> progress) {
        PsaConfigurations psa = psa(order.connectionId());
        ConfigurationType type = new TypeSetup(psa, order.profile()).read();
        Instant startedAt = parts.clock().instant();
        RunLog log = new RunLog(SyncProgress.start(order.source().total()));
        SyncReport.Ending ending;
        String message;
        try {
            message = new DryRun(parts, order, psa, type, log, plan, progress).work();
            ending = message == null ? SyncReport.Ending.COMPLETED : SyncReport.Ending.ASKS;
        } catch (RunStopped e) {
            ending = e.ending();
            message = e.reason();
        } catch (RuntimeException e) {
            ending = SyncReport.Ending.FAILED;
            message = e.toString();
        }
        return new SyncReport(
                order.connectionId(),
                startedAt,
                parts.clock().instant(),
                ending,
                message,
                log.progress(),
                log.problems(),
                null);
    }

    /**
     * Asks the run on a connection to stop, of whatever process it is. It ends before its next writes, and the next run of its
     * source goes on where it ended, if the source can.
     *
     * @return whether a run works on the connection
     */
    public boolean cancel(String connectionId) {
        return SyncClaim.cancel(parts.store(), parts.clock(), parts.msp(), connectionId);
    }

    /** The run on a connection that works or, if none does, that did last, of whatever source; empty if there never was one. */
    public Optional<StoredRun> lastRun(String connectionId) {
        Instant now = parts.clock().instant();
        return lastRuns(connectionId).stream()
                .max(Comparator.comparing((StoredRun run) -> run.leased(now))
                        .thenComparing(ConfigurationSync::lastAlive));
    }

    /** The last run of each source on a connection, by source in the order of Unicode code points; at most one of them works. */
    public List<StoredRun> lastRuns(String connectionId) {
        return parts.store().read(session -> session.runs().of(parts.msp(), connectionId, SyncClaim.ENTITY));
    }

    /** A run that was killed worked within its lease. */
    private static Instant lastAlive(StoredRun run) {
        Instant lease = run.leaseUntil() == null ? run.startedAt() : run.leaseUntil();
        return run.endedAt() == null ? lease : run.endedAt();
    }

    /**
     * What changed between two inventories, as events to be handed to {@code Tocsin.ingest} some hundreds at a time. Read as the
     * stream is consumed; the caller closes it.
     *
     * @param before the earlier inventory, whose assets come in ascending order of their ids
     * @param after the later one in the same order, whose id is the source of the events
     * @param takenAt when the later one was taken
     * @throws IllegalArgumentException while the stream is consumed, if an inventory is not in order
     * @throws ConfigurationException while the stream is consumed, as {@link #systemChange}
     */
    public Stream<SecurityEvent> systemChanges(AssetSource before, AssetSource after, Instant takenAt) {
        return SystemChanges.compare(before.assets(null), after.assets(null))
                .map(change -> systemChange(change, after.id(), takenAt));
    }

    /**
     * A change as an event of the asset's local company.
     *
     * @param change the change
     * @param source the source of the inventories
     * @param occurredAt when the later inventory was taken
     * @throws ConfigurationException if the source's customer of that id is linked to another company
     */
    public SecurityEvent systemChange(SystemChange change, String source, Instant occurredAt) {
        String customer = parts.store()
                .read(session -> parts.catalogues().inForce(session, parts.msp()))
                .customerOf(source, change.companyId())
                .orElseThrow(() -> new ConfigurationException(
                        "asset.companyId",
                        "the customer '" + change.companyId() + "' of " + source
                                + " is linked to another company, so that events of the company '" + change.companyId()
                                + "' would become that one's; link a customer of " + source + " to it"));
        return change.event(parts.msp(), source, customer, occurredAt);
    }

    private PsaConfigurations psa(String connectionId) {
        Psa psa = psas.get(connectionId);
        if (psa == null) {
            throw new ConfigurationException(
                    "connectionId", "'" + connectionId + "' is no connection; legal are " + psas.keySet());
        }
        return psa.configurations();
    }
}
