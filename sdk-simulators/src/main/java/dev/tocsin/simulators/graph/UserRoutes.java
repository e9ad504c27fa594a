package dev.tocsin.simulators.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.graph.internal.query.Filter;
import dev.tocsin.simulators.graph.internal.query.FilterRules;
import dev.tocsin.simulators.graph.internal.query.Ordering;
import dev.tocsin.simulators.graph.internal.query.Seal;
import dev.tocsin.simulators.graph.internal.query.Search;
import dev.tocsin.simulators.graph.internal.query.Selection;
import dev.tocsin.simulators.graph.internal.records.Directory;
import dev.tocsin.simulators.graph.internal.records.Properties;
import dev.tocsin.simulators.graph.internal.records.Tenant;
import dev.tocsin.simulators.graph.internal.wire.GraphError;
import dev.tocsin.simulators.graph.internal.wire.Json;
import dev.tocsin.simulators.http.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** {@code /users}: the list, one user, the phones a user signs in with. Runs under the tenant's lock. */
final class UserRoutes {
    /** concepts/aad-advanced-queries.md; api-reference user-list: 100 by default, at most 999. */
    private static final int PAGE = 100;

    private static final int MOST = 999;
    private static final Set<String> LIST_OPTIONS =
            Set.of("$select", "$filter", "$search", "$orderby", "$top", "$count", "$skiptoken");
    private static final Set<String> SORTABLE = Set.of("displayName", "userPrincipalName", "createdDateTime");
    private static final Set<String> ADVANCED = Set.of("ne", "not", "endswith");
    private static final Map<String, Set<String>> FILTERS = filters();

    private final Limits limits;
    private final Seal seal;

    UserRoutes(Limits limits, Seal seal) {
        this.limits = limits;
        this.seal = seal;
    }

    private static Map<String, Set<String>> filters() {
        Map<String, Set<String>> filters = new TreeMap<>();
        for (String property : List.of(
                "city",
                "companyName",
                "country",
                "department",
                "displayName",
                "employeeId",
                "givenName",
                "jobTitle",
                "mail",
                "mailNickname",
                "mobilePhone",
                "officeLocation",
                "postalCode",
                "preferredLanguage",
                "state",
                "surname",
                "usageLocation",
                "userPrincipalName",
                "userType",
                "createdDateTime",
                "otherMails",
                "proxyAddresses",
                "businessPhones")) {
            filters.put(property, FilterRules.ORDINARY);
        }
        filters.put("id", Set.of("eq", "ne", "in"));
        filters.put("accountEnabled", Set.of("eq", "ne", "in"));
        return filters;
    }

    private static void requireUserRole(GraphCall call) {
        call.requireRole("User.Read.All", "User.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All");
    }

    static Selection selection(GraphCall call) {
        return Selection.parse(call.option("$select"), "user", Properties.USER, Properties.USER_DEFAULTS);
    }

    Answer list(GraphCall call) {
        call.requireGet();
        // 2 units, one less if properties are selected, one less for small pages (concepts/throttling-limits.md).
        int units = 2 - (call.has("$select") ? 1 : 0);
        limits.identity(call, units);
        requireUserRole(call);
        if (call.has("$skip")) {
            throw GraphError.of(400, "Request_BadRequest", "'$skip' is not supported by the service.");
        }
        call.requireOptions(LIST_OPTIONS);
        Selection selection = selection(call);
        int top = call.top(PAGE, MOST);
        boolean counts = call.option("$count").equalsIgnoreCase("true") && call.eventual();
        Predicate<JsonNode> wanted = wanted(call, counts);
        int from = from(call);
        ObjectNode body = call.list("users" + selection.context());
        ArrayNode rows = Json.array();
        int next;
        if (call.has("$orderby") || counts || call.has("$search")) {
            List<JsonNode> all = sorted(call, wanted);
            if (counts && from == 0) {
                body.put("@odata.count", all.size());
            }
            int end = Math.min(all.size(), from + top);
            all.subList(Math.min(from, end), end).forEach(user -> rows.add(shown(selection, user)));
            next = end < all.size() ? end : -1;
        } else {
            next = walk(call.tenant().directory(), from, top, wanted, selection, rows);
        }
        if (next >= 0) {
            ObjectNode state = Json.object()
                    .put("t", call.tenant().id())
                    .put("l", call.listKey())
                    .put("n", next);
            body.put("@odata.nextLink", call.link("$skiptoken", seal.close(state)));
        }
        body.set("value", rows);
        return GraphCall.json(body);
    }

    private static ObjectNode shown(Selection selection, JsonNode user) {
        return selection.cut((ObjectNode) user, Properties.USER_COLLECTIONS, Properties.USER_NEVER_NULL);
    }

    /** Fills a page from a slot on; the slot of the next page, or -1 if this is the last one. */
    private static int walk(
            Directory directory, int from, int top, Predicate<JsonNode> wanted, Selection selection, ArrayNode rows) {
        for (int slot = from; slot < directory.slots(); slot++) {
            if (directory.state(slot) == Directory.State.LIVE) {
                ObjectNode user = directory.read(slot);
                if (wanted.test(user)) {
                    if (rows.size() == top) {
                        return slot;
                    }
                    rows.add(shown(selection, user));
                }
            }
        }
        return -1;
    }

    private static List<JsonNode> sorted(GraphCall call, Predicate<JsonNode> wanted) {
        Directory directory = call.tenant().directory();
        List<JsonNode> all = new ArrayList<>();
        for (int slot = 0; slot < directory.slots(); slot++) {
            if (directory.state(slot) == Directory.State.LIVE) {
                ObjectNode user = directory.read(slot);
                if (wanted.test(user)) {
                    all.add(user);
                }
            }
        }
        if (call.has("$orderby")) {
            all.sort(Ordering.parse(call.option("$orderby"), SORTABLE));
        }
        return all;
    }

    private static Predicate<JsonNode> wanted(GraphCall call, boolean advanced) {
        // To sort what is filtered is an advanced query as well (concepts/aad-advanced-queries.md).
        if (call.has("$orderby") && call.has("$filter") && !advanced) {
            throw GraphError.unsupportedQuery("Sorting not supported for current query.");
        }
        Filter filter = Filter.parse(call.option("$filter"), new FilterRules("User", FILTERS, ADVANCED, advanced));
        if (!call.has("$search")) {
            return filter::matches;
        }
        if (!call.eventual()) {
            throw GraphError.unsupportedQuery("Request with $search query parameter only works through MSGraph with a"
                    + " special request header: 'ConsistencyLevel: eventual'");
        }
        Search search = Search.parse(call.option("$search"));
        return user -> filter.matches(user) && search.matches(user);
    }

    /** Where the page begins: a slot, or a place in the sorted list. */
    private int from(GraphCall call) {
        if (!call.has("$skiptoken")) {
            return 0;
        }
        JsonNode state = seal.open(call.option("$skiptoken")).orElse(Json.object());
        boolean own = state.path("t").asText().equals(call.tenant().id())
                && state.path("l").asInt() == call.listKey()
                && state.has("n");
        if (!own) {
            throw GraphError.of(400, "Directory_InvalidPageToken", "The specified page token value is invalid.");
        }
        return state.path("n").asInt();
    }

    Answer one(GraphCall call) {
        call.requireGet();
        limits.identity(call, 1);
        requireUserRole(call);
        call.requireOptions(Set.of("$select"));
        Selection selection = selection(call);
        Tenant tenant = call.tenant();
        ObjectNode user = tenant.directory().read(tenant.user(call.segment(1)));
        return call.one("users" + selection.context(), shown(selection, user));
    }

    /** At most three phones; no query options (api-reference/v1.0/api/authentication-list-phonemethods.md). */
    Answer phones(GraphCall call) {
        call.requireGet();
        limits.identity(call, 1);
        call.requireRole("UserAuthenticationMethod.Read.All", "UserAuthenticationMethod.ReadWrite.All");
        call.requireOptions(Set.of());
        Tenant tenant = call.tenant();
        int slot = tenant.user(call.segment(1));
        List<JsonNode> phones = new ArrayList<>();
        tenant.phones(slot).forEach(phones::add);
        return call.whole("users('" + call.segment(1) + "')/authentication/phoneMethods", phones);
    }
}
