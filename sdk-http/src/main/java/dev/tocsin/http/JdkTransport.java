package dev.tocsin.http;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.http.TransportRequest.Method;
import dev.tocsin.http.TransportResult.Answered;
import dev.tocsin.http.TransportResult.NotSent;
import dev.tocsin.http.TransportResult.Unknown;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * The wire: {@code java.net.http} over HTTP/1.1, without redirects, by TLS except to this machine itself. Thread-safe.
 *
 * <p>HTTP/1.1 is forced, since an HTTP/2 client repeats a request on another stream when a connection goes away. That
 * the JDK's client repeats no POST on a dropped HTTP/1.1 connection is proven by a test of this module.
 *
 * <p>The JDK's client hands its answers on through the common fork-join pool: a host that blocks every thread of that pool
 * delays them, up to the timeout, after which a write is of unknown outcome.
 */
final class JdkTransport implements Transport {
    /** Makes the JDK repeat any request, POST included, on a dropped connection. */
    private static final String REPEAT_PROPERTY = "jdk.httpclient.enableAllMethodRetry";

    private final HttpClient client;
    private final Clock clock;
    private final int maxAnswerBytes;

    /**
     * @throws ConfigurationException if this client or this JVM could send a write twice or carry credentials elsewhere
     */
    JdkTransport(HttpClient client, Clock clock, int maxAnswerBytes) {
        requireNoRepeats(client);
        this.client = client;
        this.clock = clock;
        this.maxAnswerBytes = maxAnswerBytes;
    }

    private static void requireNoRepeats(HttpClient client) {
        String repeat = System.getProperty(REPEAT_PROPERTY);
        if (repeat != null && (repeat.isEmpty() || Boolean.parseBoolean(repeat))) {
            throw new ConfigurationException(
                    REPEAT_PROPERTY,
                    "this system property makes java.net.http send a POST again on a dropped connection, which makes"
                            + " tickets twice; remove it or set it to false");
        }
        if (client.followRedirects() != HttpClient.Redirect.NEVER) {
            throw new ConfigurationException(
                    "httpClient",
                    "follows redirects (" + client.followRedirects()
                            + "), which would carry credentials elsewhere; legal is Redirect.NEVER");
        }
        if (client.authenticator().isPresent()) {
            throw new ConfigurationException(
                    "httpClient",
                    "has an authenticator, which sends a refused request again by itself; leave it out and give the"
                            + " builder credentials");
        }
    }

    @Override
    public TransportResult send(TransportRequest request) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted before the request was sent");
        }
        Origin origin = Origin.of(request.uri());
        if (!origin.allowed()) {
            return new NotSent(
                    "refused " + origin
                            + ": legal is https, or http to a loopback address (127.0.0.0/8, ::1, localhost)",
                    null,
                    null);
        }
        Instant notAfter = request.notAfter().orElse(null);
        if (notAfter != null && clock.instant().isAfter(notAfter)) {
            return tooLate(notAfter);
        }
        FirstByteGuard guard = guard(request, notAfter);
        HttpRequest prepared;
        try {
            prepared = prepare(request, guard);
        } catch (IllegalArgumentException illegal) {
            // The cause is left out: the JDK's message may hold a header's value.
            return new NotSent("java.net.http refused the request to " + origin + " as malformed", null, null);
        }
        CompletableFuture<HttpResponse<byte[]>> exchange;
        try {
            exchange = client.sendAsync(
                    prepared, new LimitedBody(request.maxAnswerBytes().orElse(maxAnswerBytes)));
        } catch (RuntimeException rejected) {
            // Such as an executor of the host's that takes no more work.
            return classify(rejected, guard, notAfter);
        }
        return await(exchange, guard, request, notAfter);
    }

    private TransportResult await(
            CompletableFuture<HttpResponse<byte[]>> exchange,
            @Nullable FirstByteGuard guard,
            TransportRequest request,
            @Nullable Instant notAfter)
            throws InterruptedException {
        try {
            HttpResponse<byte[]> answer = exchange.get(request.timeout().toNanos(), TimeUnit.NANOSECONDS);
            return new Answered(TransportResponse.owning(
                    answer.statusCode(), answer.headers().map(), answer.body(), request.uri()));
        } catch (TimeoutException slow) {
            boolean nothingLeft = guard != null && guard.abandon();
            exchange.cancel(true);
            HttpTimeoutException cause = new HttpTimeoutException("no whole answer within " + request.timeout());
            return nothingLeft
                    ? new NotSent("no connection within " + request.timeout(), null, cause)
                    : new Unknown("no whole answer within " + request.timeout(), cause);
        } catch (InterruptedException interruption) {
            boolean nothingLeft = guard != null && guard.abandon();
            exchange.cancel(true);
            if (nothingLeft) {
                throw interruption;
            }
            Thread.currentThread().interrupt();
            return new Unknown("interrupted while the request was under way", interruption);
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            return classify(cause, guard, notAfter);
        }
    }

    private TransportResult classify(Throwable error, @Nullable FirstByteGuard guard, @Nullable Instant notAfter) {
        boolean nothingLeft = guard != null && guard.abandon();
        if (nothingLeft && error instanceof IllegalStateException && notAfter != null) {
            return tooLate(notAfter);
        }
        if (nothingLeft || neverConnected(error)) {
            return new NotSent("no connection: " + describe(error), null, error);
        }
        return new Unknown("the exchange broke off: " + describe(error), error);
    }

    private static boolean neverConnected(Throwable error) {
        return error instanceof ConnectException
                || error instanceof HttpConnectTimeoutException
                || error instanceof UnknownHostException
                || error instanceof UnresolvedAddressException
                // A far side that fails the handshake reads no request, also where TLS 1.3 tells late.
                || error instanceof SSLHandshakeException;
    }

    private static String describe(Throwable error) {
        Throwable cause = error.getCause();
        String message = error.getMessage() == null && cause != null ? cause.toString() : error.getMessage();
        String name = error.getClass().getSimpleName();
        return message == null ? name : name + ": " + LogTransport.printable(message);
    }

    private static NotSent tooLate(Instant notAfter) {
        return new NotSent("its deadline (notAfter " + notAfter + ") passed before the first byte", null, null);
    }

    private @Nullable FirstByteGuard guard(TransportRequest request, @Nullable Instant notAfter) {
        byte[] body = request.bodyUncopied();
        if (body == null) {
            boolean lengthExpected = request.method() != Method.GET && request.method() != Method.DELETE;
            return lengthExpected ? new FirstByteGuard(new byte[0], clock, notAfter) : null;
        }
        return new FirstByteGuard(body, clock, notAfter);
    }

    private static HttpRequest prepare(TransportRequest request, @Nullable FirstByteGuard guard) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(request.uri()).version(HttpClient.Version.HTTP_1_1);
        builder.method(request.method().name(), guard == null ? HttpRequest.BodyPublishers.noBody() : guard);
        request.headers().forEach(builder::setHeader);
        return builder.build();
    }
}
