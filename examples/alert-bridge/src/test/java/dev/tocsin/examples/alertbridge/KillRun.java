package dev.tocsin.examples.alertbridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.event.DeliveryKey;
import dev.tocsin.core.event.Receipt;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.store.EventRecord;
import dev.tocsin.core.store.Store;
import dev.tocsin.simulators.connectwise.ConnectWiseSimulator;
import dev.tocsin.simulators.connectwise.SimTicket;
import dev.tocsin.simulators.http.Fault;
import dev.tocsin.simulators.http.FaultKind;
import dev.tocsin.simulators.http.RequestMatch;
import dev.tocsin.store.jdbc.JdbcStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One life of a bridge that is killed again and again, against a simulator that is not. */
final class KillRun implements AutoCloseable {
    private static final int GROUPS = 48;
    private static final int EVENTS_PER_GROUP = 5;
    private static final int RESOLVED_GROUPS = 24;
    private static final double FAULT_RATE = 0.2;
    private static final int STARTS_AT_MOST = 60;
    private static final long LONGEST_RUN_SECONDS = 120;

    private final Path directory;
    private final Random random;
    private final ConnectWiseSimulator simulator;
    /** A note that the server itself writes twice cannot be told from one that was wanted. */
    private final boolean doublesNotes;

    private final List<String> log = new ArrayList<>();

    KillRun(Path directory, @Nullable Fault fault, long seed) throws IOException {
        this.directory = directory;
        this.random = new Random(seed);
        this.doublesNotes = fault != null && fault.kind() == FaultKind.DUPLICATE;
        simulator = ConnectWiseSimulator.builder().failSeed(seed).start();
        if (fault != null) {
            simulator.faults().withProbability(FAULT_RATE, fault, new RequestMatch("POST", "/service/tickets"));
            simulator.faults().withProbability(FAULT_RATE, fault, new RequestMatch("POST", "/service/tickets/*/notes"));
            simulator.faults().withProbability(FAULT_RATE, fault, new RequestMatch("PATCH", "/service/tickets/*"));
        }
        Files.writeString(directory.resolve("tocsin.yaml"), configuration());
        Files.write(directory.resolve("raised.jsonl"), events("RAISED", GROUPS, 0));
        Files.write(directory.resolve("resolved.jsonl"), events("RESOLVED", RESOLVED_GROUPS, 3_600));
        Files.writeString(directory.resolve("nothing.jsonl"), "");
    }

    private String configuration() {
        return """
                store: jdbc:sqlite:%s
                connectwise: { url: "%s", company: %s, publicKey: %s, privateKey: %s, clientId: "%s" }
                eventSets:
                  - { name: problems, categories: { PROBLEMS: { groupBy: ASSET } } }
                rules:
                  - { name: Critical, board: Security Alerts, openStatus: New, closedStatus: ">Closed",
                      priority: Priority 1 - Critical, eventSet: problems }
                companies:
                  - { id: contoso, name: Contoso Ltd, connectwise: Contoso, createTickets: true, rule: Critical }
                settings:
                  groupWait: PT0.05S
                  requestTimeout: PT1S
                  quarantine: PT2.5S
                  lookUps: [ PT0.2S, PT0.6S, PT1.2S ]
                  twinSearches: [ PT0.5S, PT2S ]
                  retryPause: PT0.2S
                  longestRetryPause: PT1S
                  hold: PT0.1S
                  noteInterval: PT0.1S
                  pollInterval: PT0.5S
                """.formatted(
                        directory.resolve("store.db"),
                        simulator.siteUri(),
                        simulator.companyId(),
                        simulator.publicKey(),
                        simulator.privateKey(),
                        simulator.clientId());
    }

    private static List<String> events(String kind, int groups, int laterSeconds) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < groups * EVENTS_PER_GROUP; i++) {
            String asset = "host-" + i % groups;
            lines.add("""
                    {"source":"scanner","company":"contoso","stableId":"%s/finding-%d","kind":"%s",\
                    "occurredAt":"%s","category":"PROBLEMS","eventType":"finding-%d","severity":"HIGH",\
                    "title":"Finding %d","asset":"%s"}""".formatted(
                            asset,
                            i / groups,
                            kind,
                            java.time.Instant.ofEpochSecond(1_760_000_000L + laterSeconds + i),
                            i / groups,
                            i / groups,
                            asset));
        }
        return lines;
    }

    /** Ingests a file, killing the bridge so many times, then lets it finish. */
    void ingestAndKill(String file, int kills) throws Exception {
        int killed = 0;
        for (int start = 0; start < STARTS_AT_MOST; start++) {
            BridgeProcess process = start(file);
            if (killed < kills && killAfterSomeRequests(process)) {
                killed++;
                continue;
            }
            int exit = process.await();
            log.add("finished " + file + " with " + exit);
            if (exit == 0 && killed >= kills) {
                return;
            }
        }
        throw new AssertionError(file + " was not done after " + STARTS_AT_MOST + " starts: " + log + output());
    }

    /** Kills after some requests of the process, or soon after it began; false if it had ended by itself before. */
    private boolean killAfterSomeRequests(BridgeProcess process) throws InterruptedException {
        long from = simulator.requests().total();
        int requests = random.nextInt(60);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_RUN_SECONDS);
        while (process.isAlive() && System.nanoTime() < deadline) {
            if (simulator.requests().total() - from > requests) {
                process.kill();
                log.add("killed after " + requests + " requests");
                return true;
            }
            process.nap();
        }
        return false;
    }

    private BridgeProcess start(String file) throws IOException {
        return BridgeProcess.start(directory, "output.log", "ingest", "--once", file);
    }

    private String output() throws IOException {
        String all = Files.readString(directory.resolve("output.log"), StandardCharsets.UTF_8);
        return "\n" + all.substring(Math.max(0, all.length() - 4_000));
    }

    /** Without faults, lets the searches for twins come due and heal what they find. */
    void letTwinsBeFound() throws Exception {
        simulator.faults().clear();
        simulator.commitLate();
        for (int i = 0; i < 8; i++) {
            assertThat(start("nothing.jsonl").await()).as(output()).isZero();
        }
    }

    /** Compares what the store believes with what the server holds. */
    void verify() throws IOException {
        Map<Long, Incident> incidents = new HashMap<>();
        List<EventRecord> events = new ArrayList<>();
        try (Store store = JdbcStore.sqlite(directory.resolve("store.db"))) {
            store.read(session -> session.incidents().page(MspId.SINGLE, 0, 10_000))
                    .forEach(incident -> incidents.put(incident.id(), incident));
            DeliveryKey after = null;
            List<EventRecord> page;
            do {
                DeliveryKey from = after;
                page = store.read(session -> session.events().page(MspId.SINGLE, null, from, 500));
                events.addAll(page);
                after = page.isEmpty() ? null : page.get(page.size() - 1).key();
            } while (page.size() == 500);
        }
        String story = log + output();
        assertThat(events).as(story).hasSize((GROUPS + RESOLVED_GROUPS) * EVENTS_PER_GROUP);
        assertThat(events)
                .as(story)
                .allSatisfy(
                        event -> assertThat(event.outcome()).isIn(Receipt.Outcome.ACCEPTED, Receipt.Outcome.RESOLVED));
        Map<String, Set<String>> ticketsByGroup = new HashMap<>();
        for (EventRecord event : events) {
            Incident incident = incidents.get(event.incidentId());
            assertThat(incident).as(story).isNotNull();
            assertThat(incident.ticketId()).as(story).isNotNull();
            ticketsByGroup
                    .computeIfAbsent(event.event().asset().orElseThrow(), asset -> new HashSet<>())
                    .add(incident.ticketId());
        }
        assertThat(ticketsByGroup).as(story).hasSize(GROUPS);
        assertThat(ticketsByGroup.values())
                .as(story)
                .allSatisfy(tickets -> assertThat(tickets).hasSize(1));
        Set<String> shouldBeOpen = incidents.values().stream()
                .filter(incident -> incident.active() > 0)
                .map(incident -> String.valueOf(incident.ticketId()))
                .collect(Collectors.toSet());
        Set<String> open = simulator.tickets().stream()
                .filter(ticket -> !ticket.closed())
                .map(ticket -> Integer.toString(ticket.id()))
                .collect(Collectors.toSet());
        assertThat(shouldBeOpen).as(story).hasSize(GROUPS - RESOLVED_GROUPS);
        assertThat(open).as(story).isEqualTo(shouldBeOpen);
        assertThat(incidents.values())
                .as(story)
                .allSatisfy(incident -> assertThat(incident.state())
                        .isEqualTo(incident.active() > 0 ? IncidentState.OPEN : IncidentState.CLOSED_AUTO));
        Map<String, Integer> notes = new HashMap<>();
        for (SimTicket ticket : simulator.tickets()) {
            ticket.notes().stream()
                    .flatMap(note -> note.text().lines())
                    .filter(line -> line.startsWith("ref n-"))
                    .forEach(line -> notes.merge(line, 1, Integer::sum));
        }
        assertThat(notes).as("notes" + story).isNotEmpty();
        if (!doublesNotes) {
            assertThat(notes.values()).as("each note was written once" + story).containsOnly(1);
        }
    }

    @Override
    public void close() {
        simulator.close();
    }
}
