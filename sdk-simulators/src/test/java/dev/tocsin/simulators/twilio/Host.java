package dev.tocsin.simulators.twilio;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tocsin.simulators.twilio.internal.wire.Form;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A host that takes webhooks, keeps them and answers as it is told. */
final class Host implements AutoCloseable {
    static {
        // As in the simulators' own server, whose class may be loaded later: else each answer waits 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final List<Got> got = new CopyOnWriteArrayList<>();
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final Map<String, Runnable> during = new ConcurrentHashMap<>();
    private volatile int status = 200;

    /** A webhook as it came in. */
    record Got(String uri, Form form, String body, String signature, String token, String contentType) {
        String field(String name) {
            return form.get(name).orElse("");
        }
    }

    Host() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var headers = exchange.getRequestHeaders();
        got.add(new Got(
                exchange.getRequestURI().toString(),
                Form.parse(body),
                body,
                String.valueOf(headers.getFirst("X-Twilio-Signature")),
                String.valueOf(headers.getFirst("I-Twilio-Idempotency-Token")),
                String.valueOf(headers.getFirst("Content-Type"))));
        during.getOrDefault(exchange.getRequestURI().getPath(), () -> {}).run();
        byte[] answer = answers.getOrDefault(exchange.getRequestURI().getPath(), "<Response/>")
                .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    void answer(String path, String twiml) {
        answers.put(path, twiml);
    }

    /** Does something while a webhook is answered. */
    void during(String path, Runnable what) {
        during.put(path, what);
    }

    void status(int newStatus) {
        status = newStatus;
    }

    List<Got> got() {
        return got;
    }

    List<Got> got(String path) {
        return got.stream().filter(one -> one.uri().equals(path)).toList();
    }

    List<String> all(String field) {
        return got.stream().map(one -> one.field(field)).toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
