package dev.tocsin.connectwise;

import dev.tocsin.core.base.TocsinException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks again where the API is, without a storm: one thread at a time asks and the others take its answer, and after an
 * answer that told nothing new it is not asked for a minute. Thread-safe; no lock is held while the server is asked.
 */
final class Rediscovery {
    private static final Duration REST = Duration.ofMinutes(1);

    private final Clock clock;
    private final AtomicReference<@Nullable CompletableFuture<ApiRoot>> running = new AtomicReference<>();
    private final AtomicReference<@Nullable Instant> inVain = new AtomicReference<>();

    Rediscovery(Clock clock) {
        this.clock = clock;
    }

    /**
     * Where the API is now.
     *
     * @param used the root that did not know a path
     * @param source asks the server
     * @return the root used if it is the same, or if it is too early to ask again
     * @throws TocsinException if the server could not tell
     */
    ApiRoot instead(ApiRoot used, Supplier<ApiRoot> source) {
        if (resting()) {
            return used;
        }
        CompletableFuture<ApiRoot> own = new CompletableFuture<>();
        CompletableFuture<ApiRoot> other = running.compareAndExchange(null, own);
        return other != null ? answerOf(other, used) : ask(own, used, source);
    }

    private boolean resting() {
        Instant since = inVain.get();
        Instant now = clock.instant();
        return since != null && !now.isBefore(since) && now.isBefore(since.plus(REST));
    }

    private ApiRoot ask(CompletableFuture<ApiRoot> own, ApiRoot used, Supplier<ApiRoot> source) {
        boolean moved = false;
        try {
            ApiRoot found = source.get();
            moved = !found.address().equals(used.address());
            own.complete(found);
            return found;
        } catch (RuntimeException | Error e) {
            own.completeExceptionally(e);
            throw e;
        } finally {
            inVain.set(moved ? null : clock.instant());
            running.set(null);
        }
    }

    private static ApiRoot answerOf(CompletableFuture<ApiRoot> other, ApiRoot used) {
        try {
            return other.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return used;
        } catch (ExecutionException e) {
            // The thread that asked tells why; here the refusal itself is told.
            return used;
        }
    }
}
