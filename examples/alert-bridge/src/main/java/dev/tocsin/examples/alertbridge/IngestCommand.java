package dev.tocsin.examples.alertbridge;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.engine.Settling;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.intent.Intent;
import dev.tocsin.core.intent.IntentBody;
import dev.tocsin.core.store.Store;
import dev.tocsin.examples.alertbridge.config.BridgeConfiguration;
import dev.tocsin.examples.alertbridge.reader.EventFormat;
import dev.tocsin.examples.alertbridge.reader.ReadSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads files into the store and works until nothing is due. */
@Command(
        name = "ingest",
        mixinStandardHelpOptions = true,
        description = "Reads events into the store and works until nothing is due.")
final class IngestCommand implements Callable<Integer> {
    private static final Duration BETWEEN_ROUNDS = Duration.ofSeconds(1);
    private static final int REFUSED_AT_MOST = 10_000;

    private final Surroundings around;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigurationOption configuration;

    @Option(names = "--format", paramLabel = "FORMAT", description = "nessus, entra or jsonl; detected by default")
    private @Nullable String format;

    @Option(names = "--once", description = "ends all waits at the end of the input, and returns when nothing is open")
    private boolean once;

    @Option(names = "--company", paramLabel = "ID", description = "the company of events that do not name theirs")
    private @Nullable String company;

    @Option(
            names = "--resolve-missing",
            description = "resolves what a report no longer contains, on the hosts that it lists")
    private boolean resolveMissing;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "the files; - for standard input")
    private List<String> files;

    IngestCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        EventFormat forced = forcedFormat();
        files.forEach(this::requireReadable);
        BridgeConfiguration read = configuration.read(around);
        Progress progress = new Progress(around);
        AtomicReference<@Nullable Store> store = new AtomicReference<>();
        try (Host host = Host.open(read, around, Settlement.showing(around, progress, store::get))) {
            store.set(host.store());
            Instant started = around.clock().instant();
            TicketCounts before = TicketCounts.of(host.store());
            Ingestion ingestion = new Ingestion(host, around, progress, once ? () -> {} : inBetween(host));
            boolean allRead = true;
            for (String file : files) {
                allRead &= read(ingestion, host, file, forced);
            }
            Settlement settlement = new Settlement(host, around, progress);
            boolean polled = true;
            List<Settling.Left> left = List.of();
            if (host.psa().isPresent()) {
                polled = !once || settlement.poll();
                left = once ? settlement.atOnce() : settlement.inTime();
            }
            progress.clear();
            TicketCounts after = TicketCounts.of(host.store());
            new IngestReport(around).print(ingestion, before, after, host.psa().isPresent());
            boolean notesTaken = tellRefusedWrites(host, started);
            int code = exitCode(ingestion, left, after, polled);
            return allRead && notesTaken ? code : AlertBridge.INCOMPLETE;
        }
    }

    private @Nullable EventFormat forcedFormat() {
        if (format == null) {
            return null;
        }
        try {
            return EventFormat.parse(format);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--" + e.getMessage());
        }
    }

    private void requireReadable(String file) {
        if (!file.equals("-") && !Files.isRegularFile(around.directory().resolve(file))) {
            throw new CommandLine.ParameterException(spec.commandLine(), file + ": is no file that can be read");
        }
    }

    /** While a long input is read, what is due meanwhile is done now and then. */
    private Runnable inBetween(Host host) {
        AtomicReference<Instant> last = new AtomicReference<>(around.clock().instant());
        return () -> {
            Instant now = around.clock().instant();
            Instant before = last.get();
            if (host.psa().isPresent()
                    && before != null
                    && Duration.between(before, now).compareTo(BETWEEN_ROUNDS) >= 0) {
                last.set(now);
                host.tocsin().workOnce();
            }
        };
    }

    /** Reads one file; false if it cannot be opened, which is said and does not stop the others. */
    private boolean read(Ingestion ingestion, Host host, String file, @Nullable EventFormat forced) {
        Path path = around.directory().resolve(file);
        boolean piped = file.equals("-");
        try (InputStream stream = piped ? new Unclosed(around.in()) : Files.newInputStream(path)) {
            ReadSource source = ReadSource.of(piped ? "(standard input)" : file, stream)
                    .withCompany(company)
                    .withKnownCompany(tenant ->
                            host.catalogue().companyOf("entra", tenant).isPresent());
            ingestion.read(source, forced, piped ? 0 : Files.size(path), resolveMissing, event -> true);
            return true;
        } catch (IOException e) {
            around.err().println(file + ": cannot be read: " + e.getClass().getSimpleName());
            return false;
        }
    }

    /** Says which notes and closes ConnectWise refused since the start; true if it refused none. */
    private boolean tellRefusedWrites(Host host, Instant started) {
        List<Intent> refused = host.tocsin().audit().refusedIntents(MspId.SINGLE, REFUSED_AT_MOST).stream()
                .filter(intent -> !(intent.body() instanceof IntentBody.CreateTicket))
                .filter(intent -> intent.endedAt() != null && !intent.endedAt().isBefore(started))
                .toList();
        for (Intent intent : refused) {
            around.err()
                    .println("refused by ConnectWise: write " + intent.id() + " of group " + intent.incidentId() + ": "
                            + intent.lastError());
        }
        return refused.isEmpty();
    }

    private int exitCode(Ingestion ingestion, List<Settling.Left> left, TicketCounts tickets, boolean polled) {
        PrintStream err = around.err();
        for (Settling.Left one : left.subList(0, Math.min(100, left.size()))) {
            err.println("left: write " + one.intent().id() + " of group "
                    + one.intent().incidentId() + ": " + one.reason());
        }
        if (left.size() > 100) {
            err.println("left: and " + (left.size() - 100) + " more");
        }
        for (Incident incident : tickets.refused()) {
            err.println("refused by ConnectWise: the ticket of company " + incident.companyId() + ", "
                    + Words.group(incident) + ": " + incident.reason());
        }
        return IngestReport.isDone(ingestion) && left.isEmpty() && tickets.refusals() == 0 && polled
                ? AlertBridge.DONE
                : AlertBridge.INCOMPLETE;
    }

    /** The standard input, which stays open for others. */
    private static final class Unclosed extends java.io.FilterInputStream {
        Unclosed(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            return in.read(bytes, from, length);
        }

        @Override
        public void close() {}
    }
}
