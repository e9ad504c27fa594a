package dev.tocsin.simulators.twilio;

import static org.assertj.core.api.Assumptions.assumeThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.twilio.internal.wire.Form;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The vendor's contract, against which requests and answers are held. What it does not say, or the validator does not check, is
 * corrected here:
 *
 * <ul>
 *   <li>Refusals are not declared: they are held against the form of the vendor's error pages.
 *   <li>{@code status} and {@code direction} refer to enumerations that cannot say that they may be null; they never are here.
 *   <li>{@code StartTime} and the like are declared as date-time, though the examples are dates: the format is not checked.
 *   <li>{@code date-time-rfc-2822} is a format that the validator does not know: checked here.
 *   <li>Undeclared properties of an answer and undeclared fields of a form are refused here rather than by the validator.
 *   <li>Numbers of a form come to the validator as texts: what its types say is checked here.
 * </ul>
 */
final class TwilioContract {
    private static final Set<String> VERBS = Set.of("get", "post", "put", "patch", "delete");
    private static final DateTimeFormatter RFC_2822 =
            DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss Z", Locale.ENGLISH);

    private final JsonNode root;
    private final OpenApiInteractionValidator validator;

    private TwilioContract(JsonNode root, OpenApiInteractionValidator validator) {
        this.root = root;
        this.validator = validator;
    }

    /** One exchange; the form is that of the body, empty for none. */
    record Exchange(String method, String uri, Form body, Client.Reply reply) {
        String path() {
            return uri.replaceFirst("\\?.*", "");
        }

        Form query() {
            return Form.parse(uri.contains("?") ? uri.substring(uri.indexOf('?') + 1) : "");
        }
    }

    /** The contract of messages, calls and accounts; as {@link #load(String)}. */
    static TwilioContract load() {
        return load("twilio-api-v2010.openapi.json");
    }

    /** A contract in the folder that {@code -Dtocsin.shared} names; the test is skipped if that is not set. */
    static TwilioContract load(String file) {
        String folder = System.getProperty("tocsin.shared", "");
        assumeThat(folder)
                .as("set -Dtocsin.shared to the folder that holds specs/" + file)
                .isNotEmpty();
        try {
            ObjectNode root = (ObjectNode) Client.JSON.readTree(Files.readAllBytes(Path.of(folder, "specs", file)));
            root.putArray("servers").addObject().put("url", "/");
            root.path("paths").forEach(path -> ((ObjectNode) path).remove("servers"));
            root.findParents("format").forEach(type -> {
                if (type.path("format").asText().equals("date-time")) {
                    ((ObjectNode) type).remove("format");
                }
            });
            return new TwilioContract(
                    root,
                    OpenApiInteractionValidator.createForInlineApiSpecification(root.toString())
                            .build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All operations on messages and calls, such as {@code GET /Messages/{Sid}.json}. */
    Set<String> operations() {
        Set<String> names = new TreeSet<>();
        root.path("paths").properties().stream()
                .filter(path -> path.getKey().matches(".*/(Messages|Calls)[/.].*"))
                .forEach(path -> path.getValue().fieldNames().forEachRemaining(verb -> {
                    if (VERBS.contains(verb)) {
                        names.add(verb.toUpperCase(Locale.ROOT) + " " + below(path.getKey()));
                    }
                }));
        return names;
    }

    /** The names of the fields of a form by which a row is created. */
    Set<String> formFields(String path) {
        Set<String> names = new TreeSet<>();
        root.path("paths")
                .path("/2010-04-01/Accounts/{AccountSid}" + path)
                .at("/post/requestBody/content/application~1x-www-form-urlencoded/schema/properties")
                .fieldNames()
                .forEachRemaining(names::add);
        return names;
    }

    private static String below(String path) {
        return path.replaceFirst("^/2010-04-01/Accounts/[^/]+", "");
    }

    /** The contract's name of a request; empty if it has none. */
    String operation(Exchange exchange) {
        return template(exchange)
                .map(template -> exchange.method() + " " + below(template))
                .orElse("");
    }

    private Optional<String> template(Exchange exchange) {
        return root.path("paths").properties().stream()
                .map(Map.Entry::getKey)
                .filter(one -> exchange.path().matches(one.replace(".", "\\.").replaceAll("\\{[^}]+}", "[^/.]+")))
                .findFirst();
    }

    /** In what a request and its answer break the contract; empty if in nothing. */
    List<String> faultsOf(Exchange exchange) {
        Optional<String> template = template(exchange);
        if (template.isEmpty()) {
            return List.of("the contract has no " + exchange.method() + " " + exchange.path());
        }
        JsonNode declared =
                root.path("paths").path(template.get()).path(exchange.method().toLowerCase(Locale.ROOT));
        List<String> faults = new ArrayList<>();
        if (exchange.reply().status() < 300) {
            requestFaults(exchange, declared, faults);
            answerFaults(exchange, declared, faults);
        } else {
            refusalFaults(exchange.reply(), faults);
        }
        return faults.stream()
                .map(fault -> exchange.method() + " " + exchange.uri() + ": " + fault)
                .toList();
    }

    private void requestFaults(Exchange exchange, JsonNode declared, List<String> faults) {
        SimpleRequest.Builder request = new SimpleRequest.Builder(
                        Request.Method.valueOf(exchange.method()), exchange.path())
                .withHeader("Authorization", "Basic QUM6dG9rZW4=");
        for (Map.Entry<String, String> field : exchange.query().fields()) {
            request.withQueryParam(field.getKey(), field.getValue());
            boolean known = false;
            for (JsonNode parameter : declared.path("parameters")) {
                known |= parameter.path("name").asText().equals(field.getKey());
            }
            if (!known) {
                faults.add("the contract has no query parameter " + field.getKey());
            }
        }
        if (exchange.method().equals("GET")) {
            faults.addAll(errors(validator.validateRequest(request.build())));
            return;
        }
        JsonNode form = declared.at("/requestBody/content/application~1x-www-form-urlencoded/schema");
        form.path("required").forEach(name -> {
            if (exchange.body().get(name.asText()).isEmpty()) {
                faults.add("the form lacks " + name.asText());
            }
        });
        for (Map.Entry<String, String> field : exchange.body().fields()) {
            JsonNode type = resolved(form.path("properties").path(field.getKey()));
            if (type.isMissingNode()) {
                faults.add("the contract has no form field " + field.getKey());
            }
            if (type.path("type").asText().equals("integer")
                    && !field.getValue().matches("-?\\d+")) {
                faults.add(field.getKey() + " is no integer");
            }
            if (type.has("pattern")
                    && !field.getValue().matches(type.path("pattern").asText())) {
                faults.add(field.getKey() + " breaks its pattern");
            }
            if (type.has("enum") && !type.path("enum").toString().contains("\"" + field.getValue() + "\"")) {
                faults.add(field.getKey() + " is none of " + type.path("enum"));
            }
        }
    }

    private void answerFaults(Exchange exchange, JsonNode declared, List<String> faults) {
        int status = exchange.reply().status();
        JsonNode schema = declared.path("responses")
                .path(String.valueOf(status))
                .path("content")
                .path("application/json")
                .path("schema");
        if (schema.isMissingNode()) {
            faults.add("the contract knows no status " + status);
            return;
        }
        check(exchange.reply().json(), schema, "", faults);
        faults.addAll(errors(validator.validateResponse(
                exchange.path(),
                Request.Method.valueOf(exchange.method()),
                new SimpleResponse.Builder(status)
                        .withContentType(exchange.reply().header("Content-Type"))
                        .withBody(exchange.reply().text())
                        .build())));
    }

    /** Reports undeclared properties, missing ones and dates of another form. */
    private void check(JsonNode value, JsonNode declared, String at, List<String> faults) {
        JsonNode type = resolved(declared);
        if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                check(value.get(i), type.path("items"), at + "/" + i, faults);
            }
        } else if (value.isObject() && type.has("properties")) {
            value.properties().forEach(field -> {
                JsonNode property = type.path("properties").path(field.getKey());
                if (property.isMissingNode()) {
                    faults.add("the contract has no property " + at + "/" + field.getKey());
                }
                check(field.getValue(), property, at + "/" + field.getKey(), faults);
            });
            type.path("properties").fieldNames().forEachRemaining(name -> {
                if (!value.has(name)) {
                    faults.add("the answer lacks " + at + "/" + name);
                }
            });
        } else if (type.path("format").asText().equals("date-time-rfc-2822") && !value.isNull()) {
            try {
                OffsetDateTime.parse(value.asText(), RFC_2822);
            } catch (DateTimeException wrong) {
                faults.add(at + " is no date of RFC 2822: " + value);
            }
        }
    }

    private static void refusalFaults(Client.Reply reply, List<String> faults) {
        JsonNode body = reply.json();
        Set<String> names = new TreeSet<>();
        body.fieldNames().forEachRemaining(names::add);
        if (!names.equals(Set.of("code", "message", "more_info", "status"))) {
            faults.add("a refusal has code, message, more_info and status, not " + names);
        }
        if (body.path("status").asInt() != reply.status() || !body.path("code").isInt()) {
            faults.add("status " + reply.status() + " is told as " + body);
        }
    }

    private JsonNode resolved(JsonNode schema) {
        return schema.has("$ref") ? root.at(schema.path("$ref").asText().substring(1)) : schema;
    }

    private static List<String> errors(ValidationReport report) {
        return report.getMessages().stream()
                .filter(message -> message.getLevel() == ValidationReport.Level.ERROR)
                .map(message -> message.getKey() + ": " + message.getMessage())
                .toList();
    }
}
