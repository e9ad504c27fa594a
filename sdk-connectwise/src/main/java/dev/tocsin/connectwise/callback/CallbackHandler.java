package dev.tocsin.connectwise.callback;

import dev.tocsin.connectwise.callback.SeenMessages.Claim;
import dev.tocsin.core.base.ConfigurationException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes callbacks from any web server: checks size and signature, drops repeats, calls the listener. Thread-safe, and the
 * listener must be too. Nothing is logged here; the result says all.
 *
 * <p>Only the body is signed. The {@code recordId} and {@code action} that the vendor appends to the address are not, so they
 * are never read.
 *
 * <p>With a servlet ({@code readNBytes} keeps a huge body out of memory):
 *
 * <pre>{@code
 * protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
 *     Map<String, List<String>> headers = new HashMap<>();
 *     request.getHeaderNames().asIterator().forEachRemaining(
 *             name -> headers.put(name, Collections.list(request.getHeaders(name))));
 *     byte[] body = request.getInputStream().readNBytes(handler.maxBodyBytes() + 1);
 *     response.setStatus(handler.handle(headers, body).status());
 * }
 * }</pre>
 *
 * <p>With Javalin:
 *
 * <pre>{@code
 * app.post("/connectwise", context -> {
 *     Map<String, List<String>> headers = new HashMap<>();
 *     context.headerMap().forEach((name, value) -> headers.put(name, List.of(value)));
 *     byte[] body = context.bodyInputStream().readNBytes(handler.maxBodyBytes() + 1);
 *     context.status(handler.handle(headers, body).status());
 * });
 * }</pre>
 *
 * <p>With the JDK's own server see {@link CallbackHttpHandler}.
 */
public final class CallbackHandler {
    /** The header that carries the signature. */
    public static final String SIGNATURE_HEADER = "x-content-signature";

    private static final int LARGEST_LIMIT = 16 * 1024 * 1024;

    private final CallbackVerifier verifier;
    private final Consumer<CallbackMessage> listener;
    private final SeenMessages seen;
    private final int maxBodyBytes;

    private CallbackHandler(Builder b) {
        this.verifier = required(b.verifier, "verifier");
        this.listener = required(b.listener, "listener");
        this.seen = b.seen != null ? b.seen : SeenMessages.inMemory(b.clock, Duration.ofHours(24), 20_000);
        this.maxBodyBytes = b.maxBodyBytes;
    }

    /** An empty builder. Verifier and listener are required. */
    public static Builder builder() {
        return new Builder();
    }

    /** The longest body that is taken. A server reads one byte more, so that a longer one is known as such. */
    public int maxBodyBytes() {
        return maxBodyBytes;
    }

    /**
     * Takes one delivery. The listener runs in this thread; the vendor hangs up after 5 seconds.
     *
     * @param headers the request's headers, names in any case
     * @param rawBody the body's bytes as they came
     * @return what became of it, with the status to answer. An exception of the listener is in it; an {@code Error} is
     *     thrown on, and the message does not count as heard
     */
    public CallbackResult handle(Map<String, List<String>> headers, byte[] rawBody) {
        if (rawBody.length > maxBodyBytes) {
            return new CallbackResult.TooLarge(maxBodyBytes);
        }
        Verification verification = verifier.verify(signature(headers), rawBody);
        if (verification instanceof Verification.Genuine genuine) {
            return hear(genuine.message());
        }
        if (verification instanceof Verification.Forged forged) {
            return new CallbackResult.Forged(forged.reason());
        }
        if (verification instanceof Verification.Malformed malformed) {
            return new CallbackResult.Malformed(malformed.reason());
        }
        return new CallbackResult.Unverifiable(((Verification.Unverifiable) verification).reason());
    }

    private CallbackResult hear(CallbackMessage message) {
        Claim claim;
        try {
            claim = seen.claim(message.messageId());
        } catch (RuntimeException e) {
            return new CallbackResult.Failed(message, e);
        }
        return switch (claim) {
            case HEARD -> new CallbackResult.Duplicate(message);
            case UNDER_WAY -> new CallbackResult.UnderWay(message);
            case FRESH -> call(message);
        };
    }

    private CallbackResult call(CallbackMessage message) {
        try {
            listener.accept(message);
        } catch (RuntimeException e) {
            release(message, e);
            return new CallbackResult.Failed(message, e);
        } catch (Error e) {
            release(message, e);
            throw e;
        }
        try {
            seen.heard(message.messageId());
        } catch (RuntimeException e) {
            // The listener did hear it; it hears it again rather than that a memory in trouble is trusted.
            return new CallbackResult.Failed(message, e);
        }
        return new CallbackResult.Accepted(message);
    }

    private void release(CallbackMessage message, Throwable why) {
        try {
            seen.release(message.messageId());
        } catch (RuntimeException e) {
            why.addSuppressed(e);
        }
    }

    /** The signature; null if there is none, or several, of which the vendor's could be any. */
    private static @Nullable String signature(Map<String, List<String>> headers) {
        List<String> values = headers.entrySet().stream()
                .filter(header -> SIGNATURE_HEADER.equalsIgnoreCase(header.getKey()))
                .flatMap(header -> header.getValue().stream())
                .toList();
        return values.size() == 1 ? values.get(0) : null;
    }

    private static <T> T required(@Nullable T value, String field) {
        if (value == null) {
            throw new ConfigurationException(field, "is required");
        }
        return value;
    }

    /** Collects the settings of a handler. Not thread-safe. */
    public static final class Builder {
        private @Nullable CallbackVerifier verifier;
        private @Nullable Consumer<CallbackMessage> listener;
        private @Nullable SeenMessages seen;
        private int maxBodyBytes = 1024 * 1024;
        private Clock clock = Clock.systemUTC();

        private Builder() {}

        /** Who tells genuine messages; required. */
        public Builder verifier(CallbackVerifier one) {
            this.verifier = one;
            return this;
        }

        /**
         * Who hears the messages; required. It is called for each message once, in no particular order, by the server's
         * threads, and should do little: note that the record changed, and read it again elsewhere. If it throws, the
         * message may come again.
         */
        public Builder listener(Consumer<CallbackMessage> one) {
            this.listener = one;
            return this;
        }

        /** The memory of messages; by default this process's own, for 24 hours and 20,000 messages. */
        public Builder seenMessages(SeenMessages memory) {
            this.seen = memory;
            return this;
        }

        /**
         * The longest body that is taken, in bytes; 1 MB by default. It holds a whole record of the vendor's.
         *
         * @throws ConfigurationException if it is less than 1 or more than 16 MB
         */
        public Builder maxBodyBytes(int limit) {
            if (limit < 1 || limit > LARGEST_LIMIT) {
                throw new ConfigurationException("maxBodyBytes", "must be 1 to " + LARGEST_LIMIT + ", but is " + limit);
            }
            this.maxBodyBytes = limit;
            return this;
        }

        /** The clock of the default memory; the system's by default. */
        public Builder clock(Clock source) {
            this.clock = source;
            return this;
        }

        /**
         * The handler.
         *
         * @throws ConfigurationException if a setting is missing; it names the field
         */
        public CallbackHandler build() {
            return new CallbackHandler(this);
        }
    }
}
