package dev.tocsin.examples.alertbridge;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.base.ShownText;
import dev.tocsin.core.company.SourceLink;
import dev.tocsin.core.store.Stored;
import dev.tocsin.examples.alertbridge.config.BridgeConfiguration;
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

    private final Surroundings around;
    private final BridgeConfiguration read;
    private final Host host;

    TenantCheck(Surroundings around, BridgeConfiguration read, Host host) {
        this.around = around;
        this.read = read;
        this.host = host;
    }

    /** Asks each tenant and prints what it says; the exit code for that. */
    int print() {
        Microsoft microsoft;
        try {
            microsoft = host.microsoft();
        } catch (FaultyConfigurationException e) {
            throw e;
        } catch (ConfigurationException e) {
            around.err().println(read.file() + ": microsoft: " + e.getMessage());
            return AlertBridge.UNUSABLE;
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
            around.out().println("microsoft: no tenant is tied, so nothing can be asked");
        }
        int code = AlertBridge.DONE;
        for (Map.Entry<String, String> tenant : tenants.entrySet()) {
            Set<String> wanted = new TreeSet<>(access.permissions());
            if (tenant.getKey().equals(own)) {
                wanted.removeIf(permission -> !permission.startsWith("User") && !permission.startsWith("Organization"));
            }
            code = Math.max(code, print(tenant.getValue(), tenant.getKey(), wanted));
            if (code == AlertBridge.UNUSABLE) {
                break; // it is the app's credential, which all tenants would be told of
            }
        }
        return code;
    }

    private static void add(Map<String, String> tenants, SourceLink link) {
        String id = link.sourceCompanyId().toLowerCase(Locale.ROOT);
        if (MicrosoftAccess.SOURCES.contains(link.source()) && MicrosoftAccess.isTenant(id)) {
            tenants.putIfAbsent(id, link.companyId());
        }
    }

    private int print(String whose, String tenantId, Set<String> wanted) {
        String before = "microsoft, " + ShownText.inLine(whose) + " (" + tenantId + "): ";
        TenantProof proof = host.microsoft().graph().prove(tenantId, wanted);
        if (proof instanceof TenantProof.NotProven not) {
            if (not.problem() == AccessProblem.BAD_CREDENTIAL) {
                boolean secret =
                        host.microsoft().access().credential() instanceof MicrosoftAccess.Credential.ClientSecret;
                host.microsoft()
                        .fault(secret ? "clientSecret" : "certificateFile", ShownText.inLine(not.message()))
                        .faults()
                        .forEach(around.err()::println);
                return AlertBridge.UNUSABLE;
            }
            String message = MicrosoftTables.withoutTenant(new Microsoft.Tenant(tenantId, whose), not.message());
            boolean connects = not.problem() == AccessProblem.NO_CONSENT && !whose.equals(OWN);
            around.err()
                    .println(before
                            + ShownText.inLine(message)
                            + (connects ? "; `microsoft connect " + ShownText.inLine(whose) + "` asks for it" : ""));
            return AlertBridge.INCOMPLETE;
        }
        TenantProof.Proven proven = (TenantProof.Proven) proof;
        around.out()
                .println(before + "ok, organisation "
                        + ShownText.quoted(proven.organization().displayName()));
        proven.missingPermissions()
                .forEach(permission -> around.out().println("  warning: the permission " + permission + " is missing"));
        return AlertBridge.DONE;
    }
}
