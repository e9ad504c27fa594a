package dev.tocsin.simulators.graph;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** How delta behaves. Thread-safe. */
final class DeltaHabits {
    private final AtomicLong tokens = new AtomicLong();
    private volatile int pageSize = 200;
    private volatile int duplicates;
    private volatile int replays;
    private volatile int expiredStatus = 400;
    /** 7 days for objects of the directory (concepts/delta-query-overview.md). */
    private volatile Duration tokenLife = Duration.ofDays(7);

    int pageSize() {
        return pageSize;
    }

    void pageSize(int users) {
        if (users < 1) {
            throw new IllegalArgumentException("deltaPageSize: must be at least 1, but is " + users);
        }
        pageSize = users;
    }

    int duplicates() {
        return duplicates;
    }

    void duplicates(int everyNth) {
        duplicates = everyNth;
    }

    int replays() {
        return replays;
    }

    void replays(int changes) {
        replays = changes;
    }

    int expiredStatus() {
        return expiredStatus;
    }

    void expiredStatus(int status) {
        if (status < 400 || status > 410) {
            throw new IllegalArgumentException("expiredDeltaStatus: must be 400 to 410, but is " + status);
        }
        expiredStatus = status;
    }

    Duration tokenLife() {
        return tokenLife;
    }

    void tokenLife(Duration life) {
        tokenLife = life;
    }

    long nextToken() {
        return tokens.incrementAndGet();
    }
}
