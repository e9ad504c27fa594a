package dev.tocsin.msgraph;

import dev.tocsin.core.base.TocsinException;
import dev.tocsin.core.base.TransportException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's token, renewed before it expires by whoever comes first, while the others go on with the old one or wait if there is
 * none. A definite refusal is remembered for a while, so that a broken tenant does not hammer the login service; a bad secret until it
 * is another. Thread-safe; no
 * lock is held while a token is asked for.
 */
final class TenantTokens {
    /** After a failed early renewal the old token serves, and this long nobody tries again. */
    private static final Duration RENEWAL_PAUSE = Duration.ofSeconds(10);

    private final TokenSource source;
    private final Clock clock;
    private final Duration refusalMemory;

    private final Object lock = new Object();
    private @Nullable IssuedToken token;
    private @Nullable GraphAccessException refusal;
    private Instant refusedUntil = Instant.MIN;
    /** The secret or certificate that was refused as such. */
    private @Nullable Object refusedProof;

    private Instant noRenewalBefore = Instant.MIN;
    /** Set when a refused token was replaced, until the new one has served: a second refusal in a row is no matter of age. */
    private @Nullable Instant replacedAt;

    /** Since when no token is renewed for the sake of a permission. */
    private @Nullable Instant renewedForMoreAt;

    private @Nullable CompletableFuture<IssuedToken> inFlight;
    /** Counts the times that everything was dropped: what was asked for before is not kept after. */
    private long epoch;

    TenantTokens(TokenSource source, Clock clock, Duration refusalMemory) {
        this.source = source;
        this.clock = clock;
        this.refusalMemory = refusalMemory;
    }

    /** A token that holds. */
    IssuedToken current() throws InterruptedException {
        while (true) {
            tryOtherProof();
            CompletableFuture<IssuedToken> awaited;
            boolean mine = false;
            long asked;
            synchronized (lock) {
                Instant now = clock.instant();
                IssuedToken held = token;
                if (held != null
                        && now.isBefore(held.expires())
                        && (now.isBefore(held.renewAt()) || inFlight != null || now.isBefore(noRenewalBefore))) {
                    return held;
                }
                if (refusal != null && now.isBefore(refusedUntil)) {
                    throw refusal.again();
                }
                if (inFlight == null) {
                    inFlight = new CompletableFuture<>();
                    mine = true;
                }
                awaited = inFlight;
                asked = epoch;
            }
            if (mine) {
                return fetch(awaited, asked);
            }
            try {
                return awaited.get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof GraphAccessException refused) {
                    throw refused.again();
                }
                if (e.getCause() instanceof TocsinException failed) {
                    throw new TransportException(
                            String.valueOf(failed.getMessage()),
                            failed.retryAfter().orElse(null),
                            failed);
                }
                // Whoever asked was interrupted or broke; the next one asks anew.
            }
        }
    }

    /** Forgets the refusal of a secret or certificate that was changed since. The host is asked for it outside the lock. */
    private void tryOtherProof() {
        Object refused;
        synchronized (lock) {
            refused = refusedProof;
        }
        if (refused == null) {
            return;
        }
        Object now = proof();
        synchronized (lock) {
            if (now != null && refused.equals(refusedProof) && !now.equals(refused)) {
                refusal = null;
                refusedProof = null;
            }
        }
    }

    /** The secret or certificate of the moment; null if it cannot be had, which asking for a token tells better. */
    private @Nullable Object proof() {
        try {
            return source.proof();
        } catch (RuntimeException unreadable) {
            return null;
        }
    }

    private IssuedToken fetch(CompletableFuture<IssuedToken> mine, long asked) throws InterruptedException {
        IssuedToken fetched;
        Object proof = proof();
        try {
            fetched = source.fetch();
        } catch (InterruptedException | RuntimeException | Error failed) {
            IssuedToken old = settle(mine, asked, failed, proof);
            mine.completeExceptionally(failed);
            if (old != null) {
                return old;
            }
            throw failed;
        }
        synchronized (lock) {
            if (epoch == asked) {
                token = fetched;
                refusal = null;
                refusedProof = null;
                noRenewalBefore = Instant.MIN;
            }
            if (inFlight == mine) {
                inFlight = null;
            }
        }
        mine.complete(fetched);
        return fetched;
    }

    /** Notes a failure; the old token if it still serves, which it does unless the login service has refused another. */
    private @Nullable IssuedToken settle(
            CompletableFuture<IssuedToken> mine, long asked, Throwable failed, @Nullable Object proof) {
        synchronized (lock) {
            if (inFlight == mine) {
                inFlight = null;
            }
            if (epoch != asked || failed instanceof InterruptedException || failed instanceof Error) {
                return null;
            }
            Instant now = clock.instant();
            if (failed instanceof GraphAccessException refused) {
                token = null;
                refusal = refused;
                refusedProof = refused.problem() == AccessProblem.BAD_CREDENTIAL ? proof : null;
                Duration wait = refused.retryAfter()
                        .filter(asks -> asks.compareTo(refusalMemory) < 0)
                        .orElse(refusalMemory);
                refusedUntil = now.plus(wait);
                return null;
            }
            if (token != null && now.isBefore(token.expires())) {
                noRenewalBefore = now.plus(RENEWAL_PAUSE);
                return token;
            }
            return null;
        }
    }

    /**
     * Notes that Graph answered 401 to a token.
     *
     * @return whether it is worth another try with another token
     */
    boolean refused(IssuedToken used) {
        synchronized (lock) {
            if (token != null && !token.value().equals(used.value())) {
                return true;
            }
            Instant now = clock.instant();
            boolean again = replacedAt == null || !now.isBefore(replacedAt.plus(refusalMemory));
            if (again) {
                token = null;
                replacedAt = now;
            }
            return again;
        }
    }

    /**
     * Notes that a token has not the permission that a request needs, which its tenant may have granted since the token was issued.
     *
     * @return whether the next token may have it: it is another, or this one is renewed now
     */
    boolean lacking(IssuedToken used) {
        synchronized (lock) {
            if (token == null || !token.value().equals(used.value())) {
                return true;
            }
            Instant now = clock.instant();
            if (renewedForMoreAt != null && now.isBefore(renewedForMoreAt.plus(refusalMemory))) {
                return false;
            }
            renewedForMoreAt = now;
            // It serves others while the next one is asked for, and if that fails.
            token = new IssuedToken(used.value(), now, used.expires());
            noRenewalBefore = Instant.MIN;
            return true;
        }
    }

    /** Notes that Graph took a token. */
    void served(IssuedToken used) {
        synchronized (lock) {
            if (token != null && token.value().equals(used.value())) {
                replacedAt = null;
            }
        }
    }

    /** The token at hand, also one that no longer holds; empty if there is none. */
    Optional<IssuedToken> held() {
        synchronized (lock) {
            return Optional.ofNullable(token);
        }
    }

    /** Drops everything. */
    void forget() {
        synchronized (lock) {
            epoch++;
            token = null;
            refusal = null;
            refusedProof = null;
            replacedAt = null;
            renewedForMoreAt = null;
            noRenewalBefore = Instant.MIN;
            inFlight = null;
        }
    }
}
