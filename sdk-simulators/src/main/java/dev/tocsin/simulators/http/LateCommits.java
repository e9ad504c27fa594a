package dev.tocsin.simulators.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Requests that are carried out after their connection was given up. Thread-safe; runs them outside its lock. */
final class LateCommits {
    private final Clock clock;
    private final List<Late> waiting = new ArrayList<>();

    LateCommits(Clock clock) {
        this.clock = clock;
    }

    synchronized void add(Duration delay, Runnable commit) {
        waiting.add(new Late(clock.instant().plus(delay), commit));
    }

    /** Runs those that are due by the clock. */
    int commitDue() {
        Instant now = clock.instant();
        return run(take(late -> !late.due.isAfter(now)));
    }

    /** Runs all, due or not. */
    int commitAll() {
        return run(take(late -> true));
    }

    synchronized int size() {
        return waiting.size();
    }

    private synchronized List<Late> take(Predicate<Late> wanted) {
        List<Late> taken = waiting.stream().filter(wanted).toList();
        waiting.removeAll(taken);
        return taken;
    }

    private static int run(List<Late> taken) {
        taken.forEach(late -> late.commit.run());
        return taken.size();
    }

    /** One waiting request; compared by identity, so that two equal ones both run. */
    private static final class Late {
        private final Instant due;
        private final Runnable commit;

        Late(Instant due, Runnable commit) {
            this.due = due;
            this.commit = commit;
        }
    }
}
