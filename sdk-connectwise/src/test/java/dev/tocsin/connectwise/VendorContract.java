package dev.tocsin.connectwise;

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

/** The vendor's published contract, against which exchanges are held. Loaded once: it is over a megabyte. */
final class VendorContract {
    private static final String ROOT = "/apis/3.0";

    private final JsonNode paths;
    private final OpenApiInteractionValidator validator;

    private VendorContract(JsonNode paths, OpenApiInteractionValidator validator) {
        this.paths = paths;
        this.validator = validator;
    }

    static VendorContract load(Path file) {
        try {
            ObjectMapper mapper = new ObjectMapper();
            ObjectNode contract = (ObjectNode) mapper.readTree(Files.readAllBytes(file));
            contract.putArray("servers").addObject().put("url", "/");
            // The contract types these as objects, though they carry any JSON value.
            anyValue(contract, "PatchOperation", "value");
            anyValue(contract, "CustomFieldValue", "value");
            anyValue(contract, "ConfigurationQuestion", "answer");
            OpenApiInteractionValidator validator = OpenApiInteractionValidator.createForInlineApiSpecification(
                            mapper.writeValueAsString(contract))
                    .build();
            return new VendorContract(contract.path("paths"), validator);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

    /** In what a success breaks the contract; refusals are not declared in it, so they are not held against it. */
    List<String> faultsOf(TransportRequest request, TransportResponse response) {
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

    private Optional<String> template(TransportRequest request) {
        String path = below(request);
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
        JsonNode operation = paths.path(template(request).orElse(""))
                .path(request.method().name().toLowerCase(Locale.ROOT));
        for (JsonNode parameter : operation.path("parameters")) {
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
