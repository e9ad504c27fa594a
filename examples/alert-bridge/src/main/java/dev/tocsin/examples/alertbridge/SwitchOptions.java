package dev.tocsin.examples.alertbridge;

import dev.tocsin.core.company.MappingSwitches;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what is done for a mapped company. */
final class SwitchOptions {
    @Option(names = "--site", paramLabel = "NAME", description = "the site of the company; its default by default")
    private @Nullable String site;

    @Option(
            names = "--rule",
            paramLabel = "ID",
            description = "an integration rule; several in order, the first that selects an event takes it")
    private @Nullable List<String> rules;

    @Option(
            names = "--create-tickets",
            negatable = true,
            description = "whether events become tickets; by default if there is a rule")
    private @Nullable Boolean createTickets;

    @Option(
            names = "--sync-configurations",
            negatable = true,
            description = "whether assets are kept as configurations; not by default")
    private @Nullable Boolean syncConfigurations;

    /** The switches of a new mapping. */
    MappingSwitches made() {
        return changed(MappingSwitches.OFF);
    }

    /** These switches with what the options say; the rest stays. */
    MappingSwitches changed(MappingSwitches before) {
        List<String> named = rules;
        List<String> ruleIds = named == null ? before.ruleIds() : named;
        boolean create = before.createTickets() || (named != null && !named.isEmpty());
        return new MappingSwitches(
                site == null ? before.site() : site.isBlank() ? null : site.strip(),
                createTickets == null ? create : createTickets,
                ruleIds,
                syncConfigurations == null ? before.syncConfigurations() : syncConfigurations);
    }
}
