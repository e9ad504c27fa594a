package dev.tocsin.msgraph;

import static org.assertj.core.api.Assumptions.assumeThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.report.ValidationReport;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The contract of Graph, against which requests are held. It is derived from the vendor's metadata. What is corrected while it is loaded:
 * the short spelling of delta stands for {@code /users/delta()}, types that extend another are joined with it, and the parameters of an
 * action are named in any case, as the official client writes {@code Message}.
 */
public final class RequestContract {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode root;
    private final OpenApiInteractionValidator validator;

    private RequestContract(JsonNode root, OpenApiInteractionValidator validator) {
        this.root = root;
        this.validator = validator;
    }

    /** The contract in the folder that {@code -Dtocsin.shared} names; the test is skipped if that is not set. */
    public static RequestContract load() {
        String folder = System.getProperty("tocsin.shared", "");
        assumeThat(folder)
                .as("set -Dtocsin.shared to the folder that holds specs/msgraph.openapi.json")
                .isNotEmpty();
        try {
            ObjectNode root =
                    (ObjectNode) JSON.readTree(Files.readAllBytes(Path.of(folder, "specs", "msgraph.openapi.json")));
            root.putArray("servers").addObject().put("url", "/");
            root.path("components").path("schemas").properties().forEach(schema -> {
                ObjectNode type = (ObjectNode) schema.getValue();
                if (type.has("allOf")) {
                    Map<String, JsonNode> all = flat(root, type);
                    type.removeAll();
                    type.put("type", "object").putObject("properties").setAll(all);
                }
            });
            // Annotations such as @odata.type belong to the format; what is undeclared is reported by check.
            root.findParents("properties").forEach(type -> ((ObjectNode) type).put("additionalProperties", true));
            return new RequestContract(
                    root,
                    OpenApiInteractionValidator.createForInlineApiSpecification(root.toString())
                            .build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, JsonNode> flat(JsonNode root, JsonNode schema) {
        Map<String, JsonNode> properties = new LinkedHashMap<>();
        schema.path("allOf").forEach(part -> properties.putAll(flat(root, resolved(root, part))));
        schema.path("properties").properties().forEach(one -> properties.put(one.getKey(), one.getValue()));
        return properties;
    }

    private static JsonNode resolved(JsonNode root, JsonNode schema) {
        return schema.has("$ref") ? root.at(schema.path("$ref").asText().substring(1)) : schema;
    }

    /** In what a request breaks the contract; empty if in nothing. */
    public List<String> faultsOf(RecordingProxy.Sent sent) {
        String path = sent.path().equals("/users/delta") ? "/users/delta()" : sent.path();
        JsonNode declared =
                root.path("paths").path(template(path)).path(sent.method().toLowerCase(Locale.ROOT));
        if (declared.isMissingNode()) {
            return List.of("the contract has no " + sent.method() + " " + path);
        }
        List<String> faults = new ArrayList<>();
        SimpleRequest.Builder request = new SimpleRequest.Builder(Request.Method.valueOf(sent.method()), path);
        for (String pair : sent.rawQuery().split("&", -1)) {
            if (!pair.isEmpty()) {
                String name = decoded(pair.split("=", 2)[0]);
                request.withQueryParam(name, decoded(pair.split("=", 2)[1]));
                if (!declares(declared, name)) {
                    faults.add("the contract has no query parameter " + name);
                }
            }
        }
        sent.headers().forEach(request::withHeader);
        if (!sent.body().isEmpty()) {
            request.withBody(actionParameters(sent.body(), declared, faults));
        }
        validator.validateRequest(request.build()).getMessages().stream()
                .filter(message -> message.getLevel() == ValidationReport.Level.ERROR)
                .forEach(message -> faults.add(message.getKey() + ": " + message.getMessage()));
        return faults.stream()
                .map(fault -> sent.method() + " " + path + ": " + fault)
                .toList();
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static boolean declares(JsonNode operation, String name) {
        for (JsonNode parameter : operation.path("parameters")) {
            if (parameter.path("name").asText().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private String template(String path) {
        return root.path("paths").properties().stream()
                .map(Map.Entry::getKey)
                .filter(one -> path.matches(one.replace("$", "\\$")
                        .replace("(", "\\(")
                        .replace(")", "\\)")
                        .replaceAll("\\{[^}]+}", "[^/]+")))
                .min(Comparator.comparingInt(
                        one -> one.length() - one.replace("{", "").length()))
                .orElse("");
    }

    /** The body with the names of its parameters as the contract spells them, and checked for properties that it does not know. */
    private String actionParameters(String body, JsonNode declared, List<String> faults) {
        try {
            JsonNode schema = declared.path("requestBody")
                    .path("content")
                    .path("application/json")
                    .path("schema");
            Map<String, JsonNode> known = flat(root, resolved(root, schema));
            ObjectNode spelled = JSON.createObjectNode();
            JSON.readTree(body)
                    .properties()
                    .forEach(field -> spelled.set(
                            known.keySet().stream()
                                    .filter(name -> name.equalsIgnoreCase(field.getKey()))
                                    .findFirst()
                                    .orElse(field.getKey()),
                            field.getValue()));
            check(spelled, schema, "", faults);
            return spelled.toString();
        } catch (IOException e) {
            faults.add("the body is not JSON");
            return body;
        }
    }

    private void check(JsonNode value, JsonNode schema, String at, List<String> faults) {
        JsonNode type = resolved(root, schema);
        if (value.isArray()) {
            value.forEach(one -> check(one, type.path("items"), at + "/-", faults));
            return;
        }
        Map<String, JsonNode> known = flat(root, type);
        if (value.isObject() && !known.isEmpty()) {
            value.properties().forEach(field -> {
                JsonNode property = known.get(field.getKey());
                if (property != null) {
                    check(field.getValue(), property, at + "/" + field.getKey(), faults);
                } else if (!field.getKey().startsWith("@")) {
                    faults.add("the contract has no property " + at + "/" + field.getKey());
                }
            });
        }
    }
}
