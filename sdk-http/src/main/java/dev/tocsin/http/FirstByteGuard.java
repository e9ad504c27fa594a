package dev.tocsin.http;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Knows whether the first byte of a request with a body may have left, and stops it if its moment has passed.
 *
 * <p>In HTTP/1.1 the length of the body is part of the head, and the JDK's client asks for it once it is connected. So as
 * long as nobody asked, nothing was written; and whoever is refused the length cannot write the head. That holds for
 * any client, whichever moment it asks at: asking earlier only makes the answer more cautious. Thread-safe.
 */
final class FirstByteGuard implements BodyPublisher {
    private enum State {
        WAITING,
        STARTED,
        ABANDONED
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
    private final BodyPublisher body;
    private final Clock clock;
    private final @Nullable Instant notAfter;

    FirstByteGuard(byte[] body, Clock clock, @Nullable Instant notAfter) {
        this.body = BodyPublishers.ofByteArray(body);
        this.clock = clock;
        this.notAfter = notAfter;
    }

    /** Makes sure that nothing leaves any more; false if a byte may have left already. */
    boolean abandon() {
        return state.compareAndSet(State.WAITING, State.ABANDONED) || state.get() == State.ABANDONED;
    }

    @Override
    public long contentLength() {
        if (notAfter != null && state.get() == State.WAITING && clock.instant().isAfter(notAfter)) {
            abandon();
        }
        if (!state.compareAndSet(State.WAITING, State.STARTED) && state.get() == State.ABANDONED) {
            throw new IllegalStateException("the request was given up before its first byte");
        }
        return body.contentLength();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        body.subscribe(subscriber);
    }
}
