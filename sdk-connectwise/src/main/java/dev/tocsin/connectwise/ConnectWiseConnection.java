package dev.tocsin.connectwise;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.Secret;
import dev.tocsin.core.base.Sleeper;
import dev.tocsin.http.Transport;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Where a ConnectWise server is and who we are there. Immutable; its text form holds no secret. */
public final class ConnectWiseConnection {
    private static final int MOST_PER_MINUTE = 1_000_000;

    private final URI site;
    private final String company;
    private final ConnectWiseKeys.Provider keys;
    private final Secret clientId;
    private final @Nullable String apiVersion;
    private final Duration readTimeout;
    private final Duration writeTimeout;
    private final @Nullable Transport transport;
    private final Clock clock;
    private final Sleeper sleeper;
    private final Executor executor;
    private final Duration catalogueTimeToLive;
    private final int requestsPerMinute;

    private ConnectWiseConnection(Builder b) {
        this.site = Site.parse(required(b.site, "site"));
        this.company = plain(required(b.company, "company"), "company", "+:/?#");
        this.keys = keys(b);
        this.clientId = secret(b.clientId, "clientId", "");
        this.apiVersion = b.apiVersion;
        if (apiVersion != null && !apiVersion.matches("\\d{4}\\.\\d{1,2}")) {
            throw new ConfigurationException("apiVersion", "a year and a number, such as 2025.16");
        }
        this.readTimeout = positive(b.readTimeout, "readTimeout");
        this.writeTimeout = positive(b.writeTimeout, "writeTimeout");
        this.transport = b.transport;
        this.clock = b.clock;
        this.sleeper = b.sleeper;
        this.executor = b.executor;
        this.requestsPerMinute = b.requestsPerMinute;
        if (requestsPerMinute < 1 || requestsPerMinute > MOST_PER_MINUTE) {
            throw new ConfigurationException(
                    "requestsPerMinute", "must be 1 to " + MOST_PER_MINUTE + ", but is " + requestsPerMinute);
        }
        this.catalogueTimeToLive = positive(b.catalogueTimeToLive, "catalogueTimeToLive");
    }

    /** An empty builder. Site, company, both keys or their provider, and the client id are required. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The connection that a settings file describes: {@code site}, {@code company}, {@code publicKey}, {@code privateKey},
     * {@code clientId}, and {@code apiVersion} if it is to be pinned.
     *
     * @throws ConfigurationException if a setting is missing, unknown or cannot work; it names the field
     */
    public static ConnectWiseConnection of(Properties settings) {
        Builder builder = builder();
        for (String name : settings.stringPropertyNames()) {
            String value = settings.getProperty(name);
            switch (name) {
                case "site" -> builder.site(value);
                case "company" -> builder.company(value);
                case "publicKey" -> builder.publicKey(Secret.of(value));
                case "privateKey" -> builder.privateKey(Secret.of(value));
                case "clientId" -> builder.clientId(Secret.of(value));
                case "apiVersion" -> builder.apiVersion(value);
                default ->
                    throw new ConfigurationException(
                            name,
                            "is no setting; legal are site, company, publicKey, privateKey, clientId, apiVersion");
            }
        }
        return builder.build();
    }

    /** The address of the server: scheme, host and port only. */
    public URI site() {
        return site;
    }

    /** The login company, as typed on the login page. */
    public String company() {
        return company;
    }

    /** Where the keys of the API member come from: asked for each attempt of each request. */
    public ConnectWiseKeys.Provider keys() {
        return keys;
    }

    /** The client id from the vendor's developer portal; every call carries it. */
    public Secret clientId() {
        return clientId;
    }

    /** The version of the API's model to ask for; empty for the server's latest. */
    public Optional<String> apiVersion() {
        return Optional.ofNullable(apiVersion);
    }

    /** The limit for one exchange that reads. */
    public Duration readTimeout() {
        return readTimeout;
    }

    /** The limit for one exchange that writes. */
    public Duration writeTimeout() {
        return writeTimeout;
    }

    /** The transport to use; empty for the default one of {@code sdk-http}. */
    public Optional<Transport> transport() {
        return Optional.ofNullable(transport);
    }

    /** The clock that deadlines and waiting times are measured against. */
    public Clock clock() {
        return clock;
    }

    /** How the default transport waits between tries of a read. */
    public Sleeper sleeper() {
        return sleeper;
    }

    /** What runs the requests of a parallel read. */
    public Executor executor() {
        return executor;
    }

    /** How many requests a minute the default transport sends at most, in the long run. */
    public int requestsPerMinute() {
        return requestsPerMinute;
    }

    /** How long the catalogue keeps a list. */
    public Duration catalogueTimeToLive() {
        return catalogueTimeToLive;
    }

    @Override
    public String toString() {
        return "ConnectWiseConnection[" + site + ", company " + company + "]";
    }

    private static void inNewThread(Runnable task) {
        Thread thread = new Thread(task, "connectwise-read");
        thread.setDaemon(true);
        thread.start();
    }

    private static <T> T required(@Nullable T value, String field) {
        if (value == null) {
            throw new ConfigurationException(field, "is required");
        }
        return value;
    }

    private static String plain(String value, String field, String forbidden) {
        boolean bad = value.isBlank()
                || value.chars().anyMatch(c -> Character.isISOControl(c) || c == ' ' || forbidden.indexOf(c) >= 0);
        if (bad) {
            throw new ConfigurationException(
                    field,
                    "must not be empty nor hold a space or a control character"
                            + (forbidden.isEmpty() ? "" : " or one of " + forbidden));
        }
        return value;
    }

    private static Secret secret(@Nullable Secret value, String field, String forbidden) {
        Secret secret = required(value, field);
        plain(secret.reveal(), field, forbidden);
        return secret;
    }

    private static ConnectWiseKeys.Provider keys(Builder b) {
        if (b.keys != null) {
            if (b.publicKey != null || b.privateKey != null) {
                throw new ConfigurationException(
                        "keys", "replaces publicKey and privateKey; give either the keys or their provider");
            }
            return b.keys;
        }
        Secret publicKey = secret(b.publicKey, "publicKey", ":");
        ConnectWiseKeys fixed = new ConnectWiseKeys(publicKey, secret(b.privateKey, "privateKey", ""));
        return () -> fixed;
    }

    private static Duration positive(Duration value, String field) {
        if (value.isZero() || value.isNegative()) {
            throw new ConfigurationException(field, "must be longer than zero, not " + value);
        }
        return value;
    }

    /** Collects the settings of a connection. Not thread-safe. */
    public static final class Builder {
        private @Nullable String site;
        private @Nullable String company;
        private @Nullable Secret publicKey;
        private @Nullable Secret privateKey;
        private ConnectWiseKeys.@Nullable Provider keys;
        private @Nullable Secret clientId;
        private @Nullable String apiVersion;
        private Duration readTimeout = Duration.ofSeconds(30);
        private Duration writeTimeout = Duration.ofSeconds(60);
        private @Nullable Transport transport;
        private Clock clock = Clock.systemUTC();
        private Sleeper sleeper = Sleeper.system();
        private int requestsPerMinute = 1_000;
        private Duration catalogueTimeToLive = Duration.ofMinutes(10);
        private Executor executor = ConnectWiseConnection::inNewThread;

        private Builder() {}

        /**
         * The server, such as {@code na.myconnectwise.net} or {@code https://psa.example.com}; required. Plain http is
         * accepted on loopback only.
         */
        public Builder site(String hostOrUrl) {
            this.site = hostOrUrl;
            return this;
        }

        /** The login company, as typed on the login page; required. */
        public Builder company(String loginCompany) {
            this.company = loginCompany;
            return this;
        }

        /** The public key of the API member; required unless there is a provider of {@link #keys}. */
        public Builder publicKey(Secret key) {
            this.publicKey = key;
            return this;
        }

        /** The private key of the API member; required unless there is a provider of {@link #keys}. */
        public Builder privateKey(Secret key) {
            this.privateKey = key;
            return this;
        }

        /**
         * Keys that change while the host runs, in place of {@link #publicKey} and {@link #privateKey}: the provider is asked
         * for each attempt, so a 401 for keys that were replaced ends with the next request, and no cool-down holds the new
         * ones up. All keys must be of this login company. A transport of the host's own gets the keys as of the call.
         */
        public Builder keys(ConnectWiseKeys.Provider provider) {
            this.keys = provider;
            return this;
        }

        /** The client id from the vendor's developer portal; required, since every call without it is refused. */
        public Builder clientId(Secret id) {
            this.clientId = id;
            return this;
        }

        /** The version of the API's model to ask for, such as {@code 2025.16}; by default the server's latest. */
        public Builder apiVersion(String version) {
            this.apiVersion = version;
            return this;
        }

        /** The limit for one exchange that reads; 30 seconds by default. */
        public Builder readTimeout(Duration limit) {
            this.readTimeout = limit;
            return this;
        }

        /**
         * The limit for one exchange that writes; 60 seconds by default. Servers have been seen to take minutes; what
         * times out has an unknown outcome.
         */
        public Builder writeTimeout(Duration limit) {
            this.writeTimeout = limit;
            return this;
        }

        /** A transport of the host's own, in place of the default one. It must never repeat a POST or a PATCH. */
        public Builder transport(Transport own) {
            this.transport = own;
            return this;
        }

        /** The clock; the system's by default. */
        public Builder clock(Clock source) {
            this.clock = source;
            return this;
        }

        /** How the default transport waits; in real time by default. */
        public Builder sleeper(Sleeper how) {
            this.sleeper = how;
            return this;
        }

        /**
         * How many requests a minute the default transport sends at most, in the long run, 1 to 1,000,000; 1,000 by
         * default, from where on the vendor's guide expects to be throttled. The first 200 after a quiet time go at once.
         * After each 429 the rate is lowered, and recovers bit by bit.
         */
        public Builder requestsPerMinute(int most) {
            this.requestsPerMinute = most;
            return this;
        }

        /** How long the catalogue keeps a list; 10 minutes by default. */
        public Builder catalogueTimeToLive(Duration age) {
            this.catalogueTimeToLive = age;
            return this;
        }

        /**
         * What runs the requests of a parallel read, such as an executor of virtual threads; by default each gets a
         * daemon thread of its own. It must run them at the same time as the caller, who waits for them.
         */
        public Builder executor(Executor runner) {
            this.executor = runner;
            return this;
        }

        /**
         * The connection.
         *
         * @throws ConfigurationException if a setting is missing or cannot work; it names the field
         */
        public ConnectWiseConnection build() {
            return new ConnectWiseConnection(this);
        }
    }
}
