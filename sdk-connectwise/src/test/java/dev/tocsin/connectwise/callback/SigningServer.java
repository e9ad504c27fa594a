package dev.tocsin.connectwise.callback;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A ConnectWise server on loopback that hands out signing keys and signs callbacks with them, as the vendor does. */
final class SigningServer implements AutoCloseable {
    static final String COMPANY = "Cobalt";
    /** The longest time for a key: no message is to wait for a repeat because the machine was busy. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    static final String KEY_ID = "e17e6674-42f6-4105-9cff-4cd6cb4e62e8";

    /** What the server does with a question for a key. */
    interface Script {
        void answer(HttpExchange exchange) throws IOException;
    }

    /** A question for a key: the target as it came, and the headers. */
    record Question(String target, Map<String, List<String>> headers) {}

    final List<Question> questions = new CopyOnWriteArrayList<>();
    volatile String signingKey = "first-signing-key";
    volatile Script script = exchange -> reply(exchange, 200, "{\"signing_key\":\"" + signingKey + "\",\"more\":1}");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    SigningServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            questions.add(new Question(exchange.getRequestURI().toString(), Map.copyOf(exchange.getRequestHeaders())));
            try (exchange) {
                script.answer(exchange);
            }
        });
        server.start();
    }

    URI site() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    String keyUrl() {
        return keyUrl(KEY_ID);
    }

    String keyUrl(String id) {
        return site() + "/v2025_1//system/callbackkey/index.rails?companyName=" + COMPANY + "&id=" + id;
    }

    /** A body as the vendor writes it. */
    String body(String messageId) {
        return body(messageId, keyUrl(), COMPANY);
    }

    String body(String messageId, String keyUrl, String company) {
        return """
                {"MessageId":"%s","FromUrl":"127.0.0.1","CompanyId":"%s","MemberId":"jdoe","Action":"updated",\
                "Type":"ticket","ID":4711,"ProductInstanceId":"639c96cab2eb560001dd1324","PartnerId":null,\
                "Entity":"{\\"id\\":4711,\\"summary\\":\\"Disk is full \\u2013 dc01\\",\\"closedFlag\\":false}",\
                "Metadata":{"key_url":"%s"},"CallbackObjectRecId":26604,"New":{"from":["a","later","version"]}}""".formatted(messageId, company, keyUrl);
    }

    /** The value of x-content-signature, made with the server's key of this moment. */
    String sign(String body) {
        return sign(body, signingKey);
    }

    static String sign(String body, String key) {
        try {
            byte[] hashed = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(hashed, "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static void reply(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
