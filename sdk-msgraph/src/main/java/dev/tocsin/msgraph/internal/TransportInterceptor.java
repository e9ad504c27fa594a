package dev.tocsin.msgraph.internal;

import dev.tocsin.http.Transport;
import dev.tocsin.http.TransportRequest;
import dev.tocsin.http.TransportResponse;
import dev.tocsin.http.TransportResult;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import okhttp3.Headers;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;

/**
 * Carries what the official client wants to send by this SDK's transport, and nothing by OkHttp's own: it never lets a request pass
 * on. So there is one place for time limits, waits, logs and redirects, and nothing repeats a write. Thread-safe.
 */
public final class TransportInterceptor implements Interceptor {
    private final Function<URI, Transport> lanes;
    private final Duration timeout;

    /**
     * An interceptor.
     *
     * @param lanes the transport of an address: logs, alerts and mail have limits of their own
     * @param timeout the limit for one exchange
     */
    public TransportInterceptor(Function<URI, Transport> lanes, Duration timeout) {
        this.lanes = lanes;
        this.timeout = timeout;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        URI uri = request.url().uri();
        TransportResult result;
        try {
            result = lanes.apply(uri).send(translated(request, uri));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ExchangeFailure(
                    new TransportResult.NotSent("the thread was interrupted before a byte left", null, e));
        }
        if (result instanceof TransportResult.Answered answered) {
            return translated(request, answered.response());
        }
        throw new ExchangeFailure(result);
    }

    private TransportRequest translated(Request request, URI uri) throws IOException {
        TransportRequest translated = TransportRequest.of(TransportRequest.Method.valueOf(request.method()), uri)
                .withTimeout(timeout);
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : request.headers().names()) {
            if (!name.equalsIgnoreCase("content-length") && !name.equalsIgnoreCase("host")) {
                headers.put(name, String.join(", ", request.headers(name)));
            }
        }
        for (Map.Entry<String, String> header : headers.entrySet()) {
            translated = translated.withHeader(header.getKey(), header.getValue());
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

    private static Response translated(Request request, TransportResponse answer) {
        Headers.Builder headers = new Headers.Builder();
        answer.headers().forEach((name, values) -> values.forEach(value -> headers.addUnsafeNonAscii(name, value)));
        MediaType type = answer.header("content-type").map(MediaType::parse).orElse(null);
        return new Response.Builder()
                .request(request)
                .protocol(Protocol.HTTP_1_1)
                .code(answer.status())
                .message("")
                .headers(headers.build())
                .body(ResponseBody.create(answer.body(), type))
                .build();
    }
}
