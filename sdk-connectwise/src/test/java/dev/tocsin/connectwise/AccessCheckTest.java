package dev.tocsin.connectwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.connectwise.AccessReport.Finding;
import dev.tocsin.connectwise.AccessReport.Level;
import dev.tocsin.connectwise.AccessReport.Row;
import dev.tocsin.connectwise.FakeServer.Reply;
import dev.tocsin.connectwise.record.Reference;
import dev.tocsin.connectwise.service.Ticket;
import dev.tocsin.connectwise.service.TicketField;
import dev.tocsin.core.base.AuthenticationException;
import dev.tocsin.core.base.Secret;
import dev.tocsin.simulators.connectwise.ConnectWiseSimulator;
import dev.tocsin.simulators.connectwise.RightLevel;
import dev.tocsin.simulators.connectwise.SecurityRight;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessCheckTest {
    private final ConnectWiseSimulator simulator =
            ConnectWiseSimulator.builder().start();
    private ConnectWise client;

    @BeforeEach
    void connect() {
        client = ConnectWise.connect(ConnectWiseConnection.builder()
                .site(simulator.siteUri().toString())
                .company(simulator.companyId())
                .publicKey(Secret.of(simulator.publicKey()))
                .privateKey(Secret.of(simulator.privateKey()))
                .clientId(Secret.of(simulator.clientId()))
                .transport(new PlainTransport())
                .build());
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private static Finding finding(AccessReport report, String area, Level level) {
        return report.rows().stream()
                .filter(row -> row.area().endsWith(area) && row.level() == level)
                .map(Row::finding)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aFullRoleIsGrantedAllThatCanBeProved() {
        AccessReport report = client.verifyAccess(true);
        assertThat(report.complete()).isTrue();
        assertThat(report.rows()).hasSize(31);
        assertThat(report.rows().stream().filter(row -> row.finding() == Finding.NOT_PROVABLE))
                .extracting(row -> row.area() + " " + row.level())
                .containsExactly(
                        "Companies / Configurations EDIT",
                        "Service Desk / Service Tickets EDIT",
                        "Service Desk / Close Service Tickets INQUIRE",
                        "Service Desk / Close Service Tickets ADD",
                        "Service Desk / Close Service Tickets EDIT",
                        "System / BrightGauge INQUIRE",
                        "Finance / Agreements EDIT");
        assertThat(client.verifyAccess().rows()).hasSize(28);
    }

    @Test
    void theProbesChangeNothing() {
        Ticket ticket = client.tickets()
                .create(Ticket.draft()
                        .set(TicketField.SUMMARY, "s")
                        .set(TicketField.COMPANY, Reference.identified("AcmeInc")));
        List<Long> before = counts();
        client.verifyAccess(true);
        assertThat(counts()).isEqualTo(before);
        assertThat(client.tickets().get(ticket.id())).contains(ticket);
    }

    private List<Long> counts() {
        return List.of(
                        "/company/companies",
                        "/company/configurations",
                        "/service/tickets",
                        "/company/noteTypes",
                        "/company/companies/statuses",
                        "/company/companies/types",
                        "/company/configurations/types",
                        "/service/priorities",
                        "/service/boards",
                        "/service/sources",
                        "/finance/agreements")
                .stream()
                .map(path -> (long) client.raw().records(path).readAll().size())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "COMPANY_MAINTENANCE,INQUIRE,Company Maintenance",
        "CONFIGURATIONS,INQUIRE,Configurations",
        "CONFIGURATIONS,ADD,Configurations",
        "CONFIGURATIONS,EDIT,Configurations",
        "SERVICE_TICKETS,INQUIRE,Service Tickets",
        "SERVICE_TICKETS,ADD,Service Tickets",
        "SERVICE_TICKETS,EDIT,Service Tickets",
        "MEMBER_MAINTENANCE,INQUIRE,Member Maintenance",
        "MY_COMPANY,INQUIRE,My Company",
        "API_REPORTS,INQUIRE,API Reports",
        "TABLE_SETUP_COMPANY,ADD,Table Setup / Company",
        "TABLE_SETUP_COMPANY_STATUS,INQUIRE,Company Status",
        "TABLE_SETUP_COMPANY_TYPE,ADD,Company Type",
        "TABLE_SETUP_CONFIGURATION,ADD,Table Setup / Configuration",
        "TABLE_SETUP_PRIORITY,INQUIRE,Priority",
        "TABLE_SETUP_SERVICE_BOARD,ADD,Service Board",
        "TABLE_SETUP_SOURCE,ADD,Source",
        "AGREEMENTS,EDIT,Agreements"
    })
    void aMissingRightIsFound(SecurityRight right, Level level, String area) {
        simulator.denyRight(right, RightLevel.valueOf(level.name()));
        AccessReport report = client.verifyAccess(true);
        assertThat(finding(report, area, level)).isEqualTo(Finding.MISSING);
        assertThat(report.missing()).hasSize(1);
        assertThat(report.missing().get(0).reason()).contains("403");
    }

    @Test
    void aClosedTicketShowsTheRightToReadClosedOnes() {
        Ticket ticket = client.tickets()
                .create(Ticket.draft()
                        .set(TicketField.SUMMARY, "s")
                        .set(TicketField.COMPANY, Reference.identified("AcmeInc")));
        client.tickets().close(ticket.id(), Reference.named(">Closed"));
        assertThat(finding(client.verifyAccess(), "Close Service Tickets", Level.INQUIRE))
                .isEqualTo(Finding.GRANTED);
        simulator.denyRight(SecurityRight.CLOSE_SERVICE_TICKETS, RightLevel.INQUIRE);
        assertThat(finding(client.verifyAccess(), "Close Service Tickets", Level.INQUIRE))
                .isEqualTo(Finding.MISSING);
    }

    @Test
    void wrongKeysEndTheCheckAtOnce() {
        try (FakeServer server = new FakeServer()) {
            server.answering(
                    Reply.json(401, "{\"code\":\"Unauthorized\",\"message\":\"Incorrect public/private key\"}"));
            assertThatThrownBy(() -> server.client().verifyAccess()).isInstanceOf(AuthenticationException.class);
            assertThat(server.calls()).hasSize(1);
        }
    }

    @Test
    void aServerInTroubleProvesNothing() {
        try (FakeServer server = new FakeServer()) {
            server.answering(Reply.json(500, "{\"message\":\"Query read timeout\"}"));
            assertThat(server.client().verifyAccess().rows()).allMatch(row -> row.finding() == Finding.NOT_PROVABLE);
        }
    }

    @Test
    void aProxysPageAndTheDemandForTlsAreNoMissingRight() {
        for (Reply reply : List.of(
                Reply.html(403, "Attention Required!"),
                Reply.json(403, "{\"error\":\"Forbidden\",\"message\":\"no\"}"),
                Reply.json(403, "{\"code\":\"Security\",\"message\":\"SSL is required.\"}"))) {
            try (FakeServer server = new FakeServer()) {
                server.answering(reply);
                AccessReport report = server.client().verifyAccess();
                assertThat(report.missing()).isEmpty();
                assertThat(report.rows())
                        .filteredOn(row -> row.area().endsWith("My Company"))
                        .allMatch(row -> row.reason().contains("403"));
            }
        }
    }
}
