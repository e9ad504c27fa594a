package dev.tocsin.msgraph.docs;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.base.Secret;
import dev.tocsin.core.notify.OutboundMessage;
import dev.tocsin.core.people.DirectoryQuery;
import dev.tocsin.msgraph.GraphCloud;
import dev.tocsin.msgraph.GraphTenant;
import dev.tocsin.msgraph.MicrosoftGraph;
import dev.tocsin.msgraph.channel.GraphMailChannel;
import dev.tocsin.msgraph.login.AppCredential;
import dev.tocsin.msgraph.source.EntraAuditFeed;
import dev.tocsin.msgraph.source.GraphDirectory;
import dev.tocsin.msgraph.source.GraphLicences;
import dev.tocsin.msgraph.source.SecurityAlertFeed;
import dev.tocsin.msgraph.source.record.EntraRecords;
import dev.tocsin.msgraph.source.record.RecordContext;
import java.net.URI;
import java.time.Instant;
import java.util.List;

/** Uses the module in a process whose class path lacks some jars, and prints what came. */
public final class LeftOutWorker {
    private LeftOutWorker() {}

    /** @param arguments {@code records}; or {@code tenant}, address, client id, secret and tenant */
    public static void main(String[] arguments) {
        if (arguments[0].equals("records")) {
            String audit = "{\"id\":\"a1\",\"activityDisplayName\":\"Add user\",\"tenantId\":\"t1\","
                    + "\"activityDateTime\":\"2026-03-02T10:00:00Z\",\"result\":\"success\"}";
            System.out.println(new EntraRecords().read(audit, RecordContext.of(MspId.SINGLE)));
            return;
        }
        URI service = URI.create(arguments[1]);
        MicrosoftGraph graph = MicrosoftGraph.builder(arguments[2], AppCredential.secret(Secret.of(arguments[3])))
                .cloud(GraphCloud.at(service, service))
                .build();
        GraphTenant tenant = graph.tenant(arguments[4]);
        GraphDirectory directory = new GraphDirectory(tenant);
        Instant now = Instant.parse("2026-03-02T10:00:00Z");
        System.out.println(List.of(
                tenant.organization().displayName(),
                directory.users(DirectoryQuery.all(10)).users().size(),
                directory.changes(null).users().size(),
                tenant.call("reading users", () -> tenant.client().users().get())
                        .getValue()
                        .size(),
                new EntraAuditFeed(tenant, MspId.SINGLE)
                        .read(null, now)
                        .events()
                        .size(),
                new SecurityAlertFeed(tenant, MspId.SINGLE)
                        .read(null, now)
                        .events()
                        .size(),
                new GraphLicences(graph).licences(tenant.tenantId()).size(),
                new GraphMailChannel(
                                "m",
                                tenant,
                                directory
                                        .users(DirectoryQuery.all(1))
                                        .users()
                                        .get(0)
                                        .id(),
                                false)
                        .send(new OutboundMessage("k", "a@b.example", "s", "t", null))));
        System.exit(0);
    }
}
