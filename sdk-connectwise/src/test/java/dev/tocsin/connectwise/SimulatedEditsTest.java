package dev.tocsin.connectwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.connectwise.record.CustomField;
import dev.tocsin.connectwise.record.InvalidRequestException;
import dev.tocsin.connectwise.record.Query;
import dev.tocsin.connectwise.record.Reference;
import dev.tocsin.connectwise.service.Ticket;
import dev.tocsin.connectwise.service.TicketField;
import dev.tocsin.core.base.Secret;
import dev.tocsin.simulators.connectwise.ConnectWiseSimulator;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Edits against a server that keeps state, and clears the custom fields that an edit leaves out. */
class SimulatedEditsTest {
    private final ConnectWiseSimulator simulator = ConnectWiseSimulator.builder()
            .ticketCustomField("Tier", "Text")
            .ticketCustomField("Seats", "Number")
            .ticketCustomField("Urgent", "Checkbox")
            .omittedCustomFieldsAreCleared(true)
            .companies(2_500)
            .start();
    private ConnectWise client;
    private Ticket ticket;

    @BeforeEach
    void create() {
        client = ConnectWise.connect(ConnectWiseConnection.builder()
                .site(simulator.siteUri().toString())
                .company(simulator.companyId())
                .publicKey(Secret.of(simulator.publicKey()))
                .privateKey(Secret.of(simulator.privateKey()))
                .clientId(Secret.of(simulator.clientId()))
                .build());
        ticket = client.tickets()
                .create(Ticket.draft()
                        .set(TicketField.SUMMARY, "s")
                        .set(TicketField.COMPANY, Reference.identified("AcmeInc"))
                        .set(TicketField.PO_NUMBER, "PO 1")
                        .set(TicketField.SITE, Reference.named("Main"))
                        .customField("Tier", "Gold")
                        .customField("Seats", 5));
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private static Object value(Ticket ticket, String caption) {
        return ticket.customFields().stream()
                .filter(field -> field.caption().equals(caption))
                .map(CustomField::value)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("none");
    }

    @Test
    void aFieldIsClearedAndTheOthersStay() {
        assertThat(client.tickets().notes(ticket.id()).count(Query.all())).isZero();
        Ticket edited = client.tickets()
                .edit(ticket.id(), Ticket.edit().clear(TicketField.PO_NUMBER).set(TicketField.SEVERITY, "High"));
        assertThat(edited.severity()).isEqualTo("High");
        assertThat(client.raw().records("/service/tickets").get(ticket.id()).orElseThrow())
                .doesNotContainKey("poNumber")
                .containsKey("site");
    }

    @Test
    void oneCustomFieldIsChangedAndTheOthersStay() {
        Ticket edited = client.tickets()
                .edit(ticket.id(), Ticket.edit().customField("tier", "Silver").customField("Urgent", true));
        assertThat(value(edited, "Tier")).isEqualTo("Silver");
        assertThat(value(edited, "Urgent")).isEqualTo(true);
        assertThat(value(edited, "Seats").toString()).isEqualTo("5");
        Ticket cleared = client.tickets().edit(ticket.id(), Ticket.edit().customField("Tier", null));
        assertThat(value(cleared, "Tier")).isEqualTo("none");
        assertThat(value(cleared, "Seats").toString()).isEqualTo("5");
    }

    @Test
    void aCustomFieldThatTheRecordLacksIsRefusedWithThoseItHas() {
        assertThatThrownBy(
                        () -> client.tickets().edit(ticket.id(), Ticket.edit().customField("Colour", "red")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("customFields[Colour]")
                .hasMessageContaining("[Tier, Seats, Urgent]");
        assertThatThrownBy(() -> client.tickets().edit(99, Ticket.edit().customField("Tier", "red")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("there is no ticket 99");
    }

    @Test
    void aWholeListIsReadInParallelOverTheWire() {
        List<Integer> streamed = client.companies().stream(Query.all())
                .map(company -> company.id())
                .toList();
        assertThat(streamed).hasSizeGreaterThan(2_500);
        assertThat(client.companies().readAll(Query.all().pageSize(100)))
                .extracting(company -> company.id())
                .containsExactlyElementsOf(streamed);
    }
}
