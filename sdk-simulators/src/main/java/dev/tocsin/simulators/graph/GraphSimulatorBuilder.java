package dev.tocsin.simulators.graph;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Sets a {@link GraphSimulator} up. Not thread-safe. */
public final class GraphSimulatorBuilder {
    /** What an app of this SDK asks for. */
    private static final Set<String> PERMISSIONS = Set.of(
            "User.Read.All",
            "UserAuthenticationMethod.Read.All",
            "Mail.Send",
            "AuditLog.Read.All",
            "SecurityAlert.Read.All",
            "Organization.Read.All");

    private String clientId = "00000000-0000-4000-8000-0000000000a1";
    private String secret = "graph-secret";
    private Set<String> permissions = PERMISSIONS;
    private String resource = "https://graph.microsoft.com";
    private Duration tokenLifetime = Duration.ofSeconds(3_599);
    private ConsentAnswer consentAnswer = ConsentAnswer.GRANT;
    private Duration consentDelay = Duration.ZERO;
    private Throttling throttling = Throttling.none();
    private Duration latency = Duration.ZERO;
    private Clock clock = Clock.systemUTC();
    private int port;
    private long failSeed = 1;
    private final List<X509Certificate> certificates = new ArrayList<>();
    private final List<String> redirectUris = new ArrayList<>();
    private final List<TenantSeed> tenants = new ArrayList<>();

    GraphSimulatorBuilder() {}

    /** The app's id and its first client secret, which does not expire; default an id of zeroes and {@code graph-secret}. */
    public GraphSimulatorBuilder app(String id, String clientSecret) {
        clientId = Objects.requireNonNull(id, "id");
        secret = Objects.requireNonNull(clientSecret, "clientSecret");
        return this;
    }

    /** A certificate of the app. */
    public GraphSimulatorBuilder certificate(X509Certificate certificate) {
        certificates.add(certificate);
        return this;
    }

    /** The application permissions that the app asks for; default all that the played resources need. */
    public GraphSimulatorBuilder permissions(Set<String> asked) {
        permissions = Set.copyOf(asked);
        return this;
    }

    /** An address to which the consent page may send browsers back; default none. */
    public GraphSimulatorBuilder redirectUri(String uri) {
        redirectUris.add(uri);
        return this;
    }

    /** The resource that scopes must name, for another cloud; default {@code https://graph.microsoft.com}. */
    public GraphSimulatorBuilder resource(String uri) {
        resource = uri;
        return this;
    }

    /** How long tokens live; default 3,599 s. */
    public GraphSimulatorBuilder tokenLifetime(Duration lifetime) {
        tokenLifetime = lifetime;
        return this;
    }

    /** What the administrator does on the consent page; default grants. */
    public GraphSimulatorBuilder consentAnswer(ConsentAnswer answer) {
        consentAnswer = answer;
        return this;
    }

    /** How long after a consent no token is issued yet; default zero. */
    public GraphSimulatorBuilder consentDelay(Duration delay) {
        consentDelay = delay;
        return this;
    }

    /** The limits; default none. */
    public GraphSimulatorBuilder throttling(Throttling limits) {
        throttling = limits;
        return this;
    }

    /** Delays every answer by this time, without holding a thread; default zero. */
    public GraphSimulatorBuilder latency(Duration delay) {
        if (Objects.requireNonNull(delay, "latency").isNegative()) {
            throw new IllegalArgumentException("latency: must not be negative, but is " + delay);
        }
        latency = delay;
        return this;
    }

    /** The clock of all timestamps, lifetimes, limits and late commits; default the system's. */
    public GraphSimulatorBuilder clock(Clock newClock) {
        clock = Objects.requireNonNull(newClock, "clock");
        return this;
    }

    /** The port on the loopback address; default 0, any free one. */
    public GraphSimulatorBuilder port(int newPort) {
        port = newPort;
        return this;
    }

    /** The seed of faults that strike with a probability; default 1. */
    public GraphSimulatorBuilder failSeed(long seed) {
        failSeed = seed;
        return this;
    }

    /** A tenant. */
    public GraphSimulatorBuilder tenant(TenantSeed seed) {
        tenants.add(seed);
        return this;
    }

    /**
     * So many tenants {@code customer1.example}, … that have consented, each with so many users, the same every time.
     *
     * @param count how many tenants
     * @param users how many users each of them has
     */
    public GraphSimulatorBuilder tenants(int count, int users) {
        List<String> countries = List.of("US", "GB", "DE");
        for (int i = 1; i <= count; i++) {
            tenants.add(TenantSeed.of("customer" + i + ".example")
                    .displayName("Customer " + i)
                    .country(countries.get(i % countries.size()))
                    .users(users)
                    .consented()
                    .licence(SkuSeed.businessPremium(users + 10, users)));
        }
        return this;
    }

    /**
     * Starts the server.
     *
     * @throws java.io.UncheckedIOException if the port is taken
     * @throws IllegalArgumentException if a seed is not valid
     */
    public GraphSimulator start() {
        return new GraphSimulator(this);
    }

    String clientId() {
        return clientId;
    }

    String secret() {
        return secret;
    }

    Set<String> permissions() {
        return permissions;
    }

    String resource() {
        return resource;
    }

    Duration tokenLifetime() {
        return tokenLifetime;
    }

    ConsentAnswer consentAnswer() {
        return consentAnswer;
    }

    Duration consentDelay() {
        return consentDelay;
    }

    Throttling throttling() {
        return throttling;
    }

    Duration latency() {
        return latency;
    }

    Clock clock() {
        return clock;
    }

    int port() {
        return port;
    }

    long failSeed() {
        return failSeed;
    }

    List<X509Certificate> certificates() {
        return certificates;
    }

    List<String> redirectUris() {
        return redirectUris;
    }

    List<TenantSeed> tenants() {
        return tenants;
    }
}
