package dev.tocsin.connectwise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.connectwise.company.Company;
import dev.tocsin.connectwise.company.CompanyField;
import dev.tocsin.connectwise.company.CompanyNote;
import dev.tocsin.connectwise.company.CompanyNoteField;
import dev.tocsin.connectwise.company.CompanySite;
import dev.tocsin.connectwise.company.CompanySiteField;
import dev.tocsin.connectwise.company.Contact;
import dev.tocsin.connectwise.company.ContactCommunication;
import dev.tocsin.connectwise.company.ContactCommunicationField;
import dev.tocsin.connectwise.company.ContactField;
import dev.tocsin.connectwise.record.Query;
import dev.tocsin.connectwise.record.Reference;
import dev.tocsin.connectwise.service.Ticket;
import dev.tocsin.connectwise.service.TicketField;
import dev.tocsin.connectwise.system.CallbackEntry;
import dev.tocsin.connectwise.system.CallbackEntryField;
import dev.tocsin.connectwise.system.Document;
import dev.tocsin.connectwise.system.DocumentContent;
import dev.tocsin.connectwise.system.DocumentOwner;
import dev.tocsin.connectwise.system.DocumentUpload;
import dev.tocsin.connectwise.time.TimeEntry;
import dev.tocsin.connectwise.time.TimeEntryField;
import dev.tocsin.core.base.ApiException;
import dev.tocsin.core.base.Secret;
import dev.tocsin.simulators.connectwise.ConnectWiseSimulator;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The kinds of records against a server of another hand, which keeps state and takes forms apart itself. */
class SimulatedRecordsTest {
    private final ConnectWiseSimulator simulator =
            ConnectWiseSimulator.builder().start();
    private final ConnectWise client = ConnectWise.connect(ConnectWiseConnection.builder()
            .site(simulator.siteUri().toString())
            .company(simulator.companyId())
            .publicKey(Secret.of(simulator.publicKey()))
            .privateKey(Secret.of(simulator.privateKey()))
            .clientId(Secret.of(simulator.clientId()))
            .build());
    private final int company =
            client.companies().findByIdentifier("AcmeInc").orElseThrow().id();

    @AfterEach
    void stop() {
        simulator.close();
    }

    private int ticket() {
        return client.tickets()
                .create(Ticket.draft().set(TicketField.SUMMARY, "disk").set(TicketField.COMPANY, Reference.id(company)))
                .id();
    }

    @Test
    void aFileComesBackByteByByte() {
        byte[] bytes = new byte[70_000];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31);
        }
        DocumentOwner owner = DocumentOwner.ticket(ticket());
        Document made = client.documents()
                .upload(DocumentUpload.file(owner, "Prüfung ü.png", bytes)
                        .withTitle("--boundary; “quoted”")
                        .withContentType("image/png"));
        assertThat(made.title()).isEqualTo("--boundary; “quoted”");
        assertThat(made.fileName()).isEqualTo("Prüfung ü.png");
        assertThat(client.documents().of(owner)).extracting(Document::id).containsExactly(made.id());
        assertThat(client.documents().count(owner)).isEqualTo(1);
        DocumentContent content = client.documents().download(made.id()).orElseThrow();
        assertThat(content.bytes()).isEqualTo(bytes);
        assertThat(client.documents().delete(made.id())).isTrue();
        assertThat(client.documents().delete(made.id())).isFalse();
        assertThat(client.documents().download(made.id())).isEmpty();
    }

    @Test
    void aContactKeepsItsCommunications() {
        Reference mail = Reference.id(client.contacts().communicationTypes().readAll().stream()
                .filter(type -> type.email())
                .findFirst()
                .orElseThrow()
                .id());
        Contact made = client.contacts()
                .create(Contact.draft()
                        .set(ContactField.FIRST_NAME, "Ann")
                        .set(ContactField.COMPANY, Reference.id(company))
                        .set(
                                ContactField.COMMUNICATION_ITEMS,
                                List.of(ContactCommunication.draft()
                                        .set(ContactCommunicationField.COMMUNICATION_TYPE, mail)
                                        .set(ContactCommunicationField.VALUE, "ann@example.com"))));
        assertThat(made.communicationItems())
                .extracting(ContactCommunication::value)
                .containsExactly("ann@example.com");
        ContactCommunication second = client.contacts()
                .communications(made.id())
                .create(ContactCommunication.draft()
                        .set(ContactCommunicationField.COMMUNICATION_TYPE, mail)
                        .set(ContactCommunicationField.VALUE, "ann@example.org"));
        assertThat(client.contacts().communications(made.id()).readAll())
                .extracting(ContactCommunication::value)
                .containsExactly("ann@example.com", "ann@example.org");
        assertThat(client.contacts()
                        .communications(made.id())
                        .edit(
                                second.id(),
                                ContactCommunication.edit().set(ContactCommunicationField.VALUE, "ann@example.net"))
                        .value())
                .isEqualTo("ann@example.net");
        assertThat(client.contacts()
                        .edit(made.id(), Contact.edit().set(ContactField.LAST_NAME, "Lee"))
                        .lastName())
                .isEqualTo("Lee");
    }

    @Test
    void aCompanyIsMadeWithSiteAndNote() {
        Company made = client.companies()
                .create(Company.draft()
                        .set(CompanyField.IDENTIFIER, "newco")
                        .set(CompanyField.NAME, "New & Co")
                        .set(CompanyField.ADDRESS_LINE_1, "1 Street"));
        CompanySite site = client.companies()
                .sites(made.id())
                .create(CompanySite.draft().set(CompanySiteField.NAME, "Branch").set(CompanySiteField.CITY, "Town"));
        assertThat(client.companies()
                        .sites(made.id())
                        .get(site.id())
                        .orElseThrow()
                        .city())
                .isEqualTo("Town");
        client.companies().notes(made.id()).create(CompanyNote.draft().set(CompanyNoteField.TEXT, "one\ntwo"));
        assertThat(client.companies().notes(made.id()).readAll())
                .extracting(CompanyNote::text)
                .containsExactly("one\ntwo");
    }

    @Test
    void aCallbackIsRegisteredOnceAndSwitchedOff() {
        var draft = CallbackEntry.draft()
                .set(CallbackEntryField.URL, "https://example.com/hook?recordId=")
                .set(CallbackEntryField.OBJECT_ID, 1)
                .set(CallbackEntryField.RECORD_TYPE, "ticket")
                .set(CallbackEntryField.LEVEL, "owner");
        CallbackEntry made = client.callbacks().create(draft);
        Assertions.assertThatThrownBy(() -> client.callbacks().create(draft)).isInstanceOf(ApiException.class);
        assertThat(client.callbacks()
                        .edit(made.id(), CallbackEntry.edit().set(CallbackEntryField.INACTIVE, true))
                        .inactive())
                .isTrue();
        assertThat(client.callbacks().delete(made.id())).isTrue();
    }

    @Test
    void timeIsBookedOnATicket() {
        TimeEntry made = client.timeEntries()
                .create(TimeEntry.draft()
                        .set(TimeEntryField.CHARGE_TO_ID, ticket())
                        .set(TimeEntryField.CHARGE_TO_TYPE, "ServiceTicket")
                        .set(TimeEntryField.TIME_START, Instant.parse("2026-01-02T03:00:00.5Z"))
                        .set(TimeEntryField.TIME_END, Instant.parse("2026-01-02T04:00:00Z"))
                        .set(TimeEntryField.NOTES, "one\ntwo"));
        assertThat(client.timeEntries().get(made.id()).orElseThrow().timeStart())
                .isEqualTo(Instant.parse("2026-01-02T03:00:00Z"));
    }

    @Test
    void setUpAndPeopleAreRead() {
        assertThat(client.members().infos().readAll()).isNotEmpty();
        assertThat(client.companies().types().readAll()).isNotEmpty();
        assertThat(client.contacts().types().count(Query.all())).isNotNegative();
        client.agreements().types().readAll();
        client.agreements().readAll();
        client.catalogItems().readAll();
        client.workRoles().readAll();
        client.workTypes().readAll();
        client.userDefinedFields().readAll();
        assertThat(client.companies().typeAssociations(company).readAll())
                .allSatisfy(each -> assertThat(each.type()).isNotNull());
    }
}
