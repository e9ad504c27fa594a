package dev.tocsin.connectwise;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tocsin.core.base.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A server on loopback that answers as a test says and keeps what it was sent. */
final class FakeServer implements AutoCloseable {
    static {
        // Else the JDK's server waits 40 ms with each answer; it reads this switch once, when it is first used.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    static final String PRIVATE_KEY = "privateKeyOfTheTest";
    static final String PUBLIC_KEY = "publicKeyOfTheTest";
    static final String CLIENT_ID = "11111111-2222-3333-4444-555555555555";

    /** One request as it arrived; header names in lower case. */
    record Received(String method, URI uri, Map<String, String> headers, String body) {
        String path() {
            return uri.getPath();
        }

        /** A query parameter, decoded with %-sequences only; null if absent. */
        @Nullable
        String parameter(String name) {
            String raw = uri.getRawQuery();
            if (raw == null) {
                return null;
            }
            for (String pair : raw.split("&")) {
                if (pair.startsWith(name + "=")) {
                    return URI.create("x:?" + pair.substring(name.length() + 1))
                            .getSchemeSpecificPart()
                            .substring(1);
                }
            }
            return null;
        }
    }

    /** One answer; {@code promised} is the declared length, -1 for the true one. */
    record Reply(int status, Map<String, String> headers, String body, int promised) {
        static Reply json(int status, String body) {
            return new Reply(status, Map.of("content-type", "application/json"), body, -1);
        }

        static Reply html(int status, String title) {
            return new Reply(
                    status, Map.of("content-type", "text/html"), "<html><title>" + title + "</title></html>", -1);
        }

        Reply with(String name, String value) {
            Map<String, String> more = new java.util.HashMap<>(headers);
            more.put(name, value);
            return new Reply(status, more, body, promised);
        }

        Reply cut() {
            return new Reply(status, headers, body, body.length() + 50);
        }
    }

    final List<Received> all = new CopyOnWriteArrayList<>();
    volatile String companyInfo = "{\"Codebase\":\"v2026_4/\",\"IsCloud\":\"True\",\"Unknown\":[1]}";
    private volatile Function<Received, Reply> script = request -> Reply.json(200, "[]");
    private final HttpServer server;

    FakeServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.start();
    }

    FakeServer answering(Function<Received, Reply> how) {
        script = how;
        return this;
    }

    FakeServer answering(Reply always) {
        return answering(request -> always);
    }

    /** What arrived apart from the question where the API is. */
    List<Received> calls() {
        return all.stream()
                .filter(request -> !request.path().startsWith("/login/"))
                .toList();
    }

    Received onlyCall() {
        List<Received> calls = calls();
        if (calls.size() != 1) {
            throw new AssertionError("expected one call, got " + calls);
        }
        return calls.get(0);
    }

    List<Received> discoveries() {
        return all.stream()
                .filter(request -> request.path().startsWith("/login/"))
                .toList();
    }

    String site() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    ConnectWiseConnection.Builder connection() {
        return bareConnection().transport(new PlainTransport());
    }

    /** A connection with the default transport. */
    ConnectWiseConnection.Builder bareConnection() {
        return ConnectWiseConnection.builder()
                .site(site())
                .company("acme")
                .publicKey(Secret.of(PUBLIC_KEY))
                .privateKey(Secret.of(PRIVATE_KEY))
                .clientId(Secret.of(CLIENT_ID));
    }

    ConnectWise client() {
        return ConnectWise.connect(connection().build());
    }

    private void handle(HttpExchange exchange) throws IOException {
        Map<String, String> headers = exchange.getRequestHeaders().entrySet().stream()
                .collect(Collectors.toMap(
                        e -> e.getKey().toLowerCase(Locale.ROOT),
                        e -> e.getValue().get(0)));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Received received = new Received(exchange.getRequestMethod(), exchange.getRequestURI(), headers, body);
        all.add(received);
        boolean discovery = received.path().startsWith("/login/companyinfo/");
        Reply reply = discovery ? Reply.json(200, companyInfo) : script.apply(received);
        byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
        reply.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        int length = reply.promised() < 0 ? bytes.length : reply.promised();
        exchange.sendResponseHeaders(reply.status(), length == 0 ? -1 : length);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
        } catch (IOException e) {
            // A cut answer: the exchange is closed before the promised length.
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
