package dev.tocsin.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.tocsin.core.event.DeliveryKey;
import dev.tocsin.core.event.EventKind;
import dev.tocsin.core.event.Fingerprint;
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
import dev.tocsin.core.incident.Member;
import dev.tocsin.core.incident.MemberState;
import dev.tocsin.core.intent.IntentBody;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Random histories on the scripted PSA, checked at their end by an oracle that knows nothing of how the core works. */
class ModelTest {
    private static final int SEEDS = 600;
    private static final int STEPS = 60;
    private static final List<String> ASSETS = List.of("dc01", "dc02", "web");
    private static final List<Op> FAILING = List.of(
            Op.CREATE, Op.CREATE, Op.CREATE, Op.ADD_NOTE, Op.SET_STATUS, Op.FIND, Op.READ, Op.NOTES, Op.CHANGED);

    @Test
    @Timeout(300)
    void randomHistoriesEndInOrder() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            History history = new History(seed);
            try {
                history.play();
                history.check();
            } catch (Throwable e) {
                fail("seed " + seed + ": " + e.getMessage() + "\n" + history.steps(), e);
            }
        }
    }

    /** One random history. */
    private static final class History {
        private final Random random;
        private final Host host = new Host();
        private final List<String> steps = new ArrayList<>();
        private final Map<DeliveryKey, Receipt> accepted = new HashMap<>();
        /** What the oracle thinks is active, by subject. */
        private final Map<String, Boolean> active = new HashMap<>();

        private final Map<String, Fingerprint> subjects = new HashMap<>();
        private final Set<String> closedByPerson = new HashSet<>();

        History(long seed) {
            random = new Random(seed);
            host.psa.beforeStatus((ticketId, status) -> {
                if (status.equals("Closed")) {
                    nothingActiveIsClosed(ticketId);
                }
            });
        }

        String steps() {
            List<String> incidents =
                    host.incidents().stream().map(History::line).toList();
            return String.join("\n", steps) + "\n" + String.join("\n", incidents) + "\n"
                    + String.join("\n", host.history());
        }

        private static String line(Incident incident) {
            return incident.id() + " " + incident.state() + " " + incident.dimensions() + " #" + incident.ticketId()
                    + " " + incident.active() + "/" + incident.members() + " " + incident.reason();
        }

        private void step(String text) {
            steps.add(Duration.between(dev.tocsin.core.fake.VirtualTime.START, host.time.instant()) + " " + text);
        }

        void play() {
            for (int i = 0; i < STEPS; i++) {
                int dice = random.nextInt(100);
                if (dice < 30) {
                    event(EventKind.RAISED);
                } else if (dice < 50) {
                    event(EventKind.RESOLVED);
                } else if (dice < 55) {
                    event(EventKind.UPDATED);
                } else if (dice < 62) {
                    personCloses();
                } else if (dice < 75) {
                    fault();
                } else if (dice < 78) {
                    meanwhile();
                } else if (dice < 80) {
                    step("restart");
                    host.restart();
                } else {
                    run(Duration.ofSeconds(random.nextInt(random.nextInt(5) == 0 ? 4_000 : 200)));
                }
                host.time.advance(Duration.ofMillis(1));
            }
            host.psa.noMoreFaults();
            step("settle");
            // If no create was answered yet, nothing may be sent again before one proves the reference: this one does.
            host.raise("extra", "extra");
            run(Duration.ofHours(8));
        }

        private void run(Duration span) {
            step("run " + span);
            java.time.Instant end = host.time.instant().plus(span);
            while (host.time.instant().isBefore(end)) {
                try {
                    host.run(Duration.between(host.time.instant(), end));
                } catch (ProcessDeath death) {
                    step("died");
                    host.restart();
                }
            }
        }

        private void event(EventKind kind) {
            String asset = ASSETS.get(random.nextInt(ASSETS.size()));
            String id = asset + "-" + random.nextInt(3);
            SecurityEvent event = host.problem(asset, id)
                    .kind(kind)
                    .severity(Severity.values()[random.nextInt(5)])
                    .build();
            List<SecurityEvent> batch = random.nextInt(4) == 0 ? List.of(event, event) : List.of(event);
            List<Receipt> receipts = host.tocsin().ingest(batch);
            Receipt receipt = receipts.get(0);
            step(kind + " " + id + " -> " + receipt.outcome() + " " + receipt.incidentId());
            subjects.put(id, Fingerprint.of(event));
            active.put(id, kind == EventKind.RESOLVED ? Boolean.FALSE : Boolean.TRUE);
            if (receipt.outcome() == Receipt.Outcome.ACCEPTED) {
                assertThat(receipt.incidentId()).isNotNull();
                accepted.put(receipt.eventId(), receipt);
            }
        }

        private void personCloses() {
            List<Ticket> open =
                    host.psa.all().stream().filter(ticket -> !ticket.isClosed()).toList();
            if (!open.isEmpty()) {
                Ticket ticket = open.get(random.nextInt(open.size()));
                step("ann closes #" + ticket.id());
                host.psa.closeByHand(ticket.id());
                closedByPerson.add(ticket.id());
            }
        }

        private void fault() {
            Op op = FAILING.get(random.nextInt(FAILING.size()));
            boolean write = op == Op.CREATE || op == Op.ADD_NOTE || op == Op.SET_STATUS;
            Fault fault = switch (random.nextInt(write ? 8 : 3)) {
                case 0 -> new Fault.NotExecuted(null);
                case 1 -> new Fault.DeathBefore();
                case 2 -> new Fault.AccessDenied();
                case 3 -> new Fault.LostBefore();
                case 4 -> new Fault.LostAfter();
                case 5 -> new Fault.DeathAfter();
                case 6 ->
                    op == Op.CREATE
                            ? new Fault.LostLate(Duration.ofSeconds(random.nextInt(1_200)))
                            : new Fault.NotExecuted(Duration.ofSeconds(random.nextInt(100)));
                default -> op == Op.CREATE ? new Fault.LostTwice() : new Fault.LostAfter();
            };
            if (op == Op.CHANGED && fault instanceof Fault.DeathBefore) {
                return;
            }
            step("next " + op + " " + fault);
            host.psa.next(op, fault);
        }

        /** Something happens while a request is under way. */
        private void meanwhile() {
            Op op = FAILING.get(random.nextInt(FAILING.size()));
            int what = random.nextInt(3);
            step("next " + op + " meets something");
            host.psa.next(op, new Fault.Meanwhile(() -> {
                if (what == 0) {
                    personCloses();
                } else {
                    event(what == 1 ? EventKind.RAISED : EventKind.RESOLVED);
                }
            }));
        }

        // ---- the oracle

        /** A raise that was answered before the request began must stop it. */
        private void nothingActiveIsClosed(String ticketId) {
            active.forEach((id, isActive) -> {
                Fingerprint subject = java.util.Objects.requireNonNull(subjects.get(id));
                Member member = host.read(
                                session -> session.incidents().members().current(List.of(subject)))
                        .get(subject);
                if (isActive && member != null && member.state() == MemberState.ACTIVE) {
                    host.incidents().stream()
                            .filter(incident ->
                                    incident.id() == member.incidentId() && ticketId.equals(incident.ticketId()))
                            .forEach(incident -> {
                                throw new AssertionError("#" + ticketId + " is closed while " + id + " is active");
                            });
                }
            });
        }

        void check() {
            List<Incident> incidents = host.incidents();
            eachAcceptedEventBelongsToOneIncident(incidents);
            noGroupHasTwoOpenTickets(incidents);
            whatIsOverIsClosed(incidents);
            whatIsActiveHasATicketOrWasAnswered(incidents);
            nothingAPersonClosedWasOpenedAgain();
            eachReferenceHasOneOpenTicketAtMost();
            assertThat(host.tocsin().audit().openIntents(Host.MSP, 100))
                    .as("open intents")
                    .isEmpty();
        }

        private void eachAcceptedEventBelongsToOneIncident(List<Incident> incidents) {
            Set<Long> ids = new HashSet<>();
            incidents.forEach(incident -> ids.add(incident.id()));
            accepted.forEach((key, receipt) -> {
                assertThat(ids).as("incident of %s", key).contains(receipt.incidentId());
                Long kept = host.tocsin()
                        .audit()
                        .explain(Host.MSP, key)
                        .orElseThrow()
                        .event()
                        .incidentId();
                assertThat(kept).isEqualTo(receipt.incidentId());
            });
        }

        private void noGroupHasTwoOpenTickets(List<Incident> incidents) {
            Map<String, String> groupOfReference = new HashMap<>();
            host.intents().forEach(intent -> {
                if (intent.body() instanceof IntentBody.CreateTicket create) {
                    incidents.stream()
                            .filter(incident -> incident.id() == intent.incidentId())
                            .forEach(incident -> groupOfReference.put(
                                    create.draft().reference(),
                                    incident.groupKey().value()));
                }
            });
            Map<String, String> open = new HashMap<>();
            for (Ticket ticket : host.psa.all()) {
                if (!ticket.isClosed()) {
                    String group = groupOfReference.get(ticket.draft().reference());
                    assertThat(group).isNotNull();
                    assertThat(open.put(String.valueOf(group), ticket.id()))
                            .as("a second open ticket beside #%s", ticket.id())
                            .isNull();
                }
            }
        }

        private void whatIsOverIsClosed(List<Incident> incidents) {
            for (Incident incident : incidents) {
                List<Member> members = host.members(incident);
                boolean over = incident.active() == 0;
                assertThat(members.stream()
                                .filter(member -> member.state() == MemberState.ACTIVE && isCurrent(member, incident))
                                .count())
                        .as("active members of incident %s", incident.id())
                        .isEqualTo(
                                incident.state() == IncidentState.CLOSED_AUTO
                                                || incident.state() == IncidentState.CLOSED_HUMAN
                                        ? 0
                                        : incident.active());
                if (over && incident.state().live()) {
                    fail("incident " + line(incident) + " is over and live");
                }
                if (!incident.state().live() && incident.ticketId() != null) {
                    assertThat(host.psa.ticketOf(incident.ticketId()).isClosed())
                            .as("ticket of %s", line(incident))
                            .isTrue();
                }
            }
        }

        private boolean isCurrent(Member member, Incident incident) {
            Member current = host.read(session -> session.incidents().members().current(List.of(member.fingerprint())))
                    .get(member.fingerprint());
            return current != null && current.incidentId() == incident.id();
        }

        private void whatIsActiveHasATicketOrWasAnswered(List<Incident> incidents) {
            active.forEach((id, isActive) -> {
                Member member = host.read(session -> session.incidents()
                                .members()
                                .current(List.of(java.util.Objects.requireNonNull(subjects.get(id)))))
                        .get(subjects.get(id));
                if (!isActive) {
                    assertThat(member == null || member.state() == MemberState.RESOLVED)
                            .as("%s is over", id)
                            .isTrue();
                    return;
                }
                assertThat(member).as(id).isNotNull();
                Incident incident = incidents.stream()
                        .filter(one -> member != null && one.id() == member.incidentId())
                        .findFirst()
                        .orElseThrow();
                if (member != null && member.state() == MemberState.ANSWERED) {
                    assertThat(incident.state()).as(id).isEqualTo(IncidentState.CLOSED_HUMAN);
                    assertThat(closedByPerson).contains(String.valueOf(incident.ticketId()));
                } else {
                    assertThat(incident.state())
                            .as("%s in %s", id, line(incident))
                            .isEqualTo(IncidentState.OPEN);
                    assertThat(host.psa
                                    .ticketOf(String.valueOf(incident.ticketId()))
                                    .isClosed())
                            .as("ticket of active %s", id)
                            .isFalse();
                }
            });
        }

        private void nothingAPersonClosedWasOpenedAgain() {
            for (String id : closedByPerson) {
                List<String> statuses = host.psa.ticketOf(id).statuses();
                for (int i = 1; i < statuses.size(); i++) {
                    boolean undone = statuses.get(i - 1).endsWith(":ann")
                            && statuses.get(i).equals("New:tocsin");
                    assertThat(undone).as("#%s: %s", id, statuses).isFalse();
                }
            }
        }

        private void eachReferenceHasOneOpenTicketAtMost() {
            Map<String, Integer> open = new HashMap<>();
            host.psa.all().stream()
                    .filter(ticket -> !ticket.isClosed())
                    .forEach(ticket -> open.merge(ticket.draft().reference(), 1, Integer::sum));
            assertThat(open.values()).allMatch(count -> count == 1);
        }
    }
}
