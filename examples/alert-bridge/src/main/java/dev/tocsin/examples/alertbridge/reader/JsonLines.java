package dev.tocsin.examples.alertbridge.reader;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.core.event.SecurityEvent;

/**
 * The SDK's own format: one JSON object a line, whose fields are those of {@link SecurityEvent.Builder}. Needed are
 * {@code category}, {@code eventType}, {@code occurredAt} (ISO-8601 with a zone), {@code id} or {@code stableId}, and
 * {@code company} unless one is given when reading. Enum values are names or, for categories, labels, in any case. The
 * MSP is no field: it is the reader's, so that no file can speak for another MSP.
 */
public final class JsonLines {
    /** The source of an event whose line names none. */
    public static final String DEFAULT_SOURCE = "jsonl";

    private JsonLines() {}

    /** The event as one line without its end. Reading it gives an equal event, if it is read for the same MSP. */
    public static String write(SecurityEvent event) {
        ObjectNode line = Json.STRICT.createObjectNode();
        line.put("source", event.source());
        line.put("company", event.sourceCompanyId());
        line.put(event.stableId() ? "stableId" : "id", event.externalId());
        if (event.deliveryId() != null) {
            line.put("deliveryId", event.deliveryId());
        }
        line.put("kind", event.kind().name());
        line.put("occurredAt", event.occurredAt().toString());
        if (event.sequence() != null) {
            line.put("sequence", event.sequence());
        }
        line.put("category", event.category().name());
        line.put("eventType", event.eventType());
        line.put("severity", event.severity().name());
        line.put("title", event.title());
        event.description().ifPresent(text -> line.put("description", text));
        event.asset().ifPresent(text -> line.put("asset", text));
        event.product().ifPresent(text -> line.put("product", text));
        event.os().ifPresent(text -> line.put("os", text));
        event.fix().ifPresent(text -> line.put("fix", text));
        event.user().ifPresent(user -> {
            ObjectNode ids = line.putObject("user");
            if (user.objectId() != null) {
                ids.put("objectId", user.objectId());
            }
            if (user.principalName() != null) {
                ids.put("principalName", user.principalName());
            }
        });
        if (!event.attributes().isEmpty()) {
            ObjectNode attributes = line.putObject("attributes");
            event.attributes().forEach(attributes::put);
        }
        try {
            return Json.STRICT.writeValueAsString(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of text can always be written", e);
        }
    }
}
