package dev.tocsin.simulators.graph;

import dev.tocsin.simulators.graph.internal.query.Seal;
import dev.tocsin.simulators.graph.internal.wire.GraphError;
import dev.tocsin.simulators.http.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/** Finds what a request is about. Runs under the tenant's lock. */
final class GraphRoutes {
    private final UserRoutes users;
    private final DeltaRoutes delta;
    private final EventRoutes events;
    private final OrganizationRoutes organization;
    private final MailRoutes mail;

    GraphRoutes(Limits limits, Clock clock, DeltaHabits habits) {
        Seal seal = new Seal("simulated paging tokens".getBytes(StandardCharsets.US_ASCII));
        users = new UserRoutes(limits, seal);
        delta = new DeltaRoutes(limits, seal, clock, habits);
        events = new EventRoutes(limits, seal);
        organization = new OrganizationRoutes(limits);
        mail = new MailRoutes(limits, clock);
    }

    MailRoutes mail() {
        return mail;
    }

    Answer answer(GraphCall call) {
        return switch (call.segment(0)) {
            case "users" -> users(call);
            case "organization" -> {
                requireDepth(call, 1);
                yield organization.organization(call);
            }
            case "subscribedSkus" -> {
                requireDepth(call, 1);
                yield organization.skus(call);
            }
            case "directory" -> {
                requireDepth(call, 2);
                yield switch (call.segment(1)) {
                    case "subscriptions" -> organization.subscriptions(call);
                    default -> throw GraphError.noSuchSegment(call.segment(1));
                };
            }
            case "auditLogs" ->
                switch (call.segment(1)) {
                    case "directoryAudits" -> events.audits(call);
                    case "signIns" -> events.signIns(call);
                    default -> throw GraphError.noSuchSegment(call.segment(1));
                };
            case "security" -> {
                if (!call.segment(1).equals("alerts_v2")) {
                    throw GraphError.noSuchSegment(call.segment(1));
                }
                yield events.alerts(call);
            }
            case "me" ->
                // An app that acts for itself is nobody (api-reference user-sendmail).
                throw GraphError.badRequest("/me request is only valid with delegated authentication flow.");
            default -> throw GraphError.noSuchSegment(call.segment(0));
        };
    }

    private Answer users(GraphCall call) {
        String what = call.segment(2);
        return switch (call.depth()) {
            case 1 -> users.list(call);
            case 2 ->
                switch (call.segment(1)) {
                    case "delta", "delta()", "microsoft.graph.delta", "microsoft.graph.delta()" -> delta.delta(call);
                    default -> users.one(call);
                };
            case 3 -> {
                if (!what.equals("sendMail") && !what.equals("microsoft.graph.sendMail")) {
                    throw GraphError.noSuchSegment(what);
                }
                yield mail.send(call);
            }
            default -> {
                boolean phones = call.depth() == 4
                        && what.equals("authentication")
                        && call.segment(3).equals("phoneMethods");
                if (!phones) {
                    throw GraphError.noSuchSegment(call.segment(call.depth() - 1));
                }
                yield users.phones(call);
            }
        };
    }

    private static void requireDepth(GraphCall call, int depth) {
        if (call.depth() != depth) {
            throw GraphError.noSuchSegment(call.segment(call.depth() - 1));
        }
    }
}
