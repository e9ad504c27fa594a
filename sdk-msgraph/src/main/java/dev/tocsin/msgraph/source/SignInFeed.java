package dev.tocsin.msgraph.source;

import com.microsoft.graph.auditlogs.signins.SignInsRequestBuilder;
import com.microsoft.kiota.RequestInformation;
import dev.tocsin.core.base.ApiException;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.feed.EventFeed;
import dev.tocsin.core.feed.FeedPage;
import dev.tocsin.msgraph.GraphTenant;
import dev.tocsin.msgraph.source.record.EntraRecords;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The failed sign-ins of a tenant, {@code auditLogs/signIns}, as <em>Azure AD Error</em>. Needs {@code AuditLog.Read.All}, and Entra ID
 * P1 or better in the tenant; without it the feed is off. Only failures are asked for, or all where Graph refuses that filter; what
 * succeeded is passed by. Graph shows the interactive sign-ins here. Thread-safe.
 *
 * @see <a href="https://learn.microsoft.com/en-us/graph/api/signin-list">List signIns</a>
 */
public final class SignInFeed implements EventFeed {
    private static final int BAD_REQUEST = 400;

    private final GraphTenant tenant;
    private final TenantLog failures;
    private final TenantLog all;
    private volatile boolean filterRefused;

    /** The feed of a tenant, {@link LogWindow#LOGS}. */
    public SignInFeed(GraphTenant tenant, MspId msp) {
        this(tenant, msp, LogWindow.LOGS);
    }

    /** The feed of a tenant, with a window of one's own. */
    public SignInFeed(GraphTenant tenant, MspId msp, LogWindow window) {
        this.tenant = tenant;
        failures = log(msp, window, " and status/errorCode ne 0");
        all = log(msp, window, "");
    }

    private TenantLog log(MspId msp, LogWindow window, String furtherFilter) {
        return new TenantLog(
                tenant,
                msp,
                "reading sign-ins",
                "createdDateTime",
                new TenantLog.Requests() {
                    @Override
                    public RequestInformation first(Instant notBefore, int pageSize) {
                        return requests().toGetRequestInformation(config -> {
                            config.queryParameters.filter = "createdDateTime ge " + notBefore + furtherFilter;
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

    private SignInsRequestBuilder requests() {
        return tenant.client().auditLogs().signIns();
    }

    @Override
    public String connectionId() {
        return tenant.tenantId();
    }

    @Override
    public String name() {
        return "sign-ins";
    }

    @Override
    public FeedPage read(@Nullable String cursor, Instant now) {
        if (filterRefused) {
            return all.read(cursor, now);
        }
        try {
            return failures.read(cursor, now);
        } catch (ApiException e) {
            if (e.status() != BAD_REQUEST) {
                throw e;
            }
            FeedPage page = all.read(cursor, now);
            filterRefused = true;
            return page;
        }
    }
}
