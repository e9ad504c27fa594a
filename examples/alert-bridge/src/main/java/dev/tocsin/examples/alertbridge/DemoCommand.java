package dev.tocsin.examples.alertbridge;

import dev.tocsin.core.event.EventKind;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.examples.alertbridge.config.BridgeConfiguration;
import dev.tocsin.examples.alertbridge.config.ConfigurationReader;
import dev.tocsin.examples.alertbridge.reader.ReadSource;
import dev.tocsin.notify.twilio.TwilioCallbacks;
import dev.tocsin.simulators.connectwise.ConnectWiseSimulator;
import dev.tocsin.simulators.connectwise.SimTicket;
import dev.tocsin.simulators.graph.GraphSimulator;
import dev.tocsin.simulators.twilio.TwilioSimulator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The whole story on embedded defaults, against a simulated ConnectWise and Microsoft 365. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description =
                "Shows the whole story: sample events become tickets of a simulated ConnectWise, until they close.")
final class DemoCommand implements Callable<Integer> {
    private static final String NESSUS = "scan.nessus";
    private static final String ENTRA = "entra.jsonl";
    private static final String EVENTS = "events.jsonl";
    /** The asset whose ticket a person closes. */
    private static final String SHOP = "shop.contoso.example";

    private final Surroundings around;
    private final PrintStream out;

    @Option(names = "--keep", description = "keeps the store and the configuration, and says where they are")
    private boolean keep;

    DemoCommand(Surroundings around) {
        this.around = around;
        this.out = around.out();
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("tocsin-demo");
        try (ConnectWiseSimulator simulator = ConnectWiseSimulator.builder()
                        .clock(around.clock())
                        .member(DemoAlerts.MEMBER, "Tina", "Technician")
                        .start();
                GraphSimulator graph = DemoTenants.builder(around.clock()).start();
                TwilioSimulator twilio =
                        TwilioSimulator.builder().number(DemoMessages.SENDER).start();
                LoopbackMailbox mailbox = LoopbackMailbox.start()) {
            int port = Ports.free();
            twilio.smsUrl(DemoMessages.SENDER, URI.create("http://127.0.0.1:" + port + TwilioCallbacks.SMS_PATH));
            String yaml = "store: \"jdbc:sqlite:" + directory.resolve("tocsin.db") + "\"\n"
                    + DemoConfiguration.yaml(simulator) + DemoTenants.yaml(graph)
                    + DemoMessages.yaml(twilio, port, mailbox);
            Files.writeString(directory.resolve("tocsin.yaml"), yaml, StandardCharsets.UTF_8);
            BridgeConfiguration configuration =
                    new ConfigurationReader(around.environment(), directory).read("tocsin.yaml", yaml);
            try (Host host = Host.open(configuration, around, around.sleeper())) {
                Files.writeString(directory.resolve(NESSUS), sample(NESSUS), StandardCharsets.UTF_8);
                new DemoPrologue(host, around, directory)
                        .play(configuration.profiles().get(0), NESSUS);
                new DemoPeople(host, around).play();
                play(host, simulator);
                out.println();
                new DemoAlerts(host, around, simulator, twilio, mailbox).play(configuration);
            }
        } finally {
            if (keep) {
                out.println("Kept: " + directory + " (tocsin.yaml, tocsin.db); the simulator itself is gone.");
            } else {
                delete(directory);
            }
        }
        return AlertBridge.DONE;
    }

    private void play(Host host, ConnectWiseSimulator simulator) throws IOException, InterruptedException {
        DemoTables tables = new DemoTables(host, simulator, around);
        Progress progress = new Progress(around);
        Settlement settlement = new Settlement(host, around, progress);
        out.println("Act one: a network scan, Entra ID records and other events arrive, a line of them broken.");
        out.println();
        Ingestion first = new Ingestion(host, around, progress, () -> {});
        read(first, NESSUS, sample(NESSUS), event -> true);
        List<SecurityEvent> aboutUsers = new ArrayList<>();
        read(first, ENTRA, sample(ENTRA), event -> aboutUsers.add(event));
        read(first, EVENTS, sample(EVENTS), event -> event.kind() == EventKind.RAISED);
        settle(settlement);
        out.println("Later, one of them gets worse, and somebody looks into another one.");
        Ingestion later = new Ingestion(host, around, progress, () -> {});
        read(
                later,
                EVENTS,
                withoutFaults(sample(EVENTS)),
                event -> event.kind() == EventKind.UPDATED || event.kind() == EventKind.ACKED);
        settle(settlement);
        out.println();
        tables.tickets();
        tables.events(first, later);
        out.println();
        out.println(
                "Whom to ask about the records of Entra ID: the users' phones come from Contoso's Microsoft 365, masked"
                        + " here.");
        out.println();
        new DemoPeople(host, around).whomToCall(aboutUsers);

        int closedByHand = ticketOf(simulator, SHOP);
        out.println();
        out.println("Act two: Jane closes ticket #" + closedByHand + " by hand though its findings are still there. The"
                + " next day's scan finds the same,");
        out.println("but for FILES01, where all was mended; and the other events say that they are resolved.");
        out.println();
        simulator.as("jdoe").close(closedByHand);
        settlement.poll();
        Ingestion second = new Ingestion(host, around, progress, () -> {});
        readReport(second, nextScan(sample(NESSUS)));
        read(second, EVENTS, withoutFaults(sample(EVENTS)), event -> event.kind() == EventKind.RESOLVED);
        settle(settlement);
        tables.tickets();
        tables.events(second);
        out.println();
        out.println("Ticket #" + closedByHand + " stays closed and no second one was opened: Jane's close is respected."
                + " FILES01 and PC7 were closed,");
        out.println("since all in their groups was resolved. `alert-bridge explain` tells the path of each event.");
    }

    private static void settle(Settlement settlement) throws InterruptedException {
        if (!settlement.atOnce().isEmpty()) {
            throw new IllegalStateException("the simulator did not answer");
        }
    }

    private static void read(Ingestion ingestion, String name, String text, Predicate<SecurityEvent> wanted) {
        ingestion.read(source(name, text), null, text.length(), false, wanted);
    }

    private static void readReport(Ingestion ingestion, String text) {
        ingestion.read(source(NESSUS, text), null, text.length(), true, event -> true);
    }

    private static ReadSource source(String name, String text) {
        return ReadSource.of(name, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                .withCompany("contoso");
    }

    private static String sample(String name) throws IOException {
        try (InputStream stream = Objects.requireNonNull(
                DemoCommand.class.getResourceAsStream("/samples/" + name), "a sample is missing from the jar")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The events without the line that is broken on purpose, which was told already. */
    private static String withoutFaults(String events) {
        return String.join(
                "\n",
                events.lines()
                        .filter(line -> !line.contains("illegal on purpose"))
                        .toList());
    }

    /** The scan of the next day, in which FILES01 is listed but has no findings any more. */
    private static String nextScan(String scan) {
        int host = scan.indexOf("<ReportHost ");
        int end = scan.indexOf("</ReportHost>", host);
        String mended = scan.substring(host, end).replaceAll("severity=\"[1-4]\"", "severity=\"0\"");
        return (scan.substring(0, host) + mended + scan.substring(end)).replace("Mon Mar  2 ", "Tue Mar  3 ");
    }

    private static int ticketOf(ConnectWiseSimulator simulator, String asset) {
        return simulator.tickets().stream()
                .filter(ticket -> ticket.summary().contains(asset))
                .mapToInt(SimTicket::id)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("there is no ticket of " + asset));
    }

    private static void delete(Path directory) throws IOException {
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(
                    Path visited, @org.jspecify.annotations.Nullable IOException fault) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
