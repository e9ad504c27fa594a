package dev.tocsin.connectwise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.connectwise.company.CommunicationType;
import dev.tocsin.connectwise.company.Company;
import dev.tocsin.connectwise.company.CompanyField;
import dev.tocsin.connectwise.company.CompanyNote;
import dev.tocsin.connectwise.company.CompanySite;
import dev.tocsin.connectwise.company.CompanyStatus;
import dev.tocsin.connectwise.company.CompanyStatusNote;
import dev.tocsin.connectwise.company.CompanyType;
import dev.tocsin.connectwise.company.CompanyTypeAssociation;
import dev.tocsin.connectwise.company.CompanyTypeAssociationField;
import dev.tocsin.connectwise.company.Contact;
import dev.tocsin.connectwise.company.ContactCommunication;
import dev.tocsin.connectwise.company.ContactNote;
import dev.tocsin.connectwise.company.ContactType;
import dev.tocsin.connectwise.company.ContactTypeAssociation;
import dev.tocsin.connectwise.company.ContactTypeAssociationField;
import dev.tocsin.connectwise.company.NoteType;
import dev.tocsin.connectwise.configuration.Configuration;
import dev.tocsin.connectwise.configuration.ConfigurationField;
import dev.tocsin.connectwise.configuration.ConfigurationStatus;
import dev.tocsin.connectwise.configuration.ConfigurationType;
import dev.tocsin.connectwise.configuration.ConfigurationTypeQuestion;
import dev.tocsin.connectwise.configuration.ConfigurationTypeQuestionField;
import dev.tocsin.connectwise.configuration.ConfigurationTypeQuestionValue;
import dev.tocsin.connectwise.finance.Addition;
import dev.tocsin.connectwise.finance.AdditionField;
import dev.tocsin.connectwise.finance.Agreement;
import dev.tocsin.connectwise.finance.AgreementField;
import dev.tocsin.connectwise.finance.AgreementType;
import dev.tocsin.connectwise.procurement.CatalogItem;
import dev.tocsin.connectwise.record.Conditions;
import dev.tocsin.connectwise.record.Query;
import dev.tocsin.connectwise.record.Reference;
import dev.tocsin.connectwise.service.Board;
import dev.tocsin.connectwise.service.BoardItem;
import dev.tocsin.connectwise.service.BoardStatus;
import dev.tocsin.connectwise.service.BoardSubType;
import dev.tocsin.connectwise.service.BoardTeam;
import dev.tocsin.connectwise.service.BoardType;
import dev.tocsin.connectwise.service.Impact;
import dev.tocsin.connectwise.service.ItemAssociation;
import dev.tocsin.connectwise.service.ItemAssociationField;
import dev.tocsin.connectwise.service.Priority;
import dev.tocsin.connectwise.service.Severity;
import dev.tocsin.connectwise.service.Source;
import dev.tocsin.connectwise.service.Task;
import dev.tocsin.connectwise.service.Ticket;
import dev.tocsin.connectwise.service.TicketField;
import dev.tocsin.connectwise.service.TicketNote;
import dev.tocsin.connectwise.system.CallbackEntry;
import dev.tocsin.connectwise.system.Document;
import dev.tocsin.connectwise.system.DocumentOwner;
import dev.tocsin.connectwise.system.DocumentUpload;
import dev.tocsin.connectwise.system.UserDefinedField;
import dev.tocsin.connectwise.time.TimeEntry;
import dev.tocsin.connectwise.time.TimeEntryField;
import dev.tocsin.connectwise.time.WorkRole;
import dev.tocsin.connectwise.time.WorkType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.stream.LongStream;

/**
 * Calls every method of the client that sends something, against a simulator with its default data and one ticket that
 * became a project's, so that each succeeds. Records are created and edited with every field that they have.
 */
final class EveryCall {
    private final ConnectWise client;
    private final Filler fill;
    private final int company;
    private final Board board;

    EveryCall(ConnectWise client, Filler fill) {
        this.client = client;
        this.fill = fill;
        this.company =
                client.companies().findByIdentifier("AcmeInc").orElseThrow().id();
        this.board = client.catalogue().board("Security Alerts");
        KnownValues.tell(fill, client, company, board);
    }

    void run() {
        client.systemInfo();
        client.rediscover();
        companies();
        contacts();
        boards();
        pickLists();
        catalogue();
        configurations();
        tickets();
        projectTickets();
        others();
        raw();
    }

    /** All that records of one kind have; leaves none behind. */
    private <R> void all(Records<R> records, ToIntFunction<R> id) {
        all(records, id, made -> {});
    }

    private <R> void all(Records<R> records, ToIntFunction<R> id, IntConsumer meanwhile) {
        int made = id.applyAsInt(records.create(fill.draft(records)));
        reads(records, made);
        records.edit(made, fill.edit(records));
        meanwhile.accept(made);
        assertThat(records.delete(made)).as(records.path()).isTrue();
    }

    private static <R> void reads(ReadableRecords<R> records, int id) {
        records.list(Query.all(), 1);
        assertThat(records.stream(Query.all()).count()).isEqualTo(records.count(Query.all()));
        records.readAll();
        assertThat(records.get(id)).as(records.path()).isPresent();
    }

    /** Rows that are given once and for all. */
    private <R> void changes(EditableRecords<R> records, int id) {
        reads(records, id);
        records.edit(id, fill.edit(records));
    }

    private void companies() {
        Companies companies = client.companies();
        companies.list(
                Query.where(CompanyField.IDENTIFIER.contains("ac").and(Conditions.LAST_UPDATED.since(Instant.EPOCH)))
                        .whereChild(Conditions.field("types/id").eq(1))
                        .orderBy(CompanyField.NAME),
                1);
        all(companies, Company::id);
        all(companies.statuses(), CompanyStatus::id);
        all(companies.types(), CompanyType::id);
        all(companies.noteTypes(), NoteType::id);
        all(companies.notes(company), CompanyNote::id);
        all(companies.statusNotes(company), CompanyStatusNote::id);
        all(companies.sites(company), CompanySite::id);
        all(companies.types(), CompanyType::id, type -> {
            fill.use(CompanyTypeAssociationField.COMPANY, Reference.id(company));
            fill.use(CompanyTypeAssociationField.COMPANY_TYPE, Reference.id(type));
            all(companies.typeAssociations(), CompanyTypeAssociation::id);
            all(companies.typeAssociations(company), CompanyTypeAssociation::id);
        });
    }

    private void contacts() {
        Contacts contacts = client.contacts();
        all(contacts.communicationTypes(), CommunicationType::id);
        all(
                contacts.types(),
                ContactType::id,
                type -> all(contacts, Contact::id, contact -> {
                    fill.use(ContactTypeAssociationField.CONTACT, Reference.id(contact));
                    fill.use(ContactTypeAssociationField.CONTACT_TYPE, Reference.id(type));
                    all(contacts.communications(contact), ContactCommunication::id);
                    all(contacts.notes(contact), ContactNote::id);
                    all(contacts.typeAssociations(contact), ContactTypeAssociation::id);
                }));
        int leaving = contacts.create(fill.draft(contacts)).id();
        int heir = contacts.create(fill.draft(contacts)).id();
        assertThat(contacts.delete(leaving, heir)).isTrue();
    }

    private void boards() {
        Boards boards = client.boards();
        all(boards, Board::id);
        reads(boards.visible(), board.id());
        all(boards.statuses(board.id()), BoardStatus::id);
        all(boards.types(board.id()), BoardType::id);
        all(boards.subTypes(board.id()), BoardSubType::id);
        all(boards.items(board.id()), BoardItem::id);
        all(boards.teams(board.id()), BoardTeam::id);
        reads(
                boards.associations(board.id()),
                boards.associations(board.id()).readAll().get(0).id());
        int item = client.catalogue().items(board).get(0).id();
        EditableRecords<ItemAssociation> associations = boards.itemAssociations(board.id(), item);
        ItemAssociation first = associations.readAll().get(0);
        fill.use(ItemAssociationField.SUB_TYPE_IDS, first.subTypeIds());
        changes(associations, first.id());
    }

    private void pickLists() {
        all(client.priorities(), Priority::id);
        all(client.sources(), Source::id);
        Severity severity = client.severities().readAll().get(0);
        changes(client.severities(), severity.id());
        Impact impact = client.impacts().readAll().get(0);
        changes(client.impacts(), impact.id());
    }

    private void catalogue() {
        Catalogue lists = client.catalogue();
        pick(lists::boards, Board::name, lists::board);
        pick(lists::companyTypes, CompanyType::name, lists::companyType);
        pick(lists::configurationTypes, ConfigurationType::name, lists::configurationType);
        pick(lists::configurationStatuses, ConfigurationStatus::description, lists::configurationStatus);
        pick(() -> lists.statuses(board), BoardStatus::name, name -> lists.status(board, name));
        pick(() -> lists.types(board), BoardType::name, name -> lists.type(board, name));
        pick(() -> lists.subTypes(board), BoardSubType::name, name -> lists.subType(board, name));
        pick(() -> lists.items(board), BoardItem::name, name -> lists.item(board, name));
        pick(lists::priorities, Priority::name, lists::priority);
        pick(lists::sources, Source::name, lists::source);
        pick(lists::companyStatuses, CompanyStatus::name, lists::companyStatus);
        assertThat(lists.allCompanyStatuses()).containsAll(lists.companyStatuses());
    }

    /** Asks for all and for one by its name, each without the list of the call before. */
    private <T> void pick(Supplier<List<T>> all, Function<T, String> name, Function<String, T> one) {
        client.catalogue().forget();
        T first = all.get().get(0);
        client.catalogue().forget();
        assertThat(one.apply(name.apply(first))).isEqualTo(first);
    }

    private void configurations() {
        Configurations configurations = client.configurations();
        ConfigurationTypes types = configurations.types();
        all(configurations.statuses(), ConfigurationStatus::id);
        all(types, ConfigurationType::id);
        int copied = types.create(fill.draft(types)).id();
        int copy = types.copy(copied, "copy").id();
        Records<ConfigurationTypeQuestion> questions = configurations.questions(copied);
        fill.use(ConfigurationTypeQuestionField.ENTRY_TYPE, "List");
        all(questions, ConfigurationTypeQuestion::id, question -> {
            all(configurations.questionValues(copied, question), ConfigurationTypeQuestionValue::id);
            configurations.choices(copied);
        });
        fill.use(ConfigurationTypeQuestionField.ENTRY_TYPE, "EntryField");
        ConfigurationTypeQuestion asked = questions.create(fill.draft(questions));

        fill.use(ConfigurationField.CONFIGURATION_TYPE, Reference.id(copied));
        all(configurations, Configuration::id, made -> {
            configurations.answer(made, Configuration.answers().set(asked.id(), "12.4"));
            configurations.edit(
                    made,
                    Configuration.edit().set(ConfigurationField.RAM, "8 GB"),
                    Configuration.answers().set(asked.id(), "12.5"),
                    CallOptions.none());
            configurations.changeType(made, Reference.id(copy));
        });
        Configuration answered = configurations.create(
                fill.draft(configurations),
                List.of(asked),
                Configuration.answers().set(asked.id(), "12.4"),
                CallOptions.none());
        Query shown = Query.all().only("name", "type", "questions", "company");
        assertThat(configurations.list(shown, 1).items()).allMatch(one -> one.company() != null);
        assertThat(configurations.stream(shown)).isNotEmpty();
        assertThat(configurations.delete(answered.id())).isTrue();
        List<Integer> made =
                configurations.createAll(List.of(fill.draft(configurations), fill.draft(configurations))).stream()
                        .map(outcome -> ((BulkOutcome.Done<Configuration>) outcome)
                                .record()
                                .id())
                        .toList();
        configurations.deleteAll(made);
    }

    private void tickets() {
        Tickets tickets = client.tickets();
        Catalogue catalogue = client.catalogue();
        Reference closed = Reference.id(catalogue.status(board, ">Closed").id());
        all(tickets, Ticket::id, ticket -> {
            all(tickets.notes(ticket), TicketNote::id);
            all(tickets.tasks(ticket), Task::id);
            tickets.allNotes(ticket).forEach(note -> {});
            int configuration = client.configurations()
                    .create(fill.draft(client.configurations()))
                    .id();
            assertThat(tickets.configurations(ticket).attach(configuration)).isTrue();
            reads(tickets.configurations(ticket), configuration);
            assertThat(tickets.configurations(ticket).detach(configuration)).isTrue();
            documents(DocumentOwner.ticket(ticket));
            time(ticket);
        });
        int parent = tickets.create(fill.draft(tickets)).id();
        int child = tickets.copy(parent).id();
        tickets.attachChildren(parent, List.of(child));
        tickets.merge(parent, List.of(tickets.copy(parent).id()), closed);
        tickets.close(child, closed);
        tickets.findByExternalXRef("c");
        tickets.list(
                Query.all()
                        .whereCustomField(Conditions.field("caption")
                                .eq("Ref")
                                .and(Conditions.field("value").eq("x"))),
                1);
        tickets.search(Query.where(TicketField.ID.in(LongStream.range(1, 900).toArray())))
                .forEach(found -> {});
    }

    private void projectTickets() {
        Ticket converted = client.projectTickets().list(Query.all(), 1).items().get(0);
        reads(client.projectTickets(), converted.id());
    }

    private void documents(DocumentOwner owner) {
        Documents documents = client.documents();
        DocumentUpload file = DocumentUpload.file(owner, "disk.txt", new byte[] {65});
        Document seen = documents.upload(file);
        Document hidden = documents.upload(file.hiddenFromCustomer());
        assertThat(documents.of(owner)).hasSize(2);
        assertThat(documents.stream(owner, Query.all())).hasSize(2);
        assertThat(documents.count(owner)).isEqualTo(2);
        assertThat(documents.get(seen.id())).isPresent();
        assertThat(documents.download(seen.id())).isPresent();
        assertThat(documents.delete(seen.id())).isTrue();
        assertThat(documents.delete(hidden.id(), CallOptions.none())).isTrue();
    }

    private void time(int ticket) {
        fill.use(TimeEntryField.CHARGE_TO_ID, ticket).use(TimeEntryField.CHARGE_TO_TYPE, "ServiceTicket");
        all(client.timeEntries(), TimeEntry::id);
    }

    private void others() {
        Members members = client.members();
        int member = members.create(fill.draft(members)).id();
        changes(members, member);
        reads(members.infos(), member);
        members.me();
        all(client.workRoles(), WorkRole::id);
        all(client.workTypes(), WorkType::id);
        Agreements agreements = client.agreements();
        all(agreements.types(), AgreementType::id, type -> {
            fill.use(AgreementField.AGREEMENT_TYPE, Reference.id(type));
            all(client.catalogItems(), CatalogItem::id, product -> {
                fill.use(AdditionField.PRODUCT, Reference.id(product));
                all(agreements, Agreement::id, made -> all(agreements.additions(made), Addition::id));
            });
        });
        all(client.callbacks(), CallbackEntry::id);
        all(client.userDefinedFields(), UserDefinedField::id);
    }

    /** The escape hatch, with a path that has a class of its own as well. */
    private void raw() {
        RawApi raw = client.raw();
        RawRecords<Map<String, Object>> sources = raw.records("/service/sources");
        int made = (int) sources.create(Map.of("name", "raw")).get("id");
        sources.edit(made, Map.of("name", "raw again"));
        reads(sources, made);
        assertThat(sources.delete(made)).isTrue();
        raw.post("/service/sources", Map.of("name", "raw, not read"));
        raw.post("/service/sources", Map.of("name", "raw, not read either"), CallOptions.none());
        Map<?, ?> posted = raw.post("/service/sources", Map.of("name", "raw"), Map.class);
        String path = "/service/sources/" + posted.get("id");
        assertThat(raw.get(path, Map.of(), Map.class).get("name")).isEqualTo("raw");
        assertThat(raw.delete(path)).isTrue();
    }
}
