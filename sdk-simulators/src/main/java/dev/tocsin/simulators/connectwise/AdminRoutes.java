package dev.tocsin.simulators.connectwise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.connectwise.internal.records.Manage;
import dev.tocsin.simulators.connectwise.internal.wire.ApiError;
import dev.tocsin.simulators.connectwise.internal.wire.Json;
import dev.tocsin.simulators.http.Answer;
import dev.tocsin.simulators.http.Call;
import dev.tocsin.simulators.http.Fault;
import dev.tocsin.simulators.http.FaultKind;
import dev.tocsin.simulators.http.Faults;
import dev.tocsin.simulators.http.LoopbackServer;
import dev.tocsin.simulators.http.RequestMatch;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The simulator's own paths, by which another process looks in and arms faults. No log-in: the server is bound to
 * loopback, and calls that name another host (a browser tricked by DNS) or carry an Origin are refused.
 */
final class AdminRoutes {
    static final String PATH = "/simulator/";

    private final Manage manage;
    private final Faults faults;
    private final AtomicReference<LoopbackServer> server;

    AdminRoutes(Manage manage, Faults faults, AtomicReference<LoopbackServer> server) {
        this.manage = manage;
        this.faults = faults;
        this.server = server;
    }

    Answer answer(Call call) {
        if (!call.namesLoopbackHost() || call.header("Origin").isPresent()) {
            return Answer.text(403, "text/plain", "Only this machine may drive the simulator.");
        }
        try {
            return route(call);
        } catch (ApiError error) {
            return json(error.status(), error.body());
        } catch (IllegalArgumentException refused) {
            return json(400, Json.object().put("message", String.valueOf(refused.getMessage())));
        }
    }

    private Answer route(Call call) {
        return switch (call.method() + " " + call.path()) {
            case "GET /simulator/tickets" -> json(200, tickets());
            case "GET /simulator/requests" -> json(200, requests());
            case "GET /simulator/calls" -> json(200, calls());
            case "GET /simulator/faults" -> json(200, armed());
            case "DELETE /simulator/faults" -> {
                faults.clear();
                yield json(200, armed());
            }
            case "POST /simulator/faults" -> {
                arm(Json.parse(call.body()));
                yield json(200, armed());
            }
            case "POST /simulator/latency" -> {
                long millis = Json.parse(call.body()).path("millis").asLong(-1);
                if (millis < 0 || millis > 600_000) {
                    throw new IllegalArgumentException("millis: must be from 0 to 600000");
                }
                server().latency(Duration.ofMillis(millis));
                yield json(200, Json.object().put("millis", millis));
            }
            case "POST /simulator/late-commits" -> json(200, Json.object().put("committed", server().commitLate()));
            default -> throw ApiError.noSuchEndpoint();
        };
    }

    private LoopbackServer server() {
        return Objects.requireNonNull(server.get(), "the server answers only when it is there");
    }

    private static Answer json(int status, JsonNode body) {
        return Answer.text(status, "application/json", body.toString());
    }

    private ArrayNode tickets() {
        synchronized (manage) {
            ArrayNode all = Json.array();
            for (ObjectNode ticket : manage.tickets().table().rows()) {
                ObjectNode shown = Json.object().setAll(ticket);
                ArrayNode notes = shown.putArray("notes");
                manage.tickets().notes().allOf(ticket).forEach(notes::add);
                all.add(shown);
            }
            return all;
        }
    }

    private ArrayNode requests() {
        ArrayNode all = Json.array();
        server().log()
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
        ObjectNode calls = Json.object();
        for (String method : List.of("GET", "POST", "PATCH", "PUT", "DELETE")) {
            calls.put(method, server().log().total(method));
        }
        return calls;
    }

    private ArrayNode armed() {
        ArrayNode all = Json.array();
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

    /** @throws IllegalArgumentException naming the legal values if there is no such kind */
    static FaultKind kind(String name) {
        try {
            return FaultKind.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException(
                    "kind: '" + name + "' is no fault; legal are " + Arrays.toString(FaultKind.values()));
        }
    }
}
