package dev.tocsin.simulators.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.graph.internal.wire.GraphError;
import dev.tocsin.simulators.graph.internal.wire.Json;
import dev.tocsin.simulators.http.Answer;
import dev.tocsin.simulators.http.Call;
import dev.tocsin.simulators.http.Fault;
import dev.tocsin.simulators.http.FaultKind;
import dev.tocsin.simulators.http.Faults;
import dev.tocsin.simulators.http.LoggedRequest;
import dev.tocsin.simulators.http.RequestLog;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * {@code /$batch} (concepts/json-batching.md): up to 20 requests, each held against the limits for itself, answered in any
 * order with 200 even where all fail; what depends on a failed one fails with 424.
 */
final class BatchRoutes {
    private static final int MOST = 20;

    private final Faults faults;
    private final RequestLog log = new RequestLog();
    private final Clock clock;
    private final ErrorAnswers errors;

    BatchRoutes(Faults faults, Clock clock, ErrorAnswers errors) {
        this.faults = faults;
        this.clock = clock;
        this.errors = errors;
    }

    /** The requests within batches. */
    RequestLog log() {
        return log;
    }

    private record Step(String id, Call call, List<String> dependsOn) {}

    /** @param execute carries one request out and answers it, refusals included */
    Answer batch(Call call, Function<Call, Answer> execute) {
        if (!call.method().equals("POST")) {
            throw GraphError.methodNotAllowed();
        }
        Map<String, Step> steps = steps(call, Json.parse(call.body()));
        Map<String, ObjectNode> answers = new LinkedHashMap<>();
        while (answers.size() < steps.size()) {
            int before = answers.size();
            for (Step step : steps.values()) {
                if (!answers.containsKey(step.id()) && answers.keySet().containsAll(step.dependsOn())) {
                    answers.put(step.id(), item(step, answered(step, answers, execute)));
                }
            }
            if (answers.size() == before) {
                throw GraphError.badRequest("The dependencies of the batch requests form a circle.");
            }
        }
        List<ObjectNode> mixed = new ArrayList<>(answers.values());
        // Never in the order of the requests, if there are two or more.
        Collections.reverse(mixed);
        Collections.rotate(mixed.subList(0, mixed.size() - (mixed.size() > 2 ? 1 : 0)), mixed.size() > 2 ? 1 : 0);
        ObjectNode body = Json.object();
        ArrayNode responses = body.putArray("responses");
        mixed.forEach(responses::add);
        return GraphCall.json(body);
    }

    private static Map<String, Step> steps(Call outer, ObjectNode body) {
        JsonNode requests = body.path("requests");
        if (!requests.isArray() || requests.isEmpty()) {
            throw GraphError.badRequest("Invalid batch payload format.");
        }
        if (requests.size() > MOST) {
            throw GraphError.badRequest("Number of batch request steps exceeds the maximum value of " + MOST + ".");
        }
        Map<String, Step> steps = new LinkedHashMap<>();
        for (JsonNode request : requests) {
            Step step = step(outer, request);
            if (steps.put(step.id(), step) != null) {
                throw GraphError.badRequest("Request Id : " + step.id() + " has already been used in the batch.");
            }
        }
        for (Step step : steps.values()) {
            if (!steps.keySet().containsAll(step.dependsOn())) {
                throw GraphError.badRequest("Request " + step.id() + " depends on one that is not in the batch.");
            }
        }
        return steps;
    }

    private static Step step(Call outer, JsonNode request) {
        // Not case-sensitive, by the vendor's words.
        String id = request.path("id").asText("").toLowerCase(Locale.ROOT);
        String method = request.path("method").asText("").toUpperCase(Locale.ROOT);
        String url = request.path("url").asText("");
        if (id.isEmpty() || method.isEmpty() || url.isEmpty()) {
            throw GraphError.badRequest("Invalid batch payload format: id, method and url are required.");
        }
        String path = url.startsWith("/") ? url : "/" + url;
        if (path.startsWith("/$batch")) {
            throw GraphError.badRequest("A batch cannot hold a batch.");
        }
        Map<String, String> headers = new HashMap<>();
        outer.header("Authorization").ifPresent(token -> headers.put("Authorization", token));
        request.path("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asText()));
        byte[] body = request.has("body") ? Json.bytes(request.path("body")) : new byte[0];
        boolean typed = headers.keySet().stream().anyMatch("Content-Type"::equalsIgnoreCase);
        if (body.length > 0 && !typed) {
            throw GraphError.badRequest("Write request id : " + id + " does not contain Content-Type header or body.");
        }
        int question = path.indexOf('?');
        List<String> dependsOn = new ArrayList<>();
        request.path("dependsOn").forEach(other -> dependsOn.add(other.asText().toLowerCase(Locale.ROOT)));
        Call call = new Call(
                method,
                question < 0 ? path : path.substring(0, question),
                question < 0 ? "" : path.substring(question + 1),
                headers,
                body);
        return new Step(id, call, dependsOn);
    }

    private Answer answered(Step step, Map<String, ObjectNode> before, Function<Call, Answer> execute) {
        for (String other : step.dependsOn()) {
            if (before.getOrDefault(other, Json.object()).path("status").asInt() >= 400) {
                return errors.refused(
                        step.call(),
                        GraphError.of(424, "FailedDependency", "A request that this one depends on has failed."));
            }
        }
        Optional<Fault> fault = faults.pick(step.call().method(), step.call().path());
        Answer answer =
                fault.map(one -> suffered(one, step.call(), execute)).orElseGet(() -> execute.apply(step.call()));
        log.add(new LoggedRequest(
                step.call().method(),
                step.call().path(),
                RequestLog.masked(step.call().rawQuery()),
                answer.status(),
                clock.instant(),
                fault.map(Fault::kind).orElse(null)));
        return answer;
    }

    /** One request within a batch has no connection of its own: what would drop it answers 504, a delay is none. */
    private Answer suffered(Fault fault, Call call, Function<Call, Answer> execute) {
        boolean carriedOut = switch (fault.kind()) {
            case DROP_AFTER_COMMIT, ERROR_AFTER_COMMIT, HTML_AFTER_COMMIT, GARBAGE_JSON, CUT_SHORT, DUPLICATE -> true;
            default -> false;
        };
        Optional<Answer> lost = carriedOut ? Optional.of(execute.apply(call)) : Optional.empty();
        if (fault.kind() == FaultKind.SLOW || fault.kind() == FaultKind.DUPLICATE && lost.isPresent()) {
            return execute.apply(call);
        }
        if (fault.kind() == FaultKind.TOO_MANY_REQUESTS || fault.kind() == FaultKind.PROXY_TOO_MANY_REQUESTS) {
            return errors.refused(
                    call, GraphError.tooManyRequests("TooManyRequests", "Too many requests.", fault.delay()));
        }
        int status = fault.kind() == FaultKind.ERROR_AFTER_COMMIT || fault.kind() == FaultKind.ERROR_BEFORE_COMMIT
                ? fault.status()
                : 504;
        return errors.refused(call, GraphError.of(status, "UnknownError", "The request could not be served."));
    }

    private static ObjectNode item(Step step, Answer answer) {
        ObjectNode item = Json.object().put("id", step.id()).put("status", answer.status());
        ObjectNode headers = item.putObject("headers");
        answer.headers().forEach(headers::put);
        byte[] body = answer.body();
        if (body.length > 0) {
            try {
                item.set("body", Json.read(body));
            } catch (IOException noJson) {
                throw new IllegalStateException("every answer with a body is JSON", noJson);
            }
        }
        return item;
    }
}
