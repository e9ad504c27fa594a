package dev.tocsin.connectwise.psa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.consent.ConsentActor;
import dev.tocsin.core.escalation.ActionResult;
import dev.tocsin.core.escalation.ActionResult.Kind;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.people.PhoneBook;
import dev.tocsin.core.people.Technician;
import dev.tocsin.core.people.TechnicianDraft;
import dev.tocsin.core.rule.TicketPolicy;
import dev.tocsin.simulators.connectwise.ConnectWiseSimulator;
import dev.tocsin.simulators.connectwise.SimTicket;
import dev.tocsin.simulators.http.LoggedRequest;
import dev.tocsin.testkit.ConnectWiseSimulatorExtension;
import dev.tocsin.testkit.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What technicians acknowledge and close reaches ConnectWise, once and as they meant it. */
class TechniciansOnConnectWiseTest {
    private final VirtualClock clock = VirtualClock.at(Instant.parse("2026-03-02T08:00:00Z"));

    @RegisterExtension
    final ConnectWiseSimulatorExtension connectWise =
            new ConnectWiseSimulatorExtension(builder -> builder.clock(clock).member("tina", "Tina", "Technician"));

    private ConnectWiseSimulator simulator;
    private EngineHost host;
    private Technician tina;

    @BeforeEach
    void start() {
        simulator = connectWise.simulator();
        host = new EngineHost(clock, simulator, ConnectWisePsaOptions.defaults());
        host.save(TicketPolicy.builder().acknowledgedStatus("In Progress").build());
        tina = technician("Tina Weber", "tina");
        host.prove();
    }

    @AfterEach
    void end() {
        host.close();
    }

    private Technician technician(String name, String member) {
        return host.tocsin()
                .technicians()
                .add(
                        new TechnicianDraft(name, List.of(), List.of(), List.of(), member),
                        PhoneBook.of("DE"),
                        new ConsentActor(ConsentActor.Kind.OPERATOR, "olga", "192.0.2.1"));
    }

    private ActionResult acknowledge(Technician technician) {
        return host.tocsin()
                .acknowledgements()
                .acknowledge(host.incident("probe").id(), technician.id());
    }

    private ActionResult close(boolean evenIfActive) {
        return host.tocsin().acknowledgements().close(host.incident("probe").id(), tina.id(), evenIfActive);
    }

    @Test
    void anAcknowledgementIsTheNoteTheOwnerAndTheStatusAndHindersNoClose() {
        assertThat(acknowledge(tina).kind()).isEqualTo(Kind.DONE);
        assertThat(acknowledge(tina).kind()).isEqualTo(Kind.ALREADY);
        host.run(Duration.ofSeconds(30));
        SimTicket ticket = host.ticket("probe");
        assertThat(ticket.owner()).contains("tina");
        assertThat(ticket.status().name()).isEqualTo("In Progress");
        assertThat(EngineHost.marked(ticket))
                .singleElement()
                .satisfies(note ->
                        assertThat(note.text()).startsWith("Acknowledged by Tina Weber by the console 08:01Z."));
        assertThat(host.requests("PATCH")).hasSize(2);
        host.resolve("probe", "Probe");
        host.run(Duration.ofMinutes(6));
        assertThat(host.ticket("probe").closed()).isTrue();
        assertThat(host.incident("probe").state()).isEqualTo(IncidentState.CLOSED_AUTO);
    }

    @Test
    void anOwnerWhoIsNoMemberIsToldAndTheRestIsDone() {
        acknowledge(technician("Max Gone", "no-such-member"));
        host.run(Duration.ofSeconds(30));
        SimTicket ticket = host.ticket("probe");
        assertThat(ticket.owner()).isEmpty();
        assertThat(ticket.status().name()).isEqualTo("In Progress");
        assertThat(host.tocsin().deadLetters().list(10))
                .singleElement()
                .satisfies(letter -> assertThat(letter.toString()).contains("owner"));
    }

    @Test
    void closedHereIsClosedThereOnceAndClosedAlreadyAfterwards() {
        assertThat(close(false).kind()).isEqualTo(Kind.NEEDS_CONFIRMATION);
        simulator.as("tina").addInternalNote(host.ticket("probe").id(), "I look at it");
        assertThat(close(true).kind()).isEqualTo(Kind.DONE);
        host.run(Duration.ofSeconds(30));
        assertThat(host.ticket("probe").status().name()).isEqualTo(">Closed");
        List<LoggedRequest> changes = host.requests("PATCH");
        assertThat(changes).hasSize(1);
        assertThat(close(true).kind()).isEqualTo(Kind.CLOSED_ALREADY);
        host.run(Duration.ofMinutes(10));
        assertThat(host.requests("PATCH")).hasSize(1);
        assertThat(host.incident("probe").state()).isEqualTo(IncidentState.CLOSED_HUMAN);
    }

    @Test
    void closedThereIsClosedHereAndSaidSo() {
        simulator.as("tina").close(host.ticket("probe").id());
        host.run(Duration.ofMinutes(2));
        ActionResult result = close(true);
        assertThat(result.kind()).isEqualTo(Kind.CLOSED_ALREADY);
        assertThat(result.words()).contains("was closed in the PSA", "by tina");
        assertThat(host.requests("PATCH")).isEmpty();
    }
}
