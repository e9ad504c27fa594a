package dev.tocsin.simulators.graph;

import static org.assertj.core.api.Assumptions.assumeThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.http.Call;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The contract, against which answers are held. It is derived from the vendor's metadata; where that lost something it is
 * corrected while it is loaded:
 *
 * <ul>
 *   <li>Refusals are declared as 4XX and 5XX, which the validator does not know: each status is declared for itself.
 *   <li>A property whose type has a name of its own (an enumeration, a complex type) cannot say that it may be null, though
 *       in the metadata it may: its nulls are taken out of an answer before it is held against the contract.
 *   <li>A type that extends another is declared by parts, of which the validator takes each for the whole: they are joined.
 *       That no property is undeclared is checked here rather than by the validator.
 *   <li>Annotations, {@code @odata.…} and {@code @removed}, belong to the format and to no type: passed over.
 *   <li>Evidence of alerts is declared as its common part only; the parts of each kind are checked by the kind that
 *       {@code @odata.type} names.
 *   <li>The metadata calls delta {@code /users/delta()}; the shorter spelling of the documents stands for it.
 * </ul>
 */
final class GraphContract {
    private static final Set<String> VERBS = Set.of("get", "post", "put", "patch", "delete");
    private static final List<Integer> REFUSALS =
            List.of(400, 401, 403, 404, 405, 410, 413, 424, 429, 500, 502, 503, 504);

    private final JsonNode root;
    private final OpenApiInteractionValidator validator;

    private GraphContract(JsonNode root, OpenApiInteractionValidator validator) {
        this.root = root;
        this.validator = validator;
    }

    /** The contract in the folder that {@code -Dtocsin.shared} names; the test is skipped if that is not set. */
    static GraphContract load() {
        String folder = System.getProperty("tocsin.shared", "");
        assumeThat(folder)
                .as("set -Dtocsin.shared to the folder that holds specs/msgraph.openapi.json")
                .isNotEmpty();
        try {
            ObjectNode root = (ObjectNode)
                    Client.JSON.readTree(Files.readAllBytes(Path.of(folder, "specs", "msgraph.openapi.json")));
            root.putArray("servers").addObject().put("url", "/");
            for (JsonNode path : root.path("paths")) {
                path.properties().forEach(operation -> {
                    if (VERBS.contains(operation.getKey())) {
                        ObjectNode responses = ((ObjectNode) operation.getValue()).withObject("/responses");
                        REFUSALS.forEach(status -> responses
                                .putObject(String.valueOf(status))
                                .put("$ref", "#/components/responses/error"));
                    }
                });
            }
            root.path("components").path("schemas").properties().forEach(schema -> {
                ObjectNode type = (ObjectNode) schema.getValue();
                if (type.has("allOf")) {
                    Map<String, JsonNode> all = flat(root, type);
                    type.removeAll();
                    type.put("type", "object").putObject("properties").setAll(all);
                }
            });
            root.findParents("properties").forEach(type -> ((ObjectNode) type).put("additionalProperties", true));
            return new GraphContract(
                    root,
                    OpenApiInteractionValidator.createForInlineApiSpecification(root.toString())
                            .build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All operations, such as {@code GET /users}. */
    Set<String> operations() {
        Set<String> names = new TreeSet<>();
        root.path("paths")
                .properties()
                .forEach(path -> path.getValue().fieldNames().forEachRemaining(verb -> {
                    if (VERBS.contains(verb)) {
                        names.add(verb.toUpperCase(Locale.ROOT) + " " + path.getKey());
                    }
                }));
        return names;
    }

    /** The names of a type's properties, navigation left out. */
    Set<String> properties(String type) {
        return new TreeSet<>(flat("microsoft.graph." + type).keySet());
    }

    /** The names of those properties of a type that are collections. */
    Set<String> collections(String type) {
        Set<String> names = new TreeSet<>();
        flat("microsoft.graph." + type).forEach((name, schema) -> {
            if (schema.path("type").asText().equals("array")) {
                names.add(name);
            }
        });
        return names;
    }

    /** The words of an enumeration behind one of them. */
    Set<String> wordsAfter(String type, String word) {
        Set<String> words = new TreeSet<>();
        boolean after = false;
        for (JsonNode one : root.path("components")
                .path("schemas")
                .path("microsoft.graph." + type)
                .path("enum")) {
            if (after) {
                words.add(one.asText());
            }
            after |= one.asText().equals(word);
        }
        return words;
    }

    /** One answer with the request it is for. */
    record Exchange(String method, String path, String rawQuery, Map<String, String> headers, Client.Reply reply) {}

    /** The contract's name of a request; empty if it has none. */
    String operation(Exchange exchange) {
        String path = spelled(exchange.path());
        String template = root.path("paths").properties().stream()
                .map(Map.Entry::getKey)
                .filter(one -> path.matches(one.replace("$", "\\$")
                        .replace("(", "\\(")
                        .replace(")", "\\)")
                        .replaceAll("\\{[^}]+}", "[^/]+")))
                .min(Comparator.comparingInt(
                        one -> one.length() - one.replace("{", "").length()))
                .orElse("");
        return template.isEmpty() ? "" : exchange.method() + " " + template;
    }

    private static String spelled(String path) {
        return path.equals("/users/delta") ? "/users/delta()" : path;
    }

    /** In what a request and its answer break the contract; empty if in nothing. */
    List<String> faultsOf(Exchange exchange) {
        String operation = operation(exchange);
        if (operation.isEmpty()) {
            return List.of("the contract has no " + exchange.method() + " " + exchange.path());
        }
        JsonNode declared = root.path("paths")
                .path(operation.substring(operation.indexOf(' ') + 1))
                .path(exchange.method().toLowerCase(Locale.ROOT));
        List<String> faults = new ArrayList<>();
        SimpleRequest.Builder request =
                new SimpleRequest.Builder(Request.Method.valueOf(exchange.method()), spelled(exchange.path()));
        Map<String, String> query = new Call("GET", "/", exchange.rawQuery(), Map.of(), new byte[0]).query();
        query.forEach(request::withQueryParam);
        exchange.headers().forEach(request::withHeader);
        query.keySet().forEach(name -> {
            boolean known = false;
            for (JsonNode parameter : declared.path("parameters")) {
                known |= parameter.path("name").asText().equals(name);
            }
            if (!known) {
                faults.add("the contract has no query parameter " + name);
            }
        });
        if (exchange.method().equals("GET")) {
            faults.addAll(errors(validator.validateRequest(request.build())));
        }
        faults.addAll(answerFaults(exchange, declared));
        return faults.stream()
                .map(fault -> exchange.method() + " " + exchange.path() + ": " + fault)
                .toList();
    }

    private List<String> answerFaults(Exchange exchange, JsonNode declared) {
        int status = exchange.reply().status();
        if (!declared.path("responses").has(String.valueOf(status))) {
            return List.of("the contract knows no status " + status);
        }
        JsonNode content = resolved(declared.path("responses").path(String.valueOf(status)))
                .path("content");
        SimpleResponse.Builder response = new SimpleResponse.Builder(status);
        List<String> faults = new ArrayList<>();
        if (content.isMissingNode()) {
            if (!exchange.reply().text().isEmpty()) {
                faults.add("a body where the contract has none");
            }
        } else {
            JsonNode schema = content.elements().next().path("schema");
            JsonNode body = exchange.reply().json();
            check(body, schema, "", faults);
            response.withContentType(exchange.reply().header("Content-Type")).withBody(body.toString());
        }
        faults.addAll(errors(validator.validateResponse(
                spelled(exchange.path()), Request.Method.valueOf(exchange.method()), response.build())));
        return faults;
    }

    private static List<String> errors(ValidationReport report) {
        return report.getMessages().stream()
                .filter(message -> message.getLevel() == ValidationReport.Level.ERROR)
                .map(message -> message.getKey() + ": " + message.getMessage())
                .toList();
    }

    /** Reports undeclared properties, and takes those nulls out that the contract cannot express. */
    private void check(JsonNode value, JsonNode schema, String at, List<String> faults) {
        JsonNode type = resolved(schema);
        if (value instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                check(array.get(i), type.path("items"), at + "/" + i, faults);
            }
            return;
        }
        if (!(value instanceof ObjectNode object) || type.isEmpty()) {
            return;
        }
        Map<String, JsonNode> known = flat(root, type);
        String kind = object.path("@odata.type").asText("");
        if (kind.startsWith("#")) {
            known = flat(kind.substring(1));
        }
        if (known.isEmpty()) {
            return;
        }
        for (Map.Entry<String, JsonNode> field : List.copyOf(object.properties())) {
            String name = field.getKey();
            JsonNode declared = known.get(name);
            if (declared == null) {
                if (!name.startsWith("@")) {
                    faults.add("the contract has no property " + at + "/" + name);
                }
            } else if (field.getValue().isNull() && declared.has("$ref")) {
                object.remove(name);
            } else {
                check(field.getValue(), declared, at + "/" + name, faults);
            }
        }
    }

    private JsonNode resolved(JsonNode schema) {
        return resolved(root, schema);
    }

    private Map<String, JsonNode> flat(String schemaName) {
        return flat(root, root.path("components").path("schemas").path(schemaName));
    }

    private static JsonNode resolved(JsonNode root, JsonNode schema) {
        return schema.has("$ref") ? root.at(schema.path("$ref").asText().substring(1)) : schema;
    }

    private static Map<String, JsonNode> flat(JsonNode root, JsonNode schema) {
        Map<String, JsonNode> properties = new LinkedHashMap<>();
        schema.path("allOf").forEach(part -> properties.putAll(flat(root, resolved(root, part))));
        schema.path("properties").properties().forEach(one -> properties.put(one.getKey(), one.getValue()));
        return properties;
    }
}
