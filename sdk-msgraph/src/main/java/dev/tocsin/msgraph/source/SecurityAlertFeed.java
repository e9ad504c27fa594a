package dev.tocsin.msgraph.source;

import com.microsoft.kiota.RequestInformation;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.feed.EventFeed;
import dev.tocsin.core.feed.FeedPage;
import dev.tocsin.msgraph.GraphTenant;
import dev.tocsin.msgraph.source.record.SecurityAlerts;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The alerts of a tenant's Microsoft security products, {@code security/alerts_v2}, as <em>Problems</em>: those that were raised,
 * changed, resolved or reopened since they were last read. Needs {@code SecurityAlert.Read.All}. Thread-safe.
 *
 * @see <a href="https://learn.microsoft.com/en-us/graph/api/security-list-alerts_v2">List alerts_v2</a>
 */
public final class SecurityAlertFeed implements EventFeed {
    /** Asks for the words that came into the lists later, which would be told as {@code unknownFutureValue}. */
    private static final String ALL_WORDS = "include-unknown-enum-members";

    private final GraphTenant tenant;
    private final TenantLog log;

    /** The feed of a tenant, {@link LogWindow#ALERTS}. */
    public SecurityAlertFeed(GraphTenant tenant, MspId msp) {
        this(tenant, msp, LogWindow.ALERTS);
    }

    /** The feed of a tenant, with a window of one's own. */
    public SecurityAlertFeed(GraphTenant tenant, MspId msp, LogWindow window) {
        this.tenant = tenant;
        log = new TenantLog(
                tenant,
                msp,
                "reading security alerts",
                "lastUpdateDateTime",
                new TenantLog.Requests() {
                    @Override
                    public RequestInformation first(Instant notBefore, int pageSize) {
                        // newest first by creation, as Graph has it: what is new or changed meanwhile shifts pages
                        // down, and none is lost
                        return tenant.client().security().alertsV2().toGetRequestInformation(config -> {
                            config.queryParameters.filter = "lastUpdateDateTime ge " + notBefore;
                            config.queryParameters.top = pageSize;
                            config.headers.add("Prefer", ALL_WORDS);
                        });
                    }

                    @Override
                    public RequestInformation next(String address) {
                        return tenant.client()
                                .security()
                                .alertsV2()
                                .withUrl(address)
                                .toGetRequestInformation(config -> config.headers.add("Prefer", ALL_WORDS));
                    }
                },
                new SecurityAlerts(),
                window);
    }

    @Override
    public String connectionId() {
        return tenant.tenantId();
    }

    @Override
    public String name() {
        return "security-alerts";
    }

    @Override
    public FeedPage read(@Nullable String cursor, Instant now) {
        return log.read(cursor, now);
    }
}
