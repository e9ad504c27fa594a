package dev.tocsin.core.engine;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.company.CompanyMapping;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.intake.Catalogue;
import dev.tocsin.core.intake.Catalogues;
import dev.tocsin.core.store.Store;
import dev.tocsin.core.store.StoreSession;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
     * A configuration that a sync made or found for an asset.
     *
     * @param companyId the local company
     * @param psaCompany the PSA company of the configuration, as the mapping named it then
     * @param asset the asset as its events name it
     * @param configurationId the PSA's id of the configuration
     */
    public record Synced(String companyId, String psaCompany, String asset, String configurationId) {}

    /**
     * Keeps links as part of a larger piece of work, in place of those that are kept; none of a company that is not mapped to that
     * PSA company on the connection any more.
     */
    public void link(StoreSession session, String connectionId, Collection<Synced> links) {
        Catalogue catalogue = catalogues.inForce(session, msp);
        for (Synced one : links) {
            mapping(catalogue, connectionId, one.companyId(), one.psaCompany())
                    .ifPresent(mapping -> keep(session, mapping, one.asset(), one.configurationId()));
        }
    }

    /** As {@link #link(StoreSession, String, Collection)}, but only for assets of which no link is kept. */
    public void linkMissing(StoreSession session, String connectionId, Collection<Synced> links) {
        Map<String, Map<String, Synced>> byCompany = new LinkedHashMap<>();
        links.forEach(one -> byCompany
                .computeIfAbsent(one.companyId(), company -> new LinkedHashMap<>())
                .put(one.asset(), one));
        byCompany.forEach((companyId, byAsset) -> {
            Set<String> known = session.assetLinks()
                    .of(msp, connectionId, companyId, byAsset.keySet())
                    .keySet();
            link(
                    session,
                    connectionId,
                    byAsset.values().stream()
                            .filter(one -> !known.contains(one.asset()))
                            .toList());
        });
    }

    private static Optional<CompanyMapping> mapping(
            Catalogue catalogue, String connectionId, String companyId, String psaCompany) {
        return catalogue
                .mapping(companyId)
                .filter(mapping -> mapping.connectionId().equals(connectionId)
                        && mapping.psaCompany().equals(psaCompany));
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
