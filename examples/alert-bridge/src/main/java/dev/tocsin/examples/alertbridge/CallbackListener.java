package dev.tocsin.examples.alertbridge;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Listens on this machine for the browser that comes back from the consent page: one call, with GET, on one path. What it says is for
 * others to judge; here it is only heard.
 */
final class CallbackListener implements AutoCloseable {
    /** Microsoft's answer is much shorter. */
    private static final int LONGEST = 16_384;

    private static final String PAGE = """
            <!doctype html><meta charset="utf-8"><title>alert-bridge</title>
            <p>The answer has arrived. alert-bridge says in its own window whether the tenant is connected; this page can be closed.
            """;

    private final URI redirectUri;
    private final HttpServer server;
    private final AtomicBoolean once = new AtomicBoolean();
    private final CompletableFuture<URI> came = new CompletableFuture<>();

    private CallbackListener(URI redirectUri, HttpServer server) {
        this.redirectUri = redirectUri;
        this.server = server;
    }

    /**
     * Begins to listen.
     *
     * @param redirectUri an address of this machine with plain http
     * @throws IOException if its port is taken
     */
    static CallbackListener at(URI redirectUri) throws IOException {
        InetAddress address = InetAddress.getByName(redirectUri.getHost());
        int port = redirectUri.getPort() < 0 ? 80 : redirectUri.getPort();
        HttpServer server = HttpServer.create(new InetSocketAddress(address, port), 0);
        CallbackListener listener = new CallbackListener(redirectUri, server);
        server.createContext("/", listener::answer);
        server.start();
        return listener;
    }

    /** Waits for the call; the address that was called, with what it carried, or empty if nobody called in time. */
    Optional<URI> await(Duration timeout) throws InterruptedException {
        try {
            return Optional.of(came.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("nobody fails it", e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        int status = status(exchange);
        try (exchange) {
            send(exchange, status);
        } finally {
            // Only once the last byte has left, since whoever waits stops the server at once.
            if (status == HttpURLConnection.HTTP_OK) {
                came.complete(
                        URI.create(redirectUri + "?" + exchange.getRequestURI().getRawQuery()));
            }
        }
    }

    /** What is answered; 200 to the first call that carries anything, and to no other. */
    private int status(HttpExchange exchange) {
        String query = exchange.getRequestURI().getRawQuery();
        if (!path(redirectUri).equals(path(exchange.getRequestURI()))) {
            return HttpURLConnection.HTTP_NOT_FOUND;
        } else if (!exchange.getRequestMethod().equals("GET")) {
            return HttpURLConnection.HTTP_BAD_METHOD;
        } else if (query == null || query.isEmpty()) {
            return HttpURLConnection.HTTP_BAD_REQUEST;
        }
        return query.length() <= LONGEST && once.compareAndSet(false, true)
                ? HttpURLConnection.HTTP_OK
                : HttpURLConnection.HTTP_GONE;
    }

    private static String path(URI uri) {
        String path = uri.getRawPath();
        return path == null || path.isEmpty() ? "/" : path;
    }

    private static void send(HttpExchange exchange, int status) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Cache-Control", "no-store");
        headers.set("Connection", "close");
        if (status == HttpURLConnection.HTTP_BAD_METHOD) {
            headers.set("Allow", "GET");
        }
        if (status != HttpURLConnection.HTTP_OK) {
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        headers.set("Content-Type", "text/html; charset=utf-8");
        headers.set("Content-Security-Policy", "default-src 'none'");
        byte[] page = PAGE.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, page.length);
        exchange.getResponseBody().write(page);
    }

    /** Ends; the call that counts was answered before it was told. */
    @Override
    public void close() {
        server.stop(0);
    }
}
