package dev.tocsin.simulators.twilio;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All messages, and what the phones got. Thread-safe; its monitor guards the rows. */
final class Messages {
    private final Map<String, MessageRow> rows = new LinkedHashMap<>();
    private final Map<String, List<MessageRow>> byRecipient = new HashMap<>();
    private final Map<String, List<MessageRow>> inboxes = new HashMap<>();
    private final List<MessageRow> order = new ArrayList<>();

    synchronized void add(MessageRow row) {
        rows.put(row.sid(), row);
        order.add(row);
        byRecipient.computeIfAbsent(row.to(), any -> new ArrayList<>()).add(row);
    }

    /** Puts a message onto its phone. */
    synchronized void arrive(MessageRow row) {
        inboxes.computeIfAbsent(row.to(), any -> new ArrayList<>()).add(row);
        notifyAll();
    }

    synchronized Optional<MessageRow> find(SimAccount account, String sid) {
        return Optional.ofNullable(rows.get(sid)).filter(row -> row.account() == account);
    }

    /**
     * The matching messages, newest first.
     *
     * @param to null for any recipient; otherwise only that one's are looked at
     */
    synchronized List<MessageRow> newestFirst(@Nullable String to, Predicate<MessageRow> filter) {
        List<MessageRow> from = to == null ? order : byRecipient.getOrDefault(to, List.of());
        List<MessageRow> matching = new ArrayList<>();
        for (int i = from.size() - 1; i >= 0; i--) {
            if (filter.test(from.get(i))) {
                matching.add(from.get(i));
            }
        }
        return matching;
    }

    synchronized List<SimMessage> all(Predicate<SimMessage> filter) {
        return order.stream().map(MessageRow::snapshot).filter(filter).toList();
    }

    synchronized List<SimMessage> inbox(String number) {
        return inboxes.getOrDefault(number, List.of()).stream()
                .map(MessageRow::snapshot)
                .toList();
    }

    /** Waits until a phone has so many messages; what it has by then. */
    synchronized List<SimMessage> awaitInbox(String number, int count, Duration timeout) throws InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        while (inboxes.getOrDefault(number, List.of()).size() < count) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                break;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return inbox(number);
    }

    synchronized int size() {
        return order.size();
    }

    synchronized void clear() {
        rows.clear();
        byRecipient.clear();
        inboxes.clear();
        order.clear();
    }
}
