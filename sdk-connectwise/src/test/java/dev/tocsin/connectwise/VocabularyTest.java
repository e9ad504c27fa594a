package dev.tocsin.connectwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tocsin.connectwise.FakeServer.Received;
import dev.tocsin.connectwise.FakeServer.Reply;
import dev.tocsin.connectwise.company.CommunicationType;
import dev.tocsin.connectwise.company.Company;
import dev.tocsin.connectwise.company.CompanyField;
import dev.tocsin.connectwise.company.CompanyNote;
import dev.tocsin.connectwise.company.CompanyNoteField;
import dev.tocsin.connectwise.company.CompanySite;
import dev.tocsin.connectwise.company.CompanySiteField;
import dev.tocsin.connectwise.company.CompanyTypeAssociation;
import dev.tocsin.connectwise.company.CompanyTypeAssociationField;
import dev.tocsin.connectwise.company.Contact;
import dev.tocsin.connectwise.company.ContactCommunication;
import dev.tocsin.connectwise.company.ContactCommunicationField;
import dev.tocsin.connectwise.company.ContactField;
import dev.tocsin.connectwise.finance.Addition;
import dev.tocsin.connectwise.finance.AdditionField;
import dev.tocsin.connectwise.finance.Agreement;
import dev.tocsin.connectwise.finance.AgreementField;
import dev.tocsin.connectwise.internal.Json;
import dev.tocsin.connectwise.record.Draft;
import dev.tocsin.connectwise.record.InvalidRequestException;
import dev.tocsin.connectwise.record.Query;
import dev.tocsin.connectwise.record.Reference;
import dev.tocsin.connectwise.system.CallbackEntry;
import dev.tocsin.connectwise.system.CallbackEntryField;
import dev.tocsin.connectwise.system.Member;
import dev.tocsin.connectwise.system.MemberField;
import dev.tocsin.connectwise.system.MemberInfo;
import dev.tocsin.connectwise.system.UserDefinedField;
import dev.tocsin.connectwise.system.UserDefinedFieldField;
import dev.tocsin.connectwise.system.UserDefinedFieldOption;
import dev.tocsin.connectwise.system.UserDefinedFieldOptionField;
import dev.tocsin.connectwise.time.TimeEntry;
import dev.tocsin.connectwise.time.TimeEntryField;
import dev.tocsin.core.base.FieldError;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VocabularyTest {
    private final FakeServer server = new FakeServer();
    private final ConnectWise client = server.client();

    @AfterEach
    void stop() {
        server.close();
    }

    private static Draft<ContactCommunication> mail(String address) {
        return ContactCommunication.draft()
                .set(ContactCommunicationField.COMMUNICATION_TYPE, Reference.id(1))
                .set(ContactCommunicationField.VALUE, address);
    }

    private String path(Received request) {
        return request.method() + " " + request.path().replace("/v2026_4/apis/3.0", "");
    }

    @Test
    void aContactIsCreatedWithItsCommunicationsInOneRequest() {
        server.answering(Reply.json(
                201,
                "{\"id\":9,\"firstName\":\"Ann\",\"communicationItems\":[{\"id\":3,\"type\":{\"id\":1,\"name\":\"Email\"},"
                        + "\"value\":\"ann@example.com\",\"communicationType\":\"Email\",\"defaultFlag\":true,"
                        + "\"domain\":\"@example.com\"}],\"types\":[{\"id\":2,\"name\":\"Approver\"}]}"));
        Contact made = client.contacts()
                .create(Contact.draft()
                        .set(ContactField.FIRST_NAME, "Ann")
                        .set(ContactField.COMPANY, Reference.identified("acme"))
                        .set(ContactField.TYPE_IDS, List.of(2))
                        .set(
                                ContactField.COMMUNICATION_ITEMS,
                                List.of(
                                        mail("ann@example.com").set(ContactCommunicationField.DEFAULT_ONE, true),
                                        mail("+1 555 0100").set(ContactCommunicationField.EXTENSION, "7"))));
        Received sent = server.onlyCall();
        assertThat(path(sent)).isEqualTo("POST /company/contacts");
        assertThat(sent.body())
                .isEqualTo("{\"firstName\":\"Ann\",\"company\":{\"identifier\":\"acme\"},\"typeIds\":[2],"
                        + "\"communicationItems\":[{\"type\":{\"id\":1},\"value\":\"ann@example.com\",\"defaultFlag\":true},"
                        + "{\"type\":{\"id\":1},\"value\":\"+1 555 0100\",\"extension\":\"7\"}]}");
        assertThat(made.types()).containsExactly(new Reference(2, "Approver", null));
        assertThat(made.communicationItems()).singleElement().satisfies(item -> {
            assertThat(item.value()).isEqualTo("ann@example.com");
            assertThat(item.medium()).isEqualTo("Email");
            assertThat(item.defaultOne()).isTrue();
            assertThat(item.contactId()).isNull();
        });
    }

    @Test
    void faultsOfACommunicationNameItsPlaceAndNeverItsValue() {
        InvalidRequestException refused = catchThrowableOfType(
                InvalidRequestException.class,
                () -> client.contacts()
                        .create(Contact.draft()
                                .set(ContactField.USER_DEFINED_FIELD_1, "u".repeat(51))
                                .set(
                                        ContactField.COMMUNICATION_ITEMS,
                                        List.of(
                                                mail("a@example.com"),
                                                mail("v".repeat(251))
                                                        .set(ContactCommunicationField.EXTENSION, "e".repeat(16)),
                                                ContactCommunication.draft()
                                                        .set(ContactCommunicationField.DOMAIN, "x")))));
        assertThat(refused.fieldErrors())
                .extracting(FieldError::toString)
                .containsExactly(
                        "firstName: is required",
                        "userDefinedField1: at most 50 characters, not 51",
                        "communicationItems[1]/value: at most 250 characters, not 251",
                        "communicationItems[1]/extension: at most 15 characters, not 16",
                        "communicationItems[2]/type: is required",
                        "communicationItems[2]/value: is required",
                        "communicationItems[2]/domain: is set by the server");
        assertThat(server.all).isEmpty();
        assertThat(refused).hasMessageNotContaining("vvv");
    }

    @Test
    void communicationsAndTypesOfAContactAreNotEditedAsAWhole() {
        assertThat(Contact.edit()
                        .set(ContactField.COMMUNICATION_ITEMS, List.of(mail("a@example.com")))
                        .set(ContactField.TYPE_IDS, List.of(1))
                        .faults(null))
                .extracting(FieldError::toString)
                .containsExactly(
                        "communicationItems: can be set at creation only", "typeIds: can be set at creation only");
    }

    @Test
    void aNumberThatTheServerFormatsIsNoFalseSuccess() {
        server.answering(Reply.json(200, "{\"id\":3,\"value\":\"15550100\",\"extension\":\"7\"}"));
        ContactCommunication edited = client.contacts()
                .communications(9)
                .edit(3, ContactCommunication.edit().set(ContactCommunicationField.VALUE, "+1 (555) 0100"));
        assertThat(edited.value()).isEqualTo("15550100");
        assertThat(path(server.onlyCall())).isEqualTo("PATCH /company/contacts/9/communications/3");
    }

    @Test
    void aPasswordIsSentButNeitherComparedNorTold() {
        server.answering(Reply.json(200, "{\"id\":3,\"identifier\":\"jd\"}"));
        client.members().edit(3, Member.edit().set(MemberField.PASSWORD, "hunter2"));
        assertThat(server.onlyCall().body()).contains("hunter2");
        InvalidRequestException refused = catchThrowableOfType(
                InvalidRequestException.class,
                () -> client.members().edit(3, Member.edit().set(MemberField.PASSWORD, "hunter2".repeat(9))));
        assertThat(refused).hasMessageContaining("password: at most 60 characters, not 63");
        assertThat(refused).hasMessageNotContaining("hunter2");
        assertThat(Member.edit().set(MemberField.PASSWORD, "hunter2")).hasToString("member[password]");
    }

    @Test
    void aContactIsDeletedAndWhatItHasGivenToAnother() {
        server.answering(Reply.json(204, ""));
        assertThat(client.contacts().delete(9, 10)).isTrue();
        Received sent = server.onlyCall();
        assertThat(path(sent)).isEqualTo("DELETE /company/contacts/9");
        assertThat(sent.parameter("transferContactId")).isEqualTo("10");
        server.answering(Reply.json(404, "{\"code\":\"NotFound\",\"message\":\"Contact 9 not found\"}"));
        assertThat(client.contacts().delete(9, 10)).isFalse();
        assertThat(client.contacts().delete(9)).isFalse();
        assertThat(server.calls().get(2).uri().getRawQuery()).isNull();
    }

    @Test
    void whatBelongsToARecordIsReadBelowIt() {
        client.companies().types().readAll();
        client.companies().notes(5).readAll();
        client.companies().noteTypes().readAll();
        client.companies().typeAssociations().readAll();
        client.companies().typeAssociations(5).readAll();
        client.contacts().types().readAll();
        client.contacts().communicationTypes().readAll();
        client.contacts().typeAssociations(9).readAll();
        client.agreements().types().readAll();
        client.agreements().additions(4).readAll();
        client.catalogItems().readAll();
        client.timeEntries().readAll();
        client.workRoles().readAll();
        client.workTypes().readAll();
        client.callbacks().readAll();
        client.userDefinedFields().readAll();
        client.members().infos().readAll();
        assertThat(server.calls())
                .extracting(this::path)
                .containsExactly(
                        "GET /company/companies/types",
                        "GET /company/companies/5/notes",
                        "GET /company/noteTypes",
                        "GET /company/companyTypeAssociations",
                        "GET /company/companies/5/typeAssociations",
                        "GET /company/contacts/types",
                        "GET /company/communicationTypes",
                        "GET /company/contacts/9/typeAssociations",
                        "GET /finance/agreements/types",
                        "GET /finance/agreements/4/additions",
                        "GET /procurement/catalog",
                        "GET /time/entries",
                        "GET /time/workRoles",
                        "GET /time/workTypes",
                        "GET /system/callbacks",
                        "GET /system/userDefinedFields",
                        "GET /system/info/members");
    }

    @Test
    void theTypesOfACompanyAreChangedByAssociations() {
        server.answering(
                Reply.json(201, "{\"id\":1,\"type\":{\"id\":2,\"name\":\"Customer\"},\"company\":{\"id\":5}}"));
        CompanyTypeAssociation made = client.companies()
                .typeAssociations(5)
                .create(CompanyTypeAssociation.draft()
                        .set(CompanyTypeAssociationField.COMPANY_TYPE, Reference.id(2))
                        .set(CompanyTypeAssociationField.COMPANY, Reference.id(5)));
        assertThat(server.onlyCall().body()).isEqualTo("{\"type\":{\"id\":2},\"company\":{\"id\":5}}");
        assertThat(made.type()).isEqualTo(new Reference(2, "Customer", null));
        assertThat(CompanyTypeAssociation.draft().faults(null))
                .extracting(FieldError::field)
                .containsExactly("type", "company");
        assertThat(Company.edit()
                        .set(CompanyField.TYPES, List.of(Reference.id(2)))
                        .faults(null))
                .extracting(FieldError::field)
                .containsExactly("types");
    }

    @Test
    void lengthsOfASiteFollowTheServersVersion() {
        Draft<CompanySite> draft = CompanySite.draft()
                .set(CompanySiteField.NAME, "n".repeat(51))
                .set(CompanySiteField.CITY, "c".repeat(51));
        assertThat(draft.faults("2025.1"))
                .extracting(FieldError::toString)
                .containsExactly("name: at most 50 characters, not 51", "city: at most 50 characters, not 51");
        assertThat(draft.faults("2026.4")).extracting(FieldError::field).containsExactly("city");
        server.companyInfo = "{\"Codebase\":\"v2025_1/\"}";
        InvalidRequestException refused = catchThrowableOfType(
                InvalidRequestException.class,
                () -> client.companies()
                        .sites(5)
                        .create(CompanySite.draft().set(CompanySiteField.NAME, "n".repeat(51))));
        assertThat(refused).hasMessageContaining("name: at most 50 characters, not 51");
        assertThat(server.calls()).isEmpty();
    }

    @Test
    void aFieldOfTheMspItselfTakesFiftyCharacters() {
        assertThat(Company.edit()
                        .set(CompanyField.USER_DEFINED_FIELD_10, "x".repeat(50))
                        .faults(null))
                .isEmpty();
        assertThat(Company.edit()
                        .set(CompanyField.USER_DEFINED_FIELD_10, "x".repeat(51))
                        .faults(null))
                .extracting(FieldError::toString)
                .containsExactly("userDefinedField10: at most 50 characters, not 51");
    }

    @Test
    void aNoteOnACompanyMayHaveLines() {
        assertThat(CompanyNote.draft().set(CompanyNoteField.TEXT, "one\ntwo").faults(null))
                .isEmpty();
        assertThat(CompanyNote.draft().faults(null))
                .extracting(FieldError::field)
                .containsExactly("text");
    }

    @Test
    void aTimeEntryBeginsAtAWholeSecond() {
        server.answering(Reply.json(
                201, "{\"id\":1,\"timeStart\":\"2026-01-02T03:04:05Z\",\"actualHours\":0.25,\"status\":\"Open\"}"));
        TimeEntry made = client.timeEntries()
                .create(TimeEntry.draft()
                        .set(TimeEntryField.CHARGE_TO_ID, 7)
                        .set(TimeEntryField.CHARGE_TO_TYPE, "ServiceTicket")
                        .set(TimeEntryField.TIME_START, Instant.parse("2026-01-02T03:04:05.678Z"))
                        .set(TimeEntryField.ACTUAL_HOURS, new BigDecimal("0.25")));
        assertThat(server.onlyCall().body())
                .isEqualTo(
                        "{\"chargeToId\":7,\"chargeToType\":\"ServiceTicket\",\"timeStart\":\"2026-01-02T03:04:05Z\","
                                + "\"actualHours\":0.25}");
        assertThat(made.actualHours()).isEqualByComparingTo("0.25");
        assertThat(made.timeStart()).isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
    }

    @Test
    void whatAnAgreementAndItsAdditionsNeedIsRefusedBeforeSending() {
        assertThat(Agreement.draft().set(AgreementField.NAME, "n".repeat(101)).faults(null))
                .extracting(FieldError::toString)
                .containsExactly(
                        "type: is required",
                        "company: is required",
                        "contact: is required",
                        "name: at most 100 characters, not 101");
        assertThat(Addition.draft()
                        .set(AdditionField.INVOICE_DESCRIPTION, "d".repeat(6001))
                        .set(AdditionField.MARGIN, 1)
                        .faults(null))
                .extracting(FieldError::toString)
                .containsExactly(
                        "product: is required",
                        "billCustomer: is required",
                        "invoiceDescription: at most 6000 characters, not 6001",
                        "margin: is set by the server");
    }

    @Test
    void pricesKeepTheirDecimals() {
        server.answering(Reply.json(
                200, "[{\"id\":1,\"billCustomer\":\"Billable\",\"quantity\":12.50,\"unitPrice\":1234567890.0199}]"));
        Addition addition = client.agreements().additions(4).readAll().get(0);
        assertThat(addition.unitPrice()).isEqualTo(new BigDecimal("1234567890.0199"));
        assertThat(addition.quantity()).isEqualByComparingTo("12.5");
    }

    @Test
    void aCallbackNeedsAddressRecordKindAndLevel() {
        assertThat(CallbackEntry.draft().faults(null))
                .extracting(FieldError::field)
                .containsExactly("url", "objectId", "type", "level");
        server.answering(Reply.json(
                201,
                "{\"id\":1,\"url\":\"https://h/?recordId=\",\"objectId\":1,\"type\":\"ticket\",\"level\":\"owner\","
                        + "\"inactiveFlag\":true,\"isSelfSuppressedFlag\":true}"));
        CallbackEntry made = client.callbacks()
                .create(CallbackEntry.draft()
                        .set(CallbackEntryField.URL, "https://h/?recordId=")
                        .set(CallbackEntryField.OBJECT_ID, 1)
                        .set(CallbackEntryField.RECORD_TYPE, "ticket")
                        .set(CallbackEntryField.LEVEL, "owner")
                        .set(CallbackEntryField.SELF_SUPPRESSED, true));
        assertThat(server.onlyCall().body())
                .isEqualTo("{\"url\":\"https://h/?recordId=\",\"objectId\":1,\"type\":\"ticket\",\"level\":\"owner\","
                        + "\"isSelfSuppressedFlag\":true}");
        assertThat(made.inactive()).isTrue();
        assertThat(made.selfSuppressed()).isTrue();
    }

    @Test
    void aCustomFieldIsDefinedWithItsOptions() {
        Draft<UserDefinedField> draft = UserDefinedField.draft()
                .set(UserDefinedFieldField.POD_ID, 1)
                .set(UserDefinedFieldField.CAPTION, "c".repeat(26))
                .set(UserDefinedFieldField.SEQUENCE_NUMBER, 501)
                .set(UserDefinedFieldField.FIELD_TYPE, "Text")
                .set(
                        UserDefinedFieldField.OPTIONS,
                        List.of(UserDefinedFieldOption.draft().set(UserDefinedFieldOptionField.SORT_ORDER, 1)));
        assertThat(draft.faults(null))
                .extracting(FieldError::toString)
                .containsExactly(
                        "caption: at most 25 characters, not 26",
                        "sequenceNumber: a whole number between 1 and 500, not 501",
                        "options[0]/optionValue: is required");
        assertThat(Json.tree(UserDefinedField.edit()
                        .set(
                                UserDefinedFieldField.OPTIONS,
                                List.of(
                                        UserDefinedFieldOption.draft()
                                                .set(UserDefinedFieldOptionField.ID, 4)
                                                .set(UserDefinedFieldOptionField.VALUE, "red"),
                                        UserDefinedFieldOption.draft().set(UserDefinedFieldOptionField.VALUE, "blue")))
                        .asValue()))
                .hasToString("{\"options\":[{\"id\":4,\"optionValue\":\"red\"},{\"optionValue\":\"blue\"}]}");
    }

    @Test
    void oddAnswersReadAsAbsent() {
        server.answering(Reply.json(
                200,
                "{\"id\":3,\"identifier\":\"jd\",\"hireDate\":\"soon\",\"dailyCapacity\":\"many\",\"timeZone\":[],"
                        + "\"serviceBoardTeamIds\":null,\"adminFlag\":\"True\",\"primaryEmail\":\"p@example.com\"}"));
        Member member = client.members().get(3).orElseThrow();
        assertThat(member.hireDate()).isNull();
        assertThat(member.dailyCapacity()).isNull();
        assertThat(member.timeZone()).isNull();
        assertThat(member.serviceBoardTeamIds()).isEmpty();
        assertThat(member.admin()).isTrue();
        assertThat(member.email()).isEqualTo("p@example.com");
        MemberInfo info = client.members().infos().get(3).orElseThrow();
        assertThat(info.identifier()).isEqualTo("jd");
        CommunicationType type = client.contacts().communicationTypes().get(3).orElseThrow();
        assertThat(type.description()).isEmpty();
        assertThat(client.systemInfo().licenses()).isEmpty();
    }

    @Test
    void licencesAreThoseThatAreActive() {
        server.answering(Reply.json(
                200,
                "{\"version\":\"v2026.4\",\"licenseBits\":[{\"name\":\"service\",\"activeFlag\":true},"
                        + "{\"name\":\"project\",\"activeFlag\":false}]}"));
        assertThat(client.systemInfo().licenses()).containsExactly("service");
    }

    @Test
    void conditionsUseTheNamesOfTheApi() {
        client.contacts()
                .list(
                        Query.where(ContactField.INACTIVE.isFalse())
                                .whereChild(ContactField.COMMUNICATION_ITEMS
                                        .part("value")
                                        .eq("a@example.com")),
                        1);
        Received sent = server.onlyCall();
        assertThat(sent.parameter("conditions")).isEqualTo("inactiveFlag = false");
        assertThat(sent.parameter("childConditions")).isEqualTo("communicationItems/value = \"a@example.com\"");
    }
}
