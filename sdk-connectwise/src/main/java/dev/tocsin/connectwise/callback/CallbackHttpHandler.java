package dev.tocsin.connectwise.callback;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a {@link CallbackHandler} on the JDK's own server, as in {@code server.createContext("/connectwise", new
 * CallbackHttpHandler(handler))}. Takes POST alone. Thread-safe. A failed listener is logged as a warning, other refusals
 * at debug, since anybody can cause them.
 *
 * <p>The server needs an executor with several threads, and {@code sun.net.httpserver.maxReqTime} (seconds) against
 * senders that never end; TLS is {@code HttpsServer}'s or a proxy's.
 */
public final class CallbackHttpHandler implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(CallbackHttpHandler.class);

    private static final int MOST_PASSED_OVER = 4 * 1024 * 1024;

    private final CallbackHandler handler;

    /** Serves the given handler. */
    public CallbackHttpHandler(CallbackHandler handler) {
        this.handler = handler;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestMethod().equals("POST")) {
                exchange.getResponseHeaders().set("Allow", "POST");
                exchange.sendResponseHeaders(405, -1);
                return;
            }
            byte[] body = exchange.getRequestBody().readNBytes(handler.maxBodyBytes() + 1);
            passOver(exchange.getRequestBody());
            CallbackResult result = handler.handle(exchange.getRequestHeaders(), body);
            log(result);
            exchange.sendResponseHeaders(result.status(), -1);
        }
    }

    /** The rest of a body that is too long, within reason: a sender who is cut off while sending never reads why. */
    private static void passOver(InputStream rest) throws IOException {
        byte[] buffer = new byte[8 * 1024];
        for (int left = MOST_PASSED_OVER; left > 0; ) {
            int read = rest.read(buffer);
            if (read < 0) {
                return;
            }
            left -= read;
        }
    }

    private static void log(CallbackResult result) {
        if (result instanceof CallbackResult.Failed failed) {
            LOG.warn("The listener failed on {}; the message may come again", failed.message(), failed.cause());
        } else {
            LOG.debug("{} answered with {}", result, result.status());
        }
    }
}
