package dev.tocsin.simulators.connectwise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.connectwise.internal.records.Manage;
import dev.tocsin.simulators.connectwise.internal.wire.ApiError;
import dev.tocsin.simulators.connectwise.internal.wire.Json;
import dev.tocsin.simulators.http.Answer;
import dev.tocsin.simulators.http.Call;
import dev.tocsin.simulators.http.DriverRoutes;
import dev.tocsin.simulators.http.Faults;
import dev.tocsin.simulators.http.LoopbackServer;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The simulator's own paths, by which another process looks in and arms faults. */
final class AdminRoutes {
    static final String PATH = "/simulator/";

    private final Manage manage;
    private final DriverRoutes common;

    AdminRoutes(Manage manage, Faults faults, AtomicReference<LoopbackServer> server) {
        this.manage = manage;
        this.common = new DriverRoutes(
                faults, () -> Objects.requireNonNull(server.get(), "the server answers only when it is there"));
    }

    Answer answer(Call call) {
        Optional<Answer> refusal = DriverRoutes.refusal(call);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        try {
            return common.answer(call).orElseGet(() -> route(call));
        } catch (ApiError error) {
            return json(error.status(), error.body());
        } catch (IllegalArgumentException refused) {
            return json(400, Json.object().put("message", String.valueOf(refused.getMessage())));
        }
    }

    private Answer route(Call call) {
        if (call.method().equals("GET") && call.path().equals("/simulator/tickets")) {
            return json(200, tickets());
        }
        throw ApiError.noSuchEndpoint();
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
}
