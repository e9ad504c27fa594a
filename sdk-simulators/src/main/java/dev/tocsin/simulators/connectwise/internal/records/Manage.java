package dev.tocsin.simulators.connectwise.internal.records;

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
    private final Catalog catalog;
    private final CustomFields customFields;
    private final Companies companies;
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
        companies = new Companies(baseUrl, catalog, stamps, behaviour, this::companyChanged);
        companies.companies().observedBy(changes);
        catalog.members().observedBy(changes);
        Lookup contacts = (sent, row) -> null;
        configurations = new Configurations(baseUrl, companies, catalog, contacts, stamps, changes);
        agreements = new Agreements(baseUrl, companies, contacts, stamps, changes);
        timeEntries = new TimeEntries(baseUrl, catalog, companies, stamps);
        timeEntries.table().observedBy(changes);
        Map<String, Lookup> lookups = Map.of(
                "contact", contacts,
                "agreement", Lookup.in(agreements.agreements().table()),
                "workRole", Lookup.in(timeEntries.roles()),
                "workType", Lookup.in(timeEntries.types()));
        tickets = new Tickets(catalog, companies, customFields, timeEntries, lookups, stamps, behaviour, changes);
        ticketParts = new TicketParts(tickets, configurations, catalog, stamps);
        callbacks = new Callbacks(catalog, stamps);
        documents = new Documents(
                baseUrl,
                stamps,
                Map.of(
                        "Ticket", id -> tickets.table().get(id).isPresent(),
                        "Company", id -> companies.companies().get(id).isPresent(),
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

    private void companyChanged(int companyId) {
        tickets.companyChanged(companyId);
    }

    /** The switches. */
    public Behaviour behaviour() {
        return behaviour;
    }

    /** Boards and pick lists. */
    public Catalog catalog() {
        return catalog;
    }

    /** The custom fields of tickets. */
    public CustomFields customFields() {
        return customFields;
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
