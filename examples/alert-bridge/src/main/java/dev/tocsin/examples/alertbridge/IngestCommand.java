package dev.tocsin.examples.alertbridge;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.engine.Settling;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.intent.Intent;
import dev.tocsin.core.intent.IntentBody;
import dev.tocsin.core.store.Store;
import dev.tocsin.examples.alertbridge.config.BridgeConfiguration;
import dev.tocsin.examples.alertbridge.reader.EventFormat;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Reads files into the store and works until nothing is due. */
@Command(
        name = "ingest",
        mixinStandardHelpOptions = true,
        description = "Reads events into the store and works until nothing is due.")
final class IngestCommand implements Callable<Integer> {
    private static final Duration BETWEEN_ROUNDS = Duration.ofSeconds(1);
    private static final int REFUSED_AT_MOST = 10_000;

    private final Surroundings around;

    @Mixin
    private ConfigurationOption configuration;

    @Mixin
    private InputOption input;

    @Option(names = "--once", description = "ends all waits at the end of the input, and returns when nothing is open")
    private boolean once;

    @Option(
            names = "--resolve-missing",
            description = "resolves what a report no longer contains, on the hosts that it lists")
    private boolean resolveMissing;

    IngestCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() throws InterruptedException {
        EventFormat forced = input.forced();
        input.requireReadable(around);
        BridgeConfiguration read = configuration.read(around);
        Progress progress = new Progress(around);
        AtomicReference<@Nullable Store> store = new AtomicReference<>();
        try (Host host = Host.open(read, around, Settlement.showing(around, progress, store::get))) {
            store.set(host.store());
            Instant started = around.clock().instant();
            TicketCounts before = TicketCounts.of(host.store());
            Ingestion ingestion = new Ingestion(host, around, progress, once ? () -> {} : inBetween(host));
            boolean allRead = true;
            for (String file : input.files()) {
                allRead &= read(ingestion, host, file, forced);
            }
            Settlement settlement = new Settlement(host, around, progress);
            boolean polled = true;
            List<Settling.Left> left = List.of();
            if (host.sends()) {
                polled = !once || settlement.poll();
                left = once ? settlement.atOnce() : settlement.inTime();
            }
            progress.clear();
            TicketCounts after = TicketCounts.of(host.store());
            new IngestReport(around).print(ingestion, before, after, host.sends());
            boolean notesTaken = tellRefusedWrites(host, started);
            int code = exitCode(ingestion, left, after, polled);
            return allRead && notesTaken ? code : AlertBridge.INCOMPLETE;
        }
    }

    /** While a long input is read, what is due meanwhile is done now and then. */
    private Runnable inBetween(Host host) {
        AtomicReference<Instant> last = new AtomicReference<>(around.clock().instant());
        return () -> {
            Instant now = around.clock().instant();
            Instant before = last.get();
            if (host.sends() && before != null && Duration.between(before, now).compareTo(BETWEEN_ROUNDS) >= 0) {
                last.set(now);
                host.tocsin().workOnce();
            }
        };
    }

    private boolean read(Ingestion ingestion, Host host, String file, @Nullable EventFormat forced) {
        return input.read(
                around,
                file,
                tenant -> host.catalogue().companyOf("entra", tenant).isPresent(),
                (source, bytes) -> ingestion.read(source, forced, bytes, resolveMissing, event -> true));
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
}
