package dev.tocsin.simulators.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.graph.internal.login.AccessTokens.Access;
import dev.tocsin.simulators.graph.internal.records.Tenant;
import dev.tocsin.simulators.graph.internal.wire.GraphError;
import dev.tocsin.simulators.graph.internal.wire.Json;
import dev.tocsin.simulators.http.Answer;
import dev.tocsin.simulators.http.Call;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/** A request of a known caller, alone or as part of a batch. Used by one thread. */
final class GraphCall {
    static final String JSON =
            "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8";

    private final Call call;
    private final String baseUrl;
    private final List<String> segments = new ArrayList<>();
    private final Tenant tenant;
    private final Access access;
    private final Map<String, String> query;
    private final Map<String, String> told = new LinkedHashMap<>();

    /**
     * @param call the request
     * @param path its path below the version
     * @param baseUrl the address of the version, for links
     */
    GraphCall(Call call, String path, String baseUrl, Tenant tenant, Access access) {
        this.call = call;
        this.baseUrl = baseUrl;
        this.tenant = tenant;
        this.access = access;
        for (String segment : path.split("/")) {
            if (!segment.isEmpty()) {
                // A plus in a path is a plus: only forms write a blank so.
                segments.add(Call.decode(segment.replace("+", "%2B")));
            }
        }
        query = call.query();
    }

    Call call() {
        return call;
    }

    Tenant tenant() {
        return tenant;
    }

    Access access() {
        return access;
    }

    /** The n-th part of the path, decoded; empty if there are fewer. */
    String segment(int n) {
        return n < segments.size() ? segments.get(n) : "";
    }

    int depth() {
        return segments.size();
    }

    boolean isGet() {
        return call.method().equals("GET");
    }

    void requireGet() {
        if (!isGet()) {
            throw GraphError.methodNotAllowed();
        }
    }

    /** A query option; empty if it is not there. */
    String option(String name) {
        return query.getOrDefault(name, "");
    }

    boolean has(String name) {
        return query.containsKey(name);
    }

    /** Whether the directory may answer from its index, a little late (concepts/aad-advanced-queries.md). */
    boolean eventual() {
        return call.header("ConsistencyLevel").orElse("").equalsIgnoreCase("eventual");
    }

    boolean prefersMinimal() {
        return call.header("Prefer")
                .orElse("")
                .toLowerCase(java.util.Locale.ROOT)
                .replace(" ", "")
                .contains("return=minimal");
    }

    /**
     * Refuses query options that the resource does not take. A parameter without {@code $} is none and is passed over
     * (concepts/query-parameters.md).
     */
    void requireOptions(Set<String> legal) {
        for (String name : query.keySet()) {
            if (name.startsWith("$") && legal.stream().noneMatch(name::equalsIgnoreCase)) {
                throw GraphError.badRequest("The query specified in the URI is not valid. Query option '"
                        + name.substring(1) + "' is not allowed.");
            }
        }
    }

    /** Refuses a token that has none of the roles. */
    void requireRole(String... roles) {
        if (!hasRole(roles)) {
            throw GraphError.denied();
        }
    }

    boolean hasRole(String... roles) {
        for (String role : roles) {
            if (access.roles().contains(role)) {
                return true;
            }
        }
        return false;
    }

    /** {@code $top}, the size of the pages; the default if it is not there. */
    int top(int ordinary, int most) {
        if (!has("$top")) {
            return ordinary;
        }
        String text = option("$top");
        if (!text.matches("\\d{1,9}")) {
            throw GraphError.badRequest(
                    "Invalid value '" + text + "' for $top query option found. The $top query option"
                            + " requires a non-negative integer value.");
        }
        int top = Integer.parseInt(text);
        if (top < 1 || top > most) {
            throw GraphError.unsupportedQuery(
                    "Invalid page size specified: '" + text + "'. Must be between 1 and " + most + " inclusive.");
        }
        return top;
    }

    /** A header for the answer. */
    void tell(String header, String value) {
        told.put(header, value);
    }

    Map<String, String> told() {
        return told;
    }

    /** The address of this request with one option set to another value. */
    String link(String option, String value) {
        StringJoiner pairs = new StringJoiner("&");
        query.forEach((name, old) -> {
            if (!name.equalsIgnoreCase(option)) {
                pairs.add(name + "=" + encoded(old));
            }
        });
        pairs.add(option + "=" + encoded(value));
        return baseUrl + "/" + String.join("/", segments) + "?" + pairs;
    }

    /** An address below the version. */
    String url(String pathAndQuery) {
        return baseUrl + pathAndQuery;
    }

    /** All that distinguishes this list from another one, but for the place in it. */
    int listKey() {
        Map<String, String> others = new LinkedHashMap<>(query);
        others.keySet().removeIf(name -> name.equalsIgnoreCase("$skiptoken"));
        return (segments + others.toString()).hashCode();
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The beginning of a list's body. */
    ObjectNode list(String context) {
        return Json.object().put("@odata.context", url("/$metadata#" + context));
    }

    /** A list of all there is. */
    Answer whole(String context, Collection<? extends JsonNode> rows) {
        ObjectNode body = list(context);
        ArrayNode value = body.putArray("value");
        rows.forEach(value::add);
        return json(body);
    }

    /** One record with its context in front. */
    Answer one(String context, ObjectNode record) {
        ObjectNode body = Json.object().put("@odata.context", url("/$metadata#" + context + "/$entity"));
        return json(body.setAll(record));
    }

    static Answer json(JsonNode body) {
        return json(200, body);
    }

    static Answer json(int status, JsonNode body) {
        return new Answer(status, Map.of("Content-Type", JSON), Json.bytes(body));
    }
}
