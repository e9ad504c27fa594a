package dev.tocsin.msgraph;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.Sleeper;
import dev.tocsin.core.base.TocsinException;
import dev.tocsin.http.TransportBuilder;
import dev.tocsin.http.TransportListener;
import dev.tocsin.msgraph.login.AdminConsent;
import dev.tocsin.msgraph.login.AppCredential;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Microsoft Graph for one app of the provider and the tenants whose administrators have let it in. One for the whole host: its tenants
 * share one HTTP client, and each has its own tokens and limits. Thread-safe.
 */
public final class MicrosoftGraph {
    private static final Pattern CLIENT_ID = Pattern.compile("[0-9A-Za-z-]{1,64}");
    private static final Pattern GUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern DOMAIN =
            Pattern.compile("(?=.{4,253}$)([a-z0-9][a-z0-9-]{0,62}\\.)+[a-z0-9][a-z0-9-]{1,62}");

    private final GraphSettings settings;
    private final Map<String, GraphTenant> tenants = new ConcurrentHashMap<>();

    private MicrosoftGraph(GraphSettings settings) {
        this.settings = settings;
    }

    /**
     * A builder for the worldwide cloud with usual settings.
     *
     * @param clientId the app's id in its registration
     * @param credential how the app proves who it is
     */
    public static Builder builder(String clientId, AppCredential credential) {
        return new Builder(clientId, credential);
    }

    /**
     * A tenant; the same object each time until {@link #forget}. Nothing is asked yet.
     *
     * @param tenantId its id, in any case, or one of its domains
     * @throws ConfigurationException if it is neither
     */
    public GraphTenant tenant(String tenantId) {
        return tenants.computeIfAbsent(named(tenantId), name -> new GraphTenant(settings, name));
    }

    /**
     * Drops a tenant's tokens: after its administrator has consented anew or taken that back, and when a company is disconnected. What is
     * under way keeps its token. A tenant that is not known is no error.
     */
    public void forget(String tenantId) {
        GraphTenant dropped = tenants.remove(named(tenantId));
        if (dropped != null) {
            dropped.forget();
        }
    }

    /**
     * The page on which administrators let the app in.
     *
     * @param redirectUri where it sends the browser back to, as registered with the app
     * @throws ConfigurationException if that is neither https nor on this machine
     */
    public AdminConsent adminConsent(URI redirectUri) {
        return new AdminConsent(
                settings.cloud().login(), settings.cloud().resource(), settings.clientId(), redirectUri);
    }

    /**
     * Proves that the app has access to a tenant that a callback has claimed: a token of that tenant, and an organization of that id. While
     * a fresh consent does not work yet it waits, by default 30 s up to four times.
     *
     * @param claimedTenant the tenant's GUID
     * @param wanted the application permissions that the host needs
     * @return the proof, or why there is none; nothing is thrown for what the services say
     * @throws ConfigurationException if the tenant is not a GUID
     */
    public TenantProof prove(String claimedTenant, Set<String> wanted) {
        String name = named(claimedTenant);
        if (!isGuid(name)) {
            throw new ConfigurationException("claimedTenant", "must be a tenant's GUID");
        }
        GraphTenant tenant = tenant(name);
        for (int attempt = 1; ; attempt++) {
            // What was granted or refused before the consent says nothing now.
            tenant.forget();
            try {
                Organization organization = tenant.organization();
                if (!organization.id().equals(name)) {
                    return new TenantProof.NotProven(
                            AccessProblem.OTHER, "Graph names another tenant than the callback did", null);
                }
                Set<String> granted = tenant.grantedPermissions();
                return new TenantProof.Proven(
                        organization,
                        wanted.stream()
                                .filter(one -> !NeededPermissions.covers(granted, one))
                                .collect(Collectors.toSet()));
            } catch (GraphAccessException refused) {
                boolean settling = refused.problem() == AccessProblem.CONSENT_NOT_EFFECTIVE_YET;
                if (!settling || attempt >= settings.proofTries() || !slept()) {
                    return new TenantProof.NotProven(
                            refused.problem(),
                            String.valueOf(refused.getMessage()),
                            refused.retryAfter().orElse(null));
                }
            } catch (TocsinException failed) {
                return new TenantProof.NotProven(
                        null,
                        String.valueOf(failed.getMessage()),
                        failed.retryAfter().orElse(null));
            }
        }
    }

    private boolean slept() {
        try {
            settings.sleeper().sleep(settings.proofWait());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    static boolean isGuid(String text) {
        return GUID.matcher(text).matches();
    }

    private static String named(String tenantId) {
        String name = tenantId.strip().toLowerCase(Locale.ROOT);
        if (!isGuid(name) && !DOMAIN.matcher(name).matches()) {
            throw new ConfigurationException(
                    "tenantId",
                    "must be a tenant's GUID or one of its domains, but has " + tenantId.length()
                            + " characters of another form");
        }
        return name;
    }

    @Override
    public String toString() {
        return "MicrosoftGraph[app " + settings.clientId() + " at "
                + settings.cloud().graph() + "]";
    }

    /** Sets a {@link MicrosoftGraph} up. Not thread-safe. */
    public static final class Builder {
        private static final Duration LONGEST = Duration.ofHours(1);

        private final String clientId;
        private final AppCredential credential;
        private GraphCloud cloud = GraphCloud.GLOBAL;
        private Clock clock = Clock.systemUTC();
        private Sleeper sleeper = Sleeper.system();
        private TransportListener listener = TransportListener.none();
        private @Nullable HttpClient httpClient;
        private Duration requestTimeout = Duration.ofSeconds(30);
        private Duration longestWait = Duration.ofMinutes(2);
        private int maxAnswerBytes = 64 * 1024 * 1024;
        private Duration renewEarly = Duration.ofSeconds(120);
        private Duration refusalMemory = Duration.ofSeconds(60);
        private int proofTries = 5;
        private Duration proofWait = Duration.ofSeconds(30);

        private Builder(String clientId, AppCredential credential) {
            this.clientId = Objects.requireNonNull(clientId, "clientId").strip();
            this.credential = Objects.requireNonNull(credential, "credential");
        }

        /** The cloud in which the app is registered and the tenants live; the worldwide one by default. */
        public Builder cloud(GraphCloud value) {
            cloud = Objects.requireNonNull(value, "cloud");
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

        /** The host's own client, with its proxy and TLS; one of its own by default. It must not follow redirects. */
        public Builder httpClient(HttpClient value) {
            httpClient = Objects.requireNonNull(value, "httpClient");
            return this;
        }

        /** The limit for one exchange; 30 s by default. */
        public Builder requestTimeout(Duration value) {
            requestTimeout = checked("requestTimeout", value);
            return this;
        }

        /** How long a request may wait for a pause after 429 or for its turn before it is given back unsent; 2 min by default. */
        public Builder longestWait(Duration value) {
            longestWait = checked("longestWait", value);
            return this;
        }

        /** The largest answer that is read, in bytes; 64 MB by default, since pages of 999 users or 1,000 log records are a few. */
        public Builder maxAnswerBytes(int value) {
            if (value < 1) {
                throw new ConfigurationException("maxAnswerBytes", "must be at least 1, but is " + value);
            }
            maxAnswerBytes = value;
            return this;
        }

        /** How long before its end a token is renewed; 120 s by default, and never more than half its life. */
        public Builder renewEarly(Duration value) {
            renewEarly = checked("renewEarly", value);
            return this;
        }

        /** How long a definite refusal of the login service is believed without asking again; 60 s by default, zero for not at all. */
        public Builder refusalMemory(Duration value) {
            refusalMemory = value.isZero() ? value : checked("refusalMemory", value);
            return this;
        }

        /**
         * How often a fresh consent is tried before {@link MicrosoftGraph#prove} gives up, and how long it waits in between; 5 times and 30 s by default.
         *
         * @throws ConfigurationException if tries are not 1 to 20
         */
        public Builder proof(int tries, Duration wait) {
            if (tries < 1 || tries > 20) {
                throw new ConfigurationException("proof.tries", "must be 1 to 20, but is " + tries);
            }
            proofTries = tries;
            proofWait = checked("proof.wait", wait);
            return this;
        }

        private static Duration checked(String field, Duration value) {
            if (value.isNegative() || value.isZero() || value.compareTo(LONGEST) > 0) {
                throw new ConfigurationException(
                        field, "must be more than zero and at most " + LONGEST + ", but is " + value);
            }
            return value;
        }

        /**
         * The client. Nothing is asked yet.
         *
         * @throws ConfigurationException if the app's id is not one, or an address of the cloud is neither https nor loopback
         */
        public MicrosoftGraph build() {
            if (!CLIENT_ID.matcher(clientId).matches()) {
                throw new ConfigurationException("clientId", "must be the app's id, letters, digits and dashes");
            }
            HttpClient shared =
                    httpClient == null ? TransportBuilder.newHttpClient(Duration.ofSeconds(10)) : httpClient;
            // Refuses what is not safe to send a token to now rather than at the first tenant.
            TransportBuilder.create()
                    .httpClient(shared)
                    .allowedOrigins(cloud.graph(), cloud.login())
                    .build();
            return new MicrosoftGraph(new GraphSettings(
                    clientId,
                    credential,
                    cloud,
                    clock,
                    sleeper,
                    listener,
                    shared,
                    requestTimeout,
                    longestWait,
                    maxAnswerBytes,
                    renewEarly,
                    refusalMemory,
                    proofTries,
                    proofWait));
        }
    }
}
