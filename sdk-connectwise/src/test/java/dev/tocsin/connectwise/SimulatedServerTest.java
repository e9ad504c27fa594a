package dev.tocsin.connectwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.connectwise.company.Company;
import dev.tocsin.connectwise.record.Condition;
import dev.tocsin.connectwise.record.Conditions;
import dev.tocsin.connectwise.record.Draft;
import dev.tocsin.connectwise.record.Query;
import dev.tocsin.connectwise.record.Reference;
import dev.tocsin.connectwise.service.Ticket;
import dev.tocsin.connectwise.service.TicketField;
import dev.tocsin.connectwise.service.TicketNote;
import dev.tocsin.core.base.AuthenticationException;
import dev.tocsin.core.base.Secret;
import dev.tocsin.simulators.connectwise.ConnectWiseSimulator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The client against a server that keeps state and reads conditions itself. */
class SimulatedServerTest {
    private final ConnectWiseSimulator simulator =
            ConnectWiseSimulator.builder().start();
    private final ConnectWise client = ConnectWise.connect(ConnectWiseConnection.builder()
            .site(simulator.siteUri().toString())
            .company(simulator.companyId())
            .publicKey(Secret.of(simulator.publicKey()))
            .privateKey(Secret.of(simulator.privateKey()))
            .clientId(Secret.of(simulator.clientId()))
            .build());

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void findsTextThatIsFullOfTheGrammarsOwnCharacters() {
        assertThat(identifiers(Conditions.field("name").contains("(50 %) [East]")))
                .containsExactly("JoesBest");
        assertThat(identifiers(Conditions.field("name").contains("(50 _) [East]")))
                .isEmpty();
        assertThat(identifiers(Conditions.field("name").contains("Joe's"))).containsExactly("JoesBest");
        assertThat(identifiers(Conditions.field("name").startsWith("Zürcher"))).containsExactly("Zürich_Käse");
        assertThat(identifiers(Conditions.field("identifier").startsWith("Zürich_")))
                .containsExactly("Zürich_Käse");
        assertThat(client.companies().findByIdentifier("ACMEINC")).isPresent();
        assertThat(client.companies().findByIdentifier("GoneCo")).isEmpty();
    }

    @Test
    void aNegatedConditionSelectsTheRest() {
        Condition twins = Conditions.field("identifier").in(List.of("TwinA", "TwinB"));
        List<String> all = identifiers(Conditions.ID.gt(0));
        List<String> rest = identifiers(twins.not());
        assertThat(identifiers(twins)).containsExactly("TwinA", "TwinB");
        assertThat(rest).hasSize(all.size() - 2).doesNotContain("TwinA", "TwinB");
    }

    @Test
    void everyWayOfListingYieldsTheSameTicketsOnce() {
        int company =
                client.companies().findByIdentifier("AcmeInc").orElseThrow().id();
        List<Integer> made = IntStream.range(0, 33)
                .mapToObj(i -> client.tickets()
                        .create(Ticket.draft()
                                .set(TicketField.SUMMARY, "n" + i)
                                .set(TicketField.COMPANY, Reference.id(company))
                                .set(TicketField.EXTERNAL_X_REF, "X1-" + i))
                        .id())
                .toList();
        Condition mine = Conditions.field("company/id").eq(company);
        Condition wide = mine.and(Conditions.ID.in(
                LongStream.rangeClosed(made.get(0), made.get(0) + 500L).toArray()));
        Query paged = Query.where(mine).pageSize(10);
        assertThat(client.tickets().stream(paged).map(Ticket::id)).containsExactlyElementsOf(made);
        assertThat(client.tickets().stream(paged.orderBy("id")).map(Ticket::id)).containsExactlyElementsOf(made);
        assertThat(client.tickets().stream(Query.where(wide)).map(Ticket::id)).containsExactlyElementsOf(made);
        assertThat(client.tickets().count(paged)).isEqualTo(33);
        assertThat(client.tickets().findByExternalXRef("X1-7"))
                .extracting(Ticket::id)
                .containsExactly(made.get(7));
    }

    @Test
    void goesOnAfterAHostedUpgrade() {
        int company =
                client.companies().findByIdentifier("Globex").orElseThrow().id();
        simulator.upgrade("v2026_9");
        Draft<Ticket> draft =
                Ticket.draft().set(TicketField.SUMMARY, "s").set(TicketField.COMPANY, Reference.id(company));
        Ticket made = client.tickets().create(draft);
        assertThat(simulator.tickets()).hasSize(1);
        assertThat(made.enteredBy()).isEqualTo(simulator.apiMember());
    }

    @Test
    void ourOwnNotesAreKnownByTheirAuthor() {
        int company =
                client.companies().findByIdentifier("Globex").orElseThrow().id();
        int ticket = client.tickets()
                .create(Ticket.draft().set(TicketField.SUMMARY, "s").set(TicketField.COMPANY, Reference.id(company)))
                .id();
        client.tickets().notes(ticket).create(TicketNote.discussion("seen"));
        client.tickets().notes(ticket).create(TicketNote.internal("two\nlines"));
        assertThat(client.tickets().notes(ticket).stream(Query.all()))
                .hasSize(2)
                .allSatisfy(note -> assertThat(note.createdBy()).isEqualTo(simulator.apiMember()))
                .anyMatch(note ->
                        note.internal() && !note.discussion() && note.text().equals("two\nlines"));
        assertThat(client.tickets().allNotes(ticket)).hasSize(2);
    }

    @Test
    void revokedKeysAreToldApart() {
        simulator.revokeKeys(true);
        assertThatThrownBy(client::systemInfo).isInstanceOf(AuthenticationException.class);
    }

    private List<String> identifiers(Condition condition) {
        return client.companies().stream(Query.where(condition))
                .map(Company::identifier)
                .toList();
    }
}
