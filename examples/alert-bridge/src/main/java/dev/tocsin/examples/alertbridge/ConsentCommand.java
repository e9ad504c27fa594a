package dev.tocsin.examples.alertbridge;

import dev.tocsin.core.ConsentLedger;
import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.consent.ConsentActor;
import dev.tocsin.core.consent.ConsentEntry;
import dev.tocsin.core.consent.ConsentMethod;
import dev.tocsin.core.consent.ConsentProof;
import dev.tocsin.core.consent.ExportFormat;
import dev.tocsin.core.consent.Programme;
import dev.tocsin.core.people.Phone;
import dev.tocsin.core.people.PhoneNumber;
import dev.tocsin.core.people.PhoneReading;
import dev.tocsin.core.people.PhoneUse;
import dev.tocsin.core.people.Technician;
import dev.tocsin.core.people.TechnicianPhone;
import dev.tocsin.examples.alertbridge.config.BridgeConfiguration;
import dev.tocsin.examples.alertbridge.config.Fault;
import dev.tocsin.examples.alertbridge.config.FaultyConfigurationException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Who agreed to be texted and called. */
@Command(
        name = "consent",
        mixinStandardHelpOptions = true,
        description =
                "Shows who agreed to texts and calls, keeps what was agreed and ended, and writes the ledger out.")
final class ConsentCommand implements Callable<Integer> {
    /** What the ledger calls what is typed here. */
    private static final Map<String, String> PLACES = Map.of(
            "number", "--number",
            "consent.finding", "--finding",
            "consent.evidence", "--evidence",
            "consent.method", "--method",
            "entryId", "REVIEW");

    private final Surroundings around;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigurationOption configuration;

    @Option(names = "--full", scope = ScopeType.INHERIT, description = "shows phone numbers in full rather than masked")
    private boolean full;

    @Option(
            names = "--by",
            paramLabel = "NAME",
            scope = ScopeType.INHERIT,
            description = "who records it; the operating system's user by default")
    private @Nullable String by;

    ConsentCommand(Surroundings around) {
        this.around = around;
    }

    /** What a command works with. */
    private record Ledger(Host host, ConsentLedger consent, Programme programme, ConsentTables tables) {}

    @Override
    public Integer call() {
        return list();
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists what each technician may get, as `consent` alone does, and what a person should read.")
    int list() {
        BridgeConfiguration read = configuration.read(around);
        try (Host host = Host.look(read, around)) {
            ConsentTables tables = ledger(host, read).tables();
            tables.technicians(host.tocsin().technicians().list());
            return tables.reviews() == 0 ? AlertBridge.DONE : AlertBridge.INCOMPLETE;
        }
    }

    @Command(
            name = "grant",
            mixinStandardHelpOptions = true,
            description = "Keeps that a technician agreed by an act of the own, of which there is evidence.")
    int grant(
            @Parameters(paramLabel = "ID", description = "the technician's id or one of the usernames") String id,
            @Option(names = "--number", paramLabel = "NUMBER", description = "the phone; the only one by default")
                    @Nullable
                    String number,
            @Mixin GrantOptions how) {
        if (how.evidence().isEmpty()) {
            throw new CommandLine.ParameterException(
                    spec.subcommands().get("grant"),
                    "--evidence is missing; what proves that the technician agreed is legal, such as"
                            + " page=https://… or document=…");
        }
        return work(ledger -> {
            Technician technician = NamedTechnician.of(ledger.host().tocsin().technicians(), "ID", id);
            List<PhoneNumber> numbers = numbers(ledger, technician, number);
            if (numbers.size() != 1) {
                throw new ConfigurationException(
                        "--number",
                        "is missing; the technician has " + Words.count(numbers.size(), "number")
                                + ", and one is legal");
            }
            Set<PhoneUse> uses = how.uses();
            Map<String, String> evidence = how.evidence();
            // the act is the technician's own; that somebody else says so is on record as well
            evidence.put("recordedBy", by().name());
            ledger.tables().agreedBefore(technician, numbers.get(0), uses);
            ledger.consent()
                    .grant(
                            ledger.programme().id(),
                            technician.id(),
                            numbers.get(0),
                            uses,
                            how.text(ledger.programme(), around.directory()),
                            new ConsentProof(how.method(), ConsentActor.person(technician.name(), how.ip()), evidence));
            ledger.tables().technicians(List.of(technician));
            return AlertBridge.DONE;
        });
    }

    @Command(
            name = "revoke",
            mixinStandardHelpOptions = true,
            description = "Keeps that somebody told us to end texts and calls. It holds at once.")
    int revoke(
            @Parameters(arity = "0..1", paramLabel = "ID", description = "the technician's id or one of the usernames")
                    @Nullable
                    String id,
            @Option(
                            names = "--number",
                            paramLabel = "NUMBER",
                            description = "the number; all of the technician's by default")
                    @Nullable
                    String number,
            @Option(names = "--uses", paramLabel = "USE", split = ",", description = "sms, voice or both, the default")
                    @Nullable
                    Set<PhoneUse> uses,
            @Option(names = "--evidence", paramLabel = "NAME=VALUE", description = "what proves it; several") @Nullable
                    Map<String, String> evidence) {
        if (id == null && number == null) {
            throw new CommandLine.ParameterException(
                    spec.subcommands().get("revoke"), "ID of a technician, --number or both are needed");
        }
        return work(ledger -> {
            List<PhoneNumber> numbers = id == null
                    ? List.of(typed(ledger, String.valueOf(number)))
                    : numbers(ledger, NamedTechnician.of(ledger.host().tocsin().technicians(), "ID", id), number);
            ConsentProof proof = new ConsentProof(ConsentMethod.TOLD, by(), evidence == null ? Map.of() : evidence);
            for (PhoneNumber one : numbers) {
                ConsentEntry entry =
                        ledger.consent().optOut(ledger.programme().id(), one, GrantOptions.uses(uses), proof);
                around.out()
                        .println(ledger.tables().number(one) + ": no more "
                                + (entry.uses().size() > 1
                                        ? "texts and calls"
                                        : entry.uses().contains(PhoneUse.SMS) ? "texts" : "calls")
                                + ", whoever has the number");
            }
            around.out().println(Words.count(numbers.size(), "number") + " ended");
            return numbers.isEmpty() ? AlertBridge.INCOMPLETE : AlertBridge.DONE;
        });
    }

    @Command(
            name = "review",
            mixinStandardHelpOptions = true,
            description = "Keeps what a person found in a message that was taken for an opt-out. It lifts none.")
    int review(
            @Parameters(paramLabel = "REVIEW", description = "the id of the review, as `consent list` shows it")
                    String id,
            @Option(names = "--finding", required = true, paramLabel = "TEXT", description = "what was found")
                    String finding) {
        return work(ledger -> {
            ConsentEntry entry = ledger.consent().reviewed(id, by(), finding);
            around.out().println(ledger.tables().number(entry.number()) + ": the review is kept; no opt-out is lifted");
            return AlertBridge.DONE;
        });
    }

    @Command(
            name = "export",
            mixinStandardHelpOptions = true,
            description = "Writes all entries of the programme out, with numbers in full.")
    int export(
            @Option(
                            names = "--format",
                            paramLabel = "FORMAT",
                            defaultValue = "csv",
                            description = "csv, the default, or jsonl")
                    String format,
            @Option(
                            names = "--output",
                            paramLabel = "FILE",
                            defaultValue = "-",
                            description = "a file that is not there yet; standard output by default")
                    String output,
            @Option(
                            names = "--proof",
                            description = "instead the texts and acceptances that the entries refer to, as JSON lines")
                    boolean proof) {
        if (!format.equals("csv") && !format.equals("jsonl")) {
            throw new CommandLine.ParameterException(
                    spec.subcommands().get("export"), "--format: '" + format + "' is not legal; csv and jsonl are");
        }
        BridgeConfiguration read = configuration.read(around);
        try (Host host = Host.look(read, around);
                Writer target = target(output)) {
            Ledger ledger = ledger(host, read);
            if (proof) {
                ledger.consent().exportProof(ledger.programme().id(), target);
            } else {
                ledger.consent()
                        .export(
                                ledger.programme().id(),
                                target,
                                format.equals("csv") ? ExportFormat.CSV : ExportFormat.JSON_LINES);
            }
            return AlertBridge.DONE;
        } catch (FileAlreadyExistsException e) {
            throw new ConfigurationException("--output", output + " is there already; another name is legal");
        } catch (NoSuchFileException e) {
            throw new ConfigurationException("--output", "the folder of " + output + " is not there; make it first");
        } catch (AccessDeniedException e) {
            throw new ConfigurationException("--output", output + " must not be written to; another place is legal");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is written to; standard output is not closed with it. */
    private Writer target(String output) throws IOException {
        if (!output.equals("-")) {
            return Files.newBufferedWriter(
                    around.directory().resolve(output), StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
        }
        return new BufferedWriter(new OutputStreamWriter(around.out(), StandardCharsets.UTF_8)) {
            @Override
            public void close() throws IOException {
                flush();
            }
        };
    }

    private ConsentActor by() {
        if (by != null && (by.isBlank() || by.chars().anyMatch(Character::isISOControl))) {
            throw new ConfigurationException("--by", "is blank or more than a line; the name of a person is legal");
        }
        return Operator.of(around, by);
    }

    private int work(ToIntFunction<Ledger> work) {
        BridgeConfiguration read = configuration.read(around);
        try (Host host = Host.seeded(read, around)) {
            return work.applyAsInt(ledger(host, read));
        } catch (FaultyConfigurationException e) {
            throw e;
        } catch (IllegalArgumentException | ConfigurationException e) {
            // the ledger's own rules; their words name the part and have no number
            around.err().println(asTyped(String.valueOf(e.getMessage())));
            return AlertBridge.UNUSABLE;
        }
    }

    /** A rule of the ledger at the option that it is about. */
    private static String asTyped(String message) {
        for (Map.Entry<String, String> place : PLACES.entrySet()) {
            if (message.startsWith(place.getKey() + ": ")) {
                return place.getValue() + message.substring(place.getKey().length());
            }
        }
        return message;
    }

    private Ledger ledger(Host host, BridgeConfiguration read) {
        Programme programme = read.notifications().programme();
        if (programme == null && read.microsoft() != null) {
            programme = read.microsoft().programme();
        }
        if (programme == null) {
            throw new FaultyConfigurationException(List.of(new Fault(
                    read.file(),
                    0,
                    "notifications.programme",
                    "is missing; whom messages are from is needed: { name, contact }")));
        }
        ConsentLedger consent = host.tocsin().consent();
        return new Ledger(host, consent, programme, new ConsentTables(around, consent, programme.id(), full));
    }

    /** The numbers of a technician, or the one among them that was typed. */
    private List<PhoneNumber> numbers(Ledger ledger, Technician technician, @Nullable String number) {
        List<PhoneNumber> known = technician.phones().stream()
                .map(TechnicianPhone::phone)
                .map(Phone::number)
                .distinct()
                .toList();
        return number == null ? known : List.of(typed(ledger, number));
    }

    private static PhoneNumber typed(Ledger ledger, String number) {
        PhoneReading reading = ledger.host().phones().read(number, "--number");
        if (reading instanceof PhoneReading.Unread unread) {
            throw new ConfigurationException("--number", unread.message());
        }
        return ((PhoneReading.Read) reading).phone().number();
    }
}
