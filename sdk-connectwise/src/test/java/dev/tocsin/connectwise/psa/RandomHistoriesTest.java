package dev.tocsin.connectwise.psa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.event.EventKind;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.simulators.connectwise.ConnectWiseSimulator;
import dev.tocsin.simulators.connectwise.Person;
import dev.tocsin.simulators.connectwise.SimTicket;
import dev.tocsin.simulators.http.Fault;
import dev.tocsin.testkit.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Random histories of the whole workflow on the simulated server, over HTTP: events, what people do to tickets, and
 * faults on the wire. The core's own model plays thousands on a PSA in memory; these few show that the adapter and the
 * server's habits change nothing. {@code -Dtocsin.model.servers} plays more.
 */
class RandomHistoriesTest {
    private static final int SEEDS = Integer.getInteger("tocsin.model.servers", 12);
    private static final int STEPS = 40;
    private static final List<String> ASSETS = List.of("dc01", "dc02", "web");

    @Test
    @Timeout(300)
    void randomHistoriesOnTheServerEndInOrder() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            VirtualClock clock = VirtualClock.at(Instant.parse("2026-03-02T08:00:00Z"));
            try (ConnectWiseSimulator simulator = ConnectWiseSimulator.builder()
                            .clock(clock)
                            .member("tina", "Tina", "Technician")
                            .start();
                    EngineHost host = new EngineHost(clock, simulator, ConnectWisePsaOptions.defaults())) {
                History history = new History(seed, simulator, host);
                try {
                    history.play();
                    history.check();
                } catch (Throwable e) {
                    fail("seed " + seed + ": " + e.getMessage() + "\n" + history.told(), e);
                }
            }
        }
    }

    /** One random history. */
    private static final class History {
        private final Random random;
        private final ConnectWiseSimulator simulator;
        private final EngineHost host;
        private final Person tina;
        private final List<String> steps = new ArrayList<>();
        /** What the events said last, by asset and problem. */
        private final Map<String, Boolean> active = new HashMap<>();

        private final Set<Integer> closedByTina = new HashSet<>();
        private final Set<Integer> gone = new HashSet<>();

        History(long seed, ConnectWiseSimulator simulator, EngineHost host) {
            random = new Random(seed);
            this.simulator = simulator;
            this.host = host;
            tina = simulator.as("tina");
        }

        String told() {
            List<String> lines = new ArrayList<>(steps);
            host.incidents().forEach(view -> {
                Incident incident = view.incident();
                lines.add(incident.id() + " " + incident.state() + " " + incident.dimensions() + " #"
                        + incident.ticketId() + " " + incident.active() + "/" + incident.members() + " "
                        + incident.reason());
            });
            return String.join("\n", lines);
        }

        void play() {
            for (int i = 0; i < STEPS; i++) {
                int dice = random.nextInt(100);
                if (dice < 35) {
                    event(EventKind.RAISED);
                } else if (dice < 55) {
                    event(EventKind.RESOLVED);
                } else if (dice < 70) {
                    person();
                } else if (dice < 80) {
                    fault();
                } else {
                    run(random.nextInt(random.nextInt(4) == 0 ? 1_500 : 120));
                }
            }
            simulator.faults().clear();
            host.raise("extra", "extra");
            run((int) Duration.ofMinutes(100).toSeconds());
        }

        private void run(int seconds) {
            steps.add("run " + seconds + " s");
            host.run(Duration.ofSeconds(seconds));
        }

        private void event(EventKind kind) {
            String asset = ASSETS.get(random.nextInt(ASSETS.size()));
            String problem = "p" + random.nextInt(2);
            steps.add(kind + " " + asset + "/" + problem + " -> "
                    + host.send(kind, asset, problem).outcome());
            active.put(asset + "/" + problem, kind == EventKind.RAISED);
            run(1);
        }

        /** Tina does something to an open ticket, after the workflow has had time to see what she did before. */
        private void person() {
            List<SimTicket> open = simulator.tickets().stream()
                    .filter(ticket -> !ticket.closed() && !gone.contains(ticket.id()))
                    .toList();
            if (open.isEmpty()) {
                return;
            }
            int id = open.get(random.nextInt(open.size())).id();
            switch (random.nextInt(7)) {
                case 0, 1 -> {
                    tina.close(id);
                    closedByTina.add(id);
                    steps.add("tina closes #" + id);
                }
                case 2 -> {
                    tina.setOwner(id, "tina");
                    steps.add("tina takes #" + id);
                }
                case 3 -> {
                    tina.addInternalNote(id, "I look at it");
                    steps.add("tina writes on #" + id);
                }
                case 4 -> {
                    tina.setPriority(id, "Priority 4 - Low");
                    steps.add("tina lowers #" + id);
                }
                case 5 -> {
                    tina.convertToProject(id);
                    gone.add(id);
                    steps.add("tina makes #" + id + " one of a project");
                }
                default -> {
                    tina.delete(id);
                    gone.add(id);
                    steps.add("tina deletes #" + id);
                }
            }
        }

        private void fault() {
            String path = List.of(EngineHost.CREATE, EngineHost.NOTE).get(random.nextInt(2));
            Fault fault = switch (random.nextInt(7)) {
                case 0 -> Fault.dropBeforeCommit();
                case 1 -> Fault.dropAfterCommit();
                case 2 -> Fault.errorBeforeCommit(500);
                case 3 -> Fault.errorAfterCommit(502);
                case 4 -> Fault.tooManyRequests(Duration.ofSeconds(20));
                case 5 -> Fault.htmlAfterCommit();
                default -> Fault.cutShort();
            };
            steps.add("next POST " + path + " meets " + fault);
            host.arm(1, fault, "POST", path);
        }

        // ---- the oracle

        void check() {
            assertThat(host.tocsin().audit().openIntents(MspId.SINGLE, 100))
                    .as("writes that are not settled")
                    .isEmpty();
            Map<String, Integer> open = new HashMap<>();
            for (SimTicket ticket : simulator.tickets()) {
                if (closedByTina.contains(ticket.id()) && !gone.contains(ticket.id())) {
                    assertThat(ticket.closed())
                            .as("#%s, which tina closed", ticket.id())
                            .isTrue();
                }
                if (!ticket.closed() && !gone.contains(ticket.id())) {
                    open.merge(ticket.externalXRef().orElse("of nobody"), 1, Integer::sum);
                }
            }
            assertThat(open)
                    .as("open tickets by reference")
                    .allSatisfy((reference, count) ->
                            assertThat(count).as(reference).isEqualTo(1));
            Set<String> liveTickets = new HashSet<>();
            host.incidents().forEach(view -> {
                Incident incident = view.incident();
                if (incident.state().live()) {
                    assertThat(incident.state()).as(incident.reason()).isEqualTo(IncidentState.OPEN);
                    liveTickets.add(String.valueOf(incident.ticketId()));
                }
            });
            simulator.tickets().stream()
                    .filter(ticket -> !ticket.closed() && !gone.contains(ticket.id()))
                    .forEach(ticket -> assertThat(liveTickets)
                            .as("the open ticket #%s has its group", ticket.id())
                            .contains(String.valueOf(ticket.id())));
            active.forEach(this::hasItsPlace);
        }

        /** What is active has an open ticket, or belongs to one that a person did away with. */
        private void hasItsPlace(String subject, boolean isActive) {
            if (!isActive) {
                return;
            }
            Incident incident = host.tocsin().audit().explainExternal(MspId.SINGLE, subject, 100).stream()
                    .filter(told -> told.event().event().kind() == EventKind.RAISED)
                    .max(Comparator.comparing(told -> told.event().event().occurredAt()))
                    .flatMap(told -> Optional.ofNullable(told.incident()))
                    .orElseThrow();
            if (incident.state() == IncidentState.OPEN) {
                int ticket = Integer.parseInt(String.valueOf(incident.ticketId()));
                assertThat(gone.contains(ticket)
                                || !simulator.ticket(ticket).orElseThrow().closed())
                        .as("%s has an open ticket", subject)
                        .isTrue();
            } else {
                assertThat(incident.state())
                        .as("%s: %s", subject, incident.reason())
                        .isIn(IncidentState.CLOSED_HUMAN, IncidentState.DELETED);
            }
        }
    }
}
