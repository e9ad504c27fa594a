package dev.tocsin.simulators.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.graph.internal.records.Tenant;
import dev.tocsin.simulators.graph.internal.wire.GraphError;
import dev.tocsin.simulators.graph.internal.wire.Json;
import dev.tocsin.simulators.http.Answer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * {@code sendMail}: 202 with an empty body, accepted rather than delivered, without an id; the same request sent twice is
 * two mails (api-reference/v1.0/api/user-sendmail.md). Runs under the tenant's lock.
 */
final class MailRoutes {
    private static final int MOST_BYTES = 4 * 1024 * 1024;

    private final Limits limits;
    private final Clock clock;
    private final List<SimMail> mails = new CopyOnWriteArrayList<>();

    MailRoutes(Limits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    List<SimMail> mails() {
        return List.copyOf(mails);
    }

    void clear() {
        mails.clear();
    }

    Answer send(GraphCall call) {
        if (!call.call().method().equals("POST")) {
            throw GraphError.methodNotAllowed();
        }
        call.requireOptions(Set.of());
        byte[] body = call.call().body();
        if (body.length > MOST_BYTES) {
            throw GraphError.of(413, "RequestEntityTooLarge", "The request entity is larger than 4 MB.");
        }
        // Exchange answers for itself, with codes of its own.
        if (!call.hasRole("Mail.Send")) {
            throw GraphError.of(403, "ErrorAccessDenied", "Access is denied. Check credentials and try again.");
        }
        Tenant tenant = call.tenant();
        int slot = tenant.directory()
                .find(call.segment(1))
                .orElseThrow(() -> GraphError.of(
                        404, "ErrorInvalidUser", "The requested user '" + call.segment(1) + "' is invalid."));
        ObjectNode user = tenant.directory().read(slot);
        if (user.path("mail").asText("").isEmpty()
                || user.path("userType").asText().equals("Guest")) {
            throw GraphError.of(
                    404,
                    "MailboxNotEnabledForRESTAPI",
                    "The mailbox is either inactive, soft-deleted, or is hosted on-premise.");
        }
        limits.mail(user.path("id").asText(), body.length);
        mails.add(read(call, Json.parse(body), user));
        return Answer.empty(202);
    }

    private SimMail read(GraphCall call, ObjectNode asked, ObjectNode user) {
        JsonNode message = parameter(asked, "message");
        if (!message.isObject()) {
            throw GraphError.of(
                    400, "ErrorInvalidRequest", "The 'Message' parameter of the action is missing or empty.");
        }
        List<String> to = addresses(message, "toRecipients");
        List<String> cc = addresses(message, "ccRecipients");
        List<String> bcc = addresses(message, "bccRecipients");
        if (to.isEmpty() && cc.isEmpty() && bcc.isEmpty()) {
            throw GraphError.of(400, "ErrorInvalidRecipients", "At least one recipient is not valid.");
        }
        return new SimMail(
                call.tenant().id(),
                user.path("id").asText(),
                user.path("userPrincipalName").asText(),
                message.path("subject").asText(""),
                message.path("body").path("contentType").asText("text").toLowerCase(java.util.Locale.ROOT),
                message.path("body").path("content").asText(""),
                to,
                cc,
                bcc,
                !parameter(asked, "saveToSentItems").equals(BooleanNode.FALSE),
                call.call().header("client-request-id").orElse(""),
                clock.instant());
    }

    /** Parameters of an action are named in any case: the vendor's own SDK writes {@code Message} (measured on 6.69.0). */
    private static JsonNode parameter(ObjectNode asked, String name) {
        for (Map.Entry<String, JsonNode> one : asked.properties()) {
            if (one.getKey().equalsIgnoreCase(name)) {
                return one.getValue();
            }
        }
        return asked.path(name);
    }

    private static List<String> addresses(JsonNode message, String field) {
        List<String> addresses = new ArrayList<>();
        for (JsonNode recipient : message.path(field)) {
            String address = recipient.path("emailAddress").path("address").asText("");
            if (!address.contains("@")) {
                throw GraphError.of(
                        400,
                        "ErrorInvalidRecipients",
                        "At least one recipient is not valid., Recipient '" + address
                                + "' is not resolved. All recipients"
                                + " must be resolved before a message can be submitted.");
            }
            addresses.add(address);
        }
        return addresses;
    }
}
