package dev.tocsin.simulators.connectwise.internal.records;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The whole state of one simulated server. Everything it holds is guarded by its monitor: a caller synchronises on this
 * object for the length of one request or one look, and never waits while it does.
 */
public final class Manage {
    private final Behaviour behaviour = new Behaviour();
    private final Changes changes = new Changes();
    private final Links links = new Links();
    private final Catalog catalog;
    private final CustomFields customFields;
    private final CompanySetup companySetup;
    private final ServiceSetup serviceSetup;
    private final SystemSetup systemSetup;
    private final Companies companies;
    private final Contacts contacts;
    private final Configurations configurations;
    private final Agreements agreements;
    private final TimeEntries timeEntries;
    private final Tickets tickets;
    private final TicketParts ticketParts;
    private final Documents documents;
    private final Callbacks callbacks;

    /**
     * An empty server.
     *
     * @param clock tells the time of every change and the search lag
     * @param baseUrl the address of the interface, for links in references
     */
    public Manage(Clock clock, Supplier<String> baseUrl) {
        Stamps stamps = new Stamps(clock);
        catalog = new Catalog(baseUrl, stamps);
        customFields = new CustomFields(stamps, behaviour);
        companySetup = new CompanySetup(baseUrl, catalog, stamps, links);
        serviceSetup = new ServiceSetup(catalog, stamps, links);
        systemSetup = new SystemSetup(catalog, customFields, stamps, links);
        Table contactTable = Contacts.newTable(baseUrl);
        companies = new Companies(baseUrl, catalog, companySetup, contactTable, customFields, stamps, behaviour, links);
        contacts = new Contacts(contactTable, companies, customFields, companySetup, stamps, links);
        companies.companies().observedBy(changes);
        catalog.members().observedBy(changes);
        contactTable.observedBy(changes);
        Lookup people = (sent, row) -> contacts.resolve(
                        sent, row.path("company").path("id").asInt())
                .map(contactTable::reference)
                .orElse(null);
        configurations =
                new Configurations(baseUrl, companies, catalog, people, customFields, stamps, behaviour, changes);
        agreements = new Agreements(baseUrl, companies, people, customFields, stamps, changes);
        timeEntries = new TimeEntries(baseUrl, catalog, companies, stamps);
        timeEntries.table().observedBy(changes);
        Map<String, Lookup> lookups = Map.of(
                "contact", people,
                "agreement", Lookup.in(agreements.agreements().table()),
                "workRole", Lookup.in(timeEntries.work().roles().table()),
                "workType", Lookup.in(timeEntries.work().types().table()));
        tickets = new Tickets(catalog, companies, customFields, timeEntries, lookups, stamps, behaviour, changes);
        companies.renamed(tickets::companyChanged);
        companies.deletionCheck(this::requireNothingOpen);
        customFields.carriedBy(Screen.CONTACT, contactTable);
        customFields.carriedBy(Screen.TICKET, tickets.table());
        customFields.carriedBy(Screen.AGREEMENT, agreements.agreements().table());
        linkTickets();
        ticketParts = new TicketParts(tickets, configurations, catalog, stamps);
        callbacks = new Callbacks(catalog, stamps);
        documents = new Documents(
                baseUrl,
                stamps,
                Map.of(
                        "Ticket", id -> tickets.table().get(id).isPresent(),
                        "Company", id -> companies.companies().get(id).isPresent(),
                        "Contact", id -> contactTable.get(id).isPresent(),
                        "Configuration", id -> configurations.get(id).isPresent(),
                        "Agreement",
                                id -> agreements.agreements().table().get(id).isPresent()));
        tickets.onDelete(id -> {
            ticketParts.ticketDeleted(id);
            documents.ownerDeleted("Ticket", id);
        });
    }

    /**
     * Carries out one request as a member; who listens for changes is told of them when it is over, refused or not.
     */
    public synchronized <T> T carryOut(String member, Supplier<T> request) {
        changes.begin(member);
        try {
            return request.get();
        } finally {
            changes.end();
        }
    }

    /** What changes, for callbacks. */
    public Changes changes() {
        return changes;
    }

    /** Configurations with their types and statuses. */
    public Configurations configurations() {
        return configurations;
    }

    /** Agreements, additions and the product catalogue. */
    public Agreements agreements() {
        return agreements;
    }

    /** Logged time, work roles and work types. */
    public TimeEntries timeEntries() {
        return timeEntries;
    }

    /** The tasks and the configurations of tickets. */
    public TicketParts ticketParts() {
        return ticketParts;
    }

    /** The attached files. */
    public Documents documents() {
        return documents;
    }

    /** The registered callbacks. */
    public Callbacks callbacks() {
        return callbacks;
    }

    private void linkTickets() {
        Table table = tickets.table();
        links.add(table, "board", catalog.boards());
        links.add(table, "status", catalog.statuses());
        links.add(table, "type", catalog.types());
        links.add(table, "subType", catalog.subTypes());
        links.add(table, "item", catalog.items());
        links.add(table, "team", catalog.teams());
        links.add(table, "priority", catalog.priorities());
        links.add(table, "source", catalog.sources());
        links.add(table, "owner", catalog.members());
        links.add(table, "site", companies.sites());
        links.add(table, "contact", contacts.table());
        links.add(table, "agreement", agreements.agreements().table());
        Table owned = agreements.agreements().table();
        links.add(owned, "company", companies.companies());
        links.add(owned, "contact", contacts.table());
        links.add(owned, "site", companies.sites());
    }

    private void requireNothingOpen(int companyId) {
        if (configurations.anyOf(companyId)) {
            throw Links.inUse(companies.companies(), companyId, "its configurations");
        }
        for (ObjectNode ticket : tickets.table().rows()) {
            if (ticket.path("company").path("id").asInt() == companyId
                    && !ticket.path("closedFlag").asBoolean()) {
                throw Links.inUse(
                        companies.companies(),
                        companyId,
                        "Ticket " + ticket.path("id").asText());
            }
        }
    }

    /** The switches. */
    public Behaviour behaviour() {
        return behaviour;
    }

    /** Boards and pick lists. */
    public Catalog catalog() {
        return catalog;
    }

    /** The custom fields of all screens. */
    public CustomFields customFields() {
        return customFields;
    }

    /** How boards, priorities, sources, severities and impacts are written. */
    public ServiceSetup serviceSetup() {
        return serviceSetup;
    }

    /** How the pick lists of companies and contacts are written. */
    public CompanySetup companySetup() {
        return companySetup;
    }

    /** How members and custom fields are written. */
    public SystemSetup systemSetup() {
        return systemSetup;
    }

    /** Contacts and their communications. */
    public Contacts contacts() {
        return contacts;
    }

    /** Companies and sites. */
    public Companies companies() {
        return companies;
    }

    /** Tickets and notes. */
    public Tickets tickets() {
        return tickets;
    }
}
