package dev.tocsin.notify.twilio;

import dev.tocsin.core.base.Sleeper;
import dev.tocsin.http.Transport;
import dev.tocsin.http.TransportResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets a sender send so many messages in a stretch of time, as its provider counts them: a place is free again one stretch after the
 * <em>answer</em> to the message that took it, and the provider had that message before it answered. So no two stretches overlap at the far
 * side, however long requests are on their way; a rate kept at our end alone bunches up there. Who waits goes in the order of arrival.
 * Thread-safe.
 */
final class SendWindow {
    private final Duration stretch;
    private final Clock clock;
    private final Sleeper sleeper;
    /** As many as there are places that nobody holds; who waits for one goes in the order of arrival. */
    private final Semaphore unheld;
    /** When each of those is free, the earliest first, also after what held it was not sent. */
    private final Queue<Instant> places;

    /** @param perSecond how many a second, more than 0; less than one is one in a longer stretch */
    SendWindow(double perSecond, Clock clock, Sleeper sleeper) {
        int count = Math.max(1, (int) Math.floor(perSecond));
        stretch = Duration.ofNanos(Math.round(count / perSecond * 1e9));
        this.clock = clock;
        this.sleeper = sleeper;
        unheld = new Semaphore(count, true);
        places = new PriorityBlockingQueue<>(count);
        for (int i = 0; i < count; i++) {
            places.add(Instant.MIN);
        }
    }

    /**
     * A transport that sends through the window. What has no place by its deadline, or cannot have one by then, is not sent, and is told
     * how long to wait: the way to the provider itself would only say that it was too late.
     *
     * @param longest how long a request without a deadline waits for a place
     */
    Transport around(Transport inner, Duration longest) {
        return request -> {
            Instant begun = clock.instant();
            Instant end = request.notAfter().orElse(begun.plus(longest));
            if (!unheld.tryAcquire(Duration.between(begun, end).toNanos(), TimeUnit.NANOSECONDS)) {
                return tooMuch(stretch);
            }
            Instant free = places.remove();
            boolean sent = false;
            try {
                Instant now = clock.instant();
                if (free.isAfter(end)) {
                    return tooMuch(Duration.between(now, free));
                }
                if (free.isAfter(now)) {
                    sleeper.sleep(Duration.between(now, free));
                    now = clock.instant();
                }
                if (now.isAfter(end)) {
                    return tooMuch(stretch);
                }
                sent = true;
                return inner.send(request);
            } finally {
                places.add(sent ? clock.instant().plus(stretch) : free);
                unheld.release();
            }
        };
    }

    private static TransportResult tooMuch(Duration wait) {
        return new TransportResult.NotSent("its sender has more to send than it may", wait, null);
    }
}
