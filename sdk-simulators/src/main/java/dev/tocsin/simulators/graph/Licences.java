package dev.tocsin.simulators.graph;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.graph.internal.records.Tenant;
import dev.tocsin.simulators.graph.internal.wire.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Writes a tenant's licences as {@code subscribedSkus} and {@code directory/subscriptions} show them. */
final class Licences {
    private Licences() {}

    static void add(Tenant tenant, SkuSeed seed, Instant now) {
        String subscriptionId = UUID.nameUUIDFromBytes(
                        (tenant.id() + seed.skuId() + tenant.skus().size()).getBytes(StandardCharsets.UTF_8))
                .toString();
        ObjectNode sku = Json.object()
                .put("id", tenant.id() + "_" + seed.skuId())
                .put("accountId", tenant.id())
                .put("accountName", tenant.domain())
                .put("skuId", seed.skuId())
                .put("skuPartNumber", seed.skuPartNumber())
                .put("appliesTo", "User")
                .put("capabilityStatus", "Enabled")
                .put("consumedUnits", seed.consumed());
        sku.putObject("prepaidUnits")
                .put("enabled", seed.enabled())
                .put("suspended", 0)
                .put("warning", 0)
                .put("lockedOut", 0);
        plan(sku.putArray("servicePlans"), seed);
        sku.putArray("subscriptionIds").add(subscriptionId);
        tenant.skus().add(sku);
        ObjectNode subscription = Json.object()
                .put("id", subscriptionId)
                .put("commerceSubscriptionId", subscriptionId)
                .put("skuId", seed.skuId())
                .put("skuPartNumber", seed.skuPartNumber())
                .put("isTrial", seed.trial())
                .put("status", "Enabled")
                .put("totalLicenses", seed.enabled())
                .put("createdDateTime", now.minus(Duration.ofDays(100)).toString())
                .put("nextLifecycleDateTime", now.plus(Duration.ofDays(265)).toString())
                .putNull("ownerId")
                .put("ownerTenantId", tenant.id())
                .putNull("ownerType");
        plan(subscription.putArray("serviceStatus"), seed);
        tenant.subscriptions().add(subscription);
    }

    private static void plan(ArrayNode plans, SkuSeed seed) {
        plans.addObject()
                .put(
                        "servicePlanId",
                        UUID.nameUUIDFromBytes(seed.skuId().getBytes(StandardCharsets.UTF_8))
                                .toString())
                .put("servicePlanName", seed.skuPartNumber() + "_PLAN")
                .put("provisioningStatus", "Success")
                .put("appliesTo", "User");
    }
}
