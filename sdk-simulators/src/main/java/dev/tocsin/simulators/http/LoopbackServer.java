package dev.tocsin.simulators.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A service over real HTTP on the loopback address, with faults on demand. It serves from a bounded pool of daemon
 * threads; no thread waits during a delay. Thread-safe.
 */
public final class LoopbackServer implements AutoCloseable {
    private static final int THREADS = 16;
    private static final int MAX_BODY = 8 * 1024 * 1024;
    /** So that the real-time alarm does not ring just before the clock says that a late commit is due. */
    private static final Duration ALARM_MARGIN = Duration.ofMillis(10);

    static {
        // The JDK's server writes head and body apart; with Nagle's algorithm every answer then waits 40 ms for the
        // caller's delayed acknowledgement. It reads this switch once, when it is first used.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    private final Responder responder;
    private final Clock clock;
    private final Faults faults;
    private final RequestLog log = new RequestLog();
    private final LateCommits late;
    private final HttpServer server;
    private final ThreadPoolExecutor pool;
    private final ScheduledThreadPoolExecutor alarms;
    private volatile Duration latency = Duration.ZERO;

    /**
     * Starts serving.
     *
     * @param responder the service
     * @param clock the clock of the log and of late commits
     * @param faults the faults to draw from
     * @param port the port, or 0 for any free one
     * @throws UncheckedIOException if the port is taken
     */
    public LoopbackServer(Responder responder, Clock clock, Faults faults, int port) {
        this.responder = responder;
        this.clock = clock;
        this.faults = faults;
        this.late = new LateCommits(clock);
        ThreadFactory threads = task -> {
            Thread thread = new Thread(task, "simulator");
            thread.setDaemon(true);
            return thread;
        };
        pool = new ThreadPoolExecutor(
                THREADS, THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(4_096), threads);
        pool.allowCoreThreadTimeOut(true);
        alarms = new ScheduledThreadPoolExecutor(1, threads);
        alarms.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("port " + port + " cannot be opened", e);
        }
        server.setExecutor(pool);
        server.createContext("/", this::handle);
        server.start();
    }

    /** The address of the server, without a path. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /**
     * Delays every answer of the service by this time from now on, in real time and without holding a thread.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public void latency(Duration delay) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("latency: must not be negative, but is " + delay);
        }
        latency = delay;
    }

    /** The log of the service's requests. */
    public RequestLog log() {
        return log;
    }

    /** How many requests wait for their late commit. */
    public int waitingLateCommits() {
        return late.size();
    }

    /**
     * Carries out all requests that wait for their late commit, due or not.
     *
     * @return how many there were
     */
    public int commitLate() {
        return late.commitAll();
    }

    /** Stops serving and closes all connections. Late commits that still wait are given up. */
    @Override
    public void close() {
        alarms.shutdownNow();
        server.stop(0);
        pool.shutdownNow();
    }

    private void handle(HttpExchange exchange) {
        try {
            Call call = read(exchange);
            if (call == null) {
                send(exchange, Answer.text(413, "text/plain", "The request body is larger than 8 MB."));
                return;
            }
            late.commitDue();
            if (!responder.isService(call)) {
                send(exchange, execute(call));
                return;
            }
            Optional<Fault> fault = faults.pick(call.method(), responder.servicePath(call));
            if (fault.isPresent()) {
                suffer(exchange, call, fault.get());
            } else {
                finish(exchange, call, execute(call), null);
            }
        } catch (IOException gone) {
            exchange.close();
        }
    }

    /** The request, or null if its body is too large. */
    private static @Nullable Call read(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
        if (body.length > MAX_BODY) {
            return null;
        }
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
        URI uri = exchange.getRequestURI();
        String path = uri.getRawPath() == null ? "/" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        return new Call(exchange.getRequestMethod(), path, query, headers, body);
    }

    private Answer execute(Call call) {
        try {
            return responder.answer(call);
        } catch (RuntimeException bug) {
            // A fault of the simulator itself must be visible to whoever drives it, not look like a closed connection.
            return Answer.text(500, "text/plain", "The simulator failed: " + bug);
        }
    }

    private void suffer(HttpExchange exchange, Call call, Fault fault) throws IOException {
        switch (fault.kind()) {
            case DROP_BEFORE_COMMIT -> drop(exchange, call, fault);
            case DROP_AFTER_COMMIT -> {
                execute(call);
                drop(exchange, call, fault);
            }
            case COMMIT_LATE -> commitLater(exchange, call, fault);
            case ERROR_BEFORE_COMMIT, HTML_BEFORE_COMMIT, TOO_MANY_REQUESTS, PROXY_TOO_MANY_REQUESTS ->
                finish(exchange, call, responder.wordsOf(fault), fault);
            case ERROR_AFTER_COMMIT, HTML_AFTER_COMMIT -> {
                execute(call);
                finish(exchange, call, responder.wordsOf(fault), fault);
            }
            case DUPLICATE -> {
                Answer first = execute(call);
                execute(call);
                finish(exchange, call, first, fault);
            }
            case SLOW -> {
                Answer answer = execute(call);
                record(call, answer.status(), fault);
                after(fault.delay().plus(latency), () -> sendQuietly(exchange, answer));
            }
            case GARBAGE_JSON -> {
                Answer answer = execute(call);
                byte[] body = answer.body();
                byte[] garbage = (new String(body, 0, body.length / 2, StandardCharsets.UTF_8) + "\u0000{\"")
                        .getBytes(StandardCharsets.UTF_8);
                finish(exchange, call, new Answer(answer.status(), answer.headers(), garbage), fault);
            }
            case UNAPPLIED -> finish(exchange, call, execute(call.asRead()), fault);
            case CUT_SHORT -> cutShort(exchange, call, fault);
        }
    }

    private void drop(HttpExchange exchange, Call call, Fault fault) {
        record(call, 0, fault);
        exchange.close();
    }

    private void commitLater(HttpExchange exchange, Call call, Fault fault) {
        record(call, 0, fault);
        late.add(fault.delay(), () -> {
            execute(call);
            exchange.close();
        });
        after(fault.delay().plus(ALARM_MARGIN), late::commitDue);
        if (!fault.hang()) {
            exchange.close();
        }
    }

    private void cutShort(HttpExchange exchange, Call call, Fault fault) throws IOException {
        Answer answer = execute(call);
        record(call, answer.status(), fault);
        byte[] body = answer.body().length > 1 ? answer.body() : "{}".getBytes(StandardCharsets.UTF_8);
        answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        exchange.sendResponseHeaders(answer.status() == 204 ? 200 : answer.status(), body.length);
        OutputStream out = exchange.getResponseBody();
        out.write(Arrays.copyOf(body, body.length / 2));
        out.flush();
        exchange.close();
    }

    private void after(Duration delay, Runnable task) {
        try {
            alarms.schedule(() -> pool.execute(task), delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            // The server is closing: nobody waits for this answer any more.
        }
    }

    private void finish(HttpExchange exchange, Call call, Answer answer, @Nullable Fault fault) throws IOException {
        // Logged before it is sent, so that a caller that has its answer also finds its request in the log.
        record(call, answer.status(), fault);
        Duration delay = latency;
        if (delay.isZero()) {
            send(exchange, answer);
        } else {
            after(delay, () -> sendQuietly(exchange, answer));
        }
    }

    private void record(Call call, int status, @Nullable Fault fault) {
        log.add(new LoggedRequest(
                call.method(),
                responder.servicePath(call),
                RequestLog.masked(call.rawQuery()),
                status,
                clock.instant(),
                fault == null ? null : fault.kind()));
    }

    private static void sendQuietly(HttpExchange exchange, Answer answer) {
        try {
            send(exchange, answer);
        } catch (IOException gone) {
            exchange.close();
        }
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        boolean bodiless = answer.length() == 0
                || answer.status() == 204
                || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(answer.status(), bodiless ? -1 : answer.length());
        if (!bodiless) {
            answer.writeTo(exchange.getResponseBody());
        }
        exchange.close();
    }
}
