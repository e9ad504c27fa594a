package dev.tocsin.examples.alertbridge;

import dev.tocsin.core.Companies;
import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.TocsinException;
import dev.tocsin.core.company.CompanyMapping;
import dev.tocsin.core.company.GeneratedMappings;
import dev.tocsin.core.company.HygieneFinding;
import dev.tocsin.core.company.HygieneReport;
import dev.tocsin.core.psa.PsaCompanyQuery;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The companies of ConnectWise, and what ties the local ones to them. */
@Command(
        name = "companies",
        mixinStandardHelpOptions = true,
        description =
                "Lists the companies of ConnectWise with what is mapped to each; imports, maps and unmaps companies.")
final class CompaniesCommand implements Callable<Integer> {
    private final Surroundings around;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigurationOption configuration;

    @Mixin
    private ConnectionOption connection;

    @Option(names = "--search", paramLabel = "TEXT", description = "text that the name or the identifier contains")
    private @Nullable String search;

    @Option(names = "--status", paramLabel = "NAME", description = "a status; several are alternatives")
    private @Nullable List<String> statuses;

    @Option(names = "--type", paramLabel = "NAME", description = "a type; several are alternatives")
    private @Nullable List<String> types;

    @Option(
            names = "--page",
            paramLabel = "N",
            defaultValue = "1",
            description = "the page; ${DEFAULT-VALUE} by default")
    private int page;

    @Option(
            names = "--size",
            paramLabel = "N",
            defaultValue = "50",
            description = "how many on a page; ${DEFAULT-VALUE} by default")
    private int size;

    CompaniesCommand(Surroundings around) {
        this.around = around;
    }

    /** What a command does with the companies of a connection; answers the exit code. */
    private interface Work {
        int with(Companies companies, String connectionId);
    }

    @Override
    public Integer call() {
        // as if seeded, so that the list shows what the file maps
        try (Host host = Host.asIfSeeded(configuration.read(around), around)) {
            String id = connection.of(host).id();
            Companies companies = host.tocsin().companies();
            requireKnown("--status", statuses, () -> companies.statuses(id));
            requireKnown("--type", types, () -> companies.types(id));
            PsaCompanyQuery query = new PsaCompanyQuery(search, set(statuses), set(types), page, size);
            new CompanyTables(around).listing(companies.list(id, query));
            return AlertBridge.DONE;
        }
    }

    private static Set<String> set(@Nullable List<String> names) {
        return names == null ? Set.of() : Set.copyOf(names);
    }

    /** A misspelt name would show an empty list. */
    private void requireKnown(
            String option, @Nullable List<String> names, java.util.function.Supplier<List<String>> legal) {
        if (names == null) {
            return;
        }
        List<String> known = legal.get();
        for (String name : names) {
            if (known.stream().noneMatch(name::equalsIgnoreCase)) {
                throw new CommandLine.ParameterException(
                        spec.commandLine(), option + ": '" + name + "' is not legal; legal are " + known);
            }
        }
    }

    @Command(
            name = "import",
            mixinStandardHelpOptions = true,
            description = "Makes companies of ConnectWise local ones, mapped at once.")
    int importCompanies(
            @Parameters(arity = "1..*", paramLabel = "PSA-ID", description = "their ids or identifiers")
                    List<String> psaCompanies,
            @Option(
                            names = "--id",
                            paramLabel = "LOCAL",
                            description = "the local id; made of the identifier by default")
                    @Nullable
                    String id,
            @Mixin SwitchOptions switches) {
        if (id != null && psaCompanies.size() > 1) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--id: is for one company, and " + psaCompanies.size() + " are named");
        }
        return work((companies, connectionId) -> {
            int code = AlertBridge.DONE;
            for (String psaCompany : psaCompanies) {
                try {
                    told(companies.importCompany(connectionId, psaCompany, id, switches.made()));
                } catch (ConfigurationException e) {
                    around.err().println(psaCompany + ": " + e.getMessage());
                    code = AlertBridge.INCOMPLETE;
                }
            }
            return code;
        });
    }

    @Command(
            name = "map",
            mixinStandardHelpOptions = true,
            description = "Maps a local company to a company of ConnectWise.")
    int map(
            @Parameters(paramLabel = "LOCAL", description = "the id of the local company") String local,
            @Parameters(paramLabel = "PSA-ID", description = "the id or the identifier there") String psaCompany,
            @Mixin SwitchOptions switches) {
        return work((companies, connectionId) -> {
            told(companies.map(local, connectionId, psaCompany, switches.made()));
            return AlertBridge.DONE;
        });
    }

    @Command(
            name = "change",
            mixinStandardHelpOptions = true,
            description = "Changes what is done for a mapped company; what is not named stays.")
    int change(
            @Parameters(paramLabel = "LOCAL", description = "the id of the local company") String local,
            @Mixin SwitchOptions switches) {
        return work((companies, connectionId) -> {
            told(companies.change(local, switches::changed));
            return AlertBridge.DONE;
        });
    }

    @Command(
            name = "unmap",
            mixinStandardHelpOptions = true,
            description = "Takes the mapping of a local company away; no run maps it again.")
    int unmap(@Parameters(paramLabel = "LOCAL", description = "the id of the local company") String local) {
        return work((companies, connectionId) -> {
            boolean unmapped = companies.unmap(local);
            around.out().println(local + (unmapped ? ": unmapped; its events wait" : ": was not mapped"));
            return unmapped ? AlertBridge.DONE : AlertBridge.INCOMPLETE;
        });
    }

    @Command(
            name = "generate",
            mixinStandardHelpOptions = true,
            description =
                    "Maps the companies that a tenant, an external reference or the exact name ties to one there.")
    int generate(
            @Option(names = "--dry-run", description = "shows what would be mapped, and maps nothing") boolean dryRun,
            @Mixin SwitchOptions switches) {
        if (dryRun) {
            try (Host host = Host.asIfSeeded(configuration.read(around), around)) {
                return generate(host.tocsin().companies(), connection.of(host).id(), switches, true);
            }
        }
        return work((companies, connectionId) -> generate(companies, connectionId, switches, false));
    }

    private int generate(Companies companies, String connectionId, SwitchOptions switches, boolean dryRun) {
        GeneratedMappings generated = dryRun
                ? companies.previewGenerate(connectionId, switches.made())
                : companies.generate(connectionId, switches.made());
        new CompanyTables(around).generated(generated, companies.suggestions(connectionId), dryRun);
        return AlertBridge.DONE;
    }

    @Command(
            name = "report",
            mixinStandardHelpOptions = true,
            description = "Says what is wrong with mappings, and what a person can do about it.")
    int report() {
        try (Host host = Host.asIfSeeded(configuration.read(around), around)) {
            String id = connection.of(host).id();
            HygieneReport report = host.tocsin().companies().report(id);
            for (HygieneFinding finding : report.findings()) {
                around.out().println(CompanyTables.line(finding));
            }
            around.out()
                    .println(
                            report.clean()
                                    ? "nothing to look at"
                                    : Words.count(report.findings().size(), "finding"));
            return report.clean() ? AlertBridge.DONE : AlertBridge.INCOMPLETE;
        }
    }

    @Command(
            name = "accept-name",
            mixinStandardHelpOptions = true,
            description = "Says that a company that was renamed in ConnectWise is still the same customer.")
    int acceptName(@Parameters(paramLabel = "LOCAL", description = "the id of the local company") String local) {
        return work((companies, connectionId) -> {
            boolean accepted = companies.acceptName(local);
            around.out().println(local + (accepted ? ": the new name is accepted" : ": has the name that is known"));
            return AlertBridge.DONE;
        });
    }

    /** Does what a command does, on what the file says, and takes up again what waited for it. */
    private int work(Work work) {
        try (Host host = Host.seeded(configuration.read(around), around)) {
            int code = work.with(host.tocsin().companies(), connection.of(host).id());
            int replayed = host.tocsin().replayParked();
            if (replayed > 0) {
                around.out()
                        .println(Words.count(replayed, "event") + " that waited for a mapping "
                                + (replayed == 1 ? "is" : "are") + " taken up; `run` and `ingest` make the tickets");
            }
            return code;
        } catch (ConfigurationException e) {
            around.err().println(e.getMessage());
            return AlertBridge.UNUSABLE;
        } catch (TocsinException e) {
            around.err().println(e.getMessage());
            return AlertBridge.INCOMPLETE;
        }
    }

    private void told(CompanyMapping mapping) {
        around.out().println(CompanyTables.line(mapping));
    }
}
