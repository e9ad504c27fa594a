package dev.tocsin.simulators.graph;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.graph.internal.records.Directory;
import dev.tocsin.simulators.graph.internal.records.EventForms;
import dev.tocsin.simulators.graph.internal.records.EventLog;
import dev.tocsin.simulators.graph.internal.records.Properties;
import dev.tocsin.simulators.graph.internal.records.Tenant;
import dev.tocsin.simulators.graph.internal.wire.Json;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The events of a tenant: makes them happen. Each method gives the id of the event. Thread-safe. */
public final class SimEvents {
    private final Tenant tenant;
    private final Clock clock;

    SimEvents(Tenant tenant, Clock clock) {
        this.tenant = tenant;
        this.clock = clock;
    }

    /**
     * Something was done in the directory.
     *
     * @param fields properties of the vendor's directoryAudit over ordinary ones; an {@code activityDateTime} in the past is
     *     an event that the log shows late
     * @throws IllegalArgumentException if a property does not exist
     */
    public String audit(Map<String, ?> fields) {
        return add("directoryAudit", fields);
    }

    /**
     * A user was changed by another.
     *
     * @param activity what was done, such as {@code Reset user password}
     * @param actor the user name of who did it
     * @param target the id or user name of a user who is there
     */
    public String audit(String activity, String actor, String target) {
        ObjectNode user = user(target);
        Map<String, Object> who = new LinkedHashMap<>();
        who.put("user", Map.of("userPrincipalName", actor, "id", idOf(actor), "displayName", actor));
        who.put("app", null);
        return audit(Map.of(
                "activityDisplayName",
                activity,
                "initiatedBy",
                who,
                "targetResources",
                List.of(Map.of(
                        "id", user.path("id").asText(),
                        "displayName", user.path("displayName").asText(),
                        "type", "User",
                        "userPrincipalName", user.path("userPrincipalName").asText(),
                        "modifiedProperties", List.of()))));
    }

    /**
     * A sign-in.
     *
     * @param fields properties of the vendor's signIn over ordinary ones
     * @throws IllegalArgumentException if a property does not exist
     */
    public String signIn(Map<String, ?> fields) {
        return add("signIn", fields);
    }

    /**
     * A user's sign-in.
     *
     * @param user the id or user name
     * @param errorCode 0 for a success, otherwise such as 50126
     * @param failureReason why it failed
     */
    public String signIn(String user, int errorCode, String failureReason) {
        ObjectNode who = user(user);
        return signIn(Map.of(
                "userId", who.path("id").asText(),
                "userPrincipalName", who.path("userPrincipalName").asText(),
                "userDisplayName", who.path("displayName").asText(),
                "status", Map.of("errorCode", errorCode, "failureReason", failureReason)));
    }

    /**
     * An alert.
     *
     * @param fields properties of the vendor's alert over ordinary ones
     * @throws IllegalArgumentException if a property does not exist
     */
    public String alert(Map<String, ?> fields) {
        return add("security.alert", fields);
    }

    /**
     * An alert about a user.
     *
     * @param title what it is called
     * @param severity informational, low, medium or high
     * @param user the id or user name
     */
    public String alert(String title, String severity, String user) {
        ObjectNode who = user(user);
        return alert(Map.of(
                "title",
                title,
                "severity",
                severity,
                "evidence",
                List.of(Map.of(
                        "@odata.type", "#microsoft.graph.security.userEvidence",
                        "createdDateTime", clock.instant().toString(),
                        "userAccount",
                                Map.of(
                                        "azureAdUserId", who.path("id").asText(),
                                        "userPrincipalName",
                                                who.path("userPrincipalName").asText(),
                                        "displayName", who.path("displayName").asText())))));
    }

    /**
     * Somebody works on an alert: its status changes and {@code lastUpdateDateTime} with it.
     *
     * @param status new, inProgress or resolved
     * @throws IllegalArgumentException if there is no such alert
     */
    public void alertStatus(String id, String status) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("status", status);
        fields.put(
                "resolvedDateTime", status.equals("resolved") ? clock.instant().toString() : null);
        editAlert(id, fields);
    }

    /**
     * Changes properties of an alert and its {@code lastUpdateDateTime}.
     *
     * @throws IllegalArgumentException if there is no such alert or property
     */
    public void editAlert(String id, Map<String, ?> fields) {
        ObjectNode given = checked("security.alert", fields);
        synchronized (tenant) {
            EventLog log = tenant.alerts();
            ObjectNode alert = log.find(id)
                    .orElseThrow(() -> new IllegalArgumentException("id: there is no alert '" + id + "'"))
                    .deepCopy();
            alert.put("lastUpdateDateTime", clock.instant().toString());
            log.replace(alert.setAll(given));
        }
    }

    /** An alert as it is now; empty if there is none. */
    public Optional<Map<String, Object>> alert(String id) {
        synchronized (tenant) {
            return tenant.alerts().find(id).map(Json::toMap);
        }
    }

    /**
     * Many audits, one each so long before the next, the last one now.
     *
     * @return their ids, the oldest first
     */
    public List<String> audits(int count, Duration apart) {
        List<String> ids = new ArrayList<>();
        Instant now = clock.instant();
        for (int i = count - 1; i >= 0; i--) {
            ids.add(audit(
                    Map.of("activityDateTime", now.minus(apart.multipliedBy(i)).toString())));
        }
        return ids;
    }

    private String add(String type, Map<String, ?> fields) {
        checked(type, fields);
        Instant now = clock.instant();
        synchronized (tenant) {
            ObjectNode event = switch (type) {
                case "signIn" -> EventForms.signIn(tenant, fields, now);
                case "directoryAudit" -> EventForms.audit(tenant, fields, now);
                default -> EventForms.alert(tenant, fields, now);
            };
            EventLog log = switch (type) {
                case "signIn" -> tenant.signIns();
                case "directoryAudit" -> tenant.audits();
                default -> tenant.alerts();
            };
            log.add(event);
            return event.path("id").asText();
        }
    }

    private static ObjectNode checked(String type, Map<String, ?> fields) {
        for (String name : fields.keySet()) {
            if (!Properties.of(type).contains(name)) {
                throw new IllegalArgumentException(type + ": '" + name + "' is no property of the vendor's " + type);
            }
        }
        return Json.ofMap(fields);
    }

    private ObjectNode user(String user) {
        synchronized (tenant) {
            Directory directory = tenant.directory();
            return directory.read(directory
                    .find(user)
                    .orElseThrow(
                            () -> new IllegalArgumentException("user: '" + user + "' is not in " + tenant.domain())));
        }
    }

    private String idOf(String actor) {
        synchronized (tenant) {
            Directory directory = tenant.directory();
            java.util.OptionalInt slot = directory.find(actor);
            return slot.isPresent() ? directory.id(slot.getAsInt()) : "";
        }
    }
}
