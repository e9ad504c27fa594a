package dev.tocsin.simulators.graph;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.graph.internal.query.Filter;
import dev.tocsin.simulators.graph.internal.query.FilterRules;
import dev.tocsin.simulators.graph.internal.query.Selection;
import dev.tocsin.simulators.graph.internal.records.Properties;
import dev.tocsin.simulators.http.Answer;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code /organization}, {@code /subscribedSkus}, {@code /directory/subscriptions}. Runs under the tenant's lock. */
final class OrganizationRoutes {
    private static final String[] ROLES = {
        "Organization.Read.All", "Organization.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All"
    };

    private final Limits limits;

    OrganizationRoutes(Limits limits) {
        this.limits = limits;
    }

    Answer organization(GraphCall call) {
        limits.identity(call, 1);
        return list(call, "organization", "organization", List.of(call.tenant().organization()));
    }

    /** 3 units (concepts/throttling-limits.md). */
    Answer skus(GraphCall call) {
        limits.identity(call, 3);
        return list(call, "subscribedSkus", "subscribedSku", call.tenant().skus());
    }

    Answer subscriptions(GraphCall call) {
        limits.identity(call, 1);
        return list(
                call,
                "directory/subscriptions",
                "companySubscription",
                call.tenant().subscriptions());
    }

    private static Answer list(GraphCall call, String path, String type, List<ObjectNode> records) {
        call.requireGet();
        call.requireRole(ROLES);
        boolean filters = type.equals("companySubscription");
        call.requireOptions(filters ? Set.of("$select", "$filter") : Set.of("$select"));
        Set<String> known = Properties.of(type);
        Selection selection = Selection.parse(call.option("$select"), type, known, List.copyOf(known));
        Filter filter = Filter.parse(
                call.option("$filter"),
                new FilterRules(
                        type, Map.of("commerceSubscriptionId", Set.of("eq"), "skuId", Set.of("eq")), Set.of(), true));
        return call.whole(
                path + selection.context(),
                records.stream()
                        .filter(filter::matches)
                        .map(record -> selection.asked() ? selection.cutPresent(record) : record)
                        .toList());
    }
}
