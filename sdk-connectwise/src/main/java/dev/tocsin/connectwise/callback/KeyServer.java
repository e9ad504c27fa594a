package dev.tocsin.connectwise.callback;

import dev.tocsin.http.Transport;
import dev.tocsin.http.TransportRequest;
import dev.tocsin.http.TransportRequest.Method;
import dev.tocsin.http.TransportResponse;
import dev.tocsin.http.TransportResult;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;

/** Asks the server for a signing key, without credentials: the server gives keys to anybody. Thread-safe. */
final class KeyServer {
    /** What became of the question. */
    sealed interface Reply {
        /** The key, as the MAC takes it. */
        record Key(SecretKeySpec key) implements Reply {}

        /** The server knows no such key. */
        record NoSuchKey(String reason) implements Reply {}

        /** No word on the key. */
        record Silent(String reason) implements Reply {}
    }

    private static final Set<Integer> NO_SUCH_KEY = Set.of(400, 404, 410);

    private final Transport transport;
    private final Clock clock;
    private final Duration timeout;

    KeyServer(Transport transport, Clock clock, Duration timeout) {
        this.transport = transport;
        this.clock = clock;
        this.timeout = timeout;
    }

    Reply ask(URI address) throws InterruptedException {
        TransportRequest request = TransportRequest.of(Method.GET, address)
                .withHeader("accept", "application/json")
                .withTimeout(timeout)
                // also so that nobody waits in the rate gate after a 429: the sender of the message hangs up soon
                .withNotAfter(clock.instant().plus(timeout))
                .withRoute("/system/callbackkey/index.rails");
        TransportResult result = transport.send(request);
        if (result instanceof TransportResult.Answered answered) {
            return read(answered.response());
        }
        String reason = result instanceof TransportResult.NotSent notSent
                ? notSent.reason()
                : ((TransportResult.Unknown) result).reason();
        return new Reply.Silent("the key server cannot be reached: " + reason);
    }

    private static Reply read(TransportResponse response) {
        int status = response.status();
        if (NO_SUCH_KEY.contains(status)) {
            return new Reply.NoSuchKey("the key server knows no such key (HTTP " + status + ")");
        }
        if (status != 200) {
            return new Reply.Silent("the key server answered HTTP " + status);
        }
        return CallbackJson.object(response.body())
                .flatMap(answer -> CallbackJson.text(answer, "signing_key"))
                .<Reply>map(key -> new Reply.Key(macKey(key)))
                .orElseGet(() -> new Reply.Silent("the key server answered without a signing_key"));
    }

    /** The vendor does not sign with the key it hands out but with the SHA-256 of its text. */
    private static SecretKeySpec macKey(String signingKey) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return new SecretKeySpec(digest.digest(signingKey.getBytes(StandardCharsets.UTF_8)), "HmacSHA256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
