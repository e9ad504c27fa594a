package dev.tocsin.notify.webhook;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A request as it reached the host. Immutable.
 *
 * @param method the method, such as {@code POST}
 * @param publicUri the whole address as its sender knows it, with the query exactly as it came: behind a proxy the public scheme and host, and
 *     not those that the proxy uses
 * @param headers the headers, their names in any case
 * @param body the body as it came, unread; of one that is longer than {@link NotificationWebhooks#MAX_BODY_BYTES} the host may cut off what
 *     is beyond one byte more
 */
public record WebhookRequest(String method, URI publicUri, Map<String, List<String>> headers, byte[] body) {
    /** Copies what could be changed. */
    public WebhookRequest {
        Objects.requireNonNull(publicUri, "publicUri");
        method = method.toUpperCase(Locale.ROOT);
        headers = headers.entrySet().stream()
                .filter(header -> header.getKey() != null)
                .collect(Collectors.toUnmodifiableMap(
                        header -> header.getKey().toLowerCase(Locale.ROOT),
                        header -> List.copyOf(header.getValue()),
                        (a, b) -> Stream.concat(a.stream(), b.stream()).toList()));
        body = body.clone();
    }

    /** A copy of the body. */
    @Override
    public byte[] body() {
        return body.clone();
    }

    /** The first value of a header, its name in any case; empty if there is none. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                .findFirst();
    }

    /** The method and the path, without query and body, which hold tokens and numbers. */
    @Override
    public String toString() {
        return "WebhookRequest[" + method + " " + publicUri.getRawPath() + ", " + body.length + " bytes]";
    }
}
