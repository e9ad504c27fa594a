package dev.tocsin.msgraph.internal;

import dev.tocsin.http.TransportResponse;
import dev.tocsin.http.TransportResult;
import java.io.IOException;
import java.util.Locale;
import java.util.function.Function;
import okhttp3.Headers;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;

/**
 * Carries what the official client wants to send by this SDK's transport, and nothing by OkHttp's own: it never lets a request pass
 * on. So there is one place for time limits, waits, logs and redirects, and nothing repeats a write. What that client could not
 * read without harm it does not get to see. Thread-safe.
 */
public final class TransportInterceptor implements Interceptor {
    /** A header of ours on errors: method and path of the request, which the official client's exceptions leave out. */
    public static final String REQUEST = "tocsin-request";

    private static final MediaType JSON = MediaType.get("application/json");

    private final Function<Request, TransportResult> exchange;

    /**
     * An interceptor.
     *
     * @param exchange sends a request and says what became of it
     */
    public TransportInterceptor(Function<Request, TransportResult> exchange) {
        this.exchange = exchange;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        TransportResult result = exchange.apply(request);
        if (!(result instanceof TransportResult.Answered answered)) {
            throw new ExchangeFailure(result, write(request));
        }
        TransportResponse answer = answered.response();
        if (answer.status() >= 300 && answer.status() < 400) {
            // The official client would take a redirect that nobody follows for an empty answer.
            throw new ExchangeFailure(result, write(request));
        }
        if (answer.status() >= 400) {
            return carried(request, answer, ErrorAnswer.readableBody(answer), JSON)
                    .newBuilder()
                    .header(
                            REQUEST,
                            request.method() + " "
                                    + ErrorAnswer.withoutVersion(request.url().encodedPath()))
                    .build();
        }
        if (answer.bodyLength() > 0 && expectsJson(request) && !isJson(answer)) {
            throw new ExchangeFailure(
                    new TransportResult.Unknown(
                            "the answer " + answer.status() + " is not sound JSON (" + answer.bodyLength() + " bytes)",
                            null),
                    write(request));
        }
        MediaType type = answer.header("content-type").map(MediaType::parse).orElse(null);
        return carried(request, answer, answer.bodyUncopied(), type);
    }

    private static boolean write(Request request) {
        return !request.method().equals("GET");
    }

    private static boolean expectsJson(Request request) {
        return request.headers("accept").stream()
                .anyMatch(type -> type.toLowerCase(Locale.ROOT).contains("json"));
    }

    /** Whether an answer says that it is JSON, and is. */
    public static boolean isJson(TransportResponse answer) {
        return answer.header("content-type").orElse("").toLowerCase(Locale.ROOT).contains("json")
                && JsonAnswers.sound(answer.bodyUncopied());
    }

    private static Response carried(Request request, TransportResponse answer, byte[] body, @Nullable MediaType type) {
        Headers.Builder headers = new Headers.Builder();
        answer.headers().forEach((name, values) -> values.forEach(value -> headers.addUnsafeNonAscii(name, value)));
        if (type != null) {
            headers.set("content-type", type.toString());
        }
        return new Response.Builder()
                .request(request)
                .protocol(Protocol.HTTP_1_1)
                .code(answer.status())
                .message("")
                .headers(headers.build())
                .body(ResponseBody.create(body, type))
                .build();
    }
}
