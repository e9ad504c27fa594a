package dev.tocsin.examples.alertbridge;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.event.Receipt.Outcome;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.intake.Catalogue;
import dev.tocsin.core.preview.Preview;
import dev.tocsin.core.preview.PreviewDifference;
import dev.tocsin.core.preview.Previewer;
import dev.tocsin.core.store.StoredConfiguration;
import dev.tocsin.examples.alertbridge.config.BridgeConfiguration;
import dev.tocsin.examples.alertbridge.config.ConfigurationSeeder;
import dev.tocsin.examples.alertbridge.config.TechnicianNames;
import dev.tocsin.examples.alertbridge.reader.EventFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what files of events would do. Writes nothing, neither to the store nor to ConnectWise, and asks neither. */
@Command(
        name = "preview",
        mixinStandardHelpOptions = true,
        description = "Shows what events would do, without writing anything anywhere.")
final class PreviewCommand implements Callable<Integer> {
    private final Surroundings around;

    @Mixin
    private ConfigurationOption configuration;

    @Mixin
    private InputOption input;

    @Option(
            names = "--rules",
            paramLabel = "OTHER",
            description = "another configuration; shows the difference that it would make")
    private @Nullable Path rules;

    @Option(
            names = "--arrival-order",
            description = "feeds the events in the order of the files; by default in the order in which they happened")
    private boolean arrivalOrder;

    @Option(
            names = "--top-priority",
            paramLabel = "NAME",
            description =
                    "the first priority of ConnectWise, whose groups do not wait; by default that of the settings")
    private @Nullable String topPriority;

    @Option(
            names = "--most",
            paramLabel = "N",
            defaultValue = "" + Previewer.MOST_EVENTS,
            description = "how many events are taken; ${DEFAULT-VALUE} by default")
    private int most;

    PreviewCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        EventFormat forced = input.forced();
        input.requireReadable(around);
        BridgeConfiguration file = configuration.read(around);
        BridgeConfiguration other = rules == null ? null : ConfigurationOption.read(around, rules);
        StoredConfiguration stored = Host.stored(file, around);
        Progress progress = new Progress(around);
        Previewer asIs = previewer(stored, file, progress);
        Previewer changed = other == null ? null : previewer(stored, other, progress);

        EventList list = new EventList(progress, most);
        Catalogue catalogue = new Catalogue(asIs.configuration(), file.settings());
        boolean allRead = true;
        for (String name : input.files()) {
            allRead &= input.read(
                    around,
                    name,
                    tenant -> catalogue.companyOf("entra", tenant).isPresent(),
                    (source, bytes) -> list.read(source, forced));
        }
        Preview preview = show(asIs, changed, list.events(), progress);
        list.skipped()
                .forEach((reason, count) ->
                        around.out().println("skipped: " + Words.count(count, "record") + ": " + reason));
        boolean sound = allRead
                && list.faults() == 0
                && preview.totals().count(Outcome.PARKED) == 0
                && preview.totals().count(Outcome.REFUSED) == 0;
        return sound ? AlertBridge.DONE : AlertBridge.INCOMPLETE;
    }

    private Previewer previewer(StoredConfiguration stored, BridgeConfiguration file, Progress progress) {
        Previewer.Builder builder = Previewer.builder(stored)
                .msp(MspId.SINGLE)
                .settings(file.settings())
                .arrivalOrder(arrivalOrder)
                .mostEvents(Math.max(1, most))
                .progress((done, total) -> progress.show(() -> "previewed " + done + " of " + total + " events"))
                .change(our -> new ConfigurationSeeder(our, TechnicianNames.asTheyAre()).seed(file));
        if (topPriority != null) {
            file.mappings().forEach(mapping -> builder.topPriority(mapping.connectionId(), topPriority));
        }
        return builder.build();
    }

    /** Prints the preview, or the difference if there is another configuration; answers what would now be in force. */
    private Preview show(Previewer asIs, @Nullable Previewer changed, List<SecurityEvent> events, Progress progress) {
        PreviewTables tables = new PreviewTables(around);
        Preview before = asIs.run(events);
        if (changed == null) {
            progress.clear();
            tables.print(before);
            return before;
        }
        Preview after = changed.run(events);
        progress.clear();
        tables.print(PreviewDifference.between(before, after));
        return after;
    }
}
