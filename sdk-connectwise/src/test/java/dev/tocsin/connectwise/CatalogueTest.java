package dev.tocsin.connectwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.connectwise.FakeServer.Reply;
import dev.tocsin.connectwise.record.InvalidRequestException;
import dev.tocsin.connectwise.service.Board;
import dev.tocsin.connectwise.service.BoardStatus;
import dev.tocsin.testkit.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CatalogueTest {
    private final FakeServer server = new FakeServer();
    private final VirtualClock clock = VirtualClock.at(Instant.parse("2026-11-21T10:00:00Z"));
    private final Map<String, String> lists = new ConcurrentHashMap<>(Map.of(
            "/service/boards",
            "[{\"id\":1,\"name\":\"Help\"},{\"id\":2,\"name\":\"Alerts\"},{\"id\":3,\"name\":\"Old\",\"inactiveFlag\":true},"
                    + "{\"id\":4,\"name\":\"Projects\",\"projectFlag\":true}]",
            "/service/boards/1/statuses",
            "[{\"id\":10,\"name\":\"New\"},{\"id\":11,\"name\":\"Closed\",\"closedStatus\":true}]",
            "/service/boards/2/statuses",
            "[{\"id\":20,\"name\":\"New\"},{\"id\":21,\"name\":\"Gone\",\"inactive\":true}]",
            "/service/priorities",
            "[{\"id\":5,\"name\":\"High\"},{\"id\":6,\"name\":\"high\"}]"));
    private Catalogue catalogue;

    @BeforeEach
    void connect() {
        server.answering(request ->
                Reply.json(200, lists.getOrDefault(request.path().replaceAll(".*/apis/3.0", ""), "[]")));
        catalogue =
                ConnectWise.connect(server.connection().clock(clock).build()).catalogue();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aNameIsLookedUpOnItsBoard() {
        Board help = catalogue.board("help ");
        Board alerts = catalogue.board("Alerts");
        assertThat(catalogue.status(help, "NEW").id()).isEqualTo(10);
        assertThat(catalogue.status(alerts, "New").id()).isEqualTo(20);
        assertThat(catalogue.boards()).extracting(Board::name).containsExactly("Help", "Alerts");
        assertThat(catalogue.statuses(alerts)).extracting(BoardStatus::name).containsExactly("New");
    }

    @Test
    void ofNamesThatDifferInCaseOnlyTheExactOneIsTaken() {
        assertThat(catalogue.priority("high").id()).isEqualTo(6);
        assertThat(catalogue.priority("High").id()).isEqualTo(5);
    }

    @Test
    void aNameThatFitsSeveralAndNoneExactlyIsNotGuessed() {
        assertThatThrownBy(() -> catalogue.priority("HIGH"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("priority")
                .hasMessageContaining("'High' (5)")
                .hasMessageContaining("'high' (6)");
        lists.put("/company/configurations/types", "[{\"id\":1,\"name\":\"Server\"},{\"id\":2,\"name\":\"server \"}]");
        assertThatThrownBy(() -> catalogue.configurationType("SERVER")).hasMessageContaining("'server ' (2)");
        assertThat(catalogue.configurationType("server ").id()).isEqualTo(2);
    }

    @Test
    void twoRecordsOfTheVerySameNameAreNotGuessed() {
        lists.put("/service/sources", "[{\"id\":1,\"name\":\"Mail\"},{\"id\":2,\"name\":\"Mail\"}]");
        assertThatThrownBy(() -> catalogue.source("Mail")).hasMessageContaining("'Mail' (1), 'Mail' (2)");
    }

    @Test
    void anUnknownNameIsAnsweredWithTheLegalOnes() {
        Board alerts = catalogue.board("Alerts");
        assertThatThrownBy(() -> catalogue.status(alerts, "Closed"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("status on board 'Alerts' (2)")
                .hasMessageContaining("'Closed'")
                .hasMessageContaining("legal are [New]");
        assertThatThrownBy(() -> catalogue.status(alerts, "Gone")).hasMessageContaining("no active 'Gone'");
        assertThatThrownBy(() -> catalogue.board("Projects")).hasMessageContaining("legal are [Help, Alerts]");
    }

    @Test
    void aListIsReadOnceInItsTimeToLive() {
        catalogue.priority("High");
        catalogue.priorities();
        clock.advance(Duration.ofMinutes(10).minusSeconds(1));
        catalogue.priority("high");
        assertThat(server.calls()).hasSize(1);
        clock.advance(Duration.ofSeconds(1));
        catalogue.priority("high");
        assertThat(server.calls()).hasSize(2);
        catalogue.forget();
        catalogue.priorities();
        assertThat(server.calls()).hasSize(3);
    }

    @Test
    void aNewNameIsFoundBeforeTheListIsOldButWrongNamesDoNotHammerTheServer() {
        catalogue.priorities();
        lists.put("/service/priorities", "[{\"id\":7,\"name\":\"Emergency\"}]");
        clock.advance(Duration.ofSeconds(11));
        assertThat(catalogue.priority("Emergency").id()).isEqualTo(7);
        assertThat(server.calls()).hasSize(2);
        for (int i = 0; i < 20; i++) {
            String wrong = "wrong " + i;
            assertThatThrownBy(() -> catalogue.priority(wrong)).hasMessageContaining("[Emergency]");
        }
        assertThat(server.calls()).hasSize(2);
    }

    @Test
    void aClockThatIsSetBackDoesNotKeepAListForever() {
        catalogue.priorities();
        clock.set(Instant.parse("2026-11-20T10:00:00Z"));
        catalogue.priorities();
        assertThat(server.calls()).hasSize(2);
    }

    @Test
    void typesAndStatusesOfConfigurationsAndCompaniesAreFoundByName() {
        lists.put(
                "/company/configurations/types",
                "[{\"id\":1,\"name\":\"Server\"},{\"id\":2,\"name\":\"Old\",\"inactiveFlag\":true}]");
        lists.put("/company/configurations/statuses", "[{\"id\":3,\"description\":\"Active\"}]");
        lists.put("/company/companies/types", "[{\"id\":4,\"name\":\"Customer\"}]");
        lists.put("/company/companies/statuses", "[{\"id\":5,\"name\":\"Active\"}]");
        assertThat(catalogue.configurationType("server").id()).isEqualTo(1);
        assertThat(catalogue.configurationTypes()).hasSize(1);
        assertThat(catalogue.configurationStatus("active").id()).isEqualTo(3);
        assertThat(catalogue.companyType("customer").id()).isEqualTo(4);
        assertThat(catalogue.companyStatus("active").id()).isEqualTo(5);
        assertThatThrownBy(() -> catalogue.configurationType("Old")).hasMessageContaining("legal are [Server]");
    }
}
