package dev.tocsin.examples.alertbridge;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.TocsinException;
import dev.tocsin.core.store.StoreException;
import dev.tocsin.examples.alertbridge.config.FaultyConfigurationException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line. Exit codes: 0 done, 1 something was refused, parked or left, 2 usage or configuration, 3 a person is asked. */
@Command(
        name = "alert-bridge",
        mixinStandardHelpOptions = true,
        version = "alert-bridge of Tocsin",
        description = "Security events become the right ConnectWise ticket, once.",
        footer = {
            "",
            "Exit codes: 0 done, 1 something was refused, parked or left, 2 usage or configuration, 3 a person is asked."
        })
public final class AlertBridge implements Runnable {
    /** Nothing is left to do, and nothing was refused or parked. */
    public static final int DONE = 0;
    /** Something was refused, parked or left. */
    public static final int INCOMPLETE = 1;
    /** The command line or the configuration cannot work. */
    public static final int UNUSABLE = 2;
    /** A person is asked whether so much is to be changed. */
    public static final int ASKS = 3;

    @Spec
    private CommandSpec spec;

    private AlertBridge() {}

    /** Runs the bridge as a process. */
    public static void main(String[] args) {
        System.exit(run(ProcessSurroundings.ofThisProcess(), args));
    }

    /**
     * Runs one command.
     *
     * @return the exit code
     */
    public static int run(Surroundings around, String... args) {
        CommandLine line = new CommandLine(new AlertBridge())
                .addSubcommand(new DemoCommand(around))
                .addSubcommand(new PreviewCommand(around))
                .addSubcommand(new IngestCommand(around))
                .addSubcommand(new CompaniesCommand(around))
                .addSubcommand(new SyncCommand(around))
                .addSubcommand(new MicrosoftCommand(around))
                .addSubcommand(new TechniciansCommand(around))
                .addSubcommand(new OnCallCommand(around))
                .addSubcommand(new ConsentCommand(around))
                .addSubcommand(new NotifyCommand(around))
                .addSubcommand(new RunCommand(around))
                .addSubcommand(new TicketsCommand(around))
                .addSubcommand(new ExplainCommand(around))
                .addSubcommand(new CheckCommand(around))
                .addSubcommand(new DeadLettersCommand(around))
                .addSubcommand(new SimulatorCommand(around))
                .setCaseInsensitiveEnumValuesAllowed(true)
                // a company's name may begin with an @
                .setExpandAtFiles(false)
                .setOut(new PrintWriter(around.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(around.err(), true, StandardCharsets.UTF_8))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .setExecutionExceptionHandler((failure, command, parsed) -> explain(around, failure));
        return line.execute(args);
    }

    private static int explain(Surroundings around, Exception failure) {
        if (failure instanceof FaultyConfigurationException faulty) {
            faulty.faults().forEach(around.err()::println);
            return UNUSABLE;
        }
        if (failure instanceof InterruptedException) {
            around.err().println("interrupted; what was taken in is kept, and the next run goes on");
            return INCOMPLETE;
        }
        if (failure instanceof TocsinException) {
            around.err().println(failure.getMessage());
            return failure instanceof ConfigurationException || failure instanceof StoreException
                    ? UNUSABLE
                    : INCOMPLETE;
        }
        // Anything else is a fault of the bridge itself; the log has where it happened.
        LoggerFactory.getLogger(AlertBridge.class).error("the command failed", failure);
        around.err().println("the command failed: " + failure);
        return INCOMPLETE;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "a command is missing");
    }
}
