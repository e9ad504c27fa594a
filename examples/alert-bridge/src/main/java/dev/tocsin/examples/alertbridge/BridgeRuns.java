package dev.tocsin.examples.alertbridge;

import dev.tocsin.core.asset.ConfigurationProfile;
import dev.tocsin.core.company.HygieneFinding;
import dev.tocsin.core.company.HygieneReport;
import dev.tocsin.core.fleet.SyncOrder;
import dev.tocsin.core.sync.MassChangeLimit;
import dev.tocsin.core.sync.RecurringState;
import dev.tocsin.core.sync.RecurringSync;
import dev.tocsin.core.sync.RecurringWork;
import dev.tocsin.core.sync.SyncEntity;
import dev.tocsin.core.sync.SyncProgress;
import dev.tocsin.core.sync.SyncReport;
import dev.tocsin.core.sync.SyncSchedule;
import dev.tocsin.examples.alertbridge.config.BridgeConfiguration;
import dev.tocsin.examples.alertbridge.config.MicrosoftAccess;
import dev.tocsin.examples.alertbridge.config.SyncRuns;
import dev.tocsin.store.jdbc.RecurringRuns;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What the file's section {@code sync} has done again and again while {@code run} works. */
final class BridgeRuns implements RecurringWork {
    /** So that a run that is asked for by another process does not wait long. */
    private static final Duration POLL = Duration.ofSeconds(2);

    private final BridgeConfiguration read;
    /** The runs of this file, by connection. */
    private final Map<String, SyncRuns> runs;

    private final Host host;
    private final Surroundings around;
    /** The thread that keeps tenants in step, while it does. */
    private final AtomicReference<@Nullable Thread> tenants = new AtomicReference<>();

    private BridgeRuns(BridgeConfiguration read, Map<String, SyncRuns> runs, Host host, Surroundings around) {
        this.read = read;
        this.runs = runs;
        this.host = host;
        this.around = around;
    }

    /**
     * Begins the runs that the file asks for, and gives up those of its connections that it no longer asks for; close what is
     * answered. Plans of connections that the file does not name belong to other bridges on the same store: they are neither given up
     * nor run here, where nobody knows their files.
     */
    static Optional<RecurringRuns> start(BridgeConfiguration read, Host host, Surroundings around) {
        Map<String, SyncRuns> runs = new LinkedHashMap<>();
        read.sync().forEach(one -> runs.put(connection(one, host), one));
        RecurringRuns recurring =
                builder(read, around, new BridgeRuns(read, runs, host, around)).build();
        for (RecurringState state : recurring.list()) {
            String connection = state.plan().connectionId();
            if (connection.equals(MicrosoftAccess.CONNECTION_ID)
                    ? every(read).isEmpty() && host.hasMicrosoft()
                    : !runs.containsKey(connection)
                            && host.connections().stream()
                                    .anyMatch(one -> one.id().equals(connection))) {
                recurring.remove(connection);
            }
        }
        if (runs.isEmpty() && every(read).isEmpty()) {
            recurring.close();
            return Optional.empty();
        }
        runs.forEach((connection, one) -> {
            recurring.put(new RecurringSync(connection, one.entities(), one.schedule()));
            around.err().println("recurring on " + connection + ": " + one.schedule());
        });
        every(read).ifPresent(schedule -> {
            recurring.put(new RecurringSync(
                    MicrosoftAccess.CONNECTION_ID, EnumSet.of(SyncEntity.USERS, SyncEntity.EVENTS), schedule));
            around.err().println("recurring on " + MicrosoftAccess.CONNECTION_ID + ": " + schedule);
        });
        recurring.start();
        return Optional.of(recurring);
    }

    @Override
    public boolean serves(String connectionId) {
        return connectionId.equals(MicrosoftAccess.CONNECTION_ID)
                ? every(read).isPresent()
                : runs.containsKey(connectionId);
    }

    private static Optional<SyncSchedule> every(BridgeConfiguration read) {
        MicrosoftAccess microsoft = read.microsoft();
        return microsoft == null ? Optional.empty() : Optional.<SyncSchedule>ofNullable(microsoft.every());
    }

    private static RecurringRuns.Builder builder(BridgeConfiguration read, Surroundings around, RecurringWork work) {
        return RecurringRuns.on(Host.storeFile(read, around), work)
                .clock(around.clock())
                .poll(POLL);
    }

    private static String connection(SyncRuns runs, Host host) {
        String named = runs.connection();
        return named != null ? named : host.connections().get(0).id();
    }

    @Override
    public SyncReport run(String connectionId, SyncEntity entity) {
        SyncReport report = switch (entity) {
            case COMPANIES -> companies(connectionId);
            case CONFIGURATIONS -> configurations(connectionId);
            case USERS, EVENTS -> tenants(connectionId, entity);
        };
        if (entity != SyncEntity.USERS && entity != SyncEntity.EVENTS) { // whose counts are of tenants, and told there
            report.lines().forEach(line -> around.err().println(entity.key() + ": " + line));
        }
        return report;
    }

    @Override
    public void stop(String connectionId) {
        Thread working = tenants.get();
        if (connectionId.equals(MicrosoftAccess.CONNECTION_ID)) {
            if (working != null) {
                working.interrupt(); // the readings end after their page
            }
            return;
        }
        host.tocsin().configurationSync().cancel(connectionId);
    }

    /** Suspends the mappings whose company is gone, resumes those whose company is back, and tells what a person should look at. */
    private SyncReport companies(String connectionId) {
        Instant began = around.clock().instant();
        HygieneReport hygiene = host.tocsin().companies().checkDrift(connectionId);
        for (HygieneFinding finding : hygiene.findings()) {
            around.err().println("companies: " + CompanyTables.line(finding));
        }
        return new SyncReport(
                connectionId,
                began,
                around.clock().instant(),
                SyncReport.Ending.COMPLETED,
                hygiene.clean() ? null : Words.count(hygiene.findings().size(), "finding"),
                SyncProgress.start(OptionalLong.empty()),
                List.of(),
                null);
    }

    /** Keeps the users, or the logs, of all tenants in step; what goes wrong with one of them is told and does not stop the others. */
    private SyncReport tenants(String connectionId, SyncEntity entity) {
        Instant began = around.clock().instant();
        TenantSync sync = new TenantSync(host, around, new Progress(around), MassChangeLimit.DEFAULT);
        List<Microsoft.Tenant> all = Microsoft.tenants(host);
        boolean cancelled = false;
        tenants.set(Thread.currentThread());
        try {
            if (entity == SyncEntity.USERS) {
                sync.users(all);
                sync.technicians();
            } else {
                sync.events(all);
            }
        } catch (InterruptedException e) {
            cancelled = true;
        } finally {
            tenants.set(null);
            cancelled |= Thread.interrupted();
        }
        sync.lines().forEach(line -> around.err().println(entity.key() + ": " + line));
        sync.problems().forEach(problem -> around.err().println(entity.key() + ": " + problem));
        around.err()
                .println(entity.key() + ": " + Words.count(all.size(), "tenant") + ", "
                        + Words.count(sync.problems().size(), "problem")
                        + (cancelled ? "; ended before it was done, the next run goes on" : ""));
        return new SyncReport(
                connectionId,
                began,
                around.clock().instant(),
                cancelled ? SyncReport.Ending.CANCELLED : SyncReport.Ending.COMPLETED,
                sync.problems().isEmpty() ? null : Words.count(sync.problems().size(), "problem"),
                SyncProgress.start(OptionalLong.empty()),
                List.of(),
                null);
    }

    private SyncReport configurations(String connectionId) {
        SyncRuns ours = runs.get(connectionId);
        if (ours == null) {
            throw new IllegalStateException("the file has no section sync for the connection '" + connectionId + "'");
        }
        Inventory assets = InventoryOrder.of(ours).open(around, host, new Progress(around));
        SyncOrder order = SyncOrder.builder(connectionId, assets, profile(ours.profile()))
                .readsAll(ours.readAll())
                .build();
        return host.tocsin().configurationSync().run(order, progress -> {});
    }

    private ConfigurationProfile profile(@Nullable String id) {
        return read.profiles().stream()
                .filter(profile -> id == null || profile.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the file was read with a profile"));
    }
}
