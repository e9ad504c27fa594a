package dev.tocsin.notify.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URI;
import java.util.Objects;

/**
 * Mounts the webhooks on the JDK's server: {@code server.createContext("/tocsin", new JdkWebhookHandler(webhooks))}. The path of the context stands for the public
 * base, wherever a proxy leads it. Thread-safe.
 */
public final class JdkWebhookHandler implements HttpHandler {
    private final NotificationWebhooks webhooks;

    /** A handler of the given webhooks. */
    public JdkWebhookHandler(NotificationWebhooks webhooks) {
        this.webhooks = Objects.requireNonNull(webhooks, "webhooks");
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String mounted = exchange.getHttpContext().getPath();
            String prefix = mounted.endsWith("/") ? mounted.substring(0, mounted.length() - 1) : mounted;
            String asked = exchange.getRequestURI().getRawPath();
            String query = exchange.getRequestURI().getRawQuery();
            URI publicUri = URI.create(
                    webhooks.publicBase() + asked.substring(prefix.length()) + (query == null ? "" : "?" + query));
            byte[] body = exchange.getRequestBody().readNBytes(NotificationWebhooks.MAX_BODY_BYTES + 1);
            WebhookResponse response = webhooks.handle(
                    new WebhookRequest(exchange.getRequestMethod(), publicUri, exchange.getRequestHeaders(), body));
            if (!response.contentType().isEmpty()) {
                exchange.getResponseHeaders().set("Content-Type", response.contentType());
            }
            response.headers().forEach(exchange.getResponseHeaders()::set);
            byte[] bytes = response.bytes();
            exchange.sendResponseHeaders(response.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
