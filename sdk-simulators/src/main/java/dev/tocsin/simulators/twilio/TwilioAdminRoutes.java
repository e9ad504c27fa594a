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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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
        } catch (IllegalArgumentException | IllegalStateException refused) {
            return json(400, MAPPER.createObjectNode().put("message", String.valueOf(refused.getMessage())));
        }
    }

    private Answer route(Call call) {
        return switch (call.method() + " " + call.path()) {
            case "GET /simulator/messages" -> json(200, messages());
            case "GET /simulator/voice" -> json(200, voice());
            case "POST /simulator/replies" -> json(200, reply(read(call)));
            case "POST /simulator/people" -> json(200, person(read(call)));
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

    private ArrayNode voice() {
        ArrayNode all = MAPPER.createArrayNode();
        for (SimCall call : simulator.calls()) {
            ObjectNode one = all.addObject()
                    .put("sid", call.sid())
                    .put("from", call.from())
                    .put("to", call.to())
                    .put("status", call.status());
            call.spoken().forEach(one.putArray("spoken")::add);
            call.pressed().forEach(one.putArray("pressed")::add);
            call.errors().forEach(one.putArray("errors")::add);
        }
        return all;
    }

    /**
     * {@code {"person", "calls": answers, rings, busy, no-answer or unreachable, "by", "keys", "messages": delivered, undelivered,
     * failed, without-receipt or queued, "errorCode"}}.
     */
    private ObjectNode person(JsonNode wish) {
        TwilioPerson person = simulator.person(wish.path("person").asText());
        int code = wish.path("errorCode").asInt(30_008);
        switch (wish.path("messages").asText("")) {
            case "" -> {}
            case "delivered" -> person.gets(Delivery.delivered());
            case "undelivered" -> person.gets(Delivery.undelivered(code));
            case "failed" -> person.gets(Delivery.failed(code));
            case "without-receipt" -> person.gets(Delivery.withoutReceipt());
            case "queued" -> person.gets(Delivery.queued());
            default ->
                throw new IllegalArgumentException(
                        "messages: must be delivered, undelivered, failed, without-receipt or queued");
        }
        switch (wish.path("calls").asText("")) {
            case "" -> {}
            case "answers" -> {
                List<String> keys = new ArrayList<>();
                wish.path("keys").forEach(key -> keys.add(key.asText()));
                person.answers(by(wish.path("by").asText("human")), keys.toArray(String[]::new));
            }
            case "rings" -> person.letsItRing();
            case "busy" -> person.isBusy();
            case "no-answer" -> person.doesNotAnswer();
            case "unreachable" -> person.isUnreachable();
            default ->
                throw new IllegalArgumentException("calls: must be answers, rings, busy, no-answer or unreachable");
        }
        return MAPPER.createObjectNode();
    }

    private static AnsweredBy by(String name) {
        return Arrays.stream(AnsweredBy.values())
                .filter(one -> one.name().equals(name.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "by: '" + name + "' is none of " + Arrays.toString(AnsweredBy.values())));
    }

    /**
     * {@code {"person", "text", "to"}}; without {@code to} the number that wrote last. Answers what became of it, and where it was posted.
     */
    private ObjectNode reply(JsonNode wish) {
        TwilioPerson person = simulator.person(wish.path("person").asText());
        String text = wish.path("text").asText();
        WebhookDelivery done =
                wish.hasNonNull("to") ? person.reply(text, wish.path("to").asText()) : person.reply(text);
        return MAPPER.createObjectNode()
                .put("outcome", done.outcome().name())
                .put("url", done.url())
                .put("status", done.status())
                .put("answer", done.answer());
    }
}
