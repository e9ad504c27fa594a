package dev.tocsin.connectwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.tocsin.connectwise.EveryCall.World;
import dev.tocsin.connectwise.FakeServer.Received;
import dev.tocsin.connectwise.FakeServer.Reply;
import dev.tocsin.connectwise.RecordingTransport.Exchange;
import dev.tocsin.http.TransportRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("contract")
class RequestContractTest {
    /** What the client calls although the contract does not have it; see {@link Members#me()}. */
    private static final Set<String> OUTSIDE = Set.of("/system/myAccount");

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
    void everyRequestKeepsTheContract() {
        RecordingTransport recording = new RecordingTransport(new PlainTransport());
        try (FakeServer server = new FakeServer()) {
            server.answering(RequestContractTest::leastAnswer);
            ConnectWise client =
                    ConnectWise.connect(server.connection().transport(recording).build());
            new EveryCall(client, new World(1, 1, 7, 8, 1, 1, 1)).run();
        }
        Set<String> operations = new TreeSet<>();
        for (Exchange exchange : recording.exchanges) {
            TransportRequest request = exchange.request();
            if (isOutside(request)) {
                continue;
            }
            assertThat(contract.faultsOf(request)).as(request.toString()).isEmpty();
            operations.add(contract.operation(request).orElseThrow());
        }
        assertThat(operations).containsExactlyInAnyOrderElementsOf(OPERATIONS);
    }

    @Test
    void aFaultyRequestIsFoundOut() {
        URI root = URI.create("http://localhost/v1/apis/3.0/service/tickets?conditions=x&pagesize=5");
        TransportRequest bare = TransportRequest.of(TransportRequest.Method.GET, root);
        assertThat(contract.faultsOf(bare))
                .anyMatch(fault -> fault.contains("no query parameter pagesize"))
                .anyMatch(fault -> fault.contains("clientId"));
        TransportRequest wrong = TransportRequest.of(
                        TransportRequest.Method.POST, URI.create("http://localhost/v1/apis/3.0/service/tickets"))
                .withHeader("clientid", "x")
                .withHeader("authorization", "Basic eDp5")
                .withBody(
                        "application/json", "{\"summary\":5,\"externalXref\":\"y\"}".getBytes(StandardCharsets.UTF_8));
        assertThat(contract.faultsOf(wrong))
                .anyMatch(fault -> fault.contains("company"))
                .anyMatch(fault -> fault.contains("externalXref"));
    }

    static final List<String> OPERATIONS = List.of(
            "GET /system/info",
            "GET /company/companies",
            "POST /company/companies",
            "GET /company/companies/count",
            "GET /company/companies/{id}",
            "GET /company/companies/{parentId}/sites",
            "GET /service/boards",
            "GET /service/boards/{id}",
            "GET /service/boards/{parentId}/statuses",
            "GET /service/boards/{parentId}/types",
            "GET /service/boards/{parentId}/subtypes",
            "GET /service/boards/{parentId}/items",
            "GET /service/boards/{parentId}/typeSubTypeItemAssociations",
            "GET /service/priorities",
            "GET /service/priorities/{id}",
            "GET /service/sources",
            "GET /service/sources/{id}",
            "GET /system/members",
            "GET /system/members/{id}",
            "GET /service/tickets",
            "POST /service/tickets",
            "GET /service/tickets/count",
            "GET /service/tickets/{id}",
            "PATCH /service/tickets/{id}",
            "POST /service/tickets/search",
            "GET /service/tickets/{parentId}/notes",
            "POST /service/tickets/{parentId}/notes",
            "GET /service/tickets/{parentId}/allNotes");

    static boolean isOutside(TransportRequest request) {
        String path = request.uri().getPath();
        return path.startsWith("/login/") || OUTSIDE.stream().anyMatch(path::endsWith);
    }

    private static Reply leastAnswer(Received request) {
        if (!request.method().equals("GET")) {
            boolean search = request.path().endsWith("/search");
            String status = request.body().contains("\"id\":8") ? "{\"id\":8}" : "{\"id\":7}";
            return search
                    ? Reply.json(200, "[]")
                    : Reply.json(
                            request.method().equals("POST") ? 201 : 200,
                            "{\"id\":1,\"summary\":\"Disk is nearly full\",\"priority\":{\"id\":1},\"closedFlag\":true,"
                                    + "\"status\":" + status + "}");
        }
        if (request.path().endsWith("/count")) {
            return Reply.json(200, "{\"count\":1}");
        }
        boolean single = request.path().matches(".*/(\\d+|info|myAccount)");
        return Reply.json(200, single ? "{\"id\":1}" : "[]");
    }
}
