package dev.tocsin.simulators.graph;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.graph.internal.login.AccessTokens;
import dev.tocsin.simulators.graph.internal.login.AppRegistration;
import dev.tocsin.simulators.graph.internal.login.ClientAssertions;
import dev.tocsin.simulators.graph.internal.login.LoginError;
import dev.tocsin.simulators.graph.internal.records.Consent;
import dev.tocsin.simulators.graph.internal.records.Tenant;
import dev.tocsin.simulators.graph.internal.records.Tenants;
import dev.tocsin.simulators.graph.internal.wire.Json;
import dev.tocsin.simulators.http.Answer;
import dev.tocsin.simulators.http.Call;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** The token endpoint and the metadata of a tenant (entra-docs docs/identity-platform/v2-oauth2-client-creds-grant-flow.md). */
final class LoginRoutes {
    private static final String ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

    private final Tenants tenants;
    private final AppRegistration app;
    private final AccessTokens tokens;
    private final ClientAssertions assertions;
    private final Clock clock;
    private final String resource;
    private final Supplier<URI> site;
    private final AtomicLong traces = new AtomicLong();
    private volatile Duration lifetime;

    LoginRoutes(
            Tenants tenants,
            AppRegistration app,
            AccessTokens tokens,
            Clock clock,
            String resource,
            Duration lifetime,
            Supplier<URI> site) {
        this.tenants = tenants;
        this.app = app;
        this.tokens = tokens;
        this.assertions = new ClientAssertions(app);
        this.clock = clock;
        this.resource = resource;
        this.lifetime = lifetime;
        this.site = site;
    }

    void lifetime(Duration newLifetime) {
        lifetime = newLifetime;
    }

    Answer token(Call call, String tenantName) {
        try {
            if (!call.method().equals("POST")) {
                throw LoginError.of(
                        "invalid_request",
                        900561,
                        "The endpoint only accepts POST requests. Received a " + call.method() + " request.");
            }
            return issue(form(call), tenantName);
        } catch (LoginError refused) {
            String trace = new UUID(0x7ace, traces.incrementAndGet()).toString();
            ObjectNode body =
                    refused.body(trace, call.header("client-request-id").orElse(trace), STAMP.format(clock.instant()));
            return Answer.text(refused.status(), "application/json; charset=utf-8", body.toString());
        }
    }

    private static Map<String, String> form(Call call) {
        return new Call("POST", "/", new String(call.body(), StandardCharsets.UTF_8), Map.of(), new byte[0]).query();
    }

    private Answer issue(Map<String, String> form, String tenantName) {
        String grant = required(form, "grant_type");
        if (!grant.equals("client_credentials")) {
            throw LoginError.of(
                    "unsupported_grant_type", 70003, "The app requested an unsupported grant type '" + grant + "'.");
        }
        Tenant tenant = tenant(tenantName);
        if (!required(form, "client_id").equals(app.clientId())) {
            throw notInstalled(form.getOrDefault("client_id", ""), tenant.id());
        }
        prove(form, tenant, tenantName);
        requireScope(required(form, "scope"));
        synchronized (tenant) {
            requireConsent(tenant);
            ObjectNode body = Json.object()
                    .put("token_type", "Bearer")
                    .put("expires_in", lifetime.toSeconds())
                    .put("ext_expires_in", lifetime.toSeconds())
                    .put(
                            "access_token",
                            tokens.issue(
                                    tenant.id(),
                                    app.clientId(),
                                    tenant.consent().granted(),
                                    lifetime));
            return Answer.text(200, "application/json; charset=utf-8", body.toString())
                    .with("Cache-Control", "no-store, no-cache");
        }
    }

    private static String required(Map<String, String> form, String name) {
        String value = form.getOrDefault(name, "");
        if (value.isEmpty()) {
            throw LoginError.of(
                    "invalid_request",
                    900144,
                    "The request body must contain the following parameter: '" + name + "'.");
        }
        return value;
    }

    private Tenant tenant(String name) {
        if (!name.contains(".") && !name.matches("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
            throw LoginError.of(
                    "invalid_request",
                    900023,
                    "Specified tenant identifier '" + name
                            + "' is neither a valid DNS name, nor a valid external domain.");
        }
        return tenants.find(name)
                .orElseThrow(() -> LoginError.of(
                        "invalid_request",
                        90002,
                        "Tenant '" + name
                                + "' not found. Check to make sure you have the correct tenant ID and are signing"
                                + " into the correct cloud. Check with your subscription administrator, this may happen if"
                                + " there are no active subscriptions for the tenant."));
    }

    static LoginError notInstalled(String clientId, String tenantId) {
        return LoginError.of(
                "unauthorized_client",
                700016,
                "Application with identifier '" + clientId + "' was not found in the directory '" + tenantId
                        + "'. This can"
                        + " happen if the application has not been installed by the administrator of the tenant or consented"
                        + " to by any user in the tenant. You may have sent your authentication request to the wrong"
                        + " tenant.");
    }

    private void prove(Map<String, String> form, Tenant tenant, String tenantName) {
        Instant now = clock.instant();
        if (form.containsKey("client_secret")) {
            app.checkSecret(form.getOrDefault("client_secret", ""), now);
        } else if (form.getOrDefault("client_assertion_type", "").equals(ASSERTION_TYPE)) {
            String base = site.get() + "/";
            String endpoint = "/oauth2/v2.0/token";
            Set<String> audiences = Set.copyOf(java.util.List.of(
                    base + tenantName + endpoint, base + tenant.id() + endpoint, base + tenant.id() + "/v2.0"));
            assertions.check(form.getOrDefault("client_assertion", ""), audiences, now);
        } else {
            throw LoginError.invalidClient(
                    7000218,
                    "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.");
        }
    }

    private void requireScope(String scope) {
        if (!scope.endsWith("/.default")) {
            throw LoginError.of(
                    "invalid_scope",
                    1002012,
                    "The provided value for scope " + scope
                            + " is not valid. Client credential flows must have a scope value"
                            + " with /.default suffixed to the resource identifier (application ID URI).");
        }
        if (!scope.equals(resource + "/.default")) {
            throw LoginError.of(
                    "invalid_resource",
                    500011,
                    "The resource principal named " + scope.substring(0, scope.length() - "/.default".length())
                            + " was not found in the tenant.");
        }
    }

    private void requireConsent(Tenant tenant) {
        if (!tenant.refusal().isEmpty()) {
            TokenRefusal refusal = TokenRefusal.valueOf(tenant.refusal());
            throw LoginError.of(refusal.error(), refusal.code(), refusal.words(app.clientId()));
        }
        Consent consent = tenant.consent();
        if (!consent.given()) {
            throw notInstalled(app.clientId(), tenant.id());
        }
        if (!consent.effective(clock.instant())) {
            // Seen for about half a minute after a consent (CIPP-API); the words are not the vendor's.
            throw LoginError.of(
                    "invalid_request",
                    650051,
                    "The application is being added to the tenant. The service principal name is already present for the"
                            + " tenant; try again shortly.");
        }
    }

    /** {@code /.well-known/openid-configuration}, which also tells a tenant's id by its domain. */
    Answer metadata(String tenantName) {
        try {
            Tenant tenant = tenant(tenantName);
            String base = site.get() + "/" + tenant.id();
            ObjectNode body = Json.object()
                    .put("issuer", base + "/v2.0")
                    .put("token_endpoint", base + "/oauth2/v2.0/token")
                    .put("authorization_endpoint", base + "/oauth2/v2.0/authorize");
            return Answer.text(200, "application/json; charset=utf-8", body.toString());
        } catch (LoginError refused) {
            ObjectNode body = refused.body("", "", STAMP.format(clock.instant()));
            return Answer.text(refused.status(), "application/json; charset=utf-8", body.toString());
        }
    }
}
