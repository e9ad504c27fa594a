package dev.tocsin.http;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One HTTP answer, read to its end. Immutable but for {@link #bodyUncopied}. Its text form holds neither headers nor body. */
public final class TransportResponse {
    private final int status;
    private final Map<String, List<String>> headers;
    private final byte[] body;
    private final URI uri;

    /**
     * @param status the HTTP status
     * @param headers the headers, in any case
     * @param body the whole body, empty if there was none
     * @param uri the address that answered
     */
    public TransportResponse(int status, Map<String, List<String>> headers, byte[] body, URI uri) {
        this(uri, status, headers, body.clone());
    }

    private TransportResponse(URI uri, int status, Map<String, List<String>> headers, byte[] ownBody) {
        this.status = status;
        this.headers = headers.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        e -> e.getKey().toLowerCase(Locale.ROOT),
                        e -> List.copyOf(e.getValue()),
                        (a, b) -> Stream.concat(a.stream(), b.stream()).toList()));
        this.body = ownBody;
        this.uri = uri;
    }

    /** A response that takes over the array, so that the wire need not copy a large answer. */
    static TransportResponse owning(int status, Map<String, List<String>> headers, byte[] ownBody, URI uri) {
        return new TransportResponse(uri, status, headers, ownBody);
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The first value of a header, its name in any case; empty if the answer has none. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                .findFirst();
    }

    /** All headers, names in lower case. */
    public Map<String, List<String>> headers() {
        return headers;
    }

    /** A copy of the body. */
    public byte[] body() {
        return body.clone();
    }

    /** A new stream over the body, without copying it; for a parser of large answers. */
    public InputStream bodyStream() {
        return new ByteArrayInputStream(body);
    }

    /** The body itself, for a parser of large answers: who changes it, changes this response. */
    public byte[] bodyUncopied() {
        return body;
    }

    /** The length of the body in bytes. */
    public int bodyLength() {
        return body.length;
    }

    /** The body as UTF-8 text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The address that answered. */
    public URI uri() {
        return uri;
    }

    @Override
    public String toString() {
        return status + " from " + uri.getHost() + uri.getRawPath() + ", " + body.length + " bytes";
    }
}
