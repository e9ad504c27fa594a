package dev.tocsin.examples.alertbridge;

import dev.tocsin.core.Technicians;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.base.ShownText;
import dev.tocsin.core.consent.ConsentActor;
import dev.tocsin.core.people.DirectoryUser;
import dev.tocsin.core.people.ImportNote;
import dev.tocsin.core.people.ImportResult;
import dev.tocsin.core.people.PhoneBook;
import dev.tocsin.core.people.Technician;
import dev.tocsin.core.people.TechnicianDraft;
import dev.tocsin.core.people.TechnicianFaultsException;
import dev.tocsin.core.people.TechnicianImport;
import dev.tocsin.core.people.TechnicianRefresh;
import dev.tocsin.core.people.TechnicianStatus;
import dev.tocsin.core.sync.MassChangeLimit;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The people who receive alerts and close tickets. */
@Command(
        name = "technicians",
        mixinStandardHelpOptions = true,
        description = "Lists the people who receive alerts; adds, imports, edits and removes them.")
final class TechniciansCommand implements Callable<Integer> {
    private final Surroundings around;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigurationOption configuration;

    @Option(
            names = "--show-numbers",
            scope = ScopeType.INHERIT,
            description = "shows phone numbers in full rather than masked")
    private boolean showNumbers;

    TechniciansCommand(Surroundings around) {
        this.around = around;
    }

    /** What a command does with the technicians; answers the exit code. */
    private interface Work {
        int with(Host host, Technicians technicians);
    }

    @Override
    public Integer call() {
        return list();
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists the technicians, as `technicians` alone does.")
    int list() {
        try (Host host = Host.look(configuration.read(around), around)) {
            tables().technicians(host.tocsin().technicians().list());
            return AlertBridge.DONE;
        }
    }

    @Command(name = "add", mixinStandardHelpOptions = true, description = "Adds a technician by hand.")
    int add(@Mixin DraftOptions draft) {
        return work(draft, (host, technicians) -> {
            Technician added = technicians.add(draft.changed(TechnicianDraft.named("")), phones(host), by());
            host.seed(); // the file may have named the technician already, by a name that nobody had
            return told(added);
        });
    }

    @Command(
            name = "edit",
            mixinStandardHelpOptions = true,
            description = "Changes a technician; what is not named stays, and an empty value takes away.")
    int edit(
            @Parameters(paramLabel = "ID", description = "the technician's id or one of the usernames") String id,
            @Mixin DraftOptions draft) {
        if (draft.isEmpty()) {
            throw usage("edit", "what is to be changed is missing; --name, --email and the other fields are legal");
        }
        return work(
                draft,
                (host, technicians) ->
                        told(technicians.edit(needed(technicians, id).id(), draft::changed, phones(host), by())));
    }

    @Command(
            name = "remove",
            mixinStandardHelpOptions = true,
            description = "Removes a technician; what is kept of the person's consent stays.")
    int remove(@Parameters(paramLabel = "ID", description = "the technician's id or one of the usernames") String id) {
        return work((host, technicians) -> {
            Technician technician = needed(technicians, id);
            boolean removed = technicians.remove(technician.id(), by());
            around.out()
                    .println(technician.id() + ": " + ShownText.quoted(technician.name())
                            + (removed ? " is removed" : " was removed meanwhile"));
            return AlertBridge.DONE;
        });
    }

    @Command(
            name = "status",
            mixinStandardHelpOptions = true,
            description = "Sets whether a technician takes alerts, or leaves that to the directory.")
    int status(
            @Parameters(paramLabel = "ID", description = "the technician's id or one of the usernames") String id,
            @Parameters(paramLabel = "STATUS", description = "active, on-leave, inactive or release") String status) {
        String name = status.toUpperCase(Locale.ROOT).replace('-', '_');
        boolean release = name.equals("RELEASE");
        if (!release
                && java.util.Arrays.stream(TechnicianStatus.values())
                        .noneMatch(one -> one.name().equals(name))) {
            throw usage(
                    "status",
                    "STATUS: " + ShownText.quoted(status)
                            + " is not legal; active, on-leave, inactive and release are");
        }
        return work((host, technicians) -> {
            String found = needed(technicians, id).id();
            return told(
                    release
                            ? technicians.release(found, by())
                            : technicians.setStatus(found, TechnicianStatus.valueOf(name), by()));
        });
    }

    @Command(
            name = "import",
            mixinStandardHelpOptions = true,
            description = "Makes technicians of users of the own Microsoft 365 tenant, or brings them up to date.")
    int importUsers(
            @Parameters(arity = "0..*", paramLabel = "USER", description = "ids or principal names") @Nullable
                    List<String> users,
            @Option(names = "--search", paramLabel = "TEXT", description = "all whose name or address begins so")
                    @Nullable
                    String search,
            @Option(names = "--all", description = "all whose account is enabled") boolean all,
            @Option(names = "--dry-run", description = "shows what would change, and changes nothing") boolean dryRun) {
        int ways = (users == null || users.isEmpty() ? 0 : 1) + (search == null ? 0 : 1) + (all ? 1 : 0);
        if (ways != 1) {
            throw usage("import", "exactly one of USER…, --search TEXT and --all is legal");
        }
        List<String> named = users == null ? List.of() : users;
        if (dryRun) {
            try (Host host = Host.look(configuration.read(around), around)) {
                return wouldImport(host, named, search);
            }
        }
        return work((host, technicians) -> {
            Microsoft microsoft = host.microsoft();
            String tenant = microsoft.ownTenant();
            ListedUsers listed = listed(microsoft, named, search);
            List<String> wanted = named.isEmpty() ? ids(listed) : named;
            return told(technicians.importUsers(tenant, listed, phones(host), wanted, by()), false);
        });
    }

    private int wouldImport(Host host, List<String> named, @Nullable String search) {
        Microsoft microsoft = host.microsoft();
        ListedUsers listed = listed(microsoft, named, search);
        List<String> chosen = named.isEmpty() ? ids(listed) : List.of();
        List<DirectoryUser> users = listed.users().stream()
                .filter(user -> !named.isEmpty() || chosen.contains(user.id()))
                .toList();
        ImportResult result = new TechnicianImport(MspId.SINGLE, microsoft.ownTenant(), phones(host))
                .chosen(users, host.tocsin().technicians().list());
        int code = told(result, true);
        List<String> missing = named.stream()
                .distinct()
                .filter(name -> users.stream().noneMatch(user -> isNamed(user, name)))
                .toList();
        missing.forEach(name -> around.err()
                .println("USER: the directory has no user with the id or principal name " + ShownText.quoted(name)));
        return missing.isEmpty() ? code : AlertBridge.INCOMPLETE;
    }

    private static boolean isNamed(DirectoryUser user, String name) {
        return name.strip().equalsIgnoreCase(user.id()) || name.strip().equalsIgnoreCase(user.principalName());
    }

    private static ListedUsers listed(Microsoft microsoft, List<String> named, @Nullable String search) {
        return named.isEmpty()
                ? ListedUsers.of(microsoft.directory(microsoft.ownTenant()), search)
                : ListedUsers.named(microsoft.directory(microsoft.ownTenant()), named);
    }

    /** Those of a list who can sign in: nobody means a disabled account who does not name it. */
    private static List<String> ids(ListedUsers listed) {
        return listed.users().stream()
                .filter(DirectoryUser::enabled)
                .map(DirectoryUser::id)
                .toList();
    }

    @Command(
            name = "refresh",
            mixinStandardHelpOptions = true,
            description = "Brings the imported technicians up to date with the own tenant.")
    int refresh(
            @Option(names = "--allow-mass-change", description = "lets it change as many technicians as it must")
                    boolean allowMassChange) {
        return work((host, technicians) -> {
            Microsoft microsoft = host.microsoft();
            String tenant = microsoft.ownTenant();
            TechnicianRefresh refresh = technicians.refresh(
                    tenant,
                    microsoft.directory(tenant),
                    phones(host),
                    allowMassChange ? MassChangeLimit.NONE : MassChangeLimit.DEFAULT,
                    by());
            boolean asks = refresh instanceof TechnicianRefresh.Asks;
            tables().imported(refresh.result(), asks);
            if (refresh instanceof TechnicianRefresh.Asks question) {
                around.err().println(question.question() + "; --allow-mass-change lets it");
            }
            return asks ? AlertBridge.ASKS : AlertBridge.DONE;
        });
    }

    private int work(Work work) {
        try (Host host = Host.seeded(configuration.read(around), around)) {
            return work.with(host, host.tocsin().technicians());
        }
    }

    private int work(DraftOptions draft, Work work) {
        try {
            return work((host, technicians) -> {
                draft.member().ifPresent(member -> MemberCheck.require(around, host, member));
                return work.with(host, technicians);
            });
        } catch (TechnicianFaultsException e) {
            e.faults().forEach(fault -> around.err().println(ShownText.inLine(draft.told(fault))));
            return AlertBridge.UNUSABLE;
        }
    }

    /** A fault of what was typed, with the usage of the command that it concerns. */
    private CommandLine.ParameterException usage(String command, String message) {
        return new CommandLine.ParameterException(spec.subcommands().get(command), message);
    }

    private static Technician needed(Technicians technicians, String idOrUsername) {
        return NamedTechnician.of(technicians, "ID", idOrUsername);
    }

    private static PhoneBook phones(Host host) {
        return host.phones();
    }

    private ConsentActor by() {
        return Operator.of(around);
    }

    private PeopleTables tables() {
        return new PeopleTables(around, showNumbers);
    }

    private int told(Technician technician) {
        tables().technicians(List.of(technician));
        return AlertBridge.DONE;
    }

    private int told(ImportResult result, boolean dryRun) {
        tables().imported(result, dryRun);
        return result.notes().stream().anyMatch(note -> note.code() == ImportNote.Code.NOT_IMPORTED)
                ? AlertBridge.INCOMPLETE
                : AlertBridge.DONE;
    }
}
