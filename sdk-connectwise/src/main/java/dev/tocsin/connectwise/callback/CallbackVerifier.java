package dev.tocsin.connectwise.callback;

import dev.tocsin.connectwise.ConnectWiseConnection;
import dev.tocsin.connectwise.callback.SigningKeys.Finding;
import dev.tocsin.connectwise.callback.Verification.Forged;
import dev.tocsin.connectwise.callback.Verification.Genuine;
import dev.tocsin.connectwise.callback.Verification.Malformed;
import dev.tocsin.connectwise.callback.Verification.Unverifiable;
import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.Sleeper;
import dev.tocsin.http.RetryPolicy;
import dev.tocsin.http.TransportBuilder;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a callback comes from the configured ConnectWise company. Thread-safe; make one per company and keep it,
 * since it remembers the keys.
 *
 * <p>The vendor signs with {@code x-content-signature}: the Base64 of HMAC-SHA256 over the raw body, its key the SHA-256 of
 * the text that {@code Metadata.key_url} of the same body hands out. So the body names its own witness, and only these
 * witnesses are heard: the configured server (its scheme, host and port; in the vendor's cloud also its twin with or
 * without {@code api-}), by https, at the path of the signing keys, with {@code companyName} of the configured company. No
 * redirect is followed, no credential is sent, and no private address can be meant, because the host is one of a fixed
 * few and is never taken from the message.
 *
 * <p>There is no time in what is signed: a recorded message stays genuine for as long as its key. Drop repeats by message
 * id, as {@link CallbackHandler} does, and read the record again instead of believing the entity.
 */
public final class CallbackVerifier {
    private static final int LARGEST_KEY_ANSWER = 64 * 1024;
    private static final Duration LONGEST_KEY_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration LONGEST_REFRESH = Duration.ofMinutes(10);
    private static final int SIGNATURE_BYTES = 32;

    private final KeyAddress address;
    private final Set<String> productInstanceIds;
    private final SigningKeys keys;

    private CallbackVerifier(Builder b) {
        URI site = required(b.site, "site");
        this.address = new KeyAddress(site, required(b.company, "company"), b.keyHosts);
        this.productInstanceIds = Set.copyOf(b.productInstanceIds);
        TransportBuilder transport = TransportBuilder.create()
                .clock(b.clock)
                .sleeper(b.sleeper)
                .maxAnswerBytes(LARGEST_KEY_ANSWER)
                .retryPolicy(RetryPolicy.none())
                // an answer for one made-up key says nothing of the others
                .withoutAccessBreaker()
                .allowedOrigins(address.origins().toArray(URI[]::new));
        if (b.httpClient != null) {
            transport.httpClient(b.httpClient);
        }
        KeyServer server = new KeyServer(transport.build(), b.clock, b.keyTimeout);
        this.keys = new SigningKeys(
                server, b.clock, b.refreshInterval, new FetchBudget(b.keyFetchBurst, b.keyFetchInterval));
    }

    /** A verifier for the server and the login company of a connection. It sends none of its credentials. */
    public static CallbackVerifier of(ConnectWiseConnection connection) {
        return builder()
                .site(connection.site())
                .company(connection.company())
                .clock(connection.clock())
                .sleeper(connection.sleeper())
                .build();
    }

    /** An empty builder. Site and company are required. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Judges one message. May ask the server for the key, for as long as {@link Builder#keyTimeout}.
     *
     * @param signature the value of {@code x-content-signature}; null if there was none
     * @param rawBody the body as it came: text that was parsed and written again has another signature
     * @return what it is; {@code Unverifiable} also if the thread is interrupted, whose flag is then set
     */
    public Verification verify(@Nullable String signature, byte[] rawBody) {
        Optional<byte[]> claimed = decoded(signature);
        if (claimed.isEmpty()) {
            return new Forged("x-content-signature: must be one Base64 of " + SIGNATURE_BYTES + " bytes, but is "
                    + (signature == null ? "absent" : "none of " + signature.length() + " characters"));
        }
        Envelope envelope;
        try {
            envelope = Envelope.read(rawBody);
        } catch (Envelope.MalformedException e) {
            return new Malformed(String.valueOf(e.getMessage()));
        }
        Optional<URI> keyUrl = address.pinned(envelope.keyUrl());
        if (keyUrl.isEmpty()) {
            return new Forged("Metadata.key_url: is no address of the configured server for the configured company");
        }
        try {
            Finding finding = keys.check(keyUrl.get(), key -> fits(key, claimed.get(), rawBody));
            return switch (finding.fit()) {
                case FITS -> fromOurs(envelope.message());
                case DIFFERS -> new Forged(finding.reason());
                case UNKNOWN -> new Unverifiable(finding.reason());
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Unverifiable("the thread was interrupted while the key was fetched");
        }
    }

    private Verification fromOurs(CallbackMessage message) {
        if (!address.isOurs(message.companyId())) {
            return new Forged("CompanyId: is not the configured company");
        }
        String instance = message.productInstanceId();
        if (!productInstanceIds.isEmpty() && (instance == null || !productInstanceIds.contains(instance))) {
            return new Forged("ProductInstanceId: is none of the expected ones");
        }
        return new Genuine(message);
    }

    private static boolean fits(SecretKeySpec key, byte[] claimed, byte[] rawBody) {
        try {
            Mac mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            return MessageDigest.isEqual(mac.doFinal(rawBody), claimed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + key.getAlgorithm(), e);
        }
    }

    private static Optional<byte[]> decoded(@Nullable String signature) {
        if (signature == null || signature.length() > 2 * SIGNATURE_BYTES) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(signature.strip());
            return bytes.length == SIGNATURE_BYTES ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException noBase64) {
            return Optional.empty();
        }
    }

    private static <T> T required(@Nullable T value, String field) {
        if (value == null) {
            throw new ConfigurationException(field, "is required");
        }
        return value;
    }

    /** Collects the settings of a verifier. Not thread-safe. */
    public static final class Builder {
        private @Nullable URI site;
        private @Nullable String company;
        private final Set<String> keyHosts = new LinkedHashSet<>();
        private final Set<String> productInstanceIds = new LinkedHashSet<>();
        private Duration keyTimeout = Duration.ofSeconds(4);
        private Duration refreshInterval = Duration.ofSeconds(10);
        private int keyFetchBurst = 10;
        private Duration keyFetchInterval = Duration.ofSeconds(1);
        private Clock clock = Clock.systemUTC();
        private Sleeper sleeper = Sleeper.system();
        private @Nullable HttpClient httpClient;

        private Builder() {}

        /**
         * The server, such as {@code ConnectWiseConnection.site()}; required. Https, or http on loopback. Only scheme, host
         * and port count.
         */
        public Builder site(URI address) {
            this.site = address;
            return this;
        }

        /**
         * The login company; required. It is compared, in any case of letters, with the company that the key belongs to
         * and the one that the message names: in the vendor's cloud another customer's key lies on the same host.
         */
        public Builder company(String loginCompany) {
            this.company = loginCompany;
            return this;
        }

        /**
         * A further host that may hand out keys, by https on the usual port. None by default, not even the vendor's other
         * regions, where the same company name may be somebody else's. May be called several times.
         */
        public Builder keyHost(String host) {
            keyHosts.add(host);
            return this;
        }

        /**
         * An installation that may send; may be called several times. All by default, since the key vouches for the
         * company.
         */
        public Builder productInstanceId(String id) {
            productInstanceIds.add(id);
            return this;
        }

        /**
         * The limit for fetching a key; 4 seconds by default, at most 10. The vendor hangs up after 5 and repeats only what
         * was answered, so a longer wait loses the message.
         *
         * @throws ConfigurationException if it is out of its range
         */
        public Builder keyTimeout(Duration limit) {
            if (limit.isZero() || limit.isNegative() || limit.compareTo(LONGEST_KEY_TIMEOUT) > 0) {
                throw new ConfigurationException(
                        "keyTimeout", "must be more than zero and at most " + LONGEST_KEY_TIMEOUT + ", not " + limit);
            }
            this.keyTimeout = limit;
            return this;
        }

        /**
         * How often the key of one address is fetched again because a signature did not fit; every 10 seconds at most by
         * default. A message that is signed with a new key within this time after a fetch counts as forged.
         *
         * @throws ConfigurationException if it is not more than zero, or longer than 10 minutes
         */
        public Builder refreshInterval(Duration interval) {
            if (interval.isZero() || interval.isNegative() || interval.compareTo(LONGEST_REFRESH) > 0) {
                throw new ConfigurationException(
                        "refreshInterval",
                        "must be more than zero and at most " + LONGEST_REFRESH + ", not " + interval);
            }
            this.refreshInterval = interval;
            return this;
        }

        /**
         * How many keys that never vouched for a message are fetched: a burst, then one per interval; 10, then one per
         * second by default. Beyond it a message cannot be verified now, so a flood of invented keys can put off the very
         * first message after a start, but none of a key that is known already.
         *
         * @throws ConfigurationException if the burst is less than 1 or more than 1,000, or the interval is not positive
         */
        public Builder keyFetches(int burst, Duration interval) {
            if (burst < 1 || burst > 1_000) {
                throw new ConfigurationException("keyFetches.burst", "must be 1 to 1000, but is " + burst);
            }
            this.keyFetchBurst = burst;
            if (interval.isZero() || interval.isNegative()) {
                throw new ConfigurationException("keyFetches.interval", "must be more than zero, not " + interval);
            }
            this.keyFetchInterval = interval;
            return this;
        }

        /** The clock; the system's by default. */
        public Builder clock(Clock source) {
            this.clock = source;
            return this;
        }

        /** How the transport would wait; in real time by default. */
        public Builder sleeper(Sleeper how) {
            this.sleeper = how;
            return this;
        }

        /**
         * The host's own client, with its proxy and TLS context; by default one of the verifier's own. It must follow no
         * redirects and have no authenticator.
         */
        public Builder httpClient(HttpClient client) {
            this.httpClient = client;
            return this;
        }

        /**
         * The verifier.
         *
         * @throws ConfigurationException if a setting is missing or cannot work; it names the field
         */
        public CallbackVerifier build() {
            return new CallbackVerifier(this);
        }
    }
}
