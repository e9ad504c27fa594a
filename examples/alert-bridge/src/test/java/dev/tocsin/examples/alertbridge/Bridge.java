package dev.tocsin.examples.alertbridge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.core.base.Sleeper;
import dev.tocsin.simulators.connectwise.ConnectWiseSimulator;
import dev.tocsin.simulators.connectwise.SimTicket;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;

/** The bridge in a directory of its own, beside a simulated ConnectWise. */
final class Bridge implements AutoCloseable {
    /** One ticket per asset; findings of any severity. */
    static final String BY_ASSET = "{ name: all, categories: { PROBLEMS: { groupBy: ASSET } } }";

    static final String RULE = "{ name: all, board: Security Alerts, openStatus: New, closedStatus: \">Closed\","
            + " priority: Priority 3 - Normal, eventSet: all }";

    final Path directory;
    final ConnectWiseSimulator simulator = ConnectWiseSimulator.builder().start();
    final Map<String, String> environment = new HashMap<>(Map.of("CW_KEY", simulator.privateKey()));
    volatile CountDownLatch stop = new CountDownLatch(1);
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

    /** Changes what the configuration says. */
    void reconfigure(UnaryOperator<String> change) {
        try {
            configure(change.apply(Files.readString(directory.resolve("tocsin.yaml"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path file(String name, String text) {
        try {
            return Files.writeString(directory.resolve(name), text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the bridge finds around it, with other places for what it prints. */
    Surroundings around(PrintStream to, PrintStream faults) {
        return new Surroundings(
                to,
                faults,
                new ByteArrayInputStream(in),
                clock,
                Sleeper.system(),
                environment::get,
                directory,
                false,
                true,
                new Stop());
    }

    /** Runs a command; what it printed is in {@link #out} and {@link #err}. */
    int run(String... args) {
        ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
        ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
        int code = AlertBridge.run(
                around(
                        new PrintStream(outBytes, true, StandardCharsets.UTF_8),
                        new PrintStream(errBytes, true, StandardCharsets.UTF_8)),
                args);
        out = outBytes.toString(StandardCharsets.UTF_8);
        err = errBytes.toString(StandardCharsets.UTF_8);
        return code;
    }

    List<SimTicket> openTickets() {
        return simulator.tickets().stream().filter(ticket -> !ticket.closed()).toList();
    }

    /** What the server holds below a path, the first thousand. */
    List<JsonNode> held(String path) {
        return held(simulator, path);
    }

    /** What a server holds below a path, the first thousand. */
    static List<JsonNode> held(ConnectWiseSimulator simulator, String path) {
        try {
            List<JsonNode> rows = new ArrayList<>();
            new ObjectMapper()
                    .readTree(asked(simulator, "GET", path + "?pageSize=1000", 200))
                    .forEach(rows::add);
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes a record of the server, as a person would. */
    void delete(String path) {
        asked(simulator, "DELETE", path, 204);
    }

    private static String asked(ConnectWiseSimulator simulator, String method, String path, int status) {
        String login = simulator.companyId() + "+" + simulator.publicKey() + ":" + simulator.privateKey();
        HttpRequest request = HttpRequest.newBuilder(URI.create(simulator.baseUri() + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)))
                .header("clientId", simulator.clientId())
                .build();
        try {
            HttpResponse<String> answer =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != status) {
                throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The names of the configurations that the server holds, in order. */
    List<String> configurations() {
        return held("/company/configurations").stream()
                .map(one -> one.path("name").asText())
                .sorted()
                .toList();
    }

    /** How many requests changed something, or tried to. */
    long writes() {
        return simulator.requests().all().stream()
                .filter(request -> !request.method().equals("GET"))
                .count();
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
