package dev.tocsin.http;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
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

    /** An answer is held in memory as a whole. */
    private static final int LARGEST_ANSWER = 1 << 30;

    private static final Duration LONGEST_TIMEOUT = Duration.ofHours(24);
    private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    /** The wire sets these itself; a value from outside could smuggle a second request. */
    private static final Set<String> RESERVED_HEADERS =
            Set.of("connection", "content-length", "expect", "host", "transfer-encoding", "upgrade");

    private final Method method;
    private final URI uri;
    private final Map<String, String> headers;
    private final byte @Nullable [] body;
    private final Duration timeout;
    private final @Nullable Instant notAfter;
    private final @Nullable String route;
    private final @Nullable Integer maxAnswerBytes;
    private final @Nullable Credentials credentials;

    private TransportRequest(
            Method method,
            URI uri,
            Map<String, String> headers,
            byte @Nullable [] body,
            Duration timeout,
            @Nullable Instant notAfter,
            @Nullable String route,
            @Nullable Integer maxAnswerBytes,
            @Nullable Credentials credentials) {
        this.method = method;
        this.uri = uri;
        this.headers = Map.copyOf(headers);
        this.body = body;
        this.timeout = timeout;
        this.notAfter = notAfter;
        this.route = route;
        this.maxAnswerBytes = maxAnswerBytes;
        this.credentials = credentials;
    }

    /**
     * A request without headers or body, with a timeout of 30 seconds.
     *
     * @param method the method
     * @param uri an absolute address with a host, without user information: a credential in an address ends up in logs
     * @throws IllegalArgumentException if the address is not so
     */
    public static TransportRequest of(Method method, URI uri) {
        Objects.requireNonNull(method, "method");
        if (!uri.isAbsolute() || uri.getHost() == null) {
            throw new IllegalArgumentException("the address is not absolute: " + uri.getScheme() + "…" + uri.getPath());
        }
        if (uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "the address of " + uri.getHost() + " must not hold user information (user:password@)");
        }
        return new TransportRequest(method, uri, Map.of(), null, Duration.ofSeconds(30), null, null, null, null);
    }

    /**
     * This request with one header set; names are kept in lower case, and an earlier value of that name is replaced.
     *
     * @param name a header name by RFC 9110; not one that the wire sets itself, such as {@code host}
     * @param value printable ASCII; a line break or another control character is refused
     * @throws IllegalArgumentException if the name or value is not legal; the message never holds the value
     */
    public TransportRequest withHeader(String name, String value) {
        String key = name.toLowerCase(Locale.ROOT);
        if (!HEADER_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a legal header name: " + LogTransport.printable(name));
        }
        if (RESERVED_HEADERS.contains(key)) {
            throw new IllegalArgumentException("the header " + key + " is set by the transport itself");
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c != '\t' && (c < ' ' || c > '~')) {
                throw new IllegalArgumentException("the header " + key
                        + " must be printable ASCII without a line break; the character at place " + i + " is not");
            }
        }
        Map<String, String> changed = new LinkedHashMap<>(headers);
        changed.put(key, value);
        return new TransportRequest(method, uri, changed, body, timeout, notAfter, route, maxAnswerBytes, credentials);
    }

    /** This request with a body of the given media type. */
    public TransportRequest withBody(String contentType, byte[] bytes) {
        return new TransportRequest(
                        method, uri, headers, bytes.clone(), timeout, notAfter, route, maxAnswerBytes, credentials)
                .withHeader("content-type", contentType);
    }

    /**
     * This request with a time limit for one exchange, from the start of the connection to the last byte read.
     *
     * @param limit more than zero and at most 24 hours
     * @throws IllegalArgumentException if it is not so
     */
    public TransportRequest withTimeout(Duration limit) {
        if (limit.isNegative() || limit.isZero() || limit.compareTo(LONGEST_TIMEOUT) > 0) {
            throw new IllegalArgumentException(
                    "timeout: must be more than zero and at most " + LONGEST_TIMEOUT + ", but is " + limit);
        }
        return new TransportRequest(method, uri, headers, body, limit, notAfter, route, maxAnswerBytes, credentials);
    }

    /**
     * This request with a moment after which it must not leave: if it passes before the first byte, the result is
     * {@link TransportResult.NotSent}.
     */
    public TransportRequest withNotAfter(Instant moment) {
        return new TransportRequest(method, uri, headers, body, timeout, moment, route, maxAnswerBytes, credentials);
    }

    /**
     * This request with the name of its route for metrics, such as {@code /service/tickets/{id}}: a path with ids in it
     * would make as many time series as there are tickets.
     */
    public TransportRequest withRoute(String template) {
        return new TransportRequest(
                method, uri, headers, body, timeout, notAfter, template, maxAnswerBytes, credentials);
    }

    /**
     * This request with a limit of its own for the answer, more or less than the transport's, such as for the download of
     * a document. Beyond it the exchange is broken off and the result is {@link TransportResult.Unknown}.
     *
     * @param limit the largest answer that is read, in bytes: 1 to 1,073,741,824, since it is held in memory
     * @throws IllegalArgumentException if it is not so
     */
    public TransportRequest withMaxAnswerBytes(int limit) {
        if (limit < 1 || limit > LARGEST_ANSWER) {
            throw new IllegalArgumentException("maxAnswerBytes: must be 1 to " + LARGEST_ANSWER + ", but is " + limit);
        }
        return new TransportRequest(method, uri, headers, body, timeout, notAfter, route, limit, credentials);
    }

    /**
     * This request with credentials of its own, asked anew for each attempt, also for the repeats of a transport that
     * retries. They replace the transport's. A transport that {@link TransportBuilder} built adds them, and sends them
     * wherever the request goes; any other may not know of them.
     */
    public TransportRequest withCredentials(Credentials own) {
        return new TransportRequest(method, uri, headers, body, timeout, notAfter, route, maxAnswerBytes, own);
    }

    /** The credentials to ask for each attempt; empty if the transport's own hold. */
    public Optional<Credentials> credentials() {
        return Optional.ofNullable(credentials);
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

    /** The body itself, not to be changed; null if there is none. Spares a copy on the way to the wire. */
    byte @Nullable [] bodyUncopied() {
        return body;
    }

    /** The time limit for one exchange. */
    public Duration timeout() {
        return timeout;
    }

    /** The moment after which the request must not leave; empty if any time will do. */
    public Optional<Instant> notAfter() {
        return Optional.ofNullable(notAfter);
    }

    /** The largest answer that is read, in bytes; empty if the transport's own limit holds. */
    public OptionalInt maxAnswerBytes() {
        return maxAnswerBytes == null ? OptionalInt.empty() : OptionalInt.of(maxAnswerBytes);
    }

    /** The name of its route for metrics; empty if the caller gave none. */
    public Optional<String> route() {
        return Optional.ofNullable(route);
    }

    @Override
    public String toString() {
        return method + " " + uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
    }
}
