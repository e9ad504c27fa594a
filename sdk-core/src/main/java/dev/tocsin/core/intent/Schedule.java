package dev.tocsin.core.intent;

import dev.tocsin.core.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When an intent is taken up again. Pure. */
public final class Schedule {
    private static final Duration JUST_AFTER = Duration.ofMillis(1);

    private final Settings settings;

    /** A schedule by these settings. */
    public Schedule(Settings settings) {
        this.settings = settings;
    }

    /**
     * When an unknown outcome is looked up next, counted from its request: at the set times, then with doubling pauses;
     * one look-up always comes just after the quarantine ends, since only that one may lead to a repeat.
     *
     * @param lookups how many were made
     */
    public Instant nextLookUp(Intent intent, int lookups, Instant now) {
        Instant sent = sentAt(intent);
        Instant end = quarantineEnd(intent);
        List<Duration> set = settings.lookUps();
        Instant next;
        if (lookups < set.size()) {
            next = sent.plus(set.get(lookups));
        } else {
            Duration pause = set.get(set.size() - 1);
            for (int i = set.size(); i <= lookups && pause.compareTo(settings.longestRetryPause()) < 0; i++) {
                pause = pause.plus(pause).plus(JUST_AFTER);
            }
            next = now.plus(shorter(pause, settings.longestRetryPause()));
        }
        if (now.isBefore(end) && !next.isBefore(end)) {
            next = end.plus(JUST_AFTER);
        }
        return next.isBefore(now) ? now : next;
    }

    /** Whether a look-up that began at a moment is late enough for a negative answer to count. */
    public boolean afterQuarantine(Intent intent, Instant lookUpBegan) {
        return lookUpBegan.isAfter(quarantineEnd(intent));
    }

    private Instant quarantineEnd(Intent intent) {
        return sentAt(intent).plus(settings.quarantine());
    }

    private static Instant sentAt(Intent intent) {
        Instant sent = intent.sentAt();
        return sent == null ? intent.plannedAt() : sent;
    }

    /**
     * When twins of a create are searched for next; empty if there can be none, or all searches were made.
     *
     * @param searches how many were made
     * @param endedAt when the create ended
     */
    public Optional<Instant> nextTwinSearch(Intent intent, int searches, Instant endedAt) {
        return intent.everUnknown() && searches < settings.twinSearches().size()
                ? Optional.of(endedAt.plus(settings.twinSearches().get(searches)))
                : Optional.empty();
    }

    /**
     * When a request that was not executed is sent again.
     *
     * @param retryAfter how long the PSA asked to wait, or null; nothing counts as null, so that nothing spins
     */
    public Instant retryAt(Intent intent, @Nullable Duration retryAfter, Instant now) {
        if (retryAfter != null && retryAfter.compareTo(Duration.ZERO) > 0) {
            return now.plus(retryAfter);
        }
        int doublings = Math.min(16, Math.max(0, intent.attempts() - 1));
        return now.plus(shorter(settings.retryPause().multipliedBy(1L << doublings), settings.longestRetryPause()));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
