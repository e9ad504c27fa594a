package dev.tocsin.connectwise;

import static org.assertj.core.api.Assumptions.assumeThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.http.TransportRequest;
import dev.tocsin.http.TransportResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The vendor's published contract, against which exchanges are held. Where it is known to be wrong it is corrected while it
 * is loaded, so that nothing is passed over afterwards. Loaded once: it is over a megabyte.
 */
final class VendorContract {
    private static final String ROOT = "/apis/3.0";
    private static final Set<String> VERBS = Set.of("get", "post", "put", "patch", "delete");

    private static @Nullable VendorContract shared;

    private final JsonNode paths;
    private final JsonNode schemas;
    private final OpenApiInteractionValidator validator;

    private VendorContract(JsonNode contract, OpenApiInteractionValidator validator) {
        this.paths = contract.path("paths");
        this.schemas = contract.path("components").path("schemas");
        this.validator = validator;
    }

    /** The contract in the folder that {@code -Dtocsin.shared} names; the test is skipped if that is not set. */
    static synchronized VendorContract load() {
        String folder = System.getProperty("tocsin.shared", "");
        assumeThat(folder)
                .as("set -Dtocsin.shared to the folder that holds specs/connectwise-manage.openapi.json")
                .isNotEmpty();
        VendorContract loaded = shared;
        if (loaded == null) {
            loaded = load(Path.of(folder, "specs", "connectwise-manage.openapi.json"));
            shared = loaded;
        }
        return loaded;
    }

    private static VendorContract load(Path file) {
        try {
            ObjectMapper mapper = new ObjectMapper();
            ObjectNode contract = (ObjectNode) mapper.readTree(Files.readAllBytes(file));
            correct(contract);
            OpenApiInteractionValidator validator = OpenApiInteractionValidator.createForInlineApiSpecification(
                            mapper.writeValueAsString(contract))
                    .build();
            return new VendorContract(contract, validator);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void correct(ObjectNode contract) {
        contract.putArray("servers").addObject().put("url", "/");
        // The contract types these as objects, though they carry any JSON value.
        anyValue(contract, "PatchOperation", "value");
        anyValue(contract, "CustomFieldValue", "value");
        anyValue(contract, "ConfigurationQuestion", "answer");
        // The contract answers a bulk request with one configuration, which cannot tell what became of each. Its schema
        // for that, which no other operation uses, is BulkResult.
        for (JsonNode answer : contract.path("paths")
                .path("/company/configurations/bulk")
                .path("post")
                .path("responses")
                .path("207")
                .path("content")) {
            ((ObjectNode) answer).putObject("schema").put("$ref", "#/components/schemas/BulkResult");
        }
        // What became of one is declared as an interface that every record has; here it is a configuration.
        contract.withObject("/components/schemas/ResultInfo/properties/data")
                .put("$ref", "#/components/schemas/Company.Configuration");
        // The contract leaves tickets of projects out, though it knows their record types: they are read alike.
        for (String part : List.of("", "/count", "/{id}")) {
            ObjectNode read = contract.path("paths")
                    .path("/service/tickets" + part)
                    .path("get")
                    .deepCopy();
            read.remove("operationId");
            contract.withObject("/paths").putObject("/project/tickets" + part).set("get", read);
        }
        // The contract declares no refusal. Its schema for them, which no operation names, is ErrorResponseMessage;
        // without
        // a code and a message one tells nothing.
        contract.withObject("/components/schemas/ErrorResponseMessage")
                .putArray("required")
                .add("code")
                .add("message");
        for (JsonNode path : contract.path("paths")) {
            path.properties().forEach(operation -> {
                if (VERBS.contains(operation.getKey())) {
                    declareRefusals((ObjectNode) operation.getValue());
                }
            });
        }
    }

    private static void declareRefusals(ObjectNode operation) {
        ObjectNode refusal = operation.withObject("/responses").putObject("default");
        refusal.put("description", "refused")
                .putObject("content")
                .putObject("application/vnd.connectwise.com+json")
                .putObject("schema")
                .put("$ref", "#/components/schemas/ErrorResponseMessage");
    }

    private static void anyValue(ObjectNode contract, String schema, String property) {
        JsonNode properties =
                contract.path("components").path("schemas").path(schema).path("properties");
        if (properties instanceof ObjectNode known && known.has(property)) {
            known.putObject(property);
        }
    }

    /** In what a request breaks the contract; empty if in nothing. */
    List<String> faultsOf(TransportRequest request) {
        String path = below(request);
        SimpleRequest.Builder builder = new SimpleRequest.Builder(
                Request.Method.valueOf(request.method().name()), path);
        request.headers()
                .forEach((name, value) -> builder.withHeader(name.equals("clientid") ? "clientId" : name, value));
        query(request).forEach(builder::withQueryParam);
        request.body().ifPresent(body -> builder.withBody(new String(body, StandardCharsets.UTF_8)));
        List<String> faults = new ArrayList<>(faults(validator.validateRequest(builder.build())));
        Set<String> declared = declaredQuery(request);
        query(request).keySet().stream()
                .filter(name -> !declared.contains(name))
                .forEach(name -> faults.add(request + ": the contract has no query parameter " + name));
        return faults;
    }

    /** In what an answer, a success or a refusal, breaks the contract; empty if in nothing. */
    List<String> faultsOf(TransportRequest request, TransportResponse response) {
        boolean declared = operationNode(request).path("responses").has(Integer.toString(response.status()));
        if (response.status() < 400 && !declared) {
            return List.of("the contract knows no success with status " + response.status());
        }
        SimpleResponse.Builder builder = new SimpleResponse.Builder(response.status());
        response.header("content-type").ifPresent(builder::withContentType);
        builder.withBody(response.text());
        return faults(validator.validateResponse(
                below(request), Request.Method.valueOf(request.method().name()), builder.build()));
    }

    /** The contract's name for a request, such as {@code GET /service/tickets/{id}}; empty if it has none. */
    Optional<String> operation(TransportRequest request) {
        String verb = request.method().name().toLowerCase(Locale.ROOT);
        return template(request).filter(path -> paths.path(path).has(verb)).map(path -> request.method() + " " + path);
    }

    /** The names of all operations. */
    Set<String> operations() {
        Set<String> names = new TreeSet<>();
        paths.properties()
                .forEach(path -> path.getValue().fieldNames().forEachRemaining(verb -> {
                    if (VERBS.contains(verb)) {
                        names.add(verb.toUpperCase(Locale.ROOT) + " " + path.getKey());
                    }
                }));
        return names;
    }

    /** The schemas of the records by their names. */
    JsonNode schemas() {
        return schemas;
    }

    /** The words that a field of the records of a list may hold; empty if it may hold any. */
    List<String> words(String listPath, String field) {
        String reference = paths.path(template(listPath).orElse(""))
                .path("get")
                .at("/responses/200/content")
                .elements()
                .next()
                .at("/schema/items/$ref")
                .asText();
        List<String> words = new ArrayList<>();
        schemas.path(reference.substring(reference.lastIndexOf('/') + 1))
                .path("properties")
                .path(field)
                .path("enum")
                .forEach(word -> words.add(word.asText()));
        return words;
    }

    private JsonNode operationNode(TransportRequest request) {
        return paths.path(template(request).orElse(""))
                .path(request.method().name().toLowerCase(Locale.ROOT));
    }

    private Optional<String> template(TransportRequest request) {
        return template(below(request));
    }

    /** The contract's form of a path below the root, the one with the fewest placeholders. */
    Optional<String> template(String path) {
        List<String> matching = new ArrayList<>();
        paths.fieldNames().forEachRemaining(template -> {
            String pattern = template.replaceAll("\\{[^}]+}", "[^/]+");
            if (path.matches(pattern)) {
                matching.add(template);
            }
        });
        return matching.stream()
                .min(Comparator.comparingInt(
                        t -> t.length() - t.replace("{", "").length()));
    }

    private Set<String> declaredQuery(TransportRequest request) {
        Set<String> names = new HashSet<>();
        for (JsonNode parameter : operationNode(request).path("parameters")) {
            if (parameter.path("in").asText().equals("query")) {
                names.add(parameter.path("name").asText());
            }
        }
        return names;
    }

    private static String below(TransportRequest request) {
        String path = request.uri().getPath();
        int root = path.indexOf(ROOT);
        return root < 0 ? path : path.substring(root + ROOT.length());
    }

    private static Map<String, String> query(TransportRequest request) {
        Map<String, String> parameters = new LinkedHashMap<>();
        String query = request.uri().getRawQuery();
        if (query != null) {
            for (String pair : query.split("&")) {
                int at = pair.indexOf('=');
                parameters.put(
                        pair.substring(0, at), URLDecoder.decode(pair.substring(at + 1), StandardCharsets.UTF_8));
            }
        }
        return parameters;
    }

    private static List<String> faults(ValidationReport report) {
        return report.getMessages().stream()
                .filter(message -> message.getLevel() == ValidationReport.Level.ERROR)
                .map(message -> message.getKey() + ": " + message.getMessage() + " "
                        + message.getContext().map(Object::toString).orElse(""))
                .toList();
    }
}
