package dev.tocsin.msgraph.source;

import com.microsoft.graph.auditlogs.directoryaudits.DirectoryAuditsRequestBuilder;
import com.microsoft.kiota.RequestInformation;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.feed.EventFeed;
import dev.tocsin.core.feed.FeedPage;
import dev.tocsin.msgraph.GraphTenant;
import dev.tocsin.msgraph.source.record.EntraRecords;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The changes in a tenant's directory, {@code auditLogs/directoryAudits}, as <em>Azure AD Audit</em>. Needs {@code AuditLog.Read.All}.
 * The customer of its events is the tenant, by the id that the connection has. Thread-safe.
 *
 * @see <a href="https://learn.microsoft.com/en-us/graph/api/directoryaudit-list">List directoryAudits</a>
 */
public final class EntraAuditFeed implements EventFeed {
    private final GraphTenant tenant;
    private final TenantLog log;

    /** The feed of a tenant, {@link LogWindow#LOGS}. */
    public EntraAuditFeed(GraphTenant tenant, MspId msp) {
        this(tenant, msp, LogWindow.LOGS);
    }

    /** The feed of a tenant, with a window of one's own. */
    public EntraAuditFeed(GraphTenant tenant, MspId msp, LogWindow window) {
        this.tenant = tenant;
        log = new TenantLog(
                tenant,
                msp,
                "reading directory audits",
                "activityDateTime",
                new TenantLog.Requests() {
                    @Override
                    public RequestInformation first(Instant notBefore, int pageSize) {
                        return requests().toGetRequestInformation(config -> {
                            config.queryParameters.filter = "activityDateTime ge " + notBefore;
                            config.queryParameters.top = pageSize;
                        });
                    }

                    @Override
                    public RequestInformation next(String address) {
                        return requests().withUrl(address).toGetRequestInformation();
                    }
                },
                new EntraRecords(),
                window);
    }

    private DirectoryAuditsRequestBuilder requests() {
        return tenant.client().auditLogs().directoryAudits();
    }

    @Override
    public String connectionId() {
        return tenant.tenantId();
    }

    @Override
    public String name() {
        return "directory-audits";
    }

    @Override
    public FeedPage read(@Nullable String cursor, Instant now) {
        return log.read(cursor, now);
    }
}
