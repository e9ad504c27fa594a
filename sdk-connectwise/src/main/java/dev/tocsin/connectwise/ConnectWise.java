package dev.tocsin.connectwise;

import dev.tocsin.connectwise.procurement.CatalogItem;
import dev.tocsin.connectwise.procurement.CatalogItemField;
import dev.tocsin.connectwise.service.Impact;
import dev.tocsin.connectwise.service.ImpactField;
import dev.tocsin.connectwise.service.Priority;
import dev.tocsin.connectwise.service.PriorityField;
import dev.tocsin.connectwise.service.Severity;
import dev.tocsin.connectwise.service.SeverityField;
import dev.tocsin.connectwise.service.Source;
import dev.tocsin.connectwise.service.SourceField;
import dev.tocsin.connectwise.service.Ticket;
import dev.tocsin.connectwise.service.TicketField;
import dev.tocsin.connectwise.system.CallbackEntry;
import dev.tocsin.connectwise.system.CallbackEntryField;
import dev.tocsin.connectwise.system.SystemInfo;
import dev.tocsin.connectwise.system.UserDefinedField;
import dev.tocsin.connectwise.system.UserDefinedFieldField;
import dev.tocsin.connectwise.time.TimeEntry;
import dev.tocsin.connectwise.time.TimeEntryField;
import dev.tocsin.connectwise.time.WorkRole;
import dev.tocsin.connectwise.time.WorkRoleField;
import dev.tocsin.connectwise.time.WorkType;
import dev.tocsin.connectwise.time.WorkTypeField;
import dev.tocsin.http.RateGate;
import dev.tocsin.http.Transport;
import dev.tocsin.http.TransportBuilder;
import java.util.Map;

/**
 * A client of one ConnectWise Manage server. Immutable and thread-safe; make one per connection and keep it: its threads
 * share one gate, which keeps the rate and stops them all while the server says 429. Connecting sends nothing: the first
 * call finds out where the API is.
 */
public final class ConnectWise {
    /** How many requests may go at once after a quiet time: a whole list, or the lookups of a start. */
    private static final int BURST = 200;

    private final Gateway gateway;
    private final Companies companies;
    private final Boards boards;
    private final Records<Priority> priorities;
    private final Records<Source> sources;
    private final Members members;
    private final Tickets tickets;
    private final ReadableRecords<Ticket> projectTickets;
    private final Catalogue catalogue;
    private final Contacts contacts;
    private final Agreements agreements;
    private final Records<CatalogItem> catalogItems;
    private final Records<TimeEntry> timeEntries;
    private final Records<WorkRole> workRoles;
    private final Records<WorkType> workTypes;
    private final Records<CallbackEntry> callbacks;
    private final Records<UserDefinedField> userDefinedFields;
    private final Documents documents;
    private final Configurations configurations;
    private final EditableRecords<Severity> severities;
    private final EditableRecords<Impact> impacts;

    private ConnectWise(ConnectWiseConnection connection, Transport transport) {
        this.gateway = new Gateway(connection, transport);
        this.companies = new Companies(gateway);
        this.boards = new Boards(gateway);
        this.priorities = new Records<>(gateway, "/service/priorities", PriorityField.TYPE);
        this.sources = new Records<>(gateway, "/service/sources", SourceField.TYPE);
        this.members = new Members(gateway);
        this.tickets = new Tickets(gateway);
        this.projectTickets = new ReadableRecords<>(gateway, "/project/tickets", TicketField.TYPE);
        this.contacts = new Contacts(gateway);
        this.agreements = new Agreements(gateway);
        this.catalogItems = new Records<>(gateway, "/procurement/catalog", CatalogItemField.TYPE);
        this.timeEntries = new Records<>(gateway, "/time/entries", TimeEntryField.TYPE);
        this.workRoles = new Records<>(gateway, "/time/workRoles", WorkRoleField.TYPE);
        this.workTypes = new Records<>(gateway, "/time/workTypes", WorkTypeField.TYPE);
        this.callbacks = new Records<>(gateway, "/system/callbacks", CallbackEntryField.TYPE);
        this.userDefinedFields = new Records<>(gateway, "/system/userDefinedFields", UserDefinedFieldField.TYPE);
        this.documents = new Documents(gateway);
        this.catalogue = new Catalogue(gateway);
        this.configurations = new Configurations(gateway);
        this.severities = new EditableRecords<>(gateway, "/service/severities", SeverityField.TYPE);
        this.impacts = new EditableRecords<>(gateway, "/service/impacts", ImpactField.TYPE);
    }

    /** A client of the connection's server. */
    public static ConnectWise connect(ConnectWiseConnection connection) {
        return new ConnectWise(connection, connection.transport().orElseGet(() -> defaultTransport(connection)));
    }

    /** The credentials go with each request, not with the transport: the question where the API is must carry none. */
    private static Transport defaultTransport(ConnectWiseConnection connection) {
        return TransportBuilder.create()
                .clock(connection.clock())
                .sleeper(connection.sleeper())
                .rateGate(RateGate.perMinute(
                        connection.requestsPerMinute(), BURST, connection.clock(), connection.sleeper()))
                .build();
    }

    /** Companies and what belongs to them. */
    public Companies companies() {
        return companies;
    }

    /** Boards and what belongs to each. */
    public Boards boards() {
        return boards;
    }

    /** Priorities. */
    public Records<Priority> priorities() {
        return priorities;
    }

    /** Sources of tickets. */
    public Records<Source> sources() {
        return sources;
    }

    /** Members. */
    public Members members() {
        return members;
    }

    /** Service tickets and what belongs to each. */
    public Tickets tickets() {
        return tickets;
    }

    /**
     * Tickets of projects, to be read only. A service ticket that was converted is found here, with its id. What they have
     * besides, such as the phase, is passed over. The path is not in the vendor's specification that this client is held
     * against, and needs a right of its own (Project, Project Tickets).
     */
    public ReadableRecords<Ticket> projectTickets() {
        return projectTickets;
    }

    /** Contacts and what belongs to them. */
    public Contacts contacts() {
        return contacts;
    }

    /** Agreements and what belongs to them. */
    public Agreements agreements() {
        return agreements;
    }

    /** The products and services that the MSP sells. */
    public Records<CatalogItem> catalogItems() {
        return catalogItems;
    }

    /** The times that members worked. */
    public Records<TimeEntry> timeEntries() {
        return timeEntries;
    }

    /** What members work as. */
    public Records<WorkRole> workRoles() {
        return workRoles;
    }

    /** The kinds of work. */
    public Records<WorkType> workTypes() {
        return workTypes;
    }

    /** The registered callbacks, those of other programs included. */
    public Records<CallbackEntry> callbacks() {
        return callbacks;
    }

    /** The definitions of custom fields. */
    public Records<UserDefinedField> userDefinedFields() {
        return userDefinedFields;
    }

    /** The files attached to records. */
    public Documents documents() {
        return documents;
    }

    /** Boards, statuses, types, priorities and other pick lists, cached and found by name. */
    public Catalogue catalogue() {
        return catalogue;
    }

    /** Every other path of the API, with classes of the caller's own. */
    public RawApi raw() {
        return new RawApi(gateway);
    }

    /** What the API member may do; see {@link #verifyAccess(boolean)}. Agreements are left out. */
    public AccessReport verifyAccess() {
        return verifyAccess(false);
    }

    /**
     * Tells which rights of the vendor's permission table the API member has, by about 25 requests that change nothing.
     *
     * @param agreements whether to look at agreements as well, which a sync of licences needs
     * @throws dev.tocsin.core.base.AuthenticationException if the keys themselves are refused (401)
     */
    public AccessReport verifyAccess(boolean agreements) {
        return new AccessCheck(gateway).run(agreements);
    }

    /** Configurations, their types, questions and statuses. */
    public Configurations configurations() {
        return configurations;
    }

    /** The severities of tickets: fixed rows. */
    public EditableRecords<Severity> severities() {
        return severities;
    }

    /** The impacts of tickets: fixed rows. */
    public EditableRecords<Impact> impacts() {
        return impacts;
    }

    /** What the server says of itself; it proves the address and the credentials. */
    public SystemInfo systemInfo() {
        return SystemInfo.from(gateway.send(Call.get("/system/info", Map.of())).record());
    }

    /**
     * What the server says of itself, after it was asked anew where its API is. This proves that the address is the one of
     * today, so that what is not found there is not there.
     */
    public SystemInfo rediscover() {
        gateway.discoverAnew();
        return systemInfo();
    }
}
