package dev.tocsin.core.engine;

import dev.tocsin.core.store.AssetLinkStore;
import dev.tocsin.core.store.CompanyUserStore;
import dev.tocsin.core.store.ConfigurationStore;
import dev.tocsin.core.store.ConnectionStore;
import dev.tocsin.core.store.ConsentStore;
import dev.tocsin.core.store.EscalationStore;
import dev.tocsin.core.store.EventStore;
import dev.tocsin.core.store.FeedStore;
import dev.tocsin.core.store.FleetStore;
import dev.tocsin.core.store.HeldStore;
import dev.tocsin.core.store.IncidentStore;
import dev.tocsin.core.store.IntentStore;
import dev.tocsin.core.store.KillSwitchStore;
import dev.tocsin.core.store.NotificationStore;
import dev.tocsin.core.store.RunStore;
import dev.tocsin.core.store.StoreSession;
import dev.tocsin.core.store.StormStore;
import dev.tocsin.core.store.TechnicianStore;
import dev.tocsin.core.store.TombstoneStore;
import dev.tocsin.core.store.TrailStore;
import java.time.Instant;

/** A session in which saved incidents wake their escalations. */
final class EscalatingSession implements StoreSession {
    private final StoreSession session;
    private final Instant now;

    EscalatingSession(StoreSession session, Instant now) {
        this.session = session;
        this.now = now;
    }

    @Override
    public EventStore events() {
        return session.events();
    }

    @Override
    public IncidentStore incidents() {
        return new EscalatingIncidents(session.incidents(), session.escalations(), now);
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
