package dev.tocsin.msgraph.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.core.base.Execution;
import dev.tocsin.core.base.TocsinException;
import dev.tocsin.core.licence.Licence;
import dev.tocsin.core.licence.LicenceSource;
import dev.tocsin.msgraph.GraphTenant;
import dev.tocsin.msgraph.MicrosoftGraph;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The Microsoft 365 subscriptions of customers: {@code /subscribedSkus} for the counts, {@code /directory/subscriptions} for dates and
 * trials. Needs the application permission {@code Organization.Read.All} in the customer's tenant. A product's key is its SKU id, its
 * code and name are the part number, such as {@code SPB}: Graph has no other name.
 *
 * <p>Owned are the units enabled and those in warning, whose subscription has ended and which go on working through the days of
 * grace; not the suspended and the locked ones, which cannot be assigned (resources/licenseunitsdetail.md). Thread-safe.
 */
public final class GraphLicences implements LicenceSource {
    private static final String SKUS = "/subscribedSkus";
    private static final String SUBSCRIPTIONS = "/directory/subscriptions";

    private final Function<String, GraphTenant> tenants;

    /** Licences of every tenant that has consented to the app. */
    public GraphLicences(MicrosoftGraph graph) {
        this(graph::tenant);
    }

    /**
     * Licences of the tenants that a host finds.
     *
     * @param tenants the tenant of an id
     */
    public GraphLicences(Function<String, GraphTenant> tenants) {
        this.tenants = tenants;
    }

    @Override
    public String id() {
        return "microsoft365";
    }

    /**
     * {@inheritDoc}
     *
     * @param sourceCompanyId the tenant's id
     */
    @Override
    public List<Licence> licences(String sourceCompanyId) {
        GraphTenant tenant = tenants.apply(sourceCompanyId);
        GraphAnswers answers = new GraphAnswers(tenant);
        OwnLinks links = new OwnLinks(tenant);
        List<JsonNode> skus =
                answers.all("GET " + SKUS, tenant.client().subscribedSkus().toGetRequestInformation(), links, SKUS);
        List<JsonNode> subscriptions = answers.all(
                "GET " + SUBSCRIPTIONS,
                tenant.client().directory().subscriptions().toGetRequestInformation(),
                links,
                SUBSCRIPTIONS);
        return of(skus, subscriptions);
    }

    /** The licences that the two lists say. */
    static List<Licence> of(List<JsonNode> skus, List<JsonNode> subscriptions) {
        Map<String, List<JsonNode>> bySku = new TreeMap<>();
        subscriptions.forEach(one ->
                bySku.computeIfAbsent(skuId(one), id -> new ArrayList<>()).add(one));
        Map<String, Licence> licences = new TreeMap<>();
        for (JsonNode sku : skus) {
            Licence licence = licence(sku, bySku.getOrDefault(skuId(sku), List.of()));
            if (licences.put(licence.key(), licence) != null) {
                throw GraphAnswers.malformed("GET " + SKUS, "one record for each skuId is needed");
            }
        }
        return List.copyOf(licences.values());
    }

    private static String skuId(JsonNode record) {
        return record.path("skuId").asText("").toLowerCase(Locale.ROOT);
    }

    private static Licence licence(JsonNode sku, List<JsonNode> subscriptions) {
        String key = skuId(sku);
        if (key.isBlank() || key.length() > 200) {
            throw GraphAnswers.malformed("GET " + SKUS, "a skuId of 1 to 200 characters is needed for each");
        }
        JsonNode units = sku.path("prepaidUnits");
        String product = sku.path("skuPartNumber").asText(key);
        return new Licence(
                key,
                product,
                product,
                count(units, "enabled") + count(units, "warning"),
                count(sku, "consumedUnits"),
                sku.path("capabilityStatus").asText(""),
                renewsAt(subscriptions),
                !subscriptions.isEmpty()
                        && subscriptions.stream()
                                .allMatch(one -> one.path("isTrial").asBoolean()));
    }

    private static long count(JsonNode record, String property) {
        long count = record.path(property).asLong();
        if (count < 0) {
            throw GraphAnswers.malformed("GET " + SKUS, property + " of 0 and more is needed");
        }
        return count;
    }

    /** The earliest of the next dates. */
    private static @Nullable Instant renewsAt(List<JsonNode> subscriptions) {
        @Nullable Instant earliest = null;
        for (JsonNode subscription : subscriptions) {
            JsonNode next = subscription.path("nextLifecycleDateTime");
            if (next.isTextual()) {
                Instant at = instant(next.asText());
                earliest = earliest == null || at.isBefore(earliest) ? at : earliest;
            }
        }
        return earliest;
    }

    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException noMoment) {
            throw new TocsinException(
                    "Microsoft Graph's answer to GET " + SUBSCRIPTIONS
                            + " cannot be read: nextLifecycleDateTime must be a moment with its offset",
                    Execution.EXECUTED,
                    null,
                    noMoment);
        }
    }
}
