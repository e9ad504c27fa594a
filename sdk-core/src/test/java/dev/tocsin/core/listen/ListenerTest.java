package dev.tocsin.core.listen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.Tocsin;
import dev.tocsin.core.TocsinBuilder;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.event.Receipt;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.fake.DirectExecutor;
import dev.tocsin.core.fake.Fault;
import dev.tocsin.core.fake.Host;
import dev.tocsin.core.fake.ScriptedPsa;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.intent.Intent;
import dev.tocsin.core.intent.IntentBody;
import dev.tocsin.core.intent.IntentState;
import dev.tocsin.core.settings.Settings;
import dev.tocsin.core.store.ConnectionState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ListenerTest {
    private static final Settings AT_ONCE = Settings.builder()
            .groupWait(Duration.ZERO)
            .noteInterval(Duration.ZERO)
            .hold(Duration.ZERO)
            .build();

    private final Host host = new Host();
    private final List<String> told = new ArrayList<>();
    private final List<String> counted = new ArrayList<>();
    private final Tocsin tocsin =
            builder().listener(new Told()).metrics(new Counted()).build();

    private TocsinBuilder builder() {
        return Tocsin.builder()
                .store(host.store)
                .psa(host.psa)
                .settings(AT_ONCE)
                .clock(host.time)
                .sleeper(host.time)
                .executor(new DirectExecutor());
    }

    private final class Told implements TocsinListener {
        @Override
        public void received(SecurityEvent event, Receipt receipt) {
            told.add("received " + event.externalId() + " " + receipt.outcome());
        }

        @Override
        public void stateChanged(@Nullable IncidentState before, Incident incident) {
            told.add("state " + before + " " + incident.state());
        }

        @Override
        public void ticketOpened(Incident incident) {
            told.add("opened " + incident.ticketId());
        }

        @Override
        public void ticketClosed(Incident incident) {
            told.add("closed " + incident.ticketId());
        }

        @Override
        public void ticketRefused(Incident incident) {
            told.add("refused " + incident.reason());
        }

        @Override
        public void writeRefused(Intent intent) {
            told.add("write refused " + intent.lastError());
        }

        @Override
        public void connectionPaused(ConnectionState connection) {
            told.add("paused " + connection.pausedReason());
        }

        @Override
        public void connectionResumed(ConnectionState connection) {
            told.add("resumed " + connection.connectionId());
        }
    }

    private final class Counted implements MetricsListener {
        @Override
        public void events(Receipt.Outcome outcome, boolean duplicate, long count) {
            counted.add(count + " " + outcome + (duplicate ? " again" : ""));
        }

        @Override
        public void write(IntentBody body, IntentState outcome, Duration took) {
            counted.add(body.getClass().getSimpleName() + " " + outcome + " " + took);
        }

        @Override
        public void openWrites(long change) {
            counted.add("writes " + change);
        }

        @Override
        public void liveGroups(long change) {
            counted.add("groups " + change);
        }
    }

    private void drain() {
        int rounds = 0;
        while (tocsin.workOnce() > 0 && rounds < 1_000) {
            rounds++;
        }
    }

    private SecurityEvent problem(String id) {
        return host.problem("web", id).build();
    }

    @Test
    void theWayOfATicketIsToldStepByStep() {
        tocsin.ingest(List.of(problem("a")));
        drain();
        host.time.advance(Duration.ofMinutes(1));
        tocsin.ingest(List.of(host.problem("web", "a")
                .kind(dev.tocsin.core.event.EventKind.RESOLVED)
                .build()));
        drain();

        assertThat(told)
                .containsSubsequence(
                        "state null PENDING",
                        "received a ACCEPTED",
                        "state PENDING OPENING",
                        "state OPENING OPEN",
                        "opened 101",
                        "received a RESOLVED",
                        "state RESOLVING CLOSING",
                        "state CLOSING CLOSED_AUTO",
                        "closed 101");
        assertThat(counted)
                .contains("groups 1", "1 ACCEPTED", "1 RESOLVED", "CreateTicket DONE PT0S", "CloseTicket DONE PT0S");
        assertThat(sum("groups ")).isZero();
        assertThat(sum("writes ")).isZero();
    }

    private long sum(String prefix) {
        return counted.stream()
                .filter(line -> line.startsWith(prefix))
                .mapToLong(line -> Long.parseLong(line.substring(prefix.length())))
                .sum();
    }

    @Test
    void repeatsAreCountedApart() {
        SecurityEvent event = problem("a");
        tocsin.ingest(List.of(event, problem("b")));
        tocsin.ingest(List.of(event));

        assertThat(counted).contains("2 ACCEPTED", "1 ACCEPTED again");
    }

    @Test
    void whatThePsaRefusesIsToldAsADeadLetter() {
        host.psa.next(ScriptedPsa.Op.CREATE, new Fault.Refused("no such board"));
        tocsin.ingest(List.of(problem("a")));
        drain();

        assertThat(told)
                .anySatisfy(line -> assertThat(line).startsWith("refused the PSA refused the ticket: no such board"))
                .noneSatisfy(line -> assertThat(line).startsWith("write refused"));
    }

    @Test
    void aRefusedNoteIsToldWithThePsasWords() {
        tocsin.ingest(List.of(problem("a")));
        drain();
        host.psa.next(ScriptedPsa.Op.ADD_NOTE, new Fault.Refused("too long"));
        tocsin.ingest(List.of(problem("b")));
        drain();

        assertThat(told).anySatisfy(line -> assertThat(line).startsWith("write refused too long"));
    }

    @Test
    void aPauseAndItsEndAreTold() throws InterruptedException {
        host.psa.next(ScriptedPsa.Op.CREATE, new Fault.AccessDenied());
        tocsin.ingest(List.of(problem("a")));
        drain();
        assertThat(told).contains("paused 401 no access").doesNotContain("resumed cw");

        assertThat(tocsin.settle(false)).isEmpty();
        assertThat(told).contains("resumed cw");
    }

    @Test
    void parkedEventsAreToldAgainWhenTheyAreReplayed() {
        tocsin.ingest(List.of(host.problem("web", "a").sourceCompanyId("new").build()));
        tocsin.configuration().save(new dev.tocsin.core.company.Company(Host.MSP, "new", "New"));
        host.map("new");
        tocsin.replayParked();

        assertThat(told).containsSubsequence("received a PARKED", "received a ACCEPTED");
    }

    @Test
    void nobodyHearsOfAWorkThatFailed() {
        ListeningStore store = new ListeningStore(host.store, new Announcer(List.of(new Told()), List.of(), host.time));
        tocsin.ingest(List.of(problem("a")));
        told.clear();

        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> store.write(session -> {
                    Incident incident = session.incidents().page(Host.MSP, 0, 1).get(0);
                    session.incidents()
                            .save(List.of(incident.change()
                                    .state(IncidentState.DROPPED, "undone")
                                    .done()));
                    throw new IllegalStateException("undone");
                })))
                .isInstanceOf(IllegalStateException.class);

        assertThat(told).isEmpty();
    }

    @Test
    void aListenerMayUseTheWorkflowSinceNoTransactionIsOpen() {
        List<Long> seen = new ArrayList<>();
        List<Tocsin> own = new ArrayList<>();
        Tocsin curious = builder()
                .listener(new TocsinListener() {
                    @Override
                    public void stateChanged(@Nullable IncidentState before, Incident incident) {
                        seen.add(host.store.write(session -> session.incidents()
                                .get(List.of(incident.id()))
                                .get(incident.id())
                                .id()));
                        if (before == null && seen.size() == 1) {
                            own.get(0).ingest(List.of(host.problem("db", "x").build()));
                        }
                    }
                })
                .build();
        own.add(curious);

        curious.ingest(List.of(problem("a")));

        assertThat(seen).hasSize(2);
        assertThat(curious.audit().incidents(MspId.SINGLE, 0, 10)).hasSize(2);
    }

    @Test
    void aListenerThatThrowsChangesNothingAndKeepsNothingFromTheOthers() {
        Tocsin hardy = builder()
                .listener(new TocsinListener() {
                    @Override
                    public void received(SecurityEvent event, Receipt receipt) {
                        throw new IllegalStateException("received");
                    }

                    @Override
                    public void stateChanged(@Nullable IncidentState before, Incident incident) {
                        throw new IllegalStateException("stateChanged");
                    }
                })
                .listener(new Told())
                .build();

        assertThat(hardy.ingest(List.of(problem("a")))).hasSize(1);
        int rounds = 0;
        while (hardy.workOnce() > 0 && rounds < 1_000) {
            rounds++;
        }

        assertThat(host.psa.all()).hasSize(1);
        assertThat(told).contains("received a ACCEPTED", "opened 101");
    }

    @Test
    void aTicketOfAProjectThatIsLeftToPeopleIsNotToldAsClosed() {
        tocsin.ingest(List.of(problem("a")));
        drain();
        host.psa.convertByHand("101");
        host.time.advance(Duration.ofMinutes(2));
        drain();
        tocsin.ingest(List.of(host.problem("web", "a")
                .kind(dev.tocsin.core.event.EventKind.RESOLVED)
                .build()));
        drain();
        assertThat(told).contains("opened 101", "state RESOLVING CLOSED_AUTO").doesNotContain("closed 101");
    }
}
