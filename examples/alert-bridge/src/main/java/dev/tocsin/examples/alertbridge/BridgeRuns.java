package dev.tocsin.examples.alertbridge;

import dev.tocsin.core.asset.ConfigurationProfile;
import dev.tocsin.core.company.HygieneFinding;
import dev.tocsin.core.company.HygieneReport;
import dev.tocsin.core.fleet.SyncOrder;
import dev.tocsin.core.sync.RecurringState;
import dev.tocsin.core.sync.RecurringSync;
import dev.tocsin.core.sync.RecurringWork;
import dev.tocsin.core.sync.SyncEntity;
import dev.tocsin.core.sync.SyncProgress;
import dev.tocsin.core.sync.SyncReport;
import dev.tocsin.examples.alertbridge.config.BridgeConfiguration;
import dev.tocsin.examples.alertbridge.config.SyncRuns;
import dev.tocsin.store.jdbc.RecurringRuns;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What the file's section {@code sync} has done again and again while {@code run} works. */
final class BridgeRuns implements RecurringWork {
    /** So that a run that is asked for by another process does not wait long. */
    private static final Duration POLL = Duration.ofSeconds(2);

    private final BridgeConfiguration read;
    private final SyncRuns runs;
    private final Host host;
    private final Surroundings around;

    private BridgeRuns(BridgeConfiguration read, SyncRuns runs, Host host, Surroundings around) {
        this.read = read;
        this.runs = runs;
        this.host = host;
        this.around = around;
    }

    /** Begins the runs that the file asks for, and gives up those that it no longer does; close what is answered. */
    static Optional<RecurringRuns> start(BridgeConfiguration read, Host host, Surroundings around) {
        SyncRuns runs = read.sync();
        if (runs == null) {
            // Without a section nobody knows the files of a plan that an earlier configuration left.
            try (RecurringRuns kept = builder(read, around, (connection, entity) -> nothing(connection, around))
                    .build()) {
                kept.list().forEach(state -> kept.remove(state.plan().connectionId()));
            }
            return Optional.empty();
        }
        String connection = connection(runs, host);
        RecurringRuns recurring =
                builder(read, around, new BridgeRuns(read, runs, host, around)).build();
        for (RecurringState state : recurring.list()) {
            if (!state.plan().connectionId().equals(connection)) {
                recurring.remove(state.plan().connectionId());
            }
        }
        recurring.put(new RecurringSync(connection, runs.entities(), runs.schedule()));
        recurring.start();
        around.err().println("recurring on " + connection + ": " + runs.schedule());
        return Optional.of(recurring);
    }

    private static RecurringRuns.Builder builder(BridgeConfiguration read, Surroundings around, RecurringWork work) {
        return RecurringRuns.on(Host.storeFile(read, around), work)
                .clock(around.clock())
                .poll(POLL);
    }

    private static SyncReport nothing(String connection, Surroundings around) {
        Instant now = around.clock().instant();
        return new SyncReport(
                connection,
                now,
                now,
                SyncReport.Ending.COMPLETED,
                null,
                SyncProgress.start(OptionalLong.empty()),
                List.of(),
                null);
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
        };
        report.lines().forEach(line -> around.err().println(entity.key() + ": " + line));
        return report;
    }

    @Override
    public void stop(String connectionId) {
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

    private SyncReport configurations(String connectionId) {
        Inventory assets = InventoryOrder.of(runs).open(around, host, new Progress(around));
        SyncOrder order =
                SyncOrder.builder(connectionId, assets, profile(runs.profile())).build();
        return host.tocsin().configurationSync().run(order, progress -> {});
    }

    private ConfigurationProfile profile(@Nullable String id) {
        return read.profiles().stream()
                .filter(profile -> id == null || profile.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the file was read with a profile"));
    }
}
