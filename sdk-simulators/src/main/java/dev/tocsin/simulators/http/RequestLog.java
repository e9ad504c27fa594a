package dev.tocsin.simulators.http;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The latest requests, at most 10 000, and how many there were. Thread-safe. */
public final class RequestLog {
    private static final int CAPACITY = 10_000;
    private static final Pattern SECRET =
            Pattern.compile("(?i)((?:^|&)[^=&]*(?:key|token|secret|password|signature)[^=&]*=)[^&]*");

    private final Deque<LoggedRequest> requests = new ArrayDeque<>();
    private final Map<String, Long> byMethod = new HashMap<>();
    private long total;

    /** An empty log. */
    public RequestLog() {}

    /** Adds a request; the oldest is dropped when there are too many. */
    public synchronized void add(LoggedRequest request) {
        if (requests.size() == CAPACITY) {
            requests.removeFirst();
        }
        requests.addLast(request);
        total++;
        byMethod.merge(request.method(), 1L, Long::sum);
    }

    /** A raw query with the values of secret-looking parameters masked, as a log may keep it. */
    public static String masked(String rawQuery) {
        return SECRET.matcher(rawQuery).replaceAll("$1***");
    }

    /** The latest requests, oldest first. */
    public synchronized List<LoggedRequest> all() {
        return List.copyOf(requests);
    }

    /** How many of the latest requests match. */
    public synchronized long count(RequestMatch match) {
        return requests.stream()
                .filter(r -> match.matches(r.method(), r.path()))
                .count();
    }

    /** How many of the latest requests have this method ({@code *} for any) and match this path pattern. */
    public long count(String method, String path) {
        return count(new RequestMatch(method, path));
    }

    /** How many requests there were since the start or {@link #clear()}, those included that the log has dropped. */
    public synchronized long total() {
        return total;
    }

    /** How many of {@link #total()} had this method. */
    public synchronized long total(String method) {
        return byMethod.getOrDefault(method, 0L);
    }

    /** How many of {@link #total()} could change something: all but GET. A search by POST is among them. */
    public synchronized long writes() {
        return total - total("GET");
    }

    /** Forgets all requests. */
    public synchronized void clear() {
        requests.clear();
        byMethod.clear();
        total = 0;
    }
}
