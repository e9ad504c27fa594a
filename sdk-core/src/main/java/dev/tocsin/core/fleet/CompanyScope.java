package dev.tocsin.core.fleet;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.base.ShownText;
import dev.tocsin.core.company.CompanyMapping;
import dev.tocsin.core.intake.Catalogue;
import dev.tocsin.core.intake.Catalogues;
import dev.tocsin.core.store.Store;
import dev.tocsin.core.store.StoredConfiguration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which companies are kept in step on a connection, by their mappings as they are now. Used by one thread. */
final class CompanyScope {
    private final Store store;
    private final MspId msp;
    private final Catalogues catalogues;
    private final String connectionId;
    private Catalogue catalogue;
    /** All mappings, those that are not in force included; null until they are asked for. */
    private @Nullable Map<String, CompanyMapping> whole;

    CompanyScope(Store store, MspId msp, Catalogues catalogues, String connectionId) {
        this.store = store;
        this.msp = msp;
        this.catalogues = catalogues;
        this.connectionId = connectionId;
        catalogue = store.read(session -> catalogues.inForce(session, msp));
    }

    /** Looks at the mappings anew. */
    void refresh() {
        Catalogue now = store.read(session -> catalogues.inForce(session, msp));
        if (now.version() != catalogue.version()) {
            catalogue = now;
            whole = null;
        }
    }

    /** The PSA company of a local company; empty if its assets are not kept in step here. */
    Optional<String> psaCompany(String companyId) {
        return catalogue
                .mapping(companyId)
                .filter(one -> one.connectionId().equals(connectionId) && one.syncConfigurations())
                .map(CompanyMapping::psaCompany);
    }

    /** Why the assets of a company are not kept in step. */
    String reason(String companyId) {
        Map<String, CompanyMapping> all = whole;
        if (all == null) {
            StoredConfiguration stored =
                    store.read(session -> session.configuration().load(msp));
            Map<String, CompanyMapping> mappings = new HashMap<>();
            stored.mappings().forEach(one -> mappings.put(one.item().companyId(), one.item()));
            all = mappings;
            whole = mappings;
        }
        String company = "company " + ShownText.quoted(companyId);
        CompanyMapping mapping = all.get(companyId);
        if (mapping == null) {
            return company + " is not mapped to a company of the PSA";
        }
        if (!mapping.connectionId().equals(connectionId)) {
            return company + " is mapped on the connection '" + mapping.connectionId() + "'";
        }
        if (!mapping.syncConfigurations()) {
            return company + " has a mapping that does not sync configurations";
        }
        return company + " has a mapping that is suspended: "
                + catalogue.suspended(companyId).orElse("the mapping was changed meanwhile");
    }
}
