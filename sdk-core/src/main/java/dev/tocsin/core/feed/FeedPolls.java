package dev.tocsin.core.feed;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.base.TocsinException;
import dev.tocsin.core.event.Receipt;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.feed.FeedReport.Outcome;
import dev.tocsin.core.store.Store;
import dev.tocsin.core.store.StoredFeed;
import dev.tocsin.core.store.StoredFeed.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the logs of sources into the workflow. A page's events are taken in before the cursor moves past them, so a crash reads some of
 * them twice and loses none; what is read twice is known by its delivery. A feed is read by one process at a time. The host calls this
 * as often as it wants to know what is new. Thread-safe.
 */
public final class FeedPolls {
    private static final Logger LOG = LoggerFactory.getLogger(FeedPolls.class);
    private static final int MAX_NAME = 100;
    private static final Duration LONGEST_REST = Duration.ofDays(7);

    private final Store store;
    private final MspId msp;
    private final Function<Collection<SecurityEvent>, List<Receipt>> intake;
    private final Clock clock;
    private final FeedPolicy policy;

    /**
     * Polls of one MSP's feeds; {@code Tocsin.feeds()} has them.
     *
     * @param intake takes events in, durably when it returns
     */
    public FeedPolls(
            Store store,
            MspId msp,
            Function<Collection<SecurityEvent>, List<Receipt>> intake,
            Clock clock,
            FeedPolicy policy) {
        this.store = Objects.requireNonNull(store, "store");
        this.msp = Objects.requireNonNull(msp, "msp");
        this.intake = Objects.requireNonNull(intake, "intake");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.policy = Objects.requireNonNull(policy, "policy");
    }

    /** The same with another policy; {@link FeedPolicy#DEFAULTS} is the first. */
    public FeedPolls with(FeedPolicy value) {
        return new FeedPolls(store, msp, intake, clock, value);
    }

    /** How far each feed of the MSP was read, by connection and feed. */
    public List<StoredFeed> states() {
        return store.read(session -> session.feeds().all(msp));
    }

    /**
     * Forgets how far the feeds of a connection were read, as when its customer is disconnected. If it comes back, it begins anew.
     *
     * @return how many feeds that were
     */
    public int forget(String connectionId) {
        return store.write(session -> session.feeds().removeAll(msp, connectionId));
    }

    /**
     * Ends the rest of a connection's feeds, as when the cause of their failure was mended: the next poll reads each from where it was. One
     * that is being read now stays as it is.
     *
     * @return how many rested
     */
    public int wake(String connectionId) {
        Instant now = clock.instant();
        return store.write(session -> {
            int woken = 0;
            for (StoredFeed feed : session.feeds().all(msp)) {
                boolean rests = feed.connectionId().equals(connectionId) && feed.dueAt() != null && !feed.leased(now);
                if (rests && session.feeds().save(feed.rested()).isPresent()) {
                    woken++;
                }
            }
            return woken;
        });
    }

    /**
     * Reads several feeds, some of them at once; one that fails is no matter of the others. If the thread is interrupted, what is under
     * way ends after its page, and the rest is not begun.
     *
     * @return one report per feed, in their order
     */
    public List<FeedReport> pollAll(Collection<? extends EventFeed> feeds) {
        List<EventFeed> all = List.copyOf(feeds);
        if (all.isEmpty()) {
            return List.of();
        }
        ExecutorService readers = readers(Math.min(policy.parallel(), all.size()));
        List<Future<FeedReport>> running = new ArrayList<>(all.size());
        boolean interrupted = false;
        try {
            all.forEach(feed -> running.add(readers.submit(() -> poll(feed))));
            for (int i = 0; i < running.size() && !interrupted; i++) {
                interrupted = !ended(running.get(i));
            }
            if (interrupted) {
                readers.shutdownNow();
                awaitEnd(readers);
            }
            List<FeedReport> reports = new ArrayList<>(all.size());
            for (int i = 0; i < all.size(); i++) {
                reports.add(report(all.get(i), running.get(i)));
            }
            return reports;
        } finally {
            readers.shutdownNow();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static ExecutorService readers(int count) {
        AtomicInteger number = new AtomicInteger();
        return Executors.newFixedThreadPool(count, task -> {
            Thread thread = new Thread(task, "tocsin-feed-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    private static boolean ended(Future<FeedReport> one) {
        try {
            one.get();
            return true;
        } catch (ExecutionException e) {
            return true; // told with its report
        } catch (InterruptedException e) {
            return false;
        }
    }

    private static void awaitEnd(ExecutorService readers) {
        try {
            if (!readers.awaitTermination(1, TimeUnit.MINUTES)) {
                LOG.warn("feeds that were interrupted have not ended yet; their leases run out by themselves");
            }
        } catch (InterruptedException e) {
            LOG.warn("feeds that were interrupted were not waited for; their leases run out by themselves");
        }
    }

    private FeedReport report(EventFeed feed, Future<FeedReport> one) {
        if (one.isDone()) {
            try {
                return one.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof Error error) {
                    throw error;
                }
                return new FeedTally(feed).report(Outcome.FAILED, words(e.getCause() == null ? e : e.getCause()), null);
            }
        }
        return new FeedTally(feed).report(Outcome.INTERRUPTED, "the thread was interrupted", null);
    }

    /**
     * Reads one feed to its end, or to the bound of pages. What goes wrong with the feed is in the report, and kept: it is not read again
     * before its rest is over.
     *
     * @throws IllegalArgumentException if the feed's connection or name is blank or longer than 100 characters
     * @throws dev.tocsin.core.store.StoreException if the store cannot keep how far it was read
     */
    public FeedReport poll(EventFeed feed) {
        named("connectionId", feed.connectionId());
        named("name", feed.name());
        FeedTally tally = new FeedTally(feed);
        Instant now = clock.instant();
        StoredFeed kept = FeedLease.stateOf(store, msp, feed);
        if (kept.leased(now)) {
            return tally.report(Outcome.BUSY, "somebody else reads it", kept.leaseUntil());
        }
        if (kept.dueAt() != null && now.isBefore(kept.dueAt())) {
            return tally.report(Outcome.RESTING, kept.message(), kept.dueAt());
        }
        return FeedLease.take(store, policy, kept, now)
                .map(lease -> read(feed, lease, tally))
                .orElseGet(() -> tally.report(Outcome.BUSY, "somebody else reads it", null));
    }

    private static void named(String field, String value) {
        if (value.isBlank() || value.length() > MAX_NAME) {
            throw new IllegalArgumentException(
                    "feed." + field + ": '" + value + "' is not legal; 1 to " + MAX_NAME + " characters are");
        }
    }

    private FeedReport read(EventFeed feed, FeedLease lease, FeedTally tally) {
        try {
            return pages(feed, lease, tally);
        } catch (FeedOffException e) {
            Instant again = clock.instant().plus(policy.askAgain());
            return lease.ended(State.OFF, words(e), 0, again)
                    ? tally.report(Outcome.OFF, words(e), again)
                    : lost(tally);
        } catch (RuntimeException e) {
            if (Thread.currentThread().isInterrupted()) {
                return interrupted(lease, tally);
            }
            LOG.warn("the feed {} of {} cannot be read", feed.name(), feed.connectionId(), e);
            Duration asked =
                    e instanceof TocsinException refused ? refused.retryAfter().orElse(null) : null;
            return failed(lease, tally, words(e), asked);
        }
    }

    private FeedReport pages(EventFeed feed, FeedLease lease, FeedTally tally) {
        Set<String> passed = new HashSet<>();
        if (lease.cursor() != null) {
            passed.add(lease.cursor());
        }
        for (int pages = 0; pages < policy.pages(); pages++) {
            if (Thread.currentThread().isInterrupted()) {
                return interrupted(lease, tally);
            }
            FeedPage page = feed.read(lease.cursor(), clock.instant());
            List<SecurityEvent> events = page.events();
            for (int from = 0; from < events.size(); from += policy.batch()) {
                int to = Math.min(events.size(), from + policy.batch());
                tally.receipts(intake.apply(events.subList(from, to)));
            }
            tally.page(page);
            if (!page.more()) {
                return lease.finished(page.cursor(), clock.instant())
                        ? tally.report(Outcome.READ, null, null)
                        : lost(tally);
            }
            if (!passed.add(page.cursor())) {
                return failed(
                        lease,
                        tally,
                        "the feed makes no progress: it says that there is more, and where it was before",
                        null);
            }
            if (!lease.advanced(page.cursor(), clock.instant())) {
                return lost(tally);
            }
        }
        return lease.released()
                ? tally.report(
                        Outcome.MORE, "there is more; " + policy.pages() + " pages are the most of one poll", null)
                : lost(tally);
    }

    private FeedReport failed(FeedLease lease, FeedTally tally, String message, @Nullable Duration asked) {
        int failures = lease.failures() + 1;
        Duration rest = asked == null || asked.isNegative() ? policy.backoff(failures) : asked;
        Instant again = clock.instant().plus(rest.compareTo(LONGEST_REST) < 0 ? rest : LONGEST_REST);
        return lease.ended(State.FAILING, message, failures, again)
                ? tally.report(Outcome.FAILED, message, again)
                : lost(tally);
    }

    private static FeedReport interrupted(FeedLease lease, FeedTally tally) {
        return lease.released() ? tally.report(Outcome.INTERRUPTED, "the thread was interrupted", null) : lost(tally);
    }

    private static FeedReport lost(FeedTally tally) {
        return tally.report(Outcome.BUSY, "its lease ran out, and somebody else took it over", null);
    }

    private static String words(Throwable e) {
        String message = e.getMessage();
        return message == null || message.isBlank() || !(e instanceof TocsinException)
                ? e.getClass().getSimpleName() + (message == null ? "" : ": " + message)
                : message;
    }
}
