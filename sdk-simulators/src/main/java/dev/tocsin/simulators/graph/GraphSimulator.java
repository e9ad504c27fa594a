package dev.tocsin.simulators.graph;

import dev.tocsin.core.base.Secret;
import dev.tocsin.simulators.graph.internal.login.AccessTokens;
import dev.tocsin.simulators.graph.internal.login.AppRegistration;
import dev.tocsin.simulators.graph.internal.records.Tenant;
import dev.tocsin.simulators.graph.internal.records.Tenants;
import dev.tocsin.simulators.http.Faults;
import dev.tocsin.simulators.http.LoopbackServer;
import dev.tocsin.simulators.http.RequestLog;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Microsoft Graph v1.0 and its login service on the loopback address: one app of a provider, and its customers' tenants with
 * users, events, licences and mailboxes. It answers as the vendor's services do, faults included when told to.
 * Thread-safe. What is not simulated answers 400, as an unknown segment does.
 */
public final class GraphSimulator implements AutoCloseable {
    private final Clock clock;
    private final String secret;
    private final AppRegistration app;
    private final Tenants tenants = new Tenants();
    private final Map<String, SimTenant> handles = new ConcurrentHashMap<>();
    private final AccessTokens tokens;
    private final LoginRoutes login;
    private final ConsentRoutes consents;
    private final Limits limits;
    private final DeltaHabits habits = new DeltaHabits();
    private final GraphRoutes routes;
    private final Faults faults;
    private final Faults batchFaults;
    private final BatchRoutes batch;
    private final LoopbackServer server;

    GraphSimulator(GraphSimulatorBuilder builder) {
        clock = builder.clock();
        secret = builder.secret();
        app = new AppRegistration(builder.clientId(), builder.permissions());
        app.addSecret(Secret.of(secret), Instant.MAX);
        builder.certificates().forEach(app::addCertificate);
        builder.redirectUris().forEach(app::addRedirectUri);
        AtomicReference<LoopbackServer> started = new AtomicReference<>();
        Supplier<LoopbackServer> running =
                () -> Objects.requireNonNull(started.get(), "the server answers only when it is there");
        Supplier<URI> site = () -> running.get().uri();
        tokens = new AccessTokens(clock, builder.resource());
        login = new LoginRoutes(tenants, app, tokens, clock, builder.resource(), builder.tokenLifetime(), site);
        consents = new ConsentRoutes(tenants, app, clock, builder.consentAnswer(), builder.consentDelay());
        limits = new Limits(clock, builder.throttling());
        routes = new GraphRoutes(limits, clock, habits);
        faults = new Faults(builder.failSeed());
        ErrorAnswers errors = new ErrorAnswers(clock);
        batchFaults = new Faults(builder.failSeed());
        batch = new BatchRoutes(batchFaults, clock, errors);
        GraphAdminRoutes admin = new GraphAdminRoutes(this, running);
        server = new LoopbackServer(
                new GraphResponder(tenants, tokens, login, consents, routes, batch, limits, admin, errors, site),
                clock,
                faults,
                builder.port());
        server.latency(builder.latency());
        started.set(server);
        try {
            builder.tenants().forEach(this::addTenant);
        } catch (RuntimeException refused) {
            close();
            throw refused;
        }
    }

    /** A builder without tenants. */
    public static GraphSimulatorBuilder builder() {
        return new GraphSimulatorBuilder();
    }

    /** Where the login service is; token endpoint and consent page are below it, as {@code /{tenant}/oauth2/v2.0/token}. */
    public URI loginUri() {
        return server.uri();
    }

    /** Where Graph is, with its version, such as {@code http://127.0.0.1:4711/v1.0}. */
    public URI graphUri() {
        return URI.create(server.uri() + GraphResponder.VERSION);
    }

    /** The app's id. */
    public String clientId() {
        return app.clientId();
    }

    /** The app's first client secret; of a simulator, so no secret. */
    public String clientSecret() {
        return secret;
    }

    /**
     * Adds a tenant.
     *
     * @throws IllegalArgumentException if its id or domain is taken, or a user of it is not valid
     */
    public SimTenant addTenant(TenantSeed seed) {
        Tenant tenant = seed.plant(clock.instant(), app.permissions());
        SimTenant handle = new SimTenant(tenant, consents, clock);
        seed.users().forEach(handle::addUser);
        seed.skus().forEach(handle::licence);
        tenants.add(tenant);
        handles.put(tenant.id(), handle);
        return handle;
    }

    /** All tenants in the order in which they were added. */
    public List<SimTenant> tenants() {
        return tenants.all().stream()
                .map(tenant -> Objects.requireNonNull(handles.get(tenant.id())))
                .toList();
    }

    /**
     * A tenant by its id or domain.
     *
     * @throws IllegalArgumentException if there is none
     */
    public SimTenant tenant(String idOrDomain) {
        return tenants.find(idOrDomain)
                .map(tenant -> Objects.requireNonNull(handles.get(tenant.id())))
                .orElseThrow(() -> new IllegalArgumentException("tenant: there is no '" + idOrDomain + "'"));
    }

    /** The faults, to arm and clear. Paths are Graph's without the version, and the login service's as they are. */
    public Faults faults() {
        return faults;
    }

    /** The faults of single requests within a batch. What would drop a connection answers 504. */
    public Faults batchFaults() {
        return batchFaults;
    }

    /** The requests so far, those to the simulator's own paths left out; a batch is one. */
    public RequestLog requests() {
        return server.log();
    }

    /** The requests within batches. */
    public RequestLog batchRequests() {
        return batch.log();
    }

    /** The mails that were accepted, the oldest first. */
    public List<SimMail> mails() {
        return routes.mail().mails();
    }

    /** Forgets the mails. */
    public void clearMails() {
        routes.mail().clear();
    }

    /** Sets the limits and begins to count anew. */
    public void throttling(Throttling throttling) {
        limits.set(throttling);
    }

    /** Delays every answer by this time from now on, without holding a thread; zero for not at all. */
    public void latency(Duration latency) {
        server.latency(latency);
    }

    /** Adds a client secret that is refused as expired from a moment on. */
    public void addSecret(String newSecret, Instant expires) {
        app.addSecret(Secret.of(newSecret), expires);
    }

    /** Removes all client secrets, the first one included. */
    public void removeSecrets() {
        app.removeSecrets();
    }

    /** Registers a certificate with the app. */
    public void addCertificate(X509Certificate certificate) {
        app.addCertificate(certificate);
    }

    /** Registers an address to which the consent page may send browsers back. */
    public void addRedirectUri(String uri) {
        app.addRedirectUri(uri);
    }

    /** Sets what the app asks for; tenants that consented before keep what they granted until they consent anew. */
    public void appPermissions(Set<String> permissions) {
        app.permissions(permissions);
    }

    /** How long tokens live that are issued from now on. */
    public void tokenLifetime(Duration lifetime) {
        login.lifetime(lifetime);
    }

    /** Revokes all tokens that were issued so far: Graph answers 401. */
    public void revokeTokens() {
        tokens.revokeAll();
    }

    /** What the administrator does on the consent page from now on. */
    public void consentAnswer(ConsentAnswer answer) {
        consents.answer(Objects.requireNonNull(answer, "answer"));
    }

    /** Whose administrator visits {@code /organizations} and {@code /common}; by default that of the first tenant. */
    public void administratorOf(String tenantIdOrDomain) {
        consents.administrator(tenant(tenantIdOrDomain).id());
    }

    /**
     * The tenant that callbacks name from now on, whoever consented: the parameter is no proof
     * (entra-docs v2-admin-consent.md). Empty for the true one.
     */
    public void callbackNames(String tenantId) {
        consents.claimedTenant(tenantId);
    }

    /** How long after a consent no token is issued yet: AADSTS650051. */
    public void consentDelay(Duration delay) {
        consents.delay(delay);
    }

    /** Whether callbacks with an error carry the state, which the vendor's examples of v1 do not show; default yes. */
    public void refusalsCarryState(boolean carry) {
        consents.refusalsCarryState(carry);
    }

    /** How many users a page of delta holds at most; default 200 (assumed). */
    public void deltaPageSize(int users) {
        habits.pageSize(users);
    }

    /** Lets every n-th user of a delta page appear twice in it; 0 for none, the default. */
    public void deltaDuplicates(int everyNth) {
        habits.duplicates(everyNth);
    }

    /** Lets each round of delta begin so many changes before the end of the one before; default 0. */
    public void deltaReplays(int changes) {
        habits.replays(changes);
    }

    /** With what status an expired delta token is refused, 400 to 410; documented as 40X, default 400. */
    public void expiredDeltaStatus(int status) {
        habits.expiredStatus(status);
    }

    /** How long delta tokens live; default 7 days. */
    public void deltaTokenLife(Duration life) {
        habits.tokenLife(life);
    }

    /**
     * Carries out all requests that wait for their late commit, due or not.
     *
     * @return how many there were
     */
    public int commitLate() {
        return server.commitLate();
    }

    /** How many requests wait for their late commit. */
    public int waitingLateCommits() {
        return server.waitingLateCommits();
    }

    /** What it holds and was asked, for people: tenants, mails, the latest requests, faults still armed. */
    public String describe() {
        return GraphReport.of(this);
    }

    /** Stops the server. */
    @Override
    public void close() {
        server.close();
    }
}
