package dev.tocsin.simulators.connectwise.internal.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.connectwise.internal.wire.ApiError;
import dev.tocsin.simulators.connectwise.internal.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Many configurations in one request. All three answer with the specification's BulkResult; for POST and PUT it names a
 * single configuration instead, which cannot say what became of each.
 */
public final class ConfigurationBulk {
    private final Configurations configurations;

    /** The bulk operations on these configurations. */
    public ConfigurationBulk(Configurations configurations) {
        this.configurations = configurations;
    }

    /**
     * Does one thing with each element; an element that is refused stops none of the others.
     *
     * @return the specification's BulkResult
     * @throws ApiError 400 if the body is no array
     */
    public ObjectNode carryOut(JsonNode elements, String actor, BulkAction action) {
        if (!elements.isArray()) {
            throw ApiError.connectWiseApi(400, "The request body must be a JSON array.");
        }
        ObjectNode result = Json.object();
        ArrayNode payload = result.putArray("payload");
        List<JsonNode> all = new ArrayList<>();
        elements.forEach(all::add);
        for (int i = 0; i < all.size(); i++) {
            ObjectNode info = payload.addObject();
            try {
                ObjectNode row = action.apply(all.get(i), actor);
                info.put("success", true).put("originalIndex", i).put("statusCode", action.status());
                info.set("data", row);
            } catch (ApiError refused) {
                info.put("success", false).put("originalIndex", i).put("statusCode", refused.status());
                info.set("error", refused.body());
            }
        }
        return result;
    }

    /** The bulk that creates. */
    public BulkAction creating() {
        return new BulkAction(201, configurations::create);
    }

    /** The bulk that replaces, by the id in each element. */
    public BulkAction replacing() {
        return new BulkAction(
                200, (body, actor) -> configurations.replace(body.path("id").asInt(), body, actor));
    }

    /** The bulk that deletes: elements are ids or objects with an id. */
    public BulkAction deleting() {
        return new BulkAction(204, (element, actor) -> {
            int id = element.isObject() ? element.path("id").asInt() : element.asInt();
            configurations.delete(id);
            return Json.object().put("id", id);
        });
    }

    /**
     * What a bulk does with each element.
     *
     * @param status the status of each that succeeds
     * @param action what is done
     */
    public record BulkAction(int status, BiFunction<JsonNode, String, ObjectNode> action) {
        ObjectNode apply(JsonNode element, String actor) {
            return action.apply(element, actor);
        }
    }
}
