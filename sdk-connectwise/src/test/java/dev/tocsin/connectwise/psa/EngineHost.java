package dev.tocsin.connectwise.psa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.connectwise.ConnectWise;
import dev.tocsin.connectwise.ConnectWiseConnection;
import dev.tocsin.core.Tocsin;
import dev.tocsin.core.audit.IncidentView;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.base.Secret;
import dev.tocsin.core.company.Company;
import dev.tocsin.core.company.CompanyMapping;
import dev.tocsin.core.event.EventCategory;
import dev.tocsin.core.event.EventKind;
import dev.tocsin.core.event.GroupBy;
import dev.tocsin.core.event.Receipt;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.rule.CategorySelection;
import dev.tocsin.core.rule.EventSet;
import dev.tocsin.core.rule.NoteType;
import dev.tocsin.core.rule.TicketPolicy;
import dev.tocsin.core.settings.Settings;
import dev.tocsin.core.store.ConnectionState;
import dev.tocsin.core.store.VolatileStore;
import dev.tocsin.simulators.connectwise.ConnectWiseSimulator;
import dev.tocsin.simulators.connectwise.SimNote;
import dev.tocsin.simulators.connectwise.SimTicket;
import dev.tocsin.simulators.http.Fault;
import dev.tocsin.simulators.http.LoggedRequest;
import dev.tocsin.testkit.VirtualClock;
import dev.tocsin.testkit.VirtualSleeper;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** A host application in a test: the whole workflow against the simulator, in a time that the test moves on. */
final class EngineHost implements AutoCloseable {
    static final String CONNECTION = "cw";
    static final String CREATE = "/service/tickets";
    static final String NOTE = "/service/tickets/*/notes";
    static final String TICKET = "/service/tickets/*";
    private static final int ENDLESS = 10_000;
    private static final Duration STEP = Duration.ofSeconds(1);

    private final VirtualClock clock;
    private final ConnectWiseSimulator simulator;
    private final VolatileStore store = new VolatileStore();
    private final Tocsin tocsin;

    EngineHost(VirtualClock clock, ConnectWiseSimulator simulator, ConnectWisePsaOptions options) {
        this.clock = clock;
        this.simulator = simulator;
        VirtualSleeper sleeper = new VirtualSleeper(clock);
        ConnectWise client = ConnectWise.connect(ConnectWiseConnection.builder()
                .site(simulator.siteUri().toString())
                .company(simulator.companyId())
                .publicKey(Secret.of(simulator.publicKey()))
                .privateKey(Secret.of(simulator.privateKey()))
                .clientId(Secret.of(simulator.clientId()))
                .clock(clock)
                .sleeper(sleeper)
                .build());
        tocsin = Tocsin.builder()
                .store(store)
                .psa(new ConnectWisePsa(CONNECTION, client, options))
                .settings(Settings.DEFAULTS)
                .clock(clock)
                .sleeper(sleeper)
                .executor(new DirectExecutor())
                .random(new Random(7))
                .build();
        configure();
    }

    private void configure() {
        var configuration = tocsin.configuration();
        configuration.save(
                new EventSet(MspId.SINGLE, "all", Map.of(EventCategory.PROBLEMS, CategorySelection.of(GroupBy.ASSET))));
        save(TicketPolicy.DEFAULT);
        configuration.save(new Company(MspId.SINGLE, "acme", "Acme"));
        configuration.save(new CompanyMapping(MspId.SINGLE, "acme", CONNECTION, "AcmeInc", null, true, List.of("r1")));
    }

    /** The rule with a policy. */
    void save(TicketPolicy policy) {
        tocsin.configuration()
                .save(ConnectWiseRule.builder(MspId.SINGLE)
                        .name("r1")
                        .eventSet("all")
                        .board("Security Alerts")
                        .source("Tocsin")
                        .type("Malware")
                        .openStatus("New")
                        .closedStatus(">Closed")
                        .priority("Priority 2 - High")
                        .noteType(NoteType.INTERNAL)
                        .policy(policy)
                        .build());
    }

    // ---- events

    /** Hands in one event, whatever becomes of it. */
    Receipt send(EventKind kind, String asset, String problem) {
        return tocsin.ingest(List.of(SecurityEvent.builder()
                        .source("scan")
                        .sourceCompanyId("acme")
                        .stableId(asset + "/" + problem)
                        .kind(kind)
                        .occurredAt(clock.instant())
                        .category(EventCategory.PROBLEMS)
                        .eventType("finding")
                        .title(problem)
                        .asset(asset)
                        .build()))
                .get(0);
    }

    private Receipt tell(EventKind kind, String asset, String problem) {
        Receipt receipt = send(kind, asset, problem);
        assertThat(receipt.outcome())
                .as(receipt.reason())
                .isIn(Receipt.Outcome.ACCEPTED, Receipt.Outcome.RESOLVED, Receipt.Outcome.ANSWERED);
        return receipt;
    }

    /** A problem of an asset; each asset is a group. */
    Receipt raise(String asset, String problem) {
        return tell(EventKind.RAISED, asset, problem);
    }

    /** One problem on each of so many assets. */
    void raiseOn(int assets) {
        for (int i = 0; i < assets; i++) {
            raise("pc" + i, "Malware");
        }
    }

    void resolve(String asset, String problem) {
        tell(EventKind.RESOLVED, asset, problem);
    }

    // ---- time

    /** Lets time pass second by second, and works off whatever is due. */
    void run(Duration span) {
        Instant end = clock.instant().plus(span);
        work();
        while (clock.instant().isBefore(end)) {
            clock.advance(STEP);
            work();
        }
    }

    private void work() {
        int rounds = 0;
        while (tocsin.workOnce() > 0) {
            assertThat(++rounds).as("rounds at one moment").isLessThan(ENDLESS);
        }
    }

    /** A ticket for a first group, whose create is the probe that proves the reference. */
    void prove() {
        raise("probe", "Probe");
        run(Duration.ofMinutes(1));
        assertThat(connection().proven()).isNotNull();
    }

    void arm(int count, Fault fault, String method, String path) {
        simulator.faults().next(count, fault, method, path);
    }

    // ---- what is

    Tocsin tocsin() {
        return tocsin;
    }

    ConnectionState connection() {
        return tocsin.audit().connection(MspId.SINGLE, CONNECTION);
    }

    List<IncidentView> incidents() {
        return tocsin.audit().incidents(MspId.SINGLE, 0, 1_000);
    }

    /** The incident of an asset that began last. */
    Incident incident(String asset) {
        return incidents().stream()
                .map(IncidentView::incident)
                .filter(incident -> incident.dimensions().contains(asset))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    /** The ticket of an asset's last incident. */
    SimTicket ticket(String asset) {
        return simulator
                .ticket(Integer.parseInt(String.valueOf(incident(asset).ticketId())))
                .orElseThrow();
    }

    /** The notes of a ticket that an engine's marker line ends. */
    static List<SimNote> marked(SimTicket ticket) {
        return ticket.notes().stream()
                .filter(note -> note.text().contains("\nref n-"))
                .toList();
    }

    List<LoggedRequest> creates() {
        return requests("POST").stream()
                .filter(request -> request.path().equals(CREATE))
                .toList();
    }

    List<LoggedRequest> requests(String method) {
        return simulator.requests().all().stream()
                .filter(request -> request.method().equals(method))
                .toList();
    }

    /** Checks that each group has exactly one open ticket, its incident's, and that all others are closed twins of one. */
    void assertOneLiveTicketPerGroup(int groups) {
        List<IncidentView> incidents = incidents();
        assertThat(incidents)
                .hasSize(groups)
                .allSatisfy(view -> assertThat(view.incident().state())
                        .as(view.incident().reason())
                        .isEqualTo(IncidentState.OPEN));
        Set<String> linked = new HashSet<>();
        incidents.forEach(view -> linked.add(String.valueOf(view.incident().ticketId())));
        List<SimTicket> open = new ArrayList<>();
        for (SimTicket ticket : simulator.tickets()) {
            if (ticket.closed()) {
                assertThat(marked(ticket))
                        .as("ticket " + ticket.id() + " was closed as a twin")
                        .anySatisfy(note -> assertThat(note.text()).contains("second copy"));
            } else {
                open.add(ticket);
            }
        }
        assertThat(open)
                .as("open tickets")
                .hasSize(groups)
                .allSatisfy(ticket -> assertThat(linked).contains(Integer.toString(ticket.id())));
        assertThat(open.stream().map(EngineHost::asset)).doesNotHaveDuplicates();
        assertThat(tocsin.audit().openIntents(MspId.SINGLE, 100)).isEmpty();
        assertThat(tocsin.audit().refusedIntents(MspId.SINGLE, 100)).isEmpty();
    }

    /** The asset in a summary of one member: the last word in parentheses. */
    private static String asset(SimTicket ticket) {
        return ticket.summary()
                .substring(ticket.summary().indexOf('('), ticket.summary().indexOf(')'));
    }

    @Override
    public void close() {
        tocsin.close();
        store.close();
    }
}
