package dev.tocsin.core.store;

/** The state of a volatile store, one part per aggregate, all under the same transaction. */
final class VolatileSession implements StoreSession {
    private final VolatileEvents events;
    private final VolatileIncidents incidents;
    private final VolatileIntents intents;
    private final VolatileConfiguration configuration;
    private final VolatileConnections connections;
    private final VolatileHeld held;
    private final VolatileTombstones tombstones;
    private final VolatileAssetLinks assetLinks;
    private final VolatileFleets fleets;
    private final VolatileRuns runs;
    private final VolatileTechnicians technicians;
    private final VolatileCompanyUsers companyUsers;
    private final VolatileConsent consent;
    private final VolatileFeeds feeds;
    private final VolatileTrail trail;
    private final VolatileStorms storms;
    private final VolatileKillSwitches killSwitches;
    private final VolatileEscalations escalations;
    private final VolatileNotifications notifications;

    VolatileSession(VolatileTransaction transaction) {
        events = new VolatileEvents(transaction);
        incidents = new VolatileIncidents(transaction);
        intents = new VolatileIntents(transaction, incidents);
        configuration = new VolatileConfiguration(transaction);
        connections = new VolatileConnections(transaction);
        held = new VolatileHeld(transaction);
        tombstones = new VolatileTombstones(transaction);
        assetLinks = new VolatileAssetLinks(transaction);
        fleets = new VolatileFleets(transaction);
        runs = new VolatileRuns(transaction);
        technicians = new VolatileTechnicians(transaction);
        companyUsers = new VolatileCompanyUsers(transaction);
        consent = new VolatileConsent(transaction);
        feeds = new VolatileFeeds(transaction);
        trail = new VolatileTrail(transaction);
        storms = new VolatileStorms(transaction, incidents);
        killSwitches = new VolatileKillSwitches(transaction, incidents);
        escalations = new VolatileEscalations(transaction);
        notifications = new VolatileNotifications(transaction, incidents);
    }

    @Override
    public EventStore events() {
        return events;
    }

    @Override
    public IncidentStore incidents() {
        return incidents;
    }

    @Override
    public IntentStore intents() {
        return intents;
    }

    @Override
    public ConfigurationStore configuration() {
        return configuration;
    }

    @Override
    public HeldStore held() {
        return held;
    }

    @Override
    public TombstoneStore tombstones() {
        return tombstones;
    }

    @Override
    public AssetLinkStore assetLinks() {
        return assetLinks;
    }

    @Override
    public TechnicianStore technicians() {
        return technicians;
    }

    @Override
    public CompanyUserStore companyUsers() {
        return companyUsers;
    }

    @Override
    public ConsentStore consent() {
        return consent;
    }

    @Override
    public FeedStore feeds() {
        return feeds;
    }

    @Override
    public EscalationStore escalations() {
        return escalations;
    }

    @Override
    public NotificationStore notifications() {
        return notifications;
    }

    @Override
    public FleetStore fleets() {
        return fleets;
    }

    @Override
    public RunStore runs() {
        return runs;
    }

    @Override
    public StormStore storms() {
        return storms;
    }

    @Override
    public KillSwitchStore killSwitches() {
        return killSwitches;
    }

    @Override
    public ConnectionStore connections() {
        return connections;
    }

    @Override
    public TrailStore trail() {
        return trail;
    }
}
