package dev.tocsin.simulators.connectwise;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.connectwise.internal.records.Callbacks;
import dev.tocsin.simulators.connectwise.internal.records.Changes;
import dev.tocsin.simulators.connectwise.internal.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Delivers callbacks as the vendor does: signed, after the request that caused them, repeated on 404, 409, 419 and 429
 * only. Nothing leaves this machine. Requests never wait for a delivery. Thread-safe.
 */
public final class SimCallbacks implements AutoCloseable {
    private static final Set<Integer> REPEATED = Set.of(404, 409, 419, 429);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int KEPT = 10_000;

    private final Callbacks callbacks;
    private final Codebase codebase;
    private final Account account;
    private final List<Duration> delays;
    private final ScheduledThreadPoolExecutor sender;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();
    private final Map<Long, CallbackDelivery> log = new LinkedHashMap<>();
    private final List<Long> held = new ArrayList<>();
    private long next;
    private int underway;
    private boolean withholding;
    private boolean duplicating;
    private boolean reordering;
    private volatile @Nullable HttpClient client;

    SimCallbacks(Callbacks callbacks, Codebase codebase, Account account, List<Duration> delays) {
        this.callbacks = callbacks;
        this.codebase = codebase;
        this.account = account;
        this.delays = List.copyOf(delays);
        sender = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "simulator-callbacks");
            thread.setDaemon(true);
            return thread;
        });
        sender.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Whether each message is sent twice, with the same id. */
    public void duplicate(boolean twice) {
        lock.lock();
        try {
            duplicating = twice;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Whether messages overtake each other: of each two the later one is sent first, and what was withheld is released
     * last first. An odd last one goes when {@link #awaitDeliveries} is called.
     */
    public void reorder(boolean overtake) {
        lock.lock();
        try {
            reordering = overtake;
            if (!overtake && !withholding) {
                flush();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether messages are kept back; switching it off sends those that were. */
    public void withhold(boolean keepBack) {
        lock.lock();
        try {
            withholding = keepBack;
            if (!keepBack) {
                flush();
            }
        } finally {
            lock.unlock();
        }
    }

    /** How many messages are kept back. */
    public int withheld() {
        lock.lock();
        try {
            return held.size();
        } finally {
            lock.unlock();
        }
    }

    /** The latest 10,000 messages in the order of the changes; a duplicate is one more. */
    public List<CallbackDelivery> deliveries() {
        lock.lock();
        try {
            return List.copyOf(log.values());
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until every message, except those withheld, has ended, attempts to come included.
     *
     * @param timeout how long at most
     * @return whether all have
     * @throws InterruptedException if the thread is interrupted meanwhile
     */
    public boolean awaitDeliveries(Duration timeout) throws InterruptedException {
        lock.lock();
        try {
            if (!withholding) {
                flush();
            }
            long left = timeout.toNanos();
            while (underway > 0 && left > 0) {
                left = idle.awaitNanos(left);
            }
            return underway == 0;
        } finally {
            lock.unlock();
        }
    }

    /** Stops delivering; what is under way is given up. */
    @Override
    public void close() {
        sender.shutdownNow();
    }

    /** The key that signs the messages of an entry. */
    String signingKey(int callbackId) {
        return UUID.nameUUIDFromBytes((account.company() + "/" + callbackId).getBytes(StandardCharsets.UTF_8))
                + "-simulated";
    }

    /** Queues the messages of a change. Called under the state's monitor. */
    void tell(Changes.Change change) {
        for (ObjectNode entry : callbacks.concernedBy(change)) {
            CallbackDelivery message = message(entry, change);
            lock.lock();
            try {
                for (int copies = duplicating ? 2 : 1; copies > 0; copies--) {
                    queue(message);
                }
            } finally {
                lock.unlock();
            }
        }
    }

    private CallbackDelivery message(ObjectNode entry, Changes.Change change) {
        int callback = entry.path("id").asInt();
        int record = change.row().path("id").asInt();
        String type = Callbacks.type(change.kind());
        String id = UUID.randomUUID().toString();
        ObjectNode body = Json.object()
                .put("MessageId", id)
                .put("FromUrl", codebase.siteHost())
                .put("CompanyId", account.company())
                .put("MemberId", change.actor())
                .put("Action", change.action())
                .put("Type", type)
                .put("ID", record)
                .put("ProductInstanceId", "simulator-" + account.company())
                .put("PartnerId", "simulator");
        body.put(
                "Entity",
                change.action().equals("deleted") ? null : change.row().toString());
        body.putObject("Metadata").put("key_url", codebase.callbackKeyUrl(callback));
        body.put("CallbackObjectRecId", callback);
        String text = body.toString();
        return new CallbackDelivery(
                id,
                callback,
                entry.path("url").asText() + record + "&action=" + change.action(),
                type,
                change.action(),
                record,
                text,
                CallbackSignature.of(signingKey(callback), text),
                List.of(),
                CallbackDelivery.Outcome.WAITING);
    }

    private void queue(CallbackDelivery message) {
        long number = next++;
        log.put(number, message);
        if (log.size() > KEPT) {
            log.remove(log.keySet().iterator().next());
        }
        held.add(number);
        if (!withholding && (!reordering || held.size() > 1)) {
            flush();
        }
    }

    /** Sends what is held; last first while messages overtake each other. */
    private void flush() {
        while (!held.isEmpty()) {
            long number = held.remove(reordering ? held.size() - 1 : 0);
            CallbackDelivery message = log.get(number);
            if (message != null) {
                underway++;
                schedule(number, message, 0, Duration.ZERO);
            }
        }
    }

    private void schedule(long number, CallbackDelivery message, int attempt, Duration delay) {
        try {
            sender.schedule(() -> send(number, message, attempt), delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            end(number, message, CallbackDelivery.Outcome.UNREACHABLE);
        }
    }

    private void send(long number, CallbackDelivery message, int attempt) {
        URI target = URI.create(message.target());
        if (!isLoopback(String.valueOf(target.getHost()))) {
            end(number, message, CallbackDelivery.Outcome.UNDELIVERABLE);
            return;
        }
        try {
            HttpRequest request = HttpRequest.newBuilder(target)
                    .timeout(TIMEOUT)
                    .header("Content-Type", "application/json; charset=utf-8")
                    .header("x-content-signature", message.signature())
                    .POST(HttpRequest.BodyPublishers.ofString(message.body()))
                    .build();
            int status = client().send(request, HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            CallbackDelivery answered = message.answered(status);
            if (status / 100 == 2) {
                end(number, answered, CallbackDelivery.Outcome.DELIVERED);
            } else if (REPEATED.contains(status) && attempt < delays.size()) {
                schedule(number, answered, attempt + 1, delays.get(attempt));
            } else {
                end(number, answered, CallbackDelivery.Outcome.REFUSED);
            }
        } catch (IOException | IllegalArgumentException gone) {
            end(number, message, CallbackDelivery.Outcome.UNREACHABLE);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            end(number, message, CallbackDelivery.Outcome.UNREACHABLE);
        }
    }

    /** Made with the first message: most simulators never send one. Only the sending thread comes here. */
    private HttpClient client() {
        HttpClient known = client;
        if (known == null) {
            known = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(TIMEOUT)
                    .build();
            client = known;
        }
        return known;
    }

    private static boolean isLoopback(String host) {
        return host.matches("(?i)localhost|127(\\.\\d{1,3}){3}|\\[::1]");
    }

    private void end(long number, CallbackDelivery message, CallbackDelivery.Outcome outcome) {
        lock.lock();
        try {
            log.replace(number, message.ended(outcome));
            underway--;
            idle.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
