package dev.tocsin.examples.alertbridge;

import dev.tocsin.core.asset.ConfigurationProfile;
import dev.tocsin.core.asset.ConfigurationType;
import dev.tocsin.core.asset.Question;
import dev.tocsin.core.base.ShownText;
import dev.tocsin.core.fleet.ConfigurationSync;
import dev.tocsin.core.fleet.SyncBusyException;
import dev.tocsin.core.fleet.SyncOrder;
import dev.tocsin.core.store.StoredRun;
import dev.tocsin.core.sync.MassChangeLimit;
import dev.tocsin.core.sync.SyncReport;
import dev.tocsin.examples.alertbridge.config.BridgeConfiguration;
import dev.tocsin.examples.alertbridge.reader.BrokenFileException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Keeps assets as configurations of ConnectWise. */
@Command(name = "sync", mixinStandardHelpOptions = true, description = "Keeps assets as configurations of ConnectWise.")
final class SyncCommand implements Callable<Integer> {
    private static final Duration AGAIN = Duration.ofMillis(100);

    private final Surroundings around;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigurationOption configuration;

    @Mixin
    private ConnectionOption connection;

    SyncCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "what is to be done is missing; configurations, types, status and cancel are legal");
    }

    @Command(
            name = "configurations",
            mixinStandardHelpOptions = true,
            description =
                    "Makes and keeps a configuration for each asset of an inventory. Only what changed is written.")
    int configurations(
            @Mixin InventoryOptions inventory,
            @Option(names = "--profile", paramLabel = "ID", description = "the profile; the only one by default")
                    @Nullable
                    String profileId,
            @Option(names = "--dry-run", description = "shows what would be written, and writes nothing")
                    boolean dryRun,
            @Option(
                            names = "--allow-mass-change",
                            description = "lets the run change as much as it must; look at a dry run first")
                    boolean allowMassChange,
            @Option(
                            names = "--read-all",
                            description =
                                    "reads the configurations of all companies, which finds those that were deleted")
                    boolean readAll) {
        inventory.requireReadable(around);
        BridgeConfiguration read = configuration.read(around);
        ConfigurationProfile profile = profile(read, profileId);
        Progress progress = new Progress(around);
        try (Host host = dryRun ? Host.asIfSeeded(read, around) : Host.seeded(read, around)) {
            String connectionId = connection.of(host).id();
            Inventory assets = inventory.order().open(around, host, progress);
            if (!inventory.earlier().isEmpty()) {
                Inventory before = inventory.earlierOrder().open(around, host, progress);
                new InventoryComparison(around, host, progress).compare(before, assets, dryRun);
            }
            SyncOrder order = SyncOrder.builder(connectionId, assets, profile)
                    .limit(allowMassChange ? MassChangeLimit.NONE : MassChangeLimit.DEFAULT)
                    .readsAll(readAll)
                    .build();
            SyncReport report = dryRun ? shown(host, order, progress) : run(host, order, progress);
            progress.clear();
            return told(report, assets, dryRun);
        } catch (BrokenFileException e) {
            around.err().println(e.fault());
            around.err().println("nothing was written: nobody knows what else the file would list");
            return AlertBridge.INCOMPLETE;
        } catch (SyncBusyException e) {
            around.err().println(e.getMessage());
            return AlertBridge.INCOMPLETE;
        } finally {
            around.stop().ended();
        }
    }

    private ConfigurationProfile profile(BridgeConfiguration read, @Nullable String id) {
        List<String> ids =
                read.profiles().stream().map(ConfigurationProfile::id).toList();
        return read.profiles().stream()
                .filter(profile -> id == null ? ids.size() == 1 : profile.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new CommandLine.ParameterException(
                        spec.commandLine(),
                        ids.isEmpty()
                                ? "the configuration has no profile; add the section profiles"
                                : id == null
                                        ? "there are several profiles; name one of " + ids + " with --profile ID"
                                        : "--profile: there is none of the id '" + id + "'; legal are " + ids));
    }

    private SyncReport shown(Host host, SyncOrder order, Progress progress) {
        return host.tocsin()
                .configurationSync()
                .dryRun(
                        order,
                        plan -> plan.lines().forEach(around.out()::println),
                        now -> progress.show(now::toString));
    }

    /** Runs until all is done, or until Ctrl-C, on which the run ends after what it has under way. */
    private SyncReport run(Host host, SyncOrder order, Progress progress) {
        ConfigurationSync sync = host.tocsin().configurationSync();
        Thread stop = new Thread(() -> cancelWhenStopped(sync, order.connectionId()), "alert-bridge-cancel");
        stop.setDaemon(true);
        stop.start();
        try {
            return sync.run(order, now -> progress.show(now::toString));
        } finally {
            stop.interrupt();
        }
    }

    private void cancelWhenStopped(ConfigurationSync sync, String connectionId) {
        try {
            around.stop().await();
            while (!sync.cancel(connectionId)) {
                around.sleeper().sleep(AGAIN); // the run has not begun yet
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the run is over
        }
    }

    private int told(SyncReport report, Inventory assets, boolean dryRun) {
        List<String> lines = report.lines();
        around.out().println((dryRun ? "dry run, nothing was written; " : "") + lines.get(0));
        lines.subList(1, lines.size()).forEach(around.out()::println);
        assets.skipped().forEach((reason, count) -> around.out().println("  left out: " + count + " times " + reason));
        if (assets.repeats() > 0) {
            around.out().println("  listed more than once and taken as one: " + Words.count(assets.repeats(), "asset"));
        }
        if (assets.namesakes() > 0) {
            around.out()
                    .println("  of one name, but of different devices, and so kept apart: "
                            + Words.count(assets.namesakes(), "name"));
        }
        if (assets.faults() > 0) {
            around.out()
                    .println("  unusable: " + Words.count(assets.faults(), "record")
                            + ", which were told with their lines; nothing was retired for not being listed");
        }
        if (report.ending() == SyncReport.Ending.ASKS) {
            around.err().println("--dry-run shows what would change, and --allow-mass-change lets it");
            return AlertBridge.ASKS;
        }
        if (report.ending() == SyncReport.Ending.CANCELLED && report.resumeAt().isPresent()) {
            around.err().println("what was done is kept, and the next run goes on");
        }
        long problems = report.progress().ambiguous()
                + report.progress().invalid()
                + report.progress().failed()
                + assets.faults();
        return report.ending() == SyncReport.Ending.COMPLETED && problems == 0
                ? AlertBridge.DONE
                : AlertBridge.INCOMPLETE;
    }

    @Command(
            name = "types",
            mixinStandardHelpOptions = true,
            description = "Lists the configuration types with their statuses, fields and questions.")
    int types() {
        try (Host host = Host.look(configuration.read(around), around)) {
            List<ConfigurationType> types =
                    host.tocsin().configurationSync().types(connection.of(host).id());
            for (ConfigurationType type : types) {
                Outline outline = new Outline(type.name() + (type.active() ? "" : " (inactive)"));
                type.questions().forEach(question -> outline.add(question(question)));
                around.out().print(outline.draw(around.unicode()));
            }
            types.stream().findFirst().ifPresent(any -> {
                around.out()
                        .println("statuses: "
                                + String.join(
                                        ", ",
                                        any.statuses().stream()
                                                .map(one -> one.name() + (one.active() ? "" : " (inactive)"))
                                                .toList()));
                around.out()
                        .println("fields: "
                                + String.join(
                                        ", ",
                                        any.fields().stream()
                                                .map(one -> one.name() + (one.required() ? " (required)" : ""))
                                                .toList()));
            });
            around.out().println(Words.count(types.size(), "configuration type"));
            return AlertBridge.DONE;
        }
    }

    private static String question(Question question) {
        return question.text() + ": " + question.type().label() + (question.required() ? ", required" : "")
                + (question.choices().isEmpty() ? "" : ", one of " + question.choices());
    }

    @Command(
            name = "status",
            mixinStandardHelpOptions = true,
            description = "Shows of each source how far its run is, or how its last one ended.")
    int status() {
        try (Host host = Host.look(configuration.read(around), around)) {
            List<StoredRun> runs = host.connections().stream()
                    .flatMap(one -> host.tocsin().configurationSync().lastRuns(one.id()).stream())
                    .toList();
            runs.forEach(this::status);
            if (runs.isEmpty()) {
                around.out().println("no run yet");
            }
            return AlertBridge.DONE;
        }
    }

    private void status(StoredRun run) {
        boolean works = run.endedAt() == null
                && run.leaseUntil() != null
                && around.clock().instant().isBefore(run.leaseUntil());
        String state = run.endedAt() != null
                ? run.ending() + " at " + run.endedAt()
                : works
                        ? "works, as " + run.owner() + (run.cancelled() ? ", and was asked to stop" : "")
                        : "was cut short; the next run goes on";
        around.out()
                .println(run.connectionId() + ": run " + run.number() + " of source " + run.source() + ", started "
                        + run.startedAt() + ": " + state);
        around.out()
                .println("  " + run.progress() + (run.message() == null ? "" : "; " + ShownText.inLine(run.message())));
    }

    @Command(
            name = "cancel",
            mixinStandardHelpOptions = true,
            description = "Asks the run that works on a connection to stop, in whatever process it is.")
    int cancel() {
        try (Host host = Host.look(configuration.read(around), around)) {
            String id = connection.of(host).id();
            boolean asked = host.tocsin().configurationSync().cancel(id);
            around.out().println(id + (asked ? ": asked to stop" : ": no run works"));
            return asked ? AlertBridge.DONE : AlertBridge.INCOMPLETE;
        }
    }
}
