package dev.tocsin.examples.alertbridge;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.base.ShownText;
import dev.tocsin.core.company.SourceLink;
import dev.tocsin.core.fleet.SyncBusyException;
import dev.tocsin.core.store.Stored;
import dev.tocsin.examples.alertbridge.Microsoft.Tenant;
import dev.tocsin.examples.alertbridge.config.BridgeConfiguration;
import dev.tocsin.examples.alertbridge.config.MicrosoftAccess;
import java.util.List;
import java.util.Locale;

/** Forgets the tenants of a company. */
final class TenantDisconnecting {
    private final Host host;
    private final Surroundings around;
    private final BridgeConfiguration read;

    TenantDisconnecting(Host host, Surroundings around, BridgeConfiguration read) {
        this.host = host;
        this.around = around;
        this.read = read;
    }

    int run(String companyId) {
        List<Tenant> tenants = Microsoft.tenantsOf(host, companyId);
        boolean inFile = false;
        for (SourceLink link : read.links()) {
            if (link.companyId().equals(companyId) && tenants.stream().anyMatch(tenant -> isOf(link, tenant))) {
                inFile = true;
                around.err()
                        .println(read.file() + ": companies[" + ShownText.inLine(companyId) + "]: names customer "
                                + link.sourceCompanyId() + " of " + link.source()
                                + ", so the next command would tie it again; take it out of the file first");
            }
        }
        return inFile ? AlertBridge.INCOMPLETE : forget(tenants);
    }

    private int forget(List<Tenant> tenants) {
        int code = AlertBridge.DONE;
        for (Tenant tenant : tenants) {
            try {
                int users = host.tocsin().directories().disconnect(tenant.id(), Operator.of(around));
                untie(tenant);
                around.out()
                        .println(tenant.companyId() + ": tenant " + tenant.id() + " is disconnected; "
                                + Words.count(users, "user") + " forgotten. What is kept of consent stays as proof, and"
                                + " opt-ins by attestation alone are void.");
                around.out()
                        .println("  An administrator of the tenant takes the app away in the Entra admin centre under"
                                + " Enterprise applications.");
            } catch (SyncBusyException e) {
                around.err().println(tenant.companyId() + ": " + e.getMessage() + "; try again then");
                code = AlertBridge.INCOMPLETE;
            }
        }
        return code;
    }

    private void untie(Tenant tenant) {
        host.tocsin().configuration().of(MspId.SINGLE).links().stream()
                .map(Stored::item)
                .filter(link -> isOf(link, tenant))
                .forEach(link ->
                        host.tocsin().configuration().removeLink(link.msp(), link.source(), link.sourceCompanyId()));
    }

    private static boolean isOf(SourceLink link, Tenant tenant) {
        return MicrosoftAccess.SOURCES.contains(link.source())
                && link.sourceCompanyId().toLowerCase(Locale.ROOT).equals(tenant.id());
    }
}
