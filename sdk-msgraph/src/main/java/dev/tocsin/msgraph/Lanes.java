package dev.tocsin.msgraph;

import dev.tocsin.http.RateGate;
import dev.tocsin.http.Transport;
import dev.tocsin.http.TransportBuilder;
import java.net.URI;
import java.util.function.UnaryOperator;

/**
 * The transports of one tenant. Logs, alerts and mail have limits of their own (concepts/throttling-limits.md), so each has a gate of its
 * own: a 429 of one stops neither the others nor another tenant. Thread-safe.
 */
final class Lanes {
    private final Transport logs;
    private final Transport alerts;
    private final Transport mail;
    private final Transport directory;

    private Lanes(Transport logs, Transport alerts, Transport mail, Transport directory) {
        this.logs = logs;
        this.alerts = alerts;
        this.mail = mail;
        this.directory = directory;
    }

    /** @param signing adds the tenant's token */
    static Lanes of(GraphSettings settings, UnaryOperator<Transport> signing) {
        // 5 requests in any 10 s, and 150 in any minute, what a quiet time saved up included; the others are told by
        // 429 alone.
        RateGate logGate = RateGate.perMinute(24, 1, settings.clock(), settings.sleeper());
        RateGate alertGate = RateGate.perMinute(140, 10, settings.clock(), settings.sleeper());
        return new Lanes(
                signing.apply(lane(settings, logGate)),
                signing.apply(lane(settings, alertGate)),
                signing.apply(lane(settings, RateGate.pausingOnly(settings.clock(), settings.sleeper()))),
                signing.apply(lane(settings, RateGate.pausingOnly(settings.clock(), settings.sleeper()))));
    }

    private static Transport lane(GraphSettings settings, RateGate gate) {
        return common(settings)
                .rateGate(gate)
                .allowedOrigins(settings.cloud().graph())
                .build();
    }

    /** The transport of the login service for one tenant, whose 429 stops that tenant alone. */
    static Transport login(GraphSettings settings) {
        return common(settings).allowedOrigins(settings.cloud().login()).build();
    }

    private static TransportBuilder common(GraphSettings settings) {
        return TransportBuilder.create()
                .httpClient(settings.httpClient())
                .clock(settings.clock())
                .sleeper(settings.sleeper())
                .listener(settings.listener())
                .maxAnswerBytes(settings.maxAnswerBytes())
                .withoutAccessBreaker();
    }

    /** The lane of an address. */
    Transport of(URI address) {
        String path = address.getPath();
        if (path.contains("/auditLogs")) {
            return logs;
        }
        if (path.contains("/security/")) {
            return alerts;
        }
        return path.endsWith("/sendMail") ? mail : directory;
    }
}
