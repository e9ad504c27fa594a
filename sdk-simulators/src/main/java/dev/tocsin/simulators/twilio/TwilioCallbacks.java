package dev.tocsin.simulators.twilio;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The status callbacks of messages and calls: sent behind the requests that caused them, those of one message or call in order,
 * unless told otherwise. They can be held back, overtake each other, come twice, again or forged. Nothing leaves this machine. Thread-safe.
 */
public final class TwilioCallbacks implements AutoCloseable {
    private static final int LANES = 4;
    private static final List<String> LAST =
            List.of("delivered", "undelivered", "failed", "completed", "busy", "no-answer", "canceled");

    private final Webhooks webhooks;
    private final Underway underway;
    private final Function<String, SimAccount> accounts;
    private final List<ExecutorService> lanes = new ArrayList<>();
    private final Map<String, List<WebhookDelivery>> held = new LinkedHashMap<>();
    private boolean holding;
    private boolean duplicating;
    private boolean reordering;
    private volatile boolean beforeAnswer;

    TwilioCallbacks(Webhooks webhooks, Underway underway, Function<String, SimAccount> accounts) {
        this.webhooks = webhooks;
        this.underway = underway;
        this.accounts = accounts;
        for (int i = 0; i < LANES; i++) {
            ThreadPoolExecutor lane =
                    new ThreadPoolExecutor(1, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                        Thread thread = new Thread(task, "simulator-callbacks");
                        thread.setDaemon(true);
                        return thread;
                    });
            lane.allowCoreThreadTimeOut(true);
            lanes.add(lane);
        }
    }

    /** Whether callbacks are held back; switching it off sends those that were, in order. */
    public synchronized void hold(boolean keepBack) {
        holding = keepBack;
        if (!keepBack) {
            flush(false);
        }
    }

    /** Sends what is held back, those of each message and call last first; what comes after is held back as before. */
    public synchronized void releaseReversed() {
        flush(true);
    }

    /** How many callbacks are held back. */
    public synchronized int held() {
        return held.values().stream().mapToInt(List::size).sum();
    }

    /** Whether each callback is sent twice, with the same idempotency token. */
    public synchronized void duplicate(boolean twice) {
        duplicating = twice;
    }

    /**
     * Whether callbacks of one message or call overtake each other: of each two the later one is sent first. The last one of all
     * never waits for another.
     */
    public synchronized void reorder(boolean overtake) {
        reordering = overtake;
        if (!overtake && !holding) {
            flush(false);
        }
    }

    /** Whether a message's callbacks have ended before the request that creates it is answered; default no: they compete. */
    public void beforeAnswer(boolean first) {
        beforeAnswer = first;
    }

    boolean comeFirst() {
        return beforeAnswer;
    }

    /** The latest 10,000 webhooks of all kinds that have ended, in the order of their ends; a repetition is one more. */
    public List<WebhookDelivery> deliveries() {
        return webhooks.ended();
    }

    /** Those of {@link #deliveries()} that are about one message or call. */
    public List<WebhookDelivery> deliveries(String sid) {
        return webhooks.ended().stream()
                .filter(one -> one.subject().equals(sid))
                .toList();
    }

    /** Sends a webhook again, byte for byte and with the same idempotency token, and waits for its answer. */
    public WebhookDelivery replay(WebhookDelivery webhook) {
        return webhooks.post(webhook.signed(webhook.signature()));
    }

    /** Sends a webhook with a signature that is not the account's, and waits for its answer. */
    public WebhookDelivery forge(WebhookDelivery webhook) {
        return webhooks.post(webhook.signed(TwilioSignature.of("not-the-auth-token", webhook.url(), webhook.fields())));
    }

    /** Sends a webhook with its signature but another value of one field, and waits for its answer. */
    public WebhookDelivery tamper(WebhookDelivery webhook, String field, String value) {
        return webhooks.post(webhook.with(field, value));
    }

    /**
     * Sends a made-up webhook of an account, rightly signed, and waits for its answer.
     *
     * @throws IllegalArgumentException if there is no such account
     */
    public WebhookDelivery send(String accountSid, String url, Map<String, String> fields) {
        return webhooks.post(
                Webhooks.webhook(WebhookDelivery.Kind.MADE_UP, accounts.apply(accountSid), "", url, fields));
    }

    /**
     * Waits until nothing is under way: no message between two statuses, no call, no callback but those held back. What only
     * waits for one that would overtake it is sent.
     *
     * @param timeout how long at most
     * @return whether nothing is
     * @throws InterruptedException if the thread is interrupted meanwhile
     */
    public boolean awaitIdle(Duration timeout) throws InterruptedException {
        boolean quiet = underway.await(timeout);
        synchronized (this) {
            if (holding || held.isEmpty()) {
                return quiet;
            }
            flush(false);
        }
        return underway.await(timeout);
    }

    /** Stops sending; what is under way is given up. */
    @Override
    public void close() {
        lanes.forEach(ExecutorService::shutdownNow);
    }

    /** Queues a callback. */
    synchronized void tell(WebhookDelivery callback, String status) {
        List<WebhookDelivery> waiting = held.computeIfAbsent(callback.subject(), any -> new ArrayList<>());
        waiting.add(callback);
        if (holding) {
            return;
        }
        if (reordering) {
            if (waiting.size() > 1 || LAST.contains(status)) {
                Collections.reverse(waiting);
                held.remove(callback.subject());
                waiting.forEach(this::dispatch);
            }
            return;
        }
        held.remove(callback.subject());
        waiting.forEach(this::dispatch);
    }

    synchronized void clear() {
        held.clear();
        holding = false;
        duplicating = false;
        reordering = false;
        beforeAnswer = false;
    }

    private void flush(boolean reversed) {
        List<List<WebhookDelivery>> waiting = new ArrayList<>(held.values());
        held.clear();
        for (List<WebhookDelivery> some : waiting) {
            if (reversed) {
                Collections.reverse(some);
            }
            some.forEach(this::dispatch);
        }
    }

    /** Those of one subject go through one lane, so they keep their order. */
    private void dispatch(WebhookDelivery callback) {
        ExecutorService lane = lanes.get(Math.floorMod(callback.subject().hashCode(), LANES));
        for (int copies = duplicating ? 2 : 1; copies > 0; copies--) {
            underway.begin();
            try {
                lane.execute(() -> {
                    try {
                        webhooks.post(callback);
                    } finally {
                        underway.end();
                    }
                });
            } catch (RejectedExecutionException closed) {
                underway.end();
            }
        }
    }
}
