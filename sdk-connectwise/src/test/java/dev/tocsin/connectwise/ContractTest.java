package dev.tocsin.connectwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.connectwise.RecordingTransport.Exchange;
import dev.tocsin.connectwise.company.Company;
import dev.tocsin.connectwise.company.CompanyField;
import dev.tocsin.connectwise.record.Draft;
import dev.tocsin.connectwise.record.InvalidRequestException;
import dev.tocsin.connectwise.record.Reference;
import dev.tocsin.connectwise.service.Source;
import dev.tocsin.connectwise.service.SourceField;
import dev.tocsin.connectwise.service.Ticket;
import dev.tocsin.connectwise.service.TicketField;
import dev.tocsin.core.base.Execution;
import dev.tocsin.core.base.Secret;
import dev.tocsin.core.base.TocsinException;
import dev.tocsin.http.TransportRequest;
import dev.tocsin.http.TransportRequest.Method;
import dev.tocsin.http.TransportResponse;
import dev.tocsin.simulators.connectwise.ConnectWiseSimulator;
import dev.tocsin.simulators.connectwise.RightLevel;
import dev.tocsin.simulators.connectwise.SecurityRight;
import dev.tocsin.simulators.connectwise.ServerVersion;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Holds every request of the client, and every answer of the simulator to it, against the vendor's contract. What is called
 * is told by {@link EveryCall}; {@link ClientSurface} and the table in the documentation tell what would be missing.
 */
@Tag("contract")
class ContractTest {
    /** What each version of the server was asked by {@link EveryCall}. */
    private static final Map<ServerVersion, RecordingTransport> RECORDINGS = new EnumMap<>(ServerVersion.class);

    private static final RecordingTransport REFUSALS = new RecordingTransport(new PlainTransport());

    private static VendorContract contract;

    @BeforeAll
    static void callEverything() {
        contract = VendorContract.load();
        for (ServerVersion version : ServerVersion.values()) {
            RecordingTransport recording = new RecordingTransport(new PlainTransport());
            try (ConnectWiseSimulator simulator =
                    ConnectWiseSimulator.builder().version(version).start()) {
                simulator
                        .as("jdoe")
                        .convertToProject(simulator.createTicket(
                                Map.of("summary", "converted", "company", Map.of("identifier", "AcmeInc"))));
                boolean before2026 = version == ServerVersion.V2025_1;
                new EveryCall(client(simulator, recording), new Filler(contract, before2026)).run();
            }
            RECORDINGS.put(version, recording);
        }
        askForRefusals();
    }

    /** The probes of the access check are refused on purpose; the rest is wrong in the other ways that there are. */
    private static void askForRefusals() {
        try (ConnectWiseSimulator simulator = ConnectWiseSimulator.builder().start()) {
            ConnectWise client = client(simulator, REFUSALS);
            client.verifyAccess();
            client.verifyAccess(true);
            simulator.denyRight(SecurityRight.TABLE_SETUP_COMPANY_STATUS, RightLevel.INQUIRE);
            Reference company = Reference.id(
                    client.companies().findByIdentifier("AcmeInc").orElseThrow().id());
            for (Runnable call : List.<Runnable>of(
                    () -> client.companies().statuses().readAll(),
                    () -> client.sources().create(Source.draft().set(SourceField.NAME, "Call")),
                    () -> client.tickets()
                            .create(Ticket.draft()
                                    .set(TicketField.SUMMARY, "disk")
                                    .set(TicketField.COMPANY, company)
                                    .set(TicketField.BOARD, Reference.id(999))
                                    .set(TicketField.SEVERITY, "Dire")),
                    () -> client.tickets().notes(999).readAll(),
                    () -> client.companies()
                            .types()
                            .delete(client.companies().types().readAll().get(0).id()),
                    () -> simulator.revokeKeys(true),
                    client::systemInfo)) {
                try {
                    call.run();
                } catch (TocsinException expected) {
                    assertThat(expected.execution()).isEqualTo(Execution.NOT_EXECUTED);
                }
            }
        }
    }

    private static ConnectWise client(ConnectWiseSimulator simulator, RecordingTransport recording) {
        return ConnectWise.connect(ConnectWiseConnection.builder()
                .site(simulator.siteUri().toString())
                .company(simulator.companyId())
                .publicKey(Secret.of(simulator.publicKey()))
                .privateKey(Secret.of(simulator.privateKey()))
                .clientId(Secret.of(simulator.clientId()))
                .transport(recording)
                // In the caller's thread, whose stack the recording looks at.
                .executor(Runnable::run)
                .build());
    }

    private static RecordingTransport recording(ServerVersion version) {
        return Objects.requireNonNull(RECORDINGS.get(version));
    }

    /** What the contract does not have: where the API is, and {@link Members#me()}. */
    private static boolean isOutside(Exchange exchange) {
        return exchange.request().uri().getPath().startsWith("/login/") || exchange.hasPath("/system/myAccount");
    }

    private static List<Exchange> inside(RecordingTransport recording) {
        return recording.exchanges().stream()
                .filter(exchange -> !isOutside(exchange))
                .toList();
    }

    /** The operations that were asked for and carried out. */
    private static Set<String> exercised() {
        Set<String> operations = new TreeSet<>();
        inside(recording(ServerVersion.V2026_4))
                .forEach(exchange ->
                        operations.add(contract.operation(exchange.request()).orElseThrow()));
        return operations;
    }

    @ParameterizedTest
    @EnumSource
    void everyRequestAndEveryAnswerKeepsTheContract(ServerVersion version) {
        List<String> faults = new ArrayList<>();
        for (Exchange exchange : inside(recording(version))) {
            TransportRequest request = exchange.request();
            assertThat(exchange.response().status())
                    .as(request + " " + exchange.response().text())
                    .isBetween(200, 299);
            contract.faultsOf(request).forEach(fault -> faults.add(request + " asks: " + fault));
            contract.faultsOf(request, exchange.response())
                    .forEach(fault -> faults.add(request + " is answered: " + fault));
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void everyMethodThatSendsWasCalled() {
        Set<String> called = new TreeSet<>(recording(ServerVersion.V2026_4).senders());
        called.addAll(REFUSALS.senders());
        assertThat(ClientSurface.senders()).hasSizeGreaterThan(60).isSubsetOf(called);
    }

    @Test
    void everyKindOfRecordsWasCalledInEveryWay() {
        List<String> operations = new ArrayList<>();
        RecordingTransport silent = new RecordingTransport(request -> {
            throw new AssertionError("nothing is sent");
        });
        try (ConnectWiseSimulator simulator = ConnectWiseSimulator.builder().start()) {
            ClientSurface.records(client(simulator, silent)).forEach(records -> operations.addAll(operations(records)));
        }
        assertThat(operations).hasSizeGreaterThan(200);
        assertThat(exercised()).containsAll(operations);
    }

    /** What the contract calls the operations that records of a kind have because of their class. */
    private static List<String> operations(ReadableRecords<?> records) {
        String path = contract.template(records.path()).orElseThrow();
        List<String> operations =
                new ArrayList<>(List.of("GET " + path, "GET " + path + "/count", "GET " + path + "/{id}"));
        if (records instanceof EditableRecords) {
            operations.add("PATCH " + path + "/{id}");
        }
        if (records instanceof CreatableRecords) {
            operations.add("POST " + path);
        }
        if (records instanceof Records) {
            operations.add("DELETE " + path + "/{id}");
        }
        return operations;
    }

    @Test
    void whatTheClientDoesNotCoverIsListedWithItsReason() {
        UncoveredList list = UncoveredList.ofTheGuide();
        Set<String> exercised = exercised();
        Set<String> uncovered = new TreeSet<>(contract.operations());
        uncovered.removeAll(exercised);
        assertThat(list.unlisted(uncovered)).as("operations without a row").isEmpty();
        assertThat(list.idle(uncovered))
                .as("rows that are the first for no operation")
                .isEmpty();
        assertThat(list.listed(exercised))
                .as("operations that are covered all the same")
                .isEmpty();
    }

    @Test
    void aFaultyRequestIsFoundOut() {
        URI root = URI.create("http://localhost/v1/apis/3.0/service/tickets?conditions=x&pagesize=5");
        TransportRequest bare = TransportRequest.of(Method.GET, root);
        assertThat(contract.faultsOf(bare))
                .anyMatch(fault -> fault.contains("no query parameter pagesize"))
                .anyMatch(fault -> fault.contains("clientId"));
        TransportRequest wrong = TransportRequest.of(
                        Method.POST, URI.create("http://localhost/v1/apis/3.0/service/tickets"))
                .withHeader("clientid", "x")
                .withHeader("authorization", "Basic eDp5")
                .withBody(
                        "application/json", "{\"summary\":5,\"externalXref\":\"y\"}".getBytes(StandardCharsets.UTF_8));
        assertThat(contract.faultsOf(wrong))
                .anyMatch(fault -> fault.contains("company"))
                .anyMatch(fault -> fault.contains("externalXref"));
    }

    @Test
    void aFaultyAnswerIsFoundOut() {
        Exchange ticket = inside(recording(ServerVersion.V2026_4)).stream()
                .filter(exchange -> exchange.request().method() == Method.POST && exchange.hasPath("/service/tickets"))
                .findFirst()
                .orElseThrow();
        assertThat(contract.faultsOf(ticket.request(), answer(ticket, 201, "{\"id\":\"x\"}")))
                .anyMatch(fault -> fault.contains("summary"))
                .anyMatch(fault -> fault.contains("id"));
        assertThat(contract.faultsOf(ticket.request(), answer(ticket, 202, "{}")))
                .containsExactly("the contract knows no success with status 202");
        assertThat(contract.faultsOf(ticket.request(), answer(ticket, 400, "{\"errors\":5}")))
                .anyMatch(fault -> fault.contains("message"))
                .anyMatch(fault -> fault.contains("errors"));
    }

    private static TransportResponse answer(Exchange exchange, int status, String body) {
        TransportResponse response = exchange.response();
        return new TransportResponse(
                status,
                Map.of("Content-Type", List.of(response.header("content-type").orElseThrow())),
                body.getBytes(StandardCharsets.UTF_8),
                response.uri());
    }

    /** The contract declares no refusals; see {@link VendorContract} for what they are held against. */
    @Test
    void everyRefusalHasTheFormOfTheContract() {
        Set<Integer> statuses = new TreeSet<>();
        List<String> faults = new ArrayList<>();
        for (Exchange exchange : inside(REFUSALS)) {
            if (exchange.response().status() >= 400) {
                statuses.add(exchange.response().status());
                contract.faultsOf(exchange.request(), exchange.response())
                        .forEach(fault -> faults.add(exchange.request() + " is refused: " + fault));
            }
        }
        assertThat(faults).isEmpty();
        assertThat(statuses).containsExactly(400, 401, 403, 404, 409);
    }

    @Test
    void namesAreAsLongAsTheVersionTakesThem() {
        Draft<Company> draft =
                Company.draft().set(CompanyField.IDENTIFIER, "i".repeat(31)).set(CompanyField.NAME, "New & Co");
        for (ServerVersion version : ServerVersion.values()) {
            RecordingTransport recording = new RecordingTransport(new PlainTransport());
            try (ConnectWiseSimulator simulator =
                    ConnectWiseSimulator.builder().version(version).start()) {
                ConnectWise client = client(simulator, recording);
                if (version == ServerVersion.V2025_1) {
                    assertThatThrownBy(() -> client.companies().create(draft))
                            .isInstanceOf(InvalidRequestException.class)
                            .hasMessageContaining("identifier: at most 30 characters, not 31");
                    assertThat(inside(recording)).isEmpty();
                } else {
                    assertThat(client.companies().create(draft).identifier()).hasSize(31);
                }
                assertThat(recording.exchanges().get(0).hasPath("/login/companyinfo/" + simulator.companyId()))
                        .isTrue();
            }
        }
    }
}
