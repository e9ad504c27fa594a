package dev.tocsin.examples.alertbridge;

import dev.tocsin.core.base.ShownText;
import dev.tocsin.core.base.TocsinException;
import dev.tocsin.core.people.Directory;
import dev.tocsin.core.people.DirectoryListing;
import dev.tocsin.core.people.DirectoryQuery;
import dev.tocsin.core.people.PhoneBook;
import dev.tocsin.core.sync.MassChangeLimit;
import dev.tocsin.examples.alertbridge.Microsoft.Tenant;
import dev.tocsin.examples.alertbridge.config.BridgeConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The customers' tenants of Microsoft 365. */
@Command(
        name = "microsoft",
        mixinStandardHelpOptions = true,
        description = "Connects customers' tenants of Microsoft 365; reads their users, logs and licences.")
final class MicrosoftCommand implements Callable<Integer> {
    private final Surroundings around;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigurationOption configuration;

    MicrosoftCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "what is to be done is missing; connect, disconnect, status, users, sync and licences are legal");
    }

    @Command(
            name = "connect",
            mixinStandardHelpOptions = true,
            description =
                    "Connects the tenant of a company: shows the text, and once it is accepted the page of consent.")
    int connect(
            @Parameters(paramLabel = "COMPANY", description = "the id of the local company") String company,
            @Mixin ConnectOptions options)
            throws InterruptedException {
        BridgeConfiguration read = configuration.read(around);
        try (Host host = Host.seeded(read, around)) {
            return new TenantConnecting(host, around, company, options).run();
        }
    }

    @Command(
            name = "disconnect",
            mixinStandardHelpOptions = true,
            description = "Forgets the users and logs of a company's tenants, and unties them.")
    int disconnect(@Parameters(paramLabel = "COMPANY", description = "the id of the local company") String company) {
        BridgeConfiguration read = configuration.read(around);
        try (Host host = Host.seeded(read, around)) {
            return new TenantDisconnecting(host, around, read).run(company);
        }
    }

    @Command(
            name = "status",
            mixinStandardHelpOptions = true,
            description = "Shows of each tenant how far its users and logs were read.")
    int status() {
        try (Host host = Host.asIfSeeded(configuration.read(around), around)) {
            new MicrosoftTables(around)
                    .status(Microsoft.tenants(host), host.tocsin().feeds().states());
            return AlertBridge.DONE;
        }
    }

    @Command(
            name = "users",
            mixinStandardHelpOptions = true,
            description = "Lists the users of a company's tenant, or of the own one, as Microsoft 365 has them now.")
    int users(
            @Parameters(arity = "0..1", paramLabel = "COMPANY", description = "the id of the local company") @Nullable
                    String company,
            @Option(names = "--own", description = "the MSP's own tenant") boolean own,
            @Option(names = "--search", paramLabel = "TEXT", description = "those whose name or address begins so")
                    @Nullable
                    String search,
            @Option(
                            names = "--page-size",
                            paramLabel = "N",
                            defaultValue = "50",
                            description = "how many to show, 1 to 999; ${DEFAULT-VALUE} by default")
                    int pageSize,
            @Option(names = "--all", description = "all pages") boolean all,
            @Option(names = "--show-numbers", description = "shows phone numbers in full rather than masked")
                    boolean showNumbers) {
        if (own == (company != null)) {
            throw usage("users", "either COMPANY or --own is legal");
        }
        DirectoryQuery first;
        try {
            first = new DirectoryQuery(search, pageSize, null);
        } catch (IllegalArgumentException e) {
            throw usage("users", "--" + String.valueOf(e.getMessage()).replace("pageSize", "page-size"));
        }
        try (Host host = Host.asIfSeeded(configuration.read(around), around)) {
            Microsoft microsoft = host.microsoft();
            List<String> tenants = company == null
                    ? List.of(microsoft.ownTenant())
                    : Microsoft.tenantsOf(host, company).stream()
                            .map(Tenant::id)
                            .toList();
            PhoneBook book = company == null
                    ? microsoft.access().phones()
                    : microsoft.access().phones(company);
            int code = AlertBridge.DONE;
            for (String tenant : tenants) {
                List<DirectoryListing.Entry> entries = new ArrayList<>();
                boolean more;
                try {
                    more = list(host, tenant, first, all, entries);
                } catch (TocsinException e) {
                    around.err().println(ShownText.inLine(String.valueOf(e.getMessage())));
                    code = AlertBridge.INCOMPLETE;
                    continue;
                }
                new MicrosoftTables(around).users(entries, book, own, showNumbers);
                around.out()
                        .println(tenant + ": " + Words.count(entries.size(), "user")
                                + (more ? "; there are more: --all, --page-size or --search show them" : ""));
            }
            return code;
        }
    }

    /** A fault of what was typed, with the usage of the command that it concerns. */
    private CommandLine.ParameterException usage(String command, String message) {
        return new CommandLine.ParameterException(spec.subcommands().get(command), message);
    }

    private boolean list(
            Host host, String tenant, DirectoryQuery first, boolean all, List<DirectoryListing.Entry> entries) {
        Progress progress = new Progress(around);
        Directory directory = host.microsoft().directory(tenant);
        @Nullable String cursor = null;
        do {
            DirectoryListing page = host.tocsin()
                    .technicians()
                    .browse(tenant, directory, new DirectoryQuery(first.search(), first.pageSize(), cursor));
            entries.addAll(page.entries());
            cursor = page.next();
            progress.show(() -> tenant + ": " + Words.count(entries.size(), "user") + " so far");
        } while (all && cursor != null);
        progress.clear();
        return cursor != null;
    }

    @Command(
            name = "sync",
            mixinStandardHelpOptions = true,
            description = "Reads what changed among the users and what is new in the logs of the tenants.")
    int sync(
            @Parameters(arity = "0..*", paramLabel = "COMPANY", description = "companies; all by default") @Nullable
                    List<String> companies,
            @Option(names = "--users", description = "the users alone") boolean users,
            @Option(names = "--events", description = "the logs alone") boolean events,
            @Option(
                            names = "--allow-mass-change",
                            description = "lets as many users and technicians be gone as the directories say")
                    boolean allowMassChange)
            throws InterruptedException {
        try (Host host = Host.seeded(configuration.read(around), around)) {
            Progress progress = new Progress(around);
            List<Tenant> tenants = new ArrayList<>();
            if (companies == null || companies.isEmpty()) {
                tenants.addAll(Microsoft.tenants(host));
            } else {
                companies.stream().distinct().forEach(one -> tenants.addAll(Microsoft.tenantsOf(host, one)));
            }
            TenantSync sync = new TenantSync(
                    host, around, progress, allowMassChange ? MassChangeLimit.NONE : MassChangeLimit.DEFAULT);
            if (users || !events) {
                sync.users(tenants);
                if (companies == null || companies.isEmpty()) {
                    sync.technicians();
                }
            }
            if (events || !users) {
                sync.events(tenants);
            }
            progress.clear();
            if (!sync.table().isEmpty()) {
                around.out().print(sync.table());
            }
            around.out().println(Words.count(tenants.size(), "tenant"));
            sync.problems().forEach(around.err()::println);
            return sync.asks()
                    ? AlertBridge.ASKS
                    : sync.problems().isEmpty() ? AlertBridge.DONE : AlertBridge.INCOMPLETE;
        }
    }

    @Command(
            name = "licences",
            mixinStandardHelpOptions = true,
            description = "Lists what a company's tenant has bought and how much of it is used.")
    int licences(@Parameters(paramLabel = "COMPANY", description = "the id of the local company") String company) {
        try (Host host = Host.asIfSeeded(configuration.read(around), around)) {
            int code = AlertBridge.DONE;
            for (Tenant tenant : Microsoft.tenantsOf(host, company)) {
                try {
                    new MicrosoftTables(around)
                            .licences(tenant, host.microsoft().licences().licences(tenant.id()));
                } catch (TocsinException e) {
                    around.err()
                            .println(company + " (" + tenant.id() + "): "
                                    + ShownText.inLine(String.valueOf(e.getMessage())));
                    code = AlertBridge.INCOMPLETE;
                }
            }
            return code;
        }
    }
}
