package dev.tocsin.simulators.connectwise.internal.records;

import java.time.Clock;
import java.util.function.Supplier;

/**
 * The whole state of one simulated server. Everything it holds is guarded by its monitor: a caller synchronises on this
 * object for the length of one request or one look, and never waits while it does.
 */
public final class Manage {
    private final Behaviour behaviour = new Behaviour();
    private final Catalog catalog;
    private final CustomFields customFields;
    private final Companies companies;
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
        companies = new Companies(baseUrl, catalog, customFields, stamps, behaviour, this::companyChanged);
        tickets = new Tickets(catalog, companies, customFields, stamps, behaviour);
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

    /** The custom fields of all screens. */
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
