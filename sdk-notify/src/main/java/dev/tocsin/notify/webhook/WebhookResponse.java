package dev.tocsin.notify.webhook;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What the host answers.
 *
 * @param status the HTTP status
 * @param contentType the media type; empty where there is no body
 * @param body the body, to be sent as UTF-8; empty for none
 * @param headers further headers
 */
public record WebhookResponse(int status, String contentType, String body, Map<String, String> headers) {
    /** Copies the headers. */
    public WebhookResponse {
        headers = Map.copyOf(headers);
    }

    /** The body in UTF-8. */
    public byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }

    static WebhookResponse empty(int status) {
        return new WebhookResponse(status, "", "", Map.of());
    }

    static WebhookResponse notAllowed(String allowed) {
        return new WebhookResponse(405, "", "", Map.of("Allow", allowed));
    }

    static WebhookResponse xml(String body) {
        return new WebhookResponse(200, "text/xml; charset=utf-8", body, Map.of("Cache-Control", "no-store"));
    }
}
