package dev.tocsin.simulators.graph.internal.records;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.graph.internal.wire.Json;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * Events in the vendor's form (api-reference resources directoryAudit, signIn, security-alert), each with what a caller
 * says over ordinary values.
 */
public final class EventForms {
    private EventForms() {}

    private static String id(Tenant tenant, String kind) {
        return UUID.nameUUIDFromBytes(
                        (tenant.id() + kind + tenant.nextEvent()).getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .toString();
    }

    /** An audit event; fields of the map take the place of ordinary values. */
    public static ObjectNode audit(Tenant tenant, Map<String, ?> fields, Instant now) {
        String correlation = id(tenant, "correlation");
        ObjectNode audit = Json.object()
                .put("id", "Directory_" + correlation + "_" + tenant.nextEvent())
                .put("category", "UserManagement")
                .put("correlationId", correlation)
                .put("result", "success")
                .put("resultReason", "")
                .put("activityDisplayName", "Update user")
                .put("activityDateTime", now.toString())
                .put("loggedByService", "Core Directory")
                .put("operationType", "Update");
        ObjectNode initiator = audit.putObject("initiatedBy");
        initiator.putObject("user").put("id", id(tenant, "admin")).put("userPrincipalName", "admin@" + tenant.domain());
        initiator.putNull("app");
        audit.putArray("targetResources");
        audit.putArray("additionalDetails");
        return audit.setAll(Json.ofMap(fields));
    }

    /** A sign-in; fields of the map take the place of ordinary values. */
    public static ObjectNode signIn(Tenant tenant, Map<String, ?> fields, Instant now) {
        ObjectNode signIn = Json.object()
                .put("id", id(tenant, "signIn"))
                .put("createdDateTime", now.toString())
                .put("userDisplayName", "")
                .put("userPrincipalName", "")
                .put("userId", "")
                .put("appId", "89bee1f7-5e6e-4d8a-9f3d-ecd601259da7")
                .put("appDisplayName", "Office365 Shell WCSS-Client")
                .put("ipAddress", "203.0.113.7")
                .put("clientAppUsed", "Browser")
                .put("correlationId", id(tenant, "correlation"))
                .put("conditionalAccessStatus", "notApplied")
                .put("isInteractive", true)
                .put("riskDetail", "none")
                .put("riskLevelAggregated", "none")
                .put("riskLevelDuringSignIn", "none")
                .put("riskState", "none");
        signIn.putArray("riskEventTypes_v2");
        signIn.putObject("status")
                .put("errorCode", 0)
                .put("failureReason", "Other.")
                .putNull("additionalDetails");
        signIn.putObject("deviceDetail").put("operatingSystem", "Windows 10").put("browser", "Edge 138.0.0");
        signIn.putObject("location")
                .put("city", "Seattle")
                .put("state", "Washington")
                .put("countryOrRegion", "US");
        signIn.putArray("appliedConditionalAccessPolicies");
        return signIn.setAll(Json.ofMap(fields));
    }

    /** An alert; fields of the map take the place of ordinary values. */
    public static ObjectNode alert(Tenant tenant, Map<String, ?> fields, Instant now) {
        String id = "da" + id(tenant, "alert").replace("-", "") + "_1";
        ObjectNode alert = Json.object()
                .put("id", id)
                .put("providerAlertId", id)
                .put("incidentId", String.valueOf(tenant.nextEvent()))
                .put("status", "new")
                .put("severity", "medium")
                .putNull("classification")
                .putNull("determination")
                .put("serviceSource", "microsoftDefenderForEndpoint")
                .put("detectionSource", "antivirus")
                .put("productName", "Microsoft Defender for Endpoint")
                .put("tenantId", tenant.id())
                .put("title", "Suspicious activity")
                .put("description", "An activity that malware often shows was seen.")
                .put("recommendedActions", "")
                .put("category", "SuspiciousActivity")
                .putNull("assignedTo")
                .put("alertWebUrl", "https://security.microsoft.com/alerts/" + id + "?tid=" + tenant.id())
                .put("createdDateTime", now.toString())
                .put("lastUpdateDateTime", now.toString())
                .putNull("resolvedDateTime")
                .put("firstActivityDateTime", now.toString())
                .put("lastActivityDateTime", now.toString());
        alert.putArray("mitreTechniques");
        alert.putArray("comments");
        alert.putArray("evidence");
        alert.putArray("systemTags");
        return alert.setAll(Json.ofMap(fields));
    }
}
