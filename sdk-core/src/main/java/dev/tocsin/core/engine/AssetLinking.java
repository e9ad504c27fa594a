package dev.tocsin.core.engine;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.company.CompanyMapping;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.intake.Catalogues;
import dev.tocsin.core.store.Store;
import dev.tocsin.core.store.StoreSession;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Instant;

/** Keeps which configuration of a PSA stands for an asset, and has it attached to the tickets that are open. Thread-safe. */
public final class AssetLinking {
    private final Store store;
    private final MspId msp;
    private final Catalogues catalogues;
    private final TicketWriting writing;
    private final Clock clock;

    /** Linking for an MSP, which has its writes planned in that room. */
    public AssetLinking(Store store, MspId msp, Catalogues catalogues, TicketWriting writing, Clock clock) {
        this.store = store;
        this.msp = msp;
        this.catalogues = catalogues;
        this.writing = writing;
        this.clock = clock;
    }

    /**
     * Keeps a link, on the connection that the company is mapped on.
     *
     * @return whether that changed anything
     * @throws ConfigurationException if the company is not mapped, or the asset or the configuration is blank
     */
    public boolean link(String companyId, String asset, String configurationId) {
        String name = notBlank(
                "asset", Normalizer.normalize(asset, Normalizer.Form.NFC).strip());
        String configuration = notBlank("configurationId", configurationId.strip());
        return store.write(session -> {
            CompanyMapping mapping = catalogues
                    .inForce(session, msp)
                    .mapping(companyId)
                    .orElseThrow(() -> new ConfigurationException(
                            "companyId", "company '" + companyId + "' is not mapped to a PSA company"));
            return keep(session, mapping, name, configuration);
        });
    }

    /**
     * Keeps a link as part of a larger piece of work. Does nothing if the company is not mapped on that connection any more.
     *
     * @return whether that changed anything
     */
    public boolean link(
            StoreSession session, String connectionId, String companyId, String asset, String configurationId) {
        return catalogues
                .inForce(session, msp)
                .mapping(companyId)
                .filter(mapping -> mapping.connectionId().equals(connectionId))
                .map(mapping -> keep(session, mapping, asset, configurationId))
                .orElse(false);
    }

    private boolean keep(StoreSession session, CompanyMapping mapping, String asset, String configurationId) {
        Instant now = clock.instant();
        String companyId = mapping.companyId();
        boolean changed = session.assetLinks().keep(msp, mapping.connectionId(), companyId, asset, configurationId);
        if (changed) {
            session
                    .incidents()
                    .get(session.incidents().members().incidentsWith(msp, companyId, asset))
                    .values()
                    .stream()
                    .filter(incident -> incident.connectionId().equals(mapping.connectionId()))
                    .filter(AssetLinking::isOpen)
                    .forEach(incident -> writing.attachConfigurations(session, incident, now));
        }
        return changed;
    }

    /** What is not open gets its configurations when its ticket is opened, or with its next note. */
    private static boolean isOpen(Incident incident) {
        return incident.state() == IncidentState.OPEN || incident.state() == IncidentState.RESOLVING;
    }

    private static String notBlank(String field, String value) {
        if (value.isEmpty()) {
            throw new ConfigurationException(field, "is blank");
        }
        return value;
    }
}
