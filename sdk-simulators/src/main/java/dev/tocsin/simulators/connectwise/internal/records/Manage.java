package dev.tocsin.simulators.connectwise.internal.records;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.function.Supplier;

/**
 * The whole state of one simulated server. Everything it holds is guarded by its monitor: a caller synchronises on this
 * object for the length of one request or one look, and never waits while it does.
 */
public final class Manage {
    private final Behaviour behaviour = new Behaviour();
    private final Links links = new Links();
    private final Catalog catalog;
    private final CustomFields customFields;
    private final CompanySetup companySetup;
    private final ServiceSetup serviceSetup;
    private final SystemSetup systemSetup;
    private final Companies companies;
    private final Contacts contacts;
    private final Tickets tickets;

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
        tickets = new Tickets(catalog, companies, customFields, stamps, behaviour);
        companies.renamed(tickets::companyChanged);
        companies.deletionCheck(this::requireNoOpenTicket);
        customFields.carriedBy(Screen.CONTACT, contactTable);
        customFields.carriedBy(Screen.TICKET, tickets.table());
        linkTickets();
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
    }

    private void requireNoOpenTicket(int companyId) {
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
