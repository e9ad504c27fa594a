package dev.tocsin.connectwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.tocsin.connectwise.EveryCall.World;
import dev.tocsin.connectwise.RecordingTransport.Exchange;
import dev.tocsin.connectwise.record.Query;
import dev.tocsin.connectwise.service.Board;
import dev.tocsin.connectwise.service.BoardStatus;
import dev.tocsin.core.base.Secret;
import dev.tocsin.http.TransportRequest;
import dev.tocsin.http.TransportResponse;
import dev.tocsin.simulators.connectwise.ConnectWiseSimulator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("contract")
class SimulatorContractTest {
    private static VendorContract contract;

    @BeforeAll
    static void load() {
        String shared = System.getProperty("tocsin.shared", "");
        assumeThat(shared)
                .as("set -Dtocsin.shared to the folder that holds specs/connectwise-manage.openapi.json")
                .isNotEmpty();
        contract = VendorContract.load(Path.of(shared, "specs", "connectwise-manage.openapi.json"));
    }

    @Test
    void everyRequestAndEveryAnswerKeepsTheContract() {
        RecordingTransport recording = new RecordingTransport(new PlainTransport());
        try (ConnectWiseSimulator simulator = ConnectWiseSimulator.builder().start()) {
            ConnectWise client = ConnectWise.connect(ConnectWiseConnection.builder()
                    .site(simulator.siteUri().toString())
                    .company(simulator.companyId())
                    .publicKey(Secret.of(simulator.publicKey()))
                    .privateKey(Secret.of(simulator.privateKey()))
                    .clientId(Secret.of(simulator.clientId()))
                    .transport(recording)
                    .build());
            new EveryCall(client, world(client)).run();
            assertThat(client.members().me().orElseThrow().identifier()).isEqualTo(simulator.apiMember());
        }
        Set<String> operations = new TreeSet<>();
        List<String> faults = new ArrayList<>();
        for (Exchange exchange : recording.exchanges) {
            TransportRequest request = exchange.request();
            if (RequestContractTest.isOutside(request)) {
                continue;
            }
            TransportResponse response = exchange.response().orElseThrow();
            assertThat(response.status()).as(request + " " + response.text()).isBetween(200, 201);
            contract.faultsOf(request).forEach(fault -> faults.add(request + " asks: " + fault));
            contract.faultsOf(request, response).forEach(fault -> faults.add(request + " is answered: " + fault));
            operations.add(contract.operation(request).orElseThrow());
        }
        assertThat(faults).isEmpty();
        assertThat(operations).containsExactlyInAnyOrderElementsOf(RequestContractTest.OPERATIONS);
    }

    /** The ids of the simulator's default data, read through the client itself. */
    private static World world(ConnectWise client) {
        Board board = client.boards().readAll().get(0);
        List<BoardStatus> statuses = client.boards().statuses(board.id()).readAll();
        int open = statuses.stream()
                .filter(s -> !s.closed() && !s.inactive())
                .findFirst()
                .orElseThrow()
                .id();
        int closed = statuses.stream()
                .filter(s -> s.closed() && !s.inactive())
                .findFirst()
                .orElseThrow()
                .id();
        return new World(
                client.companies().findByIdentifier("AcmeInc").orElseThrow().id(),
                board.id(),
                open,
                closed,
                client.priorities().readAll().get(0).id(),
                client.sources().readAll().get(0).id(),
                client.members().list(Query.all(), 1).items().get(0).id());
    }
}
