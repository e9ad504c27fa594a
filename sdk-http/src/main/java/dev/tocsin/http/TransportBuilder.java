package dev.tocsin.http;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.Sleeper;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link Transport} over {@code java.net.http}, its decorators in a fixed order, outer to inner: metrics,
 * retry, rate gate, authentication, access breaker, log, wire. Authentication sits inside retry, so that a repeated
 * request is signed anew, and outside the breaker, which knows refused keys from new ones. Not thread-safe; what it builds is.
 *
 * <p>Each transport without {@link #httpClient} gets a client of its own, with a thread and a pool of connections; a host
 * with many connections makes one with {@link #newHttpClient} and shares it.
 *
 * <p>A connection that the far side drops while idle makes the next write unknown if the two cross. The JDK drops its own
 * after {@code jdk.httpclient.keepalive.timeout} seconds (1200 on Java 17): set that system property to less than the
 * far side's, such as 30, to make it rare.
 */
public final class TransportBuilder {
    private static final Duration USUAL_CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final int LARGEST_ANSWER = Integer.MAX_VALUE - 8;

    private Clock clock = Clock.systemUTC();
    private Sleeper sleeper = Sleeper.system();
    // Asks for the calling thread's generator each time: one kept here would be shared against its contract.
    private RandomGenerator random = () -> ThreadLocalRandom.current().nextLong();
    private @Nullable HttpClient httpClient;
    private @Nullable Duration connectTimeout;
    private int maxAnswerBytes = 64 * 1024 * 1024;
    private @Nullable Transport wire;
    private TransportListener listener = TransportListener.none();
    private RetryPolicy retryPolicy = RetryPolicy.standard();
    private @Nullable RateGate rateGate;
    private @Nullable Duration accessCoolDown = Duration.ofSeconds(60);
    private @Nullable Credentials credentials;
    private Set<Origin> origins = Set.of();
    private LogAllowList logAllowList = LogAllowList.none();

    private TransportBuilder() {}

    /** A builder with safe defaults. */
    public static TransportBuilder create() {
        return new TransportBuilder();
    }

    /**
     * A client that a transport accepts: HTTP/1.1, no redirects, no authenticator. To be shared by several transports.
     *
     * @param connectTimeout the limit for making a connection, more than zero
     * @throws ConfigurationException if it is not
     */
    public static HttpClient newHttpClient(Duration connectTimeout) {
        requirePositive("connectTimeout", connectTimeout);
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connectTimeout)
                .build();
    }

    /** The time, used for deadlines, pauses and durations; the system's by default. */
    public TransportBuilder clock(Clock value) {
        clock = Objects.requireNonNull(value, "clock");
        return this;
    }

    /** The way to wait; real time by default. */
    public TransportBuilder sleeper(Sleeper value) {
        sleeper = Objects.requireNonNull(value, "sleeper");
        return this;
    }

    /** The source of the retries' jitter; it must be safe for use by many threads. */
    public TransportBuilder random(RandomGenerator value) {
        random = Objects.requireNonNull(value, "random");
        return this;
    }

    /**
     * The host's own client, with its proxy, TLS context and executor. {@link #build} refuses one that follows redirects
     * or has an authenticator (which repeats a refused request; a proxy that asks for a password is thus not supported).
     */
    public TransportBuilder httpClient(HttpClient value) {
        httpClient = Objects.requireNonNull(value, "httpClient");
        return this;
    }

    /** The limit for making a connection, 10 s by default; not together with {@link #httpClient}, which has its own. */
    public TransportBuilder connectTimeout(Duration value) {
        requirePositive("connectTimeout", value);
        connectTimeout = value;
        return this;
    }

    /**
     * The largest answer that is read, in bytes, of requests without a limit of their own
     * ({@link TransportRequest#withMaxAnswerBytes}); 64 MB by default. Beyond it the exchange is broken off and the result
     * is unknown.
     *
     * @throws ConfigurationException if it is less than 1
     */
    public TransportBuilder maxAnswerBytes(int value) {
        if (value < 1 || value > LARGEST_ANSWER) {
            throw new ConfigurationException("maxAnswerBytes", "must be 1 to " + LARGEST_ANSWER + ", but is " + value);
        }
        maxAnswerBytes = value;
        return this;
    }

    /** The innermost transport in place of {@code java.net.http}, for tests of what lies above the wire. */
    public TransportBuilder wire(Transport value) {
        wire = Objects.requireNonNull(value, "wire");
        return this;
    }

    /** Who hears of every exchange; nobody by default. */
    public TransportBuilder listener(TransportListener value) {
        listener = Objects.requireNonNull(value, "listener");
        return this;
    }

    /** How idempotent requests are retried; {@link RetryPolicy#standard} by default. */
    public TransportBuilder retryPolicy(RetryPolicy value) {
        retryPolicy = Objects.requireNonNull(value, "retryPolicy");
        return this;
    }

    /**
     * The gate of the connection, which several transports of one account share. By default one of its own that sets no
     * rate and keeps the pause after a 429.
     */
    public TransportBuilder rateGate(RateGate value) {
        rateGate = Objects.requireNonNull(value, "rateGate");
        return this;
    }

    /**
     * How long a connection rests after a 401 before one request tries again; 60 s by default. A request with other
     * credentials than the refused ones goes at once. A 403 does not stop it, since it may be only a missing right for one
     * endpoint.
     *
     * @throws ConfigurationException if it is not more than zero
     */
    public TransportBuilder accessCoolDown(Duration value) {
        requirePositive("accessCoolDown", value);
        accessCoolDown = value;
        return this;
    }

    /** Goes on after a 401. For tokens that expire, where a 401 means that the client renews one and asks again. */
    public TransportBuilder withoutAccessBreaker() {
        accessCoolDown = null;
        return this;
    }

    /** What is added to each attempt; {@link #allowedOrigins} must then be given. None by default. */
    public TransportBuilder credentials(Credentials value) {
        credentials = Objects.requireNonNull(value, "credentials");
        return this;
    }

    /**
     * The origins (scheme, host, port) that requests may go to; all others are not sent. Paths are ignored. Any origin
     * by default, if there are no credentials.
     *
     * @throws ConfigurationException if one is not absolute, or is neither https nor loopback
     */
    public TransportBuilder allowedOrigins(URI... values) {
        Set<Origin> pinned = new LinkedHashSet<>();
        for (URI value : values) {
            if (!value.isAbsolute() || value.getHost() == null) {
                throw new ConfigurationException("allowedOrigins", "must be absolute addresses with a host");
            }
            Origin origin = Origin.of(value);
            if (!origin.allowed()) {
                throw new ConfigurationException(
                        "allowedOrigins", "must be https, or http to a loopback address, but one is " + origin);
            }
            pinned.add(origin);
        }
        origins = pinned;
        return this;
    }

    /** What may be logged beyond one line for each attempt; nothing by default. */
    public TransportBuilder logAllowList(LogAllowList value) {
        logAllowList = Objects.requireNonNull(value, "logAllowList");
        return this;
    }

    /**
     * The transport.
     *
     * @throws ConfigurationException if settings contradict each other, or if the client or this JVM could send a write
     *     twice or carry credentials elsewhere
     */
    public Transport build() {
        TransportListener guarded = new GuardedListener(listener);
        Transport transport = new LogTransport(innermost(), logAllowList, clock, LogTransport.LOG);
        if (credentials != null && origins.isEmpty()) {
            throw new ConfigurationException(
                    "allowedOrigins", "must name at least one origin when credentials are given");
        }
        if (accessCoolDown != null) {
            transport = new AccessBreaker(transport, clock, accessCoolDown);
        }
        transport = new AuthTransport(transport, credentials == null ? Credentials.none() : credentials, origins);
        RateGate gate = rateGate == null ? RateGate.pausingOnly(clock, sleeper) : rateGate;
        transport = new RateGateTransport(transport, gate, guarded);
        transport = new RetryTransport(transport, retryPolicy, clock, sleeper, random, guarded);
        return new MetricsTransport(transport, guarded, clock);
    }

    private Transport innermost() {
        if (wire != null) {
            if (httpClient != null || connectTimeout != null) {
                throw new ConfigurationException("wire", "replaces httpClient and connectTimeout; give only one");
            }
            return wire;
        }
        if (httpClient != null && connectTimeout != null) {
            throw new ConfigurationException(
                    "connectTimeout", "has no effect on the given httpClient; set it there and leave it out here");
        }
        HttpClient client = httpClient != null
                ? httpClient
                : newHttpClient(connectTimeout == null ? USUAL_CONNECT_TIMEOUT : connectTimeout);
        return new JdkTransport(client, clock, maxAnswerBytes);
    }

    private static void requirePositive(String field, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new ConfigurationException(field, "must be more than zero, but is " + value);
        }
    }
}
