package dev.tocsin.simulators.twilio;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** One account: its keys, numbers and messaging services. What it owns is fixed before the server starts; the rest is thread-safe. */
final class SimAccount {
    private final String sid;
    private final Map<String, String> passwords = new ConcurrentHashMap<>();
    private final Set<String> numbers = new LinkedHashSet<>();
    private final Map<String, List<String>> services = new LinkedHashMap<>();
    private final AtomicInteger turn = new AtomicInteger();
    private volatile String authToken;
    private volatile String status = "active";

    SimAccount(String sid, String authToken) {
        if (!sid.matches("AC[0-9a-fA-F]{32}")) {
            throw new IllegalArgumentException("account: must be AC and 32 hexadecimal digits, but is '" + sid + "'");
        }
        this.sid = sid;
        this.authToken = authToken;
    }

    String sid() {
        return sid;
    }

    /** The primary one, which signs. */
    String authToken() {
        return authToken;
    }

    void authToken(String token) {
        authToken = token;
    }

    /** {@code active}, {@code suspended} or {@code closed}. */
    String status() {
        return status;
    }

    void status(String newStatus) {
        status = newStatus;
    }

    void apiKey(String keySid, String secret) {
        passwords.put(keySid, secret);
    }

    /** Whether it is the one that a user logs in to. */
    boolean isOf(String user) {
        return user.equals(sid) || passwords.containsKey(user);
    }

    boolean admits(String user, String password) {
        return user.equals(sid) ? password.equals(authToken) : password.equals(passwords.get(user));
    }

    void number(String number) {
        if (!number.matches("\\+[1-9]\\d{4,14}")) {
            throw new IllegalArgumentException("number: must be of E.164 form, but is '" + number + "'");
        }
        numbers.add(number);
    }

    void service(String serviceSid, List<String> pool) {
        if (!serviceSid.matches("MG[0-9a-fA-F]{32}")) {
            throw new IllegalArgumentException(
                    "service: must be MG and 32 hexadecimal digits, but is '" + serviceSid + "'");
        }
        pool.forEach(this::number);
        services.put(serviceSid, List.copyOf(pool));
    }

    boolean owns(String number) {
        return numbers.contains(number);
    }

    Set<String> numbers() {
        return numbers;
    }

    /** The pool of a messaging service; empty if there is no such service. */
    Optional<List<String>> pool(String serviceSid) {
        return Optional.ofNullable(services.get(serviceSid));
    }

    Set<String> services() {
        return services.keySet();
    }

    /** The messaging service in whose pool a number is. */
    Optional<String> serviceOf(String number) {
        return services.entrySet().stream()
                .filter(service -> service.getValue().contains(number))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** The numbers of a pool, another one first each time, so that senders take turns. */
    List<String> inTurn(List<String> pool) {
        int first = Math.floorMod(turn.getAndIncrement(), Math.max(1, pool.size()));
        List<String> rotated = new ArrayList<>(pool.subList(first, pool.size()));
        rotated.addAll(pool.subList(0, first));
        return rotated;
    }
}
