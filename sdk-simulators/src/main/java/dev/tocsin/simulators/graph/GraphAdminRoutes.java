package dev.tocsin.simulators.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.graph.internal.wire.GraphError;
import dev.tocsin.simulators.graph.internal.wire.Json;
import dev.tocsin.simulators.http.Answer;
import dev.tocsin.simulators.http.Call;
import dev.tocsin.simulators.http.DriverRoutes;
import dev.tocsin.simulators.http.LoopbackServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The simulator's own paths, by which another process looks in, lets things happen and arms faults. */
final class GraphAdminRoutes {
    static final String PATH = "/simulator/";

    private final GraphSimulator simulator;
    private final Supplier<LoopbackServer> server;

    GraphAdminRoutes(GraphSimulator simulator, Supplier<LoopbackServer> server) {
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
        } catch (IllegalArgumentException | GraphError refused) {
            return json(400, Json.object().put("message", String.valueOf(refused.getMessage())));
        }
    }

    private Answer route(Call call) {
        return switch (call.method() + " " + call.path()) {
            case "GET /simulator/tenants" -> json(200, tenants());
            case "GET /simulator/mails" -> json(200, mails());
            case "POST /simulator/users" -> json(200, user(Json.parse(call.body())));
            case "POST /simulator/events" -> json(200, event(Json.parse(call.body())));
            case "POST /simulator/consent" -> json(200, consent(Json.parse(call.body())));
            default ->
                json(404, Json.object().put("message", "The simulator has no " + call.method() + " " + call.path()));
        };
    }

    private static Answer json(int status, JsonNode body) {
        return Answer.text(status, "application/json", body.toString());
    }

    private ArrayNode tenants() {
        ArrayNode all = Json.array();
        for (SimTenant tenant : simulator.tenants()) {
            ArrayNode granted = all.addObject()
                    .put("id", tenant.id())
                    .put("domain", tenant.domain())
                    .put("users", tenant.userCount())
                    .putArray("granted");
            tenant.granted().stream().sorted().forEach(granted::add);
        }
        return all;
    }

    private ArrayNode mails() {
        ArrayNode all = Json.array();
        for (SimMail mail : simulator.mails()) {
            ArrayNode to = all.addObject()
                    .put("tenant", mail.tenantId())
                    .put("sender", mail.sender())
                    .put("subject", mail.subject())
                    .put("content", mail.content())
                    .put("at", mail.at().toString())
                    .putArray("to");
            mail.to().forEach(to::add);
        }
        return all;
    }

    /** {@code {"tenant", "action": add, edit, disable, enable, delete, restore or purge, "user", "fields"}}. */
    private ObjectNode user(ObjectNode wish) {
        SimTenant tenant = simulator.tenant(wish.path("tenant").asText());
        String user = wish.path("user").asText();
        Map<String, Object> fields = Json.toMap(wish.path("fields").isObject() ? wish.path("fields") : Json.object());
        ObjectNode done = Json.object();
        switch (wish.path("action").asText()) {
            case "add" -> done.put("id", tenant.addUser(fields));
            case "edit" -> tenant.editUser(user, fields);
            case "disable" -> tenant.enableUser(user, false);
            case "enable" -> tenant.enableUser(user, true);
            case "delete" -> tenant.deleteUser(user);
            case "restore" -> tenant.restoreUser(user);
            case "purge" -> tenant.purgeUser(user);
            default ->
                throw new IllegalArgumentException(
                        "action: must be add, edit, disable, enable, delete, restore or purge");
        }
        return done;
    }

    /** {@code {"tenant", "kind": audit, signIn or alert, "fields"}}; {@code {"tenant", "kind": "status", "id", "status"}}. */
    private ObjectNode event(ObjectNode wish) {
        SimEvents events = simulator.tenant(wish.path("tenant").asText()).events();
        Map<String, Object> fields = Json.toMap(wish.path("fields").isObject() ? wish.path("fields") : Json.object());
        String id = switch (wish.path("kind").asText()) {
            case "audit" -> events.audit(fields);
            case "signIn" -> events.signIn(fields);
            case "alert" -> events.alert(fields);
            case "status" -> {
                events.alertStatus(wish.path("id").asText(), wish.path("status").asText());
                yield wish.path("id").asText();
            }
            default -> throw new IllegalArgumentException("kind: must be audit, signIn, alert or status");
        };
        return Json.object().put("id", id);
    }

    /** {@code {"tenant", "action": grant or revoke, "permissions": […]}}; no permissions grant nothing. */
    private ObjectNode consent(ObjectNode wish) {
        SimTenant tenant = simulator.tenant(wish.path("tenant").asText());
        String action = wish.path("action").asText();
        if (!List.of("grant", "revoke").contains(action)) {
            throw new IllegalArgumentException("action: must be grant or revoke");
        }
        if (action.equals("grant")) {
            java.util.Set<String> permissions = new java.util.TreeSet<>();
            wish.path("permissions").forEach(one -> permissions.add(one.asText()));
            tenant.grantConsent(permissions);
        } else {
            tenant.revokeConsent();
        }
        return Json.object();
    }
}
