package dev.tocsin.msgraph;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands between the client and the simulator and keeps what the client sends. Links in answers lead to it. */
public final class RecordingProxy implements AutoCloseable {
    private static final Set<String> OF_THE_WIRE =
            Set.of("connection", "content-length", "host", "transfer-encoding", "upgrade", "http2-settings", "date");

    /** One request, its path without {@code /v1.0}; header names are in lower case, and the token is left out. */
    public record Sent(String method, String path, String rawQuery, Map<String, String> headers, String body) {}

    private final List<Sent> sent = new CopyOnWriteArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private final String target;
    private final HttpServer server;

    public RecordingProxy(URI target) {
        this.target = target.toString();
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::forward);
        server.start();
    }

    /** Where it listens. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** What the client has sent, in order. */
    public List<Sent> sent() {
        return List.copyOf(sent);
    }

    private void forward(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        Map<String, String> headers = new TreeMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OF_THE_WIRE.contains(name.toLowerCase(Locale.ROOT))) {
                headers.put(name.toLowerCase(Locale.ROOT), values.get(0));
            }
        });
        URI asked = exchange.getRequestURI();
        Map<String, String> kept = new TreeMap<>(headers);
        kept.remove("authorization");
        sent.add(new Sent(
                exchange.getRequestMethod(),
                asked.getPath().replaceFirst("^/v1\\.0", ""),
                asked.getRawQuery() == null ? "" : asked.getRawQuery(),
                kept,
                new String(body, StandardCharsets.UTF_8)));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(target + asked))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        try {
            HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            byte[] bytes = answer.body().replace(target, address().toString()).getBytes(StandardCharsets.UTF_8);
            answer.headers().map().forEach((name, values) -> {
                if (!OF_THE_WIRE.contains(name)) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            exchange.sendResponseHeaders(answer.statusCode(), bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) {
                exchange.getResponseBody().write(bytes);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            exchange.close();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
