package dev.tocsin.notify.twilio;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.twilio.http.TwilioRestClient;
import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.Secret;
import dev.tocsin.core.base.Sleeper;
import dev.tocsin.http.Transport;
import dev.tocsin.http.TransportBuilder;
import dev.tocsin.http.TransportListener;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An account at Twilio, to be shared by the channels that send with it. No request that makes something is ever repeated, which Twilio's
 * own client does up to six times (its 503 to a POST is followed by five more); reads may be. Bodies and numbers are not logged.
 *
 * <p>After an answer that says that the account may not send (wrong or withdrawn key, account suspended), no channel of the account sends for
 * a while: one wrong key should not make thousands of refusals. Thread-safe.
 */
public final class TwilioAccount {
    private static final URI SERVICE = URI.create("https://api.twilio.com");
    private static final URI MESSAGING = URI.create("https://messaging.twilio.com");
    private static final Pattern ACCOUNT = Pattern.compile("AC[0-9a-fA-F]{32}");
    private static final Pattern KEY = Pattern.compile("SK[0-9a-fA-F]{32}");
    private static final Pattern LABEL = Pattern.compile("[a-z0-9-]{1,32}");

    private final String accountSid;
    private final boolean hasAuthToken;
    private final URI baseUri;
    private final @Nullable String edge;
    private final @Nullable String region;
    private final Clock clock;
    private final Sleeper sleeper;
    private final Duration timeout;
    private final Duration longestWait;
    private final Duration rest;
    private final Supplier<Transport> transports;
    private final Transport reads;
    private final Transport questions;
    private final ObjectMapper mapper = new ObjectMapper();
    private final AtomicReference<@Nullable Instant> restsUntil = new AtomicReference<>();

    private TwilioAccount(Builder settings) {
        accountSid = settings.accountSid;
        baseUri = settings.baseUri;
        edge = settings.edge;
        region = settings.region;
        clock = settings.clock;
        sleeper = settings.sleeper;
        timeout = settings.timeout;
        longestWait = settings.longestWait;
        rest = settings.rest;
        if (settings.user == null || settings.password == null) {
            throw new ConfigurationException("twilio.authToken", "is missing; legal is an auth token or an API key");
        }
        String user = settings.user;
        hasAuthToken = user.equals(accountSid);
        Secret password = settings.password;
        HttpClient client = settings.httpClient == null
                ? TransportBuilder.newHttpClient(Duration.ofSeconds(10))
                : settings.httpClient;
        URI[] origins = {TransportHttpClient.address(this, SERVICE), TransportHttpClient.address(this, MESSAGING)};
        transports = () -> TransportBuilder.create()
                .httpClient(client)
                .clock(clock)
                .sleeper(sleeper)
                .listener(settings.listener)
                .withoutAccessBreaker()
                .maxAnswerBytes(4 * 1024 * 1024)
                .allowedOrigins(origins)
                .credentials(() -> Map.of("authorization", basic(user, password)))
                .build();
        reads = transports.get();
        questions = transports.get();
    }

    /**
     * A builder.
     *
     * @param accountSid the account, {@code AC} and 32 hexadecimal digits
     */
    public static Builder builder(String accountSid) {
        return new Builder(accountSid);
    }

    /** The account, {@code AC} and 32 hexadecimal digits, which is not secret. */
    public String accountSid() {
        return accountSid;
    }

    /** The moment until which nothing is sent since the account may not; null if it may, as far as is known. */
    public @Nullable Instant restsUntil() {
        Instant until = restsUntil.get();
        return until != null && clock.instant().isBefore(until) ? until : null;
    }

    /** Ends such a rest, after the key or the account was set right. */
    public void wake() {
        restsUntil.set(null);
    }

    /** A transport of its own for one sender, which keeps a pause that Twilio asks for. */
    Transport transport() {
        return transports.get();
    }

    /** The transport for what only reads. */
    Transport reads() {
        return reads;
    }

    /** Lets the official client make one call over the given transport. Never throws for what happens on the wire. */
    <T> TwilioAnswer<T> exchange(Transport transport, Function<TwilioRestClient, T> call) {
        Instant resting = restsUntil();
        if (resting != null) {
            return TwilioAnswer.resting(Duration.between(clock.instant(), resting));
        }
        TwilioAnswer<T> answer = new TransportHttpClient(this, transport, mapper).call(call);
        if (answer instanceof TwilioAnswer.Trouble<T> trouble && trouble.stops()) {
            restsUntil.set(clock.instant().plus(rest));
        }
        return answer;
    }

    /**
     * Asks for a single thing, which Twilio may have no more: that is answered as if there were no account, and must not stop it. These
     * questions may be thousands, so a pause that Twilio asks for after one holds up no other read: a message that is not found when it
     * is looked up is sent again.
     */
    <T> TwilioAnswer<T> read(Function<TwilioRestClient, T> call) {
        Instant resting = restsUntil();
        return resting == null
                ? new TransportHttpClient(this, questions, mapper).call(call)
                : TwilioAnswer.resting(Duration.between(clock.instant(), resting));
    }

    /** Lets the official client read something whatever rest there is, so that who set the key right need not wait to see it. */
    <T> TwilioAnswer<T> ask(Function<TwilioRestClient, T> call) {
        return new TransportHttpClient(this, reads, mapper).call(call);
    }

    /** Whether it logs in by its auth token rather than by an API key. */
    boolean hasAuthToken() {
        return hasAuthToken;
    }

    URI baseUri() {
        return baseUri;
    }

    boolean isOfficial() {
        return baseUri.equals(SERVICE);
    }

    @Nullable
    String edge() {
        return edge;
    }

    @Nullable
    String region() {
        return region;
    }

    Clock clock() {
        return clock;
    }

    Sleeper sleeper() {
        return sleeper;
    }

    /** The limit for one exchange. */
    Duration timeout() {
        return timeout;
    }

    /** How long a request may wait for its turn. */
    Duration longestWait() {
        return longestWait;
    }

    Duration rest() {
        return rest;
    }

    private static String basic(String user, Secret password) {
        return "Basic "
                + Base64.getEncoder().encodeToString((user + ":" + password.reveal()).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "TwilioAccount[" + accountSid + "]";
    }

    /** Gathers the settings of an account. Not thread-safe. */
    public static final class Builder {
        private final String accountSid;
        private @Nullable String user;
        private @Nullable Secret password;
        private URI baseUri = SERVICE;
        private @Nullable String edge;
        private @Nullable String region;
        private Clock clock = Clock.systemUTC();
        private Sleeper sleeper = Sleeper.system();
        private TransportListener listener = TransportListener.none();
        private @Nullable HttpClient httpClient;
        private Duration timeout = Duration.ofSeconds(15);
        private Duration longestWait = Duration.ofSeconds(1);
        private Duration rest = Duration.ofMinutes(1);

        private Builder(String accountSid) {
            if (!ACCOUNT.matcher(accountSid).matches()) {
                throw new ConfigurationException("twilio.accountSid", "must be AC and 32 hexadecimal digits");
            }
            this.accountSid = accountSid;
        }

        /** The account's auth token. Callbacks are signed with it, so it is needed there in any case. */
        public Builder authToken(Secret value) {
            user = accountSid;
            password = Objects.requireNonNull(value, "authToken");
            return this;
        }

        /**
         * An API key in place of the auth token: it can be withdrawn by itself.
         *
         * @param sid {@code SK} and 32 hexadecimal digits
         * @param secret its secret
         */
        public Builder apiKey(String sid, Secret secret) {
            if (!KEY.matcher(sid).matches()) {
                throw new ConfigurationException("twilio.apiKey", "must be SK and 32 hexadecimal digits");
            }
            user = sid;
            password = Objects.requireNonNull(secret, "secret");
            return this;
        }

        /**
         * Another address than {@code https://api.twilio.com}, such as a simulator's.
         *
         * @param value scheme and authority: https, or http to a loopback address
         */
        public Builder baseUri(URI value) {
            if (!value.isAbsolute() || value.getHost() == null) {
                throw new ConfigurationException("twilio.baseUri", "must be an absolute address with a host");
            }
            String path = value.getRawPath();
            if (value.getRawQuery() != null || !(path == null || path.isEmpty() || path.equals("/"))) {
                throw new ConfigurationException("twilio.baseUri", "must have neither path nor query");
            }
            String text = value.toString();
            baseUri = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            return this;
        }

        /** The edge location by which requests enter Twilio's network, such as {@code dublin}; has no effect with another address. */
        public Builder edge(String value) {
            edge = label("twilio.edge", value);
            return this;
        }

        /** The region in which data is processed, such as {@code ie1}; has no effect with another address. */
        public Builder region(String value) {
            region = label("twilio.region", value);
            return this;
        }

        /** The time; the system's by default. */
        public Builder clock(Clock value) {
            clock = Objects.requireNonNull(value, "clock");
            return this;
        }

        /** The way to wait; real time by default. */
        public Builder sleeper(Sleeper value) {
            sleeper = Objects.requireNonNull(value, "sleeper");
            return this;
        }

        /** Who hears of every exchange; nobody by default. */
        public Builder listener(TransportListener value) {
            listener = Objects.requireNonNull(value, "listener");
            return this;
        }

        /** The host's own client, with its proxy and TLS context; see {@link TransportBuilder#httpClient}. */
        public Builder httpClient(HttpClient value) {
            httpClient = Objects.requireNonNull(value, "httpClient");
            return this;
        }

        /**
         * The limit for one exchange, 15 s by default. After it a message may have been taken, so do not set it low; together with
         * {@link #longestWait} it must not be longer than the engine's {@code requestTimeout}.
         */
        public Builder timeout(Duration value) {
            timeout = positive("twilio.timeout", value);
            return this;
        }

        /**
         * How long a message waits in the calling thread for its sender's turn or for the end of a pause that Twilio asked for, 1 s by
         * default; after it the outcome is that it was not sent, with the time to wait. Keep it short: who waits here was asked for consent
         * before, and who is sent away is asked again.
         */
        public Builder longestWait(Duration value) {
            longestWait = positive("twilio.longestWait", value);
            return this;
        }

        /** How long nothing is sent after the account was refused, one minute by default. */
        public Builder rest(Duration value) {
            rest = positive("twilio.rest", value);
            return this;
        }

        /**
         * The account.
         *
         * @throws ConfigurationException if there is neither an auth token nor an API key, or the address is neither https nor loopback
         */
        public TwilioAccount build() {
            return new TwilioAccount(this);
        }

        private static String label(String field, String value) {
            if (!LABEL.matcher(value).matches()) {
                throw new ConfigurationException(field, "must be small letters, digits and dashes");
            }
            return value;
        }

        private static Duration positive(String field, Duration value) {
            if (value.isNegative() || value.isZero() || value.compareTo(Duration.ofHours(1)) > 0) {
                throw new ConfigurationException(field, "must be more than zero and at most one hour, but is " + value);
            }
            return value;
        }
    }
}
