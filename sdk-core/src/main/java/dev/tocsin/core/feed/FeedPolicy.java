package dev.tocsin.core.feed;

import dev.tocsin.core.base.ConfigurationException;
import java.time.Duration;

/**
 * How feeds are read.
 *
 * @param parallel how many feeds are read at once, 1 to 64
 * @param pages the most pages of one feed in one poll, 1 to 100,000; the rest is read by the next
 * @param batch how many events are one transaction, 1 to 10,000
 * @param lease for how long a reader has a feed to itself after each page; longer than a page and its events take
 * @param firstBackoff how long a feed rests after its first failure in a row, where the far side asked for nothing; doubled by each
 *     further one
 * @param maxBackoff the longest rest that is chosen here
 * @param askAgain after how long a feed that the source does not offer is asked for again
 */
public record FeedPolicy(
        int parallel,
        int pages,
        int batch,
        Duration lease,
        Duration firstBackoff,
        Duration maxBackoff,
        Duration askAgain) {
    /** Four feeds at once, 200 pages a poll, 500 events a transaction, 10 minutes' lease, 1 minute to 1 hour of rest, 1 day. */
    public static final FeedPolicy DEFAULTS = new FeedPolicy(
            4, 200, 500, Duration.ofMinutes(10), Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofDays(1));

    /**
     * Checks the numbers.
     *
     * @throws ConfigurationException if one is out of its range
     */
    public FeedPolicy {
        within("parallel", parallel, 64);
        within("pages", pages, 100_000);
        within("batch", batch, 10_000);
        positive("lease", lease);
        positive("firstBackoff", firstBackoff);
        positive("askAgain", askAgain);
        if (maxBackoff.compareTo(firstBackoff) < 0) {
            throw new ConfigurationException(
                    "feedPolicy.maxBackoff", maxBackoff + " is not legal; " + firstBackoff + " and longer is");
        }
    }

    private static void within(String field, int value, int most) {
        if (value < 1 || value > most) {
            throw new ConfigurationException("feedPolicy." + field, value + " is not legal; 1 to " + most + " are");
        }
    }

    private static void positive(String field, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new ConfigurationException("feedPolicy." + field, value + " is not legal; it must be positive");
        }
    }

    /** How long a feed rests after so many failures in a row. */
    Duration backoff(int failures) {
        Duration rest = firstBackoff;
        for (int i = 1; i < failures && rest.compareTo(maxBackoff) < 0; i++) {
            rest = rest.multipliedBy(2);
        }
        return rest.compareTo(maxBackoff) < 0 ? rest : maxBackoff;
    }

    /** The same with another bound of pages. */
    public FeedPolicy withPages(int value) {
        return new FeedPolicy(parallel, value, batch, lease, firstBackoff, maxBackoff, askAgain);
    }

    /** The same with another number of feeds at once. */
    public FeedPolicy withParallel(int value) {
        return new FeedPolicy(value, pages, batch, lease, firstBackoff, maxBackoff, askAgain);
    }

    /** The same with another time after which a feed that is not offered is asked for again. */
    public FeedPolicy withAskAgain(Duration value) {
        return new FeedPolicy(parallel, pages, batch, lease, firstBackoff, maxBackoff, value);
    }
}
