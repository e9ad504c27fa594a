package dev.tocsin.examples.alertbridge;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.base.ShownText;
import dev.tocsin.core.company.SourceLink;
import dev.tocsin.core.store.Stored;
import dev.tocsin.examples.alertbridge.config.BridgeConfiguration;
import dev.tocsin.examples.alertbridge.config.Fault;
import dev.tocsin.examples.alertbridge.config.FaultyConfigurationException;
import dev.tocsin.examples.alertbridge.config.MicrosoftAccess;
import dev.tocsin.msgraph.AccessProblem;
import dev.tocsin.msgraph.TenantProof;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Tells whether the app's credentials work, and what each tenant lets it do. Writes nothing anywhere. */
final class TenantCheck {
    private static final String OWN = "own tenant";

    private final CheckReport report;
    private final BridgeConfiguration read;
    private final Host host;

    TenantCheck(CheckReport report, BridgeConfiguration read, Host host) {
        this.report = report;
        this.read = read;
        this.host = host;
    }

    /** Asks each tenant and prints what it says. */
    void print() {
        Microsoft microsoft;
        try {
            microsoft = host.microsoft();
        } catch (FaultyConfigurationException e) {
            throw e;
        } catch (ConfigurationException e) {
            report.fault(new Fault(read.file(), 0, MicrosoftAccess.CONNECTION_ID, String.valueOf(e.getMessage())));
            return;
        }
        MicrosoftAccess access = microsoft.access();
        Map<String, String> tenants = new LinkedHashMap<>();
        String own = access.tenant();
        if (own != null) {
            tenants.put(own, OWN);
        }
        read.links().forEach(link -> add(tenants, link));
        host.tocsin().configuration().of(MspId.SINGLE).links().stream()
                .map(Stored::item)
                .forEach(link -> add(tenants, link));
        if (tenants.isEmpty()) {
            report.line("microsoft: no tenant is tied, so nothing can be asked");
        }
        for (Map.Entry<String, String> tenant : tenants.entrySet()) {
            Set<String> wanted = new TreeSet<>(access.permissions());
            if (tenant.getKey().equals(own)) {
                wanted.removeIf(permission -> !permission.startsWith("User") && !permission.startsWith("Organization"));
            }
            if (!print(tenant.getValue(), tenant.getKey(), wanted)) {
                return; // it is the app's credential, which all tenants would be told of
            }
        }
    }

    private static void add(Map<String, String> tenants, SourceLink link) {
        String id = link.sourceCompanyId().toLowerCase(Locale.ROOT);
        if (MicrosoftAccess.SOURCES.contains(link.source()) && MicrosoftAccess.isTenant(id)) {
            tenants.putIfAbsent(id, link.companyId());
        }
    }

    /** Whether the app's own credential works, as far as this tenant says. */
    private boolean print(String whose, String tenantId, Set<String> wanted) {
        String before = "microsoft, " + ShownText.inLine(whose) + " (" + tenantId + "): ";
        TenantProof proof = host.microsoft().graph().prove(tenantId, wanted);
        if (proof instanceof TenantProof.NotProven not) {
            if (not.problem() == AccessProblem.BAD_CREDENTIAL) {
                boolean secret =
                        host.microsoft().access().credential() instanceof MicrosoftAccess.Credential.ClientSecret;
                host.microsoft()
                        .fault(secret ? "clientSecret" : "certificateFile", ShownText.inLine(not.message()))
                        .faults()
                        .forEach(report::fault);
                return false;
            }
            String message = MicrosoftTables.withoutTenant(new Microsoft.Tenant(tenantId, whose), not.message());
            boolean connects = not.problem() == AccessProblem.NO_CONSENT && !whose.equals(OWN);
            report.unanswered(before
                    + ShownText.inLine(message)
                    + (connects ? "; `microsoft connect " + ShownText.inLine(whose) + "` asks for it" : ""));
            return true;
        }
        TenantProof.Proven proven = (TenantProof.Proven) proof;
        report.line(before + "ok, organisation "
                + ShownText.quoted(proven.organization().displayName()));
        proven.missingPermissions()
                .forEach(permission -> report.warning("the permission " + permission + " is missing"));
        return true;
    }
}
