package dev.tocsin.core.store;

/**
 * A session that hands everything on to another one: for a store laid around another, whose session overrides what it changes. Valid as
 * long as the other session is, and only on its thread.
 */
public class ForwardingSession implements StoreSession {
    private final StoreSession session;

    /**
     * A session on top of another.
     *
     * @param session where everything is handed on to
     */
    protected ForwardingSession(StoreSession session) {
        this.session = session;
    }

    @Override
    public EventStore events() {
        return session.events();
    }

    @Override
    public IncidentStore incidents() {
        return session.incidents();
    }

    @Override
    public IntentStore intents() {
        return session.intents();
    }

    @Override
    public ConfigurationStore configuration() {
        return session.configuration();
    }

    @Override
    public StormStore storms() {
        return session.storms();
    }

    @Override
    public KillSwitchStore killSwitches() {
        return session.killSwitches();
    }

    @Override
    public HeldStore held() {
        return session.held();
    }

    @Override
    public TombstoneStore tombstones() {
        return session.tombstones();
    }

    @Override
    public AssetLinkStore assetLinks() {
        return session.assetLinks();
    }

    @Override
    public TechnicianStore technicians() {
        return session.technicians();
    }

    @Override
    public CompanyUserStore companyUsers() {
        return session.companyUsers();
    }

    @Override
    public ConsentStore consent() {
        return session.consent();
    }

    @Override
    public FeedStore feeds() {
        return session.feeds();
    }

    @Override
    public EscalationStore escalations() {
        return session.escalations();
    }

    @Override
    public NotificationStore notifications() {
        return session.notifications();
    }

    @Override
    public FleetStore fleets() {
        return session.fleets();
    }

    @Override
    public RunStore runs() {
        return session.runs();
    }

    @Override
    public TrailStore trail() {
        return session.trail();
    }

    @Override
    public ConnectionStore connections() {
        return session.connections();
    }
}
