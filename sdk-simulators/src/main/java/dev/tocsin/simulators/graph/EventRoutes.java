package dev.tocsin.simulators.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.graph.internal.query.Filter;
import dev.tocsin.simulators.graph.internal.query.FilterRules;
import dev.tocsin.simulators.graph.internal.query.Ordering;
import dev.tocsin.simulators.graph.internal.query.Seal;
import dev.tocsin.simulators.graph.internal.query.Selection;
import dev.tocsin.simulators.graph.internal.records.EventLog;
import dev.tocsin.simulators.graph.internal.records.Properties;
import dev.tocsin.simulators.graph.internal.wire.GraphError;
import dev.tocsin.simulators.graph.internal.wire.Json;
import dev.tocsin.simulators.http.Answer;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@code /auditLogs} and {@code /security/alerts_v2}: events, newest first. Runs under the tenant's lock. */
final class EventRoutes {
    /** Page of 1,000, newest first (api-reference signin-list, directoryaudit-list). */
    private static final int PAGE = 1_000;

    private static final Set<String> LOG_OPTIONS =
            Set.of("$select", "$filter", "$orderby", "$top", "$count", "$skiptoken");
    /** As the contract has them: pages of alerts go by number, so that alerts that arrive meanwhile shift them. */
    private static final Set<String> ALERT_OPTIONS = Set.of("$filter", "$orderby", "$top", "$skip", "$count");

    /** The operators that the documents name for the time of an event. */
    private static final Set<String> TIMES = Set.of("eq", "ge", "le");

    private static final Set<String> TEXTS = Set.of("eq", "startswith");
    private static final Map<String, Set<String>> AUDIT_FILTERS = Map.ofEntries(
            Map.entry("activityDateTime", TIMES),
            Map.entry("activityDisplayName", TEXTS),
            Map.entry("category", Set.of("eq")),
            Map.entry("correlationId", Set.of("eq")),
            Map.entry("loggedByService", Set.of("eq")),
            Map.entry("operationType", Set.of("eq")),
            Map.entry("result", Set.of("eq")),
            Map.entry("initiatedBy/user/id", Set.of("eq")),
            Map.entry("initiatedBy/user/displayName", TEXTS),
            Map.entry("initiatedBy/user/userPrincipalName", TEXTS),
            Map.entry("initiatedBy/app/appId", Set.of("eq")),
            Map.entry("initiatedBy/app/displayName", TEXTS),
            Map.entry("targetResources/id", Set.of("eq")),
            Map.entry("targetResources/displayName", TEXTS));
    private static final Map<String, Set<String>> SIGN_IN_FILTERS = Map.ofEntries(
            Map.entry("createdDateTime", TIMES),
            Map.entry("id", Set.of("eq")),
            Map.entry("userId", Set.of("eq")),
            Map.entry("userDisplayName", TEXTS),
            Map.entry("userPrincipalName", TEXTS),
            Map.entry("appId", Set.of("eq")),
            Map.entry("appDisplayName", TEXTS),
            Map.entry("ipAddress", TEXTS),
            Map.entry("correlationId", Set.of("eq")),
            Map.entry("conditionalAccessStatus", Set.of("eq")),
            Map.entry("status/errorCode", Set.of("eq", "ne", "gt", "ge", "lt", "le")));
    private static final Map<String, Set<String>> ALERT_FILTERS = alertFilters();

    private final Limits limits;
    private final Seal seal;

    EventRoutes(Limits limits, Seal seal) {
        this.limits = limits;
        this.seal = seal;
    }

    private static Map<String, Set<String>> alertFilters() {
        Map<String, Set<String>> filters = new TreeMap<>();
        Set<String> all = Set.of("eq", "ne", "gt", "ge", "lt", "le", "in");
        for (String property : List.of(
                "assignedTo",
                "classification",
                "determination",
                "createdDateTime",
                "lastUpdateDateTime",
                "severity",
                "serviceSource",
                "status")) {
            filters.put(property, all);
        }
        return filters;
    }

    Answer audits(GraphCall call) {
        limits.audit(call);
        requireAuditRole(call);
        return log(
                call,
                "directoryAudits",
                "directoryAudit",
                "activityDateTime",
                call.tenant().audits(),
                AUDIT_FILTERS);
    }

    Answer signIns(GraphCall call) {
        limits.audit(call);
        requireAuditRole(call);
        // Needs Entra ID P1. A client takes this for a feature that is off, not for a fault (CIPP-API).
        if (!call.tenant().premium()) {
            throw GraphError.of(
                    403,
                    "Authentication_RequestFromNonPremiumTenantOrB2CTenant",
                    "Neither tenant is B2C or tenant doesn't have premium license");
        }
        return log(call, "signIns", "signIn", "createdDateTime", call.tenant().signIns(), SIGN_IN_FILTERS);
    }

    private static void requireAuditRole(GraphCall call) {
        call.requireGet();
        if (!call.hasRole("AuditLog.Read.All")) {
            throw GraphError.of(
                    403,
                    "Authentication_MSGraphPermissionMissing",
                    "Calling principal does not have required MSGraph permissions AuditLog.Read.All");
        }
    }

    /** The list of a log, or one event of it. */
    private Answer log(
            GraphCall call, String name, String type, String time, EventLog log, Map<String, Set<String>> filters) {
        if (call.depth() == 3) {
            call.requireOptions(Set.of());
            return call.one("auditLogs/" + name, found(log, call.segment(2)));
        }
        call.requireOptions(LOG_OPTIONS);
        int top = call.top(PAGE, PAGE);
        Set<String> known = Properties.of(type);
        Selection selection = Selection.parse(call.option("$select"), type, known, List.copyOf(known));
        Comparator<JsonNode> order =
                Ordering.parse(call.has("$orderby") ? call.option("$orderby") : time + " desc", Set.of(time));
        Filter filter = Filter.parse(call.option("$filter"), new FilterRules(type, filters, Set.of(), true));
        JsonNode last = lastShown(call);
        List<JsonNode> rest = log.all().stream()
                .filter(filter::matches)
                .filter(event -> last == null || order.compare(event, last) > 0)
                .sorted(order)
                .limit(top + 1L)
                .toList();
        ObjectNode body = call.list("auditLogs/" + name + selection.context());
        if (rest.size() > top) {
            JsonNode end = rest.get(top - 1);
            ObjectNode state = Json.object().put("t", call.tenant().id()).put("l", call.listKey());
            state.put(time, end.path(time).asText()).put("id", end.path("id").asText());
            body.put("@odata.nextLink", call.link("$skiptoken", seal.close(state)));
        }
        ArrayNode rows = body.putArray("value");
        rest.subList(0, Math.min(top, rest.size()))
                .forEach(event -> rows.add(selection.asked() ? selection.cutPresent((ObjectNode) event) : event));
        return GraphCall.json(body);
    }

    /** The last event of the page before; null on the first page. Events that arrive meanwhile do not shift the pages. */
    private @Nullable JsonNode lastShown(GraphCall call) {
        if (!call.has("$skiptoken")) {
            return null;
        }
        JsonNode state = seal.open(call.option("$skiptoken")).orElse(Json.object());
        if (!state.path("t").asText().equals(call.tenant().id())
                || state.path("l").asInt() != call.listKey()) {
            throw GraphError.badRequest("Skip token is not valid.");
        }
        return state;
    }

    private static ObjectNode found(EventLog log, String id) {
        return log.find(id)
                .orElseThrow(() -> GraphError.of(404, "ResourceNotFound", "Resource '" + id + "' does not exist."));
    }

    Answer alerts(GraphCall call) {
        limits.alerts(call);
        call.requireGet();
        call.requireRole("SecurityAlert.Read.All", "SecurityAlert.ReadWrite.All");
        EventLog log = call.tenant().alerts();
        if (call.depth() == 3) {
            call.requireOptions(Set.of());
            return call.one("security/alerts_v2", EvolvingWords.shown(call.call(), found(log, call.segment(2))));
        }
        call.requireOptions(ALERT_OPTIONS);
        int top = call.top(PAGE, 2 * PAGE);
        String skipped = call.has("$skip") ? call.option("$skip") : "0";
        if (!skipped.matches("\\d{1,7}")) {
            throw GraphError.badRequest("Invalid value '" + skipped + "' for $skip query option found.");
        }
        int skip = Integer.parseInt(skipped);
        Comparator<JsonNode> order = Ordering.parse(
                call.has("$orderby") ? call.option("$orderby") : "createdDateTime desc",
                Set.of("createdDateTime", "lastUpdateDateTime", "severity", "status"));
        Filter filter = Filter.parse(call.option("$filter"), new FilterRules("alert", ALERT_FILTERS, Set.of(), true));
        List<JsonNode> all =
                log.all().stream().filter(filter::matches).sorted(order).toList();
        int end = Math.min(all.size(), skip + top);
        ObjectNode body = call.list("security/alerts_v2");
        if (call.option("$count").equalsIgnoreCase("true")) {
            body.put("@odata.count", all.size());
        }
        if (end < all.size()) {
            body.put("@odata.nextLink", call.link("$skip", String.valueOf(end)));
        }
        ArrayNode rows = body.putArray("value");
        all.subList(Math.min(skip, end), end)
                .forEach(alert -> rows.add(EvolvingWords.shown(call.call(), (ObjectNode) alert)));
        return GraphCall.json(body);
    }
}
