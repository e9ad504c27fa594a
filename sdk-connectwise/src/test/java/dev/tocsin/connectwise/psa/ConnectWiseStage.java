package dev.tocsin.connectwise.psa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.connectwise.ConnectWise;
import dev.tocsin.connectwise.ConnectWiseConnection;
import dev.tocsin.connectwise.company.Company;
import dev.tocsin.connectwise.company.CompanyField;
import dev.tocsin.connectwise.company.Contact;
import dev.tocsin.connectwise.company.ContactCommunication;
import dev.tocsin.connectwise.company.ContactCommunicationField;
import dev.tocsin.connectwise.company.ContactField;
import dev.tocsin.connectwise.configuration.Configuration;
import dev.tocsin.connectwise.configuration.ConfigurationField;
import dev.tocsin.connectwise.configuration.ConfigurationQuestion;
import dev.tocsin.connectwise.configuration.ConfigurationType;
import dev.tocsin.connectwise.configuration.ConfigurationTypeField;
import dev.tocsin.connectwise.configuration.ConfigurationTypeQuestion;
import dev.tocsin.connectwise.configuration.ConfigurationTypeQuestionField;
import dev.tocsin.connectwise.configuration.ConfigurationTypeQuestionValue;
import dev.tocsin.connectwise.configuration.ConfigurationTypeQuestionValueField;
import dev.tocsin.connectwise.record.Draft;
import dev.tocsin.connectwise.record.Edit;
import dev.tocsin.connectwise.record.Reference;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.base.Secret;
import dev.tocsin.core.company.CompanyMapping;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.psa.Psa;
import dev.tocsin.core.rule.IntegrationRule;
import dev.tocsin.simulators.connectwise.ConnectWiseSimulator;
import dev.tocsin.simulators.connectwise.Person;
import dev.tocsin.simulators.connectwise.RightLevel;
import dev.tocsin.simulators.connectwise.SecurityRight;
import dev.tocsin.simulators.connectwise.SimNote;
import dev.tocsin.simulators.connectwise.SimRef;
import dev.tocsin.simulators.http.RequestMatch;
import dev.tocsin.testkit.PsaStage;
import dev.tocsin.testkit.VirtualClock;
import dev.tocsin.testkit.VirtualSleeper;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** The ConnectWise simulator as the stage of the contract. */
final class ConnectWiseStage implements PsaStage {
    static final String CAPTION = "Tocsin reference";
    private static final String TENANT = "Microsoft tenant";
    private static final String WRONG_KEY = "wrong-private-key";
    private static final String RIGHT_KEY = "right-private-key";

    private final VirtualClock clock = VirtualClock.at(Instant.parse("2026-03-01T08:00:00.700Z"));
    private final ConnectWiseSimulator simulator = ConnectWiseSimulator.builder()
            .clock(clock)
            .company("TrainingCo", "pub-key-1", RIGHT_KEY, "client-id-1")
            .ticketCustomField("Asset tag", "Text")
            .ticketCustomField(CAPTION, "Text")
            .companyCustomField(TENANT, "Text")
            .member("tina", "Tina", "Technician")
            .start();
    private final Person person = simulator.as("tina");
    private final ConnectWisePsaOptions options;
    private final Psa psa;
    private long ready;

    ConnectWiseStage(ConnectWisePsaOptions options) {
        this.options = options.withTenantField(TENANT);
        this.psa = answered(new ConnectWisePsa("cw", client(RIGHT_KEY), this.options));
    }

    ConnectWise client(String privateKey) {
        return ConnectWise.connect(ConnectWiseConnection.builder()
                .site(simulator.siteUri().toString())
                .company(simulator.companyId())
                .publicKey(Secret.of(simulator.publicKey()))
                .privateKey(Secret.of(privateKey))
                .clientId(Secret.of(simulator.clientId()))
                .clock(clock)
                .sleeper(new VirtualSleeper(clock))
                .build());
    }

    private Psa answered(Psa fresh) {
        long before = simulator.requests().total();
        fresh.checkAccess();
        ready += simulator.requests().total() - before;
        return fresh;
    }

    @Override
    public Psa psa() {
        return psa;
    }

    @Override
    public Psa hasty() {
        return answered(new ConnectWisePsa("cw", client(RIGHT_KEY), options.withRequestTimeout(Duration.ofSeconds(1))));
    }

    @Override
    public Psa paging(int pageSize) {
        return answered(new ConnectWisePsa("cw", client(RIGHT_KEY), options.withPageSize(pageSize)));
    }

    @Override
    public Psa stranger() {
        return new ConnectWisePsa("cw", client(WRONG_KEY), options);
    }

    @Override
    public List<String> secrets() {
        return List.of(RIGHT_KEY, WRONG_KEY, simulator.publicKey(), simulator.clientId());
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    private static ConnectWiseRule ruleBuilder() {
        return ConnectWiseRule.builder(MspId.SINGLE)
                .name("security")
                .eventSet("all")
                .board("Security Alerts")
                .source("Tocsin")
                .type("Malware")
                .subType("Virus")
                .item("Server")
                .openStatus("New")
                .closedStatus(">Closed")
                .priority("Priority 2 - High");
    }

    @Override
    public IntegrationRule rule() {
        return ruleBuilder().build();
    }

    private static CompanyMapping mapping(String company, String site) {
        return new CompanyMapping(MspId.SINGLE, "acme", "cw", company, site, true, List.of("security"));
    }

    @Override
    public CompanyMapping mapping() {
        return mapping("AcmeInc", "Warehouse");
    }

    @Override
    public CompanyMapping otherMapping() {
        return mapping("Zürich_Käse", "Genève");
    }

    @Override
    public List<Faulty<IntegrationRule>> faultyRules() {
        return List.of(
                rule("no such board", ruleBuilder().board("Nope"), "board", "Nope", "Help Desk", "Security Alerts"),
                rule("open status of another board", ruleBuilder().openStatus("Assigned"), "openStatus", "New"),
                rule("open status that closes", ruleBuilder().openStatus(">Closed"), "openStatus", "closes", "New"),
                rule("no such closing status", ruleBuilder().closedStatus("Gone"), "closedStatus", ">Closed"),
                rule(
                        "closing status of another board",
                        ruleBuilder().closedStatus(">Cancelled"),
                        "closedStatus",
                        ">Cancelled",
                        ">Closed"),
                rule(
                        "closing status that does not close",
                        ruleBuilder().closedStatus("In Progress"),
                        "closedStatus",
                        "does not close",
                        ">Closed (won't fix)"),
                rule(
                        "type of another board",
                        ruleBuilder().type("Hardware").subType(null).item(null),
                        "type",
                        "Hardware",
                        "Malware"),
                rule(
                        "subtype not associated with the type",
                        ruleBuilder().subType("Sign-in").item(null),
                        "subType",
                        "Sign-in",
                        "Ransomware"),
                rule(
                        "item not associated with the subtype",
                        ruleBuilder().subType("Ransomware").item("Workstation"),
                        "item",
                        "Workstation",
                        "Server"),
                rule("subtype without its type", ruleBuilder().type(null).item(null), "type", "missing", "Malware"),
                rule("item without its subtype", ruleBuilder().subType(null), "subType", "missing", "Virus"),
                rule("no such source", ruleBuilder().source("Pigeon"), "source", "Pigeon", "Tocsin"),
                rule("no such priority", ruleBuilder().priority("P1"), "priority", "P1", "Priority 1 - Critical"),
                rule(
                        "no such priority for a severity",
                        ruleBuilder().priorities(Map.of(Severity.HIGH, "P0")),
                        "priorities.HIGH",
                        "P0",
                        "Priority 1 - Critical"));
    }

    private static Faulty<IntegrationRule> rule(String name, ConnectWiseRule rule, String field, String... named) {
        return new Faulty<>(name, rule.build(), "rules[security]." + field, List.of(named));
    }

    @Override
    public List<Faulty<CompanyMapping>> faultyMappings() {
        String goneId = Integer.toString(simulator.company("GoneCo").id());
        return List.of(
                company("no such company", "Nobody", "Nobody"),
                company("no such id", "99999", "99999"),
                company("deleted company", "GoneCo", "GoneCo"),
                company("deleted company by id", goneId, "deleted"),
                company("inactive company", "OldCo", "inactive"),
                company("company on hold", "HoldCo", "Credit Hold"),
                new Faulty<>(
                        "no such site", mapping("AcmeInc", "Attic"), "companies[acme].site", List.of("Attic", "Main")));
    }

    private static Faulty<CompanyMapping> company(String name, String company, String named) {
        CompanyMapping mapping =
                new CompanyMapping(MspId.SINGLE, "acme", "cw", company, null, true, List.of("security"));
        return new Faulty<>(name, mapping, "companies[acme].connectwise", List.of(named));
    }

    @Override
    public List<String> priorities() {
        return simulator.priorities().stream().map(SimRef::name).toList();
    }

    @Override
    public String otherOpenStatus() {
        return "In Progress";
    }

    @Override
    public String foreignStatus() {
        return "Assigned";
    }

    @Override
    public String otherBoard() {
        return "Help Desk";
    }

    @Override
    public List<String> otherBoardsClosingStatuses() {
        return List.of(">Closed", ">Cancelled");
    }

    @Override
    public void switchOff(String otherBoardsStatus) {
        simulator.deactivateStatus(otherBoard(), otherBoardsStatus, true);
    }

    /** Makes requests that are not counted. */
    private <T> T besides(Function<ConnectWise, T> work) {
        long before = simulator.requests().total();
        T result = work.apply(client(RIGHT_KEY));
        ready += simulator.requests().total() - before;
        return result;
    }

    @Override
    public String createContact(CompanyMapping mapping, String email) {
        return besides(client -> Integer.toString(client.contacts()
                .create(Contact.draft()
                        .set(ContactField.FIRST_NAME, "Jo")
                        .set(ContactField.COMPANY, Reference.identified(mapping.psaCompany()))
                        .set(
                                ContactField.COMMUNICATION_ITEMS,
                                List.of(ContactCommunication.draft()
                                        .set(ContactCommunicationField.COMMUNICATION_TYPE, Reference.named("Email"))
                                        .set(ContactCommunicationField.VALUE, email))))
                .id()));
    }

    @Override
    public void deactivateContact(String contactId) {
        Contact inactive = besides(client ->
                client.contacts().edit(id(contactId), Contact.edit().set(ContactField.INACTIVE, true)));
        assertThat(inactive.inactive()).isTrue();
    }

    @Override
    public String createConfiguration() {
        return besides(client -> Integer.toString(client.configurations()
                .create(Configuration.draft()
                        .set(ConfigurationField.NAME, "dc01")
                        .set(ConfigurationField.CONFIGURATION_TYPE, Reference.id(11))
                        .set(
                                ConfigurationField.COMPANY,
                                Reference.identified(mapping().psaCompany())))
                .id()));
    }

    @Override
    public String createCompany(String identifier, String name, String... types) {
        Draft<Company> draft =
                Company.draft().set(CompanyField.IDENTIFIER, identifier).set(CompanyField.NAME, name);
        if (types.length > 0) {
            draft.set(CompanyField.TYPES, Stream.of(types).map(Reference::named).toList());
        }
        return besides(
                client -> Integer.toString(client.companies().create(draft).id()));
    }

    @Override
    public String inactiveCompanyStatus() {
        return "Inactive";
    }

    private void editCompany(String companyId, Edit<Company> edit) {
        assertThat(besides(client -> client.companies().edit(id(companyId), edit))
                        .id())
                .isEqualTo(id(companyId));
    }

    @Override
    public void setCompanyStatus(String companyId, String status) {
        editCompany(companyId, Company.edit().set(CompanyField.STATUS, Reference.named(status)));
    }

    @Override
    public void deleteCompany(String companyId) {
        person.deleteCompany(id(companyId), true);
    }

    @Override
    public void setDefaultContact(String companyId, String firstName, String lastName) {
        Contact made = besides(client -> client.contacts()
                .create(Contact.draft()
                        .set(ContactField.FIRST_NAME, firstName)
                        .set(ContactField.LAST_NAME, lastName)
                        .set(ContactField.COMPANY, Reference.id(id(companyId)))));
        editCompany(companyId, Company.edit().set(CompanyField.DEFAULT_CONTACT, Reference.id(made.id())));
    }

    @Override
    public void setTenant(String companyId, String text) {
        editCompany(companyId, Company.edit().customField(TENANT, text));
    }

    private int type(String name) {
        return besides(client -> client.configurations().types().readAll()).stream()
                .filter(type -> type.name().equals(name))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private int question(int type, String text) {
        return besides(client -> client.configurations().questions(type).readAll()).stream()
                .filter(question -> question.question().equals(text))
                .findFirst()
                .orElseThrow()
                .id();
    }

    @Override
    public void createConfigurationType(String name) {
        assertThat(besides(client -> client.configurations()
                                .types()
                                .create(ConfigurationType.draft().set(ConfigurationTypeField.NAME, name)))
                        .name())
                .isEqualTo(name);
    }

    @Override
    public void createChoice(String type, String question, List<String> choices) {
        int typeId = type(type);
        int made = besides(client -> client.configurations()
                .questions(typeId)
                .create(ConfigurationTypeQuestion.draft()
                        .set(ConfigurationTypeQuestionField.FIELD_TYPE, "Text")
                        .set(ConfigurationTypeQuestionField.ENTRY_TYPE, "List")
                        .set(ConfigurationTypeQuestionField.SEQUENCE_NUMBER, 99)
                        .set(ConfigurationTypeQuestionField.QUESTION, question))
                .id());
        for (String choice : choices) {
            assertThat(besides(client -> client.configurations()
                                    .questionValues(typeId, made)
                                    .create(ConfigurationTypeQuestionValue.draft()
                                            .set(ConfigurationTypeQuestionValueField.VALUE, choice)))
                            .value())
                    .isEqualTo(choice);
        }
    }

    @Override
    public void requireQuestion(String type, String question) {
        int typeId = type(type);
        int questionId = question(typeId, question);
        assertThat(besides(client -> client.configurations()
                                .questions(typeId)
                                .edit(
                                        questionId,
                                        ConfigurationTypeQuestion.edit()
                                                .set(ConfigurationTypeQuestionField.REQUIRED, true)))
                        .required())
                .isTrue();
    }

    @Override
    public void answer(String configurationId, String question, String answer) {
        assertThat(besides(client -> client.configurations()
                                .answer(
                                        id(configurationId),
                                        Configuration.answers().set(question, answer)))
                        .id())
                .isEqualTo(id(configurationId));
    }

    @Override
    public void spoilAnswer(String configurationId, String question, String answer) {
        List<Map<String, Object>> questions = new ArrayList<>();
        Configuration stored = besides(
                client -> client.configurations().get(id(configurationId)).orElseThrow());
        for (ConfigurationQuestion one : stored.questions()) {
            Map<String, Object> element = new HashMap<>(Map.of("questionId", one.questionId()));
            Object value = one.question().equals(question) ? answer : one.answer();
            if (value != null) {
                element.put("answer", value);
            }
            questions.add(element);
        }
        simulator.plantInConfiguration(id(configurationId), "questions", questions);
    }

    @Override
    public String spoil(String configurationId) {
        simulator.plantInConfiguration(id(configurationId), "backupYear", 12);
        return "backupYear";
    }

    @Override
    public void showPasswords(boolean shown, boolean masked) {
        simulator.masksPasswords(!shown && masked);
        simulator.hidesPasswords(!shown && !masked);
    }

    @Override
    public void deleteConfiguration(String configurationId) {
        boolean deleted = besides(client -> client.configurations().delete(id(configurationId)));
        assertThat(deleted).isTrue();
    }

    @Override
    public void arm(Fault fault, ConfigurationWrite write) {
        simulator
                .faults()
                .next(
                        1,
                        simulated(fault),
                        switch (write) {
                            case CREATE -> new RequestMatch("POST", "/company/configurations");
                            case CHANGE -> new RequestMatch("PATCH", "/company/configurations/*");
                            case CREATE_QUESTION ->
                                new RequestMatch("POST", "/company/configurations/types/*/questions");
                        });
    }

    @Override
    public long requests() {
        return simulator.requests().total() - ready;
    }

    @Override
    public int tickets() {
        return simulator.tickets().size();
    }

    @Override
    public void plantTickets(int count) {
        for (int i = 0; i < count; i++) {
            simulator.createTicket(Map.of("summary", "planted " + i, "company", Map.of("identifier", "AcmeInc")));
        }
    }

    @Override
    public void later() {
        clock.advance(Duration.ofSeconds(2));
    }

    @Override
    public String account() {
        return simulator.apiMember();
    }

    @Override
    public String person() {
        return "tina";
    }

    @Override
    public void close(String ticketId) {
        person.close(id(ticketId));
    }

    @Override
    public void own(String ticketId) {
        person.setOwner(id(ticketId), "tina");
    }

    @Override
    public void note(String ticketId, String text) {
        person.addNote(id(ticketId), text);
    }

    @Override
    public void bookTime(String ticketId, Duration worked) {
        person.logTime(id(ticketId), worked, "worked on it");
    }

    @Override
    public void setStatus(String ticketId, String status) {
        person.setStatus(id(ticketId), status);
    }

    @Override
    public void setPriority(String ticketId, String priority) {
        person.setPriority(id(ticketId), priority);
    }

    @Override
    public void setCompany(String ticketId, CompanyMapping mapping) {
        person.setCompany(id(ticketId), mapping.psaCompany());
    }

    @Override
    public void moveToOtherBoard(String ticketId) {
        person.moveToBoard(id(ticketId), otherBoard());
    }

    @Override
    public void merge(String ticketId, String parentId) {
        person.merge(id(parentId), List.of(id(ticketId)), ">Closed");
    }

    @Override
    public void hangBelow(String ticketId, String parentId) {
        person.attach(id(parentId), List.of(id(ticketId)));
    }

    @Override
    public void convertToProject(String ticketId) {
        person.convertToProject(id(ticketId));
    }

    @Override
    public void delete(String ticketId) {
        person.delete(id(ticketId));
    }

    @Override
    public boolean isInternal(String ticketId, String noteText) {
        SimNote note = simulator.ticket(id(ticketId)).orElseThrow().notes().stream()
                .filter(candidate -> candidate.text().equals(noteText))
                .findFirst()
                .orElseThrow();
        if (note.internal() == note.discussion()) {
            throw new IllegalStateException("the note is neither here nor there: " + note);
        }
        return note.internal();
    }

    private static int id(String ticketId) {
        return Integer.parseInt(ticketId);
    }

    @Override
    public void arm(Fault fault, Write write) {
        RequestMatch match = match(write);
        switch (fault) {
            case KEY_REFUSED -> simulator.revokeKeys(true);
            case RIGHT_LACKING -> simulator.deny(match.method(), match.path());
            default -> simulator.faults().next(1, simulated(fault), match);
        }
    }

    private static dev.tocsin.simulators.http.Fault simulated(Fault fault) {
        return switch (fault) {
            case BUSY -> dev.tocsin.simulators.http.Fault.tooManyRequests(BUSY_FOR);
            case BUSY_PROXY -> dev.tocsin.simulators.http.Fault.proxyTooManyRequests(BUSY_FOR);
            case DROPPED_BEFORE -> dev.tocsin.simulators.http.Fault.dropBeforeCommit();
            case DROPPED_AFTER -> dev.tocsin.simulators.http.Fault.dropAfterCommit();
            case ERROR_BEFORE -> dev.tocsin.simulators.http.Fault.errorBeforeCommit(503);
            case ERROR_AFTER -> dev.tocsin.simulators.http.Fault.errorAfterCommit(500);
            case PAGE_BEFORE -> dev.tocsin.simulators.http.Fault.htmlBeforeCommit();
            case PAGE_AFTER -> dev.tocsin.simulators.http.Fault.htmlAfterCommit();
            case UNREADABLE -> dev.tocsin.simulators.http.Fault.garbageJson();
            case IGNORED -> dev.tocsin.simulators.http.Fault.unapplied();
            case CUT_SHORT -> dev.tocsin.simulators.http.Fault.cutShort();
            case KEY_REFUSED, RIGHT_LACKING -> throw new IllegalArgumentException(fault + " is no fault of the wire");
        };
    }

    private static RequestMatch match(Write write) {
        return switch (write) {
            case CREATE_TICKET -> new RequestMatch("POST", "/service/tickets");
            case ADD_NOTE -> new RequestMatch("POST", "/service/tickets/*/notes");
            case SET_STATUS, SET_PRIORITY, SET_CONTACT, SET_OWNER -> new RequestMatch("PATCH", "/service/tickets/*");
            case ATTACH_CONFIGURATION -> new RequestMatch("POST", "/service/tickets/*/configurations");
        };
    }

    @Override
    public void hang(Write write) {
        simulator
                .faults()
                .next(1, dev.tocsin.simulators.http.Fault.commitLateWhileHanging(Duration.ofDays(1)), match(write));
    }

    @Override
    public void carryOutHanging() {
        simulator.commitLate();
    }

    @Override
    public void hideProjects() {
        simulator.denyRight(SecurityRight.PROJECT_TICKETS, RightLevel.INQUIRE);
    }

    @Override
    public void moveAddress() {
        simulator.upgrade("v2026_9");
    }

    @Override
    public void dropReferences() {
        simulator.storesExternalXRef(false);
    }

    @Override
    public void delaySearches() {
        simulator.searchLag(Duration.ofSeconds(1));
    }

    ConnectWiseSimulator simulator() {
        return simulator;
    }

    @Override
    public void close() {
        simulator.close();
    }
}
