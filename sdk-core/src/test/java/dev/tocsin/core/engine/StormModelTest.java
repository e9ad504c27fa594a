package dev.tocsin.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.tocsin.core.event.EventKind;
import dev.tocsin.core.event.Receipt;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.fake.Fault;
import dev.tocsin.core.fake.Host;
import dev.tocsin.core.fake.ProcessDeath;
import dev.tocsin.core.fake.ScriptedPsa.Op;
import dev.tocsin.core.fake.ScriptedPsa.Ticket;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.settings.Settings;
import dev.tocsin.core.store.StoredStorm;
import dev.tocsin.core.storm.KillSwitch.Level;
import dev.tocsin.core.storm.Lane;
import dev.tocsin.core.storm.StormKey;
import dev.tocsin.core.storm.StormPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Random floods of two companies with deaths, lost answers and switches: the caps hold, and nothing is lost. */
class StormModelTest {
    private static final int SEEDS = 60;
    private static final int STEPS = 40;
    private static final int CEILING = 8;
    private static final Settings SETTINGS = Settings.builder()
            .storm(StormPolicy.builder()
                    .msp(30, 10)
                    .company(12, 6)
                    .topMsp(30, 10)
                    .topCompany(12, 6)
                    .longestWait(Duration.ofSeconds(20))
                    .openTickets(CEILING)
                    .build())
            .topPriorities(Set.of("P1"))
            .build();

    @Test
    @Timeout(300)
    void randomFloodsStayWithinTheCapsAndLoseNothing() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Flood flood = new Flood(seed);
            try {
                flood.play();
            } catch (Throwable e) {
                fail("seed " + seed + ": " + e.getMessage() + "\n" + String.join("\n", flood.steps), e);
            }
        }
    }

    private static final class Flood {
        private final Random random;
        private final Host host = new Host(SETTINGS);
        private final List<String> steps = new ArrayList<>();

        Flood(long seed) {
            random = new Random(seed);
        }

        void play() {
            for (int i = 0; i < STEPS; i++) {
                int dice = random.nextInt(100);
                if (dice < 35) {
                    events(EventKind.RAISED, random.nextInt(8) == 0 ? Severity.CRITICAL : Severity.MEDIUM);
                } else if (dice < 50) {
                    events(EventKind.RESOLVED, Severity.MEDIUM);
                } else if (dice < 60) {
                    fault();
                } else if (dice < 63) {
                    step("restart");
                    host.restart();
                } else if (dice < 66) {
                    step("stop");
                    host.tocsin().killSwitches().stop(Level.COMPANY, "acme", "ann", "test");
                } else if (dice < 72) {
                    step("resume");
                    host.tocsin().killSwitches().resume(Level.COMPANY, "acme", "ann", "test");
                } else {
                    run(Duration.ofSeconds(random.nextInt(random.nextInt(4) == 0 ? 2_000 : 60)));
                }
                host.time.advance(Duration.ofMillis(1));
                check();
            }
            end();
        }

        private void step(String text) {
            steps.add(Duration.between(dev.tocsin.core.fake.VirtualTime.START, host.time.instant()) + " " + text);
        }

        private void events(EventKind kind, Severity severity) {
            String company = random.nextInt(4) == 0 ? "beta" : "acme";
            int from = random.nextInt(40);
            int to = from + random.nextInt(40);
            step(kind + " " + company + " " + from + " to " + to + " " + severity);
            ingest(company, kind, severity, from, to);
        }

        private void ingest(String company, EventKind kind, Severity severity, int from, int to) {
            List<SecurityEvent> events = new ArrayList<>();
            for (int i = from; i < to; i++) {
                events.add(host.problem("asset" + i, company + i)
                        .sourceCompanyId(company)
                        .severity(severity)
                        .kind(kind)
                        .build());
            }
            for (Receipt receipt : host.tocsin().ingest(events)) {
                assertThat(receipt.outcome() == Receipt.Outcome.ACCEPTED && receipt.incidentId() == null)
                        .isFalse();
            }
        }

        private void fault() {
            Fault fault = switch (random.nextInt(6)) {
                case 0 -> new Fault.NotExecuted(null);
                case 1 -> new Fault.DeathBefore();
                case 2 -> new Fault.DeathAfter();
                case 3 -> new Fault.LostAfter();
                case 4 -> new Fault.LostBefore();
                default -> new Fault.AccessDenied();
            };
            Op op = random.nextBoolean() ? Op.CREATE : Op.ADD_NOTE;
            step("next " + op + " " + fault);
            host.psa.next(op, fault);
        }

        private void run(Duration span) {
            step("run " + span);
            Instant end = host.time.instant().plus(span);
            while (host.time.instant().isBefore(end)) {
                try {
                    host.run(Duration.between(host.time.instant(), end));
                } catch (ProcessDeath death) {
                    step("died");
                    host.restart();
                }
            }
        }

        private void check() {
            List<StoredStorm> storms = host.read(session -> session.storms().storms(Host.MSP));
            for (StoredStorm storm : storms) {
                StormKey key = storm.state().key();
                for (Lane lane : Lane.values()) {
                    List<Incident> held = host.read(session -> session.storms().held(key, lane, 10_000));
                    assertThat(storm.state().held(lane))
                            .as("held %s of %s", lane, key)
                            .isEqualTo(held.size());
                }
            }
            List<Incident> incidents = host.incidents();
            Map<String, Long> places = incidents.stream()
                    .filter(Incident::takesPlace)
                    // A ticket that is opened again is no create.
                    .filter(one -> one.state() != IncidentState.REOPENING
                            && one.facts().reopens() == 0)
                    .collect(Collectors.groupingBy(
                            one -> one.companyId() + one.place().lane(), Collectors.counting()));
            assertThat(places.values()).as("places: %s", places).allMatch(taken -> taken <= CEILING);
            Map<String, Long> storming = incidents.stream()
                    .filter(one -> one.place().storm() && one.state().live())
                    .collect(Collectors.groupingBy(Incident::companyId, Collectors.counting()));
            assertThat(storming.values()).allMatch(count -> count == 1);
            Set<String> stormy = storms.stream()
                    .map(storm -> storm.state().key().companyId())
                    .collect(Collectors.toSet());
            assertThat(incidents.stream()
                            .filter(one -> one.state() == IncidentState.ABSORBED && one.stands())
                            .map(Incident::companyId))
                    .as("whoever is absorbed has a storm")
                    .allMatch(stormy::contains);
        }

        /** With faults and switches gone, what is active ends on a ticket; with all resolved, nothing is left. */
        private void end() {
            host.psa.noMoreFaults();
            host.tocsin().killSwitches().resume(Level.COMPANY, "acme", "ann", "end");
            host.raise("extra", "extra");
            ingest("acme", EventKind.RESOLVED, Severity.MEDIUM, 5, 80);
            ingest("beta", EventKind.RESOLVED, Severity.MEDIUM, 5, 80);
            step("calm");
            run(Duration.ofHours(3));
            check();
            assertThat(host.incidents().stream().filter(one -> one.state().live()))
                    .as("live incidents")
                    .allMatch(one -> one.state() == IncidentState.OPEN && one.stands());
            step("all is resolved");
            ingest("acme", EventKind.RESOLVED, Severity.MEDIUM, 0, 80);
            ingest("beta", EventKind.RESOLVED, Severity.MEDIUM, 0, 80);
            host.resolve("extra", "extra");
            run(Duration.ofHours(3));
            List<Incident> live =
                    host.incidents().stream().filter(one -> one.state().live()).toList();
            // What was reopened as often as may be stays open for people.
            assertThat(live).allMatch(one -> one.facts().reopens() >= 3 && one.active() == 0);
            List<StoredStorm> storms = host.read(session -> session.storms().storms(Host.MSP));
            assertThat(storms).isEmpty();
            Map<String, Long> open = host.psa.all().stream()
                    .filter(ticket -> !ticket.isClosed())
                    .collect(Collectors.groupingBy(Ticket::id, Collectors.counting()));
            assertThat(open.keySet())
                    .isEqualTo(live.stream().map(Incident::ticketId).collect(Collectors.toSet()));
        }
    }
}
