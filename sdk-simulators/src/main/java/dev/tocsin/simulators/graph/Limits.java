package dev.tocsin.simulators.graph;

import dev.tocsin.simulators.graph.internal.limits.Throttle;
import dev.tocsin.simulators.graph.internal.records.Tenant;
import dev.tocsin.simulators.graph.internal.wire.GraphError;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;

/** Holds requests against the limits. Thread-safe. */
final class Limits {
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);
    /** From this share of a limit on answers tell how much of it is used (unverified). */
    private static final double WORTH_TELLING = 0.8;

    private final Throttle throttle;
    private volatile Throttling limits;

    Limits(Clock clock, Throttling limits) {
        throttle = new Throttle(clock);
        this.limits = limits;
    }

    /** Sets other limits and begins all windows anew. */
    void set(Throttling other) {
        limits = other;
        throttle.reset();
    }

    /** The limit over all tenants. */
    void global(String clientId) {
        charge("Application/" + clientId, 1, limits.globalPerSecond(), Duration.ofSeconds(1));
    }

    /** The limit of the directory, in resource units. */
    void identity(GraphCall call, int units) {
        Tenant tenant = call.tenant();
        int limit = limits.identityUnits(tenant.directory().size());
        call.tell("x-ms-resource-unit", String.valueOf(units));
        String scope = "Tenant_Application/ReadWrite/" + call.access().clientId() + "/" + tenant.id();
        double share = charge(scope, units, limit, TEN_SECONDS);
        if (share >= WORTH_TELLING) {
            call.tell("x-ms-throttle-limit-percentage", String.format(Locale.ROOT, "%.2f", share));
            call.tell("x-ms-throttle-scope", scope);
        }
    }

    /** The limit of the logs. */
    void audit(GraphCall call) {
        charge("auditLogs/" + call.tenant().id(), 1, limits.auditRequestsPer10Seconds(), TEN_SECONDS);
    }

    /** The limit of the alerts. */
    void alerts(GraphCall call) {
        charge("security/" + call.tenant().id(), 1, limits.alertRequestsPerMinute(), Duration.ofMinutes(1));
    }

    /** The limits of a mailbox. */
    void mail(String mailbox, int bytes) {
        try {
            charge("mails/" + mailbox, 1, limits.mailRequestsPer10Minutes(), Duration.ofMinutes(10));
            charge("mailBytes/" + mailbox, bytes, limits.mailBytesPer5Minutes(), Duration.ofMinutes(5));
        } catch (GraphError refused) {
            // Exchange has a code of its own for what the others call TooManyRequests.
            GraphError own =
                    GraphError.of(429, "ApplicationThrottled", "Application is over its MailboxRequests limit.");
            throw own.with("Retry-After", refused.headers().getOrDefault("Retry-After", "1"));
        }
    }

    /** What share of the limit is used now; 0 if there is no limit. */
    private double charge(String scope, int cost, int limit, Duration window) {
        if (limit == 0) {
            return 0;
        }
        Throttle.Taken taken = throttle.take(scope, cost, limit, window);
        if (!taken.granted()) {
            throw GraphError.tooManyRequests(
                    "TooManyRequests",
                    "This request is throttled. Please try again after the value specified in the Retry-After header.",
                    taken.retryAfter());
        }
        return taken.share();
    }
}
