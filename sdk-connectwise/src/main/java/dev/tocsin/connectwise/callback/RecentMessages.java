package dev.tocsin.connectwise.callback;

import dev.tocsin.core.base.ConfigurationException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Heard messages in memory, oldest first, and those under way, which are as few as the host's threads. Thread-safe. */
final class RecentMessages implements SeenMessages {
    private final Clock clock;
    private final Duration forHowLong;
    private final int atMost;
    private final Object lock = new Object();
    private final Map<String, Instant> heard = new LinkedHashMap<>();
    private final Set<String> underWay = new HashSet<>();

    RecentMessages(Clock clock, Duration forHowLong, int atMost) {
        if (forHowLong.isZero() || forHowLong.isNegative()) {
            throw new ConfigurationException("forHowLong", "must be longer than zero, not " + forHowLong);
        }
        if (atMost < 1) {
            throw new ConfigurationException("atMost", "must be at least 1, but is " + atMost);
        }
        this.clock = clock;
        this.forHowLong = forHowLong;
        this.atMost = atMost;
    }

    @Override
    public Claim claim(String messageId) {
        synchronized (lock) {
            forgetOld(clock.instant());
            if (heard.containsKey(messageId)) {
                return Claim.HEARD;
            }
            return underWay.add(messageId) ? Claim.FRESH : Claim.UNDER_WAY;
        }
    }

    @Override
    public void heard(String messageId) {
        synchronized (lock) {
            underWay.remove(messageId);
            heard.put(messageId, clock.instant());
            if (heard.size() > atMost) {
                Iterator<String> oldest = heard.keySet().iterator();
                oldest.next();
                oldest.remove();
            }
        }
    }

    @Override
    public void release(String messageId) {
        synchronized (lock) {
            underWay.remove(messageId);
        }
    }

    private void forgetOld(Instant now) {
        Iterator<Instant> times = heard.values().iterator();
        while (times.hasNext() && !times.next().plus(forHowLong).isAfter(now)) {
            times.remove();
        }
    }
}
