package dev.tocsin.simulators.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The paths below {@code /simulator/} that every simulator has, by which another process reads the log of requests, counts the calls and arms
 * faults. No log-in: the server is bound to loopback; see {@link #refusal}. Thread-safe.
 */
public final class DriverRoutes {
    private static final ObjectMapper MAPPER = JsonMapper.builder().build();
    private static final long MOST_MILLIS = 600_000;

    private final Faults faults;
    private final Supplier<LoopbackServer> server;

    /**
     * @param faults the faults to arm
     * @param server the server, asked for when it serves
     */
    public DriverRoutes(Faults faults, Supplier<LoopbackServer> server) {
        this.faults = faults;
        this.server = server;
    }

    /** The refusal of a call that names another host (a browser tricked by DNS) or carries an Origin; empty for others. */
    public static Optional<Answer> refusal(Call call) {
        boolean own = call.namesLoopbackHost() && call.header("Origin").isEmpty();
        return own
                ? Optional.empty()
                : Optional.of(Answer.text(403, "text/plain", "Only this machine may drive the simulator."));
    }

    /**
     * Answers requests, faults, latency and late commits; empty if the path is another.
     *
     * @throws IllegalArgumentException naming what is legal if the body is not understood
     */
    public Optional<Answer> answer(Call call) {
        return switch (call.method() + " " + call.path()) {
            case "GET /simulator/requests" -> json(requests());
            case "GET /simulator/calls" -> json(calls());
            case "GET /simulator/faults" -> json(armed());
            case "DELETE /simulator/faults" -> {
                faults.clear();
                yield json(armed());
            }
            case "POST /simulator/faults" -> {
                arm(read(call));
                yield json(armed());
            }
            case "POST /simulator/latency" -> {
                long millis = read(call).path("millis").asLong(-1);
                if (millis < 0 || millis > MOST_MILLIS) {
                    throw new IllegalArgumentException("millis: must be from 0 to " + MOST_MILLIS);
                }
                server.get().latency(Duration.ofMillis(millis));
                yield json(MAPPER.createObjectNode().put("millis", millis));
            }
            case "POST /simulator/late-commits" ->
                json(MAPPER.createObjectNode().put("committed", server.get().commitLate()));
            default -> Optional.empty();
        };
    }

    private static Optional<Answer> json(JsonNode body) {
        return Optional.of(Answer.text(200, "application/json", body.toString()));
    }

    private static JsonNode read(Call call) {
        try {
            return MAPPER.readTree(call.body());
        } catch (IOException e) {
            throw new IllegalArgumentException("body: is not valid JSON", e);
        }
    }

    private ArrayNode requests() {
        ArrayNode all = MAPPER.createArrayNode();
        server.get()
                .log()
                .all()
                .forEach(r -> all.addObject()
                        .put("method", r.method())
                        .put("path", r.path())
                        .put("query", r.query())
                        .put("status", r.status())
                        .put("at", r.at().toString())
                        .put("fault", r.fault().map(FaultKind::name).orElse(null)));
        return all;
    }

    /** How many requests there were of each method. */
    private ObjectNode calls() {
        ObjectNode calls = MAPPER.createObjectNode();
        for (String method : List.of("GET", "POST", "PATCH", "PUT", "DELETE")) {
            calls.put(method, server.get().log().total(method));
        }
        return calls;
    }

    private ArrayNode armed() {
        ArrayNode all = MAPPER.createArrayNode();
        faults.describe().forEach(all::add);
        return all;
    }

    /** {@code {"kind", "count" or "probability", "method", "path", "status", "delayMillis", "hang"}}. */
    private void arm(JsonNode wish) {
        Fault ordinary = Fault.of(kind(wish.path("kind").asText("")));
        Fault fault = new Fault(
                ordinary.kind(),
                wish.path("status").asInt(ordinary.status()),
                Duration.ofMillis(
                        wish.path("delayMillis").asLong(ordinary.delay().toMillis())),
                wish.path("hang").asBoolean());
        RequestMatch match = new RequestMatch(
                wish.path("method").asText("*"), wish.path("path").asText(RequestMatch.ANY.path()));
        if (wish.has("probability")) {
            faults.withProbability(wish.path("probability").asDouble(), fault, match);
        } else {
            faults.next(wish.path("count").asInt(1), fault, match);
        }
    }

    /**
     * The kind of fault of a name, in any case and with hyphens or underscores.
     *
     * @throws IllegalArgumentException naming the legal values if there is no such kind
     */
    public static FaultKind kind(String name) {
        try {
            return FaultKind.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException(
                    "kind: '" + name + "' is no fault; legal are " + Arrays.toString(FaultKind.values()), unknown);
        }
    }
}
