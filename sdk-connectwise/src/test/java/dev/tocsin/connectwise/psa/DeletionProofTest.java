package dev.tocsin.connectwise.psa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.connectwise.ConnectWise;
import dev.tocsin.connectwise.ConnectWiseConnection;
import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.Secret;
import dev.tocsin.core.base.TocsinException;
import dev.tocsin.core.psa.TicketSnapshot;
import dev.tocsin.http.Transport;
import dev.tocsin.http.TransportBuilder;
import dev.tocsin.http.TransportResponse;
import dev.tocsin.http.TransportResult;
import dev.tocsin.simulators.connectwise.ConnectWiseSimulator;
import dev.tocsin.simulators.http.Fault;
import dev.tocsin.simulators.http.LoggedRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What it takes before the adapter says that a ticket is gone, and where it looks for one. */
class DeletionProofTest {
    private final ConnectWiseStage stage = new ConnectWiseStage(ConnectWisePsaOptions.defaults());
    private final ConnectWiseSimulator simulator = stage.simulator();

    @AfterEach
    void stop() {
        stage.close();
    }

    private String planted() {
        return Integer.toString(
                simulator.createTicket(Map.of("summary", "s", "company", Map.of("identifier", "AcmeInc"))));
    }

    @Test
    void theProofBeginsWithWhereTheApiIsAndEndsWithSearches() {
        String id = planted();
        stage.delete(id);
        simulator.requests().clear();
        assertThat(stage.psa().isDeleted(id)).isTrue();
        assertThat(simulator.requests().all())
                .extracting(LoggedRequest::path)
                .containsExactly(
                        "/login/companyinfo/TrainingCo",
                        "/system/info",
                        "/service/tickets/" + id,
                        "/project/tickets/" + id,
                        "/service/tickets",
                        "/project/tickets");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/login/companyinfo/*",
                "/system/info",
                "/service/tickets/*",
                "/project/tickets/*",
                "/service/tickets",
                "/project/tickets"
            })
    void withoutAnyPartOfTheProofNothingIsProven(String path) {
        String id = planted();
        stage.delete(id);
        for (Fault fault : List.of(Fault.errorBeforeCommit(503), Fault.htmlBeforeCommit(), Fault.dropBeforeCommit())) {
            simulator.faults().next(100, fault, "GET", path);
            assertThatThrownBy(() -> stage.psa().isDeleted(id)).as("%s", fault).isInstanceOf(TocsinException.class);
            simulator.faults().clear();
        }
        simulator.deny("GET", path);
        if (!path.startsWith("/login")) {
            assertThatThrownBy(() -> stage.psa().isDeleted(id)).isInstanceOf(TocsinException.class);
        }
        simulator.allowAll();
        assertThat(stage.psa().isDeleted(id)).isTrue();
    }

    /** Where security filters records, one that the role may not open by its id can still be listed. */
    @Test
    void aTicketThatIsListedIsNotDeletedAlthoughItCannotBeOpened() {
        String id = planted();
        Transport real = TransportBuilder.create().build();
        Transport veiled = request -> request.uri().getPath().endsWith("/service/tickets/" + id)
                ? new TransportResult.Answered(new TransportResponse(
                        404,
                        Map.of("content-type", List.of("application/json")),
                        ("{\"code\":\"NotFound\",\"message\":\"Ticket " + id + " not found\"}")
                                .getBytes(StandardCharsets.UTF_8),
                        request.uri()))
                : real.send(request);
        ConnectWise client = ConnectWise.connect(ConnectWiseConnection.builder()
                .site(simulator.siteUri().toString())
                .company(simulator.companyId())
                .publicKey(Secret.of(simulator.publicKey()))
                .privateKey(Secret.of(simulator.privateKey()))
                .clientId(Secret.of(simulator.clientId()))
                .transport(veiled)
                .build());
        ConnectWisePsa psa = new ConnectWisePsa("cw", client);
        assertThat(psa.ticket(id)).isEmpty();
        assertThat(psa.isDeleted(id)).isFalse();
        stage.delete(id);
        assertThat(psa.isDeleted(id)).isTrue();
    }

    @Test
    void aConvertedTicketThatStaysAmongServiceTicketsIsKnownByItsRecordType() {
        simulator.projectTicketsApart(false);
        String id = planted();
        stage.convertToProject(id);
        assertThat(stage.psa().ticket(id)).get().matches(TicketSnapshot::project);
        assertThat(stage.psa().isDeleted(id)).isFalse();
        try (Stream<TicketSnapshot> changed =
                stage.psa().changedSince(stage.now().minus(Duration.ofDays(1)))) {
            assertThat(changed).allMatch(ticket -> ticket.id().equals(id) && ticket.project());
        }
    }

    @Test
    void whatElseGoesWrongWithProjectTicketsIsNotTakenForTheirAbsence() {
        String id = planted();
        stage.convertToProject(id);
        simulator.faults().next(100, Fault.errorBeforeCommit(503), "GET", "/project/tickets/*");
        assertThatThrownBy(() -> stage.psa().ticket(id)).isInstanceOf(TocsinException.class);
        simulator.faults().clear();
        simulator.faults().next(100, Fault.errorBeforeCommit(503), "GET", "/project/tickets");
        try (Stream<TicketSnapshot> changed =
                stage.psa().changedSince(stage.now().minus(Duration.ofDays(1)))) {
            assertThatThrownBy(changed::toList).isInstanceOf(TocsinException.class);
        }
    }

    @Test
    void pagesThatTheServerDoesNotTakeAreRefused() {
        for (int size : new int[] {0, -1, 1001}) {
            assertThatThrownBy(() -> ConnectWisePsaOptions.defaults().withPageSize(size))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("psa.pageSize")
                    .hasMessageContaining("1 to 1000");
        }
    }
}
