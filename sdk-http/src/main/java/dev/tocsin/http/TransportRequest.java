package dev.tocsin.http;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request. Immutable; the body is bytes, since a retry must send the same ones. Its text form holds no header
 * value, no body and no query.
 */
public final class TransportRequest {
    /** The methods that the SDK uses. */
    public enum Method {
        /** Reads. */
        GET(true),
        /** Creates or acts; never repeated by a transport. */
        POST(false),
        /** Replaces as a whole. */
        PUT(true),
        /** Changes a part. Not idempotent in general, so never repeated by a transport either. */
        PATCH(false),
        /** Removes. */
        DELETE(true);

        private final boolean idempotent;

        Method(boolean idempotent) {
            this.idempotent = idempotent;
        }

        /** Whether sending it twice does the same as sending it once. */
        public boolean idempotent() {
            return idempotent;
        }
    }

    private final Method method;
    private final URI uri;
    private final Map<String, String> headers;
    private final byte @Nullable [] body;
    private final Duration timeout;
    private final @Nullable Instant notAfter;

    private TransportRequest(
            Method method,
            URI uri,
            Map<String, String> headers,
            byte @Nullable [] body,
            Duration timeout,
            @Nullable Instant notAfter) {
        this.method = method;
        this.uri = uri;
        this.headers = Map.copyOf(headers);
        this.body = body;
        this.timeout = timeout;
        this.notAfter = notAfter;
    }

    /**
     * A request without headers or body, with a timeout of 30 seconds.
     *
     * @param method the method
     * @param uri an absolute address
     */
    public static TransportRequest of(Method method, URI uri) {
        Objects.requireNonNull(method, "method");
        if (!uri.isAbsolute() || uri.getHost() == null) {
            throw new IllegalArgumentException("the address is not absolute: " + uri.getScheme() + "…" + uri.getPath());
        }
        return new TransportRequest(method, uri, Map.of(), null, Duration.ofSeconds(30), null);
    }

    /** This request with one header set; names are kept in lower case, and a line break in a value is refused. */
    public TransportRequest withHeader(String name, String value) {
        if (value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("the header " + name + " must not contain a line break");
        }
        Map<String, String> changed = new LinkedHashMap<>(headers);
        changed.put(name.toLowerCase(Locale.ROOT), value);
        return new TransportRequest(method, uri, changed, body, timeout, notAfter);
    }

    /** This request with a body of the given media type. */
    public TransportRequest withBody(String contentType, byte[] bytes) {
        return new TransportRequest(method, uri, headers, bytes.clone(), timeout, notAfter)
                .withHeader("content-type", contentType);
    }

    /** This request with a time limit for one exchange, from the first byte sent to the last byte read. */
    public TransportRequest withTimeout(Duration limit) {
        return new TransportRequest(method, uri, headers, body, limit, notAfter);
    }

    /**
     * This request with a moment after which it must not leave: if it passes before the first byte, the result is
     * {@link TransportResult.NotSent}.
     */
    public TransportRequest withNotAfter(Instant moment) {
        return new TransportRequest(method, uri, headers, body, timeout, moment);
    }

    /** The method. */
    public Method method() {
        return method;
    }

    /** The absolute address. */
    public URI uri() {
        return uri;
    }

    /** The headers, names in lower case. */
    public Map<String, String> headers() {
        return headers;
    }

    /** A copy of the body; empty if there is none. */
    public Optional<byte[]> body() {
        return body == null ? Optional.empty() : Optional.of(body.clone());
    }

    /** The time limit for one exchange. */
    public Duration timeout() {
        return timeout;
    }

    /** The moment after which the request must not leave; empty if any time will do. */
    public Optional<Instant> notAfter() {
        return Optional.ofNullable(notAfter);
    }

    @Override
    public String toString() {
        return method + " " + uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
    }
}
