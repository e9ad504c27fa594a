package dev.tocsin.msgraph.internal;

import com.microsoft.kiota.http.middleware.ParametersNameDecodingHandler;
import dev.tocsin.http.TransportRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import okhttp3.MediaType;
import okhttp3.Request;
import okio.Buffer;

/** Turns the official client's requests into those of this SDK's transport. */
public final class NativeRequests {
    private static final Pattern ID = Pattern.compile("[^/]*[0-9@%][^/]*");
    /** What URI templates encode in the names of parameters although OData does not want it: dollar, dash, dot, tilde. */
    private static final char[] PLAIN_IN_NAMES = {'$', '-', '.', '~'};

    private NativeRequests() {}

    /**
     * A request, ready for a transport.
     *
     * @param request the official client's
     * @param timeout the limit for the exchange
     * @param notAfter the moment after which it must not leave
     * @throws IOException if its body cannot be read
     */
    public static TransportRequest translated(Request request, Duration timeout, Instant notAfter) throws IOException {
        URI uri = address(request);
        TransportRequest translated = TransportRequest.of(TransportRequest.Method.valueOf(request.method()), uri)
                .withTimeout(timeout)
                .withNotAfter(notAfter)
                .withRoute(route(uri));
        for (String name : request.headers().names()) {
            if (!name.equalsIgnoreCase("content-length") && !name.equalsIgnoreCase("host")) {
                translated = translated.withHeader(name, String.join(", ", request.headers(name)));
            }
        }
        okhttp3.RequestBody body = request.body();
        if (body == null || body.contentLength() == 0) {
            return translated;
        }
        Buffer bytes = new Buffer();
        body.writeTo(bytes);
        MediaType type = body.contentType();
        return translated.withBody(type == null ? "application/octet-stream" : type.toString(), bytes.readByteArray());
    }

    private static URI address(Request request) {
        URI uri = request.url().uri();
        String text = uri.toString();
        return text.contains("?") && text.contains("%")
                ? URI.create(ParametersNameDecodingHandler.decodeQueryParameters(text, PLAIN_IN_NAMES))
                : uri;
    }

    /** The path without ids, for metrics. */
    static String route(URI uri) {
        String path = uri.getRawPath();
        // The version is no id, though it holds digits.
        int version = path.indexOf("/v1.0/");
        String own = version < 0 ? path : path.substring(version + 5);
        StringBuilder route = new StringBuilder();
        String before = "";
        for (String segment : own.split("/", -1)) {
            if (!segment.isEmpty()) {
                boolean id = before.equals("users") && !segment.startsWith("delta")
                        || ID.matcher(segment).matches();
                route.append('/').append(id && !segment.equals("alerts_v2") ? "{id}" : segment);
            }
            before = segment;
        }
        return route.isEmpty() ? "/" : route.toString();
    }
}
