package dev.tocsin.simulators.twilio;

import dev.tocsin.simulators.twilio.internal.wire.Dates;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** What becomes of calls after they were accepted. No time passes while it rings. Thread-safe. */
final class CallFlow implements AutoCloseable {
    private static final int THREADS = 16;

    private final Phones phones;
    private final Webhooks webhooks;
    private final TwilioCallbacks callbacks;
    private final Underway underway;
    private final Clock clock;
    private final Set<CallRow> ringing = ConcurrentHashMap.newKeySet();
    private final ExecutorService workers;

    CallFlow(Phones phones, Webhooks webhooks, TwilioCallbacks callbacks, Underway underway, Clock clock) {
        this.phones = phones;
        this.webhooks = webhooks;
        this.callbacks = callbacks;
        this.underway = underway;
        this.clock = clock;
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(THREADS, THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "simulator-calls");
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        workers = pool;
    }

    void start(CallRow call) {
        CallScript script = phones.nextCall(call.request().to());
        work(() -> dial(call, script));
    }

    private void work(Runnable task) {
        underway.begin();
        try {
            workers.execute(() -> {
                try {
                    task.run();
                } finally {
                    underway.end();
                }
            });
        } catch (RejectedExecutionException closed) {
            underway.end();
        }
    }

    private void dial(CallRow call, CallScript script) {
        tell(call, "initiated", "initiated");
        if (script.reaction() == CallScript.Reaction.FAILED) {
            end(call, "failed");
            return;
        }
        if (!call.become("ringing", clock.instant())) {
            return;
        }
        tell(call, "ringing", "ringing");
        switch (script.reaction()) {
            case NO_ANSWER -> end(call, "no-answer");
            case BUSY -> end(call, "busy");
            case RINGS -> {
                ringing.add(call);
                if (call.over()) {
                    ringing.remove(call);
                }
            }
            default -> answer(call, script);
        }
    }

    private void answer(CallRow call, CallScript script) {
        if (!call.answered(script.by(), clock.instant())) {
            return;
        }
        tell(call, "answered", "in-progress");
        new CallPlay(call, webhooks, script.keys()).run();
        end(call, "completed");
    }

    /** Somebody picks up what rings; how many calls there were. */
    int pickUp(String number, CallScript script) {
        List<CallRow> taken = new ArrayList<>();
        for (CallRow call : ringing) {
            if (call.request().to().equals(number) && ringing.remove(call)) {
                taken.add(call);
            }
        }
        taken.forEach(call -> work(() -> answer(call, script)));
        return taken.size();
    }

    /** Ends a call, once. */
    void end(CallRow call, String status) {
        if (call.become(status, clock.instant())) {
            ringing.remove(call);
            tell(call, "completed", status);
        }
    }

    private void tell(CallRow call, String event, String status) {
        String url = call.request().statusCallback();
        if (url == null || !call.request().events().contains(event)) {
            return;
        }
        Map<String, String> fields = CallPlay.fields(call);
        fields.put("CallStatus", status);
        fields.put("CallbackSource", "call-progress-events");
        fields.put("SequenceNumber", String.valueOf(call.nextTold()));
        fields.put("Timestamp", String.valueOf(Dates.write(clock.instant())));
        String seconds = call.duration();
        if (seconds != null) {
            fields.put("CallDuration", seconds);
        }
        callbacks.tell(
                Webhooks.webhook(WebhookDelivery.Kind.CALL_STATUS, call.account(), call.sid(), url, fields), status);
    }

    void clear() {
        ringing.clear();
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
