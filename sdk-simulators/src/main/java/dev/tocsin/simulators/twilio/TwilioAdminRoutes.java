package dev.tocsin.simulators.twilio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.http.Answer;
import dev.tocsin.simulators.http.Call;
import dev.tocsin.simulators.http.DriverRoutes;
import dev.tocsin.simulators.http.LoopbackServer;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;

/** The simulator's own paths, by which another process looks in, lets people write and arms faults. */
final class TwilioAdminRoutes {
    static final String PATH = "/simulator/";
    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    private final TwilioSimulator simulator;
    private final Supplier<LoopbackServer> server;

    TwilioAdminRoutes(TwilioSimulator simulator, Supplier<LoopbackServer> server) {
        this.simulator = simulator;
        this.server = server;
    }

    Answer answer(Call call) {
        Optional<Answer> refusal = DriverRoutes.refusal(call);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        try {
            return new DriverRoutes(simulator.faults(), server).answer(call).orElseGet(() -> route(call));
        } catch (IllegalArgumentException refused) {
            return json(400, MAPPER.createObjectNode().put("message", String.valueOf(refused.getMessage())));
        }
    }

    private Answer route(Call call) {
        return switch (call.method() + " " + call.path()) {
            case "GET /simulator/messages" -> json(200, messages());
            case "POST /simulator/replies" -> json(200, reply(read(call)));
            default ->
                json(
                        404,
                        MAPPER.createObjectNode()
                                .put("message", "The simulator has no " + call.method() + " " + call.path()));
        };
    }

    private static Answer json(int status, JsonNode body) {
        return Answer.text(status, "application/json", body.toString());
    }

    private static JsonNode read(Call call) {
        try {
            return MAPPER.readTree(call.body());
        } catch (IOException e) {
            throw new IllegalArgumentException("body: is not valid JSON", e);
        }
    }

    private ArrayNode messages() {
        ArrayNode all = MAPPER.createArrayNode();
        simulator
                .messages()
                .forEach(message -> all.addObject()
                        .put("sid", message.sid())
                        .put("from", message.from())
                        .put("to", message.to())
                        .put("body", message.body())
                        .put("origin", message.origin().name())
                        .put("status", message.status())
                        .put("at", message.created().toString()));
        return all;
    }

    /** {@code {"person", "text", "to"}}; without {@code to} the number that wrote last. */
    private ObjectNode reply(JsonNode wish) {
        TwilioPerson person = simulator.person(wish.path("person").asText());
        String text = wish.path("text").asText();
        WebhookDelivery done =
                wish.hasNonNull("to") ? person.reply(text, wish.path("to").asText()) : person.reply(text);
        return MAPPER.createObjectNode()
                .put("outcome", done.outcome().name())
                .put("status", done.status())
                .put("answer", done.answer());
    }
}
