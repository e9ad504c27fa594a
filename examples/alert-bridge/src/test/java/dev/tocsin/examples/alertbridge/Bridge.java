package dev.tocsin.examples.alertbridge;

import dev.tocsin.core.base.Sleeper;
import dev.tocsin.simulators.connectwise.ConnectWiseSimulator;
import dev.tocsin.simulators.connectwise.SimTicket;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** The bridge in a directory of its own, beside a simulated ConnectWise. */
final class Bridge implements AutoCloseable {
    /** One ticket per asset; findings of any severity. */
    static final String BY_ASSET = "{ name: all, categories: { PROBLEMS: { groupBy: ASSET } } }";

    static final String RULE = "{ name: all, board: Security Alerts, openStatus: New, closedStatus: \">Closed\","
            + " priority: Priority 3 - Normal, eventSet: all }";

    final Path directory;
    final ConnectWiseSimulator simulator = ConnectWiseSimulator.builder().start();
    final Map<String, String> environment = new HashMap<>(Map.of("CW_KEY", simulator.privateKey()));
    final CountDownLatch stop = new CountDownLatch(1);
    final CountDownLatch waiting = new CountDownLatch(1);
    Clock clock = Clock.systemUTC();
    byte[] in = {};
    String out = "";
    String err = "";

    Bridge(Path directory) {
        this.directory = directory;
        configure(yaml(BY_ASSET, RULE));
    }

    /** The configuration with one event set and one rule. */
    String yaml(String eventSet, String rule) {
        return """
                connectwise:
                  url: %s
                  company: %s
                  publicKey: %s
                  privateKey: ${CW_KEY}
                  clientId: %s
                store: "jdbc:sqlite:%s"
                companies: [ { id: contoso, name: Contoso Ltd, connectwise: Contoso, rule: all } ]
                eventSets: [ %s ]
                rules: [ %s ]
                settings: { groupWait: PT0S }
                """.formatted(
                        simulator.siteUri(),
                        simulator.companyId(),
                        simulator.publicKey(),
                        simulator.clientId(),
                        directory.resolve("store.db"),
                        eventSet,
                        rule);
    }

    void configure(String yaml) {
        file("tocsin.yaml", yaml);
    }

    Path file(String name, String text) {
        try {
            return Files.writeString(directory.resolve(name), text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a command; what it printed is in {@link #out} and {@link #err}. */
    int run(String... args) {
        ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
        ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
        int code = AlertBridge.run(
                new Surroundings(
                        new PrintStream(outBytes, true, StandardCharsets.UTF_8),
                        new PrintStream(errBytes, true, StandardCharsets.UTF_8),
                        new ByteArrayInputStream(in),
                        clock,
                        Sleeper.system(),
                        environment::get,
                        directory,
                        false,
                        true,
                        new Stop()),
                args);
        out = outBytes.toString(StandardCharsets.UTF_8);
        err = errBytes.toString(StandardCharsets.UTF_8);
        return code;
    }

    List<SimTicket> openTickets() {
        return simulator.tickets().stream().filter(ticket -> !ticket.closed()).toList();
    }

    long posts() {
        return simulator.requests().all().stream()
                .filter(request -> request.method().equals("POST"))
                .count();
    }

    @Override
    public void close() {
        simulator.close();
    }

    private final class Stop implements Surroundings.StopSignal {
        @Override
        public void await() throws InterruptedException {
            waiting.countDown();
            stop.await();
        }

        @Override
        public void ended() {}
    }
}
