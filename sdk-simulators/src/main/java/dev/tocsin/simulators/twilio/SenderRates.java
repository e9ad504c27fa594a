package dev.tocsin.simulators.twilio;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How fast each sender number is used: the most messages that were accepted within any one second, and, where a limit is set,
 * whether one more is. Thread-safe.
 */
final class SenderRates {
    private final Map<String, Sender> senders = new HashMap<>();
    private int limit;

    SenderRates(int limit) {
        this.limit = limit;
    }

    /** @param perSecond messages per second and number; 0 for no limit */
    synchronized void limit(int perSecond) {
        if (perSecond < 0) {
            throw new IllegalArgumentException("rateLimit: must not be negative, but is " + perSecond);
        }
        limit = perSecond;
    }

    /** Counts a message if the number may send one more. */
    synchronized boolean accept(String number, Instant now) {
        Sender sender = senders.computeIfAbsent(number, any -> new Sender());
        Instant second = now.minusSeconds(1);
        while (!sender.latest.isEmpty() && !sender.latest.getFirst().isAfter(second)) {
            sender.latest.removeFirst();
        }
        if (limit > 0 && sender.latest.size() >= limit) {
            return false;
        }
        sender.latest.addLast(now);
        sender.peak = Math.max(sender.peak, sender.latest.size());
        return true;
    }

    synchronized int peak(String number) {
        Sender sender = senders.get(number);
        return sender == null ? 0 : sender.peak;
    }

    synchronized Map<String, Integer> peaks() {
        Map<String, Integer> peaks = new TreeMap<>();
        senders.forEach((number, sender) -> peaks.put(number, sender.peak));
        return peaks;
    }

    synchronized void clear() {
        senders.clear();
    }

    private static final class Sender {
        private final Deque<Instant> latest = new ArrayDeque<>();
        private int peak;
    }
}
