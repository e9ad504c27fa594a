package dev.tocsin.core.store;

/** What one piece of work can do, within its transaction. Only valid while the work runs, and only on its thread. */
public interface StoreSession {
    /** The events. */
    EventStore events();

    /** The incidents and their members. */
    IncidentStore incidents();

    /** The intents. */
    IntentStore intents();

    /** Companies, mappings, event sets and rules. */
    ConfigurationStore configuration();

    /** The subjects that are suppressed. */
    HeldStore held();

    /** Resolves that came before what they resolve. */
    TombstoneStore tombstones();

    /** Which configuration of a PSA stands for which asset. */
    AssetLinkStore assetLinks();

    /** The assets that are kept as configurations, and what was written to those. */
    FleetStore fleets();

    /** The last runs that keep a PSA in step. */
    RunStore runs();

    /** The technicians. */
    TechnicianStore technicians();

    /** The users of customers. */
    CompanyUserStore companyUsers();

    /** The ledger of consent. */
    ConsentStore consent();

    /** How far each feed was read. */
    FeedStore feeds();

    /** The budgets of creates, and the storms. */
    StormStore storms();

    /** The kill switches. */
    KillSwitchStore killSwitches();

    /** What is known of each PSA connection. */
    ConnectionStore connections();

    /** How people are told of incidents. */
    EscalationStore escalations();

    /** The messages to people. */
    NotificationStore notifications();

    /** What was decided for an MSP, by whom. */
    TrailStore trail();
}
