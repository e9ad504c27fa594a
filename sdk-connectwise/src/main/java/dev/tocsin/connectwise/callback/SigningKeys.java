package dev.tocsin.connectwise.callback;

import dev.tocsin.connectwise.callback.KeyServer.Reply;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The signing keys by address. Anybody can send a message that makes us ask for a key, so the asking is bounded:
 *
 * <ul>
 *   <li>a key that does not fit is asked for again (it may have been replaced) at most once per refresh interval;
 *   <li>an address without a key rests for a minute, one that did not answer for a second, so that the vendor's own
 *       repeats, after 2 and 4 seconds, get another chance;
 *   <li>one question at a time per address; all who need the answer wait for that one;
 *   <li>addresses that never vouched for a message share a small budget and a cache of their own, so that inventing
 *       addresses neither floods the server nor drives out the keys that matter.
 * </ul>
 *
 * Thread-safe; no lock is held while the server is asked or a MAC is computed.
 */
final class SigningKeys {
    /** Whether a signature fits. */
    enum Fit {
        /** It does. */
        FITS,
        /** It does not, by a key that is as new as may be. */
        DIFFERS,
        /** Nobody can tell now. */
        UNKNOWN
    }

    /** Whether a signature fits, and if not, why. */
    record Finding(Fit fit, String reason) {}

    /** What a thread does next: take what is known, wait for the answer that another asked for, or ask. */
    private sealed interface Turn {
        record Take(Finding finding) implements Turn {}

        record Look(KnownKey known) implements Turn {}

        record Wait(CompletableFuture<KnownKey> answer) implements Turn {}

        record Ask(@Nullable KnownKey before, CompletableFuture<KnownKey> answer) implements Turn {}
    }

    private static final Finding FITS = new Finding(Fit.FITS, "");
    private static final Finding BUDGET_SPENT =
            new Finding(Fit.UNKNOWN, "too many keys that nobody knows were asked for of late");
    private static final int MOST_PROVEN = 32;
    private static final int MOST_UNPROVEN = 256;

    private final KeyServer server;
    private final Clock clock;
    private final Duration refreshInterval;

    private final Object lock = new Object();
    private final Map<URI, KnownKey> proven = new Bounded(MOST_PROVEN);
    private final Map<URI, KnownKey> unproven = new Bounded(MOST_UNPROVEN);
    private final Map<URI, CompletableFuture<KnownKey>> underWay = new HashMap<>();
    private final FetchBudget budget;

    SigningKeys(KeyServer server, Clock clock, Duration refreshInterval, FetchBudget budget) {
        this.server = server;
        this.clock = clock;
        this.refreshInterval = refreshInterval;
        this.budget = budget;
    }

    /**
     * Whether a signature was made with the key at an address.
     *
     * @param address where the key lies, already pinned
     * @param fits whether the signature fits a key
     * @throws InterruptedException if the thread is interrupted while the key is fetched
     */
    Finding check(URI address, Predicate<SecretKeySpec> fits) throws InterruptedException {
        KnownKey before;
        synchronized (lock) {
            before = recall(address);
        }
        if (before != null && fitsUsable(address, before, fits)) {
            return FITS;
        }
        Turn turn = turn(address, before);
        if (turn instanceof Turn.Take take) {
            return take.finding();
        }
        KnownKey after;
        if (turn instanceof Turn.Look look) {
            after = look.known();
        } else if (turn instanceof Turn.Wait wait) {
            after = await(wait.answer());
        } else {
            after = ask(address, (Turn.Ask) turn);
        }
        return fitsUsable(address, after, fits) ? FITS : after.misfit();
    }

    private boolean fitsUsable(URI address, KnownKey known, Predicate<SecretKeySpec> fits) {
        SecretKeySpec key = known.usable(clock.instant());
        if (key == null || !fits.test(key)) {
            return false;
        }
        synchronized (lock) {
            KnownKey held = unproven.remove(address);
            if (held != null) {
                proven.put(address, held);
            }
        }
        return true;
    }

    private Turn turn(URI address, @Nullable KnownKey before) {
        synchronized (lock) {
            KnownKey current = recall(address);
            if (current != null && current.resting(clock.instant())) {
                // the same as before was tried already
                return current.equals(before) ? new Turn.Take(current.misfit()) : new Turn.Look(current);
            }
            CompletableFuture<KnownKey> others = underWay.get(address);
            if (others != null) {
                return new Turn.Wait(others);
            }
            if (!proven.containsKey(address) && !budget.take(clock.instant())) {
                return new Turn.Take(BUDGET_SPENT);
            }
            CompletableFuture<KnownKey> own = new CompletableFuture<>();
            underWay.put(address, own);
            return new Turn.Ask(current, own);
        }
    }

    private KnownKey ask(URI address, Turn.Ask turn) throws InterruptedException {
        Reply reply = new Reply.Silent("the question was interrupted");
        try {
            reply = server.ask(address);
        } finally {
            KnownKey learnt = KnownKey.after(turn.before(), reply, clock.instant(), refreshInterval);
            synchronized (lock) {
                underWay.remove(address);
                (proven.containsKey(address) ? proven : unproven).put(address, learnt);
            }
            turn.answer().complete(learnt);
        }
        return turn.answer().join();
    }

    private static KnownKey await(CompletableFuture<KnownKey> answer) throws InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("whoever asks always completes the answer", e);
        }
    }

    private @Nullable KnownKey recall(URI address) {
        KnownKey held = proven.get(address);
        return held != null ? held : unproven.get(address);
    }

    /** Forgets what was not used for the longest time. */
    private static final class Bounded extends LinkedHashMap<URI, KnownKey> {
        private static final long serialVersionUID = 1L;

        private final int most;

        Bounded(int most) {
            super(16, 0.75f, true);
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<URI, KnownKey> eldest) {
            return size() > most;
        }
    }
}
